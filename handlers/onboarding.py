"""/start: who the person is and what they want, until a program is proposed. Somebody enrolled is told what is next."""

from __future__ import annotations

from enum import StrEnum

from handlers import enrolling, programs
from handlers.conversation import NOT_TEXT, On, OnAny, OnCommand, OnTap, OnText, Step
from handlers.enrolling import Place
from handlers.reading import read_count, read_unit
from handlers.unit import Unit
from handlers.views import enrolling as view
from handlers.views import next_up, taps
from handlers.views.texts import label, say
from models import drafts, enrollments, people, planning
from models import programs as program_rows
from models.rules.sets import Unit as WeightUnit
from models.sessions import SessionStatus, UserWorkoutSession


async def start(unit: Unit, payload: str) -> Step | None:
    """Begin, go on where it stopped, or say what is next. What a deep link carries is not for us."""
    del payload
    user = unit.user
    running = await enrollments.running(user)
    if running:
        under_way = (
            await UserWorkoutSession.filter(user_id=user.id, status=SessionStatus.IN_PROGRESS, is_active=True)
            .select_related("workout")
            .first()
        )
        unit.ask(next_up.view(user, running, await planning.upcoming(user, limit=1), under_way))
        return Step.HOME
    new = user.timezone == drafts.NO_ZONE
    return await enrolling.go_on(unit, say("welcome" if new else "welcome-back", name=user.name))


async def tapped_unit(unit: Unit, name: str) -> Step | None:
    return await _unit(unit, WeightUnit(name)) if name in tuple(WeightUnit) else None


async def typed_unit(unit: Unit, text: str) -> Step | None:
    chosen = read_unit(text)
    if chosen is not None:
        return await _unit(unit, chosen)
    await enrolling.say_again(unit, say("enrolling-unit-wrong"))
    return None


async def _unit(unit: Unit, chosen: WeightUnit) -> Step | None:
    if await _is_over(unit):
        return None
    await people.change(unit.user, unit=chosen)
    draft = drafts.of(unit.user)
    draft.unit_known = True
    await drafts.save(unit.user, draft)
    return await enrolling.go_on(unit)


async def tapped_goal(unit: Unit, goal: str) -> Step | None:
    if goal not in view.GOALS or await _is_over(unit):
        return None
    await people.change(unit.user, goal=goal)
    return await enrolling.go_on(unit)


async def typed_goal(unit: Unit, text: str) -> Step | None:
    word = text.strip().lower()
    goal = next((goal for goal in view.GOALS if len(word) > 2 and (goal.startswith(word) or goal in word)), None)  # noqa: PLR2004 - "s" is no goal yet
    if goal is None:
        await enrolling.say_again(unit, say("enrolling-goal-wrong"))
        return None
    return await tapped_goal(unit, goal)


async def tapped_often(unit: Unit, count: int) -> Step | None:
    if not 1 <= count <= 7 or await _is_over(unit):  # noqa: PLR2004 - days of a week
        return None
    await people.change(unit.user, days_per_week=count)
    return await enrolling.go_on(unit)


async def typed_often(unit: Unit, text: str) -> Step | None:
    count = read_count(text, 1, 7)
    if count is None:
        await enrolling.say_again(unit, say("enrolling-often-wrong"))
        return None
    return await tapped_often(unit, count)


async def typed_program(unit: Unit, text: str) -> Step | None:
    """The program whose name holds all the words."""
    words = text.lower().replace("x", "×").split()
    offered = await program_rows.offered(unit.user)
    found = [each for each in offered if all(word in each.name.lower().replace("x", "×") for word in words)]
    if len(found) != 1:
        await enrolling.say_again(unit, say("enrolling-program-wrong", example=offered[0].name))
        return None
    await programs.show(unit, found[0])
    return None


async def back(unit: Unit, place: str) -> Step | None:
    """Take the answer to an earlier question back, and ask it again."""
    if await _is_over(unit):
        return None
    draft, user = drafts.of(unit.user), unit.user
    match place:
        case "unit":
            draft.unit_known = False
        case "goal":
            await people.change(user, goal=None)
        case "often":
            await people.change(user, days_per_week=None)
        case "program":
            draft.program = draft.weekdays = None
        case "days":
            draft.weekdays = None
        case "hour":
            draft.at = None
        case "weights":
            draft.one_by_one, draft.weights = False, {}
        case _:
            return None
    await drafts.save(user, draft)
    return await enrolling.go_on(unit)


async def not_text(unit: Unit) -> None:
    problems = {
        Place.UNIT: say("enrolling-unit-wrong"),
        Place.GOAL: say("enrolling-goal-wrong"),
        Place.OFTEN: say("enrolling-often-wrong"),
    }
    place = Place(unit.position.step)
    example = (await program_rows.offered(unit.user))[0].name
    await enrolling.say_again(unit, problems.get(place) or say("enrolling-program-wrong", example=example))


async def _is_over(unit: Unit) -> bool:
    """True, and said, when the person is on no way to an enrollment: a button tapped twice, or an old one."""
    over = unit.user.draft is None and bool(await enrollments.running(unit.user))
    if over:
        unit.toast(label("enrolling-stale"))
    return over


COMMANDS = ("start",)
ENTRY_POINTS: tuple[On, ...] = (
    OnCommand("start", start),
    OnTap(taps.UNIT, tapped_unit),
    OnTap(taps.GOAL, tapped_goal),
    OnTap(taps.OFTEN, tapped_often),
    OnTap(taps.BACK, back),
)
_NOT_TEXT = OnAny(NOT_TEXT, not_text)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.UNIT: (OnText(typed_unit), _NOT_TEXT),
    Place.GOAL: (OnText(typed_goal), _NOT_TEXT),
    Place.OFTEN: (OnText(typed_often), _NOT_TEXT),
    Place.PROGRAM: (OnText(typed_program), _NOT_TEXT),
}
