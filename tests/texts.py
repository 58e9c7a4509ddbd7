"""Programs for tests: sets as a text in the language that prescribes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from models import programs
from models.liftoscript.program import Program as Text
from models.liftoscript.quantities import plain
from models.programs import Exercise, Program
from models.rules.sets import PrescribedSet, SetKind


def text_of(
    day: Mapping[str, Sequence[PrescribedSet]], days: int = 1, progress: Mapping[str, str] | None = None
) -> str:
    """A week of `days` equal days of these exercises, by name. progress: of some of them, as the text has it."""
    return week_of({f"Day {number}": day for number in range(1, days + 1)}, progress)


def week_of(
    days: Mapping[str, Mapping[str, Sequence[PrescribedSet]]], progress: Mapping[str, str] | None = None
) -> str:
    """A week of these days, by name; each exercise says once how it progresses."""
    left, text = dict(progress or {}), "# Week 1\n"
    for name, day in days.items():
        lines = [_line(exercise, sets, left.pop(exercise, "")) for exercise, sets in day.items()]
        text += f"## {name}\n" + "\n".join(lines) + "\n"
    return text


async def program_of(name: str, text: str, **columns: Any) -> Program:
    """A program's rows, its exercises being those of these names."""
    read = Text.parse(text)
    names = programs.movements_of(read)
    rows = {row.name: row async for row in Exercise.filter(name__in=names)}
    movements = {each.lower(): str(rows[each].id) for each in names}
    columns = {"days_per_week": 3, "offered": False, **columns}
    program = await Program.create(name=name, text=text, movements=movements, **columns)
    await programs.write_days(program, read)
    return program


def can_be_text(sets: Sequence[PrescribedSet]) -> bool:
    """False for what the language has no word for: distances, drop sets, more than a hundred sets."""
    return len(sets) <= 100 and all(
        each.distance_m is None and each.kind in {SetKind.WORK, SetKind.WARMUP} for each in sets
    )


def _line(name: str, sets: Sequence[PrescribedSet], progress: str) -> str:
    working = [each for each in sets if each.kind is SetKind.WORK]
    warmups = [each for each in sets if each.kind is SetKind.WARMUP]
    parts = [name, ", ".join(f"{len(list(alike))}x{_set(each)}" for each, alike in groupby(working))]
    if warmups:
        parts.append("warmup: " + ", ".join(f"1x{each.reps} {_kg(each.weight_g or 0)}" for each in warmups))
    if progress:
        parts.append(f"progress: {progress}")
    return " / ".join(parts)


def _set(each: PrescribedSet) -> str:
    reps = 1 if each.reps is None else each.reps
    said = f"{reps}-{each.reps_max}" if each.reps_max else f"{reps}"
    said += "+" if each.amrap else ""
    if each.weight_g is not None:
        said += f" {_kg(each.weight_g)}"
    if each.rpe_half is not None:
        said += f" @{plain(each.rpe_half / 2)}{'+' if each.ask_rpe else ''}"
    timer = f"{each.seconds}s{'+' if each.count_up else ''}|" if each.seconds else ""
    said += f" {timer}{each.rest_seconds}s{' auto' if each.auto else ''}"
    return f"{said} ({each.label})" if each.label else said


def _kg(grams: int) -> str:
    return f"{plain(grams / 1000)}kg"
