"""What a person's training has changed of a program that others may train too: kept beside its text, never in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from models.liftoscript.parts import MOST_REPS, MOST_SECONDS
from models.liftoscript.plan import Exercise, Progress, SetPlan, Standing
from models.liftoscript.quantities import (
    LARGEST,
    Percent,
    Value,
    Weight,
    fixed,
    read_value,
    shortened,
    whole,
    written,
)

Place = tuple[int, int]  # week and day, from 1


@dataclass(frozen=True, slots=True)
class State:
    """`rm1`: movement, without case -> 1RM; `variables`: identity -> the own variables of its progress, where not as
    the text says; `standings`: identity -> place -> how the exercise stands there, likewise. Never changed in place.
    """

    rm1: Mapping[str, Weight] = field(default_factory=dict)
    variables: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    standings: Mapping[str, Mapping[Place, Standing]] = field(default_factory=dict)

    def standing(self, exercise: Exercise) -> Standing:
        return self.standings.get(exercise.identity, {}).get((exercise.week, exercise.day), exercise.standing)

    def variables_of(self, exercise: Exercise) -> dict[str, Value]:
        """The variables of its progress as they stand: its own, and those of whom it takes over from."""
        if exercise.progress is None:
            return dict(self.variables.get(exercise.identity, {}))
        return self._variables(exercise.identity, exercise.progress)

    def _variables(self, identity: str, progress: Progress) -> dict[str, Value]:
        own, loan = self.own(identity, progress), progress.loan
        return own if loan is None else {**self._variables(loan.lender, loan.progress), **own}

    def own(self, identity: str, progress: Progress) -> dict[str, Value]:
        """The variables of its progress that are not another's."""
        stands = self.variables.get(identity)
        if progress.loan is None:
            return {**progress.variables, **(stands or {})}
        return dict(progress.own if stands is None else stands)

    def movement(self, exercise: Exercise) -> str:
        """The movement that is current there, as written."""
        return exercise.movements[self.standing(exercise).movement % len(exercise.movements)]

    def rm1_key(self, exercise: Exercise) -> str:
        """Where its 1RM is kept: under its label, its movement, or the movement whatever the equipment."""
        movement = self.movement(exercise).lower()
        bare = movement.partition(",")[0]
        label = f"{exercise.label}: {movement}".lower() if exercise.label else movement
        return next((key for key in (label, movement, bare) if key in self.rm1), movement)

    def rm1_of(self, exercise: Exercise) -> Weight | None:
        return self.rm1.get(self.rm1_key(exercise))

    def with_rm1(self, movement: str, weight: Weight) -> State:
        return replace(self, rm1={**self.rm1, movement.lower(): weight})

    def with_variables(self, identity: str, variables: Mapping[str, Value]) -> State:
        kept = {name: shortened(value) for name, value in variables.items()}
        return replace(self, variables={**self.variables, identity: kept})

    def with_standings(self, identity: str, standings: Mapping[Place, Standing]) -> State:
        before = self.standings.get(identity, {})
        kept = {place: each if each is before.get(place) else _kept(each) for place, each in standings.items()}
        return replace(self, standings={**self.standings, identity: kept})

    def to_json(self) -> dict[str, Any]:
        """As plain JSON, for a column."""
        return {
            "rm1": {name: str(weight) for name, weight in self.rm1.items()},
            "variables": {
                identity: {name: written(value) for name, value in variables.items()}
                for identity, variables in self.variables.items()
            },
            "standings": {
                identity: {f"{week}:{day}": _standing_json(each) for (week, day), each in standings.items()}
                for identity, standings in self.standings.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> State:
        """What `to_json` gave; raises ValueError or KeyError for anything else."""
        return cls(
            {name: _weight(text) for name, text in data["rm1"].items()},
            {
                identity: {name: _value(text) for name, text in variables.items()}
                for identity, variables in data["variables"].items()
            },
            {
                identity: {_place(place): _standing(each) for place, each in standings.items()}
                for identity, standings in data["standings"].items()
            },
        )


def _kept(standing: Standing) -> Standing:
    """As it would be read back from a text."""
    variations = tuple(tuple(_kept_set(each) for each in sets) for sets in standing.variations)
    return replace(standing, variations=variations)


def _kept_set(plan: SetPlan) -> SetPlan:
    weight = None if plan.weight is None else shortened(plan.weight)
    if isinstance(weight, Percent) and not weight.value:
        weight = None
    return replace(
        plan,
        weight=weight if isinstance(weight, Weight | Percent) else None,
        reps=_whole(plan.reps, MOST_REPS) or 0.0,
        least=_whole(plan.least, MOST_REPS),
        rpe=None if plan.rpe is None else fixed(min(max(plan.rpe, 0.0), LARGEST), 2),
        rest=_whole(plan.rest, MOST_SECONDS),
        timer=_whole(plan.timer, MOST_SECONDS),
    )


def _whole(value: float | None, most: int) -> float | None:
    return None if value is None else whole(min(max(value, 0.0), most))


def _standing_json(standing: Standing) -> dict[str, Any]:
    data = asdict(standing)
    data["variations"] = [[_set_json(each) for each in sets] for sets in standing.variations]
    return data


def _set_json(plan: SetPlan) -> dict[str, Any]:
    data = {name: getattr(plan, name) for name in SetPlan.__dataclass_fields__}
    data["weight"] = None if plan.weight is None else str(plan.weight)
    return {name: value for name, value in data.items() if value not in (None, False)}


def _standing(data: Mapping[str, Any]) -> Standing:
    variations = tuple(tuple(_set(each) for each in sets) for sets in data["variations"])
    return Standing(variations, data["variation"], data["movement"], data["note"])


def _set(data: Mapping[str, Any]) -> SetPlan:
    weight = _value(data["weight"]) if "weight" in data else None
    if isinstance(weight, float | int):
        raise ValueError(data["weight"])  # noqa: TRY004 - wrong content, of the right type
    return SetPlan(**{**data, "weight": weight})


def _value(text: str) -> Value:
    value = read_value(text)
    if value is None:
        raise ValueError(text)
    return value


def _weight(text: str) -> Weight:
    value = _value(text)
    if not isinstance(value, Weight):
        raise ValueError(text)  # noqa: TRY004 - as above
    return value


def _place(text: str) -> Place:
    week, _, day = text.partition(":")
    return int(week), int(day)
