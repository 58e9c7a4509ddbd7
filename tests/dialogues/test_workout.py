"""A workout, as an athlete goes through it: starting, resting, coming back after time off, and odd messages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo import acts
from handlers.views import taps
from models import clock
from models.deliveries import Inbox, InboxState
from models.performances import ExerciseSet
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, enrolled, straight, training
from tests.conftest import World
from tests.people import Person

RESTS = {
    "squat": [PrescribedSet(reps=5, rest_seconds=180), PrescribedSet(reps=5, rest_seconds=90)],
    "bench-press": straight(2, 5, rest=60),
}


def first(ann: Person) -> str:
    """What a lock screen shows."""
    return ann.last.text.splitlines()[0]


async def test_a_workout_is_logged_set_by_set_with_one_tap_each(world: World) -> None:
    ann = await enrolled(world)
    await ann.says("/workout")
    for number in range(1, 4):
        assert first(ann).startswith(f"Set {number} · ")
        await ann.taps("✓ ")
    assert first(ann) == "Set 4 · 20 kg × 5 · empty bar"


async def test_the_first_line_is_what_a_lock_screen_shows(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("5,5,5")
    assert ann.last.text.splitlines() == [
        "Set 4 · 100 kg × 5 · 25 + 15 a side",
        "Squat · exercise 1 of 3 · ●●●○○",
        "✓ 100 kg × 5, 5, 5",
        ann.last.text.splitlines()[3],
    ]
    assert ann.last.text.splitlines()[3].startswith("⏱ Rest 3:00, until ")


async def test_a_rest_starts_with_each_set_and_buzzes_when_it_is_over(world: World) -> None:
    ann = await training(world, RESTS, weights=FIVE_WEIGHTS)
    card = ann.last
    await ann.taps("✓ ")
    assert "Rest 3:00" in ann.last
    await world.passes(seconds=175)
    assert ann.buzzes == 0
    assert ann.last.message_id == card.message_id
    await world.passes(seconds=10)
    assert ann.buzzes == 1
    assert ann.last.message_id > card.message_id
    assert len(ann.bot_messages) == 1, "the old card is gone"
    assert "Rest" not in ann.last
    assert first(ann) == "Set 2 · 100 kg × 5 · 25 + 15 a side"
    await world.passes(minutes=10)
    assert ann.buzzes == 1
    await ann.taps("✓ ")
    assert "Rest 1:30" in ann.last
    await ann.taps("Rest + 30 s")
    assert "Rest 2:00" in ann.last
    await world.passes(seconds=110)
    assert ann.buzzes == 1
    await ann.taps("Rest − 30 s")
    assert "Rest" not in ann.last, "less than nothing left: it is over now"
    assert not ann.sees_button("Rest")
    await world.passes(minutes=5)
    assert ann.buzzes == 1
    await ann.says("5")
    assert "Rest 1:00" in ann.last
    await ann.taps("Undo")
    assert "Rest" not in ann.last
    await world.passes(minutes=5)
    assert ann.buzzes == 1, "what was taken back needs no rest"
    await ann.says("5,5")
    assert "All sets done" in ann.last
    assert "Rest" not in ann.last
    await world.passes(minutes=5)
    assert ann.buzzes == 1, "no rest after the last set"


async def test_a_rest_survives_a_restart_and_ends_with_the_workout(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("✓ ")
    await world.restart()
    await world.passes(minutes=4)
    assert ann.buzzes == 1
    await ann.taps("✓ ")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    ann.starts_counting()
    await world.passes(minutes=10)
    assert ann.buzzes == 0


@pytest.mark.parametrize("seconds", [99_999_999_999, -99_999_999_999, 86_400])
async def test_a_forged_rest_changes_nothing(world: World, seconds: int) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("✓ 100 kg × 5")
    session = await UserWorkoutSession.filter(status="IN_PROGRESS").get()
    rest = await Reminder.get(kind=ReminderKind.REST)
    await ann.forges(taps.REST(session.id, seconds))
    assert (await Reminder.get(kind=ReminderKind.REST)).due_at == rest.due_at
    assert not ann.unanswered


async def test_a_question_stays_open_while_a_rest_ends(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("✓ ")
    await ann.taps("Note")
    await world.passes(minutes=4)
    assert first(ann).startswith("Set 2")
    await ann.says("seat 4")
    assert "📌 seat 4" in ann.last
    assert len(ann.bot_messages) == 2
    await ann.taps("✓ ")
    assert len(ann.bot_messages) == 1


async def test_after_two_weeks_away_lighter_weights_are_offered_and_nothing_is_forced(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, days=9)
    for days, answer, wanted in ((13, "", "100 kg"), (14, "10 % lighter", "90 kg"), (20, "As planned", "100 kg")):
        await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).update(
            status=SessionStatus.COMPLETED, completed_at=clock.now()
        )
        await world.jump(days=days, minutes=5)
        await ann.says("/workout")
        if answer:
            assert f"You were away for {days} days" in ann.last
            await ann.taps_twice(answer)
        assert first(ann).startswith(f"Set 1 · {wanted} × 5"), (days, ann.transcript())
        assert ann.last.buttons[0] == [f"✓ {wanted} × 5"]
    await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).update(
        status=SessionStatus.COMPLETED, completed_at=clock.now()
    )
    await world.jump(days=30)
    await ann.says("/workout")
    await ann.says("95x5")
    assert "✓ 95 kg × 5" in ann.last
    assert not ann.sees_button("lighter"), "whoever logs a set has answered"


async def test_twenty_minutes_left_is_offered_where_much_is_left(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("✓ ")
    await ann.taps("Finish")
    await ann.taps("20 minutes left")
    assert ann.toasts[-1] == "Down to the main lifts: Squat, Bench Press."
    assert "Squat · exercise 1 of 2" in ann.last
    assert len(ann.bot_messages) == 1
    await ann.says("100 5,5,5,5")
    await ann.says("80 5,5,5,5,5")
    assert "All sets done" in ann.last


async def test_a_command_leads_back_from_the_questions_at_the_end(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    for command in ("/workout", "/undo"):
        await ann.taps("✓ ")
        await ann.taps("Finish")
        await ann.taps("Finish anyway")
        await ann.says(command)
        assert first(ann).startswith("Set ")
        await ann.says("85x5")
        assert "85 kg × 5" in ann.last, command


async def test_one_workout_is_under_way_at_a_time(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    other = await UserWorkoutSession.filter(status=SessionStatus.PLANNED).first()
    assert other is not None
    await ann.forges(taps.START(other.id))
    assert ann.toasts[-1] == "Finish the workout that is under way first."
    assert first(ann).startswith("Set 1")
    assert await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).count() == 1


async def test_nothing_odd_logs_anything_or_hides_the_card(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    card = ann.last.text
    api = world.server.world
    for content in (
        acts.sticker(api),
        acts.voice(api, seconds=3),
        acts.photo(api, b"\xff\xd8", "100x5"),
        acts.document(api, b"100x5", "sets.csv", "text/csv", "100x5"),
        acts.location(52.5, 13.4),
    ):
        await ann.sends(content)
        assert ann.last.text == card, content
        assert len(ann.bot_messages) == 2
    for text in (
        "x" * 4096,
        "5 " * 2048,
        "😀" * 4096,
        "\0",
        "5\0x",
        "\ud800",
        "85x\udfff5",
        "مرحبا",
        "\u202e5x001",
        "💪five",
        "<b>5</b>",
        "{ $set }",
    ):
        await ann.says(text)
        assert ann.last.text == card, ascii(text[:20])
        assert len(ann.bot_messages) <= 2, ascii(text[:20])
        assert len(ann.bot_messages[0].text) < 250
    assert not await ExerciseSet.exists()
    assert not await Inbox.filter(state=InboxState.ASIDE).exists()
    await ann.says("8\x005x5")
    assert "✓ 85 kg × 5" in ann.last, "a NUL is nothing"


async def test_a_set_late_by_a_night_keeps_the_date_of_its_message(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    before = clock.now()
    await ann.taps("✓ ")
    row = await ExerciseSet.get()
    assert timedelta() <= row.logged_at - before < timedelta(seconds=30)
    assert row.message_id is None


async def test_somebody_whose_card_cannot_be_drawn_is_told_that_something_went_wrong(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    plan = (await SessionPlan.get()).plan
    await SessionPlan.all().update(plan={"items": [{}]})
    await ann.says("85x5")
    ann.sees("Sorry, I could not handle that message.")
    await SessionPlan.all().update(plan=plan)
    await ann.says("85x5")
    assert "✓ 85 kg × 5" in ann.last
