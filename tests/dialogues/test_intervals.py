"""Timed sets and intervals run by themselves: start, a buzz at each change, done."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from handlers.views import taps
from models import clock
from models.performances import ExerciseSet, UserExercisePerformance
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet
from models.sessions import SessionPlan
from tests.athletes import held, straight, training
from tests.conftest import World
from tests.people import Person, at_once
from tests.training import session_of, under_way

COURSE = (("warm up", 300), ("run", 60), ("walk", 90), ("run", 60))
RUN = {"run-walk-intervals": [PrescribedSet(seconds=each, label=name) for name, each in COURSE]}
PLANK = {"plank": held(3, 30, rest=60)}
UP = {"plank": [PrescribedSet(seconds=20, count_up=True, rest_seconds=60)] * 2}


def first(ann: Person) -> str:
    """What a lock screen shows."""
    return ann.last.text.splitlines()[0]


def at(ann: Person) -> str:
    """The same without the time of day."""
    return " · ".join(part for part in first(ann).split(" · ") if not part.startswith(("until ", "since ")))


async def logged() -> list[int | None]:
    """The seconds of the sets, in order."""
    return [row.seconds async for row in ExerciseSet.all().order_by("position")]


async def instants() -> list[datetime]:
    return [row.logged_at async for row in ExerciseSet.all().order_by("position")]


async def timers() -> int:
    """How much is still to come by itself."""
    return await Reminder.filter(kind=ReminderKind.REST, fired=False).count()


def one_card(ann: Person) -> bool:
    assert len(ann.bot_messages) == 1, ann.transcript()
    assert not ann.unanswered
    return True


# -- intervals ----------------------------------------------------------------------------------------


async def test_a_run_goes_by_itself_from_start_to_done(world: World) -> None:
    """One tap, a buzz at each change, each set logged at the instant at which it was over."""
    ann = await training(world, RUN)
    assert ann.last.buttons[:2] == [["✓ warm up 5:00", "▶ Start"], ["✓ All 4 as planned"]]
    started = clock.now()
    await ann.taps("▶ Start")
    until = clock.now() + timedelta(minutes=5)
    shown = first(ann).split(" · ")
    assert [shown[0], shown[1], shown[3]] == ["warm up 5:00", "1 of 4", "then run 1:00"]
    assert f"{until - timedelta(seconds=2):%H:%M:%S}" <= shown[2].removeprefix("until ") <= f"{until:%H:%M:%S}"
    assert ann.last.buttons == [["✓ warm up 5:00"], ["■ Stop"], ["− 5 s", "+ 5 s"], ["Finish"]]
    assert (ann.buzzes, ann.taps_made) == (0, 1)
    for number, (passing, wanted) in enumerate(
        (
            (301, "run 1:00 · 2 of 4 · then walk 1:30"),
            (60, "walk 1:30 · 3 of 4 · then run 1:00"),
            (90, "run 1:00 · 4 of 4"),
            (60, "All sets done. Finish, or add more."),
        ),
        start=1,
    ):
        await world.passes(seconds=passing)
        assert at(ann) == wanted
        assert ann.buzzes == number
        assert one_card(ann)
    assert await logged() == [300, 60, 90, 60]
    ends = await instants()
    assert timedelta() <= ends[0] - timedelta(minutes=5) - started < timedelta(seconds=5)
    lasted = [(later - sooner).total_seconds() for sooner, later in pairwise(ends)]
    assert lasted == [60, 90, 60]
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert (row.sets_completed, row.duration_seconds) == (4, 510)
    await world.passes(minutes=10)
    assert (ann.buzzes, await timers()) == (4, 0)


async def test_a_rest_between_intervals_is_one_of_them(world: World) -> None:
    asked = [PrescribedSet(seconds=20, label="fast", rest_seconds=10, auto=True)] * 3
    ann = await training(world, {"run-walk-intervals": asked})
    await ann.taps("▶ Start")
    assert at(ann) == "fast 20 s · 1 of 3 · then rest 10 s"
    await world.passes(seconds=20)
    assert first(ann).startswith("Rest 10 s · until ")
    assert first(ann).endswith(" · then fast 20 s")
    assert ann.buzzes == 1
    await world.passes(seconds=10)
    assert at(ann) == "fast 20 s · 2 of 3 · then rest 10 s"
    assert ann.buzzes == 2
    await world.passes(seconds=60)
    assert "All sets done" in ann.last
    assert ann.buzzes == 5, "no rest after the last one"
    assert await logged() == [20, 20, 20]
    assert one_card(ann)


async def test_an_hour_away_is_caught_up_with_one_message(world: World) -> None:
    """The machine was off: what ended meanwhile is logged as of then, in order, once."""
    ann = await training(world, RUN)
    started = clock.now()
    await ann.taps("▶ Start")
    await world.passes(seconds=310)
    ann.starts_counting()
    await world.stop()
    world.server.jump(3600)
    await world.start()
    await world.jump(seconds=1)
    assert "All sets done" in ann.last
    assert ann.buzzes == 1, "one for everything"
    assert await logged() == [300, 60, 90, 60]
    assert (await instants())[-1] - started < timedelta(seconds=520)
    assert one_card(ann)
    await world.restart()
    await world.passes(minutes=5)
    assert (await logged(), ann.buzzes) == ([300, 60, 90, 60], 1)


async def test_away_for_a_while_the_run_goes_on_where_it_is_by_then(world: World) -> None:
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.restart()
    await world.jump(seconds=300 + 60 + 45)
    assert at(ann) == "walk 1:30 · 3 of 4 · then run 1:00"
    assert ann.buzzes == 1
    await world.restart()
    await world.passes(seconds=46)
    assert at(ann) == "run 1:00 · 4 of 4"
    assert ann.buzzes == 2
    assert await logged() == [300, 60, 90]


async def test_a_clock_that_jumps_to_and_fro_changes_nothing(world: World) -> None:
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    for number, wanted in enumerate(("run 1:00 · 2 of 4 · then walk 1:30", "walk 1:30 · 3 of 4 · then run 1:00"), 1):
        await world.jump(seconds=300 if number == 1 else 60)
        for _ in range(2):
            await world.jump(minutes=-10)
            await world.restart()
            await world.jump(minutes=10)
        assert at(ann) == wanted
        assert ann.buzzes == number
    await world.passes(minutes=5)
    assert await logged() == [300, 60, 90, 60]
    assert ann.buzzes == 4


async def test_a_tap_that_comes_before_the_clock_has_ticked_is_about_what_is_on_now(world: World) -> None:
    """Time is over, and nobody has logged it yet: the tap on the card of before doubles nothing."""
    ann = await training(world, RUN)
    for button in ("✓ warm up", "■ Stop"):
        await ann.taps("▶ Start")
        world.server.jump(301)
        await ann.taps(button)
        assert at(ann) == "run 1:00 · 2 of 4 · then walk 1:30"
        await world.jump(seconds=1)
        assert await logged() == [300], button
        await ann.taps("Undo")
        assert first(ann) == "warm up 5:00 · 1 of 4"
    await ann.taps("▶ Start")
    world.server.jump(301)
    await ann.says("60s")
    assert await logged() == [300, 60], "what is typed is of the one that was on then"


async def test_what_was_typed_while_the_bot_was_away_is_of_the_interval_that_ran_then(world: World) -> None:
    """And the course goes on from there, as it did."""
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.passes(seconds=310)
    await world.stop()
    world.server.jump(20)
    ann.settle = at_once
    await ann.says("40s")
    world.server.jump(95)
    await world.start()
    await world.settle()
    for _ in range(3):
        await world.jump(seconds=1)
    assert await logged() == [300, 40, 90]
    assert at(ann) == "run 1:00 · 4 of 4"
    ends = await instants()
    assert (ends[2] - ends[1]).total_seconds() == 90
    await world.passes(seconds=60)
    assert "All sets done" in ann.last
    assert one_card(ann)


async def test_a_course_is_cut_short_and_gone_on_with_by_hand(world: World) -> None:
    """The big button and a typed set end the interval that runs; the next one begins at once."""
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.passes(seconds=100)
    await ann.taps_twice("✓ warm up 5:00")
    assert at(ann) == "run 1:00 · 2 of 4 · then walk 1:30"
    await world.passes(seconds=30)
    await ann.says("30s")
    assert at(ann) == "walk 1:30 · 3 of 4 · then run 1:00"
    assert one_card(ann)
    assert ann.buzzes == 0
    await world.passes(seconds=92)
    assert at(ann) == "run 1:00 · 4 of 4"
    await world.passes(seconds=60)
    assert "All sets done" in ann.last
    assert await logged() == [300, 30, 90, 60]
    assert ann.buzzes == 2


async def test_all_that_is_left_of_a_course_by_one_tap(world: World) -> None:
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.passes(seconds=301)
    await ann.taps("■ Stop")
    await ann.taps_twice("✓ All 3 as planned")
    assert "All sets done" in ann.last
    assert await logged() == [300, 60, 90, 60]
    assert await timers() == 0


# -- whatever else happens meanwhile ------------------------------------------------------------------


async def test_sets_of_another_exercise_do_not_disturb_the_one_that_runs(world: World) -> None:
    ann = await training(world, {**PLANK, "squat": straight(2, 5)}, weights={"squat": 100})
    await ann.taps("▶ Start")
    assert "✓" not in ann.last, "nothing is done yet"
    await ann.says("squat 100x5")
    assert at(ann) == "Set 1 · 30 s · then rest 1:00"
    assert "✓ Squat: 100 kg × 5" in ann.last
    await ann.says("/log squat")
    assert at(ann) == "Set 1 · 30 s · then rest 1:00"
    await world.passes(seconds=31)
    assert ann.buzzes == 1
    rows = [row.seconds or row.reps async for row in ExerciseSet.all().order_by("position")]
    assert rows == [5, 30]


@pytest.mark.parametrize("by", ["Undo", "/undo"])
async def test_undo_ends_what_runs_and_goes_back(world: World, by: str) -> None:
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.passes(seconds=310)
    assert at(ann) == "run 1:00 · 2 of 4 · then walk 1:30"
    await (ann.says(by) if by.startswith("/") else ann.taps_twice(by))
    assert first(ann) == "warm up 5:00 · 1 of 4"
    assert not ann.sees_button("Go on")
    ann.starts_counting()
    await world.passes(minutes=10)
    assert (await logged(), ann.buzzes, await timers()) == ([], 0, 0)


async def test_undo_of_another_exercise_stops_what_runs(world: World) -> None:
    ann = await training(world, {**PLANK, "squat": straight(2, 5)}, weights={"squat": 100})
    await ann.says("squat 100x5")
    await ann.says("/log plank")
    await ann.taps("▶ Start")
    await world.passes(seconds=10)
    await ann.taps("Undo")
    assert first(ann).startswith("Set 1 · 100 kg × 5")
    await world.passes(minutes=5)
    assert (await logged(), ann.buzzes) == ([], 0)
    await ann.says("/log plank")
    await ann.taps("▶ Go on")
    await world.passes(seconds=21)
    assert await logged() == [30]


async def test_an_edit_of_what_came_before_leaves_the_run_alone(world: World) -> None:
    ann = await training(world, PLANK)
    await ann.says("30, 30")
    await ann.taps("▶ Start")
    await ann.edits("30, 30", "25")
    assert at(ann) == "Set 2 · 30 s · then rest 1:00"
    await world.passes(seconds=31)
    assert await logged() == [25, 30]
    await ann.taps("▶ Start")
    await ann.edits("25", "25, 20, 15")
    assert "All sets done" in ann.last
    await world.passes(minutes=5)
    assert await logged() == [25, 20, 15, 30]
    assert await timers() == 0


async def test_what_is_left_out_or_swapped_runs_no_more(world: World) -> None:
    """Old buttons may still be on their way."""
    ann = await training(world, {**PLANK, "squat": straight(2, 5)}, weights={"squat": 100})
    session = await session_of(ann)
    await ann.taps("▶ Start")
    await ann.forges(taps.LATER(session.id, 1))
    assert at(ann) == "Set 1 · 30 s · then rest 1:00"
    await ann.forges(taps.SKIP_EXERCISE(session.id, 1))
    assert first(ann).startswith("Set 1 · 100 kg")
    await world.passes(minutes=5)
    assert (await logged(), ann.buzzes) == ([], 0)


async def test_finish_stops_what_runs_and_the_way_back_goes_on_with_it(world: World) -> None:
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.passes(seconds=310)
    await ann.taps("Finish")
    await world.passes(seconds=60)
    assert at(ann) == "walk 1:30 · 3 of 4 · then run 1:00", "it was only asked"
    await world.passes(seconds=20)
    await ann.taps("Finish anyway")
    ann.starts_counting()
    await world.passes(minutes=5)
    assert ann.buzzes == 0
    await ann.says("/workout")
    assert first(ann) == "walk 1:30 · 3 of 4"
    await ann.taps("▶ Go on")
    await world.passes(seconds=70)
    assert await logged() == [300, 60, 90]
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    assert "3 sets" in ann.last
    ann.starts_counting()
    await world.passes(minutes=30)
    assert (ann.buzzes, await timers(), await logged()) == (0, 0, [300, 60, 90])


async def test_a_workout_is_not_closed_while_a_set_of_it_runs(world: World) -> None:
    """Six hours on a bike, and then four of nothing."""
    ann = await training(world, {"stationary-bike-intervals": [PrescribedSet(seconds=6 * 3600)] * 2})
    await ann.taps("▶ Start")
    await world.passes(hours=5)
    assert await under_way(ann)
    await world.passes(hours=4)
    assert await under_way(ann)
    assert await logged() == [6 * 3600]
    await world.passes(hours=1, seconds=5)
    assert not await under_way(ann)
    assert (await session_of(ann)).duration_seconds in range(6 * 3600, 6 * 3600 + 5)


async def test_a_workout_forgotten_in_the_middle_of_a_course_ends_with_it(world: World) -> None:
    """The machine was off over night: all of it was run, as of the evening."""
    ann = await training(world, RUN)
    await ann.taps("▶ Start")
    await world.stop()
    world.server.jump(12 * 3600)
    await world.start()
    for _ in range(5):
        await world.jump(seconds=1)
    assert not await under_way(ann)
    assert await logged() == [300, 60, 90, 60]
    assert (await session_of(ann)).duration_seconds in range(510, 520)
    assert ann.last.text.startswith("🏁")


async def test_a_hold_nobody_stopped_is_not_logged(world: World) -> None:
    ann = await training(world, UP)
    await ann.says("25")
    await world.passes(hours=3)
    await ann.taps("▶ Start")
    await world.passes(hours=3, minutes=50)
    assert await under_way(ann), "it was begun less than four hours ago"
    await world.passes(minutes=11)
    assert not await under_way(ann)
    assert await logged() == [25]


async def test_a_question_stays_open_while_intervals_change(world: World) -> None:
    ann = await training(world, RUN)
    await ann.taps("Note")
    await ann.taps("▶ Start")
    await world.passes(seconds=301)
    assert at(ann) == "run 1:00 · 2 of 4 · then walk 1:30"
    await ann.says("new shoes")
    assert at(ann) == "run 1:00 · 2 of 4 · then walk 1:30"
    await world.passes(seconds=60)
    assert ann.buzzes == 2
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert row.notes == "new shoes"


async def test_what_a_workout_has_no_room_for_stops_and_says_why_when_tapped(world: World) -> None:
    ann = await training(world, {"plank": [PrescribedSet(seconds=30_000, rest_seconds=60)] * 2})
    await ann.taps("✓ ")
    await ann.taps("▶ Start")
    await world.passes(seconds=30_001)
    assert first(ann) == "Set 2 · 500:00"
    assert await logged() == [30_000]
    assert await timers() == 0
    await ann.taps("✓ ")
    ann.sees("more than one workout can hold")
    assert await logged() == [30_000]


@pytest.mark.parametrize("number", [0, 1, 2, 99])
async def test_forged_and_stale_buttons_of_the_timer_change_nothing(world: World, number: int) -> None:
    ann = await training(world, {**PLANK, "squat": straight(2, 5)}, weights={"squat": 100})
    session = await session_of(ann)
    before = (await SessionPlan.get()).plan
    for data in (
        taps.START_SET(session.id, number, 7, 0),
        taps.START_SET(session.id, number, -1, 1),
        taps.STOP_SET(session.id, number, 0),
        taps.LOG_HELD(session.id, number, 0),
        "run.x.y.z",
        "held",
    ):
        await ann.forges(data)
        assert (await SessionPlan.get()).plan == before, data
        assert not ann.unanswered
    assert await ExerciseSet.all().count() == 0
    assert await timers() == 0
    bob = world.person("Bob")
    await bob.starts()
    await bob.forges(taps.START_SET(session.id, 1, 0, 0))
    assert (await SessionPlan.get()).plan == before, "it is not his"
