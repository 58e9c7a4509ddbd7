"""Sender: outbox rows -> Telegram, one paced stream per chat. A row is deleted when Telegram has taken it, in the
transaction that stores the new message's id where a later edit needs it.
"""

from __future__ import annotations

import asyncio
import logging
from bisect import insort
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.http import Api
from bot.line import Line
from bot.messages import GONE, Messages, hand_on, ids, overtaken
from bot.pace import BURST_PER_CHAT, Bucket, Gate, Turn
from bot.pauses import MESSAGES, Pauses
from bot.records import Records
from bot.trouble import DATABASE_PAUSE, database_is_away, pause_asked, reason, refusal, says
from models import clock, deliveries
from models.deliveries import Outbox

log = logging.getLogger(__name__)

SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 30.0  # s
MOST_TRIES = 30  # of a row that fails while Telegram answers: about a quarter of an hour
ANSWERS_KEPT = timedelta(minutes=2)  # Telegram takes no answer to an older tap
ENDS_WITHIN = 1.5  # s
MOST_CHATS_REMEMBERED = 10_000


class Sender:
    """Sends what is submitted; what is unsent at a start is taken up by resume()."""

    def __init__(self, api: Api, line: Line, pauses: Pauses, per_second: float, per_chat: float) -> None:
        self._call = api
        self._pauses = pauses
        self._per_chat = per_chat
        self._gate = Gate(per_second)
        self._line = line
        self._records = Records(self._recorded)
        self._messages = Messages(api, self._records, self._pace)
        self._known: set[int] = set()
        self._lately: set[int] | None = None
        self._resuming = asyncio.Lock()
        self._waiting: dict[int, deque[Outbox]] = {}
        self._turns: dict[int, Turn] = {}
        self._buckets: dict[int, Bucket] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._ending = False

    async def resume(self) -> None:
        """Take up what was committed and is not being sent: by a process that ended, or where a commit was in doubt."""
        self._gate.close_for(self._pauses.left(MESSAGES))
        async with self._resuming:
            lately = self._lately = set()
            try:
                rows = await deliveries.unsent()
            finally:
                self._lately = None
            self.submit([row for row in rows if row.id not in lately])

    def submit(self, rows: Sequence[Outbox]) -> None:
        """Send these, in each chat in the order of their ids; answers to taps at once."""
        for row in rows:
            if row.id in self._known:
                continue
            self._known.add(row.id)
            if row.action == "answer":
                self._start(partial(self._answer, row))
                continue
            queue = self._waiting.get(row.chat_id)
            if queue is None:
                self._waiting[row.chat_id] = deque([row])
                self._start(partial(self._serve, row.chat_id))
            elif queue and queue[-1].id > row.id:
                insort(queue, row, key=lambda each: each.id)
            else:
                queue.append(row)
            turn = self._turns.get(row.chat_id)
            if turn is not None:
                self._gate.hurry(turn, row.lane)

    async def idle(self) -> None:
        """Return when everything has been sent and recorded."""
        await self._idle.wait()
        await self._records.written()

    async def stop(self) -> None:
        """End without waiting for long: a message on its way may arrive; what is unsent stays in the outbox."""
        self._ending = True
        tasks = set(self._tasks)
        for task in tasks - self._messages.sending:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=ENDS_WITHIN)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._records.stop(ENDS_WITHIN)

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._idle.clear()
        task = asyncio.create_task(work())
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, work))

    def _ended(self, work: Callable[[], Coroutine[Any, Any, None]], task: asyncio.Task[None]) -> None:
        """What was broken off in the middle is gone on with: nobody else knows of it."""
        self._tasks.discard(task)
        if task.cancelled() and not self._ending:
            self._start(work)
        elif not self._tasks:
            self._idle.set()

    def _recorded(self, done: Sequence[int]) -> None:
        self._known.difference_update(done)
        if self._lately is not None:
            self._lately.update(done)

    # -- one chat --------------------------------------------------------------------------------

    async def _serve(self, chat: int) -> None:
        queue = self._waiting[chat]
        row: Outbox | None = None
        try:
            while queue and not self._ending:
                row = queue.popleft()
                later = overtaken(row, queue)
                if later is None:
                    await self._deliver(row, queue)
                elif done := hand_on(row, later):
                    self._records.add(done)
        except asyncio.CancelledError:
            queue.extendleft([row] if row else [])
            raise
        except BaseException:
            del self._waiting[chat]
            raise
        del self._waiting[chat]
        self._forget_rested_chats()

    async def _deliver(self, row: Outbox, queue: deque[Outbox]) -> None:
        """Send a row, again and again until Telegram takes or refuses it."""
        pause, tries = 0.0, 0
        while True:
            behind = len(queue)
            try:
                await self._line.while_down()
                await self._messages.perform(row)
            except RetryAfter as error:
                await self._wait(row.chat_id, error)
                continue
            except (BadRequest, ChatMigrated, Forbidden) as error:
                self._refused(row, error, [queue.popleft() for _ in range(behind)] if _cut_off(error) else [])
            except TelegramError as error:
                if await self._line.up():
                    tries = row.tries = 0
                tries += 1
                if tries < MOST_TRIES:
                    pause = await _longer(pause)
                    continue
                log.error("Telegram fails at %s, given up: %s", row.action, refusal(error))  # noqa: TRY400 - says enough
                self._records.add(ids(row))
            except Exception as error:  # noqa: BLE001 - whatever a row meets, those behind it are sent
                if database_is_away(error):
                    await asyncio.sleep(DATABASE_PAUSE)
                    continue
                log.error("A reply cannot be sent: %s", reason(error))  # noqa: TRY400 - one line, no people's texts
                self._records.add(ids(row))
            return

    def _refused(self, row: Outbox, error: TelegramError, behind: Sequence[Outbox]) -> None:
        """The row is of no use. Whoever cannot be reached gets nothing of what waited behind it either."""
        if _cut_off(error):
            self._records.unreachable(row.chat_id)
        elif not _harmless(error):
            log.error("Telegram refused %s: %s", row.action, refusal(error))
        for each in (row, *behind):
            self._records.add(ids(each))

    async def _wait(self, chat: int, error: RetryAfter) -> None:
        """As long as Telegram asks. A chat that has just had its fill waits alone; one that was given little cannot
        be what is too much, so then all wait.
        """
        seconds = pause_asked(error)
        now = asyncio.get_running_loop().time()
        bucket = self._buckets.get(chat)
        if bucket is None or bucket.rested(now) or not self._gate.rested(now):
            self._gate.close_for(seconds)
            await self._pauses.ask(MESSAGES, seconds)
        await asyncio.sleep(seconds)

    async def _pace(self, row: Outbox) -> None:
        loop = asyncio.get_running_loop()
        bucket = self._buckets.get(row.chat_id)
        if bucket is None:
            bucket = self._buckets[row.chat_id] = Bucket(self._per_chat, BURST_PER_CHAT)
        wait = bucket.wait(loop.time())
        if wait:
            await asyncio.sleep(wait)
        bucket.take(loop.time())
        turn = self._gate.enter(min([row.lane, *(each.lane for each in self._waiting[row.chat_id])]))
        if turn is None:
            return
        self._turns[row.chat_id] = turn
        try:
            await turn.opened
        finally:
            del self._turns[row.chat_id]

    def _forget_rested_chats(self) -> None:
        if len(self._buckets) <= MOST_CHATS_REMEMBERED:
            return
        now = asyncio.get_running_loop().time()
        for chat in [chat for chat, bucket in self._buckets.items() if bucket.full(now)]:
            if chat not in self._waiting:
                del self._buckets[chat]
                self._messages.forget(chat)

    # -- answers to taps -------------------------------------------------------------------------

    async def _answer(self, row: Outbox) -> None:
        """Neither paced nor behind anything: the button shows that it works."""
        arguments: dict[str, Any] = {"callback_query_id": row.payload["id"]}
        if row.payload["text"]:
            arguments |= {"text": row.payload["text"], "show_alert": row.payload["alert"]}
        pause = 0.0
        while True:
            try:
                await self._line.while_down()
                await self._call("answerCallbackQuery", arguments)
            except RetryAfter as error:
                await asyncio.sleep(pause_asked(error))
                continue
            except (BadRequest, Forbidden) as error:
                if not _harmless(error):
                    log.error("Telegram refused an answer: %s", refusal(error))  # noqa: TRY400 - says enough
            except TelegramError:
                await self._line.up()
                pause = await _longer(pause)
                if clock.now() - row.created_at < ANSWERS_KEPT:
                    continue
            break
        self._records.add([row.id])


async def _longer(pause: float) -> float:
    """Sleep twice as long as the last time."""
    pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
    await asyncio.sleep(pause)
    return pause


def _cut_off(error: TelegramError) -> bool:
    """True where nothing can be sent to this chat at all."""
    return isinstance(error, Forbidden) or says(error, ("chat not found",))


def _harmless(error: TelegramError) -> bool:
    return says(error, ("query is too old", "message is not modified", *GONE))
