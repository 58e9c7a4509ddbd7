"""What looks after the bot while it runs, as configured: the watchdog, the nightly backup, the health page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.config import Config
from bot.counts import Counts
from bot.watchdog import watched


@contextlib.asynccontextmanager
async def looked_after(config: Config, counts: Counts) -> AsyncIterator[None]:
    """To the end of the block. Raises ConfigError where the health page cannot be served."""
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(watched(counts))
        if config.health.port:
            from bot.health import served  # noqa: PLC0415 - loads a server, which the bot itself needs not

            await stack.enter_async_context(served(config.health, counts))
        if config.backup.directory:
            from bot.nightly import Nightly  # noqa: PLC0415 - likewise

            backing_up = asyncio.create_task(Nightly(config.backup, config.database.url).run())
            stack.push_async_callback(_end, backing_up)
        yield


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
