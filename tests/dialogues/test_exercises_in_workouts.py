"""What the small buttons of the card do with the exercises of a workout."""

from __future__ import annotations

from dataclasses import replace

from handlers.views import taps
from models import top_sets
from models.performances import ExerciseSet, UserExercisePerformance
from models.rules.sets import PrescribedSet, SetKind, Unit
from models.rules.units import to_grams
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, held, straight, training
from tests.conftest import World
from tests.people import Person


def first(ann: Person) -> str:
    """What a lock screen shows."""
    return ann.last.text.splitlines()[0]


def on(ann: Person) -> str:
    """The exercise that is on."""
    return ann.last.text.splitlines()[1].partition(" · ")[0]


async def over(ann: Person) -> None:
    """The workout is done, for what is shown next time."""
    found = await UserWorkoutSession.get(user__telegram_id=ann.id, status=SessionStatus.IN_PROGRESS)
    found.status, found.completed_at = SessionStatus.COMPLETED, found.started_at
    await found.save()
    await top_sets.refresh(found.id)


async def test_weights_move_by_the_bar_and_plates_there_are(world: World) -> None:
    five = straight(2, 5)
    day = {"squat": five, "dumbbell-curl": straight(2, 10), "deadlift": five}
    weights = {"squat": "24", "dumbbell-curl": "10", "deadlift": "170"}
    plates = [[25000, 2], [10000, 1], [2000, 1]]
    ann = await training(world, day, weights=weights, bar_g=20000, plates=plates, step_g=2000)
    assert first(ann) == "Set 1 · 24 kg × 5 · 2 a side"
    for label, wanted in (
        ("+ kg", "40 kg × 5 · 10 a side"),
        ("+ kg", "44 kg × 5 · 10 + 2 a side"),
        ("+ kg", "70 kg × 5 · 25 a side"),
        ("− kg", "44 kg × 5 · 10 + 2 a side"),
        ("− kg", "40 kg × 5 · 10 a side"),
        ("− kg", "24 kg × 5 · 2 a side"),
        ("− kg", "20 kg × 5 · empty bar"),
    ):
        await ann.taps(label, exact=True)
        assert first(ann) == f"Set 1 · {wanted}"
    await ann.taps("− kg")
    assert ann.toasts == ["That is the lightest there is."]
    await ann.taps("Skip")
    await ann.taps("+ kg")
    assert first(ann) == "Set 1 · 12 kg × 10"
    await ann.taps("− rep")
    assert first(ann) == "Set 1 · 12 kg × 9"
    await ann.taps("✓ 12 kg × 9")
    assert first(ann) == "Set 2 · 12 kg × 10", "the weight stays, the reps were this set's"
    await ann.taps("Skip")
    assert first(ann) == "Set 1 · 144 kg × 5 · 25 + 25 + 10 + 2 a side", "nothing is asked that cannot be loaded"


async def test_heavier_sets_keep_their_weights_when_one_is_moved(world: World) -> None:
    top = [replace(each, weight_g=110000) for each in straight(1, 3)]
    ann = await training(world, {"squat": [*straight(2, 5), *top]}, weights={"squat": 100})
    await ann.taps("− kg")
    await ann.taps("✓ 97.5 kg × 5")
    await ann.taps("✓ 97.5 kg × 5")
    assert first(ann) == "Set 3 · 110 kg × 3 · 25 + 20 a side"


async def test_a_drop_set_nobody_asked_for_stands_beside_them(world: World) -> None:
    drop = PrescribedSet(kind=SetKind.DROP, reps=12, weight_g=60000)
    ann = await training(world, {"squat": [*straight(2, 5), drop]}, weights={"squat": 100})
    await ann.says("100x5")
    assert first(ann).startswith("Set 2 · 100 kg × 5")
    await ann.says("d80x6")
    assert first(ann).startswith("Set 2 · 100 kg × 5")
    await ann.taps("✓ ")
    assert first(ann).startswith("Set 3 · 60 kg × 12")
    await ann.taps("✓ 60 kg × 12")
    assert "All sets done" in ann.last
    assert "100 kg × 5 · drop 80 kg × 6 · 100 kg × 5 · drop 60 kg × 12" in ann.last


async def test_skip_later_and_back_again(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    order = []
    for _ in range(4):
        order.append(on(ann))
        await ann.taps("Later")
    assert order == ["Squat", "Bench Press", "Bent Over Row", "Squat"], "both racks are taken: rows come next"
    await ann.says("row 60x5")
    assert on(ann) == "Bent Over Row"
    for _ in range(2):
        await ann.taps("Skip")
    left = on(ann)
    await ann.taps("Later")
    assert on(ann) == left
    assert ann.toasts[-1] == f"{left} is the only one left."
    await ann.taps("Skip")
    assert "All sets done" in ann.last
    await ann.taps("+ Exercise")
    assert {"Squat", "Bench Press", "Bent Over Row"} <= {label for row in ann.last.buttons for label in row}
    await ann.taps("Bent Over Row")
    assert first(ann) == "Set 2 · 60 kg × 5 · 20 a side", "what was left out by a slip comes back as it was"


async def test_swap_takes_the_weight_from_what_was_lifted_or_asks(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("/log front squat 80x5")
    await over(ann)
    await ann.says("/workout")
    await ann.taps("✓ ")
    await ann.taps("Swap")
    assert "What instead of Squat?" in ann.last
    await ann.taps("Front Squat")
    assert first(ann) == "Set 1 · 80 kg × 5 · 25 + 5 a side"
    assert "Front Squat · exercise 2 of 4 · ○○○○" in ann.last, "one of five is done"
    await ann.taps("✓ ")
    await ann.taps("Swap")
    await ann.says("leg extension")
    assert "Which weight do you start with?" in ann.last
    assert ann.last.buttons[0] == ["5 kg", "10 kg", "15 kg"]
    await ann.taps("10 kg")
    assert first(ann) == "Set 1 · 10 kg × 5"
    await ann.taps("✓ 10 kg × 5")
    await ann.taps("Swap")
    await ann.says("squash")
    assert "Did you mean one of these?" in ann.last
    await ann.taps("Close")
    assert on(ann) == "Leg Extension"
    await ann.taps("Swap")
    await ann.says("12x5")
    assert "12 kg × 5" in ann.last, "a set is a set, whatever is asked"
    assert len(ann.bot_messages) == 1


async def test_a_set_more_also_when_all_is_done(world: World) -> None:
    ann = await training(world, {"squat": straight(1, 5)}, weights={"squat": 100})
    await ann.taps("+ Set")
    assert "○○" in ann.last
    await ann.says("5,5")
    assert "All sets done" in ann.last
    await ann.taps("+ Set")
    assert first(ann).startswith("Set 3 · 100 kg × 5")
    await ann.taps("✓ ")
    await ann.says("/log dips 10,8")
    await ann.taps("+ Set")
    assert first(ann) == "Set 3 · body weight × 8"
    await ann.taps("✓ ")
    assert "10, 8, 8" in ann.last
    for _ in range(31):
        await ann.taps("+ Set")
    assert ann.toasts[-1] == "30 sets of an exercise is the most I ask for."


async def test_a_note_is_shown_again_next_time(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.taps("Note")
    await ann.says("x" * 1001)
    ann.sees("A note has 1,000 characters at most; this has 1,001.")
    await ann.says("💪" * 1000)
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert row.notes == "💪" * 1000
    assert "📌 💪" in ann.last
    assert len(ann.last.text) < 300
    await ann.taps("Note")
    await ann.says("seat 4, <pins> 7")
    assert "📌 seat 4, <pins> 7" in ann.last
    await ann.says("100 5,5,5,5,5")
    assert on(ann) == "Bench Press"
    await ann.taps("Note")
    assert "Note on Squat?" in ann.last, "before its first set, the exercise just done is meant"
    await ann.taps("8", exact=True)
    assert ann.toasts[-1] == "Squat: 8 of 10."
    await ann.taps("Note")
    await ann.taps("About Bench Press")
    await ann.says("9")
    ann.sees("Bench Press: 9 of 10.")
    rows = {row.difficulty_rating for row in await UserExercisePerformance.filter(difficulty_rating__isnull=False)}
    assert rows == {8, 9}
    await ann.taps("Note")
    await ann.says("80x4")
    assert "✓ 80 kg × 4" in ann.last, "a set is a set, whatever is asked"
    await over(ann)
    await ann.says("/workout")
    assert "📌 seat 4, <pins> 7" in ann.last
    assert "Last time: 100 kg × 5, 5, 5, 5, 5" in ann.last


async def test_rpe_amrap_ranges_holds_and_unknown_weights(world: World) -> None:
    day = {
        "squat": [PrescribedSet(reps=5, amrap=True, rpe_half=16, rest_seconds=60)] * 2,
        "bench-press": [PrescribedSet(reps=8, reps_max=12, rest_seconds=60)] * 3,
        "plank": held(2, 30),
    }
    ann = await training(world, day, weights={"squat": 100})
    assert first(ann) == "Set 1 · 100 kg × 5+ · 25 + 15 a side"
    assert "As many reps as you can, 5 or more" in ann.last
    assert "Aim for RPE 8, 2 reps in reserve. A tap on @ logs the set with yours." in ann.last
    await ann.taps("@8.5")
    assert "✓ 100 kg × 5 @8.5" in ann.last
    await ann.says("9 @9")
    assert "✓ Squat: 100 kg × 5 @8.5, 9 @9" in ann.last
    assert first(ann) == "Set 1 · ? × 8–12"
    assert ann.last.buttons[:2] == [["20 kg", "30 kg", "40 kg"], ["50 kg", "60 kg", "70 kg"]]
    await ann.says("400x8")
    assert first(ann).startswith("Set 2 · 400 kg × 8–12")
    await ann.edits("400x8", "w40x8")
    assert first(ann) == "Set 1 · ? × 8–12", "a warm-up teaches nothing, and a slip is forgotten"
    await ann.says("42.5x10")
    assert first(ann).startswith("Set 2 · 42.5 kg × 8–12")
    await ann.taps("+ rep")
    await ann.taps("✓ 42.5 kg × 9")
    await ann.says("12")
    assert first(ann) == "Set 1 · 30 s"
    await ann.taps("+ 5 s")
    await ann.taps("✓ 35 s")
    await ann.says("1:10")
    assert "Plank: 35 s, 1:10" in ann.last
    assert [row.rpe_half async for row in ExerciseSet.filter(rpe_half__isnull=False).order_by("position")] == [17, 18]


async def test_the_intervals_of_a_run_follow_one_another(world: World) -> None:
    run = [("warm up", 300), ("run", 60), ("walk", 90), ("run", 60)]
    day = {"run-walk-intervals": [PrescribedSet(seconds=each, label=name) for name, each in run]}
    ann = await training(world, day)
    assert first(ann) == "warm up 5:00 · 1 of 4"
    assert "Then run 1:00" in ann.last
    await ann.taps("✓ warm up 5:00")
    assert first(ann) == "run 1:00 · 2 of 4"
    await ann.says("60s")
    assert first(ann) == "walk 1:30 · 3 of 4"
    await ann.taps("✓ walk 1:30")
    await ann.taps("✓ run 1:00")
    assert "All sets done" in ann.last
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert (row.sets_completed, row.duration_seconds) == (4, 510)
    await ann.taps("Undo")
    await ann.taps("Undo")
    await ann.taps_twice("✓ All 2 as planned")
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert (row.sets_completed, row.duration_seconds) == (4, 510), "nobody taps while running"
    for wanted in ("run 1:00 · 4 of 4", "walk 1:30 · 3 of 4"):
        await ann.taps("Undo")
        assert first(ann) == wanted


async def test_assistance_and_pounds(world: World) -> None:
    day = {"assisted-pull-up": straight(2, 8), "squat": straight(2, 5)}
    ann = await training(world, day, weights={"squat": 135}, unit=Unit.LB)
    assert ann.last.buttons[0] == ["-10 lb", "-20 lb", "-30 lb"]
    await ann.taps("-20 lb")
    await ann.taps("✓ -20 lb × 8")
    await ann.taps("Skip")
    assert first(ann) == "Set 1 · 135 lb × 5 · 45 a side"
    await ann.taps("+ lb")
    assert first(ann) == "Set 1 · 140 lb × 5 · 45 + 2.5 a side"
    row = await ExerciseSet.get()
    assert (row.weight_g, row.unit) == (-to_grams("20", Unit.LB), Unit.LB)


async def test_twenty_minutes_left_keeps_the_main_lifts(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("20 minutes left")
    ann.sees("Down to the main lifts: Squat, Bench Press.")
    assert "exercise 1 of 2" in ann.last
    session = await UserWorkoutSession.get(status=SessionStatus.IN_PROGRESS)
    await ann.forges(taps.SHORT(session.id))
    assert ann.toasts[-1] == "These are the main lifts already."


async def test_two_hundred_sets_and_sums_too_large_are_refused_with_a_sentence(world: World) -> None:
    ann = await training(world, {"squat": straight(1, 5)}, weights={"squat": 100})
    await ann.says("20x1000x30kg")
    await ann.says("13x1000x30kg")
    ann.sees("more than one workout can hold")
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert (row.sets_completed, row.reps_completed) == (20, 20_000)
    await ann.edits("20x1000x30kg", "30x1000x30kg")
    for _ in range(5):
        await ann.says("bench 30x1x50kg")
    await ann.says("bench 20x1x50kg")
    assert await ExerciseSet.all().count() == 200
    await ann.says("bench 1")
    ann.sees("200 sets is the most")
    assert await ExerciseSet.all().count() == 200
    assert len(ann.last.text) < 1000
    positions = [each.position async for each in ExerciseSet.all().order_by("position")]
    assert positions == list(range(1, 201))


async def test_long_names_many_exercises_and_right_to_left_fit_the_card(world: World) -> None:
    ann = await training(world, {"squat": straight(1, 5)}, weights={"squat": 100})
    await ann.taps("✓ ")
    for number in range(12):
        name = f"تمرين {number} " + "ن" * 20
        await ann.says(f"/log {name} 40x5")
        await ann.taps("Create")
        await ann.taps("Weight and reps")
    assert "… 4 before" in ann.last
    assert len(ann.last.text.splitlines()) <= 12
    assert "\u2068تمرين 11" in ann.last


async def test_what_the_program_says_of_an_exercise_is_on_the_card(world: World) -> None:
    """Its description, as typed, and the label it goes by."""
    ann = await training(world, "## A\n// Chest up <b>&\nmain: Squat / 1x5 60kg\n")
    ann.sees("Chest up <b>&")
    ann.sees("main: Squat")
