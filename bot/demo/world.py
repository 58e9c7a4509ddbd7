"""All that the server knows: people, chats, files, the queue, the bot's own profile."""

import itertools
from dataclasses import dataclass, field

from . import params
from .chats import Chat, Message, Press
from .clock import Clock
from .errors import bad_request, forbidden
from .files import Files
from .params import Json
from .updates import UpdateQueue

BOT_ID = 700_000_001
CommandKey = tuple[str, str, str]  # scope, chat, language


@dataclass(slots=True)
class World:
    """The state behind the server. Methods of the bot and acts of the people change it, nothing else does."""

    clock: Clock
    updates: UpdateQueue
    bot: Json
    files: Files = field(default_factory=Files)
    people: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    commands: dict[CommandKey, list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    answer_within: float = 15.0  # s; the real deadline is not published, failures are reported from 10 s on
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    press_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(4_000_000_000_000_001))

    @classmethod
    def new(cls, clock: Clock, username: str = "spotter_demo_bot") -> "World":
        """A world with a bot and nobody else."""
        bot: Json = {"id": BOT_ID, "is_bot": True, "first_name": "Spotter", "username": username}
        return cls(clock, UpdateQueue(clock), bot)

    def chat_of(self, given: Json, *, reading: bool = False) -> Chat:
        """The chat a method names, where the bot may act in it."""
        value = given.get("chat_id")
        if value is None or value == "":
            raise bad_request("chat_id is empty")
        chat = self.chats.get(value if isinstance(value, int) else params.integer(given, "chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        if not chat.met:
            if any(chat.id in group.members for group in self.chats.values() if group.id < 0):
                raise forbidden("bot can't initiate conversation with a user")
            raise bad_request("chat not found")
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        if chat.blocked and not reading:
            raise forbidden("bot was blocked by the user")
        return chat

    def add(self, chat: Chat, body: Json, *, from_bot: bool) -> Message:
        """Put a message into a chat: number it, date it."""
        number = len(chat.messages) + 1 if chat.type == "supergroup" else next(self.ids)
        sent = self.clock.timestamp()
        body = {"message_id": number, **body, "chat": chat.info, "date": int(sent)}
        message = Message(number, chat, body, from_bot, sent)
        chat.messages[number] = message
        return message
