"""Updates that Telegram hardly sends, or never: each is queued when it is asked for, and named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.demo.chats import Chat
from tests.conftest import World
from tests.people import Person
from tests.security.others import push

SET = "100x5"


def updates(world: World, owner: Person, other: Person, group: Chat) -> Iterator[str]:
    server = world.server.world
    hers, his = server.people[owner.id], server.people[other.id]
    own = [each for each in owner.chat.messages.values() if not each.from_bot and each.body.get("text")]
    card = [each for each in owner.chat.visible if each.from_bot and each.inline_rows][-1]
    data = card.inline_rows[0][0]["callback_data"]

    def message(sender: Any, chat: Any, **more: Any) -> dict[str, Any]:
        date = int(server.clock.timestamp())
        named = {"from": sender} if sender else {}
        return {"message_id": next(server.ids), **named, "chat": chat, "date": date, "text": SET, **more}

    def tap(sender: Any, **more: Any) -> dict[str, Any]:
        return {"id": str(next(server.press_ids)), "from": sender, "chat_instance": "1", "data": data, **more}

    anonymous = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    channel_bot = {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    telegram = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
    channel = {"id": -1_002_000_000_001, "type": "channel", "title": "Lifts"}
    small = {"id": -4_001, "type": "group", "title": "Small"}
    at, origin = int(server.clock.timestamp()), own[-1].body
    hers_id = own[-1].id
    brief = {"message_id": card.id, "date": at}
    for what, kind, body in (
        ("his message in her chat", "message", message(his, owner.chat.info)),
        ("her message in his chat", "message", message(hers, other.chat.info)),
        ("his tap in her chat", "callback_query", tap(his, message={**brief, "chat": owner.chat.info})),
        ("her tap in his chat", "callback_query", tap(hers, message={**brief, "chat": other.chat.info})),
        ("her tap in a small group", "callback_query", tap(hers, message={**brief, "chat": small})),
        ("her tap in a channel", "callback_query", tap(hers, message={**brief, "chat": channel})),
        ("his edit of her message", "edited_message", message(his, owner.chat.info, message_id=hers_id, edit_date=at)),
        ("his edit with her id", "edited_message", message(his, other.chat.info, message_id=hers_id, edit_date=at)),
        ("her edit in a group", "edited_message", message(hers, group.info, message_id=hers_id, edit_date=at)),
        ("an anonymous administrator", "message", message(anonymous, group.info, sender_chat=group.info)),
        ("somebody as a channel", "message", message(channel_bot, group.info, sender_chat=channel)),
        ("a post that came to the group", "message", message(telegram, group.info, is_automatic_forward=True)),
        ("her words in a small group", "message", message(hers, small)),
        ("a post", "channel_post", message(None, channel)),
        ("a post edited", "edited_channel_post", message(None, channel, edit_date=at, message_id=hers_id)),
        ("a post with a sender", "channel_post", message(hers, channel)),
        ("her business", "business_message", message(hers, other.chat.info, business_connection_id="b")),
        ("his business with her", "business_message", message(his, owner.chat.info, business_connection_id="b")),
        (
            "her business edited",
            "edited_business_message",
            message(hers, owner.chat.info, business_connection_id="b", message_id=hers_id, edit_date=at),
        ),
        ("his reply to her", "message", message(his, other.chat.info, reply_to_message=origin)),
        ("his quote of her", "message", message(his, other.chat.info, quote={"text": SET, "position": 0})),
        (
            "her words forwarded by him",
            "message",
            message(his, other.chat.info, forward_origin={"type": "user", "sender_user": hers, "date": at}),
        ),
        ("by way of another bot", "message", message(his, other.chat.info, via_bot=channel_bot)),
        ("an inline query", "inline_query", {"id": "1", "from": hers, "query": SET, "offset": ""}),
        ("a tap without data", "callback_query", {**tap(his, message={**brief, "chat": other.chat.info}), "data": ""}),
        ("a membership of hers in a group", "my_chat_member", _membership(server.bot, hers, group.info, at)),
        ("a membership by him in her chat", "my_chat_member", _membership(server.bot, his, owner.chat.info, at)),
        ("a reaction", "message_reaction", {
            "chat": owner.chat.info, "message_id": hers_id, "user": his, "date": at,
            "old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        }),
    ):  # fmt: skip
        push(world, kind, body)
        yield what


def _membership(bot: Any, sender: Any, chat: Any, at: int) -> dict[str, Any]:
    return {
        "chat": chat,
        "from": sender,
        "date": at,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
    }
