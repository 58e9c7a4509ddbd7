"""Faults to order: what a bot meets on a bad day."""

import asyncio
import json

import aiohttp
import pytest

from bot.demo.faults import FaultKind
from bot.demo.server import BotServer
from tests.demo.conftest import Api
from tests.people import Person


async def test_a_flood_says_how_long_to_wait(server: BotServer, api: Api, ann: Person) -> None:
    server.fault("flood", method="sendMessage", retry_after=7)
    async with api.session.post(api.url("sendMessage"), json={"chat_id": ann.id, "text": "x"}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    await api.result("sendMessage", chat_id=ann.id, text="x")


@pytest.mark.parametrize("code", [500, 502])
async def test_a_server_error_is_a_page_of_html(server: BotServer, api: Api, code: int) -> None:
    server.fault("error", code=code)
    async with api.session.get(api.url("getMe")) as response:
        assert (response.status, response.content_type) == (code, "text/html")


async def test_an_error_can_be_any_of_the_bot_apis(server: BotServer, api: Api) -> None:
    server.fault("error", code=403, description="Forbidden: user is deactivated")
    assert await api.refusal("getMe") == (403, "Forbidden: user is deactivated")


@pytest.mark.parametrize(("kind", "arrives"), [("drop_before", False), ("drop_after", True)])
async def test_a_connection_is_cut_before_or_after_the_method(
    server: BotServer, api: Api, ann: Person, kind: FaultKind, arrives: bool
) -> None:
    fault = server.fault(kind)
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=ann.id, text="x")
    assert fault.hits == 1
    assert ann.last.from_bot is arrives


async def test_half_an_answer_is_no_json(server: BotServer, api: Api, ann: Person) -> None:
    server.fault("truncate")
    with pytest.raises(json.JSONDecodeError):
        await api("sendMessage", chat_id=ann.id, text="x")
    assert ann.sees("x")


async def test_a_hanging_call_never_takes_effect(server: BotServer, api: Api, ann: Person) -> None:
    server.fault("hang")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await api("sendMessage", chat_id=ann.id, text="x")
    assert not ann.last.from_bot


async def test_a_fault_meets_only_whom_it_is_for(server: BotServer, api: Api, ann: Person) -> None:
    Person(server, id=1002, met=True)
    server.fault("flood", method="sendMessage", chat_id=1002, count=2)
    await api.result("getMe")
    await api.result("sendMessage", chat_id=ann.id, text="x")
    codes = [(await api("sendMessage", chat_id=1002, text="x")).get("error_code") for _ in range(3)]
    assert codes == [429, 429, None]
    server.fault("flood")
    server.clear_faults()
    await api.result("getMe")


async def test_rate_limits_are_there_when_asked_for(server: BotServer, api: Api, ann: Person) -> None:
    for _ in range(50):
        await api.result("sendMessage", chat_id=ann.id, text="x")
    server.limit_rates(per_chat=1, burst=5)
    codes = [(await api("sendMessage", chat_id=ann.id, text="x")).get("error_code") for _ in range(6)]
    assert codes == [None] * 5 + [429]
    await api.result("sendChatAction", chat_id=ann.id, action="typing")
