"""Waiting for what comes by itself, never longer than a while."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

WHILE = 30.0  # s


async def eventually(true: Callable[[], object], within: float = WHILE) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - what happens elsewhere has no event for us
            await asyncio.sleep(0.005)


async def eventually_async(true: Callable[[], Awaitable[object]], within: float = WHILE) -> None:
    async with asyncio.timeout(within):
        while not await true():  # noqa: ASYNC110 - likewise
            await asyncio.sleep(0.02)
