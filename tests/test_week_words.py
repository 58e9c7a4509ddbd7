"""Whatever a week holds, its words fit below its picture."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.views import weeks as view
from handlers.views.texts import Html, length
from models.lifted import Beaten
from models.people import User
from models.rules.records import Record, RecordKind
from models.rules.sets import ExerciseKind, Unit
from models.rules.streak import Streak
from models.rules.summary import Comparison, Week
from models.rules.trends import LiftTrend, Trend, Verdict, Way
from models.weeks import BodyWeight, Day, Next, Report

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)

names = st.text(min_size=1, max_size=128) | st.sampled_from(["<b>&" * 32, "W" * 128, "💪" * 128, "Ann & Bob"])
records = st.builds(
    Beaten,
    names,
    st.sampled_from(ExerciseKind),
    st.builds(
        Record,
        st.sampled_from([kind for kind in RecordKind if kind is not RecordKind.VOLUME]),
        st.integers(0, 1_000_000),
        st.integers(0, 1_000_000),
        st.just(NOW),
        st.integers(0, 1_000_000),
    ),
)
trends = st.builds(
    Trend,
    st.sampled_from(Verdict),
    st.integers(0, 6),
    st.lists(st.builds(LiftTrend, names, st.sampled_from(Way), st.integers(-99, 999)), max_size=3).map(tuple),
    st.none() | st.tuples(st.integers(0, 9999), st.integers(0, 9999)),
    st.none() | st.decimals(-99, 99, places=3),
)
sums = st.builds(Week, *(st.integers(0, 200) for _ in range(3)), st.integers(0, 2**40), st.integers(0, 10**6))
reports = st.builds(
    Report,
    monday=st.just(MONDAY),
    running=st.booleans(),
    weeks=st.builds(Comparison, sums, sums),
    extra=st.integers(0, 50),
    days=st.just((Day(1, 1),) * 7),
    muscles=st.dictionaries(names, st.integers(0, 300), max_size=20),
    muscles_before=st.just({}),
    records=st.lists(records, max_size=9).map(tuple),
    body_weight=st.none()
    | st.builds(BodyWeight, st.integers(20_000, 400_000), st.integers(-99_000, 99_000), st.just(MONDAY)),
    streak=st.builds(Streak, st.integers(0, 999), st.booleans()),
    next=st.none() | st.builds(Next, st.just(UUID(int=1)), names, st.just(NOW), st.booleans()),
    trend=st.none() | trends,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports, st.sampled_from(Unit))
def test_a_caption_is_as_long_as_one_may_be(report: Report, unit: Unit) -> None:
    """1,024 characters, also beside the line that says that this was the last."""
    user = User(telegram_id=1, name="Ann", unit=unit)
    for shown in (view.asked(user, report), view.unasked(user, report, late=True), view.turned_off(user, report, 6)):
        assert length(shown.text) <= 1024


@pytest.mark.parametrize(
    ("text", "characters"),
    [("", 0), ("plain", 5), ("<b>bold</b> &amp; &lt;b&gt;", 10), ("💪", 1), ("3 &gt; 2", 5)],
)
def test_what_counts_is_what_is_read(text: str, characters: int) -> None:
    assert length(Html(text)) == characters
