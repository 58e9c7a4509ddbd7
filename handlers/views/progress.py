"""What there are pictures of, and what to draw of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from handlers import quantities
from handlers.views import format as show
from handlers.views import taps
from handlers.views.texts import label, say
from handlers.views.view import Button, Keyboard, Row, View, close, grid
from handlers.views.weeks import muscle
from models.measurements import Metric
from models.people import User
from models.programs import Exercise
from models.progress import Lift, Measure, Muscles, Point, Span, best_of_months
from models.rules import units
from models.rules.averages import MEAN_DAYS, last_of_weeks, running_means
from models.rules.sets import ExerciseKind

A_PAGE = 8
MANY = 14  # values from which the mean says more than they do
MOST_VALUES = 180  # values that are shown one by one
LONGEST_NAME = 40
SMALL = 10
MOST_POINTS = 120  # workouts that are shown one by one


def question(exercises: Sequence[Exercise], metrics: Sequence[Metric], page: int) -> View:
    """What do you want to see? What was trained last comes first."""
    things = [Button(_name(each.name), taps.PROGRESS_LIFT(each.id, Span.QUARTER)) for each in exercises]
    measured = [Button(_name(each.name), taps.PROGRESS_METRIC(each.id, Span.QUARTER)) for each in metrics]
    if exercises:
        measured.insert(0, Button(label("progress-muscles-button"), taps.PROGRESS_MUSCLES(Span.QUARTER)))
    every = [*things[: A_PAGE - 3], *measured[:3], *things[A_PAGE - 3 :], *measured[3:]]
    shown = every[page * A_PAGE : (page + 1) * A_PAGE]
    turn: list[Button] = []
    if page:
        turn.append(Button(label("progress-less"), taps.PROGRESS(page - 1)))
    if len(every) > (page + 1) * A_PAGE:
        turn.append(Button(label("progress-more"), taps.PROGRESS(page + 1)))
    return View(say("progress-question"), (*grid(shown, 2), (*turn, close())))


def pages(exercises: Sequence[Exercise], metrics: Sequence[Metric]) -> int:
    count = len(exercises) + len(metrics) + bool(exercises)
    return max(1, -(-count // A_PAGE))


# -- an exercise --------------------------------------------------------------------------------------


def lift(user: User, found: Lift, span: Span) -> View:
    """What stands under the picture, with the other spans."""
    keyboard = _keyboard(span, lambda other: taps.PROGRESS_LIFT(found.exercise.id, other))
    name, drawing = found.exercise.name, lift_drawing(user, found, span)
    if not found.points:
        day = _date(found.best.day, user.today()) if found.best else ""
        return View(say("progress-empty-lift", exercise=name, day=day), keyboard, drawing)
    latest = found.points[-1]
    said = say(
        "progress-lift-caption",
        exercise=name,
        latest=_value(user, found.measure, latest.value),
        day=_date(latest.day, user.today()),
        best=_best(user, found, latest),
    )
    return View(said, keyboard, drawing)


def lift_drawing(user: User, found: Lift, span: Span) -> dict[str, Any]:
    """Workout by workout; of years, the best of each month, with the top set of that workout."""
    assisted = found.exercise.kind is ExerciseKind.ASSISTED
    points, what = found.points, label("progress-measure", measure="help" if assisted else found.measure.value)
    if len(points) > MOST_POINTS:
        points, what = best_of_months(points), label("progress-measure-monthly", what=what)
    drawing: dict[str, Any] = {
        "kind": "line",
        "title": found.exercise.name,
        "what": what,
        "unit": _unit(user, found.measure),
        "clock": found.measure is Measure.SECONDS,
        "points": [[each.day.isoformat(), _number(user, found.measure, each.value)] for each in points],
        "record": None,
        "span": _span(user, span),
        "one": label("progress-chart-one"),
        "none": label("progress-chart-none"),
    }
    if points:
        drawing["last"] = _minus(_value(user, found.measure, found.points[-1].value))
    best = found.best
    if best is not None and len(points) > 1 and best in points:
        shown = label("progress-chart-record", value=_minus(_value(user, found.measure, best.value)))
        drawing["record"] = [best.day.isoformat(), _number(user, found.measure, best.value), shown]
    if found.measure is Measure.E1RM and points:
        drawing["tops"] = [
            [each.day.isoformat(), units.number(each.top.weight_g or 0, user.unit, places=1)] for each in points
        ]
        drawing["top"] = label("progress-chart-top", set=_set(user, found.points[-1]))
    return drawing


def _best(user: User, found: Lift, latest: Point) -> str:
    best = found.best
    if best is None:
        return ""
    if best.value == latest.value:
        return label("progress-best-now")
    value = _value(user, found.measure, best.value)
    return label("progress-best", value=value, day=_date(best.day, user.today()))


def _set(user: User, point: Point) -> str:
    weight = units.number(point.top.weight_g or 0, user.unit, places=1)
    return f"{weight} × {point.top.reps}"


def _value(user: User, measure: Measure, value: int) -> str:
    match measure:
        case Measure.E1RM | Measure.WEIGHT:
            return units.show(value, user.unit, places=1)
        case Measure.SECONDS:
            return show.length(value)
        case Measure.METRES:
            return show.distance(value)
        case _:
            return label("progress-reps", reps=value)


def _minus(value: str) -> str:
    """With a true minus, as at the side of a picture."""
    return value.replace("-", "−")


def _number(user: User, measure: Measure, value: int) -> str:
    match measure:
        case Measure.E1RM | Measure.WEIGHT:
            return units.number(value, user.unit, places=1)
        case Measure.METRES:
            return str(Decimal(value) / 1000)
        case _:
            return str(value)


def _unit(user: User, measure: Measure) -> str:
    match measure:
        case Measure.E1RM | Measure.WEIGHT:
            return user.unit.value
        case Measure.SECONDS:
            return "s"
        case Measure.METRES:
            return "km"
        case _:
            return ""


# -- a metric -----------------------------------------------------------------------------------------


def measured(user: User, metric: Metric, values: Sequence[tuple[date, Decimal]], span: Span) -> View:
    keyboard = _keyboard(span, lambda other: taps.PROGRESS_METRIC(metric.id, other))
    drawing = measured_drawing(user, metric, values, span)
    if not values:
        return View(say("progress-empty-metric", metric=metric.name), keyboard, drawing)
    day, value = values[-1]
    shown = quantities.show(value, metric, user.unit)
    said = say("progress-measured-caption", metric=metric.name, value=shown, day=_date(day, user.today()))
    return View(said, keyboard, drawing)


def measured_drawing(user: User, metric: Metric, values: Sequence[tuple[date, Decimal]], span: Span) -> dict[str, Any]:
    """Value by value while there are few; then the mean of seven days, and of years that of each week."""
    drawing: dict[str, Any] = {
        "kind": "line",
        "title": metric.name,
        "what": "",
        "unit": quantities.unit_name(metric, user.unit),
        "points": _points(user, metric, values),
        "record": None,
        "span": _span(user, span),
        "one": label("progress-chart-one"),
        "none": label("progress-chart-none"),
    }
    if values:
        drawing["last"] = _brief(user, metric, values[-1][1])
    if len(values) >= MANY and (values[-1][0] - values[0][0]).days >= MEAN_DAYS:
        means = running_means(values)
        drawing |= {"what": label("chart-mean", days=MEAN_DAYS), "last": _brief(user, metric, means[-1][1])}
        if len(values) > MOST_VALUES:
            drawing["points"] = _points(user, metric, last_of_weeks(means))
        else:
            drawing |= {"points": _points(user, metric, means), "dots": drawing["points"]}
    return drawing


def _brief(user: User, metric: Metric, value: Decimal) -> str:
    """With one decimal at most, where it has two figures before it."""
    shown = quantities.in_unit(value, metric, user.unit)
    if abs(shown) < SMALL:
        return quantities.show(value, metric, user.unit)
    number = f"{shown:.1f}".removesuffix(".0").replace("-", "−")
    return f"{number} {quantities.unit_name(metric, user.unit)}".rstrip()


def _points(user: User, metric: Metric, values: Sequence[tuple[date, Decimal]]) -> list[list[str]]:
    return [[day.isoformat(), f"{quantities.in_unit(value, metric, user.unit):.2f}"] for day, value in values]


# -- muscles ------------------------------------------------------------------------------------------


def muscles(user: User, found: Muscles, span: Span) -> View:
    keyboard, drawing = _keyboard(span, taps.PROGRESS_MUSCLES), muscles_drawing(user, found)
    if not found.muscles:
        return View(say("progress-empty-muscles"), keyboard, drawing)
    return View(say("progress-muscles-caption", weeks=len(found.mondays)), keyboard, drawing)


def muscles_drawing(user: User, found: Muscles) -> dict[str, Any]:
    today = user.today()
    return {
        "kind": "muscles",
        "title": label("progress-chart-muscles"),
        "none": label("progress-chart-none"),
        "mean": label("progress-chart-a-week"),
        "now": label("progress-chart-this-week"),
        "from": _date(found.mondays[0], today),
        "muscles": [{"name": muscle(each.muscle), "sets": list(each.sets)} for each in found.muscles],
    }


# -- what they have in common -------------------------------------------------------------------------


def nothing() -> View:
    return View(say("progress-nothing"))


def _keyboard(now: Span, tap: Any) -> Keyboard:
    named = {span: label("progress-span", span=span.value) for span in Span}
    named[now] = label("progress-span-now", span=named[now])
    spans: Row = tuple(Button(name, tap(span)) for span, name in named.items())
    return spans, (Button(label("progress-other"), taps.PROGRESS(0)),)


def _span(user: User, span: Span) -> list[str] | None:
    """The first day and the last of the picture; None: as far as there is something."""
    today = user.today()
    first = span.first(today)
    return None if first is None else [first.isoformat(), today.isoformat()]


def _date(day: date, today: date) -> str:
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b} {day.year}"


def _name(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
