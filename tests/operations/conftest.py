"""`gym`: like `world`, on a database whose tables may be taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import World
from tests.operations.gym import Gym
from tests.servers import server_at_noon


@pytest.fixture
async def gym(empty_url: str, tmp_path: Path) -> AsyncIterator[Gym]:
    async with server_at_noon(tmp_path) as server:
        server.jump(-server.clock.offset)  # commands go by the real time
        made = Gym(World(server, empty_url), tmp_path)
        await made.world.start()
        yield made
        await made.world.stop()
