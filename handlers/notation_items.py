"""Typed sets, second floor: tokens to items, the grammar of handlers.notation without its meaning."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from handlers.notation_tokens import NotationError, Of, Reason, Sort, Text, Token
from models.rules.sets import ExerciseKind, SetKind, Unit

_MOST_RPE = 10


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of something. value None = the body's weight alone (bw)."""

    at: int
    value: Decimal | None
    of: Of = Of.BARE
    unit: Unit | None = None
    sign: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its place says what it is."""
        return self.of is Of.BARE and not self.sign

    @property
    def is_whole(self) -> bool:
        """Whether it was written without decimals."""
        return self.value is not None and self.value.as_tuple().exponent == 0


@dataclass(slots=True)
class Item:
    """A product, or a number alone, with the marks around it.

    spaced: only space stands before it. glued: its effort or mark stands directly behind it. weight: from
    "@100". time: that of the distance before it (5km 25:00).
    """

    at: int
    spaced: bool
    operands: list[Operand] = field(default_factory=list)
    leading_x: bool = False
    colon: bool = False
    glued: bool = False
    kind: SetKind | None = None
    rpe_half: int | None = None
    weight: Operand | None = None
    time: Operand | None = None

    @property
    def is_product(self) -> bool:
        """Whether it has an x between numbers."""
        return len(self.operands) > 1

    @property
    def is_bare(self) -> bool:
        """Whether it is one bare number, which may be a weight as well as a count."""
        plain = self.weight is None and self.time is None and not self.colon and not self.leading_x
        return not self.is_product and self.operands[0].is_bare and plain


def items(text: Text, found: list[Token], kind: ExerciseKind) -> list[Item]:
    """The items of a line. Raises NotationError at the first token that has no place."""
    return _Items(text, found, kind).read()


class _Items:
    def __init__(self, text: Text, found: list[Token], kind: ExerciseKind) -> None:
        self.text = text
        self.found = found
        self.kind = kind
        self.next = 0
        self.row: list[Item] = []
        self.separated = True

    def read(self) -> list[Item]:
        while token := self.peek():
            if token.sort is Sort.SEPARATOR:
                self.separator(token)
            elif self.row and self.is_suffix(token):
                self.suffix(token, self.row[-1])
                self.separated = False
            else:
                self.item(token)
                self.separated = False
        if not self.row:
            raise self.text.error(Reason.EMPTY, 0)
        return self.row

    def peek(self, ahead: int = 0) -> Token | None:
        place = self.next + ahead
        return self.found[place] if place < len(self.found) else None

    def take(self, sort: Sort) -> Token | None:
        token = self.peek()
        if token is None or token.sort is not sort:
            return None
        self.next += 1
        return token

    def unreadable(self) -> NotationError:
        token = self.peek()
        return self.text.error(Reason.UNREADABLE, token.at if token else len(self.text.typed))

    def separator(self, token: Token) -> None:
        if self.separated and token.text != "\n":
            raise self.unreadable()
        self.next += 1
        self.separated = True

    def is_suffix(self, token: Token) -> bool:
        following = self.peek(1)
        match token.sort:
            case Sort.AT | Sort.EFFORT | Sort.COLON:
                return True
            case Sort.MARK:
                return not self.separated and (following is None or following.gap or not _starts(following))
            case Sort.NUMBER if token.of is Of.BARE and following and following.sort is Sort.EFFORT:
                beyond = self.peek(2)
                return not following.gap or beyond is None or beyond.sort is not Sort.NUMBER
            case _:
                return False

    def suffix(self, token: Token, item: Item) -> None:
        if token.sort in {Sort.AT, Sort.EFFORT, Sort.NUMBER}:
            item.glued = not token.gap and not self.separated
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
            case Sort.AT:
                self.next += 1
                self.at(item)
            case _:
                self.effort(item)

    def at(self, item: Item) -> None:
        operand = self.operand()
        if operand.is_bare and operand.value is not None and operand.value <= _MOST_RPE:
            self.set_rpe(item, operand.value, operand.at)
        elif operand.of in {Of.BARE, Of.WEIGHT} and item.weight is None:
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
        self.set_rpe(item, amount.value if word.text == "rpe" else _MOST_RPE - amount.value, amount.at)

    def set_rpe(self, item: Item, rpe: Decimal, at: int) -> None:
        if not 1 <= rpe <= _MOST_RPE or rpe * 2 != int(rpe * 2):
            raise self.text.error(Reason.BAD_RPE, at)
        if item.rpe_half is not None:
            raise self.text.error(Reason.UNREADABLE, at)
        item.rpe_half = int(rpe * 2)

    def item(self, token: Token) -> None:
        item = Item(token.at, spaced=not self.separated)
        mark = self.take(Sort.MARK)
        if mark:
            item.kind = mark.kind
        item.leading_x = not item.spaced and self.take(Sort.TIMES) is not None
        item.operands.append(self.operand())
        while not item.leading_x and len(item.operands) < 3 and self.take(Sort.TIMES):  # noqa: PLR2004 - AxBxC
            item.operands.append(self.operand())
        if not self.joins_the_one_before(item):
            self.row.append(item)

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
        value, of = token.value, token.of
        if of is Of.MINUTES_OR_METRES:
            timed = self.kind is ExerciseKind.TIMED
            value, of = (value * 60, Of.SECONDS) if timed else (value, Of.METRES)
        at = sign.at if sign else token.at
        return Operand(at, value, of, token.unit, sign.text if sign else "")


def _starts(token: Token) -> bool:
    return token.sort in {Sort.NUMBER, Sort.BODY, Sort.SIGN}
