"""A program's file as a CatalogueProgram.

A [[day]] has a name and what to do, in order. Of each exercise: sets with reps, min_reps and max_reps, or
seconds, and rest (seconds); amrap = true opens the last set; rpe is prescribed and asked for. Or intervals:
["label", seconds] each. progress names one of the file's progress tables; none means it stays as it is.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from models.catalogue.entries import (
    EQUIPMENT,
    GOALS,
    LEVELS,
    NAMESPACE,
    CatalogueDay,
    CatalogueExercise,
    CatalogueInstruction,
    CatalogueProgram,
    CatalogueProgress,
)
from models.catalogue.table import Table
from models.rules.sets import ExerciseKind, PrescribedSet, Unit
from models.rules.units import to_grams

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALWAYS_THERE = {"bodyweight", "none"}
_LONGEST_LABEL = 8
_LONGEST_SET = 7200  # seconds


def read_program(key: str, table: Table, exercises: Mapping[str, CatalogueExercise]) -> CatalogueProgram:
    """The program of a file (key: the file's name without its ending). Raises CatalogueError."""
    days_per_week = table.whole("days_per_week", 1, 7)
    weeks = table.whole("weeks", 1, 104) if "weeks" in table else None
    repeats = table.truth("repeats")
    if repeats == (weeks is not None):
        raise table.error("weeks", "either repeats = true, or the number of weeks")
    progresses = {name: _progress(each) for name, each in table.table("progress").tables().items()}
    equipment = table.texts("equipment", EQUIPMENT - _ALWAYS_THERE, least=0)
    usable = {name: each for name, each in exercises.items() if each.equipment in {*equipment, *_ALWAYS_THERE}}
    drafts = [
        _day(Table(f"{table.where}: day {number}", raw), usable, progresses)
        for number, raw in enumerate(table.items("day"), 1)
    ]
    _check_days(table, drafts, days_per_week * weeks if weeks else None)
    identity = uuid5(NAMESPACE, f"program/{key}/{_content([days_per_week, weeks, drafts])}")
    program = CatalogueProgram(
        id=identity,
        key=key,
        name=table.text("name"),
        credit=table.text("credit"),
        why=table.text("why"),
        level=table.one_of("level", LEVELS),
        goals=table.texts("goals", GOALS),
        equipment=equipment,
        days_per_week=days_per_week,
        weeks=weeks,
        repeats=repeats,
        presets=tuple(_preset(table, each, days_per_week) for each in table.items("presets")),
        days=tuple(_with_ids(identity, number, name, parts) for number, (name, parts) in enumerate(drafts, 1)),
    )
    table.done()
    return program


Draft = tuple[str, tuple[PrescribedSet, ...], CatalogueProgress | None]
"""An instruction before it has an id: exercise key, sets, progress."""


def _with_ids(program: UUID, number: int, name: str, parts: list[Draft]) -> CatalogueDay:
    # The program's id holds all content; naming the day's own as well keeps each id readable as what it says.
    day = uuid5(program, f"day/{number}/{_content([name, parts])}")
    instructions = tuple(
        CatalogueInstruction(uuid5(day, f"{place}/{_content(part)}"), place, *part)
        for place, part in enumerate(parts, 1)
    )
    return CatalogueDay(day, number, name, instructions)


def _content(thing: object) -> str:
    """The same text for the same content, whatever order or layout the file has."""

    def plain(value: Any) -> Any:
        return value.to_json()

    return json.dumps(thing, default=plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _check_days(table: Table, days: list[tuple[str, list[Draft]]], expected: int | None) -> None:
    if expected is not None and len(days) != expected:
        raise table.error("day", f"{len(days)} days, but weeks × days_per_week is {expected}")
    known: dict[str, CatalogueProgress | None] = {}
    for _, parts in days:
        for exercise, _, progress in parts:
            if known.setdefault(exercise, progress) != progress:
                # One exercise of a program has one weight: two ways to raise it would fight.
                raise table.error("day", f"{exercise!r} progresses in two ways")


def _day(
    table: Table, exercises: Mapping[str, CatalogueExercise], progresses: Mapping[str, CatalogueProgress]
) -> tuple[str, list[Draft]]:
    name = table.text("name")
    parts = [
        _instruction(Table(f"{table.where} ({name}): {number}", raw), exercises, progresses)
        for number, raw in enumerate(table.items("do"), 1)
    ]
    table.done()
    return name, parts


def _instruction(
    table: Table, exercises: Mapping[str, CatalogueExercise], progresses: Mapping[str, CatalogueProgress]
) -> Draft:
    exercise = exercises[table.one_of("exercise", exercises)]
    sets = _intervals(table) if "intervals" in table else _sets(table)
    counts_time = exercise.kind in {ExerciseKind.TIMED, ExerciseKind.DISTANCE}
    if counts_time != (sets[0].seconds is not None):
        raise table.error("exercise", f"{exercise.key!r} is {exercise.kind}: seconds for it, or reps?")
    progress = progresses[table.one_of("progress", progresses)] if "progress" in table else None
    table.done()
    return exercise.key, sets, progress


def _sets(table: Table) -> tuple[PrescribedSet, ...]:
    count = table.whole("sets", 1, 20)
    reps = reps_max = seconds = rpe_half = None
    if "seconds" in table:
        seconds = table.whole("seconds", 1, _LONGEST_SET)
    elif "reps" in table:
        reps = table.whole("reps", 1, 100)
    else:
        reps, reps_max = _range(table)
    if "rpe" in table:
        rpe_half = int(table.number("rpe", 5, 10) * 2)
    amrap = table.truth("amrap")
    each = PrescribedSet(
        reps=reps,
        reps_max=reps_max,
        seconds=seconds,
        rest_seconds=table.whole("rest", 0, 600),
        rpe_half=rpe_half,
        ask_rpe=rpe_half is not None,
    )
    return (*[each] * (count - 1), replace(each, amrap=amrap))


def _range(table: Table) -> tuple[int, int]:
    least, most = table.whole("min_reps", 1, 100), table.whole("max_reps", 1, 100)
    if least >= most:
        raise table.error("min_reps", "is not below max_reps")
    return least, most


def _intervals(table: Table) -> tuple[PrescribedSet, ...]:
    sets = []
    for pair in table.items("intervals"):
        match pair:
            case [str(label), int(seconds)] if label and len(label) <= _LONGEST_LABEL and 1 <= seconds <= _LONGEST_SET:
                sets.append(PrescribedSet(seconds=seconds, label=label))
            case _:
                raise table.error("intervals", f'["up to 8 letters", seconds] is expected, not {pair!r}')
    return tuple(sets)


def _progress(table: Table) -> CatalogueProgress:
    if "max_seconds" in table:
        progress = CatalogueProgress(
            increase_s=table.whole("increase_seconds", 1, 600),
            max_seconds=table.whole("max_seconds", 1, _LONGEST_SET),
        )
    elif "max_reps" in table:
        least, most = _range(table)
        kg_g, lb_g = _increase(table) if "increase_kg" in table else (0, 0)
        progress = CatalogueProgress(kg_g, lb_g, min_reps=least, max_reps=most)
    else:
        kg_g, lb_g = _increase(table)
        progress = CatalogueProgress(
            kg_g, lb_g, table.whole("deload_percent", 1, 50), table.whole("deload_after_misses", 1, 10)
        )
    table.done()
    return progress


def _increase(table: Table) -> tuple[int, int]:
    kg, lb = table.number("increase_kg", 0, 20), table.number("increase_lb", 0, 40)
    if not kg or not lb:
        raise table.error("increase_kg", "leave both out for none")
    return to_grams(kg, Unit.KG), to_grams(lb, Unit.LB)


def _preset(table: Table, days: object, count: int) -> tuple[int, ...]:
    if not isinstance(days, list) or len(days) != count or any(day not in WEEKDAYS for day in days):
        raise table.error("presets", f"{count} weekdays of {', '.join(WEEKDAYS)} are expected, not {days!r}")
    numbers = tuple(WEEKDAYS.index(day) for day in days)
    if numbers != tuple(sorted(set(numbers))):
        raise table.error("presets", f"each weekday once, Monday first, not {days!r}")
    return numbers
