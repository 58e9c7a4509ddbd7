"""The database is locked, full, read-only, cut off or asked for by a second process while people train; now and then
the bot is killed in the middle of it. Nothing may be confirmed that is not stored, and all goes on when it is over.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.demo import acts
from models import clock
from models.reminders import Reminder, ReminderKind
from tests.people import Person
from tests.torture import outages
from tests.torture.athlete import enrolled
from tests.torture.checker import Findings, check
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.house import House, opened, sqlite_copy
from tests.torture.orders import Orders
from tests.torture.outages import Outage
from tests.torture.room import Room

NAME = "database"
ATHLETES = 3
LOCKED_FOR = (1.0, 6.0, 30.0)
OTHERS_FOR = 3.0  # s
DISK_MB = 16
MOUNT, UMOUNT = shutil.which("mount") or "", shutil.which("umount") or ""
WITHIN = 1.0  # s
WEAKENED = ("switches",)


@dataclass
class Ordeal:
    """One outage of so many seconds; `killed`: the bot dies in it."""

    name: str
    outage: Outage
    seconds: float
    killed: bool = False


@dataclass
class Came:
    """What came of it: after how many seconds somebody who wrote meanwhile was answered; what was wrong."""

    findings: Findings = field(default_factory=Findings)
    after: dict[str, list[float]] = field(default_factory=dict)


async def episode(house: House, ordeals: Sequence[Ordeal], chance: random.Random, weakened: Sequence[str] = ()) -> Came:
    """Athletes train through all of it; TimeoutError where it hangs."""
    came = Came()
    house.server.world.answer_within = 1e9  # when Telegram stops taking answers is not what this is about
    people = await enrolled(house, ATHLETES, chance)
    first = await Reminder.filter(kind=ReminderKind.SESSION, fired=False).order_by("-due_at").first()
    assert first is not None
    house.server.jump((first.due_at - clock.now()).total_seconds() + 1)
    await house.start(Orders(weakened=(*WEAKENED, *weakened)))
    someone = house.person("Someone")
    await someone.starts()
    training = [asyncio.create_task(athlete.trains()) for athlete in people]
    killed: list[float] = []
    try:
        await house.until(lambda: all(athlete.book.workouts for athlete in people))
        for ordeal in ordeals:
            async with ordeal.outage(house):
                await asyncio.sleep(chance.uniform(0.3, 1.0) * ordeal.seconds if ordeal.killed else ordeal.seconds)
                if ordeal.killed:
                    await house.kill()
                    killed.append(house.server.clock.timestamp())
                else:
                    answered = _asks(someone)
            if ordeal.killed:
                await house.start(Orders(weakened=(*WEAKENED, *weakened)))
                continue
            over = time.monotonic()
            await house.until(answered)
            came.after.setdefault(ordeal.name, []).append(time.monotonic() - over)
        for athlete in people:
            athlete.over.set()
        await asyncio.gather(*training)
        await house.settled()
    finally:
        for task in training:
            task.cancel()
        await asyncio.gather(*training, return_exceptions=True)
    came.findings = await check(people, [athlete.book for athlete in people], killed)
    return came


def _asks(person: Person) -> Callable[[], bool]:
    """Write; the result tells whether it was answered."""
    message = acts.say(person.server.world, person.id, "/help")
    return lambda: any(each.from_bot and each.id > message.id for each in person.chat.visible)


@asynccontextmanager
async def small_disk(room: Room) -> AsyncIterator[House]:
    """A house on a disk of its own; PermissionError where that cannot be had."""
    folder = room.folder / "disk"
    folder.mkdir()
    with _mounted("-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)):
        url = await sqlite_copy(folder / "template.db", folder / "house")
        async with opened(url, folder / "house", room.zygote) as house:
            yield house


@contextlib.contextmanager
def _mounted(*arguments: str) -> Iterator[None]:
    if not MOUNT or os.geteuid() or subprocess.run([MOUNT, *arguments], check=False).returncode:
        raise PermissionError("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run([UMOUNT, arguments[-1]], check=True)


async def on_a_read_only_disk(room: Room) -> list[str]:
    """What the bot says, and how it ends, where it may only read from the start; what is wrong with that."""
    async with room.house() as house:
        await house.start()
        await house.stop()
        folder = str(house.folder)
        with _mounted("--bind", folder, folder):
            await asyncio.to_thread(subprocess.run, [MOUNT, "-o", "remount,ro,bind", folder], check=True)
            bot = await house.elsewhere(room.folder)
        said = (room.folder / "log").read_text().splitlines()
        return [] if bot.code == 2 and len(said) == 1 else [f"exit code {bot.code}: {said}"]


def ordeals_of_sqlite() -> list[Ordeal]:
    found = [
        Ordeal(f"locked {kind.lower()} {seconds:g} s", outages.locked(kind), seconds)
        for kind in ("EXCLUSIVE", "IMMEDIATE")
        for seconds in LOCKED_FOR
    ]
    found += [Ordeal("full", outages.full, OTHERS_FOR), Ordeal("read-only", outages.read_only, OTHERS_FOR)] * 3
    found += [Ordeal("second process", outages.second_process, 0.0)] * 3
    killed = [Ordeal(each.name, each.outage, min(each.seconds, OTHERS_FOR), killed=True) for each in found]
    return [*found, *killed]


def ordeals_of_postgres(room: Room) -> list[Ordeal]:
    found = [Ordeal(f"tables locked {seconds:g} s", outages.tables_locked, seconds) for seconds in LOCKED_FOR]
    found += [Ordeal("connections ended", outages.cut_off, OTHERS_FOR)] * 3
    found += [Ordeal("server stopped", outages.stopped(room.folder / "postgres"), OTHERS_FOR)] * 3
    found += [Ordeal("second process", outages.second_process, 0.0)] * 3
    killed = [Ordeal(each.name, each.outage, min(each.seconds, OTHERS_FOR), killed=True) for each in found]
    return [*found, *(each for each in killed if not each.name.startswith("server"))]


async def torture(room: Room) -> list[Figure]:
    chance = random.Random("database")
    found: list[Figure] = []
    wrong: list[str] = []
    for kind in ("sqlite", "postgres", "small disk"):
        try:
            if kind == "small disk":
                async with small_disk(room) as house:
                    came = await episode(house, [Ordeal("no space", outages.no_space, OTHERS_FOR)] * 6, chance)
                wrong += await on_a_read_only_disk(room)
            else:
                async with room.house("postgres" if kind == "postgres" else "sqlite") as house:
                    ordeals = ordeals_of_postgres(room) if kind == "postgres" else ordeals_of_sqlite()
                    chance.shuffle(ordeals)
                    came = await episode(house, ordeals, chance)
        except PermissionError as error:
            found.append(known(kind, error))
            continue
        wrong += [f"{kind}: {each}" for all_of_them in came.findings.wrong.values() for each in all_of_them]
        if came.findings.most_in_a_chat > 1:  # in each something may have been sent and not recorded
            wrong.append(f"{kind}: {came.findings.most_in_a_chat} replies repeated in a chat by one kill")
        for name, after in sorted(came.after.items()):
            found.append(at_most(f"{kind}, {name}: works again after", WITHIN, max(after), "s"))
    return [none("lost, doubled, half-written, confirmed and not stored", wrong), *found]
