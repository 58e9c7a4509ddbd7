"""Twenty kills -9, at the named steps of the way and between them: nothing is lost, nothing doubled."""

from __future__ import annotations

import random

from tests.torture import kills
from tests.torture.house import House
from tests.torture.kills import Killer
from tests.torture.points import STEPS

KILLS = 20


async def test_twenty_kills_lose_and_double_nothing(house: House) -> None:
    """Athletes train on, whatever the bot dies of; nobody hears more than one thing twice, of one kill."""
    chance = random.Random(1)
    killer = Killer(house, kills.all_steps(chance), chance)
    found, people = await kills.episode(house, killer, kills=KILLS)
    assert len(killer.killed) == KILLS
    assert sum(len(each.sets) for athlete in people for each in athlete.book.workouts.values()) > KILLS
    assert len(STEPS.keys() & killer.deaths.keys()) > len(STEPS) / 2
    assert found.wrong == {}
    assert found.most_in_a_chat <= 1
