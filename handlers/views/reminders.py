"""What is said before a session, and the morning after one that was not trained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from handlers.views import format as show
from handlers.views import prescription, taps
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View
from models import clock
from models.courses import Prescription
from models.people import User
from models.sessions import UserWorkoutSession

LATER_MINUTES = 30


def slot(session_id: UUID) -> str:
    """The place of a session's reminder in the chat."""
    return f"session:{session_id}"


def coming(user: User, session: UserWorkoutSession, prescribed: Sequence[Prescription]) -> View:
    """The reminder: the day's name and time first, which is what a lock screen shows; then what is to be done."""
    now = clock.now()
    at = session.scheduled_at or now
    minutes = round((at - now).total_seconds() / 60)
    key = "reminder-late" if minutes < 0 else "reminder-now" if minutes < 1 else "reminder-coming"
    text = lines(
        say(key, workout=session.workout.name, time=_time(user, at, now), minutes=minutes),
        prescription.exercises(user, prescribed),
    )
    rows = (
        (Button(label("reminder-start"), taps.START(session.id)),),
        (
            Button(label("reminder-later", minutes=LATER_MINUTES), taps.REMINDER_LATER(session.id, minute_of(at))),
            Button(label("reminder-tomorrow"), taps.REMINDER_TOMORROW(session.id, minute_of(at))),
            Button(label("reminder-skip"), taps.REMINDER_SKIP(session.id)),
        ),
    )
    return View(text, rows)


def minute_of(instant: datetime) -> int:
    """The minute of the epoch, for a button to say what it knew."""
    return int(instant.timestamp()) // 60


def shrunk(user: User, session: UserWorkoutSession) -> View:
    """The reminder of a session that has begun: one line, no buttons."""
    at = session.scheduled_at or clock.now()
    return View(say("reminder-line", workout=session.workout.name, time=show.time_of(user, at)))


def moved(user: User, session: UserWorkoutSession, was: datetime) -> View:
    """It was moved; another reminder follows."""
    text = say("reminder-moved", workout=session.workout.name, when=show.when(user, session.scheduled_at))
    return View(text, ((Button(label("session-start"), taps.START(session.id)), undo_move(session, was)),))


def undo_move(session: UserWorkoutSession, was: datetime) -> Button:
    """Back to when it was planned before."""
    now_at = minute_of(session.scheduled_at or was)
    return Button(label("undo"), taps.UNMOVE(session.id, minute_of(was), now_at))


def skipped(user: User, session: UserWorkoutSession, following: UserWorkoutSession | None, *, went_on: bool) -> View:
    """It was skipped; what is next, and Undo. went_on: the program did."""
    said = say("session-skipped", workout=session.workout.name)
    coming = ""
    if following is not None:
        when = show.when(user, following.scheduled_at)
        coming = say("session-following", workout=following.workout.name, when=when)
    return View(lines(said, coming), ((Button(label("undo"), taps.UNSKIP(session.id, int(went_on))),),))


def skipped_last(session: UserWorkoutSession, program: View) -> View:
    """It was skipped, and the program is over with it."""
    said = say("session-skipped", workout=session.workout.name)
    undo = (Button(label("undo"), taps.UNSKIP(session.id, 1)),)
    return View(Html(f"{said}\n\n{program.text}"), (*program.keyboard, undo))


def missed(user: User, session: UserWorkoutSession) -> View:
    """The one question about a session that was not trained."""
    text = say("missed", workout=session.workout.name, day=show.day_of(user, session.scheduled_at or clock.now()))
    today = Button(label("missed-today"), taps.MISSED_TODAY(session.id))
    shift = Button(label("missed-shift"), taps.MISSED_SHIFT(session.id))
    return View(text, ((today, shift),))


def missed_once() -> View:
    """What is left of the question where it cannot be deleted any more."""
    return View(say("missed-was"))


def made_up(user: User, session: UserWorkoutSession) -> View:
    """What was missed is trained today."""
    time = show.time_of(user, session.scheduled_at or clock.now())
    return View(say("missed-on-today", workout=session.workout.name, time=time))


def shifted(user: User, following: UserWorkoutSession | None) -> View:
    """What was missed comes on the next training day, and all after it a day later."""
    if following is None:
        return View(say("missed-shifted-nothing"))
    when = show.when(user, following.scheduled_at)
    return View(say("missed-shifted", workout=following.workout.name, when=when))


def _time(user: User, at: datetime, now: datetime) -> str:
    """The time, with its day where that is not today."""
    same_day = user.local(at).date() == user.local(now).date()
    return show.time_of(user, at) if same_day else f"{show.day_of(user, at)} {show.time_of(user, at)}"
