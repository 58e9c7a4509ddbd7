"""What a reader costs, in processor time, so that what else the machine does does not count."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.readers.worst import KB

Reader = Callable[[str], object]

SIZES = (16 * KB, 32 * KB, 64 * KB)
MOST_GROWTH = 2.5  # for twice the text
MOST_SECONDS = 1.0  # for 64 KB
FLOOR = 0.005  # s: below it the clock is not worth a ratio
TRIES = 4


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector's pauses, which come when they like."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(read: Reader, text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


def slow(read: Reader, made: Callable[[int], str]) -> str:
    """What is wrong with the reader's time for a text of this making; "" where nothing. The best of some tries counts:
    a machine's mood only ever adds.
    """
    best = {size: seconds(read, made(size)) for size in SIZES[-1:]}
    if best[SIZES[-1]] < FLOOR:
        return ""
    best |= {size: seconds(read, made(size)) for size in SIZES[:-1]}
    said = ""
    for _ in range(TRIES):
        said = _wrong(best)
        if not said:
            break
        best = {size: min(was, seconds(read, made(size))) for size, was in best.items()}
    return said


def _wrong(best: dict[int, float]) -> str:
    told = ", ".join(f"{size // KB} KB {1000 * took:.1f} ms" for size, took in sorted(best.items()))
    if best[SIZES[-1]] > MOST_SECONDS:
        return told
    grows = any(best[size] > MOST_GROWTH * best[size // 2] + FLOOR for size in SIZES[1:])
    return told if grows else ""
