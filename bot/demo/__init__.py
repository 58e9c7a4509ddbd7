"""The demo: a local Bot API server and a chat page in the browser, with the real bot behind them."""

import asyncio
import contextlib
import errno
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

DATABASE = "sqlite://spotter-demo.db"
ENDS_WITHIN = 5.0  # s
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # s
RAN_WELL = 30.0  # s
MISTAKE = 2  # the exit code after one line that names it


async def demo(
    port: int = 8080,
    database: str | None = None,
    next_due: Callable[[], Awaitable[datetime | None]] | None = None,
    *,
    command: Sequence[str] = (sys.executable, "-m", "bot", "run"),
) -> int:
    """Serve the chat page on this machine and keep the bot running behind it until Ctrl-C or SIGTERM.

    The bot runs as a child process on a database of its own and on the demo's clock (`command --clock FILE`).
    Returns the exit code: 0, or 2 where the port is in use or the bot named a mistake that trying again cannot cure.
    """
    from .server import BotServer  # noqa: PLC0415  so that `python -m bot.demo.server` finds it unimported

    database = database or DATABASE
    with tempfile.TemporaryDirectory(prefix="spotter-demo-") as folder:
        clock_file = _clock_file(database, Path(folder))
        server = BotServer(clock_file=clock_file, next_due=next_due)
        try:
            await server.start(port=port)
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"is closed to us: {error.strerror}"
            sys.stderr.write(f"port {port} {why}; choose another with --port\n")
            return MISTAKE
        _say(f"Spotter demo: {server.url} (Ctrl-C ends it)")
        told = {
            "SPOTTER_TELEGRAM__TOKEN": server.token,
            "SPOTTER_TELEGRAM__API_URL": server.url,
            "SPOTTER_DATABASE__URL": database,
        }
        try:
            with _ending() as ended:
                return await _keep_running([*command, "--clock", str(clock_file)], {**os.environ, **told}, ended)
        finally:
            await server.stop()


def _clock_file(database: str, folder: Path) -> Path:
    """Beside a database that is kept, so that its time never runs backwards; else in a folder that goes."""
    path = database.removeprefix("sqlite://").partition("?")[0]
    kept = database.startswith("sqlite://") and path != ":memory:"
    if not kept:
        return folder / "clock"
    clock = Path(f"{path}.clock")
    if not clock.parent.is_dir():  # which the bot will say
        return folder / "clock"
    if not Path(path).exists():  # a fresh start: the database was removed
        clock.unlink(missing_ok=True)
    return clock


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _ending() -> Iterator[asyncio.Event]:
    """An event that the signals to end set, while this lasts."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in signals:
        loop.add_signal_handler(number, ended.set)
    try:
        yield ended
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def _keep_running(command: list[str], environment: dict[str, str], ended: asyncio.Event) -> int:
    """Run the bot, and run it again whenever it dies, until `ended` (0) or it names a mistake (2)."""
    loop = asyncio.get_running_loop()
    pause = FIRST_PAUSE
    while not ended.is_set():
        began = loop.time()
        # A session of its own: the terminal's Ctrl-C reaches only us, and the bot gets one SIGTERM.
        bot = await asyncio.create_subprocess_exec(*command, env=environment, start_new_session=True)
        died = asyncio.create_task(bot.wait())
        told = asyncio.create_task(ended.wait())
        try:
            await asyncio.wait({died, told}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            told.cancel()
            if not died.done():
                await _end(bot)
        if ended.is_set():
            break
        if bot.returncode == MISTAKE:
            return MISTAKE
        pause = FIRST_PAUSE if loop.time() - began > RAN_WELL else min(pause * 2, LONGEST_PAUSE)
        _say(f"The bot ended with code {bot.returncode}; starting it again in {pause:g} s")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), pause)
    return 0


async def _end(bot: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), ENDS_WITHIN)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            bot.kill()
        await bot.wait()
