"""What was lifted over several sessions: its sets by exercise, per muscle group, and what they beat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models import top_sets
from models.people import User
from models.performances import COLUMNS, ExerciseSet, done_of
from models.programs import Exercise
from models.rules import summary
from models.rules.records import Past, Record, RecordKind, records
from models.rules.sets import DoneSet, ExerciseKind

_RANKS: dict[RecordKind, int] = {kind: rank for rank, kind in enumerate(RecordKind)}
_EXERCISE = "performance__instruction__exercise_id"


@dataclass(frozen=True, slots=True)
class Lifted:
    """The sets of an exercise in a session."""

    session_id: UUID
    at: datetime
    exercise: Exercise
    sets: tuple[DoneSet, ...]

    @property
    def working_sets(self) -> int:
        return len(summary.working(self.sets))

    @property
    def volume_g(self) -> int:
        return summary.volume_g(self.sets, self.exercise.implements, self.exercise.a_side)


@dataclass(frozen=True, slots=True)
class Beaten:
    """A record of some exercise over several sessions: the last value it reached, and what it was before them."""

    exercise: str
    kind: ExerciseKind
    record: Record


async def in_sessions(sessions: Mapping[UUID, datetime]) -> list[Lifted]:
    """What was lifted in these sessions (when each was trained), in their order. Two statements."""
    if not sessions:
        return []
    rows = ExerciseSet.filter(performance__session_id__in=list(sessions), performance__is_active=True)
    sets: dict[tuple[UUID, UUID], list[DoneSet]] = defaultdict(list)
    wanted = rows.order_by("performance__instruction__position", "position").values_list(
        "performance__session_id", _EXERCISE, *COLUMNS
    )
    async for session_id, exercise_id, *columns in wanted:
        sets[session_id, exercise_id].append(done_of(dict(zip(COLUMNS, columns, strict=True))))
    exercises = await Exercise.in_bulk({exercise_id for _, exercise_id in sets}, "id") if sets else {}
    return [
        Lifted(session_id, at, exercises[exercise_id], tuple(done))
        for session_id, at in sessions.items()
        for (in_session, exercise_id), done in sets.items()
        if in_session == session_id
    ]


def per_muscle(lifted: Iterable[Lifted]) -> dict[str, int]:
    """Working sets per muscle group that an exercise is for, most first."""
    return summary.sets_per_muscle((each.exercise.muscles, each.sets) for each in lifted)


async def beaten(user: User, lifted: Sequence[Lifted], before: datetime) -> tuple[Beaten, ...]:
    """What these sessions, in order, beat of the time before: one record of each exercise, the first in RecordKind's
    order, since more weight makes the others too; and these in that order. One statement.
    """
    worked = [each for each in lifted if each.working_sets]
    past = await top_sets.to_beat(user, {each.exercise.id for each in worked}, before)
    found: dict[UUID, dict[tuple[RecordKind, int | None], Beaten]] = defaultdict(dict)
    for each in worked:
        exercise, of_exercise = each.exercise, found[each.exercise.id]
        for record in records(past[exercise.id], each.sets, exercise.kind, exercise.implements, exercise.a_side):
            earlier = of_exercise.get((record.kind, record.of))
            first = earlier.record if earlier else record
            whole = replace(record, previous=first.previous, previous_at=first.previous_at)
            of_exercise[record.kind, record.of] = Beaten(exercise.name, exercise.kind, whole)
        past[exercise.id].append(Past(each.at, each.sets))
    best = [min(of_exercise.values(), key=_rank) for of_exercise in found.values() if of_exercise]
    return tuple(sorted(best, key=_rank))


def _rank(beaten: Beaten) -> int:
    return _RANKS[beaten.record.kind]
