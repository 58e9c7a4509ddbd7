"""Files that people send, for handlers: the bot fetches one before the transaction that asks for it (beforehand.py)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from models import beforehand

if TYPE_CHECKING:
    from handlers.unit import Unit


class Trouble(StrEnum):
    """Why there is no file."""

    TOO_BIG = "too-big"
    GONE = "gone"  # Telegram has it no more
    AWAY = "away"  # Telegram cannot be reached, for quite a while


async def received(unit: Unit, most: int) -> bytes | Trouble:
    """What is in the file that was sent, where that is at most so many bytes."""
    message = unit.update.message if unit.update else None
    document = message.document if message else None
    if document is None or unit.fetch is None:
        return Trouble.GONE
    if (document.file_size or 0) > most:
        return Trouble.TOO_BIG
    file_id, fetch = document.file_id, unit.fetch
    return await beforehand.result(("file", file_id), lambda: fetch(file_id, most))
