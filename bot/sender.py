"""Sender: outbox rows -> Telegram, one paced stream per chat. A row is deleted when Telegram has taken it, in the
transaction that stores the new message's id where a later edit needs it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Sequence
from typing import Any

from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from tortoise.exceptions import BaseORMException

from bot.http import Api
from bot.pace import BURST_PER_CHAT, Bucket, Gate
from bot.records import Records
from handlers.views import drawings
from models import deliveries, erasure
from models.deliveries import Outbox

log = logging.getLogger(__name__)

GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message_id_invalid",
)
LONGEST_PAUSE = 5.0
MOST_CHATS_REMEMBERED = 10_000


class Sender:
    """Sends what is submitted; what is unsent at a start is taken up by resume()."""

    def __init__(self, api: Api, per_second: float, per_chat: float) -> None:
        self._call = api
        self._per_chat = per_chat
        self._gate = Gate(per_second)
        self._records = Records()
        self._waiting: dict[int, deque[Outbox]] = {}
        self._buckets: dict[int, Bucket] = {}
        self._shown: dict[int, dict[str, int]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._answers: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._trouble = False

    async def resume(self) -> None:
        """Take up what was committed and not sent when the last process ended."""
        self.submit(await deliveries.unsent())

    def submit(self, rows: Sequence[Outbox]) -> None:
        for row in rows:
            if row.action == "answer":
                self._start_answer(row)
                continue
            queue = self._waiting.get(row.chat_id)
            if queue is None:
                self._waiting[row.chat_id] = deque([row])
                self._idle.clear()
                self._tasks[row.chat_id] = asyncio.create_task(self._serve(row.chat_id))
            else:
                queue.append(row)

    async def idle(self) -> None:
        """Return when everything has been sent and recorded."""
        await self._idle.wait()
        await self._records.written()

    async def stop(self) -> None:
        """End without waiting for Telegram; what is unsent stays in the outbox."""
        tasks = [*self._tasks.values(), *self._answers]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(BaseORMException):
            await self._records.written()

    def _start_answer(self, row: Outbox) -> None:
        """Neither paced nor behind anything: the button shows at once that it works."""
        self._idle.clear()
        task = asyncio.create_task(self._deliver(row))
        self._answers.add(task)
        task.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._answers.discard(task)
        self._rest()

    def _rest(self) -> None:
        if not self._waiting and not self._answers:
            self._idle.set()

    # -- one chat --------------------------------------------------------------------------------

    async def _serve(self, chat: int) -> None:
        queue = self._waiting[chat]
        try:
            while queue:
                row = queue.popleft()
                if _overtaken(row, queue):
                    self._records.add([row.id])
                    continue
                await self._deliver(row)
        finally:
            del self._waiting[chat], self._tasks[chat]
            self._forget_rested_chats()
            self._rest()

    async def _deliver(self, row: Outbox) -> None:
        pause = 0.0
        while True:
            try:
                await self._perform(row)
            except RetryAfter as error:
                after = error._retry_after.total_seconds()  # noqa: SLF001 - the public name warns of its future type
                self._gate.close_for(after)
                await asyncio.sleep(after)
            except (BadRequest, ChatMigrated) as error:
                if not _harmless(error):
                    log.error("Telegram refused %s: %s", row.action, error)  # noqa: TRY400 - a trace says no more
                self._records.add([row.id])
                return
            except Forbidden:
                await self._records.unreachable(row.chat_id)
                self._records.add([row.id])
                return
            except (TelegramError, BaseORMException) as error:
                pause = min(LONGEST_PAUSE, max(0.25, pause * 2))
                if not self._trouble:
                    log.warning("Sending waits: %s", type(error).__name__)
                    self._trouble = True
                await asyncio.sleep(pause)
            else:
                self._trouble = False
                return

    async def _pace(self, row: Outbox) -> None:
        loop = asyncio.get_running_loop()
        bucket = self._buckets.get(row.chat_id)
        if bucket is None:
            bucket = self._buckets[row.chat_id] = Bucket(self._per_chat, BURST_PER_CHAT)
        wait = bucket.wait(loop.time())
        if wait:
            await asyncio.sleep(wait)
        bucket.take(loop.time())
        await self._gate.pass_through(row.lane)

    def _forget_rested_chats(self) -> None:
        if len(self._buckets) <= MOST_CHATS_REMEMBERED:
            return
        now = asyncio.get_running_loop().time()
        for chat in [chat for chat, bucket in self._buckets.items() if bucket.full(now)]:
            if chat not in self._waiting:
                del self._buckets[chat]
                self._shown.pop(chat, None)

    # -- one row ---------------------------------------------------------------------------------

    async def _perform(self, row: Outbox) -> None:
        match row.action:
            case "answer":
                await self._answer(row)
            case "show":
                await self._show(row)
            case "edit":
                await self._edit(row)
            case "drop":
                await self._drop(row)
            case "send" | "photo" | "document":
                await self._send(row)
            case "forget":
                await self._forget(row)
            case _:
                raise ValueError(row.action)

    async def _answer(self, row: Outbox) -> None:
        arguments: dict[str, Any] = {"callback_query_id": row.payload["id"]}
        if row.payload["text"]:
            arguments |= {"text": row.payload["text"], "show_alert": row.payload["alert"]}
        await self._call("answerCallbackQuery", arguments)
        self._records.add([row.id])

    async def _show(self, row: Outbox) -> None:
        slot = str(row.slot)
        slots = await self._slots(row.chat_id)
        old = slots.get(slot)
        if old is not None and not row.payload.get("move") and await self._try_edit(row, old):
            await self._clear(row, slots)
            self._records.add([row.id])
            return
        await self._pace(row)
        sent = await self._call("sendMessage", _message(row))
        slots[slot] = sent["message_id"]
        await self._records.add_shown(row, slot, sent["message_id"])
        if old is not None:
            await self._delete(row.chat_id, old)
        await self._clear(row, slots)

    async def _clear(self, row: Outbox, slots: dict[str, int]) -> None:
        """What stood beside the message goes with the next state of it."""
        slot = row.payload.get("clears")
        message = slots.pop(slot, None) if slot else None
        if slot and message is not None:
            await self._delete(row.chat_id, message)
            await self._records.forget_shown(row, slot)

    async def _edit(self, row: Outbox) -> None:
        slots = await self._slots(row.chat_id)
        message = row.payload.get("message_id") or slots.get(str(row.slot))
        if message is not None:
            await self._try_edit(row, message)
        if row.payload.get("last") and row.slot:
            slots.pop(row.slot, None)
            await self._records.forget_shown(row, row.slot)
        else:
            self._records.add([row.id])

    async def _drop(self, row: Outbox) -> None:
        slots = await self._slots(row.chat_id)
        message = row.payload.get("message_id") or slots.pop(str(row.slot), None)
        if message is not None:
            await self._delete(row.chat_id, message)
        if row.slot and message is not None:
            await self._records.forget_shown(row, row.slot)
        else:
            self._records.add([row.id])

    async def _send(self, row: Outbox) -> None:
        arguments = _message(row)
        method, files = "sendMessage", {}
        if row.action == "photo":
            picture = await drawings.draw(row.payload["drawing"])
            method, files = "sendPhoto", {"photo": InputFile(picture, "chart.png")}
            arguments["caption"] = arguments.pop("text")
        elif row.action == "document":
            content = row.payload["content"].encode()
            method, files = "sendDocument", {"document": InputFile(content, row.payload["name"])}
            arguments["caption"] = arguments.pop("text")
        await self._pace(row)
        sent = await self._call(method, arguments, files=files)
        if row.slot:
            (await self._slots(row.chat_id))[row.slot] = sent["message_id"]
        await self._records.add_shown(row, row.slot, sent["message_id"])

    # -- Telegram --------------------------------------------------------------------------------

    async def _try_edit(self, row: Outbox, message: int) -> bool:
        """False when the message is there no more."""
        await self._pace(row)
        arguments = _message(row) | {"message_id": message}
        arguments.pop("disable_notification", None)
        try:
            await self._call("editMessageText", arguments)
        except BadRequest as error:
            if _says(error, GONE):
                return False
            if not _says(error, ("message is not modified",)):
                raise
        return True

    async def _delete(self, chat: int, message: int) -> None:
        """Delete; a message too old for that (48 h) loses its buttons instead."""
        try:
            await self._call("deleteMessage", {"chat_id": chat, "message_id": message})
        except BadRequest as error:
            if _says(error, ("can't be deleted",)):
                with contextlib.suppress(BadRequest):
                    await self._call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})

    async def _forget(self, row: Outbox) -> None:
        """The last row of a chat whose person is gone: what was noted while the rows before it were sent goes too."""
        self._shown.pop(row.chat_id, None)
        self._records.add([row.id])
        await self._records.written()
        await erasure.forget_chat(row.chat_id)
        await erasure.scrub()

    async def _slots(self, chat: int) -> dict[str, int]:
        slots = self._shown.get(chat)
        if slots is None:
            slots = self._shown[chat] = await deliveries.shown(chat)
        return slots


def _message(row: Outbox) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "chat_id": row.chat_id,
        "text": row.payload["text"],
        "parse_mode": "HTML",
    }
    if row.payload.get("keyboard"):
        arguments["reply_markup"] = {"inline_keyboard": row.payload["keyboard"]}
    if not row.payload.get("buzz"):
        arguments["disable_notification"] = True
    return arguments


def _overtaken(row: Outbox, later: Sequence[Outbox]) -> bool:
    """An edit gives way to a later one of the same message, which then also moves where this one would have."""
    if row.action != "show":
        return False
    for other in later:
        if other.slot == row.slot:
            if other.action != "show":
                return False
            other.payload["move"] = other.payload.get("move") or row.payload.get("move")
            other.payload["buzz"] = other.payload.get("buzz") or row.payload.get("buzz")
            return True
    return False


def _says(error: TelegramError, words: Sequence[str]) -> bool:
    return any(word in error.message.lower() for word in words)


def _harmless(error: TelegramError) -> bool:
    return _says(error, ("query is too old", "message is not modified", *GONE))
