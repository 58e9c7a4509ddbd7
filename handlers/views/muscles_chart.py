"""Working sets of every muscle, week by week: a row of bars for each.

{"kind": "muscles", "title": str, "muscles": [{"name": str, "sets": [int, …]}, …], "mean": str, "from": str,
 "now": str, "none": str}: sets of each week, the running one last; most first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from handlers.views.ink import BLUE, CENTRE, FAINT, INK, LINE, NOTE, PALE_BLUE, RIGHT, heading, shown

MOST_MUSCLES = 8
MOST_BARS = 60
TOP, BOTTOM = 0.82, 0.10


def draw(figure: Figure, drawing: dict[str, Any]) -> None:
    """Draw it into the figure."""
    heading(figure, drawing["title"], 0.7)
    muscles = drawing["muscles"][:MOST_MUSCLES]
    if not muscles:
        figure.text(0.5, 0.42, shown(drawing["none"]), size=24, color=FAINT, **CENTRE)
        return
    figure.text(0.96, 0.915, shown(drawing["mean"], 20), size=NOTE, color=FAINT, **RIGHT)
    height = min((TOP - BOTTOM) / len(muscles), 0.13)
    rows = [_bars(each["sets"]) for each in muscles]
    _draw_bars(figure, rows, height * len(rows))
    for place, each in enumerate(muscles):
        middle = TOP - height * (place + 0.5)
        figure.text(0.255, middle, shown(each["name"], 12), size=20, color=INK, ha="right", va="center")
        figure.text(0.96, middle, _mean(each["sets"]), size=22, color=INK, weight="bold", ha="right", va="center")
    end = TOP - height * len(muscles) - 0.012
    figure.text(0.267, end, shown(drawing["from"], 14), size=NOTE, color=FAINT, ha="left", va="top")
    figure.text(0.863, end, shown(drawing["now"], 20), size=NOTE, color=FAINT, ha="right", va="top")


def _draw_bars(figure: Figure, rows: Sequence[Sequence[float]], height: float) -> None:
    """All of them in one stroke: a picture of 400 bars, drawn one by one, takes a second."""
    axes = figure.add_axes((0.265, TOP - height, 0.6, height))
    axes.set_axis_off()
    axes.set_xlim(-0.6, len(rows[0]) - 0.4)
    axes.set_ylim(len(rows), 0)
    most = max(max(row) for row in rows) or 1
    boxes, colours = [], []
    for place, row in enumerate(rows, start=1):
        foot = place - 0.1
        axes.axhline(foot, color=LINE, linewidth=2)
        for week, sets in enumerate(row):
            left, right, top = week - 0.4, week + 0.4, foot - 0.8 * sets / most
            boxes.append(((left, foot), (left, top), (right, top), (right, foot)))
            colours.append(PALE_BLUE if week == len(row) - 1 else BLUE)
    axes.add_collection(PolyCollection(boxes, facecolors=colours, linewidths=0, zorder=3), autolim=False)


def _bars(sets: Sequence[int]) -> list[float]:
    """A bar for each week; of many weeks, for the mean of several, the running week always for itself."""
    over, now = sets[:-1], [float(each) for each in sets[-1:]]
    each = -(-len(over) // MOST_BARS) or 1
    first = len(over) % each
    parts = [over[:first]] if first else []
    parts += [over[start : start + each] for start in range(first, len(over), each)]
    return [*(sum(part) / len(part) for part in parts), *now]


def _mean(sets: Sequence[int]) -> str:
    """Of the weeks that are over; the running one where there is no other."""
    over = sets[:-1] or sets
    mean = sum(over) / len(over)
    return f"{mean:.0f}" if mean >= 9.95 else f"{mean:.1f}".removesuffix(".0")  # noqa: PLR2004 - three characters
