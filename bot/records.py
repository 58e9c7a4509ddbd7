"""Records: what Telegram has taken, written together in as few transactions as the disk asks for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tortoise.transactions import in_transaction

from bot.trouble import DATABASE_PAUSE, database_is_away, reason
from models import deliveries
from models.people import User

log = logging.getLogger(__name__)

TOGETHER = 0.1  # s


@dataclass(slots=True)
class Batch:
    """What is written in one transaction."""

    written: asyncio.Future[None]
    ids: list[int] = field(default_factory=list)
    shown: dict[tuple[int, str], int | None] = field(default_factory=dict)
    leftovers: list[tuple[int, list[int]]] = field(default_factory=list)
    unreachable: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.ids or self.shown or self.leftovers or self.unreachable)


class Records:
    """Whoever sent a new message waits until that is recorded, so that a crash repeats as little as possible; what
    repeats harmlessly (edits, answers, deletions) waits a moment for company: a commit costs a sync of the disk.

    `done` is told the ids of the rows that are in the outbox no more.
    """

    def __init__(self, done: Callable[[Sequence[int]], None]) -> None:
        self._done = done
        self._next, self._now = self._batch(), self._batch()
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._ending = False

    def add(
        self,
        ids: Sequence[int],
        chat: int = 0,
        shown: Mapping[str, int | None] | None = None,
        leftovers: tuple[int, list[int]] | None = None,
    ) -> Batch:
        """These rows are done; in these slots of the chat stands this message now, or none; of one row it is left to
        delete these messages.
        """
        batch = self._next
        batch.ids.extend(ids)
        for slot, message in (shown or {}).items():
            batch.shown[chat, slot] = message
        if leftovers is not None:
            batch.leftovers.append(leftovers)
        self._start()
        return batch

    def unreachable(self, telegram_id: int) -> None:
        """The person has blocked the bot: nothing unasked until they come back."""
        self._next.unreachable.add(telegram_id)
        self._start()

    async def secure(self, batch: Batch) -> None:
        """Commit this now, and return when it is done."""
        self._hurry.set()
        await asyncio.shield(batch.written)

    async def written(self) -> None:
        """Return when all that was added is committed, which is done now."""
        for batch in (self._now, self._next):
            if self._open(batch):
                await self.secure(batch)

    async def stop(self, seconds: float) -> None:
        """The same, as far as the database lets it: what is not recorded is sent once more after the next start."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.written(), seconds)
        self._ending = True
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _start(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())
            self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Broken off in the middle: there are those who wait for it."""
        if task.cancelled() and not self._ending:
            self._start()

    async def _write(self) -> None:
        while self._open(self._now) or self._next:
            if not self._open(self._now):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._hurry.wait(), TOGETHER)
                self._hurry.clear()
                self._now, self._next = self._next, self._batch()
            await self._persist(self._now)
            self._done(self._now.ids)
            self._now.written.set_result(None)

    async def _persist(self, batch: Batch) -> None:
        """Commit the batch, however long the database needs to come back."""
        said = False
        while True:
            try:
                if batch.shown or batch.leftovers or batch.unreachable:
                    async with in_transaction():
                        await _commit(batch)
                else:
                    await deliveries.sent(batch.ids)
            except Exception as error:  # noqa: BLE001 - whoever sent waits for this: it must come to an end
                if not said:
                    log.warning("What was sent cannot be recorded yet: %s", reason(error))
                    said = True
                if not database_is_away(error):
                    return
                await asyncio.sleep(DATABASE_PAUSE)
            else:
                return

    @staticmethod
    def _open(batch: Batch) -> bool:
        """There is something in it that is not written."""
        return bool(batch) and not batch.written.done()

    @staticmethod
    def _batch() -> Batch:
        return Batch(asyncio.get_running_loop().create_future())


async def _commit(batch: Batch) -> None:
    for (chat, slot), message in batch.shown.items():
        if message is None:
            await deliveries.unshow(chat, slot)
        else:
            await deliveries.show(chat, slot, message)
    for row, messages in batch.leftovers:
        await deliveries.left_to_delete(row, messages)
    if batch.unreachable:
        await User.filter(telegram_id__in=list(batch.unreachable)).update(reachable=False)
    await deliveries.sent(batch.ids)
