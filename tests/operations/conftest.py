"""`gym`: like `world`, on a database whose tables may be taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.server import BotServer
from models import clock
from tests.conftest import World
from tests.operations.gym import Gym


@pytest.fixture
async def gym(empty_url: str, tmp_path: Path) -> AsyncIterator[Gym]:
    server = BotServer(clock_file=tmp_path / "clock")
    server.updates.hold = server.updates.limit_hold = 0
    await server.start()
    clock.follow(tmp_path / "clock")
    made = Gym(World(server, empty_url), tmp_path)
    await made.world.start()
    yield made
    await made.world.stop()
    clock.follow(None)
    await server.stop()
