"""What an operator would want to know of this process: numbers, added to as it goes, asked for by whoever watches.

Nobody's data is in them, and they cost an addition each, watched or not.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from telegram.error import RetryAfter

from bot.http import Api
from bot.trouble import pause_asked

HANDLED_WITHIN = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)  # s
POLLS = {"getUpdates", "getMe"}  # who does not hear from Telegram asks getMe until it answers


@dataclass(slots=True)
class Counts:
    """Since the process began. `polls` are calls that have ended, well or badly; `patience` is for how many seconds
    after the last of them Telegram asked to hear nothing; `polled_at` (monotonic) is when one last ended well.
    """

    received: int = 0
    aside: int = 0
    database_waits: int = 0
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)  # method and ok, limited or failed
    handled: list[int] = field(default_factory=lambda: [0] * (len(HANDLED_WITHIN) + 1))
    handled_seconds: float = 0.0
    polls: int = 0
    patience: float = 0.0
    polled_at: float = field(default_factory=time.monotonic)

    def handled_in(self, seconds: float) -> None:
        self.handled[bisect_left(HANDLED_WITHIN, seconds)] += 1
        self.handled_seconds += seconds


class CountedApi(Api):
    """The same, counted."""

    def __init__(self, *arguments: Any, counts: Counts) -> None:
        super().__init__(*arguments)
        self._counts = counts

    async def __call__(self, method: str, arguments: dict[str, Any], **more: Any) -> Any:
        outcome, patience = "failed", 0.0
        try:
            result = await super().__call__(method, arguments, **more)
            outcome = "ok"
        except RetryAfter as error:
            outcome, patience = "limited", pause_asked(error)
            raise
        finally:
            self._counts.calls[method, outcome] += 1
            if method in POLLS:
                self._counts.polls += 1
                self._counts.patience = patience
        if method == "getUpdates":
            self._counts.polled_at = time.monotonic()
            self._counts.received += len(result)
        return result
