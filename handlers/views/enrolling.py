"""The questions on the way to an enrollment that are about the person, the proposal, and what is said at its end."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views import format as show
from handlers.views import prescription, taps, weekdays
from handlers.views.texts import label, lines, say
from handlers.views.timezone import zone_name
from handlers.views.view import Button, View, grid
from models import clock
from models.people import User
from models.programs import Program, Workout
from models.rules.schedule import Slot
from models.rules.sets import Unit
from models.sessions import UserWorkoutSession

GOALS = ("strength", "muscle", "fitness", "endurance")
DAYS_A_WEEK = (2, 3, 4, 5, 6)
POUNDS_IN = ("US", "CA", "LR", "MM")
POUND_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix")


def units(user: User) -> View:
    """Kilograms or pounds, the likelier first; the time zone that was guessed stands above, to be changed."""
    order = (Unit.LB, Unit.KG) if _lifts_in_pounds(user) else (Unit.KG, Unit.LB)
    buttons = tuple(Button(label(f"unit-{unit.value}"), taps.UNIT(unit.value)) for unit in order)
    change = Button(label("enrolling-zone", zone=zone_name(user.timezone)), taps.ZONES())
    return View(say("enrolling-unit", time=show.time_of(user, clock.now())), (buttons, (change,)))


def goals() -> View:
    buttons = [Button(label("goal", goal=goal), taps.GOAL(goal)) for goal in GOALS]
    return View(say("enrolling-goal"), (*grid(buttons, 2), (back("unit"),)))


def often() -> View:
    buttons = tuple(Button(str(count), taps.OFTEN(count)) for count in DAYS_A_WEEK)
    return View(say("enrolling-often"), (buttons, (back("goal"),)))


def proposal(program: Program, days: Sequence[Workout]) -> View:
    """The program that suits best, why, and its week."""
    text = lines(say("enrolling-proposal", name=program.name, why=program.why), "", prescription.week(program, days))
    take = Button(label("enrolling-take"), taps.ENROLL(program.id))
    others = Button(label("enrolling-others"), taps.PROGRAM_LIST(0))
    return View(text, ((take, others), (back("often"),)))


def enrolled(user: User, program: Program, slots: Sequence[Slot], first: UserWorkoutSession | None) -> View:
    """What was agreed: program, days, the first workout, and when the reminder comes."""
    at = f"{slots[0].at:%H:%M}" if slots else ""
    agreed = say("enrolled", program=program.name, days=weekdays.names(slot.weekday for slot in slots), time=at)
    if first is None or first.scheduled_at is None:
        return View(agreed)
    when = {"day": show.day_of(user, first.scheduled_at), "time": show.time_of(user, first.scheduled_at)}
    return View(
        lines(
            agreed,
            say("enrolled-first", workout=first.workout.name, **when),
            say("enrolled-reminder", minutes=user.reminder_lead),
        )
    )


def back(place: str) -> Button:
    """A button to an earlier question of the way."""
    return Button(label("back"), taps.BACK(place))


def _lifts_in_pounds(user: User) -> bool:
    _, _, region = user.language.replace("_", "-").partition("-")
    return region.upper() in POUNDS_IN or user.timezone in POUND_ZONES
