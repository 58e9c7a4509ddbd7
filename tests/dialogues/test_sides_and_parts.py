"""Each side, rest-pause and failed attempts: on the card, in the summary and the history, corrected and taken back."""

from __future__ import annotations

from decimal import Decimal

from models import top_sets
from models.performances import ExerciseSet, UserExercisePerformance
from models.volumes import ExerciseVolume
from tests.athletes import trained, training
from tests.conftest import World
from tests.people import Person

DAY = """\
Dumbbell Curl / 3x8 / 10kg 90s
Bench Press / 3x5 / 60kg 180s
Deadlift / 2x1 / 150kg 180s
"""


async def finish(ann: Person) -> None:
    await ann.taps("Finish")
    while ann.last.buttons:
        await ann.taps("Finish" if ann.sees_button("Finish anyway") else "Skip")


async def performance(name: str) -> UserExercisePerformance:
    return await UserExercisePerformance.get(instruction__exercise__name=name)


async def test_sides_parts_and_failed_attempts_are_kept_and_shown(world: World) -> None:
    """What was typed stands on the card, in the summary and in the history, and counts as it should."""
    ann = await training(world, DAY)
    await ann.says("10x8 each")
    assert "✓ 10 kg × 8 each side" in ann.last
    await ann.says("10: L8 R7")
    assert "10 kg × 8 each side, L 8 R 7" in ann.last
    await ann.taps("✓ ")
    await ann.says("60x15+4+4+3")
    assert "✓ 60 kg × 15+4+4+3" in ann.last
    await ann.says("5,5")
    await ann.says("150x0")
    assert "✓ 150 kg × failed" in ann.last
    assert "Set 2" in ann.last, "an attempt takes its place in the plan"
    await ann.says("140x1")
    await finish(ann)
    summary = ann.last
    assert "7 sets" in summary, "a failed attempt is no set"
    assert "10 kg × 8 each side, L 8 R 7" in summary
    assert "Bench Press: 60 kg × 15+4+4+3" in summary
    assert "Deadlift: 150 kg × failed" in summary
    curl = await performance("Dumbbell Curl")
    assert (curl.sets_completed, curl.reps_completed) == (3, 8 + 7 + 8)
    deadlift = await performance("Deadlift")
    assert (deadlift.sets_completed, deadlift.reps_completed, deadlift.weight_kg) == (1, 1, Decimal(140))
    volumes = {row.volume_g async for row in ExerciseVolume.all()}
    assert volumes == {10_000 * (16 + 15 + 2 * 8), 60_000 * (26 + 10), 140_000}
    await ann.says("/history")
    await ann.taps(ann.last.buttons[0][0], exact=True)
    assert "10 kg × 8 each side, L 8 R 7, 8" in ann.last
    assert "60 kg × 15+4+4+3, 5, 5" in ann.last
    assert "150 kg × failed" in ann.last


async def test_sides_and_parts_are_corrected_and_taken_back(world: World) -> None:
    """By editing the message, by Undo, and in the history."""
    ann = await training(world, DAY)
    await ann.says("10x8 each")
    await ann.edits("10x8 each", "10: L9 R8")
    [row] = await ExerciseSet.all()
    assert (row.left_count, row.right_count, row.reps) == (9, 8, 8)
    await ann.edits("10: L9 R8", "10x12+3")
    [row] = await ExerciseSet.all()
    assert (row.left_count, row.right_count, row.parts, row.reps) == (None, None, "12+3", 15)
    await ann.edits("10x12+3", "10x0")
    [row] = await ExerciseSet.all()
    assert (row.parts, row.reps) == (None, 0)
    await ann.taps("Undo")
    assert await ExerciseSet.all().count() == 0
    await ann.says("10x8 each")
    await finish(ann)
    await ann.says("/history")
    await ann.taps(ann.last.buttons[0][0], exact=True)
    await ann.taps("Curl")
    await ann.taps("8 each side")
    await ann.says("10x10+4")
    [row] = await ExerciseSet.all()
    assert (row.left_count, row.parts, row.reps) == (None, "10+4", 14)
    await ann.taps("Undo")
    [row] = await ExerciseSet.all()
    assert (row.left_count, row.right_count, row.parts, row.reps) == (8, 8, None, 8)


async def test_last_time_tells_sides_and_parts(world: World) -> None:
    """The next workout shows what was done, as it was done."""
    ann = await trained(world, DAY)
    await ann.says("/workout")
    await ann.says("10x8 each")
    await finish(ann)
    await ann.says("/log dumbbell curl")
    assert "Last time: 10 kg × 8 each side" in ann.last


async def test_rest_pause_beats_no_straight_sets(world: World) -> None:
    """A record of reps is what was done without a pause; a failed attempt beats nothing."""
    ann = await training(world, DAY)
    await ann.says("bench 60x15+4+4+3")
    await ann.says("deadlift 200x0")
    await finish(ann)
    [row] = await top_sets.TopSet.all()
    assert (row.reps, row.weight_g) == (15, 60_000), "of the failed attempt nothing is remembered"
    await ann.says("/log bench 60x16")
    assert "🏆" in ann.last, "sixteen straight reps are more than fifteen"
