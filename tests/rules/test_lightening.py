"""10 % less, and a set less: what can be loaded, and what a lighter week leaves alone."""

from __future__ import annotations

from uuid import UUID

import pytest

from models.rules.lightening import as_planned, lighten_week, lightened
from models.rules.plan import Item, Plan
from models.rules.plates import USUAL
from models.rules.sets import ExerciseKind, PrescribedSet, SetKind, Unit

KG = USUAL[Unit.KG]


def item(sets: list[PrescribedSet], kind: ExerciseKind = ExerciseKind.WEIGHT, equipment: str = "barbell") -> Item:
    return Item(1, UUID(int=1), UUID(int=2), "Squat", kind, equipment, 1, sets)


@pytest.mark.parametrize(
    ("weight", "kind", "equipment", "less"),
    [
        (100_000, ExerciseKind.WEIGHT, "barbell", 90_000),
        (82_500, ExerciseKind.WEIGHT, "barbell", 75_000),
        (20_000, ExerciseKind.WEIGHT, "barbell", 20_000),  # nothing is lighter than the bar
        (22_500, ExerciseKind.WEIGHT, "barbell", 20_000),
        (12_500, ExerciseKind.WEIGHT, "dumbbell", 10_000),
        (-20_000, ExerciseKind.ASSISTED, "machine", -22_500),  # more help
        (None, ExerciseKind.WEIGHT, "barbell", None),
        (None, ExerciseKind.BODYWEIGHT, "bodyweight", None),
    ],
)
def test_ten_percent_less(weight: int | None, kind: ExerciseKind, equipment: str, less: int | None) -> None:
    found = lightened(item([PrescribedSet(reps=5, weight_g=weight)], kind, equipment), KG)
    assert [each.weight_g for each in found] == [less]


def test_a_lighter_week_and_back() -> None:
    warm = PrescribedSet(SetKind.WARMUP, 5, weight_g=40_000)
    several = item([warm, *[PrescribedSet(reps=5, weight_g=100_000)] * 2, PrescribedSet(reps=5, amrap=True)])
    single = item([PrescribedSet(reps=5, weight_g=100_000)])
    held = item([PrescribedSet(seconds=30)] * 3, ExerciseKind.TIMED, "none")
    run = item([PrescribedSet(seconds=60, label="Run"), PrescribedSet(seconds=90, label="Walk")])
    empty = item([])
    plan = Plan([several, single, held, run, empty])
    before = plan.to_json()
    lighten_week(plan, KG)
    assert plan.lighter
    assert [len(each.sets) for each in plan.items] == [2, 1, 2, 2, 0]
    assert [each.weight_g for each in several.sets] == [90_000, 90_000]
    assert [each.weight_g for each in single.sets] == [90_000]
    assert several.warmups == [warm]
    assert len(several.prescribed) == 3, "what the program asked stays known"
    as_planned(plan)
    assert plan.to_json() == before
