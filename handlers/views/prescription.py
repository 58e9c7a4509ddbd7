"""What a program asks for, in a few characters: "5×5", "3×8–12", "4×5+", "5/3/1+", "3×30 s", "28 min"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.views import format as show
from handlers.views.texts import Html, label, lines, say, shortened
from models.courses import Prescription
from models.people import User
from models.programs import Program, Workout
from models.rules.sets import PrescribedSet, SetKind

MOST_LINES, LONGEST_LINE = 12, 48  # of a day's exercises, where all of a program fits on a screen
MOST_DAYS = 6
FEW_DAYS = 3
MOST_NAMED_OF_FEW, MOST_NAMED = 5, 3
MOST_UNEQUAL = 5  # sets that are told one by one: "5/3/1+"
_MINUTE = 60
InShort = tuple[str, Sequence[tuple[str, Sequence[PrescribedSet]]]]
"""A day by its name, with its exercises by theirs and their sets."""


def sets(prescribed: Sequence[PrescribedSet]) -> str:
    """The sets of one exercise in short; intervals as their whole time, and of many unequal sets the ends."""
    if not prescribed:
        return ""
    if any(each.interval for each in prescribed):
        return label("prescription-minutes", minutes=sum(each.seconds or 0 for each in prescribed) // _MINUTE)
    count, last = len(prescribed), prescribed[-1]
    counts = [_count(each) for each in prescribed]
    if len(set(counts)) == 1:
        return f"{count}×{counts[-1]}{_open(last)}"
    if count <= MOST_UNEQUAL:
        return "/".join(f"{text}{_open(each)}" for text, each in zip(counts, prescribed, strict=True))
    fewest, most = min(prescribed, key=_least), max(prescribed, key=_most)
    return f"{count}×{_short(_least(fewest), fewest)}–{_short(_most(most), most)}{_open(last)}"


def _count(each: PrescribedSet) -> str:
    least = _short(_least(each), each)
    return f"{least}–{each.reps_max}" if each.seconds is None and each.reps_max else least


def _least(each: PrescribedSet) -> int:
    return (each.reps or 0) if each.seconds is None else each.seconds


def _most(each: PrescribedSet) -> int:
    return each.reps_max or _least(each) if each.seconds is None else each.seconds


def _short(number: int, of: PrescribedSet) -> str:
    return f"{number}" if of.seconds is None else _seconds(number)


def _open(each: PrescribedSet) -> str:
    return "+" if each.amrap else ""


def exercises(user: User, prescribed: Iterable[Prescription]) -> Html:
    """A line per exercise: what is prescribed, and with which weight; of a very long day the first."""
    every = list(prescribed)
    more = len(every) - MOST_LINES
    shown = [_exercise(user, each) for each in every[: MOST_LINES if more > 1 else None]]
    return lines(*shown, label("program-more-exercises", count=more) if more > 1 else "")


def week(program: Program, days: Sequence[Workout]) -> Html:
    """The days of a week and what is done on each, a line each."""
    shown = [
        (day.name, [(each.exercise.name, each.prescribed()) for each in day.instructions])
        for day in days[: program.days_per_week]
    ]
    in_turn = len(days) < program.days_per_week
    return lines(in_days(shown), say("program-in-turn") if in_turn else "")


def in_days(days: Sequence[InShort]) -> Html:
    """The days, a line each."""
    shown = days[:MOST_DAYS]
    few = len(shown) <= FEW_DAYS  # a phone's screen has room for the sets of three days, and for names of six
    named = [
        say("program-day", name=shortened(name, LONGEST_LINE), exercises=_names(done, with_sets=few))
        for name, done in shown
    ]
    more = len(days) - len(shown)
    return lines(*named, say("program-more-days", count=more) if more else "")


def _exercise(user: User, found: Prescription) -> Html:
    working = _working(found.sets)
    weights = [each.weight_g for each in working if each.weight_g is not None]
    name = shortened(found.exercise.name, LONGEST_LINE)
    if not weights:
        return say("prescription-line", name=name, sets=sets(working))
    weight = show.weight(user, max(weights))
    return say("prescription-line-weight", name=name, sets=sets(working), weight=weight)


def _names(done: Sequence[tuple[str, Sequence[PrescribedSet]]], *, with_sets: bool) -> str:
    named = [
        f"{shortened(name, LONGEST_LINE)} {sets(_working(each))}".rstrip()
        if with_sets
        else shortened(name, LONGEST_LINE)
        for name, each in done
    ]
    most = MOST_NAMED_OF_FEW if with_sets else MOST_NAMED
    if len(named) > most:
        named = [*named[:most], label("program-more-exercises", count=len(named) - most)]
    return ", ".join(named)


def _working(prescribed: Sequence[PrescribedSet]) -> list[PrescribedSet]:
    return [each for each in prescribed if each.kind is not SetKind.WARMUP]


def _seconds(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds} s"
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{minutes}:{rest:02}" if rest else f"{minutes} min"
