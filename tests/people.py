"""People who play athletes over the local Bot API server: they write, tap, read, and count.

    ann = Person(server, id=1001, first_name="Ann", settle=bot.settled)
    await ann.starts()
    await ann.says("85x5")
    assert ann.sees("Set 3 · 85 kg × 5")
    await ann.taps("Undo")

Every act queues the update the bot would get, then awaits `settle`: when it returns, the bot has handled
everything and sent everything. Nothing here sleeps.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.demo import acts
from bot.demo.chats import Chat, Message
from bot.demo.sending import described
from bot.demo.server import BotServer

Settle = Callable[[], Awaitable[None]]


async def at_once() -> None:
    """The default settle: there is no bot to wait for."""


@dataclass(frozen=True)
class Seen:
    """A message as the person sees it now; a later edit is another Seen."""

    message: Message
    document: bytes | None
    document_name: str | None
    photo: bytes | None

    @property
    def message_id(self) -> int:
        return self.message.id

    @property
    def text(self) -> str:
        """The text, or the caption of a picture or file."""
        return self.message.text

    @property
    def entities(self) -> list[dict[str, Any]]:
        body = self.message.body
        return list(body.get("entities") or body.get("caption_entities") or ())

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self.message.inline_rows]

    @property
    def data(self) -> dict[str, str]:
        """Callback data by label."""
        rows = self.message.inline_rows
        return {b["text"]: b["callback_data"] for row in rows for b in row if "callback_data" in b}

    @property
    def from_bot(self) -> bool:
        return self.message.from_bot

    @property
    def silent(self) -> bool:
        return self.message.silent

    @property
    def edited(self) -> bool:
        return self.message.edited

    @property
    def reactions(self) -> list[str]:
        return self.message.reactions

    def __contains__(self, text: str) -> bool:
        return text in self.text


class Person:
    """Someone with a phone. Acts are awaited; what is seen and counted is read from the chat as it is now.

    With met=True the person has written to the bot some time before: it may send without their /start.
    """

    def __init__(
        self,
        server: BotServer,
        id: int = 1001,  # noqa: A002  Telegram's own word
        first_name: str = "Ann",
        language_code: str | None = "en",
        settle: Settle = at_once,
        *,
        met: bool = False,
    ) -> None:
        self.server = server
        self.id = id
        self.first_name = first_name
        self.settle = settle
        self.chat = acts.join(server.world, id, first_name, language_code)
        self.chat.met = self.chat.met or met

    # Acts

    async def starts(self, payload: str = "") -> None:
        """Press the Start button, with a deep link's payload where there is one."""
        acts.say(self.server.world, self.id, f"/start {payload}".rstrip())
        await self.settle()

    async def says(self, text: str, *, in_chat: Chat | None = None, reply_to: Seen | None = None) -> Seen:
        """Write a text, in the private chat or a group."""
        more: dict[str, Any] = {}
        if reply_to is not None:
            body = reply_to.message.body
            more["reply_to_message"] = {k: v for k, v in body.items() if k != "reply_to_message"}
        message = acts.say(self.server.world, self.id, text, in_chat, **more)
        await self.settle()
        return self._seen(message)

    async def taps(self, label: str, *, exact: bool = False, message: Seen | None = None) -> None:
        """Tap the newest button whose label is or contains this; AssertionError if there is none.

        A button of a reply keyboard sends its text, and counts as a tap.
        """
        message_tapped, button = self._button(label, exact=exact, message=message)
        if message_tapped is None:
            self.chat.taps_made += 1
            acts.send(self.server.world, self.id, {"text": button["text"]})
        elif "callback_data" in button:
            acts.press(self.server.world, self.id, message_tapped, button["callback_data"], button["text"])
        else:
            raise AssertionError(f"[{button['text']}] is not a button the bot hears of: {button}")
        await self.settle()

    async def taps_twice(self, label: str, *, exact: bool = False) -> None:
        """Two taps on one button before the bot can answer the first."""
        message, button = self._button(label, exact=exact, message=None)
        if message is None:
            raise AssertionError(f"[{label}] is on the reply keyboard; only inline buttons can be tapped twice")
        for _ in range(2):
            acts.press(self.server.world, self.id, message, button["callback_data"], button["text"])
        await self.settle()

    async def forges(self, data: str, message: Seen | None = None) -> None:
        """A callback query with data of one's own choice, on any message, also one of another person's."""
        target = message.message if message is not None else self._newest_from_bot()
        acts.press(self.server.world, self.id, target, data)
        await self.settle()

    async def edits(self, what: Seen | str, new_text: str) -> None:
        """Correct one's own message, given as such or by (a part of) its text."""
        if isinstance(what, str):
            own = [message for message in self.chat.visible if not message.from_bot and what in message.text]
            if not own:
                raise AssertionError(f"{self.first_name} wrote no {what!r}:\n{self.transcript()}")
            message = own[-1]
        else:
            message = what.message
        acts.edit(self.server.world, self.id, message, new_text)
        await self.settle()

    async def forwards(self, text: str) -> None:
        """Forward a text that somebody else wrote."""
        acts.forward(self.server.world, self.id, text)
        await self.settle()

    async def sends(self, content: dict[str, Any]) -> None:
        """Send a message with any content, as in the Bot API's Message."""
        acts.send(self.server.world, self.id, content)
        await self.settle()

    async def sends_sticker(self, emoji: str = "💪") -> None:
        await self.sends(acts.sticker(self.server.world, emoji))

    async def sends_voice(self, seconds: int = 2) -> None:
        await self.sends(acts.voice(self.server.world, seconds=seconds))

    async def sends_location(self, latitude: float = 52.52, longitude: float = 13.405) -> None:
        await self.sends(acts.location(latitude, longitude))

    async def sends_photo(self, data: bytes, caption: str = "") -> None:
        await self.sends(acts.photo(self.server.world, data, caption))

    async def sends_document(
        self, data: bytes, name: str = "file.csv", caption: str = "", content_type: str = ""
    ) -> None:
        await self.sends(acts.document(self.server.world, data, name, content_type, caption))

    def blocks(self) -> None:
        """Block the bot; it is told, and gets 403 from now on."""
        acts.change_membership(self.server.world, self.id, self.chat, "kicked")

    def unblocks(self) -> None:
        """Let the bot in again."""
        acts.change_membership(self.server.world, self.id, self.chat, "member")

    def deactivates(self) -> None:
        """Delete the account: 403 "user is deactivated" from now on."""
        self.chat.deactivated = True

    async def adds_bot_to(self, title: str, *others: "Person") -> Chat:
        """Open a group with the bot in it."""
        chat = acts.gather(self.server.world, title, [self.id, *(person.id for person in others)])
        await self.settle()
        return chat

    # What is seen

    @property
    def messages(self) -> list[Seen]:
        """All messages visible in the private chat, oldest first."""
        return [self._seen(message) for message in self.chat.visible]

    def messages_in(self, chat: Chat) -> list[Seen]:
        """All messages visible in a group."""
        return [self._seen(message) for message in chat.visible]

    @property
    def bot_messages(self) -> list[Seen]:
        """The bot's messages visible in the private chat."""
        return [self._seen(message) for message in self.chat.visible if message.from_bot]

    @property
    def last(self) -> Seen:
        """The last message visible in the chat; AssertionError where it is empty."""
        visible = self.chat.visible
        assert visible, f"{self.first_name}'s chat is empty:\n{self.transcript()}"
        return self._seen(visible[-1])

    def sees(self, text: str) -> Seen:
        """The bot's newest visible message that contains the text; AssertionError with the chat if none."""
        for message in reversed(self.chat.visible):
            if message.from_bot and text in message.text:
                return self._seen(message)
        raise AssertionError(f"{self.first_name} does not see {text!r}:\n{self.transcript()}")

    def sees_not(self, text: str) -> bool:
        """True where no visible message of the bot contains the text, else AssertionError."""
        if any(message.from_bot and text in message.text for message in self.chat.visible):
            raise AssertionError(f"{self.first_name} sees {text!r}:\n{self.transcript()}")
        return True

    def sees_button(self, label: str) -> bool:
        """Whether some visible button's label contains this."""
        return any(
            label in button["text"] for message in self.chat.visible for row in message.inline_rows for button in row
        )

    def transcript(self) -> str:
        """The chat as it went, then what is left in it now."""
        story = [f"{_time(at)} {who}> {what}" for at, who, what in self.chat.story]
        left = [f"  {'bot' if m.from_bot else self.first_name}> {described(m)}" for m in self.chat.visible]
        return "\n".join([*story, f"-- visible now ({len(left)}):", *left])

    # What is counted

    @property
    def taps_made(self) -> int:
        return self.chat.taps_made

    @property
    def typed(self) -> int:
        """Texts written and edits made."""
        return self.chat.typed

    @property
    def buzzes(self) -> int:
        """New messages of the bot that were not silent."""
        return self.chat.buzzes

    @property
    def bot_messages_left(self) -> int:
        return sum(message.from_bot for message in self.chat.visible)

    @property
    def toasts(self) -> list[str]:
        """The texts of answered taps."""
        return self.chat.toasts

    @property
    def unanswered(self) -> list[str]:
        """The data of taps the bot has not answered."""
        return [press.data for press in self.chat.unanswered]

    def starts_counting(self) -> None:
        """Set taps, texts, buzzes and toasts to zero."""
        self.chat.taps_made = self.chat.typed = self.chat.buzzes = 0
        self.chat.toasts.clear()

    def _seen(self, message: Message) -> Seen:
        files = self.server.world.files.by_id
        document = message.body.get("document")
        photo = message.body.get("photo")
        return Seen(
            message,
            document=files[document["file_id"]].data if document else None,
            document_name=document["file_name"] if document else None,
            photo=files[photo[-1]["file_id"]].data if photo else None,
        )

    def _newest_from_bot(self) -> Message:
        for message in reversed(self.chat.messages.values()):
            if message.from_bot:
                return message
        raise AssertionError(f"the bot has sent {self.first_name} nothing yet:\n{self.transcript()}")

    def _button(self, label: str, *, exact: bool, message: Seen | None) -> tuple[Message | None, dict[str, Any]]:
        candidates = [message.message] if message is not None else list(reversed(self.chat.visible))
        for candidate in candidates:
            buttons = [button for row in candidate.inline_rows for button in row]
            found = _labelled(buttons, label, exact=exact)
            if found is not None:
                return candidate, found
        if self.chat.keyboard is not None and message is None:
            rows = self.chat.keyboard.get("keyboard", ())
            found = _labelled([button for row in rows for button in row], label, exact=exact)
            if found is not None:
                return None, found
        raise AssertionError(f"{self.first_name} has no button {label!r}:\n{self.transcript()}")


def _labelled(buttons: list[dict[str, Any]], label: str, *, exact: bool) -> dict[str, Any] | None:
    for button in buttons:
        if button["text"] == label:
            return button
    if not exact:
        for button in buttons:
            if label in button["text"]:
                return button
    return None


def _time(timestamp: float) -> str:
    return datetime.fromtimestamp(timestamp, UTC).strftime("%a %H:%M:%S")
