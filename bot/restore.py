"""`python -m bot restore FILE`: a backup takes the place of the database, which is kept beside it.

Whoever was deleted since the backup was made is deleted in it as well, before it takes its place: the database that is
replaced knows of them, and so do the backups in the backup directory, where it is gone.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import tempfile
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
from models import clock, erasure

FIRST_MIGRATED = "SELECT min(applied_at) FROM tortoise_migrations WHERE app = 'models'"
ERASED = "SELECT person, erased_at FROM erased"


@dataclass(slots=True)
class Known:
    """The deletions we know of, by digest; since when the replaced database has noted them (None: it cannot be asked),
    and up to when the newest backup had.
    """

    upto: datetime
    since: datetime | None = None
    erased: dict[str, datetime] = field(default_factory=dict)

    def gap(self, made_at: datetime) -> str:
        """What cannot be known, in a line; empty where all is."""
        if self.since is not None and self.since <= made_at:
            return ""
        until = "now" if self.since is None else _minute(self.since)
        return f"Not known: who was deleted from {_minute(self.upto)} until {until}; the database replaced cannot say."


async def restore(config: Config, file: Path, *, sure: bool) -> int:
    """Put the backup in the place of the database. Raises ConfigError, and has changed nothing then."""
    url = config.database.url
    found = read(file)
    target = database.sqlite_file(url)
    if target is not None:
        _may_be_replaced(target, file)
    context = None if target is not None else await database.reach(url)
    try:
        async with alone(context.db() if context else None, target):
            if not sure and not _agreed(url, target, found):
                print("Nothing was changed.")  # noqa: T201 - the answer of a command
                return 2
            known = await _known(config, found, target, context)
            parent = target.parent if target is not None else None
            with tempfile.TemporaryDirectory(prefix="spotter-restoring-", dir=parent) as folder:
                prepared = Path(folder) / "restored.db"
                again = await _prepare(found.file, prepared, known)
                rows = read(prepared).rows
                if target is not None:
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
    _report(found, rows, again, known.gap(found.made_at), kept)
    return 0


def _may_be_replaced(target: Path, file: Path) -> None:
    if not target.parent.is_dir():
        raise ConfigError(f"database.url: there is no folder {target.parent}")
    if target.exists():
        if target.samefile(file):
            raise ConfigError(f"{file}: is the database itself")
        if target.stat().st_uid != os.geteuid():  # else the bot could not open what takes its place
            raise ConfigError(f"database.url: {target} belongs to {_owner(target)}: restore as that user")


def _owner(file: Path) -> str:
    try:
        return file.owner()
    except KeyError:  # as of a container
        return f"user {file.stat().st_uid}"


def _agreed(url: str, target: Path | None, found: Backup) -> bool:
    place = target or url.rpartition("/")[2]
    print(f"{found}, made at {_minute(found.made_at)}.")  # noqa: T201 - a question on the command line
    print(f'It takes the place of {place}. Type "yes": ', end="", flush=True)  # noqa: T201
    return sys.stdin.readline().strip().lower() == "yes"


# -- who was deleted since ---------------------------------------------------------------------------


async def _known(config: Config, found: Backup, target: Path | None, context: TortoiseContext | None) -> Known:
    known = Known(upto=found.made_at)
    if config.backup.directory:
        _ask_backups(Path(config.backup.directory), known)
    if target is not None:
        with contextlib.suppress(sqlite3.Error):
            _ask_file(target, known)
    elif context is not None:
        with contextlib.suppress(BaseORMException), context:
            _, noted = await context.db().execute_query(ERASED)
            _, since = await context.db().execute_query(FIRST_MIGRATED)
            known.erased |= {row["person"]: row["erased_at"] for row in noted}
            known.since = since[0]["min"]
    return known


def _ask_backups(folder: Path, known: Known) -> None:
    for file in filter(is_backup, sorted(folder.glob("*.db"))):
        with contextlib.suppress(ConfigError, sqlite3.Error):
            made_at = read(file).made_at
            with opened_to_read(file) as connection:
                known.erased |= {who: datetime.fromisoformat(at) for who, at in connection.execute(ERASED)}
            known.upto = max(known.upto, made_at)


def _ask_file(target: Path, known: Known) -> None:
    if not target.exists():
        return
    with contextlib.closing(sqlite3.connect(target)) as connection:
        known.erased |= {who: datetime.fromisoformat(at) for who, at in connection.execute(ERASED)}
        (since,) = connection.execute(FIRST_MIGRATED).fetchone()
        if since is not None:
            at = datetime.fromisoformat(since)
            known.since = at if at.tzinfo else at.replace(tzinfo=UTC)


# -- the new one ---------------------------------------------------------------------------------------


async def _prepare(file: Path, prepared: Path, known: Known) -> int:
    """A copy of the backup on today's schema, without those who were deleted since. Returns how many these were."""
    _copy(file, prepared)
    context = await database.open_migrated(f"sqlite://{prepared}")
    try:
        with context:
            async with in_transaction():
                await erasure.remember(known.erased)
                again = await erasure.repeat()
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
    return f"schema {kept}" if old else ""


def _report(found: Backup, rows: Any, again: int, gap: str, kept: str) -> None:
    said = [
        f"Restored {found.file} of {_minute(found.made_at)}, people: {rows['user']:,}, sets: {rows['exercise_set']:,}."
    ]
    if again:
        said.append(f"Deleted again, who had been deleted since: {again}.")
    if gap:
        said.append(gap)
    if kept:
        said.append(f"The database before it is kept as {kept}; it holds people's data: delete it when all is well.")
    print("\n".join(said))  # noqa: T201 - the answer of a command


def _minute(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
