"""Somebody who has trained for ten years, and how long the handler takes to show a page of it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

from bot import database
from handlers import history
from handlers.conversation import Step
from handlers.unit import Unit
from models import clock, deliveries
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance
from models.programs import ExerciseInstruction
from models.rules.units import kilograms
from models.sessions import SessionStatus, UserWorkoutSession
from tests.bench import rows

SESSIONS, EXERCISES = 2_000, 4  # of rows.SETS sets each: 40,000 in ten years
FEW = 20
TIMES = 200
BATCH = 2_000


async def trained(user: User, sessions: int) -> list[UserWorkoutSession]:
    """So many workouts, two days apart, the last one yesterday; newest first."""
    planned = await UserWorkoutSession.filter(user_id=user.id).first()
    assert planned is not None
    instructions = await ExerciseInstruction.filter(workout_id=planned.workout_id).order_by("position").limit(EXERCISES)
    made: list[UserWorkoutSession] = []
    performances: list[UserExercisePerformance] = []
    sets: list[ExerciseSet] = []
    for number in range(sessions):
        at = clock.now() - timedelta(days=1 + 2 * number)
        session = UserWorkoutSession(
            id=uuid4(),
            user_id=user.id,
            workout_id=planned.workout_id,
            status=SessionStatus.COMPLETED,
            scheduled_at=at,
            started_at=at,
            completed_at=at + timedelta(hours=1),
            duration_seconds=3600,
            created_by_id=user.id,
        )
        made.append(session)
        for place, instruction in enumerate(instructions):
            weight = 60_000 + 2_500 * ((sessions - number) % 40)
            performance = UserExercisePerformance(
                id=uuid4(),
                session_id=session.id,
                instruction_id=instruction.id,
                sets_completed=rows.SETS,
                reps_completed=5 * rows.SETS,
                weight_kg=kilograms(weight),
                created_by_id=user.id,
            )
            performances.append(performance)
            sets += [
                ExerciseSet(
                    performance_id=performance.id,
                    position=rows.SETS * place + number_of_set,
                    reps=5,
                    weight_g=weight,
                    logged_at=at + timedelta(minutes=2 * (rows.SETS * place + number_of_set)),
                )
                for number_of_set in range(1, rows.SETS + 1)
            ]
    await UserWorkoutSession.bulk_create(made, batch_size=BATCH)
    await UserExercisePerformance.bulk_create(performances, batch_size=BATCH)
    await ExerciseSet.bulk_create(sets, batch_size=BATCH)
    return made


async def pages(url: str) -> dict[str, list[float]]:
    """Milliseconds in the handler: the first page, the last, and one workout, with few workouts and with all."""
    context = await database.open_migrated(url)
    with context:
        few, many = await rows.athletes(2, training=False)
        short, long = await trained(few, FEW), await trained(many, SESSIONS)
        took = {
            "first, few": await _timed(few, lambda unit: history.show_page(unit, 0)),
            "first": await _timed(many, lambda unit: history.show_page(unit, 0)),
            "last": await _timed(many, lambda unit: history.show_page(unit, SESSIONS)),
            "workout, few": await _timed(few, lambda unit: history.show(unit, short[0].id)),
            "workout": await _timed(many, lambda unit: history.show(unit, long[SESSIONS // 2].id)),
        }
    await context.close_connections()
    return took


async def _timed(user: User, handler: Callable[[Unit], Awaitable[object]]) -> list[float]:
    """How long each of so many calls took, after a few that are not counted."""
    took = []
    for _ in range(TIMES + 5):
        unit = Unit(user, deliveries.nowhere(user, Step.HOME))
        began = time.perf_counter()
        await handler(unit)
        took.append(1000 * (time.perf_counter() - began))
    return took[5:]
