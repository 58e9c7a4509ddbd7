"""Typed sets: "3x5 100" -> sets, or a question, or an error with a reason and a position.

    line     = item { [ "," | ";" | "/" | "and" | newline ] item } | effort
    item     = [mark] product { mark | effort | "each" | "@" weight | ":" }
    product  = operand [ "x" operand [ "x" operand ] ] | "x" operand
    operand  = [ "+" | "-" ] number [unit] | "bw" [ ("+" | "-") number [unit] ] | clock | count | sides
    count    = number { "+" number } [ "+" ]           15+4+4+3 is a rest-pause set, 12+ an open one
    sides    = "L" number "R" number                   8L 7R too
    number   = digits [ ("." | ",") digits ] [ "½" ]
    clock    = 1:30 | 1:02:03 | 1m30s
    unit     = kg | lb | reps | sets | s | min | h | m | km | mi, and their spellings
    mark     = w (warm-up) | d (drop) | f (failure)
    effort   = "@" RPE | "rpe" RPE | RIR "rir"
    x        = x × * х (Cyrillic) ✕ ✖ of by

The rules, in their order:

1. Sets x reps and a weight (3x5 20, 20 3x5, 3x5@60) mean that, always.
2. A unit wins. n@r with r up to 10 in half steps is an RPE, above it a weight.
3. AxB alone is weight x reps; or A sets of B, where A sets are still asked, B is within the reps asked, and A is no
   weight for this exercise. It is reps x weight only where B can be no reps (over 30 and over twice what is asked) and
   A can. Where no weight is known, what stands first is the weight.
4. A bare number is what the exercise counts. One that can be no reps, or has a fraction, is asked about.
5. 5,5 is two sets, 82,5x5 a decimal. Between two sets w and d are the following one's, f is the one's before; at the
   end each is the one's before.
6. Punctuation and pictures around a set say nothing; a unit at the end is the weight's.
7. each, L and R are sides; 15+4+4 is one set; 100x0 is an attempt that failed.

Where a text can be meant in two ways, the person is asked (Ambiguous): nothing is guessed silently.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers.notation.amounts import done_sets
from handlers.notation.characters import Text, normalise
from handlers.notation.expected import Expected
from handlers.notation.items import read_line
from handlers.notation.readings import NoWayError, Reading, read
from handlers.notation.tokens import Comma, has_thousands, tokens
from handlers.notation.ways import ways_of
from handlers.notation.words import WORDS, NotationError, Reason
from models.rules.sets import DoneSet, SetKind, Unit
from models.rules.units import number

__all__ = [
    "Ambiguous",
    "Expected",
    "Log",
    "NotationError",
    "Parsed",
    "Reason",
    "has_product",
    "parse_log",
    "parse_sets",
    "show",
]

_OF_SETS = re.compile(r"x|\brep|\bl ?\d|\d ?l\b|\bleft\b")
_RIGHT_SIDE = re.compile(r"r\d+[,;]?$")  # R7, of L8 R7
_LIMITS = {
    *(Reason.ZERO, Reason.NEGATIVE_REPS, Reason.TOO_MANY_REPS, Reason.TOO_HEAVY, Reason.TOO_MANY_SETS),
    *(Reason.TOO_MUCH_TIME, Reason.TOO_FAR, Reason.BAD_RPE),
}
"""What is wrong with a text in one way of reading it, however strangely it can be read otherwise."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says: its sets, at least one; or none, and the effort of the set before (rating: RPE x 2).

    weight_given: whether it said a weight (or bw) for any of them. turned: reps were typed before the weight.
    """

    sets: tuple[DoneSet, ...]
    weight_given: bool = False
    turned: bool = False
    rating: int | None = None


class Ambiguous(Exception):  # noqa: N818 - a question to the person, not an error
    """A text to ask about: the sets it may stand for, the likeliest first."""

    def __init__(self, readings: tuple[tuple[DoneSet, ...], ...]) -> None:
        super().__init__(f"{len(readings)} readings")
        self.readings = readings


@dataclass(frozen=True, slots=True)
class Log:
    """What /log was given: the name of an exercise, and the text of its sets, "" where there is none."""

    name: str
    sets: str


def parse_sets(text: str, expected: Expected) -> Parsed:
    """The sets that a text says, in time linear in its length.

    Raises NotationError for a text that says none, Ambiguous for one that has to be asked about, and nothing
    else, whatever the text.
    """
    typed = normalise(text)
    if not typed.plain.strip():
        raise typed.error(Reason.EMPTY, 0)
    readings: list[Reading] = []
    errors: list[NotationError] = []
    for comma in _commas(typed):
        try:
            line = read_line(typed, tokens(typed, comma, counts_reps=expected.counts_reps), expected.kind)
        except NotationError as error:
            errors.append(error)
            continue
        if line.rating is not None:
            return Parsed((), rating=line.rating)
        for way in ways_of(line, expected):
            try:
                readings.append(read(typed, line, expected, way))
            except NotationError as error:
                errors.append(error)
            except NoWayError:
                continue
    return _chosen(readings, errors, expected)


def _commas(typed: Text) -> Iterator[Comma]:
    yield Comma.SEPARATES
    if "," in typed.plain:
        yield Comma.DECIMAL
    if has_thousands(typed):
        yield Comma.THOUSANDS


def _chosen(readings: Sequence[Reading], errors: Sequence[NotationError], expected: Expected) -> Parsed:
    """The one likely reading. Raises Ambiguous for several or none, NotationError where a limit was passed instead."""
    likely, strange = _distinct(readings, expected, strange=False), _distinct(readings, expected, strange=True)
    limit = next((error for error in errors if error.reason in _LIMITS), None)
    if not likely and (limit or not strange):
        raise limit or errors[0]
    if len(likely) == 1:
        sets, reading = next(iter(likely.items()))
        if not reading.asks:
            given = any(draft.weight is not None for draft in reading.drafts)
            return Parsed(sets, weight_given=given, turned=reading.turned)
    raise Ambiguous(tuple(likely if len(likely) > 1 else {**likely, **strange}))


def _distinct(readings: Sequence[Reading], expected: Expected, *, strange: bool) -> dict[tuple[DoneSet, ...], Reading]:
    found: dict[tuple[DoneSet, ...], Reading] = {}
    for reading in readings:
        if reading.strange is strange:
            sets = done_sets(reading.drafts, expected)
            if sets not in found or found[sets].asks:
                found[sets] = reading
    return found


def has_product(text: str) -> bool:
    """Whether there is an x, a side or a number of reps in the text, which no other answer has beside its numbers."""
    try:
        return bool(_OF_SETS.search(normalise(text).plain))
    except NotationError:
        return False


def parse_log(text: str) -> Log:
    """The exercise and the sets in "bench 3x5 100": the sets are the words at the end that can be sets.

    Raises NotationError where there is no name, or the text is over 200 characters or has odd digits.
    """
    normalise(text)
    words = list(re.finditer(r"\S+", text))
    first = len(words)
    while first > 0 and _may_be_sets(words[first - 1].group()):
        first -= 1
    while first < len(words) and not _begins_sets([word.group() for word in words[first : first + 2]]):
        first += 1
    start = words[first].start() if first < len(words) else len(text)
    name = text[:start].strip(" \t\r\n:,;-–—")
    if not any(character.isalpha() for character in name):
        raise NotationError(Reason.NO_NAME, 0, text)
    return Log(name, text[start:].strip())


def show(done: DoneSet) -> str:
    """A set in the notation it is read from: "85 kg × 5 @8", "w40 kg × 8", "× 12", "1:30", "5 km 25:00", "10 kg × L8
    R7", "60 kg × 15+4+4".
    """
    counts = []
    if done.distance_m is not None:
        counts.append(_distance(done.distance_m))
    if done.left is not None and done.right is not None:
        counts.append(_sides(done))
    elif done.seconds is not None:
        counts.append(_clock(done.seconds))
    elif done.reps is not None:
        counts.append("+".join(map(str, done.parts or (done.reps,))))
    said = " ".join(counts)
    if done.weight_g is not None:
        said = f"{number(done.weight_g, done.unit)} {done.unit.value} × {said}"
    elif done.reps is not None:
        said = f"× {said}"
    said = {SetKind.WARMUP: "w", SetKind.DROP: "d"}.get(done.kind, "") + said
    if done.kind is SetKind.FAILURE and not done.has_failed:
        said += " f"
    if done.rpe_half is not None:
        said += f" @{Decimal(done.rpe_half) / 2:f}".removesuffix(".0")
    return said


def _sides(done: DoneSet) -> str:
    unit = "" if done.reps is not None else " s"
    return f"{done.left}{unit} each" if done.left == done.right else f"L{done.left}{unit} R{done.right}{unit}"


def _may_be_sets(word: str) -> bool:
    try:
        text = normalise(word)
        if text.plain not in WORDS and not _RIGHT_SIDE.match(text.plain):
            tokens(text, Comma.SEPARATES, counts_reps=False)
    except NotationError as error:
        return error.reason is not Reason.UNREADABLE
    return True


def _begins_sets(words: Sequence[str]) -> bool:
    first = unicodedata.normalize("NFKC", words[0]).lower()
    if first in {"w", "d", "f", "l", "left", "x", "×", "х", "*", "warmup", "drop", "failure", "@", "rpe"}:
        return len(words) > 1 and words[1][0].isdecimal()
    return (
        any(character.isdecimal() for character in first)
        or first.startswith("bw")
        or first in {"nan", "inf", "infinity", "∞"}
    )


def _distance(metres: int) -> str:
    if metres < 1000:  # noqa: PLR2004 - a kilometre
        return f"{metres} m"
    return f"{number(metres, Unit.KG)} km"


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
