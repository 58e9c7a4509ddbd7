"""Typed sets, first floor: characters to tokens, and what is refused by its look alone.

Characters are normalised one by one (NFKC, lower case, digits of any script), so that a position always
points into the text as typed. What normalising would turn into another number (², ½, ①) is refused before it.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, StrEnum, auto

from models.rules.sets import SetKind, Unit

MAX_CHARACTERS = 200
_MOST_USUAL_REPS = 30


class Reason(StrEnum):
    """What is wrong with a text of sets."""

    EMPTY = "EMPTY"
    UNREADABLE = "UNREADABLE"
    TOO_LONG = "TOO_LONG"  # over 200 characters
    NOT_A_NUMBER = "NOT_A_NUMBER"  # NaN
    INFINITE = "INFINITE"  # inf, ∞
    EXPONENT = "EXPONENT"  # 1e999
    SUPERSCRIPT = "SUPERSCRIPT"  # ², ½, ①
    UNDERSCORE = "UNDERSCORE"  # 1_000
    FRACTION = "FRACTION"  # 4.5 reps
    ZERO = "ZERO"  # 0 reps, 0 sets
    NEGATIVE_REPS = "NEGATIVE_REPS"
    SIGNED_WEIGHT = "SIGNED_WEIGHT"  # +20 or -20 on an exercise that is not done with the body's weight
    TOO_MANY_REPS = "TOO_MANY_REPS"  # over 1,000
    TOO_HEAVY = "TOO_HEAVY"  # over 1,000 kg
    TOO_MANY_SETS = "TOO_MANY_SETS"  # over 30
    TOO_MUCH_TIME = "TOO_MUCH_TIME"  # over 32,767 seconds
    TOO_FAR = "TOO_FAR"  # over 1,000 km
    BAD_RPE = "BAD_RPE"  # not 1 to 10 in half steps
    NO_COUNT = "NO_COUNT"  # a weight, and nobody knows how many reps
    NO_NAME = "NO_NAME"  # sets of no exercise


class NotationError(ValueError):
    """A text that cannot be read: why, at which character of it, and the text from there on."""

    def __init__(self, reason: Reason, at: int, rest: str) -> None:
        super().__init__(f"{reason.value} at {at}")
        self.reason = reason
        self.at = at
        self.rest = rest


class Comma(Enum):
    """How to take the commas that could be either."""

    SEPARATES = auto()  # 5,5: two numbers
    DECIMAL = auto()  # 82,5: one
    THOUSANDS = auto()  # 1,000: a thousand


class Sort(Enum):
    """What a token is."""

    NUMBER = auto()
    TIMES = auto()
    SEPARATOR = auto()
    COLON = auto()
    AT = auto()
    SIGN = auto()
    BODY = auto()
    MARK = auto()
    EFFORT = auto()  # the words rpe and rir


class Of(Enum):
    """What a number is of, by its unit."""

    BARE = auto()
    WEIGHT = auto()
    REPS = auto()
    SECONDS = auto()
    METRES = auto()
    MINUTES_OR_METRES = auto()  # 10m


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: what it is, where it starts there, and whether space stands before it."""

    sort: Sort
    at: int
    gap: bool
    text: str
    value: Decimal = Decimal(0)
    of: Of = Of.BARE
    unit: Unit | None = None
    kind: SetKind | None = None


@dataclass(frozen=True, slots=True)
class _Measure:
    of: Of
    times: Decimal = Decimal(1)
    unit: Unit | None = None


def _words(words: str, measure: _Measure) -> dict[str, _Measure]:
    return dict.fromkeys(words.split(), measure)


_UNITS = {
    **_words("kg kgs kilo kilos кг", _Measure(Of.WEIGHT, unit=Unit.KG)),
    **_words("lb lbs pound pounds фунт фунтов", _Measure(Of.WEIGHT, unit=Unit.LB)),
    **_words("r rep reps повт", _Measure(Of.REPS)),
    **_words("s sec secs second seconds с сек", _Measure(Of.SECONDS)),
    **_words("min mins minute minutes мин", _Measure(Of.SECONDS, Decimal(60))),
    **_words("h hr hour hours ч", _Measure(Of.SECONDS, Decimal(3600))),
    **_words("m м", _Measure(Of.MINUTES_OR_METRES)),
    **_words("k km kms км", _Measure(Of.METRES, Decimal(1000))),
    **_words("mi mile miles", _Measure(Of.METRES, Decimal("1609.344"))),
}
_MARKS = {
    "w": SetKind.WARMUP,
    "warmup": SetKind.WARMUP,
    "d": SetKind.DROP,
    "drop": SetKind.DROP,
    "f": SetKind.FAILURE,
    "fail": SetKind.FAILURE,
    "failure": SetKind.FAILURE,
}
_EFFORT = {"rpe", "rir"}
_BODY = {"bw", "bodyweight"}
_REFUSED = {
    "nan": Reason.NOT_A_NUMBER,
    "inf": Reason.INFINITE,
    "infinity": Reason.INFINITE,
    "∞": Reason.INFINITE,
    "_": Reason.UNDERSCORE,
}
WORDS = {*_UNITS, *_MARKS, *_EFFORT, *_BODY}

_SIGNS = {"×": "x", "х": "x", "*": "x", "✕": "x", "✖": "x", "−": "-", "–": "-", "—": "-", "،": ",", "٫": ","}
_SPAN = (
    r"\d{1,3}(?:[mм]|min|мин|[hч])\d{1,2}(?:s|sec|с|сек|m|м|min|мин)?(?![^\W_])"  # 1m30
    r"|\d{1,3} ?(?:min|мин|[hч]) ?\d{1,2} ?(?:s|sec|с|сек|m|м|min|мин)(?![^\W_])"  # 1 min 30 s
)
_PIECE = re.compile(
    rf"(?P<space>[^\S\n]+)|(?P<clock>\d{{1,3}}(?::\d\d){{1,2}}(?![\d:]))|(?P<span>{_SPAN})"
    r"|(?P<chain>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)|(?P<sign>.)",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+")
_SPAN_PARTS = re.compile(r"(\d+) ?([^\W\d_]+) ?(\d+)")
_AROUND_X = re.compile(r"(x?)(.*?)(x?)", re.DOTALL)
_LISTED = re.compile(r"[ \t]*,?[ \t]*\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_PLAIN = re.compile(r"(0|[1-9]\d*)(\.\d+)?")
_FRACTIONS = {"5", "25", "75", "125", "375", "625", "875"}
_MARKS_OF_PAUSE = {
    ",": Sort.SEPARATOR,
    ";": Sort.SEPARATOR,
    "\n": Sort.SEPARATOR,
    ":": Sort.COLON,
    "@": Sort.AT,
    "+": Sort.SIGN,
    "-": Sort.SIGN,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text as typed, beside its normalised characters and where each of these came from."""

    typed: str
    plain: str
    origin: tuple[int, ...]

    def error(self, reason: Reason, at: int) -> NotationError:
        """The error at a position of the text as typed."""
        return NotationError(reason, at, self.typed[at:])

    @property
    def has_thousands(self) -> bool:
        """Whether some comma may stand for thousands: 1,000."""
        return any(_THOUSANDS.fullmatch(piece.group()) for piece in _PIECE.finditer(self.plain) if piece["chain"])


def normalise(typed: str) -> Text:
    """The text in the characters the notation is written in. Raises NotationError (TOO_LONG, SUPERSCRIPT)."""
    if len(typed) > MAX_CHARACTERS:
        raise NotationError(Reason.TOO_LONG, MAX_CHARACTERS, typed[MAX_CHARACTERS:])
    plain: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(typed):
        if character.isnumeric() and not character.isdecimal():
            raise NotationError(Reason.SUPERSCRIPT, at, typed[at:])
        for one in unicodedata.normalize("NFKC", character).lower():
            if unicodedata.category(one) != "Cf":  # invisible marks of direction
                plain.append(str(unicodedata.decimal(one)) if one.isdecimal() else _SIGNS.get(one, one))
                origin.append(at)
    return Text(typed, "".join(plain), (*origin, len(typed)))


def tokens(text: Text, comma: Comma, *, counts_reps: bool) -> list[Token]:
    """The tokens of a text, units joined to their numbers.

    counts_reps: 60:10 10 8 is 60 kg, not an hour. Raises NotationError for what is no token.
    """
    return _Lexer(text, comma, counts_reps=counts_reps).tokens()


class _Lexer:
    def __init__(self, text: Text, comma: Comma, *, counts_reps: bool) -> None:
        self.text = text
        self.comma = comma
        self.counts_reps = counts_reps
        self.found: list[Token] = []
        self.gap = False

    def tokens(self) -> list[Token]:
        plain, start = self.text.plain, 0
        while match := _PIECE.match(plain, start):
            start = match.end()
            if match["clock"] and self.counts_reps and _LISTED.match(plain, start):
                weight, _, _ = match["clock"].partition(":")
                start = match.start() + len(weight)
                self.number(weight, match.start())
            elif match["clock"]:
                self.clock(match["clock"], match.start())
            elif match["span"]:
                self.span(match["span"], match.start())
            elif match["chain"]:
                self.chain(match["chain"], match.start(), start)
            elif match["word"]:
                self.word(match["word"], match.start())
            elif match["sign"]:
                self.sign(match["sign"], match.start())
            self.gap = bool(match["space"])
        return self.found

    def add(self, sort: Sort, start: int, text: str, value: Decimal = Decimal(0), of: Of = Of.BARE) -> None:
        kind = _MARKS.get(text) if sort is Sort.MARK else None
        self.found.append(Token(sort, self.text.origin[start], self.gap, text, value, of, kind=kind))
        self.gap = False

    def error(self, reason: Reason, start: int) -> NotationError:
        return self.text.error(reason, self.text.origin[start])

    def clock(self, clock: str, start: int) -> None:
        seconds = 0
        for part in clock.split(":"):
            seconds = seconds * 60 + int(part)
        self.add(Sort.NUMBER, start, clock, Decimal(seconds), Of.SECONDS)

    def span(self, span: str, start: int) -> None:
        parts = _SPAN_PARTS.match(span)
        assert parts is not None, span  # noqa: S101 - the span was matched by the same words
        seconds = int(parts[1]) * 60 + int(parts[3])
        self.add(Sort.NUMBER, start, span, Decimal(seconds * 60 if parts[2] in "hч" else seconds), Of.SECONDS)

    def number(self, number: str, start: int) -> None:
        if not _PLAIN.fullmatch(number):
            raise self.error(Reason.UNREADABLE, start)
        whole = number.partition(".")[0]
        self.add(Sort.NUMBER, start, number, Decimal(number if len(whole) < 10 else 10**9))  # noqa: PLR2004 - any limit is passed by then

    def chain(self, chain: str, start: int, end: int) -> None:
        """Numbers with nothing but commas between them: decimal, thousands or several."""
        parts = chain.split(",")
        decimals = self.decimals(chain, parts, end)
        if decimals and self.comma is Comma.THOUSANDS and _THOUSANDS.fullmatch(chain):
            self.number(chain.replace(",", ""), start)
            return
        last = len(parts) - 2 if decimals else len(parts)
        for part in parts[:last]:
            self.number(part, start)
            start += len(part) + 1
            if start <= end:
                self.add(Sort.SEPARATOR, start - 1, ",")
        if decimals:
            self.number(".".join(parts[last:]), start)

    def decimals(self, chain: str, parts: list[str], end: int) -> bool:
        """Whether the last comma of the chain is a decimal one."""
        if len(parts) == 1 or "." in chain:
            return False
        before = self.found[-1].sort if self.found else None
        follows = self.follows(end)
        pair = len(parts) == 2  # noqa: PLR2004 - a pair
        if before in {Sort.AT, Sort.EFFORT}:
            half = int(parts[0][:9]) > 10 or parts[1] == "5"  # noqa: PLR2004 - an RPE ends at 10
            return pair and half and follows not in {"x", "@"}
        heavy = self.counts_reps and int(parts[0][:9]) > _MOST_USUAL_REPS and parts[-1] in _FRACTIONS
        if before not in {None, Sort.SEPARATOR} and pair and heavy and follows != "x":
            return True  # 3x5 82,5 and 5x82,5: nobody does 82 reps
        listed = len(parts) - (before is Sort.TIMES and follows == "x")
        if follows in {"x", "unit", ":"} or before is Sort.SIGN:
            return listed == 2 or (listed > 2 and parts[-1] in _FRACTIONS)  # noqa: PLR2004 - a pair
        return listed == 2 and self.comma is not Comma.SEPARATES  # noqa: PLR2004 - a pair

    def follows(self, end: int) -> str:
        """What comes next: "x", a "unit" that is often a fraction, or the character itself."""
        plain = self.text.plain
        while end < len(plain) and plain[end] == " ":
            end += 1
        word = _WORD.match(plain, end)
        if word is None:
            return plain[end : end + 1]
        measure = _UNITS.get(word.group()) or _UNITS.get(word.group().removesuffix("x"))
        if measure and (measure.of is not Of.REPS and measure != _UNITS["s"]):
            return "unit"
        return "x" if word.group().startswith("x") else ""

    def word(self, word: str, start: int) -> None:
        """A word of the notation, with or without an x on either side: kgx5, 5xbw."""
        around = None if word in WORDS else _AROUND_X.fullmatch(word)
        for piece in around.groups() if around else [word]:
            if piece:
                self.one_word(piece, start)
            start += len(piece)

    def one_word(self, word: str, start: int) -> None:
        if word == "x":
            self.add(Sort.TIMES, start, word)
        elif word in _UNITS and self.found and self.takes_unit(self.found[-1]):
            measure = _UNITS[word]
            last = self.found[-1]
            self.found[-1] = replace(last, value=last.value * measure.times, of=measure.of, unit=measure.unit)
            self.gap = False
        elif word in _MARKS:
            self.add(Sort.MARK, start, word)
        elif word in _EFFORT:
            self.add(Sort.EFFORT, start, word)
        elif word in _BODY:
            self.add(Sort.BODY, start, word)
        elif word == "e" and not self.gap and self.found and self.found[-1].sort is Sort.NUMBER:
            raise self.error(Reason.EXPONENT, start)
        else:
            raise self.error(_REFUSED.get(word, Reason.UNREADABLE), start)

    @staticmethod
    def takes_unit(token: Token) -> bool:
        return token.sort is Sort.NUMBER and token.of is Of.BARE

    def sign(self, sign: str, start: int) -> None:
        if sign not in _MARKS_OF_PAUSE:
            raise self.error(_REFUSED.get(sign, Reason.UNREADABLE), start)
        self.add(_MARKS_OF_PAUSE[sign], start, sign)
