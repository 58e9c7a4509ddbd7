"""What ends with a workout, and a workout that nobody ended."""

from __future__ import annotations

from datetime import timedelta

from models import clock, planning, weeks, workouts
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.measurements import UserMeasurement
from models.programs import Exercise, Workout
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet
from models.sessions import SessionStatus
from tests.athletes import enrolled
from tests.conftest import World
from tests.models.rows import work
from tests.training import EFFORT, NOTE, SORENESS, at, session_of, to_the_reminder, training, under_way, user_of

# -- the end of a program ---------------------------------------------------------------------------


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


# -- left open --------------------------------------------------------------------------------------


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
    assert ann.sees_button("Start "), "a set typed now is no part of it"


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
    ann.sees("A, so I closed it.")
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


# -- the week ---------------------------------------------------------------------------------------


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
