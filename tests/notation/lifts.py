"""Exercises as they stand when something is typed, and the sets that come of it."""

from __future__ import annotations

from handlers.notation import Expected
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit

BAR, POUND_BAR = 20_000, 20_412

BENCH = Expected(reps=5, weight_g=100_000, sets=5, bar_g=BAR)
SQUAT = Expected(reps=5, weight_g=105_000, sets=5, bar_g=BAR)
LIGHT = Expected(reps=5, weight_g=20_000, sets=5, bar_g=BAR)
DEADLIFT_DONE = Expected(reps=3, weight_g=140_000, sets=0, bar_g=BAR)
CURL = Expected(reps=8, reps_max=12, weight_g=10_000, sets=3)
SMALL_CURL = Expected(reps=10, weight_g=5_000, sets=3)
UNKNOWN = Expected(reps=10, sets=3)
UNKNOWN_BAR = Expected(reps=5, sets=3, bar_g=BAR)
FREE = Expected()
PULLDOWN = Expected(last_reps=6, weight_g=60_000, last_weight_g=60_000)
POUNDS = Expected(unit=Unit.LB, reps=5, weight_g=61_235, sets=3, bar_g=POUND_BAR)
PULLUP = Expected(ExerciseKind.BODYWEIGHT, reps=8, sets=3)
WEIGHTED = Expected(ExerciseKind.BODYWEIGHT, reps=5, weight_g=20_000, sets=5)
ASSISTED = Expected(ExerciseKind.ASSISTED, reps=8, weight_g=-20_000, sets=3)
PLANK = Expected(ExerciseKind.TIMED, seconds=60, sets=3)
RUN = Expected(ExerciseKind.DISTANCE, distance_m=5000, sets=1)
EVERY = (
    *(BENCH, SQUAT, LIGHT, DEADLIFT_DONE, CURL, SMALL_CURL, UNKNOWN, UNKNOWN_BAR, FREE, PULLDOWN, POUNDS, PULLUP),
    *(WEIGHTED, ASSISTED, PLANK, RUN),
)

W, D, F = SetKind.WARMUP, SetKind.DROP, SetKind.FAILURE


def reps(
    count: int,
    kg: float | None = 100,
    rpe: float | None = None,
    kind: SetKind = SetKind.WORK,
    *,
    each: bool = False,
    sides: tuple[int, int] | None = None,
    parts: tuple[int, ...] = (),
) -> DoneSet:
    left, right = (count, count) if each else sides or (None, None)
    return DoneSet(
        kind,
        count,
        None if kg is None else round(kg * 1000),
        rpe_half=None if rpe is None else round(rpe * 2),
        left=left,
        right=right,
        parts=parts,
    )


def pounds(count: int, weight_g: int) -> DoneSet:
    return DoneSet(reps=count, weight_g=weight_g, unit=Unit.LB)


def hold(seconds: int, kg: int | None = None, *, sides: tuple[int, int] | None = None) -> DoneSet:
    left, right = sides or (None, None)
    return DoneSet(seconds=seconds, weight_g=None if kg is None else kg * 1000, left=left, right=right)


def run(metres: int | None, seconds: int | None = None) -> DoneSet:
    return DoneSet(distance_m=metres, seconds=seconds)
