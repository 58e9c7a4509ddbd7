"""A plan survives being written down."""

from __future__ import annotations

import json
from uuid import UUID

from models.rules.plan import Item, Plan
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind


def test_a_plan_comes_back_as_it_was() -> None:
    plain = Item(1, UUID(int=1), UUID(int=2), "Squat", ExerciseKind.WEIGHT, "barbell", 1, [PrescribedSet(reps=5)])
    full = Item(
        number=2,
        instruction_id=UUID(int=3),
        exercise_id=UUID(int=4),
        name="Bench Press",
        kind=ExerciseKind.WEIGHT,
        equipment="barbell",
        implements=2,
        sets=[PrescribedSet(reps=5, weight_g=100_000)],
        asked=[PrescribedSet(reps=5, weight_g=90_000)],
        last=[DoneSet(reps=5)],
        note="seat 4",
        skipped=True,
        warmups=[PrescribedSet(SetKind.WARMUP, 5, weight_g=40_000), PrescribedSet(SetKind.WARMUP, 3)],
        shares=[0, 600],
        region="push",
        light_g=20_000,
    )
    none = Item(3, UUID(int=5), UUID(int=6), "Row", ExerciseKind.WEIGHT, "barbell", 1, [], warmups=[])
    for plan in (Plan([plain]), Plan([plain, full, none], focus=2, lighter=True)):
        assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan
    assert set(Plan([plain]).to_json()) == {"items"}, "what is as usual is not written down"
