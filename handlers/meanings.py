"""Texts of sets that can be meant in several ways: which one? Nothing is stored before that is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.basics import quote
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.sets import meaning
from handlers.views.texts import Html, say
from handlers.views.view import Button, Keyboard
from models.rules.sets import DoneSet, ExerciseKind

MOST_OFFERED = 4
Readings = Sequence[Sequence[DoneSet]]


def question(text: str) -> Html:
    """What did you mean?"""
    return say("typed-meant", text=quote(text))


def buttons(readings: Readings, kind: ExerciseKind) -> Keyboard:
    """A button for each reading."""
    return tuple(
        (Button(meaning(sets, kind), taps.READING(index)),) for index, sets in enumerate(readings[:MOST_OFFERED])
    )


def kept(readings: Readings) -> list[Any]:
    """The readings that are offered, as a question remembers them."""
    return [[each.to_json() for each in sets] for sets in readings[:MOST_OFFERED]]


def chosen(unit: Unit, index: int) -> list[DoneSet] | None:
    """The reading that was chosen; None for a button of an older question."""
    readings = unit.about.get("readings", [])
    return [DoneSet.from_json(each) for each in readings[index]] if 0 <= index < len(readings) else None
