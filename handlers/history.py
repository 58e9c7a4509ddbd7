"""/history: what was done, newest first; one workout, what is said about it, and doing it again."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from handlers import week, workout
from handlers.basics import quote
from handlers.between_sets import or_set, or_set_alone
from handlers.conversation import On, OnCommand, OnTap, OnText, Step
from handlers.notes import is_rating
from handlers.unit import QUESTION, Unit
from handlers.views import history as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import Row
from models import deliveries, history, weeks, workouts
from models.finishing import MOST_NOTE, NoteTooLongError
from models.history import Opened
from models.programs import Workout
from models.sessions import UserWorkoutSession
from models.workouts import OpenWorkoutError

WHICH = ("effort", "soreness")
AS_IT_IS = -1


class Place(StrEnum):
    EFFORT = "history.effort"
    SORENESS = "history.soreness"
    NOTE = "history.note"


PLACES = {"effort": Place.EFFORT, "soreness": Place.SORENESS}


# -- the list -----------------------------------------------------------------------------------------


async def command(unit: Unit, rest: str) -> Step:
    """/history"""
    del rest
    return await show_page(unit, 0)


async def show_page(unit: Unit, number: int, deleted: UserWorkoutSession | None = None) -> Step:
    """A page of the list."""
    found = await history.page(unit.user, number, view.SESSIONS_A_PAGE)
    if found.count:
        unit.ask(view.page(unit.user, found, deleted))
    else:
        unit.ask(view.empty(await weeks.next_up(unit.user), deleted, unit.user))
    return Step.HOME


async def delete(unit: Unit, session_id: UUID) -> Step:
    """It was none. Tapped twice, it is deleted once."""
    session = await history.session_of(unit.user, session_id)
    if session is not None:
        await history.keep_session(session, kept=False)
        await changed(unit, session)
    else:
        session = await history.session_of(unit.user, session_id, active=False)
    if session is None:
        return await gone(unit)
    return await show_page(unit, await history.page_of(unit.user, session, view.SESSIONS_A_PAGE), session)


async def restore(unit: Unit, session_id: UUID) -> Step:
    """It was one after all."""
    session = await history.session_of(unit.user, session_id, active=False)
    if session is not None:
        await history.keep_session(session, kept=True)
        await changed(unit, session)
        unit.toast(label("history-restored"))
    else:
        session = await history.session_of(unit.user, session_id)
    if session is None:
        return await gone(unit)
    return await show_page(unit, await history.page_of(unit.user, session, view.SESSIONS_A_PAGE))


async def gone(unit: Unit) -> Step:
    """What a button is about is not there: the list instead."""
    unit.toast(label("history-gone"))
    return await show_page(unit, 0)


# -- a workout ----------------------------------------------------------------------------------------


async def show(unit: Unit, session_id: UUID, first: int = 0) -> Step:
    """One workout."""
    found = await history.opened(unit.user, session_id)
    return await gone(unit) if found is None else await show_opened(unit, found, first)


async def show_opened(unit: Unit, found: Opened, first: int = 0, told: Html | None = None, more: Row = ()) -> Step:
    """The workout; told: what has just happened, and what goes with it."""
    first = first if 0 <= first < len(found.exercises) else 0
    number = await history.page_of(unit.user, found.session, view.SESSIONS_A_PAGE)
    unit.ask(view.workout(unit.user, found, first, number, told, more))
    return Step.HOME


async def changed(unit: Unit, session: UserWorkoutSession, at: datetime | None = None) -> None:
    """What has been told of its week, or of the one it was in before (at), and of the next one is told right."""
    await week.refresh_digest(unit, unit.user.local(at or history.trained_at(session)).date())


async def again(unit: Unit, session_id: UUID) -> Step | None:
    """The same now, with what was done as what is asked."""
    found = await history.opened(unit.user, session_id)
    if found is None:
        return await gone(unit)
    try:
        live = await history.again(unit.user, found)
    except OpenWorkoutError:
        return await _under_way(unit, found)
    unit.close_question()
    unit.toast(label("history-again-begun"))
    await workout.show_card(unit, live)
    return Step.HOME


async def _under_way(unit: Unit, found: Opened) -> Step | None:
    """Another workout is; said beside its button, or, where the question is closed already, over its card."""
    live = await workouts.open_workout(unit.user)
    if live is None:
        return None
    name = (await Workout.get(id=live.session.workout_id)).name
    if await deliveries.stands(unit.chat_id, QUESTION):
        return await show_opened(unit, found, 0, *view.under_way(live, name))
    unit.toast(label("history-under-way", workout=name))
    await workout.show_card(unit, live)
    return Step.HOME


# -- effort, soreness, note ---------------------------------------------------------------------------


async def ask_rating(unit: Unit, session_id: UUID, which: str) -> Step | None:
    session = await history.session_of(unit.user, session_id)
    if session is None or which not in WHICH:
        return await gone(unit)
    _ask_rating(unit, session, which)
    return None


async def rated(unit: Unit, session_id: UUID, which: str, rating: int) -> Step | None:
    """A number, 0 (not said) or AS_IT_IS; after effort comes soreness."""
    session = await history.session_of(unit.user, session_id)
    if session is None or which not in WHICH or rating not in {AS_IT_IS, 0, *view.RATINGS}:
        return await gone(unit)
    if rating != AS_IT_IS:
        await history.rate(unit.user, session, **{which: rating or None})
    if which == "effort":
        _ask_rating(unit, session, "soreness")
        return None
    return await show(unit, session_id)


async def rating_typed(unit: Unit, text: str) -> Step | None:
    session = await _asked_about(unit)
    if session is None:
        return await gone(unit)
    which = "effort" if unit.position.step == Place.EFFORT else "soreness"
    if not is_rating(text):
        _ask_rating(unit, session, which, say("history-no-rating", text=quote(text)))
        return None
    return await rated(unit, session.id, which, int(text))


async def ask_note(unit: Unit, session_id: UUID) -> Step | None:
    session = await history.session_of(unit.user, session_id)
    if session is None:
        return await gone(unit)
    unit.ask(view.note(session))
    unit.go(Place.NOTE, session=str(session.id))
    return None


async def note_typed(unit: Unit, text: str) -> Step | None:
    session = await _asked_about(unit)
    if session is None:
        return await gone(unit)
    try:
        await history.rate(unit.user, session, notes=text.strip() or None)
    except NoteTooLongError as error:
        unit.ask(view.note(session, say("note-too-long", limit=f"{MOST_NOTE:,}", length=f"{error.length:,}")))
        return None
    return await show(unit, session.id)


async def no_note(unit: Unit, session_id: UUID) -> Step:
    session = await history.session_of(unit.user, session_id)
    if session is not None:
        await history.rate(unit.user, session, notes=None)
    return await show(unit, session_id)


def _ask_rating(unit: Unit, session: UserWorkoutSession, which: str, problem: Html | None = None) -> None:
    unit.ask(view.rating(session, which, problem))
    unit.go(PLACES[which], session=str(session.id))


async def _asked_about(unit: Unit) -> UserWorkoutSession | None:
    return await history.session_of(unit.user, UUID(unit.about["session"]))


COMMANDS = ("history",)
ENTRY_POINTS: tuple[On, ...] = (
    OnCommand("history", command),
    OnTap(taps.HISTORY, show_page),
    OnTap(taps.PAST, show),
    OnTap(taps.PAST_DELETE, delete),
    OnTap(taps.PAST_RESTORE, restore),
    OnTap(taps.PAST_AGAIN, again),
    OnTap(taps.PAST_RATE, ask_rating),
    OnTap(taps.PAST_RATED, rated),
    OnTap(taps.PAST_NOTE, ask_note),
    OnTap(taps.PAST_NO_NOTE, no_note),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.EFFORT: (OnText(or_set(rating_typed)),),
    Place.SORENESS: (OnText(or_set(rating_typed)),),
    Place.NOTE: (OnText(or_set_alone(note_typed)),),
}
