"""Which plates go on a side of the bar."""

from __future__ import annotations

from collections import Counter

from handlers.views import taps
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View, close
from models import people
from models.people import User
from models.rules import plates, units
from models.rules.plates import Equipment, Loading


def loaded(user: User, weight_g: int) -> View:
    """The plates of a weight, or of the nearest two there are plates for; the buttons go to the next lighter and
    heavier one.
    """
    equipment = people.equipment(user)
    lighter = plates.step_down(weight_g, equipment, Loading.BAR)
    heavier = plates.step_up(weight_g, equipment, Loading.BAR)
    if plates.per_side(weight_g, equipment) is not None:
        text = _line(equipment, weight_g)
    elif weight_g < equipment.bar_g:
        text = say("plates-below-bar", weight=_show(user, weight_g), bar=_show(user, equipment.bar_g))
    else:
        near = [each for each in (lighter, heavier) if each != weight_g]
        text = lines(
            say("plates-not-loadable", weight=_show(user, weight_g)), *(_line(equipment, each) for each in near)
        )
    steps = [
        Button(f"{sign} {_show(user, each)}", taps.PLATES(each))
        for sign, each in (("−", lighter), ("+", heavier))
        if each != weight_g and each >= equipment.bar_g
    ]
    return View(text, (tuple(steps), (Button(label("plates-mine"), taps.SET_PLATES()),)))


def question(user: User) -> View:
    bar_g = people.equipment(user).bar_g
    return View(say("plates-question", example=units.show(5 * bar_g, user.unit)), ((close(),),))


def wrong(user: User, text: str) -> View:
    bar_g = people.equipment(user).bar_g
    return View(say("plates-wrong", text=text, example=units.number(5 * bar_g, user.unit)), ((close(),),))


def side(equipment: Equipment, weight_g: int) -> str:
    """The plates on one side: "25 + 15", "4 × 25 + 5"; "" for the bar alone. The weight must be loadable."""
    counted = Counter(plates.per_side(weight_g, equipment) or ())
    return " + ".join(
        units.number(each, equipment.unit) if count == 1 else f"{count} × {units.number(each, equipment.unit)}"
        for each, count in counted.items()
    )


def _line(equipment: Equipment, weight_g: int) -> Html:
    weight, bar = units.show(weight_g, equipment.unit), units.number(equipment.bar_g, equipment.unit)
    on_side = side(equipment, weight_g)
    return say("plates-loaded", weight=weight, bar=bar, side=on_side) if on_side else say("plates-bar", weight=weight)


def _show(user: User, weight_g: int) -> str:
    return units.show(weight_g, user.unit)
