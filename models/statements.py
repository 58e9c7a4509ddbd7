"""Statements on the way of every message, whose SQL is made once: making it costs the ORM ten times running it.

What they say is still the ORM's: a Select is compiled from a query set, a write from the model's own columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import require_context
from tortoise.models import Model
from tortoise.queryset import QuerySet

M = TypeVar("M", bound=Model)

_STAND_INS: dict[type, Sequence[Any]] = {
    UUID: [UUID(int=0xA5A5_0000_0000 + place) for place in range(4)],
    int: [7_700_000_001 + place for place in range(4)],
}


def connection() -> BaseDBAsyncClient:
    """The connection in use: inside a transaction, the transaction's."""
    return require_context().db()


class Select(Generic[M]):
    """A query set as a function of its facts: `Select(lambda user_id: Position.filter(user_id=user_id), UUID)`.

    Compiled at its first use on each kind of database with stand-ins for the facts (UUIDs or ints).
    """

    def __init__(self, build: Callable[..., QuerySet[M]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._compiled: dict[str, tuple[QuerySet[M], str, list[tuple[int | None, Any]]]] = {}

    async def __call__(self, *facts: Any) -> list[M]:
        db = connection()
        query, sql, values = self._filled(db, facts)
        executor = db.executor_class(
            model=query.model,
            db=db,
            select_related_idx=query._select_related_idx,  # type: ignore[arg-type] # noqa: SLF001 - as the ORM does it
        )
        rows: list[M] = await executor.execute_select(sql, values)
        return rows

    async def plain(self, *facts: Any) -> Sequence[Mapping[str, Any]]:
        """The rows as the database gives them, by column: a tenth of the time, where there are many."""
        db = connection()
        _, sql, values = self._filled(db, facts)
        _, rows = await db.execute_query(sql, values)
        return rows

    async def first(self, *facts: Any) -> M | None:
        """The first row, or None."""
        rows = await self(*facts)
        return rows[0] if rows else None

    def _filled(self, db: BaseDBAsyncClient, facts: Sequence[Any]) -> tuple[QuerySet[M], str, list[Any]]:
        query, sql, template = self._compiled.get(db.connection_name) or self._compile(db)
        sqlite = db.capabilities.dialect == "sqlite"
        return query, sql, [fixed if at is None else _encoded(facts[at], sqlite=sqlite) for at, fixed in template]

    def _compile(self, db: BaseDBAsyncClient) -> tuple[QuerySet[M], str, list[tuple[int | None, Any]]]:
        stand_ins = [_STAND_INS[kind][place] for place, kind in enumerate(self._kinds)]
        query = self._build(*stand_ins).using_db(db)
        query._make_query()  # noqa: SLF001 - sql() would leave out the values
        sql, values = query.query.get_parameterized_sql()
        places = {str(stand_in): place for place, stand_in in enumerate(stand_ins)}
        template = [(places.get(str(value)), value) for value in values]
        self._compiled[db.connection_name] = (query, sql, template)
        return self._compiled[db.connection_name]


async def write(rows: Sequence[Model], *, conflict: tuple[str, ...] = (), update: tuple[str, ...] = ()) -> None:
    """Insert rows of one model. Where one with the same `conflict` columns is there, its `update` columns take the
    new values; without any it stays as it is.
    """
    if not rows:
        return
    db = connection()
    model = type(rows[0])
    sql, names = _insert(model, db.capabilities.dialect, conflict, update)
    fields = model._meta.fields_map  # noqa: SLF001 - its public use
    values = [[fields[name].to_db_value(getattr(row, name), row) for name in names] for row in rows]
    if len(values) == 1:
        await db.execute_query(sql, values[0])
    else:
        await db.execute_many(sql, values)


async def execute(sql: str, *values: Any) -> int:
    """Run a statement written with ? for its values; returns how many rows it changed."""
    db = connection()
    dialect = db.capabilities.dialect
    encoded = [_encoded(value, sqlite=dialect == "sqlite") for value in values]
    changed, _ = await db.execute_query(_placed(sql, dialect), encoded)
    return changed


async def fetch(sql: str, *values: Any) -> Sequence[Any]:
    """The rows of a statement written with ? for its values, as the database has them: on SQLite ids, days and decimals
    are text. For thousands of rows, of which the ORM makes some 50,000 a second.
    """
    db = connection()
    dialect = db.capabilities.dialect
    encoded = [_encoded(value, sqlite=dialect == "sqlite") for value in values]
    _, rows = await db.execute_query(_placed(sql, dialect), encoded)
    return rows


@cache
def _placed(sql: str, dialect: str) -> str:
    if dialect == "sqlite":
        return sql
    first, *parts = sql.split("?")
    return first + "".join(f"${number}{part}" for number, part in enumerate(parts, start=1))


@cache
def _insert(
    model: type[Model], dialect: str, conflict: tuple[str, ...], update: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    meta = model._meta  # noqa: SLF001 - its public use
    names = tuple(name for name in meta.fields_db_projection if not meta.fields_map[name].generated)
    columns = [meta.fields_db_projection[name] for name in names]
    listed = ", ".join(f'"{column}"' for column in columns)
    sql = f'INSERT INTO "{meta.db_table}" ({listed}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608 - names of our own columns
    if conflict:
        sql += _on_conflict(conflict, update)
    return _placed(sql, dialect), names


def _on_conflict(conflict: tuple[str, ...], update: tuple[str, ...]) -> str:
    target = ", ".join(f'"{column}"' for column in conflict)
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in update)
    return f" ON CONFLICT ({target}) DO " + (f"UPDATE SET {changes}" if update else "NOTHING")


def as_uuid(value: Any) -> UUID:
    """As a plain row has it: SQLite's are text."""
    return value if isinstance(value, UUID) else UUID(value)


def as_instant(value: Any) -> datetime:
    """Likewise, in UTC and aware of it."""
    instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)


def _encoded(value: Any, *, sqlite: bool) -> Any:
    return str(value) if sqlite and isinstance(value, UUID | date) else value
