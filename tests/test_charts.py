"""Charts are PNGs of a size a phone shows whole, whatever they are asked to draw."""

from __future__ import annotations

import asyncio
import struct
import warnings
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.views import charts, ink
from handlers.views.drawings import Easel

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
    """The picture, made without a single warning; a PNG of 800 × 600 pixels at most."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png = charts.draw(drawing)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 800
    assert 200 <= height <= 600
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
    st.none() | st.lists(st.tuples(days, values).map(list), min_size=2, max_size=28),
)
def test_any_week(
    days: list[dict[str, Any]], muscles: list[dict[str, Any]], title: str, weights: list[list[str]] | None
) -> None:
    weight = None if weights is None else {"name": title, "last": title, "mean": title, "points": weights}
    drawn({**week(days, muscles, title), "weight": weight})


@pytest.mark.parametrize("clock", [False, True])
@pytest.mark.parametrize("value", ["0", "5", "59", "3600", "32767"])
def test_any_time_held(value: str, clock: bool) -> None:
    drawn({**line([["2026-11-01", value], ["2026-11-09", "45"]]), "clock": clock})


def test_a_week_with_little_in_it_is_less_high() -> None:
    """The days alone are a strip; each muscle adds to it."""
    heights = [
        struct.unpack(">I", drawn(week(muscles=[{"name": "quads", "sets": 3, "before": 0}] * number))[20:24])[0]
        for number in (0, 1, 4, 8, 20)
    ]
    assert heights == sorted(heights)
    assert heights[0] < 250
    assert heights[-1] == heights[-2] <= 600


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
    assert (await Easel().draw(line([["2026-11-01", "82.4"]]))).startswith(b"\x89PNG")


async def test_who_waits_for_a_picture_goes_before_what_is_sent_unasked() -> None:
    """The one being drawn is finished; then the lowest lane, and in a lane the first. Who gave up holds up nobody."""
    easel, drawn = Easel(), []

    async def draw(name: str, lane: int) -> None:
        await easel.draw(line([["2026-11-01", "82.4"]]), lane)
        drawn.append(name)

    names = ["digest 1", "digest 2", "given up", "digest 3", "asked for", "asked for next"]
    lanes = [2, 2, 1, 2, 1, 1]
    tasks = [asyncio.create_task(draw(*each)) for each in zip(names, lanes, strict=True)]
    await asyncio.sleep(0)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert drawn == ["digest 1", "asked for", "asked for next", "digest 2", "digest 3"]
    await asyncio.wait_for(draw("later", 1), 20)


async def test_what_cannot_be_drawn_leaves_the_easel_free() -> None:
    easel = Easel()
    with pytest.raises(KeyError):
        await easel.draw({"kind": "pie"})
    assert (await easel.draw(line([]))).startswith(b"\x89PNG")
