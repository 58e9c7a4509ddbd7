"""What a program asks for, in a few characters: "5×5", "3×8–12", "4×5+", "3×30 s", "28 min"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.views import format as show
from handlers.views.texts import Html, label, lines, say
from models.courses import Prescription
from models.people import User
from models.programs import Program, Workout
from models.rules.sets import PrescribedSet, SetKind

MOST_DAYS = 6
FEW_DAYS = 3
MOST_NAMED_OF_FEW, MOST_NAMED = 5, 3
_MINUTE = 60


def sets(prescribed: Sequence[PrescribedSet]) -> str:
    """The sets of one exercise in short; intervals as their whole time."""
    if not prescribed:
        return ""
    if any(each.label for each in prescribed):
        return label("prescription-minutes", minutes=sum(each.seconds or 0 for each in prescribed) // _MINUTE)
    last = prescribed[-1]
    if last.seconds is not None:
        return f"{len(prescribed)}×{_seconds(last.seconds)}"
    reps = f"{last.reps}–{last.reps_max}" if last.reps_max else f"{last.reps}"
    return f"{len(prescribed)}×{reps}{'+' if last.amrap else ''}"


def exercises(user: User, prescribed: Iterable[Prescription]) -> Html:
    """A line per exercise: what is prescribed, and with which weight."""
    return lines(*(_exercise(user, each) for each in prescribed))


def week(program: Program, days: Sequence[Workout]) -> Html:
    """The days of a week and what is done on each, a line each."""
    shown = days[: min(MOST_DAYS, program.days_per_week)]
    few = len(shown) <= FEW_DAYS  # a phone's screen has room for the sets of three days, and for names of six
    named = [say("program-day", name=day.name, exercises=_names(day, with_sets=few)) for day in shown]
    in_turn = len(days) < program.days_per_week
    return lines(*named, say("program-in-turn") if in_turn else "")


def _exercise(user: User, found: Prescription) -> Html:
    working = [each for each in found.sets if each.kind is not SetKind.WARMUP]
    weights = [each.weight_g for each in working if each.weight_g is not None]
    if not weights:
        return say("prescription-line", name=found.exercise.name, sets=sets(working))
    weight = show.weight(user, max(weights))
    return say("prescription-line-weight", name=found.exercise.name, sets=sets(working), weight=weight)


def _names(day: Workout, *, with_sets: bool) -> str:
    named = [
        f"{each.exercise.name} {sets(each.prescribed())}" if with_sets else each.exercise.name
        for each in day.instructions
    ]
    most = MOST_NAMED_OF_FEW if with_sets else MOST_NAMED
    if len(named) > most:
        named = [*named[:most], label("program-more-exercises", count=len(named) - most)]
    return ", ".join(named)


def _seconds(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds} s"
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{minutes}:{rest:02}" if rest else f"{minutes} min"
