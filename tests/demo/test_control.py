"""The page's own API: the one benchmarks and kill tests use over HTTP, and its live stream."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.demo.server import BotServer
from tests.demo.conftest import BUTTON, Api
from tests.demo.test_refusals import picture
from tests.people import Person


async def test_a_whole_chat_over_http(api: Api) -> None:
    await api.demo("person", id=7, first_name="Gil", language_code="de")
    written = await api.demo("say", id=7, text="/start")
    sent = await api.result("sendMessage", chat_id=7, text="Hi", reply_markup={"inline_keyboard": [[BUTTON]]})
    await api.demo("say", id=7, text="yes", reply_to=sent["message_id"])
    await api.demo("edit", id=7, message_id=written["message_id"], text="/help")
    await api.demo("tap", id=7, label="Go")
    await api.demo("tap", id=7, message_id=sent["message_id"], data="forged")
    await api.demo("forward", id=7, text="5x5")
    await api.demo("attach", id=7, kind="sticker")
    await api.demo("block", id=7, blocked=True)
    kinds = [next(kind for kind in update if kind != "update_id") for update in await api.result("getUpdates")]
    assert " ".join(kinds) == (
        "message message edited_message callback_query callback_query message message my_chat_member"
    )
    messages = await api.demo("messages", id=7, after=written["message_id"])
    assert [message.get("text") for message in messages] == ["Hi", "yes", "5x5", None]
    stats = await api.demo("stats", id=7)
    assert (stats["pending"], stats["taps_made"], stats["typed"], stats["unanswered"]) == (8, 2, 3, 2)


@pytest.mark.parametrize(
    ("command", "facts"),
    [
        ("say", {"id": 99, "text": "x"}),
        ("tap", {"id": 1001, "label": "Nothing"}),
        ("tap", {"id": 1001, "message_id": 99, "data": "x"}),
        ("attach", {"id": 1001, "kind": "photo"}),
        ("person", {"id": -1}),
        ("jump", {"seconds": "soon"}),
    ],
)
async def test_a_wrong_command_is_refused(api: Api, ann: Person, command: str, facts: dict[str, Any]) -> None:
    async with api.session.post(f"{api.server.url}/_demo/{command}", json=facts) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_uploads_reach_the_bot_and_are_shown_again(api: Api, ann: Person) -> None:
    for kind in ("photo", "document"):
        form = aiohttp.FormData({"id": "1001", "kind": kind, "caption": "look"})
        form.add_field("file", picture(), filename="a.png")
        async with api.session.post(f"{api.server.url}/_demo/attach", data=form) as response:
            assert response.status == 200
        shown = ann.last.message.body[kind]
        file_id = shown["file_id"] if kind == "document" else shown[-1]["file_id"]
        async with api.session.get(f"{api.server.url}/_demo/file/{file_id}") as response:
            assert await response.read() == picture()


async def test_the_stream_tells_what_changes(server: BotServer, api: Api, ann: Person) -> None:
    async with api.session.get(f"{server.url}/_demo/live?id=1001") as stream:

        async def event() -> dict[str, Any]:
            line = await stream.content.readline()
            await stream.content.readline()
            told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
            return told

        state = await event()
        assert [message["text"] for message in state["messages"]] == ["/start"]
        sent = await api.result("sendMessage", chat_id=1001, text="x", reply_markup={"inline_keyboard": [[BUTTON]]})
        assert (await event())["put"]["text"] == "x"
        await ann.taps("Go")
        query = (await api.result("getUpdates", offset=-1))[0]["callback_query"]["id"]
        await api.result("answerCallbackQuery", callback_query_id=query, text="Done")
        assert (await event())["answer"]["text"] == "Done"
        await api.result("sendChatAction", chat_id=1001, action="typing")
        assert await event() == {"action": "typing"}
        await api.result("deleteMessage", chat_id=1001, message_id=sent["message_id"])
        assert await event() == {"gone": sent["message_id"]}
        server.jump(60)
        assert await event() == {"clock": 60}
    async with asyncio.timeout(5):
        while ann.chat.listeners:  # noqa: ASYNC110  the server tells nobody that a tab was closed
            await asyncio.sleep(0)


async def test_the_clock_jumps_to_the_next_reminder(api: Api, server: BotServer) -> None:
    assert (await api.demo("jump", to="next_due"))["due"] is None

    async def in_a_day() -> datetime | None:
        return datetime.now(UTC) + timedelta(days=1)

    server.next_due = in_a_day
    assert 86_390 < (await api.demo("jump", to="next_due"))["offset"] <= 86_400
    assert 86_390 < (await api.demo("jump", to="next_due"))["offset"] <= 86_400, "what is due stays due"


@pytest.mark.parametrize("name", ["", "chat.css", "chat.js", "messages.js", "favicon.svg"])
async def test_the_page_is_served_and_runs_only_its_own_scripts(api: Api, name: str) -> None:
    async with api.session.get(f"{api.server.url}/{name}") as response:
        assert response.status == 200
        assert "script-src" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}],
    ids=["rebound name", "other site"],
)
async def test_another_sites_page_cannot_use_the_demo(api: Api, headers: dict[str, str]) -> None:
    async with api.session.post(f"{api.server.url}/_demo/stats", json={}, headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize(
    "path", ["/nothing", "/_demo/nothing", "/../server.py", "/_demo/file/none", "/_demo/live?id=9"]
)
async def test_what_is_not_there_is_404(api: Api, path: str) -> None:
    async with api.session.get(api.server.url + path) as response:
        assert response.status == 404
