"""Numbers, times and days as the person writes them."""

from __future__ import annotations

from datetime import date, datetime

from handlers.views.texts import label
from models.people import User
from models.rules import units

KILOMETRE = 1000


def weight(user: User, grams: int) -> str:
    """A weight in the person's unit: "82.5 kg"."""
    return units.show(grams, user.unit)


def time_of(user: User, instant: datetime) -> str:
    """The wall-clock time of an instant: "18:30"."""
    return f"{user.local(instant):%H:%M}"


def day_of(user: User, instant: datetime) -> str:
    """The day of an instant: "Mon 23 Nov"."""
    return day(user.local(instant).date())


def day(of: date) -> str:
    """A date as "Mon 23 Nov"."""
    return f"{of:%a} {of.day} {of:%b}"


def past_day(user: User, instant: datetime) -> str:
    """A day gone by: "Mon 23 Nov", with the year where it is another."""
    of = user.local(instant).date()
    return day(of) if of.year == user.today().year else f"{day(of)} {of.year}"


def when(user: User, instant: datetime | None) -> str:
    """When something is planned, as people say it: "today 18:00", "tomorrow 18:00", "Mon 23 Nov 18:00"."""
    if instant is None:
        return ""
    local = user.local(instant)
    ahead = (local.date() - user.today()).days
    named = label("when-day", ahead=ahead) if ahead in {0, 1} else day(local.date())
    return f"{named} {local:%H:%M}"


def distance(metres: int) -> str:
    """A distance as "400 m", "5 km", "5.25 km"."""
    if metres < KILOMETRE:
        return label("distance-m", distance=str(metres))
    whole, rest = divmod(metres, KILOMETRE)
    return label("distance-km", distance=f"{whole}.{rest:03}".rstrip("0") if rest else str(whole))


def length(seconds: int) -> str:
    """A time held or run: "45 s", "25:00", "1:05:30"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return label("length-seconds", seconds=str(rest))
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
