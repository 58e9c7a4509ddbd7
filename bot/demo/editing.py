"""Methods that change what is in a chat already: edits, deletions, reactions, pins, answers to presses."""

from typing import Any

from . import params
from .chats import Chat, Message
from .errors import bad_request
from .markup import Markup, read
from .params import Json
from .sending import captioned, described
from .text import check_words, message_text
from .world import World

DELETABLE_FOR = 48 * 3600.0
MOST_DELETED = 100
LONGEST_TOAST = 200
LONGEST_CACHE = 30 * 86_400
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
STALE_PRESS = "query is too old and response timeout expired or query ID is invalid"
_CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document")


def _to_edit(world: World, given: Json) -> Message:
    if not params.integer(given, "message_id") and not params.string(given, "chat_id"):
        raise bad_request("message identifier is not specified")
    message = world.chat_of(given).find(params.integer(given, "message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or (message.markup is not None and message.markup.kind != "inline"):
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, content: Json, markup: Markup | None) -> Json:
    if markup is not None:
        markup.check(inline_only=True)
    check_words(content, "MESSAGE_TOO_LONG")
    old = {name: message.body[name] for name in _CONTENT if name in message.body}
    old_rows = message.body.get("reply_markup")
    if content == old and (markup.body if markup else None) == old_rows:
        raise bad_request(NOT_MODIFIED)
    now = world.clock.timestamp()
    body = {name: value for name, value in message.body.items() if name not in _CONTENT and name != "reply_markup"}
    body |= {"edit_date": int(now), **content}
    if markup is not None:
        body["reply_markup"] = markup.body
    message.body = body
    message.markup = markup
    message.edited = True
    message.chat.story.append((now, "bot", f"edits {described(message)}"))
    message.chat.tell({"put": message})
    return body


def edit_message_text(world: World, given: Json) -> Json:
    text, entities = message_text(given)
    markup = read(given)
    message = _to_edit(world, given)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, {"text": text, "entities": entities} if entities else {"text": text}, markup)


def edit_message_caption(world: World, given: Json) -> Json:
    words = captioned(given)
    markup = read(given)
    message = _to_edit(world, given)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    media: Json = {name: message.body[name] for name in ("photo", "document") if name in message.body}
    return _edit(world, message, {**media, **words}, markup)


def edit_message_reply_markup(world: World, given: Json) -> Json:
    markup = read(given)
    message = _to_edit(world, given)
    content = {name: message.body[name] for name in _CONTENT if name in message.body}
    return _edit(world, message, content, markup)


def edit_message_media(world: World, given: Json) -> Json:
    media = params.decoded(given, "media", "input media")
    if not isinstance(media, dict):
        raise bad_request("media is not specified" if media is None else "expected an Object")
    markup = read(given)
    message = _to_edit(world, given)
    words = captioned(media)
    kind = media.get("type")
    content: Json
    if kind == "photo":
        same = media.get("media") in {size["file_id"] for size in message.body.get("photo", ())}
        source = world.files.given(given, media.get("media"), "photo")
        content = {"photo": message.body["photo"] if same else world.files.photo(source)}
    elif kind == "document":
        source = world.files.given(given, media.get("media"), "document")
        content = {"document": world.files.document(source)}
    else:
        raise bad_request("can't parse InputMedia: invalid type specified")
    return _edit(world, message, {**content, **words}, markup)


def _delete(world: World, message: Message) -> None:
    now = world.clock.timestamp()
    if now - message.sent > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    if message.chat.id < 0 and not message.from_bot and message.chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    message.deleted = True
    chat = message.chat
    chat.story.append((now, "bot", f"deletes #{message.id}"))
    chat.tell({"gone": message.id})
    if chat.keyboard is not None and chat.keyboard["message_id"] == message.id:
        chat.keyboard = None
        chat.tell({"keyboard": None})


def delete_message(world: World, given: Json) -> bool:
    if given.get("chat_id") in (None, ""):
        raise bad_request("chat identifier is not specified")
    if params.integer(given, "message_id") <= 0:
        raise bad_request("message identifier is not specified")
    message = world.chat_of(given).find(params.integer(given, "message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _delete(world, message)
    return True


def delete_messages(world: World, given: Json) -> bool:
    numbers = params.decoded(given, "message_ids", "message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    chat = world.chat_of(given)
    for number in numbers:
        message = chat.find(params.integer({"": number}, ""))
        if message is not None:
            _delete(world, message)
    return True


def answer_callback_query(world: World, given: Json) -> bool:
    press = world.presses.get(params.string(given, "callback_query_id"))
    now = world.clock.timestamp()
    if press is None or press.answer is not None or now - press.at > world.answer_within:
        raise bad_request(STALE_PRESS)
    toast = params.string(given, "text")
    if len(toast) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.integer(given, "cache_time") > LONGEST_CACHE:
        raise bad_request("cache time is too big")
    press.answer = {
        "text": toast,
        "alert": params.boolean(given, "show_alert"),
        "url": params.string(given, "url"),
    }
    if toast:
        press.chat.toasts.append(toast)
        press.chat.story.append((now, "bot", f"toast: {toast}"))
    press.chat.tell({"answer": {"user_id": press.user_id, "message_id": press.message_id, "data": press.data,
                                **press.answer}})  # fmt: skip
    return True


def _in_chat(world: World, given: Json, what: str) -> tuple[Chat, Message]:
    chat = world.chat_of(given)
    message = chat.find(params.integer(given, "message_id"))
    if message is None:
        raise bad_request(f"message to {what} not found")
    return chat, message


def set_message_reaction(world: World, given: Json) -> bool:
    chat, message = _in_chat(world, given, "react")
    reactions: Any = params.decoded(given, "reaction", "reaction types") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions = [str(reaction.get("emoji", "")) for reaction in reactions]
    chat.tell({"put": message})
    return True


def pin_chat_message(world: World, given: Json) -> bool:
    chat, message = _in_chat(world, given, "pin")
    if chat.id < 0 and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
    return True


def unpin_chat_message(world: World, given: Json) -> bool:
    chat = world.chat_of(given)
    number = params.integer(given, "message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


def unpin_all_chat_messages(world: World, given: Json) -> bool:
    world.chat_of(given).pinned.clear()
    return True
