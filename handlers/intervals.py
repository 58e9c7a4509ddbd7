"""Timed sets that run by themselves: started and stopped by a tap, and logged when their time is over."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from handlers import workout
from handlers.conversation import OnTap
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import label
from models import clock, timers
from models.rules.plan import as_done
from models.rules.timed import Running, can_run, counts_up
from models.workouts import Live


async def start(unit: Unit, session_id: UUID, number: int, count: int, going_on: int) -> None:
    """The timer of the next set begins, or goes on where it was stopped. Of intervals each begins the next."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return
    found, item = now
    index, runs = item.next_index(found.done(item)), found.runs
    if runs is not None and runs.since is not None and runs.item is item:
        unit.toast(label("running-already"))
    elif len(found.logged(item)) != count or index is None or not can_run(item, item.sets[index]):
        unit.toast(label("too-late"))
    else:
        await timers.start(found, item, going_on=bool(going_on))
    await workout.show_card(unit, found)


async def stop(unit: Unit, session_id: UUID, number: int, count: int) -> None:
    """It runs no more. One that counts up is over now; of any other what was done can be logged, or it goes on."""
    now = await _of_a_tap(unit, session_id, number, count)
    if now is None:
        return
    found, runs = now
    seconds = runs.seconds(clock.now())
    if runs.since is None or not counts_up(runs.asked) or not seconds:
        await timers.stop(found)
    else:
        await _log(unit, found, runs, seconds)
    await workout.show_card(unit, found)


async def log_held(unit: Unit, session_id: UUID, number: int, count: int) -> None:
    """What was done of a set that was stopped is all of it."""
    now = await _of_a_tap(unit, session_id, number, count)
    if now is None:
        return
    found, runs = now
    if runs.since is None:
        await _log(unit, found, runs, runs.timer.held)
    else:
        unit.toast(label("running-already"))
    await workout.show_card(unit, found)


async def _log(unit: Unit, found: Live, runs: Running, seconds: int) -> None:
    done = replace(as_done(runs.asked), unit=unit.user.unit, seconds=seconds)
    await workout.write_sets(unit, found, runs.item, [done])


async def _of_a_tap(unit: Unit, session_id: UUID, number: int, count: int) -> tuple[Live, Running] | None:
    """The workout and the set that a button is about, while its timer is the one begun last."""
    now = await workout.opened(unit, session_id, number)
    if now is None:
        return None
    found, item = now
    runs = found.runs
    if runs is None or runs.item is not item or runs.timer.count != count:
        unit.toast(label("too-late"))
        await workout.show_card(unit, found)
        return None
    return found, runs


ENTRY_POINTS = (OnTap(taps.START_SET, start), OnTap(taps.STOP_SET, stop), OnTap(taps.LOG_HELD, log_held))
