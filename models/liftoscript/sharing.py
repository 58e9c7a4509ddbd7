"""What is given once for an exercise and holds wherever it stands: progress, update, warm-ups, tags."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from models.liftoscript.checks import check, state_names
from models.liftoscript.finding import LONGEST_CHAIN, Finder, Lost
from models.liftoscript.nodes import Block
from models.liftoscript.parts import Function, Property, WarmUp
from models.liftoscript.plan import Exercise, Loan, Progress
from models.liftoscript.problems import Misread, Source
from models.liftoscript.progressions import builtin
from models.liftoscript.quantities import Value

T = TypeVar("T")


class Sharing:
    """Knows by identity what is given there or taken over from another."""

    def __init__(self, finder: Finder, source: Source) -> None:
        self.finder, self.source = finder, source
        self._given: dict[tuple[str, str], Exercise] = {}  # (identity, property) -> where it is written first
        self._templates: set[str] = set()
        self._progress: dict[str, Progress | None] = {}
        self._updates: dict[str, Block | None] = {}
        self._working: set[tuple[str, str]] = set()

    def give(self, exercise: Exercise) -> None:
        """Takes up what the exercise's line gives; raises Lost where an earlier line gives it otherwise."""
        line = exercise.line
        if line.template:
            self._templates.add(exercise.identity)
        given = {
            "progress": line.progress if line.progress and line.progress.function else None,
            "update": line.update if line.update and line.update.function else None,
            "warmup": line.warmups,
            "id": line.tags or None,
        }
        for name, value in given.items():
            if value is None:
                continue
            first = self._given.setdefault((exercise.identity, name), exercise)
            if first is not exercise and not _alike(name, first, exercise):
                raise Lost("given-twice", line.places[name], property=name, week=first.week, day=first.day)

    def is_template(self, identity: str) -> bool:
        return identity in self._templates

    def tags(self, identity: str) -> tuple[int, ...]:
        given = self._given.get((identity, "id"))
        return given.line.tags if given else ()

    def warmups(self, identity: str) -> tuple[WarmUp, ...] | None:
        given = self._given.get((identity, "warmup"))
        return given.line.warmups if given else None

    def progress(self, identity: str) -> Progress | None:
        if identity not in self._progress:
            self._progress[identity] = self._once("progress", identity, self._work_out_progress)
        return self._progress[identity]

    def update(self, identity: str) -> Block | None:
        if identity not in self._updates:
            self._updates[identity] = self._once("update", identity, self._work_out_update)
        return self._updates[identity]

    def _once(self, what: str, identity: str, work: Callable[[str], T]) -> T:
        if (what, identity) in self._working:
            raise Lost("own-like", property=what)
        if len(self._working) > LONGEST_CHAIN:
            raise Lost("long-chain", most=LONGEST_CHAIN)
        self._working.add((what, identity))
        try:
            return work(identity)
        finally:
            self._working.discard((what, identity))

    def _lenders(self, identity: str, what: str) -> list[Exercise]:
        """Those whose sets the exercise takes over, its earliest place first, where it says nothing itself."""
        here = self.finder.places[identity]
        originals = (here[place].original for place in sorted(here) if getattr(here[place].line, what) is None)
        return [each for each in originals if each is not None and each.identity != identity]

    def _work_out_progress(self, identity: str) -> Progress | None:
        given = self._given.get((identity, "progress"))
        if given is not None:
            return self._written_progress(given)
        for lender in self._lenders(identity, "progress"):
            if lender.line.progress is not None and lender.line.progress.function is None:
                return Progress("none")
            taken = self.progress(lender.identity)
            if taken is not None:
                loan = Loan(lender.identity, taken, {}, follows=False)
                return replace(taken, like=lender.name, loan=loan)
        return None

    def _written_progress(self, given: Exercise) -> Progress:
        function = _function(given.line.progress)
        at = given.line.places["progress"]
        if function.name != "custom":
            schemes = given.line.schemes
            ranged = any(spec.scheme and spec.scheme.least is not None for sets in schemes for spec in sets.specs)
            try:
                return builtin(function, ranged=ranged)
            except Misread as error:
                raise Lost(error.code, at, **error.facts) from None
        if any(each.name is None for each in function.arguments):
            raise Lost("nameless-variable", at)
        variables = {each.name: each.value for each in function.arguments if each.name}
        asked = frozenset(each.name for each in function.arguments if each.asked and each.name)
        if function.like is None:
            script = self._script(function, given.line.places["progress-script"], at, variables, live=False)
            return Progress("custom", variables, asked, script)
        taken = self._of_another(self.progress, function.like, at)
        if taken is None or taken.kind != "custom":
            raise Lost("no-custom-progress", at, like=function.like)
        asked |= {name for name in taken.asked if name not in variables}
        loan = self._loan(given.identity, function.like, taken, variables)
        return Progress("custom", {**taken.variables, **variables}, asked, taken.script, like=function.like, loan=loan)

    def _loan(self, identity: str, like: str, taken: Progress, own: dict[str, Value]) -> Loan:
        """Where nothing else is said and the sets come from the same exercise, it is as if only the sets were named."""
        lender = self.finder.named(like) or ""
        originals = {each.original.identity for each in self.finder.places[identity].values() if each.original}
        return Loan(lender, taken, own, follows=bool(own) or originals != {lender})

    def _work_out_update(self, identity: str) -> Block | None:
        given = self._given.get((identity, "update"))
        if given is None:
            taken = (self.update(each.identity) for each in self._lenders(identity, "update"))
            return next((each for each in taken if each is not None), None)
        function, at = _function(given.line.update), given.line.places["update"]
        if function.name != "custom" or function.arguments:
            raise Lost("update-custom", at)
        progress = self.progress(identity)
        state = progress.variables if progress else {}
        if function.like is None:
            return self._script(function, given.line.places["update-script"], at, state, live=True)
        script = self._of_another(self.update, function.like, at)
        if script is None:
            raise Lost("no-update", at, like=function.like)
        for node in state_names(script):
            if node.name not in state:
                raise Lost("no-state-for-update", at, variable=node.name, like=function.like)
        return script

    def _of_another(self, what: Callable[[str], T], name: str, at: int) -> T:
        """What the exercise of the name has of it; what is wrong there is told here."""
        identity = self.finder.named(name)
        if identity is None:
            raise Lost("no-exercise", at, like=name)
        try:
            return what(identity)
        except Lost as error:
            raise Lost(error.code, at if error.at is None else error.at, **error.facts) from None

    @staticmethod
    def _script(function: Function, script_at: int, at: int, state: Collection[str], *, live: bool) -> Block:
        from models.liftoscript.script_grammar import read_script  # noqa: PLC0415 - as in reading.py

        if function.script is None:
            raise Lost("no-script", at)
        try:
            script = read_script(function.script)
            check(script, state, live=live)
        except Misread as error:
            raise Lost(error.code, script_at + error.at, **error.facts) from None
        return script


def _function(written: Property | None) -> Function:
    assert written is not None  # noqa: S101 - only what has one is given
    assert written.function is not None  # noqa: S101 - likewise
    return written.function


def _alike(name: str, one: Exercise, other: Exercise) -> bool:
    match name:
        case "progress" | "update":
            first, second = _function(getattr(one.line, name)), _function(getattr(other.line, name))
            same = (first.name, first.script, first.like) == (second.name, second.script, second.like)
            return same and _meant(first) == _meant(second)
        case "warmup":
            return one.line.warmups == other.line.warmups
    return one.line.tags == other.line.tags


def _meant(function: Function) -> object:
    """What its arguments come to, in whatever order and with whatever is understood left out."""
    if function.name == "custom":
        return {each.name: (each.value, each.asked) for each in function.arguments}
    try:
        return builtin(function, ranged=False).variables
    except Misread:
        return function.arguments
