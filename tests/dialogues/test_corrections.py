"""What was logged is corrected: by editing the message, by Undo; and taps that come late, twice or from elsewhere."""

from __future__ import annotations

from typing import Any

from handlers.views import taps
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance
from models.programs import Exercise
from models.sessions import UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, straight, training
from tests.conftest import World
from tests.people import Person, Seen
from tests.training import until_monday


async def logged(ann: Person) -> list[str]:
    """The sets in their order: "squat 100×5"."""
    rows = (
        await ExerciseSet.filter(performance__session__user__telegram_id=ann.id)
        .order_by("position")
        .select_related("performance__instruction__exercise")
    )
    return [f"{row.performance.instruction.exercise.key} {(row.weight_g or 0) / 1000:g}×{row.reps}" for row in rows]


async def totals(ann: Person, key: str) -> tuple[Any, ...]:
    """sets_completed, reps_completed and weight_kg of an exercise."""
    row = await UserExercisePerformance.get(
        session__user__telegram_id=ann.id, instruction__exercise__key=key, session__status="IN_PROGRESS"
    )
    return row.sets_completed, row.reps_completed, None if row.weight_kg is None else float(row.weight_kg)


async def test_editing_a_message_corrects_its_sets_where_they_stand(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("100 5,5")
    await ann.taps("✓ ")
    await ann.edits("100 5,5", "100 5,4,3")
    ann.sees("Corrected: Squat: 100 kg × 5, 4, 3")
    assert await logged(ann) == ["squat 100×5", "squat 100×4", "squat 100×3", "squat 100×5"]
    assert await totals(ann, "squat") == (4, 17, 100.0)
    assert "100 kg × 5, 4, 3, 5" in ann.last
    await ann.edits("100 5,4,3", "90x8")
    assert await logged(ann) == ["squat 90×8", "squat 100×5"]
    await ann.edits("90x8", "squat 95x8")
    assert await logged(ann) == ["squat 95×8", "squat 100×5"]
    await ann.edits("squat 95x8", "bench 60 8,8")
    assert await logged(ann) == ["bench-press 60×8", "bench-press 60×8", "squat 100×5"]
    assert await totals(ann, "squat") == (1, 5, 100.0)
    assert await totals(ann, "bench-press") == (2, 16, 60.0)
    dates = {row.message_id: row.logged_at async for row in ExerciseSet.all()}
    assert len(dates) == 2
    await ann.taps("Undo")
    await ann.taps("Undo")
    assert await logged(ann) == []


async def test_an_edit_that_says_no_sets_changes_nothing_and_says_so(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("85x5")
    for nonsense in ("85x", "NaN", "sqat 85x5", "", "x" * 300, "2000x5", "85x5x3x2"):
        before = ann.last.text
        await ann.edits(_own(ann), nonsense)
        assert await logged(ann) == ["squat 85×5"], nonsense
        assert ann.last.text == before
        if nonsense:
            ann.sees("I left the logged sets as they were: ")
    await ann.says("hello")
    await ann.edits("hello", "100x5")
    assert await logged(ann) == ["squat 85×5"], "an edit logs nothing that was not logged before"


def _own(ann: Person) -> Seen:
    return [message for message in ann.messages if not message.from_bot][-1]


async def test_an_edit_corrects_a_workout_that_is_over(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("85x5")
    await UserWorkoutSession.filter(status="IN_PROGRESS").update(status="COMPLETED")
    await ann.edits("85x5", "80x6")
    assert await logged(ann) == ["squat 80×6"]
    ann.sees("Corrected: Squat: 80 kg × 6")


async def test_undo_takes_back_all_sets_of_the_last_message_and_goes_on(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("✓ ")
    await ann.says("100 5,5,4,5")
    await ann.taps("✓ 80 kg × 5")
    await ann.says("/undo")
    ann.sees("Taken back: Bench Press: 80 kg × 5")
    assert "Set 1 · 80 kg × 5" in ann.last
    await ann.taps("Undo")
    assert ann.toasts[-1] == "Taken back: Squat: 100 kg × 5, 5, 4, 5"
    assert await logged(ann) == ["squat 100×5"]
    assert await totals(ann, "squat") == (1, 5, 100.0)
    assert "Set 2 · 100 kg × 5" in ann.last
    await ann.taps("Undo")
    assert await totals(ann, "squat") == (0, None, None)
    assert not ann.sees_button("Undo")
    await ann.says("/undo")
    ann.sees("There is nothing to take back.")
    assert "Set 1" in ann.last


async def test_two_taps_at_once_log_one_set(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps_twice("✓ ")
    assert await logged(ann) == ["squat 100×5"]
    assert ann.toasts == ["That set is logged already."]
    assert not ann.unanswered
    await ann.taps("✓ ")
    await ann.taps_twice("Undo")
    assert await logged(ann) == ["squat 100×5"], "one Undo takes back one set"


async def test_buttons_from_before_still_help_and_do_nothing_wrong(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    first = ann.last
    data = dict(first.data)
    await ann.taps("✓ ")
    await world.restart()
    await ann.taps("✓ ")
    assert await logged(ann) == ["squat 100×5"] * 2, "a card from before a restart goes on"
    await ann.taps("Undo")
    await ann.forges(data["✓ 100 kg × 5"])
    assert await logged(ann) == ["squat 100×5"]
    assert ann.toasts[-1] == "That set is logged already."
    await ann.taps("Swap")
    await ann.taps("Front Squat")
    for label in ("✓ 100 kg × 5", "Skip", "Later", "Swap", "+ Set", "− kg", "+ rep"):
        await ann.forges(data[label])
    assert await logged(ann) == ["squat 100×5"], "the squat was swapped"
    assert not ann.unanswered
    await UserWorkoutSession.filter(status="IN_PROGRESS").update(status="COMPLETED")
    ann.toasts.clear()
    for label in ("✓ 100 kg × 5", "Skip", "Later", "Swap", "Note", "+ Set", "+ Exercise", "− kg", "+ rep"):
        await ann.forges(data[label])
        assert ann.toasts[-1:] == ["That workout is over."], label
    await ann.taps("Undo")
    assert await logged(ann) == ["squat 100×5"]


async def test_buttons_of_somebody_else_have_no_effect(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("✓ ")
    bob = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, name="Bob")
    before = ann.last.text
    for data in [*ann.last.data.values()]:
        await bob.forges(data)
        assert await logged(ann) == ["squat 100×5"], data
    assert not bob.unanswered
    await ann.says("/workout")
    assert ann.last.text == before
    assert await logged(bob) == []
    owner = await User.get(telegram_id=ann.id)
    theirs = await Exercise.create(owner=owner, name="Secret", kind="WEIGHT", equipment="x")
    await bob.taps("+ Exercise")
    await bob.forges(taps.PICK(theirs.id))
    bob.sees_not("Secret")


async def test_forwarded_text_never_logs(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.forwards("100x5")
    assert await logged(ann) == []


async def test_a_set_of_another_exercise_can_be_taken_back(world: World) -> None:
    ann = await training(world, {"squat": straight(1, 5)})
    await ann.says("bench 60x5")
    await ann.taps("Undo")
    assert await logged(ann) == []


async def test_what_is_corrected_after_the_week_was_told_is_told_right(world: World) -> None:
    await until_monday(world)
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    said = await ann.says("100x5")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    for _ in range(3):
        await ann.taps("Skip", exact=True)
    await world.passes(days=7)
    told = ann.sees("Sets: 1")
    ann.starts_counting()
    await ann.edits(said, "3x5 100kg")
    assert ann.sees("Sets: 3").message_id == told.message_id
