"""One movable clock for the server, the page and the bot."""

import contextlib
import time
from datetime import UTC, datetime
from pathlib import Path


class Clock:
    """The machine's time plus an offset in seconds, kept in a file that the bot reads too.

    The file holds one decimal number and is replaced atomically: a reader never sees half of it.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.offset = 0.0
        if file is not None:
            with contextlib.suppress(FileNotFoundError, ValueError):
                self.offset = float(file.read_text(encoding="ascii"))
            self._keep()

    def timestamp(self) -> float:
        """Seconds since 1970 on this clock."""
        return time.time() + self.offset

    def now(self) -> datetime:
        """The time on this clock, in UTC and aware of it."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def jump(self, seconds: float) -> None:
        """Move the clock, forward or back; readers of the file follow within a second."""
        self.offset += seconds
        self._keep()

    def _keep(self) -> None:
        if self.file is not None:
            fresh = self.file.with_name(self.file.name + ".new")
            fresh.write_text(f"{self.offset:.6f}\n", encoding="ascii")
            fresh.replace(self.file)
