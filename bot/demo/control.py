"""What the page and benchmarks ask of the server: /_demo/… in JSON, a live stream, the page's files."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from . import acts, params
from .chats import Chat, Message
from .errors import BotApiError, bad_request
from .params import Json, Upload
from .profile import commands_for

if TYPE_CHECKING:
    from .server import BotServer

NextDue = Callable[[], Awaitable[datetime | None]]
PAGE = Path(__file__).parent / "page"
_FILES = {
    "index.html": "text/html",
    "chat.css": "text/css",
    "chat.js": "text/javascript",
    "messages.js": "text/javascript",
    "favicon.svg": "image/svg+xml",
}
_HOSTS = {"127.0.0.1", "localhost", "::1"}


async def answer(server: "BotServer", request: web.BaseRequest) -> web.StreamResponse:
    """One request of the page; refused where another site's page sends it."""
    if request.url.host not in _HOSTS or not _same_site(request):
        return web.Response(status=403, text="only from this machine, only from this page\n")
    path = request.rel_url.path
    if path == "/_demo/live":
        return await _live(server, request)
    if path.startswith("/_demo/file/"):
        return _file(server, path.removeprefix("/_demo/file/"))
    if path.startswith("/_demo/"):
        return await _command(server, request, path.removeprefix("/_demo/"))
    name = path.removeprefix("/") or "index.html"
    return await _page(name) if name in _FILES else _missing()


async def _page(name: str) -> web.Response:
    body = await asyncio.to_thread((PAGE / name).read_bytes)
    return web.Response(body=body, content_type=_FILES[name], charset="utf-8", headers=_HEADERS)


async def _command(server: "BotServer", request: web.BaseRequest, name: str) -> web.Response:
    command = _COMMANDS.get(name)
    if command is None:
        return _missing()
    try:
        return web.json_response(await command(server, await params.read(request)))
    except BotApiError as error:
        return web.json_response({"error": error.description}, status=error.code)
    except (KeyError, ValueError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)


def _missing() -> web.Response:
    return web.Response(status=404, text="not found\n")


_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


def _same_site(request: web.BaseRequest) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('Host')}"


def _file(server: "BotServer", file_id: str) -> web.Response:
    file = server.world.files.by_id.get(file_id)
    if file is None:
        return _missing()
    headers = {"X-Content-Type-Options": "nosniff"}
    if file.kind == "document":
        headers["Content-Disposition"] = "attachment"
    content_type = "image/png" if file.data.startswith(b"\x89PNG") else "image/jpeg"
    return web.Response(
        body=file.data,
        content_type=content_type if file.kind == "photo" else "application/octet-stream",
        headers=headers,
    )


def shown(message: Message) -> Json:
    """A message for the page: its body and what the body does not tell."""
    beside = {name: getattr(message, name) for name in ("edited", "silent", "reactions")}
    return {**message.body, "out": not message.from_bot, **beside}


def _event(event: Json) -> bytes:
    plain = {name: shown(value) if isinstance(value, Message) else value for name, value in event.items()}
    return b"data: " + json.dumps(plain).encode() + b"\n\n"


async def _live(server: "BotServer", request: web.BaseRequest) -> web.StreamResponse:
    """Server-sent events of one chat: its whole state first, then every change."""
    chat = server.world.chats.get(int(request.query.get("id", "0")))
    if chat is None:
        return web.Response(status=404, text="nobody of that id\n")
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    changes: asyncio.Queue[Json] = asyncio.Queue()
    chat.listeners.append(changes.put_nowait)
    try:
        await response.write(_event(_state(server, chat)))
        while True:
            await response.write(_event(await changes.get()))
    finally:
        chat.listeners.remove(changes.put_nowait)


def _state(server: "BotServer", chat: Chat) -> Json:
    return {
        "messages": [shown(message) for message in chat.visible],
        "keyboard": chat.keyboard,
        "commands": commands_for(server.world, chat.id),
        "clock": server.clock.offset,
        "blocked": chat.blocked,
        "next_due": server.next_due is not None,
        "bot": server.world.bot,
        "description": server.world.profile.get(("description", ""), ""),
    }


def _chat(server: "BotServer", given: Json) -> Chat:
    return server.world.chats[params.integer(given, "id")]


def _message(server: "BotServer", given: Json) -> Message:
    return _chat(server, given).messages[params.integer(given, "message_id")]


async def _person(server: "BotServer", given: Json) -> Json:
    """{id, first_name, language_code?, met?}: someone joins (or comes back)."""
    number = params.integer(given, "id")
    if number <= 0:
        raise bad_request("id must be positive")
    chat = acts.join(
        server.world,
        number,
        params.string(given, "first_name") or "Ann",
        params.string(given, "language_code") or None,
    )
    chat.met = chat.met or params.boolean(given, "met")
    return {"id": number}


async def _say(server: "BotServer", given: Json) -> Json:
    """{id, text, reply_to?}: write; answers the message's id."""
    chat = _chat(server, given)
    more: Json = {}
    replied = chat.find(params.integer(given, "reply_to"))
    if replied is not None:
        more["reply_to_message"] = {k: v for k, v in replied.body.items() if k != "reply_to_message"}
    return {"message_id": acts.say(server.world, chat.id, params.string(given, "text"), **more).id}


async def _tap(server: "BotServer", given: Json) -> Json:
    """{id, message_id, data} or {id, label}: tap a button; answers the query's id."""
    chat = _chat(server, given)
    label = params.string(given, "label")
    if label:
        for message in reversed(chat.visible):
            for row in message.inline_rows:
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        press = acts.press(server.world, chat.id, message, button["callback_data"], button["text"])
                        return {"callback_query_id": press.id}
        raise bad_request(f"no button {label!r}")
    message = _message(server, given)
    data = params.string(given, "data")
    labels = [b["text"] for row in message.inline_rows for b in row if b.get("callback_data") == data]
    return {"callback_query_id": acts.press(server.world, chat.id, message, data, labels[0] if labels else "").id}


async def _edit(server: "BotServer", given: Json) -> Json:
    """{id, message_id, text}: correct one's own message."""
    acts.edit(server.world, params.integer(given, "id"), _message(server, given), params.string(given, "text"))
    return {}


async def _forward(server: "BotServer", given: Json) -> Json:
    """{id, text}: forward a text someone else wrote."""
    return {"message_id": acts.forward(server.world, params.integer(given, "id"), params.string(given, "text")).id}


async def _attach(server: "BotServer", given: Json) -> Json:
    """{id, kind: document|photo|voice|sticker|location, file?, caption?}: send something that is no text."""
    world = server.world
    file = given.get("file")
    caption = params.string(given, "caption")
    body: Json
    match params.string(given, "kind"), file:
        case "document", Upload():
            body = acts.document(world, file.data, file.name, file.content_type, caption)
        case "photo", Upload():
            body = acts.photo(world, file.data, caption)
        case "voice", None:
            body = acts.voice(world)
        case "sticker", None:
            body = acts.sticker(world)
        case "location", None:
            body = acts.location(52.52, 13.405)
        case _:
            raise bad_request("kind is document, photo, voice, sticker or location; the first two with a file")
    return {"message_id": acts.send(world, params.integer(given, "id"), body).id}


async def _block(server: "BotServer", given: Json) -> Json:
    """{id, blocked: true|false}: block the bot, or let it in again."""
    chat = _chat(server, given)
    acts.change_membership(server.world, chat.id, chat, "kicked" if params.boolean(given, "blocked") else "member")
    return {"blocked": chat.blocked}


async def _messages(server: "BotServer", given: Json) -> list[Json]:
    """{id, after?}: the visible messages of a chat."""
    after = params.integer(given, "after")
    return [shown(message) for message in _chat(server, given).visible if message.id > after]


async def _jump(server: "BotServer", given: Json) -> Json:
    """{seconds} or {to: "next_due"}: move the clock."""
    seconds = float(params.string(given, "seconds") or 0)
    if params.string(given, "to") == "next_due":
        due = await server.next_due() if server.next_due is not None else None
        if due is None:
            return {"offset": server.clock.offset, "due": None}
        seconds = max(0.0, (due.astimezone(UTC) - server.clock.now()).total_seconds())
    server.jump(seconds)
    return {"offset": server.clock.offset, "due": server.clock.now().isoformat()}


async def _stats(server: "BotServer", given: Json) -> Json:
    """{} or {id}: calls by method, the queue, and a chat's counters."""
    stats: Json = {
        "calls": server.calls,
        "pending": len(server.updates.pending),
        "created": server.updates.created,
        "delivered": server.updates.delivered,
        "expired": server.updates.expired,
    }
    if "id" in given:
        chat = _chat(server, given)
        stats |= {name: getattr(chat, name) for name in ("taps_made", "typed", "buzzes", "toasts")}
        stats["unanswered"] = len(chat.unanswered)
    return stats


_COMMANDS: dict[str, Callable[["BotServer", Json], Awaitable[Any]]] = {
    "person": _person,
    "say": _say,
    "tap": _tap,
    "edit": _edit,
    "forward": _forward,
    "attach": _attach,
    "block": _block,
    "messages": _messages,
    "jump": _jump,
    "stats": _stats,
}
