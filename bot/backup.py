"""`python -m bot backup FILE`: everything, in one file, while the bot runs.

A backup is an SQLite database of ours, whatever it was made from, with one table more that says when it was made. So
one check, one migration and one way back serve both kinds, no program of PostgreSQL's is needed, and what was saved
from SQLite can be restored into PostgreSQL.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__, database, schema, transfer
from bot.config import ConfigError
from bot.interrupt import too_late
from models import clock

TABLE = "backup"  # what a backup has and a database has not
MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a file holds. `made_at` is the file's own time where nothing says more."""

    file: Path
    made_at: datetime
    rows: Mapping[str, int]

    def __str__(self) -> str:
        size = self.file.stat().st_size / 1e6
        return f"{self.file}: {size:.1f} MB, people: {self.rows['user']:,}, sets: {self.rows['exercise_set']:,}"


async def backup(url: str, file: Path) -> int:
    """Write the backup, read it back, and only then give it its name. Raises ConfigError, and leaves nothing then."""
    began = time.monotonic()
    source = database.sqlite_file(url)
    _may_be_written(file, source)
    try:
        handle, name = tempfile.mkstemp(prefix=f"{file.name}.", suffix=".part", dir=file.parent)  # 0600
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from None
    os.close(handle)
    part = Path(name)
    try:
        counted = _copy(source, part) if source is not None else await _collect(url, part)
        whole = _whole(part, file, counted)
        await too_late()
        saved = _named(whole, file)
    except Exception as error:
        if not database.is_trouble(error):
            raise
        raise ConfigError(f"{file}: cannot be written ({error})") from None
    finally:
        _discard(part)
    took = time.monotonic() - began
    print(f"Saved {saved}, in {took:.1f} s; read back and checked.")  # noqa: T201
    return 0


def _whole(part: Path, file: Path, counted: Mapping[str, int]) -> Backup:
    """Sign it, and return when the disk has all that was counted."""
    _sign(part)
    saved = read(part)
    if saved.rows != counted:
        raise ConfigError(f"{file}: was not written whole; it is as it was before")
    keep_safe(part)
    return saved


def _named(whole: Backup, file: Path) -> Backup:
    whole.file.replace(file)
    keep_safe(file.parent)
    return replace(whole, file=file)


def _discard(part: Path) -> None:
    for left in ("", "-journal", "-wal", "-shm", ".lock"):
        Path(f"{part}{left}").unlink(missing_ok=True)


def read(file: Path) -> Backup:
    """Check a backup, or a database that is not in use, from end to end. Raises ConfigError, naming the file."""
    try:
        with file.open("rb") as opened:
            start = opened.read(len(MAGIC))
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from None
    if start != MAGIC:
        raise ConfigError(f"{file}: is no backup of Spotter")
    try:
        with opened_to_read(file) as connection:
            trouble = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if trouble != "ok":
                raise ConfigError(f"{file}: is damaged ({' '.join(trouble.split())})")
            rows = count(connection)
            if not {"tortoise_migrations", "user", "exercise_set"} <= rows.keys():
                raise ConfigError(f"{file}: is no backup of Spotter")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise ConfigError(f"{file}: is damaged (rows refer to none)")
            applied = {
                name for (name,) in connection.execute("SELECT name FROM tortoise_migrations WHERE app='models'")
            }
            newer = sorted(applied.difference(schema.known(database.MIGRATIONS)))
            if newer:
                raise ConfigError(f"{file}: is from a newer Spotter ({newer[0]}): update this one")
            return Backup(file, _made_at(connection, file), rows)
    except sqlite3.Error as error:
        raise ConfigError(f"{file}: is damaged ({error})") from None


@contextlib.contextmanager
def opened_to_read(file: Path) -> Iterator[sqlite3.Connection]:
    """Change nothing, and need no right to; but take account of a log beside it, as that of a process that died."""
    mode = "rw" if Path(f"{file}-wal").exists() else "ro&immutable=1"
    with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)) as connection:
        yield connection


def count(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows are in each table of ours."""
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - of sqlite_master
        for table in transfer.tables(connection)
        if table != TABLE
    }


def keep_safe(path: Path) -> None:
    """Return when the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _may_be_written(file: Path, source: Path | None) -> None:
    if not file.parent.is_dir():
        raise ConfigError(f"{file}: there is no folder {file.parent}")
    if source is not None and not source.exists():
        raise ConfigError(f"database.url: there is no database {source}")
    if file.exists() and not is_backup(file):
        raise ConfigError(f"{file}: is there already, and is no backup; choose another name")


def is_backup(file: Path) -> bool:
    """Whether this is a file that `backup` has written."""
    with contextlib.suppress(OSError, sqlite3.Error), file.open("rb") as opened:
        if opened.read(len(MAGIC)) == MAGIC:
            with opened_to_read(file) as connection:
                return TABLE in transfer.tables(connection)
    return False


def _copy(source: Path, part: Path) -> dict[str, int]:
    """Copy what one instant saw: counted and copied in the same read transaction, which hinders nobody who writes.

    sqlite3's backup in one step never starts anew, however much is written meanwhile. VACUUM INTO would do as well, but
    runs in no transaction, so that there would be nothing to compare the copy with.
    """
    with (
        contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as here,
        contextlib.closing(sqlite3.connect(part)) as there,
    ):
        here.isolation_level = None
        here.execute("PRAGMA busy_timeout=30000")
        here.execute("BEGIN")
        counted = count(here)
        here.backup(there, pages=-1)
        here.execute("ROLLBACK")
        there.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    return counted


async def _collect(url: str, part: Path) -> dict[str, int]:
    """The same from PostgreSQL: a new database of this version, filled from one snapshot."""
    lacking = await database.missing(url)
    if set(lacking) - {schema.CATALOGUE}:
        raise ConfigError("database.url: is from an older Spotter: back it up with that one, or `migrate` it first")
    context = await database.open_migrated(f"sqlite://{part}")
    await context.close_connections()
    with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as there:
        there.execute("PRAGMA journal_mode=DELETE")
        there.execute("PRAGMA synchronous=OFF")  # it is synced when it is whole
        context = await database.connect(url)
        try:
            with context:
                return await transfer.from_postgres(context.db(), there)
        finally:
            await context.close_connections()


def _sign(part: Path) -> None:
    with contextlib.closing(sqlite3.connect(part)) as connection, connection:
        connection.execute(f"CREATE TABLE {TABLE} (made_at VARCHAR(40) NOT NULL, version VARCHAR(20) NOT NULL)")
        connection.execute(f"INSERT INTO {TABLE} VALUES (?, ?)", (clock.now().isoformat(), __version__))  # noqa: S608


def _made_at(connection: sqlite3.Connection, file: Path) -> datetime:
    if TABLE in transfer.tables(connection):
        return datetime.fromisoformat(connection.execute(f"SELECT made_at FROM {TABLE}").fetchone()[0])  # noqa: S608
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
