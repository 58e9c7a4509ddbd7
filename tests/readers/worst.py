"""The worst texts there are for a reader: something it knows, with one piece again and again at any place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

KB = 1024
TOKENS = re.compile(r"\{~|~\}|\.\.\.|//+|[^\W\d_]+|\d+|[ \t]+|\n|.", re.DOTALL)
RUNS = (
    *(" ", "\t", "\n", " \n", "\u00a0", "1", "0", "٣", "½", "a", "_", "я", "💪"),
    *("(", ")", "[", "]", "{", "}", "()", "[]", "{}", "({[", "<", ">", "<b>", "'", '"', "“"),
    *(",", ":", ";", ".", "~", "/", "//", "...", "~}", "{~", "-", "+", "*", "@", "%", "\\", "\\\n", "#", "|", "!", "?"),
    *(
        "x",
        "=",
        "&&",
        "&amp;",
        "1?1:",
        "1x1,",
        "1 ",
        "a ",
        "1,",
        "a,",
        "a:",
        "1:",
        "1.",
        "1x",
        "x1",
        "/ ",
        "/1x1",
        "a|",
    ),
    *(
        "if(1){",
        "else ",
        "a[",
        "!(",
        "- -",
        "1kg ",
        "{ ...",
        "\n//",
        "\n# ",
        "\n## ",
        "\na/",
        "[1-4]",
        "[a](b",
        "://",
        "a://",
    ),
    *("e\u0301\u0323", "\u0301\u0323", "\u200f", "\ud83d"),
)
TAILS = ("", "}", "1", "x", "]")


class Shape(NamedTuple):
    """`run` again and again between two ends."""

    first: str
    run: str
    last: str

    def text(self, length: int) -> str:
        """As many characters of it."""
        middle = max(0, length - len(self.first) - len(self.last))
        return self.first + (self.run * (middle // len(self.run) + 1))[:middle] + self.last

    def __str__(self) -> str:
        return f"{self.first[-20:]!r} {self.run!r}… {self.last[:20]!r}"


def shapes(known: str) -> Iterator[Shape]:
    """Every run at every place of a known text: followed by the rest, by something wrong first, or by nothing."""
    places = [*(each.start() for each in TOKENS.finditer(known)), len(known)]
    for place in places:
        for run in RUNS:
            for tail in TAILS:
                yield Shape(known[:place], run, tail + known[place:])
            yield Shape(known[:place], run, "")


def every_place(known: str) -> Iterator[Shape]:
    """Every run at every place once, the ends taking turns."""
    kinds = len(TAILS) + 1
    for number, shape in enumerate(shapes(known)):
        turn, kind = divmod(number, kinds)
        if turn % kinds == kind:
            yield shape


def some(known: str, every: int) -> Iterator[Shape]:
    """One shape of so many, of all of them."""
    for number, shape in enumerate(shapes(known)):
        if number % every == len(known) % every:
            yield shape
