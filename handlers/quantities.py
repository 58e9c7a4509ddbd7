"""Measured quantities as people write them: "82,4", "181 lb", "1.82 m", 6'1", "15 %", "7:30". No floats anywhere.

A value is a Decimal with three places in the unit its metric is stored in. A number without a unit is in the person's
own: kg and cm, or lb and inches for whoever lifts in pounds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from models.measurements import Metric
from models.rules.sets import Unit
from models.rules.units import LB_G

LONGEST = 60
MOST = Decimal("999999.999")
PLACES = Decimal("0.001")
INCH = Decimal("2.54")  # cm
POUND = LB_G / 1000  # kg
_SHOWN = Decimal("0.01")  # of a pound or an inch: finer than what is stored
_LB_IN_STONE, _INCHES_IN_FOOT, _MINUTES_IN_HOUR, _CM_IN_M = 14, 12, 60, 100
_FEET_KEY = "height"


class Reason(StrEnum):
    """What is wrong with a text."""

    UNREADABLE = "UNREADABLE"
    WRONG_UNIT = "WRONG_UNIT"  # 82 kg around the waist
    OUTSIDE = "OUTSIDE"  # of what the metric can be
    THOUSANDS = "THOUSANDS"  # 1,000: one or a thousand


class QuantityError(ValueError):
    """A text that is no value of the metric, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Measure:
    dimension: str
    times: Decimal = Decimal(1)


def _words(words: str, measure: _Measure) -> dict[str, _Measure]:
    return dict.fromkeys(words.split(), measure)


_UNITS = {
    **_words("kg kgs kilo kilos кг", _Measure("mass")),
    **_words("g gram grams", _Measure("mass", Decimal("0.001"))),
    **_words("lb lbs pound pounds", _Measure("mass", POUND)),
    **_words("st stone stones", _Measure("mass", POUND * _LB_IN_STONE)),
    **_words("cm см", _Measure("length")),
    **_words("mm", _Measure("length", Decimal("0.1"))),
    **_words("m meter meters metre metres м", _Measure("length", Decimal(_CM_IN_M))),
    **_words("in inch inches \" ''", _Measure("length", INCH)),
    **_words("ft foot feet '", _Measure("length", INCH * _INCHES_IN_FOOT)),
    **_words("% percent pct", _Measure("percent")),
    **_words("bpm beats /min", _Measure("rate")),
    **_words("h hr hrs hour hours", _Measure("hours")),
    **_words("min mins minute minutes", _Measure("hours", Decimal(1) / _MINUTES_IN_HOUR)),
}
_NUMBER = r"([+-]?[0-9]{1,12}(?:[.,][0-9]{1,12})?)"
_PLAIN = re.compile(_NUMBER + r" ?(.*)")
_FEET = re.compile(_NUMBER + r" ?(?:'(?!')|ft|feet|foot) ?" + _NUMBER + r" ?(?:\"|''|in|inch|inches)?")
_STONES = re.compile(_NUMBER + r" ?(?:st|stones?) ?" + _NUMBER + r" ?(?:lbs?|pounds?)?")
_HOURS = re.compile(r"([0-9]{1,2}) ?(?::|h|hours?|hrs?) ?([0-5]?[0-9]) ?(?:m|mins?|minutes?)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3},[0-9]{3}")
_SIGNS = str.maketrans({"′": "'", "’": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "−": "-", "–": "-", "٫": ","})


def read(text: str, metric: Metric, lifter: Unit) -> Decimal:
    """The value that text says, within what the metric can be. Raises QuantityError, and nothing else."""
    found = list(_readings(_normalised(text), metric, lifter))
    inside = [value for value in found if metric.least <= value <= metric.most]
    if not inside:
        raise QuantityError(Reason.OUTSIDE)
    if len(set(inside)) > 1:
        raise QuantityError(Reason.THOUSANDS)
    return inside[0]


def dimension(text: str) -> str | None:
    """What a text with a unit measures ("82 kg": mass), "" for a bare number, None for anything else."""
    try:
        plain = _normalised(text)
    except QuantityError:
        return None
    for pattern, measured in ((_FEET, "length"), (_STONES, "mass"), (_HOURS, "hours")):
        if pattern.fullmatch(plain):
            return measured
    found = _PLAIN.fullmatch(plain)
    if found is None:
        return None
    if not found[2]:
        return ""
    return _UNITS[found[2]].dimension if found[2] in _UNITS else None


def dimension_of_unit(unit: str) -> str:
    """What is measured in a unit; "own" where that is not known."""
    return {
        "kg": "mass",
        "lb": "mass",
        "cm": "length",
        "in": "length",
        "%": "percent",
        "bpm": "rate",
        "h": "hours",
    }.get(unit.strip().lower(), "own")


def number(value: Decimal, metric: Metric, lifter: Unit) -> str:
    """A value without its unit, in the person's: "82.4", "181"; a height in feet and inches for pound people."""
    shown = in_unit(value, metric, lifter)
    if metric.key == _FEET_KEY and lifter is Unit.LB:
        feet, inches = divmod(shown, _INCHES_IN_FOOT)
        return f"{feet}'{_trimmed(inches)}\""
    return _trimmed(shown)


def show(value: Decimal, metric: Metric, lifter: Unit) -> str:
    """A value with its unit: "82.4 kg", "181 lb", "15 %"."""
    if metric.key == _FEET_KEY and lifter is Unit.LB:
        return number(value, metric, lifter)
    return f"{number(value, metric, lifter)} {unit_name(metric, lifter)}".rstrip()


def in_unit(value: Decimal, metric: Metric, lifter: Unit) -> Decimal:
    """A value in the unit in which the person is shown it."""
    if lifter is Unit.KG or metric.dimension not in {"mass", "length"}:
        return value
    return (value / (POUND if metric.dimension == "mass" else INCH)).quantize(_SHOWN, ROUND_HALF_UP)


def unit_name(metric: Metric, lifter: Unit) -> str:
    """The unit in which the person is shown the metric's values."""
    if lifter is Unit.KG:
        return metric.unit
    return {"mass": "lb", "length": "in"}.get(metric.dimension, metric.unit)


def _readings(plain: str, metric: Metric, lifter: Unit) -> Iterator[Decimal]:
    """What a text may stand for, in the unit of the metric."""
    for pattern, measured, parts in ((_FEET, "length", _INCHES_IN_FOOT), (_STONES, "mass", _LB_IN_STONE)):
        if found := pattern.fullmatch(plain):
            small = _decimal(found[1]) * parts + _decimal(found[2])
            yield _stored(small * (INCH if measured == "length" else POUND), measured, metric)
            return
    if metric.dimension == "hours" and (found := _HOURS.fullmatch(plain)):
        yield _stored(Decimal(found[1]) + Decimal(found[2]) / _MINUTES_IN_HOUR, "hours", metric)
        return
    found = _PLAIN.fullmatch(plain)
    if found is None:
        raise QuantityError(Reason.UNREADABLE)
    numbers = [_decimal(found[1])]
    if _THOUSANDS.fullmatch(found[1]):
        numbers.append(_decimal(found[1].replace(",", "")))
    for each in numbers:
        yield from _in_units(each, found[2], metric, lifter)


def _in_units(value: Decimal, unit: str, metric: Metric, lifter: Unit) -> Iterator[Decimal]:
    if not unit:
        own = value
        if lifter is Unit.LB and metric.dimension in {"mass", "length"}:
            own *= POUND if metric.dimension == "mass" else INCH
        yield _stored(own, metric.dimension, metric)
        if metric.dimension == "length" and own < metric.least:
            yield _stored(value * _CM_IN_M, "length", metric)  # 1.82: nobody is that small
    elif unit == metric.unit.lower():
        yield _stored(value, metric.dimension, metric)
    elif unit in _UNITS:
        yield _stored(value * _UNITS[unit].times, _UNITS[unit].dimension, metric)
    else:
        raise QuantityError(Reason.UNREADABLE)


def _stored(value: Decimal, measured: str, metric: Metric) -> Decimal:
    if measured != metric.dimension:
        raise QuantityError(Reason.WRONG_UNIT)
    return value.quantize(PLACES, ROUND_HALF_UP)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _normalised(text: str) -> str:
    """Plain characters, digits of any script as 0 … 9. Raises QuantityError for ², ½ and texts that are too long."""
    if len(text) > LONGEST or any(each.isnumeric() and not each.isdecimal() for each in text):
        raise QuantityError(Reason.UNREADABLE)
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).lower()
    plain = "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in folded
        if unicodedata.category(each) != "Cf"
    )
    return " ".join(plain.split()).rstrip(" .")
