"""A metric of one's own: its name, its unit, and taking it off the list."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from handlers import measure, quantities
from handlers.between_sets import or_set
from handlers.conversation import On, OnTap, OnText, Step
from handlers.unit import Unit
from handlers.views import measure as view
from handlers.views import taps
from handlers.views.texts import label, say
from models import measurements
from models.measurements import LONGEST_NAME, LONGEST_UNIT, MOST_OWN, TooManyMetricsError

NO_UNIT = {"none", "no", "no unit", "-", "nothing", "count"}
STORED = {"lb": "kg", "in": "cm"}


class Place(StrEnum):
    NAME = "metric.name"
    UNIT = "metric.unit"


async def new(unit: Unit) -> StrEnum:
    unit.ask(view.name_question())
    return Place.NAME


async def name(unit: Unit, text: str) -> StrEnum | None:
    wanted = " ".join(text.split())
    if len(wanted) > LONGEST_NAME or not any(each.isalpha() for each in wanted):
        unit.ask(view.name_question(say("measure-name-wrong", limit=LONGEST_NAME)))
        return None
    known = measurements.named(await measurements.metrics(unit.user), wanted)
    if known is not None:
        return await measure.tapped_metric(unit, known.id)
    unit.ask(view.unit_question(unit.user, wanted))
    unit.go(Place.UNIT, name=wanted)
    return None


async def unit_typed(unit: Unit, text: str) -> StrEnum | None:
    wanted = " ".join(text.split())
    if wanted.lower() in NO_UNIT:
        wanted = ""
    if len(wanted) > LONGEST_UNIT or any(each.isdigit() for each in wanted):
        wrong = say("measure-unit-wrong", limit=LONGEST_UNIT)
        unit.ask(view.unit_question(unit.user, unit.about["name"], wrong))
        return None
    return await _create(unit, wanted)


async def _create(unit: Unit, wanted: str) -> StrEnum | None:
    dimension = quantities.dimension_of_unit(wanted)
    stored = wanted if dimension == "own" else STORED.get(wanted.lower(), wanted.lower())
    try:
        metric = await measurements.create_metric(unit.user, unit.about["name"], stored, dimension)
    except TooManyMetricsError:
        unit.ask(view.name_question(say("measure-too-many", most=MOST_OWN)))
        return Step.HOME
    return await measure.tapped_metric(unit, metric.id)


async def delete(unit: Unit, metric_id: UUID, sure: int) -> StrEnum | None:
    """Asked once; the entries go off the list with it."""
    metric = await measurements.metric_of(unit.user, metric_id)
    if metric is None or metric.owner_id is None:
        unit.toast(label("measure-gone"))
        return None
    if not sure:
        unit.ask(view.delete_metric(metric))
        return Step.HOME
    await measurements.delete_metric(unit.user, metric_id)
    unit.toast(label("measure-metric-deleted", metric=metric.name))
    return await measure.choose(unit)


ENTRY_POINTS: tuple[On, ...] = (OnTap(taps.NEW_METRIC, new), OnTap(taps.METRIC_DELETE, delete))
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.NAME: (OnText(or_set(name)),),
    Place.UNIT: (OnTap(taps.METRIC_UNIT, unit_typed), OnText(or_set(unit_typed))),
}
