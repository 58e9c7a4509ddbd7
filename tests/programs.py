"""The texts of the built-in programs, and somebody who trains one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.liftoscript.lifter import Lifter
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight
from tests.liftoscript.gym import Gym

FOLDER = Path(__file__).parents[1] / "models" / "catalogue" / "programs"
Reps = list[float | str | None]
"""What was done, set by set, as Gym.does takes it."""

KEYS = sorted(file.stem for file in FOLDER.glob("*.liftoscript"))


@cache
def text(key: str) -> str:
    """The file, what stands above the text as well."""
    return (FOLDER / f"{key}.liftoscript").read_text("utf-8")


@cache
def program(key: str) -> Program:
    return Program.parse(text(key))


def gym(key: str, **rm1: str) -> Gym:
    """Somebody on the program, with plates for half a kilogram."""
    return Gym(text(key), Lifter("kg", Weight(0.5, "kg")), **rm1)


def weights(gym: Gym, name: str, week: int = 1, day: int = 1) -> list[float]:
    """Of each set there, in kilograms; 0 where it is not known."""
    return [each.weight.value if each.weight else 0.0 for each in gym.entry(name, week, day).sets]


def rm1(gym: Gym, movement: str) -> float:
    """What the program takes the 1RM to be, in kilograms."""
    return gym.state.rm1[movement].value
