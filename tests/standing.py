"""Where the exercises of a program stand for somebody: what the next workouts ask, read through the program's text."""

from __future__ import annotations

from dataclasses import dataclass

from models import courses
from models.enrollments import UserProgramEnrollment
from models.liftoscript.quantities import Value
from models.rules.sets import PrescribedSet, SetKind


@dataclass(frozen=True)
class Stand:
    """The working sets asked where the exercise comes next in the text, and its progress's variables."""

    sets: list[PrescribedSet]
    variables: dict[str, Value]

    @property
    def weight_g(self) -> int | None:
        return self.sets[0].weight_g

    @property
    def misses(self) -> int:
        return int(float(str(self.variables.get("failureCounter", 0))))


async def stands(enrollment: UserProgramEnrollment) -> dict[str, Stand]:
    """By the exercise's name, its first place in the program."""
    enrollment = await UserProgramEnrollment.get(id=enrollment.id).select_related("program", "user")
    course = await courses.of(enrollment.user, enrollment, enrollment.program)
    found: dict[str, Stand] = {}
    for line in (each for day in course.text.days for each in day.trained):
        working = [each for each in course.sets(line) if each.kind is not SetKind.WARMUP]
        found.setdefault(course.exercise(line).name, Stand(working, course.state.variables_of(line)))
    return found
