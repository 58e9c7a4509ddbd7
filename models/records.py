"""What a workout beats: as it stands while it is under way, and when it is over.

A record is never stored: it follows from the sets of the workout and from what there was to beat before it, so that
whatever is taken back, edited, or changed in the history takes it back or changes it. What there was to beat is asked
for with every card, in one statement that ten years make no slower, rather than kept in the session's plan, where an
edit of the history meanwhile would leave a claim that is not true.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from models import clock, top_sets
from models.rules import summary
from models.rules.plan import Item
from models.rules.records import Past, Record, RecordKind, records
from models.rules.sets import DoneSet, ExerciseKind
from models.workouts import Live

_RANKS = {kind: rank for rank, kind in enumerate(RecordKind)}


@dataclass(frozen=True, slots=True)
class Best:
    """The record of an exercise, and what it beat. reps: the most done with the heaviest weight (HEAVIEST only); also:
    what else of the exercise is a record.
    """

    exercise: str
    kind: ExerciseKind
    record: Record
    reps: int | None = None
    also: tuple[RecordKind, ...] = ()


async def standing(found: Live) -> Best | None:
    """The record that the exercise trained last has made in the workout so far; None: none, or no longer."""
    latest = found.latest
    made = await _made(found, [latest[0].exercise_id]) if latest is not None else []
    return made[0] if made else None


async def of_workout(found: Live) -> tuple[Best, ...]:
    """The records of the workout, one of each exercise at most, in RecordKind's order."""
    trained = dict.fromkeys(item.exercise_id for item in found.plan.items if found.logged(item))
    made = await _made(found, trained)
    return tuple(sorted(made, key=lambda best: _RANKS[best.record.kind]))


async def _made(found: Live, exercises: Collection[UUID]) -> list[Best]:
    """In the order of these exercises. One that is in the workout twice is one."""
    history = await top_sets.to_beat(found.user, exercises, found.session.started_at or clock.now())
    made = []
    for exercise_id, past in history.items():
        items = [item for item in found.plan.items if item.exercise_id == exercise_id]
        best = _best(items[0], past, [done for item in items for done in found.done(item)]) if past else None
        if best is not None:
            made.append(best)
    return made


def _best(item: Item, history: Sequence[Past], done: Sequence[DoneSet]) -> Best | None:
    """The first in RecordKind's order, since more weight makes the others too."""
    made = records(history, done, item.kind, item.implements, item.a_side)
    if not made:
        return None
    first = made[0]
    also = dict.fromkeys(record.kind for record in made if record.kind is not first.kind)
    return Best(item.name, item.kind, first, _reps(first, done), tuple(also))


def _reps(record: Record, done: Sequence[DoneSet]) -> int | None:
    if record.kind is not RecordKind.HEAVIEST:
        return None
    heaviest = [each.straight_reps or 0 for each in summary.working(done) if (each.weight_g or 0) == record.value]
    return max(heaviest, default=0) or None
