"""The days and the hour at which somebody trains: on the way to an enrollment, or changed later."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from handlers import enrolling, programs
from handlers.between_sets import or_set
from handlers.conversation import NOT_TEXT, On, OnAny, OnTap, OnText, Step
from handlers.reading import read_time, read_weekdays
from handlers.unit import Unit
from handlers.views import taps, weekdays
from handlers.views import training_days as view
from handlers.views.texts import Html, label, say
from handlers.views.view import View
from models import drafts, enrollments, planning
from models import programs as rows
from models.enrollments import RUNNING, UserProgramEnrollment
from models.rules.schedule import Slot

DAY_MINUTES = 24 * 60


class Place(StrEnum):
    """The questions when an enrollment is changed; on the way to one they are those of enrolling.py."""

    DAYS = "training.days"
    HOUR = "training.hour"


async def ask_days(unit: Unit, enrollment_id: UUID) -> None:
    enrollment = await _running(unit, enrollment_id)
    if enrollment is not None:
        unit.ask(view.presets(enrollment.program, enrollment))
        unit.go(Place.DAYS, enrollment=str(enrollment.id))


async def ask_hour(unit: Unit, enrollment_id: UUID) -> None:
    enrollment = await _running(unit, enrollment_id)
    if enrollment is not None:
        days = [slot.weekday for slot in await enrollments.slots_of(enrollment)]
        unit.ask(view.hours(enrollment.id, days, enrollment))
        unit.go(Place.HOUR, enrollment=str(enrollment.id))


async def edit_days(unit: Unit, subject: UUID, bits: int) -> None:
    """One by one: the buttons carry what is chosen so far."""
    chosen = weekdays.from_bits(bits)
    if _on_the_way(unit, subject):
        program = await rows.visible(unit.user, subject)
        if program is not None:
            unit.ask(view.one_by_one(subject, chosen, program.days_per_week, None))
            unit.go(enrolling.Place.DAYS)
        return
    enrollment = await _running(unit, subject)
    if enrollment is not None:
        unit.ask(view.one_by_one(subject, chosen, enrollment.program.days_per_week, enrollment))
        unit.go(Place.DAYS, enrollment=str(subject))


async def choose_days(unit: Unit, subject: UUID, bits: int) -> Step | None:
    chosen = weekdays.from_bits(bits)
    if not chosen:
        unit.toast(label("days-none"))
        return None
    if _on_the_way(unit, subject):
        return await _draft_days(unit, chosen)
    enrollment = await _running(unit, subject)
    if enrollment is not None:
        await _change_days(unit, enrollment, chosen)
    return None


async def choose_hour(unit: Unit, subject: UUID, minutes: int) -> Step | None:
    if not 0 <= minutes < DAY_MINUTES:
        return None
    if _on_the_way(unit, subject):
        return await _draft_hour(unit, minutes)
    enrollment = await _running(unit, subject)
    if enrollment is not None:
        await _change_hour(unit, enrollment, minutes)
    return None


async def typed_days(unit: Unit, text: str) -> Step | None:
    chosen = read_weekdays(text)
    if chosen is None:
        await _again(unit, say("days-wrong"))
        return None
    if unit.position.step == enrolling.Place.DAYS:
        return await _draft_days(unit, chosen)
    enrollment = await _running(unit, UUID(unit.about["enrollment"]))
    if enrollment is not None:
        await _change_days(unit, enrollment, chosen)
    return None


async def typed_hour(unit: Unit, text: str) -> Step | None:
    at = read_time(text)
    if at is None:
        await _again(unit, say("hour-wrong"))
        return None
    minutes = at.hour * 60 + at.minute
    if unit.position.step == enrolling.Place.HOUR:
        return await _draft_hour(unit, minutes)
    enrollment = await _running(unit, UUID(unit.about["enrollment"]))
    if enrollment is not None:
        await _change_hour(unit, enrollment, minutes)
    return None


async def not_days(unit: Unit) -> None:
    await _again(unit, say("days-wrong"))


async def not_hour(unit: Unit) -> None:
    await _again(unit, say("hour-wrong"))


async def _draft_days(unit: Unit, chosen: list[int]) -> Step | None:
    draft = drafts.of(unit.user)
    draft.weekdays = chosen
    await drafts.save(unit.user, draft)
    return await enrolling.go_on(unit)


async def _draft_hour(unit: Unit, minutes: int) -> Step | None:
    draft = drafts.of(unit.user)
    draft.at = view.time_at(minutes)
    await drafts.save(unit.user, draft)
    return await enrolling.go_on(unit)


async def _change_days(unit: Unit, enrollment: UserProgramEnrollment, chosen: list[int]) -> None:
    """Other days at the hour there was."""
    before = await enrollments.slots_of(enrollment)
    hours = {slot.weekday: slot.at for slot in before}
    usual = before[0].at if before else view.time_at(view.HOURS[-1] * 60)
    slots = [Slot(day, hours.get(day, usual)) for day in chosen]
    await planning.set_slots(unit.user, enrollment, slots)
    changed = {"days": weekdays.names(chosen)}
    unit.toast(label("days-changed", **changed))
    await programs.show_enrollment(unit, enrollment, say("days-changed", **changed) if unit.typed else None)


async def _change_hour(unit: Unit, enrollment: UserProgramEnrollment, minutes: int) -> None:
    at = view.time_at(minutes)
    slots = [Slot(slot.weekday, at) for slot in await enrollments.slots_of(enrollment)]
    await planning.set_slots(unit.user, enrollment, slots)
    changed = {"time": f"{at:%H:%M}"}
    unit.toast(label("hour-changed", **changed))
    await programs.show_enrollment(unit, enrollment, say("hour-changed", **changed) if unit.typed else None)


async def _again(unit: Unit, problem: Html) -> None:
    """Say what was wrong, with the question's buttons."""
    step = unit.position.step
    if step in tuple(enrolling.Place):
        await enrolling.say_again(unit, problem)
        return
    enrollment = await _running(unit, UUID(unit.about["enrollment"]))
    if enrollment is not None:
        days = [slot.weekday for slot in await enrollments.slots_of(enrollment)]
        asked = (
            view.presets(enrollment.program, enrollment)
            if step == Place.DAYS
            else view.hours(enrollment.id, days, enrollment)
        )
        unit.ask(View(problem, asked.keyboard))


def _on_the_way(unit: Unit, subject: UUID) -> bool:
    return drafts.of(unit.user).program == subject


async def _running(unit: Unit, enrollment_id: UUID) -> UserProgramEnrollment | None:
    """The person's own enrollment that goes on; else the list of their programs is shown."""
    enrollment = await enrollments.owned(unit.user, enrollment_id)
    if enrollment is not None and enrollment.status in RUNNING:
        return enrollment
    unit.toast(label("programs-not-running"))
    return None


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.DAYS_ASK, ask_days),
    OnTap(taps.DAYS_EDIT, edit_days),
    OnTap(taps.DAYS, choose_days),
    OnTap(taps.HOUR_ASK, ask_hour),
    OnTap(taps.HOUR, choose_hour),
)
_DAYS = (OnText(or_set(typed_days)), OnAny(NOT_TEXT, not_days))
_HOUR = (OnText(or_set(typed_hour)), OnAny(NOT_TEXT, not_hour))
STATES: dict[StrEnum, tuple[On, ...]] = {
    enrolling.Place.DAYS: _DAYS,
    enrolling.Place.HOUR: _HOUR,
    Place.DAYS: _DAYS,
    Place.HOUR: _HOUR,
}
