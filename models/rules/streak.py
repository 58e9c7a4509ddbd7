"""Weeks in a row on plan, and the missed week that is forgiven: docs/week.md."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """What became of the sessions that were planned for a week or trained in it.

    done: trained in it, `ahead` of them planned for a later week. moved: out of it, by the person. missed: not trained,
    so that the plan was shifted. What is none of these was left out on purpose. over = False: the week still runs.
    """

    planned: int
    done: int = 0
    moved: int = 0
    missed: int = 0
    ahead: int = 0
    over: bool = True

    @property
    def caught_up(self) -> int:
        """How many of the missed ones were trained in the same week after all: by then they stood in the next one's."""
        return min(self.missed, self.ahead)

    @property
    def kept(self) -> bool:
        """Whether every planned session was done or deliberately moved."""
        return self.done + self.moved + self.caught_up >= self.planned

    @property
    def shifted(self) -> bool:
        """Whether whatever was not done was missed, so that the plan has it still to come."""
        return self.done + self.moved + self.missed >= self.planned


@dataclass(frozen=True, slots=True)
class Streak:
    """Weeks kept in a row. at_stake: the last week was missed, and is forgiven if the one that runs is kept. whole: no
    week ended it, so that weeks before those that were asked about may belong to it.
    """

    weeks: int = 0
    at_stake: bool = False
    whole: bool = True


def streak(weeks: Iterable[PlannedWeek], *, pardon: bool = False) -> Streak:
    """The streak up to the newest week, which comes first; pardon: the week after the newest still runs."""
    length, forgiven, kept_after = 0, False, pardon
    for week in weeks:
        if not week.planned:
            continue
        if week.kept:
            length, kept_after = length + 1, True
        elif not week.over:
            kept_after = week.shifted
        elif kept_after and week.shifted:
            forgiven, kept_after = forgiven or not length, False
        else:
            return Streak(length, forgiven and bool(length), whole=False)
    return Streak(length, forgiven and bool(length))
