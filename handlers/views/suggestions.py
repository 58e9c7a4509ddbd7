"""The one suggestion, below a summary, and the lighter week it may lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from handlers.views import format as show
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, View
from models.people import User
from models.rules.suggestions import LighterWeek, Seen
from models.suggestions import Suggestion


def offered(made: Suggestion, found: LighterWeek) -> View:
    """The summary it was made below, and the suggestion as its last paragraph."""
    row = (
        Button(label("suggestion-yes"), taps.SUGGESTED(made.id, 1)),
        Button(label("suggestion-no"), taps.SUGGESTED(made.id, 0)),
    )
    return View(_below(made, say("suggestion-lighter", weeks=found.weeks, why=_why(found.signs))), (row,))


def answered(user: User, made: Suggestion) -> View:
    """The same summary once that is settled: with the lighter week, or as if nothing had been asked."""
    if not made.accepted:
        return View(Html(made.summary))
    return View(_below(made, _on(user, made)), ((Button(label("suggestion-back"), taps.SUGGESTED(made.id, 0)),),))


def done_lighter(summary: View) -> View:
    """The summary of a workout of a lighter week."""
    return View(Html(f"{summary.text}\n\n{say('lighter-done')}"), summary.keyboard)


def begun_lighter(user: User, week: Suggestion) -> View:
    """What is said when a workout of a lighter week begins."""
    return View(_on(user, week), ((Button(label("suggestion-back"), taps.SUGGESTED(week.id, 0)),),))


def last_day(user: User, week: Suggestion) -> str:
    """Its last day: "Thu 3 Dec"."""
    return "" if week.until is None else show.day_of(user, week.until - timedelta(seconds=1))


def _below(made: Suggestion, paragraph: Html) -> Html:
    return Html(f"{made.summary}\n\n{paragraph}")


def _on(user: User, week: Suggestion) -> Html:
    return say("lighter-on", last=last_day(user, week))


def _why(signs: Sequence[Seen]) -> str:
    """What made the weeks hard: "effort 9, 9, 8", or "effort 9, soreness 8, 30 % of the sets missed"."""
    runs = [(which, [str(value) for _, value in run]) for which, run in groupby(signs, key=lambda seen: seen[0])]
    return ", ".join(label("suggestion-why", sign=which.value, values=", ".join(values)) for which, values in runs)
