"""The weights an enrollment starts with."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from handlers import enrolling
from handlers.between_sets import or_set
from handlers.conversation import NOT_TEXT, On, OnAny, OnTap, OnText, Step
from handlers.enrolling import Place
from handlers.reading import read_weight
from handlers.unit import Unit
from handlers.views import starting_weights as view
from handlers.views import taps
from handlers.views.texts import label, lines, say
from handlers.views.view import View
from models import drafts, prescribing, programs, starting
from models.drafts import Draft
from models.programs import Exercise
from models.rules import strength
from models.rules.sets import ExerciseKind
from models.rules.units import MAX_WEIGHT_G, number

FIVE = 5
EASY_RPE_HALF = 14
"""A start leaves three reps in reserve (RPE 7): the program adds weight every time."""

LIGHT, LATER, EACH, REST = "light", "later", "each", "rest"


async def choose_all(unit: Unit, program_id: UUID, how: str) -> Step | None:
    """One tap for every exercise, or on to each of them."""
    draft = drafts.of(unit.user)
    program = await programs.visible(unit.user, program_id)
    if draft.program != program_id or program is None or draft.at is None:
        unit.toast(label("enrolling-stale"))
        return None
    loaded = await starting.asked(program)
    if how in {LIGHT, REST}:
        kept = draft.weights if how == REST else {}
        draft.weights = {**{each.id: view.light(unit.user, each) for each in loaded if view.has_light(each)}, **kept}
        draft.weighed = True
    elif how == LATER:
        draft.weights, draft.weighed = {}, True
    elif how == EACH:
        draft.one_by_one = True
    await drafts.save(unit.user, draft)
    return await enrolling.go_on(unit)


async def tapped_weight(unit: Unit, exercise_id: UUID, grams: int) -> Step | None:
    exercise = await _asked(unit, exercise_id)
    return await _note(unit, exercise, _loadable(unit, exercise, grams)) if exercise else None


async def learn(unit: Unit, exercise_id: UUID) -> Step | None:
    exercise = await _asked(unit, exercise_id)
    return await _note(unit, exercise, None) if exercise else None


async def show_page(unit: Unit, exercise_id: UUID, page: int) -> None:
    exercise = await _asked(unit, exercise_id)
    if exercise is not None:
        unit.ask(await _question(unit, exercise, max(0, page)))
        unit.go(Place.WEIGHT)


async def ask_five_reps(unit: Unit, exercise_id: UUID) -> None:
    exercise = await _asked(unit, exercise_id)
    if exercise is not None:
        unit.ask(view.five_reps(unit.user, exercise))
        unit.go(Place.WEIGHT, five_reps=True)


async def typed_weight(unit: Unit, text: str) -> Step | None:
    exercise = await _next(unit)
    if exercise is None:
        return await enrolling.go_on(unit)
    grams = read_weight(text.lstrip("-− ") if exercise.kind is ExerciseKind.ASSISTED else text, unit.user.unit)
    if grams is None:
        await _again(unit, exercise)
        return None
    if exercise.kind is ExerciseKind.ASSISTED:
        grams = -grams
    elif unit.about.get("five_reps"):
        return await _note(unit, exercise, await _after_five_reps(unit, exercise, grams))
    return await _note(unit, exercise, _loadable(unit, exercise, grams))


async def not_weight(unit: Unit) -> None:
    exercise = await _next(unit)
    if exercise is not None:
        await _again(unit, exercise)


async def typed_how(unit: Unit, text: str) -> Step | None:
    how = next((how for how in (LIGHT, LATER, EACH) if text.strip().lower().startswith(how)), None)
    program = drafts.of(unit.user).program
    if how is None or program is None:
        await enrolling.say_again(unit, say("weights-wrong"))
        return None
    return await choose_all(unit, program, how)


async def not_how(unit: Unit) -> None:
    await enrolling.say_again(unit, say("weights-wrong"))


async def _note(unit: Unit, exercise: Exercise, grams: int | None) -> Step | None:
    draft = drafts.of(unit.user)
    draft.weights[exercise.id] = grams
    await drafts.save(unit.user, draft)
    return await enrolling.go_on(unit, view.noted(unit.user, exercise, grams))


def _loadable(unit: Unit, exercise: Exercise, grams: int) -> int:
    """The nearest weight the person's gym has."""
    within = max(-MAX_WEIGHT_G, min(MAX_WEIGHT_G, grams))
    return view.loadable(unit.user, exercise, within)


async def _again(unit: Unit, exercise: Exercise) -> None:
    five_reps = bool(unit.about.get("five_reps"))
    asked = view.five_reps(unit.user, exercise) if five_reps else await _question(unit, exercise)
    example = number(view.light(unit.user, exercise), unit.user.unit)
    wrong = say("weight-wrong", example=example.lstrip("-"))
    unit.ask(View(lines(wrong, asked.text), asked.keyboard))


async def _question(unit: Unit, exercise: Exercise, page: int = 0) -> View:
    draft = drafts.of(unit.user)
    loaded = await _loaded_of(draft, unit)
    place = next((place for place, each in enumerate(loaded, 1) if each.id == exercise.id), 1)
    return view.one(unit.user, draft.program or exercise.id, exercise, (place, len(loaded)), page)


async def _asked(unit: Unit, exercise_id: UUID) -> Exercise | None:
    """The exercise, where it is the one that is asked about."""
    following = await _next(unit)
    if following is not None and following.id == exercise_id:
        return following
    unit.toast(label("enrolling-stale"))
    return None


async def _next(unit: Unit) -> Exercise | None:
    draft = drafts.of(unit.user)
    if not draft.one_by_one or draft.weighed:
        return None
    return next((each for each in await _loaded_of(draft, unit) if each.id not in draft.weights), None)


async def _loaded_of(draft: Draft, unit: Unit) -> list[Exercise]:
    program = await programs.visible(unit.user, draft.program) if draft.program else None
    return await starting.asked(program) if program else []


async def _after_five_reps(unit: Unit, exercise: Exercise, grams: int) -> int:
    """The weight of the first set, for somebody who lifts so much five times. Where the program goes by the 1RM, the
    part of it that is asked, to the gram: it is the 1RM that is kept.
    """
    most = strength.e1rm(grams, FIVE)
    program_id = drafts.of(unit.user).program
    program = await programs.visible(unit.user, program_id) if program_id else None
    if most is None or program is None:
        return 0
    first = await starting.first_set(program, exercise)
    share = prescribing.share_of_max(first) if first else None
    if share is not None:
        return round(most * share)
    reps = max(1, int(first.reps)) if first else FIVE
    return _loadable(unit, exercise, strength.weight_for(most, reps, EASY_RPE_HALF))


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.WEIGHTS, choose_all),
    OnTap(taps.WEIGHT, tapped_weight),
    OnTap(taps.WEIGHT_LATER, learn),
    OnTap(taps.WEIGHT_PAGE, show_page),
    OnTap(taps.WEIGHT_REPS, ask_five_reps),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.WEIGHTS: (OnText(or_set(typed_how)), OnAny(NOT_TEXT, not_how)),
    Place.WEIGHT: (OnText(or_set(typed_weight)), OnAny(NOT_TEXT, not_weight)),
}
