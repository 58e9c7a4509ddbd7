"""What is noted about an exercise: how its machine is set, and how hard it was."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from handlers import workout
from handlers.conversation import OnTap, Step
from handlers.unit import Unit
from handlers.views import card as view
from handlers.views import taps
from handlers.views.texts import label, say
from handlers.views.view import Button, View, grid
from models import workouts
from models.rules.plan import Item
from models.workouts import Live

LONGEST_NOTE = 1000
RATINGS = range(1, 11)


class Place(StrEnum):
    NOTE = "exercise.note"


async def note(unit: Unit, session_id: UUID, number: int) -> None:
    """A note on an exercise, shown again next time, and how hard it was. Before its first set, most people mean the
    exercise they have just done; a second tap is about the other one.
    """
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    other = _just_done(found, item)
    asked_already = unit.position.step == Place.NOTE
    if other is not None and not asked_already:
        item, other = other, item
    unit.go(Place.NOTE, session=str(session_id), item=item.number)
    buttons = [Button(str(rating), taps.DIFFICULTY(session_id, item.number, rating)) for rating in RATINGS]
    rows = [*grid(buttons, 5)]
    if other is not None:
        rows.append((Button(label("note-other", exercise=other.name), taps.NOTE(session_id, other.number)),))
    unit.ask(View(say("note-ask", exercise=item.name), (*rows, (Button(label("question-close"), taps.CLOSE()),))))


async def description(unit: Unit, session_id: UUID, number: int) -> Step | None:
    """All of what the program says about an exercise."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return None
    unit.ask(view.description(now[1]))
    return Step.HOME


def _just_done(found: Live, item: Item) -> Item | None:
    latest = found.latest
    return latest[0] if latest is not None and not found.logged(item) and latest[0] is not item else None


def is_rating(text: str) -> bool:
    """Whether the text is a number from 1 to 10."""
    number = text.strip()
    return number.isdecimal() and len(number) <= 2 and int(number) in RATINGS  # noqa: PLR2004 - two digits hold 10


async def note_typed(unit: Unit, text: str) -> Step | None:
    """The note, or a number from 1 to 10."""
    now = await workout.opened(unit, UUID(unit.about["session"]), unit.about["item"])
    if now is None:
        unit.close_question()
        return Step.HOME
    found, item = now
    if is_rating(text):
        return await difficulty(unit, found.session.id, item.number, int(text))
    if len(text) > LONGEST_NOTE:
        unit.aside(View(say("note-too-long", limit=f"{LONGEST_NOTE:,}", length=f"{len(text):,}")))
        return None
    await workouts.annotate(found, item, notes=text)
    item.note = text
    await workouts.save_plan(found)
    workout.tell(unit, "note-kept", exercise=item.name)
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
    item.rated = rating
    await workouts.save_plan(found)
    workout.tell(unit, "note-difficulty", exercise=item.name, rating=str(rating))
    unit.close_question()
    await workout.show_card(unit, found)
    return Step.HOME


ENTRY_POINTS = (OnTap(taps.NOTE, note), OnTap(taps.HINT, description), OnTap(taps.DIFFICULTY, difficulty))
