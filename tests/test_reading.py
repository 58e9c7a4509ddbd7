"""Times, weekdays, days and weights as people type them: as many bad lines as good."""

from __future__ import annotations

from datetime import date, time

import pytest

from handlers.reading import read_count, read_day, read_time, read_weekdays, read_weight
from models.rules.sets import Unit

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("18h30", time(18, 30)),
        ("1830", time(18, 30)),
        ("18", time(18)),
        ("18h", time(18)),
        ("6pm", time(18)),
        ("6 p.m.", time(18)),
        ("6:30 PM", time(18, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("at 7", time(7)),
        ("noon", time(12)),
        ("６pm", time(18)),
        *(
            (text, None)
            for text in ("", "-1", "24:00", "25", "18:60", "13pm", "0am", "²", "6 o", "half past", "18:30:15", "7x5")
        ),
        *((text, None) for text in ("🏋️", "\u200f", "9" * 4096)),
    ],
)
def test_a_time_of_day(text: str, at: time | None) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon wed fri", [0, 2, 4]),
        ("Fri, Mon & wed", [0, 2, 4]),
        ("tue/thu", [1, 3]),
        ("Tuesdays and thursdays", [1, 3]),
        ("weekdays", [0, 1, 2, 3, 4]),
        ("every day", [0, 1, 2, 3, 4, 5, 6]),
        ("sat sat sat", [5]),
        *((text, None) for text in ("", "t", "monday foo", "135", "never", "and", "-", "x" * 4096)),
    ],
)
def test_weekdays(text: str, days: list[int] | None) -> None:
    assert read_weekdays(text) == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", MONDAY),
        ("tomorrow", date(2026, 11, 24)),
        ("mon", MONDAY),
        ("Sunday", date(2026, 11, 29)),
        ("28", date(2026, 11, 28)),
        ("28th", date(2026, 11, 28)),
        ("1.12.", date(2026, 12, 1)),
        ("24 Nov", date(2026, 11, 24)),
        *((text, None) for text in ("", "0", "31", "99", "24 dec", "18:30", "yesterday", "-3", "²")),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert read_day(text, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("82.5", 82_500),
        ("82,5", 82_500),
        ("100 kg", 100_000),
        ("100KG", 100_000),
        ("185 lb", 83_915),
        ("１００ｋｇ", 100_000),
        *((text, None) for text in ("", "-5", "NaN", "inf", "1e9", "1_000", "1,000", "²", "100²", "1000.5", "60x5")),
        *((text, None) for text in ("heavy", "9" * 99)),
    ],
)
def test_a_weight(text: str, grams: int | None) -> None:
    assert read_weight(text, Unit.KG) == grams


@pytest.mark.parametrize(
    ("text", "count"), [("3", 3), ("3 days", 3), *((text, None) for text in ("0", "8", "3 or 4", "", "x", "9" * 5000))]
)
def test_a_count(text: str, count: int | None) -> None:
    assert read_count(text, 1, 7) == count
