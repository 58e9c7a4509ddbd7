"""Kill -9 at every named step in turn, and at random instants; then restart, and go on. In episodes: some athletes, two
days of training, a bot that dies every second or so; at the end of each, history against database and chats.

KILLS=1000 says how many; an interrupted run goes on with the episode it was in (`kills.json` in the --out folder).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import time
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from typing import Any

from models import clock
from models.reminders import Reminder, ReminderKind
from tests.delivery.waiting import eventually
from tests.torture.athlete import Athlete, enrolled
from tests.torture.checker import Findings, check
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.house import House
from tests.torture.orders import Orders
from tests.torture.points import STEPS
from tests.torture.process import Process
from tests.torture.room import Kind, Room

NAME = "kills"
KILLS = int(os.environ.get("KILLS", "1000"))
ATHLETES = 4
LIVES = 10  # of a day
LAST_LIVES = 3  # of those, while the workout is finished
DAYS = 2
TURNS = 50  # of the loop
PATIENCE = 4.0  # s to wait for a step: then it is killed at that instant
POSTGRES_EVERY = 4  # episodes
AT_REMINDERS = ("reminder due", "reminder claimed", "reminder committed")
AT_RANDOM, FROM_NOTHING = "random instant", "random instant, started from nothing"
JUMP = 25.0  # s: more than a rest, far less than Telegram keeps a tap


@dataclass
class Tally:
    """What an episode, or many of them, came to."""

    kills: int = 0
    episodes: int = 0
    seconds: float = 0.0
    sets: int = 0
    updates: int = 0
    deaths: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    repeated: int = 0
    most_at_once: int = 0
    most_in_a_chat: int = 0

    def add(self, other: Tally) -> None:
        for name in ("kills", "episodes", "seconds", "sets", "updates", "repeated"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for step, count in other.deaths.items():
            self.deaths[step] = self.deaths.get(step, 0) + count
        for name, found in other.wrong.items():
            self.wrong.setdefault(name, []).extend(found)
        self.most_at_once = max(self.most_at_once, other.most_at_once)
        self.most_in_a_chat = max(self.most_in_a_chat, other.most_in_a_chat)


class Killer:
    """Starts the bot again and again, and has it die at the next step of its list."""

    def __init__(self, house: House, steps: Iterator[str], chance: random.Random, weakened: Sequence[str] = ()) -> None:
        self.house, self.steps, self.chance, self.weakened = house, steps, chance, tuple(weakened)
        self.training: list[asyncio.Task[None]] = []
        self.killed: list[float] = []
        self.deaths: dict[str, int] = {}
        self.strange: list[str] = []  # deaths of something else

    async def life(self, step: str) -> None:
        """One life of the bot, however long it takes it to come to this step."""
        if step == FROM_NOTHING:
            bot = await self.house.start(from_nothing=True, polling=False)
            await self._random(self.chance.uniform(0.5, 4.0))
        elif step == AT_RANDOM:
            bot = await self.house.start(Orders(weakened=self.weakened), polling=False)
            await self._random(self.chance.uniform(0.0, 1.0))
        else:
            nth = self.chance.choice((1, 1, 2) if step in AT_REMINDERS else (1, 1, 2, 3, 5))
            bot = await self.house.start(Orders(step, nth, self.weakened))
            if step in AT_REMINDERS or self.chance.random() < 0.2:
                self.house.server.jump(JUMP)
            if not await self._died(bot):
                step = AT_RANDOM
        await self.house.kill()
        if bot.code != -signal.SIGKILL:
            self.strange.append(f"the bot ended by itself, with {bot.code}, on its way to {step}")
        for _ in range(TURNS):  # what it wrote into its connections before it died still reaches the server
            await asyncio.sleep(0)
        self.killed.append(self.house.server.clock.timestamp())
        self.deaths[step] = self.deaths.get(step, 0) + 1
        await self._random(self.chance.choice((0.0, 0.0, 0.05)))

    async def lives(self, count: int) -> None:
        for _ in range(count):
            await self.life(next(self.steps))

    async def _died(self, bot: Process) -> bool:
        """Wait until it is dead, as long as somebody trains: else nothing more comes to pass."""
        with contextlib.suppress(TimeoutError):
            await eventually(lambda: bot.ended.is_set() or all(each.done() for each in self.training), PATIENCE)
        return bot.ended.is_set()

    async def _random(self, seconds: float) -> None:
        await asyncio.sleep(seconds)  # the instant is the point: there is nothing to wait for


async def episode(
    house: House, killer: Killer, *, kills: int, days: int = DAYS, athletes: int = ATHLETES
) -> tuple[Findings, list[Athlete]]:
    """Some athletes, some days, so many kills; everything is checked at the end, also where somebody waits in vain."""
    house.server.world.answer_within = 1e9  # when Telegram stops taking answers is not what this is about
    people = await enrolled(house, athletes, killer.chance)
    hangs: list[str] = []
    for day in range(days):
        await to_the_reminders(house, people)
        if day:
            await killer.life(killer.chance.choice(AT_REMINDERS))
        training = killer.training = [asyncio.create_task(athlete.trains()) for athlete in people]
        lives = kills // days - bool(day)
        try:
            await failing_with(killer.lives(lives - LAST_LIVES), training)
            for athlete in people:
                athlete.over.set()
            await failing_with(killer.lives(LAST_LIVES), training)
            await house.start(Orders(weakened=killer.weakened))
            await asyncio.gather(*training)
            await house.settled()
        except TimeoutError as error:
            hangs.append(str(error))
            break
        finally:
            await ended(training)
        await house.kill()
        for athlete in people:
            athlete.over.clear()
    if hangs:
        with contextlib.suppress(TimeoutError):
            await house.settled()
    found = await check(people, [athlete.book for athlete in people], killer.killed)
    found.hangs += hangs
    found.unexpected += killer.strange
    return found, people


async def failing_with(work: Coroutine[Any, Any, None], others: Sequence[asyncio.Task[None]]) -> None:
    """Do the work, unless one of the others fails meanwhile."""
    task = asyncio.create_task(work)
    failing = [asyncio.create_task(_failure(each)) for each in others]
    await asyncio.wait([task, *failing], return_when=asyncio.FIRST_COMPLETED)
    for each in failing:
        if each.done():
            task.cancel()
            raise each.result()
        each.cancel()
    await task


async def ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _failure(task: asyncio.Task[None]) -> BaseException:
    """What the task fails of; never, where it does not."""
    await asyncio.wait([task])
    error = None if task.cancelled() else task.exception()
    if error is None:
        await asyncio.Event().wait()
    assert error is not None
    return error


async def to_the_reminders(house: House, people: Sequence[Athlete]) -> None:
    """The clock is set to the evening's reminders while the bot is dead; what was left open is closed by it later."""
    rows = await Reminder.filter(kind=ReminderKind.SESSION, fired=False, due_at__gt=clock.now()).order_by("-due_at")
    firsts = {row.user_id: row.due_at for row in rows}
    house.server.jump((max(firsts.values()) - clock.now()).total_seconds() + 1)
    for athlete in people:
        if athlete.book.open is not None:
            athlete.closed()


def steps(chance: random.Random) -> Iterator[str]:
    """Every step in turn, with random instants between; one start in so many is from nothing."""
    order = [*STEPS, *[AT_RANDOM] * 4, FROM_NOTHING]
    chance.shuffle(order)
    return cycle(order)


async def torture(room: Room) -> list[Figure]:
    file = room.kept / f"{NAME}.json"
    tally = Tally(**json.loads(file.read_text())) if file.exists() else Tally()
    if tally.kills:
        room.say(f"going on after {tally.kills} kills")
    while tally.kills < KILLS:
        began = time.monotonic()
        chance = random.Random(f"kills {tally.episodes}")
        kind: Kind = "postgres" if tally.episodes % POSTGRES_EVERY == POSTGRES_EVERY - 1 else "sqlite"
        async with room.house(kind) as house:
            killer = Killer(house, steps(chance), chance)
            one = Tally(episodes=1)
            kills = min(DAYS * LIVES, max(DAYS * (LAST_LIVES + 1), KILLS - tally.kills))
            found, people = await episode(house, killer, kills=kills)
            one.wrong = found.wrong
            one.repeated = len(found.repeated)
            one.most_at_once, one.most_in_a_chat = found.most_at_once, found.most_in_a_chat
            one.sets = sum(len(each.sets) for athlete in people for each in athlete.book.workouts.values())
            one.updates = house.server.updates.created
            one.kills, one.deaths, one.seconds = len(killer.killed), killer.deaths, time.monotonic() - began
            if one.wrong:
                room.keep(house, f"{NAME}-{tally.episodes}")
        tally.add(one)
        file.write_text(json.dumps(asdict(tally)))
        room.say(f"{tally.kills} kills, {one.seconds:.0f} s on {kind}, wrong: {one.wrong or 'nothing'}")
    file.unlink()
    return figures(tally)


def figures(tally: Tally) -> list[Figure]:
    wrong = tally.wrong
    return [
        known("kills -9", tally.kills),
        known("at", ", ".join(f"{step} {count}" for step, count in sorted(tally.deaths.items()))),
        known("sets stored in the end, of so many updates", f"{tally.sets} of {tally.updates}"),
        none("sets and measurements lost", wrong.get("lost", [])),
        none("doubled", wrong.get("doubled", [])),
        none("out of order", wrong.get("disordered", [])),
        none("unexpected", wrong.get("unexpected", [])),
        none("half-written", wrong.get("half_written", [])),
        none("updates not handled", wrong.get("unhandled", [])),
        none("replies lost", wrong.get("replies_lost", [])),
        none("taps not answered", wrong.get("taps_unanswered", [])),
        none("live cards that are not true", wrong.get("cards_untrue", [])),
        none("crossed chats", wrong.get("crossed", [])),
        none("hangs", wrong.get("hangs", [])),
        at_most("replies repeated in all, of so many kills", tally.kills, tally.repeated, counts=True),
        at_most("replies repeated in a chat by one kill", 1, tally.most_in_a_chat, counts=True),
        known("replies repeated by one kill, in all chats, at most", tally.most_at_once),
    ]
