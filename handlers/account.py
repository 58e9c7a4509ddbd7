"""/privacy and /delete_me."""

from __future__ import annotations

from enum import StrEnum

from handlers.between_sets import or_set
from handlers.conversation import On, OnCommand, OnTap, OnText, Step
from handlers.unit import CARD, QUESTION, Unit
from handlers.views import taps
from handlers.views.texts import Html, label, say
from handlers.views.view import Button, View
from models import deliveries, erasure
from models.measurements import UserMeasurement
from models.sessions import SessionStatus, UserWorkoutSession

SURE_WORDS = {"delete", "delete everything", "yes"}


_nights_kept = 0  # for how many days nightly backups are kept; 0: whoever runs the bot makes them by hand


def backed_up_nightly(keep: int) -> None:
    """Say in /privacy that each is kept for `keep` days; 0: that backups are made by hand."""
    global _nights_kept  # noqa: PLW0603 - one for the process, as configured at its start
    _nights_kept = keep


class Place(StrEnum):
    SURE = "account.sure"


async def privacy(unit: Unit, rest: str) -> None:
    """What is stored and why. Whatever is open stays open."""
    del rest
    unit.aside(View(say("privacy", nights=_nights_kept)))


async def delete_me(unit: Unit, rest: str) -> Place:
    """Asked once."""
    del rest
    await _ask(unit)
    return Place.SURE


async def sure(unit: Unit, yes: int) -> Step:
    """Every row goes in this transaction; the last word knows no more than the chat it is for."""
    if not yes:
        unit.ask(View(say("delete-me-kept")))
        return Step.HOME
    shown = await deliveries.shown(unit.chat_id)
    await erasure.erase(unit.user)
    for slot in (CARD, QUESTION):
        if slot in shown:
            unit.drop_message(shown[slot])
    unit.keep(View(say("delete-me-done")))
    unit.forget()
    return Step.HOME


async def typed(unit: Unit, text: str) -> Step | None:
    word = text.strip().lower().rstrip(".!")
    if word in SURE_WORDS:
        return await sure(unit, 1)
    if word in {"no", "keep", "keep everything"}:
        return await sure(unit, 0)
    await _ask(unit, say("delete-me-again"))
    return None


async def _ask(unit: Unit, again: Html | None = None) -> None:
    workouts = await UserWorkoutSession.filter(
        user_id=unit.user.id, status=SessionStatus.COMPLETED, is_active=True
    ).count()
    measured = await UserMeasurement.filter(user_id=unit.user.id, is_active=True).count()
    text = again or say("delete-me-sure", workouts=workouts, measurements=measured)
    buttons = (
        Button(label("delete-me-yes"), taps.DELETE_ME(1)),
        Button(label("delete-me-no"), taps.DELETE_ME(0)),
    )
    unit.ask(View(text, (buttons,)))


COMMANDS = ("privacy", "delete_me")
ENTRY_POINTS: tuple[On, ...] = (OnCommand("privacy", privacy), OnCommand("delete_me", delete_me))
STATES: dict[StrEnum, tuple[On, ...]] = {Place.SURE: (OnTap(taps.DELETE_ME, sure), OnText(or_set(typed)))}
