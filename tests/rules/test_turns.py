"""Whose turn it is in a superset, and when to rest: against a plain second telling of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules import turns
from models.rules.plan import Item, Plan, Timer
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind


class Workout:
    """Exercises by what is asked of each, and what was done of them. warmups: how many of each are left."""

    def __init__(self, *asked: list[PrescribedSet], superset: str = "A", warmups: Sequence[int] = ()) -> None:
        self.plan = Plan([_item(number, sets, superset) for number, sets in enumerate(asked, start=1)])
        self.warmups = {
            item.number: left for item, left in zip(self.plan.items, [*warmups, *[0] * len(asked)], strict=False)
        }
        self.sets: dict[int, list[DoneSet]] = {item.number: [] for item in self.plan.items}
        self.trail: list[Item] = []

    def done(self, item: Item) -> list[DoneSet]:
        return self.sets[item.number]

    def on(self) -> int | None:
        item = self._on()
        return None if item is None else item.number

    def _on(self) -> Item | None:
        return turns.on(self.plan, self.done, self.trail, lambda item: self.warmups[item.number] > 0)

    def warms_up(self, number: int) -> None:
        self.sets[number].append(DoneSet(kind=SetKind.WARMUP))
        self.warmups[number] -= 1

    def does(self, number: int) -> int:
        """The next set of the exercise; returns how long is rested after it."""
        item = self.plan.items[number - 1]
        index = item.next_index(self.done(item))
        assert index is not None
        asked = item.sets[index]
        self.sets[number].append(DoneSet(kind=asked.kind))
        self.warmups[number] = 0
        self.trail.append(item)
        return turns.rest_seconds(self.plan, item, asked, self._on(), self.done, self.trail)


def _item(number: int, sets: list[PrescribedSet], superset: str) -> Item:
    return Item(number, uuid4(), uuid4(), f"Nr {number}", ExerciseKind.WEIGHT, "barbell", 1, sets, superset=superset)


def work(sets: int, rest: int = 60) -> list[PrescribedSet]:
    return [PrescribedSet(reps=5, rest_seconds=rest)] * sets


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6), st.integers(0, 300)), min_size=2, max_size=5))
def test_everyone_in_turn_round_by_round_and_rest_after_each(asked: list[tuple[int, int, int]]) -> None:
    """Warm-ups first; then A1 B1 C1, rest, A2 B2 C2, rest …; who has fewer sets drops out."""
    warmups = [one for one, _, _ in asked]
    workout = Workout(*(work(sets, rest) for _, sets, rest in asked), warmups=warmups)
    rounds = list(zip_longest(*([number] * sets for number, (_, sets, _) in enumerate(asked, start=1))))
    for number in (number for number, left in enumerate(warmups, start=1) for _ in range(left)):
        assert workout.on() == number
        workout.warms_up(number)
    for place, each in enumerate(rounds, start=1):
        trained = [number for number in each if number is not None]
        for number in trained:
            assert workout.on() == number
            rest = workout.does(number)
            asks, last = asked[number - 1][2], asked[trained[-1] - 1][2]
            if number != trained[-1]:
                assert rest == (asks if asks < last else 0)
            else:
                assert rest == (max(asked[one - 1][2] for one in trained) if place < len(rounds) else 0)
    assert workout.on() is None


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_whatever_is_done_out_of_turn_every_set_comes_once(counts: list[int], chance: Random) -> None:
    workout = Workout(*(work(sets) for sets in counts))
    left = sum(counts)
    while (on := workout.on()) is not None:
        open_ones = [item.number for item in workout.plan.items if not item.is_done(workout.done(item))]
        workout.does(chance.choice([on, *open_ones]))
        left -= 1
    assert left == 0


def test_exercises_in_no_superset_come_one_after_the_other() -> None:
    workout = Workout(work(2, 90), work(2, 60), superset="")
    assert [(workout.on(), workout.does(number)) for number in (1, 1, 2, 2)] == [(1, 90), (1, 90), (2, 60), (2, 0)]


def test_two_supersets_are_two() -> None:
    workout = Workout(work(2), work(2), work(2), work(2))
    for item in workout.plan.items[2:]:
        item.superset = "B"
    order = []
    while (on := workout.on()) is not None:
        order.append((on, workout.does(on)))
    assert order == [(1, 0), (2, 60), (1, 0), (2, 60), (3, 0), (4, 60), (3, 0), (4, 0)]


def test_the_rest_is_the_longest_of_the_round_alone() -> None:
    """One that has dropped out asks for nothing."""
    workout = Workout(work(3, 60), work(1, 60), work(1, 240))
    assert [workout.does(number) for number in (1, 2, 3, 1, 1)] == [60, 60, 240, 60, 0]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [(90, 90, [0, 90]), (0, 90, [0, 90]), (30, 75, [30, 75]), (120, 60, [0, 120]), (90, 0, [0, 90]), (0, 0, [0, 0])],
)
def test_within_a_round_only_a_shorter_rest_is_one(first: int, second: int, wanted: list[int]) -> None:
    """It is for getting there; a longer one is for the exercise's own next set, and the other one is part of it."""
    workout = Workout(work(2, first), work(2, second))
    assert [workout.does(1), workout.does(2)] == wanted


def test_whoever_begins_with_the_second_goes_on_with_the_first() -> None:
    workout = Workout(work(2), work(2))
    workout.plan.focus = 2
    assert workout.on() == 2
    workout.plan.focus = None
    assert (workout.does(2), workout.on()) == (60, 1)
    assert (workout.does(1), workout.on()) == (0, 2)


@pytest.mark.parametrize("skipped", [1, 2])
def test_one_alone_is_rested_from_as_it_asks(skipped: int) -> None:
    workout = Workout(work(2, 90), work(2, 90))
    workout.plan.items[skipped - 1].skipped = True
    left = 3 - skipped
    assert (workout.on(), workout.does(left), workout.on(), workout.does(left)) == (left, 90, left, 0)


def test_a_plan_says_in_json_what_runs_and_what_takes_turns() -> None:
    workout = Workout(work(1), work(1))
    for timer in (None, Timer(1, 0, held=7), Timer(2, 3, since=datetime(2026, 3, 5, 18, 3, 20, 7, UTC))):
        workout.plan.timer = timer
        assert Plan.from_json(workout.plan.to_json()) == workout.plan
