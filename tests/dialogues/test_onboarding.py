"""From /start to enrolled, as people go there: by buttons, by typing, astray, and back."""

from __future__ import annotations

import pytest

from models.catalogue import load
from tests.athletes import enrolled
from tests.conftest import World
from tests.people import Person


async def test_from_start_to_a_planned_and_reminded_workout_in_eight_taps_and_nothing_typed(
    world: World, ann: Person
) -> None:
    await ann.starts()
    ann.starts_counting()
    await ann.taps(":")
    await ann.taps("kg", exact=True)
    await ann.taps("Strength")
    await ann.taps("3", exact=True)
    await ann.taps("Take it")
    await ann.taps("Mon Wed Fri")
    await ann.taps("18:00")
    await ann.taps("Light weights")
    assert ann.taps_made <= 8
    assert ann.typed == 0
    assert ann.bot_messages_left == 1
    ann.sees("You train Linear 5×5 Barbell: Mon Wed Fri at 18:00.")
    assert not ann.last.buttons


@pytest.mark.parametrize("program", sorted(load().programs))
async def test_every_program_can_be_enrolled_in(world: World, program: str) -> None:
    ann = await enrolled(world, program=program)
    ann.sees("First:")
