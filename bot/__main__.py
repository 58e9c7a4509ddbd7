"""python -m bot run | demo | migrate | check | backup | restore | program"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot import __version__
from bot import config as configuration
from bot.config import Config, ConfigError
from bot.interrupt import interruptible, nothing, too_late

log = logging.getLogger("bot")

DEMO_PORT = 8080
ENDS_WITHIN = 4.0  # s
ENDED_BY_SIGNAL = {"run", "demo"}  # the others end by themselves, and a signal breaks them off
GO_LIVE = "get one from @BotFather and set it in config.toml or SPOTTER_TELEGRAM__TOKEN"


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0, or 2 after one line that names what is wrong."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["program"]:
        from bot import program  # noqa: PLC0415 - the bot itself needs none of it

        return program.main(given[1:])
    options = _parser().parse_args(given)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # until the command runs, which then ends in order
    try:
        return asyncio.run(_command(options))
    except ConfigError as error:
        wrong = str(error)
    except KeyboardInterrupt:
        if options.command in ENDED_BY_SIGNAL:
            return 0
        wrong = nothing(_done_by(options))
    print(wrong, file=sys.stderr)  # noqa: T201 - the answer of a command
    return 2


async def _command(options: argparse.Namespace) -> int:
    if options.command == "demo":
        return await _demo(port=options.port, database=options.database)
    config = configuration.load(options.config)
    from bot import logs  # noqa: PLC0415 - --version and mistakes answer without loading the bot

    logs.begin(config.log.level, config.telegram.token.get_secret_value())
    logs.listen(asyncio.get_running_loop())
    if options.command not in ENDED_BY_SIGNAL:
        return await interruptible(_operate(config, options), _done_by(options))
    if config.telegram.token.get_secret_value():
        return await _run(config, options.clock)
    if options.or_demo:
        print(f"No token yet, so this is the demo. To go live: {GO_LIVE}.", flush=True)  # noqa: T201 - says what it does
        return await _demo()
    raise ConfigError(f"telegram.token is missing: {GO_LIVE}")


async def _demo(port: int = DEMO_PORT, database: str | None = None) -> int:
    from bot import demo  # noqa: PLC0415 - the bot itself needs none of it

    url = database or demo.DATABASE

    async def next_due() -> datetime | None:
        from bot.database import next_due  # noqa: PLC0415 - loaded when the page first asks

        return await next_due(url)

    return await demo.demo(port=port, database=url, next_due=next_due)


async def _run(config: Config, offset: Path | None) -> int:
    gc.disable()  # while all is loaded, which is never looked at again: a tenth of the start
    from bot.app import running  # noqa: PLC0415 - --version and mistakes answer without loading the bot
    from models import clock  # noqa: PLC0415 - likewise

    gc.freeze()
    gc.enable()
    clock.follow(offset)
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.set)

    async def serve() -> None:
        async with running(config):
            log.info("Spotter is running.")
            await asyncio.Event().wait()

    serving, ended = asyncio.create_task(serve()), asyncio.create_task(ending.wait())
    await asyncio.wait([serving, ended], return_when=asyncio.FIRST_COMPLETED)
    for task in (serving, ended):
        task.cancel()
    await asyncio.wait([serving, ended], timeout=ENDS_WITHIN)
    if not serving.done():
        log.warning("Ending at once: something does not answer. Everything confirmed is stored.")
        logging.shutdown()
        os._exit(0)
    error = None if serving.cancelled() else serving.exception()
    if error is not None:
        raise error
    return 0


async def _operate(config: Config, options: argparse.Namespace) -> int:
    match options.command:
        case "migrate":
            return await _migrate(config)
        case "check":
            from bot.check import check  # noqa: PLC0415 - the bot itself needs none of it

            return await check(config)
        case "backup":
            from bot.backup import backup  # noqa: PLC0415 - likewise

            return await backup(config.database.url, options.file)
        case _:
            from bot.restore import restore  # noqa: PLC0415 - likewise

            return await restore(config, options.file, sure=options.yes)


def _done_by(options: argparse.Namespace) -> str:
    return "saved" if options.command == "backup" else "changed"


async def _migrate(config: Config) -> int:
    from bot import database  # noqa: PLC0415 - as above

    context = await database.open_migrated(config.database.url)
    await too_late()
    await context.close_connections()
    print("The database is up to date.")  # noqa: T201 - the answer of a command
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Spotter, a training partner in the chat.")
    parser.add_argument("--version", action="version", version=f"spotter {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, summary in (
        ("run", "run the bot"),
        ("migrate", "bring the database up to date"),
        ("check", "check configuration, database and token, a line each"),
        ("backup", "save everything in one file, while the bot runs"),
        ("restore", "put a backup in the place of the database, which is kept beside it"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("--config", type=Path, help="default: config.toml, where it exists")
        if name == "run":
            command.add_argument("--or-demo", action="store_true", help="without a token, start the demo instead")
            command.add_argument("--clock", type=Path, help=argparse.SUPPRESS)
        if name in {"backup", "restore"}:
            command.add_argument("file", type=Path)
        if name == "restore":
            command.add_argument("--yes", action="store_true", help="do not ask")
    commands.add_parser("program", help="read a training program and show its sets; -h tells more", add_help=False)
    demo = commands.add_parser("demo", help="a chat page in the browser with the real bot behind it; no account")
    demo.add_argument("--port", type=int, default=DEMO_PORT)
    demo.add_argument("--database", help="default: sqlite://spotter-demo.db")
    return parser


if __name__ == "__main__":
    sys.exit(main())
