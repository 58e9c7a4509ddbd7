"""python -m bot run | demo | migrate | check"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path

from bot import __version__
from bot import config as configuration
from bot.config import Config, ConfigError


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0, or 2 after one line that names what is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return asyncio.run(_command(options))
    except ConfigError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the answer of a command
        return 2
    except KeyboardInterrupt:
        return 0


async def _command(options: argparse.Namespace) -> int:
    if options.command == "demo":
        from bot.demo import demo  # noqa: PLC0415 - the bot itself needs none of it

        return await demo(port=options.port, database=options.database)
    config = configuration.load(options.config)
    _log(config)
    if options.command == "migrate":
        return await _migrate(config)
    if options.command == "check":
        from bot.check import check  # noqa: PLC0415 - likewise

        return await check(config)
    return await _run(config, options.clock)


async def _run(config: Config, offset: Path | None) -> int:
    from bot.app import running  # noqa: PLC0415 - --version and mistakes answer without loading the bot
    from models import clock  # noqa: PLC0415 - likewise

    if not config.telegram.token.get_secret_value():
        raise ConfigError(
            "telegram.token is missing: get one from @BotFather and set it in config.toml or SPOTTER_TELEGRAM__TOKEN"
        )
    clock.follow(offset)
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.set)

    async def serve() -> None:
        async with running(config):
            logging.getLogger("bot").info("Spotter is running.")
            await asyncio.Event().wait()

    serving, ended = asyncio.create_task(serve()), asyncio.create_task(ending.wait())
    await asyncio.wait([serving, ended], return_when=asyncio.FIRST_COMPLETED)
    for task in (serving, ended):
        task.cancel()
    (outcome, _) = await asyncio.gather(serving, ended, return_exceptions=True)
    if isinstance(outcome, Exception):
        raise outcome
    return 0


async def _migrate(config: Config) -> int:
    from bot import database  # noqa: PLC0415 - as above

    context = await database.open_migrated(config.database.url)
    await context.close_connections()
    print("The database is up to date.")  # noqa: T201 - the answer of a command
    return 0


def _log(config: Config) -> None:
    logging.basicConfig(
        level=config.log.level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    for chatty in (
        "httpx",
        "httpcore",
        "aiosqlite",
        "tortoise",
        "apscheduler",
        "asyncio",
        "telegram",
        "matplotlib",
    ):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # some of them write the token or people's texts


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Spotter, a training partner in the chat.")
    parser.add_argument("--version", action="version", version=f"spotter {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, summary in (
        ("run", "run the bot"),
        ("migrate", "bring the database up to date"),
        ("check", "check configuration, database and token, a line each"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("--config", type=Path, help="default: config.toml, where it exists")
        if name == "run":
            command.add_argument("--clock", type=Path, help=argparse.SUPPRESS)
    demo = commands.add_parser("demo", help="a chat page in the browser with the real bot behind it; no account")
    demo.add_argument("--port", type=int, default=8080)
    demo.add_argument("--database", help="default: sqlite://spotter-demo.db")
    return parser


if __name__ == "__main__":
    sys.exit(main())
