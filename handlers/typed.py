"""Typed sets: "85x5" anywhere, no command. What was understood is on the card, with Undo; the rest costs nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from telegram import Update

from handlers import exercises, workout
from handlers.adjust import trim
from handlers.basics import not_understood, quote
from handlers.conversation import OnCommand, OnTap, OnText, OnUpdate, Step
from handlers.notation import Ambiguous, Expected, NotationError, Reason, parse_log, parse_sets, show
from handlers.unit import CARD, Unit
from handlers.views import taps
from handlers.views.card import sets_line
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, View
from models import planning, programs, workouts
from models.people import User
from models.programs import Exercise
from models.rules.plan import Item
from models.rules.sets import DoneSet, ExerciseKind, SetKind
from models.rules.summary import TotalTooLargeError
from models.workouts import Live, TooManySetsError

MOST_READINGS = 4
KINDS = (ExerciseKind.WEIGHT, ExerciseKind.BODYWEIGHT, ExerciseKind.TIMED, ExerciseKind.DISTANCE)
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
    found = await workouts.open_workout(unit.user)
    if found is not None and MINUTES_LEFT.fullmatch(text.strip()):
        await trim(unit, found)
        return None
    item = _exercise_on(found) if found else None
    if found is None or item is None:
        return await _without_exercise(unit, found, text)
    return await _log(unit, found, item, Said.now(unit, text))


async def _without_exercise(unit: Unit, found: Live | None, text: str) -> StrEnum | None:
    named = await _named(unit.user, text)
    if named is not None:
        return await _log_on(unit, *named)
    if not SETS.search(text):
        not_understood(unit)
        return None
    if not _readable(unit, text, Expected(unit=unit.user.unit)):
        return None
    unit.go(Place.WHERE, **Said.now(unit, text).about())
    unit.ask(await _where_view(unit, found, text))
    return None


async def _where_view(unit: Unit, found: Live | None, text: str) -> View:
    due = [] if found else await planning.due_today(unit.user)
    rows = [(Button(label("typed-start", workout=each.workout.name), taps.START(each.id)),) for each in due]
    rows += [(Button(each.name, taps.PICK(each.id)),) for each in await exercises.recent(unit.user)]
    close = (Button(label("question-close"), taps.CLOSE()),)
    return View(say("typed-where" if rows else "typed-kept", text=quote(text)), (*rows, close))


async def picked(unit: Unit, exercise_id: UUID) -> StrEnum | None:
    """The exercise of sets that were kept."""
    exercise = await exercises.visible(unit.user, exercise_id)
    if exercise is None:
        unit.toast(label("workout-gone"))
        return None
    return await _log_kept(unit, exercise)


async def picked_by_name(unit: Unit, name: str) -> StrEnum | None:
    """The exercise of sets that were kept, typed; other sets take their place."""
    if SETS.search(name):
        return await at_home(unit, name)
    exercise, near = await programs.find_exercise(unit.user, name)
    if exercise is None:
        unit.position.data = {**unit.about, "name": name}
        unit.ask(exercises.near_view(name, near, creatable=True))
        return None
    return await _log_kept(unit, exercise)


async def _log_kept(unit: Unit, exercise: Exercise) -> StrEnum:
    said = Said.kept(unit.about)
    found = await open_or_free(unit)
    item = await exercises.item_for(found, exercise, asked=not said.text)
    unit.close_question()
    unit.go(Step.HOME)
    if not said.text:
        await workout.show_card(unit, found)
        return Step.HOME
    return await _log(unit, found, item, said) or Step.HOME


async def after_start(unit: Unit, session_id: UUID) -> StrEnum | None:
    """Start was chosen for sets that were kept: they go to its first exercise."""
    said = Said.kept(unit.about)
    await workout.start(unit, session_id)
    found = await workouts.open_workout(unit.user)
    item = _exercise_on(found) if found else None
    if found is None or item is None:
        return Step.HOME
    return await _log(unit, found, item, said) or Step.HOME


# -- reading and writing ------------------------------------------------------------------------------


async def _log(unit: Unit, found: Live, item: Item, said: Said) -> StrEnum | None:
    """Log what the text says of the exercise, and show it on the card."""
    try:
        sets = list(parse_sets(said.text, expected(found, item)).sets)
    except NotationError as error:
        named = await _named(unit.user, said.text)
        if named is not None:
            return await _log_on(unit, *named)
        if SETS.search(said.text):
            refuse(unit, error)
        else:
            not_understood(unit)
        return None
    except Ambiguous as question:
        return _ask_meaning(unit, item, said, question.readings)
    await _write(unit, found, item, sets, said)
    return None


async def _write(unit: Unit, found: Live, item: Item, sets: list[DoneSet], said: Said) -> None:
    if await workout.write_sets(unit, found, item, sets, message_id=said.message_id, at=said.at):
        await workout.show_card(unit, found)


def expected(found: Live, item: Item) -> Expected:
    """What the exercise counts, what is asked next, and what was done last time."""
    done = found.done(item)
    index = item.next_index(done)
    asked = item.sets[index] if index is not None else (item.sets[-1] if item.sets else None)
    latest = [each for each in done if each.kind is not SetKind.WARMUP] or item.last
    last = latest[-1] if latest else None
    return Expected(
        kind=item.kind,
        unit=found.user.unit,
        reps=asked.reps if asked else None,
        weight_g=asked.weight_g if asked and asked.weight_g is not None else (last.weight_g if last else None),
        seconds=asked.seconds if asked else None,
        distance_m=asked.distance_m if asked else None,
        sets=len(item.sets) or None,
        last_reps=last.reps if last else None,
        last_weight_g=last.weight_g if last else None,
        last_seconds=last.seconds if last else None,
    )


def _exercise_on(found: Live) -> Item | None:
    """The exercise that is on; when all are done, the last one."""
    return found.current or (found.latest[0] if found.latest else None)


def _ask_meaning(unit: Unit, item: Item, said: Said, readings: Sequence[Sequence[DoneSet]]) -> Place:
    offered = readings[:MOST_READINGS]
    kept = [[each.to_json() for each in sets] for sets in offered]
    unit.go(Place.MEANT, readings=kept, item=item.number, **said.about())
    rows = [(Button(_reading(sets), taps.READING(index)),) for index, sets in enumerate(offered)]
    close = (Button(label("question-close"), taps.CLOSE()),)
    unit.ask(View(say("typed-meant", text=quote(said.text)), (*rows, close)))
    return Place.MEANT


def _reading(sets: Sequence[DoneSet]) -> str:
    return " · ".join(show(each) for each in sets)[:60] if len(sets) == 1 else sets_line(sets)[:60]


async def meant(unit: Unit, index: int) -> Step | None:
    """One of the readings was chosen."""
    found = await workouts.open_workout(unit.user)
    readings = unit.about.get("readings", [])
    item = found.plan.item(unit.about.get("item", 0)) if found else None
    if found is None or item is None or not 0 <= index < len(readings):
        unit.toast(label("workout-gone"))
        return None
    unit.close_question()
    await _write(unit, found, item, [DoneSet.from_json(each) for each in readings[index]], Said.kept(unit.about))
    return Step.HOME


async def say_again(unit: Unit, text: str) -> StrEnum | None:
    """Sets typed anew instead of choosing a reading."""
    before = unit.about
    await at_home(unit, text)
    if unit.position.step == Place.MEANT and unit.about is before and _was_logged(unit):
        unit.close_question()
        return Step.HOME
    return None


def _was_logged(unit: Unit) -> bool:
    return any(reply.slot == CARD for reply in unit.replies)


def _readable(unit: Unit, text: str, what: Expected) -> bool:
    """Whether these are sets of anything; says what is wrong where they are not."""
    try:
        parse_sets(text, what)
    except NotationError as error:
        refuse(unit, error)
        return False
    except Ambiguous:
        pass
    return True


def refuse(unit: Unit, error: NotationError) -> None:
    """One sentence that names the problem and shows an example that works."""
    unit.aside(View(problem(error)))


def problem(error: NotationError) -> Html:
    key = "notation-" + error.reason.value.lower().replace("_", "-")
    return say(key, rest=quote(error.rest))


# -- /log ---------------------------------------------------------------------------------------------


async def log_command(unit: Unit, rest: str) -> StrEnum | None:
    """/log bench 3x5 100: sets outside a program; within a workout it adds the exercise."""
    if not rest:
        unit.aside(View(say("log-how")))
        return None
    try:
        given = parse_log(rest)
    except NotationError as error:
        if error.reason is Reason.NO_NAME:
            return await at_home(unit, rest)
        refuse(unit, error)
        return None
    exercise, near = await programs.find_exercise(unit.user, given.name)
    if exercise is not None:
        return await _log_on(unit, exercise, given.sets)
    unit.go(Place.WHERE, **Said.now(unit, given.sets).about(), name=given.name)
    unit.ask(exercises.near_view(given.name, near, creatable=True))
    return None


async def _named(user: User, text: str) -> tuple[Exercise, str] | None:
    """The exercise and the sets of "bench 3x5 100", where it names one we know."""
    try:
        given = parse_log(text)
    except NotationError:
        return None
    exercise, _ = await programs.find_exercise(user, given.name)
    return (exercise, given.sets) if exercise is not None and given.sets else None


async def _log_on(unit: Unit, exercise: Exercise, sets: str) -> StrEnum | None:
    if sets and not _readable(unit, sets, Expected(kind=exercise.kind, unit=unit.user.unit)):
        return None
    unit.go(Place.WHERE, **Said.now(unit, sets).about())
    return await _log_kept(unit, exercise)


async def open_or_free(unit: Unit) -> Live:
    """The workout under way, or a free one that begins now."""
    found = await workouts.open_workout(unit.user)
    return found or await workouts.start_free(unit.user, label("free-workout"))


async def create(unit: Unit, kind: str) -> StrEnum | None:
    """An exercise of the person's own: first what it counts, then it is there."""
    name = str(unit.about.get("name", ""))[: exercises.LONGEST_NAME].strip()
    if not name:
        unit.toast(label("workout-gone"))
        return None
    if kind not in KINDS:
        rows = [(Button(label(f"kind-{each.value.lower()}"), taps.CREATE(each.value)),) for each in KINDS]
        close = (Button(label("question-close"), taps.CLOSE()),)
        unit.ask(View(say("exercise-create-kind", name=name), (*rows, close)))
        return None
    exercise, _ = await programs.find_exercise(unit.user, name)
    if exercise is None:
        exercise = await programs.create_exercise(unit.user, name, ExerciseKind(kind))
    if unit.about.get("text"):
        return await _log_kept(unit, exercise)
    found = await open_or_free(unit)
    await exercises.item_for(found, exercise)
    unit.close_question()
    await workout.show_card(unit, found)
    return Step.HOME


# -- corrections --------------------------------------------------------------------------------------


async def edited(unit: Unit) -> None:
    """Editing the message corrects the sets it logged; an edit of anything else is nobody's business."""
    message = unit.update.edited_message if unit.update else None
    if message is None or message.text is None:
        return
    place = await workouts.logged_by(unit.user, message.message_id)
    if place is None:
        return
    found, item = place
    try:
        text = await _sets_of(unit.user, message.text)
        sets = list(parse_sets(text, expected(found, item)).sets)
        await workouts.replace_sets(found, message.message_id, item, sets)
    except NotationError as error:
        unit.aside(View(say("typed-refused-edit", problem=problem(error))))
    except Ambiguous as question:
        sets = list(question.readings[0])
        await workouts.replace_sets(found, message.message_id, item, sets)
        await _corrected(unit, found, item, sets)
    except (TotalTooLargeError, TooManySetsError):
        unit.aside(View(say("typed-refused-edit", problem=say("sum-too-large"))))
    else:
        await _corrected(unit, found, item, sets)


async def _corrected(unit: Unit, found: Live, item: Item, sets: Sequence[DoneSet]) -> None:
    unit.aside(View(say("logged-corrected", exercise=item.name, sets=sets_line(sets))))
    if found.is_open:
        await workout.show_card(unit, found)


async def _sets_of(user: User, text: str) -> str:
    """The sets in "/log bench 3x5 100", "bench 3x5 100" and "3x5 100"."""
    plain = text.partition(" ")[2] if text.startswith("/") else text
    named = await _named(user, plain)
    return named[1] if named else plain


def _is_edit(update: Update) -> bool:
    return update.edited_message is not None


ENTRY_POINTS = (OnCommand("log", log_command), OnUpdate(_is_edit, edited), OnTap(taps.CREATE, create))
STATES = {
    Place.WHERE: (OnTap(taps.START, after_start), OnTap(taps.PICK, picked), OnText(picked_by_name)),
    Place.MEANT: (OnTap(taps.READING, meant), OnText(say_again)),
    Step.HOME: (OnText(at_home),),
}
COMMANDS = ("log",)
