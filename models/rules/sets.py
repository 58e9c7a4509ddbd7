"""A set: as prescribed, and as done. The words every other rule is written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self


class SetKind(StrEnum):
    """What a set is for. Everything but WARMUP is a working set."""

    WORK = "WORK"
    WARMUP = "WARMUP"
    DROP = "DROP"
    FAILURE = "FAILURE"


class ExerciseKind(StrEnum):
    """What an exercise counts."""

    WEIGHT = "WEIGHT"  # reps with a load
    BODYWEIGHT = "BODYWEIGHT"  # reps; a load, if any, is added to the body
    ASSISTED = "ASSISTED"  # reps; the load is negative, it helps
    TIMED = "TIMED"  # seconds, with or without a load
    DISTANCE = "DISTANCE"  # metres, with or without a time


class Unit(StrEnum):
    """The unit a weight was entered in."""

    KG = "kg"
    LB = "lb"


LEG_MUSCLES = ("quads", "glutes", "hamstrings", "adductors", "abductors", "calves", "lower-back")

Json = dict[str, int | str | bool | list[int]]


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One set as it was done.

    weight_g in grams: negative = assistance, None = no load but the body. reps, seconds, distance_m (metres)
    are None where the set does not count them. rpe_half is RPE × 2: 16 = RPE 8. left, right: the reps (or seconds) of
    each side where it was done one side at a time, both or neither; reps is then the weaker side's. parts: the reps of
    a rest-pause set between its short pauses (15, 4, 4, 3), of which reps is the sum. To failure and without a
    rep, it is an attempt that failed.
    """

    kind: SetKind = SetKind.WORK
    reps: int | None = None
    weight_g: int | None = None
    unit: Unit = Unit.KG
    seconds: int | None = None
    distance_m: int | None = None
    rpe_half: int | None = None
    left: int | None = None
    right: int | None = None
    parts: tuple[int, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether it was an attempt that failed: no work, no volume, no success."""
        return self.kind is SetKind.FAILURE and self.reps == 0 and self.seconds is None and self.distance_m is None

    @property
    def is_special(self) -> bool:
        """Whether more is known of it than a weight and its reps: sides, parts, or that it failed."""
        return self.left is not None or bool(self.parts) or self.has_failed

    @property
    def straight_reps(self) -> int | None:
        """The reps done without a pause: what an e1RM or a record of reps is made of."""
        return self.parts[0] if self.parts else self.reps

    @property
    def all_reps(self) -> int:
        """The reps of both sides together, where each was done by itself."""
        if self.left is None or self.right is None or self.reps is None:
            return self.reps or 0
        return self.left + self.right

    def to_json(self) -> Json:
        """The fields that differ from their defaults; from_json() gives an equal set."""
        return _compact(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The set that to_json() wrote. Raises TypeError or ValueError for anything else."""
        known = dict(data)
        kind, unit = SetKind(known.pop("kind", SetKind.WORK)), Unit(known.pop("unit", Unit.KG))
        return cls(kind=kind, unit=unit, parts=tuple(known.pop("parts", ())), **known)


@dataclass(frozen=True, slots=True)
class PrescribedSet:
    """One set as the program asks for it.

    reps is the (minimum) target, reps_max the upper end of a range, None unless it is one; amrap = as many
    reps as possible, at least reps. weight_g in grams, None = not known yet, or none. rest_seconds follows
    the set, 0 = no timer. rpe_half is the RPE × 2 asked for; ask_rpe = the program wants to be told it.
    label is shown beside the set, at most 8 characters. count_up = seconds are the least, and a timer counts up;
    auto = what a timer runs next begins by itself. share = the thousandths of a 1RM that nobody knows yet which the
    weight is, so that the weight chosen for one set says those of the others.
    """

    kind: SetKind = SetKind.WORK
    reps: int | None = None
    reps_max: int | None = None
    amrap: bool = False
    weight_g: int | None = None
    seconds: int | None = None
    distance_m: int | None = None
    rest_seconds: int = 0
    rpe_half: int | None = None
    ask_rpe: bool = False
    label: str = ""
    count_up: bool = False
    auto: bool = False
    share: int | None = None

    @property
    def interval(self) -> bool:
        """Whether it is one of a course of timed sets with names (run, walk), and not a lift that has a label."""
        return bool(self.label) and self.seconds is not None and self.reps is None

    def to_json(self) -> Json:
        """The fields that differ from their defaults; from_json() gives an equal set."""
        return _compact(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The set that to_json() wrote. Raises TypeError or ValueError for anything else."""
        known = dict(data)
        return cls(kind=SetKind(known.pop("kind", SetKind.WORK)), **known)


def implements_a_side(implements: int, muscles: Sequence[str]) -> int:
    """How many implements lift while one side works: a leg is trained with both dumbbells in the hands, an arm with
    its own. muscles: the ones the exercise is for.
    """
    return implements if muscles and muscles[0] in LEG_MUSCLES else 1


def _compact(a_set: DoneSet | PrescribedSet) -> Json:
    said = ((field, getattr(a_set, field.name)) for field in fields(a_set))
    return {
        field.name: str(value) if isinstance(value, StrEnum) else list(value) if isinstance(value, tuple) else value
        for field, value in said
        if value != field.default
    }
