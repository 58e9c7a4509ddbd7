"""Intake: getUpdates to inbox rows. An update is confirmed to Telegram only when its row is committed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from tortoise.transactions import in_transaction

from bot.http import Api
from bot.trouble import database_is_away, pause_asked, reason
from models import deliveries
from models.deliveries import Arrival, Inbox, digest

log = logging.getLogger(__name__)

POLL_SECONDS = 30
MOST_AT_ONCE = 100
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONGEST_PAUSE = 5.0
SAME_AGAIN_PAUSE = 0.2  # s


class Intake:
    """Polls without a stored offset: update ids start anew after an idle week, and the inbox knows what it has."""

    def __init__(self, api: Api, accept: Callable[[Sequence[Inbox]], None]) -> None:
        self._api = api
        self._accept = accept
        self._offset: int | None = None
        self._newest = 0
        self._trouble = ""
        self.caught_up = asyncio.Event()  # set while nothing waits at Telegram, as far as can be known

    async def resume(self) -> None:
        """Hand on what was stored and not handled when the last process ended."""
        rows = await deliveries.waiting()
        self._take(rows)

    async def run(self) -> None:
        """Poll until cancelled."""
        pause = 0.0
        while True:
            try:
                await self._poll()
                pause = 0.0
                if self._trouble:
                    log.warning("Telegram answers again.")
                    self._trouble = ""
            except Exception as error:  # noqa: BLE001 - whatever happens, the bot goes on listening
                self.caught_up.clear()
                pause = self._say(error, pause)
                await asyncio.sleep(pause)

    async def _poll(self) -> None:
        patience = POLL_SECONDS if self.caught_up.is_set() else 0
        arguments: dict[str, Any] = {"timeout": patience, "limit": MOST_AT_ONCE, "allowed_updates": ALLOWED}
        if self._offset is not None:
            arguments["offset"] = self._offset
        updates = await self._api("getUpdates", arguments, seconds=patience + 10)
        if updates:
            arrivals = [arrival(update) for update in sorted(updates, key=lambda update: update["update_id"])]
            async with in_transaction():  # which also a cancellation leaves in order
                rows = await deliveries.receive(arrivals, self._newest)
            self._take(rows)
            beyond = arrivals[-1].update_id + 1
            if beyond == self._offset:  # the same again, though confirmed: the ids do not rise, so go by the last one
                beyond = updates[-1]["update_id"] + 1
                await asyncio.sleep(SAME_AGAIN_PAUSE)
            self._offset = beyond
        if len(updates) < MOST_AT_ONCE:
            self.caught_up.set()

    def _take(self, rows: Sequence[Inbox]) -> None:
        if rows:
            self._newest = max(self._newest, rows[-1].id)
            self._accept(rows)

    def _say(self, error: Exception, pause: float) -> float:
        """Name a trouble once, however often it is met, and return how long to wait."""
        match error:
            case RetryAfter():
                return max(1.0, pause_asked(error))
            case Conflict():
                trouble = "Another process polls with this token: end it, or this one. Trying again."
            case InvalidToken():
                trouble = "Telegram refuses the token now: was it revoked at @BotFather? Trying again."
            case TelegramError():
                trouble = "Telegram cannot be reached. Trying again."
            case _ if database_is_away(error):
                trouble = "The database does not answer. Nothing is confirmed to Telegram meanwhile. Trying again."
            case _:
                trouble = f"Polling failed at {reason(error)}. Trying again."
        if trouble != self._trouble:
            log.warning("%s (%s)", trouble, type(error).__name__)
            self._trouble = trouble
        return min(LONGEST_PAUSE, max(0.25, pause * 2))


def arrival(update: dict[str, Any]) -> Arrival:
    """The update as a row to be stored: in order with whatever else comes from the same person.

    Of a message of ours whose button was tapped, only the id is kept: what it said is nobody's business here.
    """
    person = 0
    for kind in update.values():
        if isinstance(kind, dict):
            person = _id(kind.get("from")) or _id(kind.get("chat"))
            break
    raw = json.dumps(update, separators=(",", ":"))
    query = update.get("callback_query")
    tapped = query.get("message") if isinstance(query, dict) else None
    if isinstance(tapped, dict):
        brief = {key: tapped[key] for key in ("message_id", "date", "chat") if key in tapped}
        update = {**update, "callback_query": {**update["callback_query"], "message": brief}}
        return Arrival(update["update_id"], person, json.dumps(update, separators=(",", ":")), digest(raw))
    return Arrival(update["update_id"], person, raw, digest(raw))


def _id(of: Any) -> int:
    found = of.get("id") if isinstance(of, dict) else None
    return found if isinstance(found, int) else 0
