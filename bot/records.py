"""Records: what Telegram has taken, written together in as few transactions as the disk asks for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

from models import deliveries
from models.deliveries import Outbox
from models.people import User

log = logging.getLogger(__name__)

TOGETHER = 0.1  # s


class Records:
    """Whoever sent a new message waits until that is recorded, so that a crash repeats as little as possible; what
    repeats harmlessly (edits, answers, deletions) waits a moment for company: a commit costs a sync of the disk.
    """

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._shown: dict[tuple[int, str], int | None] = {}
        self._written: asyncio.Future[None] | None = None
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def add(self, ids: Sequence[int]) -> None:
        """These rows are done."""
        self._ids.extend(ids)
        self._start()

    async def add_shown(self, row: Outbox, slot: str | None, message: int) -> None:
        """This row sent a message, which now stands in the slot."""
        if slot is not None:
            self._shown[row.chat_id, slot] = message
        self.add([row.id])
        await self.written()

    async def forget_shown(self, row: Outbox, slot: str) -> None:
        """This row took the message out of the slot."""
        self._shown[row.chat_id, slot] = None
        self.add([row.id])
        await self.written()

    async def unreachable(self, telegram_id: int) -> None:
        """The person has blocked the bot: nothing unasked until they come back."""
        await User.filter(telegram_id=telegram_id).update(reachable=False)

    async def written(self) -> None:
        """Return when all that was added is committed, which is done now."""
        while self._written is not None:
            self._hurry.set()
            await asyncio.shield(self._written)

    def _start(self) -> None:
        if self._task is None or self._task.done():
            self._written = asyncio.get_running_loop().create_future()
            self._task = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while self._ids or self._shown:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), TOGETHER)
            self._hurry.clear()
            ids, shown = self._ids, self._shown
            self._ids, self._shown = [], {}
            try:
                if shown:
                    async with in_transaction():
                        await self._commit(ids, shown)
                else:
                    await deliveries.sent(ids)
            except BaseORMException as error:
                log.warning("What was sent cannot be recorded yet: %s", type(error).__name__)
                self._ids, self._shown = ids + self._ids, shown | self._shown
                await asyncio.sleep(0.5)
        if self._written is not None:
            self._written.set_result(None)
            self._written = None

    async def _commit(self, ids: Sequence[int], shown: dict[tuple[int, str], int | None]) -> None:
        for (chat, slot), message in shown.items():
            if message is None:
                await deliveries.unshow(chat, slot)
            else:
                await deliveries.show(chat, slot, message)
        await deliveries.sent(ids)
