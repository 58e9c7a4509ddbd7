"""Weekdays in words, and as the bits that a button carries."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.views.texts import label

EVERY = range(7)


def name(weekday: int) -> str:
    """A weekday in short: "Mon" for 0."""
    return label("weekday", day=weekday)


def names(weekdays: Iterable[int]) -> str:
    """Weekdays in short, in order: "Mon Wed Fri"."""
    return " ".join(name(weekday) for weekday in sorted(weekdays))


def to_bits(weekdays: Iterable[int]) -> int:
    return sum(1 << weekday for weekday in set(weekdays))


def from_bits(bits: int) -> list[int]:
    """The weekdays in order; bits that stand for none are passed over."""
    return [weekday for weekday in EVERY if bits >> weekday & 1]
