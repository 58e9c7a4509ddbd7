"""One person sends 1,000 messages a second for half a minute: others are answered as if nothing were, what was accepted
is stored, the memory does not grow, and the answers are folded into few.

Accepted is a set of the 200 that a workout takes; what comes after those is refused with a sentence.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.demo import acts
from models.deliveries import Inbox, InboxState
from models.performances import ExerciseSet
from models.workouts import MOST_SETS
from tests.delivery.waiting import eventually_async
from tests.torture.athlete import Athlete
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.house import House
from tests.torture.room import Room
from tests.torture.trainees import p99, training

NAME = "flood"
PER_SECOND, SECONDS = 1_000, 30
TRAINEES, EVERY = 10, 3.0  # s between the taps of each
TICK = 0.02  # s
DRAINED_WITHIN = 900  # s


@dataclass
class Flooder:
    """Somebody whose every message is a set, and who counts what is shown in answer."""

    athlete: Athlete
    house: House
    sent: int = 0
    shown: int = 0

    def __post_init__(self) -> None:
        self.athlete.person.chat.listeners.append(self._heard)

    def _heard(self, event: dict[str, Any]) -> None:
        message = event.get("put")
        if message is not None and message.from_bot:
            self.shown += 1

    def says(self) -> None:
        acts.say(self.house.server.world, self.athlete.person.id, f"{self.athlete.kg}x{self.reps(self.sent)}")
        self.sent += 1

    def reps(self, number: int) -> int:
        return 6 + number % 7

    async def floods(self, per_second: float, messages: int) -> None:
        """Steadily, however far behind the bot is."""
        began = time.monotonic()
        first = self.sent
        while self.sent - first < messages:
            due = min(messages, int((time.monotonic() - began) * per_second))
            for _ in range(due - (self.sent - first)):
                self.says()
            await asyncio.sleep(TICK)

    async def wrong(self) -> list[str]:
        """What is not stored as it was written: the first sets of a workout that were asked for, and no more."""
        rows = await ExerciseSet.filter(performance__session__user__telegram_id=self.athlete.person.id).order_by(
            "position"
        )
        stored = [row.reps for row in rows]
        wanted = [self.reps(number) for number in range(min(self.sent, MOST_SETS))]
        return [] if stored == wanted else [f"{len(stored)} sets stored of {len(wanted)}, or in another order"]


def memory(pid: int) -> float:
    """Resident MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def at_once(house: House, messages: int, weakened: Sequence[str] = ()) -> Flooder:
    """So many messages of one person before the first can be answered."""
    (ann,) = await training(house, 1, weakened)
    flooder = Flooder(ann.athlete, house)
    for _ in range(messages):
        flooder.says()
    await house.settled()
    return flooder


async def torture(room: Room) -> list[Figure]:
    async with room.house() as house:
        house.environment = {}  # the pace as it is configured
        house.patience = DRAINED_WITHIN
        trainees = await training(house, TRAINEES + 1)
        flooder = Flooder(trainees.pop().athlete, house)
        tapping = [asyncio.create_task(trainee.trains(EVERY)) for trainee in trainees]
        await asyncio.sleep(5 * EVERY)  # what they see while nothing happens
        calm = [each for trainee in trainees for each in trainee.took]
        for trainee in trainees:
            trainee.took.clear()
        assert house.bot is not None
        before = peak = memory(house.bot.pid)
        flooder.shown = 0
        began = time.monotonic()
        flooding = asyncio.create_task(flooder.floods(PER_SECOND, PER_SECOND * SECONDS))
        taken = 0.0
        while True:
            await asyncio.sleep(0.5)
            peak = max(peak, memory(house.bot.pid))
            if flooding.done() and not house.server.updates.pending:
                taken = taken or time.monotonic() - began
                if not await Inbox.filter(state=InboxState.NEW).exists():
                    break
        handled = time.monotonic() - began
        for task in tapping:
            task.cancel()
        await asyncio.gather(flooding, *tapping, return_exceptions=True)
        await eventually_async(house._is_settled, DRAINED_WITHIN)
        settled = time.monotonic() - began
        aside = await Inbox.filter(state=InboxState.ASIDE).count()
        wrong = await flooder.wrong()
        took = [each for trainee in trainees for each in trainee.took]
    return [
        known("messages in half a minute by one person", flooder.sent),
        none("accepted sets lost, doubled or out of order", wrong),
        none("messages set aside", aside),
        known("all taken from Telegram, handled, answered after", f"{taken:.0f}, {handled:.0f}, {settled:.0f} s"),
        at_most("messages shown in answer", 2 * settled, flooder.shown),
        at_most("memory grown by", 64, peak - before, "MB"),
        known("others' taps meanwhile", len(took)),
        at_most("reply to others before, p99", 200, p99(calm), "ms"),
        at_most("reply to others in it, median", 200, sorted(took)[len(took) // 2], "ms"),
        at_most("reply to others in it, p99", 200, p99(took), "ms"),
    ]
