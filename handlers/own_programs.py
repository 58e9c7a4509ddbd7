"""Programs of one's own that are there already: listed, exported, edited, deleted."""

from __future__ import annotations

import re
from enum import StrEnum
from uuid import UUID

from handlers import programs
from handlers.conversation import On, OnTap, Step
from handlers.program_text import Place
from handlers.unit import Unit
from handlers.views import own_programs as view
from handlers.views import program_text as text_view
from handlers.views import taps
from handlers.views.texts import label, say
from models import enrollments, own_programs, program_drafts
from models import programs as rows
from models.enrollments import RUNNING, UserProgramEnrollment
from models.liftoscript.problems import ProgramError
from models.programs import Program

SUFFIX = ".liftoscript"
LONGEST_FILE = 60  # characters of a name
_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


async def listed(unit: Unit, page: int) -> Step:
    """Those that are not trained now."""
    unit.ask(view.listed(await own_programs.listed(unit.user), page))
    return Step.HOME


async def export(unit: Unit, program_id: UUID) -> None:
    """A program as a file, with what the person has reached in it."""
    found = await rows.visible(unit.user, program_id)
    if found is None:
        unit.toast(label("programs-gone"))
        return
    try:
        text, reached = await own_programs.exported(unit.user, found)
    except ProgramError:
        unit.toast(label("own-too-complicated"), alert=True)
        return
    _send(unit, found, text, reached=reached)


async def export_running(unit: Unit, enrollment_id: UUID) -> None:
    """The same, of what is trained."""
    found = await programs.own(unit, enrollment_id)
    text = None if found is None else await _written(unit, found)
    if found is not None and text is not None:
        _send(unit, found.program, text, reached=True)


async def _written(unit: Unit, enrollment: UserProgramEnrollment) -> str | None:
    """Its text as it stands; where that takes too long to write, the person is told so."""
    try:
        return await own_programs.written(unit.user, enrollment)
    except ProgramError:
        unit.toast(label("own-too-complicated"), alert=True)
        return None


def _send(unit: Unit, program: Program, text: str, *, reached: bool) -> None:
    caption = say("own-exported" if reached else "own-exported-offered", program=program.name)
    unit.document(_file_name(program.name), text, caption)


def _file_name(name: str) -> str:
    plain = " ".join(_NOT_IN_FILES.sub(" ", name).split()).strip(".")[:LONGEST_FILE].strip()
    return (plain or label("own-export-name")) + SUFFIX


async def edit(unit: Unit, enrollment_id: UUID) -> StrEnum | None:
    """Its text as it stands, as a file and, where it is short, to be copied; then it is asked for again."""
    found = await programs.own(unit, enrollment_id)
    if found is None:
        return None
    if not found.program.text:
        unit.toast(label("own-no-text"), alert=True)
        return None
    text = await _written(unit, found)
    if text is None:
        return None
    await program_drafts.begin(unit.user, found, text)
    unit.close_question()
    _send(unit, found.program, text, reached=True)
    unit.ask(text_view.ask_changed(found.program.name, text, found.id))
    return Place.TEXT


async def delete(unit: Unit, program_id: UUID, sure: int) -> Step | None:
    """Asked once."""
    found = await rows.visible(unit.user, program_id)
    if found is None or found.owner_id != unit.user.id:
        unit.toast(label("programs-gone"))
        return None
    running = await enrollments.running(unit.user)
    if any(each.program_id == found.id and each.status in RUNNING for each in running):
        unit.toast(label("own-delete-running"), alert=True)
        return None
    if not sure:
        unit.ask(view.delete(found))
        return Step.HOME
    await own_programs.retire(found)
    unit.ask(view.deleted(found, await own_programs.listed(unit.user)))
    return Step.HOME


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.OWN_LIST, listed),
    OnTap(taps.PROGRAM_EXPORT, export),
    OnTap(taps.ENROLLMENT_EXPORT, export_running),
    OnTap(taps.ENROLLMENT_EDIT, edit),
    OnTap(taps.PROGRAM_DELETE, delete),
)
