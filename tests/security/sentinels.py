"""A row of everything a person can have, with something in every column that is found again if it is still there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from tortoise import fields
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from models import erasure
from models.columns import LocalTimeField
from models.people import User

NOBODYS: dict[type[Model], str] = {erasure.Erased: "of somebody deleted a digest of what is known nowhere else"}
"""Tables without anything of a person, and why."""

TOO_FEW_VALUES: dict[type[fields.Field[Any]], str] = {
    fields.BooleanField: "yes or no",
    CharEnumFieldInstance: "one of a few fixed words",
    fields.SmallIntField: "two bytes, found everywhere",
    LocalTimeField: "a minute of the day",
}
"""Columns whose values say nothing by themselves: their rows are known by their ids, which have sentinels."""

AS_IT_IS: dict[tuple[str, str], str] = {
    ("user", "telegram_id"): "has been a sentinel since the account was made",
    ("position", "user_id"): "the id of the user, as in every table",
    ("program_draft", "user_id"): "likewise",
}
"""Columns that hold something which can be found already."""

KNOWN_WORDS: dict[tuple[str, str], str] = {("user", "timezone"): "Pacific/Chatham"}
"""Columns in which not every text will do."""

SMALL_NUMBERS: dict[tuple[str, str], int] = {
    ("exercise_set", "weight_g"): 0x0D_FEF1,
    ("exercise_set", "distance_m"): 0x0E_FDF3,
}
"""Columns in which not every number will do; no text has these bytes."""

NUMBER = 0x5EC2_E700_0000
DAY = date(1931, 1, 1)
INSTANT = datetime(2031, 3, 5, 7, 11, 13, tzinfo=UTC)


@dataclass(slots=True)
class Sentinels:
    """What has been left where: bytes by the name of the column."""

    planted: dict[str, bytes] = field(default_factory=dict)
    exempt: dict[str, str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    def of(self, model: type[Model], column: str, kind: fields.Field[Any]) -> Any:
        """A value for the column that is nowhere else."""
        name, number = f"{model._meta.db_table}.{column}", next(self._numbers)
        for exempt, why in TOO_FEW_VALUES.items():
            if isinstance(kind, exempt):
                self.exempt[name] = why
                return _any_of(kind)
        match kind:
            case fields.UUIDField():
                value: Any = uuid4()
                told = str(value)
            case fields.JSONField():
                told = f"Qx{number}json"
                value = {"told": told}
            case fields.BigIntField() | fields.IntField():
                value = (NUMBER >> (16 if isinstance(kind, fields.IntField) else 0)) + number
                value = SMALL_NUMBERS.get((model._meta.db_table, column), value)
                self.planted[name] = value.to_bytes((value.bit_length() + 7) // 8, "big")
                return value
            case fields.DecimalField():
                value = Decimal(f"731.{number}")
                told = str(value)
            case fields.DatetimeField():
                value = INSTANT + timedelta(microseconds=number * 1000 + 7)
                told = f"{value:%Y-%m-%d %H:%M:%S.%f}"
            case fields.DateField():
                value = DAY + timedelta(days=number)
                told = str(value)
            case fields.CharField() | fields.TextField():
                value = told = KNOWN_WORDS.get((model._meta.db_table, column), f"Qx{number}t")
            case _:
                raise AssertionError(f"{name}: nobody has said what a sentinel of a {type(kind).__name__} is")
        self.planted[name] = told.encode()
        return value


def _any_of(kind: fields.Field[Any]) -> Any:
    if isinstance(kind, CharEnumFieldInstance):
        values = list(kind.enum_type)
        return next((each for each in values if each.value in {"COMPLETED", "ASIDE"}), values[0])
    if isinstance(kind, LocalTimeField):
        return "07:53"
    return isinstance(kind, fields.BooleanField) or 2


async def plant(user: User) -> Sentinels:
    """A row in every table of people, and the rows there are already filled in."""
    sentinels = Sentinels()
    rows: dict[type[Model], Any] = {User: user}
    every: list[type[Model]] = [User, *(model for model, _ in (*reversed(erasure.OWNED), *erasure.BY_TELEGRAM))]
    for model in dict.fromkeys(every):
        facts = _facts(sentinels, model, user, rows)
        key = model._meta.pk_attr
        if model is User or (key == "user_id" and await model.filter(user_id=user.id).exists()):
            await model.filter(**{key: user.id}).update(**facts)
        else:
            rows[model] = await model.create(**(facts | {"user": user} if key == "user_id" else facts))
    return sentinels


def _facts(sentinels: Sentinels, model: type[Model], user: User, rows: dict[type[Model], Any]) -> dict[str, Any]:
    meta = model._meta
    way = {column for each, column in erasure.BY_TELEGRAM if each is model}
    references = {
        meta.fields_map[name].source_field: meta.fields_map[name].related_model  # type: ignore[attr-defined]
        for name in meta.fk_fields | meta.o2o_fields
    }
    facts: dict[str, Any] = {}
    for column in meta.fields_db_projection:
        if (meta.db_table, column) in AS_IT_IS or (model is User and column == "id"):
            continue
        if meta.fields_map[column].generated:
            sentinels.exempt[f"{meta.db_table}.{column}"] = "numbers the rows of everybody"
        elif column in way:
            facts[column] = user.telegram_id
        elif column in references:
            facts[column] = rows[references[column]].pk
        else:
            facts[column] = sentinels.of(model, column, meta.fields_map[column])
    return facts
