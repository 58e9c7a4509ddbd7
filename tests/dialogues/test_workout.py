"""A workout, as an athlete goes through it."""

from __future__ import annotations

from tests.athletes import enrolled
from tests.conftest import World


async def test_a_workout_is_logged_set_by_set_with_one_tap_each(world: World) -> None:
    ann = await enrolled(world)
    await ann.says("/workout")
    print(ann.transcript())
    for _ in range(3):
        await ann.taps("✓ ")
    print(ann.transcript())
    assert ann.sees("Set 4")
