"""Somebody who has trained for years, with body weight every day, without the years; and their next workout."""

from __future__ import annotations

import random
import time
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from tortoise.transactions import in_transaction

from handlers import workout
from handlers.conversation import Step
from handlers.unit import Unit
from models import clock, deliveries, people, top_sets, workouts
from models.enrollments import UserProgramEnrollment
from models.measurements import Metric, UserMeasurement
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance
from models.programs import Exercise, ExerciseInstruction, Program, Workout
from models.rules.sets import PrescribedSet, SetKind
from models.sessions import SessionStatus, UserWorkoutSession

LIFTS = (
    *(("squat", 60), ("bench-press", 45), ("barbell-row", 40), ("lateral-raise", 8)),
    *(("deadlift", 80), ("overhead-press", 30), ("incline-bench-press", 35), ("romanian-deadlift", 50)),
)
SETS = 5
EXERCISES = 4
WORKOUTS_A_YEAR = 200
FIRST_ID = 9001


async def athlete(years: float, number: int = FIRST_ID) -> User:
    """2,000 sessions and 40,000 sets in ten years, the last of them today, none ever missed; a little stronger by the
    year, with good days and bad ones.
    """
    chance = random.Random(7)
    user = await people.meet(number, "Old Hand", "en")
    program = await Program.create(name="For years", days_per_week=4, offered=False)
    enrolled = await UserProgramEnrollment.create(user=user, program=program, created_by=user)
    rows = {row.key: row async for row in Exercise.filter(key__in=[key for key, _ in LIFTS])}
    days = [await _day(program, day, rows) for day in (1, 2)]
    now = clock.now()
    count = int(WORKOUTS_A_YEAR * years)
    sessions, performances, sets = [], [], []
    for place in range(count):
        at = now - timedelta(days=365 * years * (count - 1 - place) / count, hours=2)
        workout, lifts = days[place % 2]
        session = UserWorkoutSession(
            user_id=user.id,
            workout_id=workout.id,
            enrollment_id=enrolled.id,
            status=SessionStatus.COMPLETED,
            scheduled_at=at,
            started_at=at,
            completed_at=at + timedelta(hours=1),
            duration_seconds=3600,
            created_by_id=user.id,
        )
        sessions.append(session)
        for instruction, base in lifts:
            done = _sets(at, base * (1 + 0.8 * place / count) + chance.uniform(-4, 4), chance)
            performance = UserExercisePerformance(
                session_id=session.id, instruction_id=instruction.id, sets_completed=SETS, created_by_id=user.id
            )
            performances.append(performance)
            for each in done:
                each.performance_id = performance.id
            sets += done
    metric = await Metric.get(key="body-weight")
    weights = [
        UserMeasurement(
            user_id=user.id,
            metric_id=metric.id,
            value=Decimal(f"{82 + 4 * day / (365 * years) + chance.uniform(-0.8, 0.8):.1f}"),
            measurement_date=(now - timedelta(days=day)).date(),
            created_by_id=user.id,
        )
        for day in range(int(365 * years))
    ]
    async with in_transaction():
        await UserWorkoutSession.bulk_create(sessions, batch_size=2000)
        await UserExercisePerformance.bulk_create(performances, batch_size=2000)
        await ExerciseSet.bulk_create(sets, batch_size=2000)
        await UserMeasurement.bulk_create(weights, batch_size=2000)
        for session in sessions:
            await top_sets.refresh(session.id)
    return user


async def cards(user: User, times: int = 5) -> dict[str, list[float]]:
    """Milliseconds in the handler for the first card of a workout, and for each set of it with the card after it."""
    took: dict[str, list[float]] = {"start": [], "set": []}
    day = await Workout.filter(program__name="For years").order_by("day").first()
    assert day is not None
    for _ in range(times):
        session = await UserWorkoutSession.create(user=user, workout=day, created_by=user)
        async with in_transaction():
            began = time.perf_counter()
            await workout.start(_unit(user), session.id)
            took["start"].append(1000 * (time.perf_counter() - began))
        for number in range(1, EXERCISES + 1):
            for count in range(SETS):
                async with in_transaction():
                    began = time.perf_counter()
                    await workout.log(_unit(user), session.id, number, count)
                    took["set"].append(1000 * (time.perf_counter() - began))
        found = await workouts.live(user, session.id)
        assert found is not None
        assert found.count == SETS * EXERCISES
        await UserWorkoutSession.filter(id=session.id).update(status=SessionStatus.CANCELLED)
    return took


def _unit(user: User) -> Unit:
    return Unit(user, deliveries.nowhere(user, Step.HOME))


async def _day(
    program: Program, day: int, rows: dict[str | None, Exercise]
) -> tuple[Workout, list[tuple[ExerciseInstruction, int]]]:
    workout = await Workout.create(program=program, day=day, name=f"Day {day}")
    lifts = []
    for position, (key, base) in enumerate(LIFTS[(day - 1) * EXERCISES : day * EXERCISES], start=1):
        instruction = await ExerciseInstruction.create(
            workout=workout, exercise=rows[key], position=position, sets=[PrescribedSet(reps=5).to_json()] * SETS
        )
        lifts.append((instruction, base))
    return workout, lifts


def _sets(at: datetime, kg: float, chance: random.Random) -> list[ExerciseSet]:
    weight = round(kg / 2.5) * 2500
    return [
        ExerciseSet(
            id=uuid4(),
            position=position,
            kind=SetKind.WORK,
            reps=chance.choice((4, 5, 5, 5, 6, 8)),
            weight_g=weight if position < SETS else weight - 5000,
            logged_at=at + timedelta(minutes=4 * position),
        )
        for position in range(1, SETS + 1)
    ]
