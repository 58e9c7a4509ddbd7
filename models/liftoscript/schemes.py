"""The sets of an exercise: its own or those it takes over, with what its line says for all of them."""

from __future__ import annotations

from functools import lru_cache

from models.liftoscript.parts import Sets, SetSpec
from models.liftoscript.plan import Exercise, SetPlan
from models.liftoscript.quantities import Percent
from models.liftoscript.reading import merged

Scheme = tuple[tuple[Sets, ...], SetSpec]  # the variations, and what is said for all sets


class Schemes:
    """Works out each exercise's sets once, however many others take them over."""

    def __init__(self) -> None:
        self._lent: dict[int, Scheme] = {}  # what an exercise lends, by its id()

    def lent(self, exercise: Exercise) -> Scheme:
        """What another exercise takes over from this one, through any number of others."""
        found = self._lent.get(id(exercise))
        if found is None:
            found = tuple(exercise.line.schemes), exercise.line.overall
            if exercise.original is not None:
                sets, under = self.lent(exercise.original)
                found = found[0] or sets, _over(found[1], under)
            self._lent[id(exercise)] = found
        return found

    def variations(self, exercise: Exercise) -> tuple[tuple[tuple[SetPlan, ...], ...], int]:
        """The sets of every variation, and which one is current."""
        own = tuple(exercise.line.schemes)
        taken, under = self.lent(exercise.original) if exercise.original else ((), SetSpec())
        schemes = own or taken
        if not schemes:
            return ((),), 0
        current = next((i for i, each in enumerate(schemes) if each.current), 0)
        return tuple(_planned(each.specs, exercise.line.overall, under) for each in schemes), current


def _over(overall: SetSpec, under: SetSpec) -> SetSpec:
    """A weight of one's own replaces both the weight and the percentage taken over."""
    if overall.weight is None and overall.percent is None:
        return merged(overall, under)
    return merged(overall, SetSpec(**{**_fields(under), "weight": None, "percent": None, "ask_weight": False}))  # type: ignore[arg-type]  # its own fields


def _fields(spec: SetSpec) -> dict[str, object]:
    return {name: getattr(spec, name) for name in SetSpec.__dataclass_fields__}


@lru_cache(maxsize=512)
def _planned(specs: tuple[SetSpec, ...], overall: SetSpec, under: SetSpec) -> tuple[SetPlan, ...]:
    """What the line says for all sets goes before what a set says, and that before what is taken over for all."""
    sets: list[SetPlan] = []
    for spec in specs:
        if spec.scheme is None:
            continue
        weighed = overall.weight is not None or overall.percent is not None
        weight = overall.weight if weighed else (spec.weight or under.weight)
        percent = overall.percent if weighed else (under.percent if spec.percent is None else spec.percent)
        timed = overall.timer is not None
        count_up = overall.count_up if timed else (under.count_up if spec.count_up is None else spec.count_up)
        plan = SetPlan(
            reps=float(spec.scheme.reps),
            least=None if spec.scheme.least is None else float(spec.scheme.least),
            amrap=spec.scheme.amrap,
            quick=spec.scheme.quick,
            weight=weight or (Percent(percent) if percent else None),
            ask_weight=overall.ask_weight or (not weighed and (spec.ask_weight or under.ask_weight)),
            rpe=_first(overall.rpe, spec.rpe, under.rpe),
            ask_rpe=bool(_asks_effort(spec, overall, under)),
            rest=_first(overall.rest, spec.rest, under.rest),
            timer=_first(overall.timer, spec.timer, under.timer),
            count_up=bool(count_up),
            auto=bool(overall.auto or spec.auto or under.auto),
            label=spec.label,
        )
        sets += [plan] * spec.scheme.sets
    return tuple(sets)


def _first(*values: float | None) -> float | None:
    return next((float(each) for each in values if each is not None), None)


def _asks_effort(spec: SetSpec, overall: SetSpec, under: SetSpec) -> float | None:
    """What the line says for all sets goes before where it names an RPE, or no other place does: `@+` asks for one
    without an aim.
    """
    aims = overall.rpe is not None or (spec.rpe is None and under.rpe is None)
    return _first(overall.ask_rpe if aims else None, spec.ask_rpe, under.ask_rpe)
