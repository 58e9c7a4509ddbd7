"""Which exercise a name in a program's text means, and what is known of one that nobody has heard of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from models import catalogue, programs
from models.catalogue.entries import CatalogueExercise
from models.catalogue.finding import MOST_NEAR, NameIndex, key_of
from models.liftoscript.plan import Exercise as Line
from models.liftoscript.program import Program as Text
from models.people import User
from models.programs import Exercise
from models.rules.sets import ExerciseKind

EQUIPMENT: Mapping[str, str] = {
    **{key_of(each): each for each in ("barbell", "dumbbell", "kettlebell", "cable", "machine", "band", "bodyweight")},
    "ezbar": "ez-bar",
    "trapbar": "trap-bar",
    "smithmachine": "smith",
    "smith": "smith",
    "leveragemachine": "machine",
    "none": "bodyweight",
}
"""What may stand behind the comma of "Bench Press, Dumbbell", by its key, and what we call it."""
_BODY = frozenset({"bodyweight", "none"})


async def known(user: User, text: Text, given: Mapping[str, UUID]) -> dict[str, UUID]:
    """The exercise of each name in the text, by the name without case: as it was given, where the person may use it,
    else where the name says it: "Crunch, Cable" is the cable crunch, and "Ab Wheel, Bodyweight" the ab wheel, which is
    used so. A name that says none is left out.
    """
    own = await Exercise.filter(owner_id=user.id)
    index = NameIndex([(each, [each.name, *each.aliases]) for each in own])
    usable = await programs.usable(user, set(given.values()))
    found: dict[str, UUID] = {}
    for name in map(str.lower, programs.movements_of(text)):
        chosen = given[name] if given.get(name) in usable else _meant(name, index)
        if chosen is not None:
            found[name] = chosen
    return found


async def near(user: User, name: str) -> list[Exercise]:
    """The exercises that a name which says none may mean, the likeliest first."""
    every: dict[UUID, Exercise] = {}
    for each in dict.fromkeys((name, name.partition(",")[0])):
        exact, others = await programs.find_exercise(user, each)
        every |= {row.id: row for row in ([exact] if exact else others)}
    return list(every.values())[:MOST_NEAR]


def equipment_of(name: str) -> str:
    """What the name says the exercise is done with: "" where it says nothing, or nothing that we know."""
    return EQUIPMENT.get(key_of(name.partition(",")[2]), "")


def kind_of(text: Text, name: str) -> ExerciseKind | None:
    """What the exercise counts, where the text leaves no doubt: something that weighs is put on, or nothing is."""
    equipment = equipment_of(name)
    if equipment:
        return ExerciseKind.BODYWEIGHT if equipment in _BODY else ExerciseKind.WEIGHT
    return ExerciseKind.WEIGHT if any(_weighs(each) for each in _lines(text, name)) else None


def _meant(name: str, own: NameIndex[Exercise]) -> UUID | None:
    built_in = catalogue.load().exercise_names
    bare, comma, how = (part.strip() for part in name.partition(","))
    for each in (name, f"{how} {bare}") if comma else (name,):
        exact: Exercise | CatalogueExercise | None = own.exact(each) or built_in.exact(each)
        if exact is not None:
            return exact.id
    exact = (own.exact(bare) or built_in.exact(bare)) if comma else None
    return exact.id if exact is not None and _used_so(exact.equipment, equipment_of(name)) else None


def _used_so(equipment: str, wanted: str) -> bool:
    return bool(wanted) and (equipment == wanted or {equipment, wanted} <= _BODY)


def _lines(text: Text, name: str) -> Iterable[Line]:
    return (
        each for day in text.days for each in day.trained if name.lower() in (one.lower() for one in each.movements)
    )


def _weighs(line: Line) -> bool:
    sets = [each for variation in line.standing.variations for each in variation]
    return any(each.weight is not None and each.weight.value for each in sets)
