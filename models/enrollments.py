"""Enrollments: who trains which program, on which days, and where each exercise stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.fields.db_defaults import Now, SqlDefault
from tortoise.models import Model
from tortoise.validators import MaxValueValidator, MinValueValidator

from models import clock, statements
from models.columns import SMALLINT_MAX, LocalTimeField, at_most, between, notes, one_of
from models.liftoscript.state import State
from models.people import User
from models.programs import Program
from models.rules.schedule import Slot


class EnrollmentStatus(StrEnum):
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"
    ABANDONED = "ABANDONED"


MOST_NOTE = 2000
_MAPS = ("rm1", "variables", "standings")
RUNNING = (EnrollmentStatus.ACTIVE, EnrollmentStatus.PAUSED)


class UserProgramEnrollment(Model):
    """A person's time on a program. At most one ACTIVE per person and program."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="enrollments", on_delete=fields.RESTRICT
    )
    user_id: UUID
    program: fields.ForeignKeyRelation[Program] = fields.ForeignKeyField(
        "models.Program", related_name="enrollments", on_delete=fields.RESTRICT
    )
    program_id: UUID
    status = fields.CharEnumField(EnrollmentStatus, max_length=16, default=EnrollmentStatus.ACTIVE, db_default="ACTIVE")
    start_date = fields.DateField(default=clock.today_utc, db_default=SqlDefault("CURRENT_DATE"))
    completion_date: date | None = fields.DateField(null=True)
    current_day = fields.SmallIntField(
        default=1, db_default=1, validators=[MinValueValidator(1), MaxValueValidator(SMALLINT_MAX)]
    )
    notes = notes(MOST_NOTE)
    created_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, source_field="created_by", on_delete=fields.RESTRICT
    )
    created_by_id: UUID
    created_at = fields.DatetimeField(default=clock.now, db_default=Now())
    is_active = fields.BooleanField(default=True, db_default=True)

    class Meta:
        table = "user_program_enrollment"
        indexes = (("user_id", "status"),)
        constraints = (
            one_of("user_program_enrollment", "status", EnrollmentStatus),
            between("user_program_enrollment", "current_day", 1, SMALLINT_MAX),
            at_most("user_program_enrollment", "notes", MOST_NOTE),
        )


class TrainingSlot(Model):
    """A weekday (Monday 0) and a local time at which an enrollment trains."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    enrollment: fields.ForeignKeyRelation[UserProgramEnrollment] = fields.ForeignKeyField(
        "models.UserProgramEnrollment", related_name="slots", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    weekday = fields.SmallIntField()
    at: time = LocalTimeField()  # type: ignore[assignment]

    class Meta:
        table = "training_slot"
        unique_together = (("enrollment", "weekday"),)
        constraints = (between("training_slot", "weekday", 0, 6),)


class ExerciseState(Model):
    """Where an exercise of a program stands for whoever trains it: what training has changed of what the text says, by
    the exercise's identity there (or, for a 1RM, the movement's name). `state`: an entry of each of the maps of
    models.liftoscript.state.
    """

    id = fields.UUIDField(primary_key=True, default=uuid4)
    enrollment: fields.ForeignKeyRelation[UserProgramEnrollment] = fields.ForeignKeyField(
        "models.UserProgramEnrollment", related_name="states", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    identity = fields.CharField(max_length=512)
    state: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "exercise_state"
        unique_together = (("enrollment", "identity"),)


class AlreadyEnrolledError(Exception):
    """The person trains this program already."""


async def enroll(user: User, program: Program, slots: Sequence[Slot], begin: State) -> UserProgramEnrollment:
    """Start a program today, its exercises standing as in `begin`.

    The caller plans the sessions (planning.enroll does both). Raises AlreadyEnrolledError.
    """
    if await UserProgramEnrollment.exists(user_id=user.id, program_id=program.id, status__in=RUNNING, is_active=True):
        raise AlreadyEnrolledError
    enrollment = await UserProgramEnrollment.create(
        user=user, program=program, start_date=user.today(), created_by=user
    )
    await _write_slots(enrollment, slots)
    await save_state(enrollment.id, State(), begin)
    return enrollment


async def running(user: User) -> list[UserProgramEnrollment]:
    """What the person trains, paused ones too, the oldest first; with the program."""
    return (
        await UserProgramEnrollment.filter(user_id=user.id, status__in=RUNNING, is_active=True)
        .order_by("created_at", "id")
        .select_related("program")
    )


async def any_ever(user: User) -> bool:
    """Whether the person has ever been enrolled in anything."""
    return await UserProgramEnrollment.exists(user_id=user.id)


async def owned(user: User, enrollment_id: UUID) -> UserProgramEnrollment | None:
    """The enrollment, where it is the person's; with the program."""
    return (
        await UserProgramEnrollment.filter(id=enrollment_id, user_id=user.id, is_active=True)
        .select_related("program")
        .first()
    )


async def slots_of(enrollment: UserProgramEnrollment) -> list[Slot]:
    """The weekdays and times it trains at, in order."""
    rows = await TrainingSlot.filter(enrollment_id=enrollment.id).order_by("weekday", "at")
    return [Slot(row.weekday, row.at) for row in rows]


async def replace_slots(enrollment: UserProgramEnrollment, slots: Sequence[Slot]) -> None:
    await TrainingSlot.filter(enrollment_id=enrollment.id).delete()
    await _write_slots(enrollment, slots)


async def note(enrollment: UserProgramEnrollment, text: str | None) -> None:
    """What the person wants to keep in mind about it; None takes it away. At most MOST_NOTE characters."""
    enrollment.notes = text or None
    await enrollment.save(update_fields=["notes"])


async def state_of(enrollment_id: UUID) -> State:
    """What training has changed of the program's text for this person."""
    rows = await ExerciseState.filter(enrollment_id=enrollment_id).values_list("identity", "state")
    maps: dict[str, dict[str, Any]] = {name: {} for name in _MAPS}
    for identity, state in rows:
        for name, value in state.items():
            maps[name][identity] = value
    return State.from_json(maps)


async def save_state(enrollment_id: UUID, before: State, after: State) -> None:
    """Keep where the exercises stand now; before: what state_of() said."""
    was, now = _by_identity(before), _by_identity(after)
    changed = [
        ExerciseState(enrollment_id=enrollment_id, identity=identity, state=state)
        for identity, state in now.items()
        if was.get(identity) != state
    ]
    await statements.write(changed, conflict=("enrollment_id", "identity"), update=("state",))
    gone = [identity for identity in was if identity not in now]
    if gone:
        await ExerciseState.filter(enrollment_id=enrollment_id, identity__in=gone).delete()


def _by_identity(state: State) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, entries in state.to_json().items():
        for identity, value in entries.items():
            found[identity][name] = value
    return found


async def _write_slots(enrollment: UserProgramEnrollment, slots: Sequence[Slot]) -> None:
    await TrainingSlot.bulk_create(
        [TrainingSlot(enrollment_id=enrollment.id, weekday=slot.weekday, at=slot.at) for slot in slots]
    )
