"""What a scenario of the torture found: figures, against those wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`ok`: what was seen is as it was wanted, or only said."""

    name: str
    wanted: str
    seen: str
    ok: bool


def none(name: str, found: Sequence[object] | int) -> Figure:
    """Something of which there must be none; of a list the first few are shown."""
    many = found if isinstance(found, int) else len(found)
    shown = "" if isinstance(found, int) else "".join(f"; {each}" for each in found[:3])
    return Figure(name, "0", f"{many}{shown}", ok=not many)


def at_most(name: str, most: float, seen: float, unit: str = "") -> Figure:
    return Figure(name, f"≤ {most:g} {unit}".rstrip(), f"{seen:.4g} {unit}".rstrip(), ok=seen <= most)


def known(name: str, seen: object) -> Figure:
    """Said for the record: how much was done."""
    return Figure(name, "", str(seen), ok=True)


def table(scenario: str, figures: Sequence[Figure]) -> list[str]:
    """The figures as lines of a Markdown table."""
    marks = [("" if not each.wanted else "ok" if each.ok else "**FAILED**") for each in figures]
    return [
        f"| {scenario} | {each.name} | {each.wanted} | {each.seen} | {mark} |"
        for each, mark in zip(figures, marks, strict=True)
    ]
