"""A migrated database to ask directly, once on SQLite and once on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient

from bot import database

Rows = list[dict[str, Any]]


class Raw:
    """The database itself, with no model in between."""

    def __init__(self, connection: BaseDBAsyncClient) -> None:
        self.connection = connection
        self.dialect = connection.capabilities.dialect

    async def __call__(self, sql: str) -> Rows:
        return [dict(row) for row in (await self.connection.execute_query(sql))[1]]

    async def one(self, sql: str) -> Any:
        """The one value of the one row."""
        (row,) = await self(sql)
        (value,) = row.values()
        return value


@pytest.fixture
async def raw(database_url: str) -> AsyncIterator[Raw]:
    context = await database.connect(database_url)
    with context:
        yield Raw(context.db())
    await context.close_connections()
