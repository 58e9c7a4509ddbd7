"""Enrollments: who trains which program, on which days, and where each exercise stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.fields.db_defaults import Now, SqlDefault
from tortoise.models import Model
from tortoise.validators import MaxValueValidator, MinValueValidator

from models import clock
from models.columns import SMALLINT_MAX, LocalTimeField, at_most, between, notes, one_of
from models.people import User
from models.programs import Exercise, Program
from models.rules.schedule import Slot


class EnrollmentStatus(StrEnum):
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"
    ABANDONED = "ABANDONED"


MOST_NOTE = 2000
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
    """Where an exercise stands within an enrollment: the weight it is at, and the counters of its progression."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    enrollment: fields.ForeignKeyRelation[UserProgramEnrollment] = fields.ForeignKeyField(
        "models.UserProgramEnrollment", related_name="states", on_delete=fields.RESTRICT
    )
    enrollment_id: UUID
    exercise: fields.ForeignKeyRelation[Exercise] = fields.ForeignKeyField(
        "models.Exercise", related_name=False, on_delete=fields.RESTRICT
    )
    exercise_id: UUID
    weight_g = fields.IntField(null=True)
    misses = fields.SmallIntField(default=0)
    variables: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "exercise_state"
        unique_together = (("enrollment", "exercise"),)


class AlreadyEnrolledError(Exception):
    """The person trains this program already."""


async def enroll(
    user: User, program: Program, slots: Sequence[Slot], weights: Mapping[UUID, int]
) -> UserProgramEnrollment:
    """Start a program today. weights: grams by exercise; one without a weight is learned from the first set done.

    The caller plans the sessions (planning.enroll does both). Raises AlreadyEnrolledError.
    """
    if await UserProgramEnrollment.exists(user_id=user.id, program_id=program.id, status__in=RUNNING, is_active=True):
        raise AlreadyEnrolledError
    enrollment = await UserProgramEnrollment.create(
        user=user, program=program, start_date=user.today(), created_by=user
    )
    await _write_slots(enrollment, slots)
    await ExerciseState.bulk_create(
        [
            ExerciseState(enrollment_id=enrollment.id, exercise_id=exercise, weight_g=grams)
            for exercise, grams in weights.items()
        ]
    )
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


async def states(enrollment_id: UUID) -> dict[UUID, ExerciseState]:
    """Where each exercise stands, by exercise."""
    return {row.exercise_id: row for row in await ExerciseState.filter(enrollment_id=enrollment_id)}


async def _write_slots(enrollment: UserProgramEnrollment, slots: Sequence[Slot]) -> None:
    await TrainingSlot.bulk_create(
        [TrainingSlot(enrollment_id=enrollment.id, weekday=slot.weekday, at=slot.at) for slot in slots]
    )
