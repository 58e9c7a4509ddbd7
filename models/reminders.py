"""Reminders: everything that is to happen at an instant is a row, claimed by exactly one transaction."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model

from models import clock, statements
from models.columns import one_of
from models.people import User


class ReminderKind(StrEnum):
    SESSION = "SESSION"  # a workout is coming up
    MISSED = "MISSED"  # 03:00 after a day whose session was not trained
    REST = "REST"  # the rest between two sets, or a set that runs by itself, is over
    CARD = "CARD"  # a tap may have been lost: the card is shown anew
    CLOSE = "CLOSE"  # a session left open closes by itself
    DIGEST = "DIGEST"  # the week, unasked


FEW = 10  # digests: a quarter of a second


class Reminder(Model):
    """At most one row per person, kind and subject: setting it again moves it."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="reminders", on_delete=fields.RESTRICT
    )
    user_id: UUID
    kind = fields.CharEnumField(ReminderKind, max_length=16)
    subject = fields.CharField(max_length=36, default="")
    due_at: datetime = fields.DatetimeField()
    fired = fields.BooleanField(default=False)  # kept, so that a rewritten plan does not send it again
    tries = fields.SmallIntField(default=0)
    data: dict[str, Any] | None = fields.JSONField(null=True)

    class Meta:
        table = "reminder"
        unique_together = (("user", "kind", "subject"),)
        indexes = (("fired", "due_at"),)
        constraints = (one_of("reminder", "kind", ReminderKind),)


async def remind(
    user_id: UUID, kind: ReminderKind, due_at: datetime, subject: str = "", data: dict[str, Any] | None = None
) -> None:
    """Set the reminder, or move it when there is one already."""
    row = Reminder(user_id=user_id, kind=kind, subject=subject, due_at=due_at, data=data)
    await statements.write([row], conflict=("user_id", "kind", "subject"), update=("due_at", "data", "tries", "fired"))


async def forget(user_id: UUID, *kinds: ReminderKind, subject: str | None = None) -> None:
    rows = Reminder.filter(user_id=user_id, kind__in=list(kinds))
    if subject is not None:
        rows = rows.filter(subject=subject)
    await rows.delete()


async def due(limit: int) -> list[Reminder]:
    """Rows whose time has come, the longest overdue first; but a week is told of when all that happened is known, and a
    few at a time: on a Sunday evening, nobody's rest is to be over late because of them.
    """
    overdue = Reminder.filter(fired=False, due_at__lte=clock.now()).order_by("due_at")
    rows = await overdue.exclude(kind=ReminderKind.DIGEST).limit(limit)
    if len(rows) < limit:
        rows += await overdue.filter(kind=ReminderKind.DIGEST).limit(min(FEW, limit - len(rows)))
    return rows


async def next_due() -> datetime | None:
    """When the next row falls due; None when there is none."""
    found: list[Any] = await Reminder.filter(fired=False).order_by("due_at").limit(1).values_list("due_at", flat=True)
    return found[0] if found else None


async def claim(reminder: Reminder) -> bool:
    """Take the row, if nobody has taken or moved it since it was read."""
    rows = Reminder.filter(id=reminder.id, due_at=reminder.due_at, fired=False)
    return await rows.update(fired=True) == 1


async def postpone(reminder: Reminder, until: datetime, *, tries: int) -> None:
    """Push the row forward, if nobody has taken or moved it since it was read."""
    rows = Reminder.filter(id=reminder.id, due_at=reminder.due_at, fired=False)
    await rows.update(due_at=until, tries=tries)
