import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.sets import DoneSet, SetKind
from models.rules.summary import (
    Comparison,
    PlannedWeek,
    Totals,
    TotalTooLargeError,
    Week,
    sets_per_muscle,
    streak,
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


@pytest.mark.parametrize(
    ("weeks", "length"),
    [
        ([], 0),
        ([PlannedWeek(3, 3), PlannedWeek(3, 2, 1), PlannedWeek(3, 2), PlannedWeek(3, 3)], 2),
        ([PlannedWeek(3, 1, over=False), PlannedWeek(3, 3)], 1),
        ([PlannedWeek(3, 3, over=False), PlannedWeek(3, 3)], 2),
        ([PlannedWeek(3, 1), PlannedWeek(3, 3)], 0),
        ([PlannedWeek(3, 3), PlannedWeek(0, 0), PlannedWeek(3, 3)], 2),
    ],
)
def test_streak(weeks: list[PlannedWeek], length: int) -> None:
    """Broken by a week with a session neither done nor moved, not by a week that still runs or has none."""
    assert streak(weeks) == length
