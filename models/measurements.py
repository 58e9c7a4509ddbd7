"""Measurements: body weight, girths, resting heart rate, and people's own metrics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.expressions import Q
from tortoise.fields.db_defaults import Now
from tortoise.models import Model
from tortoise.validators import MaxValueValidator, MinValueValidator

from models import clock
from models.columns import at_most, decimal_between, notes, one_of
from models.people import User

MOST = Decimal("999999.999")
LONGEST_NOTE = 1000
LONGEST_NAME = 64
LONGEST_UNIT = 16
MOST_OWN = 40
BODY_WEIGHT = "body-weight"
_OFTEN = (BODY_WEIGHT, "waist", "body-fat", "resting-heart-rate")  # offered to whoever has measured nothing yet
_LOOKED_AT = 200
_OWN_UNLIKELY_PERCENT = 400  # 824 where 82.4 was meant


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


class TooManyMetricsError(Exception):
    """The person has MOST_OWN metrics of their own already."""


async def metrics(user: User) -> list[Metric]:
    """All that the person can measure: their own first, then the built-in ones, by name."""
    found = await Metric.filter(Q(owner_id=user.id) | Q(owner_id=None), is_active=True)
    return sorted(found, key=lambda metric: (metric.owner_id is None, metric.name.casefold()))


async def metric_of(user: User, metric_id: UUID) -> Metric | None:
    """A metric the person can measure."""
    return await Metric.filter(Q(owner_id=user.id) | Q(owner_id=None), id=metric_id, is_active=True).first()


async def used_last(user: User, most: int) -> list[tuple[Metric, UserMeasurement | None]]:
    """The metrics used last, the latest first, each with its newest value; filled up with what people measure most."""
    rows = (
        await UserMeasurement.filter(user_id=user.id, is_active=True, metric__is_active=True)
        .order_by("-created_at")
        .limit(_LOOKED_AT)
        .select_related("metric")
    )
    found: dict[UUID, tuple[Metric, UserMeasurement | None]] = {}
    for row in rows:
        known = found.get(row.metric_id)
        if known is None or (known[1] and _age(known[1]) < _age(row)):
            found[row.metric_id] = (row.metric, row)
    often = [each for each in await metrics(user) if each.key in _OFTEN and each.id not in found]
    often.sort(key=lambda each: _OFTEN.index(str(each.key)))
    return [*found.values(), *((each, None) for each in often)][:most]


def named(every: Sequence[Metric], name: str) -> Metric | None:
    """The one of that name or alias, in any case; or the only one whose name begins so."""
    wanted = " ".join(name.casefold().split())
    for metric in every:
        if wanted in {each.casefold() for each in (metric.name, metric.key or "", *metric.aliases)}:
            return metric
    near = [each for each in every if len(wanted) > 2 and each.name.casefold().startswith(wanted)]  # noqa: PLR2004 - "b" says nothing
    return near[0] if len(near) == 1 else None


async def create_metric(user: User, name: str, unit: str, dimension: str) -> Metric:
    """A metric of the person's own; without a known dimension its values may be negative.

    Raises TooManyMetricsError. Name and unit must be within their lengths.
    """
    if await Metric.filter(owner_id=user.id, is_active=True).count() >= MOST_OWN:
        raise TooManyMetricsError
    return await Metric.create(
        owner_id=user.id,
        name=name,
        dimension=dimension,
        unit=unit,
        least=-MOST if dimension == "own" else Decimal(0),
        most=MOST,
        unlikely_change_percent=_OWN_UNLIKELY_PERCENT,
    )


async def delete_metric(user: User, metric_id: UUID) -> bool:
    """The person's own metric is offered no more; its values stay in the history. False: not theirs."""
    return bool(await Metric.filter(id=metric_id, owner_id=user.id, is_active=True).update(is_active=False))


async def record(user: User, metric: Metric, value: Decimal, on: date) -> UserMeasurement:
    """Write down what the person measured on a day of theirs, in the unit of the metric."""
    return await UserMeasurement.create(
        user_id=user.id, metric=metric, value=value, measurement_date=on, created_by_id=user.id
    )


async def entry(user: User, entry_id: UUID) -> UserMeasurement | None:
    """A measurement of the person with its metric, also one that was deleted."""
    return await UserMeasurement.filter(id=entry_id, user_id=user.id).select_related("metric").first()


async def entries(user: User, metric: Metric, most: int, skip: int = 0) -> list[UserMeasurement]:
    """The person's values of a metric, the latest day first."""
    rows = UserMeasurement.filter(user_id=user.id, metric_id=metric.id, is_active=True)
    return await rows.order_by("-measurement_date", "-created_at").offset(skip).limit(most)


async def count(user: User, metric: Metric) -> int:
    return await UserMeasurement.filter(user_id=user.id, metric_id=metric.id, is_active=True).count()


async def before(user: User, metric: Metric, on: date, but: UUID | None = None) -> UserMeasurement | None:
    """The last value of a metric up to a day, but for one entry."""
    rows = UserMeasurement.filter(user_id=user.id, metric_id=metric.id, is_active=True, measurement_date__lte=on)
    if but is not None:
        rows = rows.exclude(id=but)
    return await rows.order_by("-measurement_date", "-created_at").first()


async def bodyweight_g(user: User) -> int | None:
    """The person's last body weight in grams; None where they have measured none."""
    rows = UserMeasurement.filter(user_id=user.id, metric__key=BODY_WEIGHT, is_active=True)
    last = await rows.order_by("-measurement_date", "-created_at").first()
    return None if last is None else int(last.value * 1000)


def change_percent(value: Decimal, last: UserMeasurement | None) -> int | None:
    """By how much of it a value differs from the last one, rounded down; None where that says nothing."""
    if last is None or not last.value:
        return None
    return int(abs(value - last.value) / abs(last.value) * 100)


def is_unlikely(value: Decimal, metric: Metric, last: UserMeasurement | None) -> bool:
    """Whether a value is so far from the last one that it is worth a question."""
    change = change_percent(value, last)
    return (
        change is not None and metric.unlikely_change_percent is not None and change >= metric.unlikely_change_percent
    )


async def correct(row: UserMeasurement, **facts: Any) -> None:
    """Change the value, day, note or is_active of a measurement of the person's."""
    row.update_from_dict(facts)
    await row.save(update_fields=list(facts))


def _age(row: UserMeasurement) -> tuple[date, Any]:
    return row.measurement_date, row.created_at
