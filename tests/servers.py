"""Servers whose clock stands at noon of a Thursday, whenever the tests run: no midnight is near, and nothing that a day
or a week brings by itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.server import BotServer
from models import clock

THURSDAY = 3


@asynccontextmanager
async def server_at_noon(folder: Path) -> AsyncIterator[BotServer]:
    """A running server, which makes nobody wait for updates, and whose clock everybody follows."""
    server = BotServer(clock_file=folder / "clock")
    now = server.clock.now()
    server.jump((_noon(now) - now).total_seconds())
    server.updates.hold = server.updates.limit_hold = 0
    await server.start()
    clock.follow(folder / "clock")
    try:
        yield server
    finally:
        clock.follow(None)
        await server.stop()


def _noon(now: datetime) -> datetime:
    """Of the next Thursday: files and certificates of this machine are older than that."""
    return now.replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(
        days=1 + (THURSDAY - 1 - now.weekday()) % 7
    )
