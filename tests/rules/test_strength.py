from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.strength import e1rm, rpe_multiplier, weight_for


@pytest.mark.parametrize(
    ("load_g", "reps", "rpe_half", "expected"),
    [
        (100_000, 5, None, 116_667),
        (100_000, 1, None, 100_000),
        (100_000, 1, 20, 100_000),
        (100_000, 12, None, 140_000),
        (100_000, 5, 16, 123_091),
        (60_000, 10, None, 80_000),
        (100_000, 13, None, None),
        (100_000, 0, None, None),
        (100_000, -1, None, None),
        (0, 5, None, None),
        (-20_000, 8, None, None),
    ],
)
def test_e1rm(load_g: int, reps: int, rpe_half: int | None, expected: int | None) -> None:
    """Epley without RPE, the RPE chart with it, nothing where it would say nothing."""
    assert e1rm(load_g, reps, rpe_half) == expected


@given(st.integers(1, 500_000), st.integers(2, 12))
def test_epley_is_the_plain_formula(load_g: int, reps: int) -> None:
    """Decimal rounding gives what whole numbers give."""
    assert e1rm(load_g, reps) == (load_g * (30 + reps) * 2 + 30) // 60


@given(st.integers(1, 12), st.integers(2, 20))
def test_rpe_multiplier_is_the_plain_formula(reps: int, rpe_half: int) -> None:
    """The published formula, in floats."""
    x = 10 - rpe_half / 2 + reps - 1
    if x >= 16:
        plain = 0.5
    elif x <= 2.92:
        plain = (0.347619 * x * x - 4.60714 * x + 99.9667) / 100
    else:
        plain = (97.0955 - 2.64249 * x) / 100
    assert float(rpe_multiplier(reps, rpe_half)) == pytest.approx(plain)


def share(reps: int, rpe_half: int | None) -> Fraction:
    """What of a one-rep maximum can be lifted for so many reps: a second implementation, in fractions."""
    if reps == 1 and rpe_half in (None, 20):
        return Fraction(1)
    if rpe_half is None:
        return 1 / (1 + Fraction(reps, 30))
    x = 10 - Fraction(rpe_half, 2) + reps - 1
    if x <= Fraction(73, 25):
        return Fraction(347619, 10**8) * x**2 - Fraction(460714, 10**7) * x + Fraction(999667, 10**6)
    return Fraction(970955, 10**6) - Fraction(264249, 10**7) * x if x < 16 else Fraction(1, 2)


@given(st.integers(1, 500_000), st.integers(1, 12), st.none() | st.integers(2, 20))
def test_e1rm_is_the_plain_formula_with_and_without_rpe(load_g: int, reps: int, rpe_half: int | None) -> None:
    """The load over its share of the one-rep maximum, to the gram."""
    assert e1rm(load_g, reps, rpe_half) == floor(load_g / share(reps, rpe_half) + Fraction(1, 2))


@given(st.integers(0, 500_000), st.integers(1, 40), st.none() | st.integers(2, 20))
def test_weight_for_is_the_plain_formula(one_g: int, reps: int, rpe_half: int | None) -> None:
    """Of any reps: beyond those of which an e1RM is told too."""
    assert weight_for(one_g, reps, rpe_half) == floor(one_g * share(reps, rpe_half) + Fraction(1, 2))


@given(st.integers(1000, 500_000), st.integers(1, 12), st.none() | st.integers(12, 20))
def test_weight_for_is_the_inverse(load_g: int, reps: int, rpe_half: int | None) -> None:
    """An e1RM leads back to the set it came from, to the gram."""
    best = e1rm(load_g, reps, rpe_half)
    assert best is not None
    assert abs(weight_for(best, reps, rpe_half) - load_g) <= 1


def test_weight_for_no_reps() -> None:
    """There is no weight for no reps."""
    with pytest.raises(ValueError, match="rep"):
        weight_for(100_000, 0)


@pytest.mark.parametrize(("rpe_half", "kilograms"), [(None, "116.67"), (16, "123.1")])
def test_the_vectors(rpe_half: int | None, kilograms: str) -> None:
    """100 × 5 is 116.67 by Epley, and at RPE 8 123.1 by the chart."""
    best = e1rm(100_000, 5, rpe_half)
    assert best is not None
    assert round(Decimal(best) / 1000, len(kilograms.partition(".")[2])) == Decimal(kilograms)
