"""The unit of work: one update or reminder of one person, with what is to be said about it.

A handler does no network. It puts replies here; they become outbox rows in the transaction that writes what was
understood, and are sent after it is committed.
"""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from telegram import Update

from handlers.files import Trouble
from handlers.views.texts import Html
from handlers.views.view import View
from models import clock
from models.deliveries import Lane, Outbox, Position
from models.people import User

Fetch = Callable[[str, int], Awaitable[bytes | Trouble]]

CARD = "card"
QUESTION = "question"
ASIDE = "aside"

_outbox_ids = itertools.count(1)


def number_outbox_from(last: int) -> None:
    """Outbox rows are numbered here, in the order they are said; called once at start with the last number used.

    The numbers begin with the microsecond: a process that has not ended yet when the next one begins uses others.
    """
    global _outbox_ids  # noqa: PLW0603 - one sequence for the process
    _outbox_ids = itertools.count(max(last, int(clock.now().timestamp() * 1_000_000)) + 1)


@dataclass(slots=True)
class Unit:
    """What one update is about and what it leads to. `update` is None when a reminder is the cause; `known` is False
    for somebody in a group, or unheard of: nothing of theirs is stored. `apologizes`: the update could not be handled,
    and nothing but that is to be said; `tap` is then the id of a tap, where nothing else could be read of it. `fetch`
    gets a file of at most so many bytes (handlers/files.py).
    """

    user: User
    position: Position
    update: Update | None = None
    lane: Lane = Lane.REPLY
    replies: list[Outbox] = field(default_factory=list)
    error: BaseException | None = None
    known: bool = True
    apologizes: bool = False
    tap: str | None = None
    fetch: Fetch | None = None
    _answered: bool = False
    _buried: bool = False

    def __post_init__(self) -> None:
        self._buried = self.typed

    @property
    def buried(self) -> bool:
        """True when something has come to stand below the live card, now or before."""
        return self._buried or self.position.buried

    @property
    def asks(self) -> bool:
        """True when this unit leaves a question open."""
        shown = [reply.action for reply in self.replies if reply.slot == QUESTION]
        return bool(shown) and shown[-1] == "show"

    @property
    def chat_id(self) -> int:
        chat = self.update.effective_chat if self.update else None
        return chat.id if chat else self.user.telegram_id

    @property
    def typed(self) -> bool:
        """True when the person sent a message, which now stands below ours."""
        return self.update is not None and self.update.message is not None

    # -- position ---------------------------------------------------------------------------------

    def go(self, step: StrEnum, **about: Any) -> None:
        """Move to a step, whose question is about these facts (JSON)."""
        self.position.step, self.position.data = step.value, about

    @property
    def about(self) -> dict[str, Any]:
        """What the open question is about."""
        return self.position.data

    # -- replies ---------------------------------------------------------------------------------

    def toast(self, text: str, *, alert: bool = False) -> None:
        """Answer the tap with a line over the chat (an alert must be closed by hand). The first answer counts."""
        query = self.update.callback_query if self.update else None
        tap = query.id if query is not None else self.tap
        if tap is None or self._answered:
            return
        self._answered = True
        self._say("answer", {"id": tap, "text": text[:200], "alert": alert}, lane=Lane.ANSWER)

    def ask(self, view: View) -> None:
        """Show the question in the one place for questions, where the person looks: edited there after a tap on it, or
        while it is the last message; else at the bottom.
        """
        if self.typed:
            self.position.buried = True
        self._show(QUESTION, view, move=self.typed, tapped=self.tapped)

    def close_question(self) -> None:
        """Delete the open question, if there is one: it has been answered, or is over."""
        self._say("drop", {}, slot=QUESTION)

    def conclude(self, view: View) -> None:
        """The open question becomes a message that stays: it has been answered."""
        if self.typed:
            self.close_question()
            self.keep(view)
        else:
            self.change(QUESTION, view, last=True)

    def card(self, view: View, *, buzz: bool = False) -> None:
        """Show the live card: edited in place while it is the last message, else sent anew at the bottom. What was
        said aside before goes: the person has moved on.
        """
        said = any(reply.slot == ASIDE and reply.action == "send" for reply in self.replies)
        self._show(CARD, view, move=buzz or self.buried, buzz=buzz, clears=None if said else ASIDE)
        self._buried = self.position.buried = False

    def drop_card(self) -> None:
        self._say("drop", {}, slot=CARD)

    def keep(self, view: View, *, buzz: bool = False, slot: str | None = None) -> None:
        """Send a message that stays in the chat. With a slot it can be changed later."""
        self._buried = True
        self._say("send", {**view.payload(), "buzz": buzz}, slot=slot)

    def change(self, slot: str, view: View, *, last: bool = False) -> None:
        """Edit the message in the slot, if there is one; `last`: it stays as it is from now on. Words become a picture
        with words; a picture stays one, and where the view has none, only what stands below it is changed.
        """
        self._say("edit", {**view.payload(), "last": last}, slot=slot)

    def drop(self, slot: str, *, instead: View | None = None) -> None:
        """Delete the message in the slot, if there is one; where it is too old for that, it says this instead."""
        self._say("drop", {} if instead is None else instead.payload(), slot=slot)

    def aside(self, view: View) -> None:
        """Say something beside what is open, which stays open; the aside before this one goes."""
        self.drop(ASIDE)
        self.keep(view, slot=ASIDE)

    @property
    def tapped(self) -> int | None:
        """The id of the message whose button was tapped."""
        query = self.update.callback_query if self.update else None
        return query.message.message_id if query is not None and query.message is not None else None

    def change_message(self, message: int, view: View) -> None:
        """Edit the message with this id, which was tapped some steps ago."""
        self._say("edit", {**view.payload(), "message_id": message})

    def change_tapped(self, view: View) -> None:
        """Edit the message whose button was tapped."""
        if self.tapped is not None:
            self.change_message(self.tapped, view)

    def drop_tapped(self) -> None:
        """Delete the message whose button was tapped."""
        if self.tapped is not None:
            self.drop_message(self.tapped)

    def drop_message(self, message: int) -> None:
        """Delete the message with this id."""
        self._say("drop", {"message_id": message})

    def forget(self) -> None:
        """The person is gone: after the last word nothing about this chat is kept."""
        self.known = False
        self._say("forget", {})

    def repaint(self, view: View, *, slot: str) -> None:
        """Draw this in the picture whose button was tapped; where it is there no more, send it anew into the slot."""
        self._say("repaint", {**view.payload(), "message_id": self.tapped}, slot=slot)

    def document(self, name: str, content: str, caption: Html) -> None:
        self._buried = True
        self._say("document", {"name": name, "content": content, "text": caption})

    def _show(
        self,
        slot: str,
        view: View,
        *,
        move: bool,
        buzz: bool = False,
        clears: str | None = None,
        tapped: int | None = None,
    ) -> None:
        """tapped: from here it was asked for; moved also where it stands above that, or above another of ours."""
        more: dict[str, Any] = {"clears": clears} if clears else {}
        if tapped is not None:
            more["tapped"] = tapped
        self._say("show", {**view.payload(), "move": move, "buzz": buzz, **more}, slot=slot)

    def _say(self, action: str, payload: dict[str, Any], slot: str | None = None, lane: Lane | None = None) -> None:
        row = Outbox(
            id=next(_outbox_ids),
            chat_id=self.chat_id,
            lane=self.lane if lane is None else lane,
            action=action,
            slot=slot,
            payload=payload,
            created_at=clock.now(),
        )
        self.replies.append(row)

    def finish(self) -> list[Outbox]:
        """All replies, answers to taps first; a tap nobody answered is answered silently."""
        self.toast("")
        self.position.buried = self.buried
        self.replies.sort(key=lambda row: row.lane)
        return self.replies


current: ContextVar[Unit] = ContextVar("unit")
