"""Everything that reads what people type, each as a plain function of the text; and texts to try on them.

A reader returns, whatever it finds: an exception that is not one of its own errors is a bug.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from handlers import (
    basics,
    exercises,
    finish,
    history_sets,
    history_when,
    notes,
    program_text,
    quantities,
    reading,
    settings,
    typed,
)
from handlers.notation import Ambiguous, Expected, NotationError, has_product, parse_log, parse_sets
from handlers.past_days import DayError, read_past_day
from handlers.quantities import QuantityError
from handlers.views import markdown, taps
from handlers.views.texts import say
from models import catalogue, places
from models.liftoscript.quantities import Percent, Weight
from models.measurements import Metric
from models.people import User
from models.rules.sets import DoneSet, ExerciseKind, Unit
from models.rules.units import to_grams

LONGEST = 4_096  # characters of a Telegram message
TODAY = date(2026, 2, 28)

Reader = Callable[[str], object]


def _sets(kind: ExerciseKind) -> Reader:
    known = Expected(kind=kind, reps=5, weight_g=to_grams("100", Unit.KG), seconds=60, sets=3, last_reps=5)

    def read(text: str) -> None:
        for expected in (known, Expected(kind=kind, unit=Unit.LB)):
            with contextlib.suppress(NotationError, Ambiguous):
                parse_sets(text, expected)

    return read


def _log(text: str) -> None:
    with contextlib.suppress(NotationError):
        parse_log(text)


def _done_set(text: str) -> None:
    unit = cast(Any, SimpleNamespace(user=User(unit=Unit.KG, bar_g=20_000)))
    for kind in ExerciseKind:
        found = cast(Any, SimpleNamespace(exercise=SimpleNamespace(kind=kind, equipment="barbell")))
        with contextlib.suppress(NotationError, Ambiguous):
            history_sets._read(unit, found, text, DoneSet(reps=5, weight_g=60_000))


def _past_day(text: str) -> None:
    with contextlib.suppress(DayError):
        read_past_day(text, TODAY)


def _quantity(text: str) -> None:
    quantities.dimension(text)
    quantities.dimension_of_unit(text)
    for each in METRICS:
        for unit in Unit:
            with contextlib.suppress(QuantityError):
                quantities.show(quantities.read(text, each, unit), each, unit)


def _tap(text: str) -> None:
    for tap in taps.known().values():
        for data in (text, f"{tap.code}.{text}"):
            tap.read(data.encode()[: taps.MOST_BYTES].decode(errors="ignore"))


def _is_set(text: str) -> None:
    has_product(text)
    typed.SETS.search(text)
    typed.MINUTES_LEFT.fullmatch(text.strip())
    for unit in Unit:
        typed.is_sets(text, User(unit=unit))
        typed.is_surely_sets(text, User(unit=unit))
    typed._is_rating(text)


def _rating(text: str) -> None:
    notes.is_rating(text)
    finish._rating(text)
    finish.is_one_of(text, "finish-skip-words")


def _variable(text: str) -> None:
    for like in (3.0, Percent(80.0), Weight(60.0, "kg"), Weight(135.0, "lb")):
        reading.read_alike(text, like)


def _settings(text: str) -> None:
    for unit in Unit:
        settings.read_plates(text, unit)
    settings.read_lead(text)


def _exercise(text: str) -> None:
    exercises.may_be_called(text)
    catalogue.load().find_exercise(text)


METRICS = [
    Metric(
        key="height" if name == "length" else name,
        dimension=name,
        unit=unit,
        least=Decimal(0),
        most=Decimal(1000),
    )
    for name, unit in (("mass", "kg"), ("length", "cm"), ("percent", "%"), ("hours", "h"), ("own", "steps"))
]
READERS: dict[str, Reader] = {
    **{f"sets: {kind.value.lower()}": _sets(kind) for kind in ExerciseKind},
    "an exercise and its sets": _log,
    "a set done long ago": _done_set,
    "is it a set": _is_set,
    "exercise search": _exercise,
    "name in a program text": program_text._headed,
    "description": markdown.plain,
    "day gone by": _past_day,
    "length of a workout": history_when.length,
    "day to come": lambda text: reading.read_day(text, TODAY),
    "time of day": reading.read_time,
    "weekdays": reading.read_weekdays,
    "weight": lambda text: reading.read_weight(text, Unit.KG),
    "unit": reading.read_unit,
    "variable of a program": _variable,
    "count": lambda text: reading.read_count(text, 1, 7),
    "rating": _rating,
    "quantity": _quantity,
    "city or zone": places.find_place,
    "plates and lead": _settings,
    "callback data": _tap,
    "repeated to the person": lambda text: say("not-understood", text=basics.quote(text)),
}

# -- texts ---------------------------------------------------------------------------------------------

PIECES = (
    *("5", "85", "100", "1,000", "82,5", "2.5", "1e999", "0", "007", "9" * 40, "½", "²", "٣", "１００", "1_0"),
    *("x", "×", "х", "*", "@", ":", ",", ";", ".", "-", "+", "−", "/", "(", "'", '"', "%", "#"),
    *("kg", "lb", "reps", "s", "min", "h", "m", "km", "mi", "bw", "w", "d", "f", "rpe", "rir", "1:30", "25:00", "1m30"),
    *(
        "nan",
        "inf",
        "bench",
        "squat",
        "press",
        "row",
        "/log",
        "waist",
        "yesterday",
        "3 nov",
        "2 days ago",
        "2026-02-30",
    ),
    *("29.2.", "31.12.9999", "mon", "monday", "weekdays", "noon", "6pm", "24:00", "Berlin", "Europe/", "São Paulo"),
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\x00",
        "\u200f",
        "\u202e",
        "\u2066",
        "\ufeff",
        "💪",
        "🏳️‍🌈",
        "ß",
        "İ",
        "ﷺ",
        "e\u0301",
    ),
    *("<b>", "&amp;", "</a>", "\\", "{ $x }", "[", "[X](y)", "https://t.me/x", "set", ".", "..", "log.", "-0", "+-"),
)
LETTERS = st.characters(exclude_categories=["Cs"])


def texts(most: int = LONGEST) -> SearchStrategy[str]:
    """Anything at all, and what looks like what is read."""
    pieces = st.lists(st.sampled_from(PIECES) | st.text(LETTERS, max_size=3), max_size=40)
    return st.text(LETTERS, max_size=most) | st.builds("".join, pieces) | st.builds(" ".join, pieces)


def ladders() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Texts of any length that a careless pattern is slow on: a piece again and again, between two ends."""
    for piece in (*PIECES, *(f"{one}{two}" for one in "1x, :.a" for two in "1x, :.a")):
        for first in ("", "1", "a", "3x5 "):
            for last in ("", "z", "1", "x5"):
                yield f"{first}{piece}…{last}", _repeated(first, piece, last)


def _repeated(first: str, piece: str, last: str) -> Callable[[int], str]:
    def made(length: int) -> str:
        middle = length - len(first) - len(last)
        return first + (piece * (middle // len(piece) + 1))[:middle] + last

    return made
