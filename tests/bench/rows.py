"""People in the database, as they are after weeks of use, without the weeks."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from handlers.conversation import Step
from models import deliveries, people, planning, workouts
from models.people import User
from models.programs import Exercise
from models.reminders import Reminder, ReminderKind
from models.rules.schedule import Slot
from models.rules.sets import PrescribedSet, Unit
from models.rules.units import to_grams
from models.sessions import UserWorkoutSession
from tests.texts import program_of, text_of

LIFTS = (
    ("squat", 100),
    ("bench-press", 80),
    ("barbell-row", 60),
    ("overhead-press", 50),
    ("deadlift", 140),
    ("front-squat", 70),
    ("incline-bench-press", 60),
    ("romanian-deadlift", 90),
)
SETS = 5
FIRST_ID = 1001


async def athletes(count: int, *, training: bool) -> list[User]:
    """People who train a program of 8 × 5 × 5; `training`: with today's workout under way."""
    exercises = {row.key: row async for row in Exercise.filter(owner_id=None)}
    lifts = [(exercises[key], weight) for key, weight in LIFTS if key in exercises]
    lifts += [(each, 40) for each in exercises.values() if each.kind.value == "WEIGHT"][: len(LIFTS) - len(lifts)]
    prescribed = [PrescribedSet(reps=5, rest_seconds=600)] * SETS
    program = await program_of("Bench", text_of({exercise.name: prescribed for exercise, _ in lifts}))
    grams = {exercise.id: to_grams(str(weight), Unit.KG) for exercise, weight in lifts}
    slots = [Slot(weekday, time(23, 59)) for weekday in range(7)]
    made = []
    for number in range(FIRST_ID, FIRST_ID + count):
        user = await people.meet(number, f"Athlete {number}", "en")
        await deliveries.place(user, Step.HOME)
        await planning.enroll(user, program, slots, grams)
        if training:
            session = await UserWorkoutSession.filter(user_id=user.id).order_by("scheduled_at").first()
            assert session is not None
            await workouts.start(user, session)
        made.append(user)
    return made


async def schedule(users: list[User], rows: int, first_in: float, within: float) -> list[float]:
    """Fill the table up to so many reminders, all of them later but one of each person. When those are due."""
    later = datetime.now(UTC) + timedelta(days=3)
    there = await Reminder.all().count()
    filler = [
        Reminder(
            id=uuid4(),
            user_id=users[number % len(users)].id,
            kind=ReminderKind.SESSION,
            subject=str(uuid4()),
            due_at=later + timedelta(seconds=60 * number),
        )
        for number in range(rows - there)
    ]
    await Reminder.bulk_create(filler, batch_size=5000)
    await Reminder.filter(due_at__lt=later).update(due_at=later)
    chance = random.Random(1)
    start, due = datetime.now(UTC) + timedelta(seconds=first_in), []
    for user in users:
        session = await UserWorkoutSession.filter(user_id=user.id).order_by("scheduled_at").first()
        assert session is not None
        at = start + timedelta(seconds=chance.random() * within)
        await Reminder.filter(user_id=user.id, kind=ReminderKind.SESSION, subject=str(session.id)).update(due_at=at)
        due.append(at.timestamp())
    return due
