"""Reminders of sessions with their four buttons, and the question about one that was not trained."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from handlers import enrolling
from handlers.conversation import On, OnTap
from handlers.unit import Unit
from handlers.views import format as show
from handlers.views import reminders as view
from handlers.views import summary, taps
from handlers.views.texts import label, say
from handlers.views.view import Button, View
from models import clock, courses, deliveries, enrollments, finishing, planning
from models.enrollments import EnrollmentStatus
from models.planning import NotPlannedError
from models.reminders import Reminder, ReminderKind
from models.rules import schedule
from models.sessions import SessionStatus, UserWorkoutSession

MISSED = "missed"
ROUND_TO = timedelta(minutes=5)
FURTHEST_BACK = 60 * 24 * 60  # minutes: sixty days, longer than any move of ours


async def remind(unit: Unit, row: Reminder) -> None:
    """A session comes up: say which, and what is to be done. Nothing is said of one that is no longer planned, or
    whose day is over: it is missed, and asked about.
    """
    user = unit.user
    session = await planning.owned(user, UUID(row.subject))
    if session is None or session.status is not SessionStatus.PLANNED or not user.reachable:
        return
    if session.scheduled_at is None or clock.now() >= schedule.missed_at(session.scheduled_at, user.zone):
        return
    prescribed = await courses.prescriptions(user, session)
    place = view.slot(session.id)
    unit.drop(place)
    unit.keep(view.coming(user, session, prescribed), buzz=True, slot=place)


async def miss(unit: Unit, row: Reminder) -> None:
    """The day of a session is over: shift it, and ask once. While the question before is open, it is changed, unless
    this session was only to come after the one that is asked about, as after weeks in which the bot was away.
    """
    session = await planning.owned(unit.user, UUID(row.subject))
    if session is None or session.status is not SessionStatus.PLANNED:
        return
    await planning.miss(unit.user, session)
    if not unit.user.reachable:
        return
    unit.drop(view.slot(session.id))
    if await deliveries.stands(unit.chat_id, MISSED):
        if session.enrollment is None or session.enrollment.current_day == session.workout.day:
            unit.change(MISSED, view.missed(unit.user, session))
    else:
        unit.keep(view.missed(unit.user, session), slot=MISSED)


async def later(unit: Unit, session_id: UUID, planned_at: int) -> None:
    session = await _planned(unit, session_id, planned_at)
    if session is not None:
        at = max(clock.now(), session.scheduled_at or clock.now())
        await _move(unit, session, at + timedelta(minutes=view.LATER_MINUTES))


async def tomorrow(unit: Unit, session_id: UUID, planned_at: int) -> None:
    session = await _planned(unit, session_id, planned_at)
    if session is not None:
        user = unit.user
        at = user.local(session.scheduled_at or clock.now())
        day = max(user.today(), at.date()) + timedelta(days=1)
        await _move(unit, session, schedule.occurrence(day, at.time(), user.zone))


async def skip(unit: Unit, session_id: UUID) -> None:
    """Not asked, but to be undone."""
    session = await _planned(unit, session_id)
    if session is not None:
        went_on = await planning.skip(unit.user, session)
        unit.toast(label("session-skipped", workout=session.workout.name))
        unit.change_tapped(await skipped(unit, session, went_on=went_on))


async def unskip(unit: Unit, session_id: UUID, went_on: int) -> None:
    session = await planning.owned(unit.user, session_id)
    if session is None:
        unit.toast(label("reminder-gone"))
        return
    facts = {"workout": session.workout.name, "when": show.when(unit.user, session.scheduled_at)}
    if session.status is SessionStatus.PLANNED:
        unit.toast(label("session-back", **facts))
        return
    try:
        await planning.unskip(unit.user, session, went_on=bool(went_on))
    except NotPlannedError:
        unit.toast(label("reminder-unskip-late"))
        return
    _back(unit, session)


async def unmove(unit: Unit, session_id: UUID, was: int, planned_at: int) -> None:
    """Undo of a move: back to the minute it was planned at before."""
    session = await _planned(unit, session_id, planned_at)
    if session is None:
        return
    if abs(planned_at - was) > FURTHEST_BACK:  # forged
        unit.toast(label("old-button"))
        return
    try:
        await planning.move_back(unit.user, session, datetime.fromtimestamp(was * 60, UTC))
    except NotPlannedError:
        unit.toast(label("reminder-unmove-late"))
        return
    _back(unit, session)


def _back(unit: Unit, session: UserWorkoutSession) -> None:
    """It stands where it stood."""
    facts = {"workout": session.workout.name, "when": show.when(unit.user, session.scheduled_at)}
    unit.toast(label("session-back", **facts))
    text = say("session-back", **facts)
    unit.change_tapped(View(text, ((Button(label("session-start"), taps.START(session.id)),),)))


async def do_today(unit: Unit, session_id: UUID) -> None:
    """What was missed is trained today: at its hour where that is still to come, else soon."""
    missed = await _missed(unit, session_id)
    session = await _next_of(unit, missed) if missed is not None else None
    if missed is None or session is None or session.workout_id != missed.workout_id:  # it has been trained since
        _settled(unit)
        return
    user = unit.user
    if user.local(session.scheduled_at or clock.now()).date() != user.today():
        session = missed
        await planning.make_up(user, session, _later_today(unit, missed))
    await _settle(unit, session, view.made_up(user, session))


async def shift(unit: Unit, session_id: UUID) -> None:
    """It has been shifted already, at 03:00: say to when."""
    missed = await _missed(unit, session_id)
    if missed is None:
        _settled(unit)
        return
    coming = await _next_of(unit, missed)
    await _settle(unit, coming, view.shifted(unit.user, coming))


async def skipped(unit: Unit, session: UserWorkoutSession, *, went_on: bool) -> View:
    """What came of skipping a session: the next one, or the end of the program, summed up."""
    coming = await _next_of(unit, session)
    over = await enrollments.owned(unit.user, session.enrollment_id) if session.enrollment_id else None
    if coming is not None or over is None or over.status is not EnrollmentStatus.COMPLETED:
        return view.skipped(unit.user, session, coming, went_on=went_on)
    done = await finishing.whole_program(over)
    offer = await enrolling.following(unit.user, over.program)
    return view.skipped_last(session, summary.program(unit.user, done, offer))


async def _move(unit: Unit, session: UserWorkoutSession, to: datetime) -> None:
    was = session.scheduled_at or to
    await planning.move(unit.user, session, to)
    moved = view.moved(unit.user, session, was)
    unit.toast(label("reminder-moved", workout=session.workout.name, when=show.when(unit.user, to)))
    unit.change_tapped(moved)


async def _planned(unit: Unit, session_id: UUID, planned_at: int | None = None) -> UserWorkoutSession | None:
    """The person's own session, still planned as the button knew it; else it is said what became of it."""
    session = await planning.owned(unit.user, session_id)
    if session is None or session.scheduled_at is None:
        unit.toast(label("reminder-gone"))
        return None
    facts = {"workout": session.workout.name, "when": show.when(unit.user, session.scheduled_at)}
    match session.status:
        case SessionStatus.PLANNED if planned_at in {None, view.minute_of(session.scheduled_at)}:
            return session
        case SessionStatus.PLANNED:
            unit.toast(label("reminder-moved", **facts))
        case SessionStatus.IN_PROGRESS:
            unit.toast(label("reminder-under-way"))
        case SessionStatus.SKIPPED:
            unit.toast(label("session-skipped", workout=session.workout.name))
        case _:
            unit.toast(label("reminder-gone"))
    return None


async def _missed(unit: Unit, session_id: UUID) -> UserWorkoutSession | None:
    session = await planning.owned(unit.user, session_id)
    return session if session is not None and session.status is SessionStatus.MISSED else None


async def _next_of(unit: Unit, session: UserWorkoutSession) -> UserWorkoutSession | None:
    coming = await planning.upcoming(unit.user)
    return next((each for each in coming if each.enrollment_id == session.enrollment_id), None)


def _later_today(unit: Unit, missed: UserWorkoutSession) -> datetime:
    user, now = unit.user, clock.now()
    usual = schedule.occurrence(user.today(), user.local(missed.scheduled_at or now).time(), user.zone)
    if usual > now:
        return usual
    soon = now + timedelta(minutes=user.reminder_lead)
    soon += (ROUND_TO - timedelta(minutes=soon.minute % 5)) % ROUND_TO
    soon = soon.replace(second=0, microsecond=0)
    return soon if user.local(soon).date() == user.today() else now


async def _settle(unit: Unit, session: UserWorkoutSession | None, said: View) -> None:
    """The answer stands where the session's reminder will take its place; where that is already there, it is enough."""
    if session is not None and await deliveries.stands(unit.chat_id, view.slot(session.id)):
        _settled(unit)
        return
    close_missed(unit)
    unit.keep(said, slot=view.slot(session.id) if session else None)


def _settled(unit: Unit) -> None:
    unit.toast(label("missed-over"))
    close_missed(unit)


def close_missed(unit: Unit) -> None:
    """The question about what was not trained is answered, or over; one too old to be deleted asks no more."""
    unit.drop(MISSED, instead=view.missed_once())


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.REMINDER_LATER, later),
    OnTap(taps.REMINDER_TOMORROW, tomorrow),
    OnTap(taps.REMINDER_SKIP, skip),
    OnTap(taps.UNSKIP, unskip),
    OnTap(taps.UNMOVE, unmove),
    OnTap(taps.MISSED_TODAY, do_today),
    OnTap(taps.MISSED_SHIFT, shift),
)
REMINDERS = {ReminderKind.SESSION: remind, ReminderKind.MISSED: miss}
