"""The demo's command: the server, the page, and a bot behind them that is kept running."""

import asyncio
import os
import signal
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.demo import _clock_file
from bot.demo.server import BotServer

BOT = """
import json, os, signal, sys, urllib.request
url = os.environ["SPOTTER_TELEGRAM__API_URL"] + "/bot" + os.environ["SPOTTER_TELEGRAM__TOKEN"] + "/"
def call(method, **params):
    body, kind = json.dumps(params).encode(), {"Content-Type": "application/json"}
    request = urllib.request.Request(url + method, body, kind)
    return json.load(urllib.request.urlopen(request))["result"]
def end(*_):
    print("ended well", flush=True)
    os._exit(0)
signal.signal(signal.SIGTERM, end)
assert sys.argv[1] == "--clock", sys.argv
offset = 0
while True:
    for update in call("getUpdates", offset=offset, timeout=20):
        offset = update["update_id"] + 1
        text = update["message"]["text"]
        if text == "die":
            call("getUpdates", offset=offset, limit=1)
            os._exit(3)
        clock = open(sys.argv[2]).read()
        call("sendMessage", chat_id=update["message"]["chat"]["id"], text=text + " " + clock)
"""
DEMO = """
import asyncio, sys
from bot.demo import demo
sys.exit(asyncio.run(demo(0, sys.argv[1], command=[sys.executable, sys.argv[2]])))
"""


class Running:
    """The demo as a process, its lines and its page's API."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process = process
        self.url = url

    async def line(self) -> str:
        assert self.process.stdout is not None
        return (await self.process.stdout.readline()).decode().strip()

    async def post(self, command: str, **facts: object) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.url}/_demo/{command}", json=facts) as reply,
        ):
            assert reply.status == 200, await reply.text()

    async def says(self, text: str, *, answered: bool = True) -> str:
        """Write, and wait on the live stream for the bot's answer."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/_demo/live?id=1") as stream:
            await stream.content.readline()
            await self.post("say", id=1, text=text)
            found = ""
            while answered and '"out": false' not in found:
                found = (await stream.content.readline()).decode()
            return found


async def start(folder: Path, bot: str = BOT) -> Running:
    script = folder / "echo.py"
    script.write_text(bot)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        textwrap.dedent(DEMO),
        f"sqlite://{folder}/demo.db",
        str(script),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    running = Running(process, "")
    running.url = (await running.line()).split()[2]
    await running.post("person", id=1, first_name="Ann")
    return running


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    running = await start(tmp_path)
    yield running
    if running.process.returncode is None:
        running.process.terminate()
        await running.process.wait()


async def test_the_bot_answers_on_the_demos_clock(running: Running, tmp_path: Path) -> None:
    assert "hi 0.0" in await running.says("hi")
    await running.post("jump", seconds=3600)
    assert "hi 3600.0" in await running.says("hi")
    assert float((tmp_path / "demo.db.clock").read_text()) == 3600


def test_the_demos_time_goes_with_its_database(tmp_path: Path) -> None:
    database, clock = tmp_path / "demo.db", tmp_path / "demo.db.clock"
    database.touch()
    clock.write_text("60\n")
    assert float(_clock_file(f"sqlite://{database}", tmp_path).read_text()) == 60
    database.unlink()
    assert _clock_file(f"sqlite://{database}", tmp_path) == clock
    assert not clock.exists()
    assert _clock_file("postgres://somewhere/else", tmp_path) == tmp_path / "clock"


async def test_a_bot_that_dies_is_started_again(running: Running) -> None:
    await running.says("die", answered=False)
    assert await running.line() == "The bot ended with code 3; starting it again in 1 s"
    assert "back" in await running.says("back")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_bot_then_the_demo(running: Running, number: signal.Signals) -> None:
    await running.says("hi")
    running.process.send_signal(number)
    assert await running.line() == "ended well"
    async with asyncio.timeout(5):
        assert await running.process.wait() == 0


async def test_the_bot_goes_with_the_demo_even_when_it_will_not(tmp_path: Path) -> None:
    stubborn = BOT.replace("signal.signal(signal.SIGTERM, end)", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    script = 'open("PID", "w").write(str(os.getpid()))\n'.replace("PID", str(tmp_path / "pid"))
    running = await start(tmp_path, stubborn.replace("offset = 0\n", script + "offset = 0\n"))
    await running.says("hi")
    running.process.terminate()
    async with asyncio.timeout(9):
        assert await running.process.wait() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


async def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    server = BotServer()
    await server.start()
    port = server.url.rpartition(":")[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        DEMO.replace("demo(0", f"demo({port}"),
        f"sqlite://{tmp_path}/demo.db",
        "none.py",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    await server.stop()
    assert (process.returncode, out) == (2, b"")
    assert err.decode() == f"port {port} is in use; choose another with --port\n"
