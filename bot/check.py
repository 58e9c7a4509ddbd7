"""`python -m bot check`: configuration, database and token, a line each, before the bot is let loose."""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import database
from bot.config import Config, ConfigError
from bot.http import Http
from bot.nightly import unusable


async def check(config: Config) -> int:
    """Print what is well and what is not, never the token. Changes nothing. 0 where the bot can run, else 2."""
    good = [_say("configuration", "ok"), await _database(config.database.url), await _token(config)]
    if config.backup.directory:
        good.append(_backup(config))
    return 0 if all(good) else 2


async def _database(url: str) -> bool:
    file = database.sqlite_file(url)
    if file is not None and file.parent.is_dir() and not file.exists():
        return _say("database", f"ok, {file} will be made at the start")
    try:
        missing = await database.missing(url)
    except ConfigError as error:
        return _say("database", str(error), good=False)
    kind = "PostgreSQL" if file is None else str(file)
    state = "will be brought up to date at the start" if missing else "up to date"
    return _say("database", f"ok, {kind}, {state}")


def _backup(config: Config) -> bool:
    settings = config.backup
    trouble = unusable(settings.directory)
    well = f"ok, nightly after {settings.hour}:00 into {settings.directory}, each for {settings.keep} days"
    return _say("backup", trouble or well, good=not trouble)


async def _token(config: Config) -> bool:
    token = config.telegram.token.get_secret_value()
    if not token:
        return _say("token", "telegram.token is missing", good=False)
    http = Http()
    bot = Bot(token, base_url=f"{config.telegram.api_url}/bot", request=http, get_updates_request=http)
    try:
        await http.initialize()
        me = await bot.get_me(read_timeout=10)
    except InvalidToken:
        return _say("token", "telegram.token: Telegram refuses this token", good=False)
    except TelegramError as error:
        return _say("token", f"{config.telegram.api_url} cannot be reached ({type(error).__name__})", good=False)
    finally:
        await http.shutdown()
    return _say("token", f"ok, @{me.username}")


def _say(what: str, words: str, *, good: bool = True) -> bool:
    print(f"{what}: {words}")  # noqa: T201 - the answer of a command
    return good
