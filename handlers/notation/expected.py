"""What a typed set is read against: what the exercise counts, what is asked next, what was lifted before."""

from dataclasses import dataclass
from decimal import Decimal

from handlers.notation.tokens import MOST_USUAL_REPS
from models.rules.sets import ExerciseKind, Unit
from models.rules.units import to_grams

_COUNTED_IN_REPS = {ExerciseKind.WEIGHT, ExerciseKind.BODYWEIGHT, ExerciseKind.ASSISTED}
_BURNOUT_REPS = 60
"""Above it a number is no count of reps, even if nothing is known of the exercise."""
_UNASKED_SETS = 5
"""Where no sets are asked, so many are usual at most."""
_THINKABLE_SETS = 10
_LAPS = 30


@dataclass(frozen=True, slots=True)
class SetsFit:
    """How well A sets of B fit. as_asked: so many sets are still asked, and these reps. thinkable: not absurd."""

    as_asked: bool
    thinkable: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What the exercise counts, what is asked next, and what was done last.

    unit: the person's. reps, reps_max: the range asked next, reps_max None unless it is one. weight_g: what a count
    without a weight is lifted with, in grams, negative = assistance, None = the body alone, or not known. last_*: of
    the set before, else of last time; what is used where nothing is asked. sets: how many are still asked, None where
    none ever were. bar_g: the empty bar, where one is loaded.
    """

    kind: ExerciseKind = ExerciseKind.WEIGHT
    unit: Unit = Unit.KG
    reps: int | None = None
    reps_max: int | None = None
    weight_g: int | None = None
    seconds: int | None = None
    distance_m: int | None = None
    sets: int | None = None
    last_reps: int | None = None
    last_weight_g: int | None = None
    last_seconds: int | None = None
    bar_g: int | None = None

    @property
    def counts_reps(self) -> bool:
        """Whether a bare number is reps."""
        return self.kind in _COUNTED_IN_REPS

    @property
    def weights(self) -> list[int]:
        """The weights known of it, without their sign; no load is none."""
        return [abs(weight) for weight in (self.weight_g, self.last_weight_g) if weight]

    def can_be_count(self, value: Decimal) -> bool:
        """Whether a bare number can be what the exercise counts. Reps are whole; over 30 and over twice what is asked
        they are a slip, or a weight.
        """
        if not self.counts_reps:
            return self.kind is ExerciseKind.DISTANCE or value == int(value)
        asked = self.reps_max or self.reps or self.last_reps or 0
        return value.as_tuple().exponent == 0 and value <= max(MOST_USUAL_REPS, 2 * asked)

    def is_the_weight(self, value: Decimal) -> bool:
        """Whether a bare number of reps is rather the weight asked: 20, where 5 reps with 20 kg are."""
        asked = self.reps_max or self.reps
        same = self.weight_g is not None and to_grams(value, self.unit) == abs(self.weight_g)
        return self.counts_reps and same and asked is not None and value > 2 * asked

    def may_be_many(self, value: Decimal) -> bool:
        """Whether it could be reps after all, since nothing says how many are usual here."""
        known = self.reps or self.last_reps or self.weights
        return not known and value.as_tuple().exponent == 0 and value <= _BURNOUT_REPS

    def is_as_asked(self, value: Decimal) -> bool:
        """Whether it is a count within the range asked next."""
        if not self.counts_reps:
            return self._is_near_asked_time(value)
        if self.reps is None:
            return self.last_reps is not None and value == self.last_reps
        return self.reps <= value <= (self.reps_max or self.reps)

    def sets_fit(self, sets: Decimal, count: Decimal) -> SetsFit:
        """How well so many sets of such a count fit."""
        most = _UNASKED_SETS if self.sets is None else self.sets
        if self.kind is ExerciseKind.DISTANCE and not self.weights:
            thinkable = most = _LAPS
        elif self.unknown:
            thinkable = most
        elif not self.weights:
            thinkable = min(_THINKABLE_SETS, max(_UNASKED_SETS, 2 * most))
        else:
            thinkable = _THINKABLE_SETS
        whole = sets.as_tuple().exponent == 0 and sets >= 1
        ranged = self.sets is not None and self.reps is not None and not self.unknown
        fits = self.is_as_asked(count) if ranged or self.seconds else self.can_be_count(count)
        return SetsFit(whole and sets <= most and fits, whole and sets <= thinkable)

    @property
    def unknown(self) -> bool:
        """Whether it needs a weight, and none is known."""
        return self.kind in {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED} and not self.weights

    def is_plausible(self, grams: int) -> bool:
        """Whether somebody would use this weight here: within a factor of 2.5 of a known one, or the empty bar and
        more. With no weight known any weight is, but for an exercise of the body alone.
        """
        load = abs(grams)
        if self.bar_g is not None and 2 * load < self.bar_g:
            return False
        if not self.weights:
            return self.kind in {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED}
        enough = 5 * load >= 2 * min(self.weights) or (self.bar_g is not None and load >= self.bar_g)
        return enough and 2 * load <= 5 * max(self.weights)

    def _is_near_asked_time(self, value: Decimal) -> bool:
        asked = self.seconds or self.last_seconds
        return asked is not None and asked <= 2 * value and value <= 2 * asked
