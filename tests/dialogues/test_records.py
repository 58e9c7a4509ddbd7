"""Records, on the card the moment they happen and in the summary: never one that is not true, or no longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models import clock
from models.performances import ExerciseSet
from models.programs import Exercise, ExerciseInstruction, Workout
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit
from models.sessions import UserWorkoutSession
from tests.athletes import straight, trained
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work
from tests.people import Person
from tests.training import until_monday, user_of

SQUATS = {"squat": straight(3, 5), "bench-press": straight(2, 5)}
WEIGHTS = {"squat": 100, "bench-press": 80}


async def past(person: Person, days_ago: float, **done: Sequence[DoneSet]) -> UserWorkoutSession:
    """A finished workout of that many days ago, with squat=[work(5, 100)] and the like."""
    user = await user_of(person)
    workout = await Workout.create(name=f"Day {days_ago} ago", owner=user)
    for position, key in enumerate(done, start=1):
        exercise = await Exercise.get(key=key.replace("_", "-"))
        await ExerciseInstruction.create(workout=workout, exercise=exercise, position=position)
    at = clock.now() - timedelta(days=days_ago)
    return await rows.trained(user, workout, at, list(done.values()), minutes=45)


async def begins(
    world: World,
    *,
    day: Mapping[str, list[PrescribedSet]] = SQUATS,
    weights: Mapping[str, float] = WEIGHTS,
    days_ago: float = 7,
    **done: Any,
) -> Person:
    """Ann with this done a week ago, and her workout under way."""
    await until_monday(world)  # far from midnight
    person = await trained(world, day, weights=weights)
    if done:
        await past(person, days_ago, **done)
    await person.says("/workout")
    return person


async def finished(person: Person) -> None:
    await person.taps("Finish")
    if person.sees_button("Finish anyway"):
        await person.taps("Finish anyway")
    for _ in range(3):
        await person.taps("Skip", exact=True)


def on(days_ago: float) -> str:
    """That day as a record names it: "3 Nov"."""
    day = clock.now() - timedelta(days=days_ago)
    return f"{day.day} {day:%b}" + ("" if day.year == clock.now().year else f" {day.year}")


def told(person: Person) -> list[str]:
    """The records in the last message."""
    return [line.removeprefix("🏆 ") for line in person.last.text.splitlines() if line.startswith("🏆")]


# -- on the card --------------------------------------------------------------------------------------


async def test_a_record_is_on_the_card_the_moment_it_happens_and_as_long_as_it_is_true(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100)] * 3)
    assert told(ann) == []
    await ann.taps("✓ ")
    assert told(ann) == [], "as good as before is no record"
    await ann.says("102.5x5")
    assert told(ann) == [f"102.5 kg × 5, before 100 kg on {on(7)} (also e1RM)"]
    card = ann.last.text.splitlines()
    assert card[card.index("✓ 100 kg × 5 · 102.5 kg × 5") + 1].startswith("🏆"), "below what made it"
    await ann.says("105x2")
    assert told(ann) == [f"Squat 105 kg × 2, before 100 kg on {on(7)} (also e1RM)"], "before is before this workout"
    await ann.taps("Undo")
    assert told(ann) == [f"102.5 kg × 5, before 100 kg on {on(7)} (also e1RM)"]
    await world.restart()
    await ann.taps("✓ ")
    buzzes = ann.buzzes
    await world.passes(minutes=5)
    assert ann.buzzes == buzzes + 1
    assert len(told(ann)) == 1, "the card that comes when the rest is over says it too"
    for expected in (1, 0, 0):
        await ann.taps("Undo")
        assert len(told(ann)) == expected


async def test_it_stays_while_the_next_exercise_has_nothing_done_yet_and_says_whose_it_is(world: World) -> None:
    ann = await begins(world, squat=[work(5, 90)], bench_press=[work(5, 100)])
    await ann.says("100 5,5,5")
    assert "Bench Press · exercise 2 of 2" in ann.last
    assert told(ann) == [f"Squat 100 kg × 5, before 90 kg on {on(7)} (also e1RM, volume)"]
    card = ann.last.text.splitlines()
    assert card[card.index("✓ Squat: 100 kg × 5, 5, 5") + 1].startswith("🏆")
    await ann.taps("✓ ")
    assert told(ann) == [], "bench presses are what is on now, and no record"
    await ann.says("102.5x4")
    assert "All sets done" in ann.last
    assert told(ann) == [f"Bench Press 102.5 kg × 4, before 100 kg on {on(7)} (also volume)"]
    await ann.taps("Undo")
    await ann.taps("Undo")
    assert told(ann) == [f"Squat 100 kg × 5, before 90 kg on {on(7)} (also e1RM, volume)"]


BEATEN: dict[str, tuple[str, list[DoneSet], str, str]] = {
    "heaviest": ("squat", [work(5, 100)], "110x2", "110 kg × 2, before 100 kg"),
    "reps at a weight": ("squat", [work(5, 100)], "100x7", "100 kg × 7, before 5 reps"),
    "reps at less than was lifted": ("squat", [work(5, 100)], "90x8", "90 kg × 8, before 5 reps"),
    "e1RM by RPE": ("squat", [work(5, 100), work(5, 100)], "100x5@8", "good for 123.1 kg once, before 116.7 kg"),
    "volume": ("squat", [work(5, 100)], "5x4 100", "volume 2,000 kg, before 500 kg"),
    "reps of the body": ("pull-up", [work(8)], "10", "10 reps, before 8 reps"),
    "weight on the body": ("pull-up", [work(8)], "+10x5", "+10 kg × 5, before no added weight"),
    "reps with weight on the body": ("pull-up", [work(5, 10)], "+10x7", "+10 kg × 7, before 5 reps"),
    "less help": ("assisted-pull-up", [work(8, -20)], "-15x8", "-15 kg × 8, before -20 kg"),
    "no help": ("assisted-pull-up", [work(8, -20)], "bw x 3", "no help × 3, before -20 kg"),
    "hold": ("plank", [DoneSet(seconds=60)], "1:15", "1:15, before 1:00"),
    "distance": ("running", [DoneSet(seconds=1500, distance_m=5000)], "5km 24:10", "5 km in 24:10, before 25:00"),
    "a part of a distance": (
        *("running", [DoneSet(seconds=3000, distance_m=10_000), DoneSet(seconds=400, distance_m=1000)]),
        *("5km 24:10", "5 km in 24:10, before 50:00"),
    ),
    "drop set": ("squat", [work(5, 100), work(8, 60)], "d60x12", "60 kg × 12, before 8 reps"),
    "failure": ("squat", [work(5, 100)], "102.5x3 f", "102.5 kg × 3, before 100 kg"),
    "one rep": ("squat", [work(1, 100)], "100x2", "100 kg × 2, before 1 rep"),
}


@pytest.mark.parametrize("case", BEATEN)
async def test_what_it_is_what_it_beat_and_when_that_was(world: World, case: str) -> None:
    key, before, text, expected = BEATEN[case]
    done: dict[str, Any] = {key.replace("-", "_"): before}
    ann = await begins(world, day={key: straight(9, 5)}, weights={}, **done)
    await ann.says(text)
    assert len(told(ann)) == 1
    assert told(ann)[0].partition(" (also ")[0] == f"{expected} on {on(7)}"


UNBEATEN: dict[str, tuple[str, list[DoneSet], str]] = {
    "a first time": ("squat", [], "100x5"),
    "the same": ("squat", [work(5, 100)], "100x5"),
    "a warm-up": ("squat", [work(5, 100)], "w200x5"),
    "less": ("squat", [work(5, 100)], "95x5"),
    "more than 12 reps are no e1RM": ("squat", [work(20, 100)], "100x20"),
    "fewer reps of the body": ("pull-up", [work(8)], "7"),
    "more help": ("assisted-pull-up", [work(8, -20)], "-25x8"),
    "a shorter hold": ("plank", [DoneSet(seconds=60)], "59s"),
    "slower": ("running", [DoneSet(seconds=1500, distance_m=5000)], "5km 25:01"),
    "a distance never run": ("running", [DoneSet(seconds=1500, distance_m=5000)], "6km 31:00"),
    "without a time": ("running", [DoneSet(seconds=1500, distance_m=5000)], "5km"),
    "after a warm-up": ("squat", [warmup(5, 20)], "100x5"),
}


@pytest.mark.parametrize("case", UNBEATEN)
async def test_what_is_no_record(world: World, case: str) -> None:
    key, before, text = UNBEATEN[case]
    done: dict[str, Any] = {key.replace("-", "_"): before}
    ann = await begins(world, day={key: straight(9, 5)}, weights={}, **done)
    await ann.says(text)
    assert "✓ " in ann.last.text, "it is logged"
    assert told(ann) == []


async def test_pounds_are_told_in_pounds(world: World) -> None:
    await until_monday(world)
    ann = await trained(world, SQUATS, weights={"squat": 220, "bench-press": 100}, unit=Unit.LB)
    await past(ann, 7, squat=[DoneSet(reps=5, weight_g=99_790, unit=Unit.LB)])
    await ann.says("/workout")
    await ann.says("225x5")
    assert told(ann) == [f"225 lb × 5, before 220 lb on {on(7)} (also e1RM, volume)"]
    await finished(ann)
    assert told(ann) == [f"Squat 225 lb × 5, before 220 lb on {on(7)} (also e1RM, volume)"]


async def test_the_day_is_that_of_the_persons_clock_with_its_year_where_it_is_another(world: World) -> None:
    now = clock.now()
    await world.until(datetime(now.year + 1, 3, 2, 12, tzinfo=UTC))
    ann = await trained(world, SQUATS, weights=WEIGHTS, timezone="Pacific/Kiritimati")  # 14 hours ahead
    new_years_eve = clock.now() - datetime(now.year, 12, 31, 9, 30, tzinfo=UTC)
    await past(ann, new_years_eve / timedelta(days=1), squat=[work(5, 90)])
    day_after = clock.now() - datetime(now.year, 12, 31, 10, 30, tzinfo=UTC)
    await past(ann, day_after / timedelta(days=1), bench_press=[work(5, 70)])
    await ann.says("/workout")
    await ann.says("100 5,5,5")
    assert f"before 90 kg on 31 Dec {now.year}" in told(ann)[0]
    await ann.says("80 5,5")
    assert told(ann)[0].endswith("before 70 kg on 1 Jan (also e1RM, volume)")


async def test_a_name_is_shown_as_typed(world: World) -> None:
    """In the person's own words, which may be anything."""
    ann = await begins(world)
    for number in range(2):
        if number:
            await ann.says("/workout")
        await ann.says(f"/log Ann & <b>Bob</b> {100 + number}x5")
        if ann.sees_button("Create"):
            await ann.taps("Create")
            await ann.taps("Weight and reps")
        await finished(ann)
        await world.jump(days=1)
    assert told(ann)[0].startswith("Ann & <b>Bob</b> 101 kg × 5, before 100 kg on ")


# -- taken back ---------------------------------------------------------------------------------------


async def test_editing_the_message_that_made_it_takes_it_back(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100)])
    said = await ann.says("105x5")
    assert told(ann)[0].startswith("105 kg × 5")
    await ann.edits(said, "107.5x5")
    assert told(ann)[0].startswith("107.5 kg × 5")
    await ann.edits(said, "95x5")
    assert told(ann) == []
    await ann.edits(said, "105x5")
    assert told(ann)[0].startswith("105 kg × 5")
    await ann.edits(said, "bench 105x5")
    assert told(ann) == [], "of bench presses it is the first"
    await ann.edits(said, "w105x5")
    assert told(ann) == []


async def test_one_message_with_many_sets_is_taken_back_whole(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100)])
    await ann.says("3x5 100")
    assert told(ann) == [f"Squat volume 1,500 kg, before 500 kg on {on(7)}"]
    await ann.taps("Undo")
    assert told(ann) == []
    await ann.says("100 5,6")
    assert told(ann) == [f"100 kg × 6, before 5 reps on {on(7)} (also e1RM, volume)"]
    await ann.taps("Undo")
    assert told(ann) == []


async def test_a_tap_counts_once(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100), work(4, 100)])
    await ann.taps_twice("✓ ")
    assert await ExerciseSet.filter(performance__session__status="IN_PROGRESS").count() == 1
    assert told(ann) == [], "two sets would be a volume never lifted"
    await ann.taps_twice("✓ ")
    assert told(ann) == [f"volume 1,000 kg, before 900 kg on {on(7)}"]


async def test_a_swap_beats_what_it_was_swapped_for(world: World) -> None:
    ann = await begins(world, squat=[work(5, 80)], front_squat=[work(5, 50)])
    await ann.taps("✓ ")
    assert told(ann)[0].startswith("100 kg × 5, before 80 kg")
    await ann.taps("Swap")
    await ann.taps("Front Squat")
    assert told(ann) == [f"Squat 100 kg × 5, before 80 kg on {on(7)} (also e1RM, volume)"]
    await ann.says("60x5")
    assert told(ann) == [f"60 kg × 5, before 50 kg on {on(7)} (also e1RM, volume)"]
    await finished(ann)
    assert [each.partition(",")[0] for each in told(ann)] == ["Squat 100 kg × 5", "Front Squat 60 kg × 5"]


async def test_it_stands_below_the_sets_that_made_it(world: World) -> None:
    """Also where the exercise that is on by now was begun before."""
    ann = await begins(world, bench_press=[work(5, 70)])
    await ann.taps("✓ ")
    await ann.says("bench 80 5,5")
    card = ann.last.text.splitlines()
    assert "Squat · exercise 1 of 2" in card[1]
    first = card.index("✓ Bench Press: 80 kg × 5, 5")
    assert card[first + 1].startswith("🏆 Bench Press 80 kg × 5, before 70 kg")
    assert card[first + 2] == "✓ 100 kg × 5"


async def test_an_exercise_twice_in_a_workout_is_one(world: World) -> None:
    """Whoever swaps and swaps back lifts the volume of both."""
    ann = await begins(world, squat=[work(5, 100), work(5, 100)])
    await ann.taps("✓ ")
    for other in ("Front Squat", "Squat"):
        await ann.taps("Swap")
        await ann.taps(other, exact=True)
    await ann.says("90x5")
    assert told(ann) == []
    await ann.says("90x5")
    assert told(ann) == [f"Squat volume 1,400 kg, before 1,000 kg on {on(7)}"]
    await finished(ann)
    assert told(ann) == [f"Squat volume 1,400 kg, before 1,000 kg on {on(7)}"]


# -- the history is edited ----------------------------------------------------------------------------


async def changes(person: Person, workout: str, *acts: str) -> None:
    """Open the squats of a workout in the history, tap or type what is to be done to them, and go back to the card."""
    await person.says("/history")
    for act in (workout, *acts):
        typed = act.startswith("“")
        await (person.says(act.strip("“”")) if typed else person.taps(act, message=person.sees("")))
    while not person.sees_button("Close"):
        await person.taps("‹ Back")
    await person.taps("Close")


async def test_what_is_changed_in_the_history_meanwhile_is_seen_on_the_card(world: World) -> None:
    ann = await begins(world, days_ago=3, squat=[work(5, 100), work(5, 90)])
    await past(ann, 5, squat=[work(5, 95)])
    await ann.says("102.5x5")
    of_three_days_ago = [f"102.5 kg × 5, before 100 kg on {on(3)} (also e1RM)"]
    of_five_days_ago = [f"102.5 kg × 5, before 95 kg on {on(5)} (also e1RM, volume)"]
    assert told(ann) == of_three_days_ago
    for workout, acts, expected in (
        ("Day 3", ("Squat", "1 ·", "“120x5”"), []),
        ("Day 3", ("Squat", "1 ·", "“85x5”", "Undo", "1 ·", "“100x5”"), of_three_days_ago),
        ("Day 3", ("Squat", "1 ·", "Delete set", "Undo"), of_three_days_ago),
        ("Day 3", ("Squat", "1 ·", "It was a warm-up"), of_five_days_ago),
        ("Day 3", ("Squat", "1 ·", "It was a working set", "Delete exercise", "Undo"), of_three_days_ago),
        ("Day 3", ("Delete workout", "Undo"), of_three_days_ago),
        ("Day 3", ("Delete workout",), of_five_days_ago),
        ("Day 5", ("Squat", "+ Set", "“102.5x6”"), []),
        ("Day 5", ("Delete workout",), []),  # and now it is the first time
    ):
        await changes(ann, workout, *acts)
        assert told(ann) == expected, (workout, acts)
    await finished(ann)
    assert told(ann) == []


OLD: dict[str, tuple[tuple[str, ...], str]] = {
    "as it was": ((), "Squat 107.5 kg × 5, before 105 kg on {10}"),
    "corrected to more": (("1 ·", "“110x5”"), ""),
    "corrected, and taken back": (("1 ·", "“110x5”", "Undo"), "Squat 107.5 kg × 5, before 105 kg on {10}"),
    "corrected to as much": (("1 ·", "“107.5x3”"), "Squat 107.5 kg × 5, before 3 reps on {12}"),
    "a set added": (("+ Set", "“107.5x4”"), "Squat 107.5 kg × 5, before 4 reps on {12}"),
    "a set deleted": (("1 ·", "Delete set"), "Squat 107.5 kg × 5, before 105 kg on {10}"),
}


@pytest.mark.parametrize("case", OLD)
async def test_old_workouts_corrected_are_what_later_ones_beat(world: World, case: str) -> None:
    """What is changed in the first workout is a record over the second one as well, or none."""
    acts, expected = OLD[case]
    ann = await begins(world, days_ago=12, squat=[work(5, 100)])
    await past(ann, 10, squat=[work(5, 105)])
    if acts:
        await changes(ann, "Day 12", "Squat", *acts)
    await ann.says("107.5x5")
    lines = [expected.replace("{10}", on(10)).replace("{12}", on(12))] if expected else []
    assert [f"Squat {each.partition(' (also')[0]}" for each in told(ann)] == lines
    await finished(ann)
    assert [each.partition(" (also")[0] for each in told(ann)] == lines


async def test_an_edited_message_of_a_finished_workout_changes_what_the_next_one_beats(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100)])
    said = await ann.says("110x5")
    await finished(ann)
    assert told(ann) == [f"Squat 110 kg × 5, before 100 kg on {on(7)} (also e1RM, volume)"]
    await world.jump(days=1)
    await ann.says("/workout")
    await ann.says("105x5")
    assert told(ann) == []
    await ann.edits(said, "101x5")
    assert told(ann) == [f"105 kg × 5, before 101 kg on {on(1)} (also e1RM, volume)"]
    await ann.edits(said, "99x5")
    assert told(ann) == [f"105 kg × 5, before 100 kg on {on(8)} (also e1RM, volume)"]
    await finished(ann)
    assert told(ann) == [f"Squat 105 kg × 5, before 100 kg on {on(8)} (also e1RM, volume)"]


# -- in the summary -----------------------------------------------------------------------------------


async def test_the_summary_says_the_heaviest_first_and_only_so_many(world: World) -> None:
    keys = ("squat", "bench-press", "barbell-row", "overhead-press", "deadlift")
    day = {key: straight(2, 5) for key in keys}
    done: dict[str, Any] = {key.replace("-", "_"): [work(5, 50)] for key in keys}
    ann = await begins(world, day=day, weights=dict.fromkeys(keys, 50), **done)
    for text in ("50 5,5", "50 6,5", "52.5 5,5", "50 5@8,4", "60 1,1"):
        await ann.says(text)
    assert "All sets done" in ann.last
    assert told(ann) == [f"Deadlift 60 kg × 1, before 50 kg on {on(7)} (also e1RM)"], "of the one trained last only"
    await finished(ann)
    summary = ann.last.text
    assert [each.partition(",")[0] for each in told(ann)] == [
        "Bent Over Row 52.5 kg × 5",
        "Deadlift 60 kg × 1",
        "Bench Press 50 kg × 6",
    ]
    assert "… and 2 more" in summary
    assert len(summary.splitlines()) <= 16


async def test_a_volume_alone_is_a_record_too(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100), work(5, 100)])
    await ann.says("95 5,5,5")
    assert told(ann) == [f"Squat volume 1,425 kg, before 1,000 kg on {on(7)}"]
    await finished(ann)
    assert told(ann) == [f"Squat volume 1,425 kg, before 1,000 kg on {on(7)}"]
    await ann.says("/week")
    ann.sees("Squat: volume 1,425 kg, was 1,000 kg")


async def test_what_two_dumbbells_weigh_is_a_volume_of_both(world: World) -> None:
    ann = await begins(
        world,
        day={"dumbbell-bench-press": straight(3, 8)},
        weights={"dumbbell-bench-press": 20},
        dumbbell_bench_press=[work(8, 20)],
    )
    await ann.says("20 8,8")
    assert told(ann) == [f"volume 640 kg, before 320 kg on {on(7)}"]


async def test_a_workout_closed_by_itself_tells_its_records(world: World) -> None:
    ann = await begins(world, squat=[work(5, 90)])
    await ann.taps("✓ ")
    await world.passes(hours=5)
    assert told(ann) == [f"Squat 100 kg × 5, before 90 kg on {on(7)} (also e1RM, volume)"]


async def test_somebody_elses_bests_are_nobodys_business(world: World) -> None:
    ann = await begins(world)
    bob = await trained(world, SQUATS, weights=WEIGHTS, name="Bob")
    await past(bob, 3, squat=[work(5, 60)])
    await ann.taps("✓ ")
    assert told(ann) == []
    await bob.says("/workout")
    await bob.taps("✓ ")
    assert told(bob) == [f"100 kg × 5, before 60 kg on {on(3)} (also e1RM, volume)"]


async def test_a_set_of_no_reps_is_no_weight_lifted(world: World) -> None:
    ann = await begins(world, squat=[work(5, 100), DoneSet(SetKind.FAILURE, 0, 200_000)])
    await ann.says("110x1")
    assert told(ann)[0].startswith("110 kg × 1, before 100 kg")
