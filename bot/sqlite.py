"""SQLite as the bot needs it: Tortoise's client with transactions that take the write lock at BEGIN (a deferred
one fails with "database is locked" on its first write, whatever busy_timeout says), that a cancelled task leaves in
order, and that refuse to lose the rows of a task which outlives them. Chosen by `engine` in the config.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Coroutine
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError, TransactionManagementError


class Transaction(SqliteTransactionWrapper):
    """A transaction on the one connection."""

    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error

    def acquire_connection(self) -> Any:
        if self._finalized:
            raise TransactionManagementError("the transaction this task belonged to is over")
        return super().acquire_connection()


class TransactionScope(SqliteTransactionContext):
    """Entering and leaving are shielded: a cancellation in the middle lets the statement end and rolls back."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await _finish(self.connection.begin())
        except BaseException:
            try:
                if self.connection._connection and self.connection._connection.in_transaction:  # noqa: SLF001 - no public way
                    await _finish(self.connection._connection.rollback())  # noqa: SLF001
            finally:
                self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def __aexit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        try:
            if not self.connection._finalized:  # noqa: SLF001 - as the parent does
                await _finish(self._end(commit=exc_type is None))
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()

    async def _end(self, *, commit: bool) -> None:
        if commit:
            try:
                await self.connection.commit()
            except sqlite3.Error as error:
                await self.connection.rollback()
                raise OperationalError(error) from error
        else:
            await self.connection.rollback()


async def _finish(work: Coroutine[Any, Any, None]) -> None:
    """Await to the end even when cancelled meanwhile; then let the cancellation go on."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # the cancellation is what is to be heard of
        raise


class Client(SqliteClient):
    def _in_transaction(self) -> TransactionScope:
        return TransactionScope(Transaction(self), self._lock)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Outside a transaction: as it is, a cancellation at its BEGIN leaves that open for good."""
        async with self._in_transaction() as transaction:
            await transaction.execute_many(query, values)


client_class = Client
