"""What people did, in the order Telegram gave it, and what must have come of it: the plainest model there is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from handlers.views import taps

PRESCRIBED = 60  # sets of the one exercise: more than anybody does in a workout here
REPS = 5
POINTS = 2  # measurements that make a picture
ONE = re.compile(r"(\d+)x(\d+)")
MORE = re.compile(r"(\d)x(\d+) (\d+)")
MEASURED = re.compile(r"/measure waist ([\d.]+)")


@dataclass(frozen=True)
class Act:
    """Something a person did, or (closed) left undone: `words` is a text or callback data."""

    update_id: int
    kind: Literal["text", "edit", "tap", "closed"]
    words: str
    message_id: int | None = None


@dataclass(frozen=True)
class Done:
    """A set: who wrote it where, if anybody did, and what it was."""

    message_id: int | None
    reps: int
    kg: int


@dataclass
class Workout:
    sets: list[Done] = field(default_factory=list)
    is_open: bool = True


@dataclass
class Book:
    """What the person would have written into a book of paper. Nobody writes sets while no workout is open."""

    kg: int
    workouts: dict[UUID, Workout] = field(default_factory=dict)
    measured: list[str] = field(default_factory=list)
    pictures: int = 0  # asked for where there were measurements enough

    @classmethod
    def of(cls, kg: int, acts: Iterable[Act]) -> Book:
        book = cls(kg)
        for act in acts:
            book.add(act)
        return book

    @property
    def open(self) -> Workout | None:
        return next((each for each in self.workouts.values() if each.is_open), None)

    def add(self, act: Act) -> None:
        match act.kind:
            case "tap" if taps.CHART.read(act.words) is not None:
                self.pictures += len(self.measured) >= POINTS
            case "tap":
                self._tapped(act.words)
            case "text" if measured := MEASURED.fullmatch(act.words):
                self.measured.append(measured[1])
            case "text" if self.open is not None:
                self.open.sets += sets_in(act)
            case "edit":
                self._edited(act)
            case "closed" if self.open is not None:
                self.open.is_open = False

    def _tapped(self, data: str) -> None:
        if (start := taps.START.read(data)) is not None:
            if self.open is None:
                self.workouts.setdefault(start[0], Workout())
        elif (log := taps.LOG.read(data)) is not None:
            workout = self._opened(log[0])
            if workout is not None and len(workout.sets) == log[2] < PRESCRIBED:
                workout.sets.append(Done(None, REPS, self.kg))
        elif (undo := taps.UNDO.read(data)) is not None:
            workout = self._opened(undo[0])
            if workout is not None and len(workout.sets) == undo[1] > 0:
                last = workout.sets.pop()
                while last.message_id is not None and workout.sets and workout.sets[-1].message_id == last.message_id:
                    workout.sets.pop()
        elif (end := taps.NO_NOTE.read(data)) is not None:
            workout = self._opened(end[0])
            if workout is not None:
                workout.is_open = False

    def _edited(self, act: Act) -> None:
        for workout in self.workouts.values():
            own = [place for place, each in enumerate(workout.sets) if each.message_id == act.message_id]
            if own and (new := sets_in(act)):
                workout.sets[own[0] : own[-1] + 1] = new

    def _opened(self, session: UUID) -> Workout | None:
        workout = self.workouts.get(session)
        return workout if workout is not None and workout.is_open else None


def sets_in(act: Act) -> list[Done]:
    """The sets of "101x5" and "3x5 101"; none in anything else."""
    if one := ONE.fullmatch(act.words):
        return [Done(act.message_id, int(one[2]), int(one[1]))]
    if more := MORE.fullmatch(act.words):
        return [replace(Done(act.message_id, int(more[2]), int(more[3])))] * int(more[1])
    return []
