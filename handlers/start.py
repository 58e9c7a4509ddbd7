from __future__ import annotations

from handlers.conversation import OnCommand, Step
from handlers.unit import Unit
from handlers.views.texts import say
from handlers.views.view import View


async def start(unit: Unit, payload: str) -> Step:
    del payload
    unit.ask(View(say("welcome", name=unit.user.name)))
    return Step.HOME


ENTRY_POINTS = (OnCommand("start", start),)
