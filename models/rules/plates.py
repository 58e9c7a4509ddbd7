"""What a bar and its plates, or a rack of dumbbells, can be loaded to."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import gcd
from types import MappingProxyType

from models.rules.sets import ExerciseKind, Unit
from models.rules.units import MAX_WEIGHT_G, from_ticks, to_grams, to_ticks

MAX_PLATE_SIZES = 12
MAX_PAIRS = 20
MIN_PLATE_G = 10


class Loading(StrEnum):
    """How the weight of an exercise is changed."""

    BAR = "BAR"  # a bar and pairs of plates
    STEP = "STEP"  # dumbbells, kettlebells, machines, cables: the smallest step, never below nothing
    BODY = "BODY"  # a belt or an assistance machine: the smallest step, below zero is assistance


BARS = frozenset({"barbell", "ez-bar", "smith", "trap-bar"})


def loading_of(kind: ExerciseKind, equipment: str) -> Loading:
    """How the weight of an exercise is changed, from what it counts and what it is done with."""
    if kind in {ExerciseKind.BODYWEIGHT, ExerciseKind.ASSISTED}:
        return Loading.BODY
    return Loading.BAR if equipment in BARS else Loading.STEP


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a person trains with.

    bar_g: the empty bar. plates: (grams of one plate, pairs there are) in any order. step_g: the smallest
    step of dumbbells, machines and cables. unit: the one stamped on it all.
    Raises ValueError for weights that are no weights, or more plates than MAX_PLATE_SIZES × MAX_PAIRS.
    """

    unit: Unit
    bar_g: int
    plates: tuple[tuple[int, int], ...]
    step_g: int

    def __post_init__(self) -> None:
        if not 0 <= self.bar_g <= MAX_WEIGHT_G or not 0 < self.step_g <= MAX_WEIGHT_G:
            raise ValueError("the bar or the step is out of range")
        fine = all(MIN_PLATE_G <= g <= MAX_WEIGHT_G and 0 < pairs <= MAX_PAIRS for g, pairs in self.plates)
        if not fine or len(self.plates) > MAX_PLATE_SIZES:
            raise ValueError("the plates are out of range")


def _usual(unit: Unit, bar: str, plates: dict[str, int], step: str) -> Equipment:
    stamped = tuple((to_grams(plate, unit), pairs) for plate, pairs in plates.items())
    return Equipment(unit, to_grams(bar, unit), stamped, to_grams(step, unit))


USUAL = MappingProxyType(
    {
        Unit.KG: _usual(Unit.KG, "20", {"25": 6, "20": 2, "15": 2, "10": 2, "5": 2, "2.5": 2, "1.25": 2}, "2.5"),
        Unit.LB: _usual(Unit.LB, "45", {"45": 8, "35": 2, "25": 2, "10": 4, "5": 2, "2.5": 2}, "5"),
    }
)
"""What an ordinary gym has, until the person says otherwise."""


def per_side(total_g: int, equipment: Equipment) -> tuple[int, ...] | None:
    """The plates on one side of the bar in grams, heaviest first; None when it cannot be loaded exactly.

    As many of the heaviest plates as can be, as one loads a bar (and as plate calculators write it), looking
    ahead where pairs are few: 30 kg of plates 25, 15, 15 a side is 15 + 15, not 25 and stuck.
    """
    unit = equipment.unit
    loads = _loads(equipment)
    rest, uneven = divmod(to_ticks(total_g, unit) - to_ticks(equipment.bar_g, unit), 2 * loads.grain)
    if uneven or rest < 0 or not loads.sums[0] >> rest & 1:
        return None
    side: list[int] = []
    for (grains, plate_g, pairs), below in zip(loads.sizes, loads.sums[1:], strict=True):
        count = min(pairs, rest // grains)
        while not below >> (rest - count * grains) & 1:
            count -= 1
        side += [plate_g] * count
        rest -= count * grains
    return tuple(side)


def nearest_loadable(total_g: int, equipment: Equipment, loading: Loading = Loading.BAR) -> int:
    """The loadable weight nearest to total_g, in grams; of two as near the lighter."""
    unit = equipment.unit
    ticks = to_ticks(total_g, unit)
    if loading is not Loading.BAR:
        step = max(1, to_ticks(equipment.step_g, unit))
        nearest = -((step - 2 * ticks) // (2 * step)) * step
        return from_ticks(nearest if loading is Loading.BODY else max(0, nearest), unit)
    below, above = _beside(ticks, equipment)
    if below is None or (above is not None and above - ticks < ticks - below):
        below = above
    return total_g if below is None else from_ticks(below, unit)


def step_up(total_g: int, equipment: Equipment, loading: Loading) -> int:
    """The next heavier weight in grams; total_g itself where there is none."""
    unit = equipment.unit
    if loading is Loading.BAR:
        above = _beside(to_ticks(total_g, unit) + 1, equipment)[1]
        return total_g if above is None else from_ticks(above, unit)
    heavier = from_ticks(to_ticks(total_g, unit) + to_ticks(equipment.step_g, unit), unit)
    return heavier if heavier <= MAX_WEIGHT_G else total_g


def step_down(total_g: int, equipment: Equipment, loading: Loading) -> int:
    """The next lighter weight in grams, never below the bar (BAR) or nothing (STEP); else total_g itself."""
    unit = equipment.unit
    if loading is Loading.BAR:
        below = _beside(to_ticks(total_g, unit) - 1, equipment)[0]
        return total_g if below is None else from_ticks(below, unit)
    lighter = from_ticks(to_ticks(total_g, unit) - to_ticks(equipment.step_g, unit), unit)
    if loading is Loading.STEP:
        return max(0, lighter)
    return lighter if lighter >= -MAX_WEIGHT_G else total_g


def _beside(ticks: int, equipment: Equipment) -> tuple[int | None, int | None]:
    """The heaviest loadable total of at most, and the lightest of at least, ticks."""
    bar = to_ticks(equipment.bar_g, equipment.unit)
    loads = _loads(equipment)
    pair = 2 * loads.grain
    floor, ceiling = (ticks - bar) // pair, max(0, -((bar - ticks) // pair))
    at_most = loads.sums[0] & ((1 << floor + 1) - 1) if floor >= 0 else 0
    at_least = loads.sums[0] >> ceiling
    return (
        bar + pair * (at_most.bit_length() - 1) if at_most else None,
        bar + pair * (ceiling + (at_least & -at_least).bit_length() - 1) if at_least else None,
    )


@dataclass(frozen=True, slots=True)
class _Loads:
    """What one side of the bar can weigh, in grains.

    grain: the ticks that every plate is a multiple of. sizes: plates as (grains, grams, pairs), heaviest
    first. sums[i] has bit n set when plates i and lighter make n grains: a set of sums as one integer, so
    that adding a plate to every sum is one shift.
    """

    grain: int
    sizes: tuple[tuple[int, int, int], ...]
    sums: tuple[int, ...]


@lru_cache(maxsize=128)
def _loads(equipment: Equipment) -> _Loads:
    unit = equipment.unit
    plates = [(to_ticks(grams, unit), grams, pairs) for grams, pairs in sorted(equipment.plates, reverse=True)]
    grain = gcd(*(ticks for ticks, _, _ in plates)) or 1
    limit = (1 << to_ticks(MAX_WEIGHT_G, unit) // (2 * grain) + 1) - 1
    sizes = tuple((ticks // grain, grams, pairs) for ticks, grams, pairs in plates)
    sums = [1]
    for grains, _, pairs in reversed(sizes):
        reached = sums[0]
        for _ in range(pairs):
            reached |= (reached << grains) & limit
        sums.insert(0, reached)
    return _Loads(grain, sizes, tuple(sums))
