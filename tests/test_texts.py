"""The texts: every message there is can be said, every message that is said is there, and none is left over."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from handlers.views.texts import LOCALES

ROOT = Path(__file__).parent.parent
SAYING = {"say", "label"}
FILES = sorted(LOCALES.glob("*/*.ftl"))


class Call(NamedTuple):
    """A say("…", fact=…) or label("…") in the code: the key, or the two it is chosen from; facts is None where they
    are given as **more.
    """

    where: str
    keys: tuple[str, ...]
    facts: frozenset[str] | None


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


def messages(path: Path) -> Iterator[fluent.Message]:
    for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
        if isinstance(entry, fluent.Message):
            yield entry


def defined() -> dict[str, set[str]]:
    """Key -> the facts its text needs."""
    found: dict[str, set[str]] = {}
    for path in FILES:
        for message in messages(path):
            variables = _Variables()
            variables.visit(message)
            found[message.id.name] = variables.names
    return found


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("handlers", "bot"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls() -> Iterator[Call]:
    """Every say() and label() whose key is written out, in both branches where it is chosen."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in SAYING:
                continue
            given = {keyword.arg for keyword in node.keywords}
            facts = None if None in given else frozenset(filter(None, given))
            chosen = node.args[0]
            options = (chosen.body, chosen.orelse) if isinstance(chosen, ast.IfExp) else (chosen,)
            keys = tuple(str(each.value) for each in options if isinstance(each, ast.Constant))
            yield Call(f"{path.relative_to(ROOT)}:{node.lineno}", keys, facts)


def words() -> tuple[set[str], set[str]]:
    """Every text constant of the code, and every beginning of one that is put together: keys are also chosen so."""
    constants: set[str] = set()
    beginnings: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                (beginnings if node.value.endswith("-") else constants).add(node.value)
            elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return constants, {each for each in beginnings if len(each) > 1 and each.endswith("-")}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_a_file_of_texts_is_read_without_junk(path: Path) -> None:
    body = FluentParser().parse(path.read_text(encoding="utf-8")).body
    junk = [entry.content for entry in body if isinstance(entry, fluent.Junk)]
    assert not junk


def test_no_text_is_defined_twice() -> None:
    for language in LOCALES.iterdir():
        keys = Counter(message.id.name for path in language.glob("*.ftl") for message in messages(path))
        assert [key for key, times in keys.items() if times > 1] == []


def test_every_text_that_is_said_is_there() -> None:
    known = defined()
    assert [f"{call.where} {key}" for call in calls() for key in call.keys if key not in known] == []


def test_every_text_is_given_the_facts_it_needs() -> None:
    known = defined()
    lacking = [
        f"{call.where} {key}: {sorted(known[key] - call.facts)}"
        for call in calls()
        for key in call.keys
        if call.facts is not None and not known.get(key, set()) <= call.facts
    ]
    assert lacking == []


def test_no_fact_is_given_in_vain() -> None:
    known = defined()
    in_vain = [
        f"{call.where} {call.keys}: {sorted(call.facts - wanted)}"
        for call in calls()
        if call.facts and call.keys and not call.facts <= (wanted := set().union(*(known[key] for key in call.keys)))
    ]
    assert in_vain == []


def test_every_text_there_is_can_be_said() -> None:
    constants, beginnings = words()
    unused = [key for key in defined() if key not in constants and not any(key.startswith(each) for each in beginnings)]
    assert unused == []
