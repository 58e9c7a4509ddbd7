"""The line to Telegram: whether anybody answers at all. One asks, all wait."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.http import Api
from bot.trouble import meaning

log = logging.getLogger(__name__)

SECONDS = 3.5  # together with the pause: back within 5 s
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 1.0


class Line:
    """Said once when it is down, and when it is up again."""

    def __init__(self, api: Api) -> None:
        self._call = api
        self._asking: asyncio.Task[bool] | None = None
        self._down = False

    async def while_down(self) -> None:
        """Return when Telegram is not known to be silent."""
        if self._down and self._asking is not None:
            await asyncio.shield(self._asking)

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
                if not self._down:
                    self._down = True
                    log.warning("%s Trying again.", meaning(error))
                pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
                await asyncio.sleep(pause)
                continue
            if self._down:
                self._down = False
                log.warning("Telegram answers again.")
            return bool(pause)
