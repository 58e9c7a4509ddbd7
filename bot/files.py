"""Files that people send: fetched from Telegram when a handler asks for one, never more of it than is wanted."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import quote

from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.http import Api, Http
from bot.trouble import pause_asked, says
from handlers.files import Trouble

log = logging.getLogger(__name__)

PATIENCE = 30.0  # s for one file: while Telegram is away for longer, its sender may send it again
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 4.0


class Files:
    """What `Unit.fetch` is in the running bot."""

    def __init__(self, api: Api, http: Http, base_url: str) -> None:
        self._api, self._http, self._base_url = api, http, base_url

    async def fetch(self, file_id: str, most: int) -> bytes | Trouble:
        """The file, of at most so many bytes. What Telegram does not give now is asked for again, for a while."""
        until = asyncio.get_running_loop().time() + PATIENCE
        pause = 0.0
        while True:
            try:
                return await self._once(file_id, most)
            except BadRequest as error:
                return Trouble.TOO_BIG if says(error, ("too big",)) else Trouble.GONE
            except TelegramError as error:
                pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
                wait = max(pause, pause_asked(error) if isinstance(error, RetryAfter) else 0.0)
                if asyncio.get_running_loop().time() + wait > until:
                    log.warning("A file cannot be fetched: %s", type(error).__name__)
                    return Trouble.AWAY
                await asyncio.sleep(wait)

    async def _once(self, file_id: str, most: int) -> bytes | Trouble:
        found = await self._api("getFile", {"file_id": file_id})
        if found.get("file_size", 0) > most:
            return Trouble.TOO_BIG
        if "file_path" not in found:
            return Trouble.GONE
        content = await self._http.download(f"{self._base_url}/{quote(found['file_path'])}", most)
        return Trouble.TOO_BIG if len(content) > most else content
