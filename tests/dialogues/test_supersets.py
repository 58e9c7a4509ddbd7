"""Exercises of a superset take turns on the card, and are rested from together."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from models.performances import ExerciseSet
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet, SetKind
from models.sessions import SessionPlan
from tests.athletes import held, straight, training
from tests.conftest import World
from tests.people import Person

PAIR = {"bench-press": straight(3, 8, rest=120), "barbell-row": straight(3, 10, rest=60)}
WEIGHTS = {"squat": 100, "bench-press": 80, "barbell-row": 60, "dumbbell-curl": 10}


async def paired(
    world: World,
    day: Mapping[str, list[PrescribedSet]],
    *,
    alone: int = 0,
    weights: Mapping[str, float | str] = WEIGHTS,
) -> Person:
    """Ann in a workout whose exercises, all but the first `alone`, are one superset."""
    ann = await training(world, day, weights=weights)
    row = await SessionPlan.get()
    for each in row.plan["items"][alone:]:
        each["superset"] = "A"
    await SessionPlan.filter(session_id=row.session_id).update(plan=row.plan)
    await ann.says("/workout")
    ann.starts_counting()
    return ann


def first(ann: Person) -> str:
    """What a lock screen shows."""
    return ann.last.text.splitlines()[0]


def on(ann: Person) -> str:
    """The exercise that is on, and which set of it."""
    name = ann.last.text.splitlines()[1].partition(" · ")[0]
    return f"{name} {first(ann).split(' · ')[0].removeprefix('Set ')}"


async def goes(ann: Person, sets: int) -> list[str]:
    """So many sets as asked, and what each was."""
    done = []
    for _ in range(sets):
        done.append(on(ann))
        await ann.taps("✓ ")
    return done


async def test_two_exercises_take_turns_and_are_rested_from_after_each_round(world: World) -> None:
    ann = await paired(world, PAIR)
    assert ann.last.text.splitlines()[:3] == [
        "Set 1 · 80 kg × 8 · 25 + 5 a side",
        "Bench Press · exercise 1 of 2 · ○○○",
        "⇄ Superset with Bent Over Row",
    ]
    await ann.taps("✓ ")
    assert first(ann) == "Set 1 · 60 kg × 10 · 20 a side"
    assert "⇄ Superset with Bench Press" in ann.last
    assert "✓ Bench Press: 80 kg × 8" in ann.last, "what was understood is to be seen"
    assert "Rest" not in ann.last, "the other one is the rest"
    await world.passes(minutes=5)
    assert ann.buzzes == 0
    await ann.taps("✓ ")
    assert on(ann) == "Bench Press 2"
    assert "Rest 2:00" in ann.last, "the longest of the round: the bench needs it, whatever came after"
    await world.passes(minutes=5)
    assert ann.buzzes == 1
    assert await goes(ann, 4) == ["Bench Press 2", "Bent Over Row 2", "Bench Press 3", "Bent Over Row 3"]
    assert "All sets done" in ann.last
    assert not await Reminder.exists(kind=ReminderKind.REST, fired=False)
    assert ann.taps_made == 6


async def test_three_exercises_of_unequal_length_come_after_warming_up(world: World) -> None:
    warm = PrescribedSet(kind=SetKind.WARMUP, reps=8, weight_g=40_000)
    day = {
        "squat": straight(1, 5),
        "bench-press": [warm, *straight(2, 8, rest=120)],
        "barbell-row": [warm, *straight(3, 10, rest=90)],
        "dumbbell-curl": straight(1, 12, rest=30),
    }
    ann = await paired(world, day, alone=1)
    assert "Superset" not in ann.last
    await ann.taps("✓ ")
    assert "Rest 3:00" in ann.last, "the squat is in no superset"
    assert "⇄ Superset with Bent Over Row, Dumbbell Curl" in ann.last
    assert await goes(ann, 2) == ["Bench Press Warm-up 1/1", "Bent Over Row Warm-up 1/1"]
    assert await goes(ann, 3) == ["Bench Press 1", "Bent Over Row 1", "Dumbbell Curl 1"]
    assert "Rest 2:00" in ann.last
    assert await goes(ann, 1) == ["Bench Press 2"]
    assert "Rest" not in ann.last
    assert "Superset" not in ann.last, "the others are done"
    assert await goes(ann, 1) == ["Bent Over Row 2"]
    assert "Rest 2:00" in ann.last
    assert await goes(ann, 1) == ["Bent Over Row 3"]
    assert "All sets done" in ann.last


async def test_undo_goes_back_to_the_exercise_whose_set_was_taken_back(world: World) -> None:
    ann = await paired(world, PAIR)
    await goes(ann, 3)
    for wanted in ("Bench Press 2", "Bent Over Row 1", "Bench Press 1"):
        await ann.taps("Undo")
        assert on(ann) == wanted
        assert "Rest" not in ann.last
    assert await goes(ann, 4) == ["Bench Press 1", "Bent Over Row 1", "Bench Press 2", "Bent Over Row 2"]


async def test_typed_sets_move_the_turn_on_and_an_edit_corrects_them(world: World) -> None:
    ann = await paired(world, {"squat": straight(2, 5), **PAIR}, alone=1)
    await ann.says("row 60x10")
    assert on(ann) == "Bench Press 1", "whoever begins a superset goes on with it"
    assert "Rest 1:00" in ann.last, "its last one is done, and the round over"
    await ann.says("8,8")
    assert on(ann) == "Bent Over Row 2"
    await ann.edits("8,8", "8")
    assert on(ann) == "Bent Over Row 2"
    await ann.says("9")
    assert on(ann) == "Bench Press 2"
    await ann.edits("9", "bench 9")
    assert "✓ 80 kg × 8, 9" in ann.last
    assert on(ann) == "Bench Press 3", "whoever names an exercise is on it"
    await ann.says("8")
    assert await goes(ann, 2) == ["Bent Over Row 2", "Bent Over Row 3"]
    assert on(ann) == "Squat 1"
    assert "Rest 1:00" in ann.last


async def test_an_exercise_that_was_chosen_is_on_though_it_is_not_its_turn(world: World) -> None:
    ann = await paired(world, PAIR)
    await ann.taps("✓ ")
    await ann.says("/log bench")
    assert on(ann) == "Bench Press 2"
    await ann.taps("✓ ")
    assert on(ann) == "Bent Over Row 1"


async def test_skip_leaves_one_out_and_later_moves_the_whole(world: World) -> None:
    ann = await paired(world, {"squat": straight(2, 5), **PAIR}, alone=1)
    await ann.says("5")
    await ann.says("bench 80x8")
    await ann.taps("Later")
    assert ann.toasts[-1] == "Bent Over Row comes later."
    assert on(ann) == "Squat 2", "a superset goes as one"
    await ann.taps("✓ ")
    assert on(ann) == "Bent Over Row 1"
    await ann.taps("Later")
    assert on(ann) == "Bench Press 2", "nothing else is left: the other one first"
    await ann.taps("✓ ")
    assert on(ann) == "Bent Over Row 1"
    await ann.taps("Skip")
    assert "Superset" not in ann.last
    assert await goes(ann, 1) == ["Bench Press 3"]
    assert "All sets done" in ann.last
    await ann.taps("+ Exercise")
    await ann.taps("Bent Over Row")
    await ann.taps("Later")
    assert ann.toasts[-1] == "Bent Over Row is the only one left."


async def test_what_is_swapped_keeps_its_turn(world: World) -> None:
    ann = await paired(world, PAIR)
    await goes(ann, 2)
    await ann.taps("Swap")
    await ann.says("push-up")
    assert on(ann) == "Push Up 1"
    assert "⇄ Superset with Bent Over Row" in ann.last
    assert await goes(ann, 4) == ["Push Up 1", "Bent Over Row 2", "Push Up 2", "Bent Over Row 3"]
    assert "All sets done" in ann.last
    await ann.taps("+ Set")
    assert on(ann) == "Bent Over Row 4"
    await ann.taps("✓ ")
    assert "All sets done" in ann.last


async def test_a_set_more_has_its_turn_and_a_restart_changes_nothing(world: World) -> None:
    ann = await paired(world, PAIR)
    await ann.taps("+ Set")
    assert on(ann) == "Bench Press 1"
    await ann.taps_twice("✓ ")
    assert on(ann) == "Bent Over Row 1", "two taps at once are one"
    await world.restart()
    assert await goes(ann, 2) == ["Bent Over Row 1", "Bench Press 2"]
    await world.restart()
    wanted = ["Bent Over Row 2", "Bench Press 3", "Bent Over Row 3", "Bench Press 4"]
    assert await goes(ann, 4) == wanted
    assert await ExerciseSet.all().count() == 7


async def test_a_program_says_what_takes_turns_and_a_short_rest_between(world: World) -> None:
    text = """# Week 1
## Day 1
Bench Press / 2x8 80kg 30s / superset: pair
Bent Over Row / 2x10 60kg 75s / superset: pair
Squat / 1x5 100kg 180s
"""
    ann = await training(world, text)
    assert "⇄ Superset with Bent Over Row" in ann.last
    await ann.taps("✓ ")
    assert on(ann) == "Bent Over Row 1"
    assert "Rest 30 s" in ann.last
    await ann.taps("✓ ")
    assert on(ann) == "Bench Press 2"
    assert "Rest 1:15" in ann.last
    assert await goes(ann, 2) == ["Bench Press 2", "Bent Over Row 2"]
    assert on(ann) == "Squat 1"
    assert "Superset" not in ann.last


async def test_a_circuit_runs_by_itself(world: World) -> None:
    """What the program lets go on by itself goes on with the next exercise, round by round."""
    text = """# Week 1
## Day 1
Plank / 2x1 40s|10s auto / superset: round
Hollow Hold / 2x1 20s|60s auto / superset: round
"""
    ann = await training(world, text)
    await ann.taps("▶ Start")
    shown = []
    for seconds in (41, 10, 20, 60, 40, 10):
        await world.passes(seconds=seconds)
        exercise = ann.last.text.splitlines()[1].partition(" · ")[0]
        shown.append(f"{exercise}: {first(ann).partition(' · until')[0]}")
    assert shown == [
        "Hollow Hold: Rest 10 s",
        "Hollow Hold: Set 1 · 20 s",
        "Plank: Rest 1:00",
        "Plank: Set 2 · 40 s",
        "Hollow Hold: Rest 10 s",
        "Hollow Hold: Set 2 · 20 s",
    ]
    await world.passes(seconds=20)
    assert "All sets done" in ann.last
    assert ann.buzzes == 7
    assert [row.seconds async for row in ExerciseSet.all().order_by("position")] == [40, 20, 40, 20]


@pytest.mark.parametrize("rest", [0, 30])
async def test_a_hold_in_a_superset(world: World, rest: int) -> None:
    """A timed set that ran by itself hands over like any other."""
    ann = await paired(world, {"plank": held(2, 30, rest=rest), "push-up": straight(2, 10, rest=rest)})
    await ann.taps("Start")
    assert "Superset with Push Up" in ann.last
    await world.passes(seconds=35)
    assert ann.buzzes == 1
    assert on(ann) == "Push Up 1"
    assert "✓ Plank: 30 s" in ann.last
    assert "Rest" not in ann.last
    await ann.taps("✓ ")
    assert first(ann) == "Set 2 · 30 s"
    assert ("Rest 30 s" in ann.last) == bool(rest)
