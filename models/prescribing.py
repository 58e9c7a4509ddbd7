"""Between the language of programs and the sets of a workout: what a text prescribes as sets of ours, and what was done
as the language looks at it. Pure: texts, plans and sets in, the same out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from models.liftoscript.finishing import completed
from models.liftoscript.lifter import Budget, Lifter
from models.liftoscript.plan import Exercise, SetPlan
from models.liftoscript.quantities import Percent, Value, Weight, read_value, written
from models.liftoscript.quantities import Unit as WeightUnit
from models.liftoscript.session import Done, Entry, Prescribed, WarmUpSet, enter
from models.liftoscript.state import State
from models.liftoscript.weighing import warmup_share
from models.rules import plates, strength
from models.rules.plan import STRAIGHT
from models.rules.plates import USUAL, Equipment, Loading
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind, Unit
from models.rules.units import MAX_WEIGHT_G, from_ticks, to_ticks

COUNTS_TIME = frozenset({ExerciseKind.TIMED, ExerciseKind.DISTANCE})
MOST_REPS, MOST_SECONDS = 1000, 32_767
HARDEST_RPE = 20  # half steps


def lifter(
    equipment: Equipment,
    loading: Loading,
    written: WeightUnit,
    bodyweight_g: int | None = None,
    budget: Budget | None = None,
) -> Lifter:
    """Somebody with this equipment, for an exercise that is loaded so; written: the program's own unit."""

    def loadable(weight: Weight) -> Weight:
        unit = Unit(weight.unit)
        own = equipment if equipment.unit is unit else USUAL[unit]
        return weight_of(plates.nearest_loadable(_within(weight.grams), own, loading), unit)

    unit: WeightUnit = equipment.unit.value
    body = None if bodyweight_g is None else weight_of(bodyweight_g, equipment.unit)
    return Lifter(unit, plates=loadable, bodyweight=body, written=written, budget=budget)


def weight_of(grams: int, unit: Unit) -> Weight:
    """Grams as a weight of the language, in the unit."""
    return Weight(to_ticks(grams, unit) / (1000 if unit is Unit.KG else 100), unit.value)


def grams_of(weight: Weight) -> int:
    """A weight of the language in grams; of a pound's hundredths the nearest one."""
    unit = Unit(weight.unit)
    return _within(from_ticks(round(weight.value * (1000 if unit is Unit.KG else 100)), unit))


def as_written(exercise: Exercise, day: int, kind: ExerciseKind, budget: Budget) -> list[PrescribedSet]:
    """What the text says of the exercise, whoever trains it: without weights that depend on the person. budget: of the
    update scripts of all exercises that are looked at.
    """
    return prescribed(enter(exercise, day, State(), Lifter(budget=budget)), kind)


def warmups(entry: Entry, kind: ExerciseKind) -> list[tuple[PrescribedSet, int]] | None:
    """What the program says of warm-ups before an exercise that counts so; None where it says nothing. Each with which
    part of the first working weight it is, in thousandths; 0: it has a weight of its own.
    """
    if entry.warmups is None:
        return None
    written = [each for each in entry.exercise.warmups or () for _ in range(each.sets)]
    return [
        (_warmup(each), round(warmup_share(plan) * 1000) if plan.weight is None else 0)
        for each, plan in zip(entry.warmups, written, strict=False)
        if kind not in COUNTS_TIME
    ]


def _warmup(each: WarmUpSet) -> PrescribedSet:
    return PrescribedSet(
        SetKind.WARMUP, min(MOST_REPS, each.reps), weight_g=None if each.weight is None else grams_of(each.weight)
    )


def prescribed(entry: Entry, kind: ExerciseKind) -> list[PrescribedSet]:
    """The sets of an exercise that counts so, its program's warm-ups first, as far as their weights are known."""
    known = [each for each, _ in warmups(entry, kind) or () if each.weight_g is not None]
    return [*known, *(_set(each, kind) for each in entry.sets)]


def _set(each: Prescribed, kind: ExerciseKind) -> PrescribedSet:
    plan = each.plan
    common = PrescribedSet(
        weight_g=_load(each, kind),
        rest_seconds=_seconds(plan.rest) or 0,
        rpe_half=None if plan.rpe is None else max(2, min(HARDEST_RPE, round(plan.rpe * 2))),
        ask_rpe=plan.ask_rpe,
        label=(plan.label or "")[:8],
        count_up=plan.count_up,
        auto=plan.auto,
        share=_share(each),
    )
    if kind in COUNTS_TIME:
        # `3x30` of a plank are seconds as well: what the exercise counts.
        return replace(common, seconds=_seconds(plan.timer) or _seconds(plan.reps) or 1)
    reps, least = min(MOST_REPS, int(plan.reps)), plan.least
    if least is None or least >= reps:
        return replace(common, reps=reps, amrap=plan.amrap)
    return replace(common, reps=max(0, int(least)), reps_max=reps, amrap=plan.amrap)


def _load(each: Prescribed, kind: ExerciseKind) -> int | None:
    if each.weight is None:
        return None
    grams = grams_of(each.weight)
    return None if not grams and kind is not ExerciseKind.WEIGHT else grams


def _share(each: Prescribed) -> int | None:
    part = share_of_max(each.plan) if each.weight is None else None
    return None if part is None else round(part * 1000) or None


def _seconds(value: float | None) -> int | None:
    return None if value is None else max(0, min(MOST_SECONDS, int(value)))


def _within(grams: int) -> int:
    return max(-MAX_WEIGHT_G, min(MAX_WEIGHT_G, grams))


# -- what was done ------------------------------------------------------------------------------------


def straight(sets: Sequence[DoneSet]) -> list[DoneSet]:
    """The sets that a program counts: no warm-ups, and no drop sets, which stand beside them."""
    return [each for each in sets if each.kind in STRAIGHT]


def done_sets(entry: Entry, asked: Sequence[PrescribedSet], done: Sequence[DoneSet]) -> list[Done]:
    """The straight sets done of the exercise as the language takes them, one by one. asked: the working sets as the
    workout's plan has them; a weight as asked is said to be as prescribed, so that no conversion changes it.
    """
    made = straight(done)
    progress = entry.exercise.progress
    if not (progress and progress.kind == "sum") and not any(each.plan.quick for each in entry.sets):
        made = made[: len(entry.sets)]  # sets that nobody asked for neither help nor harm
    working = [each for each in asked if each.kind is not SetKind.WARMUP]
    return [_done(each, entry, index, working) for index, each in enumerate(made)]


def as_asked(entry: Entry, asked: Sequence[PrescribedSet], done: Sequence[Done], unit: Unit) -> Entry:
    """The exercise done as the workout's plan had it, whatever its text says by now: a set that the text has since is
    like the last one. unit: the program's own.
    """
    working = [each for each in asked if each.kind is not SetKind.WARMUP]
    sets = [
        replace(was, done=completed(made, was.as_planned()) if made is not None else None)
        for was, made in zip_longest((_as_text(each, unit) for each in working), done[: len(working)])
        if was is not None
    ]
    sets += sets[-1:] * (len(entry.sets) - len(sets))
    return replace(entry, sets=tuple(sets))


def _as_text(asked: PrescribedSet, unit: Unit) -> Prescribed:
    weight = None if asked.weight_g is None else weight_of(asked.weight_g, unit)
    most = asked.reps_max or asked.reps
    plan = SetPlan(
        reps=float(most if most is not None else asked.seconds or 0),
        least=float(asked.reps) if asked.reps_max and asked.reps is not None else None,
        amrap=asked.amrap,
        weight=weight,
        rpe=None if asked.rpe_half is None else asked.rpe_half / 2,
    )
    return Prescribed(plan, weight)


def _done(done: DoneSet, entry: Entry, index: int, working: Sequence[PrescribedSet]) -> Done:
    plan = (entry.sets[min(index, len(entry.sets) - 1)] if entry.sets else Prescribed(SetPlan(0.0))).plan
    want = working[index] if index < len(working) else None
    weight = None
    if done.weight_g is not None and (want is None or want.weight_g != done.weight_g):
        weight = weight_of(done.weight_g, done.unit)
    rpe = None if done.rpe_half is None else done.rpe_half / 2
    if done.reps is None and done.seconds is not None:
        reps = _timed_reps(plan, done.seconds)
        return Done(reps, weight, rpe, float(done.seconds))
    return Done(float(done.reps or 0), weight, rpe, None if done.seconds is None else float(done.seconds))


def _timed_reps(plan: SetPlan, seconds: int) -> float:
    """A hold held is its reps done; without a timer the reps are the seconds."""
    if plan.timer is None:
        return float(seconds)
    return plan.reps if seconds >= plan.timer else 0.0


# -- what a program asks the person ---------------------------------------------------------------------


def asks(exercise: Exercise, variables: Mapping[str, Value]) -> dict[str, str]:
    """Of the variables of an exercise those that are asked for when it is done (`custom(rating+: 3)`), with their
    values as the language writes them.
    """
    progress = exercise.progress
    asked = frozenset[str]() if progress is None else progress.asked
    return {name: written(each) for name, each in variables.items() if name in asked}


def answers(exercise: Exercise, said: Mapping[str, str]) -> dict[str, Value]:
    """What was answered, of what the exercise asks as its program stands now."""
    progress = exercise.progress
    asked = frozenset[str]() if progress is None else progress.asked
    return {name: value for name, each in said.items() if name in asked and (value := read_value(each)) is not None}


# -- weights that a text leaves open ------------------------------------------------------------------


def is_open(plan: SetPlan) -> bool:
    """True for a set whose weight depends on the person: nothing is said, or a part of the 1RM, or an RPE."""
    return plan.weight is None or isinstance(plan.weight, Percent)


def share_of_max(plan: SetPlan) -> Decimal | None:
    """Which part of the 1RM the set is; None where the text does not go by it."""
    if isinstance(plan.weight, Percent):
        return Decimal(str(plan.weight.value)) / 100 if plan.weight.value > 0 else None
    if plan.weight is None and plan.rpe is not None:
        half = max(2, min(HARDEST_RPE, round(plan.rpe * 2)))
        return strength.rpe_multiplier(max(1, int(plan.reps)), half)
    return None
