"""A program written in kilograms as somebody writes it whose plates are stamped in pounds."""

import re
from decimal import Decimal

_KILOGRAMS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)kg\b")
_USUAL = {
    Decimal("0.5"): "1",
    Decimal(1): "2.5",
    Decimal("1.25"): "2.5",
    Decimal(2): "5",
    Decimal("2.5"): "5",
    Decimal(4): "10",
    Decimal(5): "10",
    Decimal(10): "20",
    Decimal(20): "45",
}
_STEP = 5
_LB_PER_KG = Decimal("2.20462")


def in_pounds(text: str) -> str:
    """The text with each weight in pounds: a usual step as the usual step there (2.5 kg is 5 lb, the bar of 20 kg is
    45 lb), any other to the nearest 5 lb.
    """
    return _KILOGRAMS.sub(_pounds, text)


def _pounds(found: re.Match[str]) -> str:
    kilograms = Decimal(found[1])
    usual = _USUAL.get(kilograms)
    return f"{usual or max(_STEP, int((kilograms * _LB_PER_KG / _STEP).to_integral_value()) * _STEP)}lb"
