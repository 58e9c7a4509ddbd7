"""What a session beat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.rules.sets import DoneSet, ExerciseKind
from models.rules.strength import e1rm
from models.rules.summary import volume_g, working


class RecordKind(StrEnum):
    """What was beaten, and what its value counts."""

    HEAVIEST = "HEAVIEST"  # grams
    REPS = "REPS"  # reps at a weight: of = its grams
    E1RM = "E1RM"  # grams
    LONGEST = "LONGEST"  # seconds held
    FASTEST = "FASTEST"  # seconds, fewer is better, over a distance: of = its metres
    VOLUME = "VOLUME"  # grams lifted in the session


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier session at `at`: the sets of this exercise in it and their volume in grams, None where these sets are
    all there were.
    """

    at: datetime
    sets: tuple[DoneSet, ...]
    volume_g: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A best and the one it beat, which is from previous_at. Units: see RecordKind."""

    kind: RecordKind
    value: int
    previous: int
    previous_at: datetime
    of: int | None = None


_BODY = {ExerciseKind.BODYWEIGHT, ExerciseKind.ASSISTED}

# what a value is called, what it is of, and the value
_Best = tuple[int, int | None]


def records(
    history: Sequence[Past], new: Sequence[DoneSet], kind: ExerciseKind, implements: int = 1, a_side: int = 1
) -> tuple[Record, ...]:
    """The bests among the new sets that beat an earlier one, in the order of RecordKind.

    Warm-ups are no records, and a first time beats nothing. Reps at a weight beat those at this weight or a
    heavier one; a time over a distance beats those over this distance or a longer one; both only where no
    other new set outdoes them. implements, a_side: as volume_g() takes them.
    """
    return tuple(record for what in RecordKind for record in _beaten(what, history, new, kind, (implements, a_side)))


def _beaten(
    what: RecordKind,
    history: Sequence[Past],
    new: Sequence[DoneSet],
    kind: ExerciseKind,
    implements: tuple[int, int],
) -> Iterator[Record]:
    sign = -1 if what is RecordKind.FASTEST else 1
    bests = {(value * sign, of) for value, of in _values(what, new, kind, implements)}
    before = [(value * sign, of, past.at) for past in history for value, of in _of_past(what, past, kind, implements)]
    for value, of in sorted(bests, key=lambda best: (best[1] or 0, best[0]), reverse=True):
        if any(covers(of, other) and worth >= value for worth, other in bests - {(value, of)}):
            continue
        rivals = [(worth, at) for worth, other, at in before if covers(of, other)]
        if rivals:
            previous, at = max(rivals, key=lambda rival: rival[0])
            if value > previous:
                yield Record(what, value * sign, previous * sign, at, of)


def covers(of: int | None, other: int | None) -> bool:
    """Whether a value of `other` (see RecordKind) may outdo one of `of`."""
    return of is None or (other is not None and other >= of)


def _of_past(what: RecordKind, past: Past, kind: ExerciseKind, implements: tuple[int, int]) -> Iterator[_Best]:
    if what is not RecordKind.VOLUME or past.volume_g is None:
        yield from _values(what, past.sets, kind, implements)
    elif past.volume_g:
        yield past.volume_g, None


def _values(
    what: RecordKind, sets: Sequence[DoneSet], kind: ExerciseKind, implements: tuple[int, int]
) -> Iterator[_Best]:
    if what is RecordKind.VOLUME:
        lifted = volume_g(sets, *implements)
        if lifted:
            yield lifted, None
        return
    for done in working(sets):
        value = value_of(what, done, kind)
        if value is not None:
            yield value


def value_of(what: RecordKind, done: DoneSet, kind: ExerciseKind) -> _Best | None:
    """What the set is worth, and of what (see RecordKind); None: nothing. Not of a volume, which is a session's."""
    load = 0 if done.weight_g is None and kind in _BODY else done.weight_g
    match what:
        case RecordKind.HEAVIEST if load is not None and done.reps != 0:
            return load, None
        case RecordKind.REPS if load is not None and done.straight_reps:
            return done.straight_reps, load
        case RecordKind.E1RM if kind is ExerciseKind.WEIGHT and done.straight_reps:
            best = e1rm(load or 0, done.straight_reps, done.rpe_half)
            return None if best is None else (best, None)
        case RecordKind.LONGEST if kind is ExerciseKind.TIMED and done.seconds:
            return done.seconds, None
        case RecordKind.FASTEST if kind is ExerciseKind.DISTANCE and done.seconds and done.distance_m:
            return done.seconds, done.distance_m
        case _:
            return None
