"""The sender: whoever is waiting gets an answer at once."""

from __future__ import annotations

import asyncio

from bot.pace import Bucket
from tests.athletes import enrolled
from tests.conftest import World
from tests.people import at_once

SLOWLY = 0.001  # messages a second


async def test_an_answer_to_a_tap_never_waits_behind_paced_messages(world: World) -> None:
    """Ten taps in a moment are answered in that moment, however slowly the chat may be written to."""
    ann = await enrolled(world)
    await ann.says("/workout")
    plus = ann.last.data["+ kg"]
    world.bot.sender._buckets[ann.id] = Bucket(SLOWLY, 1)
    ann.settle = at_once
    for _ in range(10):
        await ann.forges(plus, ann.last)
    async with asyncio.timeout(20):
        while world.server.updates.pending or ann.unanswered:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0)
