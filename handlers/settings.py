"""/settings: the clock, the unit, what the gym has, and when to be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import time
from enum import StrEnum
from typing import Any

from handlers import timezone
from handlers.basics import quote
from handlers.between_sets import or_set
from handlers.conversation import On, OnCommand, OnTap, OnText, Step
from handlers.reading import read_time, read_unit, read_weekdays, read_weight
from handlers.unit import Unit
from handlers.views import settings as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import View
from models import people, planning, weeks
from models.people import User
from models.rules import units
from models.rules.plates import MAX_PAIRS, MAX_PLATE_SIZES, MIN_PLATE_G
from models.rules.sets import Unit as WeightUnit

HEAVIEST_BAR_G = 100_000
LARGEST_STEP_G = 50_000
HEAVIEST_PLATE_G = 100_000
LONGEST_LEAD = 1440  # minutes: a day
LONGEST_PLATES = 200  # characters

_PLATE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,3})?)(?:kg|lb)?(?:x([0-9]{1,2}))?")
_TIMES = re.compile(r"\s*[x×*х]\s*")
_LEAD = re.compile(
    r"(?:([0-9]{1,2}(?:[.,]5)?) ?(?:h|hours?|hrs?))? ?(?:([0-9]{1,4}) ?(?:m|mins?|minutes?)?)?(?: before)?"
)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")


class Place(StrEnum):
    UNIT = "settings.unit"
    BAR = "settings.bar"
    PLATES = "settings.plates"
    STEP = "settings.step"
    LEAD = "settings.lead"
    DIGEST_DAY = "settings.digest_day"
    DIGEST_HOUR = "settings.digest_hour"


async def settings(unit: Unit, rest: str = "") -> Step:
    del rest
    unit.ask(view.screen(unit.user))
    return Step.HOME


def _screen(shown: Callable[[User], View], place: StrEnum) -> Callable[[Unit], Any]:
    """What a button of the screen does: ask, and wait for the answer there."""

    async def show(unit: Unit) -> StrEnum:
        unit.ask(shown(unit.user))
        return place

    return show


async def _saved(unit: Unit, /, **facts: Any) -> Step:
    """Write it and show the screen again."""
    await people.change(unit.user, **facts)
    unit.toast(label("settings-saved"))
    return await settings(unit)


# -- the clock and the unit -------------------------------------------------------------------------


async def zone(unit: Unit) -> None:
    timezone.ask(unit, then="settings")


async def zone_known(unit: Unit) -> StrEnum:
    unit.toast(label("settings-saved"))
    return await settings(unit)


async def unit_to(unit: Unit, name: str) -> Step | None:
    """Another unit: the bar, plates and step are those of a gym in that unit, until the person says otherwise."""
    if name not in set(WeightUnit):
        return None
    if name == unit.user.unit:
        return await settings(unit)
    return await _saved(unit, unit=WeightUnit(name), bar_g=None, plates=None, step_g=None)


async def unit_typed(unit: Unit, text: str) -> Step | None:
    said = read_unit(text)
    if said is None:
        unit.ask(View(say("enrolling-unit-wrong"), view.unit(unit.user).keyboard))
        return None
    return await unit_to(unit, said.value)


# -- the gym ----------------------------------------------------------------------------------------


async def bar_to(unit: Unit, grams: int) -> Step | None:
    return await _saved(unit, bar_g=grams) if 0 <= grams <= HEAVIEST_BAR_G else None


async def bar_typed(unit: Unit, text: str) -> Step | None:
    grams = read_weight(text, unit.user.unit)
    if grams is None or grams > HEAVIEST_BAR_G:
        unit.ask(view.bar(unit.user, _wrong_weight("settings-bar-wrong", unit.user, HEAVIEST_BAR_G, text)))
        return None
    return await bar_to(unit, grams)


async def step_to(unit: Unit, grams: int) -> Step | None:
    return await _saved(unit, step_g=grams) if 0 < grams <= LARGEST_STEP_G else None


async def step_typed(unit: Unit, text: str) -> Step | None:
    grams = read_weight(text, unit.user.unit)
    if not grams or grams > LARGEST_STEP_G:
        unit.ask(view.step(unit.user, _wrong_weight("settings-step-wrong", unit.user, LARGEST_STEP_G, text)))
        return None
    return await step_to(unit, grams)


async def pairs(unit: Unit, grams: int, count: int) -> Place:
    """So many pairs of that plate."""
    own = dict(people.equipment(unit.user).plates)
    own.pop(grams, None)
    if MIN_PLATE_G <= grams <= HEAVIEST_PLATE_G and count > 0:
        own[grams] = min(count, MAX_PAIRS)
    if len(own) <= MAX_PLATE_SIZES:
        await _write_plates(unit, own)
    unit.ask(view.plates(unit.user))
    return Place.PLATES


async def plates_typed(unit: Unit, text: str) -> Step | None:
    read = read_plates(text, unit.user.unit)
    if read is None:
        wrong = say("settings-plates-wrong", text=quote(text))
        unit.ask(view.plates(unit.user, wrong))
        return None
    await _write_plates(unit, read)
    return await settings(unit)


async def plates_usual(unit: Unit) -> Place:
    await people.change(unit.user, plates=None)
    unit.ask(view.plates(unit.user))
    return Place.PLATES


def read_plates(text: str, unit: WeightUnit) -> dict[int, int] | None:
    """Grams of a plate -> pairs of it: "20x2 15 10 5 2.5 1.25"; None for anything else."""
    if len(text) > LONGEST_PLATES or any(unicodedata.category(each) == "No" for each in text):
        return None
    plain = _TIMES.sub("x", unicodedata.normalize("NFKC", text).lower().strip())
    words = re.split(r"[\s;+]+|,(?=\s|$)", plain)
    own: dict[int, int] = {}
    for word in filter(None, words):
        found = _PLATE.fullmatch(word)
        if found is None:
            return None
        grams = units.to_grams(found[1].replace(",", "."), unit)
        own[grams] = own.get(grams, 0) + int(found[2] or 1)
    fine = all(MIN_PLATE_G <= grams <= HEAVIEST_PLATE_G and 0 < count <= MAX_PAIRS for grams, count in own.items())
    return own if own and fine and len(own) <= MAX_PLATE_SIZES else None


async def _write_plates(unit: Unit, own: dict[int, int]) -> None:
    await people.change(unit.user, plates=[[grams, count] for grams, count in sorted(own.items(), reverse=True)])


def _wrong_weight(key: str, user: User, most_g: int, text: str) -> Html:
    return say(key, text=quote(text), most=units.show(most_g, user.unit, places=0))


# -- when to be told ----------------------------------------------------------------------------------


async def lead_to(unit: Unit, minutes: int) -> Step | None:
    if not 0 <= minutes <= LONGEST_LEAD:
        return None
    step = await _saved(unit, reminder_lead=minutes)
    await planning.replan(unit.user)
    return step


async def lead_typed(unit: Unit, text: str) -> Step | None:
    minutes = read_lead(text)
    if minutes is None:
        unit.ask(view.lead(unit.user, say("settings-lead-wrong", text=quote(text))))
        return None
    return await lead_to(unit, minutes)


def read_lead(text: str) -> int | None:
    """Minutes, a day at most: "45", "45 min", "1 h", "1.5 h", "1 h 30", "1:30"; None for anything else."""
    if len(text) > 30 or any(unicodedata.category(each) == "No" for each in text):  # noqa: PLR2004 - longer than any of them
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if clock := _CLOCK.fullmatch(plain):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif (found := _LEAD.fullmatch(plain)) and (found[1] or found[2]):
        halves = found[1] or "0"
        whole, _, half = halves.replace(",", ".").partition(".")
        minutes = int(whole) * 60 + (30 if half else 0) + int(found[2] or 0)
    else:
        return None
    return minutes if minutes <= LONGEST_LEAD else None


async def digest_day(unit: Unit, weekday: int) -> StrEnum | None:
    if weekday == view.OFF:
        await weeks.choose_digest(unit.user, None)
        unit.toast(label("settings-saved"))
        return await settings(unit)
    if not 0 <= weekday < 7:  # noqa: PLR2004 - days of a week
        return None
    await weeks.choose_digest(unit.user, weekday)
    unit.ask(view.digest_hour(unit.user))
    return Place.DIGEST_HOUR


async def digest_day_typed(unit: Unit, text: str) -> StrEnum | None:
    days = read_weekdays(text)
    if text.strip().lower() in {"off", "none", "never", "no"}:
        return await digest_day(unit, view.OFF)
    if days is None or len(days) != 1:
        unit.ask(View(say("settings-digest-wrong", text=quote(text)), view.digest_day(unit.user).keyboard))
        return None
    return await digest_day(unit, days[0])


async def digest_hour(unit: Unit, hour: int) -> StrEnum | None:
    return await _digest_at(unit, time(hour)) if 0 <= hour < 24 else None  # noqa: PLR2004 - hours of a day


async def digest_hour_typed(unit: Unit, text: str) -> StrEnum | None:
    at = read_time(text)
    if at is None:
        unit.ask(view.digest_hour(unit.user, say("settings-digest-hour-wrong", text=quote(text))))
        return None
    return await _digest_at(unit, at)


async def _digest_at(unit: Unit, at: time) -> Step:
    await weeks.choose_digest(unit.user, unit.user.digest_weekday, at)
    unit.toast(label("settings-saved"))
    return await settings(unit)


async def language(unit: Unit) -> None:
    unit.ask(view.language())


timezone.THEN["settings"] = zone_known

COMMANDS = ("settings",)
ENTRY_POINTS: tuple[On, ...] = (
    OnCommand("settings", settings),
    OnTap(taps.SETTINGS, settings),
    OnTap(taps.SET_ZONE, zone),
    OnTap(taps.SET_UNIT, _screen(view.unit, Place.UNIT)),
    OnTap(taps.SET_UNIT_TO, unit_to),
    OnTap(taps.SET_BAR, _screen(view.bar, Place.BAR)),
    OnTap(taps.SET_BAR_TO, bar_to),
    OnTap(taps.SET_PLATES, _screen(view.plates, Place.PLATES)),
    OnTap(taps.SET_PAIRS, pairs),
    OnTap(taps.SET_PLATES_USUAL, plates_usual),
    OnTap(taps.SET_STEP, _screen(view.step, Place.STEP)),
    OnTap(taps.SET_STEP_TO, step_to),
    OnTap(taps.SET_LEAD, _screen(view.lead, Place.LEAD)),
    OnTap(taps.SET_LEAD_TO, lead_to),
    OnTap(taps.SET_DIGEST, _screen(view.digest_day, Place.DIGEST_DAY)),
    OnTap(taps.SET_DIGEST_DAY, digest_day),
    OnTap(taps.SET_DIGEST_HOUR, digest_hour),
    OnTap(taps.SET_LANGUAGE, language),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.UNIT: (OnText(or_set(unit_typed)),),
    Place.BAR: (OnText(or_set(bar_typed)),),
    Place.PLATES: (OnText(plates_typed),),
    Place.STEP: (OnText(or_set(step_typed)),),
    Place.LEAD: (OnText(or_set(lead_typed)),),
    Place.DIGEST_DAY: (OnText(or_set(digest_day_typed)),),
    Place.DIGEST_HOUR: (OnText(or_set(digest_hour_typed)),),
}
