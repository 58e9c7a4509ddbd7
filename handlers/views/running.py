"""A timed set on the card: the buttons of its timer, and what is to be seen while it runs."""

from __future__ import annotations

from datetime import datetime

from handlers.views import taps
from handlers.views.sets import clock, prescription, set_line
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, Keyboard, Row
from models.people import User
from models.rules.plan import Item
from models.rules.sets import PrescribedSet
from models.rules.timed import Running, can_run, counts_up
from models.workouts import Live


def first_line(found: Live, runs: Running, now: datetime) -> Html:
    """What a lock screen shows: "run 1:00 · 2 of 4 · until 18:03:20 · then walk 1:30"; before it, its rest."""
    item, index, since = runs.item, runs.index, runs.since or now
    following = item.sets[index + 1] if index + 1 < len(item.sets) else None
    if since > now:
        return _resting(found.user, since, now, _set(found.user, item, runs.asked))
    when = _at(found.user, since, "running-since") if runs.ends_at is None else _at(found.user, runs.ends_at)
    return _line(set_line(found.user, item, index), when, _then(found, item, runs.asked, following))


def resting(found: Live, item: Item, asked: PrescribedSet, now: datetime) -> Html:
    """The same after a timed set: whoever hears that it is over is to see what is on now. Nothing at any other time."""
    until, latest = found.rest_until, found.latest
    if until is None or until <= now or latest is None or latest[0] is not item or not can_run(item, asked):
        return Html()
    return _resting(found.user, until, now, set_line(found.user, item, item.next_index(found.done(item)) or 0))


def rows(found: Live, runs: Running, as_asked: Button) -> Keyboard:
    """While it runs: it is over now, or stopped."""
    stop = taps.STOP_SET(found.session.id, runs.item.number, runs.timer.count)
    if counts_up(runs.asked):
        return ((Button(label("running-log"), stop),),)
    return (as_asked,), (Button(label("running-stop"), stop),)


def start(found: Live, item: Item, asked: PrescribedSet) -> Row:
    """The button that lets it run, where it can."""
    if not can_run(item, asked):
        return ()
    return (Button(label("running-start"), taps.START_SET(found.session.id, item.number, len(found.logged(item)), 0)),)


def stopped(found: Live, item: Item) -> Keyboard:
    """Where it was stopped: log what was done of it, or go on."""
    runs = found.runs
    if runs is None or runs.item is not item or runs.since is not None:
        return ()
    session, count, held = found.session.id, runs.timer.count, runs.timer.held
    log = Button(label("card-log", set=clock(held)), taps.LOG_HELD(session, item.number, count))
    return ((log, Button(label("running-go-on"), taps.START_SET(session, item.number, count, 1))),)


def _resting(user: User, until: datetime, now: datetime, then: str) -> Html:
    """The rest before a timed set: "Rest 1:00 · until 18:04:20 · then Set 2 · 1:00"."""
    seconds = -(-int((until - now).total_seconds()) // 5) * 5
    return _line(label("running-rest", length=clock(seconds)), _at(user, until), label("running-then", what=then))


def _then(found: Live, item: Item, asked: PrescribedSet, following: PrescribedSet | None) -> str:
    """What comes behind it, to be known before it is over."""
    if following is None or len(found.plan.group(item)) > 1:
        return ""
    if asked.rest_seconds:
        return label("running-then-rest", length=clock(asked.rest_seconds))
    return label("running-then", what=_set(found.user, item, following))


def _set(user: User, item: Item, asked: PrescribedSet) -> str:
    return f"{asked.label} {prescription(user, item, asked)}".strip()


def _at(user: User, instant: datetime, key: str = "running-until") -> str:
    return label(key, at=f"{user.local(instant):%H:%M:%S}")


def _line(*parts: str) -> Html:
    return say("card-first", set=" · ".join(part for part in parts if part))
