"""What a workout changes: the weights, the program, the records; over real sessions of real programs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import clock, enrollments, finishing, planning, workouts
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.programs import Exercise, Workout
from models.rules.progression import Reason
from models.rules.records import RecordKind
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit
from tests.conftest import World
from tests.models import rows
from tests.models.gym import Gym, at_the_gym, changes, joins
from tests.models.rows import warmup, work
from tests.standing import stands


@pytest.fixture
async def gym(world: World) -> Gym:
    return await at_the_gym(world)


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
        told.append((squat.reason, squat.after.weight_g, squat.misses, squat.of))
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
    """With nothing smaller than a pair of fives the steps of 2.5 kg add up until ten more can be loaded."""
    gym.user.plates = [[20_000, 4], [5_000, 4]]
    await gym.user.save()
    told = [changes(await gym.trains())["Squat"] for _ in range(4)]
    assert told == [
        (Reason.ALL_SETS_DONE, 40_000, 40_000),
        (Reason.ALL_SETS_DONE, 40_000, 40_000),
        (Reason.ALL_SETS_DONE, 40_000, 50_000),
        (Reason.ALL_SETS_DONE, 50_000, 50_000),
    ]


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
    assert press.name not in await stands(gym.enrollment)
    assert (await gym.state("Bench Press")).weight_g == 40_000


async def test_reps_grow_first_where_the_program_says_so(world: World) -> None:
    """Body weight alone: a rep more each time, remembered from session to session."""
    gym = await joins(world, "bodyweight-3", None)
    before = await gym.starts()
    await gym.does(before)
    outcome = await finishing.finish(before, clock.now())
    grown = [each for each in outcome.changes if each.change.after.count != each.change.before.count]
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
    asked = [one.weight_g or 0 for each in (await stands(gym.enrollment)).values() for one in each.sets]
    assert max(asked) == 1_000_000


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
        following.append(f"{outcome.next.workout.name[-1]} {outcome.next.scheduled_at:%a %H:%M}")
    assert following == ["B Wed 18:00", "A Fri 18:00", "B Mon 18:00", "A Wed 18:00"]


async def test_whoever_trains_ahead_of_time_has_used_that_day(gym: Gym) -> None:
    """Monday's workout on Monday noon, Wednesday's on Tuesday: the next one is Friday's, three a week."""
    await gym.trains()
    await gym.world.jump(hours=20)
    found = await workouts.start(gym.user, (await planning.upcoming(gym.user, limit=1))[0])
    await gym.does(found)
    outcome = await finishing.finish(found, clock.now())
    assert outcome.next is not None
    assert f"{outcome.next.workout.name[-1]} {outcome.next.scheduled_at:%a}" == "A Fri"


async def test_whoever_joins_after_todays_hour_begins_with_the_first_day(gym: Gym) -> None:
    """No day of the program is lost on an hour that has passed."""
    await gym.world.jump(hours=7)
    late = await joins(gym.world, "linear-5x5")
    first = (await planning.upcoming(late.user, limit=1))[0]
    assert f"{first.workout.name[-1]} {first.scheduled_at:%a}" == "A Wed"


async def test_a_day_that_was_trained_out_of_turn_moves_nothing_on(gym: Gym) -> None:
    """Whoever does another day than the current one goes on with the current one."""
    second = (await planning.upcoming(gym.user))[1]
    found = await workouts.start(gym.user, second)
    await gym.does(found)
    outcome = await finishing.finish(found, clock.now())
    assert (await UserProgramEnrollment.get(id=gym.enrollment.id)).current_day == 1
    assert outcome.next is not None
    assert outcome.next.workout.name.endswith("A")


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
    await at_the_gym(world)
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
