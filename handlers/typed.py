"""Typed sets: "85x5" anywhere, no command. What was understood is on the card, with Undo; the rest costs nothing."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from handlers import exercises, meanings, notes, workout
from handlers.adjust import trim
from handlers.basics import not_understood, quote
from handlers.conversation import OnCommand, OnTap, OnText, Step
from handlers.notation import Ambiguous, Expected, NotationError, Parsed, has_product, parse_sets
from handlers.reading import read_weight
from handlers.reading_sets import exercise_on, expected, expected_of, named
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.card import start_weights
from handlers.views.sets import sets_line
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View, close, grid
from models import clock, planning, programs, timers, workouts
from models.people import User
from models.programs import Exercise
from models.rules import units, warmups
from models.rules.plan import Item
from models.rules.sets import DoneSet, ExerciseKind
from models.rules.summary import TotalTooLargeError, totals
from models.rules.units import MAX_WEIGHT_G
from models.workouts import Live

MINUTES_LEFT = re.compile(r"(?:only )?[0-9]{1,3} ?min(?:ute)?s? left\.?|short on time", re.IGNORECASE)
_WEIGHED = {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED}
SETS = re.compile(r"[0-9０-９²³¹⁰-⁹½¼¾∞]|\b(?:nan|inf|infinity|bw|rpe)\b", re.IGNORECASE)


class Place(StrEnum):
    """What was typed is kept while one of these is asked."""

    WHERE = "typed.where"  # no workout is open: start today's, or which exercise
    MEANT = "typed.meant"  # several readings remain
    WEIGHT = "typed.weight"  # sets without a weight, of an exercise whose weight is not known


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed, in which message, and when."""

    text: str
    message_id: int | None
    at: datetime | None

    @classmethod
    def now(cls, unit: Unit, text: str) -> Said:
        """A text of the message that came just now."""
        assert unit.update is not None  # noqa: S101 - only texts come here
        assert unit.update.message is not None  # noqa: S101 - likewise
        return cls(text, unit.update.message.message_id, unit.update.message.date)

    @classmethod
    def kept(cls, about: Mapping[str, Any]) -> Said:
        """What a question was asked about."""
        at = about.get("at")
        return cls(about.get("text", ""), about.get("message"), datetime.fromisoformat(at) if at else None)

    def about(self) -> dict[str, Any]:
        """As a question remembers it."""
        return {"text": self.text, "message": self.message_id, "at": self.at and self.at.isoformat()}


async def at_home(unit: Unit, text: str) -> StrEnum | None:
    """Text while no question is open: sets for the exercise that is on, or a question where they go."""
    said = Said.now(unit, text)
    found = await _under_way(unit, said)
    if found is not None and MINUTES_LEFT.fullmatch(text.strip()):
        await trim(unit, found)
        return None
    item = exercise_on(found) if found else None
    if found is None or item is None:
        await _without_exercise(unit, found, text)
    else:
        await _log(unit, found, item, said)
    return None


async def _under_way(unit: Unit, said: Said) -> Live | None:
    """The workout under way, as it stood when this was said: a set that was running then may have ended since."""
    found = await workouts.open_workout(unit.user)
    if found is not None:
        await timers.catch_up(found, min(said.at or clock.now(), clock.now()))
    return found


def sets_or(answer: Callable[[Unit, str], Awaitable[StrEnum | None]]) -> Callable[..., Awaitable[StrEnum | None]]:
    """Text while a question about the workout is open: a set is logged even then, the rest answers the question."""

    async def step(unit: Unit, text: str) -> StrEnum | None:
        if not notes.is_rating(text) and is_sets(text, unit.user):
            return await at_home(unit, text)
        return await answer(unit, text)

    return step


async def _without_exercise(unit: Unit, found: Live | None, text: str) -> None:
    name = await named(unit.user, text)
    if name is not None:
        exercise, sets = name
        await log_for(unit, exercise, Said.now(unit, sets))
        return
    if not SETS.search(text):
        not_understood(unit)
        return
    error = _error(text, unit.user)
    if error is not None:
        refuse(unit, error)
        return
    if _is_rating(text):
        unit.aside(View(say("notation-no-set-to-rate")))
        return
    unit.go(Place.WHERE, **Said.now(unit, text).about())
    unit.ask(await _where_view(unit, found, text))


async def _where_view(unit: Unit, found: Live | None, text: str) -> View:
    due = [] if found else await planning.due_today(unit.user)
    rows = [(Button(label("typed-start", workout=each.workout.name), taps.START(each.id)),) for each in due]
    rows += [(Button(each.name, taps.PICK(each.id)),) for each in await exercises.recent(unit.user)]
    return View(say("typed-where" if rows else "typed-kept", text=quote(text)), (*rows, (close(),)))


async def picked(unit: Unit, exercise_id: UUID) -> None:
    """The exercise of sets that were kept."""
    exercise = await exercises.visible(unit.user, exercise_id)
    if exercise is None:
        unit.toast(label("old-button"))
        return
    await log_for(unit, exercise, Said.kept(unit.about))


async def picked_by_name(unit: Unit, name: str) -> None:
    """The exercise of sets that were kept, typed; other sets take their place."""
    if SETS.search(name):
        await at_home(unit, name)
        return
    exercise, near = await programs.find_exercise(unit.user, name)
    if exercise is not None:
        await log_for(unit, exercise, Said.kept(unit.about))
        return
    unit.position.data = {**unit.about, "name": name}
    unit.ask(exercises.near_view(name, near, creatable=True))


async def after_start(unit: Unit, session_id: UUID) -> None:
    """Start was chosen for sets that were kept: they go to its first exercise."""
    said = Said.kept(unit.about)
    await workout.start(unit, session_id)
    await _log_started(unit, said)


async def after_command(unit: Unit, rest: str) -> None:
    """/workout was chosen for them."""
    said = Said.kept(unit.about)
    await workout.workout(unit, rest)
    await _log_started(unit, said)


async def _log_started(unit: Unit, said: Said) -> None:
    found = await workouts.open_workout(unit.user)
    item = exercise_on(found) if found else None
    if found is not None and item is not None and said.text:
        await _log(unit, found, item, said)
    if unit.position.step == Place.WHERE and found is not None:
        unit.go(Step.HOME)


# -- reading and writing ------------------------------------------------------------------------------


async def _log(unit: Unit, found: Live, item: Item, said: Said) -> None:
    """Log what the text says of the exercise, and show it on the card."""
    try:
        parsed = parse_sets(said.text, expected(found, item))
    except NotationError as error:
        name = await named(unit.user, said.text)
        if name is not None:
            exercise, text = name
            await log_for(unit, exercise, Said(text, said.message_id, said.at))
        elif SETS.search(said.text):
            refuse(unit, error)
        else:
            not_understood(unit)
    except Ambiguous as question:
        _ask_meaning(unit, item.exercise_id, item.kind, said, question.readings)
    else:
        if parsed.rating is not None:
            await _rate(unit, found, parsed.rating)
        elif await _write(unit, found, item, parsed.sets, said):
            _tell_if_turned(unit, parsed, item.kind, said)


async def log_for(unit: Unit, exercise: Exercise, said: Said) -> None:
    """Log sets of this exercise, in the workout under way, else in a free one that begins with them. Without sets it
    is put on the card. Nothing begins where they cannot be read.
    """
    if not said.text:
        found = await _open_or_free(unit, said)
        await exercises.item_for(found, exercise)
        await workout.back_to(unit, found)
        return
    try:
        parsed = parse_sets(said.text, await expected_of(unit.user, exercise))
        totals(parsed.sets)
    except NotationError as error:
        refuse(unit, error)
    except TotalTooLargeError:
        unit.aside(View(say("sum-too-large")))
    except Ambiguous as question:
        _ask_meaning(unit, exercise.id, exercise.kind, said, question.readings)
    else:
        if parsed.rating is not None:
            unit.aside(View(say("notation-no-set-to-rate")))
        elif await _write_for(unit, exercise, parsed.sets, said):
            _tell_if_turned(unit, parsed, exercise.kind, said)


async def _rate(unit: Unit, found: Live, rpe_half: int) -> None:
    """@8 alone: the effort of the set before."""
    if await workouts.rate_latest(found, rpe_half) is None:
        unit.aside(View(say("notation-no-set-to-rate")))
    else:
        await workout.back_to(unit, found)


def _tell_if_turned(unit: Unit, parsed: Parsed, kind: ExerciseKind, said: Said) -> None:
    """5x100 was taken for 100 kg x 5: that is said."""
    if parsed.turned:
        unit.aside(View(say("typed-turned", text=quote(said.text), sets=sets_line(parsed.sets, kind))))


async def _write_for(unit: Unit, exercise: Exercise, sets: Sequence[DoneSet], said: Said) -> bool:
    found = await _open_or_free(unit, said)
    item = await exercises.item_for(found, exercise, asked=False)
    return await _write(unit, found, item, sets, said)


async def _write(unit: Unit, found: Live, item: Item, sets: Sequence[DoneSet], said: Said) -> bool:
    """Log the sets; False, and said why, where they do not fit."""
    meant_now = warmups.as_meant(sets, found.next_warmup(item))
    written = await workout.write_sets(unit, found, item, meant_now, message_id=said.message_id, at=said.at)
    if written:
        await workout.back_to(unit, found)
    return written


async def _open_or_free(unit: Unit, said: Said) -> Live:
    """The workout under way, or a free one that begins now."""
    found = await _under_way(unit, said)
    return found or await workouts.start_free(unit.user, label("free-workout"))


# -- several readings ---------------------------------------------------------------------------------


def _ask_meaning(
    unit: Unit, exercise_id: UUID, kind: ExerciseKind, said: Said, readings: Sequence[Sequence[DoneSet]]
) -> None:
    unit.go(Place.MEANT, readings=meanings.kept(readings), exercise=str(exercise_id), **said.about())
    unit.ask(View(meanings.question(said.text), (*meanings.buttons(readings, kind), (close(),))))


async def meant(unit: Unit, index: int) -> None:
    """One of the readings was chosen."""
    sets = meanings.chosen(unit, index)
    exercise = await exercises.visible(unit.user, UUID(unit.about["exercise"]))
    if exercise is None or sets is None:
        unit.toast(label("old-button"))
    elif exercise.kind in _WEIGHED and all(each.weight_g is None for each in sets):
        _ask_weight(unit, exercise, sets)
    else:
        await _write_for(unit, exercise, sets, Said.kept(unit.about))


def _ask_weight(unit: Unit, exercise: Exercise, sets: Sequence[DoneSet], problem: Html | None = None) -> None:
    """The sets are clear, but not what was lifted."""
    said = Said.kept(unit.about)
    weights = [
        Button(units.show(grams, unit.user.unit), taps.TYPED_WEIGHT(grams))
        for grams in start_weights(unit.user, exercise.kind, exercise.equipment)
    ]
    rows = (*grid(weights, 3), (Button(label("typed-no-weight"), taps.NO_WEIGHT()), close()))
    line = sets_line(sets, exercise.kind)
    unit.ask(View(lines(problem or "", say("typed-weight", exercise=exercise.name, sets=line)), rows))
    unit.go(Place.WEIGHT, sets=[each.to_json() for each in sets], exercise=str(exercise.id), **said.about())


async def weight_tapped(unit: Unit, grams: int) -> StrEnum | None:
    """The weight of sets that were typed without one."""
    return await _weighed(unit, grams if abs(grams) <= MAX_WEIGHT_G else None)


async def no_weight(unit: Unit) -> StrEnum | None:
    """They had none."""
    return await _weighed(unit, None)


async def weight_typed(unit: Unit, text: str) -> StrEnum | None:
    """The weight, typed; other sets take the place of those that were kept."""
    grams = read_weight(text, unit.user.unit)
    if grams is not None:
        return await _weighed(unit, grams)
    if is_sets(text, unit.user):
        return await at_home(unit, text)
    exercise = await exercises.visible(unit.user, UUID(unit.about["exercise"]))
    if exercise is not None:
        sets = [DoneSet.from_json(each) for each in unit.about["sets"]]
        _ask_weight(unit, exercise, sets, say("typed-weight-wrong", text=quote(text)))
    return None


async def _weighed(unit: Unit, grams: int | None) -> StrEnum | None:
    exercise = await exercises.visible(unit.user, UUID(unit.about["exercise"]))
    if exercise is None:
        unit.toast(label("old-button"))
        return None
    helps = exercise.kind is ExerciseKind.ASSISTED and grams is not None
    weight_g = -abs(grams) if helps and grams is not None else grams
    kept = [DoneSet.from_json(each) for each in unit.about["sets"]]
    sets = [replace(each, weight_g=weight_g, unit=unit.user.unit) for each in kept]
    await _write_for(unit, exercise, sets, Said.kept(unit.about))
    return None


# -- refusing -----------------------------------------------------------------------------------------


def is_sets(text: str, user: User) -> bool:
    """Whether the text can be sets of some exercise."""
    return _error(text, user) is None


def is_surely_sets(text: str, user: User) -> bool:
    """Whether the text can be nothing but sets: a product, sides, or a number of reps. "82.5 kg" can be much else."""
    return has_product(text) and is_sets(text, user)


def _error(text: str, user: User) -> NotationError | None:
    """What is wrong with the text, where it can be sets of no exercise at all."""
    first = None
    for kind in ExerciseKind:
        try:
            parse_sets(text, Expected(kind=kind, unit=user.unit))
        except NotationError as error:
            first = first or error
        except Ambiguous:
            return None
        else:
            return None
    return first


def _is_rating(text: str) -> bool:
    """Whether the text is an effort alone (@8)."""
    try:
        return parse_sets(text, Expected()).rating is not None
    except (NotationError, Ambiguous):
        return False


def refuse(unit: Unit, error: NotationError) -> None:
    """One sentence that names the problem and shows an example that works."""
    unit.aside(View(problem(error)))


def problem(error: NotationError) -> Html:
    key = "notation-" + error.reason.value.lower().replace("_", "-")
    return say(key, rest=quote(error.rest))


# Sets are understood at every question about a workout: nobody at the rack should have to close one first.
STATES = {
    Place.WHERE: (
        OnTap(taps.START, after_start),
        OnTap(taps.PICK, picked),
        OnCommand("workout", after_command),
        OnText(picked_by_name),
    ),
    Place.MEANT: (OnTap(taps.READING, meant), OnText(at_home)),
    Place.WEIGHT: (
        OnTap(taps.TYPED_WEIGHT, weight_tapped),
        OnTap(taps.NO_WEIGHT, no_weight),
        OnText(weight_typed),
    ),
    exercises.Place.ADD: (OnTap(taps.PICK, exercises.add_picked), OnText(sets_or(exercises.add_named))),
    exercises.Place.SWAP: (OnTap(taps.PICK, exercises.swap_picked), OnText(sets_or(exercises.swap_named))),
    notes.Place.NOTE: (OnText(sets_or(notes.note_typed)),),
    workout.Place.AWAY: (OnText(at_home),),
    Step.HOME: (OnText(at_home),),
}
