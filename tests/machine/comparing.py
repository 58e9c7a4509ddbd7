"""The model beside the rows, and beside what stands in the chat: any difference is an AssertionError.

Instants that the product makes from its own clock (a set tapped, a workout begun) may differ by as long as the step
took; the model then takes the row's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from models.deliveries import Inbox, InboxState, Outbox
from models.enrollments import UserProgramEnrollment
from models.measurements import UserMeasurement
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance
from models.reminders import Reminder, ReminderKind
from models.sessions import SessionPlan, UserWorkoutSession
from tests.delivery.waiting import eventually_async
from tests.machine import warming
from tests.machine.model import Athlete, Session
from tests.machine.training import BODYWEIGHT, WARMUP, WEIGHT, Asked, Item
from tests.people import Person, Seen
from tests.standing import stands

LONGEST_SECONDS = 32_767
LEAD = timedelta(minutes=30)


class DiffersError(AssertionError):
    """The product is not as the model says."""


def same(what: str, row: object, model: object) -> None:
    if row != model:
        raise DiffersError(f"{what}: the product has {row!r}, the model {model!r}")


def near(what: str, row: datetime | None, model: datetime | None, slack: timedelta) -> datetime | None:
    """The row's instant, where it is about the model's."""
    if row is None or model is None or abs(row - model) > slack:
        same(what, row, model)
    return row


async def rows_as_modelled(person: Person, athlete: Athlete, now: datetime, slack: timedelta) -> None:
    user = await User.get_or_none(telegram_id=person.id)
    assert user is not None, f"{person.first_name} is not known"
    await _enrollments(user, athlete)
    await _sessions(user, athlete, slack)
    await _measurements(user, athlete)
    await _reminders(user, athlete)
    await eventually_async(lambda: _nothing_left(person, now))


async def _nothing_left(person: Person, now: datetime) -> bool:
    """All updates handled, all replies sent, all reminders given that are due: the ticker takes its second."""
    left = await Inbox.filter(telegram_id=person.id, state__not=InboxState.DONE).count()
    left += await Outbox.filter(chat_id=person.id).count()
    return not left + await Reminder.filter(user__telegram_id=person.id, fired=False, due_at__lt=now).count()


async def _enrollments(user: User, athlete: Athlete) -> None:
    rows = await UserProgramEnrollment.filter(user_id=user.id).order_by("created_at").select_related("program")
    found = [(r.program.name, r.status.value, r.current_day, r.start_date, r.completion_date) for r in rows]
    wanted = [(e.program.name, e.status, e.day, e.began, e.ended) for e in athlete.enrollments]
    same("enrollments", found, wanted)
    for row, model in zip(rows, athlete.enrollments, strict=True):
        weights = {name: each.weight_g for name, each in (await stands(row)).items() if each.weight_g is not None}
        for exercise in model.unsure:  # by rules finer than the model's
            model.weights.pop(exercise, None)
            model.weights |= {exercise: weights[exercise]} if exercise in weights else {}
        model.unsure.clear()
        same(f"weights of {row.program.name}", weights, model.weights)


async def _sessions(user: User, athlete: Athlete, slack: timedelta) -> None:
    rows = await UserWorkoutSession.filter(user_id=user.id).select_related("workout", "enrollment__program")
    left = {row.id: row for row in rows}
    for model in sorted(athlete.sessions, key=lambda each: each.id is None):
        row = left.pop(model.id, None) if model.id else _like(model, list(left.values()), slack)
        if row is None:
            same(f"{_told(model)} is missing", _rows_told(rows), [_told(each) for each in athlete.sessions])
            continue
        left.pop(row.id, None)
        model.id = row.id
        await _session(row, model, slack)
    if left:
        same("sessions", _rows_told(rows), [_told(each) for each in athlete.sessions])


def _rows_told(rows: Sequence[UserWorkoutSession]) -> list[str]:
    return [_row_told(row) for row in sorted(rows, key=lambda each: each.created_at)]


def _like(model: Session, rows: Sequence[UserWorkoutSession], slack: timedelta) -> UserWorkoutSession | None:
    return next((row for row in rows if _key(row) == _model_key(model) and _about(row, model, slack)), None)


def _key(row: UserWorkoutSession) -> tuple[str | None, int | None]:
    return (row.enrollment.program.name, row.workout.day) if row.enrollment else (None, None)


def _model_key(model: Session) -> tuple[str | None, int | None]:
    return (model.enrollment.program.name, model.day) if model.enrollment else (None, None)


def _about(row: UserWorkoutSession, model: Session, slack: timedelta) -> bool:
    if row.status.value != model.status:
        return False
    if row.scheduled_at is None or model.at is None:
        return row.scheduled_at is None and model.at is None
    return abs(row.scheduled_at - model.at) <= slack


async def _session(row: UserWorkoutSession, model: Session, slack: timedelta) -> None:
    told = _told(model)
    same(f"{told}: status", row.status.value, model.status)
    same(f"{told}: day", _key(row), _model_key(model))
    model.at = near(f"{told}: planned for", row.scheduled_at, model.at, slack)
    model.started = near(f"{told}: started", row.started_at, model.started, slack)
    model.completed = near(f"{told}: completed", row.completed_at, model.completed, slack)
    told_after = (row.effort_rating, row.soreness_rating, row.notes)
    same(f"{told}: effort, soreness, notes", told_after, (model.effort, model.soreness, model.notes))
    if row.completed_at is not None and row.started_at is not None:
        lasted = min(LONGEST_SECONDS, int((row.completed_at - row.started_at).total_seconds()))
        same(f"{told}: duration", row.duration_seconds, lasted)
    same(f"{told}: is there", row.is_active, True)
    if row.started_at is not None:
        await _sets(row.id, model, slack)


async def _sets(session_id: UUID, model: Session, slack: timedelta) -> None:
    told, training = _told(model), model.training
    rows = (
        await ExerciseSet.filter(performance__session_id=session_id)
        .order_by("position")
        .select_related("performance__instruction__exercise")
    )
    names = {item.number: item.exercise for item in training.items}
    found = [
        (r.performance.instruction.exercise.name, r.kind.value, r.reps, r.weight_g, r.seconds, r.message_id)
        for r in rows
    ]
    same(f"{told}: sets", found, [(names[each.item], *each.facts, each.message) for each in training.sets])
    training.sets = [
        replace(each, at=near(f"{told}: set at", row.logged_at, each.at, slack) or each.at)
        for row, each in zip(rows, training.sets, strict=True)
    ]
    for performance in await UserExercisePerformance.filter(session_id=session_id):
        work = [each for each in rows if each.performance_id == performance.id and each.kind.value != WARMUP]
        reps = [each.reps for each in work if each.reps is not None]
        seconds = [each.seconds for each in work if each.seconds is not None]
        weights = [each.weight_g for each in work if each.weight_g is not None]
        sums = (len(work), sum(reps) if reps else None, max(weights, default=None), sum(seconds) if seconds else None)
        grams = None if performance.weight_kg is None else int(performance.weight_kg * 1000)
        own = (performance.sets_completed, performance.reps_completed, grams, performance.duration_seconds)
        same(f"{told}: sums", own, sums)
    plan = await SessionPlan.get_or_none(session_id=session_id)
    shown = [] if plan is None else [(each["name"], each.get("skipped", False)) for each in plan.plan["items"]]
    same(f"{told}: exercises", shown, [(each.exercise, each.skipped) for each in training.items])


async def _measurements(user: User, athlete: Athlete) -> None:
    rows = await UserMeasurement.filter(user_id=user.id).order_by("created_at").select_related("metric")
    found = [(row.metric.name, row.value, row.measurement_date, row.is_active) for row in rows]
    same("measurements", found, [(each.metric, each.value, each.on, each.there) for each in athlete.measured])
    for row, model in zip(rows, athlete.measured, strict=True):
        model.id = row.id


async def _reminders(user: User, athlete: Athlete) -> None:
    """One before each planned session and one after its day; of a workout under way, that it will be closed."""
    rows = await Reminder.filter(user_id=user.id)
    wanted = {("SESSION", str(each.id), each.at - LEAD) for each in athlete.planned if each.at}
    wanted |= {("MISSED", str(each.id), athlete.over(each.at)) for each in athlete.planned if each.at}
    planned = {str(each.id) for each in athlete.planned}
    found = [(r.kind.value, r.subject, r.due_at) for r in rows if r.kind.value in {"SESSION", "MISSED"}]
    same("reminders of what is planned", Counter(each for each in found if each[1] in planned), Counter(wanted))
    stray = [r for r in rows if r.kind.value in {"SESSION", "MISSED"} and r.subject not in planned and not r.fired]
    same("reminders of what is not planned", stray, [])
    closing = [r.subject for r in rows if r.kind is ReminderKind.CLOSE and not r.fired]
    same("workouts to be closed", closing, [str(athlete.open.id)] if athlete.open else [])
    if athlete.open is None:
        same("rests", [r for r in rows if r.kind is ReminderKind.REST and not r.fired], [])


# -- the chat ------------------------------------------------------------------------------------------


def card_of(person: Person) -> Seen | None:
    """The live card, where it stands in the chat."""
    cards = [each for each in person.bot_messages if any(label in each.data for label in ("Finish", "🏁 Finish"))]
    if len(cards) > 1:
        raise DiffersError(f"{len(cards)} live cards:\n{person.transcript()}")
    return cards[0] if cards else None


def chat_as_modelled(person: Person, athlete: Athlete) -> None:
    """What stands in the chat is true now: the card is of the workout under way, as it stands."""
    same("taps not answered", person.unanswered, [])
    person.sees_not("could not handle")
    card = card_of(person)
    if card is None:
        return
    session = athlete.open
    if session is None:
        raise DiffersError(f"a card, and no workout is under way:\n{person.transcript()}")
    training, item = session.training, session.training.current
    if item is None:
        told = "All sets done" if training.sets else "Nothing here yet"
        if told not in card:
            raise DiffersError(f"the card does not say {told!r}:\n{card.text}")
        return
    want = training.next_set()
    assert want is not None
    following = warming.next_warm_up(training, item)
    done = len(training.of(item))
    next_one = f"Warm-up {done + 1}/{len(warming.warm_ups(training, item))} · " if following else None
    if following and warm_up_button(following) not in card.data:
        raise DiffersError(f"the card has no {warm_up_button(following)!r}: {card.buttons}")
    if not following and any("Warm-up" in label for label in card.data):
        raise DiffersError(f"the card has a warm-up: {card.buttons}")
    for part in (next_one or f"Set {training.work(item) + 1} · ", item.exercise):
        if part not in card:
            raise DiffersError(f"the card does not say {part!r}:\n{card.text}")
    big = big_button(item, want)
    if big is not None and big not in card.data:
        raise DiffersError(f"the card has no {big!r}: {card.buttons}")


def warm_up_button(following: tuple[int, int]) -> str:
    return f"✓ Warm-up {following[0] / 1000:g} kg × {following[1]}"


def big_button(item: Item, want: Asked) -> str | None:
    """Its label; None while the weight is still to be chosen."""
    if item.kind == WEIGHT and want.grams is None and want.seconds is None:
        return None
    load = None if want.grams is None else f"{want.grams / 1000:g} kg"
    if want.seconds is not None:
        return "✓ " + " ".join(part for part in (load, _clock(want.seconds)) if part)
    if item.kind == BODYWEIGHT:
        load = "body weight" if not want.grams else f"+{load}"
    return f"✓ {load} × {want.reps}" if load else f"✓ {want.reps}"


def _clock(seconds: int) -> str:
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02}"


def _told(model: Session) -> str:
    name = f"{model.enrollment.program.name} {model.day}" if model.enrollment else "free workout"
    return f"{name} {model.status}" + (f" {model.at:%a %d %b %H:%M}" if model.at else "")


def _row_told(row: UserWorkoutSession) -> str:
    name = f"{row.enrollment.program.name} {row.workout.day}" if row.enrollment else "free workout"
    at = f" {row.scheduled_at:%a %d %b %H:%M}" if row.scheduled_at else ""
    return f"{name} {row.status.value}{at}"
