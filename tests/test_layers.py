"""Three floors, and imports only go down: bot/ runs, handlers/ talks, models/ is true."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "bot": {"bot", "handlers", "models"},
    "handlers": {"handlers", "models"},
    "models": {"models"},
}
PURE = ("models/rules", "models/liftoscript")
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}
FILES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
PURE_FILES = [path for folder in PURE for path in sorted((ROOT / folder).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports anywhere in it, by their whole names."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{each.name}" for each in node.names)


def ours(path: Path) -> list[str]:
    return [name for name in imports(path) if name.partition(".")[0] in {*FLOORS, "tests"}]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_only_go_down(path: Path) -> None:
    """Nothing imports from a floor above its own, nor from the tests."""
    floor = path.relative_to(ROOT).parts[0]
    assert [name for name in ours(path) if name.partition(".")[0] not in FLOORS[floor]] == []


@pytest.mark.parametrize("path", PURE_FILES, ids=named)
def test_rules_import_nothing_of_ours_outside(path: Path) -> None:
    """What is pure knows only its own package."""
    package = ".".join(path.relative_to(ROOT).parts[:2])
    assert [name for name in ours(path) if not f"{name}.".startswith(f"{package}.")] == []


@pytest.mark.parametrize("path", PURE_FILES, ids=named)
def test_rules_read_no_clock_and_do_no_io(path: Path) -> None:
    """What is pure asks neither the time nor the disk, the database or the network."""
    tree = ast.parse(path.read_text("utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    methods = [each.attr for each in called if isinstance(each, ast.Attribute)]
    functions = [each.id for each in called if isinstance(each, ast.Name)]
    assert [name for name in methods if name in CLOCKS] == []
    assert [name for name in functions if name in {"open", "print", "input"}] == []
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.AsyncFunctionDef, ast.Await))]
    outside = {name.partition(".")[0] for name in imports(path)}
    assert outside.isdisjoint({"asyncio", "tortoise", "telegram", "aiohttp", "os", "pathlib", "random", "socket"})


def test_only_the_clock_reads_the_time() -> None:
    """Time comes from models.clock, which tests and the demo can move; the demo's server has its own half of it."""
    reading = []
    for path in FILES:
        if path.is_relative_to(ROOT / "bot" / "demo"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=name)) if name in CLOCKS:
                    reading.append(named(path))
                case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr="time")):
                    reading.append(named(path))
    # The scheduler sleeps in real time; the city database is written by hand, once in a while.
    assert sorted(reading) == ["bot/ticker.py", "models/catalogue/make_places.py", "models/clock.py"]


def test_handlers_do_no_network() -> None:
    """A handler puts replies into its unit of work: nothing there awaits Telegram."""
    network = {"aiohttp", "httpx", "requests", "socket", "urllib.request"}
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        names = set(imports(path))
        assert not [name for name in names if name.startswith(tuple(network))], path
        assert names.isdisjoint({"telegram.Bot", "telegram.ext.ExtBot"}), path
