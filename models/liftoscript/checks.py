"""What can be said against a script before it runs."""

from __future__ import annotations

from collections.abc import Collection

from models.liftoscript import nodes
from models.liftoscript.names import (
    ALIASES,
    CURRENT,
    FUNCTIONS,
    LISTS,
    NUMBERS,
    OF_LISTS,
    PROGRESS_WRITES,
    READABLE,
    UPDATE_WRITES,
    indexes_of,
)
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Percent, Weight
from models.liftoscript.slips import Facts, near

MOST_NODES = 20_000
ELSEWHERE = {
    "sets": "numberOfSets",
    "elseif": "else if",
    "elif": "else if",
    "rest": "timers",
    "e1rm": "rm1",
    "max1rm": "rm1",
}
UNITS = {"kgs": "kg", "kilo": "kg", "kilos": "kg", "kg": "kg", "lbs": "lb", "lb": "lb", "pound": "lb", "pounds": "lb"}


def state_names(script: nodes.Block) -> list[nodes.State]:
    """The exercise's own variables the script uses."""
    return [each for each in script.walk() if isinstance(each, nodes.State)]


def check(  # noqa: C901 - a case for each kind of node
    script: nodes.Block, state: Collection[str] | None, *, live: bool
) -> None:
    """Raises Misread for a name that is not there, a function called wrongly, something that cannot be written; the
    exercise's own variables are looked at only where they are given.
    """
    known: set[str] = set()
    for count, node in enumerate(script.walk()):
        if count > MOST_NODES:
            raise Misread("too-long", node.at)
        match node:
            case nodes.Call(at=at, name=name, arguments=arguments):
                _check_call(at, name, len(arguments))
                _check_arguments(name, arguments)
            case nodes.Assignment(target=nodes.Local(name=name), operator="="):
                known.add(name)
            case nodes.Assignment(target=target):
                _check_target(target, live=live)
            case nodes.Loop(name=name):
                known.add(name)
            case nodes.Local(at=at, name=name) if name not in known:
                raise Misread("no-local", at, name=name)
            case nodes.State(at=at, name=name) if state is not None and name not in state:
                raise Misread("no-state", at, name=name, **_meant(name, state))
            case nodes.Variable(at=at, name=name, indexes=indexes):
                if name not in READABLE:
                    raise Misread("no-variable", at, name=name, **_meant_variable(name, state or ()))
                if indexes and ALIASES.get(name, name) not in LISTS | CURRENT | {"numberOfSets"}:
                    raise Misread("no-list", at, name=name)


def _meant(name: str, known: Collection[str]) -> Facts:
    better = ELSEWHERE.get(name.lower(), "") or near(name, known)
    return {"hint": "near", "text": name, "write": better} if better else {}


def _meant_variable(name: str, state: Collection[str]) -> Facts:
    """A name of the language, in another case or number, or one of the exercise's own without `state.` before it."""
    if name in state:
        return {"hint": "near", "text": name, "write": f"state.{name}"}
    if name.lower() in UNITS:
        return {"hint": "unit", "text": name, "write": UNITS[name.lower()]}
    return _meant(name, READABLE - frozenset(ALIASES))


def _check_call(at: int, name: str, count: int) -> None:
    if name not in FUNCTIONS:
        raise Misread("no-function", at, name=name, **_meant(name, FUNCTIONS))
    least, most = FUNCTIONS[name]
    if not least <= count <= most:
        raise Misread("arguments", at, name=name, least=least, most=most, count=count)


def _check_arguments(name: str, arguments: tuple[nodes.Node, ...]) -> None:
    """What can be seen without running: a whole list where a value is wanted, a weight where a number is."""
    if name in OF_LISTS:
        return
    for i, argument in enumerate(arguments):
        match argument:
            case nodes.Variable(at=at, name=list_name, indexes=()) if ALIASES.get(list_name, list_name) in LISTS:
                raise Misread("list-argument", at)
            case nodes.Literal(at=at, literal=Weight() | Percent()) if i in NUMBERS.get(name, ()):
                raise Misread("number-argument", at, name=name)


def _check_target(target: nodes.Node, *, live: bool) -> None:
    match target:
        case nodes.Variable(at=at, name=name, indexes=indexes):
            if name in READABLE and name not in (UPDATE_WRITES if live else PROGRESS_WRITES):
                raise Misread("unassignable", at, name=name)
            if indexes and (name == "rm1" or (live and name == "numberOfSets")):
                raise Misread("no-list", at, name=name)
            most = 1 if live else indexes_of(name)
            if len(indexes) > most and name in READABLE:
                raise Misread("many-indexes", at, name=name, most=most)
