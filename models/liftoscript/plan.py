"""A program as it is meant: every exercise at every place, with all that it takes over from elsewhere worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from models.liftoscript.nodes import Block
from models.liftoscript.parts import WarmUp
from models.liftoscript.quantities import Percent, Value, Weight
from models.liftoscript.reading import ExerciseLine, Notes

ProgressKind = Literal["none", "lp", "dp", "sum", "custom"]


@dataclass(frozen=True, slots=True)
class SetPlan:
    """One working set as planned. `least` is the lower end of a range; `weight` may be a part of the 1RM, or None, and
    then follows from the RPE, or is chosen by the person; `rest` and `timer` in seconds.
    """

    reps: float
    least: float | None = None
    amrap: bool = False
    quick: bool = False
    weight: Weight | Percent | None = None
    ask_weight: bool = False
    rpe: float | None = None
    ask_rpe: bool = False
    rest: float | None = None
    timer: float | None = None
    count_up: bool = False
    auto: bool = False
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What progress may change of an exercise at one place: the sets of each variation; which variation, movement and
    note are current, counted from 0.
    """

    variations: tuple[tuple[SetPlan, ...], ...]
    variation: int = 0
    movement: int = 0
    note: int = 0

    @property
    def sets(self) -> tuple[SetPlan, ...]:
        return self.variations[self.variation] if self.variation < len(self.variations) else ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How an exercise progresses: its variables with their values, those `asked` from the person, and the script where
    there is one; `ranged` of dp within rep ranges. `like` is the exercise it is taken over from, by its name.
    """

    kind: ProgressKind
    variables: dict[str, Value] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    script: Block | None = None
    ranged: bool = False
    like: str | None = None
    loan: Loan | None = None

    @property
    def own(self) -> dict[str, Value]:
        """The variables that are its own, as the text says."""
        return self.variables if self.loan is None else self.loan.own


@dataclass(frozen=True, slots=True)
class Loan:
    """Whose variables a progress has where it gives none of its `own`. One written as `custom() { ...Squat }` `follows`
    the lender; what came along with the sets is a copy, and stays when the lender's changes.
    """

    lender: str  # identity
    progress: Progress
    own: dict[str, Value]
    follows: bool


@dataclass(slots=True)
class Exercise:
    """An exercise at one place of the program. `identity` is the same wherever its progress is shared; `repeated` where
    it stands here because its line says so, not because it is written here; `template` is not trained.
    """

    identity: str
    line: ExerciseLine
    week: int
    day: int
    repeated: bool
    index: int
    template: bool
    notes: Notes
    standing: Standing
    warmups: tuple[WarmUp, ...] | None = None
    progress: Progress | None = None
    update: Block | None = None
    tags: tuple[int, ...] = ()
    original: Exercise | None = None

    @property
    def label(self) -> str | None:
        return self.line.label

    @property
    def movements(self) -> tuple[str, ...]:
        return self.line.movements

    @property
    def name(self) -> str:
        """As written: label and movements."""
        return self.line.name

    @property
    def superset(self) -> str | None:
        return self.line.superset


@dataclass(slots=True)
class Day:
    """`number` counts the days of the whole program from 1."""

    week: int
    day: int
    number: int
    name: str
    description: str | None
    exercises: list[Exercise] = field(default_factory=list)

    @property
    def trained(self) -> list[Exercise]:
        return [each for each in self.exercises if not each.template]


@dataclass(slots=True)
class Week:
    number: int
    name: str
    description: str | None
    days: list[Day] = field(default_factory=list)
