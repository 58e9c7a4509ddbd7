"""Which sets have to be remembered for every later comparison, and which never will be asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.rules.records import RecordKind, covers, value_of
from models.rules.sets import DoneSet, ExerciseKind
from models.rules.summary import working

_KINDS = [kind for kind in RecordKind if kind is not RecordKind.VOLUME]


class Bests:
    """The bests of the sets of an exercise so far, in each RecordKind but volume."""

    def __init__(self, kind: ExerciseKind, sets: Iterable[DoneSet] = ()) -> None:
        self._kind = kind
        self._bests: dict[RecordKind, list[tuple[int, int | None]]] = {what: [] for what in _KINDS}
        for done in sets:
            self.add(done)

    def beaten_by(self, done: DoneSet) -> bool:
        """Whether the set is better in anything than every set so far; a first one in its kind is."""
        return any(not self._outdone(what, best) for what, best in self._of(done))

    def add(self, done: DoneSet) -> None:
        for what, (value, of) in self._of(done):
            if not self._outdone(what, (value, of)):
                kept = [
                    (worth, other) for worth, other in self._bests[what] if not (covers(other, of) and value >= worth)
                ]
                self._bests[what] = [*kept, (value, of)]

    def _outdone(self, what: RecordKind, best: tuple[int, int | None]) -> bool:
        value, of = best
        return any(covers(of, other) and worth >= value for worth, other in self._bests[what])

    def _of(self, done: DoneSet) -> list[tuple[RecordKind, tuple[int, int | None]]]:
        """What the set is worth in each kind; more is better."""
        found = [(what, value_of(what, done, self._kind)) for what in _KINDS]
        return [
            (what, (-value[0] if what is RecordKind.FASTEST else value[0], value[1]))
            for what, value in found
            if value is not None
        ]


def outstanding(sets: Sequence[DoneSet], kind: ExerciseKind) -> list[tuple[DoneSet, int]]:
    """The working sets of a session without those that others outdo in everything, so that each best of the session
    is the best of these; and how many sets each stands for, itself included: together all working sets.
    """
    so_far = Bests(kind)
    kept: list[DoneSet] = []
    stands_for: list[int] = []
    for done in sorted(working(sets), key=_strongest_first):
        if not kept or so_far.beaten_by(done):
            so_far.add(done)
            kept.append(done)
            stands_for.append(1)
        else:
            stands_for[-1] += 1
    return list(zip(kept, stands_for, strict=True))


def _strongest_first(done: DoneSet) -> tuple[int, ...]:
    return (
        -(done.weight_g or 0),
        -(done.reps or 0),
        -(done.distance_m or 0),
        (done.seconds or 0) * (1 if done.distance_m else -1),
        done.rpe_half or 0,
    )
