"""Numbers, weights and percentages as the language counts with them: binary floating point, and kg to lb and back
rounded to halves.

Floats on purpose: programs are shared with their numbers, and a sum that ends a hair beside 62.5 must round here as it
does where the program was written. Callers keep grams (`Weight.grams`) and show decimals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Unit = Literal["kg", "lb"]

LB_PER_KG = 2.205
GRAMS = {"kg": 1000.0, "lb": 453.59237}
LARGEST = 999_999.0  # of any number of a program or a script: what can be written is read back
_WEIGHT = re.compile(r"([+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9}))\s*(kg|lb)")
_PERCENT = re.compile(r"([+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9}))\s*%")
_NUMBER = re.compile(r"[+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})")


@dataclass(frozen=True, slots=True)
class Weight:
    value: float
    unit: Unit

    @property
    def grams(self) -> int:
        return round(self.value * GRAMS[self.unit])

    def __str__(self) -> str:
        return f"{plain(self.value)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Percent:
    """Of the 1RM, where a weight is asked."""

    value: float

    def __str__(self) -> str:
        return f"{plain(self.value)}%"


Value = float | Weight | Percent


def fixed(value: float, places: int) -> float:
    """To so many decimals, a half away from zero, of the exact binary value."""
    if value == int(value) or (places > 1 and value * 4 == int(value * 4)):
        return value
    return float(Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def whole(value: float) -> float:
    """The nearest whole number, a half upwards."""
    below = math.floor(value)
    return float(below if value - below < 0.5 else below + 1)  # noqa: PLR2004 - one half


def stepped(value: float, step: float) -> float:
    """The nearest multiple of the step."""
    return fixed(whole(value / step) * step, 4)


def plain(value: float) -> str:
    """As programs write numbers: at most two decimals, none for nothing."""
    return f"{fixed(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def converted(weight: Weight, unit: Unit) -> Weight:
    """In the unit, to the nearest half of it; as it is where it has the unit already."""
    if weight.unit == unit:
        return weight
    value = weight.value * LB_PER_KG if unit == "lb" else weight.value / LB_PER_KG
    return Weight(whole(value / 0.5) * 0.5, unit)


def operated(  # noqa: PLR0911 - a case for each pair
    one: Value, other: Value, calculate: Callable[[float, float], float], rm1: Weight | None
) -> Value:
    """Two values calculated with. The unit is the first weight's; a percentage meets a weight as that part of the 1RM,
    or, where no 1RM is known, of the weight itself.
    """
    match one, other:
        case Weight(), Percent(share):
            return operated(one, _share(rm1, share, one), calculate, rm1)
        case Percent(share), Weight():
            return operated(_share(rm1, share, other), other, calculate, rm1)
        case Weight(value, unit), Weight():
            return Weight(calculate(value, converted(other, unit).value), unit)
        case Weight(value, unit), float() | int():
            return Weight(calculate(value, other), unit)
        case float() | int(), Weight(value, unit):
            return Weight(calculate(one, value), unit)
    if isinstance(one, Percent) or isinstance(other, Percent):
        return Percent(calculate(number(one), number(other)))
    return calculate(number(one), number(other))


def _share(rm1: Weight | None, share: float, of: Weight) -> Weight:
    whole_of = of if rm1 is None else rm1
    return Weight(whole_of.value * (share / 100), whole_of.unit)


def number(value: Value) -> float:
    """The bare number of a value."""
    return value.value if isinstance(value, Weight | Percent) else value


def compared(one: Value, other: Value, holds: Callable[[float, float], bool]) -> bool:
    """Whether it holds: weights in the first one's unit, a number against the bare number; never between a weight and
    a percentage.
    """
    match one, other:
        case Weight(value, unit), Weight():
            return holds(value, converted(other, unit).value)
        case (Weight(), Percent()) | (Percent(), Weight()):
            return False
    return holds(number(one), number(other))


def equal(one: Value | None, other: Value | None) -> bool:
    if one is None or other is None:
        return one is other
    return compared(one, other, lambda a, b: a == b)


def as_weight(value: Value, unit: Unit, rm1: Weight | None) -> Weight:
    """A number in the unit; a percentage as that part of the 1RM."""
    match value:
        case Weight():
            return value
        case Percent(share):
            known = Weight(0.0, unit) if rm1 is None else rm1
            return converted(Weight(known.value * fixed(share / 100, 4), known.unit), unit)
    return Weight(value, unit)


ASSIGNED: dict[str, Callable[[float, float], float]] = {
    "+=": lambda a, b: a + b,
    "-=": lambda a, b: a - b,
    "*=": lambda a, b: stepped(a * b, 0.05),
    "/=": lambda a, b: stepped(a / b, 0.05) if b else 0.0,
}


def assigned(old: Value, operator: str, value: Value, rm1: Weight | None) -> Value:
    """What `old operator value` leaves: `=`, `+=`, `-=`, and `*=` and `/=` to the nearest 0.05."""
    return value if operator == "=" else operated(old, value, ASSIGNED[operator], rm1)


def read_value(text: str) -> Value | None:
    """`5`, `2.5kg`, `10%`: a value of the language to two decimals, or None."""
    text = text.strip()
    if match := _WEIGHT.fullmatch(text):
        return Weight(fixed(float(match[1]), 2), "kg" if match[2] == "kg" else "lb")
    if match := _PERCENT.fullmatch(text):
        return Percent(fixed(float(match[1]), 2))
    return fixed(float(text), 2) if _NUMBER.fullmatch(text) else None


def read_weight(text: str) -> Weight | None:
    """`62.5kg`, `135 lb`, or None."""
    value = read_value(text)
    return value if isinstance(value, Weight) else None


def shortened(value: Value) -> Value:
    """As it would be read back from a program: to two decimals."""
    match value:
        case Weight(amount, unit):
            return Weight(_short(amount), unit)
        case Percent(amount):
            return Percent(_short(amount))
    return _short(value)


def _short(amount: float) -> float:
    return fixed(min(max(amount, -LARGEST), LARGEST), 2) + 0.0  # -0 becomes 0


def written(value: Value) -> str:
    return plain(value) if isinstance(value, float | int) else str(value)
