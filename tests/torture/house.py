"""A house to torture: the local Bot API server, in this process, and a real bot process on a database of its own."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tortoise.context import TortoiseContext, set_global_context

from bot import database
from bot.demo.server import BotServer
from models.deliveries import Inbox, InboxState, Outbox
from tests.delivery.waiting import eventually, eventually_async
from tests.people import Person
from tests.servers import server_at_noon
from tests.torture.orders import Orders
from tests.torture.process import Process, Zygote, cold

QUIET = {"SPOTTER_SEND__PER_SECOND": "0", "SPOTTER_SEND__PER_CHAT": "0"}
FIRST_ID = 1001
WHILE = 90.0  # s: nothing takes so long, also on a slow and busy machine
LOG_SHOWN = 2_000  # characters


class House:
    """One at a time in a process: models are read from its database by whoever asks, e.g. `await Inbox.all()`.

    `environment` is the bot's (SPOTTER_…) beside token, address and database; pacing is off unless it says otherwise.
    `database` is the context of the database, for more connections and statements.
    """

    def __init__(self, server: BotServer, url: str, folder: Path, zygote: Zygote, context: TortoiseContext) -> None:
        self.server, self.url, self.folder, self.database = server, url, folder, context
        self.environment: dict[str, str] = dict(QUIET)
        self.patience = WHILE
        self.bot: Process | None = None
        self.starts = 0
        self._zygote = zygote
        self._people = 0

    async def start(self, orders: Orders | None = None, *, from_nothing: bool = False, polling: bool = True) -> Process:
        """Start the bot; with `polling`, return when it first asks for updates, or is dead already.

        `from_nothing` is `python -m bot run` as it is; then there are no orders.
        """
        assert self.bot is None or self.bot.code is not None, "one at a time"
        asked = self.server.calls.get("getUpdates", 0)
        bot = self.bot = self._begin(orders, from_nothing=from_nothing)
        self.starts += 1
        if polling:
            await self.until(lambda: self.server.calls.get("getUpdates", 0) > asked or bot.code is not None)
        return bot

    async def second(self, url: str = "") -> Process:
        """One more bot on the same database: its end is waited for, and is to be its own."""
        other = self._begin(None, from_nothing=False, url=url)
        try:
            await self.until(other.ended.is_set)
        finally:
            await other.kill()
        return other

    async def elsewhere(self, folder: Path) -> Process:
        """`python -m bot run`, to its end; it writes its log into this folder."""
        other = self._begin(None, from_nothing=True, folder=folder)
        try:
            await self.until(other.ended.is_set)
        finally:
            await other.kill()
        return other

    def _begin(
        self, orders: Orders | None, *, from_nothing: bool, folder: Path | None = None, url: str = ""
    ) -> Process:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")},
            "SPOTTER_TELEGRAM__TOKEN": self.server.token,
            "SPOTTER_TELEGRAM__API_URL": self.server.url,
            "SPOTTER_DATABASE__URL": url or self.url,
            **self.environment,
        }
        arguments = ["run", "--clock", str(self.folder / "clock")]
        if from_nothing:
            assert orders is None
            return cold(arguments, environment, folder or self.folder)
        return self._zygote.fork(arguments, environment, self.folder, orders or Orders())

    async def kill(self) -> None:
        """Kill -9."""
        if self.bot is not None:
            await self.bot.kill()

    async def stop(self) -> int | None:
        """SIGTERM; the exit code."""
        return await self.bot.stop() if self.bot is not None else None

    def person(self, name: str) -> Person:
        """Somebody with a chat of their own, who waits for nothing: `await house.settled()` does."""
        self._people += 1
        return Person(self.server, FIRST_ID + self._people - 1, name)

    async def until(self, true: Callable[[], object], within: float | None = None) -> None:
        """Wait for the condition; TimeoutError, with the end of the bot's log, where it does not come in time (s;
        `patience`).
        """
        within = within or self.patience
        try:
            await eventually(true, within)
        except TimeoutError:
            raise TimeoutError(f"it did not come to that within {within:g} s\n{self.log()[-LOG_SHOWN:]}") from None

    async def settled(self) -> None:
        """Return when Telegram has nothing for the bot, the inbox nothing for the handlers, the outbox nothing for
        Telegram. TimeoutError where that does not come.
        """
        try:
            await eventually_async(self._is_settled, self.patience)
        except TimeoutError:
            waits = [len(self.server.updates.pending), await Inbox.filter(state=InboxState.NEW).count()]
            raise TimeoutError(
                f"not settled: {waits}, {await Outbox.all().count()}\n{self.log()[-LOG_SHOWN:]}"
            ) from None

    async def _is_settled(self) -> bool:
        if self.server.updates.pending or await Inbox.filter(state=InboxState.NEW).exists():
            return False
        return not await Outbox.all().exists()

    def log(self) -> str:
        """What the bot's processes have written, all of them together."""
        file = self.folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""


@asynccontextmanager
async def opened(url: str, folder: Path, zygote: Zygote) -> AsyncIterator[House]:
    """A house on this migrated database; its bot, server and clock end with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    async with server_at_noon(folder) as server:
        context = await database.connect(url)
        set_global_context(context)
        house = House(server, url, folder, zygote, context)
        try:
            yield house
        finally:
            await house.kill()
            database.unset_global_context()
            await context.close_connections()


async def sqlite_copy(template: Path, folder: Path) -> str:
    """A migrated SQLite database of one's own; the template is made where it is missing."""
    if not template.exists():
        made = await database.open_migrated(f"sqlite://{template}")
        await made.close_connections()
    folder.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(shutil.copyfile, template, folder / "spotter.db")
    return f"sqlite://{folder / 'spotter.db'}"
