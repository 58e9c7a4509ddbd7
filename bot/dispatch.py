"""Dispatch: inbox row -> one transaction -> handlers. A person's updates in order, persons side by side."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import Application
from tortoise.transactions import in_transaction

import handlers
from bot.counts import Counts
from bot.files import Files
from bot.trouble import database_is_away, reason
from bot.waiting import Waiting
from handlers.unit import Unit, current
from models import deliveries
from models.beforehand import Beforehand, BrokenOffError
from models.deliveries import Inbox, Outbox

log = logging.getLogger(__name__)

MOST_TRIES = 3
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 0.5  # s, while the database does not answer


class Dispatch:
    """Handles updates as they are accepted; `submit` gets the replies of each after its commit, and `resume` takes up
    what was committed without our hearing of it.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        submit: Callable[[Sequence[Outbox]], None],
        resume: Callable[[], Awaitable[None]],
        counts: Counts,
        files: Files,
    ) -> None:
        self._application = application
        self._files = files
        self._counts = counts
        self._submit = submit
        self._resume = resume
        self._waiting: dict[int, Waiting] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._ending = asyncio.Event()
        self._away = False
        application.add_error_handler(_note_error)

    def accept(self, rows: Sequence[Inbox]) -> None:
        for row in rows:
            queue = self._waiting.get(row.telegram_id)
            if queue is None:
                queue = self._waiting[row.telegram_id] = Waiting(row.telegram_id)
                self._idle.clear()
                self._start(row.telegram_id)
            queue.add(row)

    def busy(self, telegram_id: int) -> bool:
        """True while updates of this person are waiting to be handled."""
        return telegram_id in self._waiting

    async def idle(self) -> None:
        """Return when nothing is waiting."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Let what is being handled end; what waits stays in the inbox."""
        self._ending.set()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, person: int) -> None:
        task = asyncio.create_task(self._serve(person))
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, person))

    def _ended(self, person: int, task: asyncio.Task[None]) -> None:
        """What was broken off in the middle is gone on with: nobody else knows what waits."""
        self._tasks.discard(task)
        if task.cancelled() and not self._ending.is_set():
            self._start(person)

    async def _serve(self, person: int) -> None:
        queue = self._waiting[person]
        try:
            while not self._ending.is_set() and (row := await self._next(queue)) is not None:
                try:
                    await self._handle(row)
                except asyncio.CancelledError:
                    queue.put_back(row)
                    raise
        except asyncio.CancelledError:
            raise
        except BaseException:
            self._rests(person)
            raise
        self._rests(person)

    def _rests(self, person: int) -> None:
        del self._waiting[person]
        if not self._waiting:
            self._idle.set()

    async def _next(self, queue: Waiting) -> Inbox | None:
        """The row whose turn it is, as soon as the database answers; None when there is none, or it is time to end."""
        pause = 0.0
        while not self._ending.is_set():
            try:
                return await queue.next()
            except Exception as error:
                if not database_is_away(error):
                    raise
                pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
                await self._away_for(pause, error)
        return None

    async def _handle(self, row: Inbox) -> None:
        """Handle the update, or set it aside. While the database does not answer, it waits."""
        pause = 0.0
        failure: Exception | None = None
        handled = False
        while not self._ending.is_set():
            try:
                if handled:
                    await self._resume()
                elif failure is None:
                    began = time.monotonic()
                    self._submit(await self._work(row))
                    self._counts.handled_in(time.monotonic() - began)
                    self._answers()
                elif await self._failed(row, failure):
                    return
                else:
                    failure = None
                    continue
            except _AlreadyHandledError:
                handled = True
                continue
            except BrokenOffError:
                return  # it stays in the inbox
            except Exception as error:  # noqa: BLE001 - whatever a handler meets, the update is kept and counted
                if database_is_away(error):
                    self._counts.database_waits += 1
                    pause = min(LONGEST_PAUSE, max(SHORTEST_PAUSE, pause * 2))
                    await self._away_for(pause, error)
                elif failure is None:
                    failure = error
                else:
                    log.error("Update %d cannot be set aside: %s", row.id, reason(error))  # noqa: TRY400 - one line
                    return
                continue
            return

    async def _work(self, row: Inbox) -> list[Outbox]:
        update = Update.de_json(_read(row.text), self._application.bot)
        return await Beforehand(self._ending).attempt(lambda: self._transaction(row, update))

    async def _transaction(self, row: Inbox, update: Update) -> list[Outbox]:
        async with in_transaction():
            if not await deliveries.take(row):
                raise _AlreadyHandledError
            unit = await handlers.open_unit(update)
            if unit is not None:
                unit.fetch = self._files.fetch
                await in_unit(unit, lambda: self._application.process_update(update))
                await handlers.close_unit(unit)
        return unit.replies if unit else []

    async def _failed(self, row: Inbox, error: Exception) -> bool:
        """Count the try; at the last one set the update aside and tell the person. True when it is over."""
        tries = row.tries + 1
        if tries < MOST_TRIES:
            await deliveries.failed(row, tries, aside=False)
            row.tries = tries
            return False
        try:
            async with in_transaction():
                await deliveries.failed(row, tries, aside=True)
                unit = await self._apology(row)
        except Exception as another:
            if database_is_away(another):
                raise
            log.error("The person cannot be told: %s", reason(another))  # noqa: TRY400 - one line, no people's texts
            await deliveries.failed(row, tries, aside=True)
            unit = None
        self._counts.aside += 1
        log.error("Update %d set aside after %d tries: %s", row.id, tries, reason(error))
        log.debug("The trace of it:", exc_info=error)
        self._submit(unit.replies if unit else [])
        return True

    async def _apology(self, row: Inbox) -> Unit | None:
        try:
            update = Update.de_json(_read(row.text), self._application.bot)
        except Exception:  # noqa: BLE001 - then this is what cannot be handled
            unit = await handlers.open_unit_of(row.telegram_id, _tap(row.text))
        else:
            unit = await handlers.open_unit(update)
        if unit is not None:
            handlers.apologize(unit)
            await handlers.close_unit(unit)
        return unit

    async def _away_for(self, pause: float, error: Exception) -> None:
        """Wait, unless it is time to end."""
        if not self._away:
            log.warning("The database does not answer; updates wait. (%s)", reason(error))
            self._away = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), pause)

    def _answers(self) -> None:
        if self._away:
            log.warning("The database answers again.")
            self._away = False


class _AlreadyHandledError(Exception):
    """By another process, or in a transaction of which we did not hear that it was committed."""


async def in_unit(unit: Unit, work: Callable[[], Awaitable[None]]) -> None:
    """Run work with the unit as the current one, and raise what it met."""
    token = current.set(unit)
    try:
        await work()
    finally:
        current.reset(token)
    if unit.error is not None:
        raise unit.error


async def _note_error(update: object, context: Any) -> None:
    """process_update swallows what handlers raise: mark the unit of work as failed."""
    del update
    current.get().error = context.error


def _read(text: str) -> Any:
    """The update, with texts that every database can store: without NUL, lone surrogates replaced."""
    update = json.loads(text)
    return _whole(update) if "\\u0000" in text or "\\ud" in text else update


def _tap(text: str) -> str | None:
    """The id of the tap in an update, to be answered though nothing else of it can be read."""
    query = json.loads(text).get("callback_query")
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def _whole(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
        case list():
            return [_whole(each) for each in value]
        case dict():
            return {key: _whole(each) for key, each in value.items()}
        case _:
            return value
