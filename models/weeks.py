"""A person's week, Monday to Sunday on their wall clock, in numbers; and when they are told of it unasked.

A session belongs to the week it was trained in, and while it is not trained to the week it is planned for. A few
statements make a week, whatever the length of the history.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Min

from models import clock, reminders
from models.measurements import UserMeasurement
from models.people import User
from models.performances import ExerciseSet
from models.programs import Exercise
from models.reminders import ReminderKind
from models.rules import schedule, summary
from models.rules.records import Past, Record, RecordKind, records
from models.rules.sets import DoneSet, ExerciseKind, SetKind
from models.rules.summary import Comparison, PlannedWeek, Week
from models.sessions import SessionStatus, UserWorkoutSession

WEEK = timedelta(days=7)
WEEKS_AT_ONCE = 26
BODY_WEIGHT = "body-weight"

_TRAINED = (SessionStatus.COMPLETED, SessionStatus.IN_PROGRESS)
_SET = ("kind", "reps", "weight_g", "seconds", "distance_m", "rpe_half")
_SESSION_OF = "performance__session__"
_EXERCISE = "performance__instruction__exercise_id"


@dataclass(frozen=True, slots=True)
class Day:
    """How many sessions were planned for a day, and how many were done on it, planned or not."""

    planned: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class WeekRecord:
    """A record of the week: the last best of it, and what it beats from before the week."""

    exercise: str
    record: Record


@dataclass(frozen=True, slots=True)
class BodyWeight:
    """The last body weight of the week, in grams; change_g since the last one before the week, None without one."""

    weight_g: int
    change_g: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """The session under way, or the next one planned."""

    session_id: UUID
    name: str
    at: datetime
    under_way: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A week in numbers. extra = workouts done that no program planned; muscles = working sets per muscle group,
    most first; streak = weeks in a row with every planned session done or deliberately moved, up to this one.
    """

    monday: date
    running: bool
    weeks: Comparison
    extra: int
    days: tuple[Day, ...]
    muscles: Mapping[str, int]
    muscles_before: Mapping[str, int]
    records: tuple[WeekRecord, ...]
    body_weight: BodyWeight | None
    streak: int
    next: Next | None

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def empty(self) -> bool:
        """Nothing was trained."""
        return not (self.weeks.this.done or self.extra or self.weeks.this.sets)


class _Session(NamedTuple):
    id: UUID
    status: SessionStatus
    scheduled_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    duration_seconds: int | None
    enrollment_id: UUID | None
    moved_from: datetime | None

    @property
    def at(self) -> datetime | None:
        """When it was trained; else when it is to be."""
        if self.status in _TRAINED:
            return self.started_at or self.completed_at or self.scheduled_at
        return self.scheduled_at

    @property
    def planned(self) -> bool:
        return self.enrollment_id is not None and self.status is not SessionStatus.CANCELLED

    @property
    def done(self) -> bool:
        return self.status is SessionStatus.COMPLETED


class _Lifted(NamedTuple):
    """The sets of an exercise in a session."""

    session: _Session
    exercise: Exercise
    sets: tuple[DoneSet, ...]


def monday_of(user: User, instant: datetime) -> date:
    """The Monday of the person's week that the instant is in."""
    return schedule.week_of(user.local(instant).date())[0]


def begins(user: User, monday: date) -> datetime:
    """The instant, in UTC, at which the person's week begins."""
    return schedule.occurrence(monday, time(), user.zone)


async def report(user: User, monday: date) -> Report:
    """The person's week that begins on that Monday."""
    before = monday - WEEK
    oldest = monday - WEEKS_AT_ONCE * WEEK
    sessions = await _sessions(user, oldest, monday + WEEK)
    by_week: dict[date, list[_Session]] = defaultdict(list)
    for session in sessions:
        if session.at is not None:
            by_week[monday_of(user, session.at)].append(session)
    this, last = by_week[monday], by_week[before]
    lifted = await _lifted([*last, *this])
    of_this = [each for each in lifted if each.session in this]
    of_last = [each for each in lifted if each.session in last]
    running = monday == monday_of(user, clock.now())
    return Report(
        monday=monday,
        running=running,
        weeks=Comparison(_sums(this, of_this), _sums(last, of_last)),
        extra=sum(each.done and not each.planned for each in this),
        days=_days(user, monday, this),
        muscles=_muscles(of_this),
        muscles_before=_muscles(of_last),
        records=await _records(user, monday, of_this),
        body_weight=await _body_weight(user, monday),
        streak=await _streak(user, monday, sessions, oldest, running=running),
        next=await _next(user),
    )


async def plan_digest(user: User) -> None:
    """Set the reminder that tells the person of their week to the next chosen weekday and hour; none chosen, none set.

    The row says which week it will be about: the one that runs then; on a Monday, the one that has just ended.
    """
    if user.digest_weekday is None:
        await reminders.forget(user.id, ReminderKind.DIGEST)
        return
    due_at = schedule.next_weekly(clock.now(), user.digest_weekday, user.digest_at, user.zone)
    monday = monday_of(user, due_at - timedelta(days=1))
    await reminders.remind(user.id, ReminderKind.DIGEST, due_at, data={"monday": monday.isoformat()})


async def choose_digest(user: User, weekday: int | None, at: time | None = None) -> None:
    """Tell the person of their week on this weekday (Monday 0) from now on, or, with None, no more."""
    user.digest_weekday = weekday
    user.digest_at = user.digest_at if at is None else at
    await user.save(update_fields=["digest_weekday", "digest_at"])
    await plan_digest(user)


async def _sessions(user: User, first: date | None, until: date) -> list[_Session]:
    """Whatever was trained, planned or moved away in the weeks from first (None: the beginning) to until."""
    end = begins(user, until)
    touched = Q()
    for column in ("scheduled_at", "started_at", "completed_at", "move__planned_at"):
        within = {f"{column}__lt": end} | ({f"{column}__gte": begins(user, first)} if first else {})
        touched |= Q(**within)
    rows = UserWorkoutSession.filter(touched, user_id=user.id, is_active=True)
    columns = [*_Session._fields[:-1], "move__planned_at"]
    found = [_Session(*row) async for row in rows.values_list(*columns)]
    return sorted(found, key=lambda each: (each.at is not None, each.at))


async def _lifted(sessions: Sequence[_Session]) -> list[_Lifted]:
    """What was lifted in these sessions, in the order of the sessions."""
    trained = {each.id: each for each in sessions if each.status in _TRAINED}
    if not trained:
        return []
    rows = ExerciseSet.filter(performance__session_id__in=list(trained), performance__is_active=True)
    sets: dict[tuple[UUID, UUID], list[DoneSet]] = defaultdict(list)
    wanted = rows.order_by("position").values_list("performance__session_id", _EXERCISE, *_SET)
    async for session_id, exercise_id, *a_set in wanted:
        sets[session_id, exercise_id].append(_done(a_set))
    exercises = await Exercise.in_bulk({exercise_id for _, exercise_id in sets}, "id") if sets else {}
    order = {session_id: number for number, session_id in enumerate(trained)}
    return [
        _Lifted(trained[session_id], exercises[exercise_id], tuple(done))
        for (session_id, exercise_id), done in sorted(sets.items(), key=lambda item: order[item[0][0]])
    ]


def _done(values: Sequence[Any]) -> DoneSet:
    kind, *counts = values
    return DoneSet(SetKind(kind), **dict(zip(_SET[1:], counts, strict=True)))


def _sums(sessions: Sequence[_Session], lifted: Sequence[_Lifted]) -> Week:
    return Week(
        done=sum(each.done and each.planned for each in sessions),
        planned=sum(each.planned for each in sessions),
        sets=sum(len(summary.working(each.sets)) for each in lifted),
        volume_g=sum(summary.volume_g(each.sets, each.exercise.implements) for each in lifted),
        seconds=sum(each.duration_seconds or 0 for each in sessions if each.done),
    )


def _muscles(lifted: Iterable[_Lifted]) -> dict[str, int]:
    return summary.sets_per_muscle((each.exercise.muscles, each.sets) for each in lifted)


def _days(user: User, monday: date, sessions: Iterable[_Session]) -> tuple[Day, ...]:
    planned: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for each in sessions:
        if each.planned and each.scheduled_at is not None:
            planned[user.local(each.scheduled_at).date()] += 1
        if each.done and each.at is not None:
            done[user.local(each.at).date()] += 1
    return tuple(Day(planned[day], done[day]) for day in (monday + timedelta(days=number) for number in range(7)))


async def _records(user: User, monday: date, lifted: Sequence[_Lifted]) -> tuple[WeekRecord, ...]:
    """One for each exercise, the first in RecordKind's order: a program that adds weight makes the others too.

    The volume of a single session is left out; the week has its own.
    """
    worked = [each for each in lifted if summary.working(each.sets)]
    history = await _history(user, monday, {each.exercise.id for each in worked})
    best: dict[str, dict[tuple[RecordKind, int | None], Record]] = defaultdict(dict)
    for each in worked:
        past = history[each.exercise.id]
        for record in records(past, each.sets, each.exercise.kind, each.exercise.implements):
            if record.kind is not RecordKind.VOLUME:
                best[each.exercise.name][record.kind, record.of] = record
        past.append(Past(each.session.at or clock.now(), each.sets))
    return ()


async def _history(user: User, monday: date, exercises: set[UUID]) -> dict[UUID, list[Past]]:
    """Every different working set of these exercises before the week, and when it was first done."""
    return defaultdict(list)


async def _body_weight(user: User, monday: date) -> BodyWeight | None:
    """Measured in the week, against the last one before it."""
    return None


async def _streak(
    user: User, monday: date, sessions: Sequence[_Session], oldest: date, *, running: bool
) -> int:
    return 0


async def _next(user: User) -> Next | None:
    return None
