"""A workout under way: starting it, its sets, and what the person changes of it.

Where a workout stands is in its rows alone: the plan fixed at the start, and the sets done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from models import clock, courses, last_time, people, prescribing, programs, reminders, statements, suggestions
from models.courses import Prescription
from models.last_time import LastTime
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance, columns_of, done_of, summed
from models.programs import Exercise, ExerciseInstruction, Workout
from models.reminders import ReminderKind
from models.rules import summary, turns, warmups
from models.rules.lightening import as_planned, lighten_week
from models.rules.plan import Item, Plan
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit
from models.rules.timed import Running, running
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from models.statements import Select, as_instant, as_uuid

CLOSES_AFTER = timedelta(hours=4)
LONG_AWAY = timedelta(days=14)
MOST_SETS = 200


class OpenWorkoutError(Exception):
    """Another workout is under way."""


class NotStartableError(Exception):
    """The session is over already, or no longer planned."""


class TooManySetsError(Exception):
    """More sets than a workout can have."""


@dataclass(slots=True)
class LoggedSet:
    """A set as it stands in its row."""

    id: UUID
    position: int
    done: DoneSet
    logged_at: datetime
    message_id: int | None


@dataclass(slots=True)
class Live:
    """A workout with its plan and its sets, by performance, in the order they were done."""

    user: User
    session: UserWorkoutSession
    plan: Plan
    sets: dict[UUID, list[LoggedSet]] = field(default_factory=dict)
    rest_until: datetime | None = None

    def logged(self, item: Item) -> list[LoggedSet]:
        return self.sets.get(item.performance_id(self.session.id), [])

    def done(self, item: Item) -> list[DoneSet]:
        return [each.done for each in self.logged(item)]

    def is_done(self, item: Item) -> bool:
        return item.is_done(self.done(item))

    @property
    def current(self) -> Item | None:
        """The exercise that is on; None when all are done."""
        return turns.on(self.plan, self.done, self.trail, self.warms_up)

    @property
    def runs(self) -> Running | None:
        """The set that a timer runs, or that was stopped."""
        return running(self.plan, self.done)

    @property
    def trail(self) -> list[Item]:
        """The exercises of the working sets, in the order in which those were done."""
        sets = [(each, item) for item in self.plan.items for each in self.logged(item)]
        worked = [pair for pair in sets if pair[0].done.kind is not SetKind.WARMUP]
        return [item for _, item in sorted(worked, key=lambda pair: pair[0].position)]

    def warmups(self, item: Item) -> list[PrescribedSet]:
        """Its warm-up sets: what the program says of them, else worked out as of now, where the person wants that."""
        if item.warmups is not None:
            return warmups.of_program(item, people.equipment(self.user))
        if not self.user.warmups:
            return []
        trained = {each.number for each in self.plan.items if summary.working(self.done(each))}
        before = warmups.begun(item, self.plan.items, trained)
        return warmups.worked_out(item, before, people.equipment(self.user))

    def next_warmup(self, item: Item, message_id: int | None = None) -> tuple[int, PrescribedSet] | None:
        """The warm-up that comes next, and which one it is; None when there is none left, or work has begun.

        message_id: as it was before that message's sets.
        """
        every = self.warmups(item)
        done = [each.done for each in self.logged(item) if message_id is None or each.message_id != message_id]
        index = warmups.next_up(every, done)
        return None if index is None else (index, every[index])

    def warms_up(self, item: Item) -> bool:
        return self.next_warmup(item) is not None

    @property
    def latest(self) -> tuple[Item, LoggedSet] | None:
        """The set logged last, with its exercise."""
        every = [(item, each) for item in self.plan.items for each in self.logged(item)]
        return max(every, key=lambda pair: pair[1].position, default=None)

    @property
    def is_open(self) -> bool:
        return self.session.status is SessionStatus.IN_PROGRESS

    @property
    def count(self) -> int:
        return sum(len(each) for each in self.sets.values())


# -- reading ------------------------------------------------------------------------------------------


_started = Select(
    lambda session_id, user_id: SessionPlan.filter(
        session_id=session_id, session__user_id=user_id, session__is_active=True
    ).select_related("session"),
    UUID,
    UUID,
)
_open = Select(
    lambda user_id: SessionPlan.filter(
        session__user_id=user_id, session__status=SessionStatus.IN_PROGRESS, session__is_active=True
    ).select_related("session"),
    UUID,
)
_sets = Select(
    lambda session_id: ExerciseSet.filter(performance__session_id=session_id, performance__is_active=True).order_by(
        "position"
    ),
    UUID,
)


async def live(user: User, session_id: UUID) -> Live | None:
    """The workout, where it is the person's and has been started."""
    row = await _started.first(session_id, user.id)
    return None if row is None else await _live(user, row)


async def open_workout(user: User) -> Live | None:
    """The person's workout under way."""
    row = await _open.first(user.id)
    return None if row is None else await _live(user, row)


async def _live(user: User, row: SessionPlan) -> Live:
    found = Live(user, row.session, Plan.from_json(row.plan))
    for each in await _sets.plain(row.session_id):
        found.sets.setdefault(as_uuid(each["performance_id"]), []).append(_logged(each))
    return found


def _logged(row: Mapping[str, Any]) -> LoggedSet:
    """A set as it stands in its row: there are many, and they are read with each update."""
    return LoggedSet(as_uuid(row["id"]), row["position"], done_of(row), as_instant(row["logged_at"]), row["message_id"])


async def logged_by(user: User, message_id: int) -> tuple[Live, Item] | None:
    """The workout and the exercise whose sets a message of the person's logged."""
    row = (
        await ExerciseSet.filter(
            message_id=message_id, performance__session__user_id=user.id, performance__is_active=True
        )
        .select_related("performance")
        .first()
    )
    found = await live(user, row.performance.session_id) if row else None
    if row is None or found is None:
        return None
    session_id = found.session.id
    item = next((each for each in found.plan.items if each.performance_id(session_id) == row.performance_id), None)
    return (found, item) if item else None


# -- starting -----------------------------------------------------------------------------------------


async def start(user: User, session: UserWorkoutSession) -> Live:
    """Begin a planned (or missed) session: its prescription is fixed now.

    Raises OpenWorkoutError, NotStartableError.
    """
    if await open_workout(user) is not None:
        raise OpenWorkoutError
    now = clock.now()
    startable = [SessionStatus.PLANNED, SessionStatus.MISSED]
    rows = UserWorkoutSession.filter(id=session.id, user_id=user.id, status__in=startable)
    if await rows.update(status=SessionStatus.IN_PROGRESS, started_at=now) != 1:
        raise NotStartableError
    session.status, session.started_at = SessionStatus.IN_PROGRESS, now
    plan = await _plan(user, session)
    if await suggestions.lighter_week_of(user) is not None:
        lighten_week(plan, people.equipment(user))
    await SessionPlan.filter(session_id=session.id).delete()
    await SessionPlan.create(session_id=session.id, plan=plan.to_json())
    await reminders.forget(user.id, ReminderKind.SESSION, ReminderKind.MISSED, subject=str(session.id))
    await reminders.remind(user.id, ReminderKind.CLOSE, now + CLOSES_AFTER, str(session.id))
    return Live(user, session, plan)


async def start_free(user: User, name: str) -> Live:
    """Begin a workout outside any program, empty. Raises OpenWorkoutError."""
    if await open_workout(user) is not None:
        raise OpenWorkoutError
    now = clock.now()
    workout = await Workout.create(owner=user, name=name)
    session = await UserWorkoutSession.create(
        user=user, workout=workout, status=SessionStatus.IN_PROGRESS, started_at=now, created_by=user
    )
    plan = Plan([])
    await SessionPlan.create(session_id=session.id, plan=plan.to_json())
    await reminders.remind(user.id, ReminderKind.CLOSE, now + CLOSES_AFTER, str(session.id))
    return Live(user, session, plan)


async def days_away(user: User) -> int | None:
    """Whole days since the last workout ended; None when there was none."""
    last = (
        await UserWorkoutSession.filter(user_id=user.id, status=SessionStatus.COMPLETED, is_active=True)
        .order_by("-completed_at")
        .first()
    )
    return None if last is None or last.completed_at is None else (clock.now() - last.completed_at).days


async def _plan(user: User, session: UserWorkoutSession) -> Plan:
    found = await courses.prescriptions(user, session)
    last = await last_time.of(user, {each.exercise.id for each in found})
    return Plan(
        [await _prescribed(user, number, each, last[each.exercise.id]) for number, each in enumerate(found, start=1)]
    )


async def _prescribed(user: User, number: int, found: Prescription, last: LastTime) -> Item:
    """An exercise as its program has it; another movement than the day's instruction names gets one of its own, so that
    its sets are counted to it.
    """
    instruction, entry = found.instruction, found.entry
    if instruction.exercise_id != found.exercise.id:
        instruction = await programs.one_off(user, found.exercise, found.sets)
        instruction.exercise = found.exercise
    item = _item(user, number, instruction, found.sets, last)
    if entry is not None:
        item.identity = entry.exercise.identity
        if entry.exercise.label:
            item.name = f"{entry.exercise.label}: {item.name}"
        item.hint = entry.note or ""
        item.superset = entry.exercise.superset or ""
        item.updates, item.asks = entry.exercise.update is not None, dict(found.asks)
        own = prescribing.warmups(entry, item.kind)
        if own is not None:
            item.warmups, item.shares = [each for each, _ in own], [share for _, share in own]
    return item


def _item(user: User, number: int, instruction: ExerciseInstruction, sets: list[PrescribedSet], last: LastTime) -> Item:
    exercise = instruction.exercise
    return Item(
        number=number,
        instruction_id=instruction.id,
        exercise_id=exercise.id,
        name=exercise.name,
        kind=exercise.kind,
        equipment=exercise.equipment,
        implements=exercise.implements,
        a_side=exercise.a_side,
        sets=sets,
        last=last.sets,
        note=last.note,
        region=warmups.region_of(exercise.kind, exercise.equipment, exercise.muscles, exercise.secondary),
        light_g=exercise.light_kg_g if user.unit is Unit.KG else exercise.light_lb_g,
    )


# -- the sets -----------------------------------------------------------------------------------------


async def log_sets(
    found: Live, item: Item, sets: Sequence[DoneSet], *, logged_at: datetime, message_id: int | None = None
) -> None:
    """Write sets of an exercise, and what follows from them. Raises TotalTooLargeError, TooManySetsError."""
    if found.count + len(sets) > MOST_SETS:
        raise TooManySetsError
    performance_id = item.performance_id(found.session.id)
    position = found.latest[1].position if found.latest else 0
    new = _numbered(sets, position + 1, logged_at, message_id)
    after = [*found.logged(item), *new]
    await _write_totals(found, (item, after))
    await statements.write([set_row(performance_id, each) for each in new])
    found.sets[performance_id] = after
    await _update(found, item)


def check_replacement(found: Live, message_id: int, to: Item | None, sets: Sequence[DoneSet]) -> None:
    """Whether the sets a message logged can become these, of the exercise `to` (None: one that is not in the workout
    yet). Changes nothing. Raises TotalTooLargeError, TooManySetsError.
    """
    kept = [each for rows in found.sets.values() for each in rows if each.message_id != message_id]
    if len(kept) + len(sets) > MOST_SETS:
        raise TooManySetsError
    others = [each.done for each in found.logged(to) if each.message_id != message_id] if to is not None else []
    summary.totals([*others, *sets])


async def replace_sets(found: Live, message_id: int, item: Item, sets: Sequence[DoneSet], *, to: Item) -> None:
    """The sets a message logged become these, in their place in the workout: it was edited. `to`: the exercise it is
    about now. Raises as log_sets(), and then nothing has changed.
    """
    own = [each for each in found.logged(item) if each.message_id == message_id]
    if found.count - len(own) + len(sets) > MOST_SETS:
        raise TooManySetsError
    gone = {each.id for each in own}
    first = own[0].position
    behind = [each.position for rows in found.sets.values() for each in rows if each.id not in gone]
    further = max([0, *(first + len(sets) - each for each in behind if each > first)])
    after = {
        performance_id: [
            replace(each, position=each.position + further * (each.position > first))
            for each in rows
            if each.id not in gone
        ]
        for performance_id, rows in found.sets.items()
    }
    moved = [(parent, each) for parent, rows in after.items() for each in rows if further and each.position > first]
    new = _numbered(sets, first, own[0].logged_at, message_id)
    into, out_of = to.performance_id(found.session.id), item.performance_id(found.session.id)
    after[into] = sorted([*after.get(into, ()), *new], key=lambda each: each.position)
    await _write_totals(found, (to, after[into]), *([(item, after[out_of])] if into != out_of else ()))
    await ExerciseSet.filter(id__in=[*gone, *(each.id for _, each in moved)]).delete()
    if into not in found.sets:  # the exercise had been deleted in the history, and is there again
        await ExerciseSet.filter(performance_id=into).delete()
    await statements.write([set_row(parent, each) for parent, each in [*((into, each) for each in new), *moved]])
    found.sets = after
    await _update(found, to)
    if to is not item:
        await _update(found, item)


async def undo(found: Live) -> tuple[Item, list[DoneSet]] | None:
    """Take back the last set, or all the sets of the last message. None when there is nothing to take back."""
    latest = found.latest
    if latest is None:
        return None
    item, last = latest
    own = [
        each
        for each in found.logged(item)
        if each.id == last.id or (last.message_id is not None and each.message_id == last.message_id)
    ]
    await take_back(found, item, own)
    return item, [each.done for each in own]


async def rate_latest(found: Live, rpe_half: int) -> tuple[Item, DoneSet] | None:
    """Set the effort (RPE x 2) of the set logged last; None when there is none."""
    latest = found.latest
    if latest is None:
        return None
    item, last = latest
    rated = replace(last.done, rpe_half=rpe_half)
    await ExerciseSet.filter(id=last.id).update(rpe_half=rpe_half)
    last.done = rated
    await _update(found, item)
    return item, rated


async def take_back(found: Live, item: Item, own: Sequence[LoggedSet]) -> None:
    """Delete these sets of the exercise."""
    gone = {each.id for each in own}
    left = [each for each in found.logged(item) if each.id not in gone]
    await ExerciseSet.filter(id__in=list(gone)).delete()
    found.sets[item.performance_id(found.session.id)] = left
    await _write_totals(found, (item, left))
    await _update(found, item)


async def _update(found: Live, item: Item) -> None:
    """The program may change the sets to come after each one done, while the workout is under way."""
    updates = item.updates and found.is_open and not found.plan.lighter
    if updates and await courses.update(found.user, found.session, item, found.done(item)):
        await save_plan(found)


async def annotate(found: Live, item: Item, **columns: Any) -> None:
    """Set notes or difficulty_rating of an exercise."""
    row = _performance(found, item, found.done(item))
    for name, value in columns.items():
        setattr(row, name, value)
    await statements.write([row], conflict=("id",), update=tuple(columns))


async def _write_totals(found: Live, *changed: tuple[Item, Sequence[LoggedSet]]) -> None:
    """A performance row is a sum of its sets, kept in the transaction that changes them."""
    await statements.write(
        [_performance(found, item, [each.done for each in logged]) for item, logged in changed],
        conflict=("id",),
        update=("sets_completed", "reps_completed", "weight_kg", "duration_seconds", "is_active"),
    )


def _numbered(sets: Sequence[DoneSet], first: int, logged_at: datetime, message_id: int | None) -> list[LoggedSet]:
    return [LoggedSet(uuid4(), first + place, done, logged_at, message_id) for place, done in enumerate(sets)]


def set_row(performance_id: UUID, logged: LoggedSet) -> ExerciseSet:
    """The row of a set."""
    return ExerciseSet(
        id=logged.id,
        performance_id=performance_id,
        position=logged.position,
        logged_at=logged.logged_at,
        message_id=logged.message_id,
        **columns_of(logged.done),
    )


def _performance(found: Live, item: Item, done: Sequence[DoneSet]) -> UserExercisePerformance:
    return UserExercisePerformance(
        id=item.performance_id(found.session.id),
        session_id=found.session.id,
        instruction_id=item.instruction_id,
        created_by_id=found.user.id,
        **summed(done),
    )


# -- what the person changes --------------------------------------------------------------------------


async def save_plan(found: Live) -> None:
    """Write the plan after it was changed."""
    await SessionPlan.filter(session_id=found.session.id).update(plan=found.plan.to_json())


async def no_longer_lighter(found: Live) -> bool:
    """As planned again, while nothing is logged. True when that changed the workout."""
    if not found.plan.lighter or found.count or not found.is_open:
        return False
    as_planned(found.plan)
    await save_plan(found)
    return True


async def add_exercise(found: Live, exercise: Exercise, sets: Sequence[PrescribedSet], *, after: Item | None) -> Item:
    """Put an exercise into the workout, behind `after` or at the end, on a one-off instruction of the person's."""
    instruction = await programs.one_off(found.user, exercise, sets)
    last = await last_time.of(found.user, [exercise.id])
    item = _item(found.user, found.plan.next_number(), instruction, list(sets), last[exercise.id])
    place = len(found.plan.items) if after is None else found.plan.items.index(after) + 1
    found.plan.items.insert(place, item)
    found.plan.focus = item.number
    await save_plan(found)
    return item


async def swap(found: Live, item: Item, exercise: Exercise, sets: Sequence[PrescribedSet]) -> Item:
    """Do another exercise instead of what is left of this one."""
    item.skipped = True
    new = await add_exercise(found, exercise, sets, after=item)
    new.superset = item.superset
    if not found.logged(item):
        found.plan.items.remove(item)
    await save_plan(found)
    return new
