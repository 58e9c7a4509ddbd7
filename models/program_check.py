"""What is to be said of a program's text that can be read: why it cannot be trained, and what whoever trains it should
know beforehand. Facts; the words are a locale's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.liftoscript.plan import Exercise as Line
from models.liftoscript.program import Program as Text
from models.programs import LONGEST_IDENTITY, LONGEST_NAME, days_of, movements_of
from models.rules.sets import Unit

MOST_A_DAY = 40  # exercises
MOST_TRAINED = 4_000  # exercises of all its days: each becomes a row, all in one transaction
MOST_NAMES = 150  # of exercises in a program
MOST_A_WEEK = 7  # days: one for each weekday


@dataclass(frozen=True, slots=True)
class Remark:
    """`code` names what there is to be said, `facts` are what its sentence needs."""

    code: str
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Size:
    """What the text comes to: weeks, days that are trained in all and in the fullest week, exercises by name."""

    weeks: int
    days: int
    days_per_week: int
    exercises: int


def size(text: Text) -> Size:
    return Size(len(text.weeks), len(days_of(text)), fullest_week(text), len(movements_of(text)))


def fullest_week(text: Text) -> int:
    """How many days its fullest week is trained on."""
    return max((sum(1 for day in week.days if day.trained) for week in text.weeks), default=0)


def obstacles(text: Text) -> list[Remark]:
    """Why it cannot be trained; empty where it can."""
    return list(_obstacles(text))


def _obstacles(text: Text) -> Iterator[Remark]:
    if not any(each.standing.sets for each in _trained(text)):
        yield Remark("no-sets")
    names = movements_of(text)
    if len(names) > MOST_NAMES:
        yield Remark("many-names", {"count": len(names), "most": MOST_NAMES})
    for name in names:
        if len(name) > LONGEST_NAME:
            yield Remark("long-name", {"name": name, "most": LONGEST_NAME})
    for identity in dict.fromkeys(each.identity for each in _trained(text)):
        if len(identity) > LONGEST_IDENTITY:
            yield Remark("long-identity", {"name": identity, "most": LONGEST_IDENTITY})
    trained = len(_trained(text))
    if trained > MOST_TRAINED:
        yield Remark("many-exercises", {"count": trained, "most": MOST_TRAINED})
    for day in days_of(text):
        if len(day.trained) > MOST_A_DAY:
            yield Remark("full-day", {"name": day.name, "count": len(day.trained), "most": MOST_A_DAY})


def remarks(text: Text, unit: Unit) -> list[Remark]:
    """What a person with this unit should know before they train it."""
    return list(_remarks(text, unit))


def _remarks(text: Text, unit: Unit) -> Iterator[Remark]:
    first = {each.identity: each for each in reversed(_trained(text))}
    empty = [each.name for each in first.values() if not each.standing.sets]
    if empty:
        yield Remark("without-sets", {"name": empty[-1], "more": len(empty) - 1})
    growing = {each.identity for each in _trained(text) if each.progress and each.progress.kind != "none"}
    if not growing:
        yield Remark("no-progress")
    elif len(growing) < len(first):
        yield Remark("some-progress", {"count": len(first) - len(growing), "of": len(first)})
    asked = {name for each in _trained(text) if each.progress for name in each.progress.asked}
    if asked:
        yield Remark("asks", {"names": ", ".join(sorted(asked))})
    if fullest_week(text) > MOST_A_WEEK:
        yield Remark("long-week", {"days": fullest_week(text), "most": MOST_A_WEEK})
    if len({sum(1 for day in week.days if day.trained) for week in text.weeks}) > 1:
        yield Remark("uneven-weeks")
    if text.unit != unit.value and _weighed(text):
        yield Remark("other-unit", {"unit": text.unit, "own": unit.value})


def _trained(text: Text) -> list[Line]:
    return [each for day in text.days for each in day.trained]


def _weighed(text: Text) -> bool:
    return any(each.weight is not None for line in _trained(text) for each in line.standing.sets)
