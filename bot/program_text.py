"""A program as lines to read: what `python -m bot program` prints."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.views.liftoscript import problem_words
from models.liftoscript.lifter import Lifter
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight, fixed, plain
from models.liftoscript.session import Entry, Prescribed
from models.liftoscript.state import State


def week_lines(program: Program, state: State, lifter: Lifter) -> list[str]:
    return list(_lines(program, state, lifter))


def _lines(program: Program, state: State, lifter: Lifter) -> Iterator[str]:
    for week in program.weeks:
        yield f"Week {week.number}: {week.name}"
        for day in week.days:
            yield f"  Day {day.day}: {day.name}"
            for entry in program.session(day.week, day.day, state, lifter):
                yield from (f"    {line}" for line in _exercise(entry))


def _exercise(entry: Entry) -> Iterator[str]:
    exercise = entry.exercise
    facts = [
        f"{exercise.label}: {entry.movement}" if exercise.label else entry.movement,
        f"variation {entry.standing.variation + 1} of {len(entry.standing.variations)}"
        if len(entry.standing.variations) > 1
        else "",
        f"superset {exercise.superset}" if exercise.superset else "",
    ]
    yield ", ".join(fact for fact in facts if fact)
    if entry.warmups is not None:
        for warmup in entry.warmups:
            share = f" ({plain(warmup.percent)}%)" if warmup.percent else ""
            yield f"  warm-up {warmup.reps} × {_weight(warmup.weight)}{share}"
        if not entry.warmups:
            yield "  no warm-ups"
    for number, each in enumerate(entry.sets, 1):
        yield f"  set {number}: {_set(each)}"


def _set(each: Prescribed) -> str:
    plan = each.plan
    least = "" if plan.least is None else f"{plain(plan.least)}-"
    facts = [
        f"{least}{plain(plan.reps)}{'+' if plan.amrap else ''} × {_weight(each.weight)}",
        "" if each.percent is None else f"{plain(each.percent)}%",
        "asks the weight" if plan.ask_weight else "",
        "" if plan.rpe is None else f"RPE {plain(plan.rpe)}",
        "asks the RPE" if plan.ask_rpe else "",
        "" if plan.timer is None else f"timer {plain(plan.timer)} s{' or longer' if plan.count_up else ''}",
        "" if plan.rest is None else f"rest {plain(plan.rest)} s",
        "goes on by itself" if plan.auto else "",
        "more sets if wanted" if plan.quick else "",
        f"({plan.label})" if plan.label else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def _weight(weight: Weight | None) -> str:
    return "?" if weight is None else exact(weight)


def exact(weight: Weight) -> str:
    """To four decimals: nobody asked to round it."""
    return f"{fixed(weight.value, 4) + 0.0:.4f}".rstrip("0").rstrip(".") + weight.unit


def problem_lines(file: str, error: ProgramError) -> list[str]:
    return [f"{file}:{each.line}:{each.column}: {problem_words(each)}" for each in error.problems]
