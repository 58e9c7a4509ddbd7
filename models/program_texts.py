"""Programs as they are read: a text is parsed once, in a thread of its own, and the last ones stay at hand.

64 KB take up to a second, and several where progress is written into them: no transaction waits for that.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from models import beforehand
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program as Text
from models.liftoscript.state import State

T = TypeVar("T")
MOST_KEPT = 64
_kept: OrderedDict[str, Text] = OrderedDict()
# One thread: with two of them everybody else would wait twice as long for their turn of Python's.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="programs")


async def read(text: str) -> Text:
    """The program that the text says. Others are served meanwhile. Raises ProgramError."""
    found: Text | ProgramError | None = _kept.get(text)
    if found is None:
        found = await beforehand.result(("program", text), lambda: _in_thread(lambda: _read(text)))
    if isinstance(found, ProgramError):
        raise ProgramError(list(found.problems))
    _kept[text] = found
    _kept.move_to_end(text)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return found


async def written(program: Text, state: State) -> str:
    """The program with the progress in it, as a text that reads back equal."""
    return await apart(("written", program.source.text, json.dumps(state.to_json())), lambda: program.text(state))


async def apart(key: Hashable, work: Callable[[], T]) -> T:
    """What comes of work that takes long for a long text."""
    return await beforehand.result(key, lambda: _in_thread(work))


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_worker, work)


def _read(text: str) -> Text | ProgramError:
    try:
        return Text.parse(text)
    except ProgramError as error:
        return error
