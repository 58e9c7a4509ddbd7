"""A house to torture in tests: the short forms, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.torture.house import House, opened, sqlite_copy
from tests.torture.process import Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """One for all tests of a worker: importing the bot takes longer than most of them."""
    made = Zygote()
    yield made
    made.close()


@pytest.fixture
async def house(database_url: str, tmp_path: Path, zygote: Zygote) -> AsyncIterator[House]:
    """The bot is not started yet."""
    async with opened(database_url, tmp_path / "house", zygote) as made:
        yield made


@pytest.fixture
async def sqlite_house(sqlite_template: Path, tmp_path: Path, zygote: Zygote) -> AsyncIterator[House]:
    """Where it is the same on both."""
    async with opened(await sqlite_copy(sqlite_template, tmp_path / "house"), tmp_path / "house", zygote) as house:
        yield house
