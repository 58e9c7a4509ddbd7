"""Weakened builds: what the bot would be without one of its precautions. Each harness must fail on one of them, or it
proves nothing. Applied in the bot's process, by name; the product has no switch for them.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from apscheduler.triggers.cron import CronTrigger
from telegram import Bot
from telegram import Update as TelegramUpdate
from telegram.error import NetworkError, RetryAfter
from telegram.ext import Updater
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.transactions import in_transaction

from bot import dispatch, intake, sender
from bot.dispatch import Dispatch
from bot.http import Http
from bot.intake import Intake
from bot.messages import Messages, ids
from bot.pace import Gate
from bot.pauses import Pauses
from bot.records import Records
from bot.sender import Sender
from handlers import plates
from handlers.conversation import OnCommand
from handlers.unit import current
from models import clock, deliveries, pauses, reminders
from models.deliveries import Inbox, Lane, Outbox
from models.enrollments import TrainingSlot
from models.reminders import Reminder, ReminderKind

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


@weakening
def deaf_to_pauses() -> None:
    """A 429 is an error like any other: tried again soon."""

    async def ask(self: Pauses, kind: str, seconds: float, chat: int = 0) -> None: ...

    async def wait(self: Sender, chat: int, error: RetryAfter) -> None:
        await asyncio.sleep(0.2)

    Pauses.ask = ask  # type: ignore[method-assign] # likewise
    Sender._wait = wait  # type: ignore[method-assign] # likewise


@weakening
def pauses_in_memory() -> None:
    """A restart forgets what Telegram asked for."""

    async def note(chat_id: int, kind: str, seconds: float) -> None: ...

    pauses.note = note


@weakening
def gives_up_on_errors() -> None:
    """What fails once is not tried again."""
    perform = Messages.perform

    async def once(self: Messages, row: Outbox) -> None:
        try:
            await perform(self, row)
        except NetworkError:
            self._records.add(ids(row))

    Messages.perform = once  # type: ignore[method-assign] # likewise


@weakening
def no_lanes() -> None:
    """First come, first served: whoever waits for an answer stands behind everybody's reminders."""
    enter = Gate.enter
    Gate.enter = lambda self, lane: enter(self, Lane.UNASKED)  # type: ignore[method-assign] # likewise


@weakening
def no_folding() -> None:
    """Each state of the card and each word beside it is sent, whatever comes behind it."""
    sender.overtaken = lambda row, later: None  # type: ignore[attr-defined]


@weakening
def cron_reminders() -> None:
    """Sessions are reminded of by APScheduler's cron, from the weekdays and hours, instead of by rows: with a minute
    of grace, and without a word of what came while it did not run.
    """
    due, grace = reminders.due, timedelta(minutes=1)
    last: datetime | None = None

    async def by_cron(limit: int) -> list[Reminder]:
        nonlocal last
        now = clock.now()
        since, last = last or now, now
        found = [row for row in await due(limit) if row.kind is not ReminderKind.SESSION]
        async for slot in TrainingSlot.all().select_related("enrollment__user"):
            user, lead = slot.enrollment.user, timedelta(minutes=slot.enrollment.user.reminder_lead)
            cron = CronTrigger(day_of_week=slot.weekday, hour=slot.at.hour, minute=slot.at.minute, timezone=user.zone)
            fires = cron.get_next_fire_time(None, since + lead)
            row = (
                await Reminder.filter(user_id=user.id, kind=ReminderKind.SESSION, fired=False)
                .order_by("due_at")
                .first()
            )
            if row is not None and fires is not None and timedelta() <= now + lead - fires <= grace:
                found.append(row)
        return found

    reminders.due = by_cron


@weakening
def plates_fail() -> None:
    """A handler that always fails, of a command that nobody needs."""

    async def fail(unit: Any, rest: str) -> None:
        raise ZeroDivisionError(rest)

    command = next(each for each in plates.ENTRY_POINTS if isinstance(each, OnCommand))
    command.callback = fail


@weakening
def failures_swallowed() -> None:
    """The same, and what a handler raises counts as handled."""
    plates_fail()

    async def in_unit(unit: Any, work: Callable[[], Awaitable[None]]) -> None:
        token = current.set(unit)
        try:
            await work()
        finally:
            current.reset(token)

    dispatch.in_unit = in_unit
