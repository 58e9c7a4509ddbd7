"""Sets of one exercise that are not alike: with names of their own, and as parts of a 1RM that nobody knows yet."""

from __future__ import annotations

import pytest

from tests.athletes import training
from tests.conftest import World
from tests.people import Person

WAVE = "## A\nSquat / 1x5 50%, 1x3 60%, 1x1+ 70% / warmup: none\n"
TOP = "## A\nSquat / 1x5 100kg @8+ (top), 2x8 80kg (back) / 180s / warmup: none\n"


def first(ann: Person) -> str:
    """What a lock screen shows."""
    return ann.last.text.splitlines()[0]


async def test_a_lift_with_a_name_is_a_set_like_others(world: World) -> None:
    """Plates a side and one tap for its RPE: it is no interval, and no tap logs all that are left."""
    ann = await training(world, TOP)
    assert first(ann) == "Set 1 · top · 100 kg × 5 · 25 + 15 a side"
    assert ann.last.buttons[:2] == [["✓ top 100 kg × 5"], ["@7", "@7.5", "@8", "@8.5", "@9", "@10"]]
    await ann.taps("@9")
    assert first(ann) == "Set 2 · back · 80 kg × 8 · 25 + 5 a side"
    assert "✓ 100 kg × 5 @9" in ann.last
    assert not ann.sees_button("as planned")


@pytest.mark.parametrize("typed", [True, False])
async def test_a_weight_chosen_for_one_part_of_a_max_says_the_others(world: World, typed: bool) -> None:
    """50 kg are 50 %, so that 60 % are 60 kg and 70 % are 70, on the card and as they are logged."""
    ann = await training(world, WAVE)
    if typed:
        await ann.says("50x5")
    else:
        await ann.taps("50 kg")
        await ann.taps("✓ 50 kg × 5")
    assert first(ann).startswith("Set 2 · 60 kg × 3 · ")
    await ann.taps("✓ ")
    assert first(ann).startswith("Set 3 · 70 kg × 1+ · ")
    await ann.taps("+ kg")
    await ann.taps("✓ ")
    assert "Squat: 50 kg × 5 · 60 kg × 3 · 72.5 kg × 1" in ann.last


async def test_undo_and_a_correction_are_followed(world: World) -> None:
    ann = await training(world, WAVE)
    message = await ann.says("50x5")
    await ann.edits(message, "100x5")
    assert first(ann).startswith("Set 2 · 120 kg × 3 · ")
    await world.restart()
    await ann.taps("Undo")
    assert first(ann) == "Set 1 · ? × 5"
    await ann.says("61x5")
    assert first(ann).startswith("Set 2 · 72.5 kg × 3 · "), "as near as the plates allow"
    await ann.taps("✓ ")
    await ann.taps("Undo")
    assert first(ann).startswith("Set 2 · 72.5 kg × 3 · ")
