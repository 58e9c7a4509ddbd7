"""The one conversation of the bot. It has the words of PTB's ConversationHandler (entry points, states, fallbacks; a
callback returns the next step), but the position is a row, read and written in the update's transaction: a crash
loses nothing, and a restart in the middle of a question goes unnoticed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, filters

from handlers.unit import Unit, current
from handlers.views.taps import Tap


class Step(StrEnum):
    """HOME is where no question is open; whether a workout is under way is its session's to say. The other places
    are StrEnums of the conversations they belong to, with values like "measure.value".
    """

    HOME = "home"


Callback = Callable[..., Awaitable[StrEnum | None]]
Values = tuple[Any, ...]


class On(BaseHandler[Update, Any, Any]):
    """A handler whose callback takes the unit of work and the values that check_update found in the update."""

    def __init__(self, callback: Callback) -> None:
        super().__init__(callback)  # type: ignore[arg-type] # not PTB's (update, context): see Conversation

    def check_update(self, update: object) -> Values | None:
        return self.values(update) if isinstance(update, Update) else None

    @abstractmethod
    def values(self, update: Update) -> Values | None:
        """What the callback is to be given; None where the update is not for this handler."""

    async def call(self, unit: Unit, values: Values) -> StrEnum | None:
        step: StrEnum | None = await self.callback(unit, *values)  # type: ignore[arg-type] # likewise
        return step


class OnCommand(On):
    """A command in any spelling of case, with the bot's name or without: `callback(unit, text behind it)`."""

    def __init__(self, command: str, callback: Callback) -> None:
        super().__init__(callback)
        self.command = command

    def values(self, update: Update) -> Values | None:
        message = update.message
        if message is None or not message.text or not message.text.startswith("/"):
            return None
        word, rest = [*message.text[1:].split(maxsplit=1), "", ""][:2]
        name, _, bot = word.partition("@")
        if name.lower() != self.command or (bot and bot.lower() != message.get_bot().username.lower()):
            return None
        return (rest.strip(),)


class OnText(On):
    """Text that is not a command: `callback(unit, text)`."""

    def values(self, update: Update) -> Values | None:
        message = update.message
        if message is None or message.text is None or message.text.startswith("/"):
            return None
        return (message.text,)


class OnTap(On):
    """A button of one kind: `callback(unit, *values)`."""

    def __init__(self, tap: Tap, callback: Callback) -> None:
        super().__init__(callback)
        self.tap = tap

    def values(self, update: Update) -> Values | None:
        query = update.callback_query
        return self.tap.read(query.data or "") if query else None


class OnAny(On):
    """Whatever passes one of PTB's filters: `callback(unit)`. Edits pass only where the filter asks for them."""

    def __init__(self, wanted: filters.BaseFilter, callback: Callback) -> None:
        super().__init__(callback)
        self.wanted = wanted

    def values(self, update: Update) -> Values | None:
        return () if self.wanted.check_update(update) else None


class OnUpdate(On):
    """Whatever the test accepts: `callback(unit)`."""

    def __init__(self, accepts: Callable[[Update], bool], callback: Callback) -> None:
        super().__init__(callback)
        self.accepts = accepts

    def values(self, update: Update) -> Values | None:
        return () if self.accepts(update) else None


NOT_TEXT = filters.UpdateType.MESSAGE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
"""What a question that waits for text gets besides: a sticker, a voice message, a place."""


class Conversation(BaseHandler[Update, Any, Any]):
    """The doorstep comes first, then the handlers of the step the person is at, then the entry points, which work from
    everywhere, then the fallbacks.

    A callback returns the next step, or None to stay. Going HOME forgets what the question was about.
    """

    def __init__(
        self,
        doorstep: Sequence[On],
        entry_points: Sequence[On],
        states: Mapping[Any, Sequence[On]],
        fallbacks: Sequence[On],
    ) -> None:
        super().__init__(self._step)  # type: ignore[arg-type] # called by handle_update alone
        self.doorstep, self.entry_points, self.states, self.fallbacks = doorstep, entry_points, states, fallbacks
        self._taps = {each.tap.code: each for each in reversed(entry_points) if isinstance(each, OnTap)}
        self._others = [each for each in entry_points if not isinstance(each, OnTap)]

    def check_update(self, update: object) -> tuple[On, Values] | None:
        here = self.states.get(current.get().position.step, ())
        query = update.callback_query if isinstance(update, Update) else None
        tap = self._taps.get((query.data or "").partition(".")[0]) if query else None
        everywhere = self._others if tap is None else (tap, *self._others)
        for handler in (*self.doorstep, *here, *everywhere, *self.fallbacks):
            values = handler.check_update(update)
            if values is not None:
                return handler, values
        return None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Any, Any, Any, Any, Any],
        check_result: Any,
        context: Any,
    ) -> None:
        del update, application, context  # the unit of work has all that a step may know
        handler, values = check_result
        await self._step(handler, values)

    async def _step(self, handler: On, values: Values) -> None:
        unit = current.get()
        step = await handler.call(unit, values)
        if step is not None:
            unit.go(step)
