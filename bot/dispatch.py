"""Dispatch: inbox row -> one transaction -> handlers. A person's updates in order, persons side by side."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Update
from telegram.ext import Application
from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

import handlers
from handlers.unit import Unit, current
from models import deliveries
from models.deliveries import Inbox, Outbox

log = logging.getLogger(__name__)

MOST_TRIES = 3


class Dispatch:
    """Handles updates as they are accepted; `submit` gets the replies of each after its commit."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        submit: Callable[[Sequence[Outbox]], None],
    ) -> None:
        self._application = application
        self._submit = submit
        self._waiting: dict[int, deque[Inbox]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        application.add_error_handler(_note_error)

    def accept(self, rows: Sequence[Inbox]) -> None:
        for row in rows:
            queue = self._waiting.get(row.telegram_id)
            if queue is None:
                self._waiting[row.telegram_id] = deque([row])
                self._idle.clear()
                task = asyncio.create_task(self._serve(row.telegram_id))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            else:
                queue.append(row)

    def busy(self) -> bool:
        """True while updates are waiting to be handled."""
        return bool(self._waiting)

    async def idle(self) -> None:
        """Return when nothing is waiting."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Let what is being handled end; what waits stays in the inbox."""
        for queue in self._waiting.values():
            queue.clear()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _serve(self, person: int) -> None:
        queue = self._waiting[person]
        try:
            while queue:
                await self._handle(queue.popleft())
        finally:
            del self._waiting[person]
            if not self._waiting:
                self._idle.set()

    async def _handle(self, row: Inbox) -> None:
        while True:
            try:
                update = Update.de_json(_read(row.text), self._application.bot)
                self._submit(await self._work(row, update))
            except BaseORMException as error:
                if not _database_is_away(error):
                    if await self._failed(row, error):
                        return
                    continue
                log.warning("The database does not answer; the update waits. (%s)", type(error).__name__)
                await asyncio.sleep(0.5)
            except Exception as error:  # noqa: BLE001 - whatever a handler meets, the update is kept and counted
                if await self._failed(row, error):
                    return
            else:
                return

    async def _work(self, row: Inbox, update: Update) -> list[Outbox]:
        async with in_transaction():
            unit = await handlers.open_unit(update)
            if unit is not None:
                await in_unit(unit, lambda: self._application.process_update(update))
                await handlers.close_unit(unit)
            await deliveries.handled(row)
        return unit.replies if unit else []

    async def _failed(self, row: Inbox, error: Exception) -> bool:
        """Count the try; at the last one set the update aside and tell the person. True when it is over."""
        async with in_transaction():
            if not await deliveries.failed(row, most_tries=MOST_TRIES):
                return False
        log.error("Update %d set aside after %d tries: %s", row.id, row.tries, reason(error))
        log.debug("The trace of it:", exc_info=error)
        try:
            async with in_transaction():
                unit = await handlers.open_unit(Update.de_json(_read(row.text), self._application.bot))
                if unit is not None:
                    handlers.apologize(unit)
                    await handlers.close_unit(unit)
        except Exception as another:  # noqa: BLE001 - what broke the handler can break the apology too
            log.error("Nor could the person be told: %s", reason(another))  # noqa: TRY400 - one line, no people's texts
        else:
            self._submit(unit.replies if unit else [])
        return True


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


def reason(error: BaseException) -> str:
    """Where and what, in one line, without anything a person wrote."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


def _read(text: str) -> Any:
    """The update, with texts that every database can store: without NUL, lone surrogates replaced."""
    update = json.loads(text)
    return _whole(update) if "\\u0000" in text or "\\ud" in text else update


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


def _database_is_away(error: BaseORMException) -> bool:
    return any(word in str(error) for word in ("locked", "unable to open", "connection", "readonly", "full"))
