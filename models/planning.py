"""Planning: what a person does with programs and planned sessions. Each use case ends with the plan rewritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from models import clock, enrollments, people, starting, weeks
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.programs import Program, Workout
from models.projection import local_day, replan, stays, upcoming
from models.reminders import Reminder, ReminderKind
from models.rules import schedule
from models.rules.schedule import Slot
from models.sessions import SessionMove, SessionStatus, UserWorkoutSession

__all__ = [
    "NotPlannedError",
    "advance",
    "change_zone",
    "due_today",
    "enroll",
    "leave",
    "make_up",
    "miss",
    "move",
    "move_back",
    "owned",
    "pause",
    "replan",
    "resume",
    "set_slots",
    "skip",
    "unskip",
    "upcoming",
]


class NotPlannedError(Exception):
    """The session is no longer planned: it was started, skipped, moved away or missed."""


async def enroll(
    user: User, program: Program, slots: Sequence[Slot], weights: Mapping[UUID, int]
) -> UserProgramEnrollment:
    """Start a program today, with two weeks of sessions and their reminders, and the weekly digest: first that of the
    week in which the first session is. weights: see starting.state().

    Raises AlreadyEnrolledError.
    """
    begin = await starting.state(user, program, weights)
    enrollment = await enrollments.enroll(user, program, slots, begin)
    await replan(user)
    if not await Reminder.exists(user_id=user.id, kind=ReminderKind.DIGEST):
        first = await upcoming(user, limit=1)
        await weeks.plan_digest(user, first[0].scheduled_at if first else None)
    return enrollment


async def pause(user: User, enrollment: UserProgramEnrollment) -> None:
    """Plan nothing until it is resumed."""
    await _change_status(user, enrollment, EnrollmentStatus.PAUSED)


async def resume(user: User, enrollment: UserProgramEnrollment) -> None:
    """Go on where it was paused."""
    await _change_status(user, enrollment, EnrollmentStatus.ACTIVE)


async def leave(user: User, enrollment: UserProgramEnrollment) -> None:
    """End it today, unfinished; its history stays."""
    enrollment.completion_date = user.today()
    await _change_status(user, enrollment, EnrollmentStatus.ABANDONED)


async def set_slots(user: User, enrollment: UserProgramEnrollment, slots: Sequence[Slot]) -> None:
    """Train on other days, or at another hour."""
    await enrollments.replace_slots(enrollment, slots)
    await replan(user)


async def advance(user: User, enrollment: UserProgramEnrollment) -> bool:
    """The current day is done or deliberately skipped: on to the next. True when that completes the program."""
    days = await Workout.filter(program_id=enrollment.program_id).count()
    program = await Program.get(id=enrollment.program_id)
    completed = enrollment.current_day >= days and not program.repeats
    if completed:
        enrollment.completion_date = user.today()
        await _change_status(user, enrollment, EnrollmentStatus.COMPLETED)
    else:
        enrollment.current_day = enrollment.current_day % days + 1
        await UserProgramEnrollment.filter(id=enrollment.id).update(current_day=enrollment.current_day)
        await replan(user)
    return completed


async def owned(user: User, session_id: UUID) -> UserWorkoutSession | None:
    """The session, where it is the person's; with workout and enrollment."""
    return (
        await UserWorkoutSession.filter(id=session_id, user_id=user.id, is_active=True)
        .select_related("workout", "enrollment__program")
        .first()
    )


async def due_today(user: User) -> list[UserWorkoutSession]:
    """Sessions planned for today or before, at most one a program; without one, each program's next."""
    following: dict[UUID | None, UserWorkoutSession] = {}
    for session in await upcoming(user):
        following.setdefault(session.enrollment_id, session)
    today = user.today()
    due = [each for each in following.values() if local_day(user, each) <= today]
    return due or list(following.values())


async def move(user: User, session: UserWorkoutSession, to: datetime) -> None:
    """Give the session another time, which it keeps when the plan is rewritten. Raises NotPlannedError."""
    if not await _take(session, SessionStatus.PLANNED, scheduled_at=to):
        raise NotPlannedError
    if not await SessionMove.exists(session_id=session.id):
        await SessionMove.create(session_id=session.id, planned_at=session.scheduled_at)
    session.scheduled_at = to
    await replan(user)


async def move_back(user: User, session: UserWorkoutSession, to: datetime) -> None:
    """Take move() back. Raises NotPlannedError, also where the day it was planned for is over."""
    if schedule.missed_at(to, user.zone) <= clock.now() or not await _take(
        session, SessionStatus.PLANNED, scheduled_at=to
    ):
        raise NotPlannedError
    await SessionMove.filter(session_id=session.id, planned_at=to).delete()
    session.scheduled_at = to
    await replan(user)
    await _reminded_already(user, session)


async def make_up(user: User, session: UserWorkoutSession, to: datetime) -> None:
    """Train today what was missed: a move like any other, and no day is lost. Raises NotPlannedError."""
    rows = UserWorkoutSession.filter(id=session.id, user_id=user.id, status=SessionStatus.MISSED)
    if await rows.update(status=SessionStatus.PLANNED) != 1:
        raise NotPlannedError
    await move(user, session, to)


async def skip(user: User, session: UserWorkoutSession) -> bool:
    """Leave the session out on purpose: the program goes on with the next day. False where it does not, because days
    before this one are still to come: then only its date is left free. Raises NotPlannedError.
    """
    if not await _take(session, SessionStatus.SKIPPED):
        raise NotPlannedError
    if session.enrollment_id is not None:
        enrollment = await UserProgramEnrollment.get(id=session.enrollment_id)
        day = (await Workout.get(id=session.workout_id)).day
        if enrollment.current_day == day:
            await advance(user, enrollment)
            return True
    await replan(user)
    return False


async def unskip(user: User, session: UserWorkoutSession, *, went_on: bool) -> None:
    """Take skip() back, until 03:00 after the session's day; went_on: what skip() said. Raises NotPlannedError where it
    is too late, or the program has gone on since.
    """
    at = session.scheduled_at
    if session.status is not SessionStatus.SKIPPED or at is None or clock.now() >= schedule.missed_at(at, user.zone):
        raise NotPlannedError
    if session.enrollment_id is not None:
        await _step_back(user, session, went_on=went_on)
    if await UserWorkoutSession.filter(id=session.id, status=SessionStatus.SKIPPED).update(
        status=SessionStatus.PLANNED
    ):
        session.status = SessionStatus.PLANNED
    await replan(user)
    await _reminded_already(user, session)


async def _reminded_already(user: User, session: UserWorkoutSession) -> None:
    """Whoever is looking at the session needs no reminder that is due already."""
    sent = Reminder.filter(user_id=user.id, kind=ReminderKind.SESSION, subject=str(session.id))
    await sent.filter(due_at__lte=clock.now()).update(fired=True)


async def _step_back(user: User, session: UserWorkoutSession, *, went_on: bool) -> None:
    """The program stands where it stood when this session was skipped."""
    enrollment = await UserProgramEnrollment.get(id=session.enrollment_id)
    if not went_on:
        if enrollment.status is not EnrollmentStatus.ACTIVE:
            raise NotPlannedError
        return
    day = (await Workout.get(id=session.workout_id)).day or 1
    days = await Workout.filter(program_id=enrollment.program_id).count()
    if enrollment.status is EnrollmentStatus.COMPLETED and enrollment.current_day == day:
        if await UserProgramEnrollment.exists(
            user_id=user.id, program_id=enrollment.program_id, status__in=enrollments.RUNNING, is_active=True
        ):
            raise NotPlannedError
    elif enrollment.status is not EnrollmentStatus.ACTIVE or enrollment.current_day not in {day, day % days + 1}:
        raise NotPlannedError
    await UserProgramEnrollment.filter(id=enrollment.id).update(
        status=EnrollmentStatus.ACTIVE, completion_date=None, current_day=day
    )


async def miss(user: User, session: UserWorkoutSession) -> None:
    """The session's day is over and it was not trained: its day of the program is shifted, not lost.
    Raises NotPlannedError.
    """
    if not await _take(session, SessionStatus.MISSED):
        raise NotPlannedError
    await replan(user)


async def change_zone(user: User, name: str) -> None:
    """The person's clock stands elsewhere from now on: what is planned, and when the week is told, keeps its
    wall-clock time.
    """
    before = user.zone
    await people.change(user, timezone=name)
    if user.zone == before:
        return
    planned = await upcoming(user, limit=200)
    moves = {row.session_id: row async for row in SessionMove.filter(session_id__in=[each.id for each in planned])}
    for session in planned:
        if session.scheduled_at is None or not stays(session, moves, clock.now()):
            continue  # planned anew below
        at = _on_the_same_clock(session.scheduled_at, before, user.zone)
        await UserWorkoutSession.filter(id=session.id).update(scheduled_at=at)
        move = moves.get(session.id)
        if move is not None and move.planned_at is not None:
            was = _on_the_same_clock(move.planned_at, before, user.zone)
            await SessionMove.filter(session_id=session.id).update(planned_at=was)
    await replan(user)
    if await Reminder.exists(user_id=user.id, kind=ReminderKind.DIGEST):
        await weeks.plan_digest(user)


def _on_the_same_clock(instant: datetime, before: ZoneInfo, after: ZoneInfo) -> datetime:
    local = instant.astimezone(before)
    return schedule.occurrence(local.date(), local.time(), after)


async def _change_status(user: User, enrollment: UserProgramEnrollment, status: EnrollmentStatus) -> None:
    enrollment.status = status
    await UserProgramEnrollment.filter(id=enrollment.id).update(
        status=status, completion_date=enrollment.completion_date
    )
    await replan(user)


async def _take(session: UserWorkoutSession, status: SessionStatus, **columns: datetime) -> bool:
    """Change a session that is still planned; False when it is not."""
    rows = UserWorkoutSession.filter(id=session.id, status=SessionStatus.PLANNED)
    taken = await rows.update(status=status, **columns) == 1
    if taken:
        session.status = status
    return taken
