"""The question where somebody's clock stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.views import taps
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View, grid
from models.places import Offset, Place

LIKELY = 12
COLUMNS = 4


def times(offsets: Sequence[Offset], now: datetime, *, every: bool = False, greeting: Html | None = None) -> View:
    """The wall clocks there are now as buttons: the likely ones, or every one; in the order of the day."""
    shown = sorted(offsets if every else offsets[:LIKELY], key=lambda offset: offset.minutes)
    clocks = [offset.local for offset in shown]  # of two that show the same time, the day tells which is meant
    asked_at = int(now.timestamp()) // 60
    buttons = [
        Button(_clock(offset, with_day=clocks.count(offset.local) > 1), taps.CLOCK(offset.minutes, asked_at))
        for offset in shown
    ]
    more = Button(label("timezone-fewer" if every else "timezone-more"), taps.CLOCKS(int(not every)))
    return View(lines(greeting or "", say("timezone-question")), (*grid(buttons, COLUMNS), (more,)))


def zones(found: Sequence[str]) -> View:
    """Zones that show the same time now, to choose the right one from."""
    buttons = [Button(zone_name(zone), taps.ZONE(zone)) for zone in found]
    back = Button(label("timezone-back"), taps.CLOCKS(0))
    return View(say("timezone-which"), (*grid(buttons, 2), (back,)))


def places(found: Sequence[Place]) -> View:
    """Places of the name that was typed."""
    buttons = [
        Button(label("timezone-place", name=_named(place), zone=zone_name(place.zone)), taps.ZONE(place.zone))
        for place in found
    ]
    back = Button(label("timezone-back"), taps.CLOCKS(0))
    return View(say("timezone-which-place"), (*grid(buttons, 1), (back,)))


def chosen(zone: str, local: datetime) -> View:
    """What is known now."""
    return View(say("timezone-chosen", zone=zone, time=f"{local:%H:%M}"))


def zone_name(zone: str) -> str:
    """A zone as people read it: "Europe/Berlin", "America/New York"."""
    return zone.replace("_", " ")


def _named(place: Place) -> str:
    return f"{place.name}, {place.country}" if place.country else place.name


def _clock(offset: Offset, *, with_day: bool) -> str:
    return f"{offset.on:%a} {offset.local}" if with_day else offset.local
