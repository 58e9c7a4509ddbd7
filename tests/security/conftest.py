"""Thousands of updates, each of which is committed: in memory, where the machine has files there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - not a name that anybody could foresee: a folder in it is made below


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    if not IN_MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=IN_MEMORY, prefix="spotter-") as folder:
        yield Path(folder)
