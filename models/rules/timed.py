"""Timed sets that run by themselves: which can, which one does, and when it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.plan import Item, Plan, Timer
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet

MOST_SECONDS = 32_767

Done = Callable[[Item], Sequence[DoneSet]]
"""The sets logged of an exercise."""


def can_run(item: Item, asked: PrescribedSet) -> bool:
    """Whether a timer can run the set: it counts time, and nothing else."""
    timed = asked.seconds is not None or item.kind is ExerciseKind.TIMED
    return timed and asked.reps is None and asked.distance_m is None


def goes_on(asked: PrescribedSet) -> bool:
    """Whether the next set begins by itself when this one and its rest are over: where the program says so, and in a
    course of sets with names (run, walk) and no rest. Before any other a person must get into position.
    """
    return asked.auto or (bool(asked.label) and not asked.rest_seconds)


def counts_up(asked: PrescribedSet) -> bool:
    """Whether the set ends when the person says so."""
    return asked.count_up or asked.seconds is None


@dataclass(frozen=True, slots=True)
class Running:
    """A set that a timer runs, or that was stopped."""

    item: Item
    index: int
    timer: Timer

    @property
    def asked(self) -> PrescribedSet:
        return self.item.sets[self.index]

    @property
    def since(self) -> datetime | None:
        """When it begins or began; None where it was stopped."""
        return self.timer.since

    @property
    def ends_at(self) -> datetime | None:
        """When it is over; None where that is not known."""
        if self.since is None or self.asked.seconds is None or self.asked.count_up:
            return None
        return self.since + timedelta(seconds=self.asked.seconds)

    def seconds(self, now: datetime) -> int:
        """Whole seconds of it that are done."""
        if self.since is None:
            return self.timer.held
        most = MOST_SECONDS if self.asked.seconds is None or self.asked.count_up else self.asked.seconds
        return max(0, min(most, int((now - self.since).total_seconds())))


def running(plan: Plan, done: Done) -> Running | None:
    """The set whose timer was begun last, while it is the one that comes next of its exercise: a set logged or taken
    back meanwhile has ended it.
    """
    timer = plan.timer
    item = None if timer is None else plan.item(timer.item)
    if timer is None or item is None or item.skipped or len(done(item)) != timer.count:
        return None
    index = item.next_index(done(item))
    if index is None or not can_run(item, item.sets[index]):
        return None
    return Running(item, index, timer)
