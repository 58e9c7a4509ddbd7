from collections.abc import Sequence

import pytest

from models.rules.plates import USUAL, Loading, nearest_loadable
from models.rules.progression import (
    Change,
    LinearProgression,
    Reason,
    RepsProgression,
    Rule,
    SecondsProgression,
    State,
    lighter,
    moved,
    next_state,
)
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit

LINEAR = LinearProgression(2500)
WARM = DoneSet(SetKind.WARMUP, 5, 20_000)


def on_the_bar(weight_g: int) -> int:
    return nearest_loadable(weight_g, USUAL[Unit.KG])


def by_the_belt(weight_g: int) -> int:
    return nearest_loadable(weight_g, USUAL[Unit.KG], Loading.BODY)


def asked(weight_g: int | None, sets: int = 3, reps: int = 5) -> list[PrescribedSet]:
    return [PrescribedSet(SetKind.WARMUP, 5, weight_g=20_000)] + [PrescribedSet(reps=reps, weight_g=weight_g)] * sets


def did(*sets: tuple[int, int]) -> list[DoneSet]:
    return [WARM, *(DoneSet(reps=reps, weight_g=weight_g) for weight_g, reps in sets)]


@pytest.mark.parametrize(
    ("state", "done", "after", "reason"),
    [
        (State(100_000), did(*[(100_000, 5)] * 3), State(102_500), Reason.ALL_SETS_DONE),
        (State(100_000, 2), did(*[(100_000, 6)] * 4), State(102_500), Reason.ALL_SETS_DONE),
        (State(100_000), did((100_000, 5), (100_000, 5), (100_000, 4)), State(100_000, 1), Reason.MISSED),
        (State(100_000, 1), did((100_000, 5), (100_000, 5)), State(100_000, 2), Reason.MISSED),
        (State(100_000, 2), did(*[(100_000, 4)] * 3), State(90_000), Reason.DELOAD),
        (State(20_000, 2), did(*[(20_000, 4)] * 3), State(20_000), Reason.DELOAD),
        (State(), did(*[(60_000, 5)] * 3), State(62_500), Reason.LEARNED),
        (State(), did(*[(60_000, 4)] * 3), State(60_000, 1), Reason.LEARNED),
        (State(100_000, 1), did(), State(100_000, 1), Reason.NOT_TRAINED),
        (State(100_000, 1), [], State(100_000, 1), Reason.NOT_TRAINED),
        (State(100_000), did(*[(90_000, 5)] * 3), State(92_500), Reason.OVERRIDDEN),
        (State(100_000), did(*[(110_000, 5)] * 3), State(112_500), Reason.OVERRIDDEN),
        (State(100_000), did(*[(110_000, 3)] * 3), State(110_000, 1), Reason.MISSED),
        (State(100_000), did((105_000, 5), (100_000, 5), (100_000, 5)), State(102_500), Reason.ALL_SETS_DONE),
        (State(100_000), did((100_000, 3), (90_000, 5), (90_000, 5)), State(100_000, 1), Reason.MISSED),
    ],
)
def test_linear(state: State, done: Sequence[DoneSet], after: State, reason: Reason) -> None:
    """All reps: the weight done and a step more. Some missed: again, and after three times 10 % less."""
    reached, change = next_state(state, asked(state.weight_g), done, LINEAR, on_the_bar)
    assert (reached, change.reason) == (after, reason)
    assert (change.before_g, change.after_g) == (state.weight_g, after.weight_g)


def test_a_miss_is_counted_out() -> None:
    """The change says which miss of how many it is."""
    _, change = next_state(State(100_000), asked(100_000), did((100_000, 4)), LINEAR, on_the_bar)
    assert change == Change(100_000, 100_000, Reason.MISSED, misses=1, of=3)


def test_drop_sets_are_beside_the_plan() -> None:
    """A drop set neither fails nor fulfils one."""
    done = [
        *did(*[(100_000, 5)] * 2),
        DoneSet(SetKind.DROP, 12, 60_000),
        DoneSet(SetKind.FAILURE, 5, 100_000),
    ]
    assert next_state(State(100_000), asked(100_000), done, LINEAR, on_the_bar)[0] == State(102_500)


def test_too_hard_is_the_same_again() -> None:
    """All reps at a higher RPE than asked neither adds nor counts as a miss."""
    plan = [PrescribedSet(reps=5, weight_g=100_000, rpe_half=16)]
    done = [DoneSet(reps=5, weight_g=100_000, rpe_half=18)]
    state, change = next_state(State(100_000, 1), plan, done, LINEAR, on_the_bar)
    assert (state, change.reason) == (State(100_000, 1), Reason.TOO_HARD)


def test_less_assistance_is_progress() -> None:
    """From 20 kg of help to 17.5; a deload is more help."""
    plan, done = asked(-20_000, reps=8), did(*[(-20_000, 8)] * 3)
    assert next_state(State(-20_000), plan, done, LINEAR, by_the_belt)[0] == State(-17_500)
    assert lighter(-20_000, 10, by_the_belt) == -22_500


def test_coarse_plates_never_stop_progress() -> None:
    """An increase smaller than the plates allow goes to the next weight they do."""
    assert moved(60_000, 1000, on_the_bar) == 62_500
    assert moved(62_500, -1000, on_the_bar) == 60_000
    assert moved(20_000, -2500, on_the_bar) == 20_000
    assert lighter(100_000, 10, on_the_bar) == 90_000
    assert lighter(0, 10, on_the_bar) == 0


@pytest.mark.parametrize(
    ("state", "reps", "rule", "after", "reason"),
    [
        (State(), [8, 8, 8], RepsProgression(8, 12), State(reps=9), Reason.ALL_SETS_DONE),
        (State(reps=9), [9, 9, 8], RepsProgression(8, 12), State(reps=9, misses=1), Reason.MISSED),
        (State(reps=9), [11, 10, 10], RepsProgression(8, 12), State(reps=11), Reason.ALL_SETS_DONE),
        (State(reps=12), [12, 12, 12], RepsProgression(8, 12), State(reps=12), Reason.ALL_SETS_DONE),
        (State(reps=8), [15, 15, 15], RepsProgression(8, 12), State(reps=12), Reason.ALL_SETS_DONE),
        (
            State(reps=12),
            [12, 12, 12],
            RepsProgression(8, 12, 2500),
            State(2500, reps=8),
            Reason.ALL_SETS_DONE,
        ),
        (State(reps=9), [], RepsProgression(8, 12), State(reps=9), Reason.NOT_TRAINED),
    ],
)
def test_reps(state: State, reps: list[int], rule: Rule, after: State, reason: Reason) -> None:
    """One more until the range is full, then weight where there is any to add."""
    plan = [PrescribedSet(reps=8, reps_max=12)] * 3
    reached, change = next_state(state, plan, [DoneSet(reps=n) for n in reps], rule, by_the_belt)
    assert (reached, change.reason) == (after, reason)
    assert (change.before_target, change.after_target) == (state.reps, after.reps)


def test_double_progression() -> None:
    """At the top of the range the weight goes up and the reps go down."""
    plan = [PrescribedSet(reps=12, weight_g=40_000)] * 2
    done = [DoneSet(reps=12, weight_g=40_000)] * 2
    assert next_state(State(40_000, reps=12), plan, done, RepsProgression(8, 12, 2500), on_the_bar)[0] == State(
        42_500, reps=8
    )


@pytest.mark.parametrize(
    ("state", "seconds", "after", "reason"),
    [
        (State(), [60, 60], State(seconds=65), Reason.ALL_SETS_DONE),
        (State(seconds=65), [65, 60], State(seconds=65, misses=1), Reason.MISSED),
        (State(seconds=65), [80, 75], State(seconds=80), Reason.ALL_SETS_DONE),
        (State(seconds=119), [119, 119], State(seconds=120), Reason.ALL_SETS_DONE),
        (State(seconds=150), [150, 150], State(seconds=150), Reason.ALL_SETS_DONE),
    ],
)
def test_seconds(state: State, seconds: list[int], after: State, reason: Reason) -> None:
    """Longer holds, up to the longest asked."""
    plan = [PrescribedSet(seconds=60)] * 2
    done = [DoneSet(seconds=n) for n in seconds]
    reached, change = next_state(state, plan, done, SecondsProgression(5, 120), on_the_bar)
    assert (reached, change.reason) == (after, reason)
