"""A workout in plain memory: its exercises in their order, what is asked of each, and the sets done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
WEIGHT, BODYWEIGHT, TIMED = "WEIGHT", "BODYWEIGHT", "TIMED"
WORK, WARMUP = "WORK", "WARMUP"
STEP = 2_500  # grams: a small plate a side
BAR = 20_000


@dataclass(frozen=True)
class Asked:
    """One set as asked; weights in grams, None: not known, or none."""

    reps: int | None = None
    seconds: int | None = None
    grams: int | None = None


@dataclass(frozen=True)
class Done:
    """One set as done: of which item, and in which message it was told."""

    item: int
    kind: str
    reps: int | None
    grams: int | None
    seconds: int | None
    at: datetime
    message: int | None = None

    @property
    def facts(self) -> tuple[str, int | None, int | None, int | None]:
        return self.kind, self.reps, self.grams, self.seconds


@dataclass(eq=False)
class Item:
    """An exercise. number: which one of the workout. linear: a little more each time all was done as asked."""

    exercise: str
    kind: str
    asked: list[Asked]
    number: int = 0
    skipped: bool = False
    linear: bool = False
    barbell: bool = True
    program: list[Asked] = field(default_factory=list)  # what the program asked, whatever was made of it

    def earned(self, done: list[Done]) -> int | None:
        """What is asked next time; None where that is the same as this time, or a matter of finer rules."""
        work = [each for each in done if each.kind == WORK]
        if not self.linear or self.skipped or len(work) < len(self.program):
            return None
        exactly = all(
            each.grams == want.grams and (each.reps or 0) >= (want.reps or 0)
            for want, each in zip(self.program, work, strict=False)
        )
        return (self.program[0].grams or 0) + STEP if exactly else None


@dataclass(eq=False)
class Training:
    """sets: all of them in the order in which they were done. chosen: the exercise the person put first. warms_up:
    whether warm-ups are worked out.
    """

    items: list[Item] = field(default_factory=list)
    sets: list[Done] = field(default_factory=list)
    chosen: Item | None = None
    numbers: int = 0  # given out so far
    warms_up: bool = True

    def of(self, item: Item) -> list[Done]:
        return [each for each in self.sets if each.item == item.number]

    def work(self, item: Item) -> int:
        return sum(each.kind == WORK for each in self.of(item))

    def is_done(self, item: Item) -> bool:
        return item.skipped or self.work(item) >= len(item.asked)

    @property
    def current(self) -> Item | None:
        if self.chosen is not None and not self.is_done(self.chosen):
            return self.chosen
        return next((each for each in self.items if not self.is_done(each)), None)

    @property
    def latest(self) -> Item | None:
        return next(each for each in self.items if each.number == self.sets[-1].item) if self.sets else None

    @property
    def last_at(self) -> datetime:
        return max((each.at for each in self.sets), default=LONG_AGO)

    def next_set(self) -> Asked | None:
        item = self.current
        return None if item is None else item.asked[self.work(item)]

    # -- what the person does

    def log(self, item: Item, sets: Iterable[tuple[str, Asked]], at: datetime, message: int | None = None) -> None:
        for kind, each in sets:
            self._carry(item, kind, each)
            self.sets.append(Done(item.number, kind, each.reps, each.grams, each.seconds, at, message))
        self._learn(item, self.sets[-1])

    def _carry(self, item: Item, kind: str, lifted: Asked) -> None:
        """The sets to come that ask the same weight follow one that was lifted instead."""
        place = self.work(item)
        asked = item.asked[place].grams if place < len(item.asked) else None
        if kind == WORK and item.kind == WEIGHT and asked is not None and all(one.grams for one in item.asked):
            item.asked = [
                replace(one, grams=lifted.grams) if at > place and one.grams == asked else one
                for at, one in enumerate(item.asked)
            ]

    def _learn(self, item: Item, done: Done) -> None:
        """A weight not known is that of the first working set."""
        following = item.asked[self.work(item) :]
        if done.kind == WORK and done.grams is not None and following and following[0].grams is None:
            item.asked = [each if each.grams is not None else replace(each, grams=done.grams) for each in item.asked]

    def undo(self) -> None:
        """The last set, or all of the message it came in."""
        last = self.sets[-1]
        self.chosen = self.latest
        self.sets = [
            each
            for each in self.sets[:-1]
            if last.message is None or each.message != last.message or each.item != last.item
        ]

    def correct(self, message: int, to: Item, sets: Iterable[tuple[str, Asked]]) -> None:
        """The sets of a message become these, in their place."""
        place = next(place for place, each in enumerate(self.sets) if each.message == message)
        at = self.sets[place].at
        new = [Done(to.number, kind, each.reps, each.grams, each.seconds, at, message) for kind, each in sets]
        rest = [each for each in self.sets[place:] if each.message != message]
        self.sets = [*self.sets[:place], *new, *rest]

    def skip(self, item: Item) -> None:
        item.skipped, self.chosen = True, None

    def later(self, item: Item) -> None:
        if any(not self.is_done(each) for each in self.items if each is not item):
            self.items.remove(item)
            self.items.append(item)
            self.chosen = None

    def one_more(self, item: Item) -> None:
        done = self.of(item)
        like = item.asked[-1] if item.asked else Asked(done[-1].reps)
        if like.grams is None and done:
            like = Asked(done[-1].reps, done[-1].seconds, done[-1].grams)
        item.asked = [*item.asked, *[like] * max(1, self.work(item) + 1 - len(item.asked))]
        item.skipped, self.chosen = False, item

    def heavier(self, item: Item, by: int) -> None:
        place = self.work(item)
        before = item.asked[place].grams
        assert before is not None
        item.asked = [
            replace(each, grams=max(BAR, before + by)) if at >= place and each.grams == before else each
            for at, each in enumerate(item.asked)
        ]

    def longer(self, item: Item, by: int) -> None:
        place = self.work(item)
        want = item.asked[place]
        changed = (
            replace(want, reps=max(1, want.reps + by))
            if want.reps is not None
            else replace(want, seconds=max(5, (want.seconds or 0) + 5 * by))
        )
        item.asked = [*item.asked[:place], changed, *item.asked[place + 1 :]]

    def find(self, exercise: str) -> Item | None:
        """The exercise as it stands in the workout, to be done rather than left out."""
        same = [each for each in self.items if each.exercise == exercise]
        return min(same, key=lambda each: each.skipped, default=None)

    def choose(self, item: Item) -> None:
        item.skipped, self.chosen = False, item

    def add(self, item: Item, after: Item | None = None) -> None:
        item.number = self._number()
        self.items.insert(len(self.items) if after is None else self.items.index(after) + 1, item)
        self.chosen = item

    def swap(self, old: Item, new: Item) -> None:
        old.skipped = True
        self.add(new, after=old)
        if not self.of(old):
            self.items.remove(old)

    def _number(self) -> int:
        self.numbers = max([self.numbers, *(each.number for each in self.items)]) + 1
        return self.numbers


def items_of(day: Iterable[Item], weights: Mapping[str, int]) -> list[Item]:
    """The day's exercises as asked of this person."""
    made = []
    for number, each in enumerate(day, start=1):
        grams = weights.get(each.exercise) if each.kind == WEIGHT else None
        asked = [replace(one, grams=grams) for one in each.asked]
        made.append(replace(each, number=number, asked=asked, program=list(asked)))
    return made
