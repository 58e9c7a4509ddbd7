"""10,000 reminders due in one minute while 20 people train: sent once each, at the pace that is configured; whoever
trains is answered as if nothing were.
"""

from __future__ import annotations

import asyncio
import random
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tortoise.queryset import QuerySet

from bot.demo import acts
from handlers.conversation import Step
from models import clock
from models.deliveries import Position
from models.enrollments import UserProgramEnrollment
from models.people import User
from models.programs import Program, Workout
from models.reminders import Reminder, ReminderKind
from models.sessions import UserWorkoutSession
from tests.delivery.waiting import eventually_async
from tests.torture.checker import check
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.house import QUIET, House
from tests.torture.room import Room
from tests.torture.trainees import Trainee, p99, training

NAME = "storm"
REMINDERS, WITHIN = 10_000, 60.0  # s
PER_SECOND = 30
TRAINEES, EVERY = 20, 6.0  # s between the taps of each
FIRST_ID = 500_001
BATCH = 1000


@dataclass
class Crowd:
    """People who are reminded, and when each message came to them (monotonic)."""

    house: House
    ids: range
    came: list[float] = field(default_factory=list)
    to: Counter[int] = field(default_factory=Counter)

    def join(self) -> None:
        for number in self.ids:
            chat = acts.join(self.house.server.world, number, f"P{number}")
            chat.met = True
            chat.listeners.append(lambda event, number=number: self._heard(event, number))  # type: ignore[misc] # mypy infers no default

    def _heard(self, event: dict[str, Any], number: int) -> None:
        message = event.get("put")
        if message is not None and message.from_bot:
            self.came.append(time.monotonic())
            self.to[number] += 1

    def most_within(self, seconds: float) -> int:
        """Messages in the busiest time of that length."""
        return max(bisect_right(self.came, at + seconds) - place for place, at in enumerate(self.came))


async def crowd(house: House, count: int) -> Crowd:
    """So many people with a workout planned and no reminder yet: rows, without their onboarding."""
    found = Crowd(house, range(FIRST_ID, FIRST_ID + count))
    found.join()
    program = await Program.create(name="Storm", days_per_week=3, offered=False)
    workout = await Workout.create(program=program, day=1, name="Day 1")
    users = [User(id=uuid4(), telegram_id=number, name=f"P{number}") for number in found.ids]
    await User.bulk_create(users, batch_size=BATCH)
    await Position.bulk_create([Position(user_id=user.id, step=Step.HOME.value) for user in users], batch_size=BATCH)
    enrollments = [
        UserProgramEnrollment(
            id=uuid4(), user_id=user.id, program=program, created_by_id=user.id, start_date=clock.now().date()
        )
        for user in users
    ]
    await UserProgramEnrollment.bulk_create(enrollments, batch_size=BATCH)
    await UserWorkoutSession.bulk_create(
        [
            UserWorkoutSession(
                id=uuid4(),
                user_id=each.user_id,
                workout=workout,
                enrollment_id=each.id,
                created_by_id=each.user_id,
            )
            for each in enrollments
        ],
        batch_size=BATCH,
    )
    return found


async def remind(within: float) -> None:
    """All of the crowd, in so many seconds from now: their workout is half an hour later."""
    sessions = await UserWorkoutSession.filter(user__telegram_id__gte=FIRST_ID)
    chance = random.Random(NAME)
    start: datetime = clock.now() + timedelta(seconds=2)
    rows = []
    for session in sessions:
        due = start + timedelta(seconds=chance.uniform(0, within))
        session.scheduled_at = due + timedelta(minutes=30)
        rows.append(
            Reminder(
                id=uuid4(), user_id=session.user_id, kind=ReminderKind.SESSION, subject=str(session.id), due_at=due
            )
        )
    await UserWorkoutSession.bulk_update(sessions, ["scheduled_at"], batch_size=BATCH)
    await Reminder.bulk_create(rows, batch_size=BATCH)


async def overtaken(house: House, count: int, weakened: Sequence[str] = ()) -> tuple[Crowd, int, int]:
    """Somebody who trains taps while so many reminders wait to be sent: how many they were, and how many of them were
    sent before the tap was answered. Then the bot is started anew, and sends the rest without a pause.
    """
    people = await crowd(house, count)
    (ann,) = await training(house, 1, weakened)
    await remind(0)
    waits = Reminder.filter(user__telegram_id__gte=FIRST_ID, fired=False)
    await eventually_async(lambda: _none(waits), house.patience)
    sent = len(people.to)
    await asyncio.wait_for(ann.taps(), house.patience)
    meanwhile = len(people.to) - sent
    await house.until(lambda: len(people.to) > sent + meanwhile or len(people.to) == count)
    await house.stop()
    house.environment = dict(QUIET)
    await house.start()
    await house.until(lambda: len(people.to) == count)
    await house.settled()
    return people, count - sent, meanwhile


async def _none(rows: QuerySet[Reminder]) -> bool:
    return not await rows.exists()


async def torture(room: Room) -> list[Figure]:
    async with room.house() as house:
        house.environment = {"SPOTTER_SEND__PER_SECOND": str(PER_SECOND)}
        house.patience = 600
        people = await crowd(house, REMINDERS)
        trainees = await training(house, TRAINEES)
        calm = await _for(trainees, EVERY * 5)
        await remind(WITHIN)
        tapping = [asyncio.create_task(trainee.trains(EVERY)) for trainee in trainees]
        await house.until(lambda: len(people.to) == REMINDERS)
        took = [each for trainee in trainees for each in trainee.took]
        for task in tapping:
            task.cancel()
        await asyncio.gather(*tapping, return_exceptions=True)
        await house.settled()
        athletes = [trainee.athlete for trainee in trainees]
        found = await check(athletes, [athlete.book for athlete in athletes], [])
    seconds = people.came[-1] - people.came[0]
    return [
        known("reminders due in a minute, people who train", f"{REMINDERS}, {TRAINEES}"),
        none("reminders lost", [number for number in people.ids if not people.to[number]]),
        none("reminders doubled", [number for number in people.ids if people.to[number] > 1]),
        none("trainees' sets lost, doubled, replies lost …", [f"{name}: {each}" for name, each in found.wrong.items()]),
        at_most("most messages to them within 10 s", 11 * PER_SECOND + 1, people.most_within(10)),
        at_most("all sent after", REMINDERS / PER_SECOND * 1.1, seconds, "s"),
        known("trainees' taps meanwhile", len(took)),
        at_most("reply to a trainee before the storm, p99", 200, p99(calm), "ms"),
        at_most("reply to a trainee in it, median", 200, sorted(took)[len(took) // 2], "ms"),
        at_most("reply to a trainee in it, p99", 200, p99(took), "ms"),
    ]


async def _for(trainees: list[Trainee], seconds: float) -> list[float]:
    """What they see while nothing happens."""
    tapping = [asyncio.create_task(trainee.trains(EVERY)) for trainee in trainees]
    await asyncio.sleep(seconds)
    for task in tapping:
        task.cancel()
    await asyncio.gather(*tapping, return_exceptions=True)
    found = [each for trainee in trainees for each in trainee.took]
    for trainee in trainees:
        await trainee.athlete._card(trainee.session)
        trainee.took.clear()
    return found
