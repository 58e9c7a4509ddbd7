"""Updates as others would send them: what came from the owner, from somebody else, somewhere else, about her rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any
from uuid import UUID

from tortoise.models import Model

from bot.demo.chats import Chat, Press
from bot.demo.updates import KINDS
from handlers.views import taps
from handlers.views.taps import Tap
from tests.conftest import World
from tests.people import Person
from tests.security.owner import MARK
from tests.security.recording import Sample

Ids = Mapping[type[Model], Sequence[dict[str, Any]]]
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def quiet(facts: dict[str, Any]) -> dict[str, Any]:
    """What the owner calls by its name is called so in small letters: an answer that has the name as she wrote it has
    it from her.
    """
    found: dict[str, Any] = json.loads(json.dumps(facts).replace(MARK, MARK.lower()))
    return found


def send(world: World, kind: str, body: dict[str, Any], who: Person, chat: Chat) -> None:
    """Queue an update of this person in this chat."""
    body = quiet(body)
    server = world.server.world
    body |= {"from": server.people[who.id], "chat": chat.info}
    if kind == "callback_query":
        del body["chat"]
        query = Press(str(next(server.press_ids)), who.id, chat, 0, body.get("data", ""), server.clock.timestamp())
        body["id"] = query.id
        if "message" in body:
            body["message"] = {**body["message"], "chat": chat.info}
            query.message_id = body["message"]["message_id"]
        server.presses[query.id] = query
        chat.presses.append(query)
    else:
        body["date"] = int(server.clock.timestamp())
        if kind == "message":
            body["message_id"] = next(server.ids)
    push(world, kind, body)


def push(world: World, kind: str, body: dict[str, Any]) -> None:
    """Queue an update of any kind: Telegram goes on sending what was asked for in an earlier setting."""
    world.server.updates.allowed = KINDS
    world.server.updates.push(kind, body)


def variants(sample: Sample, ids: Ids) -> Iterator[Sample]:
    """The sample, and the same about other rows of the owner's, table by table: also those in which something can
    still be done.
    """
    yield sample
    tables = {str(row["id"]): model for model, rows in ids.items() for row in rows}
    about = json.dumps(sample.about)
    for each in set(_UUID.findall(about)):
        for other in chosen(ids.get(tables.get(each, Model), ())):
            if str(other) != each:
                yield replace(sample, about=json.loads(about.replace(each, str(other))))
    tap = taps.known().get(str(sample.body.get("data", "")).partition(".")[0])
    if sample.kind == "callback_query" and tap is not None:
        for data in forged(tap, [sample.body["data"]], ids, tables):
            yield replace(sample, body={**sample.body, "data": data})


def forged(tap: Tap, known: Iterable[str], ids: Ids, tables: Mapping[str, type[Model]] | None = None) -> Iterator[str]:
    """The button with other ids of the owner's: of all tables, or of that alone to which the id in it belongs."""
    for data in known:
        values = tap.read(data)
        for place, value in enumerate(values or ()):
            if isinstance(value, UUID):
                fitting = ids.values() if tables is None else [ids.get(tables.get(str(value), Model), ())]
                for rows in fitting:
                    for other in chosen(rows):
                        with_it = [*(values or ())]
                        with_it[place] = other
                        yield tap(*with_it)


def chosen(rows: Sequence[dict[str, Any]]) -> list[UUID]:
    """A row of a table, the newest; where they have a status, the newest of each."""
    return list({str(row.get("status")): row["id"] for row in rows}.values())


def plain(sample: Sample) -> str:
    """What tells one sample of a handler from another."""
    body = deepcopy(sample.body)
    return str(body.get("data") or body.get("text") or sorted(body))
