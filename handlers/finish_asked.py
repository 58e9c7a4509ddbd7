"""What a program asks at the end of a workout, before it is asked how that was."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from telegram.ext import filters

from handlers import finish
from handlers.basics import quote
from handlers.between_sets import or_set
from handlers.conversation import OnAny, OnTap, OnText, Step
from handlers.finish import Place
from handlers.reading import read_alike
from handlers.unit import Unit
from handlers.views import asked as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from models import asking
from models.asking import Question
from models.workouts import Live


async def keep(unit: Unit, session_id: UUID, ended: int, item: int, number: int) -> None:
    """It is as it was."""
    found = await finish.opened(unit, session_id)
    if found is None:
        return
    question = _meant(unit, asking.open_question(found), item, number)
    if question is not None:
        await asking.answer(found, question, question.value)
    _go_on(unit, found, ended)


async def back(unit: Unit, session_id: UUID, ended: int, item: int, number: int) -> None:
    """Undo: the answer before is asked for anew."""
    found = await finish.opened(unit, session_id)
    if found is None:
        return
    question = _meant(unit, asking.answered_last(found), item, number)
    if question is not None:
        await asking.take_back(found, question)
    _go_on(unit, found, ended)


def _meant(unit: Unit, question: Question | None, item: int, number: int) -> Question | None:
    """The question, where a button is about it; else that is said."""
    if question is not None and (question.item.number, question.number) == (item, number):
        return question
    unit.toast(label("too-late"))
    return None


async def typed(unit: Unit, text: str) -> StrEnum | None:
    """The value."""
    found = await finish.asked_about(unit)
    if found is None:
        return Step.HOME
    ended, question, problem = unit.about["ended"], asking.open_question(found), None
    if question is not None:
        value = question.value if finish.is_one_of(text, "finish-skip-words") else None
        value = read_alike(text, question.value) if value is None else value
        if value is None:
            problem = say("asked-unreadable", text=quote(text), example=view.shown(question.value))
        else:
            await asking.answer(found, question, value)
    _go_on(unit, found, ended, problem)
    return None


async def not_text(unit: Unit) -> Step | None:
    """A sticker, a voice message: the question is asked once more."""
    found = await finish.asked_about(unit)
    if found is None:
        return Step.HOME
    question = asking.open_question(found)
    problem = None if question is None else say("asked-no-text", example=view.shown(question.value))
    _go_on(unit, found, unit.about["ended"], problem)
    return None


def _go_on(unit: Unit, found: Live, ended: int, problem: Html | None = None) -> None:
    place = Place.EFFORT if asking.open_question(found) is None else Place.ASKED
    finish.ask(unit, place, found, ended, problem)


ENTRY_POINTS = (OnTap(taps.KEEP_ASKED, keep), OnTap(taps.UNDO_ASKED, back))
STATES = {
    Place.ASKED: (OnText(or_set(typed)), OnAny(filters.UpdateType.MESSAGE & ~filters.COMMAND, not_text)),
}
