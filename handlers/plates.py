"""/plates: how to load the bar."""

from __future__ import annotations

from enum import StrEnum

from handlers.basics import quote
from handlers.between_sets import or_set
from handlers.conversation import On, OnCommand, OnTap, OnText, Step
from handlers.reading import read_weight
from handlers.unit import Unit
from handlers.views import plates as view
from handlers.views import taps
from models.rules.units import MAX_WEIGHT_G


class Place(StrEnum):
    WEIGHT = "plates.weight"


async def plates(unit: Unit, rest: str) -> StrEnum | None:
    """/plates 102.5: what goes on a side; without a weight it is asked for."""
    weight_g = read_weight(rest, unit.user.unit)
    if weight_g is not None:
        unit.aside(view.loaded(unit.user, weight_g))  # whatever is open stays open
        return None
    unit.ask(view.wrong(unit.user, quote(rest)) if rest else view.question(unit.user))
    return Place.WEIGHT


async def weight(unit: Unit, text: str) -> StrEnum | None:
    weight_g = read_weight(text, unit.user.unit)
    if weight_g is None:
        unit.ask(view.wrong(unit.user, quote(text)))
        return Place.WEIGHT
    unit.close_question()
    unit.aside(view.loaded(unit.user, weight_g))
    return Step.HOME


async def tapped(unit: Unit, weight_g: int) -> None:
    """The next lighter or heavier one, in the same message."""
    unit.change_tapped(view.loaded(unit.user, min(max(weight_g, 0), MAX_WEIGHT_G)))


COMMANDS = ("plates",)
ENTRY_POINTS: tuple[On, ...] = (OnCommand("plates", plates), OnTap(taps.PLATES, tapped))
STATES: dict[StrEnum, tuple[On, ...]] = {Place.WEIGHT: (OnText(or_set(weight)),)}
