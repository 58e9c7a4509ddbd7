"""The progressions the language brings along: `lp`, `dp`, `sum`. Each says what to change of the program.

What is done without a weight being known yet teaches the weight. Everything counts from the weight done, not the weight
planned, so that a person overrides a weight by lifting another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.liftoscript.machine import Update
from models.liftoscript.parts import Argument, Function
from models.liftoscript.plan import Progress
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Percent, Value, Weight, number, operated, written
from models.liftoscript.slips import near

ZERO = Weight(0.0, "lb")


@dataclass(frozen=True, slots=True)
class Done:
    """One set of the session as the progressions look at it: planned, and done (None: not)."""

    reps: float
    least: float
    rpe: float | None
    weight: Weight | None
    done_reps: float | None
    done_weight: Weight | None
    done_rpe: float | None


def builtin(function: Function, *, ranged: bool) -> Progress:
    """What `lp(…)`, `dp(…)` or `sum(…)` says; raises Misread."""
    arguments = [each.value for each in function.arguments]
    if function.name not in _ARGUMENTS:
        better = near(function.name, (*_ARGUMENTS, "custom"))
        if better:
            raise Misread("no-progression", text=function.name, hint="near", write=better)
        raise Misread("no-progression", text=function.name)
    kinds, least = _ARGUMENTS[function.name]
    if not least <= len(arguments) <= len(kinds) or any(each.name for each in function.arguments):
        raise Misread(f"arguments-{function.name}", least=least, most=len(kinds))
    for i, (argument, kind) in enumerate(zip(arguments, kinds, strict=False), 1):
        if (kind == "number") == isinstance(argument, Weight | Percent):
            facts: dict[str, str | int] = {"function": function.name, "number": i, **_decimal(arguments[i - 1 : i + 1])}
            raise Misread(f"argument-{kind}", 0, **facts)
    return _BUILD[function.name](arguments, ranged)


def _decimal(values: list[Value]) -> dict[str, str | int]:
    """A number and a weight behind it: a decimal was written with a comma, which parts values here."""
    match values:
        case [float() | int(), Weight() | Percent()] if number(values[1]) > 0:
            return {"hint": "write", "text": ",".join(map(written, values)), "write": ".".join(map(written, values))}
    return {}


_ARGUMENTS = {
    "lp": (("weight", "number", "number", "weight", "number", "number"), 0),
    "dp": (("weight", "number", "number"), 3),
    "sum": (("number", "weight"), 2),
}


def _lp(arguments: list[Value], _: bool) -> Progress:
    given = dict(enumerate(arguments))
    decrease = given.get(3, ZERO)
    return Progress(
        "lp",
        {
            "increment": given.get(0, ZERO),
            "successes": _int(given.get(1, 1.0)),
            "successCounter": _int(given.get(2, 0.0)),
            "decrement": decrease,
            "failures": _int(given.get(4, 1.0 if number(decrease) > 0 else 0.0)),
            "failureCounter": _int(given.get(5, 0.0)),
        },
    )


def _dp(arguments: list[Value], ranged: bool) -> Progress:
    increment, least, most = arguments
    return Progress("dp", {"increment": increment, "minReps": _int(least), "maxReps": _int(most)}, ranged=ranged)


def _sum(arguments: list[Value], _: bool) -> Progress:
    reps, increment = arguments
    return Progress("sum", {"reps": _int(reps), "increment": increment})


_BUILD: dict[str, Callable[[list[Value], bool], Progress]] = {"lp": _lp, "dp": _dp, "sum": _sum}


def _int(value: Value) -> float:
    return float(int(number(value)))


def arguments_of(progress: Progress) -> list[Argument]:
    """What to write in the brackets, so that it reads back as it stands."""
    v = progress.variables
    match progress.kind:
        case "lp":
            names = ["increment", "successes", "successCounter", "decrement", "failures", "failureCounter"]
            failing = number(v["decrement"]) > 0
            needed = 6 if failing and (number(v["failures"]) != 1 or v["failureCounter"]) else 4 if failing else 3
            if needed == 3 and number(v["successes"]) == 1 and not v["successCounter"]:  # noqa: PLR2004 - as above
                needed = 1
        case "dp":
            names, needed = ["increment", "minReps", "maxReps"], 3
        case "sum":
            names, needed = ["reps", "increment"], 2
        case _:
            return [Argument(value, name, name in progress.asked) for name, value in v.items()]
    return [Argument(v[name]) for name in names[:needed]]


def progressed(progress: Progress, sets: list[Done], variables: dict[str, Value], rm1: Weight | None) -> list[Update]:
    """What the session changes of the program; counters are changed in `variables`."""
    updates = [
        Update("weights", "=", each.done_weight, (None, None, None, float(i)))
        for i, each in enumerate(sets, 1)
        if not _value(each.weight) and each.done_weight is not None and each.done_weight.value
    ]
    match progress.kind:
        case "lp":
            return updates + _lp_progressed(sets, variables, rm1)
        case "dp":
            step = _ranged_progressed if progress.ranged else _dp_progressed
            return updates + step(sets, variables, rm1)
        case "sum":
            if sum(each.done_reps or 0 for each in sets) >= number(variables["reps"]):
                for i, each in enumerate(sets, 1):
                    if each.done_reps is not None:
                        value = operated(each.done_weight or 0.0, variables["increment"], _plus, rm1)
                        updates.append(Update("weights", "=", value, (None, None, None, float(i))))
    return updates


def succeeded(sets: list[Done]) -> bool:
    """Every set's reps done, at no more than the RPE asked."""
    return all((each.done_reps or 0) >= each.reps and _within(each) for each in sets)


def _within(each: Done) -> bool:
    return each.rpe is None or (each.done_rpe or 0) <= each.rpe


def _value(weight: Weight | None) -> float:
    return 0.0 if weight is None else weight.value


def _heavier(sets: list[Done], increment: Value, rm1: Weight | None) -> list[Update]:
    """Each set's weight becomes the weight done and the increment; sets of other weeks keep their difference. Done as
    prescribed it is the increment as written, that no conversion to the person's unit and back is added to. A
    percentage counts of the weight done, not of the difference, where no 1RM is known. A weight not known yet elsewhere
    becomes the weight done and the increment as well.
    """
    updates = []
    for i, each in enumerate(sets, 1):
        done: Value = each.done_weight or 0.0
        if not _value(each.weight) and number(done):
            updates.append(Update("weights", "=", operated(done, increment, _plus, rm1), (None, None, None, float(i))))
            continue
        difference = operated(done, each.weight or 0.0, _minus, rm1)
        step = operated(done, increment, _share, rm1) if isinstance(increment, Percent) else increment
        as_written = isinstance(step, Weight) and not number(difference)
        more = step if as_written else operated(difference, step, _plus, rm1)
        updates.append(Update("weights", "+=", more, (None, None, None, float(i)), start=each.weight or 0.0))
    return updates


def _plus(a: float, b: float) -> float:
    return a + b


def _minus(a: float, b: float) -> float:
    return a - b


def _share(_: float, b: float) -> float:
    return b


def _lp_progressed(sets: list[Done], variables: dict[str, Value], rm1: Weight | None) -> list[Update]:
    updates: list[Update] = []
    if succeeded(sets):
        variables["successCounter"] = number(variables["successCounter"]) + 1
        if number(variables["successCounter"]) >= number(variables["successes"]):
            updates += _heavier(sets, variables["increment"], rm1)
            variables["successCounter"] = variables["failureCounter"] = 0.0
    failing = number(variables["decrement"]) > 0 and number(variables["failures"]) > 0
    if failing and not all((each.done_reps or 0) >= each.least and _within(each) for each in sets):
        variables["failureCounter"] = number(variables["failureCounter"]) + 1
        if number(variables["failureCounter"]) >= number(variables["failures"]):
            updates.append(Update("weights", "-=", variables["decrement"], (None,) * 4, start=None))
            variables["successCounter"] = variables["failureCounter"] = 0.0
    return updates


def _dp_progressed(sets: list[Done], variables: dict[str, Value], rm1: Weight | None) -> list[Update]:
    most = number(variables["maxReps"])
    if not succeeded(sets):
        return []
    if all((each.done_reps or 0) >= most for each in sets):
        back = Update("reps", "=", number(variables["minReps"]), (None,) * 4)
        return [back, *_heavier(sets, variables["increment"], rm1)]
    return [
        Update("reps", "=", min((each.done_reps or 0) + 1, most), (None, None, None, float(i)))
        for i, each in enumerate(sets, 1)
    ]


def _ranged_progressed(sets: list[Done], variables: dict[str, Value], rm1: Weight | None) -> list[Update]:
    """Within rep ranges it is the lower end that climbs."""
    if succeeded(sets):
        back = Update("minReps", "=", number(variables["minReps"]), (None,) * 4)
        return [back, *_heavier(sets, variables["increment"], rm1)]
    return [
        Update("minReps", "=", min((each.done_reps or 0) + 1, each.reps), (None, None, None, float(i)))
        for i, each in enumerate(sets, 1)
    ]
