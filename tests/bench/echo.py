"""The yardstick: the simplest bot of python-telegram-bot, which stores nothing (`… echo URL TOKEN`)."""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def echo(update: Update, context: Any) -> None:
    del context
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(url: str, token: str) -> None:
    application = (
        Application.builder().token(token).base_url(f"{url}/bot").concurrent_updates(256).build()  # httpx as installed
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(poll_interval=0, timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
