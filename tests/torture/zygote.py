"""`python -m tests.torture.zygote`: a process that has imported the bot, and forks for each start: 1,000 starts fit
into an hour. It is told what to do in lines of JSON on stdin, and ends, with all it began, when that does.

`{"orders": …, "arguments": […], "environment": {…}, "folder": …, "log": …}` answers the pid of a new bot;
`{"reap": pid}` waits for its end and answers its exit code, negative for a signal. Until then the pid is no other's.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import traceback
from typing import Any

import bot.app
import bot.database
import bot.demo
import bot.postgres
import bot.sqlite
from bot.__main__ import main as bot_main
from tests.torture import points, weakened
from tests.torture.orders import Orders

READY = "ready"
PR_SET_PDEATHSIG = 1
__all__ = ["bot"]  # all of it is imported before the first fork


def serve() -> None:
    die_with_parent()
    children: set[int] = set()
    _answer(READY)
    try:
        for line in sys.stdin:
            told = json.loads(line)
            if "reap" in told:
                _, status = os.waitpid(told["reap"], 0)
                children.discard(told["reap"])
                _answer(os.waitstatus_to_exitcode(status))
                continue
            child = os.fork()
            if not child:
                _become_the_bot(told)
            children.add(child)
            _answer(child)
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)


def _answer(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def die_with_parent() -> None:
    """However that ends: nothing is left running."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _become_the_bot(told: dict[str, Any]) -> None:
    """In the child; never returns."""
    code = 1
    try:
        die_with_parent()
        os.setsid()
        log = os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chdir(told["folder"])
        os.environ.clear()
        os.environ.update(told["environment"])
        orders = Orders.from_json(told["orders"])
        for name in orders.weakened:
            weakened.WEAKENINGS[name]()
        if orders.kill_at:
            points.kill_at(orders.kill_at, orders.nth)
        code = bot_main(told["arguments"])
    except BaseException:  # noqa: BLE001 - what a process ends with, whatever it is
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
