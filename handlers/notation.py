"""Typed sets: "3x5 100" -> sets, or an error with a reason and a position.

    line     = item { [","|";"|newline] item }
    item     = [mark] product { mark | effort | "@" weight | ":" }
    product  = operand [ "x" operand [ "x" operand ] ] | "x" operand
    operand  = [ "+" | "-" ] number [unit] | "bw" [ ("+" | "-") number [unit] ] | clock
    number   = digits [ ("." | ",") digits ]
    clock    = 1:30 | 1:02:03 | 1m30s
    unit     = kg | lb | reps | s | min | h | m | km | mi, and their spellings
    mark     = w (warm-up) | d (drop) | f (failure)
    effort   = "@" RPE | "rpe" RPE | RIR "rir"
    x        = x × * х (Cyrillic) ✕ ✖

What stands where:

- a bare number is what the exercise counts: reps, seconds or kilometres; a unit wins
- @n is an RPE up to 10 in half steps, above it a weight; a weight there, before a list (100 5,5,4 and
  100: 5 5 4) or behind one (5,5,4 100kg) is that of all its sets
- AxB is weight × reps, sets × reps or reps × weight, AxBxC sets × reps × weight in its usual orders
- 5,5 is two sets; a comma before an x, a unit or a colon is a decimal one (82,5x5); 1,000 is asked about
- without a weight the prescribed one is meant, else last time's; without a count (100kg) likewise
- on an assisted exercise 20x8 is 20 of assistance, as -20x8 is; bw is no load at all
- an effort or mark directly behind a number of a list (5,5,4@9) is that set's, after a space all sets'; f is
  the last one's

Where several readings remain, the one nearest to the prescription and last time wins; of two as near the one
people write more often, or, for a product on its own, the person is asked.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from handlers.notation_reading import USUAL_REPS, Ambiguous, Expected, Parsed, Reading, best, nearest, parsed
from handlers.notation_tokens import WORDS, Comma, NotationError, Reason, Text, normalise, tokens
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit
from models.rules.units import number

__all__ = ["Ambiguous", "Expected", "Log", "NotationError", "Parsed", "Reason", "parse_log", "parse_sets", "show"]

_PAIR = re.compile(r"\s*\d+,\d+\s*")


@dataclass(frozen=True, slots=True)
class Log:
    """What /log was given: the name of an exercise, and the text of its sets, "" where there is none."""

    name: str
    sets: str


def parse_sets(text: str, expected: Expected) -> Parsed:
    """The sets that text says, in time linear in its length.

    Raises NotationError for a text that says none, Ambiguous for one that has to be asked about, and nothing
    else, whatever the text.
    """
    typed = normalise(text)
    if not typed.plain.strip():
        raise typed.error(Reason.EMPTY, 0)
    if typed.has_thousands:
        raise Ambiguous(_all_readings(typed, expected))
    commas = (Comma.SEPARATES, Comma.DECIMAL) if "," in typed.plain else (Comma.SEPARATES,)
    reading = best(partial(nearest, typed, comma, expected) for comma in commas)
    found = parsed(reading.drafts, expected)
    if _PAIR.fullmatch(typed.plain):
        _ask_about_a_pair(typed, found, expected)
    return found


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
    """A set in the notation it is read from: "85 kg × 5 @8", "w40 kg × 8", "× 12", "1:30", "5 km 25:00"."""
    counts = []
    if done.distance_m is not None:
        counts.append(_distance(done.distance_m))
    if done.seconds is not None:
        counts.append(_clock(done.seconds))
    if done.reps is not None:
        counts.append(str(done.reps))
    said = " ".join(counts)
    if done.weight_g is not None:
        said = f"{number(done.weight_g, done.unit)} {done.unit.value} × {said}"
    elif done.reps is not None:
        said = f"× {said}"
    said = {SetKind.WARMUP: "w", SetKind.DROP: "d"}.get(done.kind, "") + said
    if done.kind is SetKind.FAILURE:
        said += " f"
    if done.rpe_half is not None:
        said += f" @{Decimal(done.rpe_half) / 2:f}".removesuffix(".0")
    return said


def _all_readings(typed: Text, expected: Expected) -> tuple[tuple[DoneSet, ...], ...]:
    """One reading for each way to take the commas. Raises NotationError where none is possible."""
    readings: list[Reading] = []
    refused: NotationError | None = None
    for comma in Comma:
        try:
            readings.append(nearest(typed, comma, expected))
        except NotationError as error:
            refused = error
    if refused and not readings:
        raise refused
    readings.sort(key=lambda reading: reading.rank)
    return tuple(dict.fromkeys(parsed(reading.drafts, expected).sets for reading in readings))


def _ask_about_a_pair(typed: Text, found: Parsed, expected: Expected) -> None:
    """82,5 on its own is two sets, but who does 82 reps? Perhaps a weight was meant."""
    first = found.sets[0].reps or 0
    usual = max(USUAL_REPS, 2 * (expected.reps or 0), 2 * (expected.last_reps or 0))
    if expected.kind is not ExerciseKind.WEIGHT or len(found.sets) == 1 or first <= usual:
        return
    try:
        whole = normalise(typed.plain.strip() + expected.unit.value)
        weight = parsed(nearest(whole, Comma.DECIMAL, expected).drafts, expected)
    except NotationError:
        return
    raise Ambiguous((weight.sets, found.sets))


def _may_be_sets(word: str) -> bool:
    try:
        text = normalise(word)
        if text.plain not in WORDS:
            tokens(text, Comma.SEPARATES, counts_reps=True)
    except NotationError as error:
        return error.reason is not Reason.UNREADABLE
    return True


def _begins_sets(words: Sequence[str]) -> bool:
    first = unicodedata.normalize("NFKC", words[0]).lower()
    if first in {"w", "d", "f", "x", "×", "х", "*", "warmup", "drop", "failure", "@", "rpe"}:
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
