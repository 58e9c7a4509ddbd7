"""The functions a script may call."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.liftoscript.effort import one_rep_max, rpe_multiplier, training_max
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Percent, Value, Weight, as_weight, compared, number, operated, whole

if TYPE_CHECKING:
    from models.liftoscript.machine import Machine, Thing  # the machine calls the functions

Function = Callable[["Machine", list["Thing"], int], "Thing"]


def _single(things: list[Thing], i: int, at: int) -> Value:
    thing = things[i]
    if isinstance(thing, list):
        raise Misread("list-argument", at)
    return float(thing) if isinstance(thing, bool) else thing


def _weight(machine: Machine, things: list[Thing], i: int, at: int) -> Weight:
    value = _single(things, i, at)
    return as_weight(value, machine.lifter.counting, machine.rm1)


def _flat(things: list[Thing]) -> list[Value]:
    flat: list[Value] = []
    for thing in things:
        if isinstance(thing, list):
            flat.extend(each for each in thing if each is not None)
        else:
            flat.append(float(thing) if isinstance(thing, bool) else thing)
    return flat


def _round_weight(machine: Machine, things: list[Thing], at: int) -> Thing:
    return machine.lifter.rounded(_weight(machine, things, 0, at))


def _round_convert(machine: Machine, things: list[Thing], at: int) -> Thing:
    return machine.lifter.told(_weight(machine, things, 0, at))


def _training_max(machine: Machine, things: list[Thing], at: int) -> Thing:
    return training_max(_weight(machine, things, 0, at), number(_single(things, 1, at)))


def _one_rep_max(machine: Machine, things: list[Thing], at: int) -> Thing:
    return one_rep_max(_weight(machine, things, 0, at), number(_single(things, 1, at)))


def _rpe_multiplier(_: Machine, things: list[Thing], at: int) -> Thing:
    return rpe_multiplier(number(_single(things, 0, at)), number(_single(things, 1, at)) if len(things) > 1 else 10)


def _rounding(how: Callable[[float], float]) -> Function:
    def rounding(_: Machine, things: list[Thing], at: int) -> Thing:
        match _single(things, 0, at):
            case Weight(value, unit):
                return Weight(float(how(value)), unit)
            case Percent(value):
                return Percent(float(how(value)))
            case value:
                return float(how(value))

    return rounding


def _sum(_: Machine, things: list[Thing], _at: int) -> Thing:
    total: Value = 0.0
    for each in _flat(things):
        total = operated(total, each, lambda a, b: a + b, None)
    return total


def _extreme(better: Callable[[float, float], bool]) -> Function:
    def extreme(_: Machine, things: list[Thing], _at: int) -> Thing:
        flat = _flat(things)
        best: Value = flat[0] if flat else 0.0
        for each in flat:
            if compared(each, best, better):
                best = each
        return best

    return extreme


def _next(direction: int) -> Function:
    def step(machine: Machine, things: list[Thing], at: int) -> Thing:
        value = _single(things, 0, at)
        if isinstance(value, Percent):
            return Percent(value.value + direction)
        return machine.lifter.next(_weight(machine, things, 0, at), direction)

    return step


def _zero_or_gte(_: Machine, things: list[Thing], at: int) -> Thing:
    if not (isinstance(things[0], list) and isinstance(things[1], list)):
        raise Misread("two-lists", at, name="zeroOrGte")
    for one, other in zip(things[0], things[1], strict=False):
        if one is not None and other is not None and number(one) != 0 and compared(one, other, lambda a, b: a < b):
            return False
    return True


def _print(_: Machine, things: list[Thing], _at: int) -> Thing:
    """Shows nothing here: who writes a program tries it where it was made."""
    flat = _flat(things)
    return flat[0] if flat else 0.0


def _sets(machine: Machine, things: list[Thing], at: int) -> Thing:
    """Writes sets from .. to of the session: minReps, maxReps, amrap, weight, timer, rpe, logRpe."""
    start, stop, least, reps, amrap, _, timer, rpe, log_rpe = (
        number(_single(things, i, at)) if i != 5 else 0.0  # noqa: PLR2004 - the weight
        for i in range(9)
    )
    weight = _weight(machine, things, 5, at)
    lists = {name: machine.many(name) for name in _SETS_WRITES}
    for i in range(min(machine.count(), len(lists["weights"]))):
        machine.step()
        if start - 1 <= i < stop:
            values: tuple[Value | None, ...] = (
                least if reps != least else None,
                reps,
                weight,
                machine.lifter.rounded(weight),
                rpe or None,
                float(amrap != 0),
                float(log_rpe != 0),
                timer or None,
            )
            for name, value in zip(_SETS_WRITES, values, strict=True):
                lists[name][i] = value
    return stop - start


_SETS_WRITES = ("minReps", "reps", "originalWeights", "weights", "RPE", "amraps", "logrpes", "timers")

FUNCTIONS: dict[str, Function] = {
    "roundWeight": _round_weight,
    "roundConvertWeight": _round_convert,
    "calculateTrainingMax": _training_max,
    "calculate1RM": _one_rep_max,
    "rpeMultiplier": _rpe_multiplier,
    "floor": _rounding(math.floor),
    "ceil": _rounding(math.ceil),
    "round": _rounding(whole),
    "sum": _sum,
    "min": _extreme(lambda a, b: a < b),
    "max": _extreme(lambda a, b: a > b),
    "increment": _next(1),
    "decrement": _next(-1),
    "zeroOrGte": _zero_or_gte,
    "print": _print,
    "sets": _sets,
}
