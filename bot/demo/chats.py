"""Chats, the messages in them, and what each person's phone would show and count."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from .markup import Markup
from .params import Json

Listener = Callable[[Json], None]
ChatType = Literal["private", "group", "supergroup"]


@dataclass(slots=True)
class Message:
    """A message as the Bot API describes it (`body`), and what the API does not tell."""

    id: int
    chat: "Chat"
    body: Json
    from_bot: bool
    sent: float
    markup: Markup | None = None
    silent: bool = False
    edited: bool = False
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def inline_rows(self) -> list[list[Json]]:
        """The inline keyboard below the message, or nothing."""
        rows: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


@dataclass(slots=True)
class Press:
    """A callback query: who pressed what, when, and the answer it got."""

    id: str
    user_id: int
    chat: "Chat"
    message_id: int
    data: str
    at: float
    answer: Json | None = None


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group."""

    id: int
    type: ChatType
    info: Json
    met: bool = False  # the person has written to the bot, or the bot is in the group
    blocked: bool = False
    deactivated: bool = False
    bot_status: str = "member"  # in groups: member, administrator, left, kicked
    members: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    presses: list[Press] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    listeners: list[Listener] = field(default_factory=list)
    story: deque[tuple[float, str, str]] = field(default_factory=lambda: deque(maxlen=400))
    actions: list[str] = field(default_factory=list)
    taps_made: int = 0
    typed: int = 0
    buzzes: int = 0
    toasts: list[str] = field(default_factory=list)

    @property
    def visible(self) -> list[Message]:
        """What scrolling through the chat would show, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]

    @property
    def unanswered(self) -> list[Press]:
        return [press for press in self.presses if press.answer is None]

    def find(self, message_id: int) -> Message | None:
        """The message, unless it was deleted or never was."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def tell(self, event: Json) -> None:
        """Show a change to whoever looks at the chat now."""
        for listener in self.listeners:
            listener(event)
