"""Means over days are what they are said to be."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.averages import last_of_weeks, running_means

FIRST = date(2026, 1, 1)
values = st.lists(st.tuples(st.integers(0, 60), st.decimals(40, 150, places=1)), max_size=50).map(
    lambda pairs: [(FIRST + timedelta(days=day), value) for day, value in sorted(pairs)]
)


@given(values, st.integers(1, 9))
def test_running_means_are_the_plain_means(known: list[tuple[date, Decimal]], days: int) -> None:
    """For each day with a value, the mean of all values of it and the days before it."""
    plain = []
    for day in sorted({each for each, _ in known}):
        window = [value for each, value in known if 0 <= (day - each).days < days]
        plain.append((day, float(sum(window) / len(window))))
    found = running_means(known, days)
    assert [day for day, _ in found] == [day for day, _ in plain]
    assert [float(mean) for _, mean in found] == pytest.approx([mean for _, mean in plain])


@given(values)
def test_the_last_of_each_week(known: list[tuple[date, Decimal]]) -> None:
    """One a week by the ISO calendar, and always the last."""
    by_week = {day.isocalendar()[:2]: (day, value) for day, value in known}
    assert last_of_weeks(known) == list(by_week.values())
