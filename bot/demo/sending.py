"""Methods that put something into a chat."""

from . import params
from .chats import Chat, Message
from .errors import bad_request
from .markup import Markup, read
from .params import Json
from .text import caption, check_words, message_text
from .world import World

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def _post(world: World, chat: Chat, given: Json, body: Json, markup: Markup | None) -> Json:
    reply = _replied(chat, given)
    check_words(body, "message is too long")
    if markup is not None:
        markup.check()
    message = world.add(chat, {"from": world.bot, **body, **reply}, from_bot=True)
    message.silent = params.boolean(given, "disable_notification")
    message.markup = markup
    if markup is not None:
        if markup.kind == "inline":
            message.body["reply_markup"] = markup.body
        else:
            chat.keyboard = None if markup.kind == "remove" else {"message_id": message.id, **markup.body}
    _arrived(chat, message)
    return message.body


def _arrived(chat: Chat, message: Message) -> None:
    if not message.silent:
        chat.buzzes += 1
    chat.story.append((message.sent, "bot", described(message)))
    if chat.listeners:
        chat.tell({"put": message})
        if message.markup is not None and message.markup.kind != "inline":
            chat.tell({"keyboard": chat.keyboard})


def described(message: Message) -> str:
    """A message in a line or few, as a transcript shows it."""
    what = next((f"[{kind}] " for kind in ("photo", "document", "voice", "sticker", "location")
                 if kind in message.body), "")  # fmt: skip
    rows = " / ".join(" ".join(f"[{button['text']}]" for button in row) for row in message.inline_rows)
    return f"#{message.id} {what}{message.text}" + (f"\n    {rows}" if rows else "")


def _replied(chat: Chat, given: Json) -> Json:
    reply = params.decoded(given, "reply_parameters", "ReplyParameters") or {}
    number = params.integer(reply, "message_id") or params.integer(given, "reply_to_message_id")
    if not number:
        return {}
    message = chat.find(number)
    if message is None:
        if reply.get("allow_sending_without_reply") or params.boolean(given, "allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in message.body.items() if k != "reply_to_message"}}


def send_message(world: World, given: Json) -> Json:
    text, entities = message_text(given)
    markup = read(given)
    chat = world.chat_of(given)
    body: Json = {"text": text, "entities": entities} if entities else {"text": text}
    return _post(world, chat, given, body, markup)


def captioned(given: Json) -> Json:
    """The caption fields of a message."""
    text, entities = caption(given)
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def send_photo(world: World, given: Json) -> Json:
    words = captioned(given)
    markup = read(given)
    chat = world.chat_of(given)
    sizes = world.files.photo(world.files.given(given, given.get("photo"), "photo"))
    return _post(world, chat, given, {"photo": sizes, **words}, markup)


def send_document(world: World, given: Json) -> Json:
    words = captioned(given)
    markup = read(given)
    chat = world.chat_of(given)
    document = world.files.document(world.files.given(given, given.get("document"), "document"))
    return _post(world, chat, given, {"document": document, **words}, markup)


def send_chat_action(world: World, given: Json) -> bool:
    action = params.string(given, "action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chat_of(given)
    chat.actions.append(action)
    chat.tell({"action": action})
    return True
