from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.sets import DoneSet, SetKind, implements_a_side
from models.rules.summary import (
    Comparison,
    Totals,
    TotalTooLargeError,
    Week,
    sets_per_muscle,
    totals,
    volume_g,
)

WARMUP = DoneSet(SetKind.WARMUP, 10, 200_000, seconds=9)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([], Totals(0, None, None, None)),
        ([WARMUP], Totals(0, None, None, None)),
        (
            [WARMUP, DoneSet(reps=5, weight_g=100_000), DoneSet(reps=4, weight_g=95_000)],
            Totals(2, 9, 100_000, None),
        ),
        (
            [DoneSet(SetKind.DROP, 8, 60_000), DoneSet(SetKind.FAILURE, 3, 70_000)],
            Totals(2, 11, 70_000, None),
        ),
        (
            [DoneSet(reps=8, weight_g=-20_000), DoneSet(reps=8, weight_g=-10_000)],
            Totals(2, 16, -10_000, None),
        ),
        ([DoneSet(reps=8, weight_g=-20_000), DoneSet(reps=3)], Totals(2, 11, None, None)),
        ([DoneSet(reps=12), DoneSet(reps=8, weight_g=5000)], Totals(2, 20, 5000, None)),
        ([DoneSet(seconds=60), DoneSet(seconds=45)], Totals(2, None, None, 105)),
        ([DoneSet(seconds=1500, distance_m=5000)], Totals(1, None, None, 1500)),
        ([DoneSet(reps=5, weight_g=100_000), DoneSet(SetKind.FAILURE, 0, 120_000)], Totals(1, 5, 100_000, None)),
        ([DoneSet(SetKind.FAILURE, 0, 120_000)], Totals(0, None, None, None)),
        ([DoneSet(reps=7, weight_g=10_000, left=8, right=7)], Totals(1, 7, 10_000, None)),
    ],
)
def test_totals(sets: list[DoneSet], expected: Totals) -> None:
    """Working sets only; None where nothing of the kind was counted."""
    assert totals(sets) == expected


def test_totals_the_database_cannot_hold() -> None:
    """A sum above 32,767 is refused with its name."""
    assert totals([DoneSet(seconds=32_767)]).duration_seconds == 32_767
    with pytest.raises(TotalTooLargeError) as refused:
        totals([DoneSet(seconds=32_767), DoneSet(seconds=1)])
    assert (refused.value.field, refused.value.value) == ("duration_seconds", 32_768)
    with pytest.raises(TotalTooLargeError, match="reps_completed"):
        totals([DoneSet(reps=1000)] * 33)
    with pytest.raises(TotalTooLargeError, match="sets_completed"):
        totals([DoneSet()] * 32_768)


@given(st.lists(st.tuples(st.sampled_from(SetKind), st.integers(0, 50), st.integers(0, 300_000))))
def test_volume_is_the_plain_sum(rows: list[tuple[SetKind, int, int]]) -> None:
    """Weight × reps of all but warm-ups, both dumbbells counted."""
    plain = 0
    for kind, reps, weight in rows:
        if kind != "WARMUP":
            plain += reps * weight
    sets = [DoneSet(*row) for row in rows]
    assert volume_g(sets) == plain
    assert volume_g(sets, implements=2) == 2 * plain


@pytest.mark.parametrize(
    ("done", "implements", "a_side", "volume"),
    [
        (DoneSet(reps=8, weight_g=10_000), 1, 1, 80_000),
        (DoneSet(reps=8, weight_g=10_000, left=8, right=8), 1, 1, 160_000),
        (DoneSet(reps=7, weight_g=10_000, left=8, right=7), 1, 1, 150_000),
        (DoneSet(reps=8, weight_g=10_000, left=8, right=8), 2, 1, 160_000),
        (DoneSet(reps=8, weight_g=10_000, left=8, right=8), 2, 2, 320_000),
        (DoneSet(reps=26, weight_g=60_000, parts=(15, 4, 4, 3)), 1, 1, 1_560_000),
        (DoneSet(SetKind.FAILURE, 0, 100_000), 1, 1, 0),
    ],
)
def test_volume_counts_both_sides_and_all_parts(done: DoneSet, implements: int, a_side: int, volume: int) -> None:
    """An arm lifts its own dumbbell, a leg both; a rest-pause set counts in full, a failed attempt not at all."""
    assert volume_g([done], implements, a_side) == volume


def test_legs_are_trained_with_both_dumbbells() -> None:
    """What one side lifts follows from the muscles an exercise is for."""
    assert implements_a_side(2, ["quads", "glutes"]) == 2
    assert implements_a_side(2, ["biceps"]) == 1
    assert implements_a_side(1, ["quads"]) == 1
    assert implements_a_side(2, []) == 1


def test_assistance_is_no_volume() -> None:
    """Help lifts nothing and takes nothing away."""
    assert volume_g([DoneSet(reps=8, weight_g=-20_000), DoneSet(reps=8), DoneSet(reps=1, weight_g=1)]) == 1


def test_sets_per_muscle() -> None:
    """Most first; warm-ups count for nothing."""
    squat = (["quads", "glutes"], [WARMUP, DoneSet(reps=5), DoneSet(reps=5)])
    curl = (["biceps"], [DoneSet(reps=9)])
    assert list(sets_per_muscle([curl, squat, (["neck"], [WARMUP])]).items()) == [
        ("glutes", 2),
        ("quads", 2),
        ("biceps", 1),
    ]


def test_a_week_beside_the_one_before() -> None:
    """Differences, and percent only of something."""
    weeks = Comparison(Week(3, 3, 45, 11_000, 3600), Week(2, 3, 40, 10_000, 4000))
    assert (weeks.sets, weeks.volume_g, weeks.seconds, weeks.volume_percent) == (5, 1000, -400, 10)
    assert Comparison(Week(), Week(volume_g=3)).volume_percent == -100
    assert Comparison(Week(volume_g=3), Week()).volume_percent is None


# -- against a plain second implementation ------------------------------------------------------------

done_sets = st.builds(
    DoneSet,
    kind=st.sampled_from(SetKind),
    reps=st.none() | st.integers(0, 30),
    weight_g=st.none() | st.integers(-50_000, 200_000),
    seconds=st.none() | st.integers(0, 600),
)


@given(st.lists(done_sets, max_size=8))
def test_totals_are_the_plain_sums(sets: list[DoneSet]) -> None:
    """One set after the other."""
    count, reps, seconds, heaviest = 0, None, None, None
    for each in sets:
        failed = each.kind == "FAILURE" and each.reps == 0 and each.seconds is None
        if each.kind == "WARMUP" or failed:
            continue
        count += 1
        if each.reps is not None:
            reps = each.reps + (reps or 0)
        if each.seconds is not None:
            seconds = each.seconds + (seconds or 0)
        heaviest = (each.weight_g or 0) if heaviest is None else max(heaviest, each.weight_g or 0)
    found = totals(sets)
    assert (found.sets_completed, found.reps_completed, found.duration_seconds) == (count, reps, seconds)
    assert (found.weight_g or 0) == (heaviest or 0)


@given(st.lists(st.tuples(st.sets(st.sampled_from(["quads", "chest", "abs"])), st.lists(done_sets, max_size=4))))
def test_sets_per_muscle_is_the_plain_count(performed: list[tuple[set[str], list[DoneSet]]]) -> None:
    """Each working set counts once for each muscle of its exercise."""
    working = [
        (muscles, one)
        for muscles, sets in performed
        for one in sets
        if one.kind != "WARMUP" and (one.kind, one.reps, one.seconds) != ("FAILURE", 0, None)
    ]
    each_muscle = [muscle for muscles, _ in working for muscle in muscles]
    found = sets_per_muscle(performed)
    assert found == {muscle: each_muscle.count(muscle) for muscle in set(each_muscle)}
    assert list(found.values()) == sorted(found.values(), reverse=True)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_of_the_volume_before(this: int, before: int) -> None:
    """Rounded half up."""
    share = Fraction(100 * (this - before), before)
    assert Comparison(Week(volume_g=this), Week(volume_g=before)).volume_percent == floor(share + Fraction(1, 2))
