"""A question asked in the middle of a workout swallows no set: "85x5" is logged even then."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from enum import StrEnum

from handlers import typed
from handlers.unit import Unit
from models import workouts

A_SET = re.compile(r"\s*[+-]?\d[\d.,]*\s*(?:(?:kg|lb)\s*)?[x×х✕✖*]\s*\d", re.IGNORECASE)
"""What can be nothing but a set: a product. A bare number answers the question."""

Answer = Callable[[Unit, str], Awaitable[StrEnum | None]]


def or_set(answer: Answer) -> Answer:
    """The answer to a question, unless it is a set and a workout is under way."""

    async def step(unit: Unit, text: str) -> StrEnum | None:
        if A_SET.match(text) and await workouts.open_workout(unit.user) is not None:
            return await typed.at_home(unit, text)
        return await answer(unit, text)

    return step


def or_set_alone(answer: Answer) -> Answer:
    """The same for a question that any text answers: only what is sets from end to end is none of its business. "5x5
    was easy" is a note.
    """
    otherwise = or_set(answer)

    async def step(unit: Unit, text: str) -> StrEnum | None:
        return await (otherwise if typed.is_sets(text, unit.user) else answer)(unit, text)

    return step
