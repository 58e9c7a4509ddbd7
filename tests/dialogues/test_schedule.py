"""/schedule: the next two weeks, and what can be done with a session."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from models import clock
from models.people import User
from models.sessions import SessionMove, SessionStatus, UserWorkoutSession
from tests.athletes import enrolled
from tests.conftest import World
from tests.dialogues.test_session_reminders import the_next
from tests.people import Person


async def planning_on_sunday(world: World) -> Person:
    """Ann on a Sunday noon, looking at what is planned from Monday on."""
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await ann.says("/schedule")
    return ann


def labels(ann: Person) -> list[str]:
    return [label for row in ann.last.buttons for label in row]


async def test_two_weeks_are_shown_a_button_each(world: World) -> None:
    ann = await planning_on_sunday(world)
    days = [label for label in labels(ann) if "18:00" in label]
    assert days[0] == "Tomorrow 18:00 · Workout A"
    assert len(days) == 6
    assert [day[-1] for day in days] == ["A", "B", "A", "B", "A", "B"]


async def test_a_session_shows_what_is_to_be_done_and_can_be_started_moved_or_skipped(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    ann.sees("Squat 5×5 · 20 kg")
    assert ann.last.buttons == [["Start now"], ["Move", "Skip", "‹ Back"]]
    await ann.taps("‹ Back")
    ann.sees("Planned for the next two weeks.")


async def test_a_session_is_moved_by_day_and_hour_and_those_after_it_follow(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    await ann.taps("Move")
    await ann.taps("Tue")
    await ann.taps("20:00")
    ann.sees("Workout A moved to Tue")
    days = [label for label in labels(ann) if ":" in label]
    assert days[0].endswith("20:00 · Workout A")
    assert days[1].endswith("18:00 · Workout B")
    await ann.taps("Days, hour, pause")
    await ann.taps("Change hour")
    await ann.taps("07:00")
    await ann.says("/schedule")
    assert next(label for label in labels(ann) if ":" in label).endswith("20:00 · Workout A")


@pytest.mark.parametrize("text", ["tue 20:30", "Tuesday 8:30pm", "tue"])
async def test_a_day_and_a_time_can_be_typed(world: World, text: str) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    await ann.taps("Move")
    await ann.says(text)
    if text == "tue":
        await ann.says("20:30")
    ann.sees("20:30.")
    moved = await UserWorkoutSession.filter(status=SessionStatus.PLANNED).order_by("scheduled_at").first()
    assert moved is not None
    assert moved.scheduled_at is not None
    assert (moved.scheduled_at.weekday(), moved.scheduled_at.hour, moved.scheduled_at.minute) == (1, 20, 30)


@pytest.mark.parametrize("text", ["yesterday", "32", "someday 18:00", "🏋️", "tue 25:00"])
async def test_what_is_no_day_costs_nothing(world: World, text: str) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    await ann.taps("Move")
    await ann.says(text)
    ann.sees("Which day? Type it like Fri, tomorrow or Fri 18:30.")
    await ann.sends_sticker()
    await ann.says("tue 20:00")
    ann.sees("Workout A moved to Tue")


async def test_a_move_can_be_undone(world: World) -> None:
    ann = await planning_on_sunday(world)
    before = labels(ann)
    await ann.taps("Tomorrow 18:00")
    await ann.taps("Move")
    await ann.says("thu 7:15")
    await ann.taps_twice("Undo")
    ann.sees("Workout A is planned again: tomorrow 18:00.")
    await ann.says("/schedule")
    assert labels(ann) == before
    assert not await SessionMove.exists()


async def test_a_time_that_is_over_is_asked_again(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    await ann.taps("Move")
    await ann.taps("Today")
    assert "09:00" not in labels(ann)
    await ann.says("09:00")
    ann.sees("09:00 is over. Which later time?")
    await ann.taps("19:00")
    ann.sees("Workout A moved to today 19:00.")


async def test_skipping_goes_on_with_the_next_day_and_can_be_undone(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    await ann.taps_twice("Skip")
    ann.sees("Skipped Workout A.")
    ann.sees("Next: Workout B, Wed")
    await ann.taps("Undo")
    ann.sees("Workout A is planned again: tomorrow 18:00.")
    await ann.says("/schedule")
    assert labels(ann)[0] == "Tomorrow 18:00 · Workout A"


async def test_skipping_a_later_session_leaves_its_day_free(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Wed")
    await ann.taps("Skip")
    ann.sees("Skipped Workout B.")
    await ann.says("/schedule")
    days = [label for label in labels(ann) if "18:00" in label]
    assert days[0] == "Tomorrow 18:00 · Workout A"
    assert days[1].startswith("Fri")


async def test_skipping_a_later_session_can_be_undone(world: World) -> None:
    ann = await planning_on_sunday(world)
    before = labels(ann)
    await ann.taps("Wed")
    await ann.taps_twice("Skip")
    await ann.taps("Undo")
    ann.sees("Workout B is planned again: Wed")
    await ann.says("/schedule")
    assert labels(ann) == before, "and nothing before it is passed over"


async def test_with_nothing_planned_there_is_a_kind_line_and_a_way_on(ann: Person) -> None:
    await ann.says("/schedule")
    ann.sees("Nothing is planned")
    await ann.taps("Choose a program")
    ann.sees("Programs, the nearest")


async def test_two_weeks_stay_planned_ahead_while_time_goes_by(world: World) -> None:
    ann = await planning_on_sunday(world)
    await world.passes(days=20)
    last = await UserWorkoutSession.filter(status=SessionStatus.PLANNED).order_by("-scheduled_at").first()
    assert last is not None
    assert last.scheduled_at is not None
    assert last.scheduled_at > clock.now() + timedelta(days=10)
    assert len([each for each in ann.bot_messages if "Week " not in each.text]) <= 4


@pytest.mark.parametrize("kind", ["se.{}", "sem.{}", "sesk.{}", "semt.{}.740000.60", "rlt.{}.1", "rtm.{}.1", "rsk.{}"])
async def test_another_persons_session_is_out_of_reach(world: World, kind: str) -> None:
    ann = await planning_on_sunday(world)
    data = next(data for label, data in ann.last.data.items() if "18:00" in label).partition(".")[2]
    bob = await enrolled(world, "Bob")
    before = await UserWorkoutSession.filter(user=await User.get(telegram_id=ann.id)).order_by("id").values()
    await bob.forges(kind.format(data))
    assert not bob.unanswered
    assert await UserWorkoutSession.filter(user=await User.get(telegram_id=ann.id)).order_by("id").values() == before


async def test_a_session_that_is_gone_shows_the_plan_as_it_is_now(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    page = ann.last
    await ann.taps("Move")
    move = ann.last.data["Today"]
    await ann.taps("‹ Back")
    await ann.taps("Skip")
    await ann.forges(move, page)
    ann.sees("Planned for the next two weeks.")
    assert not ann.unanswered


async def test_a_set_typed_while_the_schedule_asks_is_logged(world: World) -> None:
    ann = await planning_on_sunday(world)
    await ann.taps("Tomorrow 18:00")
    await ann.taps("Start now")
    await ann.says("/schedule")
    await ann.taps("Wed")
    await ann.taps("Move")
    await ann.says("85x5")
    ann.sees_not("Which day?")
    ann.sees("✓ 85 kg × 5")
    assert not await SessionMove.exists()


@pytest.mark.parametrize(("days", "ahead"), [("mon", 4), ("sat", 9)])
async def test_whoever_trains_long_before_the_day_trains_on_it_as_well(world: World, days: str, ahead: int) -> None:
    """On Thursday what was planned for Monday, and there is Monday's; what was planned for Saturday is Saturday's."""
    await world.until(the_next(3, time(12)))
    ann = await enrolled(world)
    await ann.says("/programs")
    await ann.taps("Linear 5×5 Barbell")
    await ann.taps("Change days")
    await ann.says(days)
    await ann.says("/workout")
    await ann.taps("✓")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    for _ in range(3):
        await ann.taps("Skip", exact=True)
    ann.sees("Next: Workout B, ")
    planned = UserWorkoutSession.filter(status=SessionStatus.PLANNED).order_by("scheduled_at")
    instants = [each.scheduled_at async for each in planned if each.scheduled_at]
    assert [(each.date() - clock.now().date()).days for each in instants] == [*range(ahead, 15, 7)]
