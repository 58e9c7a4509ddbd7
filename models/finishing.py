"""The end of a workout: what it beat, what it changes for the next one, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models import clock, planning, progressing, records, reminders, top_sets
from models.columns import SMALLINT_MAX
from models.enrollments import RUNNING, UserProgramEnrollment
from models.people import User
from models.performances import COLUMNS, ExerciseSet, UserExercisePerformance, done_of
from models.programs import Program, Workout
from models.progressing import Changed
from models.records import Best
from models.reminders import Reminder, ReminderKind
from models.rules import schedule, summary
from models.rules.plan import Item
from models.rules.sets import DoneSet, SetKind, implements_a_side
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from models.workouts import Live

MOST_NOTE = 2000
HARDEST = 10

_OF = "performance__instruction__exercise__"


class NotOpenError(Exception):
    """The workout is not under way: it was finished, or given up, already."""


class NoteTooLongError(ValueError):
    """A note of more than MOST_NOTE characters: how many."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters")
        self.length = length


@dataclass(frozen=True, slots=True)
class ProgramDone:
    """A whole program in sums: workouts done, working sets, grams lifted, weeks from its first day to its last."""

    program: Program
    sessions: int
    sets: int
    volume_g: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a workout. Working sets and their sums (volume: both dumbbells counted); one record an exercise;
    changes: of all exercises that progress, the ones not trained too. completed: the program ended with it. special:
    by exercise, the sets of which more is known than a weight and its reps.
    """

    session: UserWorkoutSession
    name: str
    seconds: int
    sets: int
    reps: int
    volume_g: int
    distance_m: int
    records: tuple[Best, ...]
    changes: tuple[Changed, ...]
    next: UserWorkoutSession | None
    completed: ProgramDone | None
    special: tuple[tuple[Item, tuple[DoneSet, ...]], ...] = ()


async def finish(found: Live, ended_at: datetime) -> Outcome:
    """Complete the workout as of an instant (moved, if need be, to between its last set and now), and let the
    program go on. Raises NotOpenError.
    """
    user, session = found.user, found.session
    workout = await Workout.get(id=session.workout_id)
    enrollment = await _enrollment(session)
    beaten = await records.of_workout(found)
    await _complete(found, ended_at)
    await top_sets.refresh(session.id)
    changes: tuple[Changed, ...] = ()
    completed = None
    if enrollment is not None:
        if not found.plan.lighter:
            changes = await progressing.progress(found, enrollment, workout)
        if await _advance(user, enrollment, workout):
            completed = await whole_program(enrollment)
    sets = [(item, summary.working(found.done(item))) for item in found.plan.items]
    following = await planning.upcoming(user, limit=1)
    return Outcome(
        session=session,
        name=workout.name,
        seconds=session.duration_seconds or 0,
        sets=sum(len(done) for _, done in sets),
        reps=sum(each.reps or 0 for _, done in sets for each in done),
        volume_g=sum(summary.volume_g(done, item.implements, item.a_side) for item, done in sets),
        distance_m=sum(each.distance_m or 0 for _, done in sets for each in done),
        records=beaten,
        changes=changes,
        next=following[0] if following else None,
        completed=completed,
        special=tuple(
            (item, special)
            for item in found.plan.items
            if (special := tuple(each for each in found.done(item) if each.is_special))
        ),
    )


async def abandon(found: Live) -> SessionStatus:
    """Give up a workout in which nothing was done. One of a program is planned again, or, where its day is over,
    missed; any other is cancelled. Returns which. Notes on its exercises stay. Raises NotOpenError.
    """
    user, session = found.user, found.session
    enrollment = await _enrollment(session)
    status = _given_up(user, session, enrollment)
    blank: dict[str, Any] = {"effort_rating": None, "soreness_rating": None, "notes": None}
    if status is not SessionStatus.CANCELLED:
        blank["started_at"] = None
    await _leave_open(found, status, blank)
    empty = UserExercisePerformance.filter(session_id=session.id, notes__isnull=True, difficulty_rating__isnull=True)
    await empty.delete()
    await SessionPlan.filter(session_id=session.id).delete()
    if status is SessionStatus.PLANNED and session.scheduled_at is not None:
        await _reminded_already(user, session, session.scheduled_at)
    if enrollment is not None:
        await planning.replan(user)
    return status


async def rate(found: Live, **given: int | str | None) -> None:
    """Write effort, soreness (1 … 10) or notes of the session at once; None: not said.

    Raises NoteTooLongError, ValueError for a rating out of range.
    """
    columns: dict[str, Any] = {}
    for name, value in given.items():
        if name == "notes":
            if isinstance(value, str) and len(value) > MOST_NOTE:
                raise NoteTooLongError(len(value))
            columns["notes"] = value
        else:
            if value is not None and value not in range(1, HARDEST + 1):
                raise ValueError(f"{name} {value}")
            columns[f"{name}_rating"] = value
    found.session.update_from_dict(columns)
    await UserWorkoutSession.filter(id=found.session.id, user_id=found.user.id).update(**columns)


def last_set_at(found: Live) -> datetime | None:
    """When the last set was done; None before the first."""
    return max((each.logged_at for sets in found.sets.values() for each in sets), default=None)


# -- the session --------------------------------------------------------------------------------------


async def _enrollment(session: UserWorkoutSession) -> UserProgramEnrollment | None:
    if session.enrollment_id is None:
        return None
    return await UserProgramEnrollment.get(id=session.enrollment_id).select_related("program")


async def _complete(found: Live, ended_at: datetime) -> None:
    started = found.session.started_at or ended_at
    last = last_set_at(found) or started
    ended = max(started, min(max(ended_at, last), clock.now()))
    seconds = min(SMALLINT_MAX, int((ended - started).total_seconds()))
    await _leave_open(found, SessionStatus.COMPLETED, {"completed_at": ended, "duration_seconds": seconds})


async def _leave_open(found: Live, status: SessionStatus, columns: dict[str, Any]) -> None:
    """The workout is under way no longer, and nothing that was to happen during it will."""
    user, session = found.user, found.session
    rows = UserWorkoutSession.filter(id=session.id, user_id=user.id, status=SessionStatus.IN_PROGRESS)
    if await rows.update(status=status, **columns) != 1:
        raise NotOpenError
    session.update_from_dict({"status": status, **columns})
    await reminders.forget(user.id, ReminderKind.REST)
    await reminders.forget(user.id, ReminderKind.CLOSE, subject=str(session.id))


def _given_up(user: User, session: UserWorkoutSession, enrollment: UserProgramEnrollment | None) -> SessionStatus:
    if enrollment is None or enrollment.status not in RUNNING or session.scheduled_at is None:
        return SessionStatus.CANCELLED
    over = schedule.missed_at(session.scheduled_at, user.zone) <= clock.now()
    return SessionStatus.MISSED if over else SessionStatus.PLANNED


async def _reminded_already(user: User, session: UserWorkoutSession, scheduled_at: datetime) -> None:
    """Whoever has just cancelled the workout is not reminded of it at once."""
    due_at = scheduled_at - timedelta(minutes=user.reminder_lead)
    if due_at <= clock.now():
        subject = str(session.id)
        await reminders.forget(user.id, ReminderKind.SESSION, subject=subject)
        await Reminder.create(user_id=user.id, kind=ReminderKind.SESSION, subject=subject, due_at=due_at, fired=True)


# -- the program --------------------------------------------------------------------------------------


async def _advance(user: User, enrollment: UserProgramEnrollment, workout: Workout) -> bool:
    """On to the next day, if this was the current one. True when that completes the program."""
    if enrollment.status in RUNNING and enrollment.current_day == workout.day:
        return await planning.advance(user, enrollment)
    await planning.replan(user)
    return False


async def whole_program(enrollment: UserProgramEnrollment) -> ProgramDone:
    """What was done of a program in all. Its enrollment comes with the program."""
    sessions = UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.COMPLETED, is_active=True)
    sets = ExerciseSet.filter(
        performance__session__enrollment_id=enrollment.id,
        performance__session__status=SessionStatus.COMPLETED,
        performance__session__is_active=True,
        performance__is_active=True,
        kind__not=SetKind.WARMUP,
    )
    done = [
        (implements, implements_a_side(implements, muscles), done_of(dict(zip(COLUMNS, columns, strict=True))))
        async for implements, muscles, *columns in sets.values_list(f"{_OF}implements", f"{_OF}muscles", *COLUMNS)
    ]
    done = [each for each in done if not each[-1].has_failed]
    days = ((enrollment.completion_date or enrollment.start_date) - enrollment.start_date).days
    return ProgramDone(
        program=enrollment.program,
        sessions=await sessions.count(),
        sets=len(done),
        volume_g=sum(summary.volume_g([each], *implements) for *implements, each in done),
        weeks=max(0, days) // 7 + 1,
    )
