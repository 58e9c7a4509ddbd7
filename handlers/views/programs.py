"""/programs: what runs and what is offered; a program's page, an enrollment's page."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views import format as show
from handlers.views import prescription, taps, weekdays
from handlers.views.texts import Html, label, lines, say, shortened
from handlers.views.view import Button, Keyboard, View
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.programs import Program, Workout
from models.rules.schedule import Slot
from models.sessions import UserWorkoutSession

ON_A_PAGE = 6
SHOWN_OF_NOTE = 200  # characters; the whole note is a tap away


def overview(user: User, running: Sequence[tuple[UserProgramEnrollment, Sequence[Slot]]]) -> View:
    """What runs, a button each, and the way to what is offered."""
    del user
    named = [
        say("programs-paused" if _paused(each) else "programs-running", program=each.program.name, slots=times(slots))
        for each, slots in running
    ]
    text = lines(say("programs-yours"), *named) if running else say("programs-none")
    rows = [(Button(each.program.name, taps.ENROLLMENT(each.id)),) for each, _ in running]
    others = label("programs-others" if running else "programs-choose")
    return View(text, (*rows, (Button(others, taps.PROGRAM_LIST(0)),)))


def catalogue(programs: Sequence[Program], page: int, *, back: Button) -> View:
    """The programs on offer, the most suitable first."""
    pages = max(1, -(-len(programs) // ON_A_PAGE))
    page = min(max(0, page), pages - 1)
    shown = programs[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows: list[tuple[Button, ...]] = [(Button(_entry(each), taps.PROGRAM(each.id)),) for each in shown]
    turn = []
    if page > 0:
        turn.append(Button(label("page-before"), taps.PROGRAM_LIST(page - 1)))
    if page < pages - 1:
        turn.append(Button(label("page-after"), taps.PROGRAM_LIST(page + 1)))
    return View(say("programs-offered", page=page + 1, pages=pages), (*rows, tuple(turn), (back,)))


def program(row: Program, days: Sequence[Workout], running: UserProgramEnrollment | None) -> View:
    """A program's page: for whom, its week, whose it is."""
    facts = say("program-facts", level=row.level, days=row.days_per_week, weeks=row.weeks or 0, credit=row.credit)
    text = lines(say("enrolling-proposal", name=row.name, why=row.why), "", prescription.week(row, days), "", facts)
    back = Button(label("back"), taps.PROGRAM_LIST(0))
    if running is not None:
        return View(text, ((Button(label("program-running"), taps.ENROLLMENT(running.id)),), (back,)))
    return View(text, ((Button(label("program-enroll"), taps.ENROLL(row.id)),), (back,)))


def enrollment(
    user: User,
    row: UserProgramEnrollment,
    slots: Sequence[Slot],
    following: UserWorkoutSession | None,
    said: Html | None = None,
) -> View:
    """An enrollment's page: when it trains, what is next, and what can be changed."""
    state = "programs-paused" if _paused(row) else "programs-running"
    coming = ""
    if following is not None:
        when = show.when(user, following.scheduled_at)
        coming = say("programs-next", workout=following.workout.name, when=when)
    noted = say("programs-noted", note=shortened(row.notes, SHOWN_OF_NOTE)) if row.notes else ""
    text = lines(said or "", say(state, program=row.program.name, slots=times(slots)), coming, noted)
    pause = (
        Button(label("programs-resume"), taps.RESUME(row.id))
        if _paused(row)
        else Button(label("programs-pause"), taps.PAUSE(row.id))
    )
    rows: Keyboard = (
        (Button(label("programs-days"), taps.DAYS_ASK(row.id)), Button(label("programs-hour"), taps.HOUR_ASK(row.id))),
        (
            Button(label("programs-note"), taps.ENROLLMENT_NOTE(row.id)),
            pause,
            Button(label("programs-leave"), taps.LEAVE(row.id, 0)),
        ),
        (Button(label("back"), taps.PROGRAMS()), Button(label("schedule-button"), taps.SCHEDULE(0))),
    )
    return View(text, rows)


def note(row: UserProgramEnrollment, problem: Html | None = None) -> View:
    """What should be kept in mind about it? The whole note there is stands above."""
    noted = say("programs-noted", note=row.notes) if row.notes and problem is None else ""
    asked = problem or say("programs-note-question", program=row.program.name)
    remove = Button(label("measure-no-note"), taps.ENROLLMENT_NO_NOTE(row.id))
    back = Button(label("back"), taps.ENROLLMENT(row.id))
    return View(lines(noted, asked), ((remove, back) if row.notes else (back,),))


def leave(row: UserProgramEnrollment) -> View:
    """Asked once."""
    yes = Button(label("programs-leave-yes"), taps.LEAVE(row.id, 1))
    no = Button(label("programs-leave-no"), taps.ENROLLMENT(row.id))
    return View(say("programs-leave-question", program=row.program.name), ((yes, no),))


def times(slots: Sequence[Slot]) -> str:
    """When it trains: "Mon Wed Fri 18:00", or each day with its own hour."""
    hours = {slot.at for slot in slots}
    if len(hours) == 1:
        return f"{weekdays.names(slot.weekday for slot in slots)} {slots[0].at:%H:%M}"
    return ", ".join(f"{weekdays.name(slot.weekday)} {slot.at:%H:%M}" for slot in slots)


def _paused(row: UserProgramEnrollment) -> bool:
    return row.status is EnrollmentStatus.PAUSED


def _entry(row: Program) -> str:
    return label("programs-entry", name=row.name, days=row.days_per_week)
