"""The reminder before a session and its four buttons; the question after one that was not trained."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from models import clock
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import enrolled
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


async def test_a_reminder_comes_half_an_hour_before_names_day_exercises_and_weights_and_buzzes(world: World) -> None:
    ann = await reminded(world)
    assert ann.buzzes == 1
    reminder = ann.last
    assert "A at 18:00, in 30 min" in reminder.text
    assert "Squat 5×5 · 20 kg" in reminder.text
    assert reminder.buttons == [["Start"], ["+30 min", "Tomorrow", "Skip"]]


async def test_plus_thirty_minutes_moves_the_session_and_reminds_again_in_the_same_place(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("+30 min")
    ann.sees("A moved: today 18:30")
    before = ann.bot_messages_left
    await world.passes(minutes=29)
    assert ann.buzzes == 1
    await world.passes(minutes=1)
    assert ann.buzzes == 2
    assert "A at 18:30, in 30 min" in ann.last.text
    assert ann.bot_messages_left == before


async def test_tomorrow_moves_the_session_by_a_day_and_keeps_the_hour(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("Tomorrow")
    ann.sees("A moved: tomorrow 18:00")
    await world.passes(days=1)
    assert "A at 18:00, in 30 min" in ann.last.text


async def test_skip_asks_nothing_says_what_is_next_and_can_be_undone(world: World) -> None:
    ann = await reminded(world)
    await ann.taps("Skip")
    ann.sees("Skipped A.")
    ann.sees("Next: B, Wed")
    await ann.taps("Undo")
    ann.sees("A is planned again: today 18:00")
    await world.passes(minutes=10)
    assert ann.buzzes == 1


async def test_a_missed_session_is_asked_about_once_silently_and_the_week_is_shifted(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=10)
    question = ann.sees("Do it today, or shift the week?")
    assert question.silent
    assert ann.sees_not("A was due")
    await ann.taps("Shift the week")
    ann.sees("Shifted. Next: A, tomorrow 18:00")
    assert await UserWorkoutSession.filter(status=SessionStatus.MISSED).count() == 1


async def test_one_missed_question_at_a_time_not_a_pile(world: World) -> None:
    ann = await reminded(world)
    await world.passes(days=8)
    assert len([each for each in ann.bot_messages if "shift the week" in each.text]) == 1


async def test_do_it_today_plans_what_was_missed_today(world: World) -> None:
    ann = await reminded(world)
    await world.passes(hours=14)
    await ann.taps("Do it today")
    ann.sees("A is on for today, 18:00")
    await world.passes(hours=10)
    assert "A at 18:00, in 30 min" in ann.last.text
