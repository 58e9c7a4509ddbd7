"""Numbers, times and days as the person writes them."""

from __future__ import annotations

from datetime import date, datetime

from models.people import User
from models.rules import units


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
