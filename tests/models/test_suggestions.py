"""What workouts tell of how hard they were, from their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from models import clock, finishing, suggestions, workouts
from models.people import User
from models.programs import Exercise
from models.rules import schedule
from models.rules.lightening import lighten_week
from models.rules.plates import USUAL
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit
from models.rules.suggestions import Told
from models.sessions import UserWorkoutSession
from models.workouts import Live
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work

MONDAY = datetime(2031, 3, 3, 12, tzinfo=UTC)
FIVES = [PrescribedSet(reps=5, weight_g=100_000)] * 3
AT_8 = [PrescribedSet(reps=5, weight_g=100_000, rpe_half=16)] * 3
FAILED = DoneSet(SetKind.FAILURE, 4, 100_000)


def at_rpe(half: int) -> DoneSet:
    return DoneSet(reps=5, weight_g=100_000, rpe_half=half)


class Ann:
    """Somebody who trains, without a chat."""

    def __init__(self, world: World, user: User) -> None:
        self.world, self.user = world, user

    async def begins(self, *exercises: tuple[str, Sequence[PrescribedSet]]) -> Live:
        found = await workouts.start_free(self.user, "Mine")
        for key, sets in exercises:
            await workouts.add_exercise(found, await Exercise.get(key=key), sets, after=None)
        return found

    async def does(self, found: Live, *done: Sequence[DoneSet]) -> None:
        for item, sets in zip(found.plan.items, done, strict=True):
            if sets:
                await workouts.log_sets(found, item, list(sets), logged_at=clock.now())
        await finishing.finish(found, clock.now())

    async def told(self, instant: datetime | None = None) -> list[Told]:
        day = self.user.local(instant or clock.now()).date()
        return await suggestions.told_in(self.user, schedule.week_of(day)[0])


@pytest.fixture
async def ann(world: World) -> Ann:
    await world.jump(seconds=(MONDAY - clock.now()).total_seconds())
    made = Ann(world, await rows.person())
    await made.does(await made.begins())  # one of two at least: it tells nothing
    return made


@pytest.mark.parametrize(
    ("asked", "done", "told"),
    [
        (FIVES, [work(5, 100)] * 3, Told(asked=3)),
        (FIVES, [work(6, 100), work(5, 80), work(5, 120)], Told(asked=3)),  # with whatever weight
        (FIVES, [work(5, 100), work(4, 100), FAILED], Told(asked=3, missed=2)),
        (FIVES, [work(5, 100)], Told(asked=3, missed=2)),
        (FIVES, [work(5, 100)] * 5, Told(asked=3)),
        (FIVES, [warmup(5, 60), *[work(5, 100)] * 3], Told(asked=3)),
        (FIVES, [warmup(5, 60)], Told()),  # not begun
        (FIVES, [], Told()),
        ([], [work(5, 100)], Told()),  # nobody asked
        ([PrescribedSet(reps=3, reps_max=5)] * 2, [work(3, 100), work(2, 100)], Told(asked=2, missed=1)),
        (AT_8, [at_rpe(16), at_rpe(17), at_rpe(20)], Told(asked=3, rated=3, above=2)),
        (AT_8, [work(5, 100), at_rpe(17), at_rpe(15)], Told(asked=3, rated=2, above=1)),
        (FIVES, [at_rpe(20)] * 3, Told(asked=3)),  # told, but not asked
    ],
)
async def test_sets_missed_and_harder_than_asked(
    ann: Ann, asked: list[PrescribedSet], done: list[DoneSet], told: Told
) -> None:
    await ann.does(await ann.begins(("squat", asked)), done)
    assert await ann.told() == [Told(), told]


async def test_holds_and_runs(ann: Ann) -> None:
    hold, run = [PrescribedSet(seconds=60)] * 2, [PrescribedSet(distance_m=5000, seconds=1500)]
    found = await ann.begins(("plank", hold), ("running", run))
    await ann.does(found, [DoneSet(seconds=60), DoneSet(seconds=59)], [DoneSet(distance_m=5000, seconds=1400)])
    assert (await ann.told())[1] == Told(asked=3, missed=1), "who ran faster is not short of time"


async def test_an_exercise_broken_off_or_left_out_misses_nothing(ann: Ann) -> None:
    found = await ann.begins(("squat", FIVES), ("bench-press", FIVES))
    for item in found.plan.items:
        item.skipped = True
    await workouts.save_plan(found)
    await ann.does(found, [work(5, 100), work(4, 100)], [])
    assert (await ann.told())[1] == Told(asked=2, missed=1)


async def test_ratings_of_the_workout_and_its_exercises(ann: Ann) -> None:
    found = await ann.begins(("squat", FIVES), ("bench-press", FIVES))
    await finishing.rate(found, effort=9, soreness=4)
    for item, rating in zip(found.plan.items, (8, 10), strict=True):
        await workouts.annotate(found, item, difficulty_rating=rating)
    await ann.does(found, [work(5, 100)] * 3, [work(5, 100)] * 3)
    (told,) = (await ann.told())[1:]
    assert (told.effort, told.soreness, sorted(told.difficulty)) == (9, 4, [8, 10])


async def test_a_lighter_workout_says_so(ann: Ann) -> None:
    found = await ann.begins(("squat", FIVES))
    lighten_week(found.plan, USUAL[Unit.KG])
    await workouts.save_plan(found)
    await ann.does(found, [work(5, 90)] * 2)
    assert (await ann.told())[1].lighter


async def test_what_the_person_changed_is_measured_against_what_was_asked(ann: Ann) -> None:
    found = await ann.begins(("squat", FIVES))
    (item,) = found.plan.items
    item.change([PrescribedSet(reps=3, weight_g=100_000)] * 3)
    await workouts.save_plan(found)
    await ann.does(found, [work(3, 100)] * 3)
    assert (await ann.told())[1] == Told(asked=3, missed=3)


async def test_a_week_is_the_persons_own(ann: Ann) -> None:
    """Monday to Sunday on their clock; what is planned, deleted or another's tells nothing."""
    ann.user.timezone = "Pacific/Auckland"
    await ann.user.save()
    other = await rows.person("Bob")
    day = await rows.workout("Day A")
    monday = datetime(2031, 3, 9, 11, tzinfo=UTC)  # midnight between Sunday and Monday there
    await rows.trained(ann.user, day, monday - timedelta(minutes=1), effort_rating=7)
    for minutes, rating in ((0, 8), (60, 9)):
        await rows.trained(ann.user, day, monday + timedelta(minutes=minutes), effort_rating=rating)
    gone = await rows.trained(ann.user, day, monday + timedelta(minutes=90), effort_rating=10)
    await UserWorkoutSession.filter(id=gone.id).update(is_active=False)
    await rows.trained(other, day, monday + timedelta(minutes=90), effort_rating=10)
    assert sorted(each.effort or 0 for each in await ann.told(monday)) == [8, 9]
    assert await ann.told(monday + timedelta(days=7)) == []
