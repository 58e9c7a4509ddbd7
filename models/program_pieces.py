"""A program's text as it comes out of a chat: in pieces, where it was too long for a message, and with what apps make
of a text on the way.
"""

from __future__ import annotations

import re

from models import program_texts
from models.program_drafts import LONGEST_MESSAGE

_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[\u00a0\u2007\u202f\v\f]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """The text with lines that end alike, plain spaces, and nothing in it that cannot be seen; "…" is "..."."""
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub(" ", _SPACES.sub(" ", plain)).replace("…", "...").rstrip() + "\n"


def is_like_one(text: str) -> bool:
    """Whether a text can be a program rather than a word or two: sections are parted by slashes."""
    return "/" in text and ("\n" in text.strip() or re.search(r"\s/\s|^//", text) is not None)


async def joined(before: str, piece: str, length: int) -> str:
    """The text with the message that follows it; length: of the one before, as apps count. They cut at a line's end, at
    a space or in the middle of a word, and what stood there is gone: that reading is right which reads best where the
    two meet.
    """
    before, piece = before.rstrip("\n"), piece.lstrip("\n")
    in_a_word = before.endswith(".") or length >= LONGEST_MESSAGE
    best, least = "", None
    for between in ("\n", *(("", " ") if in_a_word else (" ", ""))):
        text = before + between + piece
        wrong = await program_texts.wrong_around(text, len(before))
        if least is None or wrong < least:
            best, least = text, wrong
        if not wrong:
            break
    return best


def length(text: str) -> int:
    """The characters of a message as apps count them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
