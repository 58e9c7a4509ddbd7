"""What is noted about an exercise of a workout that is over, and how hard it was."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from handlers.between_sets import or_set_alone
from handlers.conversation import On, OnTap, OnText, Step
from handlers.history import gone
from handlers.history_sets import show
from handlers.notes import LONGEST_NOTE, RATINGS, is_rating
from handlers.unit import Unit
from handlers.views import history as view
from handlers.views import taps
from handlers.views.texts import say
from models import history


class Place(StrEnum):
    NOTE = "history.exercise-note"


async def ask_note(unit: Unit, performance_id: UUID) -> Step | None:
    found = await history.done(unit.user, performance_id)
    if found is None:
        return await gone(unit)
    unit.ask(view.exercise_note(found))
    unit.go(Place.NOTE, performance=str(performance_id))
    return None


async def note_typed(unit: Unit, text: str) -> Step | None:
    """The note, or a number from 1 to 10."""
    performance_id = UUID(unit.about["performance"])
    if is_rating(text):
        return await difficulty(unit, performance_id, int(text))
    found = await history.done(unit.user, performance_id)
    if found is None:
        return await gone(unit)
    if len(text.strip()) > LONGEST_NOTE:
        problem = say("note-too-long", limit=f"{LONGEST_NOTE:,}", length=f"{len(text.strip()):,}")
        unit.ask(view.exercise_note(found, problem))
        return None
    await history.note(found, notes=text.strip() or None)
    return await show(unit, performance_id)


async def no_note(unit: Unit, performance_id: UUID) -> Step:
    found = await history.done(unit.user, performance_id)
    if found is not None:
        await history.note(found, notes=None)
    return await show(unit, performance_id)


async def difficulty(unit: Unit, performance_id: UUID, rating: int) -> Step:
    found = await history.done(unit.user, performance_id)
    if found is not None and rating in RATINGS:
        await history.note(found, difficulty_rating=rating)
    return await show(unit, performance_id)


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.DONE_NOTE, ask_note),
    OnTap(taps.DONE_NO_NOTE, no_note),
    OnTap(taps.DONE_DIFFICULTY, difficulty),
)
STATES: dict[StrEnum, tuple[On, ...]] = {Place.NOTE: (OnText(or_set_alone(note_typed)),)}
