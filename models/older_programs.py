"""Whoever trains a program of before programs were texts goes on in the one of the same name, on the same day and with
the same weights. To be deleted, with the table that 0002 leaves, when nobody updates from 0.1.0 any more.
"""

from __future__ import annotations

from typing import Any

from models import enrollments, starting, statements
from models.catalogue.program_files import IN_POUNDS
from models.enrollments import RUNNING, UserProgramEnrollment
from models.liftoscript.state import State
from models.programs import ExerciseInstruction, Program, Workout
from models.rules.sets import Unit
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from models.switching import switch

_THERE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'exercise_state_before'",
    "postgres": "SELECT 1 WHERE to_regclass('exercise_state_before') IS NOT NULL",
}
_WEIGHTS = "SELECT exercise_id, weight_g FROM exercise_state_before WHERE enrollment_id = ? AND weight_g IS NOT NULL"


async def take_along() -> None:
    """Once, in the transaction of the migration."""
    there = _THERE[statements.connection().capabilities.dialect]
    if not await statements.fetch(there):
        return
    older = UserProgramEnrollment.filter(status__in=RUNNING, program__text="", program__owner_id=None)
    for enrollment in await older.select_related("program", "user"):
        key, unit = enrollment.program.key, enrollment.user.unit
        keys = [f"{key}{IN_POUNDS}", key] if unit is Unit.LB else [key]
        found = {each.key: each for each in await Program.filter(key__in=keys, offered=True).exclude(text="")}
        program = next((found[each] for each in keys if each in found), None)
        if program is not None:
            await _go_on_in(enrollment, program)
    await statements.execute("DROP TABLE exercise_state_before")


async def _go_on_in(enrollment: UserProgramEnrollment, program: Program) -> None:
    rows: list[Any] = list(await statements.fetch(_WEIGHTS, enrollment.id))
    weights = {statements.as_uuid(row[0]): row[1] for row in rows}
    await enrollments.save_state(enrollment.id, State(), await starting.state(enrollment.user, program, weights))
    await switch(enrollment, program)
    under_way = UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.IN_PROGRESS)
    for session in await under_way.select_related("workout"):
        await _know_the_exercises(session, program)


async def _know_the_exercises(session: UserWorkoutSession, program: Program) -> None:
    """A workout under way moves its exercises on as well when it ends."""
    row = await SessionPlan.filter(session_id=session.id).first()
    workout = await Workout.filter(program_id=program.id, day=session.workout.day).first()
    if row is None or workout is None:
        return
    named = await ExerciseInstruction.filter(workout_id=workout.id).values_list("exercise_id", "identity")
    identities = {str(exercise): identity for exercise, identity in named}
    for item in row.plan["items"]:
        item["identity"] = identities.get(item["exercise"], "")
        item.pop("progress", None)
    await SessionPlan.filter(session_id=session.id).update(plan=row.plan)
