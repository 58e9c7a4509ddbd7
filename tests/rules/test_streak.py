"""Weeks in a row on plan, by the table of docs/week.md."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.streak import PlannedWeek, Streak, streak

KEPT = PlannedWeek(3, 3)
MISSED = PlannedWeek(3, 2, missed=1)
ALL_MISSED = PlannedWeek(3, 0, missed=3)
LEFT_OUT = PlannedWeek(3, 2)
MOVED = PlannedWeek(3, 2, moved=1)
CAUGHT_UP = PlannedWeek(4, 3, missed=1, ahead=1)
FREE = PlannedWeek(0, 0)


@pytest.mark.parametrize(
    ("weeks", "length"),
    [
        ([], 0),
        ([KEPT, MOVED, CAUGHT_UP], 3),
        ([KEPT, LEFT_OUT, KEPT], 1),
        ([LEFT_OUT, KEPT], 0),
        # nothing planned: neither counts nor ends it
        ([KEPT, FREE, FREE, KEPT, FREE], 2),
        # one missed week is forgiven when the next one planned is kept, and counts for nothing
        ([KEPT, MISSED, KEPT, KEPT], 3),
        ([KEPT, ALL_MISSED, KEPT], 2),
        ([KEPT, FREE, MISSED, FREE, KEPT], 2),
        ([KEPT, MISSED, KEPT, ALL_MISSED, KEPT], 3),
        # two in a row are not, nor one with nothing after it, nor one in which something was left out
        ([KEPT, MISSED, ALL_MISSED, KEPT], 1),
        ([MISSED, KEPT, KEPT], 0),
        ([KEPT, PlannedWeek(3, 1, missed=1), KEPT], 1),
        # a session trained ahead stands in for a missed one, not for one left out
        ([PlannedWeek(4, 3, ahead=1)], 0),
        ([PlannedWeek(4, 2, missed=2, ahead=1)], 0),
    ],
)
def test_streak(weeks: list[PlannedWeek], length: int) -> None:
    assert streak(weeks).weeks == length


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ([replace(MISSED, over=False), KEPT], Streak(1)),
        ([replace(KEPT, over=False), KEPT], Streak(2)),
        ([replace(MISSED, over=False), MISSED, KEPT], Streak(1, at_stake=True)),
        ([replace(KEPT, over=False), MISSED, KEPT], Streak(2)),
        ([replace(MISSED, over=False), MISSED, MISSED, KEPT], Streak(0, whole=False)),
        ([replace(LEFT_OUT, over=False), MISSED, KEPT], Streak(0, whole=False)),
        ([replace(LEFT_OUT, over=False), KEPT], Streak(1)),
        ([replace(MISSED, over=False), MISSED], Streak(0)),
    ],
)
def test_the_week_that_runs(weeks: list[PlannedWeek], expected: Streak) -> None:
    """It counts as soon as it is kept, ends nothing, and pardons the week before while it can still be kept."""
    assert streak(weeks) == expected


def test_a_week_that_is_just_over_is_pardoned_while_the_next_one_runs() -> None:
    assert streak([MISSED, KEPT]) == Streak(0, whole=False)
    assert streak([MISSED, KEPT], pardon=True) == Streak(1, at_stake=True)
    assert streak([KEPT, MISSED, KEPT], pardon=True) == Streak(2)


weeks = st.builds(PlannedWeek, *(st.integers(0, 3) for _ in range(5)))


@given(weeks | st.none(), st.lists(weeks, max_size=12), st.booleans())
def test_streak_is_what_the_table_says(running: PlannedWeek | None, over: list[PlannedWeek], pardon: bool) -> None:
    """Against the rule as a pattern over letters: Kept, Missed, Left out, running and r (to be kept) or x (not)."""
    every = [replace(running, over=False), *over] if running else over
    told = "r" * pardon
    for week in every:
        lacking = week.planned - week.done - week.moved
        if not week.planned:
            continue
        if lacking <= min(week.missed, week.ahead):
            told += "K"
        elif week.over:
            told += "M" if lacking <= week.missed else "L"
        else:
            told += "r" if lacking <= week.missed else "x"
    found = re.match("(?:[Krx]|(?<=[Kr])M)*", told)
    assert found is not None
    length = found[0].count("K")
    assert streak(every, pardon=pardon) == Streak(
        length, at_stake=length > 0 and "M" in found[0].partition("K")[0], whole=found[0] == told
    )
