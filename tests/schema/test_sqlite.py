"""SQLite under load: processes side by side, tasks cancelled at any instant, tasks that outlive their transaction."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import OperationalError, TransactionManagementError
from tortoise.transactions import in_transaction

from bot import database
from models import people
from models.people import User

ROOT = Path(__file__).parent.parent.parent
TRANSACTIONS = 500  # by each of two processes
CANCELS = 1500
COUNT = """
import asyncio, sys
from tortoise.transactions import in_transaction
from bot import database
from models.people import User

async def main() -> None:
    context = await database.connect(sys.argv[1])
    with context:
        for _ in range(int(sys.argv[2])):
            async with in_transaction():
                ann = await User.get(telegram_id=1001)
                await User.filter(id=ann.id).update(name=str(int(ann.name) + 1))
    await context.close_connections()

asyncio.run(main())
"""


@pytest.fixture
async def context(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[TortoiseContext]:
    path = tmp_path / "spotter.db"
    path.write_bytes(sqlite_template.read_bytes())
    context = await database.connect(f"sqlite://{path}")
    with context:
        await people.meet(1001, "0", "en")
        yield context
    await context.close_connections()


async def test_two_processes_that_read_then_write_lose_nothing(context: TortoiseContext, tmp_path: Path) -> None:
    """Each transaction takes the write lock when it begins: none fails, none overwrites the other's."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            COUNT,
            f"sqlite://{tmp_path}/spotter.db",
            str(TRANSACTIONS),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=asyncio.subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for process in processes:
        _, errors = await process.communicate()
        assert (process.returncode, errors) == (0, b"")
    ann = await User.get(telegram_id=1001)
    assert ann.name == str(2 * TRANSACTIONS)


async def count(committed: list[int], *, slowly: bool) -> None:
    async with in_transaction():
        ann = await User.get(telegram_id=1001)
        if slowly:
            await asyncio.sleep(0)
        await User.filter(id=ann.id).update(name=str(int(ann.name) + 1))
    committed.append(1)


async def test_a_task_cancelled_at_any_instant_leaves_the_database_in_order(context: TortoiseContext) -> None:
    """Whatever a cancellation meets (waiting, beginning, writing, committing), the next one gets its turn, and what
    was said to be committed is.
    """
    chance = random.Random(2)
    committed: list[int] = []
    async with asyncio.timeout(60):
        for _ in range(CANCELS):
            tasks = [asyncio.create_task(count(committed, slowly=chance.random() < 0.5)) for _ in range(2)]
            for _ in range(chance.randrange(12)):
                await asyncio.sleep(0)
            if chance.random() < 0.3:
                await asyncio.sleep(chance.random() / 1000)
            tasks[chance.randrange(2)].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        name = (await User.get(telegram_id=1001)).name
        # A task cancelled while it commits may have been committed and not have said so.
        assert len(committed) <= int(name) <= 2 * CANCELS
        await count(committed, slowly=False)
        assert int((await User.get(telegram_id=1001)).name) == int(name) + 1


async def test_a_task_that_outlives_its_transaction_is_refused(context: TortoiseContext) -> None:
    """Its rows would be lost without a word."""
    go = asyncio.Event()

    async def late() -> None:
        await go.wait()
        await people.meet(1002, "Bob", "en")

    async with in_transaction():
        orphan = asyncio.create_task(late())
        await asyncio.sleep(0)
    go.set()
    with pytest.raises(TransactionManagementError, match="is over"):
        await orphan
    assert await User.filter(telegram_id=1002).count() == 0


async def test_a_transaction_that_fails_leaves_nothing(context: TortoiseContext) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the transaction is what is tested
        async with in_transaction():
            await people.meet(1002, "Bob", "en")
            raise ZeroDivisionError
    assert await User.filter(telegram_id=1002).count() == 0


async def test_what_is_committed_is_on_the_disk(context: TortoiseContext) -> None:
    """Confirmed is stored: every commit is synced, and foreign keys are on."""
    for pragma, value in (("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 5000)):
        (row,) = await context.db().execute_query_dict(f"PRAGMA {pragma}")
        assert next(iter(row.values())) == value


async def test_a_database_that_stays_locked_is_said_so(context: TortoiseContext, tmp_path: Path) -> None:
    """Another process may hold the lock for longer than we wait: an error that dispatch knows, and no hang."""
    other = await database.connect(f"sqlite://{tmp_path}/spotter.db")
    with other:
        async with in_transaction():
            await people.meet(1002, "Bob", "en")
            with context:
                await context.db().execute_query("PRAGMA busy_timeout=50")
                with pytest.raises(OperationalError, match="locked"):
                    await people.meet(1003, "Cy", "en")
    await other.close_connections()
    await people.meet(1003, "Cy", "en")
