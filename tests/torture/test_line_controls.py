"""The harness of the line, the storm, the flood and the failures finds a bot that lacks a precaution."""

from __future__ import annotations

import random

import pytest

from tests.torture import failing, flood, storm, telegram
from tests.torture.athlete import enrolled
from tests.torture.checker import check
from tests.torture.house import House
from tests.torture.orders import Orders
from tests.torture.test_crowds import SLOWLY


async def test_faults_find_a_bot_that_gives_up(sqlite_house: House) -> None:
    """A failure each, of what nothing comes after that would make up for it."""
    (athlete,) = await enrolled(sqlite_house, 1, random.Random(3))
    await sqlite_house.start(Orders(weakened=("gives_up_on_errors",)))
    for _ in range(3):
        fault = sqlite_house.server.fault("error", method="sendMessage", code=502)
        athlete._measures()
        await sqlite_house.until(lambda fault=fault: fault.hits)  # type: ignore[misc] # mypy infers no default
        await sqlite_house.settled()
    found = await check([athlete], [athlete.book], [])
    assert found.wrong.keys() == {"replies_lost"}
    assert len(found.replies_lost) == 3
    assert sqlite_house.bot is not None
    assert sqlite_house.bot.code is None


@pytest.mark.parametrize("weakening", ["deaf_to_pauses", "pauses_in_memory"])
async def test_pauses_find_a_bot_that_undercuts_them(sqlite_house: House, weakening: str) -> None:
    """Always, or after a restart."""
    assert await telegram.paused(sqlite_house, 2, [weakening])


async def test_a_storm_finds_a_bot_without_lanes(sqlite_house: House) -> None:
    """Whoever trains waits for nearly all of it."""
    sqlite_house.environment = dict(SLOWLY)
    _, waiting, meanwhile = await storm.overtaken(sqlite_house, 25, ["no_lanes"])
    assert meanwhile > waiting / 2


async def test_a_flood_finds_a_bot_that_shows_every_state(sqlite_house: House) -> None:
    flooder = await flood.at_once(sqlite_house, 30, ["no_folding"])
    assert flooder.shown >= 30


async def test_failures_find_a_bot_that_swallows_them(sqlite_house: House) -> None:
    assert await failing.failing(sqlite_house, ["failures_swallowed"], people=1)
