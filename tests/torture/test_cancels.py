"""Tasks cancelled at any instant leave everything in order, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import random

import pytest
from tortoise.backends.sqlite.client import SqliteTransactionContext, SqliteTransactionWrapper

from bot import sqlite
from models import clock, deliveries
from models.deliveries import Outbox
from tests.conftest import World
from tests.torture import cancels
from tests.torture.cancels import Tally
from tests.torture.house import House


async def test_transactions_broken_off_at_any_instant(house: House) -> None:
    """The next one gets its turn; what was said to be committed is; nothing is half-written."""
    tally = Tally()
    await cancels.transactions(tally, 150, random.Random(1))
    assert tally.wrong == []


async def test_what_is_broken_off_in_the_bot_goes_on(world: World) -> None:
    """Handling, sending, recording, reminding: nothing is lost, and nothing needs a restart."""
    tally = Tally()
    await cancels.parts(world, tally, 150, random.Random(1))
    assert tally.wrong == []
    assert len(tally.by_task) >= 3
    assert tally.repeated <= tally.cancels


async def test_the_bot_ends_whenever_it_is_told_to(world: World) -> None:
    """Also in the middle of its start; the next one goes on."""
    tally = Tally()
    await cancels.starts_and_ends(world, tally, 8, random.Random(1))
    assert tally.wrong == []


async def test_commits_in_doubt_are_looked_into_side_by_side(world: World) -> None:
    """What was committed without our hearing of it is sent once, however many ask for it."""
    ann = world.person("Ann")
    ann.chat.met = True
    row = Outbox(id=1, chat_id=ann.id, action="send", payload={"text": "Hello"}, created_at=clock.now())
    await deliveries.queue([row])
    await asyncio.gather(*(world.bot.sender.resume() for _ in range(5)))
    await world.settle()
    assert [each.text for each in ann.bot_messages] == ["Hello"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_transactions_as_they_come_with_tortoise_are_found_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: nothing shields the beginning and the end of a transaction."""
    monkeypatch.setattr(
        sqlite.Client,
        "_in_transaction",
        lambda self: SqliteTransactionContext(SqliteTransactionWrapper(self), self._lock),
    )
    monkeypatch.setattr(cancels, "HANGS_AFTER", 2.0)
    tally = Tally()
    with pytest.raises(Exception, match=r"had no turn|within a transaction"):
        await cancels.transactions(tally, 1000, random.Random(1))
