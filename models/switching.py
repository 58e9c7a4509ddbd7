"""Another program in the place of the one somebody trains: an edited text, or a newer form of a built-in one."""

from __future__ import annotations

from models.enrollments import UserProgramEnrollment
from models.programs import Program, Workout
from models.projection import delete_sessions
from models.sessions import SessionStatus, UserWorkoutSession


async def switch(enrollment: UserProgramEnrollment, program: Program) -> None:
    """The enrollment is in this program from now on, on the same day of it; planned sessions become those of its days.

    History stays with the program before; the caller carries the state over, and plans anew.
    """
    days = {each.day: each for each in await Workout.filter(program_id=program.id)}
    planned = UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.PLANNED)
    for session in await planned.select_related("workout"):
        now = days.get(session.workout.day)
        if now is None:
            await delete_sessions([session.id])
        else:
            await UserWorkoutSession.filter(id=session.id).update(workout_id=now.id)
    enrollment.program = program
    enrollment.current_day = min(enrollment.current_day, len(days))
    await enrollment.save(update_fields=["program_id", "current_day"])
