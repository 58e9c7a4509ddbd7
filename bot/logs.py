"""The log: what happens, for whoever runs the bot. Never the token, and nothing that a person wrote."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import threading
import traceback
from types import TracebackType
from typing import Any
from urllib.parse import quote

from bot.trouble import reason

log = logging.getLogger(__name__)

OURS = ("bot", "handlers", "models")


def begin(level: str, token: str) -> None:
    """Write to stderr what we say from this level on, and of libraries warnings alone: below, some of them write the
    token or people's texts. What nobody has caught goes the same way.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Formatter(token))
    logging.basicConfig(level=max(logging.getLevelName(level), logging.WARNING), handlers=[handler])
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # its debug mode warns of what is slow, with all it is about
    logging.getLogger("asyncpg").setLevel(logging.ERROR)  # its pool writes a trace each time; an outage is said by us
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """Say of a task that failed unheard where and how; asyncio would write what it was about."""
    loop.set_exception_handler(_unheard)


class Formatter(logging.Formatter):
    """Errors by their places and kinds: their texts quote what people wrote, or the address with the token in it."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        secret = token.partition(":")[2]
        self._secrets = [each for each in dict.fromkeys((token, quote(token), quote(token, safe=""), secret)) if each]

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name for it
        error: BaseException | None = ei[1]
        told: list[str] = []
        while error is not None and len(told) < 10:  # noqa: PLR2004 - a chain as long as that tells enough
            told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(told)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    known = error if error is not None else kind()
    log.critical("Nobody has caught this: %s", reason(known), exc_info=(kind, known, trace))


def _unheard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    del loop
    error = context.get("exception")
    told = f" ({reason(error)})" if isinstance(error, BaseException) else ""
    message = str(context.get("message") or "Something failed unheard")
    log.error("%s%s", re.split(r"[<(]", message)[0].rstrip(), told)  # what follows are the arguments of a callback
