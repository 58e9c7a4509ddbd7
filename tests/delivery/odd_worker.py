"""The worker's process with jobs that no text should be able to give it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from bot import worker_main
from models import program_work


def endless() -> None:
    while True:
        pass


def greedy() -> int:
    return len(bytearray(4 * worker_main.MOST_BYTES))


def dies(marker: str) -> str:
    """The first time only: the marker is a file that is there from then on."""
    if not Path(marker).exists():
        Path(marker).touch()
        os._exit(9)
    return "well"


def deep(levels: int) -> list[Any]:
    answer: list[Any] = []
    for _ in range(levels):
        answer = [answer]
    return answer


def environment() -> dict[str, str]:
    return dict(os.environ)


def files() -> list[str]:
    """What it has open beside its three pipes."""
    return [
        str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if int(each.name) > 3 and each.is_symlink()
    ]


if __name__ == "__main__":
    program_work.JOBS = {
        "endless": endless,
        "greedy": greedy,
        "dies": dies,
        "always dies": lambda: os._exit(9),
        "deep": deep,
        "environment": environment,
        "files": files,
    }
    sys.exit(worker_main.main())
