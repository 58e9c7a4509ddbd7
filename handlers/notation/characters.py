"""The characters of typed sets, normalised one by one (NFKC, lower case, digits of any script, ½ as .5), so that each
token knows where it stands in the text as typed. Emoji and the like count as blanks; ² is refused.
"""

import re
import unicodedata
from dataclasses import dataclass

from handlers.notation.words import NotationError, Reason

MAX_CHARACTERS = 200

_SIGNS = {
    **dict.fromkeys("×х*✕✖", "x"),
    **dict.fromkeys("−–—➖", "-"),
    **dict.fromkeys("،٫、٬", ","),
    **dict.fromkeys("➕", "+"),
    "。": ".",
    "•": " ",
}
_FRACTION_SIGNS = {"½": ".5", "¼": ".25", "¾": ".75", "⅛": ".125", "⅜": ".375", "⅝": ".625", "⅞": ".875"}
_BULLET = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=[^\n]*x)", re.MULTILINE)  # "1. 60x5"


@dataclass(frozen=True, slots=True)
class Text:
    """A text as typed, beside its normalised characters and where each of these came from."""

    typed: str
    plain: str
    origin: tuple[int, ...]

    def error(self, reason: Reason, at: int) -> NotationError:
        """The error at a position of the text as typed."""
        return NotationError(reason, at, self.typed[at:])


def normalise(typed: str) -> Text:
    """The text in the characters the notation is written in. Raises NotationError (TOO_LONG, SUPERSCRIPT)."""
    if len(typed) > MAX_CHARACTERS:
        raise NotationError(Reason.TOO_LONG, MAX_CHARACTERS, typed[MAX_CHARACTERS:])
    plain: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(typed):
        if character in _FRACTION_SIGNS and _joins_a_number(plain):
            if plain[-1] == " ":
                plain.pop()
                origin.pop()
            found = _FRACTION_SIGNS[character]
        elif character.isnumeric() and not character.isdecimal():
            raise NotationError(Reason.SUPERSCRIPT, at, typed[at:])
        else:
            found = "".join(_plain(one) for one in _SIGNS.get(character) or _folded(character))
        plain += found
        origin += [at] * len(found)
    unnumbered = _BULLET.sub(lambda bullet: " " * len(bullet.group()), "".join(plain))
    return Text(typed, unnumbered, (*origin, len(typed)))


def _joins_a_number(plain: list[str]) -> bool:
    """Whether a fraction here belongs to the number before it: 132½, 132 ½."""
    behind = [one for one in plain[-2:] if one != " "]
    return bool(behind) and behind[-1].isdecimal()


def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def _plain(one: str) -> str:
    """A character of the notation; a blank for a picture, nothing for an invisible mark."""
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    if one in _SIGNS:
        return _SIGNS[one]
    if one == "\N{REPLACEMENT CHARACTER}":
        return one  # something was there, and it can't be known what
    category = unicodedata.category(one)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    return " " if category == "So" or (category == "Sk" and not one.isascii()) else one
