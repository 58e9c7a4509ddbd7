"""What all pictures have in common: colours, letters, numbers, and axes with little ink.

The paper is light and opaque, so that a picture is the same in a dark chat and in a light one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

mpl.rcParams["text.parse_math"] = False  # "$" is money, not mathematics

WIDTH, HEIGHT = 800, 500
DPI = 100
MOST_NAMED = 40
SHORT = 11
LEFT = 0.04
TITLE_SIZES = (25, 21, 17)
NOTE_SIZES = (19, 17, 15)  # 8 pixels high at least on a phone, on which a picture is 320 wide
NOTE = NOTE_SIZES[0]
LONGEST_TITLE = 48
THOUSANDS = 10_000
YEAR = 330  # days from which the year is told

PAPER, INK, FAINT, LINE = "#f6f7f9", "#1c2733", "#66727f", "#d5dbe1"
BLUE, PALE_BLUE, GREEN, GOLD = "#2f7fd6", "#a9c8ea", "#2e9e5b", "#b06d00"

RIGHT: dict[str, Any] = {"ha": "right", "va": "top"}
CENTRE: dict[str, Any] = {"ha": "center", "va": "center"}


def heading(figure: Figure, title: str, until: float = 0.96, top: float = 0.93) -> None:
    """The title, top left, as large as there is room; until: a share of the width."""
    text = figure.text(LEFT, top, shown(title, LONGEST_TITLE), weight="bold", color=INK, va="top")
    fit(text, TITLE_SIZES, until - LEFT)


def fit(text: Text, sizes: Sequence[float], width: float) -> None:
    """Give it the first of the sizes in which it is no wider than that, or the last, cut short."""
    for size in sizes:
        text.set_fontsize(size)
        if across(text) <= width:
            return
    line = text.get_text()
    text.set_text(shown(line, max(1, int(len(line) * width / across(text)) - 1)))


def across(text: Text) -> float:
    """How wide it will be, as a share of the width of its figure."""
    return float(text.get_window_extent().width) / WIDTH


def bare(axes: Axes) -> None:
    """No frame, faint lines across, large figures."""
    axes.set_facecolor(PAPER)
    axes.tick_params(labelsize=NOTE, length=0, pad=8, colors=FAINT)
    axes.grid(axis="y", color=LINE, linewidth=1)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def day(day: date, other: date) -> str:
    """The day as "3 Nov", or as "Nov 2024" where the other day is about a year away or more."""
    return f"{day:%b} {day.year}" if abs((day - other).days) >= YEAR else f"{day.day} {day:%b}"


def number(value: Decimal) -> str:
    """Without needless zeros, with a true minus."""
    text = f"{value.normalize() + 0:f}"
    return text.replace("-", "−")


def short(value: float) -> str:
    """A number at the side of the chart: "82.5", "−12k"."""
    large = abs(value) >= THOUSANDS
    return number(Decimal(f"{value / 1000 if large else value:.4g}")) + ("k" if large else "")


def minutes(seconds: Decimal) -> str:
    """Seconds as "0:45", "12:30", "1:05:00"."""
    whole, rest = divmod(int(seconds), 60)
    hours, left = divmod(whole, 60)
    return f"{hours}:{left:02}:{rest:02}" if hours else f"{whole}:{rest:02}"


def signed(value: Decimal) -> str:
    return "±0" if not value else number(value) if value < 0 else f"+{number(value)}"


def shown(text: str, most: int = MOST_NAMED) -> str:
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
