"""A variable of a program, asked for when the workout ends."""

from __future__ import annotations

from handlers.views import taps
from handlers.views.texts import Html, apart, label, lines, say
from handlers.views.view import Button, Row, View
from models import asking
from models.asking import Question
from models.liftoscript.quantities import Percent, Value, Weight, plain
from models.workouts import Live


def question(found: Live, ended: int, problem: Html | None = None) -> View:
    """The variable, its value so far to be kept in one tap, and what was answered before."""
    asked = asking.open_question(found)
    assert asked is not None  # noqa: S101 - or nothing is asked
    session, so_far = found.session.id, shown(asked.value)
    keep = Button(label("asked-keep", value=so_far), taps.KEEP_ASKED(session, ended, *_of(asked)))
    leave = Button(label("finish-back"), taps.SHOW_CARD(session))
    return View(
        lines(
            problem or "",
            said(found),
            say("asked", exercise=apart(asked.item.name), name=apart(asked.name), value=so_far),
        ),
        ((keep,), (*undo(found, ended), leave)),
    )


def said(found: Live) -> Html:
    """What was understood last."""
    last = asking.answered_last(found)
    if last is None:
        return Html()
    answer = shown(asking.answer_to(last))
    return say("asked-said", exercise=apart(last.item.name), name=apart(last.name), value=answer)


def undo(found: Live, ended: int) -> Row:
    """Takes it back."""
    last = asking.answered_last(found)
    if last is None:
        return ()
    return (Button(label("card-undo"), taps.UNDO_ASKED(found.session.id, ended, *_of(last))),)


def shown(value: Value) -> str:
    """`60 kg`, `80 %`, `3`: also how it may be typed."""
    match value:
        case Weight(amount, unit):
            return f"{plain(amount)} {unit}"
        case Percent(amount):
            return f"{plain(amount)} %"
    return plain(value)


def _of(question: Question) -> tuple[int, int]:
    return question.item.number, question.number
