"""Names before sets (/log bench 3x5 100), and sets written as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.notation import Expected, NotationError, Reason, parse_log, parse_sets, show
from models.rules.sets import DoneSet, SetKind, Unit
from tests.notation.lifts import D, F, W, hold, reps, run


@pytest.mark.parametrize(
    ("text", "name", "sets"),
    [
        ("bench 3x5 100", "bench", "3x5 100"),
        ("Bench Press 100 x 5 @8", "Bench Press", "100 x 5 @8"),
        ("T2 row 3x10", "T2 row", "3x10"),
        ("90/90 stretch 60s", "90/90 stretch", "60s"),
        ("21s curl 3x7", "21s curl", "3x7"),
        ("pull-up bw x 12", "pull-up", "bw x 12"),
        ("bw squat 3x10", "bw squat", "3x10"),
        ("Squat: 100: 5 5 4", "Squat", "100: 5 5 4"),
        ("bench - 3x5", "bench", "3x5"),
        ("row w40x8 60x8", "row", "w40x8 60x8"),
        ("bench w 40 x 8", "bench", "w 40 x 8"),
        ("dips +20x5", "dips", "+20x5"),
        ("run 5km 25:00", "run", "5km 25:00"),
        ("curl 10x8 each", "curl", "10x8 each"),
        ("curl 10: L8 R7", "curl", "10: L8 R7"),
        ("bench 60x15+4+4", "bench", "60x15+4+4"),
        ("bench 60x5 failed", "bench", "60x5 failed"),
        ("dead bug 3x10", "dead bug", "3x10"),
        ("farmer's walk 40 m", "farmer's walk", "40 m"),
        ("жим лёжа 3х5 100", "жим лёжа", "3х5 100"),
        ("bench", "bench", ""),
        ("incline bench press", "incline bench press", ""),
        ("bench NaN", "bench", "NaN"),
        ("bench 1e999", "bench", "1e999"),
        ("bench -5", "bench", "-5"),
    ],
)
def test_log_splits_name_and_sets(text: str, name: str, sets: str) -> None:
    """A name, then sets; digits in a name are its own."""
    log = parse_log(text)
    assert (log.name, log.sets) == (name, sets)


@pytest.mark.parametrize("text", ["", "3x5 100", "5", "-", "💪 3x5"])
def test_log_without_a_name_is_refused(text: str) -> None:
    """Sets of nothing are refused."""
    with pytest.raises(NotationError) as refused:
        parse_log(text)
    assert refused.value.reason is Reason.NO_NAME


@pytest.mark.parametrize(
    ("done", "shown"),
    [
        (reps(5, 85), "85 kg × 5"),
        (reps(5, 82.5, 8), "82.5 kg × 5 @8"),
        (reps(5, 85, 8.5), "85 kg × 5 @8.5"),
        (reps(5, 85, 10), "85 kg × 5 @10"),
        (DoneSet(reps=5, weight_g=83_915, unit=Unit.LB), "185 lb × 5"),
        (reps(8, -20), "-20 kg × 8"),
        (reps(12, None), "× 12"),
        (reps(8, 40, kind=W), "w40 kg × 8"),
        (reps(8, 60, kind=D), "d60 kg × 8"),
        (reps(3, 100, kind=F), "100 kg × 3 f"),
        (reps(8, 10, each=True), "10 kg × 8 each"),
        (reps(7, 10, sides=(8, 7)), "10 kg × L8 R7"),
        (reps(26, 60, parts=(15, 4, 4, 3)), "60 kg × 15+4+4+3"),
        (reps(0, 100, kind=F), "100 kg × 0"),
        (hold(45), "45 s"),
        (hold(90, 20), "20 kg × 1:30"),
        (run(5000, 1500), "5 km 25:00"),
        (run(400), "400 m"),
        (run(21_100, 6300), "21.1 km 1:45:00"),
    ],
)
def test_set_is_shown_as_typed(done: DoneSet, shown: str) -> None:
    """A set as it would be typed."""
    assert show(done) == shown


sides = st.none() | st.tuples(st.integers(1, 30), st.integers(1, 30))
pauses = st.just(()) | st.lists(st.integers(1, 20), min_size=2, max_size=6).map(tuple)


@st.composite
def done_sets(draw: st.DrawFn) -> DoneSet:
    both = draw(sides)
    parts = () if both else draw(pauses)
    count = min(both) if both else sum(parts) if parts else draw(st.integers(1, 30))
    return DoneSet(
        kind=draw(st.sampled_from(SetKind)),
        reps=count,
        weight_g=draw(st.none() | st.integers(0, 100_000).map(lambda n: n * 10)),
        rpe_half=draw(st.none() | st.integers(2, 20)),
        left=both[0] if both else None,
        right=both[1] if both else None,
        parts=parts,
    )


@given(done_sets())
def test_shown_set_can_be_typed(done: DoneSet) -> None:
    """parse_sets() reads back what show() wrote."""
    assert parse_sets(show(done), Expected()).sets == (done,)


def test_shown_failed_attempt_can_be_typed() -> None:
    """An attempt without a rep is one again."""
    failed = reps(0, 100, kind=F)
    assert parse_sets(show(failed), Expected()).sets == (failed,)
