"""The trend says what its table says (docs/trends.md), and no more."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.trends import LiftTrend, Trend, Verdict, Way, lift, sets_a_week, trend, weight

SIX = dict.fromkeys(range(7), 10)


def straight(before: int, now: int) -> dict[int, int]:
    """A lift done every week, at two levels."""
    return {0: now, 1: now, 2: now, 3: before, 4: before, 5: before}


@pytest.mark.parametrize(
    ("bests", "found"),
    [
        (straight(100_000, 101_500), (Way.UP, 1)),
        (straight(100_000, 101_499), (Way.FLAT, 1)),
        (straight(100_000, 98_500), (Way.DOWN, -2)),
        (straight(100_000, 98_501), (Way.FLAT, -2)),
        (straight(100_000, 103_998), (Way.UP, 3)),
        (straight(100_000, 100_000), (Way.FLAT, 0)),
        ({0: 90_000, 2: 110_000, 5: 100_000}, (Way.UP, 10)),
        ({0: 100_000, 1: 100_000, 2: 100_000}, None),
        ({3: 100_000, 4: 100_000, 5: 100_000}, None),
        ({0: 100_000, 5: 100_000}, None),
        ({0: 110_000, 5: 100_000, 6: 300_000, 7: 1}, None),
        ({}, None),
    ],
)
def test_a_lift(bests: dict[int, int], found: tuple[Way, int] | None) -> None:
    """The best of three weeks against the best of three; a gain is rounded down, a loss up."""
    assert lift("Squat", bests) == (None if found is None else LiftTrend("Squat", *found))


@given(st.dictionaries(st.integers(0, 9), st.integers(1, 300_000)))
def test_a_lift_is_judged_as_plainly_told(bests: dict[int, int]) -> None:
    """A second implementation, in fractions."""
    weeks = {week: best for week, best in bests.items() if week <= 5}
    new = [best for week, best in weeks.items() if week <= 2]
    old = [best for week, best in weeks.items() if week >= 3]
    found = lift("Squat", bests)
    if len(weeks) < 3 or not new or not old:
        assert found is None
        return
    share = Decimal(max(new)) / max(old) - 1
    assert found is not None
    way = Way.UP if share >= Decimal("0.015") else Way.DOWN if share <= Decimal("-0.015") else Way.FLAT
    assert found.way is way
    assert found.percent <= 100 * (share + Decimal(1) / max(old)) < found.percent + 1


@pytest.mark.parametrize(
    ("lifts", "verdict"),
    [
        ({"A": straight(100, 110), "B": straight(100, 100)}, Verdict.UP),
        ({"A": straight(100, 90), "B": straight(100, 100)}, Verdict.DOWN),
        ({"A": straight(100, 90), "B": straight(100, 110)}, Verdict.MIXED),
        ({"A": straight(100, 100)}, Verdict.FLAT),
        ({"A": {0: 100}}, Verdict.NONE),
        ({}, Verdict.NONE),
    ],
)
def test_the_verdict(lifts: dict[str, dict[int, int]], verdict: Verdict) -> None:
    """One that goes down is enough for no praise."""
    assert trend(lifts, SIX, []).verdict is verdict


@pytest.mark.parametrize("sets", [{}, {0: 9}, {0: 9, 5: 9}, {0: 9, 6: 9, 7: 9, 8: 9}, {0: 0, 1: 9, 2: 9}])
def test_not_enough_data(sets: dict[int, int]) -> None:
    """Fewer than three trained weeks of the six: nothing is judged, whatever the lifts did."""
    assert trend({"A": straight(100, 200)}, sets, []) == Trend(
        Verdict.FEW, sum(sets.get(week, 0) > 0 for week in range(6))
    )


def test_three_lifts_at_most() -> None:
    """Those done in most weeks, the heaviest of them first; one that cannot be judged makes room for the next."""
    often = {name: straight(100 + number, 100 + number) for number, name in enumerate("ABCD")}
    found = trend({**often, "Rare": {0: 900}}, SIX, [])
    assert [each.name for each in found.lifts] == ["D", "C", "B"]


@pytest.mark.parametrize(
    ("sets", "found"),
    [
        ({1: 12, 2: 12, 3: 12, 4: 10, 5: 10, 6: 10}, (100, 120)),
        ({1: 11, 2: 11, 3: 12, 4: 10, 5: 10, 6: 10}, None),
        ({0: 99, 1: 10, 2: 10, 3: 10, 4: 10, 5: 10, 6: 10}, None),
        ({4: 10, 5: 10, 6: 10}, (100, 0)),
        ({1: 10, 2: 10, 3: 10}, None),
        ({}, None),
    ],
)
def test_sets_a_week(sets: dict[int, int], found: tuple[int, int] | None) -> None:
    """From 15 % on both numbers are told; the week that runs does not count."""
    assert sets_a_week(sets) == found


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 40)))
def test_sets_a_week_are_the_plain_means(sets: dict[int, int]) -> None:
    """Who did nothing in the first of the six weeks had not begun; little is nothing."""
    before, now = (Fraction(sum(sets.get(week, 0) for week in half), 3) for half in ((4, 5, 6), (1, 2, 3)))
    told = sets.get(6, 0) > 0 and abs(now - before) / before >= Fraction(15, 100)
    assert sets_a_week(sets) == ((floor(10 * before), floor(10 * now)) if told else None)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(600, 1000)), max_size=30))
def test_weight_is_the_plain_difference(values: list[tuple[int, int]]) -> None:
    """Mean of a week less mean of a week, where both have two values; little is nothing."""
    now = [value for days, value in values if days in range(7)]
    before = [value for days, value in values if days in range(21, 28)]
    found = weight([(days, Decimal(value)) for days, value in values])
    if len(now) < 2 or len(before) < 2:
        assert found is None
        return
    plain = sum(now) / len(now) - sum(before) / len(before)
    if abs(abs(plain) - 0.005 * sum(before) / len(before)) > 1e-6:
        expected = plain if abs(plain) > 0.005 * sum(before) / len(before) else 0
        assert float(found or 0) == pytest.approx(expected)
