"""A program as JSON: what `python -m bot program --json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.program_text import exact
from handlers.views.liftoscript import problem_words
from models.liftoscript.changes import Change
from models.liftoscript.lifter import Lifter
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.liftoscript.quantities import Value, Weight, written
from models.liftoscript.session import Entry, Prescribed
from models.liftoscript.state import State


def weeks_json(program: Program, state: State, lifter: Lifter) -> list[dict[str, Any]]:
    return [
        {
            "week": week.number,
            "name": week.name,
            "description": week.description,
            "days": [
                {
                    "day": day.day,
                    "number": day.number,
                    "name": day.name,
                    "description": day.description,
                    "exercises": [_exercise(each) for each in program.session(day.week, day.day, state, lifter)],
                }
                for day in week.days
            ],
        }
        for week in program.weeks
    ]


def _exercise(entry: Entry) -> dict[str, Any]:
    exercise = entry.exercise
    return {
        "name": entry.movement,
        "label": exercise.label,
        "movements": list(exercise.movements),
        "movement": entry.standing.movement + 1,
        "variation": entry.standing.variation + 1,
        "variations": len(entry.standing.variations),
        "note": entry.note,
        "superset": exercise.superset,
        "tags": list(exercise.tags),
        "progress": exercise.progress.kind if exercise.progress else None,
        "warmups": None
        if entry.warmups is None
        else [
            {"reps": each.reps, "weight": weight_json(each.weight), "percentage": number_json(each.percent)}
            for each in entry.warmups
        ],
        "sets": [_set(each) for each in entry.sets],
    }


def _set(each: Prescribed) -> dict[str, Any]:
    plan = each.plan
    return {
        "reps": number_json(plan.reps),
        "minReps": number_json(plan.least),
        "amrap": plan.amrap,
        "more": plan.quick,
        "weight": weight_json(each.weight),
        "percentage": number_json(each.percent),
        "askWeight": plan.ask_weight,
        "rpe": number_json(plan.rpe),
        "askRpe": plan.ask_rpe,
        "rest": number_json(plan.rest),
        "timer": number_json(plan.timer),
        "countUp": plan.count_up,
        "auto": plan.auto,
        "label": plan.label,
    }


def weight_json(weight: Weight | None) -> str | None:
    return None if weight is None else exact(weight)


def number_json(value: float | None) -> float | int | None:
    return None if value is None else int(value) if value == int(value) else value


def changes_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "exercise": each.name,
            "what": each.kind,
            "variable": each.variable,
            "before": [_value(value) for value in each.before],
            "after": [_value(value) for value in each.after],
            "why": each.why,
            "week": each.week,
            "day": each.day,
        }
        for each in changes
    ]


def _value(value: Value | None) -> float | str | None:
    return number_json(value) if value is None or isinstance(value, float | int) else written(value)


def problems_json(error: ProgramError) -> dict[str, Any]:
    return {
        "errors": [
            {"line": each.line, "column": each.column, "code": each.code, "message": problem_words(each)}
            for each in error.problems
        ]
    }
