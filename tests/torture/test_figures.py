"""`make torture` fails where one figure is not as wanted, whatever it is about."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from tests.torture.__main__ import run
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.room import Room


@pytest.mark.parametrize(
    ("figure", "good"),
    [
        (none("lost", ["a set"]), False),
        (at_most("reply, p99", 200, 201, "ms"), False),
        (at_most("reply, p99", 200, 200, "ms"), True),
        (known("kills", 7), True),
    ],
)
async def test_one_figure_decides(tmp_path: Path, figure: Figure, *, good: bool) -> None:
    async def torture(_: Room) -> list[Figure]:
        return [none("doubled", 0), figure]

    scenario = ModuleType("scenario")
    scenario.__dict__.update(NAME="scenario", torture=torture)
    nowhere = cast("Room", None)  # it asks for nothing
    assert await run([scenario], nowhere, tmp_path) is good


async def test_a_scenario_that_is_broken_off_fails(tmp_path: Path) -> None:
    async def torture(_: Room) -> list[Figure]:
        raise ZeroDivisionError

    scenario = ModuleType("scenario")
    scenario.__dict__.update(NAME="scenario", torture=torture)
    assert not await run([scenario], cast("Room", None), tmp_path)
