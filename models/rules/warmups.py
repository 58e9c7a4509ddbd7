"""Warm-up sets, worked out where the program says nothing of them: the table of docs/warmups.md.

They are derived whenever they are asked for, from the plan, the sets done and what the gym has, and stored nowhere:
whatever changes the working weight changes them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from models.rules import plates
from models.rules.plan import Item
from models.rules.plates import BARS, USUAL, Equipment, Loading
from models.rules.sets import LEG_MUSCLES, DoneSet, ExerciseKind, PrescribedSet, SetKind, Unit
from models.rules.units import to_grams

REGIONS = {
    "legs": LEG_MUSCLES,
    "push": ("chest", "shoulders", "triceps"),
    "pull": ("lats", "upper-back", "rear-delts", "traps"),
}
LOADED = BARS | {"dumbbell", "machine", "cable"}
LEAST_MUSCLES, LEAST_MUSCLES_ON_A_BAR = 3, 2
"""An exercise that works fewer, the ones that help among them, is one for a single joint."""
MOST_REPS = 15
HEAVY_REPS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """So many reps with a share of the first working weight in percent; 0 is where the exercise begins, the empty
    bar. reps_at_most: only where the working set asks no more reps.
    """

    percent: int
    reps: int
    reps_at_most: int = MOST_REPS


FIRST = (Step(0, 8), Step(40, 5), Step(60, 3), Step(80, 2), Step(90, 1, HEAVY_REPS))
SECOND = (Step(50, 5), Step(75, 3))
TABLE = (FIRST, SECOND)
"""For the first heavy exercise of a region of the body, and for the second. None after these."""

LEAST_JUMP = {Unit.KG: to_grams("15", Unit.KG), Unit.LB: to_grams("30", Unit.LB)}
"""Grams, of both dumbbells: a warm-up nearer to the one before it, or to the working weight, is left out."""


def region_of(kind: ExerciseKind, equipment: str, muscles: Sequence[str], secondary: Sequence[str]) -> str:
    """The region of the body that the exercise loads heavily; "" for all that needs no warm-up sets: without weights,
    for one joint, or with what is not loaded step by step. muscles: the ones it is for; secondary: those that help.
    """
    least = LEAST_MUSCLES_ON_A_BAR if equipment in BARS else LEAST_MUSCLES
    if kind is not ExerciseKind.WEIGHT or equipment not in LOADED or len({*muscles, *secondary}) < least:
        return ""
    return next((region for region, worked in REGIONS.items() if muscles and muscles[0] in worked), "")


def worked_out(item: Item, begun: int, equipment: Equipment) -> list[PrescribedSet]:
    """The warm-ups of an exercise, lightest first, without rest; none where its weight is not known yet, or light.

    begun: how many other heavy exercises for its region have been trained already in this workout.
    """
    if not item.region or not item.sets or begun >= len(TABLE):
        return []
    work = item.sets[0]
    if not work.weight_g or work.seconds or (work.reps or 0) > MOST_REPS:
        return []
    if (work.weight_g - (item.light_g or 0)) * item.implements < LEAST_JUMP[equipment.unit]:
        return []
    steps = [step for step in TABLE[begun] if (work.reps or 0) <= step.reps_at_most]
    return _ramp(steps, work.weight_g, item, equipment)


def of_program(item: Item, equipment: Equipment) -> list[PrescribedSet]:
    """The warm-ups that the program gives; what is a part of the first working weight follows it, once it is known."""
    work_g = item.sets[0].weight_g if item.sets else None
    how = plates.loading_of(item.kind, item.equipment)
    own = item.warmups or []
    return [
        replace(each, weight_g=plates.nearest_loadable(work_g * share // 1000, equipment, how))
        if share and work_g
        else each
        for each, share in zip(own, item.shares or [0] * len(own), strict=True)
        if work_g or not share
    ]


def _ramp(steps: Sequence[Step], work_g: int, item: Item, equipment: Equipment) -> list[PrescribedSet]:
    how = plates.loading_of(item.kind, item.equipment)
    lightest, jump = lightest_g(item, equipment), LEAST_JUMP[equipment.unit]
    made: list[PrescribedSet] = []
    before = None if how is Loading.BAR else 0
    for step in steps:
        share = max(lightest, plates.nearest_loadable(work_g * step.percent // 100, equipment, how))
        higher = before is None or (share - before) * item.implements >= jump
        if share and higher and (work_g - share) * item.implements >= jump:
            made.append(PrescribedSet(kind=SetKind.WARMUP, reps=step.reps, weight_g=share))
            before = share
    return made


def lightest_g(item: Item, equipment: Equipment) -> int:
    """What a warm-up weighs at least, in grams: the empty bar; for what is lifted off the floor the plates that keep
    the bar at its height, with which a novice starts; nothing for what has no bar.
    """
    if plates.loading_of(item.kind, item.equipment) is not Loading.BAR:
        return 0
    usual = USUAL[equipment.unit].bar_g
    if item.light_g is None or item.light_g <= usual:
        return equipment.bar_g
    return plates.nearest_loadable(max(item.light_g, equipment.bar_g), equipment)


def begun(item: Item, others: Collection[Item], done: Collection[int]) -> int:
    """How many other exercises for the region of this one are among those trained already (their numbers)."""
    return sum(other.region == item.region and other.number in done for other in others if other is not item)


def next_up(warmups: Sequence[PrescribedSet], done: Sequence[DoneSet]) -> int | None:
    """Which warm-up is next; None when they are done, or passed over by a working set."""
    if any(each.kind is not SetKind.WARMUP for each in done) or len(done) >= len(warmups):
        return None
    return len(done)


def as_meant(sets: Sequence[DoneSet], following: tuple[int, PrescribedSet] | None) -> list[DoneSet]:
    """The sets typed while this warm-up was next: one with exactly its weight is that warm-up, whatever its reps.

    Anything else is what it says it is, so that the first working set passes over the warm-ups.
    """
    if following is None or len(sets) != 1 or following[1].weight_g is None:
        return list(sets)
    typed = sets[0]
    is_it = typed.kind is SetKind.WORK and typed.weight_g == following[1].weight_g
    return [replace(typed, kind=SetKind.WARMUP)] if is_it else [typed]
