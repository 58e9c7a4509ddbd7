"""Exercises within a workout: swapping one, adding one, finding one by name, and what is noted about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from handlers import workout
from handlers.conversation import OnTap, OnText, Step
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import label, say
from handlers.views.view import Button, View, grid
from models import people, programs, workouts
from models.people import User
from models.programs import Exercise
from models.rules import plates, strength
from models.rules.plan import Item
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet
from models.workouts import Live

LONGEST_NAME = 64
LONGEST_NOTE = 1000
DEFAULT_SETS, DEFAULT_REPS, DEFAULT_REST, DEFAULT_SECONDS, DEFAULT_METRES = 3, 8, 120, 30, 1000
RATINGS = range(1, 11)


class Place(StrEnum):
    ADD = "exercise.add"
    NOTE = "exercise.note"


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
    unit.ask(View(say("swap-for", exercise=item.name), (*rows, (Button(label("question-close"), taps.CLOSE()),))))


async def swap_for(unit: Unit, number: int, exercise_id: UUID) -> Step | None:
    """This one instead; its weight from its own e1RM, asked on the card if there is none."""
    found = await workouts.open_workout(unit.user)
    exercise = await visible(unit.user, exercise_id)
    item = found.plan.item(number) if found else None
    if found is None or exercise is None or item is None or found.is_done(item):
        unit.toast(label("workout-gone"))
        return None
    left = len(item.sets) - (item.next_index(found.done(item)) or 0)
    sets = [_converted(each, exercise.kind) for each in item.sets[-left:]]
    weight = await _weight(unit.user, exercise, sets)
    await workouts.swap(found, item, exercise, [replace(each, weight_g=weight) for each in sets])
    unit.toast(label("swap-done", exercise=exercise.name))
    unit.close_question()
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
        for each in await workouts.last_sets(user, exercise.id)
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
    buttons = [Button(each.name, taps.PICK(each.id)) for each in await recent(unit.user)]
    unit.go(Place.ADD, text="")
    unit.ask(View(say("exercise-which"), (*grid(buttons, 2), (Button(label("question-close"), taps.CLOSE()),))))
    return None


async def add_picked(unit: Unit, exercise_id: UUID) -> Step | None:
    exercise = await visible(unit.user, exercise_id)
    if exercise is None:
        unit.toast(label("workout-gone"))
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
        unit.toast(label("workout-over"))
        return Step.HOME
    await item_for(found, exercise)
    await workout.show_card(unit, found)
    return Step.HOME


async def item_for(found: Live, exercise: Exercise, *, asked: bool = True) -> Item:
    """The exercise in the workout, put first; added where it is not in it. asked: the sets of last time are asked
    again, else nothing is, and what is logged is all.
    """
    for item in found.plan.items:
        if item.exercise_id == exercise.id and not item.skipped:
            found.plan.focus = item.number
            await workouts.save_plan(found)
            return item
    sets = _like_last(exercise.kind, await workouts.last_sets(found.user, exercise.id)) if asked else []
    return await workouts.add_exercise(found, exercise, sets, after=None)


def _like_last(kind: ExerciseKind, last: Sequence[DoneSet]) -> list[PrescribedSet]:
    """The sets of last time as a prescription; a plain one for a first time."""
    if last:
        return [
            PrescribedSet(
                reps=each.reps,
                weight_g=each.weight_g,
                seconds=each.seconds if each.reps is None else None,
                distance_m=each.distance_m,
                rest_seconds=DEFAULT_REST,
            )
            for each in last
        ]
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
        await programs.ExerciseInstruction.filter(performances__session__user_id=user.id)
        .order_by("-performances__created_at")
        .limit(limit * 5)
        .select_related("exercise")
    )
    return list({row.exercise_id: row.exercise for row in rows}.values())[:limit]


async def visible(user: User, exercise_id: UUID) -> Exercise | None:
    """The exercise, where it is everybody's or the person's own."""
    return await Exercise.filter(Q(owner_id=None) | Q(owner_id=user.id), id=exercise_id).first()


def near_view(name: str, near: Sequence[Exercise], *, creatable: bool) -> View:
    """What the person may have meant."""
    rows = [(Button(each.name, taps.PICK(each.id)),) for each in near]
    if creatable and len(name) <= LONGEST_NAME:
        rows.append((Button(label("exercise-create", name=name), taps.CREATE("")),))
    text = say("exercise-near", name=name[:LONGEST_NAME]) if near else say("exercise-unknown", name=name[:LONGEST_NAME])
    return View(text, (*rows, (Button(label("question-close"), taps.CLOSE()),)))


# -- notes --------------------------------------------------------------------------------------------


async def note(unit: Unit, session_id: UUID, number: int) -> Place | None:
    """A note on an exercise, shown again next time, and how hard it was."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return None
    found, item = now
    latest = found.latest
    if not found.logged(item) and latest is not None:
        item = latest[0]
    unit.go(Place.NOTE, session=str(session_id), item=item.number)
    buttons = [Button(str(rating), taps.DIFFICULTY(session_id, item.number, rating)) for rating in RATINGS]
    unit.ask(
        View(
            say("note-ask", exercise=item.name),
            (*grid(buttons, 5), (Button(label("question-close"), taps.CLOSE()),)),
        )
    )
    return None


async def note_typed(unit: Unit, text: str) -> Step | None:
    """The note, or a number from 1 to 10."""
    now = await workout.opened(unit, UUID(unit.about["session"]), unit.about["item"])
    if now is None:
        unit.close_question()
        return Step.HOME
    found, item = now
    if text.strip().isdecimal() and int(text) in RATINGS:
        return await difficulty(unit, found.session.id, item.number, int(text))
    if len(text) > LONGEST_NOTE:
        unit.aside(View(say("note-too-long", limit=str(LONGEST_NOTE), length=str(len(text)))))
        return None
    await workouts.annotate(found, item, notes=text)
    item.note = text
    await workouts.save_plan(found)
    unit.close_question()
    await workout.show_card(unit, found)
    return Step.HOME


async def difficulty(unit: Unit, session_id: UUID, number: int, rating: int) -> Step | None:
    """How hard the exercise was, 1 to 10."""
    now = await workout.opened(unit, session_id, number)
    if now is None or rating not in RATINGS:
        return None
    found, item = now
    await workouts.annotate(found, item, difficulty_rating=rating)
    unit.toast(label("note-difficulty", exercise=item.name, rating=str(rating)))
    unit.close_question()
    await workout.show_card(unit, found)
    return Step.HOME


ENTRY_POINTS = (
    OnTap(taps.SWAP, swap),
    OnTap(taps.SWAP_FOR, swap_for),
    OnTap(taps.ADD_EXERCISE, add),
    OnTap(taps.NOTE, note),
    OnTap(taps.DIFFICULTY, difficulty),
)
STATES = {
    Place.ADD: (OnTap(taps.PICK, add_picked), OnText(add_named)),
    Place.NOTE: (OnText(note_typed),),
}
