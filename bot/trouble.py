"""Trouble: what an error means for what is to be done about it, and how to name it in one line of the log."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Sequence
from datetime import timedelta

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from tortoise.exceptions import DBConnectionError

DATABASE_PAUSE = 0.25  # s: what the database did not take is tried again, so that all goes on when it answers
_SQLITE_AWAY = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
# Connection, who we are, which database, lost to another transaction, resources (disk, clients), not now or locked,
# intervention, system, read-only, internal
_POSTGRES_AWAY = ("08", "28", "3D", "40", "53", "55", "57", "58", "25006", "XX")
_CLOSED = ("closed", "no active connection")


def database_is_away(error: BaseException) -> bool:
    """True where the same statement may succeed later: the database is locked, full, gone, or chose somebody else.
    False for what is wrong with the statement, and will be again.
    """
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error  # Tortoise wraps it so
    match cause:
        case DBConnectionError() | OSError():
            return True
        case sqlite3.Error():
            code = getattr(cause, "sqlite_errorcode", None)
            return code & 0xFF in _SQLITE_AWAY if code is not None else _says_closed(cause)
        case ValueError():
            return _says_closed(cause)  # aiosqlite's word for it
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_POSTGRES_AWAY)
    asyncpg = sys.modules.get("asyncpg")  # not loaded where SQLite is used
    return asyncpg is not None and isinstance(cause, (asyncpg.InterfaceError, asyncpg.InternalClientError))


def _says_closed(error: Exception) -> bool:
    return str(error).lower().rstrip(".").endswith((*_CLOSED, "closed database"))


def reason(error: BaseException) -> str:
    """Where and what, in one line, without anything a person wrote."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


def meaning(error: TelegramError) -> str:
    """What it means for whoever runs the bot that Telegram or the way to it fails so, and what is to be done."""
    match error:
        case Conflict() if says(error, ("webhook",)):
            return "Updates of this token go to a webhook: remove that by Telegram's method deleteWebhook."
        case Conflict():
            return "Another process polls with this token: end it, or this one."
        case InvalidToken():
            return "Telegram refuses the token now: was it revoked? Get the new one from @BotFather and start again."
    return f"Telegram cannot be reached ({type(error).__name__})."


def says(error: TelegramError, words: Sequence[str]) -> bool:
    return any(word in error.message.lower() for word in words)


def pause_asked(error: RetryAfter) -> float:
    """Seconds for which Telegram wants to hear nothing."""
    after = error.retry_after  # a timedelta where PTB_TIMEDELTA is set, which bot.http does
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def refusal(error: TelegramError) -> str:
    """What Telegram said, without what it quotes of a text."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|b'.*", "…", error.message)[:200]
