"""Measured quantities as people write them: as many good lines as bad ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from handlers import quantities
from handlers.past_days import DayError, read_past_day
from handlers.past_days import Reason as DayReason
from handlers.quantities import QuantityError, Reason
from models import catalogue
from models.measurements import MOST, Metric
from models.rules.sets import Unit


def metric(key: str) -> Metric:
    found = catalogue.load().metrics[key]
    return Metric(
        key=key,
        name=found.name,
        dimension=found.dimension,
        unit=found.unit,
        least=found.minimum,
        most=found.maximum,
        unlikely_change_percent=found.unlikely_change_percent,
    )


STEPS = Metric(name="Steps", dimension="own", unit="steps", least=-MOST, most=MOST)

READ = [
    ("body-weight", "82.4", "82.400"),
    ("body-weight", "82,4", "82.400"),
    ("body-weight", "82.4 kg", "82.400"),
    ("body-weight", "82.4kg", "82.400"),
    ("body-weight", "82,4 KG", "82.400"),
    ("body-weight", "  82.4  ", "82.400"),
    ("body-weight", "82.4.", "82.400"),
    ("body-weight", "181 lb", "82.100"),
    ("body-weight", "181lbs", "82.100"),
    ("body-weight", "185 pounds", "83.915"),
    ("body-weight", "12 st 13", "82.100"),
    ("body-weight", "12 stone 13 lb", "82.100"),
    ("body-weight", "82400 g", "82.400"),
    ("body-weight", "８２.４ｋｇ", "82.400"),
    ("body-weight", "٨٢", "82.000"),
    ("body-weight", "+82.4", "82.400"),
    ("body-weight", "82.45678", "82.457"),
    ("body-weight", "82,400", "82.400"),
    ("body-weight", "20", "20.000"),
    ("body-weight", "400", "400.000"),
    ("height", "1.82 m", "182.000"),
    ("height", "1,82m", "182.000"),
    ("height", "1.82", "182.000"),
    ("height", "182", "182.000"),
    ("height", "182 cm", "182.000"),
    ("height", "1820 mm", "182.000"),
    ("height", "6'1\"", "185.420"),
    ("height", "6'1", "185.420"),
    ("height", "6′1″", "185.420"),
    ("height", "6’1”", "185.420"),
    ("height", "6 ft 1 in", "185.420"),
    ("height", "6'1.5\"", "186.690"),
    ("height", "6 ft", "182.880"),
    ("waist", "81", "81.000"),
    ("waist", "0.81 m", "81.000"),
    ("waist", "32 in", "81.280"),
    ("waist", '32"', "81.280"),
    ("body-fat", "15 %", "15.000"),
    ("body-fat", "15%", "15.000"),
    ("body-fat", "15,5", "15.500"),
    ("body-fat", "15 percent", "15.000"),
    ("resting-heart-rate", "58 bpm", "58.000"),
    ("sleep", "7:30", "7.500"),
    ("sleep", "7h 30m", "7.500"),
    ("sleep", "7.5 h", "7.500"),
    ("sleep", "450 min", "7.500"),
]

REFUSED = [
    ("body-weight", "NaN", Reason.UNREADABLE),
    ("body-weight", "inf", Reason.UNREADABLE),
    ("body-weight", "-inf kg", Reason.UNREADABLE),
    ("body-weight", "1e999", Reason.UNREADABLE),
    ("body-weight", "8e1", Reason.UNREADABLE),
    ("body-weight", "8²", Reason.UNREADABLE),
    ("body-weight", "82½", Reason.UNREADABLE),
    ("body-weight", "1_000", Reason.UNREADABLE),
    ("body-weight", "", Reason.UNREADABLE),
    ("body-weight", "heavy", Reason.UNREADABLE),
    ("body-weight", "82.4.1", Reason.UNREADABLE),
    ("body-weight", "82 4", Reason.UNREADABLE),
    ("body-weight", "82.4 kg kg", Reason.UNREADABLE),
    ("body-weight", "82..4", Reason.UNREADABLE),
    ("body-weight", ".", Reason.UNREADABLE),
    ("body-weight", "0x52", Reason.UNREADABLE),
    ("body-weight", "9" * 13, Reason.UNREADABLE),
    ("body-weight", "8" * 4096, Reason.UNREADABLE),
    ("body-weight", "82.4 💪", Reason.UNREADABLE),
    ("body-weight", "-82", Reason.OUTSIDE),
    ("body-weight", "0", Reason.OUTSIDE),
    ("body-weight", "824", Reason.OUTSIDE),
    ("body-weight", "19.999", Reason.OUTSIDE),
    ("body-weight", "400.001", Reason.OUTSIDE),
    ("body-weight", "999999999999", Reason.OUTSIDE),
    ("body-weight", "82 cm", Reason.WRONG_UNIT),
    ("body-weight", "6'1\"", Reason.WRONG_UNIT),
    ("height", "82 kg", Reason.WRONG_UNIT),
    ("height", "12 st 13", Reason.WRONG_UNIT),
    ("body-fat", "15 kg", Reason.WRONG_UNIT),
    ("body-fat", "101 %", Reason.OUTSIDE),
    ("resting-heart-rate", "5", Reason.OUTSIDE),
    ("sleep", "25", Reason.OUTSIDE),
]


@pytest.mark.parametrize(("key", "text", "stored"), READ)
def test_a_value_is_read_exactly(key: str, text: str, stored: str) -> None:
    value = quantities.read(text, metric(key), Unit.KG)
    assert str(value) == stored


@pytest.mark.parametrize(("key", "text", "reason"), REFUSED, ids=[f"{key} {text[:14]!a}" for key, text, _ in REFUSED])
def test_what_is_no_value_says_why(key: str, text: str, reason: Reason) -> None:
    with pytest.raises(QuantityError) as caught:
        quantities.read(text, metric(key), Unit.KG)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("key", "text", "stored", "shown"),
    [
        ("body-weight", "181", "82.100", "181 lb"),
        ("body-weight", "181.3", "82.236", "181.3 lb"),
        ("body-weight", "181.25", "82.214", "181.25 lb"),
        ("body-weight", "82.4 kg", "82.400", "181.66 lb"),
        ("waist", "32", "81.280", "32 in"),
        ("waist", "32,5 in", "82.550", "32.5 in"),
        ("waist", "81 cm", "81.000", "31.89 in"),
        ("height", "6'1\"", "185.420", "6'1\""),
        ("height", "73", "185.420", "6'1\""),
        ("height", "5'11.5\"", "181.610", "5'11.5\""),
        ("height", "1.82 m", "182.000", "5'11.65\""),
        ("body-fat", "15.5", "15.500", "15.5 %"),
        ("resting-heart-rate", "58", "58.000", "58 bpm"),
    ],
)
def test_pound_people_write_and_read_pounds_and_inches(key: str, text: str, stored: str, shown: str) -> None:
    value = quantities.read(text, metric(key), Unit.LB)
    assert str(value) == stored
    assert quantities.show(value, metric(key), Unit.LB) == shown


def test_every_tenth_of_a_pound_is_shown_as_it_was_entered() -> None:
    weight = metric("body-weight")
    for tenths in range(450, 8000):
        text = f"{Decimal(tenths) / 10:f}"
        assert Decimal(quantities.number(quantities.read(text, weight, Unit.LB), weight, Unit.LB)) == Decimal(text)


def test_a_comma_that_can_be_both_is_asked_about() -> None:
    with pytest.raises(QuantityError) as caught:
        quantities.read("12,345", STEPS, Unit.KG)
    assert caught.value.reason is Reason.THOUSANDS
    assert quantities.read("12345 steps", STEPS, Unit.KG) == 12345
    assert quantities.read("-3,5", STEPS, Unit.KG) == Decimal("-3.5")


TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        ("2 days ago", date(2026, 11, 21)),
        ("1 week ago", date(2026, 11, 16)),
        ("mon", TODAY),
        ("sunday", date(2026, 11, 22)),
        ("last tue", date(2026, 11, 17)),
        ("2026-11-03", date(2026, 11, 3)),
        ("2026/1/3", date(2026, 1, 3)),
        ("3 nov", date(2026, 11, 3)),
        ("3. November", date(2026, 11, 3)),
        ("Nov 3", date(2026, 11, 3)),
        ("november 3rd, 2025", date(2025, 11, 3)),
        ("3 nov 2025", date(2025, 11, 3)),
        ("3.11.", date(2026, 11, 3)),
        ("3.11.2025", date(2025, 11, 3)),
        ("24 dec", date(2025, 12, 24)),
        ("29 feb", date(2024, 2, 29)),
        ("３ nov", date(2026, 11, 3)),
    ],
)
def test_a_day_gone_by_is_read(text: str, day: date) -> None:
    assert read_past_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tomorrow", DayReason.UNREADABLE),
        ("", DayReason.UNREADABLE),
        ("3", DayReason.UNREADABLE),
        ("31 feb", DayReason.UNREADABLE),
        ("2026-13-01", DayReason.UNREADABLE),
        ("0000-01-01", DayReason.UNREADABLE),
        ("3 foo", DayReason.UNREADABLE),
        ("3/11", DayReason.UNREADABLE),
        ("²", DayReason.UNREADABLE),
        ("x" * 4096, DayReason.UNREADABLE),
        ("2026-11-24", DayReason.FUTURE),
        ("24 nov 2026", DayReason.FUTURE),
        ("9999-12-31", DayReason.FUTURE),
        ("1900-01-01", DayReason.TOO_OLD),
    ],
    ids=lambda value: str(value)[:14],
)
def test_what_is_no_day_gone_by_says_why(text: str, reason: DayReason) -> None:
    with pytest.raises(DayError) as caught:
        read_past_day(text, TODAY)
    assert caught.value.reason is reason
