"""Athletes in the middle of a workout, or at its end: where other tests begin."""

from __future__ import annotations

from datetime import datetime, timedelta

from models import clock, planning
from models.people import User
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import enrolled
from tests.conftest import World
from tests.people import Person

EFFORT, SORENESS, NOTE = "How hard was it", "How sore are you", "A note on this workout?"


async def until_monday(world: World) -> None:
    """Time goes by until it is Monday morning: what is told on Sunday is still to come, whatever day it really is."""
    now = clock.now()
    await world.until(now.replace(hour=8, minute=0) + timedelta(days=7 - now.weekday()))


async def user_of(person: Person) -> User:
    return await User.get(telegram_id=person.id)


async def session_of(person: Person) -> UserWorkoutSession:
    """The session begun last."""
    rows = UserWorkoutSession.filter(user__telegram_id=person.id, started_at__isnull=False)
    found = await rows.order_by("-started_at").first()
    assert found is not None
    return found


async def to_the_reminder(world: World, person: Person) -> datetime:
    """Time goes by until the next session is reminded of; returns when it is due."""
    session = (await planning.upcoming(await user_of(person), limit=1))[0]
    assert session.scheduled_at is not None
    await world.until(session.scheduled_at - timedelta(minutes=30))
    return session.scheduled_at


async def training(world: World, sets: int = 15, program: str = "linear-5x5") -> Person:
    """Ann in a workout, some sets of it done as asked, three minutes apart."""
    ann = await enrolled(world, program=program)
    await trains(world, ann, sets)
    return ann


async def trains(world: World, person: Person, sets: int = 15) -> None:
    await to_the_reminder(world, person)
    await person.taps("Start", exact=True)
    for _ in range(sets):
        await person.taps("✓ ")
        await world.passes(minutes=3)
    person.starts_counting()


async def at(world: World, question: str, sets: int = 15) -> Person:
    """Ann at one of the questions."""
    ann = await training(world, sets)
    await ann.taps("Finish")
    if sets < 15:
        await ann.taps("Finish anyway")
    for each in (EFFORT, SORENESS, NOTE):
        ann.sees(each)
        if each == question:
            break
        await ann.taps("Skip", exact=True)
    return ann


async def under_way(person: Person) -> bool:
    return (await session_of(person)).status is SessionStatus.IN_PROGRESS
