"""Timed sets that are no course: holds, started, stopped, and counted up."""

from __future__ import annotations

from handlers.views import taps
from models.rules.sets import PrescribedSet
from tests.athletes import straight, training
from tests.conftest import World
from tests.dialogues.test_intervals import PLANK, UP, at, first, logged, one_card, timers
from tests.training import session_of


async def test_a_hold_is_logged_when_its_time_is_over_and_the_next_one_waits(world: World) -> None:
    """Nobody is in position when a rest ends."""
    ann = await training(world, PLANK)
    assert first(ann) == "Set 1 · 30 s"
    assert ann.last.buttons[0] == ["✓ 30 s", "▶ Start"]
    await ann.taps("▶ Start")
    assert at(ann) == "Set 1 · 30 s · then rest 1:00"
    assert "Rest" not in ann.last
    await world.passes(seconds=31)
    assert ann.buzzes == 1
    assert first(ann).startswith("Rest 1:00 · until ")
    assert first(ann).endswith(" · then Set 2 · 30 s")
    assert "✓ 30 s" in ann.last
    await world.passes(seconds=61)
    assert ann.buzzes == 2
    assert first(ann) == "Set 2 · 30 s"
    await world.passes(minutes=10)
    assert ann.buzzes == 2
    assert await logged() == [30]
    await ann.taps("✓ 30 s")
    await ann.taps("▶ Start")
    await world.passes(seconds=31)
    assert "All sets done" in ann.last
    assert await logged() == [30, 30, 30]
    assert await timers() == 0
    assert one_card(ann)


async def test_a_hold_can_be_stopped_logged_as_it_is_or_gone_on_with(world: World) -> None:
    ann = await training(world, PLANK)
    await ann.taps("▶ Start")
    await world.passes(seconds=12)
    await ann.taps("■ Stop")
    assert first(ann) == "Set 1 · 30 s"
    assert ann.last.buttons[:2] == [["✓ 30 s", "▶ Start"], ["✓ 12 s", "▶ Go on"]]
    await world.passes(minutes=5)
    await world.restart()
    assert (ann.buzzes, await logged()) == (0, [])
    await ann.taps("▶ Go on")
    await world.passes(seconds=15)
    assert await logged() == []
    await ann.taps("■ Stop")
    assert ann.last.buttons[1] == ["✓ 27 s", "▶ Go on"]
    await ann.taps_twice("✓ 27 s")
    assert await logged() == [27]
    assert "Rest 1:00" in ann.last
    await ann.taps("▶ Start")
    await world.passes(seconds=20)
    await ann.taps_twice("■ Stop")
    await ann.taps("▶ Start")
    assert not ann.sees_button("Go on")
    await world.passes(seconds=29)
    assert await logged() == [27], "from its beginning"
    await world.passes(seconds=3)
    assert await logged() == [27, 30]
    assert one_card(ann)


async def test_more_and_less_time_while_it_runs(world: World) -> None:
    ann = await training(world, PLANK)
    await ann.taps("▶ Start")
    await ann.taps("+ 5 s")
    await ann.taps("+ 5 s")
    assert at(ann) == "Set 1 · 40 s · then rest 1:00"
    await world.passes(seconds=35)
    assert await logged() == []
    await ann.taps("− 5 s")
    await world.jump(seconds=1)
    assert await logged() == [35], "less than nothing was left: it is over"
    assert ann.buzzes == 1


async def test_two_taps_on_start_are_one(world: World) -> None:
    ann = await training(world, PLANK)
    await ann.taps_twice("▶ Start")
    await world.passes(seconds=15)
    await ann.forges(taps.START_SET((await session_of(ann)).id, 1, 0, 0))
    assert ann.toasts[-1] == "It is running already."
    await world.passes(seconds=16)
    assert await logged() == [30]
    assert one_card(ann)


async def test_a_hold_counted_up_ends_when_the_person_says_so(world: World) -> None:
    ann = await training(world, UP)
    assert first(ann) == "Set 1 · 20 s+"
    await ann.taps("▶ Start")
    assert first(ann).startswith("Set 1 · 20 s+ · since ")
    assert ann.last.buttons[0] == ["■ Stop and log"]
    await world.restart()
    await world.passes(seconds=75)
    assert ann.buzzes == 0
    await ann.taps_twice("■ Stop and log")
    assert await logged() == [75]
    assert "Rest 1:00" in ann.last
    assert "✓ 1:15" in ann.last
    await ann.taps("▶ Start")
    await ann.says("33")
    assert await logged() == [75, 33]
    assert "All sets done" in ann.last


async def test_what_counts_no_time_has_no_timer(world: World) -> None:
    day = {"squat": straight(1, 5), "rowing-machine": [PrescribedSet(distance_m=5000, seconds=1500)]}
    ann = await training(world, day, weights={"squat": 100})
    session = await session_of(ann)
    for number in (1, 2):
        assert not ann.sees_button("▶ Start")
        before = ann.last.text
        await ann.forges(taps.START_SET(session.id, number, 0, 0))
        assert ann.last.text == before
        await ann.taps("Skip")
    assert await timers() == 0
