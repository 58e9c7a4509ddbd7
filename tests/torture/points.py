"""The named steps of the way of a message and of a reminder, and kill -9 at one of them.

The product knows nothing of it: its functions are wrapped in the process that is to die.
"""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import handlers
from bot.dispatch import Dispatch
from bot.http import Api
from bot.intake import Intake
from bot.records import Records
from bot.sender import Sender
from bot.ticker import Ticker
from models import deliveries, reminders

SENDS = {"sendMessage", "sendPhoto", "sendDocument"}


class _Step:
    """Counts how often it is passed; at the nth time there is no more."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def passed(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _before(owner: Any, name: str, test: Callable[..., bool] = lambda *_: True) -> Callable[[_Step], None]:
    """Passed when the function is called, where the test of its arguments says so."""

    def patch(step: _Step) -> None:
        real = getattr(owner, name)

        @functools.wraps(real)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if test(*args):
                step.passed()
            return real(*args, **kwargs)

        setattr(owner, name, wrapped)

    return patch


def _after(owner: Any, name: str, test: Callable[..., bool] = lambda *_: True) -> Callable[[_Step], None]:
    """Passed when the coroutine function has returned, where the test of its result and its arguments says so."""

    def patch(step: _Step) -> None:
        real: Callable[..., Awaitable[Any]] = getattr(owner, name)

        @functools.wraps(real)
        async def wrapped(*args: Any, **kwargs: Any) -> Any:
            result = await real(*args, **kwargs)
            if test(result, *args):
                step.passed()
            return result

        setattr(owner, name, wrapped)

    return patch


def _called(*methods: str) -> Callable[[_Step], None]:
    """A call of Telegram goes out."""
    return _before(Api, "__call__", lambda api, method, *_: method in methods)


def _answered(*methods: str) -> Callable[[_Step], None]:
    """Telegram has done it; nothing of it is recorded."""
    return _after(Api, "__call__", lambda result, api, method, *_: method in methods and bool(result))


def _ticked(step: _Step) -> None:
    """After the commit of a reminder, before its replies are submitted."""
    real = Ticker.__init__

    def init(self: Ticker, submit: Any, *rest: Any, **more: Any) -> None:
        def wrapped(rows: Any) -> None:
            if rows:
                step.passed()
            submit(rows)

        real(self, wrapped, *rest, **more)

    Ticker.__init__ = init  # type: ignore[method-assign] # that is what is done here


def _dispatched(step: _Step) -> None:
    """After the commit of an update, before its replies are submitted."""
    real = Dispatch.__init__

    def init(self: Dispatch, application: Any, submit: Any, *rest: Any, **more: Any) -> None:
        def wrapped(rows: Any) -> None:
            step.passed()
            submit(rows)

        real(self, application, wrapped, *rest, **more)

    Dispatch.__init__ = init  # type: ignore[method-assign] # likewise


STEPS: dict[str, Callable[[_Step], None]] = {
    "received": _answered("getUpdates"),  # nothing is stored
    "storing": _after(deliveries, "receive", lambda result, *_: bool(result)),  # inserted, not committed
    "stored": _before(Intake, "_take", lambda intake, rows: bool(rows)),  # committed, not confirmed to Telegram
    "in transaction, before the handler": _after(deliveries, "take"),
    "in transaction, after the handler": _before(handlers, "close_unit"),
    "in transaction, replies written": _after(deliveries, "queue"),
    "committed": _dispatched,
    "submitted": _before(Sender, "submit", lambda sender, rows: bool(rows)),
    "sending": _called(*SENDS),
    "sent": _answered(*SENDS),  # Telegram has taken it, nothing is recorded
    "edited": _answered("editMessageText"),
    "deleted": _answered("deleteMessage"),
    "answered": _answered("answerCallbackQuery"),
    "recording": _after(deliveries, "sent"),  # in its transaction
    "recorded": _after(Records, "_persist"),
    "reminder due": _before(Ticker, "_handle"),
    "reminder claimed": _after(reminders, "claim", lambda result, *_: bool(result)),
    "reminder committed": _ticked,
}


def kill_at(name: str, nth: int) -> None:
    """From now on this process dies, by its own kill -9, when it passes the step for the nth time."""
    STEPS[name](_Step(nth))
