"""A person's week, Monday to Sunday on their wall clock, in numbers; and when they are told of it unasked. What it says
stands in docs/week.md.

A few statements make a week, whatever the length of the history.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from tortoise.expressions import Q

from models import clock, lifted, reminders, trends
from models.attendance import WEEK, Attended, begins, monday_of, planned_week, sessions, streak_to
from models.lifted import Beaten, Lifted
from models.measurements import UserMeasurement
from models.people import User
from models.reminders import ReminderKind
from models.rules import schedule
from models.rules.streak import Streak
from models.rules.summary import Comparison, Week
from models.rules.trends import Trend
from models.sessions import SessionStatus, UserWorkoutSession

__all__ = [
    "WEEK",
    "BodyWeight",
    "Day",
    "Next",
    "Report",
    "begins",
    "choose_digest",
    "monday_of",
    "next_up",
    "plan_digest",
    "report",
]

WEEKS_AT_ONCE = 26
BODY_WEIGHT = "body-weight"


@dataclass(frozen=True, slots=True)
class Day:
    """How many sessions were planned for a day, and how many were done on it, planned or not."""

    planned: int = 0
    done: int = 0


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
    most first; streak = weeks in a row on plan, up to this one;
    weights = body weights (kg) of the four weeks up to its last day; trend: see docs/trends.md.
    """

    monday: date
    running: bool
    weeks: Comparison
    extra: int
    days: tuple[Day, ...]
    muscles: Mapping[str, int]
    muscles_before: Mapping[str, int]
    records: tuple[Beaten, ...]
    body_weight: BodyWeight | None
    streak: Streak
    next: Next | None
    weights: Sequence[tuple[date, Decimal]] = ()
    trend: Trend | None = None

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def empty(self) -> bool:
        """Nothing was trained."""
        return not (self.weeks.this.done or self.extra or self.weeks.this.sets)


async def report(user: User, monday: date) -> Report:
    """The person's week that begins on that Monday."""
    before = monday - WEEK
    oldest = monday - WEEKS_AT_ONCE * WEEK
    every = await sessions(user, oldest, monday + WEEK)
    by_week: dict[date, list[Attended]] = defaultdict(list)
    for session in every:
        if session.at is not None:
            by_week[monday_of(user, session.at)].append(session)
    this, earlier = by_week[monday], by_week[before]
    of_both = await lifted.in_sessions({each.id: each.at for each in [*earlier, *this] if each.trained and each.at})
    of_this = [each for each in of_both if monday_of(user, each.at) == monday]
    of_last = [each for each in of_both if monday_of(user, each.at) == before]
    now = monday_of(user, clock.now())
    last = min(monday + timedelta(days=6), user.today())
    weights = await trends.body_weights(user, last)
    return Report(
        monday=monday,
        running=monday == now,
        weeks=Comparison(_sums(user, monday, this, of_this), _sums(user, before, earlier, of_last)),
        extra=sum(each.done and not each.planned for each in this),
        days=_days(user, monday, this),
        muscles=lifted.per_muscle(of_this),
        muscles_before=lifted.per_muscle(of_last),
        records=await lifted.beaten(user, of_this, begins(user, monday)),
        body_weight=await _body_weight(user, monday),
        streak=await streak_to(user, monday, every, oldest, now),
        next=await next_up(user),
        weights=weights,
        trend=await trends.as_of(user, monday, weights, last),
    )


async def plan_digest(user: User, after: datetime | None = None) -> datetime | None:
    """Set the reminder that tells the person of their week to the next chosen weekday and hour (after an instant: now),
    and return when that is; none chosen, none set.

    The row says which week it will be about: the one that runs then; on a Monday, the one that has just ended.
    """
    if user.digest_weekday is None:
        await reminders.forget(user.id, ReminderKind.DIGEST)
        return None
    due_at = schedule.next_weekly(after or clock.now(), user.digest_weekday, user.digest_at, user.zone)
    monday = monday_of(user, due_at - timedelta(days=1))
    await reminders.remind(user.id, ReminderKind.DIGEST, due_at, data={"monday": monday.isoformat()})
    return due_at


async def choose_digest(user: User, weekday: int | None, at: time | None = None) -> datetime | None:
    """Tell the person of their week on this weekday (Monday 0) from now on, or, with None, no more. When it is next."""
    user.digest_weekday = weekday
    user.digest_at = user.digest_at if at is None else at
    await user.save(update_fields=["digest_weekday", "digest_at"])
    return await plan_digest(user)


def _sums(user: User, monday: date, of_week: Sequence[Attended], sets: Sequence[Lifted]) -> Week:
    """A session trained ahead of its week in the place of a missed one is not planned twice."""
    planned = planned_week(user, monday, of_week)
    return Week(
        done=planned.done,
        planned=planned.planned - planned.caught_up,
        sets=sum(each.working_sets for each in sets),
        volume_g=sum(each.volume_g for each in sets),
        seconds=sum(each.duration_seconds or 0 for each in of_week if each.done),
    )


def _days(user: User, monday: date, of_week: Iterable[Attended]) -> tuple[Day, ...]:
    planned: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for each in of_week:
        if each.planned and each.scheduled_at is not None:
            planned[user.local(each.scheduled_at).date()] += 1
        if each.done and each.at is not None:
            done[user.local(each.at).date()] += 1
    return tuple(Day(planned[day], done[day]) for day in (monday + timedelta(days=number) for number in range(7)))


async def _body_weight(user: User, monday: date) -> BodyWeight | None:
    """The last one measured in the week, against the last one before it."""
    rows = UserMeasurement.filter(user_id=user.id, metric__key=BODY_WEIGHT, is_active=True)
    newest_first = rows.order_by("-measurement_date", "-created_at")
    this = await newest_first.filter(measurement_date__gte=monday, measurement_date__lt=monday + WEEK).first()
    if this is None:
        return None
    before = await newest_first.filter(measurement_date__lt=monday).first()
    if before is None:
        return BodyWeight(_grams(this))
    return BodyWeight(_grams(this), _grams(this) - _grams(before), before.measurement_date)


def _grams(measured: UserMeasurement) -> int:
    return int(measured.value * 1000)


async def next_up(user: User) -> Next | None:
    """What is under way, else what is planned next, today's included when its hour has passed."""
    today = schedule.occurrence(user.today(), time(), user.zone)
    rows = UserWorkoutSession.filter(
        Q(status=SessionStatus.IN_PROGRESS) | Q(status=SessionStatus.PLANNED, scheduled_at__gte=today),
        user_id=user.id,
        is_active=True,
    )
    # "IN_PROGRESS" comes before "PLANNED"
    found = await rows.order_by("status", "scheduled_at").select_related("workout").first()
    if found is None:
        return None
    at = found.scheduled_at or found.started_at or clock.now()
    return Next(found.id, found.workout.name, at, found.status is SessionStatus.IN_PROGRESS)
