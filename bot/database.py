"""The database: connecting, migrating, and the transaction everything happens in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tortoise import context as tortoise_context
from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException
from tortoise.migrations.executor import MigrationExecutor

from bot.config import ConfigError
from models import catalogue_rows as catalogue

MODULES = [
    "models.people",
    "models.programs",
    "models.enrollments",
    "models.sessions",
    "models.performances",
    "models.measurements",
    "models.reminders",
    "models.deliveries",
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
            },
        }
    else:
        connection = url.replace("postgresql://", "postgres://", 1)
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


async def migrate(context: TortoiseContext) -> None:
    """Bring the schema up to date."""
    connection = context.db()
    apps = {
        "models": {
            "models": MODULES,
            "default_connection": connection.connection_name,
            "migrations": MIGRATIONS,
        }
    }
    await MigrationExecutor(connection, apps).migrate()


async def open_migrated(url: str) -> TortoiseContext:
    """A context on a schema brought up to date, with the catalogue in it. Raises ConfigError."""
    try:
        context = await connect(url)
    except (BaseORMException, OSError) as error:
        raise ConfigError(f"database.url: cannot be reached ({_cause(error)})") from None
    try:
        with context:
            await migrate(context)
            await catalogue.sync()
    except (BaseORMException, OSError) as error:
        await context.close_connections()
        raise ConfigError(f"database.url: cannot be used ({_cause(error)})") from None
    return context


def unset_global_context() -> None:
    """Tortoise sets its global context once and has no public way to take it back."""
    tortoise_context._global_context = None  # noqa: SLF001 - see above


def _cause(error: BaseException) -> str:
    """The first line of what the driver said."""
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
