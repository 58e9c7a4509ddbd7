"""The end of a workout: how it was, what came of it, and a workout that nobody ended."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from telegram.ext import filters

from handlers import enrolling, session_reminders, suggestions, typed, week, workout
from handlers.basics import quote
from handlers.between_sets import or_set, or_set_alone
from handlers.conversation import OnAny, OnTap, OnText, Step
from handlers.unit import ASIDE, Unit
from handlers.views import asked, taps
from handlers.views import summary as view
from handlers.views.texts import Html, label, say
from handlers.views.view import View
from models import asking, clock, finishing, reminders, timers, workouts
from models.finishing import MOST_NOTE, NoteTooLongError, Outcome
from models.people import User
from models.programs import Program, Workout
from models.reminders import Reminder, ReminderKind
from models.workouts import CLOSES_AFTER, Live

RATING = re.compile(r"([0-9０-９]{1,2})\s*(?:/\s*10)?[.!]?")


class Place(StrEnum):
    SURE = "finish.sure"  # exercises are left, or nothing is logged
    ASKED = "finish.asked"  # what does the program want to know? (finish_asked.py)
    EFFORT = "finish.effort"
    SORENESS = "finish.soreness"
    NOTE = "finish.note"


QUESTIONS = {
    Place.ASKED: asked.question,
    Place.EFFORT: view.effort,
    Place.SORENESS: view.soreness,
    Place.NOTE: view.note,
}

RATED = {"effort": (Place.EFFORT, Place.SORENESS), "soreness": (Place.SORENESS, Place.NOTE)}  # asked at, undone at


# -- the way to the summary ---------------------------------------------------------------------------


async def finish(unit: Unit, session_id: UUID) -> None:
    """The Finish button: asks once where something is left to do, else how it was."""
    found = await opened(unit, session_id)
    if found is None:
        return
    left = [item for item in found.plan.items if not found.is_done(item)]
    if found.count and not left:
        await _begin(unit, found)
        return
    unit.ask(view.left(found, left) if found.count else view.nothing(found))
    unit.go(Place.SURE, session=str(session_id))


async def finish_anyway(unit: Unit, session_id: UUID) -> None:
    found = await opened(unit, session_id)
    if found is not None:
        await _begin(unit, found) if found.count else await finish(unit, session_id)


async def effort(unit: Unit, session_id: UUID, ended: int, rating: int) -> None:
    """How hard it was: tapped; 0 is not said."""
    found = await opened(unit, session_id)
    if found is not None and _is_rating(unit, rating):
        await finishing.rate(found, effort=rating or None)
        ask(unit, Place.SORENESS, found, ended)


async def soreness(unit: Unit, session_id: UUID, ended: int, rating: int) -> None:
    """How sore the person is: tapped; 0 is not said."""
    found = await opened(unit, session_id)
    if found is not None and _is_rating(unit, rating):
        await finishing.rate(found, soreness=rating or None)
        ask(unit, Place.NOTE, found, ended)


async def no_note(unit: Unit, session_id: UUID, ended: int) -> Step | None:
    found = await opened(unit, session_id)
    return None if found is None else await _end(unit, found, ended)


async def unrate(unit: Unit, session_id: UUID, ended: int, rating: str) -> None:
    """Undo: the rating is asked for anew; not where another question, or the card, has come since."""
    found = await opened(unit, session_id)
    if found is None:
        return
    if rating not in RATED:  # forged
        unit.toast(label("old-button"))
        return
    step = unit.position.step
    if step in {*QUESTIONS, Step.HOME} and step not in RATED[rating]:
        unit.toast(label("too-late"))
        return
    await finishing.rate(found, **{rating: None})
    ask(unit, RATED[rating][0], found, ended)


async def effort_typed(unit: Unit, text: str) -> Step | None:
    return await _rating_typed(unit, text, Place.EFFORT)


async def soreness_typed(unit: Unit, text: str) -> Step | None:
    return await _rating_typed(unit, text, Place.SORENESS)


async def note_typed(unit: Unit, text: str) -> Step | None:
    """The note, or a word for Skip."""
    found = await asked_about(unit)
    if found is None:
        return Step.HOME
    ended = unit.about["ended"]
    if not is_one_of(text, "finish-skip-words"):
        try:
            await finishing.rate(found, notes=text.strip())
        except NoteTooLongError as error:
            problem = say("note-too-long", limit=f"{MOST_NOTE:,}", length=f"{error.length:,}")
            ask(unit, Place.NOTE, found, ended, problem)
            return None
    return await _end(unit, found, ended)


async def sure_typed(unit: Unit, text: str) -> StrEnum | None:
    """Yes or no; whoever types anything else goes on training."""
    found = await asked_about(unit)
    if found is None:
        return Step.HOME
    if is_one_of(text, "finish-yes-words"):
        return await (finish_anyway if found.count else cancel)(unit, found.session.id)
    unit.close_question()
    unit.go(Step.HOME)
    if is_one_of(text, "finish-no-words"):
        return await workout.show(unit, found.session.id)
    return await typed.at_home(unit, text)


async def not_text(unit: Unit) -> Step | None:
    """A sticker, a voice message: the question is asked once more."""
    found = await asked_about(unit)
    if found is None:
        return Step.HOME
    place = Place(unit.position.step)
    ask(unit, place, found, unit.about["ended"], say("finish-no-note" if place is Place.NOTE else "finish-no-text"))
    return None


async def _rating_typed(unit: Unit, text: str, place: Place) -> Step | None:
    found = await asked_about(unit)
    if found is None:
        return Step.HOME
    ended, rating = unit.about["ended"], 0 if is_one_of(text, "finish-skip-words") else _rating(text)
    if rating is None:
        ask(unit, place, found, ended, say("finish-no-rating", text=quote(text)))
    elif place is Place.EFFORT:
        await effort(unit, found.session.id, ended, rating)
    else:
        await soreness(unit, found.session.id, ended, rating)
    return None


async def _begin(unit: Unit, found: Live) -> None:
    """The workout ended now; nothing runs any more, and what its programs ask, and how it was, is asked."""
    await timers.stop(found)
    ended = int(clock.now().timestamp())
    if unit.position.step in QUESTIONS and unit.about.get("session") == str(found.session.id):
        ended = unit.about["ended"]  # tapped twice
    ask(unit, Place.EFFORT if asking.open_question(found) is None else Place.ASKED, found, ended)


def ask(unit: Unit, place: Place, found: Live, ended: int, problem: Html | None = None) -> None:
    """The card becomes the question."""
    if unit.position.step not in QUESTIONS:
        unit.close_question()
    unit.card(QUESTIONS[place](found, ended, problem))
    unit.go(place, session=str(found.session.id), ended=ended)


async def _end(unit: Unit, found: Live, ended: int) -> Step:
    if unit.position.step not in QUESTIONS:
        unit.close_question()
    outcome = await finishing.finish(found, _instant(ended))
    following = await _following(unit.user, outcome)
    summary = view.summary(unit.user, outcome, following=following)
    await _sum_up(unit, found, summary, asks=True)
    return Step.HOME


async def _sum_up(unit: Unit, found: Live, summary: View, *, asks: bool) -> None:
    """The summary takes the place of what stood in the chat during the workout. asks: the person is there."""
    unit.drop(ASIDE)
    session_reminders.close_missed(unit)
    unit.drop_card()
    await suggestions.keep_summary(unit, found, summary, asks=asks)
    started = found.session.started_at
    if started is not None:
        await week.refresh_digest(unit, unit.user.local(started).date())


async def _following(user: User, outcome: Outcome) -> Program | None:
    """The program to go on with where one has ended."""
    return None if outcome.completed is None else await enrolling.following(user, outcome.completed.program)


# -- without a set, and left open ---------------------------------------------------------------------


async def cancel(unit: Unit, session_id: UUID) -> Step | None:
    """Cancel workout: only while nothing is logged in it."""
    found = await opened(unit, session_id)
    if found is None:
        return None
    if found.count:
        await finish(unit, session_id)
        return None
    await finishing.abandon(found)
    unit.close_question()
    unit.drop_card()
    unit.aside(view.cancelled(unit.user, found.session, await _name(found)))
    return Step.HOME


async def close(unit: Unit, row: Reminder) -> None:
    """Four hours after its last set a workout ends by itself, as of that set; without sets it is given up."""
    found = await workouts.live(unit.user, UUID(row.subject))
    if found is None or not found.is_open:
        return
    await timers.catch_up(found, clock.now())
    last = finishing.last_set_at(found)
    active = max((each for each in (last, timers.active_at(found)) if each is not None), default=None)
    if active is not None and active + CLOSES_AFTER > clock.now():
        await reminders.remind(unit.user.id, ReminderKind.CLOSE, active + CLOSES_AFTER, row.subject)
        return
    if unit.position.step == Step.HOME or unit.about.get("session") == row.subject:
        unit.close_question()
        unit.go(Step.HOME)
    if last is None:
        await finishing.abandon(found)
        unit.drop_card()
        unit.aside(view.closed_empty(found.session, await _name(found)))
    else:
        outcome = await finishing.finish(found, last)
        following = await _following(unit.user, outcome)
        summary = view.summary(unit.user, outcome, following=following, closed=True)
        await _sum_up(unit, found, summary, asks=False)


# -- what comes in ------------------------------------------------------------------------------------


async def opened(unit: Unit, session_id: UUID) -> Live | None:
    """The workout under way that a button is about; answers the tap where it is over, or somebody else's."""
    found = await workouts.live(unit.user, session_id)
    if found is not None and found.is_open:
        await timers.catch_up(found, clock.now())
        return found
    unit.toast(label("workout-gone" if found is None else "workout-over"))
    return None


async def asked_about(unit: Unit) -> Live | None:
    """The workout that the open question is about, while it is under way."""
    found = await workouts.live(unit.user, UUID(unit.about["session"]))
    if found is not None and found.is_open:
        return found
    unit.aside(View(say("workout-over")))
    return None


async def _name(found: Live) -> str:
    return (await Workout.get(id=found.session.workout_id)).name


def _instant(ended: int) -> datetime:
    """The second of the epoch, which came back from a button: never later than now."""
    now = clock.now()
    return datetime.fromtimestamp(max(0, min(ended, int(now.timestamp()) + 1)), UTC)


def _is_rating(unit: Unit, rating: int) -> bool:
    """False, and said so, for a number that no button has."""
    fine = rating == 0 or rating in view.RATINGS
    if not fine:
        unit.toast(label("old-button"))
    return fine


def _rating(text: str) -> int | None:
    found = RATING.fullmatch(text.strip())
    return int(found[1]) if found and int(found[1]) in view.RATINGS else None


def is_one_of(text: str, words: str) -> bool:
    return text.strip(" .!").casefold() in label(words).split(", ")


ENTRY_POINTS = (
    OnTap(taps.FINISH, finish),
    OnTap(taps.FINISH_ANYWAY, finish_anyway),
    OnTap(taps.CANCEL_WORKOUT, cancel),
    OnTap(taps.EFFORT, effort),
    OnTap(taps.SORENESS, soreness),
    OnTap(taps.NO_NOTE, no_note),
    OnTap(taps.UNDO_RATED, unrate),
)
_NOT_TEXT = OnAny(filters.UpdateType.MESSAGE & ~filters.COMMAND, not_text)
STATES = {
    Place.SURE: (OnText(sure_typed),),
    Place.EFFORT: (OnText(or_set(effort_typed)), _NOT_TEXT),
    Place.SORENESS: (OnText(or_set(soreness_typed)), _NOT_TEXT),
    Place.NOTE: (OnText(or_set_alone(note_typed)), _NOT_TEXT),
}
REMINDERS = {ReminderKind.CLOSE: close}
