"""Programs as they are read: a text is parsed once, in a thread, or in a process of its own where it is long; the last
ones stay at hand.

A thread that parses takes turns with everybody else, so only what is quick is done in one. No transaction waits for
either (beforehand.py).
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, cast

from models import beforehand, program_work
from models.liftoscript.problems import Problem, ProgramError
from models.liftoscript.program import Program as Text
from models.liftoscript.state import State
from models.program_work import TooComplicatedError

Runner = Callable[[str, tuple[Any, ...]], Awaitable[Any]]

MOST_KEPT, MOST_KEPT_WEIGHT = 64, 1_000_000
_PLACE_WEIGHT = 64  # of an exercise on a day, beside a character's 1
_kept: OrderedDict[str, Text] = OrderedDict()
_weights: dict[str, int] = {}
_apart: list[Runner] = []  # the last one is asked
# One thread: with two of them everybody else would wait twice as long for their turn of Python's.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="programs")


def use(runner: Runner) -> None:
    """Let the runner do what takes long: it gets the name of a job and its arguments (program_work.JOBS)."""
    _apart.append(runner)


def use_no_more(runner: Runner) -> None:
    _apart.remove(runner)


async def read(text: str) -> Text:
    """The program that the text says. Others are served meanwhile. Raises ProgramError."""
    found: Text | list[Problem] | None = _kept.get(text)
    if found is None:
        found = cast("Text | list[Problem]", await _done("read", text))
    if isinstance(found, list):
        raise ProgramError(found)
    _keep(text, found)
    return found


async def written(program: Text, state: State) -> str:
    """The program with the progress in it, as a text that reads back equal. Raises ProgramError where that takes too
    long.
    """
    return cast(str, _right(await _done("written", program.source.text, state.to_json())))


async def prescribed(program: Text, kinds: tuple[tuple[str, str], ...]) -> list[list[list[dict[str, Any]]]]:
    """The sets of each exercise of each day, as JSON; kinds: what each name in the text counts, by the name without
    case. Raises ProgramError where that takes too long.
    """
    found = _right(await _done("prescribed", program.source.text, kinds))
    return cast("list[list[list[dict[str, Any]]]]", found)


async def wrong_around(text: str, at: int) -> int:
    """How much is wrong with the text around a place."""
    found = await _done("wrong around", text, at)
    return len(found) if isinstance(found, list) else cast(int, found)


async def _done(job: str, text: str, *arguments: Any) -> Any:
    """What comes of the job, or the problem that it takes too long."""
    key = (job, text, json.dumps(arguments))
    return await beforehand.result(key, lambda: _run(job, (text, *arguments)))


async def _run(job: str, arguments: tuple[Any, ...]) -> Any:
    if not _apart or program_work.is_quick(arguments[0]):
        work = partial(program_work.JOBS[job], *arguments)
        return await asyncio.get_running_loop().run_in_executor(_worker, work)
    try:
        return await _apart[-1](job, arguments)
    except TooComplicatedError:
        return [Problem(1, 1, "too-complicated")]


def _right(found: Any) -> Any:
    if isinstance(found, list) and found and isinstance(found[0], Problem):
        raise ProgramError(found)
    return found


def _keep(text: str, program: Text) -> None:
    if text not in _kept:
        _weights[text] = len(text) + _PLACE_WEIGHT * sum(map(len, program.places.values()))
    _kept[text] = program
    _kept.move_to_end(text)
    while len(_kept) > MOST_KEPT or (len(_kept) > 1 and sum(_weights.values()) > MOST_KEPT_WEIGHT):
        oldest, _ = _kept.popitem(last=False)
        del _weights[oldest]
