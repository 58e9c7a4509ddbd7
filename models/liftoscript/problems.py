"""What is wrong with a program's text, as facts: where, and which mistake. The words are a locale's."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

MOST = 20  # problems told of one text


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` and `column` count from 1; `code` names the mistake and `facts` what its sentence needs."""

    line: int
    column: int
    code: str
    facts: dict[str, str | int] = field(default_factory=dict)


class ProgramError(Exception):
    """The text is no program: at least one problem, in the order of the text."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: (each.line, each.column)))[:MOST]
        super().__init__("; ".join(f"{each.line}:{each.column} {each.code}" for each in self.problems))


class Misread(Exception):  # noqa: N818 - becomes a Problem as soon as its place is known
    """Something in a piece of text, `at` characters from its beginning."""

    def __init__(self, code: str, at: int = 0, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.at, self.facts = code, at, facts


class Source:
    """A program's text, with lines ended by a line feed alone and without the mark Windows begins a file with."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = self.text.find("\n", at + 1)

    def place(self, at: int) -> tuple[int, int]:
        """The line and column of a character, from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def problem(self, error: Misread, at: int = 0) -> Problem:
        """The problem of a piece that begins at `at`."""
        return Problem(*self.place(at + error.at), error.code, error.facts)
