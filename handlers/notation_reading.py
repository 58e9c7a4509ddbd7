"""Typed sets, third floor: items to sets, in the reading nearest to what is expected.

The rules it follows stand in handlers.notation.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from handlers.notation_items import Item, Operand, items
from handlers.notation_tokens import Comma, NotationError, Of, Reason, Text, tokens
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit
from models.rules.units import MAX_WEIGHT_G, to_grams

MAX_REPS = 1_000
MAX_SETS = 30
MAX_SECONDS = 32_767
MAX_METRES = 1_000_000

_USUAL_SETS = 6
USUAL_REPS = 30

# what a reading costs, in percent away from what is expected
_FAR = 10_000
_STRANGE = 300
_WEIGHT_ON_A_BODY = 300
_UNUSUAL_SET = 100

_COUNTED_IN_REPS = {ExerciseKind.WEIGHT, ExerciseKind.BODYWEIGHT, ExerciseKind.ASSISTED}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the exercise counts, what is prescribed next, and what was done last time.

    unit: the person's. weight_g, last_weight_g: grams, negative = assistance. sets: working sets prescribed.
    """

    kind: ExerciseKind = ExerciseKind.WEIGHT
    unit: Unit = Unit.KG
    reps: int | None = None
    weight_g: int | None = None
    seconds: int | None = None
    distance_m: int | None = None
    sets: int | None = None
    last_reps: int | None = None
    last_weight_g: int | None = None
    last_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The sets in a text, at least one; weight_given: whether it said a weight (or bw) for any of them."""

    sets: tuple[DoneSet, ...]
    weight_given: bool


class Ambiguous(Exception):  # noqa: N818 - a question to the person, not an error
    """A text to ask about: the sets it may stand for, the likeliest first."""

    def __init__(self, readings: tuple[tuple[DoneSet, ...], ...]) -> None:
        super().__init__(f"{len(readings)} readings")
        self.readings = readings


@dataclass(slots=True)
class _Weight:
    """A weight somebody typed; None = no load but the body."""

    grams: int | None
    unit: Unit


@dataclass(slots=True)
class _Draft:
    """A set being read; weight None = not typed."""

    at: int
    reps: int | None = None
    seconds: int | None = None
    metres: int | None = None
    weight: _Weight | None = None
    kind: SetKind = SetKind.WORK
    rpe_half: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a whole text, and its place among the others: cost, then habit.

    strange: some count in it is so far from the expected that an error is the better answer, if there is one.
    """

    drafts: list[_Draft]
    rank: tuple[int, int]
    strange: bool


def nearest(typed: Text, comma: Comma, expected: Expected) -> Reading:
    found = tokens(typed, comma, counts_reps=expected.kind in _COUNTED_IN_REPS)
    row = items(typed, found, expected.kind)
    return best(
        partial(_Reader(typed, row, expected, lead, trail).read, habit)
        for habit, (lead, trail) in enumerate(_bare_weights(row))
    )


def best(ways: Iterable[Callable[[], Reading]]) -> Reading:
    """The possible reading that ranks first, or the error of a commoner way if that one is strange."""
    first: Reading | None = None
    refused: NotationError | None = None
    commoner: NotationError | None = None
    for way in ways:
        try:
            reading = way()
        except NotationError as error:
            refused = refused or error
            continue
        if first is None or reading.rank < first.rank:
            first, commoner = reading, refused
    if commoner and first and first.strange:
        raise commoner
    if first is None:
        raise refused or AssertionError("there is always a way")
    return first


def _bare_weights(row: list[Item]) -> list[tuple[bool, bool]]:
    """Whether a bare number before others, and one behind them, is a weight: the ways, commonest first."""
    lead = len(row) > 1 and row[0].is_bare and row[1].spaced
    trail = any(_may_trail(row, place) for place in range(len(row)))
    ways = [(False, False)]
    if lead:
        habit = row[1].is_product or (len(row) > 2 and not any(item.spaced for item in row[2:]))  # noqa: PLR2004 - 100 5,5
        ways.insert(0 if habit else 1, (True, False))
    if trail:
        ways.insert(0 if row[-2].is_product or not row[-2].spaced else len(ways), (False, True))
    return ways


def _may_trail(row: list[Item], place: int) -> bool:
    """Whether a number can be the weight of the sets before it: 5,5,4 100 and 3x5 100, 2x3 110."""
    if place == 0 or not row[place].is_bare or not row[place].spaced:
        return False
    return place == len(row) - 1 or (row[place - 1].is_product and not row[place + 1].spaced)


def parsed(drafts: list[_Draft], expected: Expected) -> Parsed:
    prescribed = expected.last_weight_g if expected.weight_g is None else expected.weight_g
    usual = _Weight(prescribed, expected.unit)
    sets = []
    for draft in drafts:
        weight = draft.weight or usual
        sets.append(
            DoneSet(
                kind=draft.kind,
                reps=draft.reps,
                weight_g=weight.grams,
                unit=weight.unit,
                seconds=draft.seconds,
                distance_m=draft.metres,
                rpe_half=draft.rpe_half,
            )
        )
    return Parsed(tuple(sets), any(draft.weight is not None for draft in drafts))


class _Reader:
    """Reads a row of items in one way: who is a weight, who a count, who a number of sets."""

    def __init__(self, typed: Text, row: list[Item], expected: Expected, lead: bool, trail: bool) -> None:
        self.typed = typed
        self.row = row
        self.expected = expected
        self.lead = lead
        self.trail = trail
        self.drafts: list[_Draft] = []
        self.group = 0  # where the sets that share a weight begin
        self.head: _Weight | None = None  # the weight that stands before a list
        self.head_kind: SetKind | None = None
        self.carried: _Weight | None = None  # the weight of the product before: 100x5,5,4
        self.penalty = 0

    def read(self, habit: int) -> Reading:
        for place, item in enumerate(self.row):
            if item.is_product:
                self.product(place, item)
            elif self.is_weight(place, item):
                self.weight(place, item)
            else:
                self.count(item)
            if len(self.drafts) > MAX_SETS:
                raise self.typed.error(Reason.TOO_MANY_SETS, item.at)
        mean = 1000 * sum(self.cost(draft) for draft in self.drafts) // len(self.drafts)
        return Reading(self.drafts, (mean + 1000 * self.penalty, habit), self.is_strange(self.drafts))

    def is_weight(self, place: int, item: Item) -> bool:
        operand = item.operands[0]
        following = self.row[place + 1] if place + 1 < len(self.row) else None
        if operand.of is Of.WEIGHT or item.colon:
            return True
        if operand.of is not Of.BARE or item.leading_x:
            return False
        if operand.sign:
            leads = following is not None and following.spaced
            if operand.sign == "-" and not leads:
                raise self.typed.error(Reason.NEGATIVE_REPS, operand.at)
            return True
        if self.lead and following is not None and following.spaced:
            return (place == 0 or following.is_product) and not self.has_own_weight(place + 1, following)
        return self.trail and _may_trail(self.row, place)

    def weight(self, place: int, item: Item) -> None:
        weight = self.as_weight(item.operands[0])
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
        else:
            self.group, self.head, self.head_kind, self.carried = len(self.drafts), None, None, None
            self.drafts.append(self.as_usual(item.at, weight))
            self.mark(item, self.group)

    def has_own_weight(self, place: int, item: Item) -> bool:
        if item.is_product:
            return any(operand.of is Of.WEIGHT or operand.sign for operand in item.operands)
        return self.is_weight(place, item)

    def count(self, item: Item) -> None:
        draft = self.as_count(item.operands[0])
        self.timed(draft, item)
        draft.weight = self.head or self.carried
        start = len(self.drafts)
        self.drafts.append(draft)
        if item.weight is not None:
            weight = self.as_weight(item.weight)
            for one in self.drafts[self.group :]:
                one.weight = one.weight or weight
            draft.weight = weight
            self.carried = weight
        self.mark(item, start if item.glued else self.group)

    def product(self, place: int, item: Item) -> None:
        given = self.head if item.weight is None else self.as_weight(item.weight)
        following = self.row[place + 1] if place + 1 < len(self.row) else None
        trailing = (
            given is None
            and following is not None
            and not following.is_product
            and following.spaced
            and not following.colon
            and self.is_weight(place + 1, following)
            and len(item.operands) == 2  # noqa: PLR2004 - sets x reps
            and not any(operand.of is Of.WEIGHT or operand.sign for operand in item.operands)
            and (place + 2 == len(self.row) or not self.row[place + 2].spaced)
        )
        self.group = len(self.drafts)
        drafts = self.by_role(item, given, bare_weight=given is None and not trailing)
        self.drafts += drafts
        self.carried = drafts[0].weight
        if item.weight is not None:
            self.head = None
        self.mark(item, self.group)

    def by_role(self, item: Item, given: _Weight | None, *, bare_weight: bool) -> list[_Draft]:
        """The sets of a product, its operands in the roles that come nearest to what is expected."""
        valid: list[tuple[int, list[_Draft], NotationError | None]] = []
        refused: NotationError | None = None
        for roles in _roles(item, bare_weight=bare_weight):
            try:
                drafts, penalty = self.in_roles(item, roles)
            except NotationError as error:
                refused = refused or error
                continue
            for draft in drafts:
                draft.weight = draft.weight or given
            valid.append((penalty + max(self.cost(draft) for draft in drafts), drafts, refused))
        if not valid:
            raise refused or self.typed.error(Reason.UNREADABLE, item.at)
        cost, drafts, commoner = min(valid, key=lambda reading: reading[0])
        if commoner and self.is_strange(drafts):
            raise commoner
        self.penalty += cost - max(self.cost(draft) for draft in drafts)
        self.ask_if_undecided([drafts for other, drafts, _ in valid if other == cost])
        return drafts

    def ask_if_undecided(self, tied: list[list[_Draft]]) -> None:
        known = self.expected.weight_g is not None or self.expected.last_weight_g is not None
        if not known or len(self.row) > 1:
            return
        for drafts in tied:
            self.mark(self.row[0], 0, drafts)
        readings = tuple(dict.fromkeys(parsed(drafts, self.expected).sets for drafts in tied))
        if len(readings) > 1:
            raise Ambiguous(readings)

    def in_roles(self, item: Item, roles: str) -> tuple[list[_Draft], int]:
        by_role = dict(zip(roles, item.operands, strict=True))
        for role, operand in by_role.items():
            if operand.sign and role != "w":
                reason = Reason.NEGATIVE_REPS if operand.sign == "-" else Reason.UNREADABLE
                raise self.typed.error(reason, operand.at)
        draft = self.as_count(by_role["c"])
        self.timed(draft, item)
        if "w" in by_role:
            draft.weight = self.as_weight(by_role["w"])
        sets = self.as_sets(by_role["s"]) if "s" in by_role else 1
        unusual = max(0, sets - max(_USUAL_SETS, self.expected.sets or 0))
        return [replace(draft) for _ in range(sets)], _UNUSUAL_SET * unusual

    def timed(self, draft: _Draft, item: Item) -> None:
        if item.time is not None:
            draft.seconds = self.as_count(item.time).seconds

    def mark(self, item: Item, start: int, drafts: list[_Draft] | None = None) -> None:
        """Give an item's effort and kind to the sets from start on that have none of their own."""
        marked = (self.drafts if drafts is None else drafts)[start:]
        for draft in marked:
            if draft.rpe_half is None:
                draft.rpe_half = item.rpe_half
        kind = item.kind or self.head_kind
        if kind is SetKind.FAILURE and not item.is_product:
            marked = marked[-1:]
        for draft in marked:
            if kind is not None and draft.kind is SetKind.WORK:
                draft.kind = kind

    def as_usual(self, at: int, weight: _Weight) -> _Draft:
        """The count not typed: as prescribed, else as last time."""
        expected = self.expected
        draft = _Draft(at, weight=weight)
        match expected.kind:
            case ExerciseKind.TIMED:
                draft.seconds = expected.seconds or expected.last_seconds
            case ExerciseKind.DISTANCE:
                draft.metres = expected.distance_m
            case _:
                draft.reps = expected.reps or expected.last_reps
        if draft.reps is None and draft.seconds is None and draft.metres is None:
            raise self.typed.error(Reason.NO_COUNT, at)
        return draft

    def as_weight(self, operand: Operand) -> _Weight:
        unit = operand.unit or self.expected.unit
        if operand.value is None:
            return _Weight(None, unit)
        if operand.sign and self.expected.kind is ExerciseKind.WEIGHT:
            raise self.typed.error(Reason.SIGNED_WEIGHT, operand.at)
        grams = to_grams(operand.value, unit)
        if grams > MAX_WEIGHT_G:
            raise self.typed.error(Reason.TOO_HEAVY, operand.at)
        helps = self.expected.kind is ExerciseKind.ASSISTED and not operand.sign
        return _Weight(-grams if helps or operand.sign == "-" else grams, unit)

    def as_sets(self, operand: Operand) -> int:
        return self.whole(operand, MAX_SETS, Reason.TOO_MANY_SETS)

    def as_count(self, operand: Operand) -> _Draft:
        kind, of = self.expected.kind, operand.of
        if of is Of.WEIGHT:
            raise self.typed.error(Reason.UNREADABLE, operand.at)
        if of is Of.BARE and kind is ExerciseKind.DISTANCE and operand.value is not None:
            operand = replace(operand, value=operand.value * 1000, of=Of.METRES)
        if of is Of.SECONDS or (of is Of.BARE and kind is ExerciseKind.TIMED):
            return _Draft(operand.at, seconds=self.whole(operand, MAX_SECONDS, Reason.TOO_MUCH_TIME))
        if operand.of is Of.METRES:
            rounded = replace(operand, value=(operand.value or Decimal(0)).quantize(Decimal(1)))
            return _Draft(operand.at, metres=self.whole(rounded, MAX_METRES, Reason.TOO_FAR))
        if not operand.is_whole:
            raise self.typed.error(Reason.FRACTION, operand.at)
        return _Draft(operand.at, reps=self.whole(operand, MAX_REPS, Reason.TOO_MANY_REPS))

    def whole(self, operand: Operand, most: int, too_many: Reason) -> int:
        value = operand.value
        if value is None or value != int(value):
            raise self.typed.error(Reason.FRACTION, operand.at)
        if value > most:
            raise self.typed.error(too_many, operand.at)
        if value == 0:
            raise self.typed.error(Reason.ZERO, operand.at)
        return int(value)

    def is_strange(self, drafts: list[_Draft]) -> bool:
        return any(self.count_cost(draft) >= _STRANGE for draft in drafts)

    def cost(self, draft: _Draft) -> int:
        """How far a set is from the prescription or last time, whichever is nearer, in percent."""
        cost, expected = self.count_cost(draft), self.expected
        if draft.weight is not None and draft.weight.grams is not None:
            unknown = 0 if expected.kind is ExerciseKind.WEIGHT else _WEIGHT_ON_A_BODY
            cost += _apart(draft.weight.grams, [expected.weight_g, expected.last_weight_g], unknown)
        return cost

    def count_cost(self, draft: _Draft) -> int:
        expected = self.expected
        if draft.reps is not None:
            unusual = 5 * max(0, draft.reps - USUAL_REPS)
            return _apart(draft.reps, [expected.reps, expected.last_reps], unusual)
        if draft.seconds is not None and draft.metres is None:
            return _apart(draft.seconds, [expected.seconds, expected.last_seconds], 0)
        return 0


def _apart(value: int, expected: list[int | None], unknown: int) -> int:
    """How many percent the larger is above the smaller, of a value and the nearest of those expected."""
    return min((_percent(value, one) for one in expected if one is not None), default=unknown)


def _percent(one: int, other: int) -> int:
    low, high = sorted((abs(one), abs(other)))
    if one * other < 0 or (low == 0 and high):
        return _FAR
    return min(_FAR, high * 100 // low - 100) if high else 0


def _roles(item: Item, *, bare_weight: bool) -> Iterator[str]:
    """The roles (sets, count, weight) that the operands may have in turn, the commonest first."""
    if len(item.operands) == 1:
        yield "c"
        return
    if len(item.operands) > 2:  # noqa: PLR2004 - AxBxC
        orders = ["scw", "wcs", "wsc"]
    else:
        first = item.operands[0]
        few = first.is_whole and first.value is not None and first.value <= _USUAL_SETS
        orders = ["sc", "wc", "cw", "cs"] if few else ["wc", "sc", "cw", "cs"]
    for roles in orders:
        if all(_fits(operand, role) for operand, role in zip(item.operands, roles, strict=True)) and (
            bare_weight or "w" not in roles
        ):
            if roles == "cs" and item.operands[0].is_bare:
                continue
            yield roles


def _fits(operand: Operand, role: str) -> bool:
    if operand.of is Of.WEIGHT:
        return role == "w"
    if role == "s":
        return operand.is_bare and operand.is_whole
    return operand.of is Of.BARE or role == "c"
