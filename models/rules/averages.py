"""Means over days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

MEAN_DAYS = 7


def running_means(values: Sequence[tuple[date, Decimal]], days: int = MEAN_DAYS) -> list[tuple[date, Decimal]]:
    """For each day that has values, in order, the mean of all values of the `days` days that end with it. The values
    come in the order of their days.
    """
    means: list[tuple[date, Decimal]] = []
    first, total = 0, Decimal(0)
    for place, (day, value) in enumerate(values):
        total += value
        while values[first][0] <= day - timedelta(days=days):
            total -= values[first][1]
            first += 1
        if place + 1 == len(values) or values[place + 1][0] != day:
            means.append((day, total / (place - first + 1)))
    return means


def last_of_weeks(values: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """The last value of each week, Monday to Sunday, that has any; the values come in order."""
    return [
        here for place, here in enumerate(values) if place + 1 == len(values) or values[place + 1][0] > _sunday(here[0])
    ]


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())
