"""The settings, on one screen, and a screen for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from handlers.views import taps, timezone, weekdays
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View, close, grid
from models import clock, people
from models.people import User
from models.rules import units
from models.rules.plates import USUAL, Equipment
from models.rules.sets import Unit

BARS = {Unit.KG: ("20", "15", "10", "7.5", "25"), Unit.LB: ("45", "35", "33", "15", "55")}
STEPS = {Unit.KG: ("0.5", "1", "1.25", "2", "2.5", "5"), Unit.LB: ("1", "2", "2.5", "5", "10")}
LEADS = (0, 15, 30, 60, 120)
HOURS = (7, 8, 12, 17, 18, 19, 20, 21)
OFF = -1


def screen(user: User) -> View:
    """All settings as they are, and a button to each."""
    equipment = people.equipment(user)
    local = user.local(clock.now())
    text = lines(
        say("settings"),
        say("settings-zone", zone=timezone.zone_name(user.timezone), time=f"{local:%H:%M}"),
        say("settings-unit", unit=user.unit.value),
        say("settings-bar", bar=units.show(equipment.bar_g, user.unit)),
        say("settings-plates", plates=pairs(equipment)),
        say("settings-step", step=units.show(equipment.step_g, user.unit)),
        say("settings-warmups", on=int(user.warmups)),
        say("settings-lead", minutes=user.reminder_lead, hours=_hours(user.reminder_lead)),
        _digest(user),
        say("settings-language"),
    )
    buttons = [
        Button(label("settings-zone-button"), taps.SET_ZONE()),
        Button(label("settings-unit-button"), taps.SET_UNIT()),
        Button(label("settings-bar-button"), taps.SET_BAR()),
        Button(label("settings-plates-button"), taps.SET_PLATES()),
        Button(label("settings-step-button"), taps.SET_STEP()),
        Button(label("settings-warmups-button", on=int(user.warmups)), taps.SET_WARMUPS(int(not user.warmups))),
        Button(label("settings-lead-button"), taps.SET_LEAD()),
        Button(label("settings-digest-button"), taps.SET_DIGEST()),
        Button(label("settings-language-button"), taps.SET_LANGUAGE()),
    ]
    return View(text, (*grid(buttons, 2), (close(),)))


def unit(user: User) -> View:
    buttons = [_choice(each.value, taps.SET_UNIT_TO(each.value), chosen=each is user.unit) for each in Unit]
    return View(say("settings-unit-question"), (tuple(buttons), _back()))


def bar(user: User, problem: Html | None = None) -> View:
    bar_g = people.equipment(user).bar_g
    example = units.show(USUAL[user.unit].bar_g, user.unit)
    buttons = _weights(user, BARS[user.unit], bar_g, taps.SET_BAR_TO)
    return View(problem or say("settings-bar-question", example=example), (*grid(buttons, 3), _back()))


def step(user: User, problem: Html | None = None) -> View:
    step_g = people.equipment(user).step_g
    example = units.show(USUAL[user.unit].step_g, user.unit)
    buttons = _weights(user, STEPS[user.unit], step_g, taps.SET_STEP_TO)
    return View(problem or say("settings-step-question", example=example), (*grid(buttons, 3), _back()))


def plates(user: User, problem: Html | None = None) -> View:
    """Every size there usually is, and the person's own, with its pairs."""
    equipment = people.equipment(user)
    own = dict(equipment.plates)
    sizes = sorted({*own, *dict(USUAL[user.unit].plates)}, reverse=True)
    rows = [
        (
            Button("−", taps.SET_PAIRS(grams, max(0, own.get(grams, 0) - 1))),
            Button(
                label("settings-plates-pairs", plate=units.number(grams, user.unit), pairs=own.get(grams, 0)),
                taps.SET_PAIRS(grams, own.get(grams, 0)),
            ),
            Button("+", taps.SET_PAIRS(grams, own.get(grams, 0) + 1)),
        )
        for grams in sizes
    ]
    usual = Button(label("settings-plates-usual"), taps.SET_PLATES_USUAL())
    asked = say("settings-plates-question", example=plates_example(user))
    return View(lines(problem or "", asked), (*rows, (usual,), _back()))


def lead(user: User, problem: Html | None = None) -> View:
    buttons = [
        _choice(_lead(minutes), taps.SET_LEAD_TO(minutes), chosen=minutes == user.reminder_lead) for minutes in LEADS
    ]
    return View(problem or say("settings-lead-question"), (*grid(buttons, 2), _back()))


def digest_day(user: User) -> View:
    buttons = [
        _choice(weekdays.name(day), taps.SET_DIGEST_DAY(day), chosen=day == user.digest_weekday)
        for day in weekdays.EVERY
    ]
    off = _choice(label("settings-digest-off"), taps.SET_DIGEST_DAY(OFF), chosen=user.digest_weekday is None)
    return View(say("settings-digest-question"), (*grid(buttons, 4), (off,), _back()))


def digest_hour(user: User, problem: Html | None = None) -> View:
    buttons = [
        _choice(f"{hour:02}:00", taps.SET_DIGEST_HOUR(hour), chosen=user.digest_at == time(hour)) for hour in HOURS
    ]
    return View(problem or say("settings-digest-hour-question"), (*grid(buttons, 4), _back()))


def language() -> View:
    return View(say("settings-language-question"), (_back(),))


def pairs(equipment: Equipment) -> str:
    """The plates there are: "25×6 20×2 15"; a single pair is not counted."""
    shown = (
        f"{units.number(grams, equipment.unit)}×{count}" if count > 1 else units.number(grams, equipment.unit)
        for grams, count in sorted(equipment.plates, reverse=True)
    )
    return " ".join(shown) or "–"


def plates_example(user: User) -> str:
    return "20x2 15 10 5 2.5 1.25" if user.unit is Unit.KG else "45x3 35 25 10x2 5 2.5"


def _weights(user: User, every: Iterable[str], chosen_g: int, tap: taps.Tap) -> list[Button]:
    grams = [units.to_grams(each, user.unit) for each in every]
    return [_choice(units.show(each, user.unit), tap(each), chosen=each == chosen_g) for each in grams]


def _choice(text: str, data: str, *, chosen: bool) -> Button:
    return Button(f"✓ {text}" if chosen else text, data)


def _lead(minutes: int) -> str:
    return label("settings-lead-minutes", minutes=minutes, hours=_hours(minutes))


def _hours(minutes: int) -> int:
    """Whole hours; 0 where it is none."""
    return minutes // 60 if minutes % 60 == 0 else 0


def _digest(user: User) -> Html:
    if user.digest_weekday is None:
        return say("settings-digest-none")
    return say("settings-digest", day=weekdays.name(user.digest_weekday), time=f"{user.digest_at:%H:%M}")


def _back() -> tuple[Button, ...]:
    return (Button(label("settings-back"), taps.SETTINGS()),)
