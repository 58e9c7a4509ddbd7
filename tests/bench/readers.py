"""How long 64 KB of the worst take to be read, and how long a text in a process of its own holds up the bot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.worker import Worker
from tests.bench.programs import LONGEST, SIZE
from tests.readers.cost import SIZES, Reader, seconds, undisturbed
from tests.readers.programs import PROGRAMS, parse
from tests.readers.table import READERS
from tests.readers.worst import Shape, every_place, some

if TYPE_CHECKING:
    from tests.bench.__main__ import Table

EVERY = 251  # of the shapes of a program
MOST_SHAPES = 200  # of any other reader's


async def readers(folder: Path, table: Table) -> None:
    del folder
    with undisturbed():
        took, growth, shape = _worst(parse, (each for known in PROGRAMS for each in some(known, EVERY)))
        table.line("64 KB of a run anywhere in a program, CPU", 1000 * took, "ms", most=1000)
        table.line(f"against 32 KB ({shape.run!r})", growth, "×", most=2.5)
        others = {}
        for name, entry in READERS.items():
            shapes = [each for known in entry.known for each in every_place(known)]
            others[name] = _worst(entry.read, shapes[:: len(shapes) // MOST_SHAPES + 1])
        name = max(others, key=lambda each: others[each][0])
        table.line(f"of any other reader ({name}), CPU", 1000 * others[name][0], "ms", most=1000)
        table.line("against 32 KB", others[name][1], "×", most=2.5)
    await _apart(table)


def _worst(read: Reader, shapes: Iterable[Shape]) -> tuple[float, float, Shape]:
    """Of the shape that takes longest: seconds for 64 KB, how often those for 32 KB, and which it is."""
    longest, shape = max(((seconds(read, each.text(SIZES[-1])), each) for each in shapes), key=lambda each: each[0])
    best = {size: min(seconds(read, shape.text(size)) for _ in range(3)) for size in SIZES}
    took = min(longest, best[SIZES[-1]])
    return took, took / best[SIZES[-2]], shape


async def _apart(table: Table) -> None:
    """A program of 64 KB read by the worker: when it comes back, and how long the loop stood still meanwhile."""
    text, worker, gaps = LONGEST["exercises written out"][:SIZE], Worker(), [0.0]

    async def look() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    began = time.perf_counter()
    await worker.run("read", ("A / 1x1",))
    table.line("the worker started, with a short text", 1000 * (time.perf_counter() - began), "ms")
    looking = asyncio.create_task(look())
    began = time.perf_counter()
    await worker.run("read", (text,))
    table.line("a program of 64 KB read by it", 1000 * (time.perf_counter() - began), "ms")
    table.line("the longest the bot stood still meanwhile", 1000 * max(gaps), "ms", most=200)
    looking.cancel()
    await worker.stop()
