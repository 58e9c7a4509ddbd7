"""Training a program in a test: sessions by their sets, written as `60kg x5`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.liftoscript.finishing import Finished
from models.liftoscript.lifter import Lifter
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.liftoscript.quantities import plain, read_weight
from models.liftoscript.session import Done, Entry
from models.liftoscript.state import State

Reps = Sequence[float | str | None]  # 5, "62.5kg x5", "5 @8", None for a set left out


class Gym:
    def __init__(self, text: str, lifter: Lifter | None = None, **rm1: str) -> None:
        self.program = Program.parse(text)
        self.lifter = lifter or Lifter(written=self.program.unit)
        self.state = State()
        for name, weight in rm1.items():
            one = read_weight(weight)
            assert one is not None
            self.state = self.state.with_rm1(name.replace("_", " "), one)

    def sets(self, name: str, week: int = 1, day: int = 1) -> list[str]:
        """What the day says of the exercise, a set like `8-12+ x60kg @8`."""
        return [shown(self.entry(name, week, day), i) for i in range(len(self.entry(name, week, day).sets))]

    def entry(self, name: str, week: int = 1, day: int = 1) -> Entry:
        entries = self.program.session(week, day, self.state, self.lifter)
        return next(each for each in entries if each.exercise.name == name)

    def does(self, done: Mapping[str, Reps], week: int = 1, day: int = 1) -> Finished:
        """Trains the day and finishes it."""
        sets = {name.lower(): [_done(each) for each in reps] for name, reps in done.items()}
        entries = self.program.played(week, day, sets, self.state, self.lifter)
        finished = self.program.finish(entries, self.state, self.lifter)
        self.state = finished.state
        return finished

    def text(self) -> str:
        """The text as it stands, which reads back as it stands."""
        text = self.program.text(self.state)
        assert same(self.program, self.state, Program.parse(text)), text
        return text

    def line(self, name: str) -> str:
        """The exercise's first line in the text."""
        return next(row for row in self.text().splitlines() if row.startswith((f"{name} /", f"{name}[")))


def shown(entry: Entry, index: int) -> str:
    each = entry.sets[index]
    plan = each.plan
    least = "" if plan.least is None else f"{plain(plan.least)}-"
    text = f"{least}{plain(plan.reps)}{'+' if plan.amrap else ''}"
    text += f" x{each.weight}" if each.weight else ""
    return text + (f" @{plain(plan.rpe)}" if plan.rpe is not None else "")


def _done(each: float | str | None) -> Done | None:
    if each is None or isinstance(each, float | int):
        return None if each is None else Done(each)
    weight, _, reps = each.rpartition("x")
    reps, _, rpe = reps.partition("@")
    return Done(float(reps), read_weight(weight), float(rpe) if rpe else None)


def same(program: Program, state: State, other: Program) -> bool:
    """Whether the other program says, without any state, what this one says with its state."""
    for day, there in zip(program.days, other.days, strict=True):
        if [each.identity for each in day.exercises] != [each.identity for each in there.exercises]:
            return False
        for exercise, twin in zip(day.exercises, there.exercises, strict=True):
            if state.standing(exercise) != twin.standing or exercise.warmups != twin.warmups:
                return False
            if (exercise.progress is None) != (twin.progress is None) or exercise.update != twin.update:
                return False
            if exercise.progress and exercise.progress.kind != "none":
                assert twin.progress is not None
                if twin.progress.variables != state.variables_of(exercise):
                    return False
                loan = twin.progress.loan
                if loan and loan.follows and loan.own != state.own(exercise.identity, exercise.progress):
                    return False
    return True


def problems(text: str) -> list[tuple[int, int, str]]:
    """What is wrong with the text: line, column, code."""
    try:
        Program.parse(text)
    except ProgramError as error:
        return [(each.line, each.column, each.code) for each in error.problems]
    return []
