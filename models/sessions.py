"""Sessions: planned, under way, done."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.fields.db_defaults import Now
from tortoise.models import Model

from models import clock
from models.columns import COUNT, RATING, SMALLINT_MAX, at_most, between, notes, one_of
from models.enrollments import UserProgramEnrollment
from models.people import User
from models.programs import Workout


class SessionStatus(StrEnum):
    PLANNED = "PLANNED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    SKIPPED = "SKIPPED"
    MISSED = "MISSED"
    CANCELLED = "CANCELLED"


class UserWorkoutSession(Model):
    """A workout on a day. At most one IN_PROGRESS per person; without an enrollment, a free workout."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sessions", on_delete=fields.RESTRICT
    )
    user_id: UUID
    workout: fields.ForeignKeyRelation[Workout] = fields.ForeignKeyField(
        "models.Workout", related_name="sessions", on_delete=fields.RESTRICT
    )
    workout_id: UUID
    enrollment: fields.ForeignKeyNullableRelation[UserProgramEnrollment] = fields.ForeignKeyField(
        "models.UserProgramEnrollment", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    enrollment_id: UUID | None
    status = fields.CharEnumField(SessionStatus, max_length=16, default=SessionStatus.PLANNED, db_default="PLANNED")
    scheduled_at: datetime | None = fields.DatetimeField(null=True)
    started_at: datetime | None = fields.DatetimeField(null=True)
    completed_at: datetime | None = fields.DatetimeField(null=True)
    duration_seconds = fields.SmallIntField(null=True, validators=[*COUNT])
    effort_rating = fields.SmallIntField(null=True, validators=[*RATING])
    soreness_rating = fields.SmallIntField(null=True, validators=[*RATING])
    notes = notes(2000)
    created_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, source_field="created_by", on_delete=fields.RESTRICT
    )
    created_by_id: UUID
    created_at = fields.DatetimeField(default=clock.now, db_default=Now())
    is_active = fields.BooleanField(default=True, db_default=True)

    class Meta:
        table = "user_workout_session"
        indexes = (
            ("user_id", "status", "scheduled_at"),
            ("user_id", "status", "is_active", "completed_at"),  # the history, newest first
            ("enrollment_id", "status"),
        )
        constraints = (
            one_of("user_workout_session", "status", SessionStatus),
            between("user_workout_session", "duration_seconds", 0, SMALLINT_MAX),
            between("user_workout_session", "effort_rating", 1, 10),
            between("user_workout_session", "soreness_rating", 1, 10),
            at_most("user_workout_session", "notes", 2000),
        )


class SessionPlan(Model):
    """The prescription fixed when a session starts, with its swaps, skips, order and ± changes (a Plan as JSON)."""

    session: fields.OneToOneRelation[UserWorkoutSession] = fields.OneToOneField(
        "models.UserWorkoutSession", related_name="plan", primary_key=True, on_delete=fields.RESTRICT
    )
    session_id: UUID
    plan: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "session_plan"


class SessionMove(Model):
    """A person moved this session: it keeps its place when the plan is rewritten."""

    session: fields.OneToOneRelation[UserWorkoutSession] = fields.OneToOneField(
        "models.UserWorkoutSession", related_name="move", primary_key=True, on_delete=fields.RESTRICT
    )
    session_id: UUID
    planned_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "session_move"


async def training() -> list[UUID]:
    """Whoever has a workout under way."""
    rows = UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS, is_active=True)
    found: list[Any] = await rows.values_list("user_id", flat=True)
    return found
