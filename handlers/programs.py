"""/programs: what runs and what is offered. Pause, resume, leave, enroll."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from handlers import enrolling
from handlers.between_sets import or_set, or_set_alone
from handlers.conversation import NOT_TEXT, On, OnAny, OnCommand, OnTap, OnText, Step
from handlers.unit import Unit
from handlers.views import programs as view
from handlers.views import taps
from handlers.views.enrolling import back as back_to
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, View
from models import enrollments, own_programs, planning
from models import programs as rows
from models.enrollments import RUNNING, EnrollmentStatus, UserProgramEnrollment
from models.programs import Program


class Place(StrEnum):
    NOTE = "programs.note"
    LEAVE = "programs.leave"


async def programs(unit: Unit, rest: str) -> Step:
    del rest
    return await overview(unit)


async def overview(unit: Unit) -> Step:
    """What runs, and the way to what is offered."""
    running = [(each, await enrollments.slots_of(each)) for each in await enrollments.running(unit.user)]
    unit.ask(view.overview(running, len(await own_programs.listed(unit.user))))
    return Step.HOME


async def catalogue(unit: Unit, page: int) -> None:
    """The programs on offer, those first that suit the person."""
    user = unit.user
    every = enrolling.proposals(user.goal, user.days_per_week, await rows.offered(user))
    # On the way to a first enrollment, back leads to the question before; else to what runs.
    first = user.goal is not None and user.days_per_week is not None and not await enrollments.any_ever(user)
    back = back_to("program") if first else Button(label("back"), taps.PROGRAMS())
    unit.ask(view.catalogue(every, page, back=back))
    if not first:
        unit.go(Step.HOME)


async def program(unit: Unit, program_id: UUID) -> None:
    found = await rows.visible(unit.user, program_id)
    if found is None:
        unit.toast(label("programs-gone"))
        return
    await show(unit, found)


async def show(unit: Unit, found: Program) -> None:
    """A program's page."""
    unit.ask(view.program(found, await rows.days(found), await _running_on(unit, found.id)))


async def enroll(unit: Unit, program_id: UUID) -> Step | None:
    found = await rows.visible(unit.user, program_id)
    if found is None:
        unit.toast(label("programs-gone"))
        return None
    already = await _running_on(unit, found.id)
    if already is not None:
        unit.toast(label("enrolled-already", program=found.name))
        await show_enrollment(unit, already)
        return Step.HOME
    return await enrolling.begin(unit, found)


async def enrollment(unit: Unit, enrollment_id: UUID) -> Step | None:
    found = await own(unit, enrollment_id)
    if found is None:
        return None
    await show_enrollment(unit, found)
    return Step.HOME


async def show_enrollment(unit: Unit, found: UserProgramEnrollment, said: Html | None = None) -> None:
    """The page of an enrollment that runs; no question is open then."""
    coming = [each for each in await planning.upcoming(unit.user) if each.enrollment_id == found.id]
    slots = await enrollments.slots_of(found)
    unit.ask(view.enrollment(unit.user, found, slots, coming[0] if coming else None, said))
    unit.go(Step.HOME)


async def pause(unit: Unit, enrollment_id: UUID) -> Step | None:
    found = await own(unit, enrollment_id)
    if found is None:
        return None
    if found.status is EnrollmentStatus.ACTIVE:
        await planning.pause(unit.user, found)
    unit.toast(label("programs-paused-toast"))
    await show_enrollment(unit, found)
    return Step.HOME


async def resume(unit: Unit, enrollment_id: UUID) -> Step | None:
    found = await own(unit, enrollment_id)
    if found is None:
        return None
    if found.status is EnrollmentStatus.PAUSED:
        await planning.resume(unit.user, found)
    unit.toast(label("programs-resumed-toast"))
    await show_enrollment(unit, found)
    return Step.HOME


async def ask_note(unit: Unit, enrollment_id: UUID) -> None:
    found = await own(unit, enrollment_id)
    if found is not None:
        _ask_note(unit, found)


async def note_typed(unit: Unit, text: str) -> Step | None:
    found = await own(unit, UUID(unit.about["enrollment"]))
    if found is None:
        return await overview(unit)
    note = text.strip()
    if len(note) > enrollments.MOST_NOTE:
        limit, length = (f"{number:,}" for number in (enrollments.MOST_NOTE, len(note)))
        _ask_note(unit, found, say("note-too-long", limit=limit, length=length))
        return None
    await enrollments.note(found, note)
    await show_enrollment(unit, found)
    return Step.HOME


async def not_note(unit: Unit) -> Step | None:
    found = await own(unit, UUID(unit.about["enrollment"]))
    if found is None:
        return await overview(unit)
    _ask_note(unit, found, say("finish-no-note"))
    return None


async def no_note(unit: Unit, enrollment_id: UUID) -> Step | None:
    found = await own(unit, enrollment_id)
    if found is None:
        return None
    await enrollments.note(found, None)
    await show_enrollment(unit, found)
    return Step.HOME


def _ask_note(unit: Unit, found: UserProgramEnrollment, problem: Html | None = None) -> None:
    unit.ask(view.note(found, problem))
    unit.go(Place.NOTE, enrollment=str(found.id))


async def leave_typed(unit: Unit, text: str) -> Step | None:
    """Leave it, or stay; anything else leaves the question open."""
    found = await own(unit, UUID(unit.about["enrollment"]))
    if found is None:
        return await overview(unit)
    word = text.strip(" .!").casefold()
    if word in label("programs-leave-words").split(", "):
        return await leave(unit, found.id, 1)
    if word in label("programs-stay-words").split(", "):
        return await enrollment(unit, found.id)
    return await leave(unit, found.id, 0)


async def leave_again(unit: Unit) -> Step | None:
    return await leave_typed(unit, "")


async def leave(unit: Unit, enrollment_id: UUID, sure: int) -> Step | None:
    """Ask once; leave when the answer is yes."""
    found = await own(unit, enrollment_id)
    if found is None:
        return None
    if not sure:
        unit.ask(view.leave(found))
        unit.go(Place.LEAVE, enrollment=str(found.id))
        return None
    await planning.leave(unit.user, found)
    another = Button(label("programs-others"), taps.PROGRAM_LIST(0))
    unit.ask(View(say("programs-left", program=found.program.name), ((another,),)))
    return Step.HOME


async def own(unit: Unit, enrollment_id: UUID) -> UserProgramEnrollment | None:
    """The person's own enrollment that runs; else it is said that it does not."""
    found = await enrollments.owned(unit.user, enrollment_id)
    if found is None or found.status not in RUNNING:
        unit.toast(label("programs-not-running"))
        return None
    return found


async def _running_on(unit: Unit, program_id: UUID) -> UserProgramEnrollment | None:
    running = await enrollments.running(unit.user)
    return next((each for each in running if each.program_id == program_id), None)


COMMANDS = ("programs",)
ENTRY_POINTS: tuple[On, ...] = (
    OnCommand("programs", programs),
    OnTap(taps.PROGRAMS, overview),
    OnTap(taps.PROGRAM_LIST, catalogue),
    OnTap(taps.PROGRAM, program),
    OnTap(taps.ENROLL, enroll),
    OnTap(taps.ENROLLMENT, enrollment),
    OnTap(taps.PAUSE, pause),
    OnTap(taps.RESUME, resume),
    OnTap(taps.LEAVE, leave),
    OnTap(taps.ENROLLMENT_NOTE, ask_note),
    OnTap(taps.ENROLLMENT_NO_NOTE, no_note),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.NOTE: (OnText(or_set_alone(note_typed)), OnAny(NOT_TEXT, not_note)),
    Place.LEAVE: (OnText(or_set(leave_typed)), OnAny(NOT_TEXT, leave_again)),
}
