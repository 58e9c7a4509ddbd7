"""The machine a script runs on: its variables and nothing else, a counted number of steps, bounded values."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from models.liftoscript import functions
from models.liftoscript.lifter import Lifter
from models.liftoscript.names import ALIASES, CURRENT, FLAGS, OF_SETS, PROGRESS_WRITES, UPDATE_WRITES, indexes_of
from models.liftoscript.parts import MOST_SETS
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import (
    LARGEST,
    Percent,
    Value,
    Weight,
    as_weight,
    assigned,
    compared,
    number,
    operated,
)

STEPS = 5_000  # an ordinary script takes a few hundred
MOST_LOCALS = 100
MOST_UPDATES = 500

List = list[Value | None]
Thing = Value | bool | List
Slot = float | None  # a week, day, variation or set; None is any
Any_: Final = None

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
_CALCULATE: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda a, b: a / b if b else 0.0,
    "%": lambda a, b: math.fmod(a, b) if b else 0.0,
}


@dataclass(frozen=True, slots=True)
class Update:
    """`weights[1:*:*:2] += 5lb`: to be done to every place of the exercise that the slots fit. `start` is what a weight
    begins with that is not known there, in scripts 0; None leaves it unknown.
    """

    name: str
    operator: str
    value: Value
    slots: tuple[Slot, ...]
    start: Value | None = 0.0


def truthy(thing: Thing) -> bool:
    return bool(thing) if isinstance(thing, float | int) else True


def first(thing: Thing) -> Value:
    """A value: the first of a list, 1 and 0 for yes and no."""
    if isinstance(thing, list):
        head = thing[0] if thing else None
        return 0.0 if head is None else head
    return float(thing) if isinstance(thing, bool) else thing


class Machine:
    """Runs one script. `variables` are the session's by the language's names; `state` the exercise's own, `others`
    those of tagged exercises by their number, all of them changed in place. What progress writes to the program is
    collected in `updates`; in a session (`live`) the sets not yet done are changed.
    """

    def __init__(
        self,
        lifter: Lifter,
        variables: dict[str, Thing],
        state: dict[str, Value],
        others: dict[int, dict[str, Value]],
        *,
        rm1: Weight | None,
        live: bool = False,
    ) -> None:
        self.lifter, self.variables, self.state, self.others = lifter, variables, state, others
        self.rm1, self.live = rm1, live
        self.locals: dict[str, Value] = {}
        self.updates: list[Update] = []
        self.steps = 0

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > STEPS:
            raise Misread("too-long")
        if self.lifter.budget is not None:
            self.lifter.budget.take(count)

    # reading

    def read(self, name: str) -> Thing:
        name = ALIASES.get(name, name)
        thing = self.variables[name]
        if isinstance(thing, list):
            self.step(len(thing))
            if name == "minReps":
                reps = self.many("reps")
                return [reps[i] if each is None else each for i, each in enumerate(thing)]
        return thing

    def read_at(self, name: str, index: Thing, at: int) -> Value:
        things = self.variables[ALIASES.get(name, name)]
        if not isinstance(things, list):
            raise Misread("no-list", at, name=name)
        wanted = number(first(index)) - 1
        if wanted >= len(things):
            raise Misread("no-such-index", at, name=name, index=int(wanted) + 1)
        if wanted < 0 or wanted != int(wanted):
            return 0.0
        found = things[int(wanted)]
        if found is None and ALIASES.get(name, name) == "minReps":
            found = self.many("reps")[int(wanted)]
        return 0.0 if found is None else found

    def many(self, name: str) -> List:
        """The variable as a list."""
        thing = self.variables[name]
        assert isinstance(thing, list)  # noqa: S101 - by names.LISTS
        return thing

    def count(self) -> int:
        return int(number(first(self.variables["numberOfSets"])))

    def state_value(self, name: str, at: int) -> Value:
        if name not in self.state:
            raise Misread("no-state", at, name=name)
        return self.state[name]

    def local_value(self, name: str, at: int) -> Value:
        if name not in self.locals:
            raise Misread("no-local", at, name=name)
        return self.locals[name]

    @staticmethod
    def index(thing: Thing) -> float:
        value = first(thing)
        return 1.0 if isinstance(value, Percent) else number(value)

    # calculating

    def binary(self, left: Thing, operator: str, right: Thing, at: int) -> Thing:
        self.step()
        if isinstance(left, bool) or isinstance(right, bool):
            if operator == "&&":
                return right if truthy(left) else left
            if operator == "||":
                return left if truthy(left) else right
            raise Misread("no-operator", at, operator=operator)
        if holds := _COMPARE.get(operator):
            return self._compare(left, right, holds)
        if isinstance(left, list) or isinstance(right, list):
            raise Misread("operator-on-list", at, operator=operator)
        if operator not in _CALCULATE:
            raise Misread("no-operator", at, operator=operator)
        return self.calculate(left, operator, right)

    def calculate(self, left: Value, operator: str, right: Value) -> Value:
        return self.bounded(operated(left, right, _CALCULATE[operator], self.rm1))

    def _compare(self, left: Thing, right: Thing, holds: Callable[[float, float], bool]) -> bool:
        def fits(one: Value | None, other: Value | None) -> bool:
            one, other = 0.0 if one is None else one, 0.0 if other is None else other
            if holds is operator.ne:
                return not compared(one, other, operator.eq)
            return compared(one, other, holds)

        if isinstance(left, list):
            self.step(len(left))
            if isinstance(right, list):
                return all(fits(each, right[i] if i < len(right) else None) for i, each in enumerate(left))
            return all(fits(each, right) for each in left)
        if isinstance(right, list):
            self.step(len(right))
            return all(fits(left, each) for each in right)
        return fits(left, right)

    def bounded(self, value: Value) -> Value:
        if not abs(number(value)) <= LARGEST:
            raise Misread("outgrown")
        return value

    def call(self, name: str, arguments: list[Thing], at: int) -> Thing:
        self.step(1 + sum(len(each) for each in arguments if isinstance(each, list)))
        result = functions.FUNCTIONS[name](self, arguments, at)
        return result if isinstance(result, bool | list) else self.bounded(result)

    # writing

    def assign(self, name: str, slots: list[Slot], operator: str, value: Callable[[], Thing], at: int) -> Thing:
        if name not in (UPDATE_WRITES if self.live else PROGRESS_WRITES) or (operator != "=" and name in FLAGS):
            raise Misread("unassignable", at, name=name)
        if name == "rm1":
            return self._assign_rm1(operator, first(value()))
        if len(slots) > (1 if self.live else indexes_of(name)):
            raise Misread("many-indexes", at, name=name, most=1 if self.live else indexes_of(name))
        if not self.live:
            return self._record(name, slots, operator, value())
        if name == "numberOfSets":
            old = float(len(self.many("weights")))
            wanted = number(self.bounded(assigned(float(self.count()), operator, self.index(value()), None)))
            self._resize(int(old), max(math.ceil(wanted), 0), at)
            return wanted
        return self._change(name, slots[0] if slots else None, operator, value)

    def _assign_rm1(self, operator: str, value: Value) -> Weight:
        if operator != "=":
            value = self.calculate(first(self.variables["rm1"]), operator[0], value)
        self.rm1 = as_weight(value, self.lifter.counting, self.rm1)
        self.variables["rm1"] = self.bounded(self.rm1)
        return self.rm1

    def _record(self, name: str, slots: list[Slot], operator: str, thing: Thing) -> Thing:
        value = first(thing) if name == "weights" else self.index(thing)
        length = indexes_of(name)
        target = (*[Any_] * (length - len(slots)), *slots)
        if len(self.updates) >= MOST_UPDATES:
            raise Misread("too-long")
        self.updates.append(Update(name, operator, value, target))
        place = (self.variables["week"], self.variables["day"], self.variables["setVariationIndex"])
        if name not in OF_SETS and all(slot in (Any_, here) for slot, here in zip(target, place, strict=False)):
            self.variables[name if name in CURRENT else "numberOfSets"] = value
        return value

    def _change(self, name: str, slot: Slot, operator: str, evaluate: Callable[[], Thing]) -> Thing:
        done, result = self.many("isCompleted"), 0.0
        for i in range(len(self.many(name))):
            if done[i] or slot not in (None, float(i + 1)):
                continue
            self.step()
            thing = evaluate()
            old = self.many(name)[i]
            if name == "weights":
                if operator != "=" and self._of_unknown(i):
                    continue
                start: Value = Weight(0.0, self.lifter.counting) if old is None else old
                value = as_weight(assigned(start, operator, first(thing), self.rm1), self.lifter.counting, self.rm1)
                self.bounded(value)
                self.many("originalWeights")[i] = value
                self.many("weights")[i] = self.lifter.rounded(value)
                continue
            result = number(assigned(0.0 if old is None else old, operator, self.index(thing), None))
            if name == "RPE":
                result = math.floor(min(max(result, 0.0), 10.0) * 2 + 0.5) / 2
            elif name in FLAGS:
                result = float(result >= 0.5)  # noqa: PLR2004 - one half
            self.many(name)[i] = self.bounded(result)
        return result

    def _of_unknown(self, i: int) -> bool:
        """Whether the set goes by a 1RM that nobody knows."""
        by_max = isinstance(self.many("originalWeights")[i], Percent) or self.many("RPE")[i] is not None
        return by_max and self.many("weights")[i] is None

    def _resize(self, old: int, wanted: int, at: int) -> None:
        if wanted > MOST_SETS:
            raise Misread("too-many-sets", at, most=MOST_SETS)
        self.step(wanted)
        for name, thing in self.variables.items():
            if isinstance(thing, list):
                del thing[wanted:]
                again = thing[old - 1] if 0 < old <= len(thing) and name in (OF_SETS | {"originalWeights"}) else None
                if again is None and name in {"weights", "originalWeights"}:
                    again = Weight(0.0, self.lifter.counting)
                thing.extend([again] * (wanted - len(thing)))
        self.variables["numberOfSets"] = float(wanted)

    def assign_state(self, name: str, operator: str, thing: Thing, at: int) -> Thing:
        self.state[name] = self._stored(self.state_value(name, at), operator, thing)
        return self.state[name]

    def assign_tagged(self, tag: float, name: str, operator: str, thing: Thing) -> Thing:
        """Writes the variable of the exercises with the tag, where they have it."""
        state = self.others.get(int(tag), {})
        if name in state:
            state[name] = self._stored(state[name], operator, thing)
        return thing

    def assign_local(self, name: str, operator: str, thing: Thing, at: int) -> Thing:
        if len(self.locals) >= MOST_LOCALS and name not in self.locals:
            raise Misread("too-many-variables", at, most=MOST_LOCALS)
        old = 0.0 if operator == "=" else self.local_value(name, at)
        self.locals[name] = self._stored(old, operator, thing)
        return self.locals[name]

    def _stored(self, old: Value, operator: str, thing: Thing) -> Value:
        value = 1.0 if isinstance(thing, list) else first(thing)
        return self.bounded(value) if operator == "=" else self.calculate(old, operator[0], value)
