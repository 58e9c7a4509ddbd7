"""Exercises within a workout: swapping one, adding one, and finding one by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from handlers import workout
from handlers.basics import quote
from handlers.conversation import OnTap, Step
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import label, say
from handlers.views.view import Button, View, close, grid
from models import last_time, people, programs, workouts
from models.catalogue.finding import key_of
from models.people import User
from models.programs import Exercise
from models.rules import plates, strength
from models.rules.plan import DEFAULT_REST, Item, as_asked
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind
from models.workouts import Live

LONGEST_NAME = 64
MOST_OFFERED = 8
DEFAULT_SETS, DEFAULT_REPS, DEFAULT_SECONDS, DEFAULT_METRES = 3, 8, 30, 1000


class Place(StrEnum):
    ADD = "exercise.add"
    SWAP = "exercise.swap"


# -- swap ---------------------------------------------------------------------------------------------


async def swap(unit: Unit, session_id: UUID, number: int) -> None:
    """Another exercise for the same muscles."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    _, item = now
    exercise = await Exercise.get(id=item.exercise_id)
    others = await programs.swaps(exercise)
    if not others:
        unit.toast(label("swap-none"), alert=True)
        return
    rows = [(Button(each.name, taps.SWAP_FOR(number, each.id)),) for each in others]
    unit.go(Place.SWAP, item=number)
    unit.ask(View(say("swap-for", exercise=item.name), (*rows, (close(),))))


async def swap_picked(unit: Unit, exercise_id: UUID) -> Step | None:
    """One of those that were typed nearly."""
    return await swap_for(unit, unit.about["item"], exercise_id)


async def swap_named(unit: Unit, name: str) -> Step | None:
    """Another exercise than those offered, typed."""
    exercise, near = await programs.find_exercise(unit.user, name)
    if exercise is not None:
        return await swap_for(unit, unit.about["item"], exercise.id)
    unit.ask(near_view(name, near, creatable=False))
    return None


async def swap_for(unit: Unit, number: int, exercise_id: UUID) -> Step | None:
    """This one instead; its weight from its own e1RM, asked on the card if there is none."""
    found = await workouts.open_workout(unit.user)
    exercise = await visible(unit.user, exercise_id)
    item = found.plan.item(number) if found else None
    unit.close_question()
    if found is None or exercise is None or item is None or found.is_done(item):
        workout.tell(unit, "workout-over" if found is None else "too-late")
        return Step.HOME
    if exercise.id != item.exercise_id:
        sets = [_converted(each, exercise.kind) for each in item.sets[item.next_index(found.done(item)) :]]
        weight = await _weight(unit.user, exercise, sets)
        await workouts.swap(found, item, exercise, [replace(each, weight_g=weight) for each in sets])
        unit.toast(label("swap-done", exercise=exercise.name))
    await workout.show_card(unit, found)
    return Step.HOME


def _converted(asked: PrescribedSet, kind: ExerciseKind) -> PrescribedSet:
    """The same set for an exercise that may count something else."""
    if kind in {ExerciseKind.TIMED, ExerciseKind.DISTANCE}:
        return replace(asked, reps=None, reps_max=None, amrap=False, seconds=asked.seconds or DEFAULT_SECONDS)
    return replace(asked, reps=asked.reps or DEFAULT_REPS, seconds=None, distance_m=None)


async def _weight(user: User, exercise: Exercise, sets: Sequence[PrescribedSet]) -> int | None:
    """The weight for these reps by what the person last did of the exercise; None where that is unknown."""
    done = [
        best
        for each in await last_time.sets(user, exercise.id)
        if each.reps and each.weight_g and (best := strength.e1rm(each.weight_g, each.reps, each.rpe_half))
    ]
    reps = max((each.reps or 0 for each in sets), default=0)
    if not done or not reps:
        return None
    how = plates.loading_of(exercise.kind, exercise.equipment)
    return plates.nearest_loadable(strength.weight_for(max(done), reps), people.equipment(user), how)


# -- add ----------------------------------------------------------------------------------------------


async def add(unit: Unit, session_id: UUID) -> Place | None:
    """+ Exercise: which one?"""
    found = await workouts.live(unit.user, session_id)
    if found is None or not found.is_open:
        unit.toast(label("workout-over"))
        return None
    left_out = {item.exercise_id: item.name for item in found.plan.items if item.skipped}
    known = left_out | {each.id: each.name for each in await recent(unit.user)}
    buttons = [Button(name, taps.PICK(exercise)) for exercise, name in list(known.items())[:MOST_OFFERED]]
    unit.go(Place.ADD, text="")
    unit.ask(View(say("exercise-which"), (*grid(buttons, 2), (close(),))))
    return None


async def add_picked(unit: Unit, exercise_id: UUID) -> Step | None:
    exercise = await visible(unit.user, exercise_id)
    if exercise is None:
        unit.toast(label("old-button"))
        return None
    return await _add(unit, exercise)


async def add_named(unit: Unit, name: str) -> Step | None:
    """The exercise by its name; one nobody knows can be created."""
    exercise, near = await programs.find_exercise(unit.user, name)
    if exercise is not None:
        return await _add(unit, exercise)
    unit.position.data = {**unit.about, "name": name}
    unit.ask(near_view(name, near, creatable=True))
    return None


async def _add(unit: Unit, exercise: Exercise) -> Step | None:
    found = await workouts.open_workout(unit.user)
    unit.close_question()
    if found is None:
        workout.tell(unit, "workout-over")
        return Step.HOME
    await item_for(found, exercise)
    await workout.show_card(unit, found)
    return Step.HOME


def in_workout(found: Live, exercise: Exercise) -> Item | None:
    """The exercise as it stands in the workout: to be done rather than left out."""
    items = [item for item in found.plan.items if item.exercise_id == exercise.id]
    return min(items, key=lambda item: item.skipped, default=None)


async def item_for(found: Live, exercise: Exercise, *, asked: bool = True) -> Item:
    """The exercise in the workout, put first, also where it was left out; added where it is not in it. asked: the
    sets of last time are asked again, else nothing is, and what is logged is all.
    """
    item = in_workout(found, exercise)
    if item is not None:
        item.skipped = False
        found.plan.focus = item.number
        await workouts.save_plan(found)
        return item
    sets = _like_last(exercise.kind, await last_time.sets(found.user, exercise.id)) if asked else []
    return await workouts.add_exercise(found, exercise, sets, after=None)


def _like_last(kind: ExerciseKind, last: Sequence[DoneSet]) -> list[PrescribedSet]:
    """The sets of last time as a prescription; a plain one for a first time."""
    if last:
        return [replace(as_asked(each, DEFAULT_REST), kind=SetKind.WORK) for each in last]
    match kind:
        case ExerciseKind.TIMED:
            asked = PrescribedSet(seconds=DEFAULT_SECONDS, rest_seconds=DEFAULT_REST)
        case ExerciseKind.DISTANCE:
            return [PrescribedSet(distance_m=DEFAULT_METRES)]
        case _:
            asked = PrescribedSet(reps=DEFAULT_REPS, rest_seconds=DEFAULT_REST)
    return [asked] * DEFAULT_SETS


async def recent(user: User, limit: int = 6) -> list[Exercise]:
    """The exercises the person did last."""
    rows = (
        await programs.ExerciseInstruction.filter(
            performances__session__user_id=user.id,
            performances__session__is_active=True,
            performances__is_active=True,
        )
        .order_by("-performances__created_at")
        .limit(limit * 5)
        .select_related("exercise")
    )
    return list({row.exercise_id: row.exercise for row in rows}.values())[:limit]


async def visible(user: User, exercise_id: UUID) -> Exercise | None:
    """The exercise, where it is everybody's or the person's own."""
    return await Exercise.filter(Q(owner_id=None) | Q(owner_id=user.id), id=exercise_id).first()


def may_be_called(name: str) -> bool:
    """Whether an exercise may have this name: letters in it, and short enough for a button."""
    return bool(key_of(name)) and len(name) <= LONGEST_NAME


def near_view(name: str, near: Sequence[Exercise], *, creatable: bool) -> View:
    """What the person may have meant."""
    rows = [(Button(each.name, taps.PICK(each.id)),) for each in near]
    if creatable and may_be_called(name):
        rows.append((Button(label("exercise-create", name=name), taps.CREATE("")),))
    text = say("exercise-near" if near else "exercise-unknown", name=quote(name))
    return View(text, (*rows, (close(),)))


ENTRY_POINTS = (OnTap(taps.SWAP, swap), OnTap(taps.SWAP_FOR, swap_for), OnTap(taps.ADD_EXERCISE, add))
