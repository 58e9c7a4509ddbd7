"""What a typed set is read against: the exercise that is on, what it counts, what is asked, what was done last time."""

from __future__ import annotations

from handlers import exercises
from handlers.notation import Expected, NotationError, parse_log
from models import last_time, programs, workouts
from models.people import User
from models.programs import Exercise
from models.rules.plan import Item
from models.rules.sets import DoneSet, SetKind
from models.workouts import Live


def exercise_on(found: Live) -> Item | None:
    """The exercise that is on; when all are done, the last one."""
    return found.current or (found.latest[0] if found.latest else None)


def expected(found: Live, item: Item) -> Expected:
    """What the exercise counts, what is asked next, and what was done last time."""
    done = found.done(item)
    index = item.next_index(done)
    asked = item.sets[index] if index is not None else (item.sets[-1] if item.sets else None)
    latest = [each for each in done if each.kind is not SetKind.WARMUP] or item.last
    last = latest[-1] if latest else None
    return Expected(
        kind=item.kind,
        unit=found.user.unit,
        reps=asked.reps if asked else None,
        weight_g=asked.weight_g if asked and asked.weight_g is not None else (last.weight_g if last else None),
        seconds=asked.seconds if asked else None,
        distance_m=asked.distance_m if asked else None,
        sets=len(item.sets) or None,
        last_reps=last.reps if last else None,
        last_weight_g=last.weight_g if last else None,
        last_seconds=last.seconds if last else None,
    )


async def expected_of(user: User, exercise: Exercise) -> Expected:
    """The same for an exercise that may not be in the workout under way."""
    found = await workouts.open_workout(user)
    item = exercises.in_workout(found, exercise) if found else None
    if found is not None and item is not None:
        return expected(found, item)
    done = await last_time.sets(user, exercise.id)
    last = done[-1] if done else DoneSet()
    return Expected(
        kind=exercise.kind,
        unit=user.unit,
        last_reps=last.reps,
        last_weight_g=last.weight_g,
        last_seconds=last.seconds,
    )


async def named(user: User, text: str) -> tuple[Exercise, str] | None:
    """The exercise and the sets of "bench 3x5 100", where it names one we know."""
    try:
        given = parse_log(text)
    except NotationError:
        return None
    if not given.sets:
        return None
    exercise, _ = await programs.find_exercise(user, given.name)
    return (exercise, given.sets) if exercise is not None else None
