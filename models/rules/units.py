"""Weights: integer grams inside, the person's own unit outside.

A pound is 453.59237 g exactly (international yard and pound agreement, 1959). Grams cannot hold most pounds
exactly, so arithmetic on pounds is done in hundredths of a pound and turned into grams once: 45 lb on either
side of a 45 lb bar is 135 lb to the gram, and a hundred steps of 5 lb are 500 lb.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from models.rules.sets import Unit

LB_G = Decimal("453.59237")
MAX_WEIGHT_G = 1_000_000

_KG_G = Decimal(1000)
_LB_TEN_MILLIONTHS = 45_359_237  # grams in a hundredth of a pound, times 10,000,000
_PLAIN = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")


def to_grams(value: Decimal | str, unit: Unit) -> int:
    """The weight in whole grams, halves away from zero.

    A string is plain ASCII decimal ("82.5"), nothing that Decimal() also lets through (NaN, 1e9, 1_000, １).
    Raises ValueError for such a string and for a Decimal that is not finite.
    """
    if isinstance(value, str):
        if not _PLAIN.fullmatch(value):
            raise ValueError(f"not a plain number: {value!r}")
        value = Decimal(value)
    if not value.is_finite():
        raise ValueError("not a finite number")
    grams = value * (_KG_G if unit is Unit.KG else LB_G)
    return int(grams.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def kilograms(weight_g: int) -> Decimal:
    """Grams as kilograms with three places, as the database keeps them."""
    return Decimal(weight_g).scaleb(-3)


def to_ticks(weight_g: int, unit: Unit) -> int:
    """Grams as whole ticks of the unit: 1 g of a kilogram, 1/100 of a pound (4.5 g), the nearest one."""
    if unit is Unit.KG:
        return weight_g
    return (weight_g * 20_000_000 + _LB_TEN_MILLIONTHS) // (2 * _LB_TEN_MILLIONTHS)


def from_ticks(ticks: int, unit: Unit) -> int:
    """Ticks of the unit as grams; to_ticks() gives the same ticks back."""
    if unit is Unit.KG:
        return ticks
    return (ticks * _LB_TEN_MILLIONTHS + 5_000_000) // 10_000_000


def number(weight_g: int, unit: Unit, places: int | None = None) -> str:
    """The weight as a number without its unit: "82.5", "185", "-20".

    Trailing zeros are never written. Kilograms to the gram, pounds to the hundredth: what was entered with as
    many decimals is what is shown. places rounds to fewer (a computed e1RM: places=1).
    """
    value = Decimal(to_ticks(weight_g, unit)) / (1000 if unit is Unit.KG else 100)
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def show(weight_g: int, unit: Unit, places: int | None = None) -> str:
    """The weight with its unit, "82.5 kg", "185 lb"; the number as number() writes it."""
    return f"{number(weight_g, unit, places)} {unit.value}"
