"""The tick in real time: what falls due is handled, however much at once, and whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

from tortoise.transactions import in_transaction

from bot.ticker import AT_ONCE
from models import clock, people, reminders
from models.reminders import FEW, Reminder, ReminderKind
from tests.conftest import World


async def eventually(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await true():  # noqa: ASYNC110 - what ticks has no event for us
            await asyncio.sleep(0.01)


async def fired() -> int:
    return await Reminder.filter(fired=True).count()


async def test_more_at_once_than_a_tick_takes_is_handled_tick_after_tick(world: World) -> None:
    """After a night with the machine off everything is due at once, and what comes later still comes."""
    ann = await people.meet(world.person("Ann").id, "Ann", "en")
    many = 2 * AT_ONCE + 7
    due = clock.now() - timedelta(minutes=1)
    await Reminder.bulk_create(
        [Reminder(user=ann, kind=ReminderKind.SESSION, subject=str(uuid4()), due_at=due) for _ in range(many)]
    )

    async def all_fired() -> bool:
        return await fired() == many

    await eventually(all_fired)
    many += 1
    await reminders.remind(ann.id, ReminderKind.SESSION, clock.now(), str(uuid4()))
    await eventually(all_fired)


async def test_many_weeks_to_be_told_make_nobody_late(world: World) -> None:
    """Whatever falls due while they are told comes after ten of them at most; and they are told in the end."""
    now = clock.now()
    everybody = [await people.meet(3000 + number, "Ann", "en") for number in range(3 * FEW)]
    async with in_transaction():  # the ticker sees nothing of it yet
        await Reminder.all().delete()
        await Reminder.bulk_create(
            [Reminder(user=each, kind=ReminderKind.DIGEST, due_at=now - timedelta(minutes=5)) for each in everybody]
        )
        assert len(await reminders.due(AT_ONCE)) == FEW
        await reminders.remind(everybody[0].id, ReminderKind.SESSION, now - timedelta(seconds=1), str(uuid4()))
        kinds = [row.kind for row in await reminders.due(AT_ONCE)]
        assert kinds == [ReminderKind.SESSION, *[ReminderKind.DIGEST] * FEW]
        assert [row.kind for row in await reminders.due(1)] == [ReminderKind.SESSION]

    async def all_told() -> bool:
        return not await Reminder.filter(kind=ReminderKind.DIGEST, due_at__lte=now, fired=False).exists()

    await eventually(all_told)


async def test_a_reminder_that_cannot_be_handled_stops_no_other(world: World) -> None:
    """The others come on time."""
    ann = world.person("Ann")
    await ann.starts()
    user = await people.meet(2002, "Bob", "en")
    await Reminder.filter(user_id=user.id).delete()
    broken = Reminder(user=user, kind=ReminderKind.SESSION, subject="no id", due_at=clock.now() - timedelta(minutes=5))
    await broken.save()
    good = Reminder(user=user, kind=ReminderKind.SESSION, subject=str(uuid4()), due_at=clock.now())
    await good.save()

    async def good_fired() -> bool:
        return await Reminder.filter(id=good.id, fired=True).exists()

    await eventually(good_fired)
