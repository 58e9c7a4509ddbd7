"""What changes for next time, as facts: which exercise, what of it, from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.liftoscript.finding import Places
from models.liftoscript.plan import Exercise, SetPlan
from models.liftoscript.quantities import Value
from models.liftoscript.state import State

Kind = Literal[
    "weight",
    "reps",
    "least",
    "amrap",
    "rpe",
    "rest",
    "timer",
    "sets",
    "variation",
    "movement",
    "note",
    "variable",
    "rm1",
]
Reason = Literal[
    "done", "short", "partly", "script"
]  # all done; reps missing; some in between; the program's own script


@dataclass(frozen=True, slots=True)
class Change:
    """Of an exercise, at the place (`week`, `day`) where it comes next. `before` and `after` hold a value for every set
    of it, or a single one: a count of sets, a number from 1, a variable (its name in `variable`), the 1RM.
    """

    identity: str
    name: str
    kind: Kind
    before: tuple[Value | None, ...]
    after: tuple[Value | None, ...]
    why: Reason
    week: int
    day: int
    variable: str | None = None


def compare(exercise: Exercise, before: State, after: State, places: Places, why: Reason) -> list[Change]:
    """What is different of the exercise the next time."""
    there = following(exercise, places)
    changes: list[Change] = []

    def note(kind: Kind, old: tuple[Value | None, ...], new: tuple[Value | None, ...], name: str | None = None) -> None:
        if old != new:
            place = (there.week, there.day)
            changes.append(Change(exercise.identity, exercise.name, kind, old, new, why, *place, name))

    was, now = before.standing(there), after.standing(there)
    note("movement", (was.movement + 1.0,), (now.movement + 1.0,))
    note("variation", (was.variation + 1.0,), (now.variation + 1.0,))
    note("sets", (float(len(was.sets)),), (float(len(now.sets)),))
    for kind in ("weight", "reps", "least", "amrap", "rpe", "rest", "timer"):
        note(kind, _all(was.sets, kind), _all(now.sets, kind))
    note("note", (was.note + 1.0,), (now.note + 1.0,))
    note("rm1", (before.rm1_of(there),), (after.rm1_of(there),))
    old, new = before.variables_of(there), after.variables_of(there)
    for name, value in new.items():
        note("variable", (old.get(name),), (value,), name)
    return changes


def _all(sets: tuple[SetPlan, ...], name: str) -> tuple[Value | None, ...]:
    return tuple(getattr(each, name) for each in sets)


def following(exercise: Exercise, places: Places) -> Exercise:
    """The exercise at its next place in the program, which begins anew after its end."""
    here = places[exercise.identity]
    later = sorted(place for place in here if place > (exercise.week, exercise.day))
    return here[later[0] if later else min(here)]
