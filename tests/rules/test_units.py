from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.sets import Unit
from models.rules.units import from_ticks, number, show, to_grams, to_ticks

weights = st.integers(-1_000_000, 1_000_000)


@pytest.mark.parametrize(
    ("entered", "unit", "grams", "shown"),
    [
        ("82.5", Unit.KG, 82_500, "82.5 kg"),
        ("100", Unit.KG, 100_000, "100 kg"),
        ("100.00", Unit.KG, 100_000, "100 kg"),
        ("-20", Unit.KG, -20_000, "-20 kg"),
        ("1.125", Unit.KG, 1_125, "1.125 kg"),
        ("0", Unit.KG, 0, "0 kg"),
        ("185", Unit.LB, 83_915, "185 lb"),
        ("45", Unit.LB, 20_412, "45 lb"),
        ("2.5", Unit.LB, 1_134, "2.5 lb"),
        ("181", Unit.LB, 82_100, "181 lb"),
        ("-0.001", Unit.LB, 0, "0 lb"),
    ],
)
def test_what_was_entered_is_what_is_shown(entered: str, unit: Unit, grams: int, shown: str) -> None:
    """Grams are exact or rounded once; zeros at the end are never written."""
    assert to_grams(entered, unit) == grams
    assert show(grams, unit) == shown


@pytest.mark.parametrize(
    "text", ["", "NaN", "inf", "1e9", "1_000", "１００", "²", "82,5", " 5", "5.", ".5", "٥", "9" * 99]
)
def test_only_plain_numbers_are_weights(text: str) -> None:
    """What Decimal() lets through and no lifter means is refused."""
    with pytest.raises(ValueError, match="number"):
        to_grams(text, Unit.KG)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity"])
def test_only_finite_decimals_are_weights(value: str) -> None:
    """Not a number is not a weight."""
    with pytest.raises(ValueError, match="finite"):
        to_grams(Decimal(value), Unit.KG)


@given(weights, st.sampled_from(Unit))
def test_showing_is_stable(weight_g: int, unit: Unit) -> None:
    """Reading what was shown gives the same weight, within half of what the unit shows."""
    read = to_grams(number(weight_g, unit), unit)
    assert abs(read - weight_g) <= (0 if unit is Unit.KG else 3)
    assert number(read, unit) == number(weight_g, unit)


@given(st.integers(-220_000, 220_000), st.sampled_from(Unit))
def test_ticks_survive_grams(ticks: int, unit: Unit) -> None:
    """A hundredth of a pound stays that hundredth of a pound."""
    assert to_ticks(from_ticks(ticks, unit), unit) == ticks


@given(st.integers(0, 22_000))
def test_ticks_are_the_exact_pound(hundredths: int) -> None:
    """Integer arithmetic gives what the decimal definition gives."""
    assert from_ticks(hundredths, Unit.LB) == to_grams(Decimal(hundredths) / 100, Unit.LB)


def test_fewer_places() -> None:
    """A computed weight is shown as coarsely as asked."""
    assert number(116_667, Unit.KG, 1) == "116.7"
    assert number(116_960, Unit.KG, 1) == "117"
    assert number(100_000, Unit.KG, 0) == "100"
