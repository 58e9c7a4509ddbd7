"""What is worked out of a program's text alone: read, written with progress, prescribed. Pure, and with nothing behind
it but the language, so that a process of its own can do it for a long text.

Arguments and answers are values that can be sent from one process to another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models import prescribing
from models.liftoscript.lifter import Budget
from models.liftoscript.plan import Exercise as Line
from models.liftoscript.problems import Problem, ProgramError
from models.liftoscript.program import Program as Text
from models.liftoscript.state import State
from models.rules.sets import ExerciseKind

MOST_STEPS = 400_000  # of all update scripts of a program that is written into rows


class TooComplicatedError(Exception):
    """The work took more time or memory than a program may take."""


def read(text: str) -> Text | list[Problem]:
    """The program, or what is wrong with the text."""
    try:
        return Text.parse(text)
    except ProgramError as error:
        return list(error.problems)


def written(text: str, state: Mapping[str, Any]) -> str:
    """The text with the progress in it. Raises ProgramError where it is none."""
    return Text.parse(text).text(State.from_json(state))


def prescribed(text: str, kinds: tuple[tuple[str, str], ...]) -> list[list[list[dict[str, Any]]]]:
    """The sets of each exercise of each day, as JSON; kinds: by the names in the text, without case. Raises
    ProgramError where it is none.
    """
    counted, budget = {name: ExerciseKind(kind) for name, kind in kinds}, Budget(MOST_STEPS)
    return [
        [
            [sets.to_json() for sets in prescribing.as_written(each, day.number, counted[movement(each)], budget)]
            for each in day.trained
        ]
        for day in Text.parse(text).days
        if day.trained
    ]


def wrong_around(text: str, at: int) -> int:
    """Count what is wrong with the line at that place and the next one: what cannot be read, exercises without sets."""
    found = read(text)
    if isinstance(found, list):
        line = text.count("\n", 0, at) + 1
        return sum(each.line in {line, line + 1} for each in found)
    begin = text.rfind("\n", 0, at) + 1
    end = (text + "\n\n").find("\n", (text + "\n").find("\n", at) + 1)
    every = [each for day in found.days for each in day.exercises if not each.repeated]
    return sum(begin <= each.line.at <= end and not each.standing.sets for each in every)


def movement(line: Line) -> str:
    """The current movement of the line, without case."""
    return line.movements[line.standing.movement].lower()


JOBS: Mapping[str, Callable[..., Any]] = {
    "read": read,
    "written": written,
    "prescribed": prescribed,
    "wrong around": wrong_around,
}


# -- how long it takes --------------------------------------------------------------------------------

_MICROSECONDS, _OF_A_SCRIPT, _OF_A_PLACE = 2, 12, 13  # a character; one of a script; an exercise in a week
QUICK = 50_000  # µs


def is_quick(text: str) -> bool:
    """Whether the text is read in some 50 ms, whatever stands in it."""
    scripts = sum(len(each.partition("~}")[0]) for each in text.split("{~")[1:])
    weeks = sum(row.lstrip().startswith("#") for row in text.split("\n"))
    places = min(weeks * text.count("["), 6_000)
    return _MICROSECONDS * len(text) + _OF_A_SCRIPT * scripts + _OF_A_PLACE * places < QUICK
