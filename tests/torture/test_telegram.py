"""Whatever Telegram and the line to it do, nothing is lost and no pause is undercut."""

from __future__ import annotations

import random

from tests.torture import telegram
from tests.torture.house import House


async def test_faults_one_after_the_other_lose_nothing(house: House) -> None:
    """429, 5xx, connections reset before and after delivery, half answers, 401, 409, while people train."""
    found, hits = await telegram.faulty(house, random.Random(1), faults=10)
    assert hits > 4
    assert found.wrong == {}
    assert house.server.pauses.undercut == []


async def test_after_an_outage_nothing_is_lost_and_who_may_have_tapped_in_vain_sees_where_they_stand(
    house: House,
) -> None:
    """Longer ones lose taps, which is Telegram's doing; the card then comes anew, silently."""
    found = await telegram.outages(house, "refused", [20.0, 3600.0], real=0.5)
    assert [one.wrong for one in found] == [[], []]


async def test_a_pause_outlives_a_kill(sqlite_house: House) -> None:
    """Of a chat, of updates, of answers to taps."""
    assert await telegram.paused(sqlite_house, 2) == []
    assert sqlite_house.server.pauses.asked == 3


async def test_whoever_blocks_the_bot_is_left_alone_and_comes_back_without_a_burst(sqlite_house: House) -> None:
    assert await telegram.blocked(sqlite_house, days=2) == []


async def test_a_second_reader_and_a_refused_token_are_named_once_and_retried(sqlite_house: House) -> None:
    assert await telegram.refused(sqlite_house, times=2) == []
