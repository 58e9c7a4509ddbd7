"""Something over time: a lift, a body weight.

{"kind": "line", "title": str, "unit": str, "points": [[iso-date, "82.4"], …]}, in any order of dates, and where there
is more to say:
    "what": what the line is; "last": the last value as it is said; "span": [first, last] day of the picture
    "dots": [[iso-date, value], …] what the line is the mean of
    "tops", "top": values beside the line, and what the last of them is called
    "record": [iso-date, value, words]; "one", "none": what is said of one point, and of none
    "clock": true where the values are seconds, and are told as 2:30
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, MultipleLocator

from handlers.views.ink import (
    BLUE,
    CENTRE,
    FAINT,
    GOLD,
    INK,
    LEFT,
    LINE,
    NOTE,
    NOTE_SIZES,
    PALE_BLUE,
    PAPER,
    RIGHT,
    SHORT,
    across,
    bare,
    day,
    fit,
    heading,
    minutes,
    number,
    short,
    shown,
    signed,
)
from handlers.views.texts import label

SMALL = 10  # up to which a change has two decimals
MARKED = 32  # points up to which each is marked
EDGE = 0.2  # of the width, where a name would not fit to both sides
TOP_NAME = 0.33  # of the width, that the name of a top set takes
WHAT = 0.815  # of the height
GAP, GAP_TIMES = 15, 4  # days without a value, and times the usual pause, from which a line would say too much
SEVERAL = 2
CLOCK_STEPS, MOST_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600), 5  # s

_Points = list[tuple[int, float]]


def draw(figure: Figure, drawing: dict[str, Any]) -> None:
    """Draw it into the figure."""
    exact = sorted((date.fromisoformat(on), Decimal(value)) for on, value in drawing["points"])
    beside_title, beside_what = _say_last(figure, drawing, exact) if exact else (0.96, 0.96)
    heading(figure, drawing["title"], beside_title)
    if drawing.get("what"):
        what = figure.text(LEFT, WHAT, shown(drawing["what"]), color=FAINT, va="top")
        fit(what, NOTE_SIZES, beside_what - LEFT)
    if not exact:
        figure.text(0.5, 0.42, shown(drawing.get("none", "")), size=24, color=FAINT, **CENTRE)
        return
    axes = figure.add_axes((0.115, 0.135, 0.85, 0.525))
    bare(axes)
    points = [(on.toordinal(), float(value)) for on, value in exact]
    every = [*points, *_floats(drawing.get("dots")), *(_floats(drawing.get("tops")) if len(points) > 1 else ())]
    _scale(axes, every, drawing.get("span") if len(points) > 1 else None)
    if drawing.get("clock"):
        _clock(axes)
    if len(points) == 1 and drawing.get("one"):
        figure.text(0.53, 0.25, shown(drawing["one"], 60), size=NOTE, color=FAINT, **CENTRE)
    else:
        _beside(axes, drawing, points)
    _line(axes, points, mark=len(points) <= MARKED and not drawing.get("dots"))
    _record(axes, drawing.get("record"))
    axes.plot(*points[-1], "o", color=BLUE, markersize=15, markeredgecolor=PAPER, markeredgewidth=3, zorder=5)


def _say_last(figure: Figure, drawing: dict[str, Any], points: Sequence[tuple[date, Decimal]]) -> tuple[float, float]:
    """The last value, large, and how it came about; how far what stands on their left may reach."""
    last = shown(drawing.get("last") or f"{number(points[-1][1])} {shown(drawing['unit'], 8)}".strip(), 24)
    size = 36 if len(last) <= SHORT else 22
    value = figure.text(0.96, 0.945, last, size=size, weight="bold", color=INK, **RIGHT)
    if len(points) >= SEVERAL:
        change = _signed(points[-1][1] - points[0][1], points[-1][1], clock=drawing.get("clock"))
        since = label("chart-since", change=change, day=day(points[0][0], points[-1][0]))
        below = figure.text(0.96, WHAT, since, size=NOTE, color=FAINT, **RIGHT)
        return 0.94 - across(value), 0.94 - across(below)
    return 0.94 - across(value), 0.96


def _signed(change: Decimal, value: Decimal, *, clock: bool | None) -> str:
    if clock and change:
        return ("−" if change < 0 else "+") + minutes(abs(change))
    return signed(round(change, 2 if abs(value) < SMALL else 1))


def _floats(points: Sequence[Sequence[str]] | None) -> _Points:
    return sorted((date.fromisoformat(on).toordinal(), float(value)) for on, value in points or ())


def _beside(axes: Axes, drawing: dict[str, Any], points: _Points) -> None:
    """Single values around their mean; or the top sets below the line, the last of them named."""
    dots = _floats(drawing.get("dots"))
    if dots:
        axes.plot(*zip(*dots, strict=True), "o", color=PALE_BLUE, markersize=6, zorder=2)
    tops = _floats(drawing.get("tops"))
    if tops:
        size = 7 if len(tops) <= MARKED else 4
        axes.plot(*zip(*tops, strict=True), "o", color=FAINT, alpha=0.55, markersize=size, markeredgewidth=0, zorder=2)
        first, last = axes.get_xlim()
        below = min(value for on, value in tops if on >= tops[-1][0] - TOP_NAME * (last - first))
        offset = -8 if tops[-1][1] < points[-1][1] else 12
        axes.annotate(
            shown(drawing.get("top", "")),
            (tops[-1][0], below if offset < 0 else tops[-1][1]),
            xytext=(4, offset),
            textcoords="offset points",
            size=NOTE,
            color=FAINT,
            ha="right",
            va="top" if offset < 0 else "bottom",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
            zorder=4,
        )


def _line(axes: Axes, points: _Points, *, mark: bool) -> None:
    """The line, with a dotted one where nothing is known for long."""
    pauses = [later[0] - earlier[0] for earlier, later in pairwise(points)]
    gap = max(GAP, GAP_TIMES * median(pauses)) if pauses else GAP
    runs = [[points[0]]]
    for earlier, later in pairwise(points):
        if later[0] - earlier[0] > gap:
            between = [(earlier[0], later[0]), (earlier[1], later[1])]
            axes.plot(*between, linestyle=(0, (1, 2.5)), color=BLUE, alpha=0.6, linewidth=2.5, zorder=3)
            runs.append([])
        runs[-1].append(later)
    for run in runs:
        lone = len(run) == 1
        axes.plot(
            *zip(*run, strict=True),
            "o-" if mark or lone else "-",
            color=BLUE,
            linewidth=3.5,
            markersize=9 if mark else 5,
            solid_capstyle="round",
            solid_joinstyle="round",
            zorder=3,
        )


def _record(axes: Axes, record: Sequence[str] | None) -> None:
    """The star of the picture, with its name above it."""
    if not record:
        return
    on, value = date.fromisoformat(record[0]).toordinal(), float(record[1])
    axes.plot([on], [value], "*", color=GOLD, markersize=21, markeredgecolor=PAPER, markeredgewidth=1.5, zorder=6)
    first, last = axes.get_xlim()
    place = (on - first) / (last - first)
    side: Literal["left", "center", "right"] = "left" if place < EDGE else "right" if place > 1 - EDGE else "center"
    axes.annotate(
        shown(record[2], 24),
        (on, value),
        xytext=({"left": -8, "center": 0, "right": 8}[side], 13),
        textcoords="offset points",
        size=NOTE,
        weight="bold",
        color=GOLD,
        ha=side,
        va="bottom",
        zorder=6,
    )


def _scale(axes: Axes, points: _Points, span: Sequence[str] | None) -> None:
    """Three or four values at the side; at the bottom the first day, the last, and the one between."""
    low, high = min(value for _, value in points), max(value for _, value in points)
    room = max((high - low) * 0.1, abs(high) * 0.01, 0.5)
    axes.set_ylim(low - room * 2, high + room * 2.6)
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda value, _: short(value))
    days = [on for on, _ in points]
    first, last = min(days), max(days)
    if span:
        first, last = min(first, date.fromisoformat(span[0]).toordinal()), date.fromisoformat(span[1]).toordinal()
    width = last - first
    edge = max(width * 0.025, 1)
    axes.set_xlim(first - edge, last + edge)
    ticks = sorted({first, first + width // 2, last} if width > SEVERAL else {first, last})
    begin, end = date.fromordinal(first), date.fromordinal(last)
    names = [day(date.fromordinal(tick), end if tick != last else begin) for tick in ticks]
    axes.set_xticks(ticks, names)
    axes.axhline(low - room * 2, color=LINE, linewidth=2)
    for name, side in zip(axes.get_xticklabels(), _sides(len(ticks)), strict=True):
        name.set_horizontalalignment(side)


def _clock(axes: Axes) -> None:
    """At the side as many minutes and seconds as people count in."""
    low, high = axes.get_ylim()
    step = next((step for step in CLOCK_STEPS if (high - low) / step <= MOST_STEPS), None)
    if step is not None:
        axes.yaxis.set_major_locator(MultipleLocator(step))
    axes.yaxis.set_major_formatter(lambda value, _: minutes(Decimal(max(0, round(value)))))


def _sides(ticks: int) -> list[Literal["left", "center", "right"]]:
    if ticks == 1:
        return ["center"]
    return ["left", "right"] if ticks == SEVERAL else ["left", "center", "right"]
