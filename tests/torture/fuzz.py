"""Fuzzing of everything that reads what people type: texts of every sort at random, then how long it takes, by length.

SEED=n repeats what a run printed; EXAMPLES says how many texts each reader is given.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.readers import LONGEST, READERS, Reader, ladders, texts
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.room import Room

NAME = "fuzz"
EXAMPLES = int(os.environ.get("EXAMPLES", "3000"))
SHORT = 512
MOST_MS = 10.0
SHORTEST_MS = 0.5  # what takes less at its longest is not worth a ratio: the clock's own
MOST_GROWTH = 1.5 * LONGEST / SHORT  # linear, and half as much for the machine's moods
TRIES = 5


async def torture(room: Room) -> list[Figure]:
    del room
    number = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))
    print(f"SEED={number}", flush=True)
    broken = [f"{name}: {error}" for name, read in READERS.items() if (error := _error(read, number))]
    slowest = {name: _slowest(read) for name, read in READERS.items()}
    name, (took, how, _) = max(slowest.items(), key=lambda each: each[1][0])
    steepest, (_, on, most_growth) = max(slowest.items(), key=lambda each: each[1][2])
    return [
        known("seed", number),
        known("texts read at random", EXAMPLES * len(READERS)),
        none("uncaught errors", broken),
        at_most(f"slowest reading of {LONGEST} characters ({name}, {how!r})", MOST_MS, took, "ms"),
        at_most(f"longest of {LONGEST} characters against {SHORT} ({steepest}, {on!r})", MOST_GROWTH, most_growth, "×"),
        *(known(f"{name}, at most", f"{took:.2f} ms, {growth:.1f} ×") for name, (took, _, growth) in slowest.items()),
    ]


def _error(read: Reader, number: int) -> str:
    """What a reader raised, and at what; "" where nothing."""

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(text=texts())
    def reads(text: str) -> None:
        read(text)

    try:
        reads()
    except Exception as error:  # noqa: BLE001 - any of them is the finding
        return f"{type(error).__name__}: {error} {getattr(error, '__notes__', '')}"
    return ""


def _slowest(read: Reader) -> tuple[float, str, float]:
    """Of all ways to be long: the milliseconds of the slowest, which it was, and the steepest growth with length."""
    worst, how, growth = 0.0, "", 0.0
    for told, made in ladders():
        longest = _milliseconds(read, made, LONGEST, 1)
        if longest > max(worst, SHORTEST_MS):  # again: something else may have had the machine
            longest = min(longest, _milliseconds(read, made, LONGEST, TRIES))
        if longest > worst:
            worst, how = longest, told
        if longest > SHORTEST_MS:
            growth = max(growth, longest / _milliseconds(read, made, SHORT, TRIES))
    return worst, how, growth


def _milliseconds(read: Reader, made: Callable[[int], str], length: int, tries: int) -> float:
    """Of the processor, the best of some tries: each with another text, a character shorter, which is in no cache."""
    best = float("inf")
    for shorter in range(tries):
        text = made(length - shorter)
        began = time.thread_time()
        read(text)
        best = min(best, (time.thread_time() - began) * 1000)
    return best
