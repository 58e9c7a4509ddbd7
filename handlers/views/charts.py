"""Charts as PNG, 800 pixels wide and at most 600 high: read on a phone, in a dark chat or a light one, in two seconds.

A drawing is plain JSON, with every word in it already in the person's language:

{"kind": "line", …}  something over time: see line_chart.py
{"kind": "muscles", …}  sets of every muscle, week by week: see muscles_chart.py
{"kind": "week", …}  plan and done of a week, sets per muscle, body weight: see week_chart.py

matplotlib only as Figure and FigureCanvasAgg: no pyplot, no state between two charts.
"""

from __future__ import annotations

import io
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from handlers.views import line_chart, muscles_chart, week_chart
from handlers.views.ink import DPI, HEIGHT, PAPER, WIDTH


def draw(drawing: dict[str, Any]) -> bytes:
    """The picture as PNG. Raises KeyError for a kind there is not."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    canvas = FigureCanvasAgg(figure)
    KINDS[drawing["kind"]](figure, drawing)
    png = io.BytesIO()
    canvas.print_png(png, pil_kwargs={"compress_level": 4})  # type: ignore[no-untyped-call] # matplotlib's
    return png.getvalue()


KINDS = {"line": line_chart.draw, "muscles": muscles_chart.draw, "week": week_chart.draw}
