"""When a workout that is over was, and how long it took, told right."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from handlers.basics import quote
from handlers.between_sets import or_set_alone
from handlers.conversation import On, OnTap, OnText, Step
from handlers.history import changed, gone, show_opened
from handlers.past_days import DayError, Reason, read_past_day
from handlers.unit import Unit
from handlers.views import history as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import Row
from models import clock, history
from models.attendance import EARLIEST
from models.columns import SMALLINT_MAX
from models.sessions import UserWorkoutSession

_LENGTH = re.compile(
    r"(?:([0-9]{1,2}) ?(?:h|hours?|hrs?) ?)?(?:([0-9]{1,3}) ?(?:m|mins?|minutes?)?)?", re.ASCII | re.IGNORECASE
)
_BARE = re.compile("[0-9]{1,3}")
_PROBLEMS = {Reason.FUTURE: "measure-date-future", Reason.TOO_OLD: "measure-date-too-old"}


class Place(StrEnum):
    WHEN = "history.when"


async def ask(unit: Unit, session_id: UUID) -> Step | None:
    session = await history.session_of(unit.user, session_id)
    if session is None:
        return await gone(unit)
    _ask(unit, session)
    return None


async def typed(unit: Unit, text: str) -> Step | None:
    """A day gone by, or a length."""
    session = await history.session_of(unit.user, UUID(unit.about["session"]))
    if session is None:
        return await gone(unit)
    seconds = length(text)
    was = view.when(unit.user, session), history.times_of(session)
    if seconds is not None:
        if not 0 < seconds <= SMALLINT_MAX:
            _ask(unit, session, say("history-when-length"))
            return None
        await _retime(unit, session, history.trained_at(session), seconds)
    else:
        try:
            day = read_past_day(text, unit.user.today())
        except DayError as error:
            key = _PROBLEMS.get(error.reason, "history-when-unreadable")
            _ask(unit, session, say(key, text=quote(text)))
            return None
        begun = history.on_day(unit.user, session, day)
        if begun < EARLIEST:
            _ask(unit, session, say("measure-date-too-old", text=quote(text)))
            return None
        await _retime(unit, session, begun, session.duration_seconds or 0)
    return await _show(unit, session, *view.retimed(unit.user, session, *was))


async def back(unit: Unit, session_id: UUID, begun: int, seconds: int) -> Step | None:
    """Undo: when it was before, in seconds of the epoch, and how long."""
    session = await history.session_of(unit.user, session_id)
    if session is None:
        return await gone(unit)
    if not 0 <= seconds <= SMALLINT_MAX or not EARLIEST.timestamp() <= begun <= clock.now().timestamp() - seconds:
        unit.toast(label("old-button"))  # forged
        return None
    await _retime(unit, session, datetime.fromtimestamp(begun, UTC), seconds)
    return await _show(unit, session, say("history-set-undone"))


def length(text: str) -> int | None:
    """Seconds of "50 min", "1 h", "1h10", "1 h 10 min"; None for what is no length."""
    plain = " ".join(text.split())
    found = _LENGTH.fullmatch(plain)
    if not plain or found is None or _BARE.fullmatch(plain):
        return None
    return 3600 * int(found[1] or 0) + 60 * int(found[2] or 0)


async def _retime(unit: Unit, session: UserWorkoutSession, begun: datetime, seconds: int) -> None:
    """Both weeks, the one it was in and the one it is in now, are told right."""
    before = history.trained_at(session)
    await history.retime(session, begun, seconds)
    await changed(unit, session)
    if unit.user.local(before).date() != unit.user.local(history.trained_at(session)).date():
        await changed(unit, session, at=before)


def _ask(unit: Unit, session: UserWorkoutSession, problem: Html | None = None) -> None:
    unit.ask(view.when_question(unit.user, session, problem))
    unit.go(Place.WHEN, session=str(session.id))


async def _show(unit: Unit, session: UserWorkoutSession, told: Html, more: Row = ()) -> Step:
    found = await history.opened(unit.user, session.id)
    return await gone(unit) if found is None else await show_opened(unit, found, 0, told, more)


ENTRY_POINTS: tuple[On, ...] = (OnTap(taps.PAST_WHEN, ask), OnTap(taps.PAST_WHEN_WAS, back))
STATES: dict[StrEnum, tuple[On, ...]] = {Place.WHEN: (OnText(or_set_alone(typed)),)}
