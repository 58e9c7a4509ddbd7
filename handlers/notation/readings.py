"""Typed sets, third step: items to sets, in every way that the rules of handlers.notation leave open.

Each way gives one reading. A reading is likely, or strange: some number in it is far from what the exercise asks or
what was lifted before. One likely reading is taken; several, or none but strange ones, are a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from handlers.notation.amounts import MAX_SETS, Amounts, Draft, Weight
from handlers.notation.characters import Text
from handlers.notation.expected import Expected
from handlers.notation.items import Item, Line, Operand
from handlers.notation.ways import (
    MOST_SETS_TYPED,
    Way,
    can_be_count,
    is_heavier,
    is_sets_by_reps,
    is_surely_count,
    may_trail,
    roles_of,
)
from handlers.notation.words import Of, Reason
from models.rules.sets import ExerciseKind, SetKind

_USUAL_SETS = 6


class NoWayError(Exception):
    """The text cannot be taken in this way."""


@dataclass(slots=True)
class Reading:
    """The sets of a text, read in one way. strange: see the module; asks: to be confirmed even if it is the only one.
    turned: reps were typed before the weight.
    """

    drafts: list[Draft] = field(default_factory=list)
    strange: bool = False
    asks: bool = False
    turned: bool = False


def read(typed: Text, line: Line, expected: Expected, way: Way) -> Reading:
    """The sets of a line, read in one way. Raises NotationError where the way is none."""
    return _Reader(typed, line.items, expected, way).read()


class _Reader(Amounts):
    """Reads the items of a text in one way, from left to right."""

    def __init__(self, typed: Text, row: Sequence[Item], expected: Expected, way: Way) -> None:
        super().__init__(typed, expected)
        self.row = list(row)
        self.way = way
        self.reading = Reading()
        self.group = 0  # where the sets that share a weight begin
        self.head: Weight | None = None  # the weight that stands before a list
        self.head_kind: SetKind | None = None
        self.carried: Weight | None = None  # the weight of the product before: 100x5,5,4

    @property
    def drafts(self) -> list[Draft]:
        return self.reading.drafts

    def read(self) -> Reading:
        self.settle_separators()
        if self.way.lead and not self.is_weight(0, self.row[0]):
            raise NoWayError
        for place, item in enumerate(self.row):
            if item.is_product:
                self.product(place, item)
            elif self.is_weight(place, item):
                self.weight(place, item)
            else:
                self.count(item)
            if len(self.drafts) > MAX_SETS:
                raise self.typed.error(Reason.TOO_MANY_SETS, item.at)
        self.judge_list()
        return self.reading

    def settle_separators(self) -> None:
        """Sides, marks and dashes, before anything is read."""
        row = self.row
        if self.way.sides:
            first, second = row[0].operands[-1], row[1].operands[0]
            assert first.value is not None  # noqa: S101 - a bare number has a value
            assert second.value is not None  # noqa: S101 - it has one too
            both = replace(first, value=min(first.value, second.value), left=first.value, right=second.value)
            self.row = [replace(row[0], operands=[*row[0].operands[:-1], both])]
            if max(first.value, second.value) > 2 * min(first.value, second.value):
                raise NoWayError
        for place in range(1, len(row)):
            before, item = row[place - 1], row[place]
            if before.kind is None and (item.loose_mark or item.tight_mark):
                if item.tight_mark:
                    self.reading.strange |= is_heavier(item, before) is not self.way.marks_back
                if self.way.marks_back:
                    self.row[place - 1], self.row[place] = replace(before, kind=item.kind), replace(item, kind=None)
        for before, item in pairwise(row):
            if item.before == "-" and before.is_product is not item.is_product:
                raise self.typed.error(Reason.UNREADABLE, item.at)

    def as_weight(self, operand: Operand) -> Weight:
        """Also asks about 1.000 kg, which may be one or a thousand."""
        weight = super().as_weight(operand)
        known = bool(self.expected.weights) and self.is_plausible(weight)
        self.reading.asks |= operand.thousands and not known
        return weight

    def judge_list(self) -> None:
        """A plain list of numbers, of which the first or the last could be a weight, and the same the other way."""
        numbers = [item.operands[0] for item in self.row if item.is_bare]
        if len(numbers) != len(self.row) or len(numbers) < 2 or self.way.sides:  # noqa: PLR2004 - a list has two
            return
        values = [operand.value or Decimal(0) for operand in numbers]
        leads, trails = self.way.lead and len(values) > 1, self.way.trail
        separators = {item.before if item.before in {"", "-"} else "," for item in self.row[1:]}
        even = len(separators) == 1
        natural = even and all(self.expected.can_be_count(value) for value in values)
        near = natural and max(values) <= 2 * min(values)
        as_asked = natural and all(self.expected.is_as_asked(value) for value in values)
        if not leads and not trails:
            self.reading.strange |= not natural
            self.reading.asks |= separators == {"-"} and len(values) == 2  # noqa: PLR2004 - 60-5
        elif as_asked or (near and len(values) > 2) or (trails and not leads and natural):  # noqa: PLR2004 - 12 10 8
            self.reading.strange = True
        elif even:
            beside = values[1:] if leads else values[:-1]
            odd = trails and not all(self.expected.is_as_asked(value) for value in beside)
            self.reading.asks |= odd if separators == {""} else True

    # -- weights ---------------------------------------------------------------------------------

    def is_weight(self, place: int, item: Item) -> bool:
        operand = item.operands[0]
        following = self.row[place + 1] if place + 1 < len(self.row) else None
        if operand.of is Of.WEIGHT or item.colon:
            return True
        if operand.of is not Of.BARE or operand.is_count or item.leading_x or item.each:
            return False
        if operand.sign:
            leads = following is not None and following.spaced
            if operand.sign == "-" and not leads:
                raise self.typed.error(Reason.NEGATIVE_REPS, operand.at)
            return True
        if self.way.lead and item.is_bare and following is not None and (place == 0 or following.is_product):
            spaced = following.spaced or place == 0
            return spaced and not self.has_own_weight(place + 1, following)
        return self.way.trail and may_trail(self.row, place)

    def weight(self, place: int, item: Item) -> None:
        operand = item.operands[0]
        weight = self.as_weight(operand)
        if operand.is_bare and not item.colon:
            unlikely = not self.is_plausible(weight) and not self.beside_a_product(place)
            self.reading.strange |= unlikely and (self.is_too_light(weight) or can_be_count(item, self.expected))
        group = self.drafts[self.group :]
        following = self.row[place + 1] if place + 1 < len(self.row) else None
        if group and item.spaced and not item.colon and all(draft.weight is None for draft in group):
            for draft in group:
                draft.weight = weight
            self.carried = weight
            self.mark(item, self.group)
        elif following is not None and not self.has_own_weight(place + 1, following):
            self.group, self.head, self.head_kind, self.carried = len(self.drafts), weight, item.kind, None
            if item.rpe_half is not None or item.weight is not None:
                raise self.typed.error(Reason.UNREADABLE, item.at)
        elif operand.is_bare and not item.colon:
            raise NoWayError
        else:
            self.group, self.head, self.head_kind, self.carried = len(self.drafts), None, None, None
            self.drafts.append(self.as_usual(item.at, weight))
            self.mark(item, self.group)

    def is_too_light(self, weight: Weight) -> bool:
        least = min(self.expected.weights, default=0)
        return weight.grams is not None and abs(weight.grams) < least

    def beside_a_product(self, place: int) -> bool:
        """3x5 20 and 20 3x5: the weight is the weight, however far from what is asked."""
        beside = [self.row[at] for at in (place - 1, place + 1) if 0 <= at < len(self.row)]
        return any(is_sets_by_reps(item) for item in beside)

    def has_own_weight(self, place: int, item: Item) -> bool:
        if item.is_product:
            explicit = any(operand.of is Of.WEIGHT or operand.sign for operand in item.operands)
            return explicit or not item.operands[0].is_whole or (item.operands[0].value or 0) > MAX_SETS
        return self.is_weight(place, item)

    # -- counts ----------------------------------------------------------------------------------

    def count(self, item: Item) -> None:
        operand = item.operands[0]
        start = len(self.drafts)
        if self.way.heavy and item.is_bare and self.head is None and not is_surely_count(item, self.expected):
            weight = self.as_weight(operand)
            self.drafts.append(self.as_usual(operand.at, weight))
            self.reading.asks = True
            self.reading.strange |= not self.is_plausible(weight) or len(self.row) > 1
            self.mark(item, start)
            return
        if operand.of is Of.BARE and operand.value is not None:
            self.reading.strange |= not operand.is_count and not self.expected.can_be_count(operand.value)
        draft = self.as_count(operand, each=item.each)
        self.timed(draft, item)
        draft.weight = self.head or self.carried
        self.drafts.append(draft)
        if item.weight is not None:
            weight = self.as_weight(item.weight)
            for one in self.drafts[self.group :]:
                one.weight = one.weight or weight
            draft.weight = weight
            self.carried = weight
        if item.each:
            self.both_sides(start)
        self.mark(item, start if item.glued else self.group)

    def both_sides(self, start: int) -> None:
        """10: 8,8,7 each: behind a list, it is said of all of it."""
        for draft in self.drafts[self.group : start]:
            if draft.left is None and not draft.parts:
                draft.left = draft.right = draft.reps if draft.reps is not None else draft.seconds

    # -- products --------------------------------------------------------------------------------

    def product(self, place: int, item: Item) -> None:
        given = self.head if item.weight is None else self.as_weight(item.weight)
        trailing = given is None and self.has_trailing_weight(place, item)
        self.group = len(self.drafts)
        drafts = self.by_role(item, given, has_weight=given is not None or trailing)
        self.drafts.extend(drafts)
        self.carried = drafts[0].weight
        if item.weight is not None:
            self.head = None
        self.mark(item, self.group)

    def has_trailing_weight(self, place: int, item: Item) -> bool:
        following = self.row[place + 1] if place + 1 < len(self.row) else None
        if following is None or following.is_product or not following.spaced or following.colon:
            return False
        explicit = any(operand.of is Of.WEIGHT or operand.sign for operand in item.operands)
        last = place + 2 == len(self.row) or not self.row[place + 2].spaced or self.row[place + 2].is_product
        return last and not explicit and len(item.operands) == 2 and self.is_weight(place + 1, following)  # noqa: PLR2004 - sets x reps

    def by_role(self, item: Item, given: Weight | None, *, has_weight: bool) -> list[Draft]:
        """The sets of a product, its numbers in the roles of this way."""
        possible = roles_of(item)
        if has_weight:
            possible = [roles for roles in possible if "w" not in roles]
        negative = next((operand for operand in item.operands[1:] if operand.sign == "-"), None)
        if negative and (not possible or self.expected.kind is ExerciseKind.WEIGHT):
            raise self.typed.error(Reason.NEGATIVE_REPS, negative.at)
        if not possible:
            raise self.typed.error(*self.misplaced(item))
        if len(item.operands) == len("scw"):
            roles = self.roles_of_three(item, possible)
        elif has_weight or len(possible) == 1:
            roles = possible[0]
        elif self.way.two not in possible:
            raise NoWayError
        else:
            roles = self.way.two
            self.judge_two(item, roles)
        return self.inroles_of(item, roles, given)

    @staticmethod
    def misplaced(item: Item) -> tuple[Reason, int]:
        """Why the numbers of a product make no sense together."""
        broken = [operand for operand in item.operands if operand.is_bare and not operand.is_whole]
        return (Reason.FRACTION, broken[-1].at) if broken else (Reason.UNREADABLE, item.operands[-1].at)

    def judge_two(self, item: Item, roles: str) -> None:
        """Say so where AxB is strange in these roles; raises NoWayError where nobody would mean them."""
        expected, (first, second) = self.expected, item.operands
        first_value, second_value = first.value or Decimal(0), second.value or Decimal(0)
        if second.of is Of.WEIGHT:
            self.judge_unit_behind(first_value, second, roles)
            return
        sets = expected.sets_fit(first_value, second_value)
        counts = second.is_count or second.of is not Of.BARE or expected.can_be_count(second_value)
        turned = not counts and expected.counts_reps and expected.can_be_count(first_value)
        if roles == "cw":
            if not turned:
                raise NoWayError
            self.reading.turned = True
        elif roles == "sc":
            if not sets.thinkable:
                raise NoWayError
            self.reading.strange |= not sets.as_asked
            self.reading.asks |= expected.unknown  # at what weight?
        else:
            plausible = self.is_plausible(self.as_weight(first))
            many = expected.counts_reps and not counts and not expected.may_be_many(second_value)
            self.reading.strange |= many or (sets.thinkable and not plausible) or not first_value

    def judge_unit_behind(self, first: Decimal, second: Operand, roles: str) -> None:
        """5 x 100kg are five reps, 135 x 5 lbs are five reps as well."""
        expected, value = self.expected, second.value or Decimal(0)
        unit_wins = self.is_plausible(self.as_weight(second)) or not expected.weights
        could_move = expected.can_be_count(value) and self.is_plausible(self.as_weight(replace(second, value=first)))
        if roles == "cw":
            self.reading.strange |= not expected.can_be_count(first) or (could_move and not unit_wins)
        else:
            likely = not expected.can_be_count(first) or not unit_wins or (not expected.weights and first > value)
            self.reading.strange |= not (could_move and likely)

    def roles_of_three(self, item: Item, possible: list[str]) -> str:
        """The order of AxBxC in this way, where its numbers fit it as well as any other."""
        fits = {roles: self.misfits(item, roles) for roles in possible}
        fewest = min(fits.values())
        best = [roles for roles, misfits in fits.items() if misfits == fewest]
        self.reading.strange |= fewest[0] > 0 and len(possible) > 1
        asked = [roles for roles in best if self.is_asked(item, roles)]
        best = asked or best
        if "scw" in best and (item.operands[0].value or 0) <= _USUAL_SETS:
            best = ["scw"]
        if self.way.three not in best:
            raise NoWayError
        return self.way.three

    def misfits(self, item: Item, roles: str) -> tuple[int, int]:
        """How many of the numbers are unlikely in these roles, and how many sets are unusual."""
        count = unusual = 0
        for role, operand in zip(roles, item.operands, strict=True):
            value = operand.value or Decimal(0)
            if role == "s":
                unusual += value > _USUAL_SETS
                count += value > MOST_SETS_TYPED and operand.of is Of.BARE
            elif role == "c":
                count += operand.is_bare and not self.expected.can_be_count(value)
            else:
                count += operand.is_bare and not self.is_plausible(self.as_weight(operand))
        return count, unusual

    def is_asked(self, item: Item, roles: str) -> bool:
        """Whether as many sets of such a count are still asked."""
        by_role = dict(zip(roles, item.operands, strict=True))
        sets, count = by_role["s"].value or Decimal(0), by_role["c"].value or Decimal(0)
        return self.expected.sets is not None and self.expected.sets_fit(sets, count).as_asked

    def inroles_of(self, item: Item, roles: str, given: Weight | None) -> list[Draft]:
        by_role = dict(zip(roles, item.operands, strict=True))
        weight = by_role.get("w")
        if weight is not None and weight.is_bare:  # 135 x 5 lbs: the unit is the weight's
            behind = next((operand for operand in item.operands if operand.of is Of.WEIGHT), weight)
            by_role["w"] = weight = replace(weight, unit=behind.unit)
        count = by_role.get("c")
        if count is None:
            draft = self.as_usual(item.at, self.as_weight(weight) if weight is not None else None)
        else:
            count = replace(count, of=Of.BARE, unit=None) if count.of is Of.WEIGHT else count
            draft = self.as_count(count, each=item.each, whole=roles != "sc")
        self.timed(draft, item)
        if weight is not None:
            draft.weight = self.as_weight(weight)
        else:
            draft.weight = draft.weight or given
        sets = self.as_sets(by_role["s"]) if "s" in by_role else 1
        return [replace(draft) for _ in range(sets)]

    # -- what stands behind ----------------------------------------------------------------------

    def timed(self, draft: Draft, item: Item) -> None:
        if item.time is not None:
            draft.seconds = self.as_count(item.time).seconds

    def mark(self, item: Item, start: int) -> None:
        """Give an item's effort and kind to the sets from start on that have none of their own."""
        marked = self.drafts[start:]
        for draft in marked:
            if draft.rpe_half is None:
                draft.rpe_half = item.rpe_half
        kind = item.kind or self.head_kind
        if kind is SetKind.FAILURE and not item.is_product:
            marked = marked[-1:]
        for draft in marked:
            if kind is not None and draft.kind is SetKind.WORK:
                draft.kind = kind
