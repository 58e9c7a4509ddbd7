"""What the Bot API refuses, in its own words: one row per rule, provoked over real HTTP in one scene."""

import io
import json
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.demo import acts
from bot.demo.editing import NOT_MODIFIED
from bot.demo.server import BotServer
from tests.demo.conftest import Api
from tests.people import Person

ANN, BEN, CARLA, DAN, NOBODY = 1001, 1002, 1003, 1004, 9999
GROUP, LEFT, KICKED = -100_1, -100_2, -100_3
START, CARD, PHOTO, DOCUMENT, ASKED, DELETED = 1, 2, 3, 4, 5, 6


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def picture(width: int = 8, height: int = 8) -> bytes:
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


GO = inline({"text": "Go", "callback_data": "go"})
NO_ACTION = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"

SEND: dict[str, tuple[dict[str, Any], str]] = {
    "no text": ({}, "message text is empty"),
    "empty text": ({"text": ""}, "message text is empty"),
    "white space": ({"text": " \n "}, "text must be non-empty"),
    "tags only": ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    "4097 code points": ({"text": "😀" * 4097}, "message is too long"),
    "32769 bytes": ({"text": "x" * 32769}, "text is too long"),
    "a lone surrogate": ({"text": "\ud800"}, "text must be encoded in UTF-8"),
    "parse mode": ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    "entities no list": ({"text": "x", "entities": "7"}, "can't parse MessageEntity: expected an Object"),
    "callback data of 65 bytes": (
        {"text": "x", "reply_markup": inline({"text": "Go", "callback_data": "я" * 32 + "x"})},
        "BUTTON_DATA_INVALID",
    ),
    "empty callback data": (
        {"text": "x", "reply_markup": inline({"text": "Go", "callback_data": ""})},
        NO_ACTION,
    ),
    "button without action": ({"text": "x", "reply_markup": inline({"text": "Go"})}, NO_ACTION),
    "button without text": (
        {"text": "x", "reply_markup": inline({"callback_data": "go"})},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    "button no object": (
        {"text": "x", "reply_markup": {"inline_keyboard": [["Go"]]}},
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    "row no array": (
        {"text": "x", "reply_markup": {"inline_keyboard": ["Go"]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    "markup no JSON": ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    "markup no object": ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    "101 buttons": (
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}},
        "reply markup is too long",
    ),
    "a button to localhost": (
        {"text": "x", "reply_markup": inline({"text": "Go", "url": "http://localhost/"})},
        "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ),
    "reply to nothing": (
        {"text": "x", "reply_parameters": {"message_id": 77}},
        "message to be replied not found",
    ),
    "reply to a deleted message": (
        {"text": "x", "reply_parameters": {"message_id": DELETED}},
        "message to be replied not found",
    ),
    "no chat": ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    "a chat unheard of": ({"text": "x", "chat_id": NOBODY}, "chat not found"),
    "a chat by a name unheard of": ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
}

FORBIDDEN = {
    "blocked": (BEN, "bot was blocked by the user"),
    "deactivated": (DAN, "user is deactivated"),
    "never written": (CARLA, "bot can't initiate conversation with a user"),
    "left": (LEFT, "bot is not a member of the supergroup chat"),
    "kicked": (KICKED, "bot was kicked from the supergroup chat"),
}

METHODS: dict[str, tuple[str, dict[str, Any], str]] = {
    "edit: same text and keyboard": (
        "editMessageText",
        {"message_id": CARD, "text": "<b>Card</b>", "parse_mode": "HTML", "reply_markup": GO},
        NOT_MODIFIED,
    ),
    "edit: same keyboard": ("editMessageReplyMarkup", {"message_id": CARD, "reply_markup": GO}, NOT_MODIFIED),
    "edit: same caption": ("editMessageCaption", {"message_id": DOCUMENT, "caption": "Yours"}, NOT_MODIFIED),
    "edit: no keyboard where none is": ("editMessageReplyMarkup", {"message_id": PHOTO}, NOT_MODIFIED),
    "edit: too long": ("editMessageText", {"message_id": CARD, "text": "x" * 4097}, "MESSAGE_TOO_LONG"),
    "edit: unknown": ("editMessageText", {"message_id": 77, "text": "x"}, "message to edit not found"),
    "edit: deleted": ("editMessageText", {"message_id": DELETED, "text": "x"}, "message to edit not found"),
    "edit: no message": ("editMessageText", {"text": "x"}, "message to edit not found"),
    "edit: no chat": (
        "editMessageText",
        {"message_id": CARD, "text": "x", "chat_id": ""},
        "chat_id is empty",
    ),
    "edit: neither": ("editMessageText", {"text": "x", "chat_id": ""}, "message identifier is not specified"),
    "edit: white space": ("editMessageText", {"message_id": CARD, "text": " "}, "text must be non-empty"),
    "edit: Ann's": ("editMessageText", {"message_id": START, "text": "x"}, "message can't be edited"),
    "edit: sent with reply keyboard": (
        "editMessageText",
        {"message_id": ASKED, "text": "x"},
        "message can't be edited",
    ),
    "edit: to a reply keyboard": (
        "editMessageText",
        {"message_id": CARD, "text": "x", "reply_markup": {"keyboard": [["a"]]}},
        "inline keyboard expected",
    ),
    "edit: text of a photo": (
        "editMessageText",
        {"message_id": PHOTO, "text": "x"},
        "there is no text in the message to edit",
    ),
    "edit: caption of a text": (
        "editMessageCaption",
        {"message_id": CARD, "caption": "x"},
        "there is no caption in the message to edit",
    ),
    "edit: long caption": (
        "editMessageCaption",
        {"message_id": PHOTO, "caption": "x" * 1025},
        "message caption is too long",
    ),
    "delete: unknown": ("deleteMessage", {"message_id": 77}, "message to delete not found"),
    "delete: twice": ("deleteMessage", {"message_id": DELETED}, "message to delete not found"),
    "delete: none": ("deleteMessage", {}, "message identifier is not specified"),
    "delete: no chat": ("deleteMessage", {"chat_id": None}, "chat identifier is not specified"),
    "delete many: none": ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    "delete many: 101": (
        "deleteMessages",
        {"message_ids": list(range(101))},
        "too many message identifiers specified",
    ),
    "pin: unknown": ("pinChatMessage", {"message_id": 77}, "message to pin not found"),
    "unpin: not pinned": ("unpinChatMessage", {"message_id": CARD}, "message to unpin not found"),
    "pin: group without rights": (
        "pinChatMessage",
        {"chat_id": GROUP, "message_id": 1},
        "not enough rights to manage pinned messages in the chat",
    ),
    "delete: in a group, somebody else's": (
        "deleteMessage",
        {"chat_id": GROUP, "message_id": 1},
        "message can't be deleted",
    ),
    "reaction: unknown": ("setMessageReaction", {"message_id": 77}, "message to react not found"),
    "reaction: two": (
        "setMessageReaction",
        {"message_id": CARD, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "REACTIONS_TOO_MANY",
    ),
    "action": ("sendChatAction", {"action": "jumping"}, "wrong parameter action in request"),
    "photo: none": ("sendPhoto", {}, "there is no photo in the request"),
    "photo: no picture": ("sendPhoto", {"photo": b"text"}, "IMAGE_PROCESS_FAILED"),
    "photo: empty": ("sendPhoto", {"photo": b""}, "file must be non-empty"),
    "photo: sides": ("sendPhoto", {"photo": picture(6000, 4001)}, "PHOTO_INVALID_DIMENSIONS"),
    "photo: ratio": ("sendPhoto", {"photo": picture(2100, 100)}, "PHOTO_INVALID_DIMENSIONS"),
    "photo: 10 MB": (
        "sendPhoto",
        {"photo": picture() + b"\0" * (10 << 20)},
        (
            f"file of size {(10 << 20) + len(picture())} bytes is too big for a photo; "
            "the maximum size is 10485760 bytes"
        ),
    ),
    "photo: wrong file_id": (
        "sendPhoto",
        {"photo": "nonsense"},
        "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
    ),
    "document: none": ("sendDocument", {}, "there is no document in the request"),
    "document: long caption": (
        "sendDocument",
        {"document": b"x", "caption": "x" * 1025},
        "message caption is too long",
    ),
    "file: unknown": ("getFile", {"file_id": "nonsense"}, "invalid file_id"),
    "answer: unknown": (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    "command: bad name": (
        "setMyCommands",
        {"commands": [{"command": "Hi!", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    "command: no name": (
        "setMyCommands",
        {"commands": [{"command": "", "description": "x"}]},
        "command must be non-empty",
    ),
    "command: long name": (
        "setMyCommands",
        {"commands": [{"command": "x" * 33, "description": "x"}]},
        "command length must not exceed 32",
    ),
    "command: no description": (
        "setMyCommands",
        {"commands": [{"command": "x", "description": " "}]},
        "command description must be non-empty",
    ),
    "command: long description": (
        "setMyCommands",
        {"commands": [{"command": "x", "description": "x" * 257}]},
        "command description length must not exceed 256",
    ),
    "command: 101": (
        "setMyCommands",
        {"commands": [{"command": "x", "description": "x"}] * 101},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    "language": ("setMyCommands", {"language_code": "english"}, "invalid language code specified"),
    "long description": ("setMyDescription", {"description": "x" * 513}, "description is too long"),
    "webhook": (
        "setWebhook",
        {"url": "http://127.0.0.1/"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
}


@pytest.fixture
async def scene(server: BotServer, api: Api, ann: Person) -> Api:
    await api.result("sendMessage", chat_id=ANN, text="<b>Card</b>", parse_mode="HTML", reply_markup=GO)
    await api.result("sendPhoto", chat_id=ANN, photo=picture())
    await api.result("sendDocument", chat_id=ANN, document=b"a,b\n", caption="Yours")
    await api.result("sendMessage", chat_id=ANN, text="Which?", reply_markup={"keyboard": [["A", "B"]]})
    await api.result("sendMessage", chat_id=ANN, text="Gone")
    await api.result("deleteMessage", chat_id=ANN, message_id=DELETED)
    Person(server, id=BEN, first_name="Ben", met=True).blocks()
    Person(server, id=DAN, first_name="Dan", met=True).deactivates()
    Person(server, id=CARLA, first_name="Carla")
    group = acts.gather(server.world, "Gym", [ANN, CARLA], group_id=GROUP)
    acts.say(server.world, ANN, "hello", group)
    for number, status in ((LEFT, "left"), (KICKED, "kicked")):
        acts.change_membership(server.world, ANN, acts.gather(server.world, "Old", [ANN], group_id=number), status)
    return api


@pytest.mark.parametrize("case", SEND)
async def test_a_message_that_breaks_a_rule_is_refused(scene: Api, case: str) -> None:
    params, description = SEND[case]
    assert await scene.refusal("sendMessage", **{"chat_id": ANN, **params}) == (
        400,
        f"Bad Request: {description}",
    )


@pytest.mark.parametrize("case", FORBIDDEN)
async def test_a_chat_closed_to_the_bot_answers_403(scene: Api, case: str) -> None:
    chat_id, description = FORBIDDEN[case]
    assert await scene.refusal("sendMessage", chat_id=chat_id, text="x") == (403, f"Forbidden: {description}")


@pytest.mark.parametrize("case", METHODS)
async def test_a_call_that_breaks_a_rule_is_refused(scene: Api, case: str) -> None:
    method, params, description = METHODS[case]
    assert await scene.refusal(method, **{"chat_id": ANN, **params}) == (400, f"Bad Request: {description}")


async def test_a_refused_call_changes_nothing(scene: Api, ann: Person) -> None:
    before = [(seen.message_id, seen.text, seen.buttons) for seen in ann.messages]
    for params, _ in SEND.values():
        await scene("sendMessage", **{"chat_id": ANN, **params})
    for method, params, _ in METHODS.values():
        await scene(method, **{"chat_id": ANN, **params})
    assert [(seen.message_id, seen.text, seen.buttons) for seen in ann.messages] == before


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot{token}/flyToTheMoon", 404, "Not Found: method not found"),
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/file/bot{token}/documents/none", 404, "Not Found"),
        ("/file/bot1:wrong/documents/none", 401, "Unauthorized"),
    ],
)
async def test_a_wrong_address_says_what_is_wrong(api: Api, path: str, code: int, description: str) -> None:
    async with api.session.get(api.server.url + path.format(token=api.server.token)) as response:
        assert (response.status, (await response.json())["description"]) == (code, description)


async def test_parameters_over_a_mebibyte_are_refused(api: Api, ann: Person) -> None:
    body = io.BytesIO(b"chat_id=1001&text=" + b"x" * (1 << 20))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with api.session.post(api.url("sendMessage"), data=body, headers=headers) as response:
        assert response.status == 413
        assert (await response.json())["description"] == "Request Entity Too Large: too many parameters"


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart", "get"])
async def test_parameters_come_in_every_way_the_bot_api_takes_them(api: Api, ann: Person, way: str) -> None:
    """The method's name may be in any case, too."""
    params = {"chat_id": "1001", "text": "1 & 2", "reply_markup": json.dumps(GO)}
    url = api.url("SENDmessage")
    ways: dict[str, dict[str, Any]] = {
        "query": {"params": params},
        "get": {"params": params},
        "form": {"data": params},
        "json": {"json": params},
        "multipart": {"data": _multipart(params)},
    }
    async with api.session.request("GET" if way == "get" else "POST", url, **ways[way]) as response:
        assert (await response.json())["ok"]
    assert ann.last.text == "1 & 2"
    assert ann.last.buttons == [["Go"]]


def _multipart(params: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in params.items():
        form.add_field(name, value)
    return form
