"""Athletes who have been through the onboarding: where other tests begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any, Protocol
from uuid import UUID

from handlers.conversation import Step
from models import deliveries, own_programs, people, planning
from models.catalogue import programs
from models.liftoscript.reading import MOST_DAYS
from models.people import User
from models.programs import Exercise, ExerciseInstruction, Program, Workout
from models.rules.schedule import Slot
from models.rules.sets import PrescribedSet, Unit
from models.rules.units import to_grams
from tests.conftest import World
from tests.people import Person
from tests.texts import can_be_text, program_of, text_of

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


async def enrolled(
    world: World,
    name: str = "Ann",
    program: str = "linear-5x5",
    *,
    unit: str = "kg",
    preset: int = 0,
    hour: str = "18:00",
    weights: str = "Light weights",
) -> Person:
    """Somebody new, on the shortest way from /start to this program (its key). The clock of the person is UTC's.

    preset: which of the program's sets of days; hour: the label of a button, or a time to be typed; weights:
    "Light weights" or "Later".
    """
    wanted = programs()[program]
    person = world.person(name)
    await person.starts()
    await person.says("Accra")  # UTC all year
    await person.taps(unit, exact=True)
    await person.taps(wanted.goals[0].capitalize())
    await person.taps(str(wanted.days_per_week), exact=True)
    if wanted.name not in person.last:
        await person.taps("Others")
        await page_to(person, wanted.name)
        await person.taps(wanted.name)
        await person.taps("Enroll")
    else:
        await person.taps("Take it")
    await person.taps(" ".join(WEEKDAYS[day] for day in wanted.presets[preset]), exact=True)
    if person.sees_button(hour):
        await person.taps(hour)
    else:
        await person.says(hour)
    if person.sees_button(weights):
        await person.taps(weights)
    person.sees(f"You train {wanted.name}")
    person.starts_counting()
    return person


async def page_to(person: Person, label: str) -> None:
    """Turn the pages of a list until the button is there."""
    while not person.sees_button(label):
        await person.taps("More")


class Town(Protocol):
    """Where people are to be had."""

    def person(self, name: str) -> Person: ...


async def trained(
    world: Town,
    day: Mapping[str, list[PrescribedSet]] | str,
    name: str = "Ann",
    *,
    weights: Mapping[str, float | str] | None = None,
    unit: Unit = Unit.KG,
    days: int = 3,
    warmups: bool = False,
    **columns: Any,
) -> Person:
    """Somebody who trains a program of `days` days of these exercises (by key) and sets, or a text of exercises of the
    catalogue, and whose first session is today: made by rows, without the onboarding.

    weights: where the exercises stand, in the person's unit; warmups: worked out, as for everybody who has not switched
    them off; columns: of the user's row (bar_g, plates, timezone).
    """
    person = world.person(name)
    person.chat.met = True
    user = await people.meet(person.id, name, "en")
    await people.change(user, unit=unit, warmups=warmups, **columns)
    await deliveries.place(user, Step.HOME)
    named = () if isinstance(day, str) else day
    rows = {row.key: row async for row in Exercise.filter(key__in=[*named, *(weights or ())])}
    grams = {rows[key].id: to_grams(str(weight), unit) for key, weight in (weights or {}).items()}
    if isinstance(day, str):
        program = await program_of("Mine", day, owner=user)
    elif days <= MOST_DAYS and all(can_be_text(sets) for sets in day.values()):
        written = {_written(rows[key]): sets for key, sets in day.items()}
        movements = {_written(rows[key]): rows[key].id for key in day}
        program = await own_programs.create(user, "Mine", text_of(written, days), movements)
    else:
        program = await _by_rows(user, {rows[key]: sets for key, sets in day.items()}, days, grams)
    await planning.enroll(user, program, [Slot(weekday, time(23, 59)) for weekday in range(7)], grams)
    return person


async def _by_rows(
    user: User, day: Mapping[Exercise, list[PrescribedSet]], days: int, grams: Mapping[UUID, int]
) -> Program:
    """A program as they were before there were texts, whose days are trained as their rows have them."""
    program = await Program.create(owner=user, name="Mine", days_per_week=3, offered=False)
    for number in range(1, days + 1):
        workout = await Workout.create(program=program, day=number, name=f"Day {number}")
        for position, (exercise, sets) in enumerate(day.items(), start=1):
            weighed = [each if each.weight_g else replace(each, weight_g=grams.get(exercise.id)) for each in sets]
            await ExerciseInstruction.create(
                workout=workout, exercise=exercise, position=position, sets=[each.to_json() for each in weighed]
            )
    return program


async def training(world: World, day: Mapping[str, list[PrescribedSet]] | str, **facts: Any) -> Person:
    """The same, with the workout under way and its card on the screen; nothing counted yet."""
    person = await trained(world, day, **facts)
    await person.says("/workout")
    person.starts_counting()
    return person


def straight(sets: int, reps: int, rest: int = 180, **facts: Any) -> list[PrescribedSet]:
    """5 × 5 and the like."""
    return [PrescribedSet(reps=reps, rest_seconds=rest, **facts)] * sets


def held(sets: int, seconds: int, rest: int = 60, **facts: Any) -> list[PrescribedSet]:
    """A timed hold."""
    return [PrescribedSet(seconds=seconds, rest_seconds=rest, **facts)] * sets


FIVE_BY_FIVE = {
    "squat": straight(5, 5),
    "bench-press": straight(5, 5),
    "barbell-row": straight(5, 5),
}
FIVE_WEIGHTS = {"squat": 100, "bench-press": 80, "barbell-row": 60}


def _written(exercise: Exercise) -> str:
    """Its name as a text can have it."""
    return exercise.name.replace("/", " ")
