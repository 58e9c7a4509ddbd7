"""`python -m bot restore FILE`: a backup takes the place of the database, which is kept beside it.

Whoever was deleted since the backup was made is deleted in it as well, before it takes its place: the database that is
replaced knows of them, and so do the backups in the backup directory, where it is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

from bot import database, schema, transfer
from bot.alone import alone
from bot.backup import TABLE, Backup, count, is_backup, keep_safe, opened_to_read, read
from bot.config import Config, ConfigError
from bot.interrupt import answer, too_late
from models import clock, erasure

FIRST_MIGRATED = "SELECT min(applied_at) FROM tortoise_migrations WHERE app = 'models'"
ERASED = "SELECT person, erased_at FROM erased"


Gap = tuple[datetime, datetime]


@dataclass(slots=True)
class Known:
    """The deletions we know of, by digest; the spans of time in which backups noted them all; and since when the
    database that is replaced has (None: it cannot be asked).
    """

    erased: dict[str, datetime] = field(default_factory=dict)
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    since: datetime | None = None

    def learn(self, noted: Mapping[str, datetime], begun: datetime | None) -> datetime | None:
        """Of a database made then. Returns since when all are in it, which after a loss is later."""
        self.erased |= {who: at for who, at in noted.items() if who != erasure.KNOWN_SINCE}
        return max(filter(None, (begun, noted.get(erasure.KNOWN_SINCE))), default=None)

    def gap(self, made_at: datetime) -> Gap | None:
        """From when until when it cannot be known who was deleted after this backup; None: all are known."""
        upto = made_at
        for since, until in sorted(self.spans):
            if since <= upto:
                upto = max(upto, until)
        if self.since is not None and self.since <= upto:
            return None
        return upto, self.since or clock.now()


async def restore(config: Config, file: Path, *, sure: bool) -> int:
    """Put the backup in the place of the database. Raises ConfigError, and has changed nothing then."""
    url = config.database.url
    found = read(file)
    target = database.sqlite_file(url)
    place = str(target.absolute()) if target is not None else url.rpartition("/")[2].partition("?")[0]
    is_new = target is not None and not _may_be_replaced(target, file)
    context = None if target is not None else await database.reach(url)
    try:
        async with alone(context.db() if context else None, target):
            if not sure and not await _agreed(place, found, is_new=is_new):
                print("Nothing was changed.")  # noqa: T201 - the answer of a command
                return 2
            known = await _known(config, target, context)
            gap = known.gap(found.made_at)
            parent = target.parent if target is not None else None
            with tempfile.TemporaryDirectory(prefix="spotter-restoring-", dir=parent) as folder:
                prepared = Path(folder) / "restored.db"
                again = await _prepare(found.file, prepared, known.erased, gap)
                rows = read(prepared).rows
                if target is not None:
                    await too_late()
                    kept = _replace(target, prepared)
                else:
                    kept = await _fill(url, prepared)
    except Exception as error:
        if not database.is_trouble(error):
            raise
        raise ConfigError(f"{file}: cannot be restored ({error}); nothing was changed") from None
    finally:
        if context is not None:
            await context.close_connections()
    _report(found, rows, again, gap, kept, place)
    return 0


def _may_be_replaced(target: Path, file: Path) -> bool:
    """False where there is none to replace. Raises ConfigError."""
    if not target.parent.is_dir():
        raise ConfigError(f"database.url: there is no folder {target.parent}")
    if not target.exists():
        return False
    if target.samefile(file):
        raise ConfigError(f"{file}: is the database itself")
    if target.stat().st_uid != os.geteuid():  # else the bot could not open what takes its place
        raise ConfigError(f"database.url: {target} belongs to {_owner(target)}: restore as that user")
    return True


def _owner(file: Path) -> str:
    try:
        return file.owner()
    except KeyError:  # as of a container
        return f"user {file.stat().st_uid}"


async def _agreed(place: str, found: Backup, *, is_new: bool) -> bool:
    print(f"{found}, made at {_minute(found.made_at)}.")  # noqa: T201 - a question on the command line
    what = f"There is no database {place}: it becomes one." if is_new else f"It takes the place of {place}."
    print(f'{what} Type "yes": ', end="", flush=True)  # noqa: T201
    try:
        return (await answer()).strip().lower() == "yes"
    except asyncio.CancelledError:
        print()  # noqa: T201 - below what was typed
        raise ConfigError("Nothing was changed.") from None


# -- who was deleted since ---------------------------------------------------------------------------


async def _known(config: Config, target: Path | None, context: TortoiseContext | None) -> Known:
    known = Known()
    if config.backup.directory:
        _ask_backups(Path(config.backup.directory), known)
    if target is not None:
        _ask_file(target, known)
    elif context is not None:
        with contextlib.suppress(BaseORMException), context:
            _, noted = await context.db().execute_query(ERASED)
            _, begun = await context.db().execute_query(FIRST_MIGRATED)
            known.since = known.learn({row["person"]: row["erased_at"] for row in noted}, begun[0]["min"])
    return known


def _ask_backups(folder: Path, known: Known) -> None:
    for file in filter(is_backup, sorted(folder.glob("*.db"))):
        with contextlib.suppress(ConfigError, sqlite3.Error):
            made_at = read(file).made_at
            with opened_to_read(file) as connection:
                since = _ask(connection, known)
            known.spans.append((since or made_at, made_at))


def _ask_file(target: Path, known: Known) -> None:
    if target.exists():
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(target)) as connection:
            known.since = _ask(connection, known)


def _ask(connection: sqlite3.Connection, known: Known) -> datetime | None:
    noted = {who: _instant(at) for who, at in connection.execute(ERASED)}
    (begun,) = connection.execute(FIRST_MIGRATED).fetchone()
    return known.learn(noted, _instant(begun) if begun else None)


def _instant(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


# -- the new one ---------------------------------------------------------------------------------------


async def _prepare(file: Path, prepared: Path, erased: Mapping[str, datetime], gap: Gap | None) -> int:
    """A copy of the backup on today's schema, without those who were deleted since. Returns how many these were."""
    _copy(file, prepared)
    context = await database.open_migrated(f"sqlite://{prepared}")
    try:
        with context:
            async with in_transaction():
                await erasure.remember(erased)
                again = await erasure.repeat()
                if gap:
                    await erasure.known_since(gap[1])
            await context.db().execute_query("VACUUM")  # nothing of them is left between the rows
            await erasure.scrub()
    finally:
        await context.close_connections()
    return again


def _copy(file: Path, prepared: Path) -> None:
    prepared.touch(mode=0o600)
    with opened_to_read(file) as here, contextlib.closing(sqlite3.connect(prepared)) as there:
        here.backup(there)
        there.execute(f"DROP TABLE IF EXISTS {TABLE}")


def _replace(target: Path, prepared: Path) -> str:
    """SQLite: the file gets the database's name in one step, after the old one got another beside it."""
    kept = Path(f"{target}.replaced-{clock.now():%Y%m%d-%H%M%S}")
    keep_safe(prepared)
    if target.exists():
        prepared.chmod(target.stat().st_mode & 0o777)
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(target)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it into the one file
        for left in ("-wal", "-shm"):  # of one that cannot be read
            with contextlib.suppress(FileNotFoundError):
                Path(f"{target}{left}").rename(f"{kept}{left}")
        try:
            os.link(target, kept)
        except OSError:  # where a file has but one name, there is none for a moment
            target.rename(kept)
    prepared.replace(target)
    keep_safe(target.parent)
    return str(kept) if kept.exists() else ""


async def _fill(url: str, prepared: Path) -> str:
    """PostgreSQL: our tables move into a schema of their own, and new ones are filled, in one transaction."""
    context = await database.connect(url)
    try:
        with context, contextlib.closing(sqlite3.connect(prepared)) as source:
            return await _move_in(source, database.config(url)["apps"])
    finally:
        await context.close_connections()


async def _move_in(source: sqlite3.Connection, apps: dict[str, Any]) -> str:
    kept = f"spotter_replaced_{clock.now():%Y%m%d_%H%M%S}"
    names = transfer.tables(source)
    async with in_transaction() as transaction:
        there = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        _, rows = await transaction.execute_query(there)
        old = [row["tablename"] for row in rows if row["tablename"] in names]
        if old:
            await transaction.execute_query(f'CREATE SCHEMA "{kept}"')
        for table in old:
            await transaction.execute_query(f'ALTER TABLE "{table}" SET SCHEMA "{kept}"')
        await schema.build(transaction, apps)
        await transfer.to_postgres(source, transaction)
        counted: dict[str, Any] = {}
        for table in names:
            _, found = await transaction.execute_query(f'SELECT count(*) AS rows FROM "{table}"')  # noqa: S608
            counted[table] = found[0]["rows"]
        if counted != count(source):
            raise ConfigError("database.url: not all rows arrived; nothing was changed")
        await too_late()
    return f"schema {kept}" if old else ""


def _report(found: Backup, rows: Any, again: int, gap: Gap | None, kept: str, place: str) -> None:
    said = [
        f"Restored {found.file} of {_minute(found.made_at)}, people: {rows['user']:,}, sets: {rows['exercise_set']:,}."
    ]
    if again:
        said.append(f"Deleted again, who had been deleted since: {again}.")
    if gap:
        span = f"from {_minute(gap[0])} until {_minute(gap[1])}"
        said.append(f"Not known: who was deleted {span}; the database replaced cannot say.")
    if kept:
        said.append(f"The database before it is kept as {kept}; it holds people's data: delete it when all is well.")
    else:
        said.append(f"There was no database to replace: {place} is new.")
    print("\n".join(said))  # noqa: T201 - the answer of a command


def _minute(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
