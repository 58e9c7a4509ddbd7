"""A queue of updates that behaves worse than Telegram's: 30 % come twice or three times, now or later; 30 % of the
batches are shuffled; 30 % are held back until others with higher ids have been confirmed; ids start again lower.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

from bot.demo.clock import Clock
from bot.demo.updates import Update, UpdateQueue

SHARE = 0.3
LONGEST_DELAY = 0.3  # s: some batches
LOWER_BY = 1_000_000


class UnrulyQueue(UpdateQueue):
    """`told` are the ids of the updates in the order in which the bot must handle them: those that first came in one
    batch by their ids, batch after batch. What came late, after one with a higher id was handled, is handled late.
    """

    def __init__(self, clock: Clock, chance: random.Random) -> None:
        super().__init__(clock)
        self.chance = chance
        self.told: list[int] = []
        self.repeated = self.delayed = self.shuffled = self.late = 0
        self._seen: set[int] = set()
        self._unconfirmed: list[Update] = []
        self._held = 0

    def start_lower(self) -> None:
        """From now on ids begin anew, below all those there were: as after an idle week."""
        self._next_id = max(1, self._next_id - LOWER_BY)

    @property
    def quiet(self) -> bool:
        """True when everything has been told as often as it will be."""
        return not self.pending and not self._held

    def _append(self, update: Update) -> None:
        again = self.chance.choice((1, 1, 2)) if self.chance.random() < SHARE else 0
        self.repeated += again
        for copy in [update, *(replace(update) for _ in range(again))]:
            if self.chance.random() < SHARE:
                self.delayed += 1
                self._held += 1
                delay = self.chance.uniform(0, LONGEST_DELAY)
                asyncio.get_running_loop().call_later(delay, self._let_go, copy)
            else:
                super()._append(copy)

    def _let_go(self, update: Update) -> None:
        self._held -= 1
        super()._append(update)

    def _confirm(self, offset: int) -> None:
        """Confirmed is what was told before and lies below the offset; what was held back is not."""
        confirmed = {id(each) for each in self._unconfirmed if each.id < offset}
        self._unconfirmed = [each for each in self._unconfirmed if id(each) not in confirmed]
        for each in [each for each in self.pending if id(each) in confirmed]:
            self.pending.remove(each)

    def _batch(self, limit: int) -> list[Update]:
        batch = super()._batch(limit)
        new = sorted({each.id for each in batch} - self._seen)
        self.late += sum(bool(self.told) and each < self.told[-1] for each in new)
        self._seen.update(new)
        self.told += new
        if len(batch) > 1 and self.chance.random() < SHARE:
            self.shuffled += 1
            self.chance.shuffle(batch)
        self._unconfirmed += [each for each in batch if not any(each is other for other in self._unconfirmed)]
        return batch
