"""Finished workouts played on a program: a list, each with its week, day and exercises, as docs/liftoscript.md says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handlers.views.liftoscript import problem_words
from models.liftoscript.changes import Change
from models.liftoscript.lifter import Lifter
from models.liftoscript.plan import Day, Exercise
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight, read_weight
from models.liftoscript.session import Done
from models.liftoscript.state import State


class LogError(Exception):
    """The workouts are not what is asked, or not of this program."""


@dataclass(slots=True)
class Played:
    state: State
    changes: list[Change] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def play(program: Program, workouts: Any, state: State, lifter: Lifter) -> Played:
    """One workout after the other, each finished before the next begins; raises LogError."""
    played = Played(state)
    if not isinstance(workouts, list):
        raise LogError("a list of workouts is wanted")
    for number, workout in enumerate(workouts, 1):
        try:
            week, day = int(workout["week"]), int(workout["day"])
            found = program.day(week, day)
            done = {each.identity: sets for each, sets in _done(found, workout["exercises"])}
        except LogError as error:
            raise LogError(f"workout {number}: {error}") from None
        except KeyError as error:
            wanted = f"there is no week {error.args[0][0]}, day {error.args[0][1]}"
            raise LogError(f"workout {number}: {wanted if isinstance(error.args[0], tuple) else error}") from None
        except (TypeError, ValueError, AttributeError) as error:
            raise LogError(f"workout {number}: {error}") from None
        entries = program.played(week, day, done, played.state, lifter)
        finished = program.finish(entries, played.state, lifter)
        played.state = finished.state
        played.changes += finished.changes
        played.failures += [
            f"workout {number}: {each.identity} stays as it is, its script stops: {problem_words(each.error)}"
            for each in finished.failures
        ]
    return played


def _done(day: Day, exercises: list[dict[str, Any]]) -> Iterator[tuple[Exercise, list[Done | None]]]:
    left = list(day.trained)
    for each in exercises:
        name = " ".join(str(each["name"]).split()).lower()
        exercise = _named(left, name)
        if exercise is None:
            raise LogError(f"week {day.week}, day {day.day} has no “{each['name']}”")
        left.remove(exercise)
        weights, efforts = each.get("weights") or [], each.get("rpe") or []
        yield (
            exercise,
            [
                None if reps is None else Done(float(reps), _weight(_at(weights, i)), _number(_at(efforts, i)))
                for i, reps in enumerate(each["reps"])
            ],
        )


def _named(exercises: list[Exercise], name: str) -> Exercise | None:
    """By label and movements, else by one of its movements, else by that without its equipment."""
    for fits in (
        lambda each: each.name.lower() == name,
        lambda each: name in (movement.lower() for movement in each.movements),
        lambda each: name in (movement.lower().partition(",")[0] for movement in each.movements),
    ):
        for each in exercises:
            if fits(each):
                return each
    return None


def _at(values: list[Any], index: int) -> Any:
    return values[index] if index < len(values) else None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _weight(text: Any) -> Weight | None:
    if text is None:
        return None
    weight = read_weight(str(text))
    if weight is None:
        raise LogError(f"“{text}” is no weight: write it like 60kg")
    return weight
