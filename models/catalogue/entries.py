"""What the catalogue holds: exercises, metrics and programs as values, with ids that never change."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from models.rules.sets import ExerciseKind, Unit

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
class CatalogueProgram:
    """A program: its text in Liftoscript, and what is said about it.

    It begins again from its first day when it repeats, else it is over after weeks. minutes: how long a workout takes.
    presets: weekdays to train on, Monday = 0, each as many as days_per_week. unit: whose plates its weights are made
    for; None where it has none. movements: the exercise (its key) of each name in the text, by the name without case.
    The id is made from what is prescribed: an edited program is a new one, beside the one that history refers to.
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
    minutes: int
    repeats: bool
    presets: tuple[tuple[int, ...], ...]
    text: str
    unit: Unit | None
    movements: Mapping[str, str]
