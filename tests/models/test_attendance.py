"""Sessions, wherever they were planned, moved and trained, make weeks as somebody with a calendar would make them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models import attendance
from models.attendance import Attended
from models.people import User
from models.rules.streak import PlannedWeek
from models.sessions import SessionStatus

FIRST = date(2026, 10, 5)  # a Monday; clocks go back in Berlin on the 25th
WEEKS = 6
ZONES = ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns"]

days = st.integers(0, 7 * WEEKS - 1)
hours = st.integers(0, 23)


@st.composite
def attended(draw: st.DrawFn) -> tuple[SessionStatus, bool, int, int, int | None, int]:
    """Status, of a program, and the days it was planned for, trained on, and moved from; the hour."""
    status = draw(st.sampled_from([each for each in SessionStatus if each is not SessionStatus.CANCELLED]))
    return status, draw(st.booleans()), draw(days), draw(days), draw(st.none() | days), draw(hours)


def session(
    zone: ZoneInfo, status: SessionStatus, program: bool, on: int, trained: int, moved: int | None, hour: int
) -> Attended:
    def at(day: int | None) -> datetime | None:
        if day is None:
            return None
        midnight = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), tzinfo=zone)
        return midnight.replace(hour=hour).astimezone(UTC)

    begun = at(trained) if status in {SessionStatus.COMPLETED, SessionStatus.IN_PROGRESS} else None
    return Attended(uuid4(), status, at(on), begun, begun, None, uuid4() if program else None, at(moved))


@given(st.lists(attended(), max_size=12), st.sampled_from(ZONES), st.booleans())
def test_weeks_are_what_a_calendar_says(
    facts: list[tuple[SessionStatus, bool, int, int, int | None, int]], zone: str, running: bool
) -> None:
    """Day numbers from the first Monday on, divided by seven: no instants, no zones."""
    user = User(telegram_id=1, name="Ann", timezone=zone)
    expected = []
    for week in reversed(range(WEEKS)):
        planned = done = moved = missed = ahead = 0
        for status, program, on, trained, was, _ in facts:
            if not program:
                continue
            here = (trained if status in {"COMPLETED", "IN_PROGRESS"} else on) // 7
            first = (on if was is None else was) // 7
            if here == week:
                planned += 1
                done += status == "COMPLETED"
                missed += status in {"MISSED", "PLANNED", "IN_PROGRESS"}
                ahead += status == "COMPLETED" and first > here
            elif was is not None and first == week:
                planned, moved = planned + 1, moved + 1
        if planned:
            over = week != WEEKS - 1 or not running
            expected.append(PlannedWeek(planned, done, moved, missed, ahead, over))
    every = [session(ZoneInfo(zone), *each) for each in facts]
    places = [each.place for each in every if each.planned]
    last = FIRST + (WEEKS - 1) * attendance.WEEK
    assert attendance.planned_weeks(user, places, FIRST, last, running=running) == expected
