"""Refusals, as the Bot API server words them."""

from typing import Any


class BotApiError(Exception):
    """An answer with ok = false: HTTP status, description and, for some, parameters (retry_after …)."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(message: str) -> BotApiError:
    """A 400: the caller could have known better."""
    return BotApiError(400, f"Bad Request: {message}")


def forbidden(message: str) -> BotApiError:
    """A 403: the chat is closed to the bot."""
    return BotApiError(403, f"Forbidden: {message}")


def conflict(message: str) -> BotApiError:
    """A 409: two readers of one queue."""
    return BotApiError(409, f"Conflict: {message}")


def flood(seconds: int) -> BotApiError:
    """A 429 that says how long to wait."""
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
