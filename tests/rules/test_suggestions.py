"""A lighter week after hard ones: the table of docs/suggestions.md, row by row."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.suggestions import Asked, LighterWeek, Seen, Sign, Told, lighter_week, may_ask, sign

DOCUMENT = (Path(__file__).parent.parent.parent / "docs" / "suggestions.md").read_text("utf-8")
NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
EASY = [Told(effort=6, soreness=3, difficulty=(6, 7), asked=15, missed=1)] * 3
HARD = [Told(effort=9)] * 2


def efforts(*ratings: int | None) -> list[Told]:
    return [Told(effort=each) for each in ratings]


@pytest.mark.parametrize(
    ("week", "seen"),
    [
        (efforts(8, 8), (Sign.EFFORT, 8)),
        (efforts(9, 8), (Sign.EFFORT, 9)),
        (efforts(9, 9, 8), (Sign.EFFORT, 9)),
        (efforts(10, 8, 7), (Sign.EFFORT, 8)),
        (efforts(10, 6), (Sign.EFFORT, 8)),
        (efforts(8, 7), None),
        (efforts(9, None), None),  # one rating is none
        (efforts(10), None),  # one workout is no week
        ([Told(difficulty=(9, 9)), Told(difficulty=(8, 8))], (Sign.DIFFICULTY, 9)),
        ([Told(difficulty=(9, 8)), Told(difficulty=(8, 8))], None),
        ([Told(difficulty=(10, 10, 10)), Told()], None),  # three ratings are none
        ([Told(asked=10, missed=3), Told(asked=2)], (Sign.MISSED, 25)),
        ([Told(asked=15, missed=5), Told(asked=15, missed=5)], (Sign.MISSED, 33)),
        ([Told(asked=15, missed=3), Told(asked=15, missed=4)], None),
        ([Told(asked=5, missed=5), Told(asked=4, missed=4)], None),
        ([Told(rated=2, above=2), Told(rated=2)], (Sign.RPE, 50)),
        ([Told(rated=3, above=3), Told()], None),
        ([Told(rated=5, above=2), Told()], None),
        ([Told(soreness=7), Told(soreness=7)], (Sign.SORENESS, 7)),
        ([Told(soreness=7), Told(soreness=6)], None),
        ([Told(soreness=10), Told()], None),
        ([Told(effort=9, soreness=9), Told(effort=9, soreness=9)], (Sign.EFFORT, 9)),  # the first sign is told
        ([Told(effort=5, soreness=9), Told(effort=5, soreness=9)], (Sign.SORENESS, 9)),
        ([Told(effort=9), Told(effort=9), Told(effort=9, lighter=True)], None),
        (EASY, None),
        ([], None),
    ],
)
def test_what_makes_a_week_hard(week: list[Told], seen: Seen | None) -> None:
    assert sign(week) == seen


def test_the_document_has_the_table() -> None:
    rows = re.findall(r"^\| .+? \| (?:a mean of )?([0-9.]+)(?: %)?.*? \| ([0-9]+) .*\| .+ \|$", DOCUMENT, re.MULTILINE)
    assert rows == [("8", "2"), ("8.5", "4"), ("25", "10"), ("50", "4"), ("7", "2")]
    assert re.findall(r"([0-9]+) days", DOCUMENT)[:2] == ["7", "21"]


@pytest.mark.parametrize(
    ("weeks", "wanted"),
    [
        ([efforts(8, 8), efforts(9, 9), efforts(9, 9)], LighterWeek(3, ((Sign.EFFORT, 9),) * 2 + ((Sign.EFFORT, 8),))),
        ([HARD, HARD], None),
        ([HARD, HARD, EASY, HARD], None),
        ([HARD, EASY, HARD, HARD, HARD], None),
        ([EASY, HARD, HARD, HARD], None),
        ([HARD, HARD, [], HARD], None),
        ([HARD, HARD, [*HARD, Told(lighter=True)], HARD], None),
        ([HARD] * 4, LighterWeek(4, ((Sign.EFFORT, 9),) * 3)),
        ([HARD] * 20, LighterWeek(6, ((Sign.EFFORT, 9),) * 3)),
        (
            [[Told(asked=10, missed=3)] * 2, [Told(soreness=8)] * 2, HARD],
            LighterWeek(3, ((Sign.EFFORT, 9), (Sign.SORENESS, 8), (Sign.MISSED, 30))),
        ),
        ([], None),
    ],
)
def test_three_hard_weeks_in_a_row_up_to_this_one(weeks: list[list[Told]], wanted: LighterWeek | None) -> None:
    assert lighter_week(weeks) == wanted


@pytest.mark.parametrize(
    ("days", "answered", "until", "allowed"),
    [
        (6, False, None, False),
        (7, False, None, True),
        (7, True, None, False),
        (20, True, None, False),
        (21, True, None, True),
        (21, True, -13, True),
        (30, True, 1, False),  # a lighter week that is not over, however it came to last so long
    ],
)
def test_it_asks_seldom(days: int, *, answered: bool, until: int | None, allowed: bool) -> None:
    ends = None if until is None else NOW + timedelta(days=until)
    earlier = Asked(NOW - timedelta(days=days), answered, ends)
    assert may_ask([earlier], NOW) is allowed
    assert may_ask([Asked(NOW - timedelta(days=90), answered=True), earlier], NOW) is allowed
    assert may_ask([], NOW)


RATING = st.none() | st.integers(1, 10)
WORKOUT = st.builds(
    Told,
    effort=RATING,
    soreness=RATING,
    difficulty=st.lists(st.integers(1, 10), max_size=5).map(tuple),
    asked=st.integers(20, 25),
    missed=st.integers(0, 12),
    rated=st.integers(6, 9),
    above=st.integers(0, 6),
    lighter=st.booleans(),
)


@given(st.lists(st.lists(WORKOUT, max_size=4), max_size=8))
def test_as_a_plain_reading_of_the_table(weeks: list[list[Told]]) -> None:
    seen = [_plainly(week) for week in weeks]
    assert [sign(week) for week in weeks] == seen
    hard = 0
    while hard < min(6, len(seen)) and seen[hard] is not None:
        hard += 1
    found = lighter_week(weeks)
    assert (found is not None) == (hard >= 3)
    assert found is None or (found.weeks, list(found.signs)) == (hard, seen[2::-1])


def _plainly(week: list[Told]) -> Seen | None:  # noqa: PLR0911 - one for each row of the table
    if len(week) < 2 or any(each.lighter for each in week):
        return None
    efforts = [each.effort for each in week if each.effort is not None]
    ratings = [rating for each in week for rating in each.difficulty]
    sore = [each.soreness for each in week if each.soreness is not None]
    missed = Fraction(sum(each.missed for each in week), sum(each.asked for each in week))
    above = Fraction(sum(each.above for each in week), sum(each.rated for each in week))
    half = Fraction(1, 2)
    if len(efforts) >= 2 and Fraction(sum(efforts), len(efforts)) >= 8:
        return Sign.EFFORT, int(Fraction(sum(efforts), len(efforts)) + half)
    if len(ratings) >= 4 and Fraction(sum(ratings), len(ratings)) >= Fraction(17, 2):
        return Sign.DIFFICULTY, int(Fraction(sum(ratings), len(ratings)) + half)
    if missed >= Fraction(1, 4):
        return Sign.MISSED, int(missed * 100)
    if above >= half:
        return Sign.RPE, int(above * 100)
    if len(sore) >= 2 and Fraction(sum(sore), len(sore)) >= 7:
        return Sign.SORENESS, int(Fraction(sum(sore), len(sore)) + half)
    return None
