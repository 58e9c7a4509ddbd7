"""30 % of the updates duplicated, reordered, delayed; double taps; ids that start again lower: no set doubled, no chat
crossed, each person's in order.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Sequence

from tests.torture.athlete import Athlete, enrolled
from tests.torture.checker import Findings, check
from tests.torture.figures import Figure, known, none
from tests.torture.house import House
from tests.torture.kills import ended, failing_with, to_the_reminders
from tests.torture.orders import Orders
from tests.torture.room import KINDS, Room
from tests.torture.unruly import UnrulyQueue

NAME = "updates"
UPDATES = 3_000  # on each kind of database
EPOCH = 600  # updates, then ids start again lower
ATHLETES = 6


async def unruly(
    house: House, chance: random.Random, *, updates: int, epoch: int, weakened: Sequence[str] = ()
) -> tuple[Findings, UnrulyQueue, list[Athlete]]:
    """Athletes train until there were so many updates; then everything is checked."""
    server = house.server
    queue = server.updates = server.world.updates = UnrulyQueue(server.clock, chance)
    queue.hold = queue.limit_hold = 0
    server.world.answer_within = 1e9
    people = await enrolled(house, ATHLETES, chance, told=lambda: queue.told)
    for athlete in people:
        athlete.lazy = False
    await to_the_reminders(house, people)
    await house.start(Orders(weakened=tuple(weakened)))
    hangs: list[str] = []
    while queue.created < updates:
        training = [asyncio.create_task(athlete.trains()) for athlete in people]
        try:
            await failing_with(_created(house, queue, min(updates, queue.created + epoch)), training)
            for athlete in people:
                athlete.over.set()
            await asyncio.gather(*training)
            await house.until(lambda: queue.quiet)
            await house.settled()
        except TimeoutError as error:
            hangs.append(str(error))
            break
        finally:
            await ended(training)
        for athlete in people:
            athlete.over.clear()
        queue.start_lower()
        await to_the_reminders(house, people)
    if hangs:
        with contextlib.suppress(TimeoutError):
            await house.settled()
    found = await check(people, [athlete.book for athlete in people], [])
    found.hangs += hangs
    return found, queue, people


async def _created(house: House, queue: UnrulyQueue, many: int) -> None:
    """Return when there have been so many updates."""
    while (before := queue.created) < many:
        await house.until(lambda before=before: queue.created > before)  # type: ignore[misc] # ruff wants it bound


async def torture(room: Room) -> list[Figure]:
    figures: list[Figure] = []
    for kind in KINDS:
        async with room.house(kind) as house:
            found, queue, people = await unruly(house, random.Random(NAME), updates=UPDATES, epoch=EPOCH)
            if found.wrong:
                room.keep(house, f"{NAME}-{kind}")
        sets = sum(len(each.sets) for athlete in people for each in athlete.book.workouts.values())
        figures += [
            known(f"updates on {kind}", queue.created),
            known("told again", queue.repeated),
            known("told later", queue.delayed),
            known("of those after one with a higher id", queue.late),
            known("batches shuffled", queue.shuffled),
            known("sets stored in the end", sets),
            *(none(name, getattr(found, field)) for name, field in COUNTED.items()),
        ]
    return figures


COUNTED = {
    "sets doubled": "doubled",
    "sets lost": "lost",
    "crossed chats": "crossed",
    "workouts out of order": "disordered",
    "unexpected": "unexpected",
    "updates not handled": "unhandled",
    "replies lost": "replies_lost",
    "replies repeated": "repeated",
    "taps not answered": "taps_unanswered",
    "live cards that are not true": "cards_untrue",
    "hangs": "hangs",
}
