"""/schedule: what is planned, one session, and where to move it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.views import format as show
from handlers.views import prescription, taps
from handlers.views.texts import Html, label, lines, say
from handlers.views.training_days import HOUR_COLUMNS, HOURS
from handlers.views.view import Button, View, grid
from models.courses import Prescription
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.sessions import UserWorkoutSession

ON_A_PAGE = 7
MOVE_DAYS = 14
DAY_COLUMNS = 3
_HOUR = 60


def plan(
    user: User,
    sessions: Sequence[UserWorkoutSession],
    running: Sequence[UserProgramEnrollment],
    page: int,
    said: Html | None = None,
    undo: Button | None = None,
) -> View:
    """The sessions of the next two weeks, a button each, and what can be changed of the programs behind them. undo: of
    what is said.
    """
    if not sessions:
        return _nothing(user, running, said)
    pages = -(-len(sessions) // ON_A_PAGE)
    page = min(max(0, page), pages - 1)
    several = len({each.enrollment_id for each in sessions}) > 1
    shown = sessions[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [(Button(_entry(user, each, several=several), taps.SESSION(each.id)),) for each in shown]
    turn = []
    if page > 0:
        turn.append(Button(label("page-before"), taps.SCHEDULE(page - 1)))
    if page < pages - 1:
        turn.append(Button(label("page-after"), taps.SCHEDULE(page + 1)))
    text = lines(said or "", say("schedule"), *(_paused(each) for each in running))
    return View(text, (*rows, tuple(turn), *_programs(running), (undo,) if undo else ()))


def session(user: User, row: UserWorkoutSession, prescribed: Sequence[Prescription]) -> View:
    """One session, and what can be done with it."""
    title = say("schedule-session", workout=row.workout.name, when=show.when(user, row.scheduled_at))
    program = say("schedule-program", program=row.enrollment.program.name) if row.enrollment else ""
    rows = (
        (Button(label("session-start"), taps.START(row.id)),),
        (
            Button(label("schedule-move"), taps.MOVE(row.id)),
            Button(label("reminder-skip"), taps.SKIP(row.id)),
            Button(label("back"), taps.SCHEDULE(0)),
        ),
    )
    return View(lines(title, program, prescription.exercises(user, prescribed)), rows)


def days(user: User, row: UserWorkoutSession) -> View:
    """To which day?"""
    today = user.today()
    buttons = [
        Button(_capital(_day(day, today)), taps.MOVE_DAY(row.id, day.toordinal()))
        for day in (today + timedelta(days=ahead) for ahead in range(MOVE_DAYS))
    ]
    text = say("schedule-move-day", workout=row.workout.name)
    return View(text, (*grid(buttons, DAY_COLUMNS), (Button(label("back"), taps.SESSION(row.id)),)))


def hours(user: User, row: UserWorkoutSession, day: date, minutes: Sequence[int]) -> View:
    """At what time? The hour it has comes first."""
    buttons = [Button(f"{m // _HOUR:02}:{m % _HOUR:02}", taps.MOVE_TO(row.id, day.toordinal(), m)) for m in minutes]
    text = say("schedule-move-hour", workout=row.workout.name, day=_day(day, user.today()))
    return View(text, (*grid(buttons, HOUR_COLUMNS), (Button(label("back"), taps.MOVE(row.id)),)))


def hours_from(usual: int, after: int) -> list[int]:
    """Minutes of the day to offer: the usual one, then whole hours; only what is later than `after`."""
    offered = [usual, *(hour * _HOUR for hour in HOURS if hour * _HOUR != usual)]
    return [minutes for minutes in offered if minutes > after]


def _nothing(user: User, running: Sequence[UserProgramEnrollment], said: Html | None) -> View:
    del user
    paused = [each for each in running if each.status is EnrollmentStatus.PAUSED]
    if not running:
        choose = Button(label("programs-choose"), taps.PROGRAM_LIST(0))
        return View(lines(said or "", say("schedule-nothing")), ((choose,),))
    resume = [(Button(label("next-resume", program=each.program.name), taps.RESUME(each.id)),) for each in paused]
    text = lines(said or "", say("schedule-empty"), *(_paused(each) for each in paused))
    return View(text, (*resume, *_programs(running)))


def _programs(running: Sequence[UserProgramEnrollment]) -> tuple[tuple[Button, ...], ...]:
    """Where days and hour are changed: the program's own page, or the list where there are several."""
    if len(running) == 1:
        return ((Button(label("schedule-change"), taps.ENROLLMENT(running[0].id)),),)
    return ((Button(label("schedule-change"), taps.PROGRAMS()),),)


def _paused(row: UserProgramEnrollment) -> str:
    return say("programs-paused", program=row.program.name) if row.status is EnrollmentStatus.PAUSED else ""


def _entry(user: User, row: UserWorkoutSession, *, several: bool) -> str:
    when = _capital(show.when(user, row.scheduled_at))
    if several and row.enrollment is not None:
        return label("schedule-entry-of", when=when, workout=row.workout.name, program=row.enrollment.program.name)
    return label("schedule-entry", when=when, workout=row.workout.name)


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    return label("when-day", ahead=ahead) if ahead in {0, 1} else show.day(day)


def _capital(text: str) -> str:
    """As a button begins: "Tomorrow 18:00"."""
    return text[:1].upper() + text[1:]
