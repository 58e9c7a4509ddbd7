"""Erasure: every row of a person goes, in one transaction; what they wrote down for others stays those people's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from tortoise import fields
from tortoise.context import require_context
from tortoise.expressions import Subquery
from tortoise.fields.relational import RelationalField
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models import clock, statements
from models.deliveries import Inbox, Outbox, Position, Shown
from models.enrollments import ExerciseState, TrainingSlot, UserProgramEnrollment
from models.measurements import Metric, UserMeasurement
from models.pauses import Pause
from models.people import User
from models.performances import ExerciseSet, SetsBefore, UserExercisePerformance
from models.program_drafts import ProgramDraft
from models.programs import Exercise, ExerciseInstruction, Program, Workout
from models.reminders import Reminder
from models.sessions import SessionMove, SessionPlan, UserWorkoutSession
from models.suggestions import Suggestion
from models.top_sets import TopSet
from models.volumes import ExerciseVolume


class Erased(Model):
    """That somebody was deleted, so that a backup from before can be told to forget them too. `person` is a digest of
    their random id, which was deleted with them: it says nothing to whoever does not have such a backup.
    """

    person = fields.CharField(max_length=64, primary_key=True)
    erased_at: datetime = fields.DatetimeField()

    class Meta:
        table = "erased"


KNOWN_SINCE = "known since"  # no digest: the row that says from when on all deletions are known, after a loss

OWNED: tuple[tuple[type[Model], str], ...] = (
    (SetsBefore, "performance__session__user_id"),
    (TopSet, "user_id"),
    (ExerciseVolume, "user_id"),
    (ExerciseSet, "performance__session__user_id"),
    (UserExercisePerformance, "session__user_id"),
    (SessionPlan, "session__user_id"),
    (SessionMove, "session__user_id"),
    (UserWorkoutSession, "user_id"),
    (TrainingSlot, "enrollment__user_id"),
    (ExerciseState, "enrollment__user_id"),
    (ProgramDraft, "user_id"),
    (UserProgramEnrollment, "user_id"),
    (ExerciseInstruction, "workout__owner_id"),
    (ExerciseInstruction, "workout__program__owner_id"),
    (Workout, "owner_id"),
    (Workout, "program__owner_id"),
    (Program, "owner_id"),
    (Exercise, "owner_id"),
    (UserMeasurement, "user_id"),
    (Metric, "owner_id"),
    (Reminder, "user_id"),
    (Suggestion, "user_id"),
    (Position, "user_id"),
)
"""Every table with rows of people, and the way from a row to its person; what refers comes before what it refers to,
since nothing goes by itself (RESTRICT)."""

BY_TELEGRAM: tuple[tuple[type[Model], str], ...] = (
    (Inbox, "telegram_id"),
    (Outbox, "chat_id"),
    (Shown, "chat_id"),
    (Pause, "chat_id"),
)
"""Tables whose rows know only the number of the account."""

WRITTEN: tuple[tuple[type[Model], str], ...] = (
    (UserExercisePerformance, "session__user_id"),
    (UserWorkoutSession, "user_id"),
    (UserProgramEnrollment, "user_id"),
    (UserMeasurement, "user_id"),
)
"""Tables that say who wrote the row down (created_by), and the way to whose row it is."""


TO_BE_REWRITTEN = 1
"""SQLite's user_version after somebody was erased, until the file has been written anew."""


async def erase(user: User) -> None:
    """Delete all rows of the person, and the person. Must run in a transaction."""
    for model, way in OWNED:
        await _rows(model, way, user.id).delete()
    for model, column in BY_TELEGRAM:
        await model.filter(**{column: user.telegram_id}).delete()
    for model, way in WRITTEN:
        for row in await model.filter(created_by_id=user.id).values("id", owner=way):
            await model.filter(id=row["id"]).update(created_by_id=row["owner"])
    await User.filter(id=user.id).delete()
    await remember({digest(user.id): clock.now()})
    if _on_sqlite():
        await statements.execute(f"PRAGMA user_version = {TO_BE_REWRITTEN}")


def digest(user_id: UUID) -> str:
    """What is kept of somebody who was deleted."""
    return hashlib.sha256(user_id.bytes).hexdigest()


async def remember(erased: Mapping[str, datetime]) -> None:
    """Note these deletions, by digest; what is known of one already stays."""
    await statements.write([Erased(person=who, erased_at=at) for who, at in erased.items()], conflict=("person",))


async def known_since(instant: datetime) -> None:
    """Note that of deletions before this instant some may not be known. Must run in a transaction."""
    await Erased.filter(person=KNOWN_SINCE).delete()
    await remember({KNOWN_SINCE: instant})


async def repeat() -> int:
    """Erase, in a database restored from a backup, everyone whose deletion has been noted. Returns how many were.

    Of somebody whose first message had not been handled there is no row to know them by: that message goes as well.
    Must run in a transaction.
    """
    noted = {row.person for row in await Erased.all()}
    found = [user for user in await User.all() if digest(user.id) in noted]
    for user in found:
        await erase(user)
    known = Subquery(User.all().values("telegram_id"))
    await Inbox.filter(telegram_id__gt=0).exclude(telegram_id__in=known).delete()
    return len(found)


def _rows(model: type[Model], way: str, user_id: UUID) -> QuerySet[Model]:
    """The rows on a way, without a join: Tortoise cannot delete with one where the key is itself a reference."""
    first, _, rest = way.partition("__")
    if not rest:
        return model.filter(**{first: user_id})
    reference = cast("RelationalField[Model]", model._meta.fields_map[first])  # noqa: SLF001 - no public way
    related = reference.related_model
    return model.filter(**{f"{first}_id__in": Subquery(_rows(related, rest, user_id).values("id"))})


async def forget_chat(chat_id: int) -> None:
    """Delete what was noted about a chat after its person had been erased."""
    await Shown.filter(chat_id=chat_id).delete()
    await Pause.filter(chat_id=chat_id).delete()


async def scrub() -> None:
    """Take what was deleted out of SQLite's file and log; PostgreSQL's vacuum does so by itself. Not in a transaction.

    secure_delete overwrites a row, but not the copies of it that are left where pages were split or joined: after
    somebody was erased the file is written anew.
    """
    if not _on_sqlite():
        return
    connection = require_context().db()
    _, rows = await connection.execute_query("PRAGMA user_version")
    if rows[0]["user_version"] == TO_BE_REWRITTEN:
        await connection.execute_query("VACUUM")
        await connection.execute_query("PRAGMA user_version = 0")
    await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


def _on_sqlite() -> bool:
    return require_context().db().capabilities.dialect == "sqlite"
