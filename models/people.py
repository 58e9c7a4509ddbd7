"""People: who they are, where their clock stands, and what their gym has."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tortoise import fields
from tortoise.fields.db_defaults import Now
from tortoise.models import Model

from models import clock
from models.columns import LocalTimeField, between, one_of
from models.rules.plates import USUAL, Equipment
from models.rules.sets import Unit


class User(Model):
    """A person who trains; one row per Telegram account."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    telegram_id = fields.BigIntField(unique=True)
    name = fields.CharField(max_length=128)
    language = fields.CharField(max_length=16, default="en")
    timezone = fields.CharField(max_length=64, default="UTC")
    unit = fields.CharEnumField(Unit, max_length=2, default=Unit.KG)
    goal = fields.CharField(max_length=32, null=True)
    days_per_week = fields.SmallIntField(null=True)
    bar_g = fields.IntField(null=True)
    plates: list[list[int]] | None = fields.JSONField(null=True)  # rows of (grams, pairs)
    step_g = fields.IntField(null=True)
    warmups = fields.BooleanField(default=True, db_default=True)  # worked out where a program says nothing of them
    reminder_lead = fields.SmallIntField(default=30)
    digest_weekday = fields.SmallIntField(null=True, default=6)
    digest_at = LocalTimeField(default=time(19))
    reachable = fields.BooleanField(default=True)
    draft: dict[str, Any] | None = fields.JSONField(null=True)  # of an enrollment: models/drafts.py
    created_at = fields.DatetimeField(default=clock.now, db_default=Now())
    is_active = fields.BooleanField(default=True, db_default=True)

    class Meta:
        table = "user"
        constraints = (
            one_of("user", "unit", Unit),
            between("user", "reminder_lead", 0, 1440),
            between("user", "digest_weekday", 0, 6),
            between("user", "days_per_week", 1, 7),
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def local(self, instant: datetime) -> datetime:
        """The instant on the person's wall clock."""
        return instant.astimezone(self.zone)

    def today(self) -> date:
        return self.local(clock.now()).date()


async def meet(telegram_id: int, name: str | None, language: str | None) -> User:
    """A row for somebody new."""
    user = stranger(telegram_id, name, language)
    await user.save()
    return user


def stranger(telegram_id: int, name: str | None, language: str | None) -> User:
    """Somebody who has no row, and gets none by this; a name may be missing, or all of it unreadable."""
    return User(telegram_id=telegram_id, name=(name or "")[:128], language=(language or "en")[:16])


async def change(user: User, **facts: Any) -> None:
    """Write these columns of the person, and nothing else."""
    user.update_from_dict(facts)
    await user.save(update_fields=list(facts))


def equipment(user: User) -> Equipment:
    """The bar, plates and smallest step the person has, or what an ordinary gym has in their unit."""
    usual = USUAL[user.unit]
    return Equipment(
        unit=user.unit,
        bar_g=usual.bar_g if user.bar_g is None else user.bar_g,
        plates=usual.plates if user.plates is None else tuple((grams, pairs) for grams, pairs in user.plates),
        step_g=usual.step_g if user.step_g is None else user.step_g,
    )
