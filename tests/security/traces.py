"""What there is of a person: every row, and everything in their chat. What others do changes none of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.context import require_context
from tortoise.models import Model

from models import erasure
from models.deliveries import Inbox
from models.people import User
from tests.people import Person

Traces = dict[str, list[str]]


async def traces(person: Person, user_id: UUID) -> Traces:
    """All rows of the person by table, and all that they see. What has come in from them is not counted: it may be
    they who write in a group.
    """
    found: Traces = {"user": [str(row) for row in await User.filter(id=user_id).values()]}
    for model, way in erasure.OWNED:
        table = f"{model._meta.db_table} by {way}"
        found[table] = sorted(str(row) for row in await erasure._rows(model, way, user_id).values())
    for model, column in erasure.BY_TELEGRAM:
        if model is not Inbox:
            rows = await model.filter(**{column: person.id}).values()
            found[model._meta.db_table] = sorted(str(row) for row in rows)
    chat = person.chat
    found["chat"] = [f"{each.id} {each.deleted} {json.dumps(each.body)}" for each in chat.messages.values()]
    found["answers"] = [*chat.toasts, f"{chat.buzzes} buzzes"]
    return found


def changed(before: Traces, after: Traces) -> list[str]:
    """What is there no more, and what is new."""
    lines = []
    for place, was in before.items():
        now = after[place]
        lines += [f"{place} - {each}" for each in was if each not in now]
        lines += [f"{place} + {each}" for each in now if each not in was]
    return lines


async def ids_of(user_id: UUID) -> dict[type[Model], list[dict[str, Any]]]:
    """The rows of a person that have an id nobody could guess, by table."""
    found: dict[type[Model], list[dict[str, Any]]] = {User: await User.filter(id=user_id).values()}
    for model, way in erasure.OWNED:
        if model._meta.pk_attr == "id" and isinstance(model._meta.pk, fields.UUIDField):
            found.setdefault(model, []).extend(await erasure._rows(model, way, user_id).values())
    return found


async def own_rows(user: User) -> dict[type[Model], set[Any]]:
    """The keys of all rows of a person, by table; tables without any are left out."""
    found: dict[type[Model], set[Any]] = {}

    async def add(model: type[Model], rows: Any) -> None:
        if keys := set(await rows.values_list(model._meta.pk_attr, flat=True)):
            found.setdefault(model, set()).update(keys)

    await add(User, User.filter(id=user.id))
    for model, way in erasure.OWNED:
        await add(model, erasure._rows(model, way, user.id))
    for model, column in erasure.BY_TELEGRAM:
        await add(model, model.filter(**{column: user.telegram_id}))
    return found


async def everything() -> dict[type[Model], list[dict[str, Any]]]:
    """All rows of all tables."""
    return {model: await model.all().values() for model in models()}


def models() -> Iterator[type[Model]]:
    apps = require_context().apps
    assert apps is not None
    yield from apps["models"].values()
