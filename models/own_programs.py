"""People's own programs: a text of theirs becomes a program, and takes the place of the one they train."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from models import courses, enrollments, planning, program_texts, programs
from models.enrollments import UserProgramEnrollment
from models.people import User
from models.programs import Program
from models.switching import switch

PRESETS: Mapping[int, tuple[tuple[int, ...], ...]] = {
    1: ((0,), (2,), (5,)),
    2: ((0, 3), (1, 4), (2, 5)),
    3: ((0, 2, 4), (1, 3, 5), (0, 3, 5)),
    4: ((0, 1, 3, 4), (0, 2, 4, 5), (1, 2, 4, 5)),
    5: ((0, 1, 2, 3, 4), (0, 1, 3, 4, 5)),
    6: ((0, 1, 2, 3, 4, 5),),
    7: ((0, 1, 2, 3, 4, 5, 6),),
}
"""Weekdays to train on (Monday 0), by how many there are in a week."""


async def create(user: User, name: str, text: str, movements: Mapping[str, UUID]) -> Program:
    """A program of the person's own. movements: the exercise each name in the text means (programs.movements_of), by
    the name without case. Raises ProgramError for a text that is none.
    """
    read = await program_texts.read(text)
    days_per_week = min(7, max(len(week.days) for week in read.weeks))
    program = await Program.create(
        id=uuid4(),
        owner=user,
        name=name[: programs.LONGEST_NAME],
        days_per_week=days_per_week,
        repeats=True,
        presets=[list(each) for each in PRESETS[days_per_week]],
        offered=False,
        text=text,
        movements={each.lower(): str(exercise) for each, exercise in movements.items()},
    )
    await programs.write_days(program, read)
    return program


async def edit(user: User, enrollment: UserProgramEnrollment, text: str, movements: Mapping[str, UUID]) -> Program:
    """Train this text from now on, in place of the enrollment's program (which comes with it): history stays, and so do
    the day, and whatever was reached where the text says what it said before. Raises ProgramError.
    """
    course = await courses.of(user, enrollment, enrollment.program)
    program = await create(user, enrollment.program.name, text, movements)
    after = (await program.read()).carried(course.state, course.text)
    await enrollments.save_state(enrollment.id, course.state, after)
    await switch(enrollment, program)
    await planning.replan(user)
    return program


async def written(user: User, enrollment: UserProgramEnrollment) -> str:
    """The enrollment's program (which comes with it) as text, with what was reached in it."""
    course = await courses.of(user, enrollment, enrollment.program)
    return await program_texts.written(course.text, course.state)
