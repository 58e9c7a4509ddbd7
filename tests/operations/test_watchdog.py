"""A bot that hangs ends with a word, to be started again; one that only waits, or slept, does not."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import intake, line, watchdog
from bot.counts import Counts
from bot.demo.server import BotServer
from bot.watchdog import LIMIT, TICK, Silence
from tests.test_cli import ROOT, TOKEN, Process, eventually

LIMIT_HERE = 4.0
WORDS = "CRITICAL bot.watchdog: No call for updates has ended for 4 s: something hangs. Ending, to be started again."
# The real process, with shorter times, which runs in circles when told so.
LAUNCH = f"""
import signal, sys
from bot import intake, watchdog
from bot.__main__ import main
watchdog.LIMIT, watchdog.TICK, intake.POLL_SECONDS = {LIMIT_HERE}, 0.1, 1
def circles(*_):
    while True:
        pass
signal.signal(signal.SIGUSR1, circles)
sys.exit(main(["run"]))
"""


@pytest.fixture
async def server() -> AsyncIterator[BotServer]:
    server = BotServer(TOKEN)
    server.updates.hold = server.updates.limit_hold = 0
    await server.start()
    yield server
    await server.stop()


@asynccontextmanager
async def launched(folder: Path, server: BotServer) -> AsyncIterator[Process]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")}
    settings = {"SPOTTER_TELEGRAM__TOKEN": TOKEN, "SPOTTER_TELEGRAM__API_URL": server.url}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        LAUNCH,
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def outlives_the_limit(process: Process, calls: Callable[[], int], so_many: int) -> None:
    """So many calls take longer than the limit."""
    before = calls()
    await eventually(lambda: calls() > before + so_many or process.process.returncode is not None)
    assert process.process.returncode is None


async def test_a_poll_that_never_ends_ends_the_process(tmp_path: Path, server: BotServer) -> None:
    """While polls end it lives, for longer than the limit."""
    async with launched(tmp_path, server) as process:
        await process.says("is running")
        await outlives_the_limit(process, lambda: server.calls.get("getUpdates", 0), 5)
        server.fault("hang", method="getUpdates", count=1000)
        code, _, said = await process.ends()
    assert code == watchdog.EXIT_CODE
    assert said[-1].endswith(WORDS), said


async def test_a_loop_that_is_blocked_ends_the_process(tmp_path: Path, server: BotServer) -> None:
    async with launched(tmp_path, server) as process:
        await process.says("is running")
        process.process.send_signal(signal.SIGUSR1)
        code, _, said = await process.ends()
    assert code == watchdog.EXIT_CODE
    assert said[-1].endswith(WORDS), said


async def test_polls_that_end_badly_are_no_reason(tmp_path: Path, server: BotServer) -> None:
    """Telegram is away: that is not ours to mend by starting anew."""
    async with launched(tmp_path, server) as process:
        await process.says("is running")
        server.fault("error", method="getUpdates", code=502, count=1000)
        away = server.fault("error", method="getMe", code=502, count=1000)
        await outlives_the_limit(process, lambda: away.hits, 6)
        code, _ = await process.told_to_end()
    assert code == 0


def test_a_sleep_of_the_machine_is_no_silence() -> None:
    """Only what the thread lived through counts; and a call that ends begins it anew."""
    counts = Counts()
    silence = Silence(counts, 0.0)
    now = 0.0
    for _ in range(40):
        now += 6 * 3600
        assert not silence.too_long(now)
    counts.polls += 1
    assert not silence.too_long(now)
    for ticks in range(1, int(LIMIT / TICK)):
        assert not silence.too_long(now + ticks * TICK)
    assert silence.too_long(now + LIMIT)


def test_a_pause_that_telegram_asks_for_is_waited_out() -> None:
    counts = Counts(patience=300.0)
    silence = Silence(counts, 0.0)
    for second in range(1, 390):
        assert not silence.too_long(float(second))
    assert silence.too_long(390.0)


def test_polls_and_the_pauses_between_them_are_well_below_the_limit() -> None:
    """A long poll and its margin, twice, with the longest pauses: still nothing."""
    longest = intake.POLL_SECONDS + 10 + intake.LONGEST_PAUSE + line.SECONDS + line.LONGEST_PAUSE
    assert longest < LIMIT / 1.5
