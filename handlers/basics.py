"""What works everywhere, and what is said to what nobody understands. Its fallbacks come last."""

from __future__ import annotations

import difflib

from telegram import Message, Update

import handlers
from handlers.conversation import OnCommand, OnText, OnUpdate, Step
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View
from models.sessions import SessionStatus, UserWorkoutSession

GROUPS = (
    ("train", ("start", "workout", "log", "plates", "undo")),
    ("plan", ("programs", "schedule")),
    ("look", ("measure", "week", "progress", "history")),
    ("yours", ("settings", "import", "export", "privacy", "delete_me")),
    ("always", ("cancel", "help")),
)
CONTENT = (
    *("sticker", "animation", "dice", "voice", "audio", "video", "video_note", "photo", "document"),
    *("location", "venue", "contact", "poll", "story", "game", "paid_media", "checklist"),
)
LONGEST_QUOTE = 40
LONGEST_COMMAND = 64


async def help_(unit: Unit, rest: str) -> None:
    """What to type, in one screen. Whatever is open stays open."""
    del rest
    known = {command.command for command in handlers.commands()}
    groups = [
        say(f"help-{group}", commands=Html(" · ".join(f"/{name}" for name in names if name in known)))
        for group, names in GROUPS
        if known.intersection(names)
    ]
    unit.aside(View(lines(say("help"), *groups)))


async def cancel(unit: Unit, rest: str) -> Step:
    """Close the question, keep what was entered, and say what is still open."""
    del rest
    asked = unit.position.step != Step.HOME
    unit.close_question()
    session = await UserWorkoutSession.get_or_none(
        user_id=unit.user.id, status=SessionStatus.IN_PROGRESS, is_active=True
    ).select_related("workout")
    text = say("cancelled") if asked else say("nothing-to-cancel")
    if session is None:
        unit.aside(View(text))
    else:
        button = Button(label("still-open-show"), taps.SHOW_CARD(session.id))
        unit.aside(View(lines(text, say("still-open", workout=session.workout.name)), ((button,),)))
    return Step.HOME


def not_understood(unit: Unit) -> None:
    """Say that a text was not understood, with an example that works."""
    message = unit.update.effective_message if unit.update else None
    unit.aside(View(say("not-understood", text=quote(message.text if message and message.text else ""))))


def quote(text: str) -> str:
    """What somebody wrote, short enough to repeat, and closed so that right-to-left text turns nothing around it."""
    line = " ".join(text.split())
    short = line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
    return f"\u2068{short}\u2069"


async def text(unit: Unit, text: str) -> None:
    del text
    not_understood(unit)


async def unknown_command(unit: Unit) -> None:
    message = unit.update.message if unit.update else None
    word = (message.text or "")[1:].split(maxsplit=1) if message else []
    typed = word[0].partition("@")[0] if word else ""
    known = [command.command for command in handlers.commands()]
    near = difflib.get_close_matches(typed[:LONGEST_COMMAND].lower(), known, n=1, cutoff=0.5)
    if near:
        unit.aside(View(say("unknown-command-near", typed=quote(f"/{typed}"), near=near[0])))
    else:
        unit.aside(View(say("unknown-command", typed=quote(f"/{typed}"))))


async def unread(unit: Unit) -> None:
    """A sticker, a voice message, a place: one sentence."""
    message = unit.update.message if unit.update else None
    unit.aside(View(say("unread", kind=_content(message) or "")))


async def old_button(unit: Unit) -> None:
    """A button whose handler is gone, or data that nobody wrote."""
    unit.toast(label("old-button"))


def _content(message: Message | None) -> str | None:
    return next((kind for kind in CONTENT if getattr(message, kind, None)), None)


def _is_command(update: Update) -> bool:
    return update.message is not None and (update.message.text or "").startswith("/")


COMMANDS = ("help", "cancel")
ENTRY_POINTS = (OnCommand("help", help_), OnCommand("cancel", cancel))
FALLBACKS = (
    OnUpdate(_is_command, unknown_command),
    OnText(text),
    OnUpdate(lambda update: update.callback_query is not None, old_button),
    OnUpdate(lambda update: _content(update.message) is not None, unread),
)
