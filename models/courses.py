"""A person's course through a program: its text, and what training has changed of it, as sets for their plates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from models import enrollments, measurements, people, prescribing
from models.enrollments import UserProgramEnrollment
from models.liftoscript.finishing import played
from models.liftoscript.lifter import Budget, Lifter
from models.liftoscript.plan import Day
from models.liftoscript.plan import Exercise as Line
from models.liftoscript.program import Program as Text
from models.liftoscript.session import Done, Entry
from models.liftoscript.state import State
from models.people import User
from models.programs import Exercise, ExerciseInstruction, Program, Workout, days_of
from models.rules import plates
from models.rules.plan import Item
from models.rules.sets import DoneSet, PrescribedSet, SetKind
from models.sessions import UserWorkoutSession

MOST_STEPS = 40_000  # of all scripts that run while a message is handled: some 100 ms, at worst 200


@dataclass(frozen=True, slots=True)
class Prescription:
    """What a day asks of an exercise, for a person. entry: as its program has it, None outside a program; asks: the
    variables to be asked for at the end, with their values.
    """

    instruction: ExerciseInstruction
    exercise: Exercise
    sets: list[PrescribedSet]
    entry: Entry | None = None
    asks: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Course:
    """A program as one person trains it, for as long as a message is handled. exercises: all that it names, by id."""

    user: User
    program: Program
    text: Text
    state: State
    exercises: Mapping[UUID, Exercise] = field(default_factory=dict)
    bodyweight_g: int | None = None
    budget: Budget = field(default_factory=lambda: Budget(MOST_STEPS))

    @property
    def days(self) -> list[Day]:
        """Those that are trained: day 1 of the program is the first."""
        return days_of(self.text)

    def exercise(self, line: Line) -> Exercise:
        """The exercise that is current on that line."""
        return self.exercises[self.program.exercise_of(self.state.movement(line))]

    def lifter(self, exercise: Exercise) -> Lifter:
        """The person, as the language needs to know them for this exercise."""
        how = plates.loading_of(exercise.kind, exercise.equipment)
        return prescribing.lifter(people.equipment(self.user), how, self.text.unit, self.bodyweight_g, self.budget)

    def entry(self, line: Line, done: Sequence[Done] = ()) -> Entry:
        """The exercise on its day, after these sets of it."""
        number = self.text.day(line.week, line.day).number
        return played(line, number, done, self.state, self.lifter(self.exercise(line)))

    def sets(self, line: Line) -> list[PrescribedSet]:
        """What is asked of the exercise on its day."""
        return prescribing.prescribed(self.entry(line), self.exercise(line).kind)


async def of(user: User, enrollment: UserProgramEnrollment, program: Program) -> Course:
    """The person's course: the program is the enrollment's, or the one before it was edited."""
    text = await program.read()
    ids = {UUID(each) for each in (program.movements or {}).values()}
    rows = await Exercise.in_bulk(list(ids), "id") if ids else {}
    bodyweight_g = await measurements.bodyweight_g(user) if "bodyweight" in program.text else None
    return Course(user, program, text, await enrollments.state_of(enrollment.id), rows, bodyweight_g)


async def prescriptions(user: User, session: UserWorkoutSession) -> list[Prescription]:
    """What a session asks, exercise by exercise, as things stand now."""
    rows = (
        await ExerciseInstruction.filter(workout_id=session.workout_id).order_by("position").select_related("exercise")
    )
    found = await _of_session(user, session)
    if found is None:
        return [Prescription(each, each.exercise, each.prescribed()) for each in rows]
    course, lines = found
    return [_prescription(course, each, lines[each.identity]) for each in rows]


def _prescription(course: Course, instruction: ExerciseInstruction, line: Line) -> Prescription:
    exercise, entry = course.exercise(line), course.entry(line)
    asks = prescribing.asks(line, course.state.variables_of(line))
    return Prescription(instruction, exercise, prescribing.prescribed(entry, exercise.kind), entry, asks)


async def _of_session(user: User, session: UserWorkoutSession) -> tuple[Course, dict[str, Line]] | None:
    """The course that a session belongs to, and the exercises of its day by identity; None outside a program, and for
    one that is no text yet.
    """
    workout = await Workout.get(id=session.workout_id).select_related("program")
    if session.enrollment_id is None or workout.program is None or not workout.program.text:
        return None
    enrollment = await UserProgramEnrollment.get(id=session.enrollment_id)
    course = await of(user, enrollment, workout.program)
    return course, {each.identity: each for each in course.days[(workout.day or 1) - 1].trained}


async def update(user: User, session: UserWorkoutSession, item: Item, done: Sequence[DoneSet]) -> bool:
    """Let the exercise's program change the sets still to come, after these. What the person has changed of them stays,
    where the program says what it said before. False where nothing is to be changed.
    """
    found = await _of_session(user, session) if item.updates else None
    line = found[1].get(item.identity) if found else None
    if found is None or line is None:
        return False
    course, before = found[0], item.prescribed
    warmups = [each for each in before if each.kind is SetKind.WARMUP]
    made = prescribing.done_sets(course.entry(line), before, done)
    told = prescribing.prescribed(course.entry(line, made), item.kind)
    told = [*warmups, *(each for each in told if each.kind is not SetKind.WARMUP)]
    behind = len(warmups) + len(made)
    kept = [*before[:behind], *told[behind:]]
    sets = [
        *item.sets[:behind],
        *(
            item.sets[place] if place < len(item.sets) and before[place : place + 1] == [each] else each
            for place, each in enumerate(told[behind:], start=behind)
        ),
        *item.sets[max(behind, len(before)) :],
    ]
    changed = (item.sets, before) != (sets, kept)
    item.sets, item.asked = sets, kept
    return changed
