"""People in the middle of a workout, who tap a button every few seconds and mind how long it takes to be answered."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from uuid import UUID

from handlers.views import taps
from tests.torture.athlete import Athlete, enrolled
from tests.torture.history import PRESCRIBED
from tests.torture.house import House
from tests.torture.kills import to_the_reminders
from tests.torture.orders import Orders

MOST = PRESCRIBED - 5  # sets: then one is taken back


class Trainee:
    """`took`: milliseconds from each tap, as the server has it, to its answer and the card that knows of it."""

    def __init__(self, athlete: Athlete) -> None:
        self.athlete = athlete
        self.took: list[float] = []
        self.session: UUID
        self._back = False
        self._happened = asyncio.Event()
        athlete.person.chat.listeners.append(lambda _: self._happened.set())

    async def starts(self) -> None:
        await self.athlete._taps_when_there(taps.START)
        self.session = next(reversed(self.athlete.book.workouts))
        await self.athlete._card(self.session)

    async def taps(self) -> None:
        """The next set, until there are many; then back to few."""
        workout = self.athlete.book.open
        assert workout is not None
        self._back = len(workout.sets) >= MOST or (self._back and bool(workout.sets))
        found = self.athlete.button(taps.UNDO if self._back else taps.LOG)
        assert found is not None
        began = time.perf_counter()
        answered = self.athlete.taps(*found)
        while not (answered() and self.athlete.shows(self.session)):
            self._happened.clear()
            await self._happened.wait()
        self.took.append(1000 * (time.perf_counter() - began))

    async def trains(self, every: float) -> None:
        """A tap every so many seconds, for ever."""
        while True:
            await asyncio.sleep(self.athlete.chance.uniform(0.5, 1.5) * every)
            await self.taps()


async def training(house: House, count: int, weakened: Sequence[str] = ()) -> list[Trainee]:
    """So many people with a workout under way; the bot runs."""
    people = await enrolled(house, count, random.Random(count))
    for athlete in people:
        athlete.lazy = False
    await to_the_reminders(house, people)
    await house.start(Orders(weakened=tuple(weakened)))
    trainees = [Trainee(athlete) for athlete in people]
    await asyncio.gather(*(trainee.starts() for trainee in trainees))
    await house.settled()
    return trainees


def p99(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]
