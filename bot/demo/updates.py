"""The queue of updates and getUpdates: confirmed by a higher offset, kept for a day, one reader at a time."""

import asyncio
import json
import random
import time
from collections import deque
from dataclasses import dataclass

from . import params
from .clock import Clock
from .errors import BotApiError, bad_request, conflict
from .params import Json

DAY = 86_400.0
KEPT = {"callback_query": 150.0}
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    ]
)
UNASKED = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}
LONGEST_POLL = 50
LARGEST_BATCH = 1 << 22
LONGEST_QUEUE = 100_000
TOO_FAR_AHEAD = 10
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class Update:
    """One update as it goes over the wire, and when Telegram gives up on it."""

    id: int
    kind: str
    body: bytes
    expires: float


class UpdateQueue:
    """Updates in order, until a getUpdates with a higher offset confirms them or they expire.

    `hold` is the seconds for which a repeated offset and a repeated 409 are held back.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pending: deque[Update] = deque()
        self.allowed = UNASKED
        self.hold = 3.0
        self.limit_hold = 0.5
        self.created = 0
        self.delivered = 0
        self.expired = 0
        self._next_id = self._random_id()
        self._last_pushed = clock.timestamp()
        self._waiting: asyncio.Future[None] | None = None
        self._last_offset: int | None = None
        self._last_asked = 0.0
        self._conflicts_held_from = 0.0

    @staticmethod
    def _random_id() -> int:
        return random.randrange(100_000_000, 900_000_000)  # noqa: S311  an id, not a secret

    def push(self, kind: str, body: Json) -> int | None:
        """Queue an update for the bot and return its id; None where the bot has not asked for its kind."""
        if kind not in self.allowed or len(self.pending) >= LONGEST_QUEUE:
            return None
        now = self.clock.timestamp()
        if now - self._last_pushed > 7 * DAY and not self.pending:
            self._next_id = self._random_id()
        self._last_pushed = now
        update_id = self._next_id
        self._next_id += 1
        raw = json.dumps({"update_id": update_id, kind: body}, separators=(",", ":")).encode()
        self.created += 1
        self._append(Update(update_id, kind, raw, now + KEPT.get(kind, DAY)))
        return update_id

    def push_raw(self, body: bytes) -> None:
        """Queue an update as written, whatever is in it: duplicates, reordered ids, kinds unheard of."""
        update_id = int(json.loads(body)["update_id"])
        self._append(Update(update_id, "raw", body, self.clock.timestamp() + DAY))

    def _append(self, update: Update) -> None:
        self.pending.append(update)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def clear(self) -> None:
        """Forget what is pending (drop_pending_updates)."""
        self.pending.clear()

    def _forget_expired(self) -> None:
        now = self.clock.timestamp()
        if any(update.expires < now for update in self.pending):
            kept = [update for update in self.pending if update.expires >= now]
            self.expired += len(self.pending) - len(kept)
            self.pending = deque(kept)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        elif offset <= self._next_id + TOO_FAR_AHEAD:
            while self.pending and self.pending[0].id < offset:
                self.pending.popleft()

    def _batch(self, limit: int) -> list[Update]:
        self._forget_expired()
        batch: list[Update] = []
        size = 0
        for update in self.pending:
            size += len(update.body)
            if len(batch) == limit or (batch and size > LARGEST_BATCH):
                break
            batch.append(update)
        return batch

    def _answer(self, batch: list[Update]) -> bytes:
        self.delivered += len(batch)
        return b"[" + b",".join([update.body for update in batch]) + b"]"

    def _ask_for(self, given: Json) -> None:
        kinds = params.decoded(given, "allowed_updates", "allowed_updates")
        if kinds is None:
            return
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed_updates JSON object")
        self.allowed = KINDS.intersection(map(str, kinds)) or UNASKED

    async def get_updates(self, given: Json) -> bytes:
        """The result of getUpdates as a JSON array, waiting up to its timeout in real seconds."""
        offset = params.integer(given, "offset")
        limit = min(max(params.integer(given, "limit", 100), 1), 100)
        timeout = float(min(max(params.integer(given, "timeout"), 0), LONGEST_POLL))
        self._ask_for(given)
        asked = time.monotonic()
        if offset == self._last_offset:
            since = asked - self._last_asked
            if timeout < self.hold and since < self.hold:
                timeout = self.hold
            if since < self.limit_hold:
                limit = 1
        self._last_offset, self._last_asked = offset, asked
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or not timeout:
            return self._answer(batch)
        self.end_poll(TERMINATED)
        return await self._wait(limit, timeout)

    async def _wait(self, limit: int, timeout: float) -> bytes:  # noqa: ASYNC109  the Bot API's own word
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        batch: list[Update] = []
        try:
            async with asyncio.timeout(timeout):
                while not batch:
                    await waiting
                    batch = self._batch(limit)
                    if not batch:
                        waiting = self._waiting = asyncio.get_running_loop().create_future()
        except TimeoutError:
            pass
        except BotApiError:
            await self._hold_back()
            raise
        finally:
            if self._waiting is waiting:
                self._waiting = None
        return self._answer(batch)

    async def _hold_back(self) -> None:
        now = time.monotonic()
        if now < self._conflicts_held_from:
            await asyncio.sleep(self.hold)
        else:
            self._conflicts_held_from = now + self.hold

    def end_poll(self, why: str) -> None:
        """Answer the waiting getUpdates, if there is one, with a 409."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(conflict(why))
            self._waiting = None
