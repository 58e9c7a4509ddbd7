"""A running server, the Bot API over real HTTP, and Ann, who has written to the bot."""

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.demo.server import BotServer
from tests.people import Person

Answer = dict[str, Any]
BUTTON = {"text": "Go", "callback_data": "go"}


class Api:
    """The Bot API as a client sees it: `await api("sendMessage", chat_id=1, text="x")` answers its JSON."""

    def __init__(self, server: BotServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    def url(self, method: str) -> str:
        return f"{self.server.url}/bot{self.server.token}/{method}"

    async def __call__(self, method: str, **params: Any) -> Answer:
        """Call with JSON; bytes as a value make it multipart, with a file of that name."""
        if any(isinstance(value, bytes) for value in params.values()):
            return await self._upload(method, params)
        async with self.session.post(self.url(method), json=params) as response:
            answer: Answer = await response.json()
            assert answer["ok"] == (response.status == 200), answer
            assert answer["ok"] or answer["error_code"] == response.status, answer
            return answer

    async def _upload(self, method: str, params: dict[str, Any]) -> Answer:
        form = aiohttp.FormData()
        for name, value in params.items():
            if isinstance(value, bytes):
                form.add_field(name, io.BytesIO(value), filename=f"{name}.bin")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        async with self.session.post(self.url(method), data=form) as response:
            answer: Answer = await response.json()
            return answer

    async def result(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        answer = await self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and description of a call that must fail."""
        answer = await self(method, **params)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def demo(self, command: str, **facts: Any) -> Any:
        """A command of the page's own API."""
        async with self.session.post(f"{self.server.url}/_demo/{command}", json=facts) as response:
            assert response.status == 200, await response.text()
            return await response.json()


@pytest.fixture
async def server() -> AsyncIterator[BotServer]:
    server = BotServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def api(server: BotServer) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(server, session)


@pytest.fixture
async def ann(server: BotServer) -> Person:
    ann = Person(server, id=1001, first_name="Ann")
    await ann.starts()
    return ann
