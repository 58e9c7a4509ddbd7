"""What the sections of an exercise say, one class each, as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from models.liftoscript.quantities import Value, Weight

MOST_SETS = 100  # of one exercise in one session
MOST_REPS = 10_000
MOST_SECONDS = 100_000
MOST_VARIATIONS = 100  # of the sets of one exercise
MOST_ARGUMENTS = 200  # of one progress
_NUMBER = re.compile(r"\d{1,4}|_")


@dataclass(frozen=True, slots=True)
class Scheme:
    """`3x8-12`: sets, reps; `quick` for `3+x5`, `amrap` for `1x5+`."""

    sets: int
    reps: int
    least: int | None = None
    amrap: bool = False
    quick: bool = False


@dataclass(frozen=True, slots=True)
class SetSpec:
    """One part of a set section; None is not said. Without a scheme it is meant for all sets."""

    scheme: Scheme | None = None
    weight: Weight | None = None
    percent: float | None = None
    ask_weight: bool = False
    rpe: float | None = None
    ask_rpe: bool | None = None
    rest: int | None = None
    timer: int | None = None
    count_up: bool | None = None
    auto: bool | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Sets:
    specs: tuple[SetSpec, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class WarmUp:
    """`3x5 60%`: the percentage is of the first working set; with neither it is chosen by the reps."""

    sets: int
    reps: int
    weight: Weight | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class WarmUps:
    sets: tuple[WarmUp, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """`...Squat[2:1]`; week or day None is the current one, or any."""

    name: str
    week: int | None = None
    day: int | None = None


def read_place(text: str) -> tuple[int | None, int | None] | None:
    """Week and day of what stands in the brackets after a name: `2` is a day, `2:1` week and day, `_` any. None where
    it is neither.
    """
    parts = [part.strip() for part in text.split(":", 2)]
    if len(parts) > 2 or not all(_NUMBER.fullmatch(part) for part in parts):  # noqa: PLR2004 - week and day
        return None
    numbers = [None if part == "_" else int(part) for part in parts]
    return (numbers[0], numbers[1]) if len(numbers) > 1 else (None, numbers[0])


@dataclass(frozen=True, slots=True)
class Argument:
    """`2.5kg`, or `name: 2.5kg`; `asked` for `name+:`."""

    value: Value
    name: str | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """`lp(2.5kg)`, `custom(a: 1) {~ … ~}`, `custom() { ...Squat }`; `script` with its place in the section."""

    name: str
    arguments: tuple[Argument, ...] = ()
    script: str | None = None
    script_at: int = 0
    like: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """`progress:` or `update:` with what it is; None is `none`."""

    name: Literal["progress", "update"]
    function: Function | None


@dataclass(frozen=True, slots=True)
class Tags:
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Superset:
    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """`used: none`"""


Section = Sets | WarmUps | Reuse | Property | Tags | Superset | Template
