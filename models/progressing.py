"""A workout finished: its program goes on from what was done, and what that changes for next time is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models import courses, enrollments, prescribing
from models.courses import Course
from models.enrollments import UserProgramEnrollment
from models.liftoscript.changes import following
from models.liftoscript.finishing import finish
from models.liftoscript.plan import Exercise as Line
from models.liftoscript.quantities import number
from models.liftoscript.session import Done, Entry
from models.liftoscript.state import State
from models.programs import Workout
from models.rules import strength
from models.rules.plan import Item
from models.rules.progression import Asked, Change, Reason
from models.rules.sets import ExerciseKind, PrescribedSet, SetKind, Unit
from models.rules.units import MAX_WEIGHT_G
from models.workouts import Live


@dataclass(frozen=True, slots=True)
class Changed:
    """What the next session asks of an exercise, and why."""

    exercise: str
    kind: ExerciseKind
    change: Change


@dataclass(frozen=True, slots=True)
class _Trained:
    """An exercise of the program as it was trained: its item in the workout, and its sets as the language has them."""

    item: Item
    line: Line
    done: tuple[Done, ...]
    entry: Entry


async def progress(found: Live, enrollment: UserProgramEnrollment, workout: Workout) -> tuple[Changed, ...]:
    """Let each exercise of the program go on from what was done of it; one left out stays where it is.

    It is the program as it stands now that goes on: where it was edited during the workout, by what was asked in it,
    but as the new text says.
    """
    if not enrollment.program.text:
        return ()
    before = await courses.of(found.user, enrollment, enrollment.program)
    after, changed = before, list[tuple[_Trained, bool]]()
    for item in found.plan.items:
        trained = _trained(before, found, item, workout)
        if trained is None:
            continue
        lifter = before.lifter(before.exercise(trained.line))
        answered = {trained.line.identity: prescribing.answers(trained.line, item.answers)}
        finished = finish([trained.entry], before.text.places, after.state, lifter, answered)
        after = replace(after, state=_with_max(trained, finished.state))
        progresses = trained.line.progress
        if progresses is not None and progresses.kind != "none":
            changed.append((trained, bool(finished.failures)))
    await enrollments.save_state(enrollment.id, before.state, after.state)
    return tuple(
        Changed(each.item.name, each.item.kind, _change(before, after, each, stopped=stopped))
        for each, stopped in changed
    )


def _line(course: Course, item: Item, day: int) -> Line | None:
    """Where the exercise stands in the program: on the day trained, else where it comes first."""
    here = course.text.places.get(item.identity, {})
    today = course.days[min(day, len(course.days)) - 1]
    place = (today.week, today.day) if (today.week, today.day) in here else min(here, default=None)
    return None if place is None or here[place].template else here[place]


def _trained(course: Course, found: Live, item: Item, workout: Workout) -> _Trained | None:
    line = _line(course, item, workout.day or 1) if item.identity else None
    if line is None:
        return None
    entry, sets = course.entry(line), [] if item.skipped else found.done(item)
    if workout.program_id != course.program.id:
        unit = Unit(course.text.unit)
        entry = prescribing.as_asked(entry, item.prescribed, [], unit)
        done = tuple(prescribing.done_sets(entry, item.prescribed, sets))
        return _Trained(item, line, done, prescribing.as_asked(entry, item.prescribed, done, unit))
    done = tuple(prescribing.done_sets(entry, item.prescribed, sets))
    return _Trained(item, line, done, course.entry(line, done))


def _with_max(trained: _Trained, state: State) -> State:
    """The 1RM that a program goes by is learned from the first sets done, where it is not known."""
    line = trained.line
    by_max = any(prescribing.share_of_max(each) is not None for each in state.standing(line).sets)
    if not by_max or state.rm1_of(line) is not None:
        return state
    best = max((most for each in trained.done if (most := _max_of(each)) is not None), default=None)
    if best is None:
        return state
    unit = next(each.weight.unit for each in trained.done if each.weight is not None)
    return state.with_rm1(state.movement(line), prescribing.weight_of(best, Unit(unit)))


def _max_of(done: Done) -> int | None:
    """The 1RM in grams that a set with a weight of its own says."""
    if done.weight is None or not done.reps:
        return None
    rpe_half = None if done.rpe is None else round(done.rpe * 2)
    return strength.e1rm(prescribing.grams_of(done.weight), int(done.reps), rpe_half)


# -- what changes, and why ----------------------------------------------------------------------------


def _change(before: Course, after: Course, trained: _Trained, *, stopped: bool) -> Change:
    coming = following(trained.line, before.text.places)
    kind = trained.item.kind
    was, now = _asked(before.sets(coming), kind), _asked(after.sets(coming), kind)
    counters = after.state.variables_of(trained.line)
    change = Change(was, now, _reason(trained, was, now, stopped=stopped))
    if trained.line.progress is None or trained.line.progress.kind != "lp" or not number(counters["decrement"]):
        return change
    return replace(change, misses=int(number(counters["failureCounter"])), of=int(number(counters["failures"])))


def _asked(sets: Sequence[PrescribedSet], kind: ExerciseKind) -> Asked:
    unsaid = None if kind in {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED} else 0
    weighed = [
        (unsaid if each.weight_g is None else each.weight_g, each) for each in sets if each.kind is not SetKind.WARMUP
    ]
    if not weighed:
        return Asked(0, None, None)
    grams, heaviest = max(weighed, key=lambda each: -MAX_WEIGHT_G if each[0] is None else each[0])
    return Asked(len(weighed), grams, heaviest.reps if heaviest.seconds is None else heaviest.seconds)


def _reason(trained: _Trained, was: Asked, now: Asked, *, stopped: bool) -> Reason:  # noqa: PLR0911 - a reason each
    sets, progress = trained.entry.sets, trained.line.progress
    if stopped:
        return Reason.STOPPED
    if not trained.done:
        return Reason.NOT_TRAINED
    if was.weight_g is None and now.weight_g is not None:
        return Reason.LEARNED
    least = all(each.done and (each.done.reps or 0) >= (each.plan.least or each.plan.reps) for each in sets)
    done = all(each.done and (each.done.reps or 0) >= each.plan.reps for each in sets)
    hard = any(each.done and each.plan.rpe and (each.done.rpe or 0) > each.plan.rpe for each in sets)
    if progress is not None and progress.kind == "custom":
        if trained.item.answers:
            return Reason.PROGRAM
        return Reason.ALL_SETS_DONE if least else Reason.MISSED if was == now else Reason.PROGRAM
    if done and hard:
        return Reason.TOO_HARD
    if done:
        return Reason.OVERRIDDEN if any(each.weight is not None for each in trained.done) else Reason.ALL_SETS_DONE
    if least:
        return Reason.PARTLY
    lighter = was.weight_g is not None and now.weight_g is not None and now.weight_g < was.weight_g
    return Reason.DELOAD if lighter else Reason.MISSED
