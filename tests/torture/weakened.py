"""Weakened builds: what the bot would be without one of its precautions. Each harness must fail on one of them, or it
proves nothing. Applied in the bot's process, by name; the product has no switch for them.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from telegram import Bot
from telegram import Update as TelegramUpdate
from telegram.ext import Updater
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.transactions import in_transaction

from bot import intake
from bot.dispatch import Dispatch
from bot.http import Http
from bot.intake import Intake
from bot.messages import Messages, ids
from bot.records import Records
from models import deliveries
from models.deliveries import Inbox, Outbox

WEAKENINGS: dict[str, Callable[[], None]] = {}


def weakening(patch: Callable[[], None]) -> Callable[[], None]:
    """Make it known by its name; called in the process that is about to become the bot."""
    WEAKENINGS[patch.__name__] = patch
    return patch


@weakening
def stock_polling() -> None:
    """PTB's own polling, which confirms to Telegram what it has put into a queue in memory."""

    async def run(self: Intake) -> None:
        address, _, token = self._api._base_url.rpartition("/bot")
        bot = Bot(token, base_url=f"{address}/bot", request=Http(), get_updates_request=Http())
        queue: asyncio.Queue[Any] = asyncio.Queue()
        updater: Updater = Updater(bot, queue)
        await updater.initialize()
        await updater.start_polling(poll_interval=0, allowed_updates=intake.ALLOWED)
        self.caught_up.set()
        while True:
            update: TelegramUpdate = await queue.get()
            async with in_transaction():
                rows = await deliveries.receive([intake.arrival(update.to_dict())], self._newest)
            self._take(rows)

    Intake.run = run  # type: ignore[method-assign] # that is what is done here


@weakening
def no_dedupe() -> None:
    """What comes again is stored again."""
    intake.digest = lambda text: uuid4().hex  # type: ignore[attr-defined]


@weakening
def done_before_handled() -> None:
    """An update is marked as done before the transaction that handles it."""
    mark, work = deliveries.take, Dispatch._work

    async def taken(row: Inbox) -> bool:
        return True

    async def marked_first(self: Dispatch, row: Inbox) -> list[Outbox]:
        await mark(row)
        return await work(self, row)

    deliveries.take = taken
    Dispatch._work = marked_first  # type: ignore[method-assign] # likewise


@weakening
def forgotten_before_sent() -> None:
    """A reply leaves the outbox before it is sent."""
    perform = Messages.perform

    async def forgotten_first(self: Messages, row: Outbox) -> None:
        await deliveries.sent(ids(row))
        await perform(self, row)

    Messages.perform = forgotten_first  # type: ignore[method-assign] # likewise


@weakening
def never_recorded() -> None:
    """What was sent is not recorded: the next start sends it again."""

    async def persist(self: Records, batch: Any) -> None: ...

    Records._persist = persist  # type: ignore[method-assign] # likewise


@weakening
def switches() -> None:
    """No weakening: SIGUSR1 makes the database what the file `switch` says (full, read-only), SIGUSR2 what it was."""
    create = SqliteClient.create_connection
    on = {"full": "PRAGMA max_page_count = 1", "read-only": "PRAGMA query_only = ON"}
    off = ("PRAGMA max_page_count = 1073741823", "PRAGMA query_only = OFF")

    async def run(connection: Any, *statements: str) -> None:
        for statement in statements:
            await connection.execute_fetchall(statement)

    async def created(self: SqliteClient, with_db: bool) -> None:
        await create(self, with_db)
        loop, connection = asyncio.get_running_loop(), self._connection
        switch = Path("switch")
        loop.add_signal_handler(signal.SIGUSR1, lambda: loop.create_task(run(connection, on[switch.read_text()])))
        loop.add_signal_handler(signal.SIGUSR2, lambda: loop.create_task(run(connection, *off)))

    SqliteClient.create_connection = created  # type: ignore[method-assign] # likewise
