"""Rows as they would have come about, in one line each: people, programs, sessions and what was lifted in them.

ann = await rows.person(timezone="Asia/Tokyo")
bench = await rows.exercise("Bench press", muscles=["chest"])
day_a = await rows.workout("Day A", bench, program=await rows.program())
await rows.trained(ann, day_a, at, [[work(5, 100), work(5, 100)]])
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from models import top_sets
from models.enrollments import UserProgramEnrollment
from models.measurements import Metric, UserMeasurement
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance, columns_of
from models.programs import Exercise, ExerciseInstruction, Program, Workout
from models.rules import summary
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind
from models.sessions import SessionMove, SessionStatus, UserWorkoutSession

_telegram_ids = itertools.count(500_001)


def work(reps: int, kg: float | None = None, kind: SetKind = SetKind.WORK) -> DoneSet:
    """A set of so many reps, with so many kg."""
    return DoneSet(kind=kind, reps=reps, weight_g=None if kg is None else round(kg * 1000))


def warmup(reps: int, kg: float) -> DoneSet:
    return work(reps, kg, SetKind.WARMUP)


async def person(name: str = "Ann", **facts: Any) -> User:
    """Somebody new; the facts are columns."""
    facts.setdefault("telegram_id", next(_telegram_ids))
    return await User.create(name=name, **facts)


async def exercise(
    name: str = "Squat",
    kind: ExerciseKind = ExerciseKind.WEIGHT,
    muscles: Sequence[str] = ("quads",),
    implements: int = 1,
) -> Exercise:
    return await Exercise.create(
        name=name, kind=kind, equipment="barbell", muscles=list(muscles), implements=implements
    )


async def program(name: str = "Strong", days_per_week: int = 3) -> Program:
    return await Program.create(name=name, days_per_week=days_per_week)


async def workout(name: str, *exercises: Exercise, program: Program | None = None, day: int | None = None) -> Workout:
    """A day with an instruction (3×5) for each exercise; without a program, a one-off."""
    made = await Workout.create(name=name, program=program, day=day)
    for position, each in enumerate(exercises, 1):
        await ExerciseInstruction.create(
            workout=made, exercise=each, position=position, sets=[PrescribedSet(reps=5).to_json()] * 3
        )
    return made


async def enrollment(user: User, of: Program, **facts: Any) -> UserProgramEnrollment:
    return await UserProgramEnrollment.create(user=user, program=of, created_by=user, **facts)


async def session(
    user: User,
    what: Workout,
    *,
    enrolled: UserProgramEnrollment | None = None,
    moved_from: datetime | None = None,
    **facts: Any,
) -> UserWorkoutSession:
    """A session with the columns given; moved_from: where it was before the person moved it."""
    made = await UserWorkoutSession.create(user=user, workout=what, enrollment=enrolled, created_by=user, **facts)
    if moved_from is not None:
        await SessionMove.create(session=made, planned_at=moved_from)
    return made


async def trained(
    user: User,
    what: Workout,
    at: datetime,
    done: Sequence[Sequence[DoneSet]] = (),
    *,
    minutes: int = 60,
    enrolled: UserProgramEnrollment | None = None,
    scheduled_at: datetime | None = None,
    status: SessionStatus = SessionStatus.COMPLETED,
    **facts: Any,
) -> UserWorkoutSession:
    """A session begun at an instant and completed, unless it is IN_PROGRESS.

    done: the sets of each instruction of the workout, in order.
    """
    over = status is not SessionStatus.IN_PROGRESS
    made = await session(
        user,
        what,
        enrolled=enrolled,
        status=status,
        scheduled_at=scheduled_at or at,
        started_at=at,
        completed_at=at + timedelta(minutes=minutes) if over else None,
        duration_seconds=minutes * 60 if over else None,
        **facts,
    )
    instructions = await ExerciseInstruction.filter(workout_id=what.id).order_by("position")
    for instruction, sets in zip(instructions, done, strict=False):
        await performed(made, instruction, sets, at)
    await top_sets.refresh(made.id)
    return made


async def performed(
    session: UserWorkoutSession,
    instruction: ExerciseInstruction,
    sets: Sequence[DoneSet],
    at: datetime,
    **facts: Any,
) -> UserExercisePerformance:
    """What was done of an instruction, three minutes a set, with its sums."""
    total = summary.totals(sets)
    made = await UserExercisePerformance.create(
        session=session,
        instruction=instruction,
        sets_completed=total.sets_completed,
        reps_completed=total.reps_completed,
        weight_kg=None if total.weight_g is None else Decimal(total.weight_g) / 1000,
        duration_seconds=total.duration_seconds,
        created_by_id=session.user_id,
        **facts,
    )
    await ExerciseSet.bulk_create(
        [
            ExerciseSet(
                performance=made,
                position=position,
                **columns_of(done),
                logged_at=at + timedelta(minutes=3 * position),
            )
            for position, done in enumerate(sets, 1)
        ]
    )
    return made


async def measured(user: User, value: str, on: date, key: str = "body-weight", **facts: Any) -> UserMeasurement:
    """A measurement of a built-in metric."""
    metric = await Metric.filter(key=key).first() or await Metric.create(
        key=key, name=key, dimension="mass", unit="kg", least=Decimal(20), most=Decimal(400)
    )
    return await UserMeasurement.create(
        user=user, metric=metric, value=Decimal(value), measurement_date=on, created_by=user, **facts
    )
