"""/schedule: the next two weeks. Start, move or skip a session."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from handlers import session_reminders
from handlers.between_sets import or_set
from handlers.conversation import NOT_TEXT, On, OnAny, OnCommand, OnTap, OnText, Step
from handlers.reading import read_day, read_time
from handlers.unit import Unit
from handlers.views import format as show
from handlers.views import reminders as reminder_view
from handlers.views import schedule as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.training_days import time_at
from handlers.views.view import Button, View
from models import clock, courses, enrollments, planning
from models.rules import schedule as rules
from models.sessions import SessionStatus, UserWorkoutSession

MOST = 40
DAY_MINUTES = 24 * 60
LONGEST_MOVE = timedelta(days=view.MOVE_DAYS)


class Place(StrEnum):
    DAY = "schedule.day"
    HOUR = "schedule.hour"


async def schedule(unit: Unit, rest: str) -> Step:
    del rest
    return await page(unit, 0)


async def page(unit: Unit, number: int) -> Step:
    return await _show(unit, number)


async def session(unit: Unit, session_id: UUID) -> Step | None:
    found = await _planned(unit, session_id)
    if found is None:
        return None
    unit.ask(view.session(unit.user, found, await courses.prescriptions(unit.user, found)))
    return Step.HOME


async def ask_day(unit: Unit, session_id: UUID) -> None:
    found = await _planned(unit, session_id)
    if found is not None:
        unit.ask(view.days(unit.user, found))
        unit.go(Place.DAY, session=str(found.id))


async def tapped_day(unit: Unit, session_id: UUID, ordinal: int) -> Step | None:
    found = await _planned(unit, session_id)
    day = _day(unit, ordinal)
    if found is None:
        return None
    if day is None:
        await ask_day(unit, session_id)
        return None
    _ask_hour(unit, found, day)
    return None


async def tapped_hour(unit: Unit, session_id: UUID, ordinal: int, minutes: int) -> Step | None:
    found = await _planned(unit, session_id)
    day = _day(unit, ordinal)
    if found is None or not 0 <= minutes < DAY_MINUTES:
        return None
    if day is None:
        await ask_day(unit, session_id)
        return None
    return await _move(unit, found, day, minutes)


async def typed_day(unit: Unit, text: str) -> Step | None:
    """A day ("fri"), or a day and a time ("fri 18:30")."""
    found = await _planned(unit, UUID(unit.about["session"]))
    if found is None:
        return None
    today = unit.user.today()
    day = read_day(text, today)
    at = None
    if day is None:
        word, _, rest = text.strip().partition(" ")
        day, at = read_day(word, today), read_time(rest)
        if at is None:
            day = None
    if day is None:
        unit.ask(View(say("schedule-day-wrong"), view.days(unit.user, found).keyboard))
        return None
    if day >= today + LONGEST_MOVE:
        unit.ask(View(say("schedule-too-far"), view.days(unit.user, found).keyboard))
        return None
    if at is not None:
        return await _move(unit, found, day, at.hour * 60 + at.minute)
    _ask_hour(unit, found, day)
    return None


async def typed_hour(unit: Unit, text: str) -> Step | None:
    found = await _planned(unit, UUID(unit.about["session"]))
    if found is None:
        return None
    at = read_time(text)
    day = date.fromordinal(unit.about["day"])
    if at is None:
        _ask_hour(unit, found, day, say("hour-wrong"))
        return None
    return await _move(unit, found, day, at.hour * 60 + at.minute)


async def not_day(unit: Unit) -> None:
    await typed_day(unit, "")


async def not_hour(unit: Unit) -> None:
    await typed_hour(unit, "")


async def skip(unit: Unit, session_id: UUID) -> Step | None:
    found = await planning.owned(unit.user, session_id)
    if found is not None and found.status is SessionStatus.SKIPPED:  # tapped twice
        unit.toast(label("session-skipped", workout=found.workout.name))
        return None
    found = await _planned(unit, session_id)
    if found is None:
        return None
    went_on = await planning.skip(unit.user, found)
    unit.drop(reminder_view.slot(found.id))
    unit.ask(await session_reminders.skipped(unit, found, went_on=went_on))
    return Step.HOME


async def _show(unit: Unit, number: int, said: Html | None = None, undo: Button | None = None) -> Step:
    user = unit.user
    planned = await planning.upcoming(user, limit=MOST)
    unit.ask(view.plan(user, planned, await enrollments.running(user), number, said, undo))
    return Step.HOME


async def _move(unit: Unit, found: UserWorkoutSession, day: date, minutes: int) -> Step | None:
    user = unit.user
    to = rules.occurrence(day, time_at(minutes), user.zone)
    if to <= clock.now():
        _ask_hour(unit, found, day, say("schedule-past", time=f"{time_at(minutes):%H:%M}"))
        return None
    was = found.scheduled_at or to
    await planning.move(user, found, to)
    unit.drop(reminder_view.slot(found.id))
    moved = {"workout": found.workout.name, "when": show.when(user, to)}
    return await _show(unit, 0, say("schedule-moved", **moved), reminder_view.undo_move(found, was))


def _ask_hour(unit: Unit, found: UserWorkoutSession, day: date, problem: Html | None = None) -> None:
    user, now = unit.user, clock.now()
    local = user.local(now)
    at = user.local(found.scheduled_at or now)
    after = local.hour * 60 + local.minute if day == local.date() else -1
    offered = view.hours_from(at.hour * 60 + at.minute, after)
    asked = view.hours(user, found, day, offered)
    unit.ask(View(problem or asked.text, asked.keyboard))
    unit.go(Place.HOUR, session=str(found.id), day=day.toordinal())


def _day(unit: Unit, ordinal: int) -> date | None:
    """The day, where it is one of the next two weeks."""
    ahead = ordinal - unit.user.today().toordinal()
    return date.fromordinal(ordinal) if 0 <= ahead < view.MOVE_DAYS else None


async def _planned(unit: Unit, session_id: UUID) -> UserWorkoutSession | None:
    """The person's own session that is still planned; else the plan as it is now is shown."""
    found = await planning.owned(unit.user, session_id)
    if found is not None and found.status is SessionStatus.PLANNED:
        return found
    unit.toast(label("reminder-gone"))
    await _show(unit, 0)
    unit.go(Step.HOME)
    return None


COMMANDS = ("schedule",)
ENTRY_POINTS: tuple[On, ...] = (
    OnCommand("schedule", schedule),
    OnTap(taps.SCHEDULE, page),
    OnTap(taps.SESSION, session),
    OnTap(taps.MOVE, ask_day),
    OnTap(taps.MOVE_DAY, tapped_day),
    OnTap(taps.MOVE_TO, tapped_hour),
    OnTap(taps.SKIP, skip),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.DAY: (OnText(or_set(typed_day)), OnAny(NOT_TEXT, not_day)),
    Place.HOUR: (OnText(or_set(typed_hour)), OnAny(NOT_TEXT, not_hour)),
}
