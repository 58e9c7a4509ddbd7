"""What is said: every handler of the bot, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from types import ModuleType
from typing import Any

from telegram import BotCommand, Update
from telegram.constants import ChatType
from telegram.ext import Application

from handlers import (
    account,
    adjust,
    basics,
    corrections,
    doorstep,
    exercises,
    finish,
    finish_asked,
    history,
    history_notes,
    history_sets,
    history_when,
    intervals,
    log,
    measure,
    measured,
    notes,
    onboarding,
    own_metrics,
    own_programs,
    plates,
    program_exercises,
    program_text,
    programs,
    progress,
    schedule,
    session_reminders,
    settings,
    starting_weights,
    suggestions,
    timezone,
    training_days,
    typed,
    warmups,
    week,
    workout,
)
from handlers.conversation import Conversation, On, Step
from handlers.unit import Unit
from handlers.views.texts import label, say
from handlers.views.view import View
from models import deliveries, people
from models.deliveries import Lane, Outbox
from models.reminders import Reminder, ReminderKind

# A conversation may have ENTRY_POINTS (work from everywhere: commands and buttons), STATES (what its questions
# accept), FALLBACKS (asked last), COMMANDS (for the menu) and REMINDERS (what happens when a row falls due).
CONVERSATIONS: tuple[ModuleType, ...] = (
    doorstep,
    onboarding,
    timezone,
    training_days,
    starting_weights,
    programs,
    own_programs,
    program_text,
    program_exercises,
    schedule,
    session_reminders,
    workout,
    intervals,
    adjust,
    exercises,
    finish,
    finish_asked,
    suggestions,
    notes,
    typed,
    log,
    corrections,
    plates,
    measure,
    measured,
    own_metrics,
    progress,
    week,
    history,
    history_notes,
    history_sets,
    history_when,
    settings,
    warmups,
    account,
    basics,
)


def register(application: Application[Any, Any, Any, Any, Any, Any], nights_kept: int = 0) -> None:
    """Hand the one conversation to PTB; `nights_kept` is how many nightly backups there are, for /privacy."""
    account.backed_up_nightly(nights_kept)
    application.add_handler(Conversation(doorstep.FIRST, entry_points(), states(), fallbacks()))


def entry_points() -> list[On]:
    return [handler for each in CONVERSATIONS for handler in getattr(each, "ENTRY_POINTS", ())]


def states() -> dict[StrEnum, tuple[On, ...]]:
    return {step: handlers for each in CONVERSATIONS for step, handlers in getattr(each, "STATES", {}).items()}


def fallbacks() -> list[On]:
    return [handler for each in CONVERSATIONS for handler in getattr(each, "FALLBACKS", ())]


def commands() -> list[BotCommand]:
    """The commands menu."""
    names = [name for each in CONVERSATIONS for name in getattr(each, "COMMANDS", ())]
    return [BotCommand(name, label(f"command-{name.replace('_', '-')}")) for name in names]


async def open_unit(update: Update) -> Unit | None:
    """The unit of work of an update: its person (a row is made for a new one) and where they are. None: not for us.

    Whoever writes in a group or in a private chat that is not theirs (a business account does), or taps without ever
    having written, gets a unit that stores nothing.
    """
    who, chat = update.effective_user, update.effective_chat
    if who is None or who.is_bot:
        return None
    if chat is None or (chat.type == ChatType.PRIVATE and chat.id == who.id):
        position = await deliveries.position_of(who.id)
        if position is None and update.message is not None:
            user = await people.meet(who.id, who.full_name, who.language_code)
            position = await deliveries.place(user, Step.HOME)
        if position is not None:
            if not position.user.reachable and (update.message is not None or update.callback_query is not None):
                await people.change(position.user, reachable=True)
            return Unit(position.user, position, update)
    user = people.stranger(who.id, who.full_name, who.language_code)
    return Unit(user, deliveries.nowhere(user, Step.HOME), update, known=False)


async def close_unit(unit: Unit) -> None:
    """Put the replies into the outbox and the position into its row; the card of a workout stays the last message."""
    await workout.keep_card_last(unit)
    await deliveries.queue(unit.finish())
    if unit.known:
        await deliveries.move(unit.position)


async def open_unit_of(telegram_id: int, tap: str | None = None) -> Unit | None:
    """The unit of work of somebody whose update cannot be read, but perhaps the id of their tap. None: nobody we know,
    and nothing to answer.
    """
    position = await deliveries.position_of(telegram_id)
    if position is not None:
        return Unit(position.user, position, tap=tap)
    user = people.stranger(telegram_id, "", None)
    return Unit(user, deliveries.nowhere(user, Step.HOME), tap=tap, known=False) if tap else None


async def open_reminded(row: Reminder) -> Unit | None:
    """The unit of work of a due reminder. None: there is nobody to be reminded."""
    position = await deliveries.position_of_user(row.user_id)
    if position is None or not position.user.is_active:
        return None
    return Unit(position.user, position, lane=Lane.UNASKED)


async def remind(unit: Unit, row: Reminder) -> list[Outbox]:
    """What a due reminder leads to. Who cannot be reached is told nothing of it."""
    found: dict[ReminderKind, Callable[[Unit, Reminder], Awaitable[None]]] = {}
    for each in CONVERSATIONS:
        found |= getattr(each, "REMINDERS", {})
    await found[row.kind](unit, row)
    if not unit.user.reachable:
        await deliveries.move(unit.position)
        return []
    await close_unit(unit)
    return unit.replies


def waits_for_updates(row: Reminder) -> bool:
    """True for what must not be decided while updates of the person are still waiting: a set that ran out may have been
    stopped.
    """
    return row.kind in {ReminderKind.CLOSE, ReminderKind.CARD} or (row.kind is ReminderKind.REST and bool(row.data))


def apologize(unit: Unit) -> None:
    """Say that a message could not be handled, and that nothing else was lost."""
    unit.apologizes = True
    if unit.known or unit.tap is None:
        unit.keep(View(say("apology")))
    else:
        unit.toast(label("apology"))
