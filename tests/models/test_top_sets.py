"""Top sets say of any moment what all the sets say, whatever is corrected, deleted or restored."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tortoise.transactions import in_transaction

from models import lifted, top_sets
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance, columns_of
from models.programs import Exercise, Workout
from models.rules.bests import Bests, outstanding
from models.rules.records import Past, records
from models.rules.sets import DoneSet, ExerciseKind, SetKind
from models.rules.strength import e1rm
from models.rules.summary import volume_g
from models.sessions import SessionStatus, UserWorkoutSession
from models.top_sets import TopSet
from tests.conftest import World
from tests.models import rows

FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)
KINDS = list(ExerciseKind)


def a_set(chance: random.Random) -> DoneSet:
    """Any set; few different ones, so that they meet."""
    if chance.random() < 0.1:
        parts = chance.choice([(5, 3), (12, 4, 3), (8, 8)])
        return DoneSet(reps=sum(parts), weight_g=60_000, parts=parts)
    if chance.random() < 0.1:
        left, right = chance.choice([(8, 8), (8, 5), (3, 12)])
        return DoneSet(reps=min(left, right), weight_g=40_000, left=left, right=right)
    return DoneSet(
        kind=chance.choices(list(SetKind), (7, 2, 1, 1))[0],
        reps=chance.choice([None, 0, 1, 3, 5, 5, 8, 12, 13, 30]),
        weight_g=chance.choice([None, 0, -20_000, -10_000, 40_000, 60_000, 60_000, 62_500, 100_000]),
        seconds=chance.choice([None, None, 30, 45, 60, 300, 310]),
        distance_m=chance.choice([None, None, 1000, 5000]),
        rpe_half=chance.choice([None, None, None, 14, 16, 18, 20]),
    )


def plain(history: Sequence[Past], new: Sequence[DoneSet], kind: ExerciseKind) -> list[tuple[object, ...]]:
    """What the new sets beat."""
    found = records(history, new, kind)
    return [(each.kind, each.value, each.previous, each.previous_at, each.of) for each in found]


@settings(max_examples=150, deadline=None)
@given(st.integers(), st.sampled_from(KINDS))
def test_the_firsts_say_what_all_sets_say(seed: int, kind: ExerciseKind) -> None:
    """At every moment, whatever is tried against it: of any sets, only those that were firsts are needed."""
    chance = random.Random(seed)
    bests, whole, short = Bests(kind), list[Past](), list[Past]()
    for day in range(chance.randint(1, 12)):
        at = FIRST + timedelta(days=day)
        done = [a_set(chance) for _ in range(chance.randint(1, 6))]
        assert plain(short, done, kind) == plain(whole, done, kind)
        tops = [top for top, _ in outstanding(done, kind)]
        short += [Past(at, (each,), 0) for each in tops if bests.beaten_by(each)]
        short.append(Past(at, (), volume_g(done)))
        whole.append(Past(at, tuple(done)))
        for each in tops:
            bests.add(each)


@settings(max_examples=150, deadline=None)
@given(st.integers(), st.sampled_from(KINDS))
def test_the_top_sets_of_a_session_have_its_bests(seed: int, kind: ExerciseKind) -> None:
    """The heaviest, the e1RM, the most reps and the rest are the same of the top sets as of all working sets."""
    chance = random.Random(seed)
    done = [a_set(chance) for _ in range(chance.randint(1, 10))]
    found = outstanding(done, kind)
    tops = [top for top, _ in found]
    work = [each for each in done if each.kind is not SetKind.WARMUP and not each.has_failed]
    assert sum(sets for _, sets in found) == len(work)
    assert all(each in work for each in tops)
    if kind is ExerciseKind.WEIGHT:
        strongest = [e1rm(each.weight_g or 0, each.straight_reps or 0, each.rpe_half) for each in work]
        of_tops = [e1rm(each.weight_g or 0, each.straight_reps or 0, each.rpe_half) for each in tops]
        assert max(filter(None, strongest), default=None) == max(filter(None, of_tops), default=None)
    if kind is ExerciseKind.TIMED:
        assert max((each.seconds or 0 for each in work), default=0) == max(
            (each.seconds or 0 for each in tops), default=0
        )
    if kind is ExerciseKind.BODYWEIGHT:
        most = [max((each.straight_reps or 0 for each in sets), default=0) for sets in (work, tops)]
        assert most[0] == most[1]


class Athlete:
    """Somebody who trains two exercises of a kind, and makes mistakes."""

    user: User
    workout: Workout
    exercises: list[Exercise]

    async def begins(self, kind: ExerciseKind) -> Athlete:
        self.user = await rows.person()
        self.exercises = [await rows.exercise(name, kind) for name in ("One", "Two")]
        self.workout = await rows.workout("Day", *self.exercises)
        return self

    async def history(self, exercise: Exercise, before: datetime) -> list[Past]:
        """The plain scan: every working set that counts, as it stands."""
        found = []
        wanted = UserWorkoutSession.filter(user_id=self.user.id, status=SessionStatus.COMPLETED, is_active=True)
        async for session in wanted.filter(started_at__lt=before).order_by("started_at"):
            sets = ExerciseSet.filter(
                performance__session_id=session.id,
                performance__is_active=True,
                performance__instruction__exercise_id=exercise.id,
            )
            assert session.started_at is not None
            found.append(Past(session.started_at, tuple([each.done() async for each in sets.order_by("position")])))
        return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_changed_afterwards(world: World, kind: ExerciseKind, seed: int) -> None:
    """Sessions finished in any order, corrected, deleted, restored: records are those of the plain scan, then and for
    every moment before.
    """
    assert world
    chance = random.Random(seed)
    ann = await Athlete().begins(kind)
    days = list(range(8))
    chance.shuffle(days)
    made = []
    for day in days:
        done = [[a_set(chance) for _ in range(chance.randint(0, 5))] for _ in ann.exercises]
        made.append(await rows.trained(ann.user, ann.workout, FIRST + timedelta(days=day), done))
    await _same(ann, chance)
    for _ in range(6):
        session = chance.choice(made)
        async with in_transaction():
            await _changes(session, chance)
            await top_sets.refresh(session.id)
        await _same(ann, chance)


async def _changes(session: UserWorkoutSession, chance: random.Random) -> None:
    match chance.choice(["sets", "exercise", "session"]):
        case "session":
            session.is_active = not session.is_active
            await session.save(update_fields=["is_active"])
        case "exercise":
            row = chance.choice(await UserExercisePerformance.filter(session_id=session.id))
            row.is_active = not row.is_active
            await row.save(update_fields=["is_active"])
        case _:
            for each in await ExerciseSet.filter(performance__session_id=session.id):
                new = a_set(chance)
                await ExerciseSet.filter(id=each.id).update(**columns_of(new))


async def _same(ann: Athlete, chance: random.Random) -> None:
    for exercise in ann.exercises:
        for day in range(9):
            before = FIRST + timedelta(days=day)
            new = [a_set(chance) for _ in range(4)]
            whole = await ann.history(exercise, before)
            short = (await top_sets.to_beat(ann.user, [exercise.id], before))[exercise.id]
            assert plain(short, new, exercise.kind) == plain(whole, new, exercise.kind)
    shown = await top_sets.of_exercise(ann.user, ann.exercises[0].id)
    every = await ann.history(ann.exercises[0], FIRST + timedelta(days=99))
    expected = [(past.at, {top for top, _ in outstanding(past.sets, ann.exercises[0].kind)}) for past in every]
    without_unit = [(past.at, set(past.sets)) for past in shown]
    assert without_unit == [(at, {_plain(each) for each in sets}) for at, sets in expected if sets]


def _plain(done: DoneSet) -> DoneSet:
    """What a set is remembered by."""
    reps = done.parts[0] if done.parts else done.reps
    return DoneSet(
        SetKind.WORK, reps, done.weight_g, seconds=done.seconds, distance_m=done.distance_m, rpe_half=done.rpe_half
    )


async def test_an_open_workout_is_no_history(world: World) -> None:
    """Nor is one that is planned again, nor the warm-ups of a finished one."""
    assert world
    ann = await Athlete().begins(ExerciseKind.WEIGHT)
    await rows.trained(ann.user, ann.workout, FIRST, [[rows.work(5, 100)]], status=SessionStatus.IN_PROGRESS)
    await rows.trained(ann.user, ann.workout, FIRST + timedelta(days=1), [[rows.warmup(5, 100)]])
    assert await TopSet.all().count() == 0


async def test_many_sets_make_few_rows(world: World) -> None:
    """What nothing is to be learned from is not kept: the same set five times is one row, no first next time."""
    assert world
    ann = await Athlete().begins(ExerciseKind.WEIGHT)
    for day in range(3):
        await rows.trained(ann.user, ann.workout, FIRST + timedelta(days=day), [[rows.work(5, 100)] * 5])
    assert [row.is_first for row in await TopSet.all().order_by("at_us")] == [True, False, False]
    assert (await lifted.beaten(ann.user, [], FIRST)) == ()
