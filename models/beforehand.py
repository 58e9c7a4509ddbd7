"""What no transaction may wait for, since on SQLite everybody waits for the transaction: a long text read, a file
fetched. It is done before: what had begun is rolled back, and begins anew when it is there.

    read = await beforehand.result(("program", text), work)         # within: raises NotYetError the first time
    replies = await Beforehand(ending).attempt(transaction)         # around it
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST = 24  # things for one transaction: more were a mistake of ours

_around: ContextVar[Beforehand | None] = ContextVar("around", default=None)


class NotYetError(Exception):
    """Something is to be done before the transaction that asks for it."""

    def __init__(self, key: Hashable, work: Callable[[], Awaitable[Any]]) -> None:
        super().__init__("to be done beforehand")
        self.key, self.work = key, work


class BrokenOffError(Exception):
    """It is time to end: nothing was begun."""


class Beforehand:
    """What has been done for a transaction, by key: nothing is done twice, however often it begins anew."""

    def __init__(self, ending: asyncio.Event | None = None) -> None:
        self._ending = ending
        self.done: dict[Hashable, Any] = {}

    async def attempt(self, transaction: Callable[[], Awaitable[T]]) -> T:
        """What comes of the transaction, which must not have had any effect where it ends with an error.

        Raises BrokenOffError where it is time to end before all is done that it waits for.
        """
        while True:
            token = _around.set(self)
            try:
                return await transaction()
            except NotYetError as missing:
                if missing.key in self.done or len(self.done) >= MOST:
                    raise
                wanted = missing
            finally:
                _around.reset(token)
            self.done[wanted.key] = await self._unless_ending(wanted.work)

    async def _unless_ending(self, work: Callable[[], Awaitable[T]]) -> T:
        if self._ending is None:
            return await work()
        working = asyncio.ensure_future(work())
        ending = asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise BrokenOffError
            return working.result()
        finally:
            working.cancel()
            ending.cancel()


async def result(key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
    """What comes of the work; where nothing could begin anew, it is waited for here."""
    around = _around.get()
    if around is None:
        return await work()
    if key not in around.done:
        raise NotYetError(key, work)
    return cast(T, around.done[key])
