"""Updates that come twice, late and out of order: no set is doubled, nobody hears what another one did."""

from __future__ import annotations

import random

from tests.torture import updates
from tests.torture.house import House


async def test_unruly_updates_double_nothing_and_cross_nothing(house: House) -> None:
    """30 % of them, with double taps, and ids that start again lower; what comes in one batch is put in order."""
    found, queue, people = await updates.unruly(house, random.Random(1), updates=200, epoch=100)
    assert queue.created >= 200
    assert queue.repeated > 25
    assert queue.late > 2
    assert queue.shuffled > 2
    assert sum(len(each.sets) for athlete in people for each in athlete.book.workouts.values()) > 50
    assert found.wrong == {}
    assert found.repeated == []
