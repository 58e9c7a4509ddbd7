"""A thread that ends the process when it has long not heard from Telegram, not even of a failure: something hangs, and
whoever started it (systemd, Docker) starts it again. Everything confirmed is stored.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator

from bot.counts import Counts

log = logging.getLogger(__name__)

LIMIT = 90.0  # s: a poll takes 40 at the most, and a pause between two of them 5
TICK = 1.0  # s
SAID_WITHIN = 1.0  # s
EXIT_CODE = 1
WORDS = "No call for updates has ended for {:.0f} s: something hangs. Ending, to be started again."


@contextlib.contextmanager
def watched(counts: Counts) -> Iterator[None]:
    """End the process where no call for updates has ended for LIMIT seconds within the block."""
    over = threading.Event()
    thread = threading.Thread(target=_watch, args=(counts, over), name="watchdog", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


class Silence:
    """How long nothing has been heard, as lived through by whoever looks at it every TICK: a machine that slept, or a
    process that was stopped, owes nothing.
    """

    def __init__(self, counts: Counts, now: float) -> None:
        self._counts, self._polls, self._looked_at = counts, counts.polls, now
        self._seconds = 0.0

    def too_long(self, now: float) -> bool:
        self._seconds += min(now - self._looked_at, 2 * TICK)
        self._looked_at = now
        if self._counts.polls != self._polls:
            self._polls, self._seconds = self._counts.polls, 0.0
        return self._seconds >= LIMIT + self._counts.patience


def _watch(counts: Counts, over: threading.Event) -> None:
    silence = Silence(counts, time.monotonic())
    while not over.wait(TICK):
        if silence.too_long(time.monotonic()):
            _end()


def _end() -> None:
    """Say so and go; what hangs may hold the log, or whoever reads it, and does not hold this up."""
    if not _done_in_time(lambda: log.critical("%s", WORDS.format(LIMIT))):
        _done_in_time(lambda: os.write(2, f"CRITICAL {__name__}: {WORDS.format(LIMIT)}\n".encode()))
    os._exit(EXIT_CODE)


def _done_in_time(work: Callable[[], object]) -> bool:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(SAID_WITHIN)
    return not thread.is_alive()
