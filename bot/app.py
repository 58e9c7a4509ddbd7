"""Composition: the parts of the running bot, started and ended in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application
from tortoise.context import set_global_context

import handlers
from bot import database
from bot.alone import alone
from bot.config import Config, ConfigError
from bot.counts import CountedApi, Counts
from bot.dispatch import Dispatch
from bot.files import Files
from bot.http import Api, Http
from bot.intake import Intake
from bot.line import Line
from bot.pauses import Pauses
from bot.sender import Sender
from bot.ticker import Ticker
from bot.trouble import meaning, pause_asked, refusal
from bot.upkeep import looked_after
from bot.worker import Worker
from handlers.unit import number_outbox_from
from models import deliveries, program_texts

log = logging.getLogger(__name__)

GET_ME = "getMe"
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 4.0
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
    handlers.register(application, config.backup.keep if config.backup.directory else 0)
    return application


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[Running]:
    """The bot, polling, from here to the end of the block, on a database that is migrated first.

    Raises ConfigError when the database cannot be reached, another process runs on it (which also ends the block), or
    the token is refused.
    """
    url = config.database.url
    context = await database.reach(url)
    set_global_context(context)
    try:
        with context:
            async with alone(context.db(), database.sqlite_file(url)):
                await database.bring_up_to_date(context, url)
                http = Http()
                async with _started(build(config, http), http, config) as bot:
                    yield bot
    finally:
        database.unset_global_context()
        await context.close_connections()


@asynccontextmanager
async def _started(application: App, http: Http, config: Config) -> AsyncIterator[Running]:
    number_outbox_from(await deliveries.last_outbox_id())
    pauses = Pauses()
    await pauses.load()
    counts = Counts()
    api = CountedApi(http, application.bot.base_url, pauses, counts=counts)
    line = Line(api)
    sender = Sender(api, line, pauses, config.send.per_second, config.send.per_chat)
    files = Files(api, http, application.bot.base_file_url)
    dispatch = Dispatch(application, sender.submit, sender.resume, counts, files)
    intake = Intake(api, line, dispatch.accept)
    ticker = Ticker(
        sender.submit,
        sender.resume,
        busy=lambda person: not intake.caught_up.is_set() or dispatch.busy(person),
    )
    worker = Worker()
    program_texts.use(worker.run)
    try:
        await _reach(application, pauses)
        await sender.resume()
        await intake.resume()
        polling = asyncio.create_task(intake.run())
        menu = asyncio.create_task(_register_commands(api))
        ticker.start()
        try:
            async with looked_after(config, counts):
                yield Running(application, intake, dispatch, sender, ticker)
        finally:
            for task in (polling, menu):
                task.cancel()
            await asyncio.gather(polling, menu, return_exceptions=True)
            await ticker.stop()
    finally:  # also where the start is broken off
        await dispatch.stop()
        program_texts.use_no_more(worker.run)
        await worker.stop()
        await sender.stop()
        await line.stop()
        await http.shutdown()


async def _reach(application: App, pauses: Pauses) -> None:
    """GetMe until Telegram answers; a token it refuses ends the start."""
    pause = SHORTEST_PAUSE
    said = False
    await asyncio.sleep(pauses.left(GET_ME))
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise ConfigError("telegram.token: Telegram refuses this token; copy it again from @BotFather") from None
        except TelegramError as error:
            if not said:
                log.warning("%s Trying again.", meaning(error))
                said = True
            if isinstance(error, RetryAfter):
                await pauses.ask(GET_ME, pause_asked(error))
            await asyncio.sleep(max(pause, pauses.left(GET_ME)))
            pause = min(LONGEST_PAUSE, pause * 2)
        else:
            return


async def _register_commands(api: Api) -> None:
    """The commands menu; without it typing still works, so a refusal only costs the menu."""
    pause = SHORTEST_PAUSE
    while True:
        try:
            await api("setMyCommands", {"commands": [each.to_dict() for each in handlers.commands()]})
        except BadRequest as error:
            log.error("Telegram refused the commands menu: %s", refusal(error))  # noqa: TRY400 - says enough
        except TelegramError as error:
            pause = min(LONGEST_PAUSE_FOR_MENU, pause * 2)
            await asyncio.sleep(max(pause, pause_asked(error) if isinstance(error, RetryAfter) else 0))
            continue
        return
