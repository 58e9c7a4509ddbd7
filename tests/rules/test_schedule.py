from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.schedule import Moved, Planned, Slot, exists, missed_at, next_weekly, occurrence, project, week_of

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Antarctica/Troll",
]
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(2024, 1, 1), date(2037, 12, 31))
times = st.times().map(lambda at: at.replace(microsecond=0))

SIX = time(18)
MON_WED_FRI = [Slot(0, SIX), Slot(2, SIX), Slot(4, SIX)]
MON = date(2026, 6, 1)


def on(day: int, program_day: int) -> Planned:
    """A session at six in June 2026, which begins on a Monday."""
    return Planned(date(2026, 6, day), SIX, program_day)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 1, 5), SIX, "2026-01-05T17:00"),
        (date(2026, 7, 6), SIX, "2026-07-06T16:00"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),
        (date(2026, 10, 25), time(2, 30, fold=1), "2026-10-25T00:30"),
    ],
)
def test_wall_clock(day: date, at: time, expected: str) -> None:
    """Six is six in winter and summer; a left-out time moves on, of a doubled one the first is meant."""
    assert occurrence(day, at, BERLIN) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(zones, days, times)
def test_no_day_is_missed_or_doubled(zone: ZoneInfo, first: date, at: time) -> None:
    """A daily time over a year: one instant per date, each later than the last, on its own date."""
    dates = [first + timedelta(days=n) for n in range(366)]
    instants = [occurrence(day, at, zone) for day in dates]
    assert all(before < after for before, after in pairwise(instants))
    for day, instant in zip(dates, instants, strict=True):
        local = instant.astimezone(zone)
        late = local.replace(tzinfo=None) - datetime.combine(day, at)
        assert timedelta(0) <= late <= timedelta(hours=2)


@given(zones, st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 31)), st.integers(0, 6), times)  # noqa: DTZ001 - UTC is added below
def test_next_weekly_misses_and_doubles_no_week(zone: ZoneInfo, start: datetime, weekday: int, at: time) -> None:
    """From one digest to the next: later, one local week on, and none between."""
    after = start.replace(tzinfo=UTC)
    instant = next_weekly(after, weekday, at, zone)
    assert after < instant <= after + timedelta(days=7, hours=3)
    for _ in range(60):
        following = next_weekly(instant, weekday, at, zone)
        assert timedelta(days=6, hours=21) <= following - instant <= timedelta(days=7, hours=3)
        instant = following


def test_a_time_left_out_at_the_end_of_a_day_stays_on_that_day() -> None:
    """Clocks in Nuuk go from 23:00 to midnight: moved on, Saturday's workout would take Sunday's place."""
    nuuk = ZoneInfo("America/Nuuk")
    saturday = occurrence(date(2027, 3, 27), time(23, 30), nuuk)
    assert saturday.astimezone(nuuk).isoformat() == "2027-03-27T22:30:00-02:00"


def test_a_day_left_out_of_a_calendar_is_none() -> None:
    """Samoa crossed the date line: after Thursday came Saturday."""
    apia = ZoneInfo("Pacific/Apia")
    assert [exists(date(2011, 12, day), apia) for day in (29, 30, 31)] == [True, False, True]
    assert exists(date(2011, 12, 30), BERLIN)


def test_missed_at_three_next_morning() -> None:
    """03:00 on the local day after, whatever the clock does that night."""
    evening = occurrence(date(2026, 3, 28), SIX, BERLIN)
    assert missed_at(evening, BERLIN) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert missed_at(datetime(2026, 6, 1, 23, tzinfo=UTC), BERLIN) == datetime(2026, 6, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("offset", range(7))
def test_weeks_start_on_monday(offset: int) -> None:
    """Monday and Sunday belong to the same week."""
    assert week_of(MON + timedelta(days=offset)) == (MON, date(2026, 6, 7))


def test_days_go_to_slots_in_order() -> None:
    """A repeating program goes round."""
    assert project(MON_WED_FRI, MON, date(2026, 6, 14), 2, 2, repeats=True) == [
        on(1, 2),
        on(3, 1),
        on(5, 2),
        on(8, 1),
        on(10, 2),
        on(12, 1),
    ]


def test_a_program_that_ends_stops_after_its_last_day() -> None:
    """Nothing is planned behind the end."""
    assert project(MON_WED_FRI, MON, date(2026, 6, 14), 11, 12, repeats=False) == [on(1, 11), on(3, 12)]


def test_a_moved_session_keeps_its_place_and_the_order() -> None:
    """Monday's session moved to Tuesday: the next day is Wednesday's, and Monday stays empty."""
    moved = [Moved(date(2026, 6, 2), time(7), 1, MON)]
    assert project(MON_WED_FRI, MON, date(2026, 6, 7), 1, 12, repeats=False, moved=moved) == [
        on(3, 2),
        on(5, 3),
    ]


def test_a_session_moved_onto_a_slot_takes_it() -> None:
    """Days are shifted, not lost."""
    moved = [Moved(date(2026, 6, 3), SIX, 1, MON)]
    assert project(MON_WED_FRI, MON, date(2026, 6, 8), 1, 12, repeats=False, moved=moved) == [
        on(5, 2),
        on(8, 3),
    ]


def test_a_session_moved_forward_in_the_order() -> None:
    """Friday's session brought forward to Sunday leaves the days before it where they are."""
    moved = [Moved(date(2026, 5, 31), SIX, 3, date(2026, 6, 5))]
    assert project(MON_WED_FRI, date(2026, 5, 31), date(2026, 6, 5), 1, 12, repeats=False, moved=moved) == [
        on(1, 1),
        on(3, 2),
        on(5, 4),
    ]


def test_in_a_repeating_program_the_right_round_is_moved() -> None:
    """Next week's day 1, moved, leaves this week's alone."""
    moved = [Moved(date(2026, 6, 9), SIX, 1, date(2026, 6, 8))]
    assert project(MON_WED_FRI, MON, date(2026, 6, 12), 1, 3, repeats=True, moved=moved) == [
        on(1, 1),
        on(3, 2),
        on(5, 3),
        on(10, 2),
        on(12, 3),
    ]


def test_taken_dates_are_left_alone() -> None:
    """Who trained this morning is not asked again tonight."""
    assert project(MON_WED_FRI, MON, date(2026, 6, 3), 2, 3, repeats=True, taken=[MON]) == [on(3, 2)]


@pytest.mark.parametrize(("current", "length"), [(0, 3), (4, 3), (1, 0)])
def test_days_that_are_not_in_the_program(current: int, length: int) -> None:
    """A day outside the program is a mistake, not a plan."""
    with pytest.raises(ValueError, match="day"):
        project(MON_WED_FRI, MON, MON, current, length, repeats=True)


def test_nothing_to_plan() -> None:
    """No slots, or no days, no sessions."""
    assert project([], MON, date(2026, 6, 14), 1, 3, repeats=True) == []
    assert project(MON_WED_FRI, MON, date(2026, 5, 1), 1, 3, repeats=True) == []


@given(
    st.lists(st.builds(Slot, st.integers(0, 6), times), max_size=5, unique_by=lambda slot: slot.weekday),
    days.filter(lambda day: day.year < 2037),
    st.integers(1, 9),
    st.integers(0, 8),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 13), st.integers(1, 9), st.integers(0, 13)), max_size=4),
)
def test_projection_promises(
    slots: list[Slot],
    first: date,
    length: int,
    offset: int,
    repeats: bool,
    moves: list[tuple[int, int, int]],
) -> None:
    """In order, in free slots, no date twice, the program's days in their order, none done twice."""
    moved = [
        Moved(first + timedelta(days=to), SIX, min(number, length), first + timedelta(days=was))
        for to, number, was in moves
    ]
    current, last = 1 + offset % length, first + timedelta(days=13)
    plan = project(slots, first, last, current, length, repeats=repeats, moved=moved)
    dates = [session.day for session in plan]
    assert dates == sorted(set(dates))
    assert not {session.day for session in moved} & set(dates)
    assert all(first <= session.day <= last for session in plan)
    assert all(Slot(session.day.weekday(), session.at) in slots for session in plan)
    numbers = [session.program_day for session in plan]
    row = [*range(current, length + 1), *(list(range(1, length + 1)) * 30 if repeats else [])]
    remaining = iter(row)
    assert all(number in remaining for number in numbers)
    skipped = row[: len(row) - len(list(remaining))]
    assert len(skipped) - len(numbers) <= len(moved)
    if not moved and repeats:
        assert numbers == row[: len(numbers)]
