"""/progress: a picture of an exercise, of what is measured, or of the sets of every muscle, as far back as wanted."""

from __future__ import annotations

from uuid import UUID

from handlers.conversation import OnCommand, OnTap, Step
from handlers.unit import Unit
from handlers.views import progress as view
from handlers.views import taps
from handlers.views.texts import label
from handlers.views.view import View
from models import deliveries, measurements, progress
from models.progress import Span

PICTURE = "progress"


async def ask(unit: Unit, rest: str) -> Step | None:
    """/progress, and with a name of what is wanted, that."""
    exercises, metrics = await progress.exercises(unit.user), await progress.metrics(unit.user)
    if not exercises and not metrics:
        unit.aside(view.nothing())
        return None
    wanted = rest.casefold()
    for exercise in exercises:
        if wanted and wanted in exercise.name.casefold():
            await lift(unit, exercise.id, Span.QUARTER)
            return None
    metric = measurements.named(metrics, rest) if rest else None
    if metric is not None:
        await measured(unit, metric.id, Span.QUARTER)
        return None
    unit.ask(view.question(exercises, metrics, 0))
    return Step.HOME


async def page(unit: Unit, number: int) -> Step | None:
    """Another page of what there is; also asked for under a picture, which stays."""
    exercises, metrics = await progress.exercises(unit.user), await progress.metrics(unit.user)
    if not exercises and not metrics:
        unit.toast(label("progress-gone"))
        return None
    number = min(max(number, 0), view.pages(exercises, metrics) - 1)
    unit.ask(view.question(exercises, metrics, number))
    return Step.HOME


async def lift(unit: Unit, exercise_id: UUID, wanted: str) -> None:
    span = _span(wanted)
    exercise = next((each for each in await progress.exercises(unit.user) if each.id == exercise_id), None)
    if exercise is None:
        unit.toast(label("progress-gone"))
        return
    found = await progress.lift(unit.user, exercise, span)
    await _show(unit, view.lift(unit.user, found, span))


async def measured(unit: Unit, metric_id: UUID, wanted: str) -> None:
    span = _span(wanted)
    metric = await measurements.metric_of(unit.user, metric_id)
    if metric is None:
        unit.toast(label("progress-gone"))
        return
    values = await progress.measured(unit.user, metric, span)
    await _show(unit, view.measured(unit.user, metric, values, span))


async def muscles(unit: Unit, wanted: str) -> None:
    span = _span(wanted)
    found = await progress.muscles(unit.user, span)
    await _show(unit, view.muscles(unit.user, found, span))


def _span(wanted: str) -> Span:
    return Span(wanted) if wanted in set(Span) else Span.QUARTER


async def _show(unit: Unit, shown: View) -> None:
    """In the picture that was tapped; else as a new one, and the one before it goes."""
    if unit.tapped is not None and unit.tapped == (await deliveries.shown(unit.chat_id)).get(PICTURE):
        unit.repaint(shown, slot=PICTURE)
        return
    if unit.tapped is not None:
        unit.close_question()
    unit.drop(PICTURE)
    unit.keep(shown, slot=PICTURE)


ENTRY_POINTS = (
    OnCommand("progress", ask),
    OnTap(taps.PROGRESS, page),
    OnTap(taps.PROGRESS_LIFT, lift),
    OnTap(taps.PROGRESS_METRIC, measured),
    OnTap(taps.PROGRESS_MUSCLES, muscles),
)
COMMANDS = ("progress",)
