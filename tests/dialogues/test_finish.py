"""The end of a workout, as an athlete goes through it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.views import taps
from models import clock, planning, weeks, workouts
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.measurements import UserMeasurement
from models.people import User
from models.programs import Exercise, Workout
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import enrolled
from tests.conftest import World
from tests.models.rows import work
from tests.people import Person

EFFORT, SORENESS, NOTE = "How hard was it", "How sore are you", "A note on this workout?"


async def user_of(person: Person) -> User:
    return await User.get(telegram_id=person.id)


async def session_of(person: Person) -> UserWorkoutSession:
    """The session begun last."""
    rows = UserWorkoutSession.filter(user__telegram_id=person.id, started_at__isnull=False)
    found = await rows.order_by("-started_at").first()
    assert found is not None
    return found


async def to_the_reminder(world: World, person: Person) -> datetime:
    """Time goes by until the next session is reminded of; returns when it is due."""
    session = (await planning.upcoming(await user_of(person), limit=1))[0]
    assert session.scheduled_at is not None
    await world.until(session.scheduled_at - timedelta(minutes=30))
    return session.scheduled_at


async def training(world: World, sets: int = 15, program: str = "linear-5x5") -> Person:
    """Ann in a workout, some sets of it done as asked, three minutes apart."""
    ann = await enrolled(world, program=program)
    await trains(world, ann, sets)
    return ann


async def trains(world: World, person: Person, sets: int = 15) -> None:
    await to_the_reminder(world, person)
    await person.taps("Start", exact=True)
    for _ in range(sets):
        await person.taps("✓ ")
        await world.passes(minutes=3)
    person.starts_counting()


async def at(world: World, question: str, sets: int = 15) -> Person:
    """Ann at one of the questions."""
    ann = await training(world, sets)
    await ann.taps("Finish")
    if sets < 15:
        await ann.taps("Finish anyway")
    for each in (EFFORT, SORENESS, NOTE):
        ann.sees(each)
        if each == question:
            break
        await ann.taps("Skip", exact=True)
    return ann


async def under_way(person: Person) -> bool:
    return (await session_of(person)).status is SessionStatus.IN_PROGRESS


# -- a workout from its reminder to its summary -------------------------------------------------------


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
    assert "🏁 A · 45 min" in summary
    assert "1,750 kg lifted" in summary
    assert "Squat 22.5 kg · +2.5 kg: all sets done" in summary
    assert "Next: B, " in summary
    assert "18:00" in summary
    assert "best so far" not in summary, "a first time beats nothing"
    assert "\n\n\n" not in summary


async def test_a_record_says_what_it_beat(world: World) -> None:
    ann = await at(world, NOTE)
    await ann.taps("Skip", exact=True)
    day = (await session_of(ann)).completed_at
    assert day is not None
    await trains(world, ann, 11)
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    record = f"🏆 Squat 22.5 kg × 5 · best so far 20 kg on {day.day} {day:%b}"
    assert record in ann.sees("🏁 B").text


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
    assert len(ann.last.text.splitlines()) <= 20
    assert len(ann.last.text) < 900


# -- too early ----------------------------------------------------------------------------------------


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


# -- nothing done -------------------------------------------------------------------------------------


async def test_without_a_set_the_workout_is_cancelled_and_stays_planned(world: World) -> None:
    ann = await training(world, 0)
    await ann.taps("Finish")
    ann.sees("Nothing is logged yet")
    await ann.taps("Cancel workout")
    ann.sees("Cancelled. A stays planned: today 18:00.")
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


# -- the questions ------------------------------------------------------------------------------------


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
    "text", ["0", "11", "-5", "8.5", "85x5", "hard", "²", "1e1", "NaN", "٨", "<b>8</b>", "💪", "9" * 4000, "1 2"]
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


@pytest.mark.parametrize("length", [1, 2000])
async def test_a_note_is_kept_as_typed(world: World, length: int) -> None:
    ann = await at(world, NOTE, sets=1)
    text = ("<b>&</b> 💪" * 250)[:length]
    await ann.says(text)
    assert (await session_of(ann)).notes == text
    assert not await under_way(ann)


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


# -- twice, too late, or somebody else's --------------------------------------------------------------


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
    assert sum("🏁 A" in each for each in ann.bot_messages) == 1
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


# -- the end of a program -----------------------------------------------------------------------------


async def test_a_program_that_ends_is_summed_up_and_something_is_offered(world: World) -> None:
    ann = await enrolled(world, program="run-8-weeks", weights="Later")
    enrollment = await UserProgramEnrollment.get(user__telegram_id=ann.id)
    last = await Workout.filter(program_id=enrollment.program_id).count()
    await UserProgramEnrollment.filter(id=enrollment.id).update(current_day=last)
    await planning.replan(await user_of(ann))
    await to_the_reminder(world, ann)
    await ann.taps("Start", exact=True)
    while ann.sees_button("✓ "):
        await ann.taps("✓ ")
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    summary = ann.last
    assert "🎉 Run 30 Minutes in 8 Weeks is done" in summary
    assert "1 workout in " in summary
    assert (await UserProgramEnrollment.get(id=enrollment.id)).status is EnrollmentStatus.COMPLETED
    await ann.taps("Next one: ")
    assert ann.sees_button("Enroll")
    await ann.taps("All programs", message=summary)
    await ann.taps("Again", message=summary)
    assert "You train this" not in ann.last


# -- left open ----------------------------------------------------------------------------------------


async def test_a_workout_left_open_is_closed_four_hours_after_its_last_set_as_of_that_set(world: World) -> None:
    """Silently, with a line that says so; nothing of it is left in the chat but that."""
    ann = await training(world, 7)
    found = await workouts.open_workout(await user_of(ann))
    assert found is not None
    last = max(each.logged_at for sets in found.sets.values() for each in sets)
    await world.until(last + timedelta(hours=4) - timedelta(seconds=5))
    assert await under_way(ann)
    await world.passes(seconds=10)
    session = await session_of(ann)
    assert (session.status, session.completed_at) == (SessionStatus.COMPLETED, last)
    summary = ann.last
    assert "I closed it by itself, as of your last set." in summary
    assert summary.silent
    assert ann.sees_not("exercise 2 of 3")
    assert ann.buzzes == 0
    await ann.says("5")
    assert ann.sees_button("Start B"), "a set typed now is no part of it"


async def test_a_question_left_open_goes_with_the_workout(world: World) -> None:
    """The rating given is kept, and the next text is no answer to a question that is gone."""
    ann = await at(world, EFFORT, sets=7)
    await ann.taps("8", exact=True)
    await world.passes(hours=5)
    session = await session_of(ann)
    assert (session.status, session.effort_rating) == (SessionStatus.COMPLETED, 8)
    assert ann.sees_not(SORENESS)
    await ann.says("hello")
    ann.sees("I did not understand")


async def test_another_question_stays_open_when_a_workout_closes(world: World) -> None:
    ann = await training(world, 7)
    await ann.says("/measure")
    await ann.taps("Body weight")
    question = ann.last
    await world.passes(hours=5)
    assert not await under_way(ann)
    assert question.message_id in {each.message_id for each in ann.bot_messages}
    await ann.says("82.4")
    assert await UserMeasurement.filter(user__telegram_id=ann.id).count() == 1


async def test_a_workout_left_open_without_a_set_is_planned_again(world: World) -> None:
    ann = await training(world, 0)
    await world.passes(hours=4, seconds=5)
    assert ann.sees_not("Set 1")
    ann.sees("Nothing was logged in A, so I closed it.")
    assert ann.buzzes == 0
    await ann.taps("Start again")
    ann.sees("Set 1")


async def test_a_workout_that_was_finished_is_not_closed_again(world: World) -> None:
    ann = await at(world, NOTE)
    await ann.taps("Skip", exact=True)
    left = ann.bot_messages_left
    await world.passes(hours=6)
    assert ann.bot_messages_left == left
    assert not await Reminder.filter(kind=ReminderKind.CLOSE, fired=False).exists()


async def test_nothing_is_closed_that_goes_on(world: World) -> None:
    """A long workout stays open while sets come."""
    ann = await training(world, 1)
    for _ in range(3):
        await world.passes(hours=3)
        await ann.taps("✓ ")
    assert await under_way(ann)
    await world.passes(hours=4, seconds=5)
    assert not await under_way(ann)


# -- the week -----------------------------------------------------------------------------------------


async def test_a_week_already_summed_up_counts_a_workout_finished_later(world: World) -> None:
    ann = await enrolled(world)
    user = await user_of(ann)
    await weeks.plan_digest(user)
    now = clock.now()
    sunday = (now + timedelta(days=(6 - now.weekday()) % 7 or 7)).replace(hour=19, minute=0, second=0, microsecond=0)
    await world.until(sunday + timedelta(minutes=1))
    before = [each.text for each in ann.bot_messages if each.text.startswith("Week")]
    found = await workouts.start_free(user, "Free workout")
    squat = await Exercise.get(key="squat")
    item = await workouts.add_exercise(found, squat, [PrescribedSet(reps=5)], after=None)
    await workouts.log_sets(found, item, [work(5, 100)], logged_at=clock.now())
    await ann.says("/workout")
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    after = [each.text for each in ann.bot_messages if each.text.startswith("Week")]
    assert len(before) == len(after) == 1
    assert before != after
