"""Top sets: what a finished workout is remembered by, one exercise at a time, so that neither a record nor a picture
of ten years needs the sets of ten years.

All of it follows from the sets; refresh() brings it up to date in the transaction that changes them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models import statements, volumes
from models.people import User
from models.performances import COLUMNS, ExerciseSet, done_of
from models.programs import Exercise
from models.rules.bests import Bests, outstanding
from models.rules.records import Past
from models.rules.sets import DoneSet, ExerciseKind, SetKind, implements_a_side
from models.rules.strength import e1rm
from models.rules.summary import volume_g
from models.sessions import SessionStatus, UserWorkoutSession

COUNTS = ("reps", "weight_g", "seconds", "distance_m", "rpe_half")
_EXERCISE = "performance__instruction__exercise_id"
_AT_ONCE = 500  # ids in a statement
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OF_EXERCISE = """
SELECT at_us, reps, weight_g, seconds, distance_m, rpe_half FROM top_set
WHERE user_id = ? AND exercise_id = ? AND at_us >= ? ORDER BY at_us, id
"""
_BETWEEN = """
SELECT exercise_id, at_us, sets, reps, weight_g, seconds, distance_m, rpe_half FROM top_set
WHERE user_id = ? AND at_us >= ? AND at_us < ? ORDER BY exercise_id, at_us, id
"""
_SETS = """
SELECT at_us, exercise_id, sum(sets) FROM top_set WHERE user_id = ? AND at_us >= ? GROUP BY at_us, exercise_id
ORDER BY at_us
"""


class TopSet(Model):
    """A working set of a finished workout that no other set of the exercise in it outdoes in everything.

    at_us: when the workout was trained, in microseconds of the epoch, since the ORM takes 30 ms to read a thousand
    instants from SQLite. sets: the working sets it stands for, itself and those it outdoes; all of an exercise's rows
    make all of its sets. is_first: it outdid all before it in something; of these there is an index (0003_volumes). Of
    whatever is the best before any instant, the first set to reach it is here, and is a first.
    """

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, on_delete=fields.RESTRICT
    )
    user_id: UUID
    exercise: fields.ForeignKeyRelation[Exercise] = fields.ForeignKeyField(
        "models.Exercise", related_name=False, on_delete=fields.RESTRICT
    )
    exercise_id: UUID
    session: fields.ForeignKeyRelation[UserWorkoutSession] = fields.ForeignKeyField(
        "models.UserWorkoutSession", related_name=False, on_delete=fields.RESTRICT
    )
    session_id: UUID
    at_us = fields.BigIntField()
    sets = fields.SmallIntField()
    is_first = fields.BooleanField()
    reps = fields.SmallIntField(null=True)
    weight_g = fields.IntField(null=True)
    seconds = fields.SmallIntField(null=True)
    distance_m = fields.IntField(null=True)
    rpe_half = fields.SmallIntField(null=True)

    class Meta:
        table = "top_set"
        indexes = (("user_id", "exercise_id", "at_us"), ("user_id", "at_us", "exercise_id", "sets"), ("session_id",))

    def done(self) -> DoneSet:
        return DoneSet(SetKind.WORK, **{name: getattr(self, name) for name in COUNTS})


@dataclass(frozen=True, slots=True)
class Top:
    """The top sets of an exercise in a finished workout."""

    at: datetime
    sets: tuple[DoneSet, ...]

    def e1rm_g(self) -> int | None:
        """The best e1RM of the workout, in grams."""
        found = [e1rm(done.weight_g or 0, done.reps or 0, done.rpe_half) for done in self.sets]
        return max((each for each in found if each is not None), default=None)


async def refresh(session_id: UUID) -> None:
    """What was done in this workout has changed: it was finished, corrected, deleted or restored.

    Must run in the transaction that changes it, after that.
    """
    session = await UserWorkoutSession.get(id=session_id)
    at_us, done = microseconds(session.started_at or session.completed_at), await _in_session(session)
    old = await TopSet.filter(session_id=session_id)
    new = [row for each in done for row in each.top_sets(session, at_us)]
    await TopSet.filter(session_id=session_id).delete()
    kinds = dict(await Exercise.filter(id__in={row.exercise_id for row in (*old, *new)}).values_list("id", "kind"))
    for exercise_id, kind in kinds.items():
        rows = [row for row in new if row.exercise_id == exercise_id]
        since = min(row.at_us for row in (*old, *rows) if row.exercise_id == exercise_id)
        await _mark_firsts(session.user_id, exercise_id, kind, since, rows)
    await statements.write(new)
    await volumes.replace(session, at_us, {each.exercise_id: each.volume_g for each in done})


async def of_exercise(user: User, exercise_id: UUID, since: datetime | None = None) -> list[Top]:
    """The finished workouts with the exercise since an instant (None: all), from the first to the last."""
    found = await statements.fetch(_OF_EXERCISE, user.id, exercise_id, microseconds(since))
    return [
        Top(_instant(at_us), tuple(_done(counts) for _, *counts in of_session))
        for at_us, of_session in groupby(found, key=lambda row: row[0])
    ]


async def sets_since(user: User, instant: datetime | None = None) -> list[tuple[datetime, UUID, int]]:
    """When each workout since then (None: ever) was, with each exercise in it and how many working sets it had."""
    found = await statements.fetch(_SETS, user.id, microseconds(instant))
    ids = {name: UUID(str(name)) for name in {row[1] for row in found}}
    return [(_instant(at_us), ids[name], int(sets)) for at_us, name, sets in found]


async def between(user: User, first: datetime, until: datetime) -> list[tuple[UUID, Top, int]]:
    """Each exercise of each finished workout begun from first to before until, and how many working sets it had."""
    found = await statements.fetch(_BETWEEN, user.id, microseconds(first), microseconds(until))
    return [
        (
            UUID(str(exercise_id)),
            Top(_instant(at_us), tuple(_done(row[3:]) for row in rows)),
            sum(row[2] for row in rows),
        )
        for (exercise_id, at_us), together in groupby(map(tuple, found), key=lambda row: (row[0], row[1]))
        if (rows := list(together))
    ]


async def to_beat(user: User, exercises: Collection[UUID], before: datetime) -> dict[UUID, list[Past]]:
    """All that records() needs of the finished workouts begun before the instant: of each exercise the sets by which
    the person went beyond all they had done, and the greatest volume. One statement, whose answer grows with progress
    and not with time.
    """
    ids, until = list(exercises), microseconds(before)
    found: dict[UUID, list[Past]] = {each: [] for each in ids}
    if not ids:
        return found
    rows = await statements.fetch(
        f"""
        SELECT exercise_id, at_us, 0 AS volume_g, reps, weight_g, seconds, distance_m, rpe_half FROM top_set
        WHERE user_id = ? AND exercise_id IN ({", ".join("?" * len(ids))}) AND at_us < ? AND is_first
        UNION ALL
        SELECT exercise_id, at_us, volume_g, NULL, NULL, NULL, NULL, NULL FROM exercise_volume WHERE id IN (
            SELECT (
                SELECT one.id FROM exercise_volume AS one
                WHERE one.user_id = ? AND one.exercise_id = exercise.id AND one.at_us < ?
                ORDER BY one.volume_g DESC, one.at_us LIMIT 1
            ) FROM exercise WHERE id IN ({", ".join("?" * len(ids))})
        )
        ORDER BY at_us
        """,  # noqa: S608 - only question marks
        *(user.id, *ids, until, user.id, until, *ids),
    )
    for exercise_id, at_us, volume, *counts in map(tuple, rows):
        sets = () if volume else (_done(counts),)
        found[statements.as_uuid(exercise_id)].append(Past(_instant(at_us), sets, volume))
    return found


@dataclass(frozen=True, slots=True)
class _InSession:
    """What was done of an exercise in a finished workout."""

    exercise_id: UUID
    kind: ExerciseKind
    implements: int
    a_side: int
    sets: list[DoneSet]

    @property
    def volume_g(self) -> int:
        return volume_g(self.sets, self.implements, self.a_side)

    def top_sets(self, session: UserWorkoutSession, at_us: int) -> list[TopSet]:
        return [
            TopSet(
                user_id=session.user_id,
                exercise_id=self.exercise_id,
                session_id=session.id,
                at_us=at_us,
                sets=stands_for,
                is_first=False,
                **_counts(done),
            )
            for done, stands_for in outstanding(self.sets, self.kind)
        ]


async def _in_session(session: UserWorkoutSession) -> list[_InSession]:
    """Nothing, where the workout is not over or was deleted."""
    at = session.started_at or session.completed_at
    if session.status is not SessionStatus.COMPLETED or not session.is_active or at is None:
        return []
    rows = ExerciseSet.filter(performance__session_id=session.id, performance__is_active=True).order_by("position")
    of = "performance__instruction__exercise__"
    found: dict[UUID, _InSession] = {}
    async for exercise_id, kind, implements, muscles, *columns in rows.values_list(
        _EXERCISE, f"{of}kind", f"{of}implements", f"{of}muscles", *COLUMNS
    ):
        a_side = implements_a_side(implements, muscles)
        each = found.setdefault(exercise_id, _InSession(exercise_id, ExerciseKind(kind), implements, a_side, []))
        each.sets.append(done_of(dict(zip(COLUMNS, columns, strict=True))))
    return list(found.values())


async def _mark_firsts(
    user_id: UUID, exercise_id: UUID, kind: ExerciseKind, since_us: int, new: Sequence[TopSet]
) -> None:
    """Which of the new rows, and of those there are from an instant on, are firsts."""
    every = TopSet.filter(user_id=user_id, exercise_id=exercise_id)
    bests = Bests(kind, [row.done() for row in await every.filter(at_us__lt=since_us, is_first=True)])
    later = sorted([*new, *await every.filter(at_us__gte=since_us)], key=lambda row: row.at_us)
    changed: dict[bool, list[int]] = {True: [], False: []}
    for _, together in groupby(later, key=lambda row: row.at_us):
        rows = list(together)
        for row in rows:
            first = bests.beaten_by(row.done())
            if row.is_first != first and row.id is not None:
                changed[first].append(row.id)
            row.is_first = first
        for row in rows:
            bests.add(row.done())
    for first, ids in changed.items():
        for start in range(0, len(ids), _AT_ONCE):
            await TopSet.filter(id__in=ids[start : start + _AT_ONCE]).update(is_first=first)


def microseconds(instant: datetime | None) -> int:
    """Since the epoch; None: before everything."""
    return -(1 << 62) if instant is None else (instant - _EPOCH) // timedelta(microseconds=1)


def _instant(at_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at_us)


def _done(counts: Sequence[Any]) -> DoneSet:
    return DoneSet(SetKind.WORK, **dict(zip(COUNTS, counts, strict=True)))


def _counts(done: DoneSet) -> dict[str, int | None]:
    """What a set is remembered by; of a rest-pause set, the reps before the first pause."""
    return {name: getattr(done, name) for name in COUNTS} | {"reps": done.straight_reps}
