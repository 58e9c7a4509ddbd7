"""What an exercise takes over from another at its place: sets and warm-ups (`...Squat`), notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.liftoscript.finding import LONGEST_CHAIN, Finder, Lost
from models.liftoscript.parts import WarmUp, read_place
from models.liftoscript.plan import Exercise, Progress
from models.liftoscript.problems import Problem, Source
from models.liftoscript.schemes import Schemes
from models.liftoscript.sharing import Sharing

MOST_PLANNED = 100_000  # sets of all exercises, on all days and in all variations


class Borrowing:
    """Completes exercises, all of one program; `problems` is what contradicts itself or refers to nothing."""

    def __init__(self, finder: Finder, source: Source) -> None:
        self.finder, self.source = finder, source
        self.sharing = Sharing(finder, source)
        self.schemes = Schemes()
        self.planned = 0
        self.problems: list[Problem] = []
        self._told: set[tuple[int, str]] = set()

    def complete(self, exercises: list[Exercise]) -> None:
        for exercise in exercises:
            if not exercise.repeated:
                self._try(exercise, None, self.sharing.give)
        for exercise in exercises:
            exercise.template = self.sharing.is_template(exercise.identity)
            self._try(exercise, "reuse", self._original)
        for exercise in exercises:
            self._try(exercise, "reuse", self._chain)
        if self.problems:
            return
        for exercise in exercises:
            self._try(exercise, None, self._finish)
            if self.planned > MOST_PLANNED:
                break

    def _try(self, exercise: Exercise, section: str | None, work: Callable[[Exercise], None]) -> None:
        """What the work finds wrong becomes a problem of the exercise's line, told once."""
        try:
            work(exercise)
        except Lost as error:
            at = error.at if error.at is not None else exercise.line.places.get(section or "", exercise.line.at)
            problem = Problem(*self.source.place(at), error.code, {"name": exercise.name, **error.facts})
            if (at, error.code) not in self._told:
                self._told.add((at, error.code))
                self.problems.append(problem)

    def _original(self, exercise: Exercise) -> None:
        reuse = exercise.line.reuse
        if reuse is None:
            return
        week = reuse.week or exercise.week
        found = self.finder.at(reuse.name, week, reuse.day)
        if not found:
            raise Lost("no-original", like=reuse.name, week=week, day=reuse.day or 0)
        if len(found) > 1:
            raise Lost("many-originals", like=reuse.name)
        above: Exercise | None = found[0]
        for _ in range(LONGEST_CHAIN):  # a longer one is told as such
            if above is None or above is exercise:
                break
            above = above.original
        if above is exercise:
            raise Lost("own-original", like=reuse.name)
        exercise.original = found[0]

    @staticmethod
    def _chain(exercise: Exercise) -> None:
        above, links = exercise.original, 0
        while above is not None:
            above, links = above.original, links + 1
            if links > LONGEST_CHAIN:
                raise Lost("long-chain", most=LONGEST_CHAIN)

    def _finish(self, exercise: Exercise) -> None:
        variations, current = self.schemes.variations(exercise)
        self.planned += sum(map(len, variations))
        if self.planned > MOST_PLANNED:
            raise Lost("too-many-planned", exercise.line.at, most=MOST_PLANNED)
        exercise.standing = replace(exercise.standing, variations=variations, variation=current)
        exercise.warmups = self._warmups(exercise)
        exercise.tags = self.sharing.tags(exercise.identity)
        written = exercise.line.progress
        paused = written is not None and written.function is None
        exercise.progress = Progress("none") if paused else self.sharing.progress(exercise.identity)
        exercise.update = self.sharing.update(exercise.identity)
        if exercise.notes.like is not None:
            self._notes(exercise, exercise.notes.like)

    def _warmups(self, exercise: Exercise) -> tuple[WarmUp, ...] | None:
        above: Exercise | None = exercise
        while above is not None:
            given = self.sharing.warmups(above.identity)
            if given is not None:
                return given
            above = above.original
        return None

    def _notes(self, exercise: Exercise, like: str) -> None:
        before, bracket, inside = like.removesuffix("]").rpartition("[")
        place = read_place(inside) if bracket and like.endswith("]") else None
        name, (week, day) = (before.strip(), place) if place else (like, (None, None))
        others = self.finder.at(name, week or exercise.week, None)
        index = (day or 1) - 1
        if index < len(others):
            if others[index] is exercise:
                raise Lost("own-note")
            if others[index].notes.like is not None:
                raise Lost("borrowed-note", like=name)
            exercise.notes = replace(others[index].notes, like=like)
            exercise.standing = replace(exercise.standing, note=others[index].notes.current)
