"""What people do: write, tap, edit, send files, forward, block. Each queues the update the bot would get."""

import itertools
from typing import Any

from .chats import Chat, Message, Press
from .params import Json
from .sending import described
from .text import found_entities
from .world import World

_RIGHTS = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]
_group_ids = itertools.count(-1_001_000_000_001, -1)


def join(world: World, person_id: int, first_name: str, language_code: str | None = "en", **more: Any) -> Chat:
    """Someone with a phone; their private chat, in which nothing was written yet."""
    person: Json = {"id": person_id, "is_bot": False, "first_name": first_name, **more}
    if language_code:
        person["language_code"] = language_code
    world.people[person_id] = person
    chat = world.chats.get(person_id)
    if chat is None:
        chat = world.chats[person_id] = Chat(person_id, "private", {})
    chat.info = {"id": person_id, "first_name": first_name, "type": "private"}
    return chat


def gather(world: World, title: str, members: list[int], *, group_id: int | None = None) -> Chat:
    """A supergroup to which the first of its members adds the bot."""
    number = next(_group_ids) if group_id is None else group_id
    chat = Chat(number, "supergroup", {"id": number, "title": title, "type": "supergroup"}, met=True)
    chat.members.update(members)
    chat.bot_status = "left"
    world.chats[number] = chat
    change_membership(world, members[0], chat, "member")
    return chat


def change_membership(world: World, person_id: int, chat: Chat, status: str) -> None:
    """The bot is added to a group, removed, made administrator; or blocked in a private chat (kicked)."""
    if chat.type == "private":
        before = "kicked" if chat.blocked else "member"
        chat.blocked = status == "kicked"
    else:
        before, chat.bot_status = chat.bot_status, status
    if before == status or not chat.met:
        return
    world.updates.push("my_chat_member", {
        "chat": chat.info,
        "from": world.people[person_id],
        "date": int(world.clock.timestamp()),
        "old_chat_member": _member(world, before),
        "new_chat_member": _member(world, status),
    })  # fmt: skip


def _member(world: World, status: str) -> Json:
    member: Json = {"status": status, "user": world.bot}
    if status == "kicked":
        member["until_date"] = 0
    elif status == "administrator":
        member |= dict.fromkeys(_RIGHTS, False)
    return member


def say(world: World, person_id: int, text: str, chat: Chat | None = None, **more: Any) -> Message:
    """Write a text."""
    body: Json = {"text": text, **more}
    entities = found_entities(text)
    if entities:
        body["entities"] = entities
    chat = chat or world.chats[person_id]
    chat.typed += 1
    return send(world, person_id, body, chat)


def send(world: World, person_id: int, body: Json, chat: Chat | None = None) -> Message:
    """Send a message of any content."""
    person = world.people[person_id]
    chat = chat or world.chats[person_id]
    message = world.add(chat, {"from": person, **body}, from_bot=False)
    chat.story.append((message.sent, str(person["first_name"]), described(message)))
    chat.tell({"put": message})
    if chat.type == "private":
        chat.met = True
        if chat.blocked:
            change_membership(world, person_id, chat, "member")
    if chat.keyboard is not None and (chat.keyboard.get("one_time_keyboard") or "force_reply" in chat.keyboard):
        chat.keyboard = None
        chat.tell({"keyboard": None})
    if chat.type == "private" or _seen_in_group(world, chat, message.body):
        world.updates.push("message", message.body)
    return message


def _seen_in_group(world: World, chat: Chat, body: Json) -> bool:
    """Privacy mode: commands, replies to the bot and mentions of it."""
    if chat.bot_status == "administrator":
        return True
    if chat.bot_status != "member":
        return False
    if body.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    text = str(body.get("text", ""))
    mention = f"@{world.bot['username']}".lower()
    for entity in body.get("entities", ()):
        word = text[entity["offset"] : entity["offset"] + entity["length"]].lower()
        if entity["type"] == "bot_command" and ("@" not in word or word.endswith(mention)):
            return True
        if entity["type"] == "mention" and word == mention:
            return True
    return False


def edit(world: World, person_id: int, message: Message, text: str) -> None:
    """Correct one's own message."""
    now = world.clock.timestamp()
    words, marks = ("text", "entities") if "text" in message.body else ("caption", "caption_entities")
    body = {name: value for name, value in message.body.items() if name != marks}
    body |= {words: text, "edit_date": int(now)}
    entities = found_entities(text)
    if entities:
        body[marks] = entities
    message.body = body
    message.edited = True
    chat = message.chat
    chat.typed += 1
    chat.story.append((now, str(world.people[person_id]["first_name"]), f"edits {described(message)}"))
    chat.tell({"put": message})
    world.updates.push("edited_message", body)


def press(world: World, person_id: int, message: Message, data: str, label: str = "") -> Press:
    """Tap a button below a message; `data` is what a forger may choose."""
    now = world.clock.timestamp()
    chat = message.chat
    query = Press(str(next(world.press_ids)), person_id, chat, message.id, data, now)
    world.presses[query.id] = query
    chat.presses.append(query)
    chat.taps_made += 1
    chat.story.append((now, str(world.people[person_id]["first_name"]), f"taps [{label or data}] of #{message.id}"))
    shown = {"chat": chat.info, "message_id": message.id, "date": 0} if message.deleted else message.body
    world.updates.push("callback_query", {
        "id": query.id,
        "from": world.people[person_id],
        "message": shown,
        "chat_instance": str(-abs(chat.id) * 31 - 7),
        "data": data,
    })  # fmt: skip
    return query


def forward(world: World, person_id: int, text: str, chat: Chat | None = None) -> Message:
    """Forward a text someone else wrote."""
    origin: Json = {
        "type": "hidden_user",
        "sender_user_name": "Somebody",
        "date": int(world.clock.timestamp()) - 60,
    }
    return send(world, person_id, {"forward_origin": origin, "text": text, **_entities_of(text)}, chat)


def _entities_of(text: str) -> Json:
    entities = found_entities(text)
    return {"entities": entities} if entities else {}


def document(world: World, data: bytes, name: str, content_type: str = "", caption: str = "") -> Json:
    """The content of a message with a file."""
    file = world.files.keep("document", name, data, content_type)
    return {"document": world.files.document(file), **({"caption": caption} if caption else {})}


def photo(world: World, data: bytes, caption: str = "") -> Json:
    """The content of a message with a picture."""
    file = world.files.keep("photo", "photo.jpg", data, "image/jpeg")
    return {"photo": world.files.photo(file), **({"caption": caption} if caption else {})}


def voice(world: World, data: bytes = b"OggS", seconds: int = 2) -> Json:
    """The content of a voice message."""
    file = world.files.keep("voice", "voice.ogg", data, "audio/ogg")
    return {"voice": {"duration": seconds, "mime_type": "audio/ogg", "file_id": file.file_id,
                      "file_unique_id": file.unique_id, "file_size": len(data)}}  # fmt: skip


def sticker(world: World, emoji: str = "💪") -> Json:
    """The content of a sticker."""
    file = world.files.keep("sticker", "sticker.webp", b"RIFF", "image/webp")
    return {"sticker": {"width": 512, "height": 512, "emoji": emoji, "is_animated": False, "is_video": False,
                        "type": "regular", "file_id": file.file_id, "file_unique_id": file.unique_id,
                        "file_size": 4}}  # fmt: skip


def location(latitude: float, longitude: float) -> Json:
    """The content of a message with a place."""
    return {"location": {"latitude": latitude, "longitude": longitude}}
