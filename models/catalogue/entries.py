"""What the catalogue holds: exercises, metrics and programs as values, with ids that never change."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.rules.progression import LinearProgression, RepsProgression, Rule, SecondsProgression
from models.rules.sets import ExerciseKind, PrescribedSet, Unit

NAMESPACE = UUID("6f0f6f0c-3d0b-5c7e-9a34-0c1d5a3b7e21")
"""Every id of the catalogue is a uuid5 under this one: changing it orphans all rows there are."""

MUSCLES = frozenset(
    {
        *("chest", "shoulders", "rear-delts", "triceps", "biceps", "forearms"),
        *("lats", "upper-back", "traps", "lower-back", "neck", "abs", "obliques"),
        *("quads", "hamstrings", "glutes", "adductors", "abductors", "calves", "cardio"),
    }
)
EQUIPMENT = frozenset(
    {
        *("barbell", "ez-bar", "trap-bar", "smith", "dumbbell", "kettlebell"),
        *("machine", "cable", "band", "bodyweight", "none"),
    }
)
LEVELS = ("novice", "intermediate", "advanced")
GOALS = frozenset({"strength", "muscle", "fitness", "endurance"})
DIMENSIONS = {"mass": "kg", "length": "cm", "percent": "%", "rate": "bpm", "hours": "h"}
"""What a metric measures, and the unit its values are stored in."""


@dataclass(frozen=True, slots=True)
class CatalogueExercise:
    """One movement. swaps are keys of others for the same muscles, best first.

    implements = 2: the weight given is that of one of two, both count for volume. light_kg_g and light_lb_g,
    in grams, are where a novice may start with plates in kg or in lb: negative = help, None = no load.
    """

    id: UUID
    key: str
    name: str
    aliases: tuple[str, ...]
    kind: ExerciseKind
    equipment: str
    implements: int
    muscles: tuple[str, ...]
    secondary: tuple[str, ...]
    swaps: tuple[str, ...]
    light_kg_g: int | None
    light_lb_g: int | None

    def light_g(self, unit: Unit) -> int | None:
        """The light start for a person who lifts in this unit."""
        return self.light_kg_g if unit is Unit.KG else self.light_lb_g


@dataclass(frozen=True, slots=True)
class CatalogueMetric:
    """One thing to measure. Values in unit; outside minimum … maximum they are refused, and asked about when
    they differ from the last by more than unlikely_change_percent of it.
    """

    id: UUID
    key: str
    name: str
    aliases: tuple[str, ...]
    dimension: str
    unit: str
    minimum: Decimal
    maximum: Decimal
    unlikely_change_percent: int


@dataclass(frozen=True, slots=True)
class CatalogueProgress:
    """How an exercise gets harder. The increase in grams for people who lift in kg and in lb, 0 = none.

    min_reps and max_reps: reps grow first, then the weight. increase_s and max_seconds: the hold grows.
    Neither: the weight grows each time, less deload_percent after so many misses in a row.
    """

    increase_kg_g: int = 0
    increase_lb_g: int = 0
    deload_percent: int = 0
    misses: int = 0
    min_reps: int = 0
    max_reps: int = 0
    increase_s: int = 0
    max_seconds: int = 0

    def rule(self, unit: Unit) -> Rule:
        """The same as models.rules.progression has it, for a person who lifts in this unit."""
        increase_g = self.increase_kg_g if unit is Unit.KG else self.increase_lb_g
        if self.max_seconds:
            return SecondsProgression(self.increase_s, self.max_seconds)
        if self.max_reps:
            return RepsProgression(self.min_reps, self.max_reps, increase_g)
        return LinearProgression(increase_g, self.deload_percent, self.misses)

    def to_json(self) -> dict[str, int]:
        """The fields that are not 0; from_json() gives an equal one."""
        return {field: value for field, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "CatalogueProgress":
        """What to_json() wrote. Raises TypeError for anything else."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class CatalogueInstruction:
    """What a day prescribes of one exercise (its key). position counts from 1; weights in sets are None."""

    id: UUID
    position: int
    exercise: str
    sets: tuple[PrescribedSet, ...]
    progress: CatalogueProgress | None


@dataclass(frozen=True, slots=True)
class CatalogueDay:
    """A training day. number: 1 … number of days in the program over all its weeks."""

    id: UUID
    number: int
    name: str
    instructions: tuple[CatalogueInstruction, ...]


@dataclass(frozen=True, slots=True)
class CatalogueProgram:
    """A program: its days in order, again from the first when it repeats, else over after weeks.

    presets: weekdays to train on, Monday = 0, each as many as days_per_week. The id is made from what the
    days prescribe (texts about the program do not count): an edited program is a new one, with new days and
    instructions, beside the one that history refers to.
    """

    id: UUID
    key: str
    name: str
    credit: str
    why: str
    level: str
    goals: tuple[str, ...]
    equipment: tuple[str, ...]
    days_per_week: int
    weeks: int | None
    repeats: bool
    presets: tuple[tuple[int, ...], ...]
    days: tuple[CatalogueDay, ...]
