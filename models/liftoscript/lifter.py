"""What of a person a program needs to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from models.liftoscript.problems import Misread
from models.liftoscript.quantities import LB_PER_KG, Unit, Weight, converted, stepped

STEPS: dict[Unit, float] = {"kg": 2.5, "lb": 5.0}  # of increment() and decrement() where none is told


class Budget:
    """Steps that all scripts of one request may take together, so that no program holds everybody up: a day of forty
    exercises has forty scripts, and each runs again after each set.
    """

    def __init__(self, steps: int) -> None:
        self.left = steps

    def take(self, count: int) -> None:
        """Raises Misread where nothing is left."""
        self.left -= count
        if self.left < 0:
            raise Misread("too-long")


@dataclass(frozen=True, slots=True)
class Lifter:
    """`unit`: what weights are told in (None: as the program writes them); `step`: what weights are rounded to, unless
    `plates` rounds them in its own way; `counting`: the unit a script's bare numbers are in. `budget`: of all scripts
    that run for them now; None: each script has only its own limit.
    """

    unit: Unit | None = None
    step: Weight | None = None
    plates: Callable[[Weight], Weight] | None = None
    bodyweight: Weight | None = None
    written: Unit = "kg"  # the program's own unit
    budget: Budget | None = field(default=None, compare=False)

    @property
    def counting(self) -> Unit:
        return self.unit or self.written

    def told(self, weight: Weight) -> Weight:
        """The weight to put on: in the person's unit, rounded."""
        return self.rounded(weight if self.unit is None else converted(weight, self.unit))

    def in_unit(self, weight: Weight | None) -> Weight | None:
        """In the person's unit, not rounded to what can be loaded."""
        return weight if weight is None or self.unit is None else converted(weight, self.unit)

    def rounded(self, weight: Weight) -> Weight:
        """To what can be loaded, in its own unit."""
        if self.plates is not None:
            return self.plates(weight)
        if self.step is None:
            return weight
        return Weight(stepped(weight.value, self._step_in(weight.unit)), weight.unit)

    def next(self, weight: Weight, direction: int) -> Weight:
        """The next one up or down that can be loaded."""
        step = STEPS[weight.unit] if self.step is None else self._step_in(weight.unit)
        return Weight(self.rounded(weight).value + direction * step, weight.unit)

    def _step_in(self, unit: Unit) -> float:
        """In the person's own unit the step is a number for both, as in the language: 2.5 kg are also 2.5 lb."""
        if self.step is None or self.step.unit in (unit, self.unit):
            return max(self.step.value if self.step else STEPS[unit], 0.1)
        return max(self.step.value * LB_PER_KG if unit == "lb" else self.step.value / LB_PER_KG, 0.1)
