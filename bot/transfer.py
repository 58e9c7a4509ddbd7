"""Rows from PostgreSQL to SQLite and back, table by table, value by value, as the ORM would have written them."""

from __future__ import annotations

import graphlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from bot.config import ConfigError

if TYPE_CHECKING:  # asyncpg is not loaded where SQLite is used
    from bot.postgres import Client

AT_ONCE = 1000  # rows


def ours(name: str) -> str:
    """The name of a table or column, which may stand in a statement. A file may be anybody's: raises ConfigError where
    it is none that we give.
    """
    if not name.isascii() or not name.replace("_", "").isalnum() or name != name.lower():
        raise ConfigError("a table or column there has a name that Spotter does not give")
    return name


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables, what is referred to before what refers to it."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    names = [ours(name) for (name,) in rows]
    refers = {name: {row[2] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')} for name in names}
    return [name for name in graphlib.TopologicalSorter(refers).static_order() if name in refers]


async def from_postgres(source: BaseDBAsyncClient, target: sqlite3.Connection) -> dict[str, int]:
    """Replace all rows of the target by those of one snapshot, and return how many the snapshot had in each table."""
    pool = await cast("Client", source).one_more()
    counted = {}
    try:
        async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            target.execute("BEGIN")
            for table in tables(target):
                target.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the names are our own, here and below
                counted[table] = await connection.fetchval(f'SELECT count(*) FROM "{table}"')  # noqa: S608
                columns = _columns(target, table)
                listed = ", ".join(f'"{each}"' for each in columns)
                insert = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
                cursor = await connection.cursor(f'SELECT {listed} FROM "{table}"')  # noqa: S608
                while rows := await cursor.fetch(AT_ONCE):
                    target.executemany(insert, [[_plain(value) for value in row] for row in rows])
            target.execute("COMMIT")
    finally:
        pool.terminate()
    return counted


async def to_postgres(source: sqlite3.Connection, transaction: Any) -> None:
    """Replace all rows of the target, which has the same tables, within its transaction."""
    connection = transaction._connection  # noqa: SLF001 - Tortoise has no way to COPY
    names = tables(source)
    for table in reversed(names):
        await connection.execute(f'DELETE FROM "{table}"')  # noqa: S608
    for table in names:
        columns = _columns(source, table)
        listed = ", ".join(f'"{each}"' for each in columns)
        statement = await connection.prepare(f'SELECT {listed} FROM "{table}"')  # noqa: S608
        kinds = [attribute.type.name for attribute in statement.get_attributes()]
        rows = source.execute(f'SELECT {listed} FROM "{table}"')  # noqa: S608
        await connection.copy_records_to_table(table, records=_rows(rows, kinds), columns=columns)
        for column in columns:
            sequence = await connection.fetchval("SELECT pg_get_serial_sequence($1, $2)", f'"{table}"', column)
            if sequence:
                await connection.execute(
                    f'SELECT setval(\'{sequence}\', max("{column}")) FROM "{table}" HAVING count(*) > 0'  # noqa: S608
                )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [ours(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _plain(value: Any) -> Any:
    match value:
        case bool():
            return int(value)
        case UUID() | Decimal():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return value


def _instant(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_FROM_PLAIN: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "uuid": UUID,
    "numeric": Decimal,
    "timestamptz": _instant,
    "date": date.fromisoformat,
}


def _rows(rows: sqlite3.Cursor, kinds: list[str]) -> Iterator[tuple[Any, ...]]:
    made = [_FROM_PLAIN.get(kind, lambda value: value) for kind in kinds]
    for row in rows:
        yield tuple(None if value is None else make(value) for make, value in zip(made, row, strict=True))
