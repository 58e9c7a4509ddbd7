"""A program in the language: the way in.

program = Program.parse(text)
entries = program.session(1, 1, state, lifter)
entries[0] = log(entries[0], 0, Done(5, weight), state, lifter)
finished = program.finish(entries, state, lifter)
text = program.text(finished.state)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from models.liftoscript import carrying, finishing, joining, reading, writing
from models.liftoscript.finding import Places
from models.liftoscript.finishing import Finished
from models.liftoscript.lifter import Lifter
from models.liftoscript.plan import Day, Exercise, Week
from models.liftoscript.problems import Source
from models.liftoscript.quantities import Unit, Value, Weight
from models.liftoscript.session import Done, Entry, enter
from models.liftoscript.state import State


def _as_written(name: str) -> str:
    return name


class Program:
    """What a text says; never changed by training. `weeks` hold days, days exercises (`Day.trained` without templates).

    Made by `parse`; `same` gives names that mean the same movement one name, so that they are one exercise.
    """

    def __init__(self, source: Source, weeks: list[Week], places: Places, same: Callable[[str], str]) -> None:
        self.source, self.weeks, self.places, self.same = source, tuple(weeks), places, same
        self.days = tuple(day for week in weeks for day in week.days)
        self._by_place = {(day.week, day.day): day for day in self.days}

    @classmethod
    def parse(cls, text: str, same: Callable[[str], str] = _as_written) -> Program:
        """Raises ProgramError with each problem's line and column. In linear time, but not on the event loop: 64 KB
        take up to half a second.
        """
        source = Source(text)
        joined = joining.join(reading.read(source), source, same)
        return cls(source, joined.weeks, joined.places, same)

    @cached_property
    def unit(self) -> Unit:
        """The unit of its first weight, else kg."""
        for day in self.days:
            for exercise in day.exercises:
                for sets in exercise.standing.variations:
                    for each in sets:
                        if isinstance(each.weight, Weight) and each.weight.value:
                            return each.weight.unit
        return "kg"

    def day(self, week: int, day: int) -> Day:
        """Raises KeyError where the program has no such day; both count from 1."""
        return self._by_place[week, day]

    def session(self, week: int, day: int, state: State, lifter: Lifter) -> list[Entry]:
        """What is to be lifted that day, exercise by exercise."""
        found = self.day(week, day)
        return [enter(each, found.number, state, lifter) for each in found.trained]

    def played(
        self, week: int, day: int, done: Mapping[str, Sequence[Done | None]], state: State, lifter: Lifter
    ) -> list[Entry]:
        """The day's exercises after what was done of them, by identity."""
        found = self.day(week, day)
        return [
            finishing.played(each, found.number, done.get(each.identity, ()), state, lifter) for each in found.trained
        ]

    def finish(
        self,
        entries: Sequence[Entry],
        state: State,
        lifter: Lifter,
        asked: Mapping[str, Mapping[str, Value]] | None = None,
    ) -> Finished:
        """The state after the session, what changes next time and why; `asked` is what was answered to the variables
        to be asked (`Exercise.progress.asked`): identity -> variable -> value.
        """
        return finishing.finish(entries, self.places, state, lifter, asked)

    def carried(self, state: State, old: Program) -> State:
        """What has been reached on the text that this one takes the place of: kept wherever this one says what the old
        one said.
        """
        return carrying.carried(state, old.places, self.places)

    def text(self, state: State) -> str:
        """The program with the progress in it, to be exported or handed on: `parse` reads it as it stands now. As it
        was written, where nothing has changed.
        """
        return writing.text_of(self, state, lambda text: Program.parse(text, self.same))

    def exercise(self, identity: str, week: int, day: int) -> Exercise | None:
        return self.places.get(identity, {}).get((week, day))
