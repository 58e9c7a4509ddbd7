"""The database: connecting, migrating, and the transaction everything happens in."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tortoise import context as tortoise_context
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException

from bot import schema
from bot.config import ConfigError

MODULES = [
    "models.people",
    "models.programs",
    "models.enrollments",
    "models.program_drafts",
    "models.sessions",
    "models.performances",
    "models.top_sets",
    "models.volumes",
    "models.measurements",
    "models.reminders",
    "models.suggestions",
    "models.deliveries",
    "models.pauses",
    "models.erasure",
]
MIGRATIONS = "models.migrations"


def config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for `sqlite://path` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = url.removeprefix("sqlite://")
        connection: Any = {
            "engine": "bot.sqlite",
            "credentials": {
                "file_path": path,
                "journal_mode": "WAL",
                "synchronous": "FULL",
                "busy_timeout": 5000,
                "secure_delete": "ON",  # what a person deletes is overwritten in the file
            },
        }
    else:
        connection = expand_db_url(url.replace("postgresql://", "postgres://", 1)) | {"engine": "bot.postgres"}
    return {
        "connections": {parts.scheme: connection},  # Tortoise caches SQL by this name, in tests for both kinds
        "apps": {
            "models": {
                "models": MODULES,
                "default_connection": parts.scheme,
                "migrations": MIGRATIONS,
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


async def connect(url: str) -> TortoiseContext:
    """An initialised context; the caller enters it and closes its connections at the end."""
    context = TortoiseContext()
    with context:
        await context.init(config=config(url))
    return context


async def open_migrated(url: str) -> TortoiseContext:
    """A context on a schema brought up to date, with the catalogue in it. Raises ConfigError."""
    context = await reach(url)
    try:
        with context:
            await bring_up_to_date(context, url)
    except BaseException:
        await context.close_connections()
        raise
    return context


async def bring_up_to_date(context: TortoiseContext, url: str) -> None:
    """Migrate the schema and write the catalogue, where that is missing. Raises ConfigError."""
    try:
        await schema.bring_up_to_date(context.db(), config(url)["apps"], sqlite_file(url))
    except BaseException as error:
        if is_trouble(error):
            raise ConfigError(f"database.url: cannot be used ({_cause(error)})") from None
        raise


async def missing(url: str) -> list[str]:
    """What open_migrated would bring up to date; changes nothing. Raises ConfigError."""
    context = await reach(url)
    try:
        with context:
            return await schema.missing(context.db(), config(url)["apps"])
    finally:
        await context.close_connections()


async def next_due(url: str) -> datetime | None:
    """When the bot has something to do next, asked from outside it (by the demo's page); None: nothing is planned."""
    from models import reminders  # noqa: PLC0415 - its module is loaded by connect()

    context = await connect(url)
    try:
        with context:
            return await reminders.next_due()
    except BaseORMException:
        return None
    finally:
        await context.close_connections()


async def reach(url: str) -> TortoiseContext:
    """A context on a database that answers. Raises ConfigError."""
    file = sqlite_file(url)
    if file is not None and not file.parent.is_dir():
        raise ConfigError(f"database.url: there is no folder {file.parent}")
    context = None
    try:
        if file is not None:
            sqlite3.connect(file).close()  # aiosqlite's thread trips over a file that cannot be opened
        context = await connect(url)
        with context:
            await context.db().execute_query("SELECT 1")
    except BaseException as error:
        if context is not None:
            await context.close_connections()
        if is_trouble(error):
            raise ConfigError(f"database.url: cannot be reached ({_cause(error)})") from None
        raise
    return context


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    return Path(url.removeprefix("sqlite://")) if url.startswith("sqlite://") else None


def unset_global_context() -> None:
    """Tortoise sets its global context once and has no public way to take it back."""
    tortoise_context._global_context = None  # noqa: SLF001 - see above


def is_trouble(error: BaseException) -> bool:
    """True for what a database says, and for a way to it that is closed; the rest is a mistake of ours."""
    if isinstance(error, (BaseORMException, OSError, sqlite3.Error)):
        return True
    from asyncpg import InterfaceError, PostgresError  # noqa: PLC0415 - not loaded where SQLite is used

    return isinstance(error, (InterfaceError, PostgresError))


def _cause(error: BaseException) -> str:
    """The first line of what the driver said."""
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
