"""What a person has reached on a program, taken along to the text they send in its place.

Where the new text says what the old one said, the progress stays; where it says something else, the text is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from models.liftoscript.finding import Places
from models.liftoscript.lending import progress_of
from models.liftoscript.plan import Exercise, Progress, SetPlan, Standing
from models.liftoscript.quantities import Value
from models.liftoscript.state import State

T = TypeVar("T")


def carried(state: State, old: Places, new: Places) -> State:
    """The state on the new places: by identity, and by place where the exercise stood there, too."""
    result = State(rm1=state.rm1)
    for identity, here in new.items():
        there = old.get(identity)
        if not there:
            continue
        progress, before = progress_of(here), progress_of(there)
        if progress is not None and before is not None:
            variables = _variables(state.own(identity, before), before, progress)
            if variables != progress.own:
                result = result.with_variables(identity, variables)
        standings, alike = {}, {one.standing: one for one in reversed(there.values())}
        for place, each in here.items():
            base = there.get(place) or alike.get(each.standing)
            if base is None:
                continue
            standing = _merged(base.standing, state.standing(base), each, each.standing)
            if standing != each.standing:
                standings[place] = standing
        if standings:
            result = result.with_standings(identity, standings)
    return result


def either(one: State, other: State, places: Places) -> State:
    """What one or the other of two states keeps on these places where the text says something else; the first, where
    both do.
    """
    result = State(rm1=one.rm1)
    for identity, here in places.items():
        progress = progress_of(here)
        if progress is not None:
            first, second = one.own(identity, progress), other.own(identity, progress)
            said = progress.own
            names = dict.fromkeys([*first, *second])
            chosen = {name: first if first.get(name) != said.get(name) else second for name in names}
            variables = {name: own[name] for name, own in chosen.items() if name in own}
            if variables != said:
                result = result.with_variables(identity, variables)
        standings = {}
        for place, each in here.items():
            standing = _merged(each.standing, other.standing(each), each, one.standing(each))
            if standing != each.standing:
                standings[place] = standing
        if standings:
            result = result.with_standings(identity, standings)
    return result


def _variables(current: dict[str, Value], before: Progress, now: Progress) -> dict[str, Value]:
    """Its own ones, as they have become; what has become a lender's is left out."""
    kept = {name: current.get(name) if before.own.get(name) == value else value for name, value in now.own.items()}
    if now.loan is not None:
        kept |= {name: current[name] for name in current if name not in before.own and name in now.variables}
    return {name: value for name, value in kept.items() if value is not None}


def _merged(base: Standing, current: Standing, now: Exercise, new: Standing) -> Standing:
    variations = tuple(
        _merged_sets(base.variations[i], current.variations[i], sets) if i < len(base.variations) else sets
        for i, sets in enumerate(new.variations)
    )
    return Standing(
        variations,
        min(_kept(base.variation, current.variation, new.variation), max(len(variations) - 1, 0)),
        _kept(base.movement, current.movement, new.movement) % len(now.movements),
        _kept(base.note, current.note, new.note) % max(len(now.notes.texts), 1),
    )


def _merged_sets(base: Sequence[SetPlan], current: Sequence[SetPlan], new: tuple[SetPlan, ...]) -> tuple[SetPlan, ...]:
    if not (base and current and new) or current == base:
        return new
    count = _kept(len(base), len(current), len(new))
    return tuple(_merged_set(_at(base, i), _at(current, i), _at(new, i)) for i in range(count))


def _merged_set(base: SetPlan, current: SetPlan, new: SetPlan) -> SetPlan:
    names = SetPlan.__dataclass_fields__
    return SetPlan(**{name: _kept(getattr(base, name), getattr(current, name), getattr(new, name)) for name in names})


def _at(sets: Sequence[SetPlan], index: int) -> SetPlan:
    return sets[min(index, len(sets) - 1)]


def _kept(base: T, current: T, new: T) -> T:
    """What has become of it, where the new text says what the old one said."""
    return current if new == base else new
