"""What is measured, as it is asked for and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from handlers import quantities
from handlers.views import format as show
from handlers.views import progress, taps
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View, close, grid
from models.measurements import LONGEST_NOTE, Metric, UserMeasurement
from models.people import User
from models.progress import Span
from models.rules.sets import Unit

METRICS_A_PAGE = 12
ENTRIES_A_PAGE = 8
MOST_POINTS = 400

_EXAMPLES = {"mass": "82.4", "length": "81", "percent": "15.5", "rate": "58", "hours": "7.5", "own": "12"}
_EXAMPLES_LB = {"mass": "181.5", "length": "32"}
_HEIGHTS = {Unit.KG: "1.82 m", Unit.LB: "6'1\""}


def question(user: User, recent: Sequence[tuple[Metric, UserMeasurement | None]], problem: Html | None = None) -> View:
    """Which metric? The ones used last, each with its newest value."""
    buttons = [Button(_with_last(user, metric, last), taps.METRIC(metric.id)) for metric, last in recent]
    more = (Button(label("measure-more"), taps.METRICS(0)), Button(label("measure-own"), taps.NEW_METRIC()))
    return View(problem or say("measure-question"), (*grid(buttons, 2), more, (close(),)))


def all_metrics(metrics: Sequence[Metric], page: int) -> View:
    start = page * METRICS_A_PAGE
    buttons = [Button(each.name, taps.METRIC(each.id)) for each in metrics[start : start + METRICS_A_PAGE]]
    turn = _turn(taps.METRICS, page, more=start + METRICS_A_PAGE < len(metrics))
    own = (Button(label("measure-own"), taps.NEW_METRIC()),)
    return View(say("measure-question"), (*grid(buttons, 2), turn, own, (close(),)))


def of_what(metrics: Sequence[Metric], text: str) -> View:
    """A value without its metric: what is it a value of?"""
    buttons = [Button(each.name, taps.METRIC(each.id)) for each in metrics[:METRICS_A_PAGE]]
    return View(say("measure-of-what", text=text), (*grid(buttons, 2), (close(),)))


def value(user: User, metric: Metric, last: UserMeasurement | None, on: date, problem: Html | None = None) -> View:
    """The question for a value."""
    asked = say("measure-value", metric=metric.name, day=day(user, on), example=example(user, metric))
    newest = say("measure-last", value=_value(user, metric, last), day=day(user, last.measurement_date)) if last else ""
    buttons = [Button(label("measure-other"), taps.MEASURE()), close()]
    if last is not None:
        buttons.insert(0, Button(label("measure-entries"), taps.ENTRIES(metric.id, 0)))
    return View(lines(problem or "", asked if problem is None else "", newest), (tuple(buttons),))


def correction(user: User, row: UserMeasurement, problem: Html | None = None) -> View:
    """The question for the right value of an entry."""
    metric = row.metric
    asked = say(
        "measure-correction", metric=metric.name, value=_value(user, metric, row), day=day(user, row.measurement_date)
    )
    return View(problem or asked, ((Button(label("measure-back"), taps.ENTRY(row.id)),),))


def unlikely(user: User, metric: Metric, typed: Decimal, last: UserMeasurement, percent: int) -> View:
    shown = quantities.show(typed, metric, user.unit)
    text = say(
        "measure-unlikely",
        percent=percent,
        last=_value(user, metric, last),
        day=day(user, last.measurement_date),
        value=shown,
    )
    yes = Button(label("measure-unlikely-yes", value=shown), taps.LIKELY(1))
    return View(text, ((yes, Button(label("measure-unlikely-no"), taps.LIKELY(0))),))


def echo(user: User, row: UserMeasurement, last: UserMeasurement | None) -> View:
    """What was understood, with Undo beside it."""
    buttons = (
        Button(label("measure-undo"), taps.ENTRY_UNDO(row.id)),
        Button(label("measure-date"), taps.ENTRY_DATE(row.id, 0)),
        Button(label("measure-note"), taps.ENTRY_NOTE(row.id, 0)),
        Button(label("measure-chart"), taps.CHART(row.metric_id)),
    )
    return View(lines(_entry_line(user, row), _since(user, row, last), _note(row)), (buttons,))


def taken_back(user: User, row: UserMeasurement) -> View:
    text = say("measure-taken-back", metric=row.metric.name, value=_value(user, row.metric, row))
    return View(text, ((Button(label("measure-restore"), taps.ENTRY_RESTORE(row.id, 0)),),))


def page(user: User, row: UserMeasurement, last: UserMeasurement | None) -> View:
    """One entry, to be corrected or deleted."""
    correct = (
        Button(label("measure-correct"), taps.ENTRY_VALUE(row.id)),
        Button(label("measure-date"), taps.ENTRY_DATE(row.id, 1)),
        Button(label("measure-note"), taps.ENTRY_NOTE(row.id, 1)),
    )
    rest = (
        Button(label("measure-delete"), taps.ENTRY_DELETE(row.id)),
        Button(label("measure-entries"), taps.ENTRIES(row.metric_id, 0)),
        close(),
    )
    return View(lines(_entry_line(user, row), _since(user, row, last), _note(row)), (correct, rest))


def entries(
    user: User,
    metric: Metric,
    rows: Sequence[UserMeasurement],
    at: int,
    count: int,
    *,
    deleted: UserMeasurement | None = None,
) -> View:
    """The last entries of a metric, a button each; `deleted` has just gone, and can come back."""
    gone = (
        ""
        if deleted is None
        else say("measure-deleted", value=_value(user, metric, deleted), day=day(user, deleted.measurement_date))
    )
    title = say("measure-entries-title", metric=metric.name, count=count)
    back = [(Button(label("measure-restore"), taps.ENTRY_RESTORE(deleted.id, 1)),)] if deleted else []
    buttons = [
        Button(f"{day(user, each.measurement_date)} · {_value(user, metric, each)}", taps.ENTRY(each.id))
        for each in rows
    ]
    turn = _turn(lambda to: taps.ENTRIES(metric.id, to), at, more=(at + 1) * ENTRIES_A_PAGE < count)
    last = [
        Button(label("measure-add"), taps.METRIC(metric.id)),
        Button(label("measure-chart"), taps.CHART(metric.id)),
        close(),
    ]
    if metric.owner_id is not None:
        last.insert(2, Button(label("measure-delete-metric"), taps.METRIC_DELETE(metric.id, 0)))
    return View(lines(gone, title), (*back, *((each,) for each in buttons), turn, tuple(last)))


def date_question(user: User, row: UserMeasurement, *, on_page: bool, problem: Html | None = None) -> View:
    """On which day was it? The last few are a tap away."""
    today = user.today()
    days = [today - timedelta(days=ago) for ago in range(4)]
    at = int(on_page)
    buttons = [Button(_first_large(day(user, each)), taps.ENTRY_ON(row.id, at, each.toordinal())) for each in days]
    return View(problem or say("measure-date-question"), (*grid(buttons, 2), (close(),)))


def note_question(row: UserMeasurement, *, on_page: bool, problem: Html | None = None) -> View:
    remove = ((Button(label("measure-no-note"), taps.ENTRY_NO_NOTE(row.id, int(on_page))),),) if row.notes else ()
    return View(problem or say("measure-note-question", limit=LONGEST_NOTE), (*remove, (close(),)))


def name_question(problem: Html | None = None) -> View:
    return View(problem or say("measure-name-question"), ((close(),),))


def unit_question(user: User, name: str, problem: Html | None = None) -> View:
    mass, length = ("lb", "in") if user.unit is Unit.LB else ("kg", "cm")
    buttons = [Button(unit, taps.METRIC_UNIT(unit)) for unit in (mass, length, "%", "bpm", "h")]
    none = (Button(label("measure-no-unit"), taps.METRIC_UNIT("")),)
    return View(problem or say("measure-unit-question", name=name), (tuple(buttons), none, (close(),)))


def delete_metric(metric: Metric) -> View:
    buttons = (
        Button(label("measure-delete-metric-yes"), taps.METRIC_DELETE(metric.id, 1)),
        Button(label("measure-back"), taps.ENTRIES(metric.id, 0)),
    )
    return View(say("measure-delete-metric-sure", metric=metric.name), (buttons,))


def chart(user: User, metric: Metric, rows: Sequence[UserMeasurement]) -> View:
    """These entries, the latest first, in a picture."""
    values = [(each.measurement_date, each.value) for each in reversed(rows)]
    newest, oldest = rows[0], rows[-1]
    text = say(
        "measure-chart-caption",
        metric=metric.name,
        oldest=_value(user, metric, oldest),
        from_=day(user, oldest.measurement_date),
        newest=_value(user, metric, newest),
        to=day(user, newest.measurement_date),
    )
    return View(text, drawing=progress.measured_drawing(user, metric, values, Span.ALL))


def example(user: User, metric: Metric) -> str:
    """A value that works."""
    if metric.key == "height":
        return _HEIGHTS[user.unit]
    if user.unit is Unit.LB and metric.dimension in _EXAMPLES_LB:
        return _EXAMPLES_LB[metric.dimension]
    return _EXAMPLES.get(metric.dimension, "12")


def day(user: User, on: date) -> str:
    """A day as the person says it: "today", "yesterday", "Mon 9 Nov", "9 Nov 2025"."""
    today = user.today()
    ago = (today - on).days
    if ago in {0, 1}:
        return label("measure-day", ago=ago)
    return show.day(on) if on.year == today.year else f"{on.day} {on:%b} {on.year}"


def _turn(tap: Callable[[int], str], at: int, *, more: bool) -> tuple[Button, ...]:
    newer = [Button(label("measure-newer"), tap(at - 1))] if at else []
    older = [Button(label("measure-older"), tap(at + 1))] if more else []
    return (*newer, *older)


def _entry_line(user: User, row: UserMeasurement) -> Html:
    return say(
        "measure-echo", metric=row.metric.name, value=_value(user, row.metric, row), day=day(user, row.measurement_date)
    )


def _since(user: User, row: UserMeasurement, last: UserMeasurement | None) -> str:
    """The difference to the entry before."""
    if last is None:
        return ""
    metric = row.metric
    change = quantities.in_unit(row.value, metric, user.unit) - quantities.in_unit(last.value, metric, user.unit)
    if not change:
        return say("measure-same", day=day(user, last.measurement_date))
    sign = "+" if change > 0 else "−"
    return say(
        "measure-since",
        change=f"{sign}{abs(change).normalize():f} {quantities.unit_name(metric, user.unit)}".rstrip(),
        day=day(user, last.measurement_date),
    )


def _note(row: UserMeasurement) -> str:
    return say("measure-noted", note=row.notes) if row.notes else ""


def _value(user: User, metric: Metric, row: UserMeasurement) -> str:
    return quantities.show(row.value, metric, user.unit)


def _with_last(user: User, metric: Metric, last: UserMeasurement | None) -> str:
    return metric.name if last is None else f"{metric.name} · {_value(user, metric, last)}"


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
