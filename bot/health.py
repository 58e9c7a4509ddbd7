"""/healthz for whoever restarts and calls, /metrics for Prometheus; on this machine alone unless told otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from bot.config import ConfigError, Health
from bot.counts import HANDLED_WITHIN, Counts
from bot.trouble import reason
from models import clock, deliveries, reminders
from models.deliveries import Backlog

log = logging.getLogger(__name__)

ANSWERS_WITHIN = 3.0  # s: the database
WELL_WITHIN = {"poll": 90.0, "undelivered": 300.0, "reminder": 60.0}  # s; beyond it /healthz says 503


@dataclass(frozen=True, slots=True)
class State:
    """How things stand: ages in seconds, 0 where nothing waits. Without the database only the poll's is known."""

    poll: float
    database: bool
    backlog: Backlog = field(default_factory=Backlog)
    reminder: float = 0.0

    @property
    def well(self) -> bool:
        ages = {"poll": self.poll, "undelivered": self.backlog.oldest, "reminder": self.reminder}
        return self.database and all(ages[name] <= limit for name, limit in WELL_WITHIN.items())


async def look(counts: Counts) -> State:
    """Ask the clock and the database."""
    poll = time.monotonic() - counts.polled_at
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            backlog = await deliveries.backlog()
            due_at = await reminders.next_due()
    except Exception as error:  # noqa: BLE001 - whatever it is, that is what is asked
        log.debug("The database does not answer: %s", reason(error))
        return State(poll, database=False)
    lag = max(0.0, (clock.now() - due_at).total_seconds()) if due_at else 0.0
    return State(poll, database=True, backlog=backlog, reminder=lag)


@contextlib.asynccontextmanager
async def served(settings: Health, counts: Counts) -> AsyncIterator[None]:
    """Answer to the end of the block. Raises ConfigError where somebody else has the port."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)  # memory, CPU, open files

    async def healthz(request: web.Request) -> web.Response:
        del request
        state = await look(counts)
        return web.json_response(_summary(state), status=200 if state.well else 503)

    async def metrics(request: web.Request) -> web.Response:
        del request
        ours = CollectorRegistry()
        ours.register(_Numbers(counts, await look(counts)))
        body = generate_latest(registry) + generate_latest(ours)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
        except OSError as error:
            place = f"{settings.host}:{settings.port}"
            raise ConfigError(f"health.port: {place} cannot be listened on ({os.strerror(error.errno or 0)})") from None
        yield
    finally:
        await runner.cleanup()


def _summary(state: State) -> dict[str, object]:
    return {
        "well": state.well,
        "seconds_since_poll": round(state.poll, 1),
        "database_answers": state.database,
        "oldest_undelivered_seconds": round(state.backlog.oldest, 1),
        "reminder_lag_seconds": round(state.reminder, 1),
    }


class _Numbers(Collector):
    def __init__(self, counts: Counts, state: State) -> None:
        self._counts, self._state = counts, state

    def collect(self) -> Iterator[Metric]:
        counts, state = self._counts, self._state
        yield _counter("updates_received", "Updates that Telegram handed over", counts.received)
        yield _counter("updates_set_aside", "Updates that could not be handled in three tries", counts.aside)
        yield _counter("database_waits", "Tries to handle an update while the database was away", counts.database_waits)
        yield self._handled()
        calls = CounterMetricFamily("spotter_calls", "Calls of the Bot API; limited: 429", labels=["method", "outcome"])
        for (method, outcome), times in sorted(counts.calls.items()):
            calls.add_metric([method, outcome], times)
        yield calls
        yield _gauge("poll_age_seconds", "Since Telegram last answered getUpdates", state.poll)
        yield _gauge("database_up", "Whether the database answers", state.database)
        if state.database:
            yield _gauge("inbox", "Updates stored and not yet handled", state.backlog.inbox)
            yield _gauge("inbox_aside", "Updates set aside, to be looked at", state.backlog.aside)
            yield _gauge("outbox", "Messages not yet sent", state.backlog.outbox)
            yield _gauge("oldest_undelivered_seconds", "Age of the oldest of them", state.backlog.oldest)
            yield _gauge("reminder_lag_seconds", "How late the next reminder is", state.reminder)

    def _handled(self) -> Metric:
        buckets, below = [], 0
        for bound, times in zip([*map(str, HANDLED_WITHIN), "+Inf"], self._counts.handled, strict=True):
            below += times
            buckets.append((bound, float(below)))
        metric = HistogramMetricFamily("spotter_handling_seconds", "From taking up an update to its commit")
        metric.add_metric([], buckets, self._counts.handled_seconds)
        return metric


def _counter(name: str, words: str, value: float) -> Metric:
    return CounterMetricFamily(f"spotter_{name}", words, value=value)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"spotter_{name}", words, value=float(value))
