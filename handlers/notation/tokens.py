"""Typed sets, first step: characters to tokens. Refuses what no number may look like (1_000, 1e9)."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from handlers.notation.characters import Text
from handlers.notation.words import (
    AND,
    BEFORE_SIDE_NAMES,
    BODY,
    EACH,
    EFFORT,
    EVERY_WORD,
    FILLERS,
    GLUED,
    LONGEST_GLUED,
    LONGEST_WORD,
    MARKS,
    PHRASES,
    REFUSED,
    SIDE_NAMES,
    SIDES,
    TIMES,
    UNITS,
    NotationError,
    Of,
    Reason,
)
from models.rules.sets import SetKind, Unit

MOST_USUAL_REPS = 30
MOST_RPE = 10
LEAST_WEIGHT = 10  # 20:15 is a weight and its reps, 5:00 a time


class Comma(Enum):
    """How to take a comma (or, in 1.000, a full stop) that its surroundings do not settle."""

    SEPARATES = auto()  # 5,5: two numbers
    DECIMAL = auto()  # 82,5: one
    THOUSANDS = auto()  # 1,000: a thousand


class Sort(Enum):
    """What a token is."""

    NUMBER = auto()
    TIMES = auto()
    SEPARATOR = auto()  # its text says which: "," ";" "/" "-" or a line break
    COLON = auto()
    AT = auto()
    SIGN = auto()  # + or -
    BODY = auto()  # bw
    MARK = auto()  # w, d, f
    EFFORT = auto()  # the words rpe and rir
    EACH = auto()  # each side
    SIDE = auto()  # L or R; its text is "l" or "r"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: what it is, where it starts there, and whether a blank stands before it.

    thousands: its full stop or comma may group thousands (1.000).
    """

    sort: Sort
    at: int
    gap: bool
    text: str
    value: Decimal = Decimal(0)
    of: Of = Of.BARE
    unit: Unit | None = None
    kind: SetKind | None = None
    thousands: bool = False


_QUARTERS = {"1/2": ".5", "1/4": ".25", "3/4": ".75"}
_MINUTE, _SECOND = r"(?:[mм]|min|мин)", r"(?:s|sec|с|сек|m|м|min|мин)"
_SPAN = (
    rf"\d{{1,3}}(?:{_MINUTE}|[hч])\d{{1,2}}{_SECOND}?(?![^\W_])"  # 1m30
    rf"|\d{{1,3}} ?(?:min|мин|[hч]) ?\d{{1,2}} ?{_SECOND}(?![^\W_])"  # 1 min 30 s
)
_PIECE = re.compile(
    rf"(?P<space>[^\S\n]+)|(?P<clock>\d{{1,3}}(?::\d\d){{1,2}}(?![\d:]))|(?P<span>{_SPAN})"
    r"|(?P<mixed>\d+ (?:1/2|1/4|3/4)(?![\d/]))|(?P<chain>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)|(?P<sign>.)",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+")
_SPAN_PARTS = re.compile(r"(\d+) ?([^\W\d_]+) ?(\d+)")
_LISTED = re.compile(r"[ \t]*,?[ \t]*\d")
_SETS_FOLLOW = re.compile(r" +(?:[1-9]|10) ?x")  # 3x5
_LIST_FOLLOWS = re.compile(r" +\d+(?:,\d+)+")  # 5,5,4
_JOINS = re.compile(r"[ /-]?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"(0|[1-9]\d*)(\.\d+)?")
_FRACTIONS = {"5", "25", "75", "125", "375", "625", "875"}
_MARKS_OF_PAUSE = {
    **dict.fromkeys(",;\n/&", Sort.SEPARATOR),
    ":": Sort.COLON,
    "@": Sort.AT,
    "+": Sort.SIGN,
    "-": Sort.SIGN,
}
_HUGE = Decimal(10**9)  # any limit is passed by then
_MOST_DIGITS = 9


def has_thousands(text: Text) -> bool:
    """Whether a comma or full stop may group thousands: 1,000."""
    return any(_THOUSANDS.fullmatch(piece.group()) for piece in _PIECE.finditer(text.plain) if piece["chain"])


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
        self.end = 0
        # Beside a left side, r is the right one; else it is the unit of reps.
        self.two_sides = any(self.is_left(word.group()) for word in _WORD.finditer(text.plain))

    @staticmethod
    def is_left(word: str) -> bool:
        return word == "left" or word.removeprefix("x").removesuffix("r") == "l"

    def tokens(self) -> list[Token]:
        plain = self.text.plain
        while match := _PIECE.match(plain, self.end):
            start, self.end = match.span()
            if match["clock"] and self.is_weight_and_reps(match["clock"]):
                weight, _, _ = match["clock"].partition(":")
                self.end = start + len(weight)
                self.number(weight, start)
            elif match["clock"]:
                self.clock(match["clock"], start)
            elif match["span"]:
                self.span(match["span"], start)
            elif match["mixed"]:
                whole, _, part = match["mixed"].partition(" ")
                self.number(whole + _QUARTERS[part], start)
            elif match["chain"]:
                self.chain(match["chain"], start, self.end)
            elif match["word"]:
                self.word(match["word"], start)
            elif match["sign"]:
                self.sign(match["sign"], start)
            self.gap = bool(match["space"])
        return self.found

    def is_weight_and_reps(self, clock: str) -> bool:
        """100:10 and 60:10 10 8 are a weight and reps where reps are counted."""
        if not self.counts_reps or clock.count(":") > 1:
            return False
        first, _, second = clock.partition(":")
        return (int(first) >= LEAST_WEIGHT and second[0] != "0") or bool(_LISTED.match(self.text.plain, self.end))

    def add(self, sort: Sort, start: int, text: str, value: Decimal = Decimal(0), of: Of = Of.BARE) -> None:
        kind = MARKS.get(text) if sort is Sort.MARK else None
        self.found.append(Token(sort, self.text.origin[start], self.gap, text, value, of, kind=kind))
        self.gap = False

    def error(self, reason: Reason, start: int) -> NotationError:
        return self.text.error(reason, self.text.origin[start])

    # -- numbers ---------------------------------------------------------------------------------

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

    def number(self, number: str, start: int, *, thousands: bool = False) -> None:
        if not _PLAIN.fullmatch(number):
            raise self.error(Reason.UNREADABLE, start)
        whole = number.partition(".")[0]
        self.add(Sort.NUMBER, start, number, Decimal(number) if len(whole) <= _MOST_DIGITS else _HUGE)
        if thousands:
            self.found[-1] = replace(self.found[-1], thousands=True)

    def chain(self, chain: str, start: int, end: int) -> None:
        """Numbers with nothing but commas between them: decimal, thousands or several."""
        if self.comma is Comma.THOUSANDS and _THOUSANDS.fullmatch(chain):
            self.number(chain.replace(",", "").replace(".", ""), start, thousands=True)
            return
        parts = chain.split(",")
        decimals = self.is_decimal(chain, parts, end)
        last = len(parts) - 2 if decimals else len(parts)
        for part in parts[:last]:
            self.number(part, start, thousands=bool(_THOUSANDS.fullmatch(part)))
            start += len(part) + 1
            if start <= end:
                self.add(Sort.SEPARATOR, start - 1, ",")
        if decimals:
            grouped = _THOUSANDS.fullmatch(",".join(parts[last:]))
            self.number(".".join(parts[last:]), start, thousands=bool(grouped))

    def is_decimal(self, chain: str, parts: list[str], end: int) -> bool:
        """Whether the last comma of the chain is a decimal one."""
        if len(parts) == 1 or "." in chain:
            return False
        pair = len(parts) == 2  # noqa: PLR2004 - a pair
        before = self.found[-1].sort if self.found else None
        follows = self.follows(end)
        if before in {Sort.AT, Sort.EFFORT}:
            half = int(parts[0][:_MOST_DIGITS]) >= MOST_RPE or parts[1] == "5"
            return pair and (half or follows == "unit") and follows not in {"x", "@"}
        if pair and before not in {None, Sort.SEPARATOR} and follows != "x" and self.is_weight_behind(parts):
            return True
        if pair and before in {None, Sort.SEPARATOR} and self.leads(parts, end):
            return True
        listed = len(parts) - (before is Sort.TIMES and follows == "x")
        if follows in {"x", "unit", ":"} or before is Sort.SIGN:
            return listed == 2 or (listed > 2 and parts[-1] in _FRACTIONS)  # noqa: PLR2004 - a pair
        behind_a_number = before is Sort.NUMBER and self.counts_reps  # 20 8,8 is a list
        return listed == 2 and self.comma is not Comma.SEPARATES and not behind_a_number  # noqa: PLR2004 - a pair

    def is_weight_behind(self, parts: list[str]) -> bool:
        """The weight behind sets x reps, or behind reps that stand first: 3x12 7,5 and 5x82,5."""
        if not self.counts_reps:
            return False
        if int(parts[0][:_MOST_DIGITS]) > MOST_USUAL_REPS and parts[1] in _FRACTIONS:
            return True
        behind = self.found[-3:]
        sorts = [token.sort for token in behind]
        return self.gap and sorts == [Sort.NUMBER, Sort.TIMES, Sort.NUMBER] and behind[0].value <= MOST_RPE

    def leads(self, parts: list[str], end: int) -> bool:
        """The weight before a list or sets x reps: 82,5 5,5,4 and 20,5 3x5."""
        if not self.counts_reps:
            return False
        listed = parts[1] in _FRACTIONS and _LIST_FOLLOWS.match(self.text.plain, end)
        return bool(listed or _SETS_FOLLOW.match(self.text.plain, end))

    def follows(self, end: int) -> str:
        """What comes next: "x", a "unit" that is often a fraction, or the character itself."""
        plain = self.text.plain
        while end < len(plain) and plain[end] == " ":
            end += 1
        word = _WORD.match(plain, end)
        if word is None:
            return plain[end : end + 1]
        measure = UNITS.get(word.group()) or UNITS.get(word.group().removesuffix("x"))
        if measure and (measure.of not in {Of.REPS, Of.SETS} and measure != UNITS["s"]):
            return "unit"
        return "x" if word.group().startswith("x") else ""

    # -- words -----------------------------------------------------------------------------------

    def word(self, word: str, start: int) -> None:
        """A word of the notation, or several without a blank between them: kgx, dbwx."""
        if self.phrase(word, start):
            return
        if word in EVERY_WORD:
            self.one_word(word, start)
            return
        for piece in self.pieces(word, start):
            self.one_word(piece, start)
            start += len(piece)

    def phrase(self, word: str, start: int) -> bool:
        """Two words that mean one: warm up, per side, e/s."""
        plain = self.text.plain
        joint = _JOINS.match(plain, self.end)
        after = joint.end() if joint else self.end
        following = _WORD.match(plain, after)
        second = following.group() if following else ""
        one = PHRASES.get((word, second))
        if one is None and second in SIDE_NAMES and word in EACH | BEFORE_SIDE_NAMES:
            one = "each"
        if one is None and (word, second) == ("e", "s") and plain[self.end : self.end + 1] == "/":
            one = "each"
        if one is None:
            return False
        self.end = after + len(second)
        self.one_word(one, start)
        return True

    def pieces(self, word: str, start: int) -> list[str]:
        """The words of the notation that the word is made of, the longest first. Raises NotationError for others."""
        made: list[str] = []
        at = 0
        while at < len(word):
            lengths = range(min(LONGEST_WORD, len(word) - at), 0, -1)
            piece = next((word[at : at + length] for length in lengths if word[at : at + length] in GLUED), None)
            if piece is None or len(word) > LONGEST_GLUED:
                exponent = word[0] == "e" and not self.gap and self.found and self.found[-1].sort is Sort.NUMBER
                raise self.error(Reason.EXPONENT if exponent else Reason.UNREADABLE, start)
            made.append(piece)
            at += len(piece)
        return made

    def one_word(self, word: str, start: int) -> None:  # noqa: C901 - one line for each sort of word
        if word in TIMES:
            self.add(Sort.TIMES, start, "x")
        elif word in SIDES or (word == "r" and self.two_sides):
            self.add(Sort.SIDE, start, SIDES.get(word, "r"))
        elif word in UNITS and self.found and self.takes_unit(self.found[-1]):
            measure, last = UNITS[word], self.found[-1]
            self.found[-1] = replace(last, value=last.value * measure.times, of=measure.of, unit=measure.unit)
            self.gap = False
        elif word in MARKS:
            self.add(Sort.MARK, start, word)
        elif word in EFFORT:
            self.add(Sort.EFFORT, start, word)
        elif word in BODY:
            self.add(Sort.BODY, start, word)
        elif word in EACH:
            self.add(Sort.EACH, start, word)
        elif word == "at":
            self.add(Sort.AT, start, word)
        elif word in AND and self.found:
            self.add(Sort.SEPARATOR, start, "and")
        elif word not in FILLERS:
            raise self.error(REFUSED.get(word, Reason.UNREADABLE), start)

    @staticmethod
    def takes_unit(token: Token) -> bool:
        return token.sort is Sort.NUMBER and token.of is Of.BARE

    # -- signs -----------------------------------------------------------------------------------

    def sign(self, sign: str, start: int) -> None:
        if sign in {"!", ".", "…"} and self.closes(self.end):
            return
        if sign == "/" and (following := _WORD.match(self.text.plain, self.end)) and following.group() in SIDE_NAMES:
            self.end = following.end()
            self.add(Sort.EACH, start, "each")
            return
        if sign not in _MARKS_OF_PAUSE:
            raise self.error(REFUSED.get(sign, Reason.UNREADABLE), start)
        sort = Sort.SEPARATOR if sign == "-" and self.is_between_numbers(start) else _MARKS_OF_PAUSE[sign]
        self.add(sort, start, sign)

    def closes(self, end: int) -> bool:
        """Whether nothing but the end of a line, a blank or another such sign comes next: 60x5! and 60x5."""
        plain = self.text.plain
        return bool(self.found) and (end == len(plain) or plain[end] in " \n\t,;!.…")

    def is_between_numbers(self, start: int) -> bool:
        """60-5 and 5-5-4: the dash stands between numbers, with blanks on both sides or on none."""
        plain = self.text.plain
        last = self.found[-1] if self.found else None
        if last is None or last.sort is not Sort.NUMBER:
            return False
        before, after = plain[:start], plain[self.end :]
        return (before[-1:] == " ") == (after[:1] == " ") and after.lstrip(" ")[:1].isdecimal()
