"""What a script or a progression changes, done to how an exercise stands at its places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from models.liftoscript.lifter import Lifter
from models.liftoscript.machine import Slot, Update
from models.liftoscript.parts import MOST_SETS
from models.liftoscript.plan import Exercise, SetPlan, Standing
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Percent, Value, Weight, assigned, number
from models.liftoscript.weighing import evaluated

FIELDS = {
    "reps": "reps",
    "minReps": "least",
    "RPE": "rpe",
    "timers": "rest",
    "setTime": "timer",
    "weights": "weight",
    "amraps": "amrap",
    "logrpes": "ask_rpe",
    "askweights": "ask_weight",
}
ADDED = SetPlan(1.0, weight=Weight(100.0, "lb"))  # where sets are added to none
INDEXES = {"setVariationIndex": "variation", "exerciseVariationIndex": "movement", "descriptionIndex": "note"}

MOST_WRITES = 4_000  # of one exercise's end, to kinds of sets: a year of five kinds on three days takes 900


class Writer:
    """Does updates to standings, for one exercise's session; so many of them at most."""

    def __init__(self, lifter: Lifter, rm1: Weight | None) -> None:
        self.lifter, self.rm1, self.left = lifter, rm1, MOST_WRITES

    def written(self, updates: Sequence[Update], exercise: Exercise, standing: Standing) -> Standing:
        """The standing after the updates whose slots fit the exercise's place; raises Misread where that is too much
        work.
        """
        counts = {
            "variation": len(standing.variations),
            "movement": len(exercise.movements),
            "note": len(exercise.notes.texts),
        }
        variations = [list(sets) for sets in standing.variations]
        indexes = {name: getattr(standing, name) for name in counts}
        for update in updates:
            if not (_fits(update.slots[0], exercise.week) and _fits(update.slots[1], exercise.day)):
                continue
            if update.name in INDEXES:
                name = INDEXES[update.name]
                indexes[name] = _index(update, indexes[name], counts[name])
                continue
            for i, sets in enumerate(variations, 1):
                if _fits(update.slots[2], i):
                    self._write(update, sets)
        return Standing(tuple(tuple(sets) for sets in variations), **indexes)

    def _write(self, update: Update, sets: list[SetPlan]) -> None:
        if update.name == "numberOfSets":
            self._spend(1)
            _resize(update, sets)
            return
        self._spend(1)
        last: SetPlan | None = None
        for i in _which(update.slots[3], len(sets)):
            if sets[i] is not last:  # sets of one kind are one plan, and become one
                self._spend(1)
                last = sets[i]
                written = _assigned(update, last, FIELDS[update.name], self.lifter, self.rm1)
            sets[i] = written

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Misread("too-long")


def _fits(slot: Slot, place: int) -> bool:
    return slot is None or slot == place


def _which(slot: Slot, count: int) -> range:
    """The sets that fit, counted from 0."""
    if slot is None:
        return range(count)
    return range(int(slot) - 1, int(slot)) if slot == int(slot) and 1 <= slot <= count else range(0)


def _resize(update: Update, sets: list[SetPlan]) -> None:
    """To so many, a part of one being one more; below none, so many less."""
    wanted = number(assigned(float(len(sets)), update.operator, update.value, None))
    count = min(math.ceil(wanted), MOST_SETS) if wanted >= 0 else max(len(sets) + int(wanted), 0)
    sets.extend([sets[-1] if sets else ADDED] * (count - len(sets)))
    del sets[count:]


def _assigned(update: Update, plan: SetPlan, name: str, lifter: Lifter, rm1: Weight | None) -> SetPlan:
    start = 0.0 if update.operator == "=" else _start(update, plan, name, lifter, rm1)
    if start is None:
        return plan
    value = assigned(start, update.operator, update.value, rm1)
    match name:
        case "weight":
            return replace(plan, weight=value) if isinstance(value, Weight | Percent) else plan
        case "amrap" | "ask_rpe" | "ask_weight":
            return replace(plan, **{name: bool(number(value))})  # type: ignore[arg-type]  # a field of the case
    if isinstance(value, Weight | Percent):
        return plan
    return replace(plan, **{name: value})  # type: ignore[arg-type]  # one of FIELDS


def _start(update: Update, plan: SetPlan, name: str, lifter: Lifter, rm1: Weight | None) -> Value | None:
    """What it is added to; None where it is to nothing that is known."""
    old: Value | None = getattr(plan, name)
    if name == "weight":
        by_effort = old is None and plan.rpe is not None and update.start != 0.0
        if (by_effort or isinstance(old, Percent)) and rm1 is None and isinstance(update.value, Weight):
            return None
        old = evaluated(plan, lifter, rm1) if old is None else old
    elif old is None and plan.weight is None and plan.rpe is not None:
        return None  # in the language such a sum begins with the weight that follows from the RPE, and so is no time
    return update.start if old is None else old


def _index(update: Update, current: int, count: int) -> int:
    """Counted from 0 and going round; what is no place at all is the first."""
    wanted = number(update.value)
    index = wanted - 1 if update.operator == "=" else number(assigned(float(current), update.operator, wanted, None))
    if not count or index != int(index):
        return 0
    if update.name == "exerciseVariationIndex":
        return int(index) % count
    return int(index) % count if index >= 0 else 0
