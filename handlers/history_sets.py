"""An exercise of a workout that is over: its sets corrected, deleted, added to; Undo beside each echo.

While a set is asked about, "85x5" is the answer, also in the middle of another workout; when the rest between two sets
of that one is over, the question is (handlers.workout.rest_over).
"""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from handlers import history as workouts_done
from handlers import meanings, typed
from handlers.conversation import On, OnTap, OnText, Step
from handlers.notation import Ambiguous, Expected, NotationError, Parsed, parse_sets
from handlers.reading_sets import bar_g
from handlers.unit import Unit
from handlers.views import history as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import View
from models import history
from models.history import Done
from models.rules.sets import DoneSet, SetKind
from models.rules.summary import TotalTooLargeError
from models.workouts import LoggedSet, TooManySetsError


class Place(StrEnum):
    SET = "history.set"
    ADD = "history.add"


# -- the exercise -------------------------------------------------------------------------------------


async def show(unit: Unit, performance_id: UUID, first: int = 0) -> Step:
    """An exercise of a workout, with its sets."""
    found = await history.done(unit.user, performance_id)
    return await workouts_done.gone(unit) if found is None else _show(unit, found, first=first)


def _show(unit: Unit, found: Done, told: Html | None = None, *, first: int = 0, undo: bool = False) -> Step:
    first = first if 0 <= first < len(found.sets) else 0
    unit.ask(view.exercise(unit.user, found, first, told, found.undo if undo else None))
    return Step.HOME


async def delete(unit: Unit, performance_id: UUID) -> Step:
    """The exercise was none. Tapped twice, it is deleted once."""
    found = await history.done(unit.user, performance_id)
    if found is not None:
        await history.keep_exercise(found, kept=False)
        await workouts_done.changed(unit, found.session)
    else:
        found = await history.done(unit.user, performance_id, active=False)
    opened = await history.opened(unit.user, found.session.id) if found is not None else None
    if found is None or opened is None:
        return await workouts_done.gone(unit)
    return await workouts_done.show_opened(unit, opened, 0, *view.exercise_deleted(found))


async def restore(unit: Unit, performance_id: UUID) -> Step:
    """It was one after all."""
    found = await history.done(unit.user, performance_id, active=False)
    if found is not None:
        await history.keep_exercise(found, kept=True)
        await workouts_done.changed(unit, found.session)
        unit.toast(label("history-restored"))
    else:
        found = await history.done(unit.user, performance_id)
    if found is None:
        return await workouts_done.gone(unit)
    return await workouts_done.show(unit, found.session.id)


# -- a set --------------------------------------------------------------------------------------------


async def ask_set(unit: Unit, performance_id: UUID, set_id: UUID) -> Step | None:
    """What was it really?"""
    now = await _set(unit, performance_id, set_id)
    if isinstance(now, Step):
        return now
    found, asked = now
    unit.ask(view.wrong_set(unit.user, found, asked))
    unit.go(Place.SET, performance=str(performance_id), set=str(set_id))
    return None


async def set_typed(unit: Unit, text: str) -> Step | None:
    now = await _set(unit, UUID(unit.about["performance"]), UUID(unit.about["set"]))
    if isinstance(now, Step):
        return now
    found, wrong = now
    try:
        parsed = _read(unit, found, text, wrong.done)
    except NotationError as error:
        unit.ask(view.wrong_set(unit.user, found, wrong, typed.problem(error)))
        return None
    except Ambiguous as question:
        readings = [sets for sets in question.readings if len(sets) == 1] or question.readings
        _ask_meaning(unit, found, text, readings, view.wrong_set(unit.user, found, wrong))
        return None
    if parsed.rating is not None:
        return await _correct(unit, found, wrong, replace(wrong.done, rpe_half=parsed.rating))
    return await _set_to(unit, found, wrong, parsed.sets)


async def set_meant(unit: Unit, index: int) -> Step | None:
    """One of the readings of a corrected set was chosen."""
    sets = meanings.chosen(unit, index)
    now = await _set(unit, UUID(unit.about["performance"]), UUID(unit.about["set"]))
    if sets is None or isinstance(now, Step):
        unit.toast(label("old-button"))
        return now if isinstance(now, Step) else None
    found, wrong = now
    return await _set_to(unit, found, wrong, tuple(sets))


async def _set_to(unit: Unit, found: Done, wrong: LoggedSet, sets: tuple[DoneSet, ...]) -> Step | None:
    if len(sets) > 1:
        problem = say("history-one-set", count=len(sets), example=view.example(unit.user, found))
        unit.ask(view.wrong_set(unit.user, found, wrong, problem))
        return None
    said = sets[0]
    right = replace(
        said,
        kind=wrong.done.kind if said.kind is SetKind.WORK else said.kind,
        rpe_half=wrong.done.rpe_half if said.rpe_half is None else said.rpe_half,
    )
    return await _correct(unit, found, wrong, right)


async def set_kind(unit: Unit, performance_id: UUID, set_id: UUID, kind: str) -> Step | None:
    """It was a warm-up, or a working set."""
    now = await _set(unit, performance_id, set_id)
    if isinstance(now, Step):
        return now
    found, wrong = now
    if kind not in {SetKind.WORK, SetKind.WARMUP} or wrong.done.kind == kind:
        return _show(unit, found, undo=True)
    return await _correct(unit, found, wrong, replace(wrong.done, kind=SetKind(kind)))


async def _correct(unit: Unit, found: Done, wrong: LoggedSet, right: DoneSet) -> Step | None:
    if right == wrong.done:
        return _show(unit, found)
    if not await _fits(unit, history.correct(found, wrong, right, _message(unit))):
        return None
    return await _changed(unit, found, view.corrected(found, wrong.done, right))


async def delete_set(unit: Unit, performance_id: UUID, set_id: UUID) -> Step:
    now = await _set(unit, performance_id, set_id)
    if isinstance(now, Step):
        return now
    found, gone = now
    await history.remove(found, gone)
    return await _changed(unit, found, view.deleted(found, gone.done))


async def ask_add(unit: Unit, performance_id: UUID) -> Step | None:
    """Which set was not logged?"""
    found = await history.done(unit.user, performance_id)
    if found is None:
        return await workouts_done.gone(unit)
    unit.ask(view.missing_set(unit.user, found))
    unit.go(Place.ADD, performance=str(performance_id))
    return None


async def add_typed(unit: Unit, text: str) -> Step | None:
    found = await history.done(unit.user, UUID(unit.about["performance"]))
    if found is None:
        return await workouts_done.gone(unit)
    try:
        parsed = _read(unit, found, text, found.sets[-1].done if found.sets else DoneSet())
    except NotationError as error:
        unit.ask(view.missing_set(unit.user, found, typed.problem(error)))
        return None
    except Ambiguous as question:
        _ask_meaning(unit, found, text, question.readings, view.missing_set(unit.user, found))
        return None
    if parsed.rating is not None:
        problem = say("notation-no-set-to-rate")
        unit.ask(view.missing_set(unit.user, found, problem))
        return None
    return await _add(unit, found, parsed.sets)


async def add_meant(unit: Unit, index: int) -> Step | None:
    """One of the readings of an added set was chosen."""
    sets = meanings.chosen(unit, index)
    found = await history.done(unit.user, UUID(unit.about["performance"]))
    if sets is None or found is None:
        unit.toast(label("old-button"))
        return None
    return await _add(unit, found, tuple(sets))


def _ask_meaning(unit: Unit, found: Done, text: str, readings: meanings.Readings, asked: View) -> None:
    """The question stays open, with a button for each thing the text can mean."""
    unit.position.data = {**unit.about, "readings": meanings.kept(readings)}
    rows = meanings.buttons(readings, found.exercise.kind)
    unit.ask(View(meanings.question(text), (*rows, *asked.keyboard[-1:])))


async def add_same(unit: Unit, performance_id: UUID, count: int) -> Step | None:
    """One more like the last; count: how many there were when the button was shown."""
    found = await history.done(unit.user, performance_id)
    if found is None:
        return await workouts_done.gone(unit)
    if len(found.sets) != count or not found.sets:
        return _show(unit, found, undo=True)
    return await _add(unit, found, (found.sets[-1].done,))


async def _add(unit: Unit, found: Done, sets: tuple[DoneSet, ...]) -> Step | None:
    if not await _fits(unit, history.add(found, sets, _message(unit))):
        return None
    return await _changed(unit, found, view.added(found, sets))


async def undo(unit: Unit, performance_id: UUID, undo_id: UUID) -> Step:
    """The sets are what they were before the last change."""
    found = await history.done(unit.user, performance_id)
    if found is None:
        return await workouts_done.gone(unit)
    if not await history.undo(found, undo_id):
        unit.toast(label("history-undone-already"))
        return _show(unit, found, undo=True)
    await workouts_done.changed(unit, found.session)
    return _show(unit, found, say("history-set-undone"))


async def _changed(unit: Unit, found: Done, told: Html) -> Step:
    await workouts_done.changed(unit, found.session)
    return _show(unit, found, told, undo=True)


async def _fits(unit: Unit, writing: Awaitable[None]) -> bool:
    """False, and said why, where the sets are more than can be summed up; the question stays open."""
    try:
        await writing
    except TotalTooLargeError:
        unit.aside(View(say("sum-too-large")))
        return False
    except TooManySetsError:
        unit.aside(View(say("history-too-many-sets")))
        return False
    return True


def _read(unit: Unit, found: Done, text: str, like: DoneSet) -> Parsed:
    """What the text says; what it leaves out is as in the set that stands there. Raises NotationError,
    Ambiguous.
    """
    asked = Expected(
        kind=found.exercise.kind,
        unit=unit.user.unit,
        reps=like.reps or None,
        weight_g=like.weight_g,
        seconds=like.seconds,
        distance_m=like.distance_m,
        sets=1,
        last_reps=like.reps or None,
        last_weight_g=like.weight_g,
        last_seconds=like.seconds,
        bar_g=bar_g(unit.user, found.exercise.kind, found.exercise.equipment),
    )
    return parse_sets(text, asked)


async def _set(unit: Unit, performance_id: UUID, set_id: UUID) -> tuple[Done, LoggedSet] | Step:
    """The person's set; where it is gone, what there is instead is shown."""
    found = await history.done(unit.user, performance_id)
    asked = found.find(set_id) if found is not None else None
    if found is not None and asked is not None:
        return found, asked
    if found is None:
        return await workouts_done.gone(unit)
    unit.toast(label("history-gone"))
    return _show(unit, found, undo=True)


def _message(unit: Unit) -> int | None:
    """The message that was typed: editing it corrects what it said."""
    message = unit.update.message if unit.update is not None else None
    return message.message_id if message is not None else None


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.DONE, show),
    OnTap(taps.DONE_DELETE, delete),
    OnTap(taps.DONE_RESTORE, restore),
    OnTap(taps.DONE_SET, ask_set),
    OnTap(taps.DONE_SET_KIND, set_kind),
    OnTap(taps.DONE_SET_DELETE, delete_set),
    OnTap(taps.DONE_ADD, ask_add),
    OnTap(taps.DONE_ADD_SAME, add_same),
    OnTap(taps.DONE_UNDO, undo),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.SET: (OnTap(taps.READING, set_meant), OnText(set_typed)),
    Place.ADD: (OnTap(taps.READING, add_meant), OnText(add_typed)),
}
