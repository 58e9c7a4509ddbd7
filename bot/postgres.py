"""PostgreSQL as the bot needs it: Tortoise's client with transactions that give their connection back to the pool
however they end. As it is, one that cannot begin keeps it, and stays the current one: five of those, as when the server
is restarted, and nobody gets a connection any more. Chosen by `engine` in the config.
"""

from __future__ import annotations

import contextlib

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContextPooled
from tortoise.connection import get_connections


class TransactionScope(TransactionContextPooled):
    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        self.client._connection = await self.client._parent._pool.acquire()  # noqa: SLF001 - as the parent does
        try:
            await self.client.begin()
        except BaseException:
            await self._give_back()
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        try:
            if not self.client._finalized:  # noqa: SLF001 - as the parent does
                if exc_type is None:
                    await self.client.commit()
                else:
                    with contextlib.suppress(Exception):  # what broke the transaction is what is to be heard of
                        await self.client.rollback()
        finally:
            get_connections().reset(self.token)
            await self._give_back()

    async def _give_back(self) -> None:
        """The pool looks after what is broken; what was committed stays so."""
        with contextlib.suppress(Exception):
            await self.client._parent._pool.release(self.client._connection)  # noqa: SLF001 - likewise


class Client(AsyncpgDBClient):
    def _in_transaction(self) -> TransactionScope:
        return TransactionScope(TransactionWrapper(self), self._pool_init_lock)

    async def one_more(self) -> asyncpg.Pool:
        """A connection beside the pool's, to be kept for as long as what it holds; as a pool of one."""
        if not self._pool:
            await self.create_connection(with_db=True)  # which is where it learns where the server is
        return await self.create_pool(password=self.password, **{**self._template, "min_size": 1, "max_size": 1})


client_class = Client
