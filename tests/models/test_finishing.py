"""The end of a workout: what it changes, over real sessions of real programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest

from models import clock, enrollments, finishing, planning, programs, reminders, workouts
from models.enrollments import EnrollmentStatus, ExerciseState, UserProgramEnrollment
from models.finishing import NoteTooLongError, NotOpenError, Outcome
from models.people import User
from models.performances import UserExercisePerformance
from models.programs import Exercise, Program, Workout
from models.reminders import Reminder, ReminderKind
from models.rules.plan import as_done
from models.rules.progression import Reason
from models.rules.records import RecordKind
from models.rules.schedule import Slot
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from models.workouts import Live
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work

MONDAY = datetime(2031, 3, 3, 12, tzinfo=UTC)  # a Monday at noon
EVENING = [Slot(weekday, time(18)) for weekday in (0, 2, 4)]


@dataclass
class Gym:
    """Somebody on a program, whose time goes by from session to session."""

    world: World
    user: User
    program: Program
    enrollment: UserProgramEnrollment

    async def starts(self) -> Live:
        """Begin the next planned session at its time."""
        session = (await planning.upcoming(self.user, limit=1))[0]
        assert session.scheduled_at is not None
        if session.scheduled_at > clock.now():
            await self.to(session.scheduled_at)
        return await workouts.start(self.user, session)

    async def to(self, instant: datetime) -> None:
        await self.world.jump(seconds=(instant - clock.now()).total_seconds())

    async def does(self, found: Live, *, misses: str = "", leaves_out: str = "", weight_g: int | None = None) -> None:
        """Every set as asked but: one rep less in the last set of `misses`, nothing of `leaves_out`."""
        for item in found.plan.items:
            sets = [
                DoneSet(each.kind, each.reps, weight_g or each.weight_g, Unit.KG, each.seconds)
                for each in map(as_done, item.sets)
            ]
            if item.name == misses:
                sets[-1] = DoneSet(reps=(sets[-1].reps or 0) - 1, weight_g=sets[-1].weight_g)
            if item.name != leaves_out:
                await workouts.log_sets(found, item, sets, logged_at=clock.now())

    async def trains(self, minutes: int = 60, **how: str) -> Outcome:
        """The next session, from its start to its end."""
        found = await self.starts()
        await self.does(found, **how)  # type: ignore[arg-type] # misses and leaves_out
        await self.world.jump(minutes=minutes)
        return await finishing.finish(found, clock.now())

    async def state(self, name: str) -> ExerciseState:
        return await ExerciseState.get(enrollment_id=self.enrollment.id, exercise__name=name)


@pytest.fixture
async def gym(world: World) -> Gym:
    """Ann on the 5×5, every weight 40 kg, from a Monday noon on."""
    await world.jump(seconds=(MONDAY - clock.now()).total_seconds())
    return await joins(world, "linear-5x5")


async def joins(world: World, key: str, weight_g: int | None = 40_000, unit: Unit = Unit.KG) -> Gym:
    user = await rows.person(unit=unit)
    program = await Program.get(key=key)
    weights = {each.id: weight_g for each in await programs.exercises(program)} if weight_g else {}
    return Gym(world, user, program, await planning.enroll(user, program, EVENING, weights))


def changes(outcome: Outcome) -> dict[str, tuple[Reason, int | None, int | None]]:
    return {
        each.exercise: (each.change.reason, each.change.before_g, each.change.after_g) for each in outcome.changes
    }


# -- the session --------------------------------------------------------------------------------------


async def test_a_finished_session_holds_when_it_ended_and_how_long_it_took(gym: Gym) -> None:
    """Completed, with the instant and the seconds, in its row; nothing of it falls due any more."""
    found = await gym.starts()
    await gym.does(found)
    await workouts.rest(found, 180)
    await gym.world.jump(minutes=50)
    outcome = await finishing.finish(found, clock.now() - timedelta(minutes=5))
    row = await UserWorkoutSession.get(id=found.session.id)
    assert row.status is SessionStatus.COMPLETED
    assert row.started_at is not None
    assert row.completed_at is not None
    assert row.duration_seconds == outcome.seconds == int((row.completed_at - row.started_at).total_seconds())
    assert 44 * 60 <= outcome.seconds <= 45 * 60 + 30
    assert (outcome.name, outcome.sets, outcome.reps, outcome.volume_g) == ("A", 15, 75, 75 * 40_000)
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
    found.sets = {
        key: [_at(each, start) for each in sets] for key, sets in found.sets.items()
    }
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


# -- progression --------------------------------------------------------------------------------------


async def test_all_sets_done_is_more_next_time(gym: Gym) -> None:
    outcome = await gym.trains()
    more = (Reason.ALL_SETS_DONE, 40_000, 42_500)
    assert changes(outcome) == {"Squat": more, "Bench Press": more, "Bent Over Row": more}
    found = await gym.starts()
    assert [(each.name, each.sets[0].weight_g) for each in found.plan.items] == [
        ("Squat", 42_500),
        ("Overhead Press", 40_000),
        ("Deadlift", 40_000),
    ]


async def test_the_third_miss_in_a_row_is_a_deload(gym: Gym) -> None:
    """Two misses repeat the weight and are counted; the third takes ten percent off; then it climbs again."""
    told: list[object] = []
    for _ in range(4):
        outcome = await gym.trains(misses="Squat" if len(told) < 3 else "")
        [squat] = [each.change for each in outcome.changes if each.exercise == "Squat"]
        told.append((squat.reason, squat.after_g, squat.misses, squat.of))
    assert told == [
        (Reason.MISSED, 40_000, 1, 3),
        (Reason.MISSED, 40_000, 2, 3),
        (Reason.DELOAD, 35_000, 0, 3),
        (Reason.ALL_SETS_DONE, 37_500, 0, 3),
    ]


async def test_a_miss_is_forgiven_by_the_next_success(gym: Gym) -> None:
    for misses in ("Squat", "Squat", "", "Squat"):
        await gym.trains(misses=misses)
    assert ((await gym.state("Squat")).weight_g, (await gym.state("Squat")).misses) == (42_500, 1)


async def test_weights_that_the_plates_cannot_make_are_rounded_to_those_they_can(gym: Gym) -> None:
    """With nothing smaller than a pair of fives, 2.5 kg more are 10."""
    gym.user.plates = [[20_000, 4], [5_000, 4]]
    await gym.user.save()
    outcome = await gym.trains()
    assert changes(outcome)["Squat"] == (Reason.ALL_SETS_DONE, 40_000, 50_000)


async def test_pounds_go_up_in_pounds(world: World) -> None:
    gym = await joins(world, "linear-5x5", 61_235, unit=Unit.LB)  # 135 lb
    outcome = await gym.trains()
    assert changes(outcome)["Squat"] == (Reason.ALL_SETS_DONE, 61_235, 63_503)  # 140 lb


async def test_the_first_session_teaches_the_weights(world: World) -> None:
    gym = await joins(world, "linear-5x5", None)
    found = await gym.starts()
    for item in found.plan.items:
        await workouts.log_sets(found, item, [work(5, 60)] * 5, logged_at=clock.now())
    assert changes(await finishing.finish(found, clock.now()))["Squat"] == (Reason.LEARNED, None, 62_500)
    assert (await gym.state("Squat")).weight_g == 62_500


async def test_another_weight_than_asked_is_the_base_from_now_on(gym: Gym) -> None:
    found = await gym.starts()
    squat = found.plan.items[0]
    squat.change([PrescribedSet(reps=5, weight_g=60_000)] * 5)
    await workouts.save_plan(found)
    await gym.does(found)
    assert changes(await finishing.finish(found, clock.now()))["Squat"] == (Reason.OVERRIDDEN, 40_000, 62_500)


async def test_an_exercise_left_out_stays_as_it_was(gym: Gym) -> None:
    """Skipped, skipped half way, or just not done: not trained, or missed where some of it was tried."""
    found = await gym.starts()
    squat, bench, row = found.plan.items
    await workouts.log_sets(found, squat, [work(5, 40)] * 2, logged_at=clock.now())
    squat.skipped = True
    bench.skipped = True
    await workouts.save_plan(found)
    await workouts.log_sets(found, row, [work(5, 40)] * 2, logged_at=clock.now())
    assert changes(await finishing.finish(found, clock.now())) == {
        "Squat": (Reason.NOT_TRAINED, 40_000, 40_000),
        "Bench Press": (Reason.NOT_TRAINED, 40_000, 40_000),
        "Bent Over Row": (Reason.MISSED, 40_000, 40_000),
    }


async def test_a_swap_has_no_progression_and_what_it_stands_for_none_either(gym: Gym) -> None:
    found = await gym.starts()
    press = await Exercise.get(key="dumbbell-bench-press")
    new = await workouts.swap(found, found.plan.items[1], press, [PrescribedSet(reps=5, weight_g=20_000)] * 5)
    assert new in found.plan.items
    await gym.does(found)
    outcome = await finishing.finish(found, clock.now())
    assert set(changes(outcome)) == {"Squat", "Bent Over Row"}
    assert not await ExerciseState.filter(exercise_id=press.id).exists()
    assert (await gym.state("Bench Press")).weight_g == 40_000


async def test_reps_grow_first_where_the_program_says_so(world: World) -> None:
    """Body weight alone: a rep more each time, remembered from session to session."""
    gym = await joins(world, "bodyweight-3", None)
    before = await gym.starts()
    await gym.does(before)
    outcome = await finishing.finish(before, clock.now())
    grown = [each for each in outcome.changes if each.change.after_target != each.change.before_target]
    assert grown
    assert all(each.change.reason in {Reason.ALL_SETS_DONE, Reason.LEARNED} for each in grown)
    for _ in range(2):
        await gym.trains()
    after = await gym.starts()
    assert after.session.workout_id == before.session.workout_id
    asked = {each.name: (each.sets[0].reps or 0) + (each.sets[0].seconds or 0) for each in after.plan.items}
    was = {each.name: (each.sets[0].reps or 0) + (each.sets[0].seconds or 0) for each in before.plan.items}
    assert all(asked[each.exercise] > was[each.exercise] for each in grown)


@pytest.mark.parametrize("weight_g", [1_000_000, 999_999])
async def test_no_weight_grows_beyond_what_a_set_can_hold(world: World, weight_g: int) -> None:
    gym = await joins(world, "dumbbell-full-body-3", weight_g)
    for _ in range(4):
        await gym.trains()
    assert max([each.weight_g or 0 async for each in ExerciseState.all()]) <= 1_000_000


async def test_a_free_workout_changes_no_program(gym: Gym) -> None:
    found = await workouts.start_free(gym.user, "Free workout")
    squat = await Exercise.get(key="squat")
    item = await workouts.add_exercise(found, squat, [PrescribedSet(reps=5)], after=None)
    await workouts.log_sets(found, item, [work(5, 100)], logged_at=clock.now())
    outcome = await finishing.finish(found, clock.now())
    assert outcome.changes == ()
    assert outcome.completed is None
    assert (await gym.state("Squat")).weight_g == 40_000
    assert outcome.next is not None
    assert outcome.next.enrollment_id == gym.enrollment.id


# -- the program --------------------------------------------------------------------------------------


async def test_the_program_goes_on_with_the_next_day_and_begins_again_after_the_last(gym: Gym) -> None:
    following = []
    for _ in range(4):
        outcome = await gym.trains()
        assert outcome.completed is None
        assert outcome.next is not None
        following.append((outcome.next.workout.name, f"{outcome.next.scheduled_at:%a %H:%M}"))
    assert following == [("B", "Wed 18:00"), ("A", "Fri 18:00"), ("B", "Mon 18:00"), ("A", "Wed 18:00")]


async def test_whoever_trains_ahead_of_time_has_used_that_day(gym: Gym) -> None:
    """Monday's workout on Monday noon, Wednesday's on Tuesday: the next one is Friday's, three a week."""
    await gym.trains()
    await gym.world.jump(hours=20)
    found = await workouts.start(gym.user, (await planning.upcoming(gym.user, limit=1))[0])
    await gym.does(found)
    outcome = await finishing.finish(found, clock.now())
    assert outcome.next is not None
    assert (outcome.next.workout.name, f"{outcome.next.scheduled_at:%a}") == ("A", "Fri")


async def test_whoever_joins_after_todays_hour_begins_with_the_first_day(gym: Gym) -> None:
    """No day of the program is lost on an hour that has passed."""
    await gym.world.jump(hours=7)
    late = await joins(gym.world, "linear-5x5")
    first = (await planning.upcoming(late.user, limit=1))[0]
    assert (first.workout.name, f"{first.scheduled_at:%a}") == ("A", "Wed")


async def test_a_day_that_was_trained_out_of_turn_moves_nothing_on(gym: Gym) -> None:
    """Whoever does another day than the current one goes on with the current one."""
    second = (await planning.upcoming(gym.user))[1]
    found = await workouts.start(gym.user, second)
    await gym.does(found)
    outcome = await finishing.finish(found, clock.now())
    assert (await UserProgramEnrollment.get(id=gym.enrollment.id)).current_day == 1
    assert outcome.next is not None
    assert outcome.next.workout.name == "A"


async def test_whoever_left_the_program_in_the_middle_of_a_workout_keeps_the_workout(gym: Gym) -> None:
    found = await gym.starts()
    await gym.does(found)
    await planning.leave(gym.user, gym.enrollment)
    outcome = await finishing.finish(found, clock.now())
    assert outcome.next is None
    assert outcome.completed is None
    row = await UserProgramEnrollment.get(id=gym.enrollment.id)
    assert (row.status, row.current_day) == (EnrollmentStatus.ABANDONED, 1)


async def test_the_last_day_completes_a_program_that_does_not_repeat(world: World) -> None:
    """With its sums: workouts, working sets, weeks."""
    await world.jump(seconds=(MONDAY - clock.now()).total_seconds())
    gym = await joins(world, "run-8-weeks", None)
    days = await Workout.filter(program_id=gym.program.id).count()
    assert days == 24
    first = await gym.trains()
    assert first.completed is None
    await UserProgramEnrollment.filter(id=gym.enrollment.id).update(current_day=days)
    await planning.replan(gym.user)
    await world.jump(weeks=7)
    await planning.replan(gym.user)
    last = await gym.trains()
    assert last.completed is not None
    assert last.completed.program.key == "run-8-weeks"
    assert (last.completed.sessions, last.completed.sets, last.completed.weeks) == (2, first.sets + last.sets, 8)
    assert last.next is None
    row = await UserProgramEnrollment.get(id=gym.enrollment.id)
    assert (row.status, row.completion_date) == (EnrollmentStatus.COMPLETED, clock.now().date())
    assert await enrollments.running(gym.user) == []


# -- records ------------------------------------------------------------------------------------------


async def test_a_record_says_what_it_beat_and_when(gym: Gym) -> None:
    first = await gym.trains()
    assert first.records == (), "a first time beats nothing"
    lifted_at = clock.now()
    second = await gym.trains()
    [squat] = second.records
    assert (squat.exercise, squat.record.kind, squat.reps) == ("Squat", RecordKind.HEAVIEST, 5)
    assert (squat.record.value, squat.record.previous) == (42_500, 40_000)
    assert abs(squat.record.previous_at - lifted_at) < timedelta(hours=2)


async def test_records_count_only_the_persons_own_completed_work(gym: Gym) -> None:
    """Not somebody else's, not what was deleted, not a warm-up."""
    await gym.trains()
    squat = await Exercise.get(key="squat")
    day = await rows.workout("Day", squat)
    before = clock.now() - timedelta(days=3)
    await rows.trained(await rows.person("Bob"), day, before, [[work(5, 300)]])
    await rows.trained(gym.user, day, before, [[work(5, 300)]], is_active=False)
    await rows.trained(gym.user, day, before, [[warmup(5, 300)]])
    outcome = await gym.trains()
    assert [each.record.previous for each in outcome.records] == [40_000]


@pytest.mark.parametrize(
    ("before", "now", "beaten"),
    [
        ([work(5, 100)], [work(5, 102.5)], [(RecordKind.HEAVIEST, 102_500, 100_000)]),
        ([work(5, 100)], [work(7, 100)], [(RecordKind.REPS, 7, 5)]),
        ([work(5, 100)], [work(5, 100)], []),
        ([work(5, 100)], [work(20, 60)], [(RecordKind.REPS, 20, 5)]),
        ([work(5, 100)], [work(1, 150), work(1, 200, SetKind.WARMUP)], [(RecordKind.HEAVIEST, 150_000, 100_000)]),
        ([], [work(5, 100)], []),
    ],
)
async def test_one_record_an_exercise(
    gym: Gym, before: list[DoneSet], now: list[DoneSet], beaten: list[tuple[RecordKind, int, int]]
) -> None:
    squat = await Exercise.get(key="squat")
    day = await rows.workout("Day", squat)
    await rows.trained(gym.user, day, clock.now() - timedelta(days=9), [before])
    found = await workouts.start_free(gym.user, "Free workout")
    item = await workouts.add_exercise(found, squat, [PrescribedSet(reps=5)], after=None)
    await workouts.log_sets(found, item, now, logged_at=clock.now())
    outcome = await finishing.finish(found, clock.now())
    assert [(each.record.kind, each.record.value, each.record.previous) for each in outcome.records] == beaten


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


