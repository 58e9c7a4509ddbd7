"""Measurements: body weight, girths, resting heart rate, and people's own metrics."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.fields.db_defaults import Now
from tortoise.models import Model
from tortoise.validators import MaxValueValidator, MinValueValidator

from models import clock
from models.columns import at_most, decimal_between, notes, one_of
from models.people import User

MOST = Decimal("999999.999")


class MeasurementSource(StrEnum):
    MANUAL = "MANUAL"
    IMPORT = "IMPORT"
    COACH = "COACH"
    DEVICE = "DEVICE"


class Metric(Model):
    """Something that can be measured: name, unit of its values, plausible range. `owner` is set for people's own."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    owner_id: UUID | None
    key = fields.CharField(max_length=64, null=True, unique=True)
    name = fields.CharField(max_length=64)
    dimension = fields.CharField(max_length=16)
    unit = fields.CharField(max_length=16)
    least: Decimal = fields.DecimalField(max_digits=9, decimal_places=3)
    most: Decimal = fields.DecimalField(max_digits=9, decimal_places=3)
    unlikely_change_percent = fields.SmallIntField(null=True)
    aliases: list[str] = fields.JSONField(default=list)
    is_active = fields.BooleanField(default=True, db_default=True)

    class Meta:
        table = "metric"


class UserMeasurement(Model):
    id = fields.UUIDField(primary_key=True, default=uuid4)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="measurements", on_delete=fields.RESTRICT
    )
    user_id: UUID
    metric: fields.ForeignKeyRelation[Metric] = fields.ForeignKeyField(
        "models.Metric", related_name="measurements", on_delete=fields.RESTRICT
    )
    metric_id: UUID
    value: Decimal = fields.DecimalField(
        max_digits=9, decimal_places=3, validators=[MinValueValidator(-MOST), MaxValueValidator(MOST)]
    )
    measurement_date: date = fields.DateField()
    notes = notes(1000)
    source = fields.CharEnumField(
        MeasurementSource, max_length=16, default=MeasurementSource.MANUAL, db_default="MANUAL"
    )
    created_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, source_field="created_by", on_delete=fields.RESTRICT
    )
    created_by_id: UUID
    created_at = fields.DatetimeField(default=clock.now, db_default=Now())
    is_active = fields.BooleanField(default=True, db_default=True)

    class Meta:
        table = "user_measurement"
        indexes = (("user_id", "metric_id", "measurement_date"),)
        constraints = (
            decimal_between("user_measurement", "value", -MOST, MOST),
            one_of("user_measurement", "source", MeasurementSource),
            at_most("user_measurement", "notes", 1000),
        )
