"""Programs of one's own that are there already."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views import taps
from handlers.views.programs import paged
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View
from models.programs import Program


def listed(programs: Sequence[Program], page: int, said: Html | None = None) -> View:
    """A button each, and the way back."""
    rows, page, pages = paged(programs, page, taps.OWN_LIST)
    text = say("own-list", page=page + 1, pages=pages) if programs else say("own-list-none")
    return View(lines(said or "", text), (*rows, (Button(label("back"), taps.PROGRAMS()),)))


def delete(program: Program) -> View:
    """Asked once."""
    yes = Button(label("own-delete-yes"), taps.PROGRAM_DELETE(program.id, 1))
    no = Button(label("own-delete-no"), taps.PROGRAM(program.id))
    return View(say("own-delete-question", program=program.name), ((yes, no),))


def deleted(program: Program, left: Sequence[Program]) -> View:
    """It is gone; what is left."""
    return listed(left, 0, say("own-deleted", program=program.name))
