"""What all pictures have in common: colours, letters, numbers, and axes with little ink.

The paper is light and opaque, so that a picture is the same in a dark chat and in a light one.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

mpl.rcParams["text.parse_math"] = False  # "$" is money, not mathematics

WIDTH, HEIGHT = 800, 500
DPI = 100
MOST_NAMED = 40
SHORT = 11
THOUSANDS = 10_000
YEAR = 330  # days from which the year is told

PAPER, INK, FAINT, LINE = "#f6f7f9", "#1c2733", "#66727f", "#d5dbe1"
BLUE, PALE_BLUE, GREEN, GOLD = "#2f7fd6", "#a9c8ea", "#2e9e5b", "#b06d00"

RIGHT: dict[str, Any] = {"ha": "right", "va": "top"}
CENTRE: dict[str, Any] = {"ha": "center", "va": "center"}


def heading(figure: Figure, title: str, most: int) -> None:
    """The title, top left."""
    line = shown(title, most)
    figure.text(0.04, 0.93, line, size=22 if len(line) <= SHORT * 2 else 17, weight="bold", color=INK, va="top")


def bare(axes: Axes) -> None:
    """No frame, faint lines across, large figures."""
    axes.set_facecolor(PAPER)
    axes.tick_params(labelsize=15, length=0, pad=8, colors=FAINT)
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
