"""Reminders: claimed once, on time, whatever the clock does and however many fall due."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.ticker import Ticker
from models import clock, deliveries, people, reminders
from models.performances import ExerciseSet
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet
from models.sessions import SessionStatus
from tests.athletes import straight, training
from tests.conftest import World
from tests.delivery.waiting import eventually, eventually_async
from tests.people import at_once
from tests.training import session_of

SETS = {"squat": straight(5, 5)}


async def test_a_machine_clock_set_back_does_not_put_the_ticker_to_sleep(world: World) -> None:
    """The scheduler goes by it: to it, the next tick is then hours away."""
    ticker = world.bot.ticker
    await asyncio.sleep(0.1)
    ticker._scheduler.reschedule_job("tick", trigger="date", run_date=clock.now() + timedelta(hours=3))
    user = await people.meet(world.person("Ann").id, "Ann", "en")
    await reminders.remind(user.id, ReminderKind.SESSION, clock.now(), str(uuid4()))

    async def fired() -> bool:
        return await Reminder.filter(fired=True).count() == 1

    await eventually_async(fired, within=5)


async def test_a_rest_over_is_said_once_whatever_the_clock_does(world: World) -> None:
    """Across jumps to and fro and restarts."""
    ann = await training(world, SETS, weights={"squat": 100})
    await ann.says("5")
    ann.starts_counting()
    for _ in range(3):
        await world.jump(minutes=10)
        await world.restart()
        await world.jump(minutes=-10)
        await world.restart()
    assert ann.buzzes == 1


async def test_whose_updates_wait_is_not_cut_off_and_holds_up_nobody(world: World) -> None:
    """A workout left open closes by itself, but not while its person's updates wait; others' do."""
    ann = await training(world, SETS, weights={"squat": 100})
    bob = await training(world, SETS, weights={"squat": 100}, name="Bob")
    await ann.says("5")
    await bob.says("5")
    busy = {ann.id}
    ticker = Ticker(world.bot.sender.submit, world.bot.sender.resume, lambda person: person in busy)
    world.bot.ticker._ending = True  # the other one looks on
    world.server.jump(4 * 3600 + 60)
    for _ in range(3):
        await ticker.tick()
        world.server.jump(6)
    await world.settle()
    assert (await session_of(bob)).status is SessionStatus.COMPLETED
    assert (await session_of(ann)).status is SessionStatus.IN_PROGRESS
    busy.clear()
    await ticker.tick()
    assert (await session_of(ann)).status is SessionStatus.COMPLETED


async def test_a_set_that_runs_is_not_over_before_what_its_person_said_is_heard(world: World) -> None:
    """They may have stopped it. It is asked again at once: somebody waits for the next one."""
    ann = await training(world, {"plank": [PrescribedSet(seconds=30)] * 2})
    await ann.taps("▶ Start")
    busy = {ann.id}
    ticker = Ticker(world.bot.sender.submit, world.bot.sender.resume, lambda person: person in busy)
    world.bot.ticker._ending = True  # the other one looks on
    world.server.jump(31)
    assert await ticker.tick() < timedelta(seconds=0.3)
    assert await ExerciseSet.all().count() == 0
    await ann.says("20s")
    busy.clear()
    world.server.jump(1)
    await ticker.tick()
    assert [row.seconds async for row in ExerciseSet.all().order_by("position")] == [30, 20]


async def test_a_set_typed_while_the_bot_was_down_is_in_the_workout_it_closes(world: World) -> None:
    """What Telegram still has is heard before anything is decided."""
    ann = await training(world, SETS, weights={"squat": 100})
    await ann.says("5")
    await world.stop()
    ann.settle = at_once
    await ann.says("100x4")
    world.server.jump(5 * 3600)
    await world.start()
    await world.settle()

    async def closed() -> bool:
        return (await session_of(ann)).status is SessionStatus.COMPLETED

    await world.jump(hours=5)
    await eventually_async(closed)
    assert "2 sets" in ann.last, ann.transcript()


async def test_a_reminder_that_always_fails_is_given_up(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Pushed forward twice, then taken; the person's other reminders come."""
    ann = await training(world, SETS, weights={"squat": 100})
    user = (await session_of(ann)).user_id
    await reminders.remind(user, ReminderKind.MISSED, clock.now(), "no id")
    await world.passes(minutes=5)
    assert await Reminder.filter(subject="no id", fired=True).exists()
    assert caplog.text.count("given up") == 1


async def test_who_cannot_be_reached_is_not_tried(world: World) -> None:
    """Their workout is closed all the same."""
    ann = await training(world, SETS, weights={"squat": 100})
    await ann.says("5")
    ann.blocks()
    await world.settle()
    calls = dict(world.server.calls)
    await world.passes(hours=6)
    assert (await session_of(ann)).status is SessionStatus.COMPLETED
    for method in ("sendMessage", "editMessageText"):
        assert world.server.calls.get(method) == calls.get(method)


async def test_a_storm_of_reminders_starves_no_update(world: World) -> None:
    """Somebody taps while thousands fall due."""
    ann = await training(world, SETS, weights={"squat": 100})
    user = await people.meet(9009, "Storm", "en")
    await deliveries.place(user, "home")
    due = clock.now() - timedelta(minutes=1)
    many = 1500
    await Reminder.bulk_create(
        [Reminder(user=user, kind=ReminderKind.SESSION, subject=str(uuid4()), due_at=due) for _ in range(many)]
    )
    await asyncio.sleep(0.3)
    ann.settle = at_once
    await ann.taps("✓ ")
    await eventually(lambda: "Set 2 " in ann.last)
    assert await Reminder.filter(fired=False, due_at__lte=due).count() > 0, "the storm was over too soon to tell"


async def test_the_ticker_ends_while_it_ticks(world: World) -> None:
    """In order, and at once."""
    user = await people.meet(9009, "Storm", "en")
    await Reminder.bulk_create(
        [Reminder(user=user, kind=ReminderKind.SESSION, subject=str(uuid4()), due_at=clock.now()) for _ in range(120)]
    )
    for _ in range(5):
        async with asyncio.timeout(3):
            await world.restart()
