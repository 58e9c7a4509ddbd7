"""kill -9 of the real process in the middle of a workout: the next tap goes on, nothing is lost, nothing is doubled."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from bot import database
from models.deliveries import Inbox, InboxState, Outbox
from models.performances import ExerciseSet
from models.rules.sets import PrescribedSet
from tests.athletes import straight, training
from tests.conftest import World
from tests.delivery.waiting import eventually, eventually_async
from tests.people import at_once

ROOT = Path(__file__).parent.parent.parent
KILLS = 4


@asynccontextmanager
async def process(world: World, clock_file: Path | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run` on the world's database and server; killed at the end, if it has not been."""
    polls = world.server.calls.get("getUpdates", 0)
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        *(("--clock", str(clock_file)) if clock_file else ()),
        cwd=Path(world.url.removeprefix("sqlite://")).parent if world.url.startswith("sqlite") else "/",
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")},
            "PYTHONPATH": str(ROOT),
            "SPOTTER_TELEGRAM__TOKEN": world.server.token,
            "SPOTTER_TELEGRAM__API_URL": world.server.url,
            "SPOTTER_DATABASE__URL": world.url,
            "SPOTTER_SEND__PER_SECOND": "0",
            "SPOTTER_SEND__PER_CHAT": "0",
        },
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await eventually(lambda: world.server.calls.get("getUpdates", 0) > polls or child.returncode is not None)
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


@pytest.mark.parametrize("seed", [1, 2])
async def test_kill_9_in_the_middle_of_a_workout(world: World, seed: int) -> None:
    """Taps and typed sets are in flight whenever it strikes; some are made while nobody is there to hear them."""
    chance = random.Random(seed)
    ann = await training(world, {"squat": straight(40, 5)}, weights={"squat": 100})
    await world.stop()
    ann.settle = at_once
    context = await database.connect(world.url)
    acts = 0

    def shown() -> bool:
        """Whether the card knows of all that was done: an older one's big button means a set that is done already."""
        cards = [each for each in ann.bot_messages if "Squat · exercise" in each]
        return bool(cards) and f"Set {acts + 1} " in cards[-1]

    async def tap() -> None:
        nonlocal acts
        await eventually(shown)
        acts += 1
        await ann.taps("✓ ")

    async def write() -> None:
        nonlocal acts
        acts += 1
        await ann.says("100x5")

    async def settled() -> bool:
        waits = await Inbox.filter(state=InboxState.NEW).exists() or await Outbox.all().exists()
        return not world.server.updates.pending and not waits

    try:
        with context:
            for _ in range(KILLS):
                async with process(world) as child:
                    await tap()
                    for _ in range(chance.randrange(3)):
                        await asyncio.sleep(chance.uniform(0, 0.03))
                        await write()
                    await asyncio.sleep(chance.uniform(0, 0.06))
                    child.kill()
                    await child.wait()
                await write()
            async with process(world):
                await tap()
                await eventually(shown)
                await eventually_async(settled)
                assert await ExerciseSet.all().count() == acts
    finally:
        await context.close_connections()
    assert not ann.unanswered
    cards = [each for each in ann.bot_messages if "Squat · exercise" in each]
    assert len(cards) <= 1 + KILLS, "a card may come twice, once per crash"
    assert ann.last.message_id == cards[-1].message_id


async def test_kill_9_in_the_middle_of_a_course_of_intervals(world: World, tmp_path: Path) -> None:
    """Time goes on while nobody is there to see it: each interval is logged once, in order, at its instant."""
    chance, many, length = random.Random(3), 40, 10
    course = [PrescribedSet(seconds=length, label=f"nr {number}") for number in range(1, many + 1)]
    ann = await training(world, {"run-walk-intervals": course})
    await ann.taps("▶ Start")
    await world.stop()
    ann.settle = at_once
    context = await database.connect(world.url)
    try:
        with context:
            for _ in range(KILLS):
                logged = await ExerciseSet.all().count()

                async def some_more(logged: int = logged) -> bool:
                    return await ExerciseSet.all().count() > logged

                async with process(world, tmp_path / "clock") as child:
                    world.server.jump(chance.uniform(length, 3 * length))
                    if chance.random() < 0.7:
                        await eventually_async(some_more)
                    await asyncio.sleep(chance.uniform(0, 0.06))
                    child.kill()
                    await child.wait()
                world.server.jump(chance.uniform(0, 2 * length))
            async with process(world, tmp_path / "clock"):
                world.server.jump(many * length)
                await eventually(lambda: "All sets done" in ann.last)
                rows = await ExerciseSet.all().order_by("position")
                assert [row.seconds for row in rows] == [length] * many
                assert {(b.logged_at - a.logged_at).total_seconds() for a, b in pairwise(rows)} == {length}
    finally:
        await context.close_connections()
    assert ann.buzzes <= 3 * KILLS + 2, "one for all that was missed, and perhaps once more for each crash"
