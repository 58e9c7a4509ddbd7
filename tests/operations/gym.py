"""A bot whose database may be replaced, people who train with it, and what its tables hold, to be compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
from tortoise import Tortoise

from bot import database
from bot.backup import backup
from models.erasure import Erased
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, training
from tests.conftest import World
from tests.people import Person
from tests.test_cli import answer

PASSING = {"Inbox", "Outbox", "Shown"}  # what is on its way, and what was
Rows = dict[str, list[dict[str, Any]]]


class Gym:
    """The bot on a database of its own, of either kind."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.file = folder / "backup.db"
        self.settings: dict[str, str] = {}

    @property
    def database(self) -> Path:
        """SQLite's file."""
        return Path(self.world.url.removeprefix("sqlite://"))

    @property
    def on_sqlite(self) -> bool:
        return self.world.url.startswith("sqlite")

    async def trains(self, name: str, sets: int) -> Person:
        """Somebody in the middle of a workout."""
        person = await training(self.world, FIVE_BY_FIVE, name=name, weights=FIVE_WEIGHTS)
        for _ in range(sets):
            await person.taps("✓ ")
        return person

    async def command(self, *arguments: str | Path, url: str = "", **settings: str) -> tuple[int, list[str], list[str]]:
        """`python -m bot …` as an operator would: another process. Exit code, stdout, stderr."""
        given = {"DATABASE__URL": url or self.world.url} | self.settings | settings
        return await answer(self.folder, *map(str, arguments), **given)

    async def save(self, file: Path | None = None) -> None:
        """Make a backup: of SQLite right here, which is the same and faster."""
        if self.on_sqlite:
            assert await backup(self.world.url, file or self.file) == 0
            return
        code, out, err = await self.command("backup", file or self.file)
        assert (code, err, len(out)) == (0, [], 1), (out, err)

    async def bring_back(self, file: Path | None = None, **settings: str) -> list[str]:
        """End the bot, restore, and start it again. What was said."""
        await self.world.stop()
        code, out, err = await self.command("restore", file or self.file, "--yes", **settings)
        await self.world.start()
        assert (code, err) == (0, []), err
        return out


async def rows(url: str) -> Rows:
    """Every row that lasts, as the ORM reads it, whatever the database."""
    context = await database.connect(url)
    try:
        with context:
            assert Tortoise.apps
            return {
                name: sorted(await model.all().values(), key=lambda row: str(row[model._meta.pk_attr]))
                for name, model in Tortoise.apps["models"].items()
                if name not in PASSING and model is not Erased
            }
    finally:
        await context.close_connections()


def in_file(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.execute(sql))


async def on_server(url: str, sql: str) -> list[Any]:
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(sql)]
    finally:
        await connection.close()


def holds(folder: Path, words: str, where: Callable[[Path], bool] = lambda file: True) -> list[str]:
    """The files in which this can be read."""
    return [
        each.name for each in folder.iterdir() if each.is_file() and where(each) and words.encode() in each.read_bytes()
    ]
