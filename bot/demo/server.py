"""A Bot API server on loopback, in memory: for the demo in the browser, for tests and for benchmarks."""

import argparse
import asyncio
import contextlib
import json
import secrets
import signal
import sys
import time
from pathlib import Path
from typing import Any

from aiohttp import web

from . import control, params
from .clock import Clock
from .errors import BotApiError, bad_request, flood
from .faults import Fault, FaultKind, Pauses, RateLimit
from .methods import EDITS_AND_SENDS, METHODS
from .params import Json
from .world import BOT_ID, World

_encode = json.JSONEncoder(separators=(",", ":")).encode
_HTML = "<html>\r\n<head><title>{0}</title></head>\r\n<body><h1>{0}</h1></body>\r\n</html>"
_REASONS = {500: "500 Internal Server Error", 502: "502 Bad Gateway", 503: "503 Service Unavailable"}


class BotServer:
    """Answers the Bot API at /bot<token>/<method>, files at /file/bot<token>/<path>, the chat page at /.

    Without a token it makes one up: a bot left over from an earlier server of the same port is refused. `calls` counts
    methods by name. `next_due` tells the page when the bot next has something to do.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        clock_file: Path | None = None,
        next_due: control.NextDue | None = None,
    ) -> None:
        self.token = token or f"{BOT_ID}:{secrets.token_urlsafe(27)}"
        self.clock = Clock(clock_file)
        self.world = World.new(self.clock)
        self.updates = self.world.updates
        self.next_due = next_due
        self.calls: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.pauses = Pauses()
        self.url = ""
        self._limit: RateLimit | None = None
        self._runner: web.ServerRunner | None = None
        self._held: set[asyncio.Task[Any]] = set()
        self._bot_path = f"/bot{self.token}/"
        self._file_path = f"/file/bot{self.token}/"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. `url` says where. Raises OSError where the port is in use."""
        server = web.Server(self._answer, handler_cancellation=True, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port, reuse_address=True).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close the port and every connection, also those that wait."""
        for task in list(self._held):
            task.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def jump(self, seconds: float) -> None:
        """Move the clock; the page shows it, the bot reads it from the file."""
        self.clock.jump(seconds)
        for chat in self.world.chats.values():
            chat.tell({"clock": self.clock.offset})

    def fault(self, kind: FaultKind, **facts: Any) -> Fault:
        """Order a fault (see faults.Fault): `server.fault("flood", method="sendMessage", retry_after=2)`."""
        fault = Fault(kind, **facts)
        self.faults.append(fault)
        return fault

    def clear_faults(self) -> None:
        """No more faults from here on."""
        self.faults.clear()

    def limit_rates(self, per_chat: float = 1.0, burst: int = 5, overall: float = 30.0) -> None:
        """From now on answer 429 to more messages and edits a second than this."""
        self._limit = RateLimit(per_chat, burst, overall)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.rel_url.path
        if path.startswith(self._bot_path):
            return await self._call(request, path[len(self._bot_path) :])
        if path.startswith(self._file_path):
            file = self.world.files.by_path.get(path[len(self._file_path) :])
            if file is None:
                return _refused(BotApiError(404, "Not Found"))
            return web.Response(body=file.data, content_type="application/octet-stream")
        if path.startswith(("/bot", "/file/bot")):
            return _refused(BotApiError(401, "Unauthorized"))
        response: web.StreamResponse = await self.held(control.answer(self, request))
        return response

    async def held(self, work: Any) -> Any:
        """Await something that may take long, so that stop() can end it."""
        task = asyncio.current_task()
        if task is None:
            return await work
        self._held.add(task)
        try:
            return await work
        finally:
            self._held.discard(task)

    async def _call(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        proper, chat_id = METHODS.get(name.lower(), (name,))[0], 0
        try:
            given = await params.read(request)
            chat_id = params.integer(given, "chat_id")
            self.pauses.hear(proper, chat_id, time.monotonic())
            fault = self._fault_for(name, given) if self.faults else None
            if fault is not None and fault.kind not in {"drop_after", "truncate"}:
                return await self._fail(fault, request)
            body = b'{"ok":true,"result":' + await self._result(name, given) + b"}"
        except BotApiError as error:
            if error.parameters is not None and "retry_after" in error.parameters:
                self.pauses.ask(proper, chat_id, error.parameters["retry_after"], time.monotonic())
            return _refused(error)
        if fault is not None:
            if fault.kind == "drop_after":
                return await self._drop(request)
            body = body[: len(body) // 2]
        return web.Response(body=body, content_type="application/json")

    async def _result(self, name: str, given: Json) -> bytes:
        lower = name.lower()
        if lower == "getupdates":
            self.calls["getUpdates"] = self.calls.get("getUpdates", 0) + 1
            result: bytes = await self.held(self.updates.get_updates(given))
            return result
        found = METHODS.get(lower)
        if found is None:
            raise BotApiError(404, "Not Found: method not found")
        name, method = found
        self.calls[name] = self.calls.get(name, 0) + 1
        if self._limit is not None and name in EDITS_AND_SENDS:
            seconds = self._limit.wait(params.integer(given, "chat_id"), time.monotonic())
            if seconds:
                raise flood(seconds)
        return _encode(method(self.world, given)).encode()

    def _fault_for(self, name: str, given: Json) -> Fault | None:
        proper = METHODS.get(name.lower(), (name,))[0]
        chat_id = params.integer(given, "chat_id")
        return next((fault for fault in self.faults if fault.takes(proper, chat_id)), None)

    async def _fail(self, fault: Fault, request: web.BaseRequest) -> web.StreamResponse:
        if fault.kind == "flood":
            raise flood(fault.retry_after)
        if fault.kind == "drop_before":
            return await self._drop(request)
        if fault.kind == "hang":
            await self.held(asyncio.get_running_loop().create_future())
        if fault.description is not None:
            raise BotApiError(fault.code, fault.description)
        page = _HTML.format(_REASONS.get(fault.code, str(fault.code)))
        return web.Response(status=fault.code, text=page, content_type="text/html")

    async def _drop(self, request: web.BaseRequest) -> web.StreamResponse:
        """Cut the connection; aiohttp then cancels this very task."""
        if request.transport is not None:
            request.transport.abort()
        await self.held(asyncio.get_running_loop().create_future())
        raise bad_request("connection dropped")


def _refused(error: BotApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters is not None:
        body["parameters"] = error.parameters
        if "retry_after" in error.parameters:
            headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(
        status=error.code, body=_encode(body).encode(), content_type="application/json", headers=headers
    )


async def _serve(port: int, token: str | None, clock_file: Path | None) -> None:
    server = BotServer(token, clock_file=clock_file)
    await server.start(port=port)
    sys.stdout.write(f"{server.url} {server.token}\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()
    await server.stop()


def main() -> None:
    """`python -m bot.demo.server --port N --token T [--clock FILE]`: the server alone, for benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m bot.demo.server", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token")
    parser.add_argument("--clock", type=Path)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(given.port, given.token, given.clock))


if __name__ == "__main__":
    main()
