"""Planning: PLANNED sessions are a projection of training slots and current_day, two weeks ahead, and reminders a
projection of PLANNED sessions. Both are rewritten in the transaction that changes what they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models import clock, enrollments, people, weeks
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.performances import UserExercisePerformance
from models.programs import Program, Workout
from models.reminders import Reminder, ReminderKind
from models.rules import schedule
from models.rules.schedule import Moved, Planned, Slot
from models.sessions import SessionMove, SessionPlan, SessionStatus, UserWorkoutSession

PLANNED_KINDS = (ReminderKind.SESSION, ReminderKind.MISSED)


class NotPlannedError(Exception):
    """The session is no longer planned: it was started, skipped, moved away or missed."""


async def enroll(
    user: User, program: Program, slots: Sequence[Slot], weights: Mapping[UUID, int]
) -> UserProgramEnrollment:
    """Start a program today, with two weeks of sessions and their reminders, and the weekly digest: first that of the
    week in which the first session is.

    Raises AlreadyEnrolledError.
    """
    enrollment = await enrollments.enroll(user, program, slots, weights)
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


async def upcoming(user: User, limit: int = 20) -> list[UserWorkoutSession]:
    """Planned sessions, the soonest first; with workout, enrollment and program."""
    return (
        await UserWorkoutSession.filter(
            user_id=user.id, status=SessionStatus.PLANNED, scheduled_at__isnull=False, is_active=True
        )
        .order_by("scheduled_at")
        .limit(limit)
        .select_related("workout", "enrollment__program")
    )


async def due_today(user: User) -> list[UserWorkoutSession]:
    """Sessions planned for today or before, at most one a program; without one, each program's next."""
    following: dict[UUID | None, UserWorkoutSession] = {}
    for session in await upcoming(user):
        following.setdefault(session.enrollment_id, session)
    today = user.today()
    due = [each for each in following.values() if _local_day(user, each) <= today]
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


async def skip(user: User, session: UserWorkoutSession) -> None:
    """Leave the session out on purpose: the program goes on with the next day. Raises NotPlannedError."""
    if not await _take(session, SessionStatus.SKIPPED):
        raise NotPlannedError
    if session.enrollment_id is not None:
        enrollment = await UserProgramEnrollment.get(id=session.enrollment_id)
        day = (await Workout.get(id=session.workout_id)).day
        if enrollment.current_day == day:
            await advance(user, enrollment)
            return
    await replan(user)


async def unskip(user: User, session: UserWorkoutSession) -> None:
    """Take skip() back, until 03:00 after the session's day. Raises NotPlannedError where it is too late, or the
    program has gone on since.
    """
    at = session.scheduled_at
    if session.status is not SessionStatus.SKIPPED or at is None or clock.now() >= schedule.missed_at(at, user.zone):
        raise NotPlannedError
    if session.enrollment_id is not None:
        await _step_back(user, session)
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


async def _step_back(user: User, session: UserWorkoutSession) -> None:
    """The program stands at the day of this session, which was skipped, again."""
    enrollment = await UserProgramEnrollment.get(id=session.enrollment_id)
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
        if session.scheduled_at is None or not _stays(session, moves, clock.now()):
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


async def replan(user: User) -> None:
    """Rewrite the planned sessions of the next two weeks, and all their reminders."""
    now = clock.now()
    for enrollment in await UserProgramEnrollment.filter(user_id=user.id, is_active=True).select_related("program"):
        if enrollment.status is EnrollmentStatus.ACTIVE:
            await _project(user, enrollment, now)
        else:
            await _unplan(enrollment)
    await write_reminders(user)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A planned session that stays: moved by the person, or the day's that is already due."""

    session: UserWorkoutSession
    moved: Moved


async def _project(user: User, enrollment: UserProgramEnrollment, now: datetime) -> None:
    workouts = {day.day or 0: day for day in await Workout.filter(program_id=enrollment.program_id)}
    planned = await UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.PLANNED).select_related(
        "workout"
    )
    planned = await _without_missed(user, planned, now)
    moves = {row.session_id: row async for row in SessionMove.filter(session_id__in=[each.id for each in planned])}
    kept = [_kept(user, each, moves.get(each.id)) for each in planned if _stays(each, moves, now)]
    under_way = await UserWorkoutSession.filter(
        enrollment_id=enrollment.id, status=SessionStatus.IN_PROGRESS
    ).select_related("workout")
    kept += [_kept(user, each, None) for each in under_way]
    today = user.local(now).date()
    slots = await enrollments.slots_of(enrollment)
    too_late = [today for slot in slots if slot.weekday == today.weekday() and _at(user, today, slot) <= now]
    wanted = schedule.project(
        slots,
        today,
        today + schedule.HORIZON,
        enrollment.current_day,
        len(workouts),
        repeats=enrollment.program.repeats,
        moved=[each.moved for each in kept],
        taken=[*too_late, *await _days_used(user, enrollment, today)],
    )
    keep_ids = {each.session.id for each in kept}
    free = [each for each in planned if each.id not in keep_ids]
    await _write(user, enrollment, wanted, free, workouts, now)


async def _write(
    user: User,
    enrollment: UserProgramEnrollment,
    wanted: Sequence[Planned],
    free: list[UserWorkoutSession],
    workouts: Mapping[int, Workout],
    now: datetime,
) -> None:
    """Make the planned sessions those that are wanted; one that stays as it was keeps its row, and so its id."""
    spare = {(each.workout_id, each.scheduled_at): each for each in free}
    missing: list[tuple[UUID, datetime]] = []
    for plan in wanted:
        at = schedule.occurrence(plan.day, plan.at, user.zone)
        key = (workouts[plan.program_day].id, at)
        if at > now and spare.pop(key, None) is None:
            missing.append(key)
    for workout_id, at in missing:
        await UserWorkoutSession.create(
            user=user, workout_id=workout_id, enrollment=enrollment, scheduled_at=at, created_by=user
        )
    await _delete([each.id for each in spare.values()])


async def _without_missed(user: User, planned: Sequence[UserWorkoutSession], now: datetime) -> list[UserWorkoutSession]:
    """What is planned, but for sessions whose day is over. Those are missed, unless it is about to be asked about."""
    over = {
        str(each.id): each
        for each in planned
        if each.scheduled_at is not None and schedule.missed_at(each.scheduled_at, user.zone) <= now
    }
    if not over:
        return list(planned)
    asked = Reminder.filter(user_id=user.id, kind=ReminderKind.MISSED, subject__in=list(over), fired=False)
    to_ask = {row.subject for row in await asked}
    missed = [each.id for subject, each in over.items() if subject not in to_ask]
    await UserWorkoutSession.filter(id__in=missed, status=SessionStatus.PLANNED).update(status=SessionStatus.MISSED)
    return [each for each in planned if each.id not in missed]


def _stays(session: UserWorkoutSession, moves: Mapping[UUID, SessionMove], now: datetime) -> bool:
    """Moved by the person, or already due: neither is planned anew."""
    return session.id in moves or (session.scheduled_at is not None and session.scheduled_at <= now)


def _kept(user: User, session: UserWorkoutSession, move: SessionMove | None) -> _Kept:
    at = user.local(session.scheduled_at or session.started_at or clock.now())
    was = user.local(move.planned_at).date() if move and move.planned_at else None
    return _Kept(session, Moved(at.date(), at.time().replace(tzinfo=None), session.workout.day or 0, was))


async def _days_used(user: User, enrollment: UserProgramEnrollment, today: date) -> list[date]:
    """The days from today on whose session is done (today's, or a later one ahead of its time) or left out."""
    since = clock.now() - timedelta(days=2)
    over = await UserWorkoutSession.filter(
        enrollment_id=enrollment.id,
        status__in=[SessionStatus.COMPLETED, SessionStatus.SKIPPED],
        scheduled_at__gte=since,
    )
    return [day for each in over if (day := _local_day(user, each)) >= today]


def _at(user: User, day: date, slot: Slot) -> datetime:
    return schedule.occurrence(day, slot.at, user.zone)


async def _unplan(enrollment: UserProgramEnrollment) -> None:
    planned = await UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.PLANNED)
    await _delete([each.id for each in planned])


async def _delete(ids: Sequence[UUID]) -> None:
    if ids:
        await UserExercisePerformance.filter(session_id__in=list(ids)).delete()  # notes of one that was given up
        await SessionMove.filter(session_id__in=list(ids)).delete()
        await SessionPlan.filter(session_id__in=list(ids)).delete()
        await UserWorkoutSession.filter(id__in=list(ids)).delete()


async def write_reminders(user: User) -> None:
    """A reminder before each planned session, and one after its day, should it be missed. One that was sent for
    the same time is not sent again.
    """
    wanted: dict[tuple[ReminderKind, str], datetime] = {}
    for session in await upcoming(user, limit=200):
        if session.scheduled_at is not None:
            lead = timedelta(minutes=user.reminder_lead)
            wanted[ReminderKind.SESSION, str(session.id)] = session.scheduled_at - lead
            wanted[ReminderKind.MISSED, str(session.id)] = schedule.missed_at(session.scheduled_at, user.zone)
    present = {
        (row.kind, row.subject): row for row in await Reminder.filter(user_id=user.id, kind__in=list(PLANNED_KINDS))
    }
    stale = [row.id for key, row in present.items() if key not in wanted or row.due_at != wanted[key]]
    fresh = [
        Reminder(user_id=user.id, kind=kind, subject=subject, due_at=due)
        for (kind, subject), due in wanted.items()
        if (kind, subject) not in present or present[kind, subject].due_at != due
    ]
    if stale:
        await Reminder.filter(id__in=stale).delete()
    if fresh:
        await Reminder.bulk_create(fresh)


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


def _local_day(user: User, session: UserWorkoutSession) -> date:
    return user.local(session.scheduled_at or session.created_at).date()
