"""The lines of a program's text: headers, comments, blank lines, and exercises with their sections; the fences that
chats and forums put around a text say nothing.

An exercise is one line, but goes on after a backslash and through a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.liftoscript.problems import Misread

Kind = Literal["week", "day", "note", "remark", "blank", "fence", "exercise"]
_STOP = re.compile(r"\{~|/|\\[ \t]*\n|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of the text, without the line feed; an exercise's `pieces` are its name and sections,
    each as (start, end).
    """

    kind: Kind
    start: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...] = ()


def split(text: str) -> Iterator[Line | tuple[int, Misread]]:
    """The lines in their order; where one cannot be split, its place and what is wrong, and the rest of the text is
    left out.
    """
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        kind = _kind(text[at:stop].strip(" \t\v\f"))
        if kind == "exercise":
            try:
                pieces = _pieces(text, at)
            except Misread as error:
                yield at, error
                return
            stop = pieces[-1][1]
            yield Line(kind, at, stop, text[at:stop], pieces)
        else:
            yield Line(kind, at, stop, text[at:stop])
        at = stop + 1


def _kind(stripped: str) -> Kind:
    if not stripped:
        return "blank"
    for begin, kind in (
        ("##", "day"),
        ("#", "week"),
        ("///", "remark"),
        ("//", "note"),
        ("```", "fence"),
        ("~~~", "fence"),
    ):
        if stripped.startswith(begin):
            return kind  # type: ignore[return-value]  # a Kind of the line above
    return "exercise"


def _pieces(text: str, start: int) -> tuple[tuple[int, int], ...]:
    pieces, begin, at = [], start, start
    while (found := _STOP.search(text, at)) is not None:
        at = found.end()
        if found[0] == "/":
            pieces.append((begin, found.start()))
            begin = at
        elif found[0] == "\n":
            return (*pieces, (begin, found.start()))
        elif found[0] == "{~":
            end = text.find("~}", at)
            if end < 0:
                raise Misread("script-open", found.start() - start)
            at = end + 2
    return (*pieces, (begin, len(text)))
