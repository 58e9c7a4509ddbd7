"""Whatever two people do, in whatever order: after each step rows and chats are as a plain model in memory says, on
both databases. In `make test` it is the same few runs each time; here others.

RUNS says how many on each database, SEED=n repeats those that a run printed. What differed is in `machine-*.txt`.
"""

from __future__ import annotations

import asyncio
import os
import random
import traceback
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.machine import ACTS, Machine, rules
from tests.torture.figures import Figure, known, none
from tests.torture.house import sqlite_copy
from tests.torture.room import KINDS, Kind, Room

NAME = "machine"
RUNS = int(os.environ.get("RUNS", "40"))
STEPS = 50
ENOUGH = 20  # runs, after which each rule has had its turn


async def torture(room: Room) -> list[Figure]:
    number = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))
    room.say(f"SEED={number}")
    differs = []
    for kind in KINDS:
        told = await asyncio.to_thread(_run, _fresh(room, kind), room.folder, number)
        if told:
            (room.kept / f"machine-{kind}.txt").write_text(told)
            differs.append(f"{kind}: {told.splitlines()[-1]}")
        room.say(f"{kind}: {'differs' if told else 'as the model says'}, {ACTS.total()} acts so far")
    return [
        known("seed", number),
        known(f"runs of {STEPS} steps on each database", RUNS),
        known("acts of people", ACTS.total()),
        known("of each sort at least", min(ACTS[each] for each in rules())),
        none("never done", sorted(rules() - ACTS.keys())) if RUNS >= ENOUGH else known("done", len(ACTS)),
        none("differences from the model", differs),
    ]


def _fresh(room: Room, kind: Kind) -> Callable[[], str]:
    """A migrated database for each run, made by the loop of the room."""
    loop = asyncio.get_running_loop()
    folders = (room.folder / f"machine-{number}" for number in range(10**6))

    async def made() -> str:
        if kind == "postgres":
            return await room._database()
        return await sqlite_copy(room.folder / "template.db", next(folders))

    return lambda: asyncio.run_coroutine_threadsafe(made(), loop).result()


def _run(fresh: Callable[[], str], folder: Path, number: int) -> str:
    """What differed, with the steps and the chat, the difference itself last; "" where nothing did."""
    here = type("Here", (Machine,), {"fresh": staticmethod(fresh), "directory": folder})
    try:
        run_state_machine_as_test(
            seed(number)(here),
            settings=settings(
                max_examples=RUNS,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
        return "\n".join([*traceback.format_exception(error), f"{type(error).__name__}: {error}"])
    return ""
