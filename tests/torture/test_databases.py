"""The database is away for a moment while people train, and the bot may die of it: nothing is lost, nothing doubled."""

from __future__ import annotations

import random

import pytest

from tests.torture import databases, outages
from tests.torture.databases import Ordeal
from tests.torture.house import House

MOMENT = 0.5  # s
SQLITE = (
    Ordeal("locked", outages.locked("EXCLUSIVE"), MOMENT),
    Ordeal("full", outages.full, MOMENT),
    Ordeal("read-only", outages.read_only, MOMENT),
    Ordeal("second process", outages.second_process, 0.0),
    Ordeal("read-only", outages.read_only, MOMENT, killed=True),
)
POSTGRES = (
    Ordeal("tables locked", outages.tables_locked, MOMENT),
    Ordeal("connections ended", outages.cut_off, MOMENT),
    Ordeal("second process", outages.second_process, 0.0),
    Ordeal("connections ended", outages.cut_off, MOMENT, killed=True),
)


async def test_a_database_that_is_away_for_a_moment_costs_nothing(house: House) -> None:
    """Whoever writes meanwhile is answered when it is back; what was confirmed to Telegram is stored."""
    ordeals = SQLITE if house.url.startswith("sqlite") else POSTGRES
    came = await databases.episode(house, ordeals, random.Random(1))
    assert came.findings.wrong == {}
    assert len(came.findings.repeated) <= databases.ATHLETES, "one a chat, where the bot died"
    assert len(came.after) == len(ordeals) - 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_bot_that_confirms_what_it_has_not_stored_is_found_out(house: House) -> None:
    """The positive control: Telegram is told first, as stock polling does."""
    ordeals = [Ordeal("read-only", outages.read_only, MOMENT, killed=True)] * 2
    house.patience = 10.0
    came = await databases.episode(house, ordeals, random.Random(1), weakened=["stock_polling"])
    assert came.findings.lost
    assert house.bot is not None
    assert house.bot.code is None
