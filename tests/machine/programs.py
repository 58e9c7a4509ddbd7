"""The programs the machine trains: small, and one of each sort. They are the only ones on offer in its worlds."""

from __future__ import annotations

from models.programs import Program as Row
from models.rules.sets import PrescribedSet
from tests.machine.model import Program
from tests.machine.training import BODYWEIGHT, TIMED, WEIGHT, Asked, Item
from tests.texts import program_of, week_of

LINEAR = "lp(2.5kg, 1, 0, 10%, 3)"
LIGHT = {"Squat": 20_000, "Bench Press": 20_000, "Bent Over Row": 30_000, "Deadlift": 40_000}  # grams
TYPED_AS = {"Squat": "squat", "Bench Press": "bench", "Bent Over Row": "row", "Deadlift": "deadlift"}
KINDS = {"Push Up": BODYWEIGHT, "Plank": TIMED}


def _item(
    exercise: str, sets: int, reps: int | None = None, seconds: int | None = None, *, linear: bool = False
) -> Item:
    return Item(exercise, KINDS.get(exercise, WEIGHT), [Asked(reps, seconds)] * sets, linear=linear)


LIFTS = Program(
    "Lifts",
    repeats=True,
    presets=((0, 3), (1, 4)),
    days=(
        (_item("Squat", 3, 5, linear=True), _item("Bench Press", 2, 5)),
        (_item("Deadlift", 1, 5), _item("Bent Over Row", 2, 8)),
        (_item("Bench Press", 1, 3),),
    ),
)
FLOOR = Program(
    "Floor",
    repeats=False,
    presets=((0, 2, 4), (1, 3, 5)),
    days=(
        (_item("Push Up", 2, 10), _item("Plank", 2, seconds=30)),
        (_item("Plank", 1, seconds=45), _item("Squat", 2, 5)),
        (_item("Push Up", 3, 12),),
    ),
)
PROGRAMS = (LIFTS, FLOOR)


async def offer() -> None:
    """Put them into the catalogue, in place of what is there."""
    await Row.all().update(offered=False)
    for program in PROGRAMS:
        linear = {item.exercise: LINEAR for day in program.days for item in day if item.linear}
        days = {
            f"{program.name} {number}": {item.exercise: [_set(each) for each in item.asked] for item in day}
            for number, day in enumerate(program.days, start=1)
        }
        await program_of(
            program.name,
            week_of(days, linear),
            why="For the machine.",
            level="novice",
            goals=["strength"],
            days_per_week=len(program.presets[0]),
            repeats=program.repeats,
            presets=[list(each) for each in program.presets],
            offered=True,
        )


def _set(each: Asked) -> PrescribedSet:
    return PrescribedSet(reps=each.reps, seconds=each.seconds, rest_seconds=90)
