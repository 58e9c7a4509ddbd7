"""One process to a database: a second one would send what the first is sending, and is turned away."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tortoise.backends.base.client import BaseDBAsyncClient

from bot.config import ConfigError

if TYPE_CHECKING:  # asyncpg is not loaded where SQLite is used
    from bot.postgres import Client

POSTGRES_LOCK = 5_307_113  # nobody else's number
RUNS = "database.url: a Spotter is running on this database already; end it first"
TURNED_AWAY_AFTER = 2.0  # s: a process that is just ending has so long to go
TRY_EVERY = 0.1  # s


@contextlib.asynccontextmanager
async def alone(connection: BaseDBAsyncClient, file: Path | None) -> AsyncIterator[None]:
    """Be the only process on this database from here to the end of the block; `file` is SQLite's, None elsewhere.

    The kernel, or PostgreSQL, takes the lock off a process that died. Raises ConfigError where one is running.
    """
    async with contextlib.AsyncExitStack() as stack:
        if file is not None:
            lock = Path(f"{file}.running").open("w")  # noqa: ASYNC230, SIM115 - an empty file, closed by the stack
            stack.enter_context(lock)

            async def taken() -> bool:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                return True
        else:
            pool = await cast("Client", connection).one_more()
            stack.callback(pool.terminate)
            holder = await pool.acquire()  # for as long as we run: given back, it loses its locks

            async def taken() -> bool:
                return bool(await holder.fetchval("SELECT pg_try_advisory_lock($1)", POSTGRES_LOCK))

        for _ in range(round(TURNED_AWAY_AFTER / TRY_EVERY)):
            if await taken():
                break
            await asyncio.sleep(TRY_EVERY)
        else:
            raise ConfigError(RUNS)
        yield
