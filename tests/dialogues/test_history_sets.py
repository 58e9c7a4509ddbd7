"""/history: the sets of an exercise long done, and what hangs on them."""

from __future__ import annotations

import pytest

from models.performances import ExerciseSet, SetsBefore, UserExercisePerformance
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, training
from tests.conftest import World
from tests.dialogues.test_history import finished, opens, past, sets, sums, veteran
from tests.models.rows import warmup, work
from tests.training import until_monday, user_of

# -- an exercise and its sets -------------------------------------------------------------------------


async def test_a_set_is_corrected_by_typing_what_it_was(world: World) -> None:
    """What is left out stays: weight, kind, RPE. The sums follow, and Undo brings back what was."""
    ann = await veteran(world, [warmup(5, 60), work(5, 100), work(5, 100)])
    await opens(ann, "Day A", "Squat", "2 · 100 kg × 5")
    ann.sees("What was it really? Type it, like 85x5")
    await ann.says("85x6")
    assert "Corrected: 100 kg × 5 → 85 kg × 6" in ann.last
    assert await sets(ann) == ["60×5", "85×6", "100×5"]
    assert await sums(ann) == (2, 11, 100.0)
    await ann.taps("Undo")
    assert "Taken back." in ann.last
    assert not ann.sees_button("Undo")
    assert await sets(ann) == ["60×5", "100×5", "100×5"]
    assert await sums(ann) == (2, 10, 100.0)
    for button, text, told in (
        ("3 ·", "4", "100 kg × 5 → 100 kg × 4"),
        ("3 ·", "100x4@9", "100 kg × 4 → 100 kg × 4 @9"),
        ("3 ·", "102,5x3", "100 kg × 4 @9 → 102.5 kg × 3 @9"),
        ("3 ·", "185 lb x 5", "102.5 kg × 3 @9 → 185 lb × 5 @9"),
        ("1 ·", "50x8", "w 60 kg × 5 → w 50 kg × 8"),
        ("2 ·", "5x90", "100 kg × 5 → 90 kg × 5"),
    ):
        await ann.taps(button)
        await ann.says(text)
        assert f"Corrected: {told}" in ann.last
    await ann.taps("1 ·")
    await ann.taps("It was a working set")
    assert "w 50 kg × 8 → 50 kg × 8" in ann.last
    assert (await sums(ann))[0] == 3


@pytest.mark.parametrize(
    "text", ["hello", "85x", "NaN", "1e999", "²", "-5", "2000x5", "1001", "x" * 300, "3x5 100", "\u202e"]
)
async def test_what_is_no_set_changes_nothing_and_is_asked_again(world: World, text: str) -> None:
    ann = await veteran(world, [work(5, 100)])
    await opens(ann, "Day A", "Squat", "1 ·")
    await ann.says(text)
    assert "Squat, set 1 of 1: 100 kg × 5\n" in ann.last
    assert len(ann.last.text.splitlines()) == 2
    assert await sets(ann) == ["100×5"]
    await ann.says("85x5")
    assert await sets(ann) == ["85×5"]


async def test_editing_the_correction_corrects_it(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await finished(ann, "100 5,5,5", "100 3,3")
    await opens(ann, "Day 1", "Squat", "2 ·")
    await ann.says("85x5")
    await ann.edits("85x5", "80x6")
    assert await sets(ann) == ["100×5", "80×6", "100×5", "100×3", "100×3"]
    ann.sees("Corrected: Squat: 80 kg × 6")
    await ann.edits("100 5,5,5", "110 5,5,5,5")
    assert sorted(await sets(ann)) == sorted(["110×5"] * 4 + ["80×6", "100×3", "100×3"])
    assert await sums(ann) == (7, 32, 110.0)


async def test_a_set_is_deleted_and_brought_back(world: World) -> None:
    ann = await veteran(world, [work(5, 100), work(5, 105)])
    await opens(ann, "Day A", "Squat", "2 ·")
    await ann.taps_twice("Delete set")
    assert await sets(ann) == ["100×5"]
    assert await sums(ann) == (1, 5, 100.0)
    await ann.taps_twice("Undo")
    assert await sets(ann) == ["100×5", "105×5"]
    assert ann.toasts[-1] == "That is taken back already."
    assert await SetsBefore.all().count() == 0
    for _ in range(2):
        await ann.taps("1 ·")
        await ann.taps("Delete set")
    assert "no sets" in ann.last
    assert await sums(ann) == (0, None, None)
    await ann.taps("Undo")
    assert await sets(ann) == ["105×5"], "Undo takes back the last change"
    await opens(ann, "Day A")
    assert "Squat 105 kg × 5" in ann.last
    assert not ann.unanswered


async def test_a_set_that_was_forgotten_is_added(world: World) -> None:
    ann = await veteran(world, [work(5, 100)])
    await opens(ann, "Day A", "Squat", "+ Set")
    await ann.taps_twice("100 kg × 5 again")
    assert await sets(ann) == ["100×5", "100×5"], "two taps at once add one"
    await ann.taps("+ Set")
    await ann.says("what?")
    ann.sees("I couldn't read")
    await ann.says("90 8,8")
    assert "Added: 90 kg × 8, 8" in ann.last
    assert await sums(ann) == (4, 26, 100.0)
    await ann.taps("Undo")
    assert await sums(ann) == (2, 10, 100.0)
    dates = {row.logged_at.date() async for row in ExerciseSet.all()}
    assert len(dates) == 1, "it was done then, not today"


async def test_sums_too_large_are_refused_with_a_sentence(world: World) -> None:
    ann = await veteran(world, [work(1000, 10)] * 32)
    await opens(ann, "Day A", "Squat", "+ Set")
    await ann.says("10x1000")
    ann.sees("That is more than one workout can hold")
    assert len(await sets(ann)) == 32
    await ann.says("10x700")
    assert len(await sets(ann)) == 33
    await ann.taps("1 ·")
    await ann.says("0x0")
    await ann.says("10x1000")
    assert (await sums(ann))[1] == 32_700
    await ann.taps("More")
    await ann.taps("33 ·")
    await ann.says("10x1000")
    ann.sees("That is more than one workout can hold")
    assert (await sums(ann))[1] == 32_700


async def test_a_workout_holds_200_sets_at_most(world: World) -> None:
    ann = await veteran(world, [work(1, 10)] * 199)
    await opens(ann, "Day A", "Squat", "+ Set")
    await ann.says("10 1,1")
    ann.sees("200 sets is the most a workout can hold")
    await ann.says("10x1")
    assert len(await sets(ann)) == 200


async def test_a_deleted_exercise_is_nowhere_until_it_is_brought_back(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await finished(ann, "100 5,5", "bench 80 5,5")
    await opens(ann, "Day 1", "Squat")
    await ann.taps_twice("Delete exercise")
    assert "Deleted: Squat." in ann.last
    assert "2 sets · 800 kg" in ann.last
    assert "Squat 100" not in ann.last
    await ann.edits("100 5,5", "120 5,5")
    assert await sets(ann) == [], "an edit of what was deleted is nobody's business"
    assert ann.sees_not("Sorry")
    await ann.says("/week")
    ann.sees("Sets: 2 ·")
    await ann.says("/history")
    ann.sees("2 sets · 800 kg")
    await ann.says("85x5")
    assert not any("Squat" in button for row in ann.last.buttons for button in row), "nor is it offered"
    await ann.says("/cancel")
    await opens(ann, "Day 1", "Bench Press", "Delete exercise")
    assert "Nothing is left in this workout." in ann.last
    assert not ann.sees_button("Do this again")
    await ann.taps("Undo")
    assert "Bench Press 80 kg × 5, 5" in ann.last
    assert await UserExercisePerformance.filter(is_active=False).count() == 1


async def test_an_edit_that_names_a_deleted_exercise_brings_back_only_what_it_says(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await finished(ann, "100 5,5", "bench 80 5,5")
    await opens(ann, "Day 1", "Bench Press", "Delete exercise")
    await ann.edits("100 5,5", "bench 70 8")
    assert await sets(ann, "bench-press") == ["70×8"]
    assert await sums(ann, "bench-press") == (1, 8, 70.0)


# -- what hangs on it ---------------------------------------------------------------------------------


async def test_records_are_right_after_the_old_best_was_corrected(world: World) -> None:
    """A best that was a slip of the thumb, put right, no longer hides a record; put back, it does."""
    ann = await veteran(world, [work(5, 900)], [work(5, 60)])
    await past(await user_of(ann), [work(5, 100)], [work(5, 70)], days_ago=0)
    await ann.says("/week")
    ann.sees("Bench Press: 70 kg, was 60 kg")
    ann.sees_not("Squat: 100 kg")
    await ann.says("/history")
    oldest = ann.last.buttons[1][0]
    await ann.taps(oldest)
    await ann.taps("Squat")
    await ann.taps("1 ·")
    await ann.says("90x5")
    await ann.says("/week")
    ann.sees("Squat: 100 kg, was 90 kg")
    await ann.taps("Undo")
    await ann.says("/week")
    ann.sees_not("Squat: 100 kg")
    await ann.taps("Delete exercise")
    await ann.says("/week")
    assert ann.sees_not("Squat: 100 kg"), "without an old best there is none to beat"
    await ann.taps("Undo")
    await ann.taps("Bench Press")
    await ann.taps("1 ·")
    await ann.says("75x5")
    await ann.says("/week")
    ann.sees_not("Bench Press: 70 kg")


async def test_last_time_is_what_it_was_corrected_to(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await finished(ann, "100 5,5")
    await opens(ann, "Day 1", "Squat", "2 ·")
    await ann.says("95x3")
    await ann.says("/workout")
    ann.sees("Last time: 100 kg × 5 · 95 kg × 3")


async def test_a_week_that_was_told_is_told_right(world: World) -> None:
    await until_monday(world)
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await finished(ann, "100 5,5")
    await world.passes(days=7)
    told = ann.sees("Sets: 2")
    await opens(ann, "Day 1", "Squat", "2 ·", "Delete set")
    assert ann.sees("Sets: 1").message_id == told.message_id
    await ann.taps("Undo")
    assert ann.sees("Sets: 2").message_id == told.message_id
    await opens(ann, "Day 1", "Delete workout")
    assert ann.sees("Nothing trained").message_id == told.message_id
    await ann.taps("Undo")
    assert ann.sees("Sets: 2").message_id == told.message_id


async def test_the_week_after_it_is_compared_with_it_as_it_is_now(world: World) -> None:
    await until_monday(world)
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await finished(ann, "100 5,5,5")
    await world.passes(days=7)
    await ann.says("/workout")
    await finished(ann, "100 5,5")
    await world.passes(days=7)
    told = ann.sees("Week before: 3 ·")
    await ann.says("/history")
    await ann.taps(ann.last.buttons[1][0])
    await ann.taps("Squat")
    await ann.taps("1 ·")
    await ann.taps("Delete set")
    assert ann.sees("Week before: 2 ·").message_id == told.message_id
