"""Reading one section of an exercise line, `3x8-12 @8`, `...Squat`, `progress: lp(2.5kg)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import cast

from lark import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from models.liftoscript.grammar import PARSER
from models.liftoscript.parts import (
    MOST_ARGUMENTS,
    MOST_SETS,
    Function,
    Property,
    Reuse,
    Section,
    Sets,
    Superset,
    Tags,
    Template,
    WarmUps,
    read_place,
)
from models.liftoscript.problems import Misread
from models.liftoscript.slips import in_section, near

LONGEST = 8 * 1024  # characters of a section without its script; a hundred sets, each in full, are fewer
LONGEST_KEPT = 512
PROPERTIES = ("progress", "update", "warmup", "superset", "id", "used")

# Possessive throughout, as in grammar.py: a name takes the blanks behind it along, and they are stripped.
_KEY = re.compile(r"\s*+([A-Za-z_]\w*+)\s*+:")
_REUSE = re.compile(r"\s*+\.\.\.([^/{}()\[\]#\\\n]++)(?:\[([^\[\]]*+)\])?+[\s\\]*+")
_NAME = re.compile(r"\s*+([^/{}()\[\]#|!\\\n]++)[\s\\]*+")
_NONE = re.compile(r"\s*+none[\s\\]*+")
_TAGS = re.compile(r"\s*+tags\s*+\(\s*+(\d{1,9}+\s*+(?:,\s*+\d{1,9}+\s*+)*+)\)[\s\\]*+")
_FOUND = re.compile(r"\S{1,20}")


def read_section(text: str) -> Section | None:
    """The section, or None where there is nothing in it; raises Misread. Short ones are kept: weeks repeat them."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _section(text)


def _section(text: str) -> Section | None:  # noqa: PLR0911 - a case for each kind of section
    if not text.strip(" \t\n\v\f\\"):
        return None
    if text.lstrip().startswith("..."):
        return _reuse(text)
    key = _KEY.match(text)
    if key is None:
        return cast("Sets", _parsed("sets", text, 0, "sets"))
    name, at = key[1], key.end()
    match name:
        case "progress" | "update":
            return _property(name, text, at)
        case "warmup":
            none = _NONE.fullmatch(text, at)
            return WarmUps(()) if none else cast("WarmUps", _parsed("warmups", text, at, "warmup"))
        case "superset":
            found = _matched(_NAME, text, at, "superset")
            return Superset(" ".join(found[1].split()))
        case "id":
            found = _matched(_TAGS, text, at, "id")
            return Tags(tuple(int(each) for each in found[1].split(",")))
        case "used":
            _matched(_NONE, text, at, "used")
            return Template()
    raise Misread(
        "property", key.start(1), **{"text": name} | (in_section(text, key.start(1)) or _near(name, PROPERTIES))
    )


_kept = lru_cache(maxsize=4096)(_section)


def _reuse(text: str) -> Reuse:
    found = _matched(_REUSE, text, 0, "reuse")
    name, place = " ".join(found[1].split()), (None, None) if found[2] is None else read_place(found[2])
    if place is None or not name:
        raise _expected("reuse", text, 0)
    return Reuse(name, *place)


def _property(name: str, text: str, at: int) -> Property:
    if _NONE.fullmatch(text, at):
        return Property("progress" if name == "progress" else "update", None)
    braces = text.find("{", at)
    if (len(text) if braces < 0 else braces) - at > LONGEST:
        raise Misread("too-many-arguments", at, name=name, most=MOST_ARGUMENTS)
    function = cast("Function", _parsed("function", text, at, name))
    function = replace(function, script_at=at + function.script_at)
    return Property("progress" if name == "progress" else "update", function)


def _matched(pattern: re.Pattern[str], text: str, at: int, expected: str) -> re.Match[str]:
    found = pattern.fullmatch(text, at)
    if found is None:
        raise _expected(expected, text, at)
    return found


def _expected(what: str, text: str, at: int) -> Misread:
    """What was expected at a place, and what stands there; where that is a common slip, what to write."""
    stands = _beginning(text, at)
    return Misread(
        f"expected-{what}",
        at,
        **({"text": stands} if stands else {"hint": f"nothing-{what}"}) | (in_section(text, at) or {}),
    )


def _near(name: str, known: Iterable[str]) -> dict[str, str | int]:
    better = near(name, known)
    return {"hint": "near", "write": better} if better else {}


def _parsed(start: str, text: str, at: int, expected: str) -> object:
    piece = text[at:]
    if expected in ("sets", "warmup") and len(piece) > LONGEST:
        raise Misread("too-many-sets", at, most=MOST_SETS)
    try:
        return PARSER.parse(piece, start=start)
    except Misread as error:
        where = at + error.at
        slip = in_section(text, where) if error.code == "said-twice" else None
        raise Misread(error.code, where, **error.facts | (slip or {})) from None
    except UnexpectedInput as error:
        where = at + _where(error, piece)
        raise _expected(expected, text, where) from None


def _where(error: UnexpectedInput, text: str) -> int:
    match error:
        case UnexpectedCharacters():
            return error.pos_in_stream or 0
        case UnexpectedToken() if error.token.type != "$END":
            return error.token.start_pos or 0
        case UnexpectedToken() | UnexpectedEOF():
            return len(text.rstrip())
    return 0


def _beginning(text: str, at: int) -> str:
    """What stands there, for the sentence that says it was not expected."""
    found = _FOUND.search(text, at)
    return found[0] if found else ""
