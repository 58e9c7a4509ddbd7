"""Charts as PNG, at most 800 × 500 pixels: read on a phone, in a dark chat or a light one, in two seconds.

A drawing is plain JSON, with every word in it already in the person's language:

{"kind": "line", …}  something over time: see line_chart.py
{"kind": "muscles", …}  sets of every muscle, week by week: see muscles_chart.py
{"kind": "week", "title": str, "days": [{"name": str, "planned": int, "done": int}, …], "legend": [done, planned],
 "heading": str, "muscles": [{"name": str, "sets": int, "before": int}, …], "before": str,
 "weight": None or {"name": str, "last": str, "mean": str, "points": [[iso-date, "82.4"], …]}}
    plan against done by day, working sets per muscle with those of the week before, body weight of four weeks.

matplotlib only as Figure and FigureCanvasAgg: no pyplot, no state between two charts.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from handlers.views import line_chart, muscles_chart
from handlers.views.ink import BLUE, CENTRE, DPI, FAINT, GREEN, HEIGHT, INK, LINE, PAPER, RIGHT, WIDTH, heading, shown

MOST_MUSCLES = 9


def draw(drawing: dict[str, Any]) -> bytes:
    """The picture as PNG. Raises KeyError for a kind there is not."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    canvas = FigureCanvasAgg(figure)
    KINDS[drawing["kind"]](figure, drawing)
    png = io.BytesIO()
    canvas.print_png(png, pil_kwargs={"compress_level": 4})  # type: ignore[no-untyped-call] # matplotlib's
    return png.getvalue()


# -- a week ------------------------------------------------------------------------------------------


def _week(figure: Figure, drawing: dict[str, Any]) -> None:
    heading(figure, drawing["title"], 30)
    strip = figure.add_axes((0.03, 0.6, 0.94, 0.25))
    strip.set_axis_off()
    strip.set_xlim(-0.6, 6.6)
    strip.set_ylim(-1.35, 1.0)
    for place, day in enumerate(drawing["days"][:7]):
        _draw_day(strip, place, day)
    done, planned = drawing["legend"]
    figure.text(0.96, 0.93, f"● {shown(done, 16)}", size=14, color=GREEN, **RIGHT)
    figure.text(0.96, 0.865, f"○ {shown(planned, 16)}", size=14, color=FAINT, **RIGHT)
    weight = drawing.get("weight")
    if drawing["muscles"]:
        _draw_muscles(figure, drawing, right=0.60 if weight else 0.92)
    if weight:
        _draw_weight(figure, weight)


def _draw_day(strip: Axes, place: int, day: dict[str, Any]) -> None:
    planned, done = int(day["planned"]), int(day["done"])
    if done:
        strip.plot(place, 0, "o", color=GREEN, markersize=40)
        strip.text(place, -0.04, "✓" if done == 1 else str(done), size=22, color="white", weight="bold", **CENTRE)
    elif planned:
        strip.plot(place, 0, "o", markerfacecolor="none", markeredgecolor=FAINT, markeredgewidth=2.5, markersize=38)
    else:
        strip.plot(place, 0, "o", color=LINE, markersize=9)
    strip.text(place, -1.15, shown(day["name"], 6), size=17, color=INK if planned or done else FAINT, **CENTRE)


def _draw_muscles(figure: Figure, drawing: dict[str, Any], right: float) -> None:
    muscles = drawing["muscles"][:MOST_MUSCLES]
    figure.text(0.04, 0.56, shown(drawing["heading"]), size=17, color=INK, weight="bold", va="top")
    height = min(0.085 * len(muscles), 0.4)
    if any(int(each["before"]) for each in muscles):
        figure.text(right + 0.02, 0.45 - height, f"▍{shown(drawing['before'], 24)}", size=14, color=FAINT, **RIGHT)
    axes = figure.add_axes((0.22, 0.475 - height, right - 0.22, height))
    axes.set_axis_off()
    most = max(1, *(max(int(each["sets"]), int(each["before"])) for each in muscles))
    axes.set_xlim(0, most * (1.08 if right > 0.9 else 1.2))  # noqa: PLR2004 - narrow or wide
    axes.set_ylim(len(muscles) - 0.5, -0.5)
    for place, each in enumerate(muscles):
        sets, before = int(each["sets"]), int(each["before"])
        axes.barh(place, sets, height=0.66, color=BLUE)
        if before:
            axes.plot([before, before], [place - 0.42, place + 0.42], color=FAINT, linewidth=3, alpha=0.9)
        end = sets if not sets < before <= sets + most * 0.09 else before
        axes.text(end + most * 0.025, place, str(sets), size=15, color=INK, weight="bold", va="center_baseline")
        axes.text(-most * 0.025, place, shown(each["name"], 14), size=15, color=INK, ha="right", va="center_baseline")


def _draw_weight(figure: Figure, weight: dict[str, Any]) -> None:
    """Body weight of four weeks, without a scale: where it goes, and where it is."""
    figure.text(0.96, 0.56, shown(weight["name"], 16), size=17, color=INK, weight="bold", **RIGHT)
    figure.text(0.96, 0.485, shown(weight["last"], 12), size=22, color=INK, weight="bold", **RIGHT)
    figure.text(0.96, 0.05, shown(weight["mean"], 24), size=14, color=FAINT, ha="right", va="bottom")
    points = sorted((date.fromisoformat(on).toordinal(), float(value)) for on, value in weight["points"])
    axes = figure.add_axes((0.68, 0.13, 0.28, 0.24))
    axes.set_axis_off()
    low, high = min(value for _, value in points), max(value for _, value in points)
    room = max((1.5 - (high - low)) / 2, 0.1)  # less than 1.5 of a unit is to look like little
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(points[-1][0] - 28, points[-1][0] + 1.2)
    axes.plot(*zip(*points, strict=True), "-", color=BLUE, linewidth=3.5, solid_capstyle="round")
    axes.plot(*points[-1], "o", color=BLUE, markersize=11, markeredgecolor=PAPER, markeredgewidth=2, clip_on=False)


KINDS = {"line": line_chart.draw, "muscles": muscles_chart.draw, "week": _week}
