"""The one suggestion: a lighter week after hard ones, by the table of docs/suggestions.md, with the signs seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HARD_WEEKS = 3
MOST_WEEKS = 6
"""Further back nobody looks: five hard weeks or fifteen, the answer is the same."""
LEAST_WORKOUTS = 2
LASTS = timedelta(days=7)
ASKED_AGAIN = timedelta(days=7)
"""After one that was not answered."""
ANSWERED_AGAIN = timedelta(days=21)


class Sign(StrEnum):
    """What a hard week is known by: the first of these that is strong enough is told."""

    EFFORT = "EFFORT"  # mean of the workouts', 1 … 10
    DIFFICULTY = "DIFFICULTY"  # mean of the exercises', 1 … 10
    MISSED = "MISSED"  # percent of the sets asked
    RPE = "RPE"  # percent of the sets whose RPE was asked and told
    SORENESS = "SORENESS"  # mean of the workouts', 1 … 10


@dataclass(frozen=True, slots=True)
class Told:
    """What a workout tells of how hard it was.

    difficulty: of each exercise rated. asked: working sets of the exercises begun, missed: those of them that were not
    done, or below their reps. rated: sets done whose RPE was asked and told, above: those of them beyond it. lighter:
    it was one of a lighter week.
    """

    effort: int | None = None
    soreness: int | None = None
    difficulty: tuple[int, ...] = ()
    asked: int = 0
    missed: int = 0
    rated: int = 0
    above: int = 0
    lighter: bool = False


Week = Sequence[Told]
Seen = tuple[Sign, int]
"""A sign and how strong it is: a rating rounded to whole, or percent."""


@dataclass(frozen=True, slots=True)
class LighterWeek:
    """A lighter week, because of so many hard ones in a row; what the last three were known by, the earliest first."""

    weeks: int
    signs: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An earlier suggestion. until: when the lighter week that was accepted is over."""

    made_at: datetime
    answered: bool = False
    until: datetime | None = None


def lighter_week(weeks: Sequence[Week]) -> LighterWeek | None:
    """What the weeks say, the running one first; None where the last three were not all hard."""
    signs: list[Seen] = []
    for week in weeks[:MOST_WEEKS]:
        found = sign(week)
        if found is None:
            break
        signs.append(found)
    if len(signs) < HARD_WEEKS:
        return None
    return LighterWeek(len(signs), tuple(reversed(signs[:HARD_WEEKS])))


def sign(week: Week) -> Seen | None:
    """What makes the week a hard one; None where it was none, too little was trained, or it was a lighter one."""
    if len(week) < LEAST_WORKOUTS or any(each.lighter for each in week):
        return None
    return next((found for rule in _RULES if (found := rule(week)) is not None), None)


def may_ask(earlier: Sequence[Asked], now: datetime) -> bool:
    """Whether it is time to suggest anything: never during a lighter week, once a week, not soon after an answer."""
    return all(
        (each.until is None or each.until <= now)
        and each.made_at + (ANSWERED_AGAIN if each.answered else ASKED_AGAIN) <= now
        for each in earlier
    )


def _mean(which: Sign, values: Sequence[int], least_values: int, halves: int) -> Seen | None:
    """The mean in whole steps, halves up, where it is so many half steps at least."""
    if len(values) < least_values or 2 * sum(values) < halves * len(values):
        return None
    return which, (2 * sum(values) + len(values)) // (2 * len(values))


def _share(which: Sign, part: int, whole: int, least: int, percent: int) -> Seen | None:
    """The percentage, rounded down, where it is at least that."""
    if whole < least or 100 * part < percent * whole:
        return None
    return which, 100 * part // whole


_RULES: tuple[Callable[[Week], Seen | None], ...] = (
    lambda week: _mean(Sign.EFFORT, [each.effort for each in week if each.effort], 2, 16),
    lambda week: _mean(Sign.DIFFICULTY, [rating for each in week for rating in each.difficulty], 4, 17),
    lambda week: _share(Sign.MISSED, sum(each.missed for each in week), sum(each.asked for each in week), 10, 25),
    lambda week: _share(Sign.RPE, sum(each.above for each in week), sum(each.rated for each in week), 4, 50),
    lambda week: _mean(Sign.SORENESS, [each.soreness for each in week if each.soreness], 2, 14),
)
"""The table of docs/suggestions.md: how many there must be of what, and from where on it is strong enough."""
