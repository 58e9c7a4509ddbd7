"""Which sets a timer can run, and when one is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from models.rules.plan import Item, Plan, Timer
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet
from models.rules.timed import can_run, running

NOW = datetime(2026, 3, 5, 18, 3, 20, tzinfo=UTC)


def item(*sets: PrescribedSet, kind: ExerciseKind = ExerciseKind.TIMED) -> Item:
    return Item(1, uuid4(), uuid4(), "Plank", kind, "none", 1, list(sets))


@pytest.mark.parametrize(
    ("kind", "asked", "wanted"),
    [
        (ExerciseKind.TIMED, PrescribedSet(seconds=30), True),
        (ExerciseKind.TIMED, PrescribedSet(), True),
        (ExerciseKind.TIMED, PrescribedSet(seconds=30, weight_g=20_000, count_up=True), True),
        (ExerciseKind.DISTANCE, PrescribedSet(seconds=300, label="row"), True),
        (ExerciseKind.DISTANCE, PrescribedSet(seconds=300, distance_m=1000), False),
        (ExerciseKind.DISTANCE, PrescribedSet(distance_m=1000), False),
        (ExerciseKind.WEIGHT, PrescribedSet(reps=5), False),
        (ExerciseKind.WEIGHT, PrescribedSet(reps=5, seconds=60), False),
        (ExerciseKind.WEIGHT, PrescribedSet(), False),
        (ExerciseKind.BODYWEIGHT, PrescribedSet(seconds=60), True),
    ],
)
def test_a_timer_runs_what_counts_time_and_nothing_else(kind: ExerciseKind, asked: PrescribedSet, wanted: bool) -> None:
    assert can_run(item(asked, kind=kind), asked) is wanted


@pytest.mark.parametrize(
    ("asked", "timer", "ends", "seconds"),
    [
        (PrescribedSet(seconds=60), Timer(1, 0, NOW - timedelta(seconds=25.9)), 34.1, 25),
        (PrescribedSet(seconds=60), Timer(1, 0, NOW - timedelta(hours=1)), -3540, 60),
        (PrescribedSet(seconds=60), Timer(1, 0, NOW + timedelta(seconds=10)), 70, 0),
        (PrescribedSet(seconds=60), Timer(1, 0, held=25), None, 25),
        (PrescribedSet(seconds=60, count_up=True), Timer(1, 0, NOW - timedelta(seconds=75)), None, 75),
        (PrescribedSet(), Timer(1, 0, NOW - timedelta(seconds=75)), None, 75),
        (PrescribedSet(), Timer(1, 0, NOW - timedelta(days=1)), None, 32_767),
    ],
)
def test_when_a_set_is_over_and_how_much_of_it_is_done(
    asked: PrescribedSet, timer: Timer, ends: float | None, seconds: int
) -> None:
    """No more of a set is done than was asked, unless it counts up."""
    found = running(Plan([item(asked)], timer=timer), lambda _: [])
    assert found is not None
    assert found.ends_at == (None if ends is None else NOW + timedelta(seconds=ends))
    assert found.seconds(NOW) == seconds


@pytest.mark.parametrize("logged", [0, 1, 2, 3])
def test_a_set_runs_while_it_is_the_one_that_comes_next(logged: int) -> None:
    plan = Plan([item(*[PrescribedSet(seconds=30)] * 3)], timer=Timer(1, 1, NOW))
    found = running(plan, lambda _: [DoneSet(seconds=30)] * logged)
    assert (found is not None) == (logged == 1)


def test_nothing_runs_of_what_is_not_there_left_out_done_or_counted_otherwise() -> None:
    plank = item(PrescribedSet(seconds=30))
    for plan, done in (
        (Plan([plank]), []),
        (Plan([plank], timer=Timer(2, 0, NOW)), []),
        (Plan([plank], timer=Timer(1, 1, NOW)), [DoneSet(seconds=30)]),
        (Plan([item(PrescribedSet(reps=5))], timer=Timer(1, 0, NOW)), []),
        (Plan([item()], timer=Timer(1, 0, NOW)), []),
    ):
        assert running(plan, lambda _, done=done: done) is None  # type: ignore[misc]
    plank.skipped = True
    assert running(Plan([plank], timer=Timer(1, 0, NOW)), lambda _: []) is None
