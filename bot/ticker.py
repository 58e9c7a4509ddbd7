"""Ticker: due reminder rows -> outbox. Rows are the schedule; APScheduler only ticks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

import handlers
from bot.dispatch import reason
from models import clock, deliveries, reminders
from models.deliveries import Outbox
from models.reminders import Reminder

log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(seconds=1)
AT_ONCE = 50
MOST_TRIES = 3
RETRY_AFTER = timedelta(minutes=1)
SWEEP_EVERY = timedelta(hours=1)


class Ticker:
    """Sleeps until the next due row, a second at most, since rows come and the clock may jump meanwhile."""

    def __init__(self, submit: Callable[[Sequence[Outbox]], None], busy: Callable[[], bool]) -> None:
        self._submit = submit
        self._busy = busy
        # Two instances: a tick that asks for the next one at once is itself still counted as running, and the next
        # one would be skipped, for good.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "max_instances": 2}
        )
        self._swept_at: datetime | None = None
        self._tick_ended = asyncio.Event()
        self._tick_ended.set()

    def start(self) -> None:
        self._scheduler.start()
        self._schedule(timedelta())

    async def stop(self) -> None:
        self._scheduler.remove_all_jobs()
        await self._tick_ended.wait()
        self._scheduler.shutdown(wait=False)

    def _schedule(self, after: timedelta) -> None:
        run_date = datetime.now(self._scheduler.timezone) + after
        self._scheduler.add_job(self._tick, DateTrigger(run_date), id="tick", replace_existing=True)

    async def _tick(self) -> None:
        self._tick_ended.clear()
        after = LONGEST_SLEEP
        try:
            after = await self.tick()
        except Exception as error:  # noqa: BLE001 - whatever happens, the bot goes on reminding
            log.warning("Reminders wait: %s", reason(error))
        finally:
            self._tick_ended.set()
        if self._scheduler.running:
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
        if self._busy() and handlers.waits_for_updates(row):
            return
        try:
            replies: list[Outbox] = []
            async with in_transaction():
                if await reminders.claim(row):
                    unit = await handlers.remind(row)
                    replies = unit.replies if unit else []
            self._submit(replies)
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - a row that fails is pushed forward and cannot fail in a loop
            await self._failed(row, error)

    async def _failed(self, row: Reminder, error: Exception) -> None:
        if row.tries + 1 >= MOST_TRIES:
            log.error("Reminder %s given up after %d tries: %s", row.id, MOST_TRIES, reason(error))
            await reminders.claim(row)
        else:
            log.warning("Reminder %s failed, tried again in a minute: %s", row.id, reason(error))
            await reminders.postpone(row, clock.now() + RETRY_AFTER)

    async def _sweep(self) -> None:
        now = clock.now()
        if self._swept_at is None or abs(now - self._swept_at) >= SWEEP_EVERY:
            self._swept_at = now
            await deliveries.forget_old()
