"""/measure: a metric, its value, and the day it was measured on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from handlers import quantities
from handlers.basics import quote
from handlers.between_sets import or_set
from handlers.conversation import On, OnCommand, OnTap, OnText, Step
from handlers.past_days import DayError, read_past_day
from handlers.quantities import QuantityError, Reason
from handlers.unit import Unit
from handlers.views import measure as view
from handlers.views import taps
from handlers.views.texts import Html, say
from models import measurements
from models.measurements import Metric, UserMeasurement

MOST_RECENT = 6
LONGEST_DAY = 3  # words
MOST_WORDS = 12  # looked at in a line


class Place(StrEnum):
    METRIC = "measure.metric"
    VALUE = "measure.value"
    LIKELY = "measure.likely"


class Said(NamedTuple):
    """What a line says: a metric, the text of its value, a day; each as far as it says it."""

    metric: Metric | None
    value: str
    on: date | None


async def measure(unit: Unit, rest: str) -> StrEnum | None:
    """/measure, /measure 82.4, /measure waist 81 cm yesterday."""
    if not rest:
        await _ask_metric(unit)
        return Place.METRIC
    return await line(unit, rest)


async def line(unit: Unit, text: str) -> StrEnum | None:
    """A metric, a value, or both, typed."""
    said = await _understood(unit, text)
    if said.metric is not None:
        _go(unit, said.metric, said.on)
        if said.value:
            return await value(unit, said.value)
        await _ask_value(unit, said.metric)
        return None
    measured = quantities.dimension(said.value)
    if measured is None:
        await _ask_metric(unit, say("measure-which-wrong", text=quote(text)))
        return Place.METRIC
    fitting = await _fitting(unit, said.value, measured)
    if fitting and fitting[0].key == "body-weight":
        _go(unit, fitting[0], said.on)
        return await value(unit, said.value)
    if not fitting:
        await _ask_metric(unit, say("measure-which-wrong", text=quote(text)))
        return Place.METRIC
    unit.ask(view.of_what(fitting, quote(said.value)))
    unit.go(Place.METRIC, value=said.value, on=said.on.isoformat() if said.on else None)
    return None


async def tapped_metric(unit: Unit, metric_id: UUID) -> StrEnum | None:
    metric = await measurements.metric_of(unit.user, metric_id)
    if metric is None:
        await _ask_metric(unit)
        return Place.METRIC
    waiting = unit.about if unit.position.step == Place.METRIC else {}
    on = date.fromisoformat(waiting["on"]) if waiting.get("on") else None
    _go(unit, metric, on)
    if waiting.get("value"):
        return await value(unit, waiting["value"])
    await _ask_value(unit, metric)
    return None


async def value(unit: Unit, text: str) -> StrEnum | None:
    """The value of the metric that was asked for."""
    metric = await measurements.metric_of(unit.user, UUID(unit.about["metric"]))
    if metric is None:
        await _ask_metric(unit)
        return Place.METRIC
    said = await _understood(unit, text)
    if said.metric is not None and said.value and said.metric.id != metric.id:
        return await line(unit, text)
    if said.on is not None:
        _go(unit, metric, said.on)
    try:
        found = quantities.read(said.value or text, metric, unit.user.unit)
    except QuantityError as error:
        await _ask_value(unit, metric, problem(unit, metric, error, text))
        return None
    last = await measurements.before(unit.user, metric, _on(unit))
    if last is not None and measurements.is_unlikely(found, metric, last):
        percent = measurements.change_percent(found, last) or 0
        unit.ask(view.unlikely(unit.user, metric, found, last, percent))
        unit.go(Place.LIKELY, **{**unit.about, "value": str(found)})
        return None
    return await _record(unit, metric, found, last)


async def likely(unit: Unit, right: int) -> StrEnum | None:
    """Whether the unlikely value is right."""
    metric = await measurements.metric_of(unit.user, UUID(unit.about["metric"]))
    if metric is None:
        await _ask_metric(unit)
        return Place.METRIC
    if not right:
        unit.go(Place.VALUE, **unit.about)
        await _ask_value(unit, metric)
        return None
    last = await measurements.before(unit.user, metric, _on(unit))
    return await _record(unit, metric, Decimal(unit.about["value"]), last)


async def likely_typed(unit: Unit, text: str) -> StrEnum | None:
    """Yes, no, or another value."""
    word = text.strip().lower().rstrip(".!")
    if word in {"y", "yes", "yep", "right", "ok", "no", "n", "nope"}:
        return await likely(unit, int(word[0] != "n"))
    unit.go(Place.VALUE, **unit.about)
    return await value(unit, text)


async def more(unit: Unit, page: int) -> StrEnum:
    every = await measurements.metrics(unit.user)
    last_page = max(0, (len(every) - 1) // view.METRICS_A_PAGE)
    unit.ask(view.all_metrics(every, min(max(page, 0), last_page)))
    return Place.METRIC


async def choose(unit: Unit) -> StrEnum:
    await _ask_metric(unit)
    return Place.METRIC


def problem(unit: Unit, metric: Metric, error: QuantityError, text: str) -> Html:
    """Why a text is no value of the metric, with one that is."""
    example = view.example(unit.user, metric)
    match error.reason:
        case Reason.WRONG_UNIT:
            return say("measure-wrong-unit", metric=metric.name, example=example)
        case Reason.THOUSANDS:
            return say("measure-thousands", text=quote(text), example=example)
        case Reason.OUTSIDE if metric.owner_id is not None:
            return say("measure-too-big", most=quantities.show(metric.most, metric, unit.user.unit))
        case Reason.OUTSIDE:
            least, most = (quantities.show(each, metric, unit.user.unit) for each in (metric.least, metric.most))
            return say("measure-outside", metric=metric.name, least=least, most=most, example=example)
        case _:
            return say("measure-unreadable", metric=metric.name, text=quote(text), example=example)


async def _record(unit: Unit, metric: Metric, found: Decimal, last: UserMeasurement | None) -> Step:
    row = await measurements.record(unit.user, metric, found, _on(unit))
    unit.close_question()
    unit.keep(view.echo(unit.user, row, last))
    return Step.HOME


async def _ask_metric(unit: Unit, wrong: Html | None = None) -> None:
    unit.ask(view.question(unit.user, await measurements.used_last(unit.user, MOST_RECENT), wrong))


async def _ask_value(unit: Unit, metric: Metric, wrong: Html | None = None) -> None:
    on = _on(unit)
    last = await measurements.before(unit.user, metric, on)
    unit.ask(view.value(unit.user, metric, last, on, wrong))


async def _understood(unit: Unit, text: str) -> Said:
    """The parts of a line: the day at its end, the metric before or behind the value."""
    words = text.split(maxsplit=MOST_WORDS)
    on = None
    for length in range(min(LONGEST_DAY, len(words) - 1), 0, -1):
        try:
            on = read_past_day(" ".join(words[-length:]), unit.user.today())
        except DayError:
            continue
        words = words[:-length]
        break
    every = await measurements.metrics(unit.user)
    for length in range(len(words), 0, -1):
        for name, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            if (metric := measurements.named(every, " ".join(name))) is not None:
                return Said(metric, " ".join(rest), on)
    return Said(None, " ".join(words), on)


async def _fitting(unit: Unit, text: str, measured: str) -> list[Metric]:
    """The metrics that a value without a name may be of, body weight first."""
    found = []
    for metric in await measurements.metrics(unit.user):
        if metric.dimension == measured or not measured:
            try:
                quantities.read(text, metric, unit.user.unit)
            except QuantityError:
                continue
            found.append(metric)
    return sorted(found, key=lambda metric: metric.key != "body-weight")


def _go(unit: Unit, metric: Metric, on: date | None) -> None:
    unit.go(Place.VALUE, metric=str(metric.id), on=on.isoformat() if on else None)


def _on(unit: Unit) -> date:
    """The day the value is of."""
    on = unit.about.get("on")
    return date.fromisoformat(on) if on else unit.user.today()


COMMANDS = ("measure",)
ENTRY_POINTS: tuple[On, ...] = (
    OnCommand("measure", measure),
    OnTap(taps.MEASURE, choose),
    OnTap(taps.METRICS, more),
    OnTap(taps.METRIC, tapped_metric),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.METRIC: (OnText(or_set(line)),),
    Place.VALUE: (OnText(or_set(value)),),
    Place.LIKELY: (OnTap(taps.LIKELY, likely), OnText(or_set(likely_typed))),
}
