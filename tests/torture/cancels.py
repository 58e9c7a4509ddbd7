"""Tasks are cancelled at random awaits: in transactions, in the middle of handling, sending, recording and reminding,
while the bot starts and while it ends. Whatever was broken off, the next one gets its turn, and nothing hangs.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tortoise.transactions import in_transaction

from bot import database
from bot.demo import acts
from models import people
from models.deliveries import Inbox, InboxState, Outbox
from models.people import User
from models.performances import ExerciseSet
from tests.athletes import straight, training
from tests.conftest import World
from tests.people import Person
from tests.servers import server_at_noon
from tests.torture.figures import Figure, known, none
from tests.torture.house import sqlite_copy
from tests.torture.room import KINDS, Kind, Room

NAME = "cancels"
CANCELS = 10_000
HANGS_AFTER = 30.0  # s
SIDE_BY_SIDE = 4
MOST_YIELDS = 40
OURS = {"Dispatch._serve", "Sender._serve", "Sender._answer", "Records._write", "run_coroutine_job"}
ACTS_EVERY = 5  # cancels
SETTLES_EVERY = 100  # cancels
PEOPLE = ("Ann", "Bob", "Cy")

Work = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Tally:
    """What was cancelled, and what was wrong."""

    cancels: int = 0
    by_task: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    repeated: int = 0

    def add(self, name: str) -> None:
        self.cancels += 1
        self.by_task[name] = self.by_task.get(name, 0) + 1


# -- transactions ------------------------------------------------------------------------------------


async def transactions(tally: Tally, cancels: int, chance: random.Random) -> None:
    """Of some tasks at the one database, one is cancelled wherever it is; then one more must have its turn."""
    ann = await people.meet(1, "0", "en")
    told = 0
    numbers = itertools.count(10**9)

    async def counts() -> None:
        nonlocal told
        async with in_transaction():
            found = await User.filter(id=ann.id).select_for_update().get()
            await User.filter(id=ann.id).update(name=str(int(found.name) + 1))
        told += 1

    async def writes_many() -> None:
        await User.bulk_create([User(telegram_id=next(numbers), name="x") for _ in range(2)])

    async def fails() -> None:
        async with in_transaction():
            await User.filter(id=ann.id).update(name="half")
            raise ZeroDivisionError

    async def reads() -> None:
        await User.filter(id=ann.id).get()

    works: Sequence[Work] = (counts, counts, writes_many, fails, reads)
    done = 0
    while done < cancels:
        tasks = [asyncio.create_task(chance.choice(works)()) for _ in range(SIDE_BY_SIDE)]
        await _a_while(chance)
        victim = chance.choice(tasks)
        if victim.done():
            await asyncio.gather(*tasks, return_exceptions=True)
            continue
        victim.cancel()
        if chance.random() < 0.2:  # again, while it tidies up
            await _a_while(chance)
            victim.cancel()
        done += 1
        tally.add("a transaction")
        await _ends(asyncio.gather(*tasks, return_exceptions=True), "those beside it")
        await _ends(counts(), "the next transaction")
    seen = (await User.get(id=ann.id)).name
    if not seen.isdecimal() or not told <= int(seen) <= told + done:
        tally.wrong.append(f"{told} transactions were said to be committed, the row says {seen}")
    if await User.filter(name="x").count() % 2:
        tally.wrong.append("half of what was written together")


async def _a_while(chance: random.Random) -> None:
    for _ in range(chance.randrange(MOST_YIELDS)):
        await asyncio.sleep(0)
    if chance.random() < 0.5:
        await asyncio.sleep(chance.random() / 500)


async def _ends(work: Any, what: str) -> None:
    """TimeoutError where it hangs."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait([task], timeout=HANGS_AFTER)
    if not done:
        raise TimeoutError(f"{what} had no turn for {HANGS_AFTER:g} s")
    await task


# -- the bot -----------------------------------------------------------------------------------------


async def parts(world: World, tally: Tally, cancels: int, chance: random.Random) -> None:
    """People train while whatever handles, sends, records or reminds is cancelled; all of it must go on by itself."""
    squads = [
        await training(world, {"squat": straight(200, 5, rest=1)}, weights={"squat": 100}, name=name) for name in PEOPLE
    ]
    said = 0
    while tally.cancels < cancels:
        if tally.cancels % ACTS_EVERY == 0:
            said += _trains(world, chance.choice(squads))
        await _a_while(chance)
        ours = [each for each in asyncio.all_tasks() if _name(each) in OURS and not each.done()]
        if not ours:
            said += _trains(world, chance.choice(squads))
            await asyncio.sleep(0.001)
            continue
        victim = chance.choice(sorted(ours, key=_name))
        victim.cancel()
        tally.add(_name(victim))
        if tally.cancels % SETTLES_EVERY == 0:
            await _ends(world.settle(), "what was broken off")
    await _ends(world.settle(), "what was broken off")
    await _all_is_well(world, squads, said, tally)


def _trains(world: World, person: Person) -> int:
    acts.say(world.server.world, person.id, "100x5")
    return 1


def _name(task: asyncio.Task[Any]) -> str:
    return getattr(task.get_coro(), "__qualname__", "")


async def _all_is_well(world: World, squads: Sequence[Person], said: int, tally: Tally) -> None:
    stored = await ExerciseSet.all().count()
    if stored != said:
        tally.wrong.append(f"{stored} sets stored of {said}")
    if await Inbox.filter(state=InboxState.NEW).exists() or await Outbox.all().exists():
        tally.wrong.append("something waits for ever")
    for person in squads:
        cards = [each for each in person.bot_messages if "Squat · exercise" in each]
        tally.repeated += len(cards) - 1
        count = await ExerciseSet.filter(performance__session__user__telegram_id=person.id).count()
        if f"Set {count + 1} " not in cards[-1]:
            tally.wrong.append(f"{person.first_name}'s card does not know of all {count} sets")


async def starts_and_ends(world: World, tally: Tally, cancels: int, chance: random.Random) -> None:
    """The bot is cancelled while it starts, works or ends; the next one goes on."""
    ann = await training(world, {"squat": straight(200, 5, rest=1)}, weights={"squat": 100}, name="Dee")
    before = await ExerciseSet.all().count()
    await world.stop()
    for number in range(cancels):
        acts.say(world.server.world, ann.id, "100x5")
        starting = asyncio.create_task(world.start())
        await asyncio.sleep(chance.choice((0.0, 0.02, 0.1, 0.3)) * chance.random())
        life = world._running if hasattr(world, "_running") else starting
        life.cancel()
        starting.cancel()
        tally.add("the bot")
        await _ends(asyncio.gather(life, starting, return_exceptions=True), f"the end of the bot, {number}")
        database.unset_global_context()
    await _ends(world.start(), "the bot")
    await _ends(world.settle(), "the bot")
    stored = await ExerciseSet.all().count() - before
    if stored != cancels:
        tally.wrong.append(f"{stored} sets stored of {cancels}")


@asynccontextmanager
async def town(url: str, folder: Path) -> AsyncIterator[World]:
    """As the fixture `world`, for whoever is not pytest."""
    async with server_at_noon(folder) as server:
        made = World(server, url)
        await made.start()
        try:
            yield made
        finally:
            with contextlib.suppress(Exception):
                await made.stop()


async def torture(room: Room) -> list[Figure]:
    found: list[Figure] = []
    for kind in KINDS:
        tally = Tally()
        chance = random.Random(f"cancels {kind}")
        hangs: list[str] = []
        try:
            await _both(room, kind, tally, CANCELS // len(KINDS), chance)
        except TimeoutError as error:
            hangs.append(str(error))
        found += [
            known(f"{kind}: cancellations", tally.cancels),
            known(f"{kind}: of", ", ".join(f"{name} {count}" for name, count in sorted(tally.by_task.items()))),
            none(f"{kind}: hangs", hangs),
            none(f"{kind}: lost, doubled, half-written", tally.wrong),
            known(f"{kind}: messages repeated", tally.repeated),
        ]
    return found


async def _both(room: Room, kind: Kind, tally: Tally, cancels: int, chance: random.Random) -> None:
    async with room.house(kind) as house:  # its bot stays away
        await transactions(tally, cancels * 6 // 10, chance)
    url = await sqlite_copy(room.folder / "template.db", room.folder / "cancels") if kind == "sqlite" else house.url
    folder = room.folder / f"town-{kind}"
    folder.mkdir()
    async with town(url, folder) as world:
        await parts(world, tally, cancels - 100, chance)
        await starts_and_ends(world, tally, 100, chance)
