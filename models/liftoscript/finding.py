"""Which exercise a name means: label, movement and equipment, without case."""

from __future__ import annotations

from collections.abc import Callable

from models.liftoscript.plan import Exercise
from models.liftoscript.reading import ExerciseLine

Places = dict[str, dict[tuple[int, int], Exercise]]  # identity -> (week, day) -> the exercise there

LONGEST_CHAIN = 50  # of one exercise like another like another


class Lost(Exception):  # noqa: N818 - becomes a Problem at the line that looks for something
    """`at` is the place in the text, where it is not that of the line."""

    def __init__(self, code: str, at: int | None = None, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.at, self.facts = code, at, facts


class Finder:
    """`same` makes one of the names that mean the same movement."""

    def __init__(self, same: Callable[[str], str]) -> None:
        self.same = same
        self.places: Places = {}
        # A name without its equipment -> the identities it may mean: those with another equipment, and those without.
        self._near: dict[str, tuple[list[str], list[str]]] = {}
        self._known = 0  # of them
        # Identity and week -> the exercises there, by their days.
        self._weeks: dict[tuple[str, int], list[Exercise]] = {}

    def identity(self, line: ExerciseLine) -> str:
        return self._identity(line.label, line.movements)

    def _identity(self, label: str | None, movements: tuple[str, ...]) -> str:
        names = " | ".join(self.same(each) for each in movements)
        return f"{label}: {names}".lower() if label else names.lower()

    def named(self, name: str) -> str | None:
        """The identity meant; one that differs by its equipment alone, where it is the only one."""
        label, colon, rest = name.partition(":")
        movements = tuple(part.strip().removeprefix("!").strip() for part in (rest if colon else name).split("|"))
        wanted = self._identity(label.strip() if colon else None, movements)
        if wanted in self.places:
            return wanted
        if self._known != len(self.places):
            self._near, self._known = {}, len(self.places)
            for each in self.places:
                self._near.setdefault(each.partition(",")[0], ([], []))["," not in each].append(each)
        near = self._near.get(wanted.partition(",")[0], ([], []))["," in wanted]
        return near[0] if len(near) == 1 else None

    def at(self, name: str, week: int, day: int | None) -> list[Exercise]:
        """The exercises of the name in the week, on the day or on any; asked when all places are known."""
        if not self._weeks:
            for identity, here in self.places.items():
                for place in sorted(here):
                    self._weeks.setdefault((identity, place[0]), []).append(here[place])
        found = self._weeks.get((self.named(name) or "", week), [])
        return [each for each in found if day in (None, each.day)]
