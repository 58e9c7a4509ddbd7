"""From lines as written to the program as it is meant: repeated weeks, what is given once for the whole program, and
what one exercise takes over from another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.liftoscript.borrowing import Borrowing
from models.liftoscript.finding import Finder, Places
from models.liftoscript.plan import Day, Exercise, Standing, Week
from models.liftoscript.problems import Problem, ProgramError, Source
from models.liftoscript.reading import ExerciseLine, Notes, WeekText

MOST_PLACES = 6_000  # exercises times weeks


@dataclass(slots=True)
class Joined:
    weeks: list[Week]
    finder: Finder

    @property
    def places(self) -> Places:
        return self.finder.places

    @property
    def exercises(self) -> list[Exercise]:
        """All of them, by weeks and days."""
        return [each for week in self.weeks for day in week.days for each in day.exercises]


def join(texts: list[WeekText], source: Source, same: Callable[[str], str]) -> Joined:
    """Raises ProgramError with all that contradicts itself or refers to nothing."""
    joined, problems = Joined([], Finder(same)), list[Problem]()
    number = 0
    for w, text in enumerate(texts, 1):
        week = Week(w, text.name, text.description)
        joined.weeks.append(week)
        for d, day_text in enumerate(text.days, 1):
            number += 1
            day = Day(w, d, number, day_text.name, day_text.description)
            week.days.append(day)
            problems += _written(day, day_text.lines, joined.finder, source)
    problems += _without_sections(joined, source)
    if not problems:
        problems += _repeat(joined, source)
    if not problems:
        borrowing = Borrowing(joined.finder, source)
        borrowing.complete(joined.exercises)
        problems += borrowing.problems
    if problems:
        raise ProgramError(problems)
    for day in (day for week in joined.weeks for day in week.days):
        day.exercises.sort(key=lambda each: (each.index, not each.template, not each.repeated))
        day.exercises.sort(key=lambda each: each.line.order)
    return joined


def _written(day: Day, lines: list[ExerciseLine], finder: Finder, source: Source) -> Iterator[Problem]:
    index = 0
    for line in lines:
        identity = finder.identity(line)
        here = finder.places.setdefault(identity, {})
        if (day.week, day.day) in here:
            yield Problem(*source.place(line.at), "twice-in-day", {"name": line.name})
            continue
        exercise = Exercise(
            identity, line, day.week, day.day, repeated=False, index=index, template=line.template, notes=line.notes,
            standing=Standing((), 0, line.movement, line.notes.current),
        )  # fmt: skip
        here[day.week, day.day] = exercise
        day.exercises.append(exercise)
        index += not line.template


def _without_sections(joined: Joined, source: Source) -> Iterator[Problem]:
    """Lines without a slash are exercises only where another line says what the exercise is; else somebody has written
    a sentence.
    """
    for here in joined.places.values():
        lines = [each.line for each in here.values()]
        if all(len(line.pieces) == 1 for line in lines):
            for line in lines:
                yield Problem(*source.place(line.at), "no-sections", {"name": line.name})


def _repeat(joined: Joined, source: Source) -> list[Problem]:
    """Puts an exercise into the weeks its line says, where it is not written itself; notes go on with it."""
    count = sum(len(day.exercises) for week in joined.weeks for day in week.days)
    for week in joined.weeks:
        for day in week.days:
            for exercise in day.exercises:
                if not exercise.notes.texts:
                    exercise.notes = _earlier_notes(joined, exercise)
                    exercise.standing = Standing((), 0, exercise.line.movement, exercise.notes.current)
                if exercise.repeated or exercise.line.weeks is None:
                    continue
                for w in exercise.line.weeks[: len(joined.weeks)]:
                    here = joined.places[exercise.identity]
                    if not 0 < w <= len(joined.weeks) or (w, day.day) in here:
                        continue
                    if day.day > len(joined.weeks[w - 1].days):
                        continue
                    count += 1
                    if count > MOST_PLACES:
                        return [Problem(*source.place(exercise.line.at), "too-many-places", {"most": MOST_PLACES})]
                    copy = Exercise(
                        exercise.identity, exercise.line, w, day.day, repeated=True, index=exercise.index,
                        template=exercise.template, notes=exercise.notes, standing=exercise.standing,
                    )  # fmt: skip
                    here[w, day.day] = copy
                    joined.weeks[w - 1].days[day.day - 1].exercises.append(copy)
    return []


def _earlier_notes(joined: Joined, exercise: Exercise) -> Notes:
    here = joined.places[exercise.identity]
    for week in range(exercise.week - 1, 0, -1):
        if (week, exercise.day) in here:
            return here[week, exercise.day].notes
    return exercise.notes
