"""What changes for the next session, in facts; and weights that are moved by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

RoundTo = Callable[[int], int]
"""The loadable weight nearest to one, both in grams."""


class Reason(StrEnum):
    """Why the next session asks what it asks."""

    ALL_SETS_DONE = "ALL_SETS_DONE"
    MISSED = "MISSED"  # some set below its reps: Change.misses of Change.of
    PARTLY = "PARTLY"  # within the range of reps, not yet at its upper end in all sets
    DELOAD = "DELOAD"
    LEARNED = "LEARNED"  # the weight was not known, and is now
    NOT_TRAINED = "NOT_TRAINED"
    OVERRIDDEN = "OVERRIDDEN"  # done with another weight than asked: that one is the base now
    TOO_HARD = "TOO_HARD"  # all done, at a higher RPE than asked
    PROGRAM = "PROGRAM"  # the program's own rule
    STOPPED = "STOPPED"  # the program's own rule stopped at a mistake in it, and changed nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """What a session asks of an exercise: how many working sets, and of the heaviest (the first of those) the grams and
    the reps or seconds; None where it has none, or they are not known. With the body alone it is 0 g.
    """

    sets: int
    weight_g: int | None
    count: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What the next session with the exercise would have asked, what it asks now, and why.

    misses and of: the first (second …) miss of so many that lead to a deload; of = 0 where none does.
    """

    before: Asked
    after: Asked
    reason: Reason
    misses: int = 0
    of: int = 0


def moved(weight_g: int, by_g: int, round_to: RoundTo) -> int:
    """weight_g + by_g as round_to makes it, but moved: further where the plates are coarser than by_g.

    weight_g itself where nothing further can be loaded.
    """
    for steps in range(1, 11):
        loadable = round_to(weight_g + steps * by_g)
        if (loadable - weight_g) * by_g > 0:
            return loadable
    return weight_g


def lighter(weight_g: int, percent: int, round_to: RoundTo) -> int:
    """The weight less percent (of assistance: more), loadable: a deload, or a return after time off."""
    return moved(weight_g, -(abs(weight_g) * percent // 100), round_to)
