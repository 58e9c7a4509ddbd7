"""A built-in program's file: what is said about it, as `/// key: value` lines, and then its text in the language.

name, credit, why: texts. level, goals, equipment (but body weight): words of ours, goals the main one first. days per
week, minutes (of a workout). repeats: yes or no. presets: weekdays to train on, each as many as days per week.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid5

from models.catalogue.entries import EQUIPMENT, GOALS, LEVELS, NAMESPACE, CatalogueExercise, CatalogueProgram
from models.catalogue.finding import NameIndex
from models.catalogue.pounds import in_pounds
from models.catalogue.table import CatalogueError, Table
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.rules.sets import Unit

SUFFIX = ".liftoscript"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IN_POUNDS = "-lb"
"""What is added to the key of a program's version for people who lift in pounds."""

_ALWAYS_THERE = {"bodyweight", "none"}
_ABOUT = re.compile(r"///\s*([a-z ]+?)\s*:\s*(.*?)\s*")
_LISTS = {"goals", "equipment"}
_NUMBERS = {"days per week", "minutes"}


def read_programs(key: str, written: str, exercises: NameIndex[CatalogueExercise]) -> Iterator[CatalogueProgram]:
    """The program of a file (key: the file's name without its ending); where it has weights, as it is for kilograms and
    as it is for pounds. Raises CatalogueError.
    """
    about, text = _apart(written)
    pounds = in_pounds(text)
    if pounds == text:
        yield _program(key, about, text, None, exercises)
        return
    yield _program(key, about, text, Unit.KG, exercises)
    yield _program(key + IN_POUNDS, about, pounds, Unit.LB, exercises)


def _apart(written: str) -> tuple[dict[str, Any], str]:
    """What is said about the program, and its text."""
    about: dict[str, Any] = {}
    lines = written.splitlines(keepends=True)
    for place, line in enumerate(lines):
        found = _ABOUT.fullmatch(line.rstrip("\n"))
        if found is None:
            return about, "".join(lines[place:]).strip("\n") + "\n"
        about[found[1]] = _value(found[1], found[2])
    return about, ""


def _value(key: str, text: str) -> Any:
    if key in _LISTS:
        return [each.strip() for each in text.split(",") if each.strip()]
    if key in _NUMBERS:
        return int(text) if text.isdecimal() else text
    if key == "repeats":
        return {"yes": True, "no": False}.get(text, text)
    if key == "presets":
        return [each.split() for each in text.split(";")]
    return text


def _program(
    key: str, about: Mapping[str, Any], text: str, unit: Unit | None, exercises: NameIndex[CatalogueExercise]
) -> CatalogueProgram:
    table = Table(f"programs/{key}", about)
    days_per_week = table.whole("days per week", 1, 7)
    repeats = table.truth("repeats")
    equipment = table.texts("equipment", EQUIPMENT - _ALWAYS_THERE, least=0)
    read = _read(table, text)
    if any(len(week.days) != days_per_week for week in read.weeks) and len(read.weeks) > 1:
        raise table.error("days per week", f"is not that of the text's weeks: {days_per_week}")
    movements = _movements(table, read, exercises, {*equipment, *_ALWAYS_THERE})
    # Texts about a program do not count: what is prescribed and how it goes on make it another one.
    program = CatalogueProgram(
        id=uuid5(NAMESPACE, f"program/{key}/{_content([days_per_week, repeats, text])}"),
        key=key,
        name=table.text("name"),
        credit=table.text("credit"),
        why=table.text("why"),
        level=table.one_of("level", LEVELS),
        goals=table.texts("goals", GOALS),
        equipment=equipment,
        days_per_week=days_per_week,
        weeks=None if repeats else len(read.weeks),
        minutes=table.whole("minutes", 5, 180),
        repeats=repeats,
        presets=tuple(_preset(table, each, days_per_week) for each in table.items("presets")),
        text=text,
        unit=unit,
        movements={name: each.key for name, each in movements.items()},
    )
    table.done()
    return program


def _read(table: Table, text: str) -> Program:
    try:
        return Program.parse(text)
    except ProgramError as error:
        first = error.problems[0]
        raise CatalogueError(f"{table.where}: line {first.line}, column {first.column}: {first.code}") from error


def _movements(
    table: Table, read: Program, exercises: NameIndex[CatalogueExercise], usable: set[str]
) -> dict[str, CatalogueExercise]:
    """Which exercise each name is, by the name without case."""
    found: dict[str, CatalogueExercise] = {}
    for day in read.days:
        for each in day.trained:
            for name in each.movements:
                exercise = exercises.find(name).exact
                if exercise is None or exercise.equipment not in usable:
                    raise table.error("text", f"{name!r} is no exercise, or of other equipment")
                found[name.lower()] = exercise
    return found


def _content(thing: object) -> str:
    """The same text for the same content."""
    written = json.dumps(thing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _preset(table: Table, days: Sequence[str], count: int) -> tuple[int, ...]:
    if len(days) != count or any(day not in WEEKDAYS for day in days):
        raise table.error("presets", f"{count} weekdays of {', '.join(WEEKDAYS)} are expected, not {days!r}")
    numbers = tuple(WEEKDAYS.index(day) for day in days)
    if numbers != tuple(sorted(set(numbers))):
        raise table.error("presets", f"each weekday once, Monday first, not {days!r}")
    return numbers
