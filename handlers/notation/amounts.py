"""Typed sets: numbers as weights, counts and numbers of sets, within what can be logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from handlers.notation.characters import Text
from handlers.notation.expected import Expected
from handlers.notation.items import Operand
from handlers.notation.words import Of, Reason
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit
from models.rules.units import MAX_WEIGHT_G, to_grams

MAX_REPS = 1_000
MAX_SETS = 30
MAX_SECONDS = 32_767
MAX_METRES = 1_000_000


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight that was typed; grams None = no load but the body."""

    grams: int | None
    unit: Unit


@dataclass(slots=True)
class Draft:
    """A set being read; weight None = not typed."""

    at: int
    reps: int | None = None
    seconds: int | None = None
    metres: int | None = None
    left: int | None = None
    right: int | None = None
    parts: tuple[int, ...] = ()
    weight: Weight | None = None
    kind: SetKind = SetKind.WORK
    rpe_half: int | None = None


class Amounts:
    """Reads the numbers of a text. Raises NotationError for what passes a limit."""

    def __init__(self, typed: Text, expected: Expected) -> None:
        self.typed = typed
        self.expected = expected

    def is_plausible(self, weight: Weight) -> bool:
        return weight.grams is None or self.expected.is_plausible(weight.grams)

    def as_usual(self, at: int, weight: Weight | None) -> Draft:
        """The count not typed: as asked, else as last time."""
        expected = self.expected
        draft = Draft(at, weight=weight)
        match expected.kind:
            case ExerciseKind.TIMED:
                draft.seconds = expected.seconds or expected.last_seconds
            case ExerciseKind.DISTANCE:
                draft.metres = expected.distance_m
            case _:
                draft.reps = expected.reps or expected.last_reps
        if draft.reps is None and draft.seconds is None and draft.metres is None:
            raise self.typed.error(Reason.NO_COUNT, at)
        return draft

    def as_weight(self, operand: Operand) -> Weight:
        unit = operand.unit or self.expected.unit
        if operand.value is None:
            return Weight(None, unit)
        if operand.sign and self.expected.kind is ExerciseKind.WEIGHT:
            raise self.typed.error(Reason.SIGNED_WEIGHT, operand.at)
        grams = to_grams(operand.value, unit)
        if grams > MAX_WEIGHT_G:
            raise self.typed.error(Reason.TOO_HEAVY, operand.at)
        helps = self.expected.kind is ExerciseKind.ASSISTED and not operand.sign
        return Weight(-grams if helps or operand.sign == "-" else grams, unit)

    def as_sets(self, operand: Operand) -> int:
        return self.whole(operand, MAX_SETS, Reason.TOO_MANY_SETS)

    def as_count(self, operand: Operand, *, each: bool = False, whole: bool = False) -> Draft:
        """A set of such a count. whole: 0 reps are a failed attempt."""
        kind, of = self.expected.kind, operand.of
        if of is Of.WEIGHT or of is Of.SETS:
            raise self.typed.error(Reason.UNREADABLE, operand.at)
        if of is Of.BARE and kind is ExerciseKind.DISTANCE and operand.value is not None:
            operand, of = replace(operand, value=operand.value * 1000), Of.METRES
        if of is Of.METRES:
            rounded = replace(operand, value=(operand.value or Decimal(0)).quantize(Decimal(1)))
            return Draft(operand.at, metres=self.whole(rounded, MAX_METRES, Reason.TOO_FAR))
        timed = of is Of.SECONDS or (of is Of.BARE and kind is ExerciseKind.TIMED)
        most, too_many = (MAX_SECONDS, Reason.TOO_MUCH_TIME) if timed else (MAX_REPS, Reason.TOO_MANY_REPS)
        if not timed and not operand.is_whole:
            raise self.typed.error(Reason.FRACTION, operand.at)
        fails = whole and not timed and operand.is_bare and not each
        value = self.whole(operand, most, too_many, least=0 if fails else 1)
        draft = Draft(operand.at, seconds=value) if timed else Draft(operand.at, reps=value)
        if value == 0:
            draft.kind = SetKind.FAILURE
        if operand.left is not None and operand.right is not None:
            draft.left = self.whole(replace(operand, value=operand.left), most, too_many)
            draft.right = self.whole(replace(operand, value=operand.right), most, too_many)
        elif each:
            draft.left = draft.right = value
        draft.parts = tuple(self.whole(replace(operand, value=part), most, too_many) for part in operand.parts)
        return draft

    def whole(self, operand: Operand, most: int, too_many: Reason, *, least: int = 1) -> int:
        value = operand.value
        if value is None or value != int(value):
            raise self.typed.error(Reason.FRACTION, operand.at)
        if value > most:
            raise self.typed.error(too_many, operand.at)
        if value < least:
            raise self.typed.error(Reason.ZERO, operand.at)
        return int(value)


def done_sets(drafts: Sequence[Draft], expected: Expected) -> tuple[DoneSet, ...]:
    """The drafts as sets; those without a weight are lifted with what is asked, or the last one."""
    usual = Weight(expected.weight_g, expected.unit)
    sets = []
    for draft in drafts:
        weight = draft.weight or usual
        sets.append(
            DoneSet(
                kind=draft.kind,
                reps=draft.reps,
                weight_g=weight.grams,
                unit=weight.unit,
                seconds=draft.seconds,
                distance_m=draft.metres,
                rpe_half=draft.rpe_half,
                left=draft.left,
                right=draft.right,
                parts=draft.parts,
            )
        )
    return tuple(sets)
