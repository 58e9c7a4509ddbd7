"""Typed sets: what a line of items leaves open, and the ways to take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from itertools import product as combinations

from handlers.notation.expected import Expected
from handlers.notation.items import Item, Line, Operand
from handlers.notation.words import Of

MOST_SETS_TYPED = 10
"""Up to so many, the first number of AxB and a weight is the number of sets, whatever else it could be."""

TWO = ("wc", "sc", "cw")
THREE = ("scw", "wcs", "wsc", "swc")
"""What the numbers of AxB and AxBxC may be: w a weight, s a number of sets, c a count. The commonest first."""


@dataclass(frozen=True, slots=True)
class Way:
    """How to take what the text leaves open.

    lead: a bare number before others is their weight. trail: one behind others is. two, three: what the numbers of
    AxB and AxBxC are, see TWO. heavy: a number that can be no count is a weight. marks_back: a w or d between two
    sets is the first one's. sides: 8/7 is the left and the right side.
    """

    lead: bool
    trail: bool
    two: str
    three: str
    heavy: bool
    marks_back: bool
    sides: bool


def ways_of(line: Line, expected: Expected) -> Iterator[Way]:
    """The ways to read a line, the commonest first."""
    row = line.items
    heavy = any(item.is_bare and not is_surely_count(item, expected) for item in row)
    heavy &= len(row) == 1 or any(item.is_product for item in row)
    options = (
        _leads(row, expected),
        _trails(row),
        TWO if any(len(roles_of(item)) > 1 for item in row if len(item.operands) == len("wc")) else TWO[:1],
        THREE if any(len(item.operands) == len("scw") for item in row) else THREE[:1],
        (False, True) if heavy else (False,),
        (False, True) if _marks_may_be_meant_otherwise(row) else (False,),
        (False, True) if _may_be_sides(row) else (False,),
    )
    return (Way(*chosen) for chosen in combinations(*options))


def _leads(row: Sequence[Item], expected: Expected) -> tuple[bool, ...]:
    if len(row) == 1 or not row[0].is_bare:
        return (False,)
    following = row[1]
    if not following.spaced:
        decimal = row[1:] == (following,) and following.before == "," and following.tight  # 97,5
        pair = following.before in "/-" or (not can_be_count(row[0], expected) and not decimal)
        return (False, True) if pair and not following.is_product else (False,)
    if following.is_product or following.operands[0].is_count:
        return (True,) if following.operands[0].is_count or is_sets_by_reps(following) else (False, True)
    in_one_list = len(row) > 2 and all(not item.spaced for item in row[2:])  # noqa: PLR2004 - 100 5,5
    return (True, False) if in_one_list else (False, True)


def _trails(row: Sequence[Item]) -> tuple[bool, ...]:
    places = [place for place in range(1, len(row)) if may_trail(row, place)]
    if not places:
        return (False,)
    before = [row[place - 1] for place in places]
    if any(is_sets_by_reps(item) for item in before):
        return (True,)
    return (True, False) if any(not item.spaced for item in before) else (False, True)


def may_trail(row: Sequence[Item], place: int) -> bool:
    """Whether a bare number can be the weight of what stands before it: 5,5,4 100 and 3x5 100, 2x3 110."""
    item = row[place]
    if place == 0 or not item.is_bare or not item.spaced:
        return False
    before = row[place - 1]
    if before.is_product and "sc" not in roles_of(before):
        return False
    if place == len(row) - 1:
        return True
    return before.is_product and (not row[place + 1].spaced or row[place + 1].is_product)


def roles_of(item: Item) -> list[str]:
    """What the numbers of a product may be, as far as their units say. Empty: nothing that makes sense."""
    operands = item.operands
    if len(operands) == len("scw"):
        return [roles for roles in THREE if all(map(_fits, operands, roles))]
    first, second = operands
    orders = (*TWO, "cs", "sw", "ws") if Of.SETS in {first.of, second.of} else TWO
    found = [roles for roles in orders if all(map(_fits, operands, roles))]
    if item.weight is not None:
        found = [roles for roles in found if "w" not in roles]
    if found == ["cw"] and first.is_bare and second.of is Of.WEIGHT and not second.sign:
        found.append("wc")  # 135 x 5 lbs
    return found


def _fits(operand: Operand, role: str) -> bool:
    match role:
        case "w":
            return operand.of in {Of.BARE, Of.WEIGHT} and not operand.is_count
        case "s":
            return (operand.is_bare or operand.of is Of.SETS) and operand.is_whole
        case _:
            return operand.of not in {Of.WEIGHT, Of.SETS} and not operand.sign


def is_sets_by_reps(item: Item) -> bool:
    """Whether a weight beside it makes it sets x reps: up to ten sets, always."""
    if not item.is_product or len(item.operands) != len("sc") or "sc" not in roles_of(item):
        return False
    return 1 <= (item.operands[0].value or 0) <= MOST_SETS_TYPED


def can_be_count(item: Item, expected: Expected) -> bool:
    value = item.operands[0].value
    return value is not None and expected.can_be_count(value)


def is_surely_count(item: Item, expected: Expected) -> bool:
    value = item.operands[0].value
    return value is not None and expected.can_be_count(value) and not expected.is_the_weight(value)


def _marks_may_be_meant_otherwise(row: Sequence[Item]) -> bool:
    """60x8 w 80x5: a warm-up after work, or a drop set that is heavier? And whose is the w of 40x8w 100x5?"""
    return any(
        item.tight_mark or (item.loose_mark and is_heavier(item, before))
        for before, item in pairwise(row)
        if before.kind is None
    )


def is_heavier(item: Item, other: Item) -> bool:
    first, second = other.operands[0].value, item.operands[0].value
    return first is not None and second is not None and second > first


def _may_be_sides(row: Sequence[Item]) -> bool:
    """8/7 and 10x8/7, with nothing behind it."""
    if len(row) != 2 or row[1].before != "/" or not row[1].is_bare or not row[0].operands[-1].is_bare:  # noqa: PLR2004 - two sides
        return False
    return not row[0].each and row[0].rpe_half is None
