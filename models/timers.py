"""What runs by itself in a workout: the rest between two sets, and sets that count time.

There is one timer for both, which never run at once: a REST row, that says when the next thing happens. Which set runs,
and since when, stands in the plan; the row only wakes whoever logs it, as of the instant at which it was over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from models import clock, reminders, workouts
from models.people import User
from models.reminders import Reminder, ReminderKind
from models.rules import summary, turns
from models.rules.plan import Item, Timer, as_done
from models.rules.sets import DoneSet, PrescribedSet
from models.rules.summary import TotalTooLargeError
from models.rules.timed import Running, can_run, goes_on
from models.workouts import Live, TooManySetsError

OF_A_SET = {"set": True}  # what the row says where it is no rest


# -- the rest between sets ----------------------------------------------------------------------------


async def resting_until(user: User) -> datetime | None:
    """When the rest between two sets is over; None when there is no rest."""
    row = await reminders.Reminder.filter(user_id=user.id, kind=ReminderKind.REST, fired=False).first()
    return None if row is None or row.data else row.due_at


async def rest_until(found: Live, until: datetime) -> None:
    """The rest ends then; an instant that is over ends it now."""
    if until > clock.now():
        found.rest_until = until
        await reminders.remind(found.user.id, ReminderKind.REST, until)
    else:
        found.rest_until = None
        await reminders.forget(found.user.id, ReminderKind.REST)


# -- sets ---------------------------------------------------------------------------------------------


async def log(
    found: Live,
    item: Item,
    sets: Sequence[DoneSet],
    *,
    logged_at: datetime,
    message_id: int | None = None,
) -> None:
    """Log sets of an exercise, and begin what follows: the rest, or the next interval where one was running. Raises as
    workouts.log_sets().
    """
    asked, ran = _asked(found, item), found.runs
    await workouts.log_sets(found, item, sets, logged_at=logged_at, message_id=message_id)
    ended_at = clock.now()
    if ran is not None and ran.since is not None:
        ended_at = min(ended_at, max(ran.since, logged_at))
    await _go_on(found, item, asked if summary.working(sets) else None, ran, ended_at)


async def start(found: Live, item: Item, *, going_on: bool) -> None:
    """Run the next set of the exercise, which counts time, from its beginning, or from where it was stopped."""
    runs = found.runs
    held = runs.timer.held if going_on and runs is not None and runs.item is item else 0
    found.plan.timer = Timer(item.number, len(found.logged(item)), clock.now() - timedelta(seconds=held))
    found.plan.focus = item.number
    await workouts.save_plan(found)
    await wake(found)


async def stop(found: Live) -> None:
    """Nothing runs any more: the rest is over, and a set stands where it was stopped."""
    runs = found.runs
    if found.plan.timer is not None:
        held = 0 if runs is None else runs.seconds(clock.now())
        found.plan.timer = replace(found.plan.timer, since=None, held=held) if held else None
        await workouts.save_plan(found)
    await rest_until(found, clock.now())


async def catch_up(found: Live, until: datetime) -> bool:
    """Log the sets that ran out by then, each as of its end. True when there were any.

    A set for which the workout has no room stops: whoever logs it by hand is told why.
    """
    caught = False
    while (runs := found.runs) is not None and (ended := runs.ends_at) is not None and ended <= until:
        done = replace(as_done(runs.asked), unit=found.user.unit)
        try:
            await log(found, runs.item, [done], logged_at=ended)
        except (TotalTooLargeError, TooManySetsError):
            await stop(found)
        caught = True
    return caught


async def wake(found: Live) -> None:
    """Have the row say when something happens to the set that runs: it begins, or it is over."""
    runs = found.runs
    if runs is None or runs.since is None:
        return
    due_at = runs.since if runs.since > clock.now() else runs.ends_at
    found.rest_until = None
    if due_at is None:
        await reminders.forget(found.user.id, ReminderKind.REST)
    else:
        await reminders.remind(found.user.id, ReminderKind.REST, due_at, data=OF_A_SET)


async def recount(found: Live, ran: Running | None) -> None:
    """Sets before the one that runs were corrected: it goes on, where it still comes next."""
    if ran is not None and found.runs is None:
        found.plan.timer = replace(ran.timer, count=len(found.logged(ran.item)))
        await (stop(found) if found.runs is None else wake(found))


async def over(found: Live, row: Reminder) -> bool:
    """What a row that is due says has happened. False where there is nothing to tell of it."""
    if not row.data:
        return found.current is not None
    if await catch_up(found, clock.now()):
        return True
    await wake(found)
    return found.runs is not None and found.runs.since is not None and found.runs.since <= clock.now()


def active_at(found: Live) -> datetime | None:
    """When the set that runs will be, or was, the last sign of the person; None where none runs."""
    runs = found.runs
    return None if runs is None else runs.ends_at or runs.since


def _asked(found: Live, item: Item) -> PrescribedSet:
    """The set now asked of the exercise, whose rest follows it."""
    index = item.next_index(found.done(item))
    if index is not None:
        return item.sets[index]
    return item.sets[-1] if item.sets else PrescribedSet()


async def _go_on(found: Live, item: Item, asked: PrescribedSet | None, ran: Running | None, ended_at: datetime) -> None:
    """What follows a set: of a superset, the turn of the next one; of a course that runs, the next interval. A set of
    another exercise that runs goes on. asked: None where it was a warm-up, after which loading the bar is rest enough.
    """
    plan, before = found.plan, (found.plan.focus, found.plan.timer)
    group = plan.group(item)
    if len(group) > 1 and any(each.number == plan.focus for each in group):
        following = turns.turn(group, found.done, found.trail, found.warms_up)
        plan.focus = following.number if following else plan.focus
    rested_at = ended_at
    if asked is not None:
        seconds = turns.rest_seconds(plan, item, asked, found.current, found.done, found.trail)
        rested_at += timedelta(seconds=seconds)
    if found.runs is None:
        ran_itself = ran is not None and ran.since is not None and ran.item is item
        begins = asked is not None and goes_on(asked) and ran_itself
        plan.timer = _next_interval(found, item, rested_at) if begins else None
    if before != (plan.focus, plan.timer):
        await workouts.save_plan(found)
    if found.runs is None or found.runs.since is None:
        await rest_until(found, rested_at)
    elif plan.timer != before[1]:
        await wake(found)


def _next_interval(found: Live, item: Item, begins_at: datetime) -> Timer | None:
    """The timer of the set after one of this exercise: of the exercise itself, or of the next in its superset."""
    following = found.current
    if following is None or following not in found.plan.group(item) or not can_run(following, _asked(found, following)):
        return None
    return Timer(following.number, len(found.logged(following)), begins_at)
