"""Where a person's clock stands: by the time it is, a city or a zone's name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from handlers.basics import quote
from handlers.conversation import NOT_TEXT, On, OnAny, OnTap, OnText, Step
from handlers.reading import read_time
from handlers.unit import Unit
from handlers.views import taps
from handlers.views import timezone as view
from handlers.views.texts import Html, lines, say
from handlers.views.view import View
from models import clock, places, planning
from models.drafts import NO_ZONE
from models.places import Offset

FRESH_MINUTES = 10  # so long a button's label may be taken at its word
NEAR_MINUTES = 7  # so wrong a watch may be: clocks are a quarter of an hour apart
MOST_ZONES = 8
DAY_MINUTES = 24 * 60


class Place(StrEnum):
    ASK = "timezone.ask"


THEN: dict[str, Callable[[Unit], Awaitable[StrEnum | None]]] = {}
"""What follows once the zone is known, by the name that was given to ask(). Without a name it is just said."""


def ask(unit: Unit, then: str = "", greeting: Html | None = None, *, every: bool = False) -> None:
    """Ask what time it is for the person; afterwards THEN[then] goes on."""
    now = clock.now()
    unit.ask(view.times(places.offsets_now(now, unit.user.language), now, every=every, greeting=greeting))
    unit.go(Place.ASK, then=then)


def ask_which(unit: Unit, then: str = "") -> None:
    """Ask which of the zones with the present time of the person is theirs."""
    now = clock.now()
    zones = places.zones_at(_minutes_east(unit.user.zone, now), now, unit.user.language)
    unit.ask(view.zones(zones[:MOST_ZONES]))
    unit.go(Place.ASK, then=then)


async def tapped_zones(unit: Unit) -> None:
    ask_which(unit, _then(unit))


async def show_times(unit: Unit, every: int) -> None:
    ask(unit, _then(unit), every=bool(every))


async def tapped_clock(unit: Unit, minutes: int, asked_at: int) -> StrEnum | None:
    now = clock.now()
    if abs(int(now.timestamp()) // 60 - asked_at) > FRESH_MINUTES:
        ask(unit, _then(unit), say("timezone-moved-on"))
        return None
    return await _choose(unit, places.guess_zone(minutes, unit.user.language, now))


async def tapped_zone(unit: Unit, zone: str) -> StrEnum | None:
    found = places.find_place(zone)
    if not found or found[0].zone != zone:  # forged: only names that we know are read from disk
        ask(unit, _then(unit))
        return None
    return await _choose(unit, zone)


async def typed(unit: Unit, text: str) -> StrEnum | None:
    at = read_time(text)
    if at is not None:
        return await _typed_time(unit, text, at)
    found = places.find_place(text)
    zones = {place.zone for place in found}
    if len(zones) == 1:
        return await _choose(unit, found[0].zone)
    if found:
        unit.ask(view.places(list({place.zone: place for place in reversed(found)}.values())[::-1]))
        return None
    _again(unit, say("timezone-unknown", text=quote(text)))
    return None


async def not_text(unit: Unit) -> None:
    _again(unit, say("timezone-not-text"))


async def _typed_time(unit: Unit, text: str, at: time) -> StrEnum | None:
    now = clock.now()
    offsets = places.offsets_now(now, unit.user.language)  # the likeliest first, and min() keeps the first of equals
    nearest = min(offsets, key=lambda offset: _apart(offset, at))
    if _apart(nearest, at) > NEAR_MINUTES:
        _again(unit, say("timezone-nowhere", text=quote(text), example=offsets[0].local))
        return None
    return await _choose(unit, places.guess_zone(nearest.minutes, unit.user.language, now))


async def _choose(unit: Unit, zone: str) -> StrEnum | None:
    then = THEN.get(_then(unit))
    user = unit.user
    await planning.change_zone(user, zone)
    if then is not None:
        return await then(unit)
    unit.conclude(view.chosen(view.zone_name(zone), user.local(clock.now())))
    return Step.HOME


def _again(unit: Unit, problem: Html) -> None:
    """Say what was wrong, and show the times once more."""
    now = clock.now()
    asked = view.times(places.offsets_now(now, unit.user.language), now)
    unit.ask(View(lines(problem), asked.keyboard))


def _then(unit: Unit) -> str:
    """What was to follow, else the conversation that is open; for whoever has no time zone yet, the way to one."""
    if unit.position.step == Place.ASK:
        return str(unit.about.get("then", ""))
    here = unit.position.step.partition(".")[0]
    return here if here in THEN else "enrolling" if unit.user.timezone == NO_ZONE else ""


def _apart(offset: Offset, at: time) -> int:
    hour, minute = offset.local.split(":")
    apart = abs(int(hour) * 60 + int(minute) - at.hour * 60 - at.minute)
    return min(apart, DAY_MINUTES - apart)


def _minutes_east(zone: ZoneInfo, now: datetime) -> int:
    offset = now.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.CLOCK, tapped_clock),
    OnTap(taps.CLOCKS, show_times),
    OnTap(taps.ZONE, tapped_zone),
    OnTap(taps.ZONES, tapped_zones),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.ASK: (OnText(typed), OnAny(NOT_TEXT, not_text)),
}
