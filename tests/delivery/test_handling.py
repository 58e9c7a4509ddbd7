"""Handling: a handler that fails harms nobody, and a database that is away costs nothing but time."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import asyncpg
import pytest
from telegram import Update
from telegram.ext import TypeHandler
from tortoise.context import require_context

from models.deliveries import Inbox, InboxState, Outbox
from models.performances import ExerciseSet
from tests.athletes import straight, training
from tests.conftest import World
from tests.delivery.waiting import eventually, eventually_async
from tests.people import Person, at_once

SETS = {"squat": straight(40, 5)}


async def lifting(world: World) -> Person:
    return await training(world, SETS, weights={"squat": 100})


class Broken:
    """A handler that fails as long as it is told to."""

    def __init__(self, world: World, person: Person, times: int) -> None:
        self.person, self.times, self.tries = person.id, times, 0
        world.bot.application.add_handler(TypeHandler(Update, self.fail), group=-1)

    async def fail(self, update: Update, context: Any) -> None:
        if update.effective_user is not None and update.effective_user.id == self.person and self.tries < self.times:
            self.tries += 1
            raise KeyError("secret words")


async def test_a_handler_that_always_fails(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Three tries, then it is set aside, the person is told, the log has one line with the reason, the chat goes on."""
    ann = await lifting(world)
    broken = Broken(world, ann, 3)
    await ann.says("100x3")
    assert broken.tries == 3
    assert await Inbox.filter(state=InboxState.ASIDE).count() == 1
    lines = [each.getMessage() for each in caplog.records if each.levelname in {"ERROR", "WARNING"}]
    assert len(lines) == 1
    assert "KeyError at test_handling.py" in lines[0]
    assert "secret" not in lines[0]
    assert not await ExerciseSet.all().exists()
    await ann.says("100x4")
    assert await ExerciseSet.all().count() == 1


async def test_a_handler_that_fails_twice_is_not_noticed(world: World) -> None:
    """What it did before is rolled back."""
    ann = await lifting(world)
    Broken(world, ann, 2)
    await ann.says("100x3")
    assert await ExerciseSet.all().count() == 1
    assert len([each for each in ann.bot_messages if "Squat · exercise" in each]) == 1


async def away_and_back(world: World, ann: Person, act: int = 3) -> None:
    """Write while the database is away; see that nothing is confirmed; then all of it is there."""
    ann.settle = at_once
    for _ in range(act):
        await ann.says("100x3")


async def test_a_locked_database(world: World, request: pytest.FixtureRequest) -> None:
    """Another process holds the lock for longer than anybody waits: nothing is confirmed, nothing lost."""
    if not world.url.startswith("sqlite"):
        return
    ann = await lifting(world)
    other = sqlite3.connect(world.url.removeprefix("sqlite://"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await away_and_back(world, ann)
    await asyncio.sleep(6)
    assert len(world.server.updates.pending) >= 1, "Telegram still has what is not stored"
    other.execute("ROLLBACK")
    other.close()
    await recovered(world, 3)


async def test_a_lock_between_arrival_and_handling(world: World) -> None:
    """What is in the inbox waits there, and is set aside by nobody."""
    if not world.url.startswith("sqlite"):
        return
    ann = await lifting(world)
    other = sqlite3.connect(world.url.removeprefix("sqlite://"), isolation_level=None, timeout=0)
    ann.settle = at_once
    await ann.says("100x3")
    async with asyncio.timeout(10):
        while True:
            await asyncio.sleep(0)
            stored = other.execute("SELECT count(*) FROM inbox WHERE state = 'NEW'").fetchone()[0]
            if stored or await ExerciseSet.all().exists():
                break
    for _ in range(50):
        try:
            other.execute("BEGIN EXCLUSIVE")
            break
        except sqlite3.OperationalError:
            await asyncio.sleep(0.01)
    await ann.says("100x3")
    await asyncio.sleep(6)
    other.execute("ROLLBACK")
    other.close()
    await recovered(world, 2)


@pytest.mark.parametrize(
    ("trouble", "cure"),
    [
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"),
    ],
    ids=["read-only", "disk full"],
)
async def test_a_database_that_takes_nothing(world: World, trouble: str, cure: str) -> None:
    """Nothing is confirmed while it lasts, and nobody is told so twice in the log."""
    if not world.url.startswith("sqlite"):
        return
    ann = await lifting(world)
    connection = require_context().db()
    await connection.execute_query(trouble)
    await away_and_back(world, ann, 40)
    await asyncio.sleep(1)
    await connection.execute_query(cure)
    await recovered(world, 40)


async def test_connections_cut_again_and_again(world: World) -> None:
    """PostgreSQL ends every connection in the middle of everything."""
    if world.url.startswith("sqlite"):
        return
    ann = await lifting(world)
    other = await asyncpg.connect(world.url)
    ann.settle = at_once
    try:
        for _ in range(12):
            await ann.says("100x3")
            await asyncio.sleep(0.02)
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    finally:
        await other.close()
    await recovered(world, 12)


async def recovered(world: World, sets: int) -> None:
    async def all_there() -> bool:
        try:
            return await ExerciseSet.all().count() == sets and not await Outbox.all().exists()
        except Exception:  # noqa: BLE001 - a connection of the pool may still be one of those cut
            return False

    await eventually_async(all_there)
    await eventually(lambda: not world.server.updates.pending)
    assert not await Inbox.filter(state__not=InboxState.DONE).exists()
    assert await ExerciseSet.all().count() == sets


async def test_the_end_comes_soon_while_the_database_is_away(world: World) -> None:
    """What waits stays in the inbox for the next start."""
    if not world.url.startswith("sqlite"):
        return
    ann = await lifting(world)
    connection = require_context().db()
    ann.settle = at_once
    await ann.says("100x3")
    await connection.execute_query("PRAGMA query_only = ON")
    await asyncio.sleep(0.2)
    async with asyncio.timeout(5):
        await world.stop()
    await world.start()
    await recovered(world, 1)


async def test_a_reminder_and_a_tap_of_one_person_wait_for_each_other(world: World) -> None:
    """On PostgreSQL they run side by side: neither writes over what the other one did."""
    ann = await lifting(world)
    for number in range(1, 8):
        await ann.says("100x3")
        await world.passes(minutes=2, seconds=59)
        ann.settle = at_once
        world.server.jump(1.5)
        ticking = asyncio.create_task(world.bot.ticker.tick())
        await ann.says("100x3")
        await ticking
        del ann.settle
        ann.settle = world.settle
        await world.settle()
        assert await ExerciseSet.all().count() == 2 * number
        assert f"Set {2 * number + 1} " in ann.last, ann.transcript()
        assert len([each for each in ann.bot_messages if "Squat · exercise" in each]) == 1
