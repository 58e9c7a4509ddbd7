"""What a picture of somebody's progress shows, in numbers: an exercise, a metric, or the sets of every muscle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from tortoise.functions import Max

from models import clock, statements, top_sets, weeks
from models.measurements import Metric, UserMeasurement
from models.people import User
from models.programs import Exercise
from models.rules.sets import DoneSet, ExerciseKind
from models.top_sets import Top, TopSet

_MEASURED = """
SELECT measurement_date, value FROM user_measurement
WHERE user_id = ? AND metric_id = ? AND is_active AND measurement_date >= ? ORDER BY measurement_date, created_at
"""


class Span(StrEnum):
    """How far back a picture goes."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    @property
    def days(self) -> int | None:
        return {Span.MONTH: 30, Span.QUARTER: 91, Span.YEAR: 365}.get(self)

    def first(self, today: date) -> date | None:
        """The first day of it; None: the beginning."""
        return None if self.days is None else today - timedelta(days=self.days)


class Measure(StrEnum):
    """What tells how an exercise goes, and the unit of its values."""

    E1RM = "e1rm"  # grams
    WEIGHT = "weight"  # grams, negative for assistance
    REPS = "reps"
    SECONDS = "seconds"
    METRES = "metres"


@dataclass(frozen=True, slots=True)
class Point:
    """A workout with the exercise: the day it began on, its value, and the set of its heaviest weight (E1RM only)."""

    day: date
    value: int
    top: DoneSet


@dataclass(frozen=True, slots=True)
class Lift:
    """An exercise over time. best: the first point of the highest value of all time, also where that is earlier than
    the points; None where there is none at all.
    """

    exercise: Exercise
    measure: Measure
    points: tuple[Point, ...]
    best: Point | None


@dataclass(frozen=True, slots=True)
class MuscleWeeks:
    """Working sets of a muscle group, week by week, and their mean over the weeks that are over."""

    muscle: str
    sets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Muscles:
    """The weeks, by their Mondays, the running one last; and each muscle's sets in them, most first."""

    mondays: tuple[date, ...]
    muscles: tuple[MuscleWeeks, ...]


async def exercises(user: User) -> list[Exercise]:
    """What the person has trained, the latest first."""
    rows = TopSet.filter(user_id=user.id).annotate(last=Max("at_us")).group_by("exercise_id").order_by("-last")
    ids = [exercise_id for exercise_id, _ in await rows.values_list("exercise_id", "last")]
    found = await Exercise.in_bulk(ids, "id")
    return [found[each] for each in ids]


async def metrics(user: User) -> list[Metric]:
    """What the person has measured, the latest first."""
    rows = UserMeasurement.filter(user_id=user.id, is_active=True, metric__is_active=True)
    newest = rows.annotate(last=Max("measurement_date")).group_by("metric_id").order_by("-last", "metric_id")
    ids = [metric_id for metric_id, _ in await newest.values_list("metric_id", "last")]
    found = await Metric.in_bulk(ids, "id")
    return [found[each] for each in ids]


async def lift(user: User, exercise: Exercise, span: Span) -> Lift:
    """The exercise in each finished workout of the span."""
    every = await top_sets.of_exercise(user, exercise.id)
    measure = _measure(exercise.kind, every)
    points = [point for top in every if (point := _point(user, measure, top)) is not None]
    best = max(points, key=lambda point: point.value, default=None)
    first = span.first(user.today())
    return Lift(exercise, measure, tuple(each for each in points if first is None or each.day >= first), best)


async def measured(user: User, metric: Metric, span: Span) -> list[tuple[date, Decimal]]:
    """The values of the span, in order."""
    first = span.first(user.today()) or date.min
    rows = await statements.fetch(_MEASURED, user.id, metric.id, first)
    return [(date.fromisoformat(str(row[0])), Decimal(str(row[1]))) for row in rows]


async def muscles(user: User, span: Span) -> Muscles:
    """Working sets of every week of the span that is in it, at least four weeks; from the first week trained on."""
    running = weeks.monday_of(user, clock.now())
    first = span.first(user.today())
    since = None if first is None else first - timedelta(days=first.weekday())
    found = await top_sets.sets_since(user, None if since is None else weeks.begins(user, since))
    by_week: dict[date, Counter[UUID]] = {}
    zone, last, of_week = user.zone, None, Counter[UUID]()
    for at, exercise_id, sets in found:
        if at != last:
            day = at.astimezone(zone).date()
            of_week = by_week.setdefault(day - timedelta(days=day.weekday()), Counter())
            last = at
        of_week[exercise_id] += sets
    known = await Exercise.in_bulk({each for of_week in by_week.values() for each in of_week}, "id") if found else {}
    counts: dict[str, Counter[date]] = {}
    for monday, of_week in by_week.items():
        for exercise_id, number in of_week.items():
            for muscle in known[exercise_id].muscles:
                counts.setdefault(muscle, Counter())[monday] += number
    begun = min(by_week, default=running)
    shown = _mondays(begun if since is None else max(since, begun), running)
    made = [MuscleWeeks(muscle, tuple(of[monday] for monday in shown)) for muscle, of in counts.items()]
    made.sort(key=lambda each: (-sum(each.sets), each.muscle))
    return Muscles(shown, tuple(each for each in made if any(each.sets)))


def best_of_months(points: Sequence[Point]) -> tuple[Point, ...]:
    """The first best point of each month, and the last of all."""
    best: dict[tuple[int, int], Point] = {}
    for each in points:
        month = (each.day.year, each.day.month)
        if month not in best or each.value > best[month].value:
            best[month] = each
    return tuple(dict.fromkeys([*best.values(), *points[-1:]]))


def _mondays(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=days) for days in range(0, (last - first).days + 1, 7))


def _measure(kind: ExerciseKind, every: Sequence[Top]) -> Measure:
    """What says most of what was done: an e1RM where there is one at all."""
    match kind:
        case ExerciseKind.WEIGHT:
            return Measure.E1RM if any(top.e1rm_g() is not None for top in every) else Measure.WEIGHT
        case ExerciseKind.ASSISTED:
            return Measure.WEIGHT
        case ExerciseKind.TIMED:
            return Measure.SECONDS
        case ExerciseKind.DISTANCE:
            return Measure.METRES
        case _:
            return Measure.REPS


def _point(user: User, measure: Measure, top: Top) -> Point | None:
    values = [(value, done) for done in top.sets if (value := _value(measure, done)) is not None]
    if measure is Measure.E1RM:
        best = top.e1rm_g()
        if best is None:
            return None
        heaviest = max(top.sets, key=lambda done: (done.weight_g or 0, done.reps or 0))
        return Point(_day(user, top.at), best, heaviest)
    if not values:
        return None
    value, done = max(values, key=lambda each: each[0])
    return Point(_day(user, top.at), value, done)


def _value(measure: Measure, done: DoneSet) -> int | None:
    match measure:
        case Measure.REPS:
            return done.reps
        case Measure.SECONDS:
            return done.seconds
        case Measure.METRES:
            return done.distance_m
        case _:
            return done.weight_g or 0


def _day(user: User, instant: datetime) -> date:
    return user.local(instant).date()
