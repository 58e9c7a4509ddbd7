"""Typed sets, second step: tokens to items, the grammar of handlers.notation without its meaning."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from handlers.notation.characters import Text
from handlers.notation.tokens import MOST_RPE, Sort, Token
from handlers.notation.words import NotationError, Of, Reason
from models.rules.sets import ExerciseKind, SetKind, Unit

MOST_OPERANDS = 3
MOST_PARTS = 20
_SIDES = frozenset("lr")
_BETWEEN_SIDES = frozenset(",;/&")


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of something. value None = the body's weight alone (bw).

    parts: the reps of a rest-pause set (15+4+4+3), of which value is the sum. left, right: each side's count, of which
    value is the smaller.
    """

    at: int
    value: Decimal | None
    of: Of = Of.BARE
    unit: Unit | None = None
    sign: str = ""
    parts: tuple[Decimal, ...] = ()
    left: Decimal | None = None
    right: Decimal | None = None
    open_end: bool = False
    thousands: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its place says what it is."""
        return self.of is Of.BARE and not self.sign and not self.is_count

    @property
    def is_count(self) -> bool:
        """Whether it can be nothing but a count: 15+4+4, L8 R7, 12+."""
        return bool(self.parts) or self.left is not None or self.open_end

    @property
    def is_whole(self) -> bool:
        """Whether it was written without decimals."""
        return self.value is not None and self.value.as_tuple().exponent == 0


@dataclass(slots=True)
class Item:
    """A product, or a number alone, with the marks around it.

    before: what separates it from the item before it: "" for only a blank, else the sign (a line break too).
    tight: no blank stands before it.
    glued: its effort or mark stands directly behind it. loose_mark: its mark stands between it and the item before
    it, with blanks on both sides; tight_mark: with a blank behind it alone (40x8w 100x5). weight: from "@100".
    time: that of the distance before it (5km 25:00).
    """

    at: int
    before: str
    tight: bool = False
    operands: list[Operand] = field(default_factory=list)
    leading_x: bool = False
    colon: bool = False
    glued: bool = False
    kind: SetKind | None = None
    loose_mark: bool = False
    tight_mark: bool = False
    rpe_half: int | None = None
    weight: Operand | None = None
    time: Operand | None = None
    each: bool = False

    @property
    def spaced(self) -> bool:
        """Whether only a blank stands before it."""
        return self.before == ""

    @property
    def is_product(self) -> bool:
        """Whether it has an x between numbers."""
        return len(self.operands) > 1

    @property
    def is_bare(self) -> bool:
        """Whether it is one bare number, which may be a weight as well as a count."""
        plain = self.weight is None and self.time is None and not self.leading_x and not self.each
        return not self.is_product and self.operands[0].is_bare and plain and not self.colon


@dataclass(frozen=True, slots=True)
class Line:
    """The items of a text; rating: the text is an effort alone (@8), which rates the set before it."""

    items: tuple[Item, ...]
    rating: int | None = None


def read_line(text: Text, found: list[Token], kind: ExerciseKind) -> Line:
    """The items of a text. Raises NotationError at the first token that has no place."""
    return _Reader(text, found, kind).read()


class _Reader:
    def __init__(self, text: Text, found: list[Token], kind: ExerciseKind) -> None:
        self.text = text
        self.found = found
        self.kind = kind
        self.next = 0
        self.row: list[Item] = []
        self.before = "start"

    def read(self) -> Line:
        rating = self.rating()
        if rating is not None:
            return Line((), rating)
        while token := self.peek():
            if token.sort is Sort.SEPARATOR:
                self.separator(token)
            elif self.row and self.is_suffix(token):
                self.suffix(token, self.row[-1])
                self.before = ""
            else:
                self.item(token)
                self.before = ""
        if not self.row:
            raise self.text.error(Reason.EMPTY, 0)
        return Line(tuple(self.row))

    def peek(self, ahead: int = 0) -> Token | None:
        index = self.next + ahead
        return self.found[index] if index < len(self.found) else None

    def sort(self, ahead: int = 0) -> Sort | None:
        token = self.peek(ahead)
        return token.sort if token else None

    def take(self, sort: Sort) -> Token | None:
        token = self.peek()
        if token is None or token.sort is not sort:
            return None
        self.next += 1
        return token

    def unreadable(self) -> NotationError:
        token = self.peek()
        return self.text.error(Reason.UNREADABLE, token.at if token else len(self.text.typed))

    def rating(self) -> int | None:
        """An effort and nothing else: @8, rpe 8, 2 rir."""
        sorts = [token.sort for token in self.found]
        if Sort.EFFORT not in sorts[:2] and sorts[:1] != [Sort.AT]:
            return None
        alone = Item(0, self.before)
        if sorts == [Sort.AT, Sort.NUMBER] and self.found[1].of is Of.BARE and self.found[1].value <= MOST_RPE:
            self.set_rpe(alone, self.found[1].value, self.found[1].at)
        elif len(sorts) == 2 and Sort.NUMBER in sorts and Sort.EFFORT in sorts:  # noqa: PLR2004 - a word and a number
            self.effort(alone)
        return alone.rpe_half

    def separator(self, token: Token) -> None:
        if self.before and token.text != "\n":
            raise self.unreadable()
        self.next += 1
        self.before = token.text

    # -- what stands behind a set ----------------------------------------------------------------

    def is_suffix(self, token: Token) -> bool:
        following = self.peek(1)
        match token.sort:
            case Sort.AT | Sort.EFFORT | Sort.COLON | Sort.EACH:
                return True
            case Sort.MARK:
                return not self.before and self.belongs_to_the_set_before(token, following)
            case Sort.NUMBER if token.of is Of.BARE and following and following.sort is Sort.EFFORT:
                beyond = self.peek(2)
                return not following.gap or beyond is None or beyond.sort is not Sort.NUMBER
            case _:
                return False

    @staticmethod
    def belongs_to_the_set_before(mark: Token, following: Token | None) -> bool:
        """Between two sets w and d are the next one's, f is the one's before; at the end each is the one's before."""
        if following is None or not _starts(following):
            return True
        return following.gap and mark.kind is SetKind.FAILURE

    def suffix(self, token: Token, item: Item) -> None:
        if token.sort in {Sort.AT, Sort.EFFORT, Sort.NUMBER}:
            item.glued = not token.gap and not self.before
        match token.sort:
            case Sort.COLON:
                if item.is_product or item.colon or item.operands[0].of not in {Of.BARE, Of.WEIGHT}:
                    raise self.unreadable()
                item.colon = True
                self.next += 1
            case Sort.MARK:
                if item.kind is not None:
                    raise self.unreadable()
                item.kind = token.kind
                item.glued = not token.gap
                self.next += 1
            case Sort.EACH:
                if item.is_bare and item.spaced and len(self.row) > 1 and self.row[-2].is_product:
                    item = self.row[-2]  # 3x8 10 each
                if item.each or item.colon or item.operands[-1].left is not None:
                    raise self.unreadable()
                item.each = True
                self.next += 1
            case Sort.AT:
                self.next += 1
                self.at(item)
            case _:
                self.effort(item)

    def at(self, item: Item) -> None:
        operand = self.operand()
        if operand.is_bare and operand.value is not None and operand.value <= MOST_RPE:
            self.set_rpe(item, operand.value, operand.at)
        elif operand.of in {Of.BARE, Of.WEIGHT} and not operand.is_count and item.weight is None:
            item.weight = operand
        else:
            raise self.text.error(Reason.UNREADABLE, operand.at)

    def effort(self, item: Item) -> None:
        """Rpe 8, 8 rpe, 2 rir, rir 2: reps in reserve are what is left to RPE 10."""
        error = self.unreadable()
        amount = self.take(Sort.NUMBER)
        word = self.take(Sort.EFFORT)
        amount = amount or self.take(Sort.NUMBER)
        if amount is None or word is None or amount.of is not Of.BARE:
            raise error
        self.set_rpe(item, amount.value if word.text == "rpe" else MOST_RPE - amount.value, amount.at)

    def set_rpe(self, item: Item, rpe: Decimal, at: int) -> None:
        if not 1 <= rpe <= MOST_RPE or rpe * 2 != int(rpe * 2):
            raise self.text.error(Reason.BAD_RPE, at)
        if item.rpe_half is not None:
            raise self.text.error(Reason.UNREADABLE, at)
        item.rpe_half = int(rpe * 2)

    # -- a set -----------------------------------------------------------------------------------

    def item(self, token: Token) -> None:
        item = Item(token.at, self.before, tight=not token.gap)
        mark = self.take(Sort.MARK)
        if mark:
            item.kind = mark.kind
            self.take(Sort.COLON)
            following = self.peek()
            between = bool(self.row) and not self.before and following is not None
            if between and following is not None and following.gap:
                item.loose_mark, item.tight_mark = mark.gap, not mark.gap
        item.leading_x = self.before != "" and self.take(Sort.TIMES) is not None
        item.operands.append(self.operand())
        while not item.leading_x and len(item.operands) < MOST_OPERANDS and self.continues(item):
            item.operands.append(self.operand())
        if not self.joins_the_one_before(item):
            self.row.append(item)

    def continues(self, item: Item) -> bool:
        """Whether an x follows, or goes without saying: 3 sets 5 reps."""
        said = item.operands[-1].of is Of.SETS and len(item.operands) == 1 and self.sort() is Sort.NUMBER
        return said or self.take(Sort.TIMES) is not None

    def joins_the_one_before(self, item: Item) -> bool:
        """5km 25:00 is one set, and so is 25:00 5km."""
        if not item.spaced or not self.row or item.is_product or item.kind:
            return False
        last, operand = self.row[-1], item.operands[0]
        count = last.operands[-1]
        far = count.of is Of.METRES or (self.kind is ExerciseKind.DISTANCE and count.is_bare)
        if operand.of is Of.SECONDS and far and last.time is None:
            last.time = operand
            return True
        if operand.of is Of.METRES and count.of is Of.SECONDS and last.time is None and not last.is_product:
            last.time, last.operands = count, [operand]
            return True
        return False

    def operand(self) -> Operand:
        if self.sort() is Sort.SIDE or self.is_side_behind():
            return self.sides()
        if body := self.take(Sort.BODY):
            token = self.peek()
            if token and token.sort is Sort.SIGN:
                return replace(self.operand(), at=body.at, of=Of.WEIGHT)
            return Operand(body.at, None, Of.WEIGHT)
        sign = self.take(Sort.SIGN)
        token = self.peek()
        if token is None or token.sort is not Sort.NUMBER or (sign and token.of not in {Of.BARE, Of.WEIGHT}):
            if sign and sign.text == "-" and token and token.sort is Sort.NUMBER:
                raise self.text.error(Reason.NEGATIVE_REPS, sign.at)
            raise self.unreadable()
        self.next += 1
        of, value = self.measured(token)
        at = sign.at if sign else token.at
        operand = Operand(at, value, of, token.unit, sign.text if sign else "", thousands=token.thousands)
        return operand if sign or of is Of.WEIGHT else self.with_parts(operand)

    def measured(self, token: Token) -> tuple[Of, Decimal]:
        """What a number is of; 10m are minutes of a hold and metres of anything else."""
        if token.of is not Of.MINUTES_OR_METRES:
            return token.of, token.value
        return (Of.SECONDS, token.value * 60) if self.kind is ExerciseKind.TIMED else (Of.METRES, token.value)

    def with_parts(self, operand: Operand) -> Operand:
        """The count with what a rest-pause set adds to it (15+4+4+3), and without the + of an open set (12+)."""
        parts = [operand.value or Decimal(0)]
        of, unit = operand.of, operand.unit
        while (sign := self.peek()) and sign.sort is Sort.SIGN and sign.text == "+":
            following = self.peek(1)
            if following is None or following.sort not in {Sort.NUMBER, Sort.BODY}:
                self.next += 1
                return replace(operand, open_end=True) if len(parts) == 1 else self.rest_pause(operand, parts, of, unit)
            if following.sort is Sort.BODY or following.of not in {Of.BARE, Of.REPS} or self.sort(2) is Sort.TIMES:
                break
            if following.of is Of.REPS:
                of = Of.REPS
            if len(parts) == MOST_PARTS:
                raise self.text.error(Reason.UNREADABLE, sign.at)
            parts.append(following.value)
            self.next += 2
        return operand if len(parts) == 1 else self.rest_pause(operand, parts, of, unit)

    def rest_pause(self, operand: Operand, parts: list[Decimal], of: Of, unit: Unit | None) -> Operand:
        if of not in {Of.BARE, Of.REPS}:
            raise self.text.error(Reason.UNREADABLE, operand.at)
        return replace(operand, value=sum(parts, Decimal(0)), of=of, unit=unit, parts=tuple(parts))

    # -- sides -----------------------------------------------------------------------------------

    def is_side_behind(self) -> bool:
        """8L 7R and 8 left 7 right, but not 10 L8 R7: the sides stand behind their numbers."""
        side, following = self.peek(1), self.peek(2)
        if self.sort() is not Sort.NUMBER or side is None or side.sort is not Sort.SIDE:
            return False
        if not side.gap or following is None:
            return True
        return following.gap and self.sort(3) is Sort.SIDE and self.sort(4) is not Sort.NUMBER

    def sides(self) -> Operand:
        """L8 R7, 8L 7R, left 8 / right 7: both sides, in either order. Raises NotationError (ONE_SIDE)."""
        start = self.peek()
        assert start is not None  # noqa: S101 - a side or a number stands here
        counts: dict[str, Token] = {}
        behind = start.sort is Sort.NUMBER
        while len(counts) < len(_SIDES):
            between = self.peek()
            if counts and between and between.sort is Sort.SEPARATOR and between.text in _BETWEEN_SIDES:
                self.next += 1
            first, second = (Sort.NUMBER, Sort.SIDE) if behind else (Sort.SIDE, Sort.NUMBER)
            if self.sort() is not first or self.sort(1) is not second:
                raise self.text.error(Reason.ONE_SIDE, start.at)
            pair = (self.found[self.next], self.found[self.next + 1])
            count, side = pair if behind else (pair[1], pair[0])
            if side.text in counts:
                raise self.text.error(Reason.ONE_SIDE, start.at)
            counts[side.text] = count
            self.next += 2
        left, right = counts["l"], counts["r"]
        if left.of is not right.of and Of.BARE not in {left.of, right.of}:
            raise self.text.error(Reason.UNREADABLE, right.at)
        of = right.of if left.of is Of.BARE else left.of
        value = min(left.value, right.value)
        return Operand(start.at, value, of, left=left.value, right=right.value)


def _starts(token: Token) -> bool:
    return token.sort in {Sort.NUMBER, Sort.BODY, Sort.SIGN, Sort.SIDE}
