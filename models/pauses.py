"""Pauses: what Telegram asked us to leave alone for a while, and when it last let us have updates. Rows, so that a
restart undercuts no pause and knows how long nobody listened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from tortoise import fields
from tortoise.models import Model

from models import clock, statements

NO_CHAT = 0
HEARD = "heard"


class Pause(Model):
    """From `asked_at`, for so many seconds, no call of this kind, or to this chat (0: to none)."""

    id = fields.BigIntField(primary_key=True)
    chat_id = fields.BigIntField()
    kind = fields.CharField(max_length=32)
    asked_at: datetime = fields.DatetimeField()
    seconds = fields.IntField()

    class Meta:
        table = "pause"
        unique_together = (("chat_id", "kind"),)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pause, and the seconds left of it: never more than were asked for, though the clock be set back."""

    chat_id: int
    kind: str
    left: float


async def note(chat_id: int, kind: str, seconds: float) -> None:
    """Telegram asks for a pause from now on."""
    await _write(Pause(chat_id=chat_id, kind=kind, asked_at=clock.now(), seconds=ceil(seconds)))


async def left() -> list[Asked]:
    """The pauses that are not over; those which are go."""
    now = clock.now()
    rows = await Pause.exclude(kind=HEARD)
    over = [row.id for row in rows if row.asked_at + timedelta(seconds=row.seconds) <= now]
    if over:
        await Pause.filter(id__in=over).delete()
    return [
        Asked(row.chat_id, row.kind, min(row.seconds, row.seconds - (now - row.asked_at).total_seconds()))
        for row in rows
        if row.id not in over
    ]


async def heard_at() -> datetime | None:
    """About when Telegram last let us have updates, or said that there are none."""
    row = await Pause.get_or_none(chat_id=NO_CHAT, kind=HEARD)
    return row.asked_at if row is not None else None


async def heard() -> None:
    """It does so now."""
    await _write(Pause(chat_id=NO_CHAT, kind=HEARD, asked_at=clock.now(), seconds=0))


async def _write(row: Pause) -> None:
    await statements.write([row], conflict=("chat_id", "kind"), update=("asked_at", "seconds"))
