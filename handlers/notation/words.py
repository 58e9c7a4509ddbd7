"""The words of the notation, their spellings, and what is wrong with a text of sets."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum, auto

from models.rules.sets import SetKind, Unit


class Reason(StrEnum):
    """What is wrong with a text of sets."""

    EMPTY = "EMPTY"
    UNREADABLE = "UNREADABLE"
    TOO_LONG = "TOO_LONG"  # over 200 characters
    NOT_A_NUMBER = "NOT_A_NUMBER"  # NaN
    INFINITE = "INFINITE"  # inf, ∞
    EXPONENT = "EXPONENT"  # 1e999
    SUPERSCRIPT = "SUPERSCRIPT"  # ², ①
    UNDERSCORE = "UNDERSCORE"  # 1_000
    FRACTION = "FRACTION"  # 4.5 reps
    ZERO = "ZERO"  # 0 sets, 0 seconds
    NEGATIVE_REPS = "NEGATIVE_REPS"
    SIGNED_WEIGHT = "SIGNED_WEIGHT"  # +20 or -20 on an exercise that is not done with the body's weight
    TOO_MANY_REPS = "TOO_MANY_REPS"  # over 1,000
    TOO_HEAVY = "TOO_HEAVY"  # over 1,000 kg
    TOO_MANY_SETS = "TOO_MANY_SETS"  # over 30
    TOO_MUCH_TIME = "TOO_MUCH_TIME"  # over 32,767 seconds
    TOO_FAR = "TOO_FAR"  # over 1,000 km
    BAD_RPE = "BAD_RPE"  # not 1 to 10 in half steps
    NO_COUNT = "NO_COUNT"  # a weight, and the number of reps is not known
    ONE_SIDE = "ONE_SIDE"  # L8 without the right side
    NO_NAME = "NO_NAME"  # sets of no exercise


class NotationError(ValueError):
    """A text that cannot be read: why, at which character of it, and the text from there on."""

    def __init__(self, reason: Reason, at: int, rest: str) -> None:
        super().__init__(f"{reason.value} at {at}")
        self.reason = reason
        self.at = at
        self.rest = rest


class Of(Enum):
    """What a number is of, by its unit."""

    BARE = auto()
    WEIGHT = auto()
    REPS = auto()
    SETS = auto()
    SECONDS = auto()
    METRES = auto()
    MINUTES_OR_METRES = auto()  # 10m


@dataclass(frozen=True, slots=True)
class Measure:
    of: Of
    times: Decimal = Decimal(1)
    unit: Unit | None = None


def _words(words: str, measure: Measure) -> dict[str, Measure]:
    return dict.fromkeys(words.split(), measure)


UNITS = {
    **_words("kg kgs kilo kilos kilogram kilograms кг 公斤 千克", Measure(Of.WEIGHT, unit=Unit.KG)),
    **_words("lb lbs pound pounds фунт фунтов 磅", Measure(Of.WEIGHT, unit=Unit.LB)),
    **_words("r rep reps повт 次", Measure(Of.REPS)),
    **_words("set sets сета сетов подхода подходов 组 組", Measure(Of.SETS)),
    **_words("s sec secs second seconds с сек 秒", Measure(Of.SECONDS)),
    **_words("min mins minute minutes мин", Measure(Of.SECONDS, Decimal(60))),
    **_words("h hr hrs hour hours ч", Measure(Of.SECONDS, Decimal(3600))),
    **_words("m м", Measure(Of.MINUTES_OR_METRES)),
    **_words("k km kms км", Measure(Of.METRES, Decimal(1000))),
    **_words("mi mile miles", Measure(Of.METRES, Decimal("1609.344"))),
}
MARKS = {
    **dict.fromkeys(("w", "wu", "warmup", "warmups"), SetKind.WARMUP),
    **dict.fromkeys(("d", "drop", "dropset", "dropsets"), SetKind.DROP),
    **dict.fromkeys(("f", "fail", "failed", "failure"), SetKind.FAILURE),
}
EFFORT = {"rpe", "rir"}
BODY = {"bw", "bodyweight"}
EACH = {"each", "ea", "es"}
SIDES = {"l": "l", "left": "l", "right": "r"}  # r is also the unit of reps: see two_sides in tokens
SIDE_NAMES = {"side", "sides", "leg", "legs", "arm", "arms", "hand", "hands"}
BEFORE_SIDE_NAMES = {"per", "a", "every"}
AND = {"and", "then"}
FILLERS = {"amrap", "pr", "pb", "myo", "myorep", "myoreps", "rp", "restpause", "cluster"}
"""Words that add nothing to what the numbers beside them say."""
PHRASES = {("warm", "up"): "warmup", ("drop", "set"): "dropset", ("to", "failure"): "failure"}
PHRASES |= {("rest", "pause"): "restpause", ("myo", "reps"): "myoreps", ("body", "weight"): "bodyweight"}
TIMES = {"x", "of", "by"}
REFUSED = {
    "nan": Reason.NOT_A_NUMBER,
    "inf": Reason.INFINITE,
    "infinity": Reason.INFINITE,
    "∞": Reason.INFINITE,
    "_": Reason.UNDERSCORE,
}
WORDS = {*UNITS, *MARKS, *EFFORT, *BODY, *EACH, *SIDES, "r", "x"}
"""Words of the notation that can stand beside a number."""
GLUED = WORDS | {"at"} | {word for word in REFUSED if word.isalpha()}
LONGEST_WORD = max(map(len, GLUED))
LONGEST_GLUED = 24
EVERY_WORD = {*GLUED, *REFUSED, *SIDE_NAMES, *BEFORE_SIDE_NAMES, *AND, *FILLERS, *TIMES}
EVERY_WORD |= {word for phrase in PHRASES for word in phrase}
