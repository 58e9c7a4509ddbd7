"""Every word the bot says: Fluent messages from locales/*.ftl, escaped here and nowhere else."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LONGEST_FACT = 2000
LOCALES = Path(__file__).parent / "locales"
_TAG = re.compile(r"<[^<>]*+>")


class Html(str):
    """Text that is already HTML as Telegram reads it."""

    __slots__ = ()


class TextError(LookupError):
    """A message is missing, or was given the wrong facts."""


@cache
def bundle(language: str) -> FluentBundle:
    """All the messages of a language."""
    made = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        made.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return made


def say(key: str, /, **facts: Any) -> Html:
    """The message as HTML: every fact is escaped, unless it is Html."""
    escaped = {
        name: value if not isinstance(value, str) or isinstance(value, Html) else html.escape(value, quote=False)
        for name, value in facts.items()
    }
    return Html(_format(key, escaped))


def label(key: str, /, **facts: Any) -> str:
    """The message as plain text, for buttons and toasts."""
    return _format(key, facts)


def lines(*parts: str) -> Html:
    """The parts that are not empty, a line each."""
    return Html("\n".join(part for part in parts if part))


def escaped(text: str) -> Html:
    """What a person wrote, to be shown as written."""
    return Html(html.escape(text, quote=False))


def length(text: Html) -> int:
    """How many characters of it are read, which is what Telegram counts: without tags, "&amp;" as one."""
    return len(html.unescape(_TAG.sub("", text)))


def apart(text: str) -> str:
    """What a person named or wrote, in one line and closed: right-to-left text turns nothing around it."""
    line = " ".join(text.split())
    turns = any(unicodedata.bidirectional(letter) in {"R", "AL", "RLE", "RLO", "RLI"} for letter in line)
    return f"\u2068{line}\u2069" if turns else line


def shortened(text: str, most: int) -> str:
    """The text, or its beginning."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _format(key: str, facts: dict[str, Any]) -> str:
    return _filled(key, facts) if facts else _plain(key)


@cache
def _plain(key: str) -> str:
    return _filled(key, {})


def _filled(key: str, facts: dict[str, Any]) -> str:
    messages = bundle("en")
    if not messages.has_message(key):
        raise TextError(key)
    pattern = messages.get_message(key).value
    if pattern is None:
        raise TextError(key)
    # Fluent takes no fact of over 2,500 characters, and a note of 1,000 can have as many when it is escaped.
    long = {name: value for name, value in facts.items() if isinstance(value, str) and len(value) > LONGEST_FACT}
    stand_ins = {name: f"\ue000{number}\ue001" for number, name in enumerate(long)}
    text, errors = messages.format_pattern(pattern, {**facts, **stand_ins})
    if errors:
        raise TextError(key, *errors)
    said = str(text)
    for name, value in long.items():
        said = said.replace(stand_ins[name], value)
    return said
