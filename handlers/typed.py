"""Typed sets: "85x5" anywhere, no command. What was understood is on the card, with Undo; the rest costs nothing."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from handlers import exercises, notes, workout
from handlers.adjust import trim
from handlers.basics import not_understood, quote
from handlers.conversation import OnCommand, OnTap, OnText, Step
from handlers.notation import Ambiguous, Expected, NotationError, parse_sets, show
from handlers.reading_sets import exercise_on, expected, expected_of, named
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.sets import sets_line
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, View, close
from models import clock, planning, programs, timers, workouts
from models.people import User
from models.programs import Exercise
from models.rules import warmups
from models.rules.plan import Item
from models.rules.sets import DoneSet, ExerciseKind
from models.rules.summary import TotalTooLargeError, totals
from models.workouts import Live

MOST_READINGS = 4
MINUTES_LEFT = re.compile(r"(?:only )?[0-9]{1,3} ?min(?:ute)?s? left\.?|short on time", re.IGNORECASE)
SETS = re.compile(r"[0-9０-９²³¹⁰-⁹½¼¾∞]|\b(?:nan|inf|infinity|bw|rpe)\b", re.IGNORECASE)


class Place(StrEnum):
    """What was typed is kept while one of these is asked."""

    WHERE = "typed.where"  # no workout is open: start today's, or which exercise
    MEANT = "typed.meant"  # several readings remain


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
        sets = parse_sets(said.text, expected(found, item)).sets
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
        _ask_meaning(unit, item.exercise_id, said, question.readings)
    else:
        await _write(unit, found, item, sets, said)


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
        sets = parse_sets(said.text, await expected_of(unit.user, exercise)).sets
        totals(sets)
    except NotationError as error:
        refuse(unit, error)
    except TotalTooLargeError:
        unit.aside(View(say("sum-too-large")))
    except Ambiguous as question:
        _ask_meaning(unit, exercise.id, said, question.readings)
    else:
        await _write_for(unit, exercise, sets, said)


async def _write_for(unit: Unit, exercise: Exercise, sets: Sequence[DoneSet], said: Said) -> None:
    found = await _open_or_free(unit, said)
    item = await exercises.item_for(found, exercise, asked=False)
    await _write(unit, found, item, sets, said)


async def _write(unit: Unit, found: Live, item: Item, sets: Sequence[DoneSet], said: Said) -> None:
    meant_now = warmups.as_meant(sets, found.next_warmup(item))
    if await workout.write_sets(unit, found, item, meant_now, message_id=said.message_id, at=said.at):
        await workout.back_to(unit, found)


async def _open_or_free(unit: Unit, said: Said) -> Live:
    """The workout under way, or a free one that begins now."""
    found = await _under_way(unit, said)
    return found or await workouts.start_free(unit.user, label("free-workout"))


# -- several readings ---------------------------------------------------------------------------------


def _ask_meaning(unit: Unit, exercise_id: UUID, said: Said, readings: Sequence[Sequence[DoneSet]]) -> None:
    offered = readings[:MOST_READINGS]
    kept = [[each.to_json() for each in sets] for sets in offered]
    unit.go(Place.MEANT, readings=kept, exercise=str(exercise_id), **said.about())
    rows = [(Button(_reading(sets), taps.READING(index)),) for index, sets in enumerate(offered)]
    unit.ask(View(say("typed-meant", text=quote(said.text)), (*rows, (close(),))))


def _reading(sets: Sequence[DoneSet]) -> str:
    return show(sets[0]) if len(sets) == 1 else sets_line(sets)


async def meant(unit: Unit, index: int) -> None:
    """One of the readings was chosen."""
    readings = unit.about.get("readings", [])
    exercise = await exercises.visible(unit.user, UUID(unit.about["exercise"]))
    if exercise is None or not 0 <= index < len(readings):
        unit.toast(label("old-button"))
        return
    await _write_for(unit, exercise, [DoneSet.from_json(each) for each in readings[index]], Said.kept(unit.about))


# -- refusing -----------------------------------------------------------------------------------------


def is_sets(text: str, user: User) -> bool:
    """Whether the text can be sets of some exercise."""
    return _error(text, user) is None


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
    exercises.Place.ADD: (OnTap(taps.PICK, exercises.add_picked), OnText(sets_or(exercises.add_named))),
    exercises.Place.SWAP: (OnTap(taps.PICK, exercises.swap_picked), OnText(sets_or(exercises.swap_named))),
    notes.Place.NOTE: (OnText(sets_or(notes.note_typed)),),
    workout.Place.AWAY: (OnText(at_home),),
    Step.HOME: (OnText(at_home),),
}
