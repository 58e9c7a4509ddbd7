"""Days gone by as people write them: "yesterday", "2 days ago", "mon", "3 nov", "3.11.", "2026-11-03"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 40
OLDEST = 100  # years

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {"today": 0, "now": 0, "yesterday": 1, "the day before yesterday": 2}
_AGO = re.compile(r"([0-9]{1,3}) (day|week)s? ago")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.? ?([a-z]{3,9})\.?(?:,? ?([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ?([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ?([0-9]{4}))?")


class Reason(StrEnum):
    """What is wrong with a text."""

    UNREADABLE = "UNREADABLE"
    FUTURE = "FUTURE"
    TOO_OLD = "TOO_OLD"


class DayError(ValueError):
    """A text that is no day gone by, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def read_past_day(text: str, today: date) -> date:
    """The day; without a year the latest such one. Raises DayError, and nothing else."""
    plain = " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).lower().split())
    if len(plain) > LONGEST or not plain.isascii():
        raise DayError(Reason.UNREADABLE)
    return checked(_read(plain, today), today)


def checked(day: date, today: date) -> date:
    """The day itself. Raises DayError for one to come, and for one nobody lived on."""
    if day > today:
        raise DayError(Reason.FUTURE)
    if day.year < today.year - OLDEST:
        raise DayError(Reason.TOO_OLD)
    return day


def _read(plain: str, today: date) -> date:
    if plain in _NAMED:
        return today - timedelta(days=_NAMED[plain])
    if found := _AGO.fullmatch(plain):
        return today - timedelta(days=int(found[1]) * (7 if found[2] == "week" else 1))
    weekday = [name.startswith(plain.removeprefix("last ")) and len(plain) > 2 for name in _WEEKDAYS]  # noqa: PLR2004 - "mo" may be a month
    if any(weekday):
        return today - timedelta(days=(today.weekday() - weekday.index(True)) % 7)
    return _dated(plain, today)


def _dated(plain: str, today: date) -> date:
    if found := _ISO.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(plain):
        return _latest(found[3], int(found[2]), int(found[1]), today)
    if found := _DAY_MONTH.fullmatch(plain):
        return _latest(found[3], _month(found[2]), int(found[1]), today)
    if found := _MONTH_DAY.fullmatch(plain):
        return _latest(found[3], _month(found[1]), int(found[2]), today)
    raise DayError(Reason.UNREADABLE)


def _latest(year: str | None, month: int, day: int, today: date) -> date:
    """That day of the year; without one, of the last eight years, the latest (29 February)."""
    if year is not None:
        return _date(int(year), month, day)
    for each in range(today.year, today.year - 9, -1):
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise DayError(Reason.UNREADABLE)


def _month(name: str) -> int:
    if name[:3] not in _MONTHS:
        raise DayError(Reason.UNREADABLE)
    return _MONTHS.index(name[:3]) + 1


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError(Reason.UNREADABLE) from None
