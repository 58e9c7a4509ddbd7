"""What a program wants to know when its exercise is done: the variables that its text marks with a plus
(`custom(rating+: 3)`). An answer is kept in the workout's plan at once, and counts when the workout is finished.
"""

from __future__ import annotations

from dataclasses import dataclass

from models import workouts
from models.liftoscript.quantities import Value, read_value, written
from models.rules import summary
from models.rules.plan import Item
from models.workouts import Live


@dataclass(frozen=True, slots=True)
class Question:
    """A variable of an exercise, and its value so far."""

    item: Item
    number: int  # among those of the exercise, from 0
    name: str
    value: Value


def open_question(found: Live) -> Question | None:
    """The next one to be answered: of what was trained, exercise by exercise. A lighter workout changes nothing, so
    that nothing is asked.
    """
    return next((each for each in _questions(found) if each.name not in each.item.answers), None)


def answered_last(found: Live) -> Question | None:
    """The one before it."""
    answered = [each for each in _questions(found) if each.name in each.item.answers]
    return answered[-1] if answered else None


def answer_to(question: Question) -> Value:
    """What was answered."""
    return _value(question.item.answers[question.name])


async def answer(found: Live, question: Question, value: Value) -> None:
    """Keep the answer."""
    question.item.answers[question.name] = written(value)
    await workouts.save_plan(found)


async def take_back(found: Live, question: Question) -> None:
    """It is to be answered anew."""
    question.item.answers.pop(question.name, None)
    await workouts.save_plan(found)


def _questions(found: Live) -> list[Question]:
    return [
        Question(item, number, name, _value(said))
        for item in found.plan.items
        if not (found.plan.lighter or item.skipped) and item.asks and summary.working(found.done(item))
        for number, (name, said) in enumerate(item.asks.items())
    ]


def _value(said: str) -> Value:
    value = read_value(said)
    assert value is not None  # noqa: S101 - it was written by written()
    return value
