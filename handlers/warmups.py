"""Warm-ups: one tap each, and whether they are worked out at all."""

from __future__ import annotations

from uuid import UUID

from handlers import settings, workout
from handlers.conversation import OnTap, Step
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import label
from models import people
from models.rules.sets import DoneSet, SetKind


async def warm_up(unit: Unit, session_id: UUID, number: int, count: int) -> None:
    """The warm-up on the card, as asked."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    following = found.next_warmup(item)
    if len(found.logged(item)) != count or found.is_done(item):
        unit.toast(label("logged-already"))
    elif following is None:
        unit.toast(label("too-late"))
    else:
        _, asked = following
        done = DoneSet(SetKind.WARMUP, asked.reps, asked.weight_g, unit.user.unit, asked.seconds, asked.distance_m)
        if await workout.write_sets(unit, found, item, [done]):
            await workout.show_card(unit, found)
        return
    await workout.show_card(unit, found)


async def switch(unit: Unit, on: int) -> Step:
    """Work them out where a program says nothing of them, or not."""
    await people.change(unit.user, warmups=bool(on))
    unit.toast(label("settings-saved"))
    return await settings.settings(unit)


ENTRY_POINTS = (OnTap(taps.WARM_UP, warm_up), OnTap(taps.SET_WARMUPS, switch))
