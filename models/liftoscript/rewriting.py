"""One exercise line written anew, as fully as is needed to say how the exercise stands."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from models.liftoscript.finding import Places
from models.liftoscript.parts import Property, Reuse, Sets, WarmUps
from models.liftoscript.plan import Exercise, Progress
from models.liftoscript.rendering import progress_written, sets_written, shared_of, warmups_written
from models.liftoscript.state import State

AS_WRITTEN, OVERALL, SETS, FULLY = range(4)  # nothing new; what holds for all sets; the sets; nothing taken over


class Rewriting:
    """`progress` are the identities whose progress is to be written out, once each."""

    def __init__(self, text: str, places: Places, state: State, progress: AbstractSet[str]) -> None:
        self.text, self.places, self.state = text, places, state
        self.progress = progress
        self._progress_at = {self._progress_line(places, identity) for identity in progress}

    @staticmethod
    def _progress_line(places: Places, identity: str) -> int:
        """The line that gives the progress, else the first one of the exercise."""
        lines = [each.line for _, each in sorted(places[identity].items()) if not each.repeated]
        giving = [each for each in lines if each.progress is not None and each.progress.function is not None]
        return (giving or lines)[0].at

    def line(self, exercise: Exercise, level: int, written: str) -> str:
        """The exercise's own line."""
        line = exercise.line
        with_progress = line.at in self._progress_at
        elsewhere = exercise.identity in self.progress and _gives(exercise)
        if level == AS_WRITTEN and not with_progress and not elsewhere:
            return written
        start, end = line.pieces[0]
        name = self.text[start:end].strip()
        if self.state.standing(exercise).movement != exercise.standing.movement:
            name = self._name(exercise, with_weeks=True)
        return " / ".join([name, *self._sections(exercise, level, with_progress=with_progress)])

    def inserted(self, exercise: Exercise, level: int) -> list[str]:
        """A line of its own for an exercise that stood there because of another one."""
        rows = self._notes(exercise) if self.state.standing(exercise).note != exercise.standing.note else []
        sections = self._sections(exercise, level, with_progress=False, with_given=False)
        return [*rows, " / ".join([self._name(exercise, with_weeks=False), *sections])]

    def _notes(self, exercise: Exercise) -> list[str]:
        """The notes written out, with the current one marked."""
        rows: list[str] = []
        current = self.state.standing(exercise).note
        for number, text in enumerate(exercise.notes.texts):
            first, *more = text.split("\n")
            mark = "! " if number and number == current else ""
            rows += [*([""] if rows else []), f"// {mark}{first}".rstrip(), *(f"// {row}".rstrip() for row in more)]
        return rows

    def _name(self, exercise: Exercise, *, with_weeks: bool) -> str:
        current = self.state.standing(exercise).movement
        movements = [
            f"{'! ' if number and number == current else ''}{name}" for number, name in enumerate(exercise.movements)
        ]
        label = f"{exercise.label}: " if exercise.label else ""
        weeks = exercise.line.weeks if with_weeks else None
        repeat = [str(exercise.line.order)] if exercise.line.order else []
        repeat += [f"{weeks.start}-{weeks.stop - 1}"] if weeks else []
        return label + " | ".join(movements) + (f"[{','.join(repeat)}]" if repeat else "")

    def _sections(  # noqa: C901 - a case for each kind of section
        self, exercise: Exercise, level: int, *, with_progress: bool, with_given: bool = True
    ) -> list[str]:
        """The line's sections; `with_given` also those that are given once for the whole program."""
        sections: list[str] = []
        line, sets_done = exercise.line, False
        for (start, end), section in zip(line.pieces[1:], line.sections, strict=True):
            match section:
                case None:
                    continue
                case Sets() if level > AS_WRITTEN:
                    if not sets_done:
                        sections += self._sets(exercise, level)
                    sets_done = True
                    continue
                case Reuse() if level == FULLY:
                    continue
                case Property(name="progress", function=function) if function is not None:
                    if exercise.identity in self.progress or not with_given:
                        continue
                case Property(name="update") | WarmUps() if not with_given:
                    continue
            sections.append(self.text[start:end].strip(" \t\n\\"))
        if level > AS_WRITTEN and not sets_done:
            after = next((i for i, each in enumerate(line.sections) if isinstance(each, Reuse)), -1) + 1
            sections[after:after] = self._sets(exercise, level)
        if level == FULLY and with_given:
            sections += self._taken_over(exercise)
        given = exercise.identity in self.progress or any(map(_gives, self.places[exercise.identity].values()))
        alone = level == FULLY and with_given and not given
        if exercise.progress is not None and (with_progress or alone):
            sections += self._progress(exercise, exercise.progress)
        return sections

    def _sets(self, exercise: Exercise, level: int) -> list[str]:
        standing = self.state.standing(exercise)
        if level == OVERALL and not exercise.line.schemes:
            overall = " ".join(text for text in shared_of(standing).values() if text)
            return [overall] if overall else []
        return sets_written(standing)

    def _taken_over(self, exercise: Exercise) -> list[str]:
        """What came along with another exercise's sets."""
        sections = []
        if exercise.warmups is not None and exercise.line.warmups is None:
            sections.append(warmups_written(exercise.warmups))
        if exercise.update is not None and exercise.line.update is None and exercise.original is not None:
            sections.append(f"update: custom() {{ ...{exercise.original.name} }}")
        return sections

    def _progress(self, exercise: Exercise, progress: Progress) -> list[str]:
        if progress.kind == "none":
            return []
        variables = self.state.variables_of(exercise)
        if progress.kind != "custom":
            return [progress_written(progress, variables, "")]
        function = exercise.line.progress.function if exercise.line.progress else None
        if function is not None and function.script is not None:
            return [progress_written(progress, variables, f"{{~{function.script}~}}")]
        assert progress.like is not None  # noqa: S101 - it has its script from somewhere
        own = self.state.own(exercise.identity, progress)
        return [progress_written(progress, own, f"{{ ...{progress.like} }}")]

    def notes(self, exercise: Exercise, lead: list[str]) -> list[str]:
        """The comments above the line, with the current one marked."""
        wanted = self.state.standing(exercise).note
        if wanted == exercise.standing.note:
            return lead
        if not exercise.line.notes.texts or exercise.line.notes.like is not None:
            kept = [row for row in lead if not row.strip().startswith("//") or row.strip().startswith("///")]
            return [*kept, *self._notes(exercise)]
        rows, number, open_block = [], -1, False
        for row in lead:
            text = row.strip()
            if not text.startswith("//") or text.startswith("///"):
                open_block = False
                rows.append(row)
                continue
            bare = (
                text[2:].lstrip().removeprefix("!").lstrip() if text[2:].lstrip().startswith("!") else text[2:].strip()
            )
            if not open_block:
                number, open_block = number + 1, True
                bare = f"! {bare}" if number == wanted and number else bare
            rows.append(f"// {bare}".rstrip())
        return rows


def _gives(exercise: Exercise) -> bool:
    return exercise.line.progress is not None
