"""What /start says to somebody who trains already."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views import format as show
from handlers.views import taps
from handlers.views.texts import label, lines, say
from handlers.views.view import Button, View
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.sessions import UserWorkoutSession


def view(
    user: User,
    running: Sequence[UserProgramEnrollment],
    upcoming: Sequence[UserWorkoutSession],
    under_way: UserWorkoutSession | None,
) -> View:
    """The workout under way, else the next one; else what is paused."""
    hello = say("welcome-back", name=user.name)
    around = (
        Button(label("schedule-button"), taps.SCHEDULE(0)),
        Button(label("programs-button"), taps.PROGRAMS()),
    )
    if under_way is not None:
        text = say("next-under-way", workout=under_way.workout.name)
        return View(lines(hello, text), ((Button(label("next-continue"), taps.START(under_way.id)),), around))
    if upcoming:
        session = upcoming[0]
        text = say("next-planned", workout=session.workout.name, when=show.when(user, session.scheduled_at))
        return View(lines(hello, text), ((Button(label("session-start"), taps.START(session.id)),), around))
    paused = [each for each in running if each.status is EnrollmentStatus.PAUSED]
    if paused:
        resume = [(Button(label("next-resume", program=each.program.name), taps.RESUME(each.id)),) for each in paused]
        return View(lines(hello, say("next-paused")), (*resume, around))
    return View(lines(hello, say("next-nothing")), (around,))
