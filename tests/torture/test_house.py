"""The harness itself: a bot that dies when it is told to, and does what it always does when it is not."""

from __future__ import annotations

import signal

import pytest

from tests.torture import points
from tests.torture.house import House
from tests.torture.orders import Orders

MESSAGES = ("received", "stored", "in transaction, after the handler", "committed", "sent", "recorded")


async def test_a_bot_of_its_own_process_answers_and_ends_in_order(house: House) -> None:
    await house.start()
    ann = house.person("Ann")
    await ann.starts()
    await house.settled()
    assert ann.bot_messages
    assert await house.stop() == 0
    assert "Spotter is running" in house.log()


@pytest.mark.parametrize("step", MESSAGES)
async def test_it_dies_at_the_step_it_is_told_to(house: House, step: str) -> None:
    """And whoever comes after it goes on."""
    bot = await house.start(Orders(kill_at=step))
    ann = house.person("Ann")
    await ann.starts()
    await house.until(bot.ended.is_set)
    assert bot.code == -signal.SIGKILL
    await house.start()
    await house.settled()
    assert ann.bot_messages


def test_the_steps_of_the_issue_are_all_there() -> None:
    assert set(MESSAGES) <= set(points.STEPS)
