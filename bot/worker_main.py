"""The process that works on long texts of programs: jobs come in by the standard input, answers go out by the standard
output, each with its length before it. It has no configuration, no database and no network, and ends when its input
does.

1. A request is (seconds, job, arguments), pickled: the processor time the job may take, its name in program_work.JOBS.
2. The answer is (True, what came of it), or (False, the name of the error). A job that takes longer than it may is
   ended by the system, and the process with it.
"""

from __future__ import annotations

import os
import pickle
import resource
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 256 * 1024 * 1024  # of memory; 64 KB take 45 MB at worst
NICE = 5
LENGTH = struct.Struct(">Q")


def main() -> int:
    _bound()
    from models.program_work import JOBS  # noqa: PLC0415 - within the bounds

    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    while (request := _received(source)) is not None:
        # The bot sends it, whose process this is a part of.
        seconds, job, arguments = pickle.loads(request)  # noqa: S301  # nosec B301
        _allow(seconds)
        try:
            answer = pickle.dumps((True, JOBS[job](*arguments)), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - whatever a text leads to is told, and the next one is worked on
            answer = pickle.dumps((False, type(error).__name__))
        target.write(LENGTH.pack(len(answer)) + answer)
        target.flush()
    return 0


def _received(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    return source.read(*LENGTH.unpack(head)) if len(head) == LENGTH.size else None


def _allow(seconds: int) -> None:
    """So much processor time from now on; the system counts whole seconds."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))


def _bound() -> None:
    """Behind everybody else, with little memory, and the first to go where the machine has none left. What the system
    does not allow is left out: the bot ends a job that it waits for too long.
    """
    with suppress(OSError):
        os.nice(NICE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    for what, most in ((resource.RLIMIT_AS, MOST_BYTES), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
