"""What a script or a progression changes, done to how an exercise stands at its places."""

from __future__ import annotations

from dataclasses import replace

from models.liftoscript.lifter import Lifter
from models.liftoscript.machine import Slot, Update
from models.liftoscript.parts import MOST_SETS
from models.liftoscript.plan import SetPlan, Standing
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


def applied(
    update: Update, standing: Standing, week: int, day: int, counts: dict[str, int], lifter: Lifter, rm1: Weight | None
) -> Standing:
    """The standing after the update, where its slots fit the place. `counts` says how many variations, movements and
    notes there are.
    """
    if not (_fits(update.slots[0], week) and _fits(update.slots[1], day)):
        return standing
    if update.name in INDEXES:
        name = INDEXES[update.name]
        index = _index(update, getattr(standing, name), counts[name])
        return replace(standing, **{name: index})  # type: ignore[arg-type]  # one of INDEXES
    change = _number_of_sets if update.name == "numberOfSets" else _sets
    return replace(
        standing,
        variations=tuple(
            change(update, sets, lifter, rm1) if _fits(update.slots[2], i) else sets
            for i, sets in enumerate(standing.variations, 1)
        ),
    )


def _fits(slot: Slot, place: int) -> bool:
    return slot is None or slot == place


def _number_of_sets(update: Update, sets: tuple[SetPlan, ...], _: Lifter, __: Weight | None) -> tuple[SetPlan, ...]:
    wanted = number(assigned(float(len(sets)), update.operator, update.value, None))
    wanted = min(max(int(wanted), 0), MOST_SETS)
    last = sets[-1] if sets else ADDED
    return sets[:wanted] + (last,) * (wanted - len(sets))


def _sets(update: Update, sets: tuple[SetPlan, ...], lifter: Lifter, rm1: Weight | None) -> tuple[SetPlan, ...]:
    name, slot = FIELDS[update.name], update.slots[3]
    return tuple(
        _assigned(update, plan, name, lifter, rm1) if _fits(slot, i) else plan for i, plan in enumerate(sets, 1)
    )


def _assigned(update: Update, plan: SetPlan, name: str, lifter: Lifter, rm1: Weight | None) -> SetPlan:
    old: Value | None = getattr(plan, name)
    if old is None and update.name == "weights" and update.operator != "=":
        old = evaluated(plan, lifter, rm1)
    value = assigned(0.0 if old is None else old, update.operator, update.value, rm1)
    match name:
        case "weight":
            return replace(plan, weight=value) if isinstance(value, Weight | Percent) else plan
        case "amrap" | "ask_rpe" | "ask_weight":
            return replace(plan, **{name: bool(number(value))})  # type: ignore[arg-type]  # a field of the case
    if isinstance(value, Weight | Percent):
        return plan
    return replace(plan, **{name: value})  # type: ignore[arg-type]  # one of FIELDS


def _index(update: Update, current: int, count: int) -> int:
    """Counted from 0 and going round; what is no place at all is the first."""
    wanted = number(update.value)
    index = wanted - 1 if update.operator == "=" else number(assigned(float(current), update.operator, wanted, None))
    if not count or index != int(index):
        return 0
    if update.name == "exerciseVariationIndex":
        return int(index) % count
    return int(index) % count if index >= 0 else 0
