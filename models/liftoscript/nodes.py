"""The nodes of a script's tree; each can say its value on a machine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TypeVar

from models.liftoscript.machine import Any_, Machine, Slot, Thing, truthy
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Value, Weight


@dataclass(frozen=True, slots=True)
class Node(ABC):
    at: int  # in the script's text
    depth: int = field(init=False, repr=False, compare=False, default=1)

    def __post_init__(self) -> None:
        deepest = max((each.depth for each in self.children()), default=0)
        object.__setattr__(self, "depth", deepest + 1)

    def children(self) -> Iterator[Node]:
        """The nodes below, in the order of the text."""
        for name in _below(type(self)):
            value = getattr(self, name)
            for item in value if isinstance(value, tuple) else (value,):
                for node in item if isinstance(item, tuple) else (item,):
                    if isinstance(node, Node):
                        yield node

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children():
            yield from child.walk()

    @abstractmethod
    def value(self, machine: Machine) -> Thing:
        """What it comes to."""


@cache
def _below(kind: type[Node]) -> tuple[str, ...]:
    """The fields that hold nodes: each token of a script makes a node, and most hold none."""
    return tuple(each.name for each in fields(kind) if "Node" in str(each.type))


N = TypeVar("N", bound=Node)


def quantity(amount: float, unit: str | None) -> Value:
    return amount if unit is None else Weight(amount, "kg" if unit == "kg" else "lb")


@dataclass(frozen=True, slots=True)
class Literal(Node):
    literal: Value

    def value(self, machine: Machine) -> Thing:
        machine.step()
        return self.literal


@dataclass(frozen=True, slots=True)
class Anything(Node):
    """`*` as an index"""

    def value(self, machine: Machine) -> Thing:  # noqa: ARG002 - it has none
        raise Misread("star-read", self.at)


@dataclass(frozen=True, slots=True)
class Variable(Node):
    """`weights`, `weights[2]`, and as a target `weights[1:2:1:3]`"""

    name: str
    indexes: tuple[Node, ...]

    def value(self, machine: Machine) -> Thing:
        machine.step()
        if not self.indexes:
            return machine.read(self.name)
        if len(self.indexes) > 1:
            raise Misread("many-indexes-read", self.at, name=self.name)
        return machine.read_at(self.name, self.indexes[0].value(machine), self.at)

    def slots(self, machine: Machine) -> list[Slot]:
        """What the indexes say, each a number or any."""
        return [Any_ if isinstance(each, Anything) else machine.index(each.value(machine)) for each in self.indexes]


@dataclass(frozen=True, slots=True)
class State(Node):
    name: str

    def value(self, machine: Machine) -> Thing:
        machine.step()
        return machine.state_value(self.name, self.at)


@dataclass(frozen=True, slots=True)
class Tagged(Node):
    """`state[1].name`: of other exercises, only to be written"""

    name: str
    tag: Node

    def value(self, machine: Machine) -> Thing:  # noqa: ARG002 - it has none
        raise Misread("tagged-read", self.at)


@dataclass(frozen=True, slots=True)
class Local(Node):
    name: str

    def value(self, machine: Machine) -> Thing:
        machine.step()
        return machine.local_value(self.name, self.at)


@dataclass(frozen=True, slots=True)
class Negation(Node):
    inner: Node

    def value(self, machine: Machine) -> Thing:
        machine.step()
        return not truthy(self.inner.value(machine))


@dataclass(frozen=True, slots=True)
class Binary(Node):
    operator: str
    left: Node
    right: Node

    def value(self, machine: Machine) -> Thing:
        """Both sides are worked out first, also of && and ||."""
        left, right = self.left.value(machine), self.right.value(machine)
        return machine.binary(left, self.operator, right, self.at)


@dataclass(frozen=True, slots=True)
class Choice(Node):
    test: Node
    yes: Node
    no: Node

    def value(self, machine: Machine) -> Thing:
        machine.step()
        return (self.yes if truthy(self.test.value(machine)) else self.no).value(machine)


@dataclass(frozen=True, slots=True)
class Block(Node):
    statements: tuple[Node, ...]

    def value(self, machine: Machine) -> Thing:
        result: Thing = 0.0
        for each in self.statements:
            result = each.value(machine)
        return result


@dataclass(frozen=True, slots=True)
class Branch(Node):
    pairs: tuple[tuple[Node, Node], ...]
    otherwise: Node | None

    def value(self, machine: Machine) -> Thing:
        machine.step()
        for test, block in self.pairs:
            if truthy(test.value(machine)):
                return block.value(machine)
        return 0.0 if self.otherwise is None else self.otherwise.value(machine)


@dataclass(frozen=True, slots=True)
class Loop(Node):
    name: str
    over: Node
    body: Node

    def value(self, machine: Machine) -> Thing:
        over = self.over.value(machine)
        if not isinstance(over, list):
            raise Misread("for-no-list", self.at)
        for number in range(1, len(over) + 1):
            machine.step()
            machine.locals[self.name] = float(number)
            self.body.value(machine)
        return float(len(over))


@dataclass(frozen=True, slots=True)
class Call(Node):
    name: str
    arguments: tuple[Node, ...]

    def value(self, machine: Machine) -> Thing:
        return machine.call(self.name, [each.value(machine) for each in self.arguments], self.at)


@dataclass(frozen=True, slots=True)
class Assignment(Node):
    target: Node
    operator: str
    to: Node

    def value(self, machine: Machine) -> Thing:
        machine.step()
        match self.target:
            case Variable(at=at, name=name) as target:
                return machine.assign(name, target.slots(machine), self.operator, lambda: self.to.value(machine), at)
            case State(at=at, name=name):
                return machine.assign_state(name, self.operator, self.to.value(machine), at)
            case Tagged(name=name, tag=tag):
                number = machine.index(tag.value(machine))
                return machine.assign_tagged(number, name, self.operator, self.to.value(machine))
            case Local(at=at, name=name):
                return machine.assign_local(name, self.operator, self.to.value(machine), at)
        raise Misread("unassignable", self.at, name="?")
