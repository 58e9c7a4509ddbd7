"""The plan of a workout: the prescription fixed when it starts, and what the person changes of it on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Self
from uuid import UUID, uuid5

from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind

STRAIGHT = (SetKind.WORK, SetKind.FAILURE)
MAIN_LIFTS = 2
DEFAULT_REST = 120  # seconds, where nothing else is asked


@lru_cache(maxsize=4096)  # asked forty times for every set logged
def _performance_id(session_id: UUID, instruction_id: UUID) -> UUID:
    return uuid5(session_id, instruction_id.hex)


@dataclass(slots=True)
class Item:
    """An exercise of a workout.

    number: its name in buttons, never used again within a plan. sets: the working sets asked now, asked: what the
    program asked, where the person changed it. last, note: the working sets and the note of last time. identity: the
    exercise as its program knows it, "" where it has come to the workout otherwise; hint: what the program says about
    it. updates: its program changes the sets to come after each one done. superset: its name; exercises with the same
    one alternate, "" is none. warmups: what the program says of them, perhaps that there are none; None: nothing, so
    that they are worked out (warmups.py) for its region of the body, from light_g upward, where a novice starts.
    shares: the thousandths of the first working weight that each of the program's warm-ups is, 0 for a weight of its
    own. rated: how hard it was, 1 … 10, once that is said. asks: the variables of its program that are asked for at the
    end, with their values so far, answers: those answered, both as the language writes them. implements: 2 for a pair
    of dumbbells; a_side: how many of them one side lifts.
    """

    number: int
    instruction_id: UUID
    exercise_id: UUID
    name: str
    kind: ExerciseKind
    equipment: str
    implements: int
    sets: list[PrescribedSet]
    asked: list[PrescribedSet] | None = None
    last: list[DoneSet] = field(default_factory=list)
    note: str = ""
    skipped: bool = False
    identity: str = ""
    hint: str = ""
    updates: bool = False
    superset: str = ""
    warmups: list[PrescribedSet] | None = None
    shares: list[int] = field(default_factory=list)
    region: str = ""
    light_g: int | None = None
    rated: int | None = None
    asks: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    a_side: int = 1

    def __post_init__(self) -> None:
        """Warm-ups that stand among the sets are the program's own."""
        own = [each for each in self.sets if each.kind is SetKind.WARMUP]
        if own:
            self.warmups, self.sets = own, _working(self.sets)
            self.asked = None if self.asked is None else _working(self.asked)

    @property
    def prescribed(self) -> list[PrescribedSet]:
        """What the program asked, whatever the person made of it."""
        return self.sets if self.asked is None else self.asked

    def change(self, sets: list[PrescribedSet]) -> None:
        """Ask something else from now on; what the program asked stays known."""
        if self.asked is None:
            self.asked = self.sets
        self.sets = sets

    def performance_id(self, session_id: UUID) -> UUID:
        """The id of its performance row: one per instruction and session, known without asking the database."""
        return _performance_id(session_id, self.instruction_id)

    def next_index(self, done: Sequence[DoneSet]) -> int | None:
        """Which of the sets is next; None when all are done. Warm-ups and a drop set that nobody asked for stand beside
        them all.
        """
        place = 0
        for each in done:
            drop_asked = place < len(self.sets) and self.sets[place].kind is SetKind.DROP
            place += each.kind in STRAIGHT or (each.kind is SetKind.DROP and drop_asked)
        return place if place < len(self.sets) else None

    def is_done(self, done: Sequence[DoneSet]) -> bool:
        return self.skipped or self.next_index(done) is None

    def to_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "number": self.number,
            "instruction": str(self.instruction_id),
            "exercise": str(self.exercise_id),
            "name": self.name,
            "kind": self.kind.value,
            "equipment": self.equipment,
            "sets": [each.to_json() for each in self.sets],
        }
        unusual = {
            "asked": None if self.asked is None else [each.to_json() for each in self.asked],
            "implements": None if self.implements == 1 else self.implements,
            "last": [each.to_json() for each in self.last] or None,
            "note": self.note or None,
            "skipped": self.skipped or None,
            "identity": self.identity or None,
            "hint": self.hint or None,
            "updates": self.updates or None,
            "superset": self.superset or None,
            "warmups": None if self.warmups is None else [each.to_json() for each in self.warmups],
            "shares": self.shares if any(self.shares) else None,
            "region": self.region or None,
            "light": self.light_g,
            "rated": self.rated,
            "asks": self.asks or None,
            "answers": self.answers or None,
            "a_side": None if self.a_side == 1 else self.a_side,
        }
        return made | {name: value for name, value in unusual.items() if value is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        asked, warmups = data.get("asked"), data.get("warmups")
        return cls(
            number=data["number"],
            instruction_id=UUID(data["instruction"]),
            exercise_id=UUID(data["exercise"]),
            name=data["name"],
            kind=ExerciseKind(data["kind"]),
            equipment=data["equipment"],
            implements=data.get("implements", 1),
            sets=[PrescribedSet.from_json(each) for each in data["sets"]],
            asked=None if asked is None else [PrescribedSet.from_json(each) for each in asked],
            last=[DoneSet.from_json(each) for each in data.get("last", ())],
            note=data.get("note", ""),
            skipped=data.get("skipped", False),
            identity=data.get("identity", ""),
            hint=data.get("hint", ""),
            updates=data.get("updates", False),
            superset=data.get("superset", ""),
            warmups=None if warmups is None else [PrescribedSet.from_json(each) for each in warmups],
            shares=data.get("shares", []),
            region=data.get("region", ""),
            light_g=data.get("light"),
            rated=data.get("rated"),
            asks=data.get("asks", {}),
            answers=data.get("answers", {}),
            a_side=data.get("a_side", 1),
        )


@dataclass(frozen=True, slots=True)
class Timer:
    """A timed set that runs: of the exercise `item`, after `count` logged sets of it, since an instant (until one that
    is still to come there is rest). Stopped, it has no instant, and was held for so many seconds.
    """

    item: int
    count: int
    since: datetime | None = None
    held: int = 0

    def to_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {"item": self.item, "count": self.count}
        return made | ({"held": self.held} if self.since is None else {"since": self.since.isoformat()})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        since = data.get("since")
        instant = None if since is None else datetime.fromisoformat(since)
        return cls(data["item"], data["count"], instant, data.get("held", 0))


@dataclass(slots=True)
class Plan:
    """The exercises in the order in which they come now. focus: the one the person chose to do first. lighter: it is a
    workout of a lighter week, from which no exercise goes on. timer: of the set begun last by a timer, as long as it is
    the one that comes next.
    """

    items: list[Item]
    focus: int | None = None
    lighter: bool = False
    timer: Timer | None = None

    def item(self, number: int) -> Item | None:
        return next((item for item in self.items if item.number == number), None)

    def next_number(self) -> int:
        return max((item.number for item in self.items), default=0) + 1

    def group(self, item: Item) -> list[Item]:
        """The exercises of its superset in their order; itself alone where it is in none."""
        return [each for each in self.items if each.superset == item.superset] if item.superset else [item]

    def later(self, item: Item) -> None:
        """The rack is taken: to the end, so that whoever goes on like this comes past every exercise. A superset goes
        as one.
        """
        group = self.group(item)
        self.items = [each for each in self.items if each not in group] + group
        self.focus = None

    def to_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {"items": [item.to_json() for item in self.items]}
        if self.focus is not None:
            made["focus"] = self.focus
        if self.lighter:
            made["lighter"] = True
        if self.timer is not None:
            made["timer"] = self.timer.to_json()
        return made

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        timer = data.get("timer")
        items = [Item.from_json(each) for each in data["items"]]
        running = None if timer is None else Timer.from_json(timer)
        return cls(items, data.get("focus"), data.get("lighter", False), running)


def _working(sets: Sequence[PrescribedSet]) -> list[PrescribedSet]:
    return [each for each in sets if each.kind is not SetKind.WARMUP]


def with_weight(sets: Sequence[PrescribedSet], first: int, weight_g: int) -> list[PrescribedSet]:
    """The sets from index `first` on with another weight where they had the same as it; a lighter warm-up, a heavier
    top set and what came before stay as they are.
    """
    before = sets[first].weight_g
    return [
        replace(each, weight_g=weight_g) if index >= first and each.weight_g == before else each
        for index, each in enumerate(sets)
    ]


def carried_on(item: Item, before: Sequence[DoneSet], new: Sequence[DoneSet]) -> list[PrescribedSet]:
    """The sets asked, once `new` have been done after `before`: those to come that ask the same weight as one that was
    lifted with another follow it. Waves and back-off sets stay, and so do drop sets and what comes after a failed
    attempt.
    """
    sets, done = list(item.sets), list(before)
    for each in new:
        index = item.next_index(done)
        done.append(each)
        if index is None or each.kind not in STRAIGHT or each.has_failed or sets[index].weight_g == each.weight_g:
            continue
        sets = _following(sets, index, sets[index].weight_g, each.weight_g)
    return sets


def carried_anew(item: Item, index: int, before: DoneSet, after: DoneSet | None) -> list[PrescribedSet]:
    """The sets asked, once the set at `index` was not `before` but `after` (None: none): what followed its weight
    follows the other one.
    """
    asked = item.sets[index].weight_g
    if before.weight_g == asked:
        return item.sets
    counts = after is not None and after.kind in STRAIGHT and not after.has_failed
    weight_g = after.weight_g if after is not None and counts else asked
    return _following(item.sets, index, before.weight_g, weight_g)


def _following(sets: Sequence[PrescribedSet], index: int, was: int | None, weight_g: int | None) -> list[PrescribedSet]:
    return [
        replace(each, weight_g=weight_g) if place > index and each.weight_g == was else each
        for place, each in enumerate(sets)
    ]


def learned(sets: Sequence[PrescribedSet], place: int, weight_g: int, nearest: Callable[[int], int]) -> list[int]:
    """The weight of each set, once that of the one at `place` is chosen: the same, or, where the program goes by a 1RM,
    as much more or less as it says, as near as the plates allow (nearest).
    """
    of = sets[place].share if place < len(sets) else None
    return [
        nearest(round(weight_g * each.share / of)) if of and each.share and each.share != of else weight_g
        for each in sets
    ]


def as_done(prescribed: PrescribedSet) -> DoneSet:
    """The set done exactly as asked."""
    return DoneSet(
        kind=prescribed.kind,
        reps=prescribed.reps,
        weight_g=prescribed.weight_g,
        seconds=prescribed.seconds,
        distance_m=prescribed.distance_m,
    )


def as_asked(done: DoneSet, rest_seconds: int) -> PrescribedSet:
    """What was done as what is asked next time."""
    return PrescribedSet(
        kind=SetKind.WORK if done.kind is SetKind.FAILURE else done.kind,
        reps=done.reps,
        weight_g=done.weight_g,
        seconds=done.seconds if done.reps is None else None,
        distance_m=done.distance_m,
        rest_seconds=rest_seconds,
    )
