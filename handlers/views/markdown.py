"""Descriptions in programs are written in Markdown: what a chat can show of them."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\(([^()\s]{0,500})\)")
_HEAD = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]{0,8})[-*+][ \t]+", re.MULTILINE)
_ADDRESS = re.compile(r"(\b[A-Za-z][A-Za-z+.-]{0,15}://\S+)")
_MARK = re.compile(r"\*\*|__|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def plain(text: str, *, links: bool = False) -> str:
    """The words without their marks, lists with dots; links: with their addresses behind them. Linear in the length."""
    text = _LINK.sub(r"\1 (\2)" if links else r"\1", text)
    parts = _ADDRESS.split(_ITEM.sub(r"\1· ", _HEAD.sub("", text)))
    return "".join(part if "://" in part else _MARK.sub("", part) for part in parts)
