"""A thread that ends the process when it has long not heard from Telegram, not even of a failure: something hangs, and
whoever started it (systemd, Docker) starts it again. Everything confirmed is stored.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterator

from bot.counts import Counts

log = logging.getLogger(__name__)

LIMIT = 90.0  # s: a poll takes 40 at the most, and a pause between two of them 5
TICK = 1.0  # s
SAID_WITHIN = 2.0  # s
EXIT_CODE = 1


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


def _watch(counts: Counts, over: threading.Event) -> None:
    """Counts what it has lived through itself: a machine that slept, or a process that was stopped, owes nothing."""
    polls, silent, before = counts.polls, 0.0, time.monotonic()
    while not over.wait(TICK):
        now = time.monotonic()
        silent += min(now - before, 2 * TICK)
        before = now
        if counts.polls != polls:
            polls, silent = counts.polls, 0.0
        elif silent >= LIMIT + counts.patience:
            _end()


def _end() -> None:
    """Not even a log that cannot be written holds it up."""
    words = "No call for updates has ended for %.0f s: something hangs. Ending, to be started again."
    teller = threading.Thread(target=log.critical, args=(words, LIMIT), daemon=True)
    teller.start()
    teller.join(SAID_WITHIN)
    os._exit(EXIT_CODE)
