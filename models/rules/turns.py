"""Which exercise of a workout is on, and how long to rest after a set: exercises of a superset take turns.

After a set comes the next exercise of the superset that has sets left, at once or after a short rest; after the last of
them the first again, with the rest of the round. `trail`: the exercises of the working sets in the order of doing them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from models.rules.plan import Item, Plan
from models.rules.sets import PrescribedSet
from models.rules.timed import Done, running

Test = Callable[[Item], bool]
"""Whether a warm-up of the exercise comes next."""


def on(plan: Plan, done: Done, trail: Sequence[Item], warms_up: Test) -> Item | None:
    """The exercise that is on: the one whose set runs, else the one chosen, else the first that is not done, or whose
    turn it is in its superset. None when all are done.
    """
    runs = running(plan, done)
    if runs is not None and runs.since is not None:
        return runs.item
    chosen = plan.item(plan.focus) if plan.focus is not None else None
    if chosen is not None and not chosen.is_done(done(chosen)):
        return chosen
    first = next((item for item in plan.items if not item.is_done(done(item))), None)
    return first and turn(plan.group(first), done, trail, warms_up)


def turn(group: Sequence[Item], done: Done, trail: Sequence[Item], warms_up: Test) -> Item | None:
    """Whose set comes next in a superset: the warm-ups of each, then one after the other. None when all is done."""
    left = [item for item in group if not item.is_done(done(item))]
    if len(left) <= 1:
        return next(iter(left), None)
    own = _own(group, trail)
    place = group.index(own[-1]) + 1 if own else 0
    following = next(item for item in [*group[place:], *group[:place]] if item in left)
    return next((item for item in left if warms_up(item)), following)


def rest_seconds(
    plan: Plan, item: Item, asked: PrescribedSet, following: Item | None, done: Done, trail: Sequence[Item]
) -> int:
    """How long to rest after a working set of the exercise, asked so, and before the exercise that follows; 0: not at
    all.

    After a round of a superset that is the longest rest that its sets ask for: whoever did the heavy one first needs it
    still when the light one is over. Within a round the sets of the others are the rest; only one that is shorter than
    what the last of them asks for is meant for getting there, and kept.
    """
    if following is None:
        return 0
    group = plan.group(item)
    if len(group) == 1:
        return asked.rest_seconds
    if following in group and group.index(following) > group.index(item):
        last = [each for each in group if not each.is_done(done(each))][-1]
        return asked.rest_seconds if asked.rest_seconds < _asked_next(last, done).rest_seconds else 0
    return max([asked.rest_seconds, *(_asked_last(each, done).rest_seconds for each in _round(group, trail))])


def _own(group: Sequence[Item], trail: Sequence[Item]) -> list[Item]:
    return [item for item in trail if item in group]


def _round(group: Sequence[Item], trail: Sequence[Item]) -> list[Item]:
    """The exercises of the last round but the last one, as far as something is asked of them."""
    own = _own(group, trail)
    begins = [0, *(at for at, (one, other) in enumerate(pairwise(own), 1) if group.index(other) <= group.index(one))]
    return [item for item in own[begins[-1] : -1] if item.sets]


def _asked_next(item: Item, done: Done) -> PrescribedSet:
    return item.sets[item.next_index(done(item)) or 0]


def _asked_last(item: Item, done: Done) -> PrescribedSet:
    index = item.next_index(done(item))
    return item.sets[-1] if index is None else item.sets[max(0, index - 1)]
