"""What was logged is corrected by editing the message, and taken back by Undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from telegram import Update

from handlers import exercises, meanings, typed, week, workout
from handlers.basics import quote
from handlers.conversation import OnCommand, OnTap, OnText, OnUpdate, Step
from handlers.notation import Ambiguous, Expected, NotationError, parse_sets
from handlers.reading_sets import expected, expected_of, named
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.sets import sets_line
from handlers.views.texts import Html, label, say
from handlers.views.view import View, close
from models import clock, timers, top_sets, workouts
from models.programs import Exercise
from models.rules import warmups
from models.rules.plan import Item, carried_anew
from models.rules.sets import DoneSet
from models.rules.summary import TotalTooLargeError
from models.workouts import Live, TooManySetsError


class Place(StrEnum):
    MEANT = "corrections.meant"  # several readings of an edited message remain


@dataclass(frozen=True, slots=True)
class Correction:
    """What an edited message logged, and the exercise it is about now."""

    found: Live
    item: Item
    message_id: int
    exercise: Exercise


async def edited(unit: Unit) -> None:
    """Editing the message corrects the sets it logged; an edit of anything else is nobody's business."""
    message = unit.update.edited_message if unit.update else None
    if message is None or message.text is None:
        return
    logged = await workouts.logged_by(unit.user, message.message_id)
    if logged is None:
        return
    found, item = logged
    text = message.text.partition(" ")[2] if message.text.startswith("/") else message.text
    name = await named(unit.user, text)
    exercise = name[0] if name else await Exercise.get(id=item.exercise_id)
    correction = Correction(found, item, message.message_id, exercise)
    try:
        parsed = parse_sets(name[1] if name else text, await _expected(unit, correction))
    except NotationError as error:
        _refuse(unit, typed.problem(error))
    except Ambiguous as question:
        _ask_meaning(unit, correction, message.text, question.readings)
    else:
        if parsed.rating is not None:
            _refuse(unit, say("notation-empty"))
        elif await _correct(unit, correction, parsed.sets) and parsed.turned:
            told = sets_line(parsed.sets, exercise.kind)
            unit.aside(View(say("typed-turned", text=quote(message.text), sets=told)))


async def _expected(unit: Unit, correction: Correction) -> Expected:
    """As it was before the message was sent: its own sets are not counted."""
    if correction.exercise.id == correction.item.exercise_id:
        return expected(correction.found, correction.item, without=correction.message_id)
    return await expected_of(unit.user, correction.exercise, correction.found)


async def _correct(unit: Unit, correction: Correction, sets: Sequence[DoneSet]) -> bool:
    """Put these sets in the place of those that were logged. Nothing is written before it is known that they fit."""
    found, item, message_id = correction.found, correction.item, correction.message_id
    to = item if correction.exercise.id == item.exercise_id else exercises.in_workout(found, correction.exercise)
    try:
        workouts.check_replacement(found, message_id, to, sets)
    except TotalTooLargeError:
        _refuse(unit, say("sum-too-large"))
        return False
    except TooManySetsError:
        _refuse(unit, say("too-many-sets"))
        return False
    ran = found.runs
    own = [each for each in found.logged(item) if each.message_id == message_id]
    before, last = own[0].done, own[-1].done
    index = item.next_index([each.done for each in found.logged(item) if each.position < own[0].position])
    if to is not item:
        to = await exercises.item_for(found, correction.exercise, asked=False)
    meant = warmups.as_meant(sets, found.next_warmup(to, message_id))
    await workouts.replace_sets(found, message_id, item, meant, to=to)
    unit.aside(View(say("logged-corrected", exercise=to.name, sets=sets_line(meant, to.kind))))
    if found.is_open:
        workout.unlearn_weight(found, item, before)
        if to is item and index is not None:
            item.change(carried_anew(item, index, last, meant[-1]))
        await timers.recount(found, ran)
        await workouts.save_plan(found)
    if found.is_open and unit.position.step == Step.HOME:
        await workout.show_card(unit, found)
    if not found.is_open:
        await top_sets.refresh(found.session.id)
    if not found.is_open and found.session.started_at is not None:
        await week.refresh_digest(unit, unit.user.local(found.session.started_at).date())
    return True


def _refuse(unit: Unit, problem: Html) -> None:
    unit.aside(View(say("typed-refused-edit", problem=problem)))


# -- several readings ---------------------------------------------------------------------------------


def _ask_meaning(unit: Unit, correction: Correction, text: str, readings: meanings.Readings) -> None:
    """What was logged stays until it is known what is meant."""
    rows = meanings.buttons(readings, correction.exercise.kind)
    unit.ask(View(meanings.question(text), (*rows, (close(),))))
    about = {"message": correction.message_id, "exercise": str(correction.exercise.id)}
    unit.go(Place.MEANT, readings=meanings.kept(readings), **about)


async def meant(unit: Unit, index: int) -> StrEnum | None:
    """One of the readings of an edited message was chosen."""
    sets = meanings.chosen(unit, index)
    logged = await workouts.logged_by(unit.user, unit.about["message"])
    exercise = await exercises.visible(unit.user, UUID(unit.about["exercise"]))
    if sets is None or logged is None or exercise is None:
        unit.toast(label("old-button"))
        return None
    correction = Correction(*logged, unit.about["message"], exercise)
    unit.close_question()
    unit.go(Step.HOME)
    await _correct(unit, correction, sets)
    return Step.HOME


# -- undo ---------------------------------------------------------------------------------------------


async def undo(unit: Unit, session_id: UUID, count: int) -> None:
    """Take back the last set, or all those of the last message."""
    found = await workouts.live(unit.user, session_id)
    if found is None or not found.is_open:
        unit.toast(label("workout-over"))
        return
    await timers.catch_up(found, clock.now())
    if found.count != count:
        unit.toast(label("too-late"))
        await workout.show_card(unit, found)
    else:
        await _undo(unit, found)


async def undo_command(unit: Unit, rest: str) -> None:
    """/undo"""
    del rest
    found = await workouts.open_workout(unit.user)
    if found is None:
        unit.aside(View(say("undone-nothing")))
    else:
        await timers.catch_up(found, clock.now())
        await _undo(unit, found)


async def _undo(unit: Unit, found: Live) -> None:
    """What was done last goes, and nothing runs any more."""
    gone = await workouts.undo(found)
    if gone is None:
        workout.tell(unit, "undone-nothing")
    else:
        item, sets = gone
        workout.unlearn_weight(found, item, sets[0])
        found.plan.focus = item.number
        await workouts.save_plan(found)
        await timers.stop(found)
        workout.tell(unit, "undone", exercise=item.name, sets=sets_line(sets, item.kind))
    await workout.back_to(unit, found)


def _is_edit(update: Update) -> bool:
    return update.edited_message is not None


ENTRY_POINTS = (OnUpdate(_is_edit, edited), OnTap(taps.UNDO, undo), OnCommand("undo", undo_command))
COMMANDS = ("undo",)
STATES = {Place.MEANT: (OnTap(taps.READING, meant), OnText(typed.at_home))}
