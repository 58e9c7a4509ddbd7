"""A program of one's own: pasted in one message or in several, or sent as a file; shown, named, and trained."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePath
from typing import Any
from uuid import UUID

from telegram import Message, Update
from telegram.constants import MessageEntityType

from handlers import corrections, doorstep, enrolling, files, programs
from handlers.between_sets import or_set_alone
from handlers.conversation import NOT_TEXT, On, OnAny, OnTap, OnUpdate, Step, Values
from handlers.files import Trouble
from handlers.unit import Unit
from handlers.views import program_text as view
from handlers.views import taps
from handlers.views.program_text import Said
from handlers.views.texts import label, say
from handlers.views.view import View
from models import movements, own_programs, program_check, program_drafts, program_pieces, program_texts
from models import programs as rows
from models.catalogue.finding import key_of
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program as Text
from models.own_programs import Edit
from models.program_drafts import MOST_BYTES, ProgramDraft
from models.programs import LONGEST_NAME, Exercise

COMMAND = re.compile(r"/[A-Za-z]\w*(?:@\w+)?(?:\s|$)")
A_WEEK = re.compile(r"(?:week|day|w)?\s*\d+\b.*", re.IGNORECASE)


class Place(StrEnum):
    TEXT = "own.text"  # a text, please
    PAGE = "own.page"  # what was understood; what is typed there is its name
    EXERCISE = "own.exercise"  # which exercise does a name mean?


class OnPasted(On):
    """Text that is no command, though a program may begin with slashes: `callback(unit, text)`."""

    def values(self, update: Update) -> Values | None:
        message = update.message
        if message is None or message.text is None or COMMAND.match(message.text):
            return None
        return (_as_typed(message),)


# -- asking -------------------------------------------------------------------------------------------


async def ask(unit: Unit, another: int) -> None:
    """The way in; another: what was sent before is of no use."""
    draft = await program_drafts.of(unit.user)
    changes = draft is not None and draft.enrollment is not None
    if not (another and changes):
        unit.go(Place.TEXT, anew=True)
        unit.ask(view.ask(None if another or changes else draft))
        return
    assert draft is not None  # noqa: S101 - so it is
    assert draft.enrollment is not None  # noqa: S101 - likewise
    await program_drafts.change(draft, piece=0)
    unit.go(Place.TEXT)
    unit.ask(view.ask_changed(draft.enrollment.program.name, draft.sent, draft.enrollment.id))


async def page(unit: Unit) -> None:
    """What was sent, as it stands now."""
    draft = await program_drafts.of(unit.user)
    if draft is None or not draft.text:
        unit.toast(label("old-button"))
        return
    await show(unit, draft)


# -- what comes in ------------------------------------------------------------------------------------


async def pasted(unit: Unit, text: str) -> StrEnum | None:
    """A program, or the rest of one; on its page also its name."""
    message = unit.update.message if unit.update else None
    assert message is not None  # noqa: S101 - only messages come here
    draft = None if unit.about.get("anew") else await program_drafts.of(unit.user)
    if draft is not None and draft.goes_on(text, message.date):
        return await _go_on(unit, draft, text, message.date)
    if program_pieces.is_like_one(text):
        return await _take(unit, text, piece=program_pieces.length(text), at=message.date)
    if message.forward_origin is not None:
        await doorstep.forwarded(unit)
        return None
    if unit.position.step == Place.PAGE and draft is not None:
        return await _rename(unit, draft, text)
    unit.ask(view.ask_again(say("own-not-program")))
    return None


async def edited(unit: Unit) -> StrEnum | None:
    """The message that the text came in was edited: it is read anew, as if it had been sent again. Any other edit is
    what it is everywhere.
    """
    message = unit.update.edited_message if unit.update else None
    draft = await program_drafts.of(unit.user)
    if message is None or message.text is None or draft is None or not draft.came_in(message.date):
        await corrections.edited(unit)
        return None
    text = _as_typed(message)
    if draft.pieces == 1:
        if program_pieces.is_like_one(text):
            return await _take(unit, text, piece=program_pieces.length(text), at=message.date)
        unit.ask(view.ask_again(say("own-not-program")))
    elif program_pieces.is_like_one(text):
        unit.aside(View(say("own-edited-piece")))
    else:
        await corrections.edited(unit)
    return None


async def uploaded(unit: Unit) -> StrEnum | None:
    """A program in a file."""
    message = unit.update.message if unit.update else None
    assert message is not None  # noqa: S101 - only messages come here
    assert message.document is not None  # noqa: S101 - with a file
    content = await files.received(unit, MOST_BYTES)
    if isinstance(content, Trouble):
        unit.ask(view.ask_again(say(f"own-file-{content.value}", limit=MOST_BYTES // 1024)))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or not text.strip():
        unit.ask(view.ask_again(say("own-file-not-utf8" if "\0" in text else "own-file-empty")))
        return None
    return await _take(unit, text, name=PurePath(message.document.file_name or "").stem.replace("_", " "))


async def not_text(unit: Unit) -> None:
    """A sticker, a picture: nothing that holds a program."""
    unit.ask(view.ask_again(say("own-not-text")))


async def _take(unit: Unit, text: str, *, name: str = "", piece: int = 0, at: datetime | None = None) -> StrEnum | None:
    """A whole text, or the beginning of one, in the place of what was sent before."""
    cleaned = program_pieces.cleaned(text)
    if len(cleaned.encode()) > MOST_BYTES:
        unit.ask(view.ask_again(say("own-file-too-big", limit=MOST_BYTES // 1024)))
        return None
    draft = None if unit.about.get("anew") else await program_drafts.of(unit.user)
    if draft is None:
        draft = await program_drafts.begin(unit.user)
    facts: dict[str, Any] = {"text": cleaned, "pieces": 1, "piece": piece, "piece_at": at, "as_written": False}
    if draft.enrollment is None:
        facts["name"] = _called(name) or _headed(cleaned) or draft.name or label("own-default-name")
    await program_drafts.change(draft, **facts)
    return await show(unit, draft)


async def _go_on(unit: Unit, draft: ProgramDraft, text: str, at: datetime) -> StrEnum | None:
    """The rest of a text that is too long for a message."""
    whole = await program_pieces.joined(draft.text, program_pieces.cleaned(text), draft.piece)
    if len(whole.encode()) > MOST_BYTES:
        unit.ask(view.ask_again(say("own-too-long", limit=MOST_BYTES // 1024)))
        return None
    await program_drafts.change(
        draft, text=whole, pieces=draft.pieces + 1, piece=program_pieces.length(text), piece_at=at
    )
    return await show(unit, draft)


def _as_typed(message: Message) -> str:
    """The text as it was typed: apps make what stands between || and || a spoiler, and in a script that is an "or"."""
    text = message.text or ""
    raw = text.encode("utf-16-le", "surrogatepass")
    marks = sorted(
        (at for each in message.entities if each.type == MessageEntityType.SPOILER
         for at in (each.offset, each.offset + each.length)),
    )  # fmt: skip
    pieces = [raw[begin * 2 : end * 2] for begin, end in pairwise([0, *marks, len(raw)])]
    return "||".encode("utf-16-le").join(pieces).decode("utf-16-le", "surrogatepass")


# -- the page -----------------------------------------------------------------------------------------


async def show(unit: Unit, draft: ProgramDraft, said: Said | None = None) -> StrEnum:
    """What was understood, or what is wrong with it; nothing is lost either way."""
    found = await read(unit, draft)
    if found is None:
        return Place.TEXT
    made = await _compared(unit, draft)
    unit.ask(view.page(unit.user, draft, found, await exercises(unit, draft, found), made, said))
    unit.go(Place.PAGE)
    return Place.PAGE


async def read(unit: Unit, draft: ProgramDraft) -> Text | None:
    """The program of the draft; where it is none, what is wrong with it is said, and another one asked for."""
    try:
        text = await program_texts.read(draft.text)
    except ProgramError as error:
        unit.ask(view.problems(draft, error.problems))
    else:
        obstacles = program_check.obstacles(text)
        if not obstacles:
            return text
        unit.ask(view.obstacles(draft, obstacles))
    unit.go(Place.TEXT)
    return None


async def exercises(unit: Unit, draft: ProgramDraft, text: Text) -> dict[str, Exercise]:
    """What is known of the names in the text, by the name without case; it is kept."""
    given = {name: UUID(each) for name, each in draft.movements.items()}
    found = await movements.known(unit.user, text, given)
    if found != given:
        await program_drafts.change(draft, movements={name: str(each) for name, each in found.items()})
    rows_by_id = await Exercise.in_bulk(list(set(found.values())), "id") if found else {}
    return {name: rows_by_id[each] for name, each in found.items()}


async def _compared(unit: Unit, draft: ProgramDraft) -> Edit | None:
    if draft.enrollment is None:
        return None
    return await own_programs.compare(unit.user, draft.enrollment, draft.text, draft.sent, as_written=draft.as_written)


async def as_written(unit: Unit, yes: int) -> None:
    """Whether the text says also where the exercises stand, or what was reached goes on."""
    draft = await program_drafts.of(unit.user)
    if draft is None or draft.enrollment is None:
        unit.toast(label("old-button"))
        return
    await program_drafts.change(draft, as_written=bool(yes))
    await show(unit, draft)


async def _rename(unit: Unit, draft: ProgramDraft, text: str) -> StrEnum:
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        problem = say("own-name-too-long", limit=LONGEST_NAME, length=len(name))
        return await show(unit, draft, Said(problem))
    if not key_of(name):
        return await show(unit, draft, Said(say("own-name-empty")))
    await program_drafts.change(draft, name=name)
    return await show(unit, draft)


def _called(name: str) -> str:
    """A name that a program can have, or "" where there is none in it."""
    plain = " ".join(program_pieces.cleaned(name).split())[:LONGEST_NAME]
    return plain if key_of(plain) else ""


def _headed(text: str) -> str:
    """The first heading, where it is not merely that of a week."""
    first = next((row for row in text.split("\n") if row.startswith("#")), "")
    heading = first.lstrip("#").strip()
    return "" if first.startswith("##") or A_WEEK.fullmatch(heading) else _called(heading)


# -- the end of it ------------------------------------------------------------------------------------


async def train(unit: Unit, number: int) -> StrEnum | None:
    """Enroll in it; or it takes the place of what is trained."""
    draft = await program_drafts.of(unit.user)
    if draft is None or view.number_of(draft.text) != number:
        unit.toast(label("old-button"))
        return None
    text = await read(unit, draft)
    if text is None:
        return Place.TEXT
    known = await exercises(unit, draft, text)
    if any(name.lower() not in known for name in rows.movements_of(text)):
        return await show(unit, draft)
    meant = {name: each.id for name, each in known.items()}
    try:
        return await (_enroll if draft.enrollment is None else _use)(unit, draft, meant)
    except own_programs.TooManyError:
        return await show(unit, draft, Said(say("own-too-many", most=own_programs.MOST)))


async def _enroll(unit: Unit, draft: ProgramDraft, meant: dict[str, UUID]) -> StrEnum | None:
    program = await own_programs.create(unit.user, draft.name, draft.text, meant)
    await program_drafts.forget(unit.user)
    unit.go(Step.HOME)
    return await enrolling.begin(unit, program)


async def _use(unit: Unit, draft: ProgramDraft, meant: dict[str, UUID]) -> StrEnum | None:
    enrollment, made = draft.enrollment, await _compared(unit, draft)
    assert enrollment is not None  # noqa: S101 - whoever calls has looked
    assert made is not None  # noqa: S101 - likewise
    if not made.same:
        await own_programs.edit(unit.user, enrollment, draft.name, draft.text, meant, made)
    await program_drafts.forget(unit.user)
    under_way = await own_programs.under_way(enrollment)
    await programs.show_enrollment(unit, enrollment, say("own-trained-open" if under_way else "own-trained"))
    return Step.HOME


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.OWN, ask),
    OnTap(taps.OWN_PAGE, page),
    OnTap(taps.OWN_AS_WRITTEN, as_written),
    OnTap(taps.OWN_TRAIN, train),
)


def _has_file(update: Update) -> bool:
    return update.message is not None and update.message.document is not None


FILE = OnUpdate(_has_file, uploaded)
REST = OnAny(NOT_TEXT, not_text)
EDIT = OnUpdate(lambda update: update.edited_message is not None, edited)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.TEXT: (OnPasted(or_set_alone(pasted)), FILE, REST, EDIT),
    Place.PAGE: (OnPasted(or_set_alone(pasted)), FILE, REST, EDIT),
}
doorstep.FORWARDS_READ.update(Place)
