"""Where the exercises of a program stand when somebody begins it: the weights its text leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from models import people, prescribing
from models.liftoscript.plan import Exercise as Line
from models.liftoscript.plan import SetPlan, Standing
from models.liftoscript.program import Program as Text
from models.liftoscript.quantities import Weight
from models.liftoscript.state import State
from models.people import User
from models.programs import Exercise, Program
from models.rules import plates, strength
from models.rules.sets import ExerciseKind

LOADED = frozenset({ExerciseKind.WEIGHT, ExerciseKind.ASSISTED})


async def asked(program: Program) -> list[Exercise]:
    """The exercises whose first weight depends on the person, in order of appearance."""
    text = await program.read()
    found = {program.exercise_of(_movement(line)): None for line in _lines(text) if _first_open(line) is not None}
    rows = await Exercise.in_bulk(list(found), "id") if found else {}
    return [rows[each] for each in found if rows[each].kind in LOADED]


async def first_set(program: Program, exercise: Exercise) -> SetPlan | None:
    """The first set of the exercise whose weight depends on the person."""
    for line in _lines(await program.read()):
        if program.exercise_of(_movement(line)) == exercise.id and (plan := _first_open(line)) is not None:
            return plan
    return None


async def state(user: User, program: Program, weights: Mapping[UUID, int]) -> State:
    """The state to begin with. weights: grams of the first working set by exercise; one without is learned from the
    first set done.

    Where the text goes by the 1RM, it is the one of which that set is the part asked. Where an exercise comes again
    with more reps, it is as much lighter as Epley's formula has it.
    """
    if not weights or not program.text:
        return State()
    text, rows = await program.read(), await Exercise.in_bulk(list(weights), "id")
    begin, first_reps = State(), dict[UUID, int]()
    for line in _lines(text):
        exercise_id = program.exercise_of(_movement(line))
        plan = _first_open(line)
        if exercise_id not in rows or plan is None:
            continue
        reps = max(1, int(plan.reps))
        grams = _scaled(user, rows[exercise_id], weights[exercise_id], first_reps.setdefault(exercise_id, reps), reps)
        share = prescribing.share_of_max(plan)
        if share is None:
            weight = prescribing.weight_of(grams, user.unit)
            begin = begin.with_standings(line.identity, _with_weight(text, line.identity, weight))
        elif begin.rm1_of(line) is None:
            begin = begin.with_rm1(_movement(line), prescribing.weight_of(round(grams / share), user.unit))
    return begin


def _lines(text: Text) -> list[Line]:
    """Each exercise that is trained, where it comes first."""
    first: dict[str, Line] = {}
    for day in text.days:
        for each in day.trained:
            first.setdefault(each.identity, each)
    return list(first.values())


def _movement(line: Line) -> str:
    return line.movements[line.standing.movement % len(line.movements)]


def _first_open(line: Line) -> SetPlan | None:
    return next((each for each in line.standing.sets if prescribing.is_open(each)), None)


def _scaled(user: User, exercise: Exercise, grams: int, first_reps: int, reps: int) -> int:
    if reps <= first_reps or (most := strength.e1rm(grams, first_reps)) is None:
        return grams
    how = plates.loading_of(exercise.kind, exercise.equipment)
    return plates.nearest_loadable(strength.weight_for(most, reps), people.equipment(user), how)


def _with_weight(text: Text, identity: str, weight: Weight) -> dict[tuple[int, int], Standing]:
    """The exercise at all its places, with this weight where none is said."""
    found = {}
    for place, each in text.places[identity].items():
        variations = tuple(tuple(_weighed(one, weight) for one in sets) for sets in each.standing.variations)
        if not each.template:
            found[place] = replace(each.standing, variations=variations)
    return found


def _weighed(plan: SetPlan, weight: Weight) -> SetPlan:
    return replace(plan, weight=weight) if plan.weight is None and plan.rpe is None else plan
