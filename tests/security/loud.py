"""The bot as a process that says all it can: asyncio's debug mode tells of every step, and on a word everything fails
that can, with the word and the token in each error. Run by test_logs.py, as `python -X dev loud.py run`.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import warnings
from asyncio import base_events
from typing import Any

from bot.__main__ import main
from handlers import basics, typed
from handlers.unit import Unit

BOOM = "Boom"
_told: list[str] = []


class Unraisable:
    def __init__(self, text: str) -> None:
        self.text = text

    def __del__(self) -> None:
        raise RuntimeError(self.text)


_begin = base_events.BaseEventLoop.__init__


def loud(self: Any, *arguments: Any) -> None:
    """Every step of the loop is a slow one."""
    _begin(self, *arguments)
    self.slow_callback_duration = 0


async def fails(text: str) -> None:
    raise RuntimeError(text)


def explode(text: str) -> None:
    raise RuntimeError(text)


_not_understood = basics.not_understood


def not_understood(unit: Unit) -> None:
    assert unit.update is not None
    message = unit.update.message
    text = message.text or "" if message is not None else ""
    if BOOM not in text:
        _not_understood(unit)
        return
    told = f"{text} {unit.update.get_bot()!r} {unit.update.get_bot().token}"
    logging.getLogger("aiohttp.client").warning("A library says %s", told.rpartition(" ")[2])
    warnings.warn(told.rpartition(" ")[2], stacklevel=1)
    asyncio.create_task(fails(told))  # noqa: RUF006 - nobody hears of it
    asyncio.get_running_loop().call_soon(explode, told)
    threading.Thread(target=explode, args=(told,)).start()
    Unraisable(told)
    _told.append(told)
    raise RuntimeError(told) from ValueError(told)


if __name__ == "__main__":
    base_events.BaseEventLoop.__init__ = loud  # type: ignore[method-assign]
    vars(typed)["not_understood"] = not_understood
    main()
    raise RuntimeError(_told[-1])
