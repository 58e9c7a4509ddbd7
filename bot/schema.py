"""Bringing a database up to date: alone, in one transaction, after a copy; nothing at all where it is."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import glob
import importlib
import pkgutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.transactions import in_transaction

from bot.config import ConfigError
from models import catalogue_rows, clock

APP = "models"
CATALOGUE = "catalogue"  # beside the migrations stands which catalogue has been written
POSTGRES_LOCK = 5_307_112  # nobody else's number
TRY_LOCK_EVERY = 0.05  # s
COPIES_KEPT = timedelta(days=14)


async def bring_up_to_date(connection: BaseDBAsyncClient, apps: dict[str, Any], path: Path | None) -> None:
    """Apply the missing migrations and write the catalogue, all or nothing; two processes may try at once.

    `path` is SQLite's file: a copy `<file>.before-<migration>` is kept beside it, where there is something to keep.
    Raises ConfigError for a database that a newer version has migrated.
    """
    if not await missing(connection, apps):
        return
    if path is None:
        async with in_transaction(connection.connection_name) as transaction:
            await transaction.execute_query(f"SELECT pg_advisory_xact_lock({POSTGRES_LOCK})")
            await build(transaction, apps)
        return
    async with _alone(path):
        lacking = await missing(connection, apps)
        if lacking and lacking != [CATALOGUE] and await _applied(connection):
            await _copy(connection, path, f"{path}.before-{lacking[0]}")
        # An altered table is rebuilt by DROP TABLE, which with foreign keys on deletes its children.
        await connection.execute_query("PRAGMA foreign_keys=OFF")
        try:
            async with in_transaction(connection.connection_name) as transaction:
                await build(transaction, apps)
                _, orphans = await transaction.execute_query("PRAGMA foreign_key_check")
                if orphans:
                    raise ConfigError(f"database.url: rows of {orphans[0]['table']} refer to none; nothing was changed")
        finally:
            await connection.execute_query("PRAGMA foreign_keys=ON")


async def build(transaction: BaseDBAsyncClient, apps: dict[str, Any]) -> None:
    """Apply what is missing, within a transaction in which nobody else does."""
    lacking = await missing(transaction, apps)
    if set(lacking) - {CATALOGUE}:
        executor = MigrationExecutor(transaction, apps)
        executor.recorder = _Recorder(transaction)
        await executor.recorder.ensure_schema(executor._schema_editor(atomic=False))  # noqa: SLF001 - before it is read
        await executor.migrate()
    if CATALOGUE in lacking:
        recorder = MigrationRecorder(transaction)
        for app, name in await _applied(transaction):
            if app == CATALOGUE:
                await recorder.record_unapplied(app, name)
        await catalogue_rows.sync()
        await recorder.record_applied(CATALOGUE, catalogue_rows.version())


class _Recorder(MigrationRecorder):
    async def ensure_schema(self, schema_editor: Any) -> None:
        """As the parent's, but as a query: SQLite's executescript would commit our transaction."""
        sql = schema_editor._get_model_sql_data(self.model).table_sql  # noqa: SLF001 - the editor has no public way
        await self.connection.execute_query(sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1).rstrip(";"))


async def missing(connection: BaseDBAsyncClient, apps: dict[str, Any]) -> list[str]:
    """The migrations this database lacks, in order, and CATALOGUE where its rows are not this version's."""
    applied = await _applied(connection)
    every = known(apps[APP]["migrations"])
    newer = sorted(name for app, name in applied if app == APP and name not in every)
    if newer:
        raise ConfigError(f"database.url: a newer Spotter has migrated this database ({newer[0]}): update this one")
    lacking = [name for name in every if (APP, name) not in applied]
    if (CATALOGUE, catalogue_rows.version()) not in applied:
        lacking.append(CATALOGUE)
    return lacking


def known(migrations: str) -> list[str]:
    """The migrations in this package, in order."""
    package = importlib.import_module(migrations)
    return sorted(each.name for each in pkgutil.iter_modules(package.__path__))


async def _applied(connection: BaseDBAsyncClient) -> set[tuple[str, str]]:
    if _is_sqlite(connection):
        there = "SELECT 1 FROM sqlite_master WHERE name = 'tortoise_migrations'"
    else:
        there = "SELECT 1 WHERE to_regclass('tortoise_migrations') IS NOT NULL"  # not that of another schema
    _, found = await connection.execute_query(there)
    if not found:
        return set()
    _, rows = await connection.execute_query("SELECT app, name FROM tortoise_migrations")
    return {(row["app"], row["name"]) for row in rows}


def _is_sqlite(connection: BaseDBAsyncClient) -> bool:
    return connection.capabilities.dialect == "sqlite"


@contextlib.asynccontextmanager
async def _alone(path: Path) -> AsyncIterator[None]:
    """Wait for other processes that migrate this file. The kernel takes the lock off one that died."""
    with Path(f"{path}.lock").open("w") as file:  # noqa: ASYNC230 - an empty file beside the database
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                await asyncio.sleep(TRY_LOCK_EVERY)
            else:
                break
        yield


async def _copy(connection: BaseDBAsyncClient, path: Path, name: str) -> None:
    """A whole copy of the file, or none."""
    part = path.with_name(f"{path.name}.copying")
    part.unlink(missing_ok=True)
    await connection.execute_query("VACUUM INTO ?", [str(part)])
    part.replace(name)


def forget_copies(path: Path) -> None:
    """Delete the copies made before an update once they are as old as backups may become: /privacy says how old."""
    now = clock.now().timestamp()
    for copy in path.parent.glob(f"{glob.escape(path.name)}.before-*"):
        if now - copy.stat().st_mtime > COPIES_KEPT.total_seconds():
            copy.unlink(missing_ok=True)
