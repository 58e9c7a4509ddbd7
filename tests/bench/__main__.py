"""`python -m tests.bench`: each figure we want, measured here and now; a line each. Two minutes, on a machine that does
nothing else; `python -m tests.bench statements` measures one thing, and here shows the statements of a set.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tortoise.context import get_current_context

from bot import database
from bot.app import running
from bot.config import Backup, Config, Database, Send, Telegram
from bot.demo.server import BotServer
from bot.nightly import Nightly
from handlers.views.drawings import Easel
from models import clock, progress, top_sets, weeks
from models.measurements import Metric
from models.programs import Exercise
from models.progress import Span
from models.sessions import UserWorkoutSession
from tests.bench import histories, history, rows
from tests.bench.load import PEOPLE, Athlete
from tests.bench.processes import ROOT, bot, python, server
from tests.bench.programs import programs
from tests.bench.readers import readers

ROUNDS, ECHOES, SETS = 2, 30, 12  # of each person in a round
PACE, PACE_SECONDS = 30, 12
STARTS = 5
SCHEDULED, REMINDED = 100_000, 100


class Table:
    """What is wanted against what was measured."""

    def __init__(self) -> None:
        self.good = True
        print(f"{'':46}{'measured':>14}{'wanted':>12}")

    def line(
        self, what: str, measured: float, unit: str, *, least: float | None = None, most: float | None = None
    ) -> None:
        """Print a figure; one without a limit only informs."""
        wanted = f"≥ {least:g}" if least is not None else f"≤ {most:g}" if most is not None else ""
        missed = (least is not None and measured < least) or (most is not None and measured > most)
        self.good = self.good and not missed
        number = f"{measured:.0f}" if measured >= 100 else f"{measured:.2f}" if measured < 10 else f"{measured:.1f}"
        print(f"{what:46}{number + ' ' + unit:>14}{wanted:>12}{'   missed' if missed else ''}", flush=True)


async def migrated(folder: Path, name: str) -> str:
    url = f"sqlite://{folder / name}"
    context = await database.open_migrated(url)
    await context.close_connections()
    return url


async def sets_and_echoes(folder: Path, table: Table) -> None:
    """Everybody logs sets as fast as they are answered; the same against a bot that only echoes."""
    url = await migrated(folder, "sets.db")
    await _fill(url, PEOPLE)
    seconds = {"echo": 0.0, "set": 0.0}
    cpu = {"echo": 0.0, "set": 0.0}
    async with server() as far, server() as ours:
        await far.ask("join", rows.FIRST_ID, PEOPLE)
        await ours.ask("join", rows.FIRST_ID, PEOPLE)
        async with python("-m", "tests.bench.echo", far.url, far.token) as echo, bot(ours, url, paced=False) as spotter:
            await far.ask("say", "warm", 5)
            await ours.ask("say", "/workout", 1)
            await ours.ask("log", 2)
            for _ in range(ROUNDS):
                before = echo.cpu
                seconds["echo"] += await far.ask("say", "5", ECHOES)
                cpu["echo"] += echo.cpu - before
                before = spotter.cpu
                seconds["set"] += await ours.ask("log", SETS)
                cpu["set"] += spotter.cpu - before
            echoes, sets = ROUNDS * PEOPLE * ECHOES, ROUNDS * PEOPLE * SETS
            table.line("echo bot, 50 people at once", echoes / seconds["echo"], "/s")
            table.line("sets logged, 50 people at once", sets / seconds["set"], "/s")
            table.line(
                "  as a share of the echo bot's", sets / seconds["set"] * seconds["echo"] / echoes, "x", least=0.5
            )
            table.line("  CPU of a set", 1000 * cpu["set"] / sets, "ms")
            table.line("  over the CPU of an echo", cpu["set"] / sets * echoes / cpu["echo"], "x", most=2.5)
            took = await ours.ask("log_paced", PACE, PACE_SECONDS)
            table.line(f"reply at {PACE} updates/s, median", statistics.median(took), "ms")
            table.line(f"reply at {PACE} updates/s, p99", _p99(took), "ms", most=20)
            table.line("memory after that", spotter.memory, "MB")


async def statements(folder: Path, table: Table) -> None:
    """What one set asks of the database, seen by SQLite itself, with nobody else about."""
    url = await migrated(folder, "statements.db")
    await _fill(url, 1)
    api = BotServer()
    await api.start()
    config = Config(
        telegram=Telegram(token=api.token, api_url=api.url),  # type: ignore[arg-type] # pydantic makes it secret
        database=Database(url=url),
        send=Send(per_second=0, per_chat=0),
    )
    seen: list[str] = []
    async with running(config) as spotter:
        ann = Athlete(api, rows.FIRST_ID)
        await ann.says("/workout")
        await ann.logs_a_set()
        await asyncio.sleep(1.1)
        await spotter.idle()
        context = get_current_context()
        assert context is not None
        connection = context.db()._connection
        await connection.set_trace_callback(seen.append)
        for _ in range(SETS):
            await ann.logs_a_set()
            await spotter.idle()
        await connection.set_trace_callback(None)
    await api.stop()
    bounds = ("BEGIN", "COMMIT", "ROLLBACK")
    said = [each for each in seen if not each.startswith(("--", *bounds)) and "from reminder" not in each.lower()]
    table.line("statements of a set, sent and recorded", len(said) / SETS, "")
    table.line("transactions of a set, sent and recorded", _transactions(seen) / SETS, "")
    if "statements" in sys.argv:
        print(*(" ".join(each.split())[:200] for each in seen[: len(seen) // SETS]), sep="\n")


def _transactions(seen: Sequence[str]) -> int:
    """Those begun, and each statement that writes outside one."""
    inside, count = False, 0
    for each in seen:
        word = each.split(None, 1)[0].upper()
        if word == "BEGIN":
            inside = True
            count += 1
        elif word in {"COMMIT", "ROLLBACK"}:
            inside = False
        elif not inside and word in {"INSERT", "UPDATE", "DELETE"}:
            count += 1
    return count


async def starts(folder: Path, table: Table) -> None:
    """From the start of the process to the first question for updates."""
    url = await migrated(folder, "starts.db")
    took, memory = [], []
    async with server() as api:
        for _ in range(STARTS):
            asked = asyncio.create_task(api.ask("polled"))
            await asyncio.sleep(0.1)
            async with bot(api, url, paced=True) as spotter:
                took.append(await asked - spotter.started)
                await asyncio.sleep(2)
                memory.append(spotter.memory)
    table.line("process start to first getUpdates", statistics.median(took), "s", most=1.5)
    table.line("idle memory", max(memory), "MB", most=110)


async def reminders(folder: Path, table: Table) -> None:
    """How late those come that fall due while 100,000 are scheduled."""
    url = await migrated(folder, "reminders.db")
    context = await database.open_migrated(url)
    with context:
        users = await rows.athletes(REMINDED, training=False)
        due = await rows.schedule(users, SCHEDULED, first_in=6, within=10)
    await context.close_connections()
    async with server() as api:
        await api.ask("join", rows.FIRST_ID, REMINDED)
        async with bot(api, url, paced=True):
            late = await api.ask("wait_for_reminders", due)
    table.line(f"reminder's lateness, {SCHEDULED:,} rows, median", statistics.median(late), "ms")
    table.line(f"reminder's lateness, {SCHEDULED:,} rows, p99", _p99(late), "ms", most=300)


async def backups(folder: Path, table: Table) -> None:
    """The same replies while one backup after the other is made, as every night: nobody at the rack is to notice."""
    url = await migrated(folder, "backups.db")
    context = await database.open_migrated(url)
    with context:
        await rows.schedule(await rows.athletes(PEOPLE, training=True), SCHEDULED, first_in=3600, within=3600)
    await context.close_connections()
    file = folder / "backup.db"
    async with server() as api:
        await api.ask("join", rows.FIRST_ID, PEOPLE)
        async with bot(api, url, paced=False):
            await api.ask("say", "/workout", 1)
            await api.ask("log_paced", PACE, PACE_SECONDS / 4)
            quiet = await api.ask("log_paced", PACE, PACE_SECONDS)
            replies = asyncio.create_task(api.ask("log_paced", PACE, PACE_SECONDS))
            took = []
            while not replies.done():
                began = time.monotonic()
                settings = Backup(directory=str(folder))
                code, said = await Nightly(settings, url)._in_a_process(file)
                assert code == 0, said
                took.append(time.monotonic() - began)
            table.line(f"backup of {file.stat().st_size / 1e6:.0f} MB, as a process", statistics.median(took), "s")
            table.line(f"reply at {PACE} updates/s, before, p99", _p99(quiet), "ms")
            table.line(f"reply at {PACE} updates/s, meanwhile, p99", _p99(await replies), "ms", most=200)


async def past(folder: Path, table: Table) -> None:
    """Ten years of it, and no slower for that."""
    took = await histories.pages(await migrated(folder, "history.db"))
    sets = histories.SESSIONS * histories.EXERCISES * rows.SETS
    table.line(f"/history, {histories.SESSIONS:,} workouts, {sets:,} sets, p99", _p99(took["first"]), "ms", most=30)
    for what in ("first", "last", "workout"):
        table.line(f"  {what} page, median", statistics.median(took[what]), "ms", most=30)
    few = statistics.median(took["first, few"])
    table.line(
        f"  first page, over that of {histories.FEW} workouts", statistics.median(took["first"]) / few, "x", most=1.5
    )


async def years(folder: Path, table: Table) -> None:
    """What is asked of a history of ten years, and of one: both are to take the same."""
    for length in (1, 10):
        context = await database.open_migrated(await migrated(folder, f"years-{length}.db"))
        with context:
            user = await history.athlete(length)
            squat, weight = await Exercise.get(key="squat"), await Metric.get(key="body-weight")
            monday = weeks.monday_of(user, clock.now())
            last = await UserWorkoutSession.filter(user_id=user.id).order_by("-started_at").first()
            assert last is not None
            of = f", {length} years" if length > 1 else ", 1 year"
            for what, ask in (
                ("/week", partial(weeks.report, user, monday)),
                ("/progress of a lift", partial(progress.lift, user, squat, Span.ALL)),
                ("/progress of body weight", partial(progress.measured, user, weight, Span.ALL)),
                ("/progress of muscles, a year", partial(progress.muscles, user, Span.YEAR)),
                ("/progress of muscles, all", partial(progress.muscles, user, Span.ALL)),
                ("what a workout is remembered by", partial(top_sets.refresh, last.id)),
            ):
                table.line(what + of, await _median(ask), "ms", most=50)
            took = await history.cards(user)
            table.line("a workout's first card" + of, statistics.median(took["start"]), "ms", most=30)
            table.line("a set and its card" + of, statistics.median(took["set"]), "ms", most=30)
            table.line("a set and its card, p99" + of, _p99(took["set"]), "ms", most=30)
        await context.close_connections()


async def pictures(folder: Path, table: Table) -> None:
    """A picture, and how long a reply takes meanwhile: a millisecond of work in the same process, and a set logged
    at the bot that somebody asks for their week again and again.
    """
    draw = Easel().draw
    first = date(2024, 1, 1)
    points = [[(first + timedelta(days=3 * number)).isoformat(), str(100 + number % 7)] for number in range(120)]
    line = {"kind": "line", "title": "Squat", "unit": "kg", "points": points, "tops": points, "top": "top set 100 × 5"}
    rows_of = [{"name": f"muscle {number}", "sets": [9] * 53} for number in range(8)]
    bars = {"kind": "muscles", "title": "Sets", "mean": "", "from": "", "now": "", "none": "", "muscles": rows_of}
    await draw(line)
    for what, drawing in (("a line", line), ("bars", bars), ("a week", _week(first))):
        table.line(f"a picture with {what}", await _median(partial(draw, drawing)), "ms", most=150)
    quiet = await _replies(asyncio.sleep(3))
    meanwhile = await _replies(_several(draw, line, 25))
    table.line("1 ms of work, nothing drawn, p99", _p99(quiet), "ms")
    table.line("1 ms of work while one draws, p99", _p99(meanwhile), "ms", most=50)
    url = await migrated(folder, "pictures.db")
    await _fill(url, PEOPLE)
    async with server() as api:
        await api.ask("join", rows.FIRST_ID, PEOPLE)
        async with bot(api, url, paced=False):
            await api.ask("say", "/workout", 1)
            await api.ask("log", 1)
            await api.ask("log_while_one_says", "/week", PACE, 1)
            before = await api.ask("log_paced", PACE, PACE_SECONDS, 1)
            sets, asked = await api.ask("log_while_one_says", "/week", PACE, PACE_SECONDS)
    table.line(f"reply at {PACE} updates/s, nothing drawn, p99", _p99(before), "ms")
    table.line(f"reply at {PACE} updates/s, /week drawn, p99", _p99(sets), "ms", most=50)
    table.line(f"/week with its picture, {len(asked)} of them, median", statistics.median(asked), "ms")


def _week(first: date) -> dict[str, Any]:
    """A full one: seven days, eight muscles, a body weight for every day of four weeks."""
    return {
        "kind": "week",
        "title": "Week",
        "days": [{"name": "Mon", "planned": 1, "done": number % 2} for number in range(7)],
        "legend": ["done", "planned"],
        "heading": "Sets",
        "before": "before",
        "muscles": [{"name": f"muscle {number}", "sets": 9 + number, "before": 12} for number in range(8)],
        "weight": {
            "name": "Body weight",
            "mean": "mean",
            "last": "82.4 kg",
            "points": [[(first + timedelta(days=number)).isoformat(), str(82 + number % 5)] for number in range(28)],
        },
    }


async def _several(draw: Callable[[Any], Awaitable[bytes]], drawing: Any, times: int) -> None:
    for _ in range(times):
        await draw(drawing)


async def _replies(until: Awaitable[None]) -> list[float]:
    """Milliseconds that a millisecond of work in the loop takes, again and again until then."""
    took: list[float] = []
    waited = asyncio.ensure_future(until)
    while not waited.done():
        began = time.perf_counter()
        await asyncio.sleep(0.002)
        sum(range(40_000))
        took.append(1000 * (time.perf_counter() - began))
    return took


async def _median(ask: Callable[[], Awaitable[Any]], times: int = 9) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        await ask()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


async def _fill(url: str, count: int) -> None:
    context = await database.open_migrated(url)
    with context:
        await rows.athletes(count, training=True)
    await context.close_connections()


def _p99(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def _sync(folder: Path) -> float:
    """Milliseconds that one durable write takes on this disk."""
    with (folder / "sync").open("wb") as file:
        began = time.perf_counter()
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    return (time.perf_counter() - began) * 20


async def main() -> int:
    table = Table()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:  # on the disk, where a sync costs
        folder = Path(name)
        table.line("one durable write on this disk", _sync(folder), "ms")
        for measure in (
            sets_and_echoes,
            statements,
            starts,
            reminders,
            backups,
            programs,
            readers,
            past,
            years,
            pictures,
        ):
            if measure.__name__ in sys.argv[1:] or len(sys.argv) == 1:
                await measure(folder, table)
    print(f"{time.monotonic() - began:.0f} s; pacing off for the sets, synchronous=FULL throughout.")
    return 0 if table.good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
