"""Sets typed in a real workout: every notation, every refusal, and what is typed while no workout is open."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from handlers.notation import show
from models.performances import ExerciseSet, UserExercisePerformance
from models.programs import Exercise, Workout
from models.rules.sets import PrescribedSet
from models.rules.summary import totals
from models.rules.units import kilograms
from models.sessions import UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, held, straight, trained, training
from tests.conftest import World
from tests.people import Person

SQUATS = {
    "5": "100 kg × 5",
    "85x5": "85 kg × 5",
    "85 x 5": "85 kg × 5",
    "85×5": "85 kg × 5",
    "85*5": "85 kg × 5",
    "85х5": "85 kg × 5",  # Cyrillic
    "85kg x 5": "85 kg × 5",
    "185lb x 5": "185 lb × 5",
    "82,5x5": "82.5 kg × 5",
    "82.5x5": "82.5 kg × 5",
    "3x5": "100 kg × 5|100 kg × 5|100 kg × 5",
    "3x5 110": "110 kg × 5|110 kg × 5|110 kg × 5",
    "3x5@110": "110 kg × 5|110 kg × 5|110 kg × 5",
    "110 3x5": "110 kg × 5|110 kg × 5|110 kg × 5",
    "5,5,4": "100 kg × 5|100 kg × 5|100 kg × 4",
    "110 5,5,4": "110 kg × 5|110 kg × 5|110 kg × 4",
    "110: 5 5 4": "110 kg × 5|110 kg × 5|110 kg × 4",
    "5,5": "100 kg × 5|100 kg × 5",
    "5x100": "100 kg × 5",
    "w40x8": "w40 kg × 8",
    "d60x8": "d60 kg × 8",
    "100x3 f": "100 kg × 3 f",
    "85x5 @8": "85 kg × 5 @8",
    "85x5@8.5": "85 kg × 5 @8.5",
    "5 rpe 8": "100 kg × 5 @8",
    "5,5 2rir": "100 kg × 5 @8|100 kg × 5 @8",
    "１１０ｋｇ": "110 kg × 5",
    "bench 60x5": "60 kg × 5",
    "/log bench 3x5 60": "60 kg × 5|60 kg × 5|60 kg × 5",
}
OTHERS = {
    "pull-up": {
        "+20x5": "20 kg × 5",
        "-20x8": "-20 kg × 8",
        "bw x 12": "× 12",
        "12": "× 12",
        "8,7,6": "× 8|× 7|× 6",
    },
    "plank": {"60s": "1:00", "1:30": "1:30", "45": "45 s", "3x40": "40 s|40 s|40 s"},
    "running": {"5km 25:00": "5 km 25:00", "5": "5 km", "3.5 km": "3.5 km"},
}
REFUSED = {
    "NaN": "not a number",
    "inf": "not a number",
    "1e999": "Write the number out",
    "²": "can't read the digits",
    "1_000": "Leave the _ out",
    "−5": "can't be negative",
    "-5 reps": "can't be negative",
    "85x-5": "can't be negative",
    "1001": "1,000 reps",
    "85x1001": "1,000 reps",
    "1000.5x5": "1,000 kg",
    "2205lb x 5": "1,000 kg",
    "31x5 100": "30 sets",
    ",".join(["5"] * 31): "30 sets",
    "5 " * 101: "200 characters",
    "85x": "I couldn't read",
    "x": "I couldn't read|did not understand",
    "85x5 rpe 11": "RPE",
    "+20x5": "body-weight",
    "0": "nothing to log",
    "5x5x5x5x5": "I couldn't read",
    "bench NaN": "not a number",
    "5 reps 💪 easy": "I couldn't read",
    "60x5-8": "I couldn't read",
    "L8": "both sides",
    "60x5000": "1,000 reps",
    "9999x5": "1,000 kg",
    "1_000x5": "Leave the _ out",
    "100x²": "can't read the digits",
    "NaN x 5": "not a number",
    "1e999x5": "Write the number out",
}


async def of(ann: Person) -> list[ExerciseSet]:
    return await ExerciseSet.filter(performance__session__user__telegram_id=ann.id).order_by("position")


async def logs(ann: Person, text: str, wanted: str) -> None:
    """The text logs these sets, and the sums are theirs; then they are taken back."""
    message = await ann.says(text)
    rows = await of(ann)
    assert "|".join(show(row.done()) for row in rows) == wanted, text
    assert {row.message_id for row in rows} == {message.message_id}, text
    assert {row.logged_at for row in rows} == {datetime.fromtimestamp(message.message.body["date"], UTC)}, text
    sums = totals([row.done() for row in rows])
    stored = await UserExercisePerformance.get(id=rows[0].performance_id)
    assert stored.sets_completed == sums.sets_completed, text
    assert stored.reps_completed == sums.reps_completed, text
    assert stored.weight_kg == (None if sums.weight_g is None else kilograms(sums.weight_g)), text
    assert stored.duration_seconds == sums.duration_seconds, text
    assert re.sub(r"^(× |w|d)", "", wanted.partition("|")[0]) in ann.last, (text, ann.last.text)
    await ann.taps("Undo")


async def test_every_notation_logs_what_it_says(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    for text, wanted in SQUATS.items():
        await ann.says("squat 1")  # whatever exercise the line before was about
        await ann.taps("Undo")
        await logs(ann, text, wanted)


async def test_every_notation_of_other_kinds_of_exercises(world: World) -> None:
    day = {"pull-up": straight(3, 8), "plank": held(3, 30), "running": [PrescribedSet(distance_m=5000)]}
    ann = await training(world, day)
    for key, lines in OTHERS.items():
        name = (await Exercise.get(key=key)).name
        for text, wanted in lines.items():
            ann.sees(name)
            await logs(ann, text, wanted)
        await ann.taps("Skip")


async def test_pounds_are_the_unit_of_whoever_lifts_in_pounds(world: World) -> None:
    day = {"squat": straight(5, 5)}
    ann = await training(world, day, weights={"squat": 225}, unit="lb")
    assert ann.last.text.splitlines()[0] == "Set 1 · 225 lb × 5 · 45 + 45 a side"
    await logs(ann, "5", "225 lb × 5")
    await logs(ann, "230x5", "230 lb × 5")
    await logs(ann, "100kg x 5", "100 kg × 5")


async def test_what_cannot_be_logged_is_refused_in_a_sentence_with_an_example(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    card = ann.last.text
    for text, problem in REFUSED.items():
        await ann.says(text)
        assert ann.last.text == card, text
        said = ann.bot_messages[-2].text
        assert re.search(problem, said), (text, said)
        assert re.search(r": .*\d+x\d|: .*5,5,4|: 1000$|like 85x5", said), said
        assert len(said) < 160, said
        assert len(ann.bot_messages) == 2, ann.transcript()
        assert not await of(ann), text
    await ann.says("5")
    assert len(ann.bot_messages) == 1


async def test_a_thousand_with_a_comma_is_asked_about(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    asked = await ann.says("1,000x5")
    assert ann.last.buttons == [["1 kg × 5"], ["1000 kg × 5"], ["Close"]]
    await ann.says("hello")
    assert not await of(ann)
    await ann.taps("1 kg × 5")
    [row] = await of(ann)
    assert (row.weight_g, row.message_id) == (1000, asked.message_id)
    assert "Set 2" in ann.last
    await ann.says("1,000x5")
    await ann.says("100x4")
    assert [show(row.done()) for row in await of(ann)] == ["1 kg × 5", "100 kg × 4"]
    assert len(ann.bot_messages) == 1, "typing the set anew answers the question"
    await ann.says("1,000x5")
    await ann.says("/cancel")
    assert len(await of(ann)) == 2
    assert "Set 3" in ann.last


async def test_sets_typed_with_no_workout_open_are_kept_and_start_todays(world: World) -> None:
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    typed = await ann.says("5,5,4")
    assert "Which exercise is “\u20685,5,4\u2069” for?" in ann.last
    assert not await of(ann)
    await world.passes(minutes=2)
    await ann.taps("Start Day 1")
    assert [show(row.done()) for row in await of(ann)] == ["100 kg × 5", "100 kg × 5", "100 kg × 4"]
    assert {row.message_id for row in await of(ann)} == {typed.message_id}
    date = datetime.fromtimestamp(typed.message.body["date"], UTC)
    assert {row.logged_at for row in await of(ann)} == {date}
    assert "Set 4 · 100 kg × 5" in ann.last
    assert len(ann.bot_messages) == 1
    await ann.edits(typed, "5,5,5")
    assert [row.reps for row in await of(ann)] == [5, 5, 5]


async def test_sets_typed_with_no_workout_open_go_where_the_answer_says(world: World) -> None:
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("85x5")
    await ann.says("/cancel")
    await ann.says("60x5")
    await ann.says("62.5x5")  # another set takes its place
    await ann.says("/workout")
    assert [show(row.done()) for row in await of(ann)] == ["62.5 kg × 5"]
    assert "Squat" in ann.last
    assert await UserWorkoutSession.filter(enrollment_id=None).count() == 0


@pytest.mark.parametrize("answer", ["bench", "benc pres", "Turkish getdown"])
async def test_an_exercise_named_for_kept_sets_gets_them_in_a_free_workout(world: World, answer: str) -> None:
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    typed = await ann.says("60 5,5")
    await ann.says(answer)
    if answer == "benc pres":
        await ann.taps("Bench Press", exact=True)
    elif answer != "bench":
        await ann.taps("Create “Turkish getdown”")
        assert not await of(ann)
        await ann.taps("Weight and reps")
    assert [show(row.done()) for row in await of(ann)] == ["60 kg × 5", "60 kg × 5"]
    assert {row.message_id for row in await of(ann)} == {typed.message_id}
    session = await UserWorkoutSession.get(status="IN_PROGRESS").select_related("workout")
    assert session.enrollment_id is None
    assert session.workout.name == "Free workout"
    assert "60 kg × 5, 5" in ann.last
    assert len(ann.bot_messages) == 1


async def test_nothing_is_half_saved_when_kept_sets_are_not_wanted(world: World) -> None:
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    before = await Exercise.all().count(), await Workout.all().count()
    for text in ("60x5", "bench 1,000x5", "bench NaN", "/log qwertz 3x5", "/log bench 1e9", "5km 25:00", "+20x5"):
        await ann.says(text)
        await ann.says("/cancel")
        assert not await UserWorkoutSession.filter(status="IN_PROGRESS").exists(), text
        assert (await Exercise.all().count(), await Workout.all().count()) == before, text
        assert len(ann.bot_messages) == 1, ann.transcript()
    await ann.says("+20x5")
    await ann.says("bench")
    ann.sees("+ and − are for added weight")
    ann.sees("Which exercise is “\u2068+20x5\u2069” for?")
    await ann.says("pull-ups")
    assert [show(row.done()) for row in await of(ann)] == ["20 kg × 5"]


async def test_log_works_within_and_outside_workouts(world: World) -> None:
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("/log")
    ann.sees("/log bench 3x5 100")
    await ann.says("/log bench 3x5 100")
    assert "Bench Press: 100 kg × 5, 5, 5" in ann.last
    await ann.says("4")
    assert "Bench Press: 100 kg × 5, 5, 5, 4" in ann.last
    await ann.says("/log pull-ups")
    assert "Pull Up" in ann.last.text.splitlines()[1]
    await ann.says("12")
    assert "✓ 12" in ann.last
    await ann.says("/log 11")
    assert "✓ 12, 11" in ann.last
    await ann.says("/log 💪 9")
    assert "Pull Up: 12, 11, 9" in ann.last
    await ann.says("/log my invention")
    await ann.taps("Create “my invention”")
    await ann.taps("Time")
    assert "my invention" in ann.last
    await ann.says("45")
    assert "✓ 45 s" in ann.last
    assert await UserWorkoutSession.filter(status="IN_PROGRESS").count() == 1


async def test_odd_names_make_no_exercise_that_breaks_the_next_one(world: World) -> None:
    ann = await training(world, {"squat": straight(5, 5)}, weights={"squat": 100})
    for name in ("💪", "—", "x" * 65, "y" * 4096):
        await ann.taps("+ Exercise")
        await ann.says(name)
        assert not any("Create" in label for row in ann.last.buttons for label in row), name
        await ann.taps("Close")
    for name in ("<b>Bold</b> & co", "تمرين القرفصاء", "深蹲变式", "Übung №"):
        await ann.taps("+ Exercise")
        await ann.says(name)
        await ann.taps("Create")
        await ann.taps("Weight and reps")
        assert name in ann.last
        await ann.says("40x5")
        assert "✓ 40 kg × 5" in ann.last
    await ann.says("squat")
    ann.sees("did not understand")
