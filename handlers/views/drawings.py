"""Pictures travel as what to draw and are drawn when sent, one at a time, in a worker thread."""

from __future__ import annotations

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor
from heapq import heappop, heappush
from typing import Any

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")


class Easel:
    """Whoever waits for a picture gets it before those that are sent unasked: of these, on a Sunday evening, there may
    be thousands.
    """

    def __init__(self) -> None:
        self._taken = False
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    async def draw(self, drawing: dict[str, Any], lane: int = 0) -> bytes:
        """The picture as PNG, those of the lowest lane first. matplotlib is loaded with the first one."""
        await self._turn(lane)
        try:
            return await asyncio.get_running_loop().run_in_executor(_worker, _draw, drawing)
        finally:
            self._next()

    async def _turn(self, lane: int) -> None:
        if not self._taken:
            self._taken = True
            return
        turn = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (lane, next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it had come
                self._next()
            raise

    def _next(self) -> None:
        while self._waiting:
            turn = heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._taken = False


def _draw(drawing: dict[str, Any]) -> bytes:
    from handlers.views import charts  # noqa: PLC0415 - 124 MB that most processes never need

    return charts.draw(drawing)
