"""Ticker: due reminder rows -> outbox. Rows are the schedule; APScheduler only ticks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from tortoise.backends.sqlite.client import SqliteClient
from tortoise.context import require_context
from tortoise.transactions import in_transaction

import handlers
from bot import schema
from bot.trouble import database_is_away, reason
from models import clock, deliveries, erasure, reminders
from models.beforehand import Beforehand
from models.deliveries import Outbox
from models.reminders import Reminder, ReminderKind

log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(seconds=1)
AT_ONCE = 50
MOST_TRIES = 3
RETRY_AFTER = timedelta(minutes=1)
RETRY_SOON = timedelta(seconds=0.25)  # while the database does not answer
ASK_AGAIN_AFTER = timedelta(seconds=5)  # about what waits for updates
ASK_AGAIN_SOON = timedelta(seconds=0.25)  # about a set that runs: somebody waits for its end
SWEEP_EVERY = timedelta(hours=1)


class Ticker:
    """Sleeps until the next due row, a second at most, since rows come and the clock may jump meanwhile."""

    def __init__(
        self,
        submit: Callable[[Sequence[Outbox]], None],
        resume: Callable[[], Awaitable[None]],
        busy: Callable[[int], bool],
    ) -> None:
        self._submit = submit
        self._resume = resume
        self._busy = busy
        # Two instances: a tick that asks for the next one at once is itself still counted as running, and the next
        # one would be skipped, for good.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "max_instances": 2}
        )
        self._swept_at: datetime | None = None
        self._tick_ended = asyncio.Event()
        self._tick_ended.set()
        self._watch: asyncio.TimerHandle | None = None
        self._ending = False
        self._in_doubt = False

    def start(self) -> None:
        self._scheduler.start()
        self._schedule(timedelta())

    async def stop(self) -> None:
        self._ending = True
        if self._watch is not None:
            self._watch.cancel()
        self._scheduler.remove_all_jobs()
        await self._tick_ended.wait()
        self._scheduler.shutdown(wait=False)

    def _schedule(self, after: timedelta) -> None:
        run_date = datetime.now(self._scheduler.timezone) + after
        self._scheduler.add_job(self._tick, DateTrigger(run_date), id="tick", replace_existing=True)
        # The scheduler goes by the machine's clock: set back by an hour, it would sleep for an hour.
        seconds = (after + LONGEST_SLEEP).total_seconds()
        self._watch = asyncio.get_running_loop().call_later(seconds, self._schedule, timedelta())

    async def _tick(self) -> None:
        if self._ending:
            return
        if self._watch is not None:
            self._watch.cancel()
        self._tick_ended.clear()
        after = LONGEST_SLEEP
        in_doubt, self._in_doubt = self._in_doubt, True  # until the tick has ended well
        try:
            if in_doubt:
                await self._resume()
            after = await self.tick()
            self._in_doubt = False
        except Exception as error:  # noqa: BLE001 - whatever happens, the bot goes on reminding
            if not in_doubt:
                log.warning("Reminders wait: %s", reason(error))
            after = RETRY_SOON
        finally:  # also where a tick is broken off
            self._tick_ended.set()
            if not self._ending:
                self._schedule(after)

    async def tick(self) -> timedelta:
        """Handle what is due and return how long to sleep."""
        rows = await reminders.due(AT_ONCE)
        for row in rows:
            await self._handle(row)
        await self._sweep()
        if len(rows) == AT_ONCE:
            return timedelta()
        due_at = await reminders.next_due()
        if due_at is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(timedelta(), due_at - clock.now()))

    async def _handle(self, row: Reminder) -> None:
        try:
            replies = await Beforehand().attempt(lambda: self._transaction(row))
        except Exception as error:
            if database_is_away(error):
                raise
            await self._failed(row, error)
        else:
            self._submit(replies)

    async def _transaction(self, row: Reminder) -> list[Outbox]:
        async with in_transaction():
            unit = await handlers.open_reminded(row)
            if unit is not None and handlers.waits_for_updates(row) and self._busy(unit.user.telegram_id):
                after = ASK_AGAIN_SOON if row.kind is ReminderKind.REST else ASK_AGAIN_AFTER
                await reminders.postpone(row, clock.now() + after, tries=row.tries)
            elif await reminders.claim(row) and unit is not None:
                return await handlers.remind(unit, row)
        return []

    async def _failed(self, row: Reminder, error: Exception) -> None:
        if row.tries + 1 >= MOST_TRIES:
            log.error("Reminder %s given up after %d tries: %s", row.id, MOST_TRIES, reason(error))
            await reminders.claim(row)
        else:
            log.warning("Reminder %s failed, tried again in a minute: %s", row.id, reason(error))
            await reminders.postpone(row, clock.now() + RETRY_AFTER, tries=row.tries + 1)

    async def _sweep(self) -> None:
        now = clock.now()
        if self._swept_at is None or abs(now - self._swept_at) >= SWEEP_EVERY:
            self._swept_at = now
            await deliveries.forget_old()
            await erasure.scrub()  # also of what could not go at once, while somebody else read the file
            connection = require_context().db()
            if isinstance(connection, SqliteClient):
                schema.forget_copies(Path(connection.filename))
