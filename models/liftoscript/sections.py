"""Reading one section of an exercise line, `3x8-12 @8`, `...Squat`, `progress: lp(2.5kg)`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import cast

from lark import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from models.liftoscript.grammar import PARSER
from models.liftoscript.parts import (
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
)
from models.liftoscript.problems import Misread

LONGEST = 8 * 1024  # characters of a section with sets; a hundred of them, each in full, are fewer

_KEY = re.compile(r"\s*([A-Za-z_]\w*)\s*:")
_REUSE = re.compile(r"\s*\.\.\.([^/{}()\[\]#\\\n]+)(\[\s*(\d{1,4}|_)\s*(?::\s*(\d{1,4}|_)\s*)?\])?[\s\\]*")
_NAME = re.compile(r"\s*([^/{}()\[\]#|!\\\n]*[^/{}()\[\]#|!\\\s])[\s\\]*")
_NONE = re.compile(r"\s*none[\s\\]*")
_TAGS = re.compile(r"\s*tags\s*\(\s*(\d{1,9}(?:\s*,\s*\d{1,9})*)\s*\)[\s\\]*")
_FOUND = re.compile(r"\S{1,20}")


@lru_cache(maxsize=4096)
def read_section(text: str) -> Section | None:  # noqa: PLR0911 - a case for each kind of section
    """The section, or None where there is nothing in it; raises Misread."""
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
    raise Misread("property", key.start(1), text=name)


def _reuse(text: str) -> Reuse:
    found = _matched(_REUSE, text, 0, "reuse")
    numbers = [None if each in (None, "_") else int(each) for each in (found[3], found[4])]
    week, day = (numbers[0], numbers[1]) if found[4] else (None, numbers[0])
    return Reuse(" ".join(found[1].split()), week, day)


def _property(name: str, text: str, at: int) -> Property:
    if _NONE.fullmatch(text, at):
        return Property("progress" if name == "progress" else "update", None)
    function = cast("Function", _parsed("function", text, at, name))
    function = replace(function, script_at=at + function.script_at)
    return Property("progress" if name == "progress" else "update", function)


def _matched(pattern: re.Pattern[str], text: str, at: int, expected: str) -> re.Match[str]:
    found = pattern.fullmatch(text, at)
    if found is None:
        raise Misread(f"expected-{expected}", at, text=_beginning(text, at))
    return found


def _parsed(start: str, text: str, at: int, expected: str) -> object:
    piece = text[at:]
    if expected in ("sets", "warmup") and len(piece) > LONGEST:
        raise Misread("too-many-sets", at, most=MOST_SETS)
    try:
        return PARSER.parse(piece, start=start)
    except Misread as error:
        raise Misread(error.code, at + error.at, **error.facts) from None
    except UnexpectedInput as error:
        where = at + _where(error, piece)
        raise Misread(f"expected-{expected}", where, text=_beginning(text, where)) from None


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
