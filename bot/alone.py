"""One process to a database: a second one would send what the first is sending, and is turned away. Whoever loses its
hold on the database, or the file under it, takes it again or ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, Self, cast

from tortoise.backends.base.client import BaseDBAsyncClient

from bot.config import ConfigError
from bot.trouble import database_is_away, reason

if TYPE_CHECKING:  # asyncpg is not loaded where SQLite is used
    from bot.postgres import Client

log = logging.getLogger(__name__)

POSTGRES_LOCK = 5_307_113  # nobody else's number
RUNS = "database.url: a Spotter is running on this database already; end it first"
REPLACED = "database.url: the file was replaced or removed while Spotter ran on it; start it again"
TURNED_AWAY_AFTER = 2.0  # s: a process that is just ending has so long to go
TRY_EVERY = 0.1  # s
LOOK_EVERY = 0.5  # s
ANSWERS_WITHIN = 10.0  # s
# A server that has not heard of our machine for 25 s gives the lock free; as it is, it would wait for two hours.
NOTICE_DEATH = (
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; "
    "SET tcp_user_timeout = 25000"
)
END_FORMER_SELF = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid = $1"


class Lock(Protocol):
    """What the kernel, or PostgreSQL, takes off a process that died."""

    async def take(self) -> bool:
        """False where another process has it."""

    async def held(self) -> bool:
        """Whether it is still ours."""


@contextlib.asynccontextmanager
async def alone(connection: BaseDBAsyncClient | None, file: Path | None) -> AsyncIterator[None]:
    """Be the only process on this database from here to the end of the block; `file` is SQLite's, None elsewhere.

    Raises ConfigError where one is running, at the start or when the database comes back, and where SQLite's file is
    not the one it was: what is written then would be lost.
    """
    with _OnServer(cast("Client", connection)) if file is None else _OnFile(file) as lock:
        try:
            await _take(lock)
        except Exception as error:
            if not database_is_away(error):
                raise
            raise ConfigError(f"database.url: cannot be locked ({type(error).__name__})") from None
        try:
            async with asyncio.TaskGroup() as both:
                watching = both.create_task(_watch(lock))
                yield
                watching.cancel()
        except BaseExceptionGroup as errors:  # which a task group makes of one error, too
            raise errors.exceptions[0] from None


async def _take(lock: Lock) -> None:
    for _ in range(round(TURNED_AWAY_AFTER / TRY_EVERY)):
        if await lock.take():
            return
        await asyncio.sleep(TRY_EVERY)
    raise ConfigError(RUNS)


async def _watch(lock: Lock) -> None:
    """Take it again as soon as the database answers, or raise."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        while not await lock.held():
            try:
                await _take(lock)
            except Exception as error:
                if not database_is_away(error):
                    raise
                log.debug("The database cannot be locked yet: %s", reason(error))
                await asyncio.sleep(TRY_EVERY)


class _OnFile:
    """A lock on a file beside SQLite's, whose own locks are SQLite's; beside where that really is."""

    def __init__(self, file: Path) -> None:
        self._database, self._beside = file.resolve(), Path(f"{file.resolve()}.running")
        self._is = _identity(file)
        self._open: IO[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._open is not None:
            self._open.close()

    async def take(self) -> bool:
        if self._open is not None:
            self._open.close()
        self._open = self._beside.open("w")
        try:
            fcntl.flock(self._open, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return await self.held()

    async def held(self) -> bool:
        if _identity(self._database) != self._is:
            raise ConfigError(REPLACED)
        return self._open is not None and _identity(self._beside) == _identity(self._open.fileno())


def _identity(file: Path | int) -> tuple[int, int] | None:
    """Which file that is, whatever its name; None: there is none."""
    try:
        found = os.stat(file)  # noqa: PTH116 - of what is open, too
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


class _OnServer:
    """An advisory lock of PostgreSQL, which lasts as long as the connection that holds it."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._pool: Any = None  # of that one connection
        self._holder: Any = None
        self._former = 0  # the server's process of the connection before

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._give_up()

    async def take(self) -> bool:
        if self._holder is None:
            async with asyncio.timeout(ANSWERS_WITHIN):
                self._pool = await self._client.one_more()
                self._holder = await self._pool.acquire()
                await self._holder.execute(NOTICE_DEATH)
                await self._holder.fetch(END_FORMER_SELF, self._former)
            self._former = self._holder.get_server_pid()
        return bool(await self._holder.fetchval("SELECT pg_try_advisory_lock($1)", POSTGRES_LOCK))

    async def held(self) -> bool:
        if self._holder is None:
            return False
        try:
            await self._holder.fetchval("SELECT 1", timeout=ANSWERS_WITHIN)
        except Exception as error:  # noqa: BLE001 - of a connection that failed, whatever the reason, we know nothing
            log.warning("The connection that keeps other processes away is lost, making it anew: %s", reason(error))
            self._give_up()
            return False
        return True

    def _give_up(self) -> None:
        if self._pool is not None:
            self._pool.terminate()
        self._pool = self._holder = None
