"""Charts as PNG, at most 800 × 500 pixels: read on a phone, in a dark chat or a light one, in two seconds.

A drawing is plain JSON, with every word in it already in the person's language:

{"kind": "line", "title": str, "unit": str, "points": [[iso-date, "82.4"], …]}
    a measurement; the last value and its change since the first are named, a mean of seven days is drawn where
    there are many points. Any order of dates; none at all is an empty chart.
{"kind": "week", "title": str, "days": [{"name": str, "planned": int, "done": int}, …], "legend": [done, planned],
 "heading": str, "muscles": [{"name": str, "sets": int, "before": int}, …], "before": str}
    plan against done by day, and working sets per muscle with those of the week before.

matplotlib only as Figure and FigureCanvasAgg: no pyplot, no state between two charts.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from handlers.views.texts import label

mpl.rcParams["text.parse_math"] = False  # "$" is money, not mathematics

WIDTH, HEIGHT = 800, 500
DPI = 100
MANY_POINTS = 10
MEAN_DAYS = 7
MOST_MUSCLES = 9
MOST_NAMED = 40
SHORT = 11
THOUSANDS = 10_000
SEVERAL = 2
YEAR = 330  # days from which the year is told

PAPER, INK, FAINT, LINE = "#f6f7f9", "#1c2733", "#7b8794", "#d5dbe1"
BLUE, PALE_BLUE, GREEN = "#2f7fd6", "#b4d0ee", "#2e9e5b"


def draw(drawing: dict[str, Any]) -> bytes:
    """The picture as PNG. Raises KeyError for a kind there is not."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    canvas = FigureCanvasAgg(figure)
    KINDS[drawing["kind"]](figure, drawing)
    png = io.BytesIO()
    canvas.print_png(png, pil_kwargs={"compress_level": 4})  # type: ignore[no-untyped-call] # matplotlib's
    return png.getvalue()


# -- a measurement over time ----------------------------------------------------------------------


def _line(figure: Figure, drawing: dict[str, Any]) -> None:
    points = sorted((date.fromisoformat(day), Decimal(value)) for day, value in drawing["points"])
    _heading(figure, drawing["title"], 24)
    if not points:
        return
    last = f"{_number(points[-1][1])} {_shown(drawing['unit'], 8)}".strip()
    days = [day.toordinal() for day, _ in points]
    values = [float(value) for _, value in points]
    size = 30 if len(last) <= SHORT else 20
    figure.text(0.96, 0.93, last, size=size, weight="bold", color=INK, **_RIGHT)
    if len(points) >= SEVERAL:
        change = _signed(points[-1][1] - points[0][1])
        since = label("chart-since", change=change, day=_day(points[0][0], points[-1][0]))
        figure.text(0.96, 0.81, since, size=15, color=FAINT, **_RIGHT)
    axes = figure.add_axes((0.11, 0.13, 0.85, 0.6))
    _bare(axes)
    if len(points) >= MANY_POINTS and days[-1] - days[0] > MEAN_DAYS:
        axes.plot(days, values, "o", color=PALE_BLUE, markersize=7)
        axes.plot(days, _means(days, values), color=BLUE, linewidth=3.5, solid_capstyle="round")
        figure.text(0.04, 0.81, label("chart-mean", days=MEAN_DAYS), size=15, color=BLUE, va="top")
    else:
        axes.plot(days, values, "o-", color=BLUE, linewidth=3.5, markersize=9)
    axes.plot(days[-1:], values[-1:], "o", color=BLUE, markersize=14, markeredgecolor=PAPER, markeredgewidth=3)
    _scale(axes, days, values)


def _means(days: Sequence[int], values: Sequence[float]) -> list[float]:
    """At each point the mean of the seven days up to it."""
    means, first, total = [], 0, 0.0
    for place, (day, value) in enumerate(zip(days, values, strict=True)):
        total += value
        while days[first] <= day - MEAN_DAYS:
            total -= values[first]
            first += 1
        means.append(total / (place - first + 1))
    return means


def _scale(axes: Axes, days: Sequence[int], values: Sequence[float]) -> None:
    """Four or five values at the side; at the bottom the first day, the last, and the one between."""
    low, high = min(values), max(values)
    room = max((high - low) * 0.12, abs(high) * 0.01, 0.5)
    axes.set_ylim(low - room, high + room)
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda value, _: _short(value))
    span = days[-1] - days[0]
    edge = max(span * 0.03, 1)
    axes.set_xlim(days[0] - edge, days[-1] + edge)
    ticks = sorted({days[0], days[0] + span // 2, days[-1]} if span > SEVERAL else {days[0], days[-1]})
    first, last = date.fromordinal(days[0]), date.fromordinal(days[-1])
    names = [_day(date.fromordinal(tick), last if tick != days[-1] else first) for tick in ticks]
    axes.set_xticks(ticks, names)
    for name, side in zip(axes.get_xticklabels(), _sides(len(ticks)), strict=True):
        name.set_horizontalalignment(side)


def _sides(ticks: int) -> list[Literal["left", "center", "right"]]:
    if ticks == 1:
        return ["center"]
    return ["left", "right"] if ticks == SEVERAL else ["left", "center", "right"]


# -- a week ------------------------------------------------------------------------------------------


def _week(figure: Figure, drawing: dict[str, Any]) -> None:
    _heading(figure, drawing["title"], 30)
    strip = figure.add_axes((0.03, 0.6, 0.94, 0.25))
    strip.set_axis_off()
    strip.set_xlim(-0.6, 6.6)
    strip.set_ylim(-1.35, 1.0)
    for place, day in enumerate(drawing["days"][:7]):
        _draw_day(strip, place, day)
    done, planned = drawing["legend"]
    figure.text(0.96, 0.93, f"● {_shown(done, 16)}", size=14, color=GREEN, **_RIGHT)
    figure.text(0.96, 0.865, f"○ {_shown(planned, 16)}", size=14, color=FAINT, **_RIGHT)
    if drawing["muscles"]:
        _draw_muscles(figure, drawing)


def _draw_day(strip: Axes, place: int, day: dict[str, Any]) -> None:
    planned, done = int(day["planned"]), int(day["done"])
    if done:
        strip.plot(place, 0, "o", color=GREEN, markersize=40)
        strip.text(place, -0.04, "✓" if done == 1 else str(done), size=22, color="white", weight="bold", **_CENTRE)
    elif planned:
        strip.plot(place, 0, "o", markerfacecolor="none", markeredgecolor=FAINT, markeredgewidth=2.5, markersize=38)
    else:
        strip.plot(place, 0, "o", color=LINE, markersize=9)
    strip.text(place, -1.15, _shown(day["name"], 6), size=17, color=INK if planned or done else FAINT, **_CENTRE)


def _draw_muscles(figure: Figure, drawing: dict[str, Any]) -> None:
    muscles = drawing["muscles"][:MOST_MUSCLES]
    figure.text(0.04, 0.56, _shown(drawing["heading"]), size=17, color=INK, weight="bold", va="top")
    if any(int(each["before"]) for each in muscles):
        figure.text(0.96, 0.56, f"▍{_shown(drawing['before'], 24)}", size=14, color=FAINT, **_RIGHT)
    height = min(0.085 * len(muscles), 0.445)
    axes = figure.add_axes((0.22, 0.475 - height, 0.70, height))
    axes.set_axis_off()
    most = max(1, *(max(int(each["sets"]), int(each["before"])) for each in muscles))
    axes.set_xlim(0, most * 1.08)
    axes.set_ylim(len(muscles) - 0.5, -0.5)
    for place, each in enumerate(muscles):
        sets, before = int(each["sets"]), int(each["before"])
        axes.barh(place, sets, height=0.66, color=BLUE)
        if before:
            axes.plot([before, before], [place - 0.42, place + 0.42], color=FAINT, linewidth=3, alpha=0.9)
        end = sets if not sets < before <= sets + most * 0.09 else before
        axes.text(end + most * 0.015, place, str(sets), size=15, color=INK, weight="bold", va="center_baseline")
        axes.text(-most * 0.015, place, _shown(each["name"], 14), size=15, color=INK, ha="right", va="center_baseline")


KINDS = {"line": _line, "week": _week}

# -- what both have in common -----------------------------------------------------------------------

_RIGHT: dict[str, Any] = {"ha": "right", "va": "top"}
_CENTRE: dict[str, Any] = {"ha": "center", "va": "center"}


def _heading(figure: Figure, title: str, most: int) -> None:
    line = _shown(title, most)
    figure.text(0.04, 0.93, line, size=22 if len(line) <= SHORT * 2 else 17, weight="bold", color=INK, va="top")


def _bare(axes: Axes) -> None:
    """No frame, faint lines across, large figures."""
    axes.set_facecolor(PAPER)
    axes.tick_params(labelsize=15, length=0, pad=8, colors=FAINT)
    axes.grid(axis="y", color=LINE, linewidth=1)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def _day(day: date, other: date) -> str:
    """The day as "3 Nov", or as "Nov 2024" where the other day is about a year away or more."""
    return f"{day:%b} {day.year}" if abs((day - other).days) >= YEAR else f"{day.day} {day:%b}"


def _number(value: Decimal) -> str:
    """Without needless zeros, with a true minus."""
    text = f"{value.normalize() + 0:f}"
    return text.replace("-", "−")


def _short(value: float) -> str:
    """A number at the side of the chart: "82.5", "−12k"."""
    large = abs(value) >= THOUSANDS
    return _number(Decimal(f"{value / 1000 if large else value:.4g}")) + ("k" if large else "")


def _signed(value: Decimal) -> str:
    return "±0" if not value else _number(value) if value < 0 else f"+{_number(value)}"


def _shown(text: str, most: int = MOST_NAMED) -> str:
    """In one line, at most so long, and only with characters that the font has."""
    known = _glyphs()
    line = " ".join("".join(char if ord(char) in known or char.isspace() else _alike(char) for char in text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _alike(char: str) -> str:
    """The plain letters in a character the font lacks (１ is 1), or nothing (an emoji)."""
    if unicodedata.category(char) == "Cs":
        return ""
    return "".join(each for each in unicodedata.normalize("NFKC", char) if ord(each) in _glyphs())


@cache
def _glyphs() -> frozenset[int]:
    """What the font, regular and bold, can draw."""
    fonts = [font_manager.get_font(font_manager.findfont(f"DejaVu Sans:{weight}")) for weight in ("regular", "bold")]
    return frozenset.intersection(*(frozenset(font.get_charmap()) for font in fonts))
