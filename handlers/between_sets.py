"""A question asked in the middle of a workout swallows no set: "85x5" is logged even then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from handlers import typed
from handlers.unit import Unit
from models import workouts

Answer = Callable[[Unit, str], Awaitable[StrEnum | None]]


def or_set(answer: Answer) -> Answer:
    """The answer to a question that takes numbers, unless it can be nothing but a set (85x5, L8 R7, 8 reps) and a
    workout is under way. A bare number answers the question.
    """
    return _unless(typed.is_surely_sets, answer)


def or_set_alone(answer: Answer) -> Answer:
    """The answer to a question that any text answers, unless all of it is sets and a workout is under way: 5 is a set,
    "5x5 was easy" is a note.
    """
    return _unless(typed.is_sets, answer)


def _unless(is_sets: Callable[..., bool], answer: Answer) -> Answer:
    async def step(unit: Unit, text: str) -> StrEnum | None:
        if is_sets(text, unit.user) and await workouts.open_workout(unit.user) is not None:
            return await typed.at_home(unit, text)
        return await answer(unit, text)

    return step
