"""Programs as they are read: a text is parsed once, in a thread of its own, and the last ones stay at hand."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from models.liftoscript.program import Program as Text
from models.liftoscript.state import State

MOST_KEPT = 64
_kept: OrderedDict[str, Text] = OrderedDict()


async def read(text: str) -> Text:
    """The program that the text says. Others are served meanwhile: 64 KB take a second or two. Raises ProgramError."""
    found = _kept.get(text)
    if found is None:
        found = await asyncio.to_thread(Text.parse, text)
        _kept[text] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(text)
    return found


async def written(program: Text, state: State) -> str:
    """The program with the progress in it, as a text that reads back equal."""
    return await asyncio.to_thread(program.text, state)
