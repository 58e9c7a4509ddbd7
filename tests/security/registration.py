"""Every handler there is, as the bot registers it: who is forgotten here is forgotten nowhere else either."""

from __future__ import annotations

from dataclasses import dataclass

import handlers
from handlers import doorstep
from handlers.conversation import Conversation, On, OnCommand, OnTap
from handlers.unit import current

EVERYWHERE = ""


@dataclass(frozen=True, slots=True, eq=False)
class Handler:
    """A handler at one of its places; the place is empty where it works from everywhere."""

    on: On
    place: str

    def __str__(self) -> str:
        match self.on:
            case OnTap():
                kind = f"[{self.on.tap.code}]"
            case OnCommand():
                kind = f"/{self.on.command}"
            case _:
                kind = type(self.on).__name__.removeprefix("On").lower()
        name = getattr(self.on.callback, "__qualname__", repr(self.on.callback))
        return f"{self.on.callback.__module__}.{name} ({kind}{f' at {self.place}' if self.place else ''})"


class Registration:
    """The handlers as they are registered, and which of them an update has come to."""

    def __init__(self) -> None:
        everywhere = [*doorstep.FIRST, *handlers.entry_points(), *handlers.fallbacks()]
        self.handlers = [Handler(on, EVERYWHERE) for on in everywhere]
        self.handlers += [Handler(on, step.value) for step, those in handlers.states().items() for on in those]
        self._by_place = {(id(each.on), each.place): each for each in self.handlers}

    def reached(self, on: On) -> Handler:
        """The handler that is being called now: that of the person's place, where it is one of its."""
        place = current.get().position.step
        return self._by_place.get((id(on), place)) or self._by_place[id(on), EVERYWHERE]


def registered(conversation: Conversation) -> int:
    """How many handlers the bot itself has: as many as are counted here."""
    states = sum(len(those) for those in conversation.states.values())
    return len(conversation.doorstep) + len(conversation.entry_points) + states + len(conversation.fallbacks)
