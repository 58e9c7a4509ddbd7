"""The volume of an exercise in a finished workout: the one thing to beat that its top sets do not know."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models import statements
from models.people import User
from models.programs import Exercise
from models.sessions import UserWorkoutSession


class ExerciseVolume(Model):
    """Σ weight × reps in grams of the working sets of an exercise in a finished workout; no row where that is nothing.

    at_us as in TopSet, which is written in the same transactions.
    """

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, on_delete=fields.RESTRICT
    )
    user_id: UUID
    exercise: fields.ForeignKeyRelation[Exercise] = fields.ForeignKeyField(
        "models.Exercise", related_name=False, on_delete=fields.RESTRICT
    )
    exercise_id: UUID
    session: fields.ForeignKeyRelation[UserWorkoutSession] = fields.ForeignKeyField(
        "models.UserWorkoutSession", related_name=False, on_delete=fields.RESTRICT
    )
    session_id: UUID
    at_us = fields.BigIntField()
    volume_g = fields.BigIntField()  # 200 sets of 1,000 kg × 1,000 are more than an INT

    class Meta:
        table = "exercise_volume"
        indexes = (("user_id", "exercise_id", "volume_g", "at_us"), ("session_id",))


async def replace(session: UserWorkoutSession, at_us: int, volumes: Mapping[UUID, int]) -> None:
    """These are the volumes of the exercises in the workout now, whatever they were."""
    await ExerciseVolume.filter(session_id=session.id).delete()
    rows = [
        ExerciseVolume(
            user_id=session.user_id, exercise_id=exercise_id, session_id=session.id, at_us=at_us, volume_g=volume_g
        )
        for exercise_id, volume_g in volumes.items()
        if volume_g
    ]
    await statements.write(rows)
