"""What is written out, at DEBUG and in Python's development mode, holds neither the token nor a word of anybody's."""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from bot.demo.server import BotServer
from tests.conftest import World
from tests.delivery.waiting import eventually
from tests.people import Person, at_once
from tests.security.loud import BOOM
from tests.security.others import push

ROOT = Path(__file__).parent.parent.parent
WORD = "Quokka"  # in all that is written, named and forged here
TOKEN_OF_NO_BOT = "700000001:AAFakeTokenOfNobodyAtAll_0123456789abcd"


@asynccontextmanager
async def loud(world: World, told: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -X dev -m bot run` with log.level DEBUG, and nothing that would be quieter than it has to be."""
    polls = world.server.calls.get("getUpdates", 0)
    with told.open("wb") as file:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-X", "dev", "-m", "tests.security.loud", "run"),
            cwd=told.parent,
            env=environment(world.server.token, world.server.url) | {"SPOTTER_DATABASE__URL": world.url},
            stdout=file,
            stderr=file,
        )
    try:
        await eventually(lambda: world.server.calls.get("getUpdates", 0) > polls or child.returncode is not None)
        yield child
    finally:
        if child.returncode is None:
            child.send_signal(signal.SIGTERM)
        await child.wait()


def environment(token: str, url: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")}
    return ours | {
        "PYTHONPATH": str(ROOT),
        "SPOTTER_TELEGRAM__TOKEN": token,
        "SPOTTER_TELEGRAM__API_URL": url,
        "SPOTTER_LOG__LEVEL": "DEBUG",
        "SPOTTER_SEND__PER_SECOND": "0",
        "SPOTTER_SEND__PER_CHAT": "0",
    }


def spellings(token: str) -> list[str]:
    """The token, and the half of it that nobody may know, as they are and as they could be hidden."""
    secret = token.partition(":")[2]
    encoded = [base64.b64encode(each.encode()).decode().rstrip("=")[:-1] for each in (token, secret)]
    return [token, secret, quote(token, safe=""), token.replace(":", "%3a"), *encoded, repr(token)[1:-1]]


def secrets_in(text: str, token: str) -> list[str]:
    """The lines with a secret in them."""
    wanted = [*spellings(token), WORD, WORD.encode("utf-16-le").decode("latin-1")]
    return [line for line in text.splitlines() if any(each.lower() in line.lower() for each in wanted)]


async def test_whatever_fails_nothing_is_told_of_anybody(world: World, tmp_path: Path) -> None:
    """Messages, names, buttons, errors in handlers, tasks, threads and destructors, refusals of Telegram, and an end
    that nobody expected: the log says where and what kind, and nothing else.
    """
    ann = world.person(f"Ann {WORD}")
    await world.stop()
    ann.settle = at_once
    told = tmp_path / "told"
    async with loud(world, told) as child:
        await _goes_wrong(world, ann)
        await eventually(lambda: sum("could not handle" in each for each in ann.bot_messages) == 3)
        child.send_signal(signal.SIGTERM)
        await child.wait()
    text = told.read_text()
    assert secrets_in(text, world.server.token) == []
    for what in (
        "set aside after 3 tries: RuntimeError",
        "loud.py",
        "Task exception was never retrieved",
        "Nobody has caught this: RuntimeError",
        "A library says …",
    ):
        assert what in text, what
    await world.start()


async def _goes_wrong(world: World, ann: Person) -> None:
    for text in ("/start", f"/log {WORD} 5x5", f"/measure {WORD}", WORD * 500, f"/{WORD}", f"{WORD} 😀 \ud83d \0"):
        await ann.says(text)
    await eventually(lambda: ann.bot_messages)
    quoting = f'Bad Request: can\'t parse entities: Unsupported start tag "{WORD}" at byte offset 3'
    world.server.fault("error", method="sendMessage", code=400, description=quoting)
    world.server.fault("error", method="sendMessage", code=500, description=f"{WORD} {world.server.token}")
    world.server.fault("truncate", method="sendMessage")
    world.server.fault("drop_after", method="getUpdates")
    for data in (WORD, f"pg.{WORD}", f"zone.{WORD}", f"create.{WORD}", WORD * 3):
        await ann.forges(data)
    body = {"message_id": 1, "date": "x", "chat": {"id": ann.id, "type": "private", WORD: WORD}, "text": WORD}
    push(world, "message", {**body, "from": {"id": ann.id, "is_bot": False, "first_name": WORD}})
    push(world, "message", {**body, "date": 1, "from": {"id": ann.id, "username": WORD}})
    await ann.says("/cancel")
    await ann.says(f"what is {BOOM} {WORD}?")


async def test_no_address_is_told_with_the_token_in_it(tmp_path: Path) -> None:
    """Where Telegram cannot be reached, speaks otherwise, is no address, or refuses the token, the token stays out."""
    server = BotServer(clock_file=tmp_path / "clock")
    await server.start()
    try:
        nobody, not_tls = "http://127.0.0.1:1", server.url.replace("http:", "https:")
        ends = [
            ("check", nobody),
            ("check", not_tls),
            ("check", server.url),
            ("run", server.url),
            ("run", "http://[::1"),
        ]
        told = await asyncio.gather(*(_told(command, url, tmp_path / str(n)) for n, (command, url) in enumerate(ends)))
    finally:
        await server.stop()
    for (command, url), text in zip(ends, told, strict=True):
        assert text, (command, url)
        assert secrets_in(text, TOKEN_OF_NO_BOT) == [], (command, url)


async def _told(command: str, url: str, folder: Path) -> str:
    """What a process says that ends by itself."""
    folder.mkdir()
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", command),
        cwd=folder,
        env=environment(TOKEN_OF_NO_BOT, url),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await child.communicate()
    return out.decode()
