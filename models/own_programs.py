"""People's own programs: a text of theirs becomes a program, is trained, edited, exported, and deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from models import courses, enrollments, planning, program_check, program_texts, programs
from models.enrollments import RUNNING, UserProgramEnrollment
from models.liftoscript.carrying import either
from models.liftoscript.plan import Standing
from models.liftoscript.program import Program as Text
from models.liftoscript.quantities import Weight
from models.liftoscript.state import State
from models.people import User
from models.programs import ExerciseInstruction, Program, Workout
from models.sessions import SessionStatus, UserWorkoutSession
from models.switching import switch

MOST = 50
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


class TooManyError(Exception):
    """The person has MOST programs of their own."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An exercise that goes on where it has come to, though the text says otherwise: the weights of its first set, both
    None where that is not the weight.
    """

    name: str
    said: Weight | None
    stands: Weight | None


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a program when a text takes its place. state: where its exercises stand then; came, gone: names
    of exercises; same: it is the text that is trained already.
    """

    state: State
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    same: bool = False


async def create(user: User, name: str, text: str, movements: Mapping[str, UUID]) -> Program:
    """A program of the person's own. movements: the exercise each name in the text means. Raises ProgramError where the
    text is none, TooManyError.
    """
    if await Program.filter(owner_id=user.id, offered=True).count() >= MOST:
        raise TooManyError
    read = await program_texts.read(text)
    days_per_week = min(program_check.MOST_A_WEEK, program_check.fullest_week(read))
    program = await Program.create(
        id=uuid4(),
        owner=user,
        name=name[: programs.LONGEST_NAME],
        days_per_week=days_per_week,
        weeks=len(read.weeks),
        repeats=True,
        presets=[list(each) for each in PRESETS[days_per_week]],
        text=text,
        movements={each.lower(): str(exercise) for each, exercise in movements.items()},
    )
    await programs.write_days(program, read)
    return program


async def listed(user: User) -> list[Program]:
    """The person's own programs that they do not train now."""
    running = [each.program_id for each in await enrollments.running(user)]
    return await Program.filter(owner_id=user.id, offered=True).exclude(id__in=running).order_by("name", "id")


async def under_way(enrollment: UserProgramEnrollment) -> bool:
    """Whether a workout of it is under way, whose plan stays as it began."""
    sessions = UserWorkoutSession.filter(enrollment_id=enrollment.id, status=SessionStatus.IN_PROGRESS)
    return await sessions.exists()


async def retire(program: Program) -> None:
    """A program of somebody's own goes: its rows too, where no history refers to them."""
    if program.owner_id is None:
        return
    trained = UserWorkoutSession.filter(workout__program_id=program.id)
    if await UserProgramEnrollment.exists(program_id=program.id) or await trained.exists():
        await Program.filter(id=program.id).update(offered=False)
        return
    days = await Workout.filter(program_id=program.id).values_list("id", flat=True)
    await ExerciseInstruction.filter(workout_id__in=list(days)).delete()
    await Workout.filter(program_id=program.id).delete()
    await Program.filter(id=program.id).delete()


# -- what was reached ---------------------------------------------------------------------------------


async def written(user: User, enrollment: UserProgramEnrollment) -> str:
    """The enrollment's program (which comes with it) as text, with what was reached in it."""
    course = await courses.of(user, enrollment, enrollment.program)
    return await program_texts.written(course.text, course.state)


async def exported(user: User, program: Program) -> tuple[str, bool]:
    """The program as text: with what the person has reached in it, while they train it or when they last did (True), or
    as it is offered.
    """
    mine = UserProgramEnrollment.filter(user_id=user.id, program_id=program.id, is_active=True)
    every = await mine.order_by("-created_at", "-id").select_related("program")
    last = next((each for each in every if each.status in RUNNING), next(iter(every), None))
    return (program.text, False) if last is None else (await written(user, last), True)


async def compare(
    user: User, enrollment: UserProgramEnrollment, text: str, sent: str = "", *, as_written: bool = False
) -> Edit:
    """What would become of the enrollment's program (which comes with it). Whatever was reached goes on where the text
    says what the program said before, or said when it was `sent` to be changed; as_written: it does nowhere.
    Raises ProgramError.
    """
    course = await courses.of(user, enrollment, enrollment.program)
    new = await program_texts.read(text)
    state = State(rm1=course.state.rm1)
    if not as_written:
        state = new.carried(course.state, course.text)
        if sent:
            state = either(state, new.carried(course.state, await program_texts.read(sent)), new.places)
    before, after = _names(course.text), _names(new)
    return Edit(
        state,
        came=tuple(name for identity, name in after.items() if identity not in before),
        gone=tuple(name for identity, name in before.items() if identity not in after),
        kept=tuple(_kept(new, state)),
        same=text.strip() in {course.text.source.text.strip(), sent.strip()} and not as_written,
    )


async def edit(
    user: User, enrollment: UserProgramEnrollment, name: str, text: str, movements: Mapping[str, UUID], made: Edit
) -> Program:
    """Train this text from now on, in place of the enrollment's program (which comes with it): history stays, and so
    does the day; made: what compare() said. Raises ProgramError, TooManyError.
    """
    before = enrollment.program
    program = await create(user, name, text, movements)
    await enrollments.save_state(enrollment.id, await enrollments.state_of(enrollment.id), made.state)
    await switch(enrollment, program)
    await planning.replan(user)
    await retire(before)
    return program


def _names(text: Text) -> dict[str, str]:
    """The exercises that are trained, by identity."""
    return {each.identity: each.name for day in reversed(text.days) for each in reversed(day.trained)}


def _kept(text: Text, state: State) -> list[Kept]:
    found = []
    for identity, name in _names(text).items():
        differing = [
            (each.standing, stands)
            for place, each in sorted(text.places[identity].items())
            if (stands := state.standing(each)) != each.standing
        ]
        if differing:
            said, stands = differing[0]
            weights = (_weight(said), _weight(stands))
            found.append(Kept(name, *(weights if weights[0] != weights[1] else (None, None))))
        elif identity in state.variables:
            found.append(Kept(name, None, None))
    return found


def _weight(standing: Standing) -> Weight | None:
    first = standing.sets[0].weight if standing.sets else None
    return first if isinstance(first, Weight) else None
