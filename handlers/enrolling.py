"""The way to an enrollment: its questions in order, and the end of it. The questions are answered in onboarding.py,
training_days.py and starting_weights.py; each keeps the answer and comes back here for the first one still open.
"""

from __future__ import annotations

from enum import StrEnum

from handlers import timezone
from handlers.conversation import Step
from handlers.unit import Unit
from handlers.views import enrolling as view
from handlers.views import starting_weights, training_days
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import View
from models import drafts, enrollments, planning, programs, starting
from models.catalogue import LEVELS
from models.drafts import Draft
from models.enrollments import AlreadyEnrolledError
from models.people import User
from models.programs import Program
from models.rules.schedule import Slot

HERE = "enrolling"


class Place(StrEnum):
    UNIT = "enrolling.unit"
    GOAL = "enrolling.goal"
    OFTEN = "enrolling.often"
    PROGRAM = "enrolling.program"
    DAYS = "enrolling.days"
    HOUR = "enrolling.hour"
    WEIGHTS = "enrolling.weights"
    WEIGHT = "enrolling.weight"


async def begin(unit: Unit, program: Program) -> Step | None:
    """Start on the way to an enrollment in this program; what is known of the person is not asked again."""
    before = drafts.of(unit.user)
    draft = before if before.program == program.id else Draft(unit_known=before.unit_known, program=program.id)
    await drafts.save(unit.user, draft)
    return await go_on(unit)


async def go_on(unit: Unit, said: Html | None = None) -> Step | None:
    """Ask the first question that is still open, below what is to be said of the last one; or enroll."""
    draft = drafts.of(unit.user)
    program = await _program(unit, draft)
    if unit.user.timezone == drafts.NO_ZONE:
        timezone.ask(unit, HERE, said)
        return None
    place, question = await _question(unit, draft, program)
    if question is None and program is not None:
        return await _enroll(unit, draft, program)
    assert question is not None  # noqa: S101 - there is one for whoever has no program
    unit.ask(View(lines(said or "", question.text), question.keyboard))
    unit.go(place)
    return None


async def say_again(unit: Unit, problem: Html) -> None:
    """A wrong answer: name the problem, and show the question's buttons again."""
    draft = drafts.of(unit.user)
    _, question = await _question(unit, draft, await _program(unit, draft))
    unit.ask(View(problem, question.keyboard if question else ()))


def proposals(user_goal: str | None, days_per_week: int | None, every: list[Program]) -> list[Program]:
    """The programs, the one that suits best first: by days a week, then by what it is for, then the easier one."""

    def distance(program: Program) -> tuple[int, int, int]:
        goals = list(program.goals)
        off_goal = goals.index(user_goal) if user_goal in goals else 2 * len(goals) + 2
        off_days = abs(program.days_per_week - (days_per_week or program.days_per_week))
        return 2 * off_days + off_goal, LEVELS.index(program.level), program.days_per_week

    return sorted(every, key=distance)


async def following(user: User, over: Program) -> Program | None:
    """What to go on with after a program: the one that suits best of those the person does not train."""
    trained = {over.id, *(each.program_id for each in await enrollments.running(user))}
    others = [each for each in await programs.offered(user) if each.id not in trained]
    return next(iter(proposals(user.goal, user.days_per_week, others)), None)


async def _program(unit: Unit, draft: Draft) -> Program | None:
    """The program of the draft; one that is offered no more is forgotten, with what was said about it."""
    if draft.program is None:
        return None
    program = await programs.visible(unit.user, draft.program)
    if program is None:
        draft.program = draft.weekdays = None
    return program


async def _question(unit: Unit, draft: Draft, program: Program | None) -> tuple[Place, View | None]:
    user = unit.user
    if not draft.unit_known and user.goal is None and not await enrollments.any_ever(user):
        return Place.UNIT, view.units(user)
    if program is None:
        return await _program_question(user)
    if draft.weekdays is None:
        return Place.DAYS, training_days.presets(program)
    if draft.at is None:
        return Place.HOUR, training_days.hours(program.id, draft.weekdays)
    return await _weights_question(unit, draft, program)


async def _program_question(user: User) -> tuple[Place, View]:
    if user.goal is None:
        return Place.GOAL, view.goals()
    if user.days_per_week is None:
        return Place.OFTEN, view.often()
    offered = await programs.offered(user)
    trained = {each.program_id for each in await enrollments.running(user)}
    others = [each for each in offered if each.id not in trained]
    best = proposals(user.goal, user.days_per_week, others or offered)[0]
    return Place.PROGRAM, view.proposal(best, await programs.days(best))


async def _weights_question(unit: Unit, draft: Draft, program: Program) -> tuple[Place, View | None]:
    loaded = await starting.asked(program)
    if draft.weighed or not loaded:
        return Place.WEIGHTS, None
    if not draft.one_by_one:
        return Place.WEIGHTS, starting_weights.how(unit.user, program, loaded)
    following = next((each for each in loaded if each.id not in draft.weights), None)
    if following is None:
        return Place.WEIGHTS, None
    done = [each for each in loaded if each.id in draft.weights]
    return Place.WEIGHT, starting_weights.one(unit.user, program.id, following, (len(done) + 1, len(loaded)))


async def _enroll(unit: Unit, draft: Draft, program: Program) -> Step:
    slots = [Slot(weekday, draft.at) for weekday in draft.weekdays or () if draft.at is not None]
    weights = {exercise: grams for exercise, grams in draft.weights.items() if grams is not None}
    await drafts.save(unit.user, None)
    try:
        enrollment = await planning.enroll(unit.user, program, slots, weights)
    except AlreadyEnrolledError:
        unit.toast(label("enrolled-already", program=program.name))
        unit.conclude(View(say("enrolled-already", program=program.name)))
        return Step.HOME
    coming = [each for each in await planning.upcoming(unit.user) if each.enrollment_id == enrollment.id]
    unit.conclude(view.enrolled(unit.user, program, slots, coming[0] if coming else None))
    return Step.HOME


timezone.THEN[HERE] = go_on
