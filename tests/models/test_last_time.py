"""Last time is the last finished workout with a working set of the exercise, and the newest note there is."""

from __future__ import annotations

from datetime import timedelta

from models import clock, history, last_time, top_sets
from models.people import User
from models.performances import UserExercisePerformance
from models.programs import ExerciseInstruction
from models.rules.sets import DoneSet, SetKind, Unit
from models.sessions import SessionStatus, UserWorkoutSession
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work


async def test_the_sets_of_the_last_finished_workout_in_order_as_they_were_done(world: World) -> None:
    """With their units, without warm-ups; what is under way, deleted or somebody else's is not last time."""
    assert world
    ann, bob = await rows.person(), await rows.person("Bob")
    squat, curl = await rows.exercise("Squat"), await rows.exercise("Curl")
    day = await rows.workout("Day", squat, curl)
    now = clock.now()
    done = [
        DoneSet(reps=5, weight_g=100_000, unit=Unit.LB, rpe_half=16),
        DoneSet(SetKind.DROP, 9, 60_000),
        DoneSet(reps=5, weight_g=100_000),
        DoneSet(SetKind.FAILURE, seconds=30, distance_m=400),
    ]
    await rows.trained(ann, day, now - timedelta(days=9), [[work(5, 80)], [work(8, 20)]])
    last = await rows.trained(ann, day, now - timedelta(days=7), [[warmup(5, 40), *done], [warmup(8, 10)]])
    await rows.trained(bob, day, now - timedelta(days=1), [[work(1, 1)]])
    await rows.trained(ann, day, now - timedelta(days=2), [[work(5, 300)]], is_active=False)
    await rows.trained(ann, day, now, [[work(5, 200)]], status=SessionStatus.IN_PROGRESS)
    found = await last_time.of(ann, [squat.id, curl.id])
    assert found[squat.id].sets == done
    assert found[curl.id].sets == [work(8, 20)], "a warm-up alone is no time"
    assert await last_time.sets(ann, squat.id) == done
    await history.keep_session(await UserWorkoutSession.get(id=last.id), kept=False)
    assert await last_time.sets(ann, squat.id) == [work(5, 80)]
    await history.keep_session(await UserWorkoutSession.get(id=last.id), kept=True)
    row = UserExercisePerformance.filter(session_id=last.id, instruction__exercise=squat)
    await row.update(is_active=False)
    await top_sets.refresh(last.id)
    assert await last_time.sets(ann, squat.id) == [work(5, 80)]


async def test_a_first_time_and_nothing_at_all(world: World) -> None:
    assert world
    ann, squat = await rows.person(), await rows.exercise("Squat")
    assert await last_time.of(ann, [squat.id]) == {squat.id: last_time.LastTime()}
    assert await last_time.of(ann, []) == {}


async def test_the_newest_note_on_the_exercise_wherever_it_was_made(world: World) -> None:
    """Also in the workout under way, and without a set; not a deleted one, nor somebody else's."""
    assert world
    ann, bob = await rows.person(), await rows.person("Bob")
    squat, curl = await rows.exercise("Squat"), await rows.exercise("Curl")
    day = await rows.workout("Day", squat, curl)
    now = clock.now()

    async def noted(user: User, days_ago: int, note: str, status: SessionStatus = SessionStatus.COMPLETED) -> None:
        session = await rows.trained(user, day, now - timedelta(days=days_ago), status=status)
        instruction = await ExerciseInstruction.filter(workout_id=day.id).order_by("position").first()
        assert instruction is not None
        made_at = now - timedelta(days=days_ago)
        await rows.performed(session, instruction, [], made_at, notes=note, created_at=made_at)

    async def note() -> str:
        return (await last_time.of(ann, [squat.id, curl.id]))[squat.id].note

    await noted(ann, 9, "seat 4")
    await noted(ann, 7, "seat 5, pins 7")
    await noted(bob, 3, "mine")
    assert await note() == "seat 5, pins 7"
    await noted(ann, 0, "seat 6", SessionStatus.IN_PROGRESS)
    assert await note() == "seat 6"
    await UserExercisePerformance.filter(notes="seat 6").update(is_active=False)
    assert await note() == "seat 5, pins 7"
    await UserWorkoutSession.filter(performances__notes="seat 5, pins 7").update(is_active=False)
    assert await note() == "seat 4"
    assert (await last_time.of(ann, [curl.id]))[curl.id].note == ""
