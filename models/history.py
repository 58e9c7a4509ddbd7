"""What was done, newest first; and what a person changes of it afterwards.

What hangs on it follows in the same transaction: a performance is a sum of its sets, and so are its top sets; weeks and
"last time" are worked out from the sets whenever they are asked for. A program does not step back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tortoise.queryset import QuerySet

from models import clock, finishing, lifted, programs, top_sets, workouts
from models.columns import SMALLINT_MAX
from models.people import User
from models.performances import ExerciseSet, SetsBefore, UserExercisePerformance, summed
from models.programs import Exercise
from models.rules import schedule, summary
from models.rules.plan import DEFAULT_REST, Plan, as_asked
from models.rules.sets import DoneSet, PrescribedSet, SetKind
from models.sessions import SessionStatus, UserWorkoutSession
from models.workouts import MOST_SETS, Live, LoggedSet, TooManySetsError


@dataclass(frozen=True, slots=True)
class Sums:
    """A workout in a line: working sets, grams lifted, metres, reps."""

    sets: int = 0
    volume_g: int = 0
    distance_m: int = 0
    reps: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some workouts, the newest first, with their sums. number counts from 0; count: of all there are."""

    number: int
    count: int
    sessions: tuple[tuple[UserWorkoutSession, Sums], ...]
    more: bool


@dataclass(slots=True)
class Done:
    """What was done of an exercise, its sets in order."""

    session: UserWorkoutSession
    performance: UserExercisePerformance
    exercise: Exercise
    sets: list[LoggedSet]
    undo: UUID | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all is said of it."""
        return not self.sets and not self.performance.notes and not self.performance.difficulty_rating

    def find(self, set_id: UUID) -> LoggedSet | None:
        return next((each for each in self.sets if each.id == set_id), None)


@dataclass(slots=True)
class Opened:
    """A workout that is over, with its exercises in the order in which they were begun."""

    session: UserWorkoutSession
    exercises: list[Done]

    @property
    def sums(self) -> Sums:
        return _summed((each.exercise, [one.done for one in each.sets]) for each in self.exercises)


# -- reading ------------------------------------------------------------------------------------------


async def page(user: User, number: int, size: int) -> Page:
    """The workouts of a page; where there are not so many, of the last one. Four statements, however many there are."""
    count = await _finished(user).count()
    number = min(max(number, 0), max(0, (count - 1) // size))
    newest = _finished(user).order_by("-completed_at", "-id").offset(number * size).limit(size)
    rows = await newest.select_related("workout") if count else []
    done = await lifted.in_sessions({row.id: trained_at(row) for row in rows})
    by_session: dict[UUID, list[tuple[Exercise, Sequence[DoneSet]]]] = defaultdict(list)
    for each in done:
        by_session[each.session_id].append((each.exercise, each.sets))
    sums = tuple((row, _summed(by_session[row.id])) for row in rows)
    return Page(number, count, sums, more=(number + 1) * size < count)


async def page_of(user: User, session: UserWorkoutSession, size: int) -> int:
    """The number of the page that the workout is on."""
    if session.completed_at is None:
        return 0
    return int(await _finished(user).filter(completed_at__gt=session.completed_at).count()) // size


def trained_at(session: UserWorkoutSession) -> datetime:
    """When the workout was."""
    return session.started_at or session.completed_at or session.scheduled_at or session.created_at


async def session_of(user: User, session_id: UUID, *, active: bool = True) -> UserWorkoutSession | None:
    """The workout that is over, where it is the person's; active=False: where they deleted it."""
    found = UserWorkoutSession.filter(id=session_id, user_id=user.id, status=SessionStatus.COMPLETED, is_active=active)
    return await found.select_related("workout").first()


async def opened(user: User, session_id: UUID) -> Opened | None:
    """The workout with all that was done in it."""
    session = await session_of(user, session_id)
    if session is None:
        return None
    exercises = [each for each in await _done(session, session_id=session_id) if not each.empty]
    exercises.sort(key=_begun)
    return Opened(session, exercises)


async def done(user: User, performance_id: UUID, *, active: bool = True) -> Done | None:
    """What was done of an exercise, where it is the person's; active=False: where they deleted it."""
    row = await UserExercisePerformance.filter(id=performance_id, session__user_id=user.id, is_active=active).first()
    session = await session_of(user, row.session_id) if row is not None else None
    if session is None:
        return None
    found = (await _done(session, active=active, id=performance_id))[0]
    before = await SetsBefore.filter(performance_id=performance_id).first()
    found.undo = before.id if before else None
    return found


def _begun(found: Done) -> tuple[int, int]:
    """When it was begun among the exercises of its workout; without sets, after them."""
    return found.sets[0].position if found.sets else SMALLINT_MAX, found.performance.instruction.position


def _finished(user: User) -> QuerySet[UserWorkoutSession]:
    return UserWorkoutSession.filter(user_id=user.id, status=SessionStatus.COMPLETED, is_active=True)


async def _done(session: UserWorkoutSession, *, active: bool = True, **which: UUID) -> list[Done]:
    rows = await UserExercisePerformance.filter(**which, is_active=active).select_related("instruction__exercise")
    sets: dict[UUID, list[LoggedSet]] = defaultdict(list)
    for each in await ExerciseSet.filter(performance_id__in=[row.id for row in rows]).order_by("position"):
        logged = LoggedSet(each.id, each.position, each.done(), each.logged_at, each.message_id)
        sets[each.performance_id].append(logged)
    return [Done(session, row, row.instruction.exercise, sets[row.id]) for row in rows]


def _summed(lifted_sets: Any) -> Sums:
    every = [(exercise, summary.working(sets)) for exercise, sets in lifted_sets]
    return Sums(
        sets=sum(len(sets) for _, sets in every),
        volume_g=sum(summary.volume_g(sets, exercise.implements, exercise.a_side) for exercise, sets in every),
        distance_m=sum(each.distance_m or 0 for _, sets in every for each in sets),
        reps=sum(each.reps or 0 for _, sets in every for each in sets),
    )


# -- the sets -----------------------------------------------------------------------------------------


async def correct(found: Done, wrong: LoggedSet, right: DoneSet, message_id: int | None) -> None:
    """The set was this instead; message_id: of the message that says so, which can be edited like any other.
    Raises TotalTooLargeError.
    """
    message_id = wrong.message_id if message_id is None else message_id
    corrected = replace(wrong, done=right, message_id=message_id)
    await _write(found, [corrected if each.id == wrong.id else each for each in found.sets])


async def remove(found: Done, gone: LoggedSet) -> None:
    """The set was none."""
    await _write(found, [each for each in found.sets if each.id != gone.id])


async def add(found: Done, sets: Sequence[DoneSet], message_id: int | None = None) -> None:
    """These were done too, after all others. Raises TotalTooLargeError, TooManySetsError."""
    session = found.session
    rows = ExerciseSet.filter(performance__session_id=session.id, performance__is_active=True)
    positions: list[Any] = await rows.values_list("position", flat=True)
    if len(positions) + len(sets) > MOST_SETS:
        raise TooManySetsError
    first = max(positions, default=0) + 1
    at = found.sets[-1].logged_at if found.sets else session.completed_at or trained_at(session)
    new = [LoggedSet(uuid4(), first + place, each, at, message_id) for place, each in enumerate(sets)]
    await _write(found, [*found.sets, *new])


async def undo(found: Done, undo_id: UUID) -> bool:
    """The sets are what they were before the last change. False where that has been taken back, or another came."""
    row = await SetsBefore.filter(id=undo_id, performance_id=found.performance.id).first()
    if row is None:
        return False
    await _write(found, [_from_json(each) for each in row.sets])
    await SetsBefore.filter(performance_id=found.performance.id).delete()
    found.undo = None
    return True


async def _write(found: Done, after: list[LoggedSet]) -> None:
    """The sets of the exercise become these, its sums with them, and what they were is kept for Undo."""
    performance = found.performance
    sums = summed(each.done for each in after)
    before = SetsBefore(performance_id=performance.id, sets=[_to_json(each) for each in found.sets])
    await SetsBefore.filter(performance_id=performance.id).delete()
    await before.save(force_create=True)
    await ExerciseSet.filter(performance_id=performance.id).delete()
    rows = [workouts.set_row(performance.id, each) for each in after]
    if rows:
        await ExerciseSet.bulk_create(rows)
    await UserExercisePerformance.filter(id=performance.id).update(**sums)
    await top_sets.refresh(found.session.id)
    found.sets, found.undo = after, before.id


def _to_json(logged: LoggedSet) -> dict[str, Any]:
    return {
        "id": str(logged.id),
        "position": logged.position,
        "at": logged.logged_at.isoformat(),
        "message": logged.message_id,
        "done": logged.done.to_json(),
    }


def _from_json(data: Mapping[str, Any]) -> LoggedSet:
    return LoggedSet(
        UUID(data["id"]),
        data["position"],
        DoneSet.from_json(data["done"]),
        datetime.fromisoformat(data["at"]),
        data["message"],
    )


# -- exercises and workouts ---------------------------------------------------------------------------


async def note(found: Done, **columns: int | str | None) -> None:
    """Set notes or difficulty_rating of the exercise."""
    found.performance.update_from_dict(columns)
    await UserExercisePerformance.filter(id=found.performance.id).update(**columns)


async def rate(user: User, session: UserWorkoutSession, **given: int | str | None) -> None:
    """Write effort, soreness (1 … 10) or notes of the workout; None: not said. Raises as finishing.rate()."""
    await finishing.rate(Live(user, session, Plan([])), **given)


def times_of(session: UserWorkoutSession) -> tuple[int, int]:
    """The second of the epoch at which the workout began, and how many it took."""
    return int(trained_at(session).timestamp()), session.duration_seconds or 0


def on_day(user: User, session: UserWorkoutSession, day: date) -> datetime:
    """When it began if it was on that day: at the same time of it."""
    return schedule.occurrence(day, user.local(trained_at(session)).time(), user.zone)


async def retime(session: UserWorkoutSession, begun: datetime, seconds: int) -> None:
    """The workout began then and took so long. Where that would not be over yet, it began so much earlier."""
    begun = min(begun, clock.now() - timedelta(seconds=seconds))
    times = {"started_at": begun, "completed_at": begun + timedelta(seconds=seconds), "duration_seconds": seconds}
    session.update_from_dict(times)
    await UserWorkoutSession.filter(id=session.id, user_id=session.user_id).update(**times)
    await top_sets.refresh(session.id)


async def keep_exercise(found: Done, *, kept: bool) -> None:
    """Delete what was done of the exercise, or take that back."""
    await UserExercisePerformance.filter(id=found.performance.id).update(is_active=kept)
    found.performance.is_active = kept
    await top_sets.refresh(found.session.id)


async def keep_session(session: UserWorkoutSession, *, kept: bool) -> None:
    """Delete the workout, or take that back."""
    await UserWorkoutSession.filter(id=session.id, user_id=session.user_id).update(is_active=kept)
    session.is_active = kept
    await top_sets.refresh(session.id)


async def again(user: User, found: Opened) -> Live:
    """Begin the same workout now, outside any program, asking what was done. Raises OpenWorkoutError."""
    live = await workouts.start_free(user, found.session.workout.name)
    for each in found.exercises:
        if each.sets:
            await workouts.add_exercise(live, each.exercise, await _asked(each), after=None)
    live.plan.focus = None
    await workouts.save_plan(live)
    return live


async def _asked(found: Done) -> list[PrescribedSet]:
    """The sets that were done, warm-ups first, with the rest that was asked."""
    instruction = await programs.ExerciseInstruction.get(id=found.performance.instruction_id)
    rests = [each.rest_seconds for each in instruction.prescribed() if each.kind is not SetKind.WARMUP]
    rest = rests[0] if rests else DEFAULT_REST
    asked = [as_asked(each.done, rest) for each in found.sets if not each.done.has_failed]
    return sorted(asked, key=lambda each: each.kind is not SetKind.WARMUP)
