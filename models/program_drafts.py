"""Drafts of programs: what a person has pasted or uploaded, kept until it is trained. A row at once, so that a restart,
/cancel or a workout in between loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.enrollments import RUNNING, UserProgramEnrollment
from models.people import User
from models.programs import LONGEST_NAME

MOST_BYTES = 64 * 1024
LONGEST_MESSAGE = 4096
LEAST_CUT = LONGEST_MESSAGE // 2
"""Apps cut a long text at a line's end or a space, but not in the first half of a message."""
STILL_COMING = timedelta(seconds=60)


class ProgramDraft(Model):
    """movements: the exercise (its id) that each name in the text means, by the name without case. enrollment: whose
    program the text takes the place of; sent: that program as it was sent to be changed; as_written: what the text says
    holds, also where more was reached. piece, piece_at: of the last message of a text that may go on, its length and
    date.
    """

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "models.User", related_name=False, primary_key=True, on_delete=fields.RESTRICT
    )
    user_id: UUID
    text = fields.TextField(default="")
    name = fields.CharField(max_length=LONGEST_NAME, default="")
    movements: dict[str, str] = fields.JSONField(default=dict)
    enrollment: fields.ForeignKeyNullableRelation[UserProgramEnrollment] = fields.ForeignKeyField(
        "models.UserProgramEnrollment", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    enrollment_id: UUID | None
    sent = fields.TextField(default="")
    as_written = fields.BooleanField(default=False)
    pieces = fields.SmallIntField(default=0)
    piece = fields.SmallIntField(default=0)
    piece_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "program_draft"

    def came_in(self, sent_at: datetime) -> bool:
        """Whether a message of this date is the one the text came in, or, of several, one of those."""
        if self.piece_at is None or not self.text:
            return False
        longest: timedelta = STILL_COMING * (self.pieces - 1)
        return timedelta() <= self.piece_at - sent_at <= longest

    def goes_on(self, text: str, at: datetime) -> bool:
        """Whether a message is the rest of the text before it, as apps send one that is too long for a message."""
        if self.piece < LEAST_CUT or self.piece_at is None or not timedelta() <= at - self.piece_at <= STILL_COMING:
            return False
        return _first_line(text) != _first_line(self.text)


async def of(user: User) -> ProgramDraft | None:
    """The person's draft, with the enrollment it is for and its program; an enrollment that has ended is none."""
    draft = await ProgramDraft.filter(user_id=user.id).select_related("enrollment__program").first()
    if draft is not None and draft.enrollment is not None and draft.enrollment.status not in RUNNING:
        await change(draft, enrollment_id=None, sent="", as_written=False)
        draft.enrollment = None
    return draft


async def begin(user: User, enrollment: UserProgramEnrollment | None = None, sent: str = "") -> ProgramDraft:
    """An empty draft in the place of any other; enrollment comes with its program."""
    await forget(user)
    facts: Mapping[str, Any] = {}
    if enrollment is not None:
        program = enrollment.program
        facts = {"name": program.name, "movements": program.movements or {}, "sent": sent}
    return await ProgramDraft.create(user=user, enrollment=enrollment, **facts)


async def change(draft: ProgramDraft, **facts: Any) -> None:
    """Write these columns of the draft."""
    draft.update_from_dict(facts)
    await ProgramDraft.filter(user_id=draft.user_id).update(**facts)


async def forget(user: User) -> None:
    await ProgramDraft.filter(user_id=user.id).delete()


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].strip()
