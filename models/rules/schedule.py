"""When to train: wall clock in, instants (UTC) out.

Every instant is made from a date and a time of day on the person's wall clock, never from an earlier instant
plus 24 hours, so that 18:00 stays 18:00 across changes of the clock. Of a time that comes twice the first is
meant; one that is left out (02:30 when clocks go forward) is moved on by the gap, or back where that would be another
day: 23:30 in Nuuk on the last Saturday of March.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HORIZON = timedelta(days=14)
"""How far ahead sessions are planned."""

MISSED_AT = time(3)
"""When a session of the day before that was never started counts as missed, local time."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A weekday (0 = Monday … 6 = Sunday) and local time to train at."""

    weekday: int
    at: time


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """A day of the program (1 …) on a local date at a local time."""

    day: date
    at: time
    program_day: int


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """A session that keeps the date and time a person gave it; was = the date it was planned on before."""

    day: date
    at: time
    program_day: int
    was: date | None = None


def occurrence(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a local clock in zone shows at on day (see above for odd hours)."""
    instants = [datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(UTC) for fold in (0, 1)]
    return next((each for each in instants if each.astimezone(zone).date() == day), instants[0])


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the calendar in zone has that day: Samoa went from 29 to 31 December 2011."""
    noon = datetime.combine(day, time(12), tzinfo=zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day


def project(
    slots: Sequence[Slot],
    first_day: date,
    last_day: date,
    current_day: int,
    days_in_program: int,
    *,
    repeats: bool,
    moved: Sequence[Moved] = (),
    taken: Collection[date] = (),
) -> list[Planned]:
    """The sessions to plan from first_day to last_day (both in), in order.

    The program's days go, from current_day on, in their order to the free slots: days are shifted, never
    lost. A program that repeats begins again after its last day, one that does not is over then.
    moved sessions are not in the result: their program day is not planned again, their date is not free, and
    the days after them come after them. In a program that repeats, the round a moved session belongs to is
    the one whose slot is nearest to where it was. taken: dates on which nothing is to be planned.
    Raises ValueError where current_day is not in 1 … days_in_program.
    """
    if not 1 <= current_day <= days_in_program:
        raise ValueError(f"day {current_day} of {days_in_program}")
    unmoved = zip(
        _free(slots, first_day, last_day, taken),
        _days(current_day, days_in_program, repeats=repeats),
        strict=False,
    )
    own = _places([(day, number) for (day, _), number in unmoved], moved)
    free = _free(slots, first_day, last_day, {*taken, *(session.day for session in moved)})
    not_before = first_day
    plan: list[Planned] = []
    for place, program_day in enumerate(_days(current_day, days_in_program, repeats=repeats)):
        if place in own:
            not_before = max(not_before, own[place].day)
            continue
        slot = next(((day, at) for day, at in free if day >= not_before), None)
        if slot is None:
            break
        plan.append(Planned(*slot, program_day))
    return plan


def _places(unmoved: list[tuple[date, int]], moved: Sequence[Moved]) -> dict[int, Moved]:
    """Which moved session stands at which place of the row of days, as planned if nothing were moved."""
    own: dict[int, Moved] = {}
    for session in sorted(moved, key=lambda session: session.was or session.day):
        was = session.was or session.day
        places = [
            (abs(day - was), place)
            for place, (day, number) in enumerate(unmoved)
            if number == session.program_day and place not in own
        ]
        if places:
            own[min(places)[1]] = session
    return own


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week that day is in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + 6 * _DAY


def missed_at(scheduled: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, from which a session scheduled (UTC) and not started is missed: 03:00 next day."""
    return occurrence(scheduled.astimezone(zone).date() + _DAY, MISSED_AT, zone)


def next_weekly(after: datetime, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    """The first instant later than after (UTC) at which it is at on weekday (0 = Monday) in zone, in UTC."""
    today = after.astimezone(zone).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7 - 7)
    while (instant := occurrence(day, at, zone)) <= after:
        day += 7 * _DAY
    return instant


def _days(current_day: int, days_in_program: int, *, repeats: bool) -> Iterator[int]:
    yield from range(current_day, days_in_program + 1)
    while repeats:
        yield from range(1, days_in_program + 1)


def _free(
    slots: Sequence[Slot], first_day: date, last_day: date, busy: Collection[date]
) -> Iterator[tuple[date, time]]:
    ordered = sorted(set(slots))
    for offset in range((last_day - first_day).days + 1):
        day = first_day + offset * _DAY
        if day not in busy:
            yield from ((day, slot.at) for slot in ordered if slot.weekday == day.weekday())
