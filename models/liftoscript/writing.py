"""A program's text with a person's progress in it, so that it reads back as the program stands for them.

Lines are left as they were written while they still say what holds; one that does not is written anew, with as little
of its own as will do, and read back. What is still wrong then is written more fully.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from models.liftoscript import lines
from models.liftoscript.finding import Places
from models.liftoscript.plan import Day, Exercise
from models.liftoscript.problems import Source
from models.liftoscript.rewriting import AS_WRITTEN, FULLY, Rewriting
from models.liftoscript.state import Place, State

ROUNDS = 12


class Readable(Protocol):
    """A program, as far as it is looked at here."""

    source: Source
    days: tuple[Day, ...]
    places: Places


def text_of(program: Readable, state: State, parse: Callable[[str], Readable]) -> str:
    """The text; the program's own where the state changes nothing."""
    writer = _Writer(program, state)
    for _ in range(ROUNDS):
        text = writer.text()
        if not writer.demand(parse(text)):
            break
    return text


class _Writer:
    def __init__(self, program: Readable, state: State) -> None:
        self.program, self.state = program, state
        self.levels: dict[int, int] = {}  # where a line begins -> how fully it is written
        self.progress: set[str] = set()  # identities whose progress is written out
        self.inserted: dict[tuple[str, Place], int] = {}  # exercises given a line of their own, and how fully
        self.sorted: set[Place] = set()  # days whose lines are put in their order

    def demand(self, read: Readable) -> bool:
        """Whether something read back is not as it stands; it is written more fully from now on."""
        before = (dict(self.levels), set(self.progress), dict(self.inserted), set(self.sorted))
        everywhere = [each for day in self.program.days for each in day.exercises]
        for exercise in everywhere:
            if not exercise.repeated:
                self._compare(exercise, read.places[exercise.identity][exercise.week, exercise.day])
        for exercise in everywhere:
            if exercise.repeated and self.levels.get(exercise.line.at) == before[0].get(exercise.line.at):
                self._compare(exercise, read.places[exercise.identity][exercise.week, exercise.day])
        if before == (self.levels, self.progress, self.inserted, self.sorted):
            for day, other in zip(self.program.days, read.days, strict=True):
                if [each.identity for each in day.exercises] != [each.identity for each in other.exercises]:
                    self.sorted.add((day.week, day.day))
        return before != (self.levels, self.progress, self.inserted, self.sorted)

    def _compare(self, exercise: Exercise, other: Exercise) -> None:
        if self._progresses_otherwise(exercise, other):
            if exercise.identity not in self.progress:
                self.progress.add(exercise.identity)
            elif not exercise.repeated:
                self._more(exercise)
        if other.standing != self.state.standing(exercise):
            self._more(exercise)

    def _progresses_otherwise(self, exercise: Exercise, other: Exercise) -> bool:
        """Whether the other has other variables, or follows someone with others of its own."""
        mine, theirs = exercise.progress, other.progress
        if mine is None or mine.kind == "none":
            return False
        if theirs is None or theirs.variables != self.state.variables_of(exercise):
            return True
        follows = theirs.loan is not None and theirs.loan.follows and exercise.identity not in self.progress
        return follows and mine.loan is not None and theirs.own != self.state.own(exercise.identity, mine)

    def _more(self, exercise: Exercise) -> None:
        if exercise.repeated:
            key = (exercise.identity, (exercise.week, exercise.day))
            self.inserted[key] = min(self.inserted.get(key, AS_WRITTEN) + 1, FULLY)
        else:
            self.levels[exercise.line.at] = min(self.levels.get(exercise.line.at, AS_WRITTEN) + 1, FULLY)

    # putting together

    def text(self) -> str:
        written = {each.line.at: each for day in self.program.days for each in day.exercises if not each.repeated}
        rewriting = Rewriting(self.program.source.text, self.program.places, self.state, self.progress)
        text, days = self.program.source.text, iter(self.program.days)
        out: list[str] = []
        lead: list[str] = []
        chunks: list[tuple[str, list[str]]] = []  # of the day being written: identity and lines
        day: Day | None = None
        for line in lines.split(text):
            assert isinstance(line, lines.Line)  # noqa: S101 - it was read before
            if line.kind == "exercise":
                exercise = written[line.start]
                if day is None or (day.week, day.day) != (exercise.week, exercise.day):
                    out += self._day(day, chunks, rewriting)
                    day, chunks = (
                        next(each for each in days if (each.week, each.day) == (exercise.week, exercise.day)),
                        [],
                    )
                level = self.levels.get(line.start, AS_WRITTEN)
                lead = rewriting.notes(exercise, lead)
                chunks.append((exercise.identity, [*lead, rewriting.line(exercise, level, line.text)]))
                lead = []
            elif line.kind in {"week", "day"}:
                out += self._day(day, chunks, rewriting)
                day, chunks = (next(days), []) if line.kind == "day" else (None, [])
                out += [*lead, line.text]
                lead = []
            else:
                lead.append(line.text)
        out += [*self._day(day, chunks, rewriting), *lead]
        return "\n".join(out) + ("\n" if text.endswith("\n") else "")

    def _day(self, day: Day | None, chunks: list[tuple[str, list[str]]], rewriting: Rewriting) -> list[str]:
        if day is None:
            return []
        place = (day.week, day.day)
        for exercise in day.exercises:
            level = self.inserted.get((exercise.identity, place))
            if exercise.repeated and (level is not None or place in self.sorted):
                chunks.append((exercise.identity, rewriting.inserted(exercise, level or AS_WRITTEN)))
        if place in self.sorted:
            order = {each.identity: number for number, each in enumerate(day.exercises)}
            chunks.sort(key=lambda each: order[each[0]])
        return [row for _, rows in chunks for row in rows]
