"""Charts are PNGs of a size a phone shows whole, whatever they are asked to draw."""

from __future__ import annotations

import struct
import warnings
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.views import charts, drawings, ink

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.text(max_size=60) | st.sampled_from(
    [
        "",
        " ",
        "Körpergewicht",
        "体重",
        "💪💪",
        "$x$ and $",
        "$\\frac",
        "\x00\x07",
        "\n\n",
        "וזן",
        "وزن",
        "１００",
        "W" * 300,
        "\ud800",
    ]
)
values = st.decimals(-999_999, 999_999, places=3, allow_nan=False).map(str) | st.sampled_from(["0", "-0", "82.40"])
days = st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(date.isoformat)
counts = st.integers(0, 400)


def line(points: list[list[str]], title: str = "Body weight", unit: str = "kg") -> dict[str, Any]:
    return {"kind": "line", "title": title, "unit": unit, "points": points}


def week(
    days: list[dict[str, Any]] | None = None, muscles: list[dict[str, Any]] | None = None, title: str = "Week"
) -> dict[str, Any]:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return {
        "kind": "week",
        "title": title,
        "days": days or [{"name": name, "planned": 1, "done": 1} for name in names],
        "legend": ["done", "planned"],
        "heading": "Sets",
        "before": "before",
        "muscles": muscles or [],
    }


def drawn(drawing: dict[str, Any]) -> bytes:
    """The picture, made without a single warning; a PNG of at most 800 × 500 pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png = charts.draw(drawing)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) <= (800, 500)
    assert len(png) < 200_000
    return png


@pytest.mark.parametrize("number", [0, 1, 2, 3, 9, 10, 11, 60, 1000])
def test_any_number_of_points(number: int) -> None:
    """From none at all to years of days."""
    first = date(2024, 2, 1)
    drawn(line([[(first + timedelta(days=day)).isoformat(), f"{80 + day % 7 / 10}"] for day in range(number)]))


@pytest.mark.parametrize(
    "points",
    [
        [["2026-11-01", "82.4"]] * 3,
        [["2026-11-01", "82.4"]] * 30,
        [["2026-11-09", "82.4"], ["2026-11-01", "80"]],
        [["2026-11-01", "0"], ["2026-11-02", "0"]],
        [["0001-01-01", "999999.999"], ["9999-12-31", "-999999.999"]],
    ],
)
def test_odd_points(points: list[list[str]]) -> None:
    """Several a day, all on one day, out of order, all the same, at the ends of time."""
    drawn(line(points))


@few
@given(st.lists(st.tuples(days, values).map(list), max_size=40), texts, texts)
def test_any_measurement(points: list[list[str]], title: str, unit: str) -> None:
    """Whatever its name and unit: what the font lacks is left out, "$" is no mathematics."""
    drawn(line(points, title, unit))


@few
@given(
    st.lists(st.fixed_dictionaries({"name": texts, "planned": counts, "done": counts}), max_size=7),
    st.lists(st.fixed_dictionaries({"name": texts, "sets": counts, "before": counts}), max_size=20),
    texts,
)
def test_any_week(days: list[dict[str, Any]], muscles: list[dict[str, Any]], title: str) -> None:
    drawn(week(days, muscles, title))


def test_the_same_drawing_gives_the_same_picture() -> None:
    """No state is kept between two charts, and a different one in between changes nothing."""
    first = drawn(line([["2026-11-01", "82.4"], ["2026-11-08", "82"]]))
    other = drawn(week(muscles=[{"name": "quads", "sets": 3, "before": 9}]))
    assert drawn(line([["2026-11-01", "82.4"], ["2026-11-08", "82"]])) == first != other


def test_the_newest_value_is_named_whatever_the_order() -> None:
    ordered = drawn(line([["2026-11-01", "82.4"], ["2026-11-08", "80"]]))
    assert drawn(line([["2026-11-08", "80"], ["2026-11-01", "82.4"]])) == ordered


def test_what_the_font_lacks_is_left_out() -> None:
    """Wide forms become plain, emoji and ideographs go, a long name ends in an ellipsis."""
    assert ink.shown("💪 Ｗaist １\n胸\ud800 ") == "Waist 1"
    assert ink.shown("x" * 30, 10) == "x" * 9 + "…"
    assert ink.shown("Обхват Ωμ") == "Обхват Ωμ"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        charts.draw({"kind": "pie"})


async def test_pictures_are_drawn_beside_the_loop() -> None:
    """A worker thread draws; the loop goes on."""
    assert (await drawings.draw(line([["2026-11-01", "82.4"]]))).startswith(b"\x89PNG")
