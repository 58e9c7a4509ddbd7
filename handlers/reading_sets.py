"""What a typed set is read against: the exercise that is on, what it counts, what is asked, what was done last time."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import exercises
from handlers.notation import Expected, NotationError, parse_log
from models import last_time, people, programs, workouts
from models.people import User
from models.programs import Exercise
from models.rules import plates, summary
from models.rules.plan import Item
from models.rules.plates import Loading
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet
from models.workouts import Live


def exercise_on(found: Live) -> Item | None:
    """The exercise that is on; when all are done, the last one."""
    return found.current or (found.latest[0] if found.latest else None)


def expected(found: Live, item: Item, without: int | None = None) -> Expected:
    """What the exercise counts, what is asked next, and what was done last.

    without: the id of a message whose sets are left out, since it is read again.
    """
    logged = [each for each in found.logged(item) if without is None or each.message_id != without]
    done = [each.done for each in logged]
    index = item.next_index(done)
    asked = item.sets[index] if index is not None else None
    today, before = summary.working(done), summary.working(item.last)
    like = asked or (item.sets[-1] if item.sets else None)
    latest = today or before
    last = latest[-1] if latest else None
    return Expected(
        kind=item.kind,
        unit=found.user.unit,
        reps=like.reps if like else None,
        reps_max=like.reps_max if like else None,
        weight_g=_weight_of_a_count(item, asked, today, before),
        seconds=like.seconds if like else None,
        distance_m=like.distance_m if like else None,
        sets=None if not item.sets else 0 if index is None else len(item.sets) - index,
        last_reps=last.reps if last else None,
        last_weight_g=last.weight_g if last else None,
        last_seconds=last.seconds if last else None,
        bar_g=bar_g(found.user, item.kind, item.equipment),
    )


def _weight_of_a_count(
    item: Item, asked: PrescribedSet | None, today: Sequence[DoneSet], before: Sequence[DoneSet]
) -> int | None:
    """The weight of a count without one: as asked, else the last lifted today, else that of last time."""
    if asked is not None and asked.weight_g is not None:
        return asked.weight_g
    if today:
        return today[-1].weight_g
    if asked is not None and item.kind not in {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED}:
        return None
    return before[-1].weight_g if before else None


def bar_g(user: User, kind: ExerciseKind, equipment: str) -> int | None:
    """The empty bar in grams, where the exercise loads one."""
    loaded = plates.loading_of(kind, equipment) is Loading.BAR
    return people.equipment(user).bar_g if loaded else None


async def expected_of(user: User, exercise: Exercise, found: Live | None = None) -> Expected:
    """What an exercise counts that may not be in the workout under way (found; None: it is looked up)."""
    found = found or await workouts.open_workout(user)
    item = exercises.in_workout(found, exercise) if found else None
    if found is not None and item is not None:
        return expected(found, item)
    done = summary.working(await last_time.sets(user, exercise.id))
    last = done[-1] if done else DoneSet()
    return Expected(
        kind=exercise.kind,
        unit=user.unit,
        weight_g=last.weight_g,
        last_reps=last.reps,
        last_weight_g=last.weight_g,
        last_seconds=last.seconds,
        bar_g=bar_g(user, exercise.kind, exercise.equipment),
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
