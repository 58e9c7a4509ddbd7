"""The small buttons of the live card: what comes next is changed, left out, or put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from handlers import workout
from handlers.conversation import OnTap, Step
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import label
from models import people, reminders, timers, workouts
from models.reminders import ReminderKind
from models.rules import plates
from models.rules.lightening import lightened
from models.rules.plan import MAIN_LIFTS, STRAIGHT, Item, with_weight
from models.rules.plates import Loading
from models.rules.sets import ExerciseKind, PrescribedSet
from models.rules.units import MAX_WEIGHT_G
from models.workouts import Live

SECONDS_STEP = 5
MOST_REST_STEP = 600  # more than any button says
MOST_REPS, MOST_SECONDS, MOST_SETS = 1000, 32_767, 30


async def adjust(unit: Unit, session_id: UUID, number: int, what: str) -> None:
    """− and +: the weight of the sets to come, or the reps (seconds) of the next one."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    index = item.next_index(found.done(item))
    if index is not None:
        asked = item.sets[index]
        changed = _heavier(unit, item, index, what) if what in {"w+", "w-"} else _longer(item, index, asked, what)
        if changed is not None:
            item.change(changed)
            await workouts.save_plan(found)
            await timers.wake(found)
    await workout.show_card(unit, found)


def _heavier(unit: Unit, item: Item, index: int, what: str) -> list[PrescribedSet] | None:
    before = item.sets[index].weight_g
    if before is None:
        return None
    step = plates.step_up if what == "w+" else plates.step_down
    after = step(before, people.equipment(unit.user), loading(item))
    if after == before:
        unit.toast(label("weight-heaviest" if what == "w+" else "weight-lightest"))
        return None
    return with_weight(item.sets, index, after)


def _longer(item: Item, index: int, asked: PrescribedSet, what: str) -> list[PrescribedSet] | None:
    by = {"r+": 1, "r-": -1}.get(what)
    if by is None:
        return None
    if asked.reps is not None:
        changed = replace(asked, reps=min(MOST_REPS, max(1, asked.reps + by)), reps_max=None)
    elif asked.seconds is not None:
        changed = replace(asked, seconds=min(MOST_SECONDS, max(SECONDS_STEP, asked.seconds + by * SECONDS_STEP)))
    else:
        return None
    return [*item.sets[:index], changed, *item.sets[index + 1 :]]


def loading(item: Item) -> Loading:
    return plates.loading_of(item.kind, item.equipment)


async def weigh(unit: Unit, session_id: UUID, number: int, grams: int) -> None:
    """The weight to start an exercise with, whose weight nobody knows yet."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    index = item.next_index(found.done(item))
    least = -MAX_WEIGHT_G if item.kind is ExerciseKind.ASSISTED else 0
    if index is not None and least <= grams <= MAX_WEIGHT_G:
        item.change(workout.weighed(found, item, index, grams))
        await workouts.save_plan(found)
    await workout.show_card(unit, found)


async def skip(unit: Unit, session_id: UUID, number: int) -> None:
    """Leave the exercise out, today."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    item.skipped = True
    found.plan.focus = None
    await workouts.save_plan(found)
    unit.toast(label("skipped", exercise=item.name))
    await _end_rest_where_all_is_done(found)
    await workout.show_card(unit, found)


async def later(unit: Unit, session_id: UUID, number: int) -> None:
    """The rack is taken: the exercise moves back with its superset, or its turn in that where nothing else is left."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    group = found.plan.group(item)
    others = [each for each in found.plan.items if each not in group and not found.is_done(each)]
    partner = next((each for each in _behind(group, item) if not found.is_done(each)), None)
    if others:
        found.plan.later(item)
    elif partner is not None:
        found.plan.focus = partner.number
    await workouts.save_plan(found)
    unit.toast(label("moved-later" if others or partner else "moved-later-alone", exercise=item.name))
    await workout.show_card(unit, found)


def _behind(group: list[Item], item: Item) -> list[Item]:
    """The others of a superset, from the one after this on."""
    place = group.index(item)
    return [*group[place + 1 :], *group[:place]]


async def add_set(unit: Unit, session_id: UUID, number: int) -> None:
    """One set more, like the last one asked."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    if len(item.sets) < MOST_SETS:
        done = found.done(item)
        like = item.sets[-1] if item.sets else PrescribedSet(reps=done[-1].reps if done else None)
        if like.weight_g is None and done:
            like = replace(like, weight_g=done[-1].weight_g, seconds=done[-1].seconds, reps=done[-1].reps)
        straight = sum(each.kind in STRAIGHT for each in done)
        item.change([*item.sets, *[like] * max(1, straight + 1 - len(item.sets))])
        item.skipped = False
        found.plan.focus = item.number
        await workouts.save_plan(found)
        unit.toast(label("set-added", exercise=item.name))
    else:
        unit.toast(label("set-not-added", limit=str(MOST_SETS)))
    await workout.show_card(unit, found)


async def rest(unit: Unit, session_id: UUID, seconds: int) -> None:
    """Rest longer, or less long."""
    found = await workouts.live(unit.user, session_id)
    if found is None or not found.is_open:
        unit.toast(label("workout-over"))
        return
    until = await timers.resting_until(unit.user)
    if until is not None and abs(seconds) <= MOST_REST_STEP:
        await timers.rest_until(found, until + timedelta(seconds=seconds))
    await workout.show_card(unit, found)


async def short(unit: Unit, session_id: UUID) -> Step | None:
    """20 minutes left, by button."""
    found = await workouts.live(unit.user, session_id)
    if found is None or not found.is_open:
        unit.toast(label("workout-over"))
        return None
    unit.close_question()
    await trim(unit, found)
    return Step.HOME


async def trim(unit: Unit, found: Live) -> None:
    """20 minutes left: the first two exercises that are not done stay, they are the main lifts of a day."""
    left = [item for item in found.plan.items if not found.is_done(item)]
    for item in left[MAIN_LIFTS:]:
        item.skipped = True
    await workouts.save_plan(found)
    names = ", ".join(item.name for item in left[:MAIN_LIFTS])
    workout.tell(unit, "trimmed" if len(left) > MAIN_LIFTS else "trimmed-nothing", exercises=names)
    await workout.show_card(unit, found)


async def lighten(unit: Unit, session_id: UUID, yes: int) -> Step | None:
    """After time off: 10 % less today, or as planned."""
    found = await workouts.live(unit.user, session_id)
    unit.close_question()
    if found is None or not found.is_open:
        unit.toast(label("workout-over"))
        return Step.HOME
    if yes and (found.count or unit.position.step != workout.Place.AWAY):
        unit.toast(label("too-late"))
    elif yes:
        for item in found.plan.items:
            item.change(lightened(item, people.equipment(unit.user)))
        await workouts.save_plan(found)
        unit.toast(label("lighter-today"))
    await workout.show_card(unit, found)
    return Step.HOME


async def _end_rest_where_all_is_done(found: Live) -> None:
    if found.current is None:
        await reminders.forget(found.user.id, ReminderKind.REST)


async def close(unit: Unit) -> Step:
    """Close the open question, unanswered."""
    unit.close_question()
    return Step.HOME


ENTRY_POINTS = (
    OnTap(taps.ADJUST, adjust),
    OnTap(taps.WEIGH, weigh),
    OnTap(taps.SKIP_EXERCISE, skip),
    OnTap(taps.LATER, later),
    OnTap(taps.ADD_SET, add_set),
    OnTap(taps.REST, rest),
    OnTap(taps.SHORT, short),
    OnTap(taps.LIGHTER, lighten),
    OnTap(taps.CLOSE, close),
)
