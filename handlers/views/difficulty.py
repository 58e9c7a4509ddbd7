"""How hard an exercise was, asked beside everything else when it is done: a row of the card, gone with the next set."""

from __future__ import annotations

from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, Row
from models.rules import summary
from models.rules.plan import Item
from models.workouts import Live

OFFERED = range(6, 11)
"""What fits a row; Note takes 1 to 10."""


def line(found: Live) -> Html:
    return Html() if _asked_about(found) is None else say("card-difficulty", least=OFFERED[0])


def row(found: Live) -> Row:
    """A tap each."""
    item = _asked_about(found)
    if item is None:
        return ()
    session = found.session.id
    return tuple(
        Button(label("card-difficulty-button", rating=rating), taps.DIFFICULTY(session, item.number, rating))
        for rating in OFFERED
    )


def _asked_about(found: Live) -> Item | None:
    """The exercise that has just been done, until a set of the next one is."""
    if found.latest is None:
        return None
    item, current = found.latest[0], found.current
    done = found.is_done(item) and bool(summary.working(found.done(item)))
    return item if done and item.rated is None and (current is None or not found.logged(current)) else None
