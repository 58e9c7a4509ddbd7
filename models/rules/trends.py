"""Where it goes: the last three weeks against the three before, by the rules of docs/trends.md. They never flatter:
what is gained is rounded down, what is lost is rounded up, and too little is said to be too little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

HALF = 3
"""Weeks that are set against as many before them."""
WEEKS = 2 * HALF
LEAST_WEEKS = 3
"""Of them must have been trained, of a lift as of all."""
MOST_LIFTS = 3
STRENGTH_PER_MILLE = 15
SETS_PERCENT = 15
WEIGHT_PER_MILLE = 5
LEAST_WEIGHTS = 2


class Way(StrEnum):
    UP = "up"
    FLAT = "flat"
    DOWN = "down"


class Verdict(StrEnum):
    """What the lifts say together."""

    FEW = "few"  # not enough data
    NONE = "none"  # no lift that can be judged
    UP = "up"
    DOWN = "down"
    MIXED = "mixed"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class LiftTrend:
    """percent: whole, rounded down, so that +3.9 is 3 and −2.1 is −3."""

    name: str
    way: Way
    percent: int


@dataclass(frozen=True, slots=True)
class Trend:
    """weeks: how many of the six were trained. sets: working sets a week before and lately, in tenths, where they
    differ; weight: how much the mean body weight changed, where that can be told (0: not to speak of).
    """

    verdict: Verdict
    weeks: int
    lifts: tuple[LiftTrend, ...] = ()
    sets: tuple[int, int] | None = None
    weight: Decimal | None = None


def trend(
    lifts: Mapping[str, Mapping[int, int]], sets: Mapping[int, int], weights: Sequence[tuple[int, Decimal]]
) -> Trend:
    """lifts: the best e1RM (g) of each lift in each week it was done in, by weeks ago: 0 is the one it is asked in.
    sets: working sets of each week, likewise. weights: body weights, by days before the end of that week.
    """
    trained = [week for week, number in sets.items() if 0 <= week < WEEKS and number]
    if len(trained) < LEAST_WEEKS:
        return Trend(Verdict.FEW, len(trained))
    judged = tuple(found for name, bests in _main(lifts) if (found := lift(name, bests)) is not None)[:MOST_LIFTS]
    return Trend(_verdict(judged), len(trained), judged, sets_a_week(sets), weight(weights))


def lift(name: str, bests: Mapping[int, int]) -> LiftTrend | None:
    """The best of the last three weeks against the best of the three before; None where it was done in fewer than
    three weeks of the six, or only in one half.
    """
    known = {week: best for week, best in bests.items() if 0 <= week < WEEKS}
    now = max((best for week, best in known.items() if week < HALF), default=0)
    before = max((best for week, best in known.items() if week >= HALF), default=0)
    if len(known) < LEAST_WEEKS or not now or not before:
        return None
    change = now - before
    way = Way.FLAT
    if abs(change) * 1000 >= before * STRENGTH_PER_MILLE:
        way = Way.UP if change > 0 else Way.DOWN
    return LiftTrend(name, way, 100 * (change + 1) // before)  # an e1RM is rounded to the gram: 4.9999 is 5


def sets_a_week(sets: Mapping[int, int]) -> tuple[int, int] | None:
    """Tenths of sets a week in the six weeks before this one, which is not over: the earlier three, the later three;
    None where they differ by less than 15 %, or where the first of them had none: who began in between trains no more
    than before.
    """
    now = sum(sets.get(week, 0) for week in range(1, HALF + 1))
    before = sum(sets.get(week, 0) for week in range(HALF + 1, WEEKS + 1))
    if not sets.get(2 * HALF) or abs(now - before) * 100 < before * SETS_PERCENT:
        return None
    return 10 * before // HALF, 10 * now // HALF


def weight(weights: Sequence[tuple[int, Decimal]]) -> Decimal | None:
    """The mean of the last seven days less that of the seven days three weeks before; None where one of them has
    fewer than two values.
    """
    now = [value for days, value in weights if 0 <= days < 7]  # noqa: PLR2004 - a week
    before = [value for days, value in weights if 7 * HALF <= days < 7 * (HALF + 1)]
    if len(now) < LEAST_WEIGHTS or len(before) < LEAST_WEIGHTS:
        return None
    mean = sum(before, Decimal(0)) / len(before)
    change = sum(now, Decimal(0)) / len(now) - mean
    return change if abs(change) * 1000 >= abs(mean) * WEIGHT_PER_MILLE else Decimal(0)


def _main(lifts: Mapping[str, Mapping[int, int]]) -> list[tuple[str, Mapping[int, int]]]:
    """Those done in most weeks first, then the heaviest."""
    return sorted(lifts.items(), key=lambda each: (-len(each[1]), -max(each[1].values(), default=0), each[0]))


def _verdict(lifts: Sequence[LiftTrend]) -> Verdict:
    ways = {each.way for each in lifts}
    if not ways:
        return Verdict.NONE
    if {Way.UP, Way.DOWN} <= ways:
        return Verdict.MIXED
    if Way.UP in ways:
        return Verdict.UP
    return Verdict.DOWN if Way.DOWN in ways else Verdict.FLAT
