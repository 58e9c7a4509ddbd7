"""A week: plan against done by day, working sets per muscle with those of the week before, body weight of four weeks.

{"kind": "week", "title": str, "legend": [done, planned], "heading": str, "before": str,
 "days": [{"name": str, "planned": int, "done": int, "over": bool, "today": bool}, …],
 "muscles": [{"name": str, "sets": int, "before": int}, …], most first,
 "weight": None or {"name": str, "last": str, "mean": str, "points": [[iso-date, "82.4"], …]}}

Where there is little to show it is less high. Lengths are pixels, from the top and the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from handlers.views.ink import (
    BLUE,
    CENTRE,
    DPI,
    FAINT,
    GREEN,
    INK,
    LINE,
    NOTE,
    PALE_BLUE,
    PAPER,
    RIGHT,
    WIDTH,
    heading,
    shown,
)

MOST_MUSCLES = 8
LEFT, MIDDLE, FAR = 30, 530, WIDTH - 30  # the margins, and where the muscles end beside a body weight
DAYS, NAMES, HEADING, FIRST_ROW = 128, 186, 238, 284  # middles of the first two, tops of the others
LOWEST_ROW, HIGHEST_ROW = 34, 38
DAYS_ONLY, WITH_WEIGHT, HIGHEST = 226, 480, 600  # of the picture
LEGEND, MARGIN = 30, 14
MUSCLES, NUMBERS = 198, 52  # where the bars begin, and the room behind the longest
WEIGHT = 575  # where the body weight begins beside muscles
DAY = 54  # across
LEAST_RANGE = 1.5  # of a kilogram or pound, which is to look like little
WEIGHT_DAYS = 29


def draw(figure: Figure, drawing: dict[str, Any]) -> None:
    """Draw it into the figure, and give that its height."""
    muscles, weight = drawing["muscles"][:MOST_MUSCLES], drawing.get("weight")
    below = LEGEND * any(int(each["before"]) for each in muscles) + MARGIN
    row = min(HIGHEST_ROW, max(LOWEST_ROW, (HIGHEST - FIRST_ROW - below) // max(1, len(muscles))))
    needed = FIRST_ROW + row * len(muscles) + below if muscles else DAYS_ONLY
    page = _Page(figure, max(needed, WITH_WEIGHT) if weight else needed)
    heading(figure, drawing["title"], 0.8, 1 - 32 / page.height)
    _days(page, drawing)
    if muscles:
        _muscles(page, drawing, muscles, row, MIDDLE if weight else FAR)
    if weight:
        _weight(page, weight, WEIGHT if muscles else LEFT)


class _Page:
    """The figure, measured in pixels from its upper left corner; without axes, each of which takes 10 ms."""

    def __init__(self, figure: Figure, height: int) -> None:
        figure.set_size_inches(WIDTH / DPI, height / DPI)
        self._figure, self.height = figure, height
        self._pixels = Affine2D().scale(1, -1).translate(0, height)

    def text(self, x: float, y: float, text: str, **look: Any) -> None:
        self._figure.text(x, y, text, transform=self._pixels, **look)

    def line(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        self._figure.add_artist(Line2D(xs, ys, transform=self._pixels, **look))

    def dot(self, x: float, y: float, across: float, **look: Any) -> None:
        self.line([x], [y], marker="o", markersize=across * 72 / DPI, **look)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._figure.add_artist(Rectangle((x, y), width, height, transform=self._pixels, color=colour, linewidth=0))


# -- the days ----------------------------------------------------------------------------------------


def _days(page: _Page, drawing: dict[str, Any]) -> None:
    done, planned = drawing["legend"]
    page.text(FAR, 28, f"● {shown(done, 16)}", size=NOTE, color=GREEN, **RIGHT)
    page.text(FAR, 57, f"○ {shown(planned, 16)}", size=NOTE, color=FAINT, **RIGHT)
    for place, day in enumerate(drawing["days"][:7]):
        _day(page, LEFT + 30 + place * (FAR - LEFT - 60) / 6, day)


def _day(page: _Page, x: float, day: dict[str, Any]) -> None:
    """Done, still to come, over without it, or free."""
    planned, done = int(day["planned"]), int(day["done"])
    over, today = bool(day.get("over")), bool(day.get("today"))
    if done:
        page.dot(x, DAYS, DAY + 3, color=GREEN)
        page.text(x, DAYS, "✓" if done == 1 else str(done), size=25, color="white", weight="bold", **CENTRE)
    elif planned:
        ring = LINE if over else FAINT
        page.dot(x, DAYS, DAY, markerfacecolor="none", markeredgecolor=ring, markeredgewidth=3, color=ring)
        if over:
            page.text(x, DAYS, "–", size=20, color=FAINT, **CENTRE)
    else:
        page.dot(x, DAYS, 12, color=LINE)
    colour = INK if planned or done or today else FAINT
    page.text(x, NAMES, shown(day["name"], 6), size=21, color=colour, weight="bold" if today else "normal", **CENTRE)
    if today:
        page.line([x - 20, x + 20], [NAMES + 22] * 2, color=INK, linewidth=3, solid_capstyle="round")


# -- the muscles -------------------------------------------------------------------------------------


def _muscles(page: _Page, drawing: dict[str, Any], muscles: list[dict[str, Any]], row: int, right: int) -> None:
    page.text(LEFT, HEADING, shown(drawing["heading"]), size=20, color=INK, weight="bold", va="top")
    most = max(1, *(max(int(each["sets"]), int(each["before"])) for each in muscles))
    scale = (right - MUSCLES - NUMBERS) / most
    for place, each in enumerate(muscles):
        sets, before = int(each["sets"]) * scale, int(each["before"]) * scale
        top = FIRST_ROW + row * place + row * 0.16
        page.bar(MUSCLES, top, sets, row * 0.68, BLUE)
        if before:
            page.bar(MUSCLES + before - 2, top, 4, row * 0.68, INK)
        near = sets < before <= sets + NUMBERS  # the mark would stand in the number
        end, middle = MUSCLES + (before if near else sets) + 9, top + row * 0.34
        look: dict[str, Any] = {"size": 20, "color": INK, "va": "center_baseline"}
        page.text(end, middle, str(int(each["sets"])), weight="bold", **look)
        page.text(MUSCLES - 10, middle, shown(each["name"], 12), ha="right", **look)
    if any(int(each["before"]) for each in muscles):
        below = FIRST_ROW + row * len(muscles) + 4
        page.bar(MUSCLES, below + 3, 4, 20, INK)
        page.text(MUSCLES + 14, below - 1, shown(drawing["before"], 24), size=NOTE, color=FAINT, va="top")


# -- the body weight ---------------------------------------------------------------------------------


def _weight(page: _Page, weight: dict[str, Any], left: int) -> None:
    """Without a scale: where it goes, and where it is."""
    page.text(FAR, HEADING, shown(weight["name"], 16), size=20, color=INK, weight="bold", **RIGHT)
    page.text(FAR, HEADING + 36, shown(weight["last"], 12), size=28, color=INK, weight="bold", **RIGHT)
    page.text(FAR, page.height - MARGIN, shown(weight["mean"], 24), size=NOTE, color=FAINT, ha="right", va="bottom")
    points = sorted((date.fromisoformat(on).toordinal(), float(value)) for on, value in weight["points"])
    last = points[-1][0]
    top, foot = HEADING + 105, page.height - 66
    low, high = min(value for _, value in points), max(value for _, value in points)
    room = max((LEAST_RANGE - (high - low)) / 2, 0.0)
    scale = (foot - top) / max(high - low + 2 * room, 0.1)
    xs = [FAR - 10 - (last - on) * (FAR - 10 - left) / WEIGHT_DAYS for on, _ in points]
    ys = [foot - (value - low + room) * scale for _, value in points]
    page.line([left, FAR], [ys[0]] * 2, color=PALE_BLUE, linewidth=2, linestyle=(0, (2, 2)))
    page.line(xs, ys, color=BLUE, linewidth=4, solid_capstyle="round", solid_joinstyle="round")
    page.dot(xs[-1], ys[-1], 18, color=BLUE, markeredgecolor=PAPER, markeredgewidth=2)
