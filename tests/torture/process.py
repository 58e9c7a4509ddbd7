"""Real bot processes: started, killed, waited for. Forked from one that has imported everything (tests.torture.zygote:
a start in a fraction of a second), or `python -m bot run` from nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.torture.orders import Orders
from tests.torture.zygote import READY, die_with_parent

ROOT = Path(__file__).parent.parent.parent


class Process:
    """A bot process. `ended` is set when it has died, of whatever."""

    def __init__(self, pid: int, reap: Callable[[], int]) -> None:
        self.pid = pid
        self.code: int | None = None  # negative for a signal
        self.ended = asyncio.Event()
        self._reap = reap
        self._descriptor = os.pidfd_open(pid)
        asyncio.get_running_loop().add_reader(self._descriptor, self._end)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._descriptor)
        os.close(self._descriptor)
        self.code = self._reap()
        self.ended.set()

    def signal(self, number: int) -> None:
        if self.code is None:
            os.kill(self.pid, number)

    async def kill(self) -> None:
        """Kill -9, and wait until it is dead."""
        self.signal(signal.SIGKILL)
        await self.ended.wait()

    async def stop(self) -> int | None:
        """SIGTERM, and wait for the orderly end; the exit code."""
        self.signal(signal.SIGTERM)
        await self.ended.wait()
        return self.code


class Zygote:
    """See tests.torture.zygote. One for many houses; close() it, or end."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.zygote"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == READY

    def fork(self, arguments: list[str], environment: Mapping[str, str], folder: Path, orders: Orders) -> Process:
        facts = {"arguments": arguments, "environment": dict(environment), "folder": str(folder)}
        pid = self._ask({**facts, "log": str(folder / "log"), "orders": orders.to_json()})
        return Process(pid, lambda: self._ask({"reap": pid}))

    def close(self) -> None:
        """With all it began."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, told: dict[str, object]) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return str(json.loads(self._process.stdout.readline() or '"the zygote is dead"'))


def cold(arguments: list[str], environment: Mapping[str, str], folder: Path) -> Process:
    """`python -m bot` from nothing, as systemd would start it."""
    with (folder / "log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - there are no threads in the harness that could hold a lock
        )
    return Process(process.pid, process.wait)
