"""PTB's requests over aiohttp: five times as fast here as over httpx, which is most of its time per reply."""

from __future__ import annotations

import json
import os
import re
import socket
from datetime import timedelta
from http import HTTPStatus
from typing import Any, cast

import aiohttp
from telegram import InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.pauses import ANYTHING, Pauses
from bot.trouble import pause_asked
from models.pauses import NO_CHAT

os.environ.setdefault("PTB_TIMEDELTA", "true")  # as the library asks: else each 429 is a warning on stderr

DEFAULT_SECONDS = 20.0
CONNECT_SECONDS = 10.0
AGENT = "Spotter"
REFUSALS = set(range(400, 500)) - {400, 401, 403, 404, 409, 429}  # besides those that PTB knows
GONE = {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}  # what a file may be
OF_AIOHTTP = (aiohttp.ClientError, OSError, TimeoutError)
_CUT_SHORT = re.compile(rb'\{"ok":true,"result":(\{"message_id":\d+),')


class AnswerLostError(NetworkError):
    """The request was on its way when the connection broke, or its answer cannot be read: it may have had effect."""


UNCERTAIN = (AnswerLostError, TimedOut)


class Arguments:
    """The arguments of a method as they are, files among them: no object of PTB's in between."""

    __slots__ = ("arguments", "contains_files", "files")

    def __init__(self, arguments: dict[str, Any], files: dict[str, InputFile]) -> None:
        self.arguments, self.files = arguments, files
        self.contains_files = bool(files)

    def body(self) -> dict[str, Any]:
        """What aiohttp is to send: JSON, or a form where there are files."""
        if not self.files:
            return {"json": self.arguments}
        form = aiohttp.FormData()
        for name, value in self.arguments.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, file in self.files.items():
            filename, content, kind = file.field_tuple
            form.add_field(name, content, filename=filename, content_type=kind)
        return {"data": form}


class Http(BaseRequest):
    """A pool of connections to one server."""

    def __init__(self, connections: int = 256) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return DEFAULT_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=60, socket_factory=_watched_socket
            )
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": AGENT})

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise NetworkError("the connection pool is not open")
        seconds = read_timeout if isinstance(read_timeout, (int, float)) else DEFAULT_SECONDS
        if isinstance(request_data, Arguments):
            body: dict[str, Any] = request_data.body()
        else:
            body = {"data": request_data.json_parameters if request_data else None}
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        try:
            async with self._session.request(method, url, timeout=timeout, **body) as response:
                if response.status in REFUSALS:
                    raise BadRequest(f"HTTP {response.status}")
                return response.status, await response.read()
        except OF_AIOHTTP as error:
            raise _named(error) from None

    async def download(self, url: str, most: int) -> bytes:
        """The file at the address, or `most` + 1 bytes of a larger one. Raises TelegramError."""
        if self._session is None:
            raise NetworkError("the connection pool is not open")
        timeout = aiohttp.ClientTimeout(total=DEFAULT_SECONDS, sock_connect=CONNECT_SECONDS)
        content = b""
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as response:
                if response.status in GONE:
                    raise BadRequest(f"HTTP {response.status}")
                if response.status != HTTPStatus.OK:
                    raise NetworkError(f"HTTP {response.status}")
                while len(content) <= most and (part := await response.content.read(most + 1 - len(content))):
                    content += part
        except OF_AIOHTTP as error:
            raise _named(error) from None
        return content

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library does it, but without writing the answer, which holds people's texts, into the log. An answer
        cut short still says which message was sent.
        """
        try:
            parsed: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            sent = _CUT_SHORT.match(payload)
            if sent is None:
                raise AnswerLostError("Invalid server response") from None
            parsed = {"ok": True, "result": json.loads(sent[1] + b"}")}
        return parsed


def _named(error: Exception) -> TelegramError:
    """PTB's error for one of aiohttp's. Only its name is told: its text can hold the address, and so the token."""
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL():
            return NetworkError(type(error).__name__)
        case TimeoutError():
            return TimedOut()
    return AnswerLostError(type(error).__name__)


def _watched_socket(address: aiohttp.AddrInfoType) -> socket.socket:
    """A poll waits in silence: only so is it known within seconds that nobody is at the other end any more."""
    family, kind, protocol, _, _ = address
    made = socket.socket(family, kind, protocol)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 4), ("TCP_KEEPINTVL", 2), ("TCP_KEEPCNT", 5)):
        if hasattr(socket, name):  # not everywhere
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return made


class Api:
    """Any method of the Bot API, by name. Raises telegram.error.TelegramError; RetryAfter also where Telegram has
    asked for a pause before, which is not over: then nothing is called.
    """

    def __init__(self, http: Http, base_url: str, pauses: Pauses) -> None:
        self._http, self._base_url, self._pauses = http, base_url, pauses

    async def __call__(
        self,
        method: str,
        arguments: dict[str, Any],
        *,
        files: dict[str, InputFile] | None = None,
        seconds: float = DEFAULT_SECONDS,
    ) -> Any:
        chat = arguments.get("chat_id", NO_CHAT)
        kind = ANYTHING if chat else method
        left = self._pauses.left(kind, chat)
        if left:
            raise RetryAfter(timedelta(seconds=left))
        try:
            return await self._http.post(
                f"{self._base_url}/{method}",
                cast(RequestData, Arguments(arguments, files or {})),  # PTB only hands it on to do_request()
                read_timeout=seconds,
            )
        except RetryAfter as error:
            await self._pauses.ask(kind, pause_asked(error), chat)
            raise
