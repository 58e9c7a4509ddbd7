"""Edits, deletions, reactions and pins, as a person sees them."""

import pytest

from bot.demo.profile import commands_for
from bot.demo.server import BotServer
from tests.demo.conftest import BUTTON, Api
from tests.demo.test_refusals import picture
from tests.people import Person

HOUR = 3600
GO = {"inline_keyboard": [[BUTTON]]}


async def test_an_edit_without_markup_takes_the_keyboard_away(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup=GO)
    await api.result("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="x")
    assert ann.last.buttons == []
    assert ann.last.edited


async def test_an_edit_that_changes_only_the_formatting_is_an_edit(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup=GO)
    place = {"chat_id": ann.id, "message_id": sent["message_id"], "reply_markup": GO}
    await api.result("editMessageText", text="<b>x</b>", parse_mode="HTML", **place)
    assert ann.last.entities == [{"type": "bold", "offset": 0, "length": 1}]


async def test_an_edit_does_not_buzz(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x")
    await api.result("sendMessage", chat_id=ann.id, text="y", disable_notification=True)
    await api.result("editMessageText", chat_id=ann.id, message_id=sent["message_id"], text="z")
    assert ann.buzzes == 1
    assert ann.last.silent


async def test_a_picture_is_replaced_and_a_text_becomes_one(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x")
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    media = {"type": "photo", "media": "attach://chart", "caption": "A chart"}
    await api.result("editMessageMedia", media=media, chart=picture(30, 20), **place)
    assert (ann.last.photo, ann.last.text) == (picture(30, 20), "A chart")
    await api.result("editMessageCaption", caption="Another", **place)
    assert (ann.last.photo, ann.last.text) == (picture(30, 20), "Another")
    await api.result("editMessageMedia", media=media, chart=picture(40, 20), **place)
    assert ann.last.photo == picture(40, 20)


async def test_own_messages_can_be_edited_for_ever_and_deleted_for_two_days(
    server: BotServer, api: Api, ann: Person
) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x")
    place = {"chat_id": ann.id, "message_id": sent["message_id"]}
    server.jump(49 * HOUR)
    await api.result("editMessageText", text="y", **place)
    for method, which in (
        ("deleteMessage", place),
        ("deleteMessages", {**place, "message_ids": [sent["message_id"]]}),
    ):
        expected = (400, "Bad Request: message can't be deleted for everyone")
        assert await api.refusal(method, **which) == expected
    assert ann.sees("y")


async def test_a_bot_deletes_its_own_and_the_persons_messages(api: Api, ann: Person) -> None:
    await api.result("sendMessage", chat_id=ann.id, text="x")
    await api.result("deleteMessages", chat_id=ann.id, message_ids=[1, 2, 77])
    assert ann.messages == []


async def test_a_reaction_shows_and_goes(api: Api, ann: Person) -> None:
    place = {"chat_id": ann.id, "message_id": 1}
    await api.result("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **place)
    assert ann.last.reactions == ["👍"]
    await api.result("setMessageReaction", **place)
    assert ann.last.reactions == []


async def test_a_pinned_message_is_part_of_the_chat(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="x")
    await api.result("pinChatMessage", chat_id=ann.id, message_id=sent["message_id"])
    chat = await api.result("getChat", chat_id=ann.id)
    assert chat["pinned_message"]["text"] == "x"
    await api.result("unpinAllChatMessages", chat_id=ann.id)
    assert "pinned_message" not in await api.result("getChat", chat_id=ann.id)


@pytest.mark.parametrize(
    ("scope", "language", "seen"),
    [
        ({"type": "default"}, "", True),
        ({"type": "all_private_chats"}, "en", True),
        ({"type": "chat", "chat_id": 1001}, "", True),
        ({"type": "default"}, "de", False),
        ({"type": "all_group_chats"}, "", False),
    ],
)
async def test_commands_show_where_they_are_set(
    api: Api, ann: Person, scope: dict[str, object], language: str, seen: bool
) -> None:
    commands = [{"command": "/week", "description": "Your week"}]
    given = {"scope": scope, "language_code": language}
    await api.result("setMyCommands", commands=commands, **given)
    assert await api.result("getMyCommands", **given) == [{"command": "week", "description": "Your week"}]
    assert bool(commands_for(ann.server.world, ann.id)) is seen
    await api.result("deleteMyCommands", **given)
    assert await api.result("getMyCommands", **given) == []


async def test_the_profile_is_kept_by_language(api: Api) -> None:
    await api.result("setMyDescription", description="Hello")
    await api.result("setMyDescription", description="Hallo", language_code="de")
    said = [await api.result("getMyDescription", language_code=code) for code in ("", "de", "fr")]
    assert [answer["description"] for answer in said] == ["Hello", "Hallo", "Hello"]
