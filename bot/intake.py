"""Intake: getUpdates to inbox rows. An update is confirmed to Telegram only when its row is committed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError
from tortoise.transactions import in_transaction

from bot.http import Api
from bot.line import Line
from bot.trouble import DATABASE_PAUSE, database_is_away, meaning, pause_asked, reason
from models import clock, deliveries, pauses, reminders, sessions
from models.deliveries import Arrival, Inbox, digest
from models.reminders import ReminderKind

log = logging.getLogger(__name__)

POLL_SECONDS = 30
MOST_AT_ONCE = 100
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 4.0  # s
SAME_AGAIN_PAUSE = 0.2  # s
HELD_FOR = 20.0  # s
SAID_FOR = 60.0  # s: a trouble that comes and goes is said once
TAPS_KEPT = timedelta(seconds=150)  # by Telegram; messages are kept for a day
LARGEST_ID = 2**63
NOTE_EVERY = timedelta(seconds=60)
AWAY = "The database does not answer; nothing is confirmed to Telegram meanwhile."


class Intake:
    """Polls without a stored offset: update ids start anew after an idle week, and the inbox knows what it has."""

    def __init__(self, api: Api, line: Line, accept: Callable[[Sequence[Inbox]], None]) -> None:
        self._api = api
        self._line = line
        self._accept = accept
        self._offset: int | None = None
        self._newest = 0
        self._heard_at: datetime | None = None
        self._noted_at: datetime | None = None
        self._interrupted = True
        self._met: dict[str, float] = {}
        self.caught_up = asyncio.Event()  # set while nothing waits at Telegram, as far as can be known

    async def resume(self) -> None:
        """Hand on what was stored and not handled when the last process ended."""
        self._heard_at = self._noted_at = await pauses.heard_at()
        while rows := await deliveries.waiting(self._newest):
            self._take(rows)

    async def run(self) -> None:
        """Poll until cancelled."""
        pause = 0.0
        while True:
            try:
                await self._poll()
                pause = 0.0
            except Exception as error:  # noqa: BLE001 - whatever happens, the bot goes on listening
                self.caught_up.clear()
                self._interrupted = True
                pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
                await self._wait_out(error, pause)

    async def _poll(self) -> None:
        patience = POLL_SECONDS if self.caught_up.is_set() else 0
        arguments: dict[str, Any] = {"timeout": patience, "limit": MOST_AT_ONCE, "allowed_updates": ALLOWED}
        if self._offset is not None:
            arguments["offset"] = self._offset
        updates = await self._api("getUpdates", arguments, seconds=patience + 10)
        arrivals = [arrival(update) for update in sorted(updates, key=lambda update: update["update_id"])]
        self._take(await self._stored(arrivals))
        if updates:
            beyond = arrivals[-1].update_id + 1
            if beyond == self._offset:  # the same again, though confirmed: the ids do not rise, so go by the last one
                beyond = updates[-1]["update_id"] + 1
                await asyncio.sleep(SAME_AGAIN_PAUSE)
            self._offset = beyond
        if len(updates) < MOST_AT_ONCE:
            self.caught_up.set()

    async def _stored(self, arrivals: Sequence[Arrival]) -> list[Inbox]:
        """Commit them as soon as the database lets us: asked for the same again at once, Telegram takes its time."""
        until = asyncio.get_running_loop().time() + HELD_FOR
        while True:
            try:
                await self._heard()
                if not arrivals:
                    return []
                async with in_transaction():  # which also a cancellation leaves in order
                    return await deliveries.receive(arrivals, self._newest)
            except Exception as error:
                if not database_is_away(error) or asyncio.get_running_loop().time() > until:
                    raise
                self._say(AWAY, error)
                await asyncio.sleep(DATABASE_PAUSE)

    def _take(self, rows: Sequence[Inbox]) -> None:
        if rows:
            self._newest = max(self._newest, rows[-1].id)
            self._accept(rows)

    async def _heard(self) -> None:
        """Telegram lets us have updates. After a while in which it did not, what was tapped may be gone: whoever trains
        is shown where they stand.
        """
        now = clock.now()
        if self._interrupted and self._heard_at is not None and now - self._heard_at > TAPS_KEPT:
            async with in_transaction():
                for user_id in await sessions.training():
                    await reminders.remind(user_id, ReminderKind.CARD, now)
                await pauses.heard()
            self._noted_at = now
        elif self._noted_at is None or abs(now - self._noted_at) >= NOTE_EVERY:
            await pauses.heard()
            self._noted_at = now
        self._heard_at, self._interrupted = now, False

    async def _wait_out(self, error: Exception, pause: float) -> None:
        """Name a trouble once, and return when it may be over."""
        match error:
            case RetryAfter():
                trouble, pause = "Telegram asks for a pause.", max(1.0, pause_asked(error))
            case TelegramError() if not isinstance(error, Conflict) and await self._line.up():
                return
            case TelegramError():
                trouble = meaning(error)
            case _ if database_is_away(error):
                trouble, pause = AWAY, DATABASE_PAUSE
            case _:
                trouble = "Polling failed."
        self._say(trouble, error)
        await asyncio.sleep(pause)

    def _say(self, trouble: str, error: Exception) -> None:
        """Once, however often it is met."""
        now = asyncio.get_running_loop().time()
        if now - self._met.get(trouble, -SAID_FOR) >= SAID_FOR:
            log.warning("%s Trying again. (%s)", trouble, reason(error))
        self._met[trouble] = now


def arrival(update: dict[str, Any]) -> Arrival:
    """The update as a row to be stored: in order with whatever else comes from the same person.

    Of a message of ours whose button was tapped, only the id is kept: what it said is nobody's business here.
    """
    person = 0
    for kind in update.values():
        if isinstance(kind, dict):
            person = _id(kind.get("from")) or _id(kind.get("chat"))
            break
    try:
        raw = json.dumps(update, separators=(",", ":"))
    except RecursionError:  # stored without what cannot be: the others of the batch are not held back
        update = {"update_id": update["update_id"]}
        raw = json.dumps(update)
    query = update.get("callback_query")
    tapped = query.get("message") if isinstance(query, dict) else None
    if isinstance(tapped, dict):
        brief = {key: tapped[key] for key in ("message_id", "date", "chat") if key in tapped}
        update = {**update, "callback_query": {**update["callback_query"], "message": brief}}
        return Arrival(update["update_id"], person, json.dumps(update, separators=(",", ":")), digest(raw))
    return Arrival(update["update_id"], person, raw, digest(raw))


def _id(of: Any) -> int:
    found = of.get("id") if isinstance(of, dict) else None
    return found if isinstance(found, int) and abs(found) < LARGEST_ID else 0
