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


def overview(running: Sequence[tuple[UserProgramEnrollment, Sequence[Slot]]], own: int) -> View:
    """What runs, a button each, and the way to what is offered, and to the person's own; own: how many of these do not
    run.
    """
    named = [
        say("programs-paused" if _paused(each) else "programs-running", program=each.program.name, slots=times(slots))
        for each, slots in running
    ]
    text = lines(say("programs-yours"), *named) if running else say("programs-none")
    rows = [(Button(each.program.name, taps.ENROLLMENT(each.id)),) for each, _ in running]
    others = label("programs-others" if running else "programs-choose")
    mine = [Button(label("own-list-button", count=own), taps.OWN_LIST(0))] if own else []
    bring = (*mine, Button(label("own-button"), taps.OWN(0)))
    return View(text, (*rows, (Button(others, taps.PROGRAM_LIST(0)),), bring))


def catalogue(programs: Sequence[Program], page: int, *, back: Button) -> View:
    """The programs on offer, the most suitable first."""
    rows, page, pages = paged(programs, page, taps.PROGRAM_LIST)
    return View(say("programs-offered", page=page + 1, pages=pages), (*rows, (back,)))


def paged(programs: Sequence[Program], page: int, turn: taps.Tap) -> tuple[Keyboard, int, int]:
    """A button for each program of a page, and buttons to turn it; which page that is, from 0, and of how many."""
    pages = max(1, -(-len(programs) // ON_A_PAGE))
    page = min(max(0, page), pages - 1)
    shown = programs[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [(Button(_entry(each), taps.PROGRAM(each.id)),) for each in shown]
    before = (Button(label("page-before"), turn(page - 1)),) if page > 0 else ()
    after = (Button(label("page-after"), turn(page + 1)),) if page < pages - 1 else ()
    return (*rows, (*before, *after)), page, pages


def program(row: Program, days: Sequence[Workout], running: UserProgramEnrollment | None) -> View:
    """A program's page: for whom, its week, whose it is."""
    own = row.owner_id is not None
    name = say("own-name", name=row.name) if own else say("enrolling-proposal", name=row.name, why=row.why)
    text = lines(name, "", prescription.week(row, days), "", _facts(row))
    export = Button(label("own-export"), taps.PROGRAM_EXPORT(row.id))
    delete = [Button(label("own-delete"), taps.PROGRAM_DELETE(row.id, 0))] if own and running is None else []
    back = Button(label("back"), taps.OWN_LIST(0) if own else taps.PROGRAM_LIST(0))
    train = (
        Button(label("program-enroll"), taps.ENROLL(row.id))
        if running is None
        else Button(label("program-running"), taps.ENROLLMENT(running.id))
    )
    return View(text, ((train,), (export, *delete) if row.text else tuple(delete), (back,)))


def _facts(row: Program) -> Html:
    if row.owner_id is not None:
        return say("own-facts", days=row.days_per_week, weeks=row.weeks or 0)
    return say(
        "program-facts",
        level=row.level,
        days=row.days_per_week,
        weeks=row.weeks or 0,
        minutes=row.minutes or 0,
        credit=row.credit,
    )


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
        (
            Button(label("own-edit"), taps.ENROLLMENT_EDIT(row.id)),
            Button(label("own-export"), taps.ENROLLMENT_EXPORT(row.id)),
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
