"""How it was: the questions between the last set and the summary."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.views import taps
from models import clock
from models.enrollments import UserProgramEnrollment
from models.sessions import SessionStatus
from tests.athletes import enrolled
from tests.conftest import World
from tests.training import EFFORT, NOTE, SORENESS, at, session_of, training, under_way

# -- the questions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rating"),
    [("8", 8), ("1", 1), ("10", 10), (" 7 ", 7), ("８", 8), ("9/10", 9), ("8.", 8), ("skip", None), ("No", None)],
)
async def test_ratings_may_be_typed(world: World, text: str, rating: int | None) -> None:
    ann = await at(world, EFFORT, sets=1)
    await ann.says(text)
    ann.sees(SORENESS)
    await ann.says(text)
    ann.sees(NOTE)
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating) == (rating, rating)


@pytest.mark.parametrize(
    "text", ["0", "11", "-5", "8.5", "hard", "²", "1e1", "NaN", "٨", "<b>8</b>", "💪", "9" * 4000, "1 2"]
)
async def test_whatever_is_no_rating_costs_one_sentence(world: World, text: str) -> None:
    ann = await at(world, EFFORT, sets=1)
    for question in (EFFORT, SORENESS):
        await ann.says(text)
        asked = ann.last
        assert question in asked
        assert "is no whole number from 1 to 10, like 7" in asked
        assert len(asked.text.splitlines()) <= 3
        assert len(asked.text) < 300
        await ann.taps("Skip", exact=True)
    ann.sees(NOTE)
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating) == (None, None)


async def test_what_is_no_text_is_asked_again(world: World) -> None:
    ann = await at(world, EFFORT, sets=1)
    for question in (EFFORT, SORENESS, NOTE):
        await ann.sends_sticker()
        assert question in ann.last
        await ann.sends_voice()
        assert question in ann.last
        await ann.sends_location()
        assert question in ann.last
        if question != NOTE:
            await ann.taps("Skip", exact=True)
    assert "Only text can be a note" in ann.last
    assert await under_way(ann)


async def test_each_rating_is_kept_at_once(world: World) -> None:
    """A restart between two questions loses nothing, and goes unnoticed."""
    ann = await at(world, EFFORT, sets=1)
    await ann.taps("8", exact=True)
    await world.restart()
    assert (await session_of(ann)).effort_rating == 8
    ann.sees("Effort 8")
    await ann.taps("4", exact=True)
    await world.restart()
    ann.sees("Effort 8 · Soreness 4")
    await ann.says("slept badly")
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating, session.notes) == (8, 4, "slept badly")
    assert session.status is SessionStatus.COMPLETED
    ann.sees("🏁")


async def test_what_was_understood_has_an_undo_beside_it_that_asks_anew(world: World) -> None:
    ann = await at(world, EFFORT, sets=1)
    assert not ann.sees_button("Undo")
    await ann.says("9")
    ann.sees("Effort 9")
    await ann.taps("Undo", exact=True)
    ann.sees(EFFORT)
    assert (await session_of(ann)).effort_rating is None
    assert ann.sees_not("Effort 9")
    await ann.taps("6", exact=True)
    await ann.taps("3", exact=True)
    ann.sees("Effort 6 · Soreness 3")
    await ann.taps("Undo", exact=True)
    ann.sees(SORENESS)
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating) == (6, None)
    await ann.taps("Skip", exact=True)
    await ann.taps("Undo", exact=True)
    ann.sees(SORENESS)
    await ann.taps("Undo", exact=True)
    for rating in ("7", "2"):
        await ann.taps(rating, exact=True)
    await ann.says("fine")
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating, session.notes) == (7, 2, "fine")


async def test_an_undo_tapped_twice_or_too_late_takes_back_nothing_more(world: World) -> None:
    ann = await at(world, EFFORT, sets=1)
    await ann.taps("9", exact=True)
    of_effort = ann.last.data["Undo"]
    await ann.taps_twice("Undo", exact=True)
    ann.sees(EFFORT)
    await ann.taps("8", exact=True)
    await ann.taps("3", exact=True)
    await ann.forges(of_effort)
    assert "changed meanwhile" in ann.toasts[-1]
    ann.sees(NOTE)
    await ann.taps_twice("Undo", exact=True)
    ann.sees(SORENESS)
    assert (await session_of(ann)).effort_rating == 8
    await ann.taps("Back to the workout")
    ann.toasts.clear()
    await ann.forges(of_effort)
    assert "changed meanwhile" in ann.toasts[-1]
    ann.sees("Set 2")
    assert (await session_of(ann)).effort_rating == 8
    await ann.forges(of_effort.replace("effort", "note"))
    assert "older message" in ann.toasts[-1]
    assert not ann.unanswered


async def test_undo_works_while_another_question_is_open(world: World) -> None:
    ann = await at(world, EFFORT, sets=1)
    await ann.taps("9", exact=True)
    question = ann.last
    await ann.says("/measure")
    await ann.taps("Undo", exact=True, message=question)
    ann.sees(EFFORT)
    await ann.says("5")
    assert (await session_of(ann)).effort_rating == 5


@pytest.mark.parametrize("length", [1, 2000])
async def test_a_note_is_kept_as_typed(world: World, length: int) -> None:
    ann = await at(world, NOTE, sets=1)
    text = ("<b>&</b> 💪" * 250)[:length]
    await ann.says(text)
    assert (await session_of(ann)).notes == text
    assert not await under_way(ann)


async def test_a_set_typed_at_the_note_is_logged_and_the_workout_goes_on(world: World) -> None:
    ann = await at(world, NOTE, sets=1)
    await ann.says("3x5 20kg")
    ann.sees("Set 5")
    assert await under_way(ann)
    assert (await session_of(ann)).notes is None


async def test_a_note_may_begin_with_a_set(world: World) -> None:
    ann = await at(world, NOTE, sets=1)
    await ann.says("5x5 was too easy")
    ann.sees("🏁")
    assert (await session_of(ann)).notes == "5x5 was too easy"


async def test_a_note_too_long_is_refused_with_the_limit_and_stays_asked(world: World) -> None:
    ann = await at(world, NOTE, sets=1)
    await ann.says("x" * 2001)
    ann.sees("A note has 2,000 characters at most; this has 2,001.")
    assert await under_way(ann)
    assert (await session_of(ann)).notes is None
    await ann.says("x" * 2000)
    assert not await under_way(ann)


async def test_the_workout_ended_when_finish_was_tapped(world: World) -> None:
    """Not when the last question was answered."""
    ann = await training(world, 15)
    tapped = clock.now()
    await ann.taps("Finish")
    await world.passes(minutes=40)
    await ann.taps("Skip", exact=True)
    await world.passes(minutes=40)
    await ann.taps("Skip", exact=True)
    await ann.taps("Skip", exact=True)
    completed = (await session_of(ann)).completed_at
    assert completed is not None
    assert abs(completed - tapped) < timedelta(seconds=5)


@pytest.mark.parametrize("question", [EFFORT, SORENESS, NOTE])
async def test_every_question_leads_back_to_the_workout(world: World, question: str) -> None:
    ann = await at(world, question, sets=1)
    await ann.taps("Back to the workout")
    ann.sees("Set 2")
    assert ann.sees_not(question)
    assert await under_way(ann)
    await ann.says("5")
    ann.sees("Set 3")


@pytest.mark.parametrize("question", [EFFORT, SORENESS, NOTE])
async def test_cancel_keeps_what_was_entered_and_the_workout_open(world: World, question: str) -> None:
    ann = await at(world, EFFORT, sets=1)
    for each in (EFFORT, SORENESS, NOTE):
        if each == question:
            break
        await ann.taps("6", exact=True)
    await ann.says("/cancel")
    assert await under_way(ann)
    ann.sees("Set 2")
    session = await session_of(ann)
    assert session.effort_rating == (None if question == EFFORT else 6)
    assert session.soreness_rating == (6 if question == NOTE else None)


@pytest.mark.parametrize("command", ["/week", "/help", "/plates 100", "/measure", "/schedule", "/programs", "/nope"])
async def test_every_command_works_at_a_question_and_the_question_can_still_be_answered(
    world: World, command: str
) -> None:
    ann = await at(world, EFFORT, sets=1)
    question = ann.last
    await ann.says(command)
    assert await under_way(ann)
    if any(each.message_id == question.message_id for each in ann.messages):
        await ann.taps("7", exact=True, message=question)
        ann.sees(SORENESS)
        assert (await session_of(ann)).effort_rating == 7


@pytest.mark.parametrize("question", [EFFORT, SORENESS, NOTE])
async def test_whoever_has_the_card_back_is_training_again(world: World, question: str) -> None:
    """However it came back: what is typed is a set, not a rating or a note."""
    ann = await at(world, question, sets=1)
    await ann.says("/workout")
    ann.sees("Set 2")
    await ann.says("5")
    ann.sees("Set 3")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    ann.sees(EFFORT)
    await ann.edits("5", "4")
    await ann.says("20x5")
    ann.sees("Set 4")
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating, session.notes) == (None, None, None)


# -- twice, too late, or somebody else's ------------------------------------------------------------


async def test_every_button_may_be_tapped_twice(world: World) -> None:
    """One summary, one session, one step of the program."""
    ann = await training(world)
    before = ann.bot_messages_left
    await ann.taps_twice("Finish")
    ann.sees(EFFORT)
    await ann.taps_twice("8", exact=True)
    ann.sees(SORENESS)
    await ann.taps_twice("3", exact=True)
    ann.sees(NOTE)
    await ann.taps_twice("Skip", exact=True)
    assert sum("🏁" in each for each in ann.bot_messages) == 1
    assert ann.bot_messages_left == before
    assert ann.toasts[-1:] == ["That workout is over."]
    session = await session_of(ann)
    assert (session.effort_rating, session.soreness_rating) == (8, 3)
    enrollment = await UserProgramEnrollment.get(user__telegram_id=ann.id)
    assert enrollment.current_day == 2


async def test_buttons_of_a_workout_that_is_over_change_nothing(world: World) -> None:
    ann = await at(world, NOTE)
    await ann.taps("Skip", exact=True)
    session = await session_of(ann)
    ended = int(clock.now().timestamp())
    shown = [each.text for each in ann.bot_messages]
    for data in (
        taps.FINISH(session.id),
        taps.FINISH_ANYWAY(session.id),
        taps.CANCEL_WORKOUT(session.id),
        taps.EFFORT(session.id, ended, 9),
        taps.SORENESS(session.id, ended, 9),
        taps.NO_NOTE(session.id, ended),
        taps.UNDO_RATED(session.id, ended, "effort"),
    ):
        ann.toasts.clear()
        await ann.forges(data)
        assert ann.toasts == ["That workout is over."]
    assert [each.text for each in ann.bot_messages] == shown
    again = await session_of(ann)
    assert (again.effort_rating, again.completed_at) == (None, session.completed_at)


async def test_somebody_elses_workout_cannot_be_ended(world: World) -> None:
    ann = await training(world, 5)
    session = await session_of(ann)
    bob = await enrolled(world, "Bob")
    ended = int(clock.now().timestamp())
    for data in (
        taps.FINISH(session.id),
        taps.FINISH_ANYWAY(session.id),
        taps.CANCEL_WORKOUT(session.id),
        taps.EFFORT(session.id, ended, 1),
        taps.SORENESS(session.id, ended, 1),
        taps.NO_NOTE(session.id, ended),
        taps.UNDO_RATED(session.id, ended, "effort"),
    ):
        bob.toasts.clear()
        await bob.forges(data)
        assert "not there any more" in bob.toasts[0]
    assert await under_way(ann)
    assert (await session_of(ann)).effort_rating is None


@pytest.mark.parametrize("rating", [-1, 11, 99_999])
async def test_a_forged_rating_is_refused(world: World, rating: int) -> None:
    ann = await at(world, EFFORT, sets=1)
    session, ended = await session_of(ann), int(clock.now().timestamp())
    await ann.forges(taps.EFFORT(session.id, ended, rating))
    await ann.forges(taps.SORENESS(session.id, ended, rating))
    ann.sees(EFFORT)
    again = await session_of(ann)
    assert (again.effort_rating, again.soreness_rating) == (None, None)


@pytest.mark.parametrize("ended", [-99_999_999_999, 0, 999_999_999_999])
async def test_a_forged_time_ends_the_workout_between_its_last_set_and_now(world: World, ended: int) -> None:
    ann = await training(world, 2)
    session = await session_of(ann)
    await ann.forges(taps.NO_NOTE(session.id, ended))
    session = await session_of(ann)
    assert session.status is SessionStatus.COMPLETED
    assert session.completed_at is not None
    assert session.started_at is not None
    assert session.started_at <= session.completed_at <= clock.now()
