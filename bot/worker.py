"""A process of its own for what would hold everybody up: long texts of programs, read and written.

It is started when the first one comes, knows nothing of the bot (no configuration, no token, no database), and is ended
when a job takes too long, when nothing has come for a while, and with the bot.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import Any

from bot.worker_main import LENGTH
from models.program_work import TooComplicatedError

log = logging.getLogger(__name__)

ROOT = Path(__file__).parent.parent
MOST_SECONDS = 10  # of processor time for a job
MOST_WAITED = 30.0  # s for its answer, on a machine that does something else
IDLE = 300.0  # s
# What Python needs to start where this process runs; settings of the bot are not among it.
PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR")


class _EndedError(Exception):
    """The process ended before it answered."""


class Worker:
    """Does one job after the other, in the order they come."""

    def __init__(
        self,
        seconds: int = MOST_SECONDS,
        waited: float = MOST_WAITED,
        idle: float = IDLE,
        module: str = "bot.worker_main",
    ) -> None:
        self._seconds, self._waited, self._idle, self._module = seconds, waited, idle, module
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._rest: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return self._process.pid if self._process else None

    async def run(self, job: str, arguments: tuple[Any, ...]) -> Any:
        """What comes of the job. Raises TooComplicatedError where it takes too much time or memory, or the process dies
        of it twice.
        """
        async with self._turn:
            if self._rest is not None:
                self._rest.cancel()
            try:
                try:
                    return await self._answer(job, arguments)
                except _EndedError:  # it may have been ended for something else's sake
                    return await self._answer(job, arguments)
            except _EndedError:
                raise TooComplicatedError from None
            finally:
                self._rest = asyncio.get_running_loop().call_later(self._idle, self._end)

    async def stop(self) -> None:
        """End the process, in the middle of a job too."""
        if self._rest is not None:
            self._rest.cancel()
        process = self._process
        self._end()
        if process is not None:
            await process.wait()

    async def _answer(self, job: str, arguments: tuple[Any, ...]) -> Any:
        try:
            async with asyncio.timeout(self._waited):
                # Our own process sends it.
                well, answer = pickle.loads(await self._asked(job, arguments))  # noqa: S301  # nosec B301
        except TimeoutError:
            self._end()
            log.warning("A program's text took too long: its process did not answer within %g s.", self._waited)
            raise TooComplicatedError from None
        except asyncio.CancelledError:
            self._end()
            raise
        if not well:
            log.warning("A program's text cannot be worked on: %s", answer)
            raise TooComplicatedError
        return answer

    async def _asked(self, job: str, arguments: tuple[Any, ...]) -> bytes:
        process = self._process or await self._started()
        assert process.stdin is not None  # noqa: S101 - it has pipes
        assert process.stdout is not None  # noqa: S101 - likewise
        request = pickle.dumps((self._seconds, job, arguments))
        try:
            process.stdin.write(LENGTH.pack(len(request)) + request)
            await process.stdin.drain()
            (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
            return await process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._end()
            code = await process.wait()
            if code == -signal.SIGXCPU:
                log.warning("A program's text took too long: its process was ended after %d s.", self._seconds)
                raise TooComplicatedError from None
            log.warning("The process for programs' texts ended by itself (%d).", code)
            raise _EndedError from None

    async def _started(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            cwd=ROOT,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
