"""Typed sets in a real workout: what can be meant in two ways is asked about, what was understood is said."""

from __future__ import annotations

import pytest

from handlers.notation import show
from models.performances import ExerciseSet
from models.programs import Exercise
from models.rules.sets import Unit
from models.sessions import UserWorkoutSession
from tests.athletes import trained, training
from tests.conftest import World
from tests.people import Person

WORKOUTS = {
    "bench": "Bench Press / 5x5 / 100kg 180s",
    "squat": "Squat / 5x5 / 105kg 180s",
    "light": "Bench Press / 5x5 / 20kg 90s",
    "curl": "Dumbbell Curl / 3x8-12 / 10kg 90s",
    "unknown": "Hammer Curl / 3x10 90s",
    "pull-up": "Pull Up / 3x8 120s",
    "plank": "Plank / 3x60 60s",
    "deadlift": "Deadlift / 3x3 / 140kg 180s",
    "pounds": "Bench Press / 3x5 / 135lb 180s",
}
ASKED = {
    "unknown": ("3x10", "2x8", "60"),
    "bench": ("60", "97,5", "1.000x5", "100x60", "60-5", "60/5"),
    "light": ("40@8", "20"),
    "squat": ("60@5", "5x3"),
    "deadlift": ("5x3", "50@9"),
    "pull-up": ("3x5", "40"),
}
STORED = {
    "squat": {"3x5 20": ["20 kg × 5"] * 3, "20 3x5": ["20 kg × 5"] * 3, "5x5 42,5": ["42.5 kg × 5"] * 5},
    "deadlift": {"3x3": ["140 kg × 3"] * 3, "3x3 60": ["60 kg × 3"] * 3, "3x140": ["140 kg × 3"]},
    "curl": {"10x12": ["10 kg × 12"], "8x12": ["8 kg × 12"], "3x12": ["10 kg × 12"] * 3, "12": ["10 kg × 12"]},
    "unknown": {"10x9": ["10 kg × 9"], "12x8": ["12 kg × 8"], "3x12 7,5": ["7.5 kg × 12"] * 3},
    "pull-up": {"+10x5 dbwx5": ["10 kg × 5", "d× 5"], "3x8": ["× 8"] * 3},
    "plank": {"60": ["1:00"], "1:30": ["1:30"], "3x45": ["45 s"] * 3},
    "pounds": {"135 x 5 lbs": ["135 lb × 5"], "132½ lb x 3": ["132.5 lb × 3"], "3x5 95": ["95 lb × 5"] * 3},
    "bench": {
        "100x8 d 80x6": ["100 kg × 8", "d80 kg × 6"],
        "60x10/70x8": ["60 kg × 10", "70 kg × 8"],
        "60x5 failed": ["60 kg × 5 f"],
        "✅ 60x5!": ["60 kg × 5"],
        "60x15+4+4+3": ["60 kg × 15+4+4+3"],
        "100x0": ["100 kg × 0"],
    },
}


async def at_the_rack(world: World, name: str) -> Person:
    unit = Unit.LB if name == "pounds" else Unit.KG
    return await training(world, WORKOUTS[name], unit=unit)


async def stored(ann: Person) -> list[str]:
    rows = await ExerciseSet.filter(performance__session__user__telegram_id=ann.id).order_by("position")
    return [show(row.done()) for row in rows]


@pytest.mark.parametrize("name", STORED)
async def test_typed_text_is_stored_as_it_is_meant(world: World, name: str) -> None:
    """What is typed at the rack is what is stored, exercise by exercise."""
    ann = await at_the_rack(world, name)
    for text, sets in STORED[name].items():
        await ann.says(text)
        assert await stored(ann) == sets, text
        await ann.taps("Undo")
        assert await stored(ann) == [], text


@pytest.mark.parametrize("name", ASKED)
async def test_question_stores_nothing_until_it_is_answered(world: World, name: str) -> None:
    """Two possible meanings are two buttons; closing the question leaves the workout as it was."""
    ann = await at_the_rack(world, name)
    for text in ASKED[name]:
        await ann.says(text)
        ann.sees(f"What did you mean by “\u2068{text}\u2069”?")
        assert ann.last.buttons[-1] == ["Close"]
        assert await stored(ann) == [], text
        await ann.taps("Close")
        assert await stored(ann) == [], text


async def test_answer_to_the_question_is_stored(world: World) -> None:
    """The button that is tapped is what was meant."""
    ann = await at_the_rack(world, "bench")
    await ann.says("60")
    assert ann.last.buttons == [["60 kg × 5"], ["100 kg × 60"], ["Close"]]
    await ann.taps("100 kg × 60")
    await ann.says("60")
    await ann.taps("60 kg × 5")
    assert await stored(ann) == ["100 kg × 60", "60 kg × 5"]
    assert len(ann.bot_messages) == 1


async def test_sets_without_a_known_weight_ask_for_it(world: World) -> None:
    """Three sets of ten: at what weight? A tap or a number answers, and other sets take their place."""
    ann = await at_the_rack(world, "unknown")
    await ann.says("3x10")
    assert ann.last.buttons[:2] == [["3 kg × 10"], ["3 sets: 10, 10, 10 reps"]]
    await ann.taps("3 sets")
    ann.sees("Hammer Curl, 10, 10, 10 reps: at what weight?")
    assert await stored(ann) == []
    await ann.says("heavy")
    ann.sees("I couldn't read “\u2068heavy\u2069” as a weight")
    assert await stored(ann) == []
    await ann.says("12,5")
    assert await stored(ann) == ["12.5 kg × 10"] * 3
    await ann.taps("Undo")
    await ann.says("3x10")
    await ann.taps("3 sets")
    weight = ann.last.buttons[0][1]
    await ann.taps(weight, exact=True)
    assert await stored(ann) == [f"{weight} × 10"] * 3
    await ann.taps("Undo")
    await ann.says("3x10")
    await ann.taps("3 sets")
    await ann.says("10x8")
    assert await stored(ann) == ["10 kg × 8"]


async def test_weight_of_sets_can_be_none(world: World) -> None:
    """Sets without any load are logged as such."""
    ann = await at_the_rack(world, "unknown")
    await ann.says("3x10")
    await ann.taps("3 sets")
    await ann.taps("No weight")
    assert await stored(ann) == ["× 10"] * 3


async def test_turned_product_is_said(world: World) -> None:
    """5x100 is taken for 100 kg × 5, and the person is told."""
    ann = await at_the_rack(world, "bench")
    await ann.says("5x100")
    ann.sees("I read “\u20685x100\u2069” as 100 kg × 5.")
    assert await stored(ann) == ["100 kg × 5"]
    await ann.taps("✓ ")
    assert len(ann.bot_messages) == 1


async def test_count_takes_the_weight_lifted_last(world: World) -> None:
    """Without a weight it is the one lifted last, not the first and not the one asked before."""
    ann = await trained(world, WORKOUTS["bench"])
    await ann.says("/log lat pulldown 40x10, 50x8, 60x6")
    await ann.says("5")
    assert (await stored(ann))[-1] == "60 kg × 5"
    other = await training(world, WORKOUTS["light"], name="Bo")
    for text in ("25x5", "25x5", "3"):
        await other.says(text)
    assert await stored(other) == ["25 kg × 5", "25 kg × 5", "25 kg × 3"]
    third = await training(world, "Pull Up / 5x8 120s", name="Cy")
    for text in ("+20x5", "bw x 12", "12"):
        await third.says(text)
    assert await stored(third) == ["20 kg × 5", "× 12", "× 12"]


async def test_effort_alone_rates_the_set_before(world: World) -> None:
    """@8 is the effort of the set just logged, by tap or typed, and no set of its own."""
    ann = await at_the_rack(world, "bench")
    await ann.says("@8")
    ann.sees("There's no set to rate yet")
    await ann.says("100x5")
    await ann.says("@8")
    assert await stored(ann) == ["100 kg × 5 @8"]
    assert "5 @8" in ann.last
    await ann.taps("✓ ")
    await ann.says("1rir")
    assert await stored(ann) == ["100 kg × 5 @8", "100 kg × 5 @9"]
    await ann.says("@12.3")
    assert await stored(ann) == ["100 kg × 5 @8", "100 kg × 5 @9"]


async def test_effort_with_no_workout_open_rates_nothing(world: World) -> None:
    """It is answered in a sentence, and no exercise is asked for."""
    ann = await trained(world, WORKOUTS["bench"])
    await ann.says("@8")
    ann.sees("There's no set to rate yet")
    await ann.says("bench @8")
    assert await stored(ann) == []


@pytest.mark.parametrize(
    ("day", "texts", "card"),
    [
        ("Squat / 5x5 / 100kg 180s", ["85x5"], "Set 2 · 85 kg × 5"),
        ("Squat / 5x5 / 100kg 180s", ["85x5", "90x5", "90x4"], "Set 4 · 90 kg × 5"),
        ("Squat / 5x5 / 100kg 180s", ["100x5, 80x5"], "Set 3 · 80 kg × 5"),
        ("Squat / 5x5 / 100kg 180s", ["d60x10"], "Set 1 · 100 kg × 5"),
        ("Squat / 5x5 / 100kg 180s", ["w60x5"], "Set 1 · 100 kg × 5"),
        ("Squat / 5x5 / 100kg 180s", ["120x0"], "Set 2 · 100 kg × 5"),
        ("Squat / 1x5 110kg, 3x5 90kg / 180s", ["105x5"], "Set 2 · 90 kg × 5"),
        ("Squat / 1x5 80kg, 1x5 90kg, 2x5 100kg / 180s", ["80x5", "85x5"], "Set 3 · 100 kg × 5"),
        ("Pull Up / 5x8 120s", ["+20x8"], "Set 2 · +20 kg × 8"),
        ("Pull Up / 5x8 120s", ["+20x8", "bw x 8"], "Set 3 · body weight × 8"),
    ],
)
async def test_sets_to_come_follow_the_weight_lifted(world: World, day: str, texts: list[str], card: str) -> None:
    """Sets asked at the same weight as one lifted with another follow it; waves and back-off sets stay."""
    ann = await training(world, day)
    for text in texts:
        await ann.says(text)
    assert ann.last.text.startswith(card)


async def test_card_says_that_sets_follow_and_an_edit_carries_on(world: World) -> None:
    """The card names what was planned, and correcting the set corrects the sets that follow."""
    ann = await at_the_rack(world, "bench")
    await ann.says("85x5")
    assert "Now 85 kg (planned: 100 kg)" in ann.last
    await ann.edits("85x5", "90x5")
    assert ann.last.text.startswith("Set 2 · 90 kg × 5")
    await ann.edits("90x5", "100x5")
    assert ann.last.text.startswith("Set 2 · 100 kg × 5")
    assert "planned" not in ann.last


# -- edits --------------------------------------------------------------------------------------------


async def test_edit_with_two_meanings_is_asked_about(world: World) -> None:
    """What was logged stays until it is known what the new text means."""
    ann = await at_the_rack(world, "bench")
    await ann.says("100x5")
    await ann.edits("100x5", "60")
    ann.sees("What did you mean by “\u206860\u2069”?")
    assert await stored(ann) == ["100 kg × 5"]
    await ann.taps("60 kg × 5")
    ann.sees("Corrected: Bench Press: 60 kg × 5")
    assert await stored(ann) == ["60 kg × 5"]
    await ann.edits("60", "1.000x5")
    await ann.taps("Close")
    assert await stored(ann) == ["60 kg × 5"]


async def test_edit_is_read_as_the_message_was(world: World) -> None:
    """The sets a message logged are not counted when it is read again: five are still asked."""
    ann = await at_the_rack(world, "bench")
    await ann.says("5x5")
    await ann.edits("5x5", "5x5 @8")
    assert await stored(ann) == ["100 kg × 5 @8"] * 5
    await ann.edits("5x5 @8", "@8")
    ann.sees("I left the logged sets as they were")
    assert await stored(ann) == ["100 kg × 5 @8"] * 5


@pytest.mark.parametrize("text", ["plank " + "30:00 " * 20, "plank 9:00:00 9:00:00", "push up 1001, 5"])
async def test_refused_edit_leaves_the_workout_as_it_was(world: World, text: str) -> None:
    """No exercise comes into the plan for sets that do not fit."""
    ann = await at_the_rack(world, "bench")
    await ann.says("100x5")
    card = ann.last.text
    await ann.edits("100x5", text.strip())
    ann.sees("I left the logged sets as they were")
    assert await stored(ann) == ["100 kg × 5"]
    await ann.taps("Undo")
    await ann.says("100x5")
    assert ann.last.text == card


async def test_edit_into_too_many_sets_says_so(world: World) -> None:
    """The limit that is passed is the one that is named."""
    ann = await at_the_rack(world, "bench")
    thirty = ",".join(["60x1"] * 20)
    for _ in range(9):
        await ann.says(thirty)
    await ann.says("100x1")
    await ann.edits("100x1", thirty + ",5")
    ann.sees("200 sets is the most")
    assert len(await stored(ann)) == 181


# -- the history --------------------------------------------------------------------------------------


async def test_history_asks_about_two_meanings_too(world: World) -> None:
    """A correction of a finished workout is asked about like a set at the rack."""
    ann = await at_the_rack(world, "bench")
    await ann.says("100x5")
    await ann.taps("Finish")
    while ann.last.buttons:
        await ann.taps("Finish" if ann.sees_button("Finish anyway") else "Skip")
    await ann.says("/history")
    await ann.taps(ann.last.buttons[0][0], exact=True)
    await ann.taps("Bench Press")
    await ann.taps("100 kg × 5")
    await ann.says("60")
    ann.sees("What did you mean by “\u206860\u2069”?")
    assert await stored(ann) == ["100 kg × 5"]
    await ann.taps("60 kg × 5")
    assert await stored(ann) == ["60 kg × 5"]
    await ann.taps("Undo")
    assert await stored(ann) == ["100 kg × 5"]


# -- whatever else is asked ---------------------------------------------------------------------------


async def test_set_is_a_set_with_a_program_on_the_screen(world: World) -> None:
    """With a workout open, 5 logs five reps and renames no program."""
    ann = await at_the_rack(world, "bench")
    await ann.says("/programs")
    await ann.taps("Own program")
    await ann.says("# Week 1\n## Day 1\nSquat / 3x5 / 60kg")
    assert ann.sees_button("Enroll")
    before = [row.name for row in await Exercise.all()]
    await ann.says("5")
    assert await stored(ann) == ["100 kg × 5"]
    await ann.says("L8 R7")
    assert (await stored(ann))[-1] == "100 kg × L8 R7"
    assert [row.name for row in await Exercise.all()] == before
    assert await UserWorkoutSession.filter(status="IN_PROGRESS").count() == 1
