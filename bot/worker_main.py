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
from typing import BinaryIO

MOST_BYTES = 1024 * 1024 * 1024  # of memory
NICE = 5
LENGTH = struct.Struct(">Q")


def main() -> int:
    _bound()
    from models.program_work import JOBS  # noqa: PLC0415 - within the bounds

    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    while (request := _received(source)) is not None:
        seconds, job, arguments = pickle.loads(request)  # noqa: S301 - of the bot, whose process this is a part of
        _allow(seconds)
        try:
            answer = pickle.dumps((True, JOBS[job](*arguments)), pickle.HIGHEST_PROTOCOL)
        except (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
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
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))


def _bound() -> None:
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
