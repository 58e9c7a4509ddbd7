"""A house to torture in tests: the short forms, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.torture.house import House, opened
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
