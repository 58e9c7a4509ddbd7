"""The rules of typed sets a second time, as plainly as they can be put: numbers in, what is meant out.

It reads no text. The tests write texts from its numbers, and compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handlers.notation import Expected
from models.rules.sets import DoneSet, Unit

GRAMS = {Unit.KG: Decimal(1000), Unit.LB: Decimal("453.59237")}


@dataclass(frozen=True)
class Asks:
    """The person is to be asked."""


def grams(number: Decimal, unit: Unit) -> int:
    return int((number * GRAMS[unit]).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def sets_of(
    count: int, reps: int, weight: Decimal | None, lift: Expected, rpe_half: int | None = None
) -> list[DoneSet]:
    """So many sets; weight None: the one that is asked."""
    weight_g = lift.weight_g if weight is None else grams(weight, lift.unit)
    return [DoneSet(reps=reps, weight_g=weight_g, unit=lift.unit, rpe_half=rpe_half)] * count


def can_be_reps(number: Decimal, lift: Expected) -> bool:
    """Over 30 and over twice what is asked, or with a fraction, it cannot."""
    asked = lift.reps_max or lift.reps or 0
    return number == int(number) and not (number > 30 and number > 2 * asked)


def product(first: Decimal, second: Decimal, lift: Expected) -> list[DoneSet] | Asks:
    """AxB alone, on a lift whose weight is known (rule 3)."""
    assert lift.reps is not None
    assert lift.weight_g is not None
    assert lift.sets is not None
    if not can_be_reps(second, lift):
        return sets_of(1, int(first), second, lift) if can_be_reps(first, lift) else Asks()
    within = lift.reps <= second <= (lift.reps_max or lift.reps)
    asked = first == int(first) and first <= lift.sets and within
    weight = grams(first, lift.unit)
    too_heavy = weight * 2 > lift.weight_g * 5
    used = weight * 5 >= lift.weight_g * 2 and not too_heavy
    if lift.bar_g is not None:
        used = (used and weight * 2 >= lift.bar_g) or (weight >= lift.bar_g and not too_heavy)
    if asked:
        both = sets_of(int(first), int(second), None, lift), sets_of(1, int(second), first, lift)
        return Asks() if used and both[0] != both[1] else both[0]
    if not used and first == int(first) and first <= 10:
        return Asks()
    return sets_of(1, int(second), first, lift)


def bare(number: Decimal, lift: Expected) -> list[DoneSet] | Asks:
    """A bare number where reps are counted (rule 4)."""
    if not can_be_reps(number, lift):
        return Asks()
    asked = lift.reps_max or lift.reps or 0
    if lift.weight_g is not None and grams(number, lift.unit) == lift.weight_g and number > 2 * asked > 0:
        return Asks()
    return sets_of(1, int(number), None, lift)
