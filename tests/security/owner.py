"""Somebody who owns what others are after. She taps kinds of buttons: their words may change, what they do may not."""

from __future__ import annotations

from collections.abc import Callable

from bot.demo import acts
from bot.demo.chats import Message
from handlers.conversation import OnAny
from handlers.views.taps import Tap
from models.deliveries import Position
from tests.conftest import World
from tests.security.recording import Recording

MARK = "Zyzzyva"
"""A word in all that the owner writes, and that nobody else ever does."""
EXERCISE, METRIC, PROGRAM, NOTE = f"{MARK} press", f"{MARK} girth", f"{MARK} plan", f"{MARK} seat 4"
FREE_TEXT = f"what is {MARK}?"


class Owner:
    """Ann."""

    def __init__(self, world: World, recording: Recording) -> None:
        self.world = world
        self.person = world.person(f"Ann {MARK}")
        self.said: dict[str, None] = {}  # callback data of all the buttons ever shown, in order
        self._recording = recording
        self._bored = {(each.place, each.on) for each in recording.registration.handlers if isinstance(each.on, OnAny)}

    async def tap(self, tap: Tap, wanted: Callable[..., bool] = lambda *_: True) -> None:
        """Tap the newest button of this kind whose values are wanted."""
        for message in reversed(self.person.chat.visible):
            for data in buttons(message):
                values = tap.read(data)
                if values is not None and wanted(*values):
                    await self._press(message, data)
                    return
        raise AssertionError(f"no button {tap.code}:\n{self.person.transcript()}")

    async def send(self, data: str) -> None:
        """Tap a button that was shown some time ago."""
        await self._press(self.person._newest_from_bot(), data)

    async def _press(self, message: Message, data: str) -> None:
        acts.press(self.world.server.world, self.person.id, message, data)
        await self.person.settle()
        await self._after()

    async def say(self, *texts: str) -> None:
        for text in texts:
            await self.person.says(text)
            await self._after()

    async def _after(self) -> None:
        """Keep the buttons; where a question takes more than text, try it with a sticker."""
        for message in self.person.chat.visible:
            self.said |= dict.fromkeys(buttons(message))
        place = (await Position.get(user__telegram_id=self.person.id)).step
        if any(each == place for each, _ in self._bored):
            self._bored = {each for each in self._bored if each[0] != place}
            await self.person.sends_sticker()
            await self._after()


def buttons(message: Message) -> list[str]:
    return [button["callback_data"] for row in message.inline_rows for button in row if "callback_data" in button]
