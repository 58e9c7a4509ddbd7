"""Pauses: what Telegram asked us to leave alone, and for how long, across restarts."""

from __future__ import annotations

import asyncio
import logging

from bot.trouble import database_is_away, reason
from models import pauses
from models.pauses import NO_CHAT

log = logging.getLogger(__name__)

ANYTHING = "anything"  # to a chat
MESSAGES = "messages"  # to all chats


class Pauses:
    """In memory, and in the database for the next process."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, int], float] = {}

    async def load(self) -> None:
        """Take over those which the last process was asked for."""
        now = asyncio.get_running_loop().time()
        for each in await pauses.left():
            self._until[each.kind, each.chat_id] = now + each.left

    def left(self, kind: str, chat: int = NO_CHAT) -> float:
        """Seconds for which Telegram wants to hear nothing of the kind."""
        until = self._until.get((kind, chat))
        if until is None:
            return 0.0
        left = until - asyncio.get_running_loop().time()
        if left > 0:
            return left
        del self._until[kind, chat]
        return 0.0

    async def ask(self, kind: str, seconds: float, chat: int = NO_CHAT) -> None:
        """Telegram asks for it now."""
        until = asyncio.get_running_loop().time() + seconds
        self._until[kind, chat] = max(until, self._until.get((kind, chat), 0.0))
        try:
            await pauses.note(chat, kind, seconds)
        except Exception as error:
            if not database_is_away(error):
                raise
            log.warning("A pause is known to this process alone: %s", reason(error))
