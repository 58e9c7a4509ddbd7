"""Deliveries: what came in, what is to go out, where each person is, and which messages of ours they see.

The way of a message: its raw text is an inbox row before Telegram is told that we have it; one transaction handles
it and writes the replies as outbox rows; a row leaves the outbox when Telegram has taken it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.functions import Max
from tortoise.models import Model

from models import clock, statements
from models.people import User
from models.statements import Select

KEEP_DONE = timedelta(hours=48)
KEEP_ASIDE = timedelta(days=14)
AT_ONCE = 500  # rows in a statement


class InboxState(StrEnum):
    NEW = "NEW"
    DONE = "DONE"
    ASIDE = "ASIDE"  # could not be handled in three tries


class Inbox(Model):
    """An update as it came. Unique by update_id and digest: Telegram delivers at least once, and its update ids
    start anew after an idle week. The raw text is plain ASCII JSON: NUL and lone surrogates stay escaped.
    """

    id = fields.BigIntField(primary_key=True)
    update_id = fields.BigIntField()
    digest = fields.CharField(max_length=32)
    telegram_id = fields.BigIntField()
    text = fields.TextField()
    state = fields.CharEnumField(InboxState, max_length=8, default=InboxState.NEW)
    tries = fields.SmallIntField(default=0)
    received_at: datetime = fields.DatetimeField()

    class Meta:
        table = "inbox"
        unique_together = (("update_id", "digest"),)
        indexes = (("state", "id"),)


class Lane(IntEnum):
    """Who goes first: somebody waiting at the rack, before what is sent unasked."""

    ANSWER = 0
    REPLY = 1
    UNASKED = 2


class Outbox(Model):
    """One call to Telegram still to be made. `slot` names the message it shows, changes or deletes, so that a
    message can be edited before its id is known.
    """

    id = fields.BigIntField(primary_key=True, generated=False)
    chat_id = fields.BigIntField()
    lane = fields.SmallIntField(default=Lane.REPLY)
    action = fields.CharField(max_length=16)
    slot = fields.CharField(max_length=64, null=True)
    payload: dict[str, Any] = fields.JSONField()
    tries = fields.SmallIntField(default=0)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "outbox"


class Shown(Model):
    """The message that stands in a slot of a chat: its id, and when it was sent."""

    id = fields.BigIntField(primary_key=True)
    chat_id = fields.BigIntField()
    slot = fields.CharField(max_length=64)
    message_id = fields.BigIntField()
    sent_at: datetime = fields.DatetimeField()

    class Meta:
        table = "shown"
        unique_together = (("chat_id", "slot"),)


class Position(Model):
    """Where a person is in the conversation: the step, and what the open question is about."""

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", related_name="position", primary_key=True, on_delete=fields.RESTRICT
    )
    user_id: UUID
    step = fields.CharField(max_length=32)
    data: dict[str, Any] = fields.JSONField(default=dict)
    buried = fields.BooleanField(default=False)  # something stands below the live card

    _before: tuple[str, dict[str, Any], bool]

    class Meta:
        table = "position"


_waiting = Select(lambda after: Inbox.filter(state=InboxState.NEW, id__gt=after).order_by("id").limit(AT_ONCE), int)
_position = Select(
    lambda number: Position.filter(user__telegram_id=number).select_related("user").select_for_update(of=("position",)),
    int,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update to be stored: whose it is, its JSON as far as we keep it, and the digest of all of it."""

    update_id: int
    telegram_id: int
    text: str
    digest: str


def digest(text: str) -> str:
    """What tells updates with the same id apart."""
    return hashlib.blake2b(text.encode("ascii"), digest_size=16).hexdigest()


async def receive(arrivals: Iterable[Arrival], after: int) -> list[Inbox]:
    """Store what came and return the rows that are new (id above `after`), in order; known ones are passed over."""
    received_at = clock.now()
    await statements.write(
        [
            Inbox(
                update_id=arrival.update_id,
                digest=arrival.digest,
                telegram_id=arrival.telegram_id,
                text=arrival.text,
                received_at=received_at,
            )
            for arrival in arrivals
        ],
        conflict=("update_id", "digest"),
    )
    return await waiting(after)


async def waiting(after: int = 0) -> list[Inbox]:
    """The first 500 updates stored and not yet handled, in order."""
    return await _waiting(after)


async def waiting_of(telegram_id: int, after: int, limit: int) -> list[Inbox]:
    """The same of one person, so many at most."""
    rows = Inbox.filter(state=InboxState.NEW, telegram_id=telegram_id, id__gt=after)
    return await rows.order_by("id").limit(limit)


async def take(row: Inbox) -> bool:
    """The update is done when this transaction is, and its text emptied. False: it has been, by whom or when ever.

    A row that went with all that was known of its person is still to be done: their next tap wants an answer.
    """
    taken = await statements.execute(
        "UPDATE inbox SET state = ?, text = ? WHERE id = ? AND state = ?",
        InboxState.DONE.value,
        "",
        row.id,
        InboxState.NEW.value,
    )
    return taken == 1 or not await Inbox.exists(id=row.id)


async def failed(row: Inbox, tries: int, *, aside: bool) -> None:
    """Note how often the update was tried in vain; `aside`: it is not tried again."""
    state = InboxState.ASIDE if aside else InboxState.NEW
    await Inbox.filter(id=row.id, state=InboxState.NEW).update(tries=tries, state=state)


async def forget_old() -> None:
    """Remove done updates after 48 h, by when Telegram has long stopped repeating them; those that could not be handled
    after a fortnight, in which the operator may look at them. /privacy says so.
    """
    await Inbox.filter(state=InboxState.DONE, received_at__lt=clock.now() - KEEP_DONE).delete()
    await Inbox.filter(state=InboxState.ASIDE, received_at__lt=clock.now() - KEEP_ASIDE).delete()


async def last_outbox_id() -> int:
    newest: list[Any] = await Outbox.all().annotate(newest=Max("id")).values_list("newest", flat=True)
    return int(newest[0] or 0) if newest else 0


async def queue(rows: Sequence[Outbox]) -> None:
    await statements.write(rows)


async def unsent() -> list[Outbox]:
    return await Outbox.all().order_by("id")


@dataclass(frozen=True, slots=True)
class Backlog:
    """Rows that wait, and the age of the oldest unsent one in seconds."""

    inbox: int = 0
    aside: int = 0
    outbox: int = 0
    oldest: float = 0.0


async def backlog() -> Backlog:
    """How much waits to be handled, to be looked at, and to be sent."""
    oldest = await Outbox.all().order_by("created_at").first()
    return Backlog(
        inbox=await Inbox.filter(state=InboxState.NEW).count(),
        aside=await Inbox.filter(state=InboxState.ASIDE).count(),
        outbox=await Outbox.all().count(),
        oldest=max(0.0, (clock.now() - oldest.created_at).total_seconds()) if oldest else 0.0,
    )


async def sent(ids: Sequence[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        await statements.execute(f"DELETE FROM outbox WHERE id IN ({', '.join('?' * len(part))})", *part)  # noqa: S608 - only ?


async def left_to_delete(row_id: int, messages: Sequence[int]) -> None:
    """The row has sent its message; what is left of it is to delete these, which it replaces."""
    await Outbox.filter(id=row_id).update(action="delete", slot=None, payload={"messages": list(messages)})


async def shown(chat_id: int) -> dict[str, int]:
    """Slot -> message id, of all the messages that a later edit or deletion may need."""
    rows = await Shown.filter(chat_id=chat_id)
    return {row.slot: row.message_id for row in rows}


async def stands(chat_id: int, slot: str) -> bool:
    """Whether a message of ours stands in the slot, or is about to."""
    coming = await Outbox.filter(chat_id=chat_id, slot=slot).order_by("-id").first()
    return coming.action != "drop" if coming is not None else await Shown.filter(chat_id=chat_id, slot=slot).exists()


async def show(chat_id: int, slot: str, message_id: int) -> None:
    row = Shown(chat_id=chat_id, slot=slot, message_id=message_id, sent_at=clock.now())
    await statements.write([row], conflict=("chat_id", "slot"), update=("message_id", "sent_at"))


async def unshow(chat_id: int, slot: str) -> None:
    await Shown.filter(chat_id=chat_id, slot=slot).delete()


async def position_of(telegram_id: int) -> Position | None:
    """Where the person is, with the person; None for somebody new. Nobody else can read it so until this transaction
    is over: a reminder and an update of one person wait for each other.
    """
    return _read(await _position.first(telegram_id))


async def position_of_user(user_id: UUID) -> Position | None:
    """The same, of a person with this id."""
    found = Position.filter(user_id=user_id).select_related("user").select_for_update(of=("position",))
    return _read(await found.first())


def _read(position: Position | None) -> Position | None:
    """Remember what the row says, so that it is written only where that changes."""
    if position is not None:
        position._before = (position.step, position.data, position.buried)  # noqa: SLF001 - our own
    return position


async def place(user: User, step: str) -> Position:
    """The first position of somebody new."""
    position = await Position.create(user=user, step=step)
    position._before = (position.step, position.data, position.buried)  # noqa: SLF001 - our own
    return position


def nowhere(user: User, step: str) -> Position:
    """A position that is never stored: of somebody who has no row."""
    return Position(user_id=user.id, step=step, data={}, buried=False)


async def has_spoken_in(chat_id: int) -> bool:
    """Whether something of ours stands in a slot of the chat, or is about to."""
    return await Shown.filter(chat_id=chat_id).exists() or await Outbox.filter(chat_id=chat_id).exists()


async def move(position: Position) -> None:
    """Write the position, where it has changed."""
    if position._before != (position.step, position.data, position.buried):  # noqa: SLF001 - our own
        await Position.filter(user_id=position.user_id).update(
            step=position.step, data=position.data, buried=position.buried
        )
