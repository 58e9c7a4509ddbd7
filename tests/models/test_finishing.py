"""The end of a workout: its session, what is kept of it, and a workout given up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models import clock, finishing, planning, reminders, timers, workouts
from models.enrollments import UserProgramEnrollment
from models.finishing import NoteTooLongError, NotOpenError
from models.performances import UserExercisePerformance
from models.programs import Exercise
from models.reminders import Reminder, ReminderKind
from models.rules.progression import Reason
from models.rules.sets import PrescribedSet
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from tests.conftest import World
from tests.models.gym import Gym, at_the_gym, changes
from tests.models.rows import warmup, work


@pytest.fixture
async def gym(world: World) -> Gym:
    return await at_the_gym(world)


async def test_a_finished_session_holds_when_it_ended_and_how_long_it_took(gym: Gym) -> None:
    """Completed, with the instant and the seconds, in its row; nothing of it falls due any more."""
    found = await gym.starts()
    await gym.does(found)
    await timers.rest_until(found, clock.now() + timedelta(seconds=180))
    await gym.world.jump(minutes=50)
    outcome = await finishing.finish(found, clock.now() - timedelta(minutes=5))
    row = await UserWorkoutSession.get(id=found.session.id)
    assert row.status is SessionStatus.COMPLETED
    assert row.started_at is not None
    assert row.completed_at is not None
    assert row.duration_seconds == outcome.seconds == int((row.completed_at - row.started_at).total_seconds())
    assert 44 * 60 <= outcome.seconds <= 45 * 60 + 30
    assert (outcome.name[-1], outcome.sets, outcome.reps, outcome.volume_g) == ("A", 15, 75, 75 * 40_000)
    assert not await Reminder.filter(user_id=gym.user.id, kind__in=[ReminderKind.REST, ReminderKind.CLOSE]).exists()


@pytest.mark.parametrize(
    ("ended", "seconds"),
    [
        (timedelta(days=-3), 0),  # before it began
        (timedelta(seconds=90), 90),
        (timedelta(hours=9), 32_400),
        (timedelta(hours=10), 32_767),  # a SMALLINT holds no more
        (timedelta(days=400), 32_767),  # after now
    ],
)
async def test_a_duration_fits_its_column_and_is_never_negative(gym: Gym, ended: timedelta, seconds: int) -> None:
    found = await gym.starts()
    await gym.does(found)
    start = found.session.started_at
    assert start is not None
    found.sets = {key: [_at(each, start) for each in sets] for key, sets in found.sets.items()}
    await gym.world.jump(hours=20)
    await finishing.finish(found, start + ended)
    row = await UserWorkoutSession.get(id=found.session.id)
    assert row.duration_seconds == seconds
    assert row.completed_at is not None
    assert start <= row.completed_at <= clock.now()


def _at(logged: workouts.LoggedSet, instant: datetime) -> workouts.LoggedSet:
    return workouts.LoggedSet(logged.id, logged.position, logged.done, instant, logged.message_id)


async def test_a_session_does_not_end_before_its_last_set(gym: Gym) -> None:
    found = await gym.starts()
    await gym.world.jump(minutes=30)
    await gym.does(found)
    last = finishing.last_set_at(found)
    await finishing.finish(found, clock.now() - timedelta(minutes=20))
    assert (await UserWorkoutSession.get(id=found.session.id)).completed_at == last


async def test_finishing_twice_changes_nothing(gym: Gym) -> None:
    """The second time raises; weights, days and times stay as the first left them."""
    found = await gym.starts()
    await gym.does(found)
    again = await workouts.live(gym.user, found.session.id)
    assert again is not None
    await finishing.finish(found, clock.now())
    with pytest.raises(NotOpenError):
        await finishing.finish(again, clock.now())
    with pytest.raises(NotOpenError):
        await finishing.abandon(again)
    assert (await gym.state("Squat")).weight_g == 42_500
    assert (await UserProgramEnrollment.get(id=gym.enrollment.id)).current_day == 2


async def test_sets_that_were_taken_back_count_for_nothing(gym: Gym) -> None:
    """Neither for the sums, nor for a record, nor for the next weight."""
    await gym.trains()
    await gym.trains()
    found = await gym.starts()
    squat = found.plan.items[0]
    await workouts.log_sets(found, squat, [work(5, 200)], logged_at=clock.now())
    assert await workouts.undo(found) is not None
    await gym.does(found, leaves_out="Squat")
    outcome = await finishing.finish(found, clock.now())
    assert outcome.sets == 10
    assert changes(outcome)["Squat"] == (Reason.NOT_TRAINED, 45_000, 45_000)
    assert "Squat" not in {each.exercise for each in outcome.records}


async def test_warmups_are_neither_sets_nor_reps_nor_volume(gym: Gym) -> None:
    found = await gym.starts()
    squat = found.plan.items[0]
    await workouts.log_sets(found, squat, [warmup(5, 20), work(5, 40)], logged_at=clock.now())
    outcome = await finishing.finish(found, clock.now())
    assert (outcome.sets, outcome.reps, outcome.volume_g) == (1, 5, 200_000)


async def test_both_dumbbells_count(gym: Gym) -> None:
    found = await workouts.start_free(gym.user, "Free workout")
    curl = await Exercise.get(key="dumbbell-curl")
    item = await workouts.add_exercise(found, curl, [PrescribedSet(reps=10)], after=None)
    await workouts.log_sets(found, item, [work(10, 10)], logged_at=clock.now())
    assert (await finishing.finish(found, clock.now())).volume_g == 200_000


async def test_sums_that_no_row_could_hold_are_no_trouble(gym: Gym) -> None:
    """200 sets of 1,000 reps with a tonne, over six exercises."""
    found = await workouts.start_free(gym.user, "Free workout")
    exercises = await Exercise.filter(kind="WEIGHT", owner_id=None).limit(8)
    for exercise in exercises:
        item = await workouts.add_exercise(found, exercise, [], after=None)
        await workouts.log_sets(found, item, [work(1000, 1000)] * 25, logged_at=clock.now())
    outcome = await finishing.finish(found, clock.now())
    assert outcome.reps == 200_000


# -- giving up ----------------------------------------------------------------------------------------


async def test_a_workout_given_up_is_planned_again(gym: Gym) -> None:
    """The same session at its old time, without a trace of the attempt; and it is not reminded of at once."""
    found = await gym.starts()
    at = found.session.scheduled_at
    await workouts.log_sets(found, found.plan.items[0], [work(5, 40)], logged_at=clock.now())
    await workouts.undo(found)
    await finishing.rate(found, effort=8, soreness=3, notes="no rack free")
    assert await finishing.abandon(found) is SessionStatus.PLANNED
    row = await UserWorkoutSession.get(id=found.session.id)
    assert (row.status, row.scheduled_at, row.started_at) == (SessionStatus.PLANNED, at, None)
    assert (row.effort_rating, row.soreness_rating, row.notes) == (None, None, None)
    assert not await SessionPlan.filter(session_id=row.id).exists()
    assert not await UserExercisePerformance.filter(session_id=row.id).exists()
    assert not [each for each in await reminders.due(10) if each.user_id == gym.user.id]
    assert await Reminder.filter(subject=str(row.id), kind=ReminderKind.MISSED, fired=False).exists()
    again = await workouts.start(gym.user, row)
    assert again.count == 0


async def test_a_workout_given_up_before_its_reminder_is_still_reminded_of(gym: Gym) -> None:
    session = (await planning.upcoming(gym.user, limit=1))[0]
    found = await workouts.start(gym.user, session)
    await finishing.abandon(found)
    assert await Reminder.filter(subject=str(session.id), kind=ReminderKind.SESSION, fired=False).exists()


async def test_a_workout_given_up_after_its_day_was_missed(gym: Gym) -> None:
    """Its day of the program is planned anew: shifted, not lost."""
    found = await gym.starts()
    await gym.world.jump(hours=12)
    assert await finishing.abandon(found) is SessionStatus.MISSED
    following = (await planning.upcoming(gym.user, limit=1))[0]
    assert following.workout_id == found.session.workout_id
    assert following.id != found.session.id


async def test_a_free_workout_given_up_is_cancelled(gym: Gym) -> None:
    found = await workouts.start_free(gym.user, "Free workout")
    assert await finishing.abandon(found) is SessionStatus.CANCELLED
    row = await UserWorkoutSession.get(id=found.session.id)
    assert (row.status, row.completed_at) == (SessionStatus.CANCELLED, None)
    assert not await SessionPlan.filter(session_id=row.id).exists()


async def test_a_note_on_an_exercise_outlives_the_workout_that_was_given_up(gym: Gym) -> None:
    """It is shown at the next attempt, and does not hold the plan up."""
    found = await gym.starts()
    await workouts.annotate(found, found.plan.items[0], notes="seat 4, pins 7")
    await finishing.abandon(found)
    again = await workouts.start(gym.user, await UserWorkoutSession.get(id=found.session.id))
    assert again.plan.items[0].note == "seat 4, pins 7"
    await finishing.abandon(again)
    await planning.leave(gym.user, gym.enrollment)
    assert not await UserWorkoutSession.filter(id=found.session.id).exists()


# -- ratings ------------------------------------------------------------------------------------------


async def test_ratings_and_notes_are_rows_at_once(gym: Gym) -> None:
    found = await gym.starts()
    await finishing.rate(found, effort=1)
    await finishing.rate(found, soreness=10)
    await finishing.rate(found, notes="ж" * 2000)
    row = await UserWorkoutSession.get(id=found.session.id)
    assert (row.effort_rating, row.soreness_rating, row.notes) == (1, 10, "ж" * 2000)
    await finishing.rate(found, effort=None)
    assert (await UserWorkoutSession.get(id=found.session.id)).effort_rating is None


@pytest.mark.parametrize("rating", [0, 11, -1, 32_768])
async def test_ratings_out_of_range_are_refused(gym: Gym, rating: int) -> None:
    found = await gym.starts()
    with pytest.raises(ValueError, match=str(rating)):
        await finishing.rate(found, effort=rating)
    with pytest.raises(ValueError, match=str(rating)):
        await finishing.rate(found, soreness=rating)
    row = await UserWorkoutSession.get(id=found.session.id)
    assert (row.effort_rating, row.soreness_rating) == (None, None)


async def test_a_note_too_long_is_refused_with_its_length(gym: Gym) -> None:
    found = await gym.starts()
    with pytest.raises(NoteTooLongError) as caught:
        await finishing.rate(found, notes="x" * 2001)
    assert caught.value.length == 2001
    assert (await UserWorkoutSession.get(id=found.session.id)).notes is None
