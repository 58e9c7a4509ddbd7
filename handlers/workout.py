"""The workout: starting it, its live card, and sets by one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest
from uuid import UUID

from handlers import session_reminders
from handlers.conversation import OnCommand, OnTap, Step
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.card import card
from handlers.views.format import day_of
from handlers.views.reminders import shrunk
from handlers.views.suggestions import begun_lighter
from handlers.views.texts import label, say
from handlers.views.view import Button, View
from models import clock, people, planning, records, suggestions, timers, workouts
from models.reminders import Reminder, ReminderKind
from models.rules import plates
from models.rules.plan import STRAIGHT, Item, as_done, carried_on, learned, with_weight
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet
from models.rules.summary import TotalTooLargeError
from models.sessions import SessionStatus, UserWorkoutSession
from models.workouts import Live, NotStartableError, OpenWorkoutError, TooManySetsError

_WEIGHED = {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED}


class Place(StrEnum):
    AWAY = "workout.away"  # start lighter after time off?


async def show_card(unit: Unit, found: Live, *, buzz: bool = False) -> None:
    """Show the card as the workout stands now: always the last message. Whoever sees it is training, and no longer
    asked how it was.
    """
    if unit.position.step.startswith("finish."):
        unit.go(Step.HOME)
    if found.rest_until is None:
        found.rest_until = await timers.resting_until(unit.user)
    await _draw(unit, found, buzz=buzz)


async def _draw(unit: Unit, found: Live, *, buzz: bool = False) -> None:
    """The card, where it is known whether there is a rest."""
    unit.card(card(found, clock.now(), await records.standing(found)), buzz=buzz)


def tell(unit: Unit, key: str, **facts: str) -> None:
    """Answer a tap over the chat, a message with a line in it."""
    if unit.typed:
        unit.aside(View(say(key, **facts)))
    else:
        unit.toast(label(key, **facts))


async def keep_card_last(unit: Unit) -> None:
    """Whatever was said or asked meanwhile: with no question open, the card of a workout is the last message."""
    if not unit.known or unit.apologizes or not unit.buried or unit.position.step != Step.HOME or unit.asks:
        return
    found = await workouts.open_workout(unit.user)
    if found is not None:
        await show_card(unit, found)


async def back_to(unit: Unit, found: Live) -> None:
    """Whatever was asked: back to the workout."""
    if unit.position.step != Step.HOME:
        unit.close_question()
        unit.go(Step.HOME)
    await show_card(unit, found)


async def workout(unit: Unit, rest: str) -> StrEnum | None:
    """/workout: the card of the workout under way, else today's; asks where there are two."""
    del rest
    found = await workouts.open_workout(unit.user)
    if found is not None:
        await back_to(unit, found)
        return None
    due = await planning.due_today(unit.user)
    if len(due) == 1 and due[0].enrollment is not None:
        return await _start(unit, due[0])
    if not due:
        unit.aside(View(say("workout-none-planned")))
        return None
    rows = [(Button(_named(unit, session), taps.START(session.id)),) for session in due]
    unit.ask(View(say("workout-which"), (*rows, (Button(label("question-close"), taps.CLOSE()),))))
    return Step.HOME


async def start(unit: Unit, session_id: UUID) -> StrEnum | None:
    """The Start button: of a reminder, the schedule, or a question."""
    session = await planning.owned(unit.user, session_id)
    if session is None:
        unit.toast(label("workout-gone"), alert=True)
        return None
    return await _start(unit, session)


async def _start(unit: Unit, session: UserWorkoutSession) -> StrEnum | None:
    away = await workouts.days_away(unit.user)
    try:
        found = await workouts.start(unit.user, session)
    except OpenWorkoutError:
        await _already_open(unit, session)
        return None
    except NotStartableError:
        unit.toast(label("workout-over"), alert=True)
        return None
    unit.change(f"session:{session.id}", shrunk(unit.user, session), last=True)
    session_reminders.close_missed(unit)  # whoever trains has answered it
    unit.close_question()
    if found.plan.lighter:
        await _tell_of_lighter_week(unit)
    await show_card(unit, found)
    if away is not None and away >= workouts.LONG_AWAY.days and not found.plan.lighter and _lightened(found):
        unit.ask(_away(found, away))
        return Place.AWAY
    return Step.HOME


async def _tell_of_lighter_week(unit: Unit) -> None:
    week = await suggestions.lighter_week_of(unit.user)
    if week is not None:
        unit.aside(begun_lighter(unit.user, week))


async def _already_open(unit: Unit, session: UserWorkoutSession) -> None:
    found = await workouts.open_workout(unit.user)
    if found is None:
        return
    if found.session.id != session.id:
        unit.toast(label("workout-other-open"), alert=True)
    await show_card(unit, found)


def _away(found: Live, days: int) -> View:
    return View(
        say("workout-away", days=str(days)),
        (
            (
                Button(label("workout-away-lighter"), taps.LIGHTER(found.session.id, 1)),
                Button(label("workout-away-planned"), taps.LIGHTER(found.session.id, 0)),
            ),
        ),
    )


def _lightened(found: Live) -> bool:
    return any(each.weight_g for item in found.plan.items for each in item.sets)


def _named(unit: Unit, session: UserWorkoutSession) -> str:
    day = "" if session.scheduled_at is None else day_of(unit.user, session.scheduled_at)
    name = f"{session.enrollment.program.name}: {session.workout.name}" if session.enrollment else session.workout.name
    return label("workout-not-yet", day=day, workout=name)


# -- sets by tap --------------------------------------------------------------------------------------


async def opened(unit: Unit, session_id: UUID, number: int) -> tuple[Live, Item] | None:
    """The workout under way and the exercise a button is about; answers the tap where there is no such thing."""
    found = await workouts.live(unit.user, session_id)
    if found is None or found.session.status is not SessionStatus.IN_PROGRESS:
        tell(unit, "workout-gone" if found is None else "workout-over")
        return None
    await timers.catch_up(found, clock.now())
    item = found.plan.item(number)
    if item is None:
        tell(unit, "too-late")
        await show_card(unit, found)
        return None
    return found, item


async def log(unit: Unit, session_id: UUID, number: int, count: int) -> None:
    """The big button: the next set, as asked."""
    await _log_as_asked(unit, session_id, number, count)


async def log_rated(unit: Unit, session_id: UUID, number: int, count: int, rpe_half: int) -> None:
    """The next set as asked, and how hard it was."""
    await _log_as_asked(unit, session_id, number, count, rpe_half=rpe_half)


async def log_rest(unit: Unit, session_id: UUID, number: int, count: int) -> None:
    """All the intervals that are left: nobody taps while running."""
    await _log_as_asked(unit, session_id, number, count, all_left=True)


async def _log_as_asked(
    unit: Unit, session_id: UUID, number: int, count: int, *, rpe_half: int | None = None, all_left: bool = False
) -> None:
    now = await opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    index = item.next_index(found.done(item))
    if len(found.logged(item)) != count or index is None:
        unit.toast(label("logged-already"))
        await show_card(unit, found)
        return
    asked = item.sets[index:] if all_left else [item.sets[index]]
    done = [replace(as_done(each), unit=unit.user.unit, rpe_half=rpe_half) for each in asked]
    if await write_sets(unit, found, item, done):
        await _draw(unit, found)


async def write_sets(
    unit: Unit,
    found: Live,
    item: Item,
    sets: list[DoneSet],
    *,
    message_id: int | None = None,
    at: datetime | None = None,
) -> bool:
    """Log the sets, as of the message they came in (`at`), and start what follows them. False, and said why, where they
    do not fit.
    """
    before = found.done(item)
    try:
        await timers.log(found, item, sets, logged_at=at or clock.now(), message_id=message_id)
    except TotalTooLargeError:
        unit.aside(View(say("sum-too-large")))
        return False
    except TooManySetsError:
        unit.aside(View(say("too-many-sets")))
        return False
    followed = _follow_weight(item, before, sets)
    if _learn_weight(found, item, sets[-1]) or followed:
        await workouts.save_plan(found)
    return True


def _follow_weight(item: Item, before: Sequence[DoneSet], new: Sequence[DoneSet]) -> bool:
    """The sets to come follow a weight that was lifted instead of theirs. True when that changed the plan."""
    if item.kind in _WEIGHED and any(each.weight_g is None for each in item.sets):
        return False  # it is still to be learned
    sets = carried_on(item, before, new)
    if sets == item.sets:
        return False
    item.change(sets)
    return True


def _learn_weight(found: Live, item: Item, done: DoneSet) -> bool:
    """A weight not known yet is learned from the first working set done. True when that changed the plan."""
    index = item.next_index(found.done(item))
    working = done.kind in STRAIGHT and not done.has_failed
    if done.weight_g is None or not working or index is None or item.sets[index].weight_g is not None:
        return False
    chosen = _learned(found, item, max(0, index - 1), done.weight_g)
    item.change(
        [
            each if each.weight_g is not None else replace(each, weight_g=weight_g)
            for each, weight_g in zip(item.sets, chosen, strict=True)
        ]
    )
    return True


def weighed(found: Live, item: Item, first: int, weight_g: int) -> list[PrescribedSet]:
    """The sets from index `first` on with a weight the person chose for it."""
    if item.sets[first].weight_g is not None:
        return with_weight(item.sets, first, weight_g)
    chosen = _learned(found, item, first, weight_g)
    return [
        replace(each, weight_g=chosen[index]) if index >= first and each.weight_g is None else each
        for index, each in enumerate(item.sets)
    ]


def _learned(found: Live, item: Item, place: int, weight_g: int) -> list[int]:
    equipment, how = people.equipment(found.user), plates.loading_of(item.kind, item.equipment)
    return learned(item.sets, place, weight_g, lambda grams: plates.nearest_loadable(grams, equipment, how))


def unlearn_weight(found: Live, item: Item, gone: DoneSet) -> None:
    """A weight that was learned from a set which is no more is that of the sets that are left, or not known."""
    if item.asked is None or gone.kind not in STRAIGHT:
        return
    left = next((each.weight_g for each in found.done(item) if each.kind in STRAIGHT), None)
    weights = [None] * len(item.sets) if left is None else _learned(found, item, 0, left)
    grams = gone.weight_g
    before = [] if grams is None else [_learned(found, item, place, grams) for place in range(len(item.sets))]
    item.sets = [
        replace(each, weight_g=weight_g)
        if each.weight_g in {grams, *(every[place] for every in before)} and (asked is None or asked.weight_g is None)
        else each
        for place, (each, weight_g, asked) in enumerate(zip_longest(item.sets, weights, item.asked[: len(item.sets)]))
    ]


# -- when something falls due -------------------------------------------------------------------------


async def rest_over(unit: Unit, row: Reminder) -> None:
    """The rest, or a set that ran by itself, is over: the card is sent anew, so that the phone buzzes."""
    found = await workouts.open_workout(unit.user)
    if found is not None and await timers.over(found, row):
        if unit.position.step.startswith("history."):  # asks for sets too: what is typed now is one of this workout
            unit.close_question()
            unit.go(Step.HOME)
        await _draw(unit, found, buzz=True)


async def card_anew(unit: Unit, row: Reminder) -> None:
    """A tap may have been lost: the card comes anew as the workout stands, below a question once that is closed."""
    del row
    unit.position.buried = True
    await keep_card_last(unit)


async def show(unit: Unit, session_id: UUID) -> Step | None:
    """Back to the card, from a question about the workout."""
    found = await workouts.live(unit.user, session_id)
    if found is None or found.session.status is not SessionStatus.IN_PROGRESS:
        unit.toast(label("workout-over"))
        return None
    unit.close_question()
    await show_card(unit, found)
    return Step.HOME


ENTRY_POINTS = (
    OnCommand("workout", workout),
    OnTap(taps.START, start),
    OnTap(taps.LOG, log),
    OnTap(taps.RATED, log_rated),
    OnTap(taps.LOG_REST, log_rest),
    OnTap(taps.SHOW_CARD, show),
)
COMMANDS = ("workout",)
REMINDERS = {ReminderKind.REST: rest_over, ReminderKind.CARD: card_anew}
