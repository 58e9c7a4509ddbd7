"""What was logged is corrected by editing the message, and taken back by Undo."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from telegram import Update

from handlers import exercises, typed, week, workout
from handlers.conversation import OnCommand, OnTap, OnUpdate, Step
from handlers.notation import Ambiguous, NotationError, parse_sets
from handlers.reading_sets import expected, expected_of, named
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.sets import sets_line
from handlers.views.texts import Html, label, say
from handlers.views.view import View
from models import clock, timers, top_sets, workouts
from models.rules import warmups
from models.rules.plan import Item
from models.rules.sets import DoneSet
from models.rules.summary import TotalTooLargeError
from models.workouts import Live, TooManySetsError


async def edited(unit: Unit) -> None:
    """Editing the message corrects the sets it logged; an edit of anything else is nobody's business."""
    message = unit.update.edited_message if unit.update else None
    if message is None or message.text is None:
        return
    place = await workouts.logged_by(unit.user, message.message_id)
    if place is None:
        return
    found, item = place
    ran = found.runs
    before = next(each.done for each in found.logged(item) if each.message_id == message.message_id)
    try:
        to, sets = await _read(unit, found, item, message.message_id, message.text)
        await workouts.replace_sets(found, message.message_id, item, sets, to=to)
    except NotationError as error:
        _refuse(unit, typed.problem(error))
    except (TotalTooLargeError, TooManySetsError):
        _refuse(unit, say("sum-too-large"))
    else:
        unit.aside(View(say("logged-corrected", exercise=to.name, sets=sets_line(sets, to.kind))))
        if found.is_open:
            workout.unlearn_weight(found, item, before)
            await timers.recount(found, ran)
            await workouts.save_plan(found)
        if found.is_open and unit.position.step == Step.HOME:
            await workout.show_card(unit, found)
        if not found.is_open:
            await top_sets.refresh(found.session.id)
        if not found.is_open and found.session.started_at is not None:
            await week.refresh_digest(unit, unit.user.local(found.session.started_at).date())


async def _read(unit: Unit, found: Live, item: Item, message_id: int, text: str) -> tuple[Item, Sequence[DoneSet]]:
    """The exercise and the sets of "3x5 100", "bench 3x5 100" and "/log bench 3x5 100". Where a reading would be asked
    about, the likeliest: it is shown at once, and can be edited again.
    """
    plain = text.partition(" ")[2] if text.startswith("/") else text
    what, to = expected(found, item), item
    name = await named(unit.user, plain)
    if name is not None:
        exercise, plain = name
        if exercise.id != item.exercise_id:
            what = await expected_of(unit.user, exercise)
    try:
        sets: Sequence[DoneSet] = parse_sets(plain, what).sets
    except Ambiguous as question:
        sets = question.readings[0]
    if name is not None and name[0].id != item.exercise_id:
        to = await exercises.item_for(found, name[0], asked=False)
    return to, warmups.as_meant(sets, found.next_warmup(to, message_id))


def _refuse(unit: Unit, problem: Html) -> None:
    unit.aside(View(say("typed-refused-edit", problem=problem)))


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
