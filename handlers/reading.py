"""Times of day, weekdays, days and weights as people type them. Whatever the text, the answer is a value or None."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal

from models.liftoscript.quantities import Percent, Value, Weight, read_value
from models.prescribing import weight_of
from models.rules.sets import Unit
from models.rules.units import MAX_WEIGHT_G, to_grams

LONGEST = 200  # characters looked at

_TIME = re.compile(r"(?:at )?([0-9]{1,2})(?: ?[:.h] ?([0-9]{2}))? ?(?:h|o'?clock|uhr)? ?(?:([ap])\.?m\.?)?")
_FOUR_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY = 2
_WEIGHT = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,3})?) ?(kg|kgs|kilos?|lb|lbs|pounds?)?")
_THOUSANDS = re.compile(r"[0-9]{1,3},[0-9]{3}(?![0-9])")
_POUNDS = ("lb", "lbs", "pound", "pounds")
_KILOS = ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms")
_NOON = 12
_HOURS, _MINUTES = 24, 60


def read_time(text: str) -> time | None:
    """A time of day: "18:30", "18.30", "1830", "18h", "6pm", "6:30 pm", "noon"."""
    plain = _plain(text)
    if plain in {"noon", "midday"}:
        return time(_NOON)
    if found := _FOUR_DIGITS.fullmatch(plain):
        return _time(int(found[1]), int(found[2]))
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found[3] == "p" else 0)
    return _time(hour, minute)


def read_weekdays(text: str) -> list[int] | None:
    """Weekdays in order, Monday = 0: "Mon, Wed and Fri", "tue thu", "weekdays", "every day"."""
    plain = _plain(text)
    if plain in {"every day", "everyday", "daily", "all"}:
        return list(range(7))
    if plain in {"weekdays", "weekday"}:
        return list(range(5))
    if plain in {"weekends", "weekend"}:
        return [5, 6]
    found: set[int] = set()
    for word in re.split(r"[\s,;/+&.–-]+", plain):
        if word in {"", "and", "on"}:
            continue
        day = _weekday(word)
        if day is None:
            return None
        found.add(day)
    return sorted(found) or None


def read_day(text: str, today: date) -> date | None:
    """The first such day from today on: "today", "tomorrow", "fri", "28", "28.11.", "28 Nov"."""
    plain = _plain(text)
    if plain in {"today", "tomorrow"}:
        return today + timedelta(days=plain == "tomorrow")
    weekday = _weekday(plain)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    digits = re.match(r"([0-9]{1,2})(?![0-9:])", plain)
    if digits is None:
        return None
    following = (today + timedelta(days=ahead) for ahead in range(31))
    found = next((day for day in following if day.day == int(digits[1])), None)
    if found is None or not _names_month(plain[digits.end() :], found):
        return None
    return found


def read_weight(text: str, unit: Unit) -> int | None:
    """A weight in grams, at most MAX_WEIGHT_G: "82,5", "82.5 kg", "185 lb"; without a unit it is in `unit`. "1,000" is
    none: it may be one, or a thousand.
    """
    found = _WEIGHT.fullmatch(_plain(text))
    if found is None or _THOUSANDS.match(found[1]):
        return None
    said = unit if not found[2] else Unit.LB if found[2] in _POUNDS else Unit.KG
    grams = to_grams(Decimal(found[1].replace(",", ".")), said)
    return grams if grams <= MAX_WEIGHT_G else None


def read_alike(text: str, like: Value) -> Value | None:
    """A value of a program of the same sort as another: "8", "82,5 kg", "80%". A weight without a unit is in that of
    the other, and at most MAX_WEIGHT_G.
    """
    plain = _plain(text).replace("−", "-")
    if _THOUSANDS.match(plain):
        return None
    value = read_value(plain.replace(",", "."))
    if isinstance(like, Weight):
        unit = Unit(like.unit)
        grams = read_weight(text, unit)
        if grams is None:
            return None
        return value if isinstance(value, Weight) else weight_of(grams, unit)
    if isinstance(like, Percent):
        return Percent(value) if isinstance(value, float) else value if isinstance(value, Percent) else None
    return value if isinstance(value, float) else None


def read_unit(text: str) -> Unit | None:
    """Kilograms or pounds, in a word."""
    word = _plain(text)
    if word in _POUNDS:
        return Unit.LB
    return Unit.KG if word in _KILOS else None


def read_count(text: str, least: int, most: int) -> int | None:
    """The one whole number in the text ("3", "3 days"), where it lies in the range."""
    numbers = re.findall(r"[0-9]+", _plain(text))
    if len(numbers) != 1 or len(numbers[0]) > 4 or not least <= int(numbers[0]) <= most:  # noqa: PLR2004 - no count of ours has five digits
        return None
    return int(numbers[0])


def _plain(text: str) -> str:
    if any(unicodedata.category(letter) == "No" for letter in text[:LONGEST]):
        return ""  # ² is no 2
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    return " ".join(folded.split()).strip(" .!")


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < _HOURS and minute < _MINUTES else None


def _weekday(word: str) -> int | None:
    if len(word) < _SHORTEST_WEEKDAY:
        return None
    for number, name in enumerate(_WEEKDAYS):
        if f"{name}s".startswith(word):
            return number
    return None


def _names_month(rest: str, day: date) -> bool:
    """True for what may stand behind the number of a day: nothing, or its month."""
    rest = rest.strip(" .").removeprefix("th").strip(" .")
    return not rest or rest in {str(day.month), f"{day.month:02}"} or f"{day:%B}".lower().startswith(rest[:3])
