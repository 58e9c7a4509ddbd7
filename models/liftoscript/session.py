"""An exercise in a session: its sets as prescribed for a person, and as they are done; its update script runs before
the first set and after each.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from models.liftoscript.lifter import Lifter
from models.liftoscript.machine import Machine, Thing
from models.liftoscript.names import LISTS
from models.liftoscript.parts import MOST_SETS
from models.liftoscript.plan import Exercise, SetPlan, Standing
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Percent, Value, Weight, number
from models.liftoscript.state import State
from models.liftoscript.weighing import evaluated, warmup_weight


@dataclass(frozen=True, slots=True)
class Done:
    """A set as it was done; None is not known."""

    reps: float | None
    weight: Weight | None = None
    rpe: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A set to do: `plan.weight` is what the program says, `weight` what to put on."""

    plan: SetPlan
    weight: Weight | None = None
    done: Done | None = None

    @property
    def percent(self) -> float | None:
        """Of the 1RM, where the program says so."""
        return self.plan.weight.value if isinstance(self.plan.weight, Percent) else None

    def as_planned(self) -> Done:
        """The set done exactly as prescribed."""
        return Done(self.plan.reps, self.weight, self.plan.rpe, self.plan.timer)


@dataclass(frozen=True, slots=True)
class WarmUpSet:
    reps: int
    weight: Weight | None
    percent: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise of the session under way. `warmups` is None where the program says nothing of them. `variables` is
    what the update script made of the exercise's own, `failure` the mistake it stopped at.
    """

    exercise: Exercise
    standing: Standing
    movement: str
    number: int  # of the day in the program
    sets: tuple[Prescribed, ...]
    warmups: tuple[WarmUpSet, ...] | None
    rm1: Weight | None
    variables: dict[str, Value] = field(default_factory=dict)
    failure: Misread | None = None

    @property
    def note(self) -> str | None:
        """The current note on it."""
        texts = self.exercise.notes.texts
        return texts[self.standing.note % len(texts)] if texts else None


def enter(exercise: Exercise, number_of_day: int, state: State, lifter: Lifter) -> Entry:
    """The exercise at the beginning of a session."""
    standing, rm1 = state.standing(exercise), lifter.in_unit(state.rm1_of(exercise))
    sets = tuple(Prescribed(_plain(plan), evaluated(plan, lifter, rm1)) for plan in standing.sets)
    warmups = _warmups(exercise, sets[0].weight if sets else None, lifter)
    entry = Entry(exercise, standing, state.movement(exercise), number_of_day, sets, warmups, rm1)
    return _updated(entry, 0, state, lifter)


def log(entry: Entry, index: int, done: Done, state: State, lifter: Lifter) -> Entry:
    """The entry after a set; a set beyond the last one is one more like it, but for what is beyond all measure."""
    if index >= MOST_SETS:
        return entry
    sets = list(entry.sets)
    while len(sets) <= index:
        last = sets[-1] if sets else Prescribed(SetPlan(0.0), None)
        sets.append(replace(last, done=None))
    sets[index] = replace(sets[index], done=done)
    return _updated(replace(entry, sets=tuple(sets)), index + 1, state, lifter)


def _plain(plan: SetPlan) -> SetPlan:
    """A range from 8 to 8 is none."""
    return replace(plan, least=None) if plan.least == plan.reps else plan


def _warmups(exercise: Exercise, first: Weight | None, lifter: Lifter) -> tuple[WarmUpSet, ...] | None:
    if exercise.warmups is None:
        return None
    if first is not None and first.value <= 0:
        return ()
    return tuple(
        WarmUpSet(each.reps, warmup_weight(each, first, lifter), each.percent)
        for each in exercise.warmups
        for _ in range(each.sets)
    )


def variables_for(entry: Entry, lifter: Lifter) -> dict[str, Thing]:
    """The session as scripts see it, by the language's names."""
    sets, zero = entry.sets, Weight(0.0, lifter.counting)
    done = [each.done or Done(None) for each in sets]
    lists: dict[str, list[Value | None]] = {name: [None] * len(sets) for name in LISTS}
    lists |= {
        "weights": [each.weight for each in sets],
        "originalWeights": [zero if each.plan.weight is None else each.plan.weight for each in sets],
        "reps": [each.plan.reps for each in sets],
        "minReps": [each.plan.least for each in sets],
        "RPE": [each.plan.rpe for each in sets],
        "timers": [each.plan.rest for each in sets],
        "setTime": [each.plan.timer for each in sets],
        "amraps": [1.0 if each.plan.amrap else None for each in sets],
        "logrpes": [1.0 if each.plan.ask_rpe else None for each in sets],
        "askweights": [1.0 if each.plan.ask_weight else None for each in sets],
        "completedReps": [each.reps for each in done],
        "completedWeights": [each.weight for each in done],
        "completedRPE": [each.rpe for each in done],
        "completedSetTime": [each.seconds for each in done],
        "isCompleted": [float(each.done is not None) for each in sets],
    }
    return {
        **lists,
        "rm1": entry.rm1 or zero,
        "bodyweight": lifter.bodyweight or zero,
        "day": float(entry.number),
        "week": float(entry.exercise.week),
        "dayInWeek": float(entry.exercise.day),
        "programNumberOfSets": float(len(entry.standing.sets)),
        "numberOfSets": float(len(sets)),
        "completedNumberOfSets": float(sum(each.done is not None for each in sets)),
        "setVariationIndex": float(entry.standing.variation + 1),
        "exerciseVariationIndex": float(entry.standing.movement + 1),
        "descriptionIndex": float(entry.standing.note + 1),
        "setIndex": 1.0,
    }


def _updated(entry: Entry, set_index: int, state: State, lifter: Lifter) -> Entry:
    """After its update script ran; as it was, where there is none or it stops at a mistake."""
    script = entry.exercise.update
    if script is None:
        return entry
    variables = variables_for(entry, lifter)
    variables["setIndex"] = float(set_index)
    for name in ("setVariationIndex", "exerciseVariationIndex", "descriptionIndex"):
        variables[name] = number(variables[name]) - 1  # type: ignore[arg-type]  # counted from 0 here, as the language does
    own = state.variables_of(entry.exercise)
    machine = Machine(lifter, variables, own, {}, rm1=entry.rm1, live=True)
    try:
        script.value(machine)
    except Misread as error:
        return replace(entry, failure=error)
    return replace(entry, sets=_changed(entry.sets, machine), variables=own, failure=None)


def _changed(sets: tuple[Prescribed, ...], machine: Machine) -> tuple[Prescribed, ...]:
    """The sets not yet done, as the script left them."""
    many = machine.many
    last = max((i for i, each in enumerate(many("completedReps"), 1) if each is not None), default=0)
    changed = list(sets[: max(last, machine.count(), 0)])
    while len(changed) < len(many("weights")):
        changed.append(Prescribed(SetPlan(0.0)))
    for i, each in enumerate(changed):
        if each.done is None and i < len(many("weights")):
            changed[i] = _changed_set(each, {name: many(name)[i] for name in LISTS})
    return tuple(changed)


def _changed_set(each: Prescribed, values: dict[str, Value | None]) -> Prescribed:
    def amount(name: str) -> float | None:
        value = values[name]
        return None if value is None else number(value)

    original, weight = values["originalWeights"], values["weights"]
    unsaid = each.plan.weight is None and isinstance(original, Weight) and not original.value
    plan = replace(
        each.plan,
        reps=amount("reps") or 0.0,
        least=amount("minReps") or None,
        rpe=amount("RPE") or None,
        rest=_time(amount("timers")),
        timer=_time(amount("setTime")),
        amrap=bool(amount("amraps")),
        ask_rpe=bool(amount("logrpes")),
        ask_weight=bool(amount("askweights")),
        weight=None if unsaid else original if isinstance(original, Weight | Percent) else None,
    )
    return Prescribed(plan, weight if isinstance(weight, Weight) else None)


def _time(seconds: float | None) -> float | None:
    return seconds if seconds is not None and seconds >= 0 else None
