"""The reminder before a session and its four buttons; the question after one that was not trained."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from models import clock, planning
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.sessions import SessionMove, SessionStatus, UserWorkoutSession
from tests.athletes import enrolled, page_to
from tests.conftest import World
from tests.people import Person


def the_next(weekday: int, at: time) -> datetime:
    """The next such moment in UTC, where the athletes of these tests live."""
    now = clock.now()
    day = now.date() + timedelta(days=(weekday - now.weekday()) % 7)
    moment = datetime.combine(day, at, tzinfo=UTC)
    return moment if moment > now else moment + timedelta(days=7)


async def reminded(world: World) -> Person:
    """Ann, with the reminder of her first session on her phone. It is Monday, 17:30."""
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await world.until(the_next(0, time(17, 30)))
    return ann


async def finishes(ann: Person) -> None:
    """All sets of the workout under way, and no word on how it was."""
    while not ann.sees_button("🏁"):
        await ann.taps("✓ ")
    await ann.taps("Finish")
    for _ in range(3):
        await ann.taps("Skip", exact=True)


async def test_a_reminder_comes_half_an_hour_before_names_day_exercises_and_weights_and_buzzes(world: World) -> None:
    ann = await reminded(world)
    assert ann.buzzes == 1
    reminder = ann.last
    assert "Workout A at 18:00, in 30 min" in reminder.text
    assert "Squat 5×5 · 20 kg" in reminder.text
    assert reminder.buttons == [["Start"], ["+30 min", "Tomorrow", "Skip"]]


async def test_plus_thirty_minutes_moves_the_session_and_reminds_again_in_the_same_place(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("+30 min")
    ann.sees("Workout A moved: today 18:30")
    before = ann.bot_messages_left
    await world.passes(minutes=29)
    assert ann.buzzes == 1
    await world.passes(minutes=1)
    assert ann.buzzes == 2
    assert "Workout A at 18:30, in 30 min" in ann.last.text
    assert ann.bot_messages_left == before


async def test_tomorrow_moves_the_session_by_a_day_and_keeps_the_hour(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("Tomorrow")
    ann.sees("Workout A moved: tomorrow 18:00")
    await world.passes(days=1)
    assert "Workout A at 18:00, in 30 min" in ann.last.text


@pytest.mark.parametrize("button", ["+30 min", "Tomorrow"])
async def test_a_move_by_the_reminders_button_can_be_undone(world: World, button: str) -> None:
    ann = await reminded(world)
    in_order = UserWorkoutSession.filter(status=SessionStatus.PLANNED).order_by("scheduled_at")
    before = await in_order.values_list("scheduled_at", "workout_id")
    await ann.taps(button)
    await ann.taps_twice("Undo")
    ann.sees("Workout A is planned again: today 18:00.")
    assert (await in_order.values_list("scheduled_at", "workout_id"))[: len(before)] == before
    assert not await SessionMove.exists()
    await world.passes(minutes=20)
    assert ann.buzzes == 1
    assert not ann.unanswered


async def test_a_move_cannot_be_undone_once_the_day_is_over_nor_to_a_time_of_ones_own_making(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("Tomorrow")
    undo = ann.last.data["Undo"]
    kind, session, _, now = undo.split(".")
    for forged in ("0", "-999999999999", "999999999999"):
        await ann.forges(f"{kind}.{session}.{forged}.{now}")
        assert "older message" in ann.toasts[-1]
    await world.passes(hours=12)
    await ann.forges(undo)
    assert ann.toasts[-1] == "Too late to undo: that day is over. /schedule shows what is planned."
    bob = await enrolled(world, "Bob")
    await bob.forges(undo)
    assert "no longer planned" in bob.toasts[-1]
    moved = await UserWorkoutSession.get(scheduled_at=the_next(1, time(18)), user__telegram_id=ann.id)
    assert moved.status is SessionStatus.PLANNED


async def test_training_settles_the_question_and_leaves_two_messages(world: World) -> None:
    ann = await reminded(world)
    before = ann.bot_messages_left - 1
    await world.passes(hours=14)
    ann.sees("do it today, or shift the week?")
    await ann.says("/workout")
    await finishes(ann)
    assert not ann.sees_button("Shift the week")
    assert "🏁" in ann.last.text
    assert ann.bot_messages_left == before + 1


async def test_what_was_answered_makes_room_for_the_reminder(world: World) -> None:
    ann = await reminded(world)
    before = ann.bot_messages_left
    await world.passes(hours=14)
    await ann.taps("Shift the week")
    ann.sees("Shifted. Next: Workout A, tomorrow 18:00.")
    await world.until(the_next(2, time(17, 30)))
    await ann.taps("Start", exact=True)
    await finishes(ann)
    assert ann.sees_not("Shifted")
    assert ann.bot_messages_left == before + 1


async def test_skip_asks_nothing_says_what_is_next_and_can_be_undone(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("Skip")
    ann.sees("Skipped Workout A.")
    ann.sees("Next: Workout B, Wed")
    await ann.taps("Undo")
    ann.sees("Workout A is planned again: today 18:00")
    await world.passes(minutes=10)
    assert ann.buzzes == 1


async def test_a_missed_session_is_asked_about_once_silently_and_the_week_is_shifted(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=10)
    question = ann.sees("do it today, or shift the week?")
    assert question.silent
    assert ann.sees_not("Workout A was due")
    await ann.taps("Shift the week")
    ann.sees("Shifted. Next: Workout A, tomorrow 18:00")
    assert await UserWorkoutSession.filter(status=SessionStatus.MISSED).count() == 1


async def test_one_missed_question_at_a_time_not_a_pile(world: World) -> None:
    ann = await reminded(world)
    await world.passes(days=8)
    assert len([each for each in ann.bot_messages if "shift the week" in each.text]) == 1


async def test_whoever_starts_is_no_longer_asked_what_to_do_about_a_missed_one(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=10)
    ann.sees("was not trained")
    await ann.says("/workout")
    ann.sees_not("was not trained")
    ann.sees("Set 1")


async def test_do_it_today_plans_what_was_missed_today(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=14)
    await ann.taps("Do it today")
    ann.sees("Workout A is on for today, 18:00")
    await world.passes(hours=10)
    assert "Workout A at 18:00, in 30 min" in ann.last.text


async def test_what_is_done_the_day_after_was_moved_and_breaks_neither_the_week_nor_the_streak(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=14)
    await ann.taps("Do it today")
    await ann.says("/schedule")
    assert [row[0] for row in ann.last.buttons[:3]] == [
        "Today 18:00 · Workout A",
        "Tomorrow 18:00 · Workout B",
        f"{the_next(4, time(18)):%a} {the_next(4, time(18)).day} {the_next(4, time(18)):%b} 18:00 · Workout A",
    ]
    for _ in range(3):
        await ann.says("/workout")
        await finishes(ann)
        await world.passes(days=1)
    await ann.says("/week")
    ann.sees("Workouts: 3 of 3")
    assert not await UserWorkoutSession.filter(status=SessionStatus.MISSED).exists()


async def test_a_reminder_that_is_late_says_so(world: World) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await world.until(the_next(0, time(17)))
    await world.jump(hours=2)
    assert "Workout A was due at 18:00" in ann.last.text
    await ann.taps("+30 min")
    ann.sees("Workout A moved: today 19:30")


async def test_after_a_night_with_the_machine_off_only_the_question_comes(world: World) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await world.until(the_next(0, time(17)))
    await world.jump(hours=12)
    assert ann.buzzes == 0
    assert "do it today, or shift the week?" in ann.last.text


@pytest.mark.parametrize(
    ("button", "said"), [("+30 min", "today 18:30"), ("Tomorrow", "tomorrow 18:00"), ("Skip", "Next: Workout B")]
)
async def test_two_taps_on_a_reminders_button_do_it_once(world: World, button: str, said: str) -> None:
    ann = await reminded(world)
    await ann.taps_twice(button, exact=True)
    ann.sees(said)
    assert not ann.unanswered


async def test_undo_twice_and_too_late_is_answered(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("Skip")
    undo = ann.last.data["Undo"]
    await ann.taps_twice("Undo")
    ann.sees("Workout A is planned again")
    await ann.taps("Start now")
    await ann.forges(undo)
    assert "Too late to undo" in ann.toasts[-1]


async def test_buttons_of_a_session_that_has_begun_are_answered_and_change_nothing(world: World) -> None:
    ann = await reminded(world)
    buttons = ann.last.data
    await ann.taps("Start", exact=True)
    ann.sees("Workout A · 18:00")
    for label in ("+30 min", "Tomorrow", "Skip"):
        await ann.forges(buttons[label])
        assert ann.toasts[-1] == "That workout is open already."
    assert await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).count() == 1


async def test_a_late_answer_about_what_was_trained_since_is_settled(world: World) -> None:
    ann = await reminded(world)
    await world.passes(days=2)
    asked = ann.sees("was not trained")
    await ann.taps("Start", exact=True)
    await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).update(status=SessionStatus.COMPLETED)
    await UserProgramEnrollment.all().update(current_day=2)
    await planning.replan(await User.get())
    await ann.forges(asked.data["Do it today"], asked)
    assert ann.toasts[-1].startswith("That is settled.")
    assert not ann.sees_button("Shift the week")


async def test_a_question_too_old_to_be_deleted_becomes_a_line_that_asks_nothing(world: World) -> None:
    """Telegram lets a bot delete nothing after two days."""
    ann = await reminded(world)
    await world.until(the_next(4, time(17, 30)))
    asked = ann.sees("do it today, or shift the week?")
    await ann.taps("Start", exact=True)
    assert ann.sees_not("was not trained")
    line = ann.sees("A missed workout: settled.")
    assert (line.message_id, line.buttons) == (asked.message_id, [])
    assert ann.last.text.startswith("Set 1")


async def test_a_settled_question_too_old_to_be_deleted_asks_nothing_when_tapped(world: World) -> None:
    ann = await reminded(world)
    await world.passes(days=3)
    ann.sees("do it today, or shift the week?")
    await UserWorkoutSession.filter(status=SessionStatus.MISSED).update(status=SessionStatus.SKIPPED)
    await ann.taps_twice("Shift the week")
    assert ann.toasts[-1].startswith("That is settled.")
    assert ann.sees_not("was not trained")
    ann.sees("A missed workout: settled.")
    assert not ann.unanswered


async def test_doing_it_today_in_the_evening_means_soon(world: World) -> None:
    ann = await reminded(world)
    await world.until(the_next(1, time(20, 1)))
    await ann.taps_twice("Do it today")
    ann.sees("Workout A is on for today, 20:35.")
    await world.passes(minutes=5)
    assert "Workout A at 20:35, in 30 min" in ann.last.text
    assert ann.bot_messages_left == 2
    assert not ann.unanswered


async def test_a_question_that_is_settled_is_answered(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=10)
    buttons = ann.last.data
    await ann.taps_twice("Shift the week")
    await ann.forges(buttons["Shift the week"].replace("msh", "rsk"))
    assert "no longer planned" in ann.toasts[-1]
    assert not ann.unanswered


async def test_whoever_blocked_the_bot_gets_no_reminder_and_their_week_is_shifted(world: World) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    ann.blocks()
    await world.settle()
    await world.passes(days=3)
    assert ann.buzzes == 0
    assert ann.bot_messages_left == 1
    assert await UserWorkoutSession.filter(status=SessionStatus.MISSED).count() == 1


async def test_skipping_the_last_day_ends_the_program_and_undo_brings_it_back(world: World) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world, program="run-8-weeks")
    await UserProgramEnrollment.all().update(current_day=24)
    await planning.replan(await User.get())
    await world.until(the_next(0, time(17, 30)))
    await ann.taps("Skip")
    ann.sees("🎉 Run 30 Minutes in 8 Weeks is done")
    assert ann.sees_button("Again")
    assert ann.sees_button("Next one: ")
    assert (await UserProgramEnrollment.get()).status is EnrollmentStatus.COMPLETED
    await ann.taps("Undo")
    ann.sees("Week 8 · Run 3 is planned again: today 18:00.")
    again = await UserProgramEnrollment.get()
    assert (again.status, again.completion_date, again.current_day) == (EnrollmentStatus.ACTIVE, None, 24)


async def test_two_programs_missed_on_one_day_make_one_question(world: World) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await ann.says("/programs")
    await ann.taps("Other programs")
    await page_to(ann, "Run 30 Minutes")
    for button in ("Run 30 Minutes", "Enroll", "Mon Wed Fri", "07:00"):
        await ann.taps(button)
    await world.until(the_next(1, time(4)))
    assert await UserWorkoutSession.filter(status=SessionStatus.MISSED).count() == 2
    assert len([each for each in ann.bot_messages if "shift the week" in each.text]) == 1


async def test_a_session_at_the_lead_of_nothing_is_reminded_of_when_it_starts(world: World) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await User.all().update(reminder_lead=0)
    await planning.replan(await User.get())
    await world.until(the_next(0, time(18)))
    assert "Workout A now, 18:00" in ann.last.text
