"""The command line as scripts meet it: real processes, their one line, their exit code."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.demo.server import BotServer
from tests.people import Person

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:AAsecretsecretsecretsecretsecretsecret"
ENDS_WITHIN = 5.0  # s


class Process:
    """`python -m bot …` in a folder of its own, with nothing of ours in its environment but what is given."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def says(self, words: str, most_lines: int = 20) -> str:
        """Read stderr up to the line with these words."""
        assert self.process.stderr is not None
        read = []
        async with asyncio.timeout(60):
            for _ in range(most_lines):
                read.append((await self.process.stderr.readline()).decode())
                if words in read[-1]:
                    return read[-1]
        raise AssertionError(read)

    async def ends(self) -> tuple[int, list[str], list[str]]:
        """Exit code, and the lines on stdout and stderr."""
        async with asyncio.timeout(60):
            out, err = await self.process.communicate(b"" if self.process.stdin else None)  # nobody types
        return self.process.returncode or 0, out.decode().splitlines(), err.decode().splitlines()

    async def told_to_end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, list[str]]:
        """Exit code and what else was said, within the time promised."""
        self.process.send_signal(number)
        async with asyncio.timeout(ENDS_WITHIN):
            _, err = await self.process.communicate()
        return self.process.returncode or 0, err.decode().splitlines()


@asynccontextmanager
async def bot(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Process]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **{f"SPOTTER_{name}": value for name, value in settings.items()}},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def answer(folder: Path, *arguments: str, **settings: str) -> tuple[int, list[str], list[str]]:
    async with bot(folder, *arguments, **settings) as process:
        return await process.ends()


@pytest.fixture
async def server() -> AsyncIterator[BotServer]:
    server = BotServer(TOKEN)
    await server.start()
    yield server
    await server.stop()


async def eventually(true: Callable[[], object]) -> None:
    """Wait until this is true of the server; the other process has no event for us."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.01)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# -- mistakes: one line that names the place, exit code 2, no trace, never the token ---------------

MISTAKES = {
    "a key that is none": ('[telegram]\ntokn = "TOKEN"', "config.toml: telegram.tokn is not a setting"),
    "a section that is none": ('[telegramm]\ntoken = "TOKEN"', "config.toml: telegramm is not a setting"),
    "a key outside its section": ('token = "TOKEN"', "config.toml: token is not a setting"),
    "a key of the library": ('_env_file = "TOKEN"', "config.toml: _env_file is not a setting"),
    "a value instead of a section": ('telegram = "TOKEN"', "config.toml: telegram should be a valid dictionary"),
    "a token with a gap": (
        '[telegram]\ntoken = "TOK EN"',
        "config.toml: telegram.token is not a bot token, which looks like 123456789:AA… (get one from @BotFather)",
    ),
    "a number as token": ("[telegram]\ntoken = 5", "config.toml: telegram.token should be a valid string"),
    "an address that is none": (
        '[telegram]\napi_url = "api.telegram.org"',
        'config.toml: telegram.api_url is not an address like "https://api.telegram.org"',
    ),
    "a port that is none": (
        '[telegram]\napi_url = "http://127.0.0.1:99999"',
        'config.toml: telegram.api_url is not an address like "https://api.telegram.org"',
    ),
    "a database that is none": (
        '[database]\nurl = "mysql://TOKEN@host/x"',
        'config.toml: database.url is neither "sqlite://file.db" nor "postgres://user:password@host/name"',
    ),
    "a level that is none": (
        '[log]\nlevel = "LOUD"',
        "config.toml: log.level should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'",
    ),
    "a pace below zero": (
        "[send]\nper_second = -1",
        "config.toml: send.per_second should be greater than or equal to 0",
    ),
    "a pace that is no number": (
        '[send]\nper_chat = "TOKEN"',
        "config.toml: send.per_chat should be a valid number, unable to parse string as a number",
    ),
    "two at once": (
        '[log]\nlevel = "LOUD"\n[send]\nfa = 1',
        "config.toml: log.level should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'; config.toml: send.fa is not a setting",
    ),
    "bad TOML": (
        "[telegram]\ntoken = TOKEN",
        "config.toml: not TOML: Expected newline or end of document after a statement (at line 2, column 18)",
    ),
    "no text at all": ("\udcff\udcfe", "config.toml: not TOML: "),
    "no token": ("", "telegram.token is missing: get one from @BotFather and set it in config.toml or SPOTTER_TE"),
    "an empty token": ('[telegram]\ntoken = ""', "telegram.token is missing: "),
}


@pytest.mark.parametrize("name", MISTAKES)
async def test_a_mistake_in_the_file_is_named_in_one_line(tmp_path: Path, name: str) -> None:
    text, line = MISTAKES[name]
    text = text.replace("TOKEN", TOKEN).replace("TOK EN", f"{TOKEN[:20]} {TOKEN[20:]}")
    (tmp_path / "config.toml").write_text(text, encoding="utf-8", errors="surrogateescape")
    code, out, err = await answer(tmp_path, "run")
    assert (code, out, len(err)) == (2, [], 1), err
    assert err[0].startswith(line)
    assert "secret" not in err[0]
    assert list(tmp_path.iterdir()) == [tmp_path / "config.toml"]


ELSEWHERE = {
    "TELEGRAM__TOKEN": ("5", "SPOTTER_TELEGRAM__TOKEN is not a bot token"),
    "TELEGRAM__TOKN": (TOKEN, "SPOTTER_TELEGRAM__TOKN is not a setting"),
    "TELEGRAM__API_URL": ("ftp://x", "SPOTTER_TELEGRAM__API_URL is not an address like"),
    "DATABASE__URL": ("spotter.db", 'SPOTTER_DATABASE__URL is neither "sqlite://file.db" nor'),
    "LOG__LEVEL": ("loud", "SPOTTER_LOG__LEVEL should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    "TELEGRAM": (TOKEN, "SPOTTER_TELEGRAM cannot be read: set SPOTTER_SECTION__KEY, one by one"),
}


@pytest.mark.parametrize("name", ELSEWHERE)
async def test_a_mistake_in_the_environment_is_named_by_its_variable(tmp_path: Path, name: str) -> None:
    value, line = ELSEWHERE[name]
    code, out, err = await answer(tmp_path, "run", **{name: value})
    assert (code, out, len(err)) == (2, [], 1), err
    assert err[0].startswith(line)
    assert "secret" not in err[0]


@pytest.mark.parametrize("command", ["run", "migrate", "check"])
async def test_a_file_that_is_named_must_be_there(tmp_path: Path, command: str) -> None:
    answered = await answer(tmp_path, command, "--config", "live.toml", TELEGRAM__TOKEN=TOKEN)
    assert answered == (2, [], ["live.toml: No such file or directory"])
    answered = await answer(tmp_path, command, "--config", str(tmp_path), TELEGRAM__TOKEN=TOKEN)
    assert answered == (2, [], [f"{tmp_path}: Is a directory"])


UNREACHABLE = {
    "sqlite://missing/spotter.db": "database.url: there is no folder missing",
    "sqlite://.": "database.url: cannot be reached (unable to open database file)",
    "sqlite://letter.txt": "database.url: cannot be reached (file is not a database)",
    "postgres://ann:secret@127.0.0.1:PORT/spotter": "database.url: cannot be reached ([Errno 111] Connect call failed",
    "postgres://ann:secret@127.0.0.1:port/spotter": "database.url: cannot be reached (Port is not an integer)",
}


@pytest.mark.parametrize("url", UNREACHABLE)
@pytest.mark.parametrize("command", ["run", "migrate"])
async def test_a_database_that_cannot_be_reached_is_named(tmp_path: Path, command: str, url: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann, " * 100)
    url = url.replace("PORT", str(free_port()))
    code, out, err = await answer(tmp_path, command, TELEGRAM__TOKEN=TOKEN, DATABASE__URL=url)
    assert (code, out, len(err)) == (2, [], 1), err
    assert err[0].startswith(UNREACHABLE.get(url, "database.url: cannot be reached ([Errno 111]"))
    assert "secret" not in err[0]


async def test_postgres_names_a_database_that_is_not_there(tmp_path: Path, postgres: str) -> None:
    url = postgres.replace("/postgres?", "/nowhere?")
    code, out, err = await answer(tmp_path, "migrate", DATABASE__URL=url)
    assert (code, out, err) == (
        2,
        [],
        ["database.url: cannot be reached (Can't establish connection to database nowhere)"],
    )


async def test_a_token_refused_at_the_start_ends_it(tmp_path: Path, server: BotServer) -> None:
    other = TOKEN.replace("AA", "BB")
    answered = await answer(tmp_path, "run", TELEGRAM__TOKEN=other, TELEGRAM__API_URL=server.url)
    assert answered == (2, [], ["telegram.token: Telegram refuses this token; copy it again from @BotFather"])


# -- Telegram away: said once, and retried ---------------------------------------------------------


async def test_telegram_unreachable_at_the_start_is_said_once_and_retried(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with bot(tmp_path, "run", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=url) as process:
        assert "Telegram cannot be reached (NetworkError). Trying again." in await process.says("")
        server = BotServer(TOKEN)
        await server.start(port=port)
        assert "Spotter is running." in await process.says("")
        ann = Person(server)
        await ann.starts()
        await eventually(lambda: ann.bot_messages)
        await server.stop()
        assert "Telegram cannot be reached" in await process.says("")
        code, more = await process.told_to_end()
        assert (code, more) == (0, [])


async def test_a_token_refused_later_is_said_once_and_retried(tmp_path: Path, server: BotServer) -> None:
    settings = {"TELEGRAM__TOKEN": TOKEN, "TELEGRAM__API_URL": server.url}
    async with bot(tmp_path, "run", **settings) as process:
        await process.says("Spotter is running.")
        faults = [
            server.fault("error", method=method, code=401, description="Unauthorized", count=count)
            for method, count in {"getUpdates": 1, "getMe": 2}.items()
        ]
        ann = Person(server, met=True)
        await ann.says("hello")
        await process.says("Telegram refuses the token now: was it revoked? Get the new one from @BotFather")
        assert "Telegram answers again." in await process.says("")
        await eventually(lambda: all(fault.hits == fault.count for fault in faults))
        assert await process.told_to_end() == (0, [])


# -- ending ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(tmp_path: Path, server: BotServer, number: signal.Signals) -> None:
    async with bot(tmp_path, "run", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=server.url) as process:
        await process.says("Spotter is running.")
        assert await process.told_to_end(number) == (0, [])


async def test_it_ends_while_telegram_hangs(tmp_path: Path, server: BotServer) -> None:
    async with bot(tmp_path, "run", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=server.url) as process:
        await process.says("Spotter is running.")
        fault = server.fault("hang", method="sendMessage", count=100)
        ann = Person(server)
        await ann.starts()
        await eventually(lambda: fault.hits)
        assert await process.told_to_end() == (0, [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_before_telegram_was_ever_reached(tmp_path: Path, number: signal.Signals) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    async with bot(tmp_path, "run", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=url) as process:
        await process.says("Telegram cannot be reached")
        assert await process.told_to_end(number) == (0, [])


async def test_it_ends_while_the_first_call_hangs(tmp_path: Path, server: BotServer) -> None:
    fault = server.fault("hang", method="getMe", count=100)
    async with bot(tmp_path, "run", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=server.url) as process:
        await eventually(lambda: fault.hits)
        assert await process.told_to_end() == (0, [])


# -- what works ------------------------------------------------------------------------------------


async def test_the_environment_goes_above_the_file(tmp_path: Path, server: BotServer) -> None:
    (tmp_path / "config.toml").write_text(
        f'\ufeff[telegram]\ntoken = "{TOKEN.replace("AA", "BB")}"\napi_url = "http://127.0.0.1:1"\n'
        '[database]\nurl = "sqlite://file.db"\n[log]\nlevel = "DEBUG"\n'
    )
    settings = {
        "TELEGRAM__TOKEN": TOKEN,
        "TELEGRAM__API_URL": f"{server.url}/",
        "DATABASE__URL": "sqlite://environment.db",
        "LOG__LEVEL": "WARNING",
    }
    async with bot(tmp_path, "run", **settings) as process:
        await eventually(lambda: server.calls.get("getUpdates"))
        assert await process.told_to_end() == (0, [])
    assert (tmp_path / "environment.db").exists()
    assert not (tmp_path / "file.db").exists()


async def test_a_named_file_is_read(tmp_path: Path, server: BotServer) -> None:
    (tmp_path / "live.toml").write_text(f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{server.url}"\n')
    async with bot(tmp_path, "run", "--config", "live.toml") as process:
        assert "INFO bot: Spotter is running." in await process.says("")
        assert await process.told_to_end() == (0, [])
    assert (tmp_path / "spotter.db").exists()


async def test_debug_logs_hold_no_token(tmp_path: Path, server: BotServer) -> None:
    settings = {"TELEGRAM__TOKEN": TOKEN, "TELEGRAM__API_URL": server.url, "LOG__LEVEL": "DEBUG"}
    async with bot(tmp_path, "run", **settings) as process:
        await process.says("Spotter is running.", most_lines=1000)
        ann = Person(server)
        await ann.starts()
        await eventually(lambda: ann.bot_messages)
        server.fault("error", code=502, count=5)
        await ann.says("hello")
        await process.says("Telegram cannot be reached", most_lines=1000)
        code, err = await process.told_to_end()
        assert code == 0
        assert not any("secret" in line or "hello" in line for line in err)


async def test_migrate_says_so_and_may_be_repeated(tmp_path: Path, empty_url: str) -> None:
    for _ in range(2):
        answered = await answer(tmp_path, "migrate", DATABASE__URL=empty_url)
        assert answered == (0, ["The database is up to date."], [])


async def test_check_says_what_is_well_a_line_each(tmp_path: Path, server: BotServer) -> None:
    settings = {"TELEGRAM__TOKEN": TOKEN, "TELEGRAM__API_URL": server.url}
    lines = ["configuration: ok", "database: ok, spotter.db will be made at the start", "token: ok, @spotter_bot"]
    code, out, err = await answer(tmp_path, "check", **settings)
    assert (code, out[:2], err) == (0, lines[:2], [])
    assert out[2].startswith("token: ok, @")
    assert list(tmp_path.iterdir()) == []
    await answer(tmp_path, "migrate", **settings)
    _, out, _ = await answer(tmp_path, "check", **settings)
    assert out[1] == "database: ok, spotter.db, up to date"


async def test_check_says_what_is_not_well(tmp_path: Path, server: BotServer) -> None:
    away, bad = f"http://127.0.0.1:{free_port()}", TOKEN.replace("AA", "BB")
    nowhere = "sqlite://missing/spotter.db"
    code, out, err = await answer(
        tmp_path, "check", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=away, DATABASE__URL=nowhere
    )
    assert (code, err) == (2, [])
    assert out == [
        "configuration: ok",
        "database: database.url: there is no folder missing",
        f"token: {away} cannot be reached (NetworkError)",
    ]
    code, out, err = await answer(tmp_path, "check", TELEGRAM__TOKEN=bad, TELEGRAM__API_URL=server.url)
    assert (code, out[2], err) == (2, "token: telegram.token: Telegram refuses this token", [])
    code, out, err = await answer(tmp_path, "check")
    assert (code, out[2], err) == (2, "token: telegram.token is missing", [])


async def test_the_version_is_the_projects(tmp_path: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert await answer(tmp_path, "--version") == (0, [f"spotter {version}"], [])


async def test_demo_keeps_a_database_of_its_own(tmp_path: Path, empty_url: str) -> None:
    (tmp_path / "config.toml").write_text('[database]\nurl = "sqlite://live.db"\n')
    port = str(free_port())
    async with bot(tmp_path, "demo", "--port", port, "--database", empty_url) as process:
        assert process.process.stdout is not None
        assert f"http://127.0.0.1:{port}" in (await process.process.stdout.readline()).decode()
        await process.says("Spotter is running.")
        assert await process.told_to_end() == (0, [])
    assert not (tmp_path / "live.db").exists()


async def test_a_demo_whose_bot_cannot_start_says_why_and_ends(tmp_path: Path) -> None:
    port = str(free_port())
    code, _, err = await answer(tmp_path, "demo", "--port", port, "--database", "sqlite://missing/demo.db")
    assert (code, err) == (2, ["database.url: there is no folder missing"])


async def test_without_a_token_run_or_demo_says_so_and_starts_the_demo(tmp_path: Path, server: BotServer) -> None:
    async with bot(tmp_path, "run", "--or-demo", TELEGRAM__TOKEN=TOKEN, TELEGRAM__API_URL=server.url) as process:
        assert "Spotter is running." in await process.says("")
        assert await process.told_to_end() == (0, [])
    assert (tmp_path / "spotter.db").exists()
    code, _, err = await answer(tmp_path, "run", "--or-demo", LOG__LEVEL="LOUD")
    assert (code, len(err)) == (2, 1)


async def test_a_second_process_on_one_database_says_so_and_leaves(
    tmp_path: Path, server: BotServer, empty_url: str
) -> None:
    """It would send what the first one is sending. Once that has died, however, its database is free."""
    settings = {"TELEGRAM__TOKEN": TOKEN, "TELEGRAM__API_URL": server.url, "DATABASE__URL": empty_url}
    async with bot(tmp_path, "run", **settings) as first:
        await first.says("is running")
        async with bot(tmp_path, "run", **settings) as second:
            code, _, said = await second.ends()
            assert code == 2
            assert said == ["database.url: a Spotter is running on this database already; end it first"]
        first.process.kill()
        await first.process.wait()
    async with bot(tmp_path, "run", **settings) as third:
        await third.says("is running")
