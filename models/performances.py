"""Performances: what was done of each instruction, and its sets one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.fields.db_defaults import Now
from tortoise.models import Model
from tortoise.validators import MaxValueValidator, MinValueValidator

from models import clock
from models.columns import COUNT, RATING, SMALLINT_MAX, at_most, between, check, decimal_between, notes, one_of
from models.people import User
from models.programs import ExerciseInstruction
from models.rules.sets import DoneSet, SetKind, Unit
from models.rules.summary import totals
from models.rules.units import kilograms
from models.sessions import UserWorkoutSession

MOST_KG = Decimal(1000)


class UserExercisePerformance(Model):
    """What was done of an instruction in all; derived from its sets in the transaction that writes them."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    session: fields.ForeignKeyRelation[UserWorkoutSession] = fields.ForeignKeyField(
        "models.UserWorkoutSession", related_name="performances", on_delete=fields.RESTRICT
    )
    session_id: UUID
    instruction: fields.ForeignKeyRelation[ExerciseInstruction] = fields.ForeignKeyField(
        "models.ExerciseInstruction", related_name="performances", on_delete=fields.RESTRICT
    )
    instruction_id: UUID
    sets_completed = fields.SmallIntField(default=0, db_default=0, validators=[*COUNT])
    reps_completed = fields.SmallIntField(null=True, validators=[*COUNT])
    weight_kg: Decimal | None = fields.DecimalField(
        max_digits=9,
        decimal_places=3,
        null=True,
        validators=[MinValueValidator(-MOST_KG), MaxValueValidator(MOST_KG)],
    )
    duration_seconds = fields.SmallIntField(null=True, validators=[*COUNT])
    difficulty_rating = fields.SmallIntField(null=True, validators=[*RATING])
    notes = notes(1000)
    created_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, source_field="created_by", on_delete=fields.RESTRICT
    )
    created_by_id: UUID
    created_at = fields.DatetimeField(default=clock.now, db_default=Now())
    is_active = fields.BooleanField(default=True, db_default=True)

    class Meta:
        table = "user_exercise_performance"
        unique_together = (("session", "instruction"),)
        indexes = (("instruction_id",),)
        constraints = (
            between("user_exercise_performance", "sets_completed", 0, SMALLINT_MAX),
            between("user_exercise_performance", "reps_completed", 0, SMALLINT_MAX),
            decimal_between("user_exercise_performance", "weight_kg", -MOST_KG, MOST_KG),
            between("user_exercise_performance", "duration_seconds", 0, SMALLINT_MAX),
            between("user_exercise_performance", "difficulty_rating", 1, 10),
            at_most("user_exercise_performance", "notes", 1000),
        )


COLUMNS = (
    *("kind", "reps", "weight_g", "unit", "seconds", "distance_m", "rpe_half"),
    *("left_count", "right_count", "parts"),
)
"""The columns of a set that say what was done."""
LONGEST_PARTS = 100
BOTH_SIDES = f'("left_count" IS NULL) = ("right_count" IS NULL) AND "right_count" BETWEEN 1 AND {SMALLINT_MAX}'


def done_of(row: Mapping[str, Any]) -> DoneSet:
    """The set in a row of COLUMNS."""
    parts = row["parts"]
    return DoneSet(
        kind=SetKind(row["kind"]),
        reps=row["reps"],
        weight_g=row["weight_g"],
        unit=Unit(row["unit"]),
        seconds=row["seconds"],
        distance_m=row["distance_m"],
        rpe_half=row["rpe_half"],
        left=row["left_count"],
        right=row["right_count"],
        parts=tuple(map(int, parts.split("+"))) if parts else (),
    )


def columns_of(done: DoneSet) -> dict[str, Any]:
    """What done_of() reads back."""
    return {
        "kind": done.kind,
        "reps": done.reps,
        "weight_g": done.weight_g,
        "unit": done.unit,
        "seconds": done.seconds,
        "distance_m": done.distance_m,
        "rpe_half": done.rpe_half,
        "left_count": done.left,
        "right_count": done.right,
        "parts": "+".join(map(str, done.parts)) or None,
    }


class ExerciseSet(Model):
    """One set, as logged; gone from the table when undone."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    performance: fields.ForeignKeyRelation[UserExercisePerformance] = fields.ForeignKeyField(
        "models.UserExercisePerformance", related_name="sets", on_delete=fields.RESTRICT
    )
    performance_id: UUID
    position = fields.SmallIntField()  # counts through the whole session: the order in which they were done
    kind = fields.CharEnumField(SetKind, max_length=8, default=SetKind.WORK)
    reps = fields.SmallIntField(null=True)
    weight_g = fields.IntField(null=True)
    unit = fields.CharEnumField(Unit, max_length=2, default=Unit.KG)
    seconds = fields.SmallIntField(null=True)
    distance_m = fields.IntField(null=True)
    rpe_half = fields.SmallIntField(null=True)
    left_count = fields.SmallIntField(null=True)  # reps or seconds of the left side, where each side was done by itself
    right_count = fields.SmallIntField(null=True)
    parts = fields.CharField(max_length=LONGEST_PARTS, null=True)  # of a rest-pause set: "15+4+4+3"
    logged_at: datetime = fields.DatetimeField()
    message_id = fields.BigIntField(null=True)

    class Meta:
        table = "exercise_set"
        unique_together = (("performance", "position"),)
        constraints = (
            one_of("exercise_set", "kind", SetKind),
            one_of("exercise_set", "unit", Unit),
            between("exercise_set", "reps", 0, 1000),
            between("exercise_set", "weight_g", -1_000_000, 1_000_000),
            between("exercise_set", "seconds", 0, SMALLINT_MAX),
            between("exercise_set", "distance_m", 0, 1_000_000),
            between("exercise_set", "rpe_half", 2, 20),
            between("exercise_set", "left_count", 1, SMALLINT_MAX),
            check("exercise_set", "right_count", BOTH_SIDES),
            at_most("exercise_set", "parts", LONGEST_PARTS),
        )

    def done(self) -> DoneSet:
        return done_of({name: getattr(self, name) for name in COLUMNS})


class SetsBefore(Model):
    """The sets of a performance as they were before the last change made to them afterwards, in the history: what its
    Undo brings back. The next change of them takes its place.
    """

    id = fields.UUIDField(primary_key=True, default=uuid4)
    performance: fields.OneToOneRelation[UserExercisePerformance] = fields.OneToOneField(
        "models.UserExercisePerformance", related_name="before", on_delete=fields.RESTRICT
    )
    performance_id: UUID
    sets: list[dict[str, Any]] = fields.JSONField()

    class Meta:
        table = "sets_before"


def summed(sets: Iterable[DoneSet]) -> dict[str, Any]:
    """The columns of a performance that are sums of its sets. Raises TotalTooLargeError."""
    sums = totals(sets)
    return {
        "sets_completed": sums.sets_completed,
        "reps_completed": sums.reps_completed,
        "weight_kg": None if sums.weight_g is None else kilograms(sums.weight_g),
        "duration_seconds": sums.duration_seconds,
    }
