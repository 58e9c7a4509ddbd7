"""Which weight a planned set means for a person."""

from __future__ import annotations

from models.liftoscript.effort import rpe_multiplier, rpe_percent
from models.liftoscript.lifter import Lifter
from models.liftoscript.parts import WarmUp
from models.liftoscript.plan import SetPlan
from models.liftoscript.quantities import Percent, Weight, stepped

WARMUP_RPE = 4.0


def evaluated(plan: SetPlan, lifter: Lifter, rm1: Weight | None) -> Weight | None:
    """The weight to put on: as written, of the 1RM, or what the reps and RPE ask of the 1RM; None where that is not
    known, or nothing is said.
    """
    weight = plan.weight
    if weight is None and plan.rpe is not None:
        weight = rpe_percent(plan.reps, plan.rpe)
    if isinstance(weight, Percent):
        known = lifter.in_unit(rm1)
        if known is None:
            return None
        weight = Weight(known.value * (weight.value / 100), known.unit)
    return None if weight is None else lifter.told(weight)


def warmup_weight(warmup: WarmUp, first: Weight | None, lifter: Lifter) -> Weight | None:
    """A warm-up's weight, of the first working set's; None where that is not known."""
    if warmup.weight is not None:
        return lifter.told(warmup.weight)
    return None if first is None else lifter.told(Weight(first.value * warmup_share(warmup), first.unit))


def warmup_share(warmup: WarmUp) -> float:
    """Which part of the first working set a warm-up without a weight of its own is."""
    return warmup.percent / 100 if warmup.percent else stepped(rpe_multiplier(warmup.reps, WARMUP_RPE), 0.005)
