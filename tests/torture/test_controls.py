"""The harness must fail on a bot that lacks a precaution: it proves nothing otherwise."""

from __future__ import annotations

import random
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.torture import clocks, kills, updates, zones
from tests.torture.clocks import Outcome
from tests.torture.house import WHILE, House, opened, sqlite_copy
from tests.torture.kills import Killer, Steps
from tests.torture.orders import Orders
from tests.torture.process import Zygote

KILLS = 8


@pytest.fixture
async def weak(sqlite_template: Path, tmp_path: Path, zygote: Zygote) -> AsyncIterator[House]:
    """A house whose people do not wait long for what will never come."""
    async with opened(await sqlite_copy(sqlite_template, tmp_path / "house"), tmp_path / "house", zygote) as house:
        house.patience = 4.0
        yield house


@pytest.mark.parametrize(
    ("weakening", "step", "what"),
    [
        ("stock_polling", "storing", {"lost"}),
        ("done_before_handled", "in transaction, before the handler", {"lost"}),
        ("forgotten_before_sent", "sending", {"replies_lost", "cards_untrue"}),
    ],
)
async def test_kills_find_what_a_weaker_bot_loses(weak: House, weakening: str, step: str, what: set[str]) -> None:
    killer = Killer(weak, Steps([step]), random.Random(1), [weakening])
    found, _ = await kills.episode(weak, killer, kills=KILLS, days=1)
    assert what & found.wrong.keys(), found.wrong
    assert "lost" in what or not found.lost, "what was said is stored"
    assert_no_other_deaths(killer)


async def test_kills_find_what_is_sent_again_and_again(weak: House) -> None:
    """Where it is not recorded that it was sent."""
    killer = Killer(weak, Steps(["sent", "recorded"]), random.Random(1), ["never_recorded"])
    found, _ = await kills.episode(weak, killer, kills=KILLS, days=1)
    assert found.most_in_a_chat > 1
    assert_no_other_deaths(killer)


def assert_no_other_deaths(killer: Killer) -> None:
    """It is a bot that works, but for the weakness."""
    assert killer.strange == []
    assert killer.house.bot is not None
    assert killer.house.bot.code in {None, -signal.SIGKILL}


async def test_unruly_updates_find_a_bot_that_takes_them_twice(weak: House) -> None:
    found, _, _ = await updates.unruly(weak, random.Random(1), updates=100, epoch=100, weakened=["no_dedupe"])
    assert found.doubled
    assert weak.bot is not None
    assert weak.bot.code is None


async def test_a_stop_finds_reminders_that_go_by_cron(weak: House) -> None:
    """What falls due while the process is stopped never comes; before, it came in its time."""
    person, user = await clocks.athlete(weak)
    session = await clocks._next(user)
    assert session.scheduled_at is not None
    await clocks._to(weak, session.scheduled_at - zones.LEAD - timedelta(seconds=1))
    await weak.start(Orders(weakened=("cron_reminders",)))
    await weak.until(lambda: clocks.reminded(person), WHILE)
    await weak.kill()
    with pytest.raises(TimeoutError):
        await clocks.suspended(weak, Outcome(), ["cron_reminders"])
    assert weak.bot is not None
    assert weak.bot.code is None
