"""Last time: what a person did of an exercise when they last trained it, and what they last noted about it.

Asked for all the exercises of a workout at once when it starts, in two statements that ten years make no slower: the
last workout is found by its top sets, a note among the performances that have one (0005_notes has an index of these).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from models import statements
from models.people import User
from models.performances import COLUMNS, done_of
from models.rules.sets import DoneSet


@dataclass(slots=True)
class LastTime:
    """The working sets of the last finished workout with the exercise, in order, and the newest note ("seat 4")."""

    sets: list[DoneSet] = field(default_factory=list)
    note: str = ""


DONE = ", ".join(f"done.{column}" for column in COLUMNS)


async def of(user: User, exercises: Collection[UUID]) -> dict[UUID, LastTime]:
    """Of each of these exercises."""
    found = {each: LastTime() for each in exercises}
    if found:
        await _read_sets(user, found)
        await _read_notes(user, found)
    return found


async def sets(user: User, exercise_id: UUID) -> list[DoneSet]:
    """The working sets alone, of one exercise."""
    found = {exercise_id: LastTime()}
    await _read_sets(user, found)
    return found[exercise_id].sets


async def _read_sets(user: User, found: dict[UUID, LastTime]) -> None:
    rows = await statements.fetch(
        f"""
        SELECT exercise.id, {DONE}
        FROM exercise
        CROSS JOIN user_exercise_performance AS performance
        CROSS JOIN exercise_instruction AS instruction
        CROSS JOIN exercise_set AS done
        WHERE exercise.id IN ({", ".join("?" * len(found))})
            AND performance.session_id = (
                SELECT top.session_id FROM top_set AS top WHERE top.user_id = ? AND top.exercise_id = exercise.id
                ORDER BY top.at_us DESC LIMIT 1
            )
            AND performance.is_active
            AND instruction.id = performance.instruction_id AND instruction.exercise_id = exercise.id
            AND done.performance_id = performance.id AND done.kind <> 'WARMUP'
        ORDER BY done.position
        """,  # noqa: S608 - only question marks and our columns; SQLite joins in this order, which is the one that has indexes
        *(*found, user.id),
    )
    for exercise_id, *columns in map(tuple, rows):
        done = done_of(dict(zip(COLUMNS, columns, strict=True)))
        found[statements.as_uuid(exercise_id)].sets.append(done)


async def _read_notes(user: User, found: dict[UUID, LastTime]) -> None:
    rows = await statements.fetch(
        f"""
        SELECT exercise_id, notes FROM (
            SELECT instruction.exercise_id, performance.notes, row_number() OVER (
                PARTITION BY instruction.exercise_id ORDER BY performance.created_at DESC
            ) AS place
            FROM user_workout_session AS session
            CROSS JOIN user_exercise_performance AS performance
            CROSS JOIN exercise_instruction AS instruction
            WHERE session.user_id = ? AND session.is_active
                AND performance.session_id = session.id AND performance.notes IS NOT NULL AND performance.is_active
                AND instruction.id = performance.instruction_id
                AND instruction.exercise_id IN ({", ".join("?" * len(found))})
        ) AS noted WHERE place = 1
        """,  # noqa: S608 - likewise
        *(user.id, *found),
    )
    for exercise_id, note in map(tuple, rows):
        found[statements.as_uuid(exercise_id)].note = note
