"""Training days and the hour. `subject` is the program of the draft or the enrollment that is changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import time
from uuid import UUID

from handlers.views import taps, weekdays
from handlers.views.enrolling import back
from handlers.views.texts import label, say
from handlers.views.view import Button, Keyboard, View, grid
from models.enrollments import UserProgramEnrollment
from models.programs import Program

HOURS = (6, 7, 8, 9, 12, 16, 17, 18, 19, 20, 21)
HOUR_COLUMNS = 4
DAY_COLUMNS = 4


def presets(program: Program, enrollment: UserProgramEnrollment | None = None) -> View:
    """Days that suit the program, one tap each; or one by one."""
    subject = enrollment.id if enrollment else program.id
    sets_of_days = [
        Button(weekdays.names(days), taps.DAYS(subject, weekdays.to_bits(days))) for days in program.presets
    ]
    one_by_one = Button(label("days-one-by-one"), taps.DAYS_EDIT(subject, 0))
    text = say("days-question", count=program.days_per_week)
    return View(text, (*grid(sets_of_days, 1), (one_by_one,), (_back(enrollment, "program"),)))


def one_by_one(subject: UUID, chosen: Collection[int], wanted: int, enrollment: UserProgramEnrollment | None) -> View:
    """Each weekday to be tapped on and off; the button of a day carries what tapping it leads to."""
    bits = weekdays.to_bits(chosen)
    toggles = [
        Button(
            label("days-chosen", day=weekdays.name(day)) if day in chosen else weekdays.name(day),
            taps.DAYS_EDIT(subject, bits ^ (1 << day)),
        )
        for day in weekdays.EVERY
    ]
    done = (Button(label("days-done", count=len(chosen)), taps.DAYS(subject, bits)),) if chosen else ()
    rows: Keyboard = (*grid(toggles, DAY_COLUMNS), done, (_back(enrollment, "program"),))
    return View(say("days-one-by-one-question", count=wanted), rows)


def hours(subject: UUID, days: Sequence[int], enrollment: UserProgramEnrollment | None = None) -> View:
    """The hour at which to train, on the wall clock."""
    buttons = [Button(f"{hour:02}:00", taps.HOUR(subject, hour * 60)) for hour in HOURS]
    return View(
        say("hour-question", days=weekdays.names(days)),
        (*grid(buttons, HOUR_COLUMNS), (_back(enrollment, "days"),)),
    )


def _back(enrollment: UserProgramEnrollment | None, place: str) -> Button:
    return Button(label("back"), taps.ENROLLMENT(enrollment.id)) if enrollment else back(place)


def time_at(minutes: int) -> time:
    """The minute of the day as a time."""
    return time(minutes // 60, minutes % 60)
