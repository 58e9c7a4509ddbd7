"""The line to Telegram: whether anybody answers at all. One asks, all wait."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.http import Api

log = logging.getLogger(__name__)

SECONDS = 10.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 5.0


class Line:
    """Said once when it is down, and when it is up again."""

    def __init__(self, api: Api) -> None:
        self._call = api
        self._asking: asyncio.Task[bool] | None = None

    async def up(self) -> bool:
        """Return when Telegram answers; False where it did at once."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    async def stop(self) -> None:
        if self._asking is not None and not self._asking.done():
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> bool:
        pause = 0.0
        while True:
            try:
                await self._call("getMe", {}, seconds=SECONDS)
            except (BadRequest, RetryAfter):
                pass
            except TelegramError as error:
                if not pause:
                    log.warning("Telegram does not answer, sending waits. (%s)", type(error).__name__)
                pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
                await asyncio.sleep(pause)
                continue
            if pause:
                log.warning("Sending goes on.")
            return bool(pause)
