"""Processes to measure: the bot, the yardstick, and the server with the load in it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A Python process of ours."""

    def __init__(self, process: asyncio.subprocess.Process, started: float) -> None:
        self.process, self.started = process, started

    @property
    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> float:
        """Resident MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


class Server(Process):
    """tests.bench.load, asked line by line."""

    url = token = ""

    async def ask(self, name: str, *facts: Any) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([name, *facts]).encode() + b"\n")
        return await self._line()

    async def _line(self) -> Any:
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            return json.loads(await self.process.stdout.readline())

    async def open(self) -> None:
        self.url, self.token = await self._line()


@asynccontextmanager
async def python(*arguments: str, **environment: str) -> AsyncIterator[Process]:
    async with _running(Process, arguments, environment) as process:
        yield process


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    async with _running(Server, ("-m", "tests.bench.load"), {}) as process:
        assert isinstance(process, Server)
        await process.open()
        yield process


def bot(server: Server, database: str, *, paced: bool) -> Any:
    """`python -m bot run` on that server and database."""
    pace = {} if paced else {"SPOTTER_SEND__PER_SECOND": "0", "SPOTTER_SEND__PER_CHAT": "0"}
    return python(
        "-m",
        "bot",
        "run",
        SPOTTER_TELEGRAM__TOKEN=server.token,
        SPOTTER_TELEGRAM__API_URL=server.url,
        SPOTTER_DATABASE__URL=database,
        SPOTTER_LOG__LEVEL="WARNING",
        **pace,
    )


@asynccontextmanager
async def _running(kind: type[Process], arguments: tuple[str, ...], more: dict[str, str]) -> AsyncIterator[Process]:
    started = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**os.environ, **more},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    try:
        yield kind(process, started)
    finally:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()
