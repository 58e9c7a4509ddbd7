"""The harness must fail on a bot that lacks a precaution: it proves nothing otherwise."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.torture import kills, updates
from tests.torture.house import House, opened, sqlite_copy
from tests.torture.kills import Killer
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
        ("forgotten_before_sent", "sending", {"cards_untrue", "replies_lost", "hangs"}),
    ],
)
async def test_kills_find_what_a_weaker_bot_loses(weak: House, weakening: str, step: str, what: set[str]) -> None:
    killer = Killer(weak, cycle([step]), random.Random(1), [weakening])
    found, _ = await kills.episode(weak, killer, kills=KILLS, days=1)
    assert what & found.wrong.keys(), found.wrong


async def test_kills_find_what_is_sent_again_and_again(weak: House) -> None:
    """Where it is not recorded that it was sent."""
    killer = Killer(weak, cycle(["sent", "recorded"]), random.Random(1), ["never_recorded"])
    found, _ = await kills.episode(weak, killer, kills=KILLS, days=1)
    assert found.most_in_a_chat > 1


async def test_unruly_updates_find_a_bot_that_takes_them_twice(weak: House) -> None:
    found, _, _ = await updates.unruly(weak, random.Random(1), updates=100, epoch=100, weakened=["no_dedupe"])
    assert found.doubled
