"""A command that is told to end (Ctrl-C, SIGTERM) ends and has done nothing, until it says that it is too late."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bot.config import ConfigError

HEARD_WITHIN = 0.01  # s


async def interruptible(work: Coroutine[Any, Any, int], done: str) -> int:
    """The command's code. Raises ConfigError, saying that nothing was `done`, where a signal ended it."""
    task = asyncio.create_task(work)
    _on_signals(task.cancel)
    await asyncio.wait([task])
    if task.cancelled():
        raise ConfigError(nothing(done))
    return task.result()


def nothing(done: str) -> str:
    return f"Interrupted: nothing was {done}."


async def too_late() -> None:
    """From here on signals are ignored, so that what is said at the end is so; one that came before ends it here."""
    await asyncio.sleep(HEARD_WITHIN)  # also one that came while we did not listen
    _on_signals(lambda: None)
    await asyncio.sleep(0)


async def answer() -> str:
    """What is typed, up to Enter. Unlike readline(), waiting for it hinders nobody, nor Ctrl-C."""
    if sys.stdin is None:  # closed by who called us
        return ""
    loop, typed = asyncio.get_running_loop(), asyncio.Event()
    try:
        loop.add_reader(sys.stdin, typed.set)
    except PermissionError:  # a file, which need not be waited for
        return sys.stdin.readline()
    try:
        await typed.wait()
    finally:
        loop.remove_reader(sys.stdin)
    return sys.stdin.readline()


def _on_signals(action: Callable[[], object]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, action)
