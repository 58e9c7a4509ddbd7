"""The end of a workout, as an athlete goes through it."""

from __future__ import annotations

import pytest

from models import workouts
from models.reminders import Reminder, ReminderKind
from models.sessions import SessionStatus, UserWorkoutSession
from tests import athletes
from tests.athletes import enrolled
from tests.conftest import World
from tests.training import EFFORT, NOTE, at, session_of, to_the_reminder, training, trains, under_way, user_of

# -- a workout from its reminder to its summary -----------------------------------------------------


async def test_a_workout_costs_a_tap_a_set_and_five_and_leaves_two_messages(world: World) -> None:
    """Start, fifteen sets, Finish, effort, soreness, no note; the reminder's line and the summary stay."""
    ann = await enrolled(world)
    before = ann.bot_messages_left
    await to_the_reminder(world, ann)
    ann.starts_counting()
    await ann.taps("Start", exact=True)
    for _ in range(15):
        await ann.taps("✓ ")
        await world.passes(minutes=3)
    rests = ann.buzzes
    await ann.taps("Finish")
    await ann.taps("8", exact=True)
    await ann.taps("3", exact=True)
    await ann.taps("Skip", exact=True)
    assert ann.taps_made == 15 + 5
    assert ann.typed == 0
    assert ann.bot_messages_left - before == 2
    line, summary = ann.bot_messages[-2:]
    assert len(line.text.splitlines()) == 1
    assert not line.buttons
    assert "Next time" in summary
    assert not summary.buttons
    assert rests == 14
    assert ann.buzzes == rests + 1, "of all the messages of the end only the summary buzzes"
    assert not summary.silent
    assert not ann.unanswered


async def test_the_summary_says_what_was_done_what_changes_and_what_comes_next(world: World) -> None:
    ann = await at(world, NOTE)
    await ann.taps("Skip", exact=True)
    summary = ann.sees("15 sets").text
    assert summary.startswith("🏁")
    assert "A · 45 min" in summary
    assert "1,750 kg lifted" in summary
    assert "Squat 22.5 kg · +2.5 kg: all sets done" in summary
    assert "B, " in summary
    assert "18:00" in summary
    assert "🏆" not in summary, "a first time beats nothing"
    assert "\n\n\n" not in summary


async def test_a_record_says_what_it_beat(world: World) -> None:
    ann = await at(world, NOTE)
    await ann.taps("Skip", exact=True)
    day = (await session_of(ann)).completed_at
    assert day is not None
    await trains(world, ann, 11)
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    record = f"🏆 Squat 22.5 kg × 5, before 20 kg on {day.day} {day:%b} (also e1RM, volume)"
    assert record in ann.sees("🏁").text


async def test_a_miss_is_counted_and_the_third_one_is_a_deload(world: World) -> None:
    """The summary names the miss, what it leads to, and the weight."""
    ann = await enrolled(world, weights="Later")
    told = []
    for number in range(4):
        await to_the_reminder(world, ann)
        await ann.taps("Start", exact=True)
        await ann.says("100 5,5,5,5,5" if number == 0 else "5,5,5,5,4")
        for button in ("Finish", "Finish anyway", "Skip", "Skip", "Skip"):
            await ann.taps(button)
        told += [line for line in ann.last.text.partition("Next time")[2].splitlines() if line.startswith("Squat")]
    assert told == [
        "Squat 102.5 kg · learned from what you lifted",
        "Squat 102.5 kg · 1st miss of 3: same weight",
        "Squat 102.5 kg · 2nd miss of 3: same weight",
        "Squat 92.5 kg · −10 kg: deload after 3 misses",
    ]


async def test_an_exercise_left_out_is_not_said_to_change(world: World) -> None:
    ann = await at(world, NOTE, sets=5)
    await ann.taps("Skip", exact=True)
    assert "Squat 22.5 kg" in ann.last
    assert "Bench" not in ann.last.text.partition("Next time")[2]


async def test_body_weight_is_summed_up_in_reps(world: World) -> None:
    ann = await enrolled(world, program="bodyweight-3", weights="Later")
    await to_the_reminder(world, ann)
    await ann.taps("Start", exact=True)
    await ann.says("8,8")
    for button in ("Finish", "Finish anyway", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    assert "2 sets · 16 reps" in ann.last
    assert "not all sets done: same again" in ann.last


async def test_a_rep_more_is_said_from_the_first_time_on(world: World) -> None:
    ann = await enrolled(world, program="bodyweight-3", weights="Later")
    await to_the_reminder(world, ann)
    await ann.taps("Start", exact=True)
    while ann.sees_button("✓ "):
        await ann.taps("✓ ")
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    assert "Push Up 7 reps · +1 rep: all sets done" in ann.last
    assert "Plank 25 s · +5 s: all sets done" in ann.last


async def test_what_was_not_written_is_told_with_its_reason(world: World) -> None:
    """A later week without a weight goes on from what was lifted; the body's own weight is one that is known."""
    text = """# Week 1
## A
Squat / 1x5 / 60kg / progress: lp(2.5kg)
Pull Up / 1x5 / progress: lp(2.5kg)
# Week 2
## A
Squat / 1x3
Pull Up / 1x5
"""
    ann = await athletes.training(world, text)
    while ann.sees_button("✓ "):
        await ann.taps("✓ ")
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    assert "Squat 62.5 kg · learned from what you lifted" in ann.last
    assert "Pull Up 2.5 kg · +2.5 kg: all sets done" in ann.last


async def test_pounds_are_summed_up_in_pounds(world: World) -> None:
    ann = await enrolled(world, unit="lb")
    await trains(world, ann)
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    assert "lb lifted" in ann.last
    assert "+5 lb: all sets done" in ann.last
    assert "kg" not in ann.last.text


async def test_a_long_day_fits_a_phone(world: World) -> None:
    ann = await enrolled(world, program="upper-lower-4")
    for _ in range(5):
        await to_the_reminder(world, ann)
        await ann.taps("Start", exact=True)
        while ann.sees_button("✓ "):
            await ann.taps("✓ ")
        for button in ("Finish", "Skip", "Skip", "Skip"):
            await ann.taps(button)
    assert "🏆" in ann.last
    assert "… and " in ann.last
    assert len(ann.last.text.splitlines()) <= 18
    assert len(ann.last.text) < 800


# -- too early --------------------------------------------------------------------------------------


async def test_with_exercises_left_it_is_asked_once(world: World) -> None:
    ann = await training(world, 5)
    await ann.taps("Finish")
    ann.sees("2 exercises are left: Bench Press, Bent Over Row. Finish anyway?")
    await ann.taps("Keep going")
    assert ann.sees_not("Finish anyway?")
    ann.sees("Bench Press · exercise 2 of 3")
    assert await under_way(ann)
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    assert ann.sees_not("Finish anyway?")
    ann.sees(EFFORT)


async def test_one_exercise_left_is_named(world: World) -> None:
    ann = await training(world, 12)
    await ann.taps("Finish")
    ann.sees("Bent Over Row is left. Finish anyway?")


@pytest.mark.parametrize("answer", ["yes", "OK", "Finish anyway", "finish."])
async def test_yes_may_be_typed(world: World, answer: str) -> None:
    ann = await training(world, 5)
    await ann.taps("Finish")
    await ann.says(answer)
    ann.sees(EFFORT)


@pytest.mark.parametrize("answer", ["no", "Keep going"])
async def test_no_may_be_typed(world: World, answer: str) -> None:
    ann = await training(world, 5)
    await ann.taps("Finish")
    await ann.says(answer)
    ann.sees("Bench Press · exercise 2 of 3")
    assert ann.sees_not("Finish anyway?")


async def test_a_set_typed_instead_of_an_answer_is_logged(world: World) -> None:
    """Whoever tapped Finish by accident loses nothing."""
    ann = await training(world, 5)
    await ann.taps("Finish")
    await ann.says("30x5")
    assert ann.sees_not("Finish anyway?")
    ann.sees("30 kg × 5")
    user = await user_of(ann)
    found = await workouts.open_workout(user)
    assert found is not None
    assert found.count == 6


async def test_a_rest_goes_on_while_it_is_asked_whether_to_finish_and_ends_with_the_workout(world: World) -> None:
    ann = await training(world, 4)
    await ann.taps("✓ ")
    await ann.taps("Finish")
    assert await Reminder.filter(kind=ReminderKind.REST, fired=False).exists()
    await ann.taps("Finish anyway")
    assert not await Reminder.filter(kind=ReminderKind.REST, fired=False).exists()
    await world.passes(minutes=10)
    ann.sees(EFFORT)
    assert ann.buzzes == 0


# -- nothing done -----------------------------------------------------------------------------------


async def test_without_a_set_the_workout_is_cancelled_and_stays_planned(world: World) -> None:
    ann = await training(world, 0)
    await ann.taps("Finish")
    ann.sees("Nothing is logged yet")
    await ann.taps("Cancel workout")
    ann.sees("A stays planned: today 18:00.")
    assert not await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).exists()
    await world.passes(minutes=1)
    assert ann.sees_not("Set 1"), "the card is gone, and no reminder comes again at once"
    await ann.taps("Start again")
    ann.sees("Set 1")
    assert await under_way(ann)


async def test_keep_going_leaves_an_empty_workout_open(world: World) -> None:
    ann = await training(world, 0)
    await ann.taps("Finish")
    await ann.taps("Keep going")
    ann.sees("Set 1")
    assert await under_way(ann)


async def test_a_cancel_button_from_before_the_first_set_cancels_nothing(world: World) -> None:
    ann = await training(world, 0)
    await ann.taps("Finish")
    stale = ann.last.data["Cancel workout"]
    await ann.taps("✓ ")
    await ann.forges(stale)
    assert await under_way(ann)
    ann.sees("Finish anyway?")


async def test_a_free_workout_without_a_set_is_cancelled(world: World) -> None:
    ann = await enrolled(world)
    found = await workouts.start_free(await user_of(ann), "Free workout")
    await ann.says("/workout")
    await ann.taps("Finish")
    await ann.taps("Cancel workout")
    ann.sees("Cancelled.")
    assert not ann.sees_button("Start again")
    assert (await UserWorkoutSession.get(id=found.session.id)).status is SessionStatus.CANCELLED


async def test_the_summary_repeats_how_it_was_and_the_note_as_typed(world: World) -> None:
    """What was understood is echoed; a long note in its first words."""
    ann = await at(world, EFFORT)
    await ann.taps("7", exact=True)
    await ann.taps("3", exact=True)
    await ann.says("Slept <b>badly</b> & late\n" + "x" * 500)
    ann.sees("Effort 7 · Soreness 3 · “Slept <b>badly</b> & late xxx")
    assert len(ann.last.text) < 500


# -- where a question stands --------------------------------------------------------------------------


async def test_a_question_comes_below_the_card_it_was_asked_from(world: World) -> None:
    """Not in the place of one that was open further up: nobody looks there. One, however often it is tapped."""
    ann = await training(world, 5)
    await ann.says("/programs")
    await ann.says("/workout")
    await ann.says("22.5x5")
    left = ann.bot_messages_left
    ann.starts_counting()
    await ann.taps("Finish")
    assert "Finish anyway?" in ann.last
    assert ann.bot_messages_left <= left + 1
    asked = ann.last
    await ann.taps("Finish", exact=True)
    assert ann.last.message_id == asked.message_id
    await ann.taps("Keep going")
    assert ann.last.text.startswith("Set 2")
    assert ann.sees_not("Finish anyway?")
    await ann.says("/programs")
    page = ann.last
    await ann.taps("Linear 5×5 Barbell")
    assert ann.last.message_id == page.message_id
    assert ann.buzzes == 0
    assert not ann.unanswered


async def test_a_question_that_something_was_said_below_moves_down(world: World) -> None:
    ann = await training(world, 5)
    await ann.taps("Finish")
    await ann.says("/help")
    await ann.taps("Finish", exact=True)
    assert "Finish anyway?" in ann.last
    assert sum("Finish anyway?" in each for each in ann.bot_messages) == 1
