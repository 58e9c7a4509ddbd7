"""Enrollments: who trains which program, on which days, and where each exercise stands."""

from __future__ import annotations

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


class EnrollmentStatus(StrEnum):
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"
    ABANDONED = "ABANDONED"


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
    status = fields.CharEnumField(
        EnrollmentStatus, max_length=16, default=EnrollmentStatus.ACTIVE, db_default="ACTIVE"
    )
    start_date = fields.DateField(default=clock.today_utc, db_default=SqlDefault("CURRENT_DATE"))
    completion_date: date | None = fields.DateField(null=True)  # type: ignore[assignment]
    current_day = fields.SmallIntField(
        default=1, db_default=1, validators=[MinValueValidator(1), MaxValueValidator(SMALLINT_MAX)]
    )
    notes = notes(2000)
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
            at_most("user_program_enrollment", "notes", 2000),
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
    variables: dict[str, Any] = fields.JSONField(default=dict)  # type: ignore[assignment]

    class Meta:
        table = "exercise_state"
        unique_together = (("enrollment", "exercise"),)
