"""Messages: what a row of the outbox means in calls of the Bot API. Each step may be repeated, in this process or the
next, until the row is done: only a message sent twice is seen, so that is recorded before anything else is done.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from telegram import InputFile
from telegram.error import BadRequest
from tortoise.transactions import in_transaction

from bot.http import Api
from bot.records import Records
from bot.trouble import reason, says
from handlers.views.drawings import Easel
from models import deliveries, erasure
from models.deliveries import Outbox

log = logging.getLogger(__name__)

GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message_id_invalid",
)
PATIENCE = 0.03  # s for another chat's message on its way: nobody is slowed by a slow line, nor 30 messages a second


class Messages:
    """Performs rows; knows which message stands in which slot of a chat."""

    def __init__(self, api: Api, records: Records, pace: Callable[[Outbox], Awaitable[None]]) -> None:
        self._call = api
        self._records = records
        self._pace = pace
        self._shown: dict[int, dict[str, int]] = {}
        self._easel = Easel()
        self._turn = asyncio.Lock()
        self.sending: set[asyncio.Task[Any] | None] = set()  # tasks that must not be cancelled lightly

    def forget(self, chat: int) -> None:
        """Read what stands in this chat from the database, when it is next needed."""
        self._shown.pop(chat, None)

    async def perform(self, row: Outbox) -> None:
        """Do what the row says, and record it. May be called again for the same row after it has raised."""
        match row.action:
            case "show":
                await self._show(row)
            case "edit":
                await self._edit(row)
            case "drop":
                await self._drop(row)
            case "delete":
                await self._delete_all(row)
            case "send" | "photo" | "document":
                await self._send(row)
            case "repaint":
                await self._repaint(row)
            case "forget":
                await self._forget(row)
            case _:
                raise ValueError(row.action)

    async def _show(self, row: Outbox) -> None:
        slots = await self._slots(row.chat_id)
        old, clears = slots.get(str(row.slot)), row.payload.get("clears")
        aside = slots.get(clears) if clears else None
        moves = row.payload.get("move") or (old is not None and _is_above(old, row.payload.get("tapped"), slots))
        if old is not None and not moves and await self._try_edit(row, old):
            if aside is None:
                self._records.add(ids(row))
            else:
                await self._delete(row.chat_id, aside)
                slots.pop(str(clears), None)
                self._records.add(ids(row), row.chat_id, {str(clears): None})
            return
        await self._send_new(row, "sendMessage", _message(row), {}, {str(row.slot): old, str(clears): aside})

    async def _edit(self, row: Outbox) -> None:
        slots = await self._slots(row.chat_id)
        message = row.payload.get("message_id") or slots.get(str(row.slot))
        if message is not None:
            await self._try_edit(row, message)
        if row.payload.get("last") and row.slot:
            slots.pop(row.slot, None)
            self._records.add(ids(row), row.chat_id, {row.slot: None})
        else:
            self._records.add(ids(row))

    async def _drop(self, row: Outbox) -> None:
        slots = await self._slots(row.chat_id)
        message = row.payload.get("message_id") or slots.get(str(row.slot))
        if message is not None:
            await self._delete(row.chat_id, message, instead=row if row.payload.get("text") else None)
        if row.slot and message is not None:
            slots.pop(row.slot, None)
            self._records.add(ids(row), row.chat_id, {row.slot: None})
        else:
            self._records.add(ids(row))

    async def _delete_all(self, row: Outbox) -> None:
        for message in row.payload["messages"]:
            await self._delete(row.chat_id, message)
        self._records.add(ids(row))

    async def _send(self, row: Outbox) -> None:
        arguments = _message(row)
        method, files = "sendMessage", {}
        if row.action == "document":
            content = row.payload["content"].encode()
            method, files = "sendDocument", {"document": InputFile(content, row.payload["name"])}
        elif picture := await self._drawn(row):
            method, files = "sendPhoto", picture
        if files:
            arguments["caption"] = arguments.pop("text")
        await self._send_new(row, method, arguments, files, {})

    async def _repaint(self, row: Outbox) -> None:
        """Put another picture in a message's place; where that is gone, send it anew."""
        if await self._try_edit(row, row.payload["message_id"]):
            self._records.add(ids(row))
        else:
            await self._send(row)

    async def _send_new(
        self,
        row: Outbox,
        method: str,
        arguments: dict[str, Any],
        files: dict[str, InputFile],
        replaces: dict[str, int | None],
    ) -> None:
        """Send a message, which comes to stand in the row's slot; then delete those which it replaces, by slot."""
        await self._pace(row)
        slots = await self._slots(row.chat_id)
        gone = {slot: message for slot, message in replaces.items() if message is not None}
        async with self._sending():
            sent = await self._call(method, arguments, files=files)
            stands: dict[str, int | None] = dict.fromkeys(gone)
            if row.slot:
                stands[row.slot] = slots[row.slot] = sent["message_id"]
            for slot in gone.keys() - {row.slot}:
                slots.pop(slot, None)
            if not gone:
                batch = self._records.add(ids(row), row.chat_id, stands)
                row.action, row.slot, row.payload = "delete", None, {"messages": []}  # sent: nothing is left of it
                await self._records.secure(batch)
                return
            left = list(gone.values())
            done = [each for each in ids(row) if each != row.id]
            row.action, row.slot, row.payload = "delete", None, {"messages": left}
            await self._records.secure(self._records.add(done, row.chat_id, stands, leftovers=(row.id, left)))
        await self._delete_all(row)

    @asynccontextmanager
    async def _sending(self) -> AsyncIterator[None]:
        """What is on its way now would be sent twice, were it broken off: so that a crash repeats as few messages as it
        can, the next one sets out when this one is recorded, or a moment later.
        """
        held = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                held = await self._turn.acquire()
        task = asyncio.current_task()
        self.sending.add(task)
        try:
            yield
        finally:
            self.sending.discard(task)
            if held:
                self._turn.release()

    async def _try_edit(self, row: Outbox, message: int) -> bool:
        """False when the message is there no more. Of a picture, where the row has none, what stands below it."""
        picture = await self._drawn(row)
        await self._pace(row)
        method, arguments = "editMessageText", _message(row) | {"message_id": message}
        arguments.pop("disable_notification", None)
        if picture is not None:
            method = "editMessageMedia"
            words = {"caption": arguments.pop("text"), "parse_mode": arguments.pop("parse_mode")}
            arguments["media"] = {"type": "photo", "media": "attach://photo", **words}
        try:
            try:
                await self._call(method, arguments, files=picture)
            except BadRequest as error:
                if not says(error, ("there is no text in the message",)):
                    raise
                arguments["caption"] = arguments.pop("text")
                await self._call("editMessageCaption", arguments)
        except BadRequest as error:
            if says(error, GONE):
                return False
            if not says(error, ("message is not modified",)):
                raise
        return True

    async def _delete(self, chat: int, message: int, *, instead: Outbox | None = None) -> None:
        """Delete; a message too old for that (48 h) says what the row has instead, or loses its buttons."""
        try:
            await self._call("deleteMessage", {"chat_id": chat, "message_id": message})
        except BadRequest as error:
            if not says(error, ("can't be deleted",)):
                return
            with contextlib.suppress(BadRequest):
                if instead is not None:
                    await self._try_edit(instead, message)
                else:
                    await self._call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})

    async def _forget(self, row: Outbox) -> None:
        """The last row of a chat whose person is gone: what was noted while the rows before it were sent goes too."""
        self.forget(row.chat_id)
        await self._records.written()
        async with in_transaction():
            await erasure.forget_chat(row.chat_id)
            await deliveries.sent(ids(row))
        await erasure.scrub()
        self._records.add(ids(row))

    async def _drawn(self, row: Outbox) -> dict[str, InputFile] | None:
        """The picture of the row as a file to send; None where it has none, or where it cannot be drawn: then its words
        are sent alone.
        """
        drawing = row.payload.get("drawing")
        if not drawing:
            return None
        try:
            return {"photo": InputFile(await self._easel.draw(drawing, row.lane), "chart.png")}
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, the words are not
            log.error("A picture cannot be drawn: %s", reason(error))  # noqa: TRY400 - one line, no people's data
            return None

    async def _slots(self, chat: int) -> dict[str, int]:
        slots = self._shown.get(chat)
        if slots is None:
            slots = self._shown[chat] = await deliveries.shown(chat)
        return slots


def _is_above(message: int, tapped: int | None, slots: dict[str, int]) -> bool:
    """Whether the person, who tapped another message than this one, looks further down; ids grow down the chat."""
    return tapped not in {None, message} and message < max(tapped or 0, *slots.values())


def ids(row: Outbox) -> list[int]:
    """The row, and those it has overtaken whose buzz it carries: they are done when it is."""
    return [row.id, *row.payload.get("also", ())]


def overtaken(row: Outbox, later: Sequence[Outbox]) -> Outbox | None:
    """What a later row makes needless before anybody has seen it is left out: a state of a message by the next one,
    which then also moves and buzzes where this one would have; a message by its deletion. The later row. A picture was
    asked for each time: it is sent.
    """
    if row.slot is None or row.action not in {"show", "send"} or row.payload.get("drawing"):
        return None
    for other in later:
        if other.slot == row.slot:
            return other if other.action == "drop" or other.action == row.action == "show" else None
    return None


def hand_on(row: Outbox, later: Outbox) -> list[int]:
    """Let the later row move and buzz as this one would have; returns the rows that are done by that. Where only this
    one's row in the outbox says that it buzzes, that must stay until the later one is sent: a crash would forget it.
    """
    needs = {name for name in ("move", "buzz") if row.payload.get(name) and not later.payload.get(name)}
    if later.action == "drop" or not needs:
        return ids(row)
    handed, stays = row.payload.get("handed", set()), list(row.payload.get("also", ()))
    if needs - handed:
        stays.append(row.id)
    later.payload |= dict.fromkeys(needs, True)
    later.payload["also"] = [*later.payload.get("also", ()), *stays]
    later.payload["handed"] = later.payload.get("handed", set()) | needs
    return [] if needs - handed else [row.id]


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
