"""Less than planned: for a day after time off, and for a lighter week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.rules import plates
from models.rules.plan import Item, Plan
from models.rules.plates import Equipment
from models.rules.progression import lighter
from models.rules.sets import PrescribedSet

PERCENT = 10


def lightened(item: Item, equipment: Equipment) -> list[PrescribedSet]:
    """Its sets with 10 % less weight, loadable; with more help, where the weight is help."""
    how = plates.loading_of(item.kind, item.equipment)
    return [
        replace(
            each,
            weight_g=lighter(each.weight_g, PERCENT, lambda grams: plates.nearest_loadable(grams, equipment, how)),
        )
        if each.weight_g
        else each
        for each in item.sets
    ]


def lighten_week(plan: Plan, equipment: Equipment) -> None:
    """10 % less weight, and a set less of each exercise that has several; intervals stay as they are. What the program
    asked stays known, and no exercise goes on from it.
    """
    plan.lighter = True
    for item in plan.items:
        if not any(each.interval for each in item.sets):
            item.change(_one_less(lightened(item, equipment)))


def as_planned(plan: Plan) -> None:
    """Take that back."""
    plan.lighter = False
    for item in plan.items:
        item.sets, item.asked = item.prescribed, None


def _one_less(sets: Sequence[PrescribedSet]) -> list[PrescribedSet]:
    return list(sets[:-1] if len(sets) > 1 else sets)
