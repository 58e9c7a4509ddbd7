"""The texts of the built-in programs, and somebody who trains one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.liftoscript.lifter import Lifter
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight
from tests.liftoscript.gym import Gym

FOLDER = Path(__file__).parents[1] / "models" / "catalogue" / "programs"
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
