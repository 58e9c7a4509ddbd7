"""Attendance: what was planned for a person's weeks, what of it was done, and how many weeks in a row.

A session belongs to the week it was trained in, and while it is not trained to the week it is planned for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models import statements
from models.people import User
from models.rules import schedule
from models.rules.streak import PlannedWeek, Streak, streak
from models.sessions import SessionStatus
from models.statements import as_instant, as_uuid

WEEK = timedelta(days=7)
SOME_YEARS = 130 * WEEK

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # nobody's history reaches further back
_SLACK = timedelta(days=63)  # no session is moved further, nor trained longer before or after its day
_TRAINED = (SessionStatus.COMPLETED, SessionStatus.IN_PROGRESS)
_STILL = {SessionStatus.MISSED, SessionStatus.PLANNED, SessionStatus.IN_PROGRESS}  # missed, or soon so or done
_COLUMNS = """
SELECT s.id, s.status, s.scheduled_at, s.started_at, s.completed_at, s.duration_seconds, s.enrollment_id, m.planned_at
FROM user_workout_session s LEFT JOIN session_move m ON m.session_id = s.id WHERE s.user_id = ? AND s.is_active = ? AND
"""
_SESSIONS = f"""
{_COLUMNS} s.status = 'COMPLETED' AND s.completed_at >= ? AND s.completed_at < ? UNION ALL
{_COLUMNS} s.status IN ('PLANNED', 'SKIPPED', 'MISSED') AND s.scheduled_at >= ? AND s.scheduled_at < ? UNION ALL
{_COLUMNS} s.status = 'IN_PROGRESS'
"""


_PLACES = """
SELECT s.status,
    CASE WHEN s.status IN ('COMPLETED', 'IN_PROGRESS') THEN coalesce(s.started_at, s.completed_at, s.scheduled_at)
    ELSE s.scheduled_at END,
    coalesce(m.planned_at, s.scheduled_at, s.started_at, s.completed_at), m.planned_at IS NOT NULL
FROM user_workout_session s LEFT JOIN session_move m ON m.session_id = s.id
WHERE s.user_id = ? AND s.is_active = ? AND s.enrollment_id IS NOT NULL AND s.status <> 'CANCELLED'
    AND s.scheduled_at >= ? AND s.scheduled_at < ?
ORDER BY 2
"""

Place = tuple[str, datetime, datetime, bool]
"""A planned session: its status; when it was trained, or else is to be; when it was to be at first; whether the person
moved it.
"""


@dataclass(frozen=True, slots=True)
class Attended:
    """A session in its week; moved_from: when it was planned before the person moved it."""

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
        if self.trained:
            return self.started_at or self.completed_at or self.scheduled_at
        return self.scheduled_at

    @property
    def place(self) -> Place:
        at = self.at or EARLIEST
        return self.status, at, self.moved_from or self.scheduled_at or at, self.moved_from is not None

    @property
    def trained(self) -> bool:
        return self.status in _TRAINED

    @property
    def planned(self) -> bool:
        """By a program, that is."""
        return self.enrollment_id is not None

    @property
    def done(self) -> bool:
        return self.status is SessionStatus.COMPLETED


def monday_of(user: User, instant: datetime) -> date:
    """The Monday of the person's week that the instant is in."""
    return schedule.week_of(user.local(instant).date())[0]


def begins(user: User, monday: date) -> datetime:
    """The instant, in UTC, at which the person's week begins."""
    return schedule.occurrence(monday, time(), user.zone)


async def sessions(user: User, first: date | None, until: date) -> list[Attended]:
    """Whatever was trained, planned or moved away in the weeks from first (None: the beginning) to until, in order, and
    some weeks to both sides. Cancelled ones were taken out of the plan. One statement.
    """
    begin = EARLIEST if first is None else begins(user, first) - _SLACK
    end = begins(user, until) + _SLACK
    whose = (user.id, True)
    rows = await statements.fetch(_SESSIONS, *whose, begin, end, *whose, begin, end, *whose)
    found = [
        Attended(
            id=as_uuid(row[0]),
            status=SessionStatus(row[1]),
            scheduled_at=_instant(row[2]),
            started_at=_instant(row[3]),
            completed_at=_instant(row[4]),
            duration_seconds=row[5],
            enrollment_id=_id(row[6]),
            moved_from=_instant(row[7]),
        )
        for row in rows
    ]
    return sorted((each for each in found if each.at), key=lambda each: each.at or end)


def planned_week(user: User, monday: date, of_week: Iterable[Attended]) -> PlannedWeek:
    """What was planned of the sessions of a week, and done of that; without those moved out of it."""
    places = [each.place for each in of_week if each.planned]
    found = planned_weeks(user, places, monday, monday, running=False)
    return found[0] if found else PlannedWeek(0)


def planned_weeks(
    user: User, places: Iterable[Place], oldest: date | None, newest: date, *, running: bool
) -> list[PlannedWeek]:
    """The weeks in which something was planned, from the newest to the oldest (None: the first)."""
    zone = user.zone
    counts: dict[int, list[int]] = {}
    for status, at, first_at, moved in places:
        week, was = _monday(at, zone), _monday(first_at, zone)
        of_week = counts.get(week) or counts.setdefault(week, [0] * 5)
        of_week[0] += 1
        if status == SessionStatus.COMPLETED:
            of_week[1] += 1
            of_week[4] += was > week
        elif status in _STILL:
            of_week[3] += 1
        if moved and was != week:
            out_of = counts.get(was) or counts.setdefault(was, [0] * 5)
            out_of[0] += 1
            out_of[2] += 1
    first, last = (oldest or date.min).toordinal(), newest.toordinal()
    found = sorted((week for week in counts if first <= week <= last), reverse=True)
    return [_counted(counts[week], over=week != last or not running) for week in found]


async def streak_to(user: User, monday: date, known: Iterable[Attended], oldest: date, running: date) -> Streak:
    """The streak up to the week of this Monday. known: the sessions since the oldest Monday; while none of their weeks
    ends it, those of some years are read, and then all. running: the Monday of the week that runs.
    """
    places = [each.place for each in known if each.planned]
    found = _streak(user, places, oldest, monday, running)
    for first in (monday - SOME_YEARS, None):
        if found.whole and found.weeks:
            found = _streak(user, await _places(user, first, monday + WEEK), first, monday, running)
    return found


def _streak(user: User, places: Iterable[Place], first: date | None, monday: date, running: date) -> Streak:
    weeks = planned_weeks(user, places, first, monday, running=monday == running)
    return streak(weeks, pardon=monday + WEEK == running)


async def _places(user: User, first: date | None, until: date) -> list[Place]:
    begin = EARLIEST if first is None else begins(user, first) - _SLACK
    rows = await statements.fetch(_PLACES, user.id, True, begin, begins(user, until) + _SLACK)
    return [(row[0], as_instant(row[1]), as_instant(row[2]), bool(row[3])) for row in rows]


def _monday(instant: datetime, zone: ZoneInfo) -> int:
    """The ordinal of the Monday of the week that the instant is in."""
    day = instant.astimezone(zone).toordinal()
    return day - (day - 1) % 7


def _counted(counts: Sequence[int], *, over: bool) -> PlannedWeek:
    planned, done, moved, missed, ahead = counts
    return PlannedWeek(planned, done, moved, missed, ahead, over)


def _instant(value: object) -> datetime | None:
    return None if value is None else as_instant(value)


def _id(value: object) -> UUID | None:
    return None if value is None else as_uuid(value)
