"""Composition: the parts of the running bot, started and ended in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application
from tortoise.context import set_global_context

import handlers
from bot import database
from bot.alone import alone
from bot.config import Config, ConfigError
from bot.dispatch import Dispatch
from bot.http import Api, Http
from bot.intake import Intake
from bot.sender import Sender
from bot.ticker import Ticker
from bot.trouble import refusal
from handlers.unit import number_outbox_from
from models import deliveries

log = logging.getLogger(__name__)

LONGEST_PAUSE = 5.0
LONGEST_PAUSE_FOR_MENU = 600.0
App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(slots=True)
class Running:
    """The bot while it runs."""

    application: App
    intake: Intake
    dispatch: Dispatch
    sender: Sender
    ticker: Ticker

    async def idle(self) -> None:
        """Return when every update taken in is handled and every reply sent and recorded."""
        await self.dispatch.idle()
        await self.sender.idle()


def build(config: Config, http: Http) -> App:
    """PTB's application: its types, filters, handlers and Bot. The way of a message is ours."""
    url = config.telegram.api_url
    application = (
        Application.builder()
        .token(config.telegram.token.get_secret_value())
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(http)
        .get_updates_request(http)
        .updater(None)
        .job_queue(None)
        .build()
    )
    handlers.register(application)
    return application


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[Running]:
    """The bot, polling, from here to the end of the block, on a database that is migrated first.

    Raises ConfigError when the database cannot be reached, another process runs on it, or the token is refused.
    """
    context = await database.open_migrated(config.database.url)
    set_global_context(context)
    try:
        with context:
            async with alone(context.db(), database.sqlite_file(config.database.url)):
                http = Http()
                async with _started(build(config, http), http, config) as bot:
                    yield bot
    finally:
        database.unset_global_context()
        await context.close_connections()


@asynccontextmanager
async def _started(application: App, http: Http, config: Config) -> AsyncIterator[Running]:
    number_outbox_from(await deliveries.last_outbox_id())
    api = Api(http, application.bot.base_url)
    sender = Sender(api, config.send.per_second, config.send.per_chat)
    dispatch = Dispatch(application, sender.submit, sender.resume)
    intake = Intake(api, dispatch.accept)
    ticker = Ticker(
        sender.submit,
        sender.resume,
        busy=lambda person: not intake.caught_up.is_set() or dispatch.busy(person),
    )
    try:
        await _reach(application)
        await sender.resume()
        await intake.resume()
        polling = asyncio.create_task(intake.run())
        menu = asyncio.create_task(_register_commands(application.bot))
        ticker.start()
        try:
            yield Running(application, intake, dispatch, sender, ticker)
        finally:
            for task in (polling, menu):
                task.cancel()
            await asyncio.gather(polling, menu, return_exceptions=True)
            await ticker.stop()
            await dispatch.stop()
            await sender.stop()
    finally:
        await http.shutdown()


async def _reach(application: App) -> None:
    """GetMe until Telegram answers; a token it refuses ends the start."""
    pause = 0.25
    said = False
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise ConfigError("telegram.token: Telegram refuses this token; copy it again from @BotFather") from None
        except TelegramError as error:
            if not said:
                log.warning("Telegram cannot be reached, trying again. (%s)", type(error).__name__)
                said = True
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        else:
            return


async def _register_commands(bot: Bot) -> None:
    """The commands menu; without it typing still works, so a refusal only costs the menu."""
    pause = LONGEST_PAUSE
    while True:
        try:
            await bot.set_my_commands(handlers.commands())
        except BadRequest as error:
            log.error("Telegram refused the commands menu: %s", refusal(error))  # noqa: TRY400 - says enough
        except TelegramError:
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_FOR_MENU, pause * 2)
            continue
        return
