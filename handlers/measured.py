"""What was measured: shown, corrected, dated, noted, taken back, drawn."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from handlers import quantities
from handlers.basics import quote
from handlers.between_sets import or_set, or_set_alone
from handlers.conversation import On, OnTap, OnText, Step
from handlers.measure import problem
from handlers.past_days import DayError, Reason, checked, read_past_day
from handlers.quantities import QuantityError
from handlers.unit import Unit
from handlers.views import measure as view
from handlers.views import taps
from handlers.views.texts import Html, label, say
from models import measurements
from models.measurements import LONGEST_NOTE, UserMeasurement

CHART = "chart"


class Place(StrEnum):
    CORRECT = "measured.correct"
    DATE = "measured.date"
    NOTE = "measured.note"


# -- the echo ---------------------------------------------------------------------------------------


async def undo(unit: Unit, entry_id: UUID) -> None:
    row = await measurements.entry(unit.user, entry_id)
    if row is None or not row.is_active:
        unit.toast(label("measure-gone" if row is None else "measure-taken-back-already"))
        return
    await measurements.correct(row, is_active=False)
    unit.change_tapped(view.taken_back(unit.user, row))


async def restore(unit: Unit, entry_id: UUID, on_page: int) -> StrEnum | None:
    row = await measurements.entry(unit.user, entry_id)
    if row is None:
        unit.toast(label("measure-gone"))
        return None
    if not row.is_active:
        await measurements.correct(row, is_active=True)
    if on_page:
        return await _show_page(unit, row)
    unit.change_tapped(view.echo(unit.user, row, await _before(unit, row)))
    return None


# -- the entries ------------------------------------------------------------------------------------


async def entries(unit: Unit, metric_id: UUID, at: int) -> StrEnum | None:
    metric = await measurements.metric_of(unit.user, metric_id)
    if metric is None:
        unit.toast(label("measure-gone"))
        return None
    count = await measurements.count(unit.user, metric)
    at = min(max(at, 0), max(0, (count - 1) // view.ENTRIES_A_PAGE))
    rows = await measurements.entries(unit.user, metric, view.ENTRIES_A_PAGE, at * view.ENTRIES_A_PAGE)
    unit.ask(view.entries(unit.user, metric, rows, at, count))
    return Step.HOME


async def entry(unit: Unit, entry_id: UUID) -> StrEnum | None:
    row = await _active(unit, entry_id)
    if row is None:
        return None
    return await _show_page(unit, row)


async def delete(unit: Unit, entry_id: UUID) -> StrEnum | None:
    row = await _active(unit, entry_id)
    if row is None:
        return None
    await measurements.correct(row, is_active=False)
    rows = await measurements.entries(unit.user, row.metric, view.ENTRIES_A_PAGE)
    count = await measurements.count(unit.user, row.metric)
    unit.ask(view.entries(unit.user, row.metric, rows, 0, count, deleted=row))
    return Step.HOME


async def correct(unit: Unit, entry_id: UUID) -> StrEnum | None:
    row = await _active(unit, entry_id)
    if row is None:
        return None
    unit.ask(view.correction(unit.user, row))
    unit.go(Place.CORRECT, entry=str(row.id))
    return None


async def correct_typed(unit: Unit, text: str) -> StrEnum | None:
    row = await _asked_about(unit)
    if row is None:
        return Step.HOME
    try:
        value = quantities.read(text, row.metric, unit.user.unit)
    except QuantityError as error:
        unit.ask(view.correction(unit.user, row, problem(unit, row.metric, error, text)))
        return None
    await measurements.correct(row, value=value)
    return await _show_page(unit, row)


# -- day and note, from the echo or from the page -----------------------------------------------------


async def ask_date(unit: Unit, entry_id: UUID, on_page: int) -> StrEnum | None:
    row = await _active(unit, entry_id)
    if row is None:
        return None
    unit.ask(view.date_question(unit.user, row, on_page=bool(on_page)))
    unit.go(Place.DATE, entry=str(row.id), echo=None if on_page else unit.tapped)
    return None


async def date_tapped(unit: Unit, entry_id: UUID, on_page: int, ordinal: int) -> StrEnum | None:
    row = await _active(unit, entry_id)
    if row is None:
        return None
    try:
        day = checked(date.fromordinal(ordinal), unit.user.today())
    except (ValueError, OverflowError):
        return await ask_date(unit, entry_id, on_page)
    return await _change(unit, row, measurement_date=day)


async def date_typed(unit: Unit, text: str) -> StrEnum | None:
    row = await _asked_about(unit)
    if row is None:
        return Step.HOME
    try:
        day = read_past_day(text, unit.user.today())
    except DayError as error:
        on_page = unit.about["echo"] is None
        unit.ask(view.date_question(unit.user, row, on_page=on_page, problem=_wrong_day(error, text)))
        return None
    return await _change(unit, row, measurement_date=day)


async def ask_note(unit: Unit, entry_id: UUID, on_page: int) -> StrEnum | None:
    row = await _active(unit, entry_id)
    if row is None:
        return None
    unit.ask(view.note_question(row, on_page=bool(on_page)))
    unit.go(Place.NOTE, entry=str(row.id), echo=None if on_page else unit.tapped)
    return None


async def note_typed(unit: Unit, text: str) -> StrEnum | None:
    row = await _asked_about(unit)
    if row is None:
        return Step.HOME
    note = text.strip()
    if len(note) > LONGEST_NOTE:
        too_long = say("measure-note-too-long", length=len(note), limit=LONGEST_NOTE)
        unit.ask(view.note_question(row, on_page=unit.about["echo"] is None, problem=too_long))
        return None
    return await _change(unit, row, notes=note or None)


async def no_note(unit: Unit, entry_id: UUID, on_page: int) -> StrEnum | None:
    del on_page
    row = await _active(unit, entry_id)
    return None if row is None else await _change(unit, row, notes=None)


async def _change(unit: Unit, row: UserMeasurement, **facts: object) -> StrEnum:
    """Write it, and show it where it was asked for."""
    echo = unit.about.get("echo") if unit.position.step in set(Place) else None
    await measurements.correct(row, **facts)
    if echo is None:
        return await _show_page(unit, row)
    unit.close_question()
    unit.change_message(echo, view.echo(unit.user, row, await _before(unit, row)))
    return Step.HOME


def _wrong_day(error: DayError, text: str) -> Html:
    match error.reason:
        case Reason.FUTURE:
            return say("measure-date-future", text=quote(text))
        case Reason.TOO_OLD:
            return say("measure-date-too-old", text=quote(text))
        case _:
            return say("measure-date-unreadable", text=quote(text))


# -- the chart ----------------------------------------------------------------------------------------


async def chart(unit: Unit, metric_id: UUID) -> None:
    metric = await measurements.metric_of(unit.user, metric_id)
    rows = await measurements.entries(unit.user, metric, view.MOST_POINTS) if metric else []
    if metric is None or len(rows) < 2:  # noqa: PLR2004 - one point is no line
        unit.toast(label("measure-chart-few", count=len(rows)), alert=True)
        return
    unit.drop(CHART)
    unit.keep(view.chart(unit.user, metric, rows), slot=CHART)


# -- rows ---------------------------------------------------------------------------------------------


async def _active(unit: Unit, entry_id: UUID) -> UserMeasurement | None:
    """The person's entry; None, and said, where it is gone."""
    row = await measurements.entry(unit.user, entry_id)
    if row is None or not row.is_active:
        unit.toast(label("measure-gone"))
        return None
    return row


async def _asked_about(unit: Unit) -> UserMeasurement | None:
    row = await _active(unit, UUID(unit.about["entry"]))
    if row is None:
        unit.close_question()
    return row


async def _before(unit: Unit, row: UserMeasurement) -> UserMeasurement | None:
    return await measurements.before(unit.user, row.metric, row.measurement_date, but=row.id)


async def _show_page(unit: Unit, row: UserMeasurement) -> Step:
    unit.ask(view.page(unit.user, row, await _before(unit, row)))
    return Step.HOME


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.ENTRY_UNDO, undo),
    OnTap(taps.ENTRY_RESTORE, restore),
    OnTap(taps.ENTRIES, entries),
    OnTap(taps.ENTRY, entry),
    OnTap(taps.ENTRY_VALUE, correct),
    OnTap(taps.ENTRY_DELETE, delete),
    OnTap(taps.ENTRY_DATE, ask_date),
    OnTap(taps.ENTRY_ON, date_tapped),
    OnTap(taps.ENTRY_NOTE, ask_note),
    OnTap(taps.ENTRY_NO_NOTE, no_note),
    OnTap(taps.CHART, chart),
)
STATES: dict[StrEnum, tuple[On, ...]] = {
    Place.CORRECT: (OnText(or_set(correct_typed)),),
    Place.DATE: (OnText(or_set(date_typed)),),
    Place.NOTE: (OnText(or_set_alone(note_typed)),),
}
