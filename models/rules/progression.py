"""What the next session asks for, from what this one did.

One rule type per way to progress; next_state() picks by type, so a further one (sum, a script) is a dataclass
and a function more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from models.rules.sets import DoneSet, PrescribedSet, SetKind

RoundTo = Callable[[int], int]
"""The loadable weight nearest to one, both in grams."""


@dataclass(frozen=True, slots=True)
class LinearProgression:
    """increase_g more when all reps are done, deload_percent less after so many misses in a row."""

    increase_g: int
    deload_percent: int = 10
    misses: int = 3


@dataclass(frozen=True, slots=True)
class RepsProgression:
    """One rep more per set when all are done, from min_reps to max_reps; then min_reps with increase_g more.

    With increase_g 0 (body weight alone) it stays at max_reps.
    """

    min_reps: int
    max_reps: int
    increase_g: int = 0


@dataclass(frozen=True, slots=True)
class SecondsProgression:
    """increase_s seconds more per hold when all are done, up to max_seconds."""

    increase_s: int
    max_seconds: int


Rule = LinearProgression | RepsProgression | SecondsProgression


@dataclass(frozen=True, slots=True)
class State:
    """Where an exercise stands: grams (None = not known, or none), misses in a row, reps or seconds asked."""

    weight_g: int | None = None
    misses: int = 0
    reps: int | None = None
    seconds: int | None = None


class Reason(StrEnum):
    """Why the next session asks what it asks."""

    ALL_SETS_DONE = "ALL_SETS_DONE"
    MISSED = "MISSED"  # some set below its reps: the same again; Change.misses of Change.of
    DELOAD = "DELOAD"
    LEARNED = "LEARNED"  # the weight was not known, and is now
    NOT_TRAINED = "NOT_TRAINED"
    OVERRIDDEN = "OVERRIDDEN"  # all done, with another weight than asked: that one is the base now
    TOO_HARD = "TOO_HARD"  # all done, at a higher RPE than asked: the same again


@dataclass(frozen=True, slots=True)
class Change:
    """What changes and why: grams, and the reps or seconds asked (target), before and after.

    misses and of: the first (second …) miss of so many that lead to a deload; of = 0 where none does.
    """

    before_g: int | None
    after_g: int | None
    reason: Reason
    before_target: int | None = None
    after_target: int | None = None
    misses: int = 0
    of: int = 0


def next_state(
    state: State,
    prescribed: Sequence[PrescribedSet],
    done: Sequence[DoneSet],
    rule: Rule,
    round_to: RoundTo,
) -> tuple[State, Change]:
    """The state after a session, and what changed.

    prescribed: the sets of the session's plan; done: all sets of the exercise in the order they were done.
    Straight sets (WORK, FAILURE) are compared one by one, a set not done is one missed, sets beyond the plan
    change nothing. Weights come out as round_to makes them.
    """
    asked, made = _straight(prescribed), _straight(done)
    if not made:
        reason, after = Reason.NOT_TRAINED, state
    else:
        match rule:
            case LinearProgression():
                reason, after = _linear(state, asked, made, rule, round_to)
            case RepsProgression():
                reason, after = _reps(state, asked, made, rule, round_to)
            case SecondsProgression():
                reason, after = _seconds(state, asked, made, rule)
    return after, Change(
        before_g=state.weight_g,
        after_g=after.weight_g,
        reason=reason,
        before_target=state.reps if state.seconds is None else state.seconds,
        after_target=after.reps if after.seconds is None else after.seconds,
        misses=after.misses,
        of=rule.misses if isinstance(rule, LinearProgression) else 0,
    )


def moved(weight_g: int, by_g: int, round_to: RoundTo) -> int:
    """weight_g + by_g as round_to makes it, but moved: further where the plates are coarser than by_g.

    weight_g itself where nothing further can be loaded.
    """
    for steps in range(1, 11):
        loadable = round_to(weight_g + steps * by_g)
        if (loadable - weight_g) * by_g > 0:
            return loadable
    return weight_g


def lighter(weight_g: int, percent: int, round_to: RoundTo) -> int:
    """The weight less percent (of assistance: more), loadable: a deload, or a return after time off."""
    return moved(weight_g, -(abs(weight_g) * percent // 100), round_to)


def _linear(
    state: State,
    asked: list[PrescribedSet],
    made: list[DoneSet],
    rule: LinearProgression,
    round_to: RoundTo,
) -> tuple[Reason, State]:
    if not _all_done(asked, made):
        base = _base(state, asked[:1], made)
        if state.misses + 1 < rule.misses:
            reason = Reason.LEARNED if state.weight_g is None and base is not None else Reason.MISSED
            return reason, replace(state, weight_g=base, misses=state.misses + 1)
        less = None if base is None else lighter(base, rule.deload_percent, round_to)
        return Reason.DELOAD, replace(state, weight_g=less, misses=0)
    base = _base(state, asked, made)
    if _too_hard(asked, made):
        return Reason.TOO_HARD, replace(state, weight_g=base)
    more = None if base is None else moved(base, rule.increase_g, round_to)
    return _why_done(state, base), replace(state, weight_g=more, misses=0)


def _reps(
    state: State,
    asked: list[PrescribedSet],
    made: list[DoneSet],
    rule: RepsProgression,
    round_to: RoundTo,
) -> tuple[Reason, State]:
    target = state.reps or rule.min_reps
    base = _base(state, asked, made)
    if not _all_done([replace(one, reps=target) for one in asked], made):
        return Reason.MISSED, replace(state, weight_g=base, reps=target, misses=state.misses + 1)
    if _too_hard(asked, made):
        return Reason.TOO_HARD, replace(state, weight_g=base, reps=target)
    least = min((one.reps or 0 for one in made[: len(asked)]), default=target)
    if least < rule.max_reps:
        return _why_done(state, base), State(base, 0, max(target, least) + 1)
    if rule.increase_g == 0:
        return _why_done(state, base), State(base, 0, rule.max_reps)
    return _why_done(state, base), State(moved(base or 0, rule.increase_g, round_to), 0, rule.min_reps)


def _seconds(
    state: State, asked: list[PrescribedSet], made: list[DoneSet], rule: SecondsProgression
) -> tuple[Reason, State]:
    target = state.seconds or max((one.seconds or 0 for one in asked), default=0)
    base = _base(state, asked, made)
    if not _all_done([replace(one, seconds=target) for one in asked], made):
        return Reason.MISSED, replace(state, weight_g=base, seconds=target, misses=state.misses + 1)
    held = min((one.seconds or 0 for one in made[: len(asked)]), default=target)
    longer = min(max(target, held) + rule.increase_s, max(rule.max_seconds, target))
    return _why_done(state, base), State(base, 0, None, longer)


_Set = TypeVar("_Set", PrescribedSet, DoneSet)


def _straight(sets: Sequence[_Set]) -> list[_Set]:
    return [one for one in sets if one.kind in {SetKind.WORK, SetKind.FAILURE}]


def _all_done(asked: list[PrescribedSet], made: list[DoneSet]) -> bool:
    return len(made) >= len(asked) and all(
        (done.reps or 0) >= (want.reps or 0)
        and (done.seconds or 0) >= (want.seconds or 0)
        and (done.distance_m or 0) >= (want.distance_m or 0)
        for want, done in zip(asked, made, strict=False)
    )


def _too_hard(asked: list[PrescribedSet], made: list[DoneSet]) -> bool:
    return any(
        want.rpe_half is not None and done.rpe_half is not None and done.rpe_half > want.rpe_half
        for want, done in zip(asked, made, strict=False)
    )


def _base(state: State, asked: list[PrescribedSet], made: list[DoneSet]) -> int | None:
    """The weight the next one builds on: the one asked, unless all these sets were done with more or less.

    Lifting another weight overrides it. Of sets done with several weights the one furthest below its
    prescription counts: 105, 100, 100 of 100 is 100.
    """
    if state.weight_g is None:
        return made[0].weight_g
    off = [
        done.weight_g - (state.weight_g if want.weight_g is None else want.weight_g)
        for want, done in zip(asked, made, strict=False)
        if done.weight_g is not None
    ]
    return state.weight_g + min(off, default=0)


def _why_done(state: State, base: int | None) -> Reason:
    if base is None or base == state.weight_g:
        return Reason.ALL_SETS_DONE
    return Reason.LEARNED if state.weight_g is None else Reason.OVERRIDDEN
