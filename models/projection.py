"""The projection: PLANNED sessions follow from training slots and current_day, two weeks ahead, and reminders from
PLANNED sessions. Both are rewritten here, in the transaction that changes what they come from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from models import clock, enrollments
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.performances import UserExercisePerformance
from models.programs import Workout
from models.reminders import Reminder, ReminderKind
from models.rules import schedule
from models.rules.schedule import Moved, Planned, Slot
from models.sessions import SessionMove, SessionPlan, SessionStatus, UserWorkoutSession

PLANNED_KINDS = (ReminderKind.SESSION, ReminderKind.MISSED)
AHEAD = timedelta(days=3)  # of its day: that is trained on as well


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
    kept = [_kept(user, each, moves.get(each.id)) for each in planned if stays(each, moves, now)]
    under_way = await UserWorkoutSession.filter(
        enrollment_id=enrollment.id, status=SessionStatus.IN_PROGRESS
    ).select_related("workout")
    kept += [_kept(user, each, None) for each in under_way]
    today = user.local(now).date()
    slots = await enrollments.slots_of(enrollment)
    horizon = [today + timedelta(days=ahead) for ahead in range(schedule.HORIZON.days + 1)]
    left_out = [day for day in horizon if not schedule.exists(day, user.zone)]
    too_late = [today for slot in slots if slot.weekday == today.weekday() and _at(user, today, slot) <= now]
    wanted = schedule.project(
        slots,
        today,
        today + schedule.HORIZON,
        enrollment.current_day,
        len(workouts),
        repeats=enrollment.program.repeats,
        moved=[each.moved for each in kept],
        taken=[*left_out, *too_late, *await _days_used(user, enrollment, today)],
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
    await delete_sessions([each.id for each in spare.values()])


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


def stays(session: UserWorkoutSession, moves: Mapping[UUID, SessionMove], now: datetime) -> bool:
    """Moved by the person, or already due: neither is planned anew."""
    return session.id in moves or (session.scheduled_at is not None and session.scheduled_at <= now)


def _kept(user: User, session: UserWorkoutSession, move: SessionMove | None) -> _Kept:
    at = user.local(session.scheduled_at or session.started_at or clock.now())
    was = user.local(move.planned_at).date() if move and move.planned_at else None
    return _Kept(session, Moved(at.date(), at.time().replace(tzinfo=None), session.workout.day or 0, was))


async def _days_used(user: User, enrollment: UserProgramEnrollment, today: date) -> list[date]:
    """The days from today on whose session is done (today's, or a later one ahead of its time) or left out. Whoever
    trained long before the day, because the program began in between, say, trains again on it.
    """
    since = clock.now() - timedelta(days=2)
    over = await UserWorkoutSession.filter(
        enrollment_id=enrollment.id,
        status__in=[SessionStatus.COMPLETED, SessionStatus.SKIPPED],
        scheduled_at__gte=since,
    )
    return [day for each in over if (day := local_day(user, each)) >= today and day - _trained(user, each, day) < AHEAD]


def _trained(user: User, session: UserWorkoutSession, planned: date) -> date:
    return planned if session.started_at is None else user.local(session.started_at).date()


def _at(user: User, day: date, slot: Slot) -> datetime:
    return schedule.occurrence(day, slot.at, user.zone)


async def _unplan(enrollment: UserProgramEnrollment) -> None:
    planned = await UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.PLANNED)
    await delete_sessions([each.id for each in planned])


async def delete_sessions(ids: Sequence[UUID]) -> None:
    """Sessions that are planned no more, with what hangs on them."""
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


def local_day(user: User, session: UserWorkoutSession) -> date:
    """The day of a session on the person's calendar."""
    return user.local(session.scheduled_at or session.created_at).date()
