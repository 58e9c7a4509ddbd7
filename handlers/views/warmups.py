"""Warm-ups on the live card: the one that is next, on a button of its own above the working set's."""

from __future__ import annotations

from handlers.views import taps
from handlers.views.sets import loaded, prescription
from handlers.views.texts import label
from handlers.views.view import Button, Row
from models.rules.plan import Item
from models.workouts import Live


def line(found: Live, item: Item) -> str:
    """What a lock screen shows: "Warm-up 2/4 · 40 kg × 5 · 10 a side"; nothing where no warm-up is next."""
    following = found.next_warmup(item)
    if following is None:
        return ""
    index, asked = following
    first = label("card-warmup", number=str(index + 1), of=str(len(found.warmups(item))))
    return " · ".join([first, *loaded(found.user, item, asked)])


def row(found: Live, item: Item) -> Row:
    """The warm-up as asked, in one tap."""
    following = found.next_warmup(item)
    if following is None:
        return ()
    asked = label("card-log-warmup", set=prescription(found.user, item, following[1]))
    return (Button(asked, taps.WARM_UP(found.session.id, item.number, len(found.logged(item)))),)
