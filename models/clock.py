"""The one clock: everything that asks what time it is asks here, so that tests and the demo can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

_offset_file: Path | None = None


def follow(path: Path | None) -> None:
    """Read the offset, a decimal number of seconds, from `path` at each call of now(); None: real time."""
    global _offset_file  # noqa: PLW0603 - one clock in a process is the point
    _offset_file = path


def now() -> datetime:
    """The present instant, timezone-aware, in UTC."""
    real = datetime.now(UTC)
    if _offset_file is None:
        return real
    try:
        text = _offset_file.read_text()
    except FileNotFoundError:
        return real
    return real + timedelta(seconds=float(text or 0))


def today_utc() -> date:
    return now().date()
