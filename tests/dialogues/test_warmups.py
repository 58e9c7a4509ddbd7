"""Warm-ups in a workout: one tap each, following the weight, passed over by work, and never counted as work."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handlers.views import taps
from models import clock, history, progress, top_sets, weeks
from models.performances import ExerciseSet, UserExercisePerformance
from models.programs import Exercise
from models.progress import Span
from models.reminders import Reminder, ReminderKind
from models.rules.sets import PrescribedSet, SetKind, Unit
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from models.top_sets import TopSet
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, enrolled, straight, trained, training
from tests.conftest import World
from tests.people import Person
from tests.training import session_of, user_of

LEGS = {"squat": straight(2, 5), "leg-press": straight(2, 10), "romanian-deadlift": straight(2, 8)}
LEG_WEIGHTS = {"squat": 100, "leg-press": 160, "romanian-deadlift": 80}


def first(ann: Person) -> str:
    """What a lock screen shows."""
    return ann.last.text.splitlines()[0]


async def warm_ups(ann: Person) -> list[str]:
    """Those still to come, done one after the other."""
    found = []
    while ann.sees_button("✓ Warm-up"):
        found.append(next(each for row in ann.last.buttons for each in row if "Warm-up" in each))
        await ann.taps("✓ Warm-up")
    return [each.removeprefix("✓ Warm-up ").replace(" kg × ", "×") for each in found]


async def test_a_warm_up_is_one_tap_and_no_buzz(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    card = ann.last
    assert first(ann) == "Warm-up 1/4 · 20 kg × 8 · empty bar"
    assert ann.last.buttons[:2] == [["✓ Warm-up 20 kg × 8"], ["✓ 100 kg × 5"]]
    await ann.taps("✓ Warm-up 20 kg × 8")
    assert first(ann) == "Warm-up 2/4 · 40 kg × 5 · 10 a side"
    assert "✓ w 20 kg × 8" in ann.last
    assert "○○○○○" in ann.last, "no working set is done"
    assert await warm_ups(ann) == ["40×5", "60×3", "80×2"]
    assert first(ann) == "Set 1 · 100 kg × 5 · 25 + 15 a side"
    assert not await Reminder.exists(kind=ReminderKind.REST)
    await world.passes(minutes=10)
    assert (ann.taps_made, ann.typed, ann.buzzes) == (4, 0, 0)
    assert ann.last.message_id == card.message_id
    await ann.taps("✓ 100 kg × 5")
    assert "Rest 3:00" in ann.last
    assert not ann.sees_button("Warm-up")


@pytest.mark.parametrize("done", [0, 2])
@pytest.mark.parametrize("how", ["tap", "100x5", "5", "95x4", "60x5"])
async def test_the_first_working_set_passes_over_those_that_are_left(world: World, done: int, how: str) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    for _ in range(done):
        await ann.taps("✓ Warm-up")
    if how == "60x5" and done == 2:
        how = "61x5"
    await (ann.taps("✓ 100 kg × 5") if how == "tap" else ann.says(how))
    weight = how.partition("x")[0] if "x" in how else "100"
    assert first(ann).startswith(f"Set 2 · {weight} kg × 5")
    assert not ann.sees_button("Warm-up")
    row = await UserExercisePerformance.get(sets_completed__gt=0)
    assert row.sets_completed == 1
    assert await ExerciseSet.filter(kind=SetKind.WARMUP).count() == done
    await ann.taps("Undo")
    assert first(ann).startswith(f"Warm-up {done + 1}/4")


async def test_an_rpe_is_the_working_sets(world: World) -> None:
    ann = await training(world, "Squat / 3x5 @8+ / 100kg 180s", warmups=True)
    assert ann.last.buttons[:3] == [["✓ Warm-up 20 kg × 8"], ["✓ 100 kg × 5"], ["− kg", "+ kg", "− rep", "+ rep"]]
    assert "Aim for RPE" not in ann.last
    await warm_ups(ann)
    assert "Aim for RPE 8, 2 reps in reserve." in ann.last
    ann.starts_counting()
    await ann.taps("@8.5", exact=True)
    assert ann.taps_made == 1
    assert first(ann).startswith("Set 2 · 100 kg × 5")
    row = await ExerciseSet.get(kind=SetKind.WORK)
    assert (row.reps, row.weight_g, row.rpe_half) == (5, 100_000, 17)


@pytest.mark.parametrize(
    ("rpe", "said"), [("10", "no rep in reserve"), ("9", "1 rep in reserve"), ("8.5", "1.5 reps in reserve")]
)
async def test_an_rpe_is_told_in_reps_in_reserve(world: World, rpe: str, said: str) -> None:
    ann = await training(world, f"Squat / 3x5 @{rpe} / 100kg 180s")
    assert f"Aim for RPE {rpe}, {said}. A tap on @ logs the set with yours." in ann.last


async def test_newcomers_meet_none(world: World) -> None:
    ann = await enrolled(world)
    await ann.says("/workout")
    for _ in range(3):
        assert first(ann) == "Set 1 · 20 kg × 5 · empty bar" or "30 kg" in first(ann)
        await ann.taps("Skip")
    assert "Warm-up" not in ann.transcript()


# -- following the weight ------------------------------------------------------------------------------


async def test_they_follow_the_weight_as_it_is_chosen_and_changed(world: World) -> None:
    ann = await training(world, {"bench-press": straight(3, 5)}, warmups=True)
    assert first(ann) == "Set 1 · ? × 5"
    assert not ann.sees_button("Warm-up"), "the weight is not known"
    await ann.taps("60 kg", exact=True)
    assert first(ann) == "Warm-up 1/2 · 20 kg × 8 · empty bar"
    assert ann.last.buttons[:2] == [["✓ Warm-up 20 kg × 8"], ["✓ 60 kg × 5"]]
    for _ in range(16):
        await ann.taps("+ kg")
    assert first(ann) == "Warm-up 1/4 · 20 kg × 8 · empty bar"
    assert ann.sees_button("✓ 100 kg × 5")
    await ann.taps("+ rep")
    assert ann.sees_button("✓ 100 kg × 6"), "− and + are the working set's"
    await ann.taps("✓ Warm-up")
    for _ in range(4):
        await ann.taps("− kg")
    assert first(ann) == "Warm-up 2/4 · 35 kg × 5 · 5 + 2.5 a side"
    assert await warm_ups(ann) == ["35×5", "55×3", "72.5×2"]
    for _ in range(12):
        await ann.taps("− kg")
    assert first(ann).startswith("Set 1 · 60 kg"), "what was done is enough"


async def test_a_learned_weight_leaves_no_warm_up_behind_also_when_it_is_taken_back(world: World) -> None:
    ann = await training(world, {"bench-press": straight(3, 5)}, warmups=True)
    await ann.says("80x5")
    assert first(ann).startswith("Set 2 · 80 kg")
    await ann.taps("Undo")
    assert first(ann) == "Set 1 · ? × 5"
    assert not ann.sees_button("Warm-up")


async def test_undoing_a_warm_up_brings_it_back_and_changes_no_weight(world: World) -> None:
    ann = await training(world, {"bench-press": straight(3, 5)}, warmups=True)
    await ann.says("w40x8")
    assert first(ann) == "Set 1 · ? × 5"
    await ann.taps("40 kg", exact=True)
    assert first(ann).startswith("Set 1 · 40 kg × 5"), "one is done, and there are no more"
    await ann.taps("Undo")
    assert first(ann) == "Warm-up 1/1 · 20 kg × 8 · empty bar"
    assert ann.sees_button("✓ 40 kg × 5")


async def test_they_follow_a_swap(world: World) -> None:
    ann = await training(world, LEGS, weights=LEG_WEIGHTS, warmups=True)
    await ann.taps("✓ Warm-up")
    await ann.taps("Swap")
    await ann.taps("Leg Press")
    assert first(ann) == "Set 1 · ? × 5"
    for weight in await _weights(ann):
        assert "Warm-up" not in weight
    await ann.says("120x5")
    assert first(ann) == "Set 2 · 120 kg × 5"
    asked = await _asked("Leg Press")
    assert [each.kind for each in asked] == [SetKind.WORK] * 2, "a warm-up of the squat is no set of the leg press"


async def test_they_follow_lighter_weights_after_time_off(world: World) -> None:
    ann = await trained(world, {"squat": straight(3, 5)}, weights={"squat": 100}, warmups=True)
    await ann.says("/workout")
    await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).update(
        status=SessionStatus.COMPLETED, completed_at=(await session_of(ann)).started_at
    )
    await world.jump(days=15)
    await ann.says("/workout")
    await ann.taps("10 % lighter")
    assert ann.sees_button("✓ 90 kg × 5")
    assert await warm_ups(ann) == ["20×8", "35×5", "55×3", "72.5×2"]


async def test_they_follow_the_bar_and_the_plates(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    await ann.says("/settings")
    await ann.taps("Bar", exact=True)
    await ann.taps("15 kg", exact=True)
    await ann.taps("Close")
    await ann.says("/workout")
    assert first(ann) == "Warm-up 1/4 · 15 kg × 8 · empty bar"


async def test_pounds(world: World) -> None:
    day = {"squat": straight(2, 5)}
    ann = await training(world, day, weights={"squat": "225"}, unit=Unit.LB, warmups=True)
    assert first(ann) == "Warm-up 1/4 · 45 lb × 8 · empty bar"
    for done in ("45 lb × 8", "90 lb × 5", "135 lb × 3", "180 lb × 2"):
        await ann.taps(f"✓ Warm-up {done}", exact=True)
    assert "w 45 lb × 8" in ann.last
    assert ann.sees_button("✓ 225 lb × 5")


# -- which exercises -----------------------------------------------------------------------------------


async def test_the_first_of_a_region_has_all_the_second_some_the_third_none(world: World) -> None:
    ann = await training(world, LEGS, weights=LEG_WEIGHTS, warmups=True)
    assert await warm_ups(ann) == ["20×8", "40×5", "60×3", "80×2"]
    await ann.says("100 5,5")
    assert await warm_ups(ann) == ["80×5", "120×3"]
    await ann.says("160 10,10")
    assert "Romanian Deadlift" in ann.last
    assert not ann.sees_button("Warm-up")


async def test_what_is_skipped_or_put_off_warms_nobody_up(world: World) -> None:
    ann = await training(world, LEGS, weights=LEG_WEIGHTS, warmups=True)
    await ann.taps("✓ Warm-up")
    await ann.taps("Later")
    assert await warm_ups(ann) == ["65×5", "95×3", "127.5×2"]
    await ann.says("160x10")
    await ann.taps("Skip")
    await ann.taps("Skip")
    assert "Squat" in ann.last
    assert await warm_ups(ann) == ["75×3"], "the first of two was done before"


async def test_an_exercise_that_is_added_is_warmed_up_for_too(world: World) -> None:
    ann = await training(world, {"squat": straight(1, 5)}, weights={"squat": 100}, warmups=True)
    await ann.says("/log bench 3x5 80")
    found = await UserWorkoutSession.get(status=SessionStatus.IN_PROGRESS)
    await UserWorkoutSession.filter(id=found.id).update(status=SessionStatus.COMPLETED, completed_at=found.started_at)
    await top_sets.refresh(found.id)
    await ann.says("/workout")
    await ann.taps("+ Exercise")
    await ann.taps("Bench Press")
    assert await warm_ups(ann) == ["20×8", "47.5×3", "65×2"]
    assert first(ann).startswith("Set 1 · 80 kg × 5")


async def test_none_for_body_weight_holds_and_exercises_of_ones_own(world: World) -> None:
    day = {"pull-up": straight(2, 8), "plank": [PrescribedSet(seconds=30)], "dumbbell-curl": straight(2, 10)}
    ann = await training(world, day, weights={"dumbbell-curl": 40}, warmups=True)
    for _ in range(3):
        assert first(ann).startswith("Set 1")
        await ann.taps("Skip")
    await ann.taps("+ Exercise")
    await ann.says("Atlas stone")
    await ann.taps("Create")
    await ann.taps("Weight and reps")
    await ann.says("100x5")
    assert first(ann).startswith("Set 2")
    assert "Warm-up" not in ann.transcript()


# -- what the program says -----------------------------------------------------------------------------


async def test_a_programs_own_warm_ups_hold(world: World) -> None:
    warm = PrescribedSet(kind=SetKind.WARMUP, reps=8, weight_g=50_000, rest_seconds=60)
    ann = await training(world, {"squat": [warm, *straight(2, 5)]}, weights={"squat": 100}, warmups=True)
    assert first(ann) == "Warm-up 1/1 · 50 kg × 8 · 15 a side"
    await ann.taps("+ kg")
    assert ann.last.buttons[:2] == [["✓ Warm-up 50 kg × 8"], ["✓ 102.5 kg × 5"]]
    await ann.taps("✓ Warm-up")
    assert "Rest" not in ann.last
    assert first(ann).startswith("Set 1 · 102.5 kg × 5")
    await ann.taps("✓ 102.5 kg × 5")
    await ann.taps("✓ 102.5 kg × 5")
    row = await UserExercisePerformance.get(session__status="IN_PROGRESS")
    assert (row.sets_completed, row.reps_completed) == (2, 10)


async def test_what_a_program_gives_in_percent_follows_the_weight(world: World) -> None:
    text = "Squat / 3x5 / 100kg / warmup: 1x8 20kg, 2x3 50%, 1x1 85%\nBench Press / 3x5 / 80kg / warmup: none"
    ann = await training(world, text, warmups=True)
    await ann.taps("✓ Warm-up 20 kg × 8")
    assert first(ann) == "Warm-up 2/4 · 50 kg × 3 · 15 a side"
    for _ in range(4):
        await ann.taps("− kg")
    assert first(ann) == "Warm-up 2/4 · 45 kg × 3 · 10 + 2.5 a side"
    assert await warm_ups(ann) == ["45×3", "45×3", "77.5×1"]  # 76.5 of 90
    await ann.says("90 5,5,5")
    assert first(ann).startswith("Set 1 · 80 kg × 5"), "none, as the program has it"
    assert not ann.sees_button("Warm-up")


async def test_percent_of_what_is_not_known_yet_is_none_until_it_is(world: World) -> None:
    ann = await training(world, "Bench Press / 3x5 / warmup: 1x10 20kg, 1x3 60%", warmups=True)
    assert first(ann) == "Warm-up 1/1 · 20 kg × 10 · empty bar"
    await ann.taps("60 kg", exact=True)
    assert first(ann) == "Warm-up 1/2 · 20 kg × 10 · empty bar"
    assert await warm_ups(ann) == ["20×10", "35×3"]


async def test_they_are_switched_off_and_on_in_the_settings(world: World) -> None:
    warm = PrescribedSet(kind=SetKind.WARMUP, reps=8, weight_g=50_000)
    day = {"squat": straight(2, 5), "bench-press": [warm, *straight(2, 5)]}
    ann = await training(world, day, weights={"squat": 100, "bench-press": 80}, warmups=True)
    old = ann.last.data
    await ann.says("/settings")
    ann.sees("Warm-ups: worked out for heavy lifts")
    await ann.taps_twice("Warm-ups off")
    ann.sees("Warm-ups: only those of a program")
    await ann.taps("Close")
    await ann.says("/workout")
    assert first(ann).startswith("Set 1 · 100 kg × 5")
    await ann.forges(old["✓ Warm-up 20 kg × 8"])
    assert not await ExerciseSet.exists(), "an old button for a warm-up logs no work"
    await ann.says("100 5,5")
    assert first(ann) == "Warm-up 1/1 · 50 kg × 8 · 15 a side", "a program's own stay"
    await ann.says("/settings")
    await ann.taps("Warm-ups on")
    ann.sees("Warm-ups: worked out for heavy lifts")


# -- typed ---------------------------------------------------------------------------------------------


async def test_a_typed_set_of_its_very_weight_is_the_warm_up(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    await ann.says("w25x10")
    assert first(ann).startswith("Warm-up 2/4 · 40 kg")
    said = await ann.says("40x6")
    assert first(ann).startswith("Warm-up 3/4 · 60 kg")
    assert "w 25 kg × 10 · w 40 kg × 6" in ann.last
    await ann.edits(said, "40x7")
    assert first(ann).startswith("Warm-up 3/4 · 60 kg")
    assert "w 40 kg × 7" in ann.last
    await ann.edits(said, "45x7")
    assert first(ann).startswith("Set 2"), "anything else is what it says"
    assert "✓ w 25 kg × 10 · 45 kg × 7" in ann.last
    await ann.edits(said, "w45x7")
    assert first(ann).startswith("Warm-up 3/4")
    await ann.taps("Undo")
    assert first(ann).startswith("Warm-up 2/4")


async def test_typing_beside_a_warm_up_costs_nothing(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    for text in ("NaN", "-5", "w", "w x", "warm-up", "1e999", "w40x", "x" * 300, "w40x5000"):
        await ann.says(text)
        assert first(ann).startswith("Warm-up 1/4"), text
    assert not await ExerciseSet.exists()


# -- taps that are late, double or somebody else's ------------------------------------------------------


async def test_a_warm_up_tapped_twice_is_one(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    old = ann.last.data
    await ann.taps_twice("✓ Warm-up 20 kg × 8")
    assert await ExerciseSet.all().count() == 1
    await ann.forges(old["✓ Warm-up 20 kg × 8"])
    assert ann.toasts[-1] == "That set is logged already."
    await ann.forges(old["✓ 100 kg × 5"])
    assert ann.toasts[-1] == "That set is logged already."
    await ann.taps("✓ 100 kg × 5")
    session = await session_of(ann)
    for number, count in ((1, 2), (1, 0), (1, 99), (7, 0), (2, 1)):
        await ann.forges(taps.WARM_UP(session.id, number, count))
        assert not ann.unanswered
    assert await ExerciseSet.all().count() == 2
    await ann.says("100 5,5,5,5")
    await ann.forges(taps.WARM_UP(session.id, 1, 6))
    assert await ExerciseSet.all().count() == 6


async def test_somebody_elses_warm_up_and_one_of_a_workout_that_is_over(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    bob = await training(world, FIVE_BY_FIVE, name="Bob", weights=FIVE_WEIGHTS, warmups=True)
    session = await session_of(ann)
    await bob.forges(taps.WARM_UP(session.id, 1, 0))
    assert not await ExerciseSet.exists()
    assert not bob.unanswered
    await ann.taps("✓ 100 kg × 5")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    await ann.forges(taps.WARM_UP(session.id, 2, 0))
    assert ann.toasts[-1] == "That workout is over."
    assert await ExerciseSet.all().count() == 1


@pytest.mark.parametrize("on", [-1, 2, 99])
async def test_a_forged_setting_is_on_or_off(world: World, on: int) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=True)
    await ann.forges(taps.SET_WARMUPS(on))
    assert (await user_of(ann)).warmups is True
    assert not ann.unanswered


# -- never counted as work ------------------------------------------------------------------------------


async def test_a_warm_up_is_never_counted_as_work(world: World) -> None:
    """Sets, volume, records, estimates, the week, progress, last time, history: two working sets, whatever was warmed
    up with.
    """
    day = {"squat": straight(2, 5)}
    ann = await training(world, day, weights={"squat": 100}, warmups=True)
    await ann.says("w200x8")
    await warm_ups(ann)
    await ann.says("100 5,5")
    await ann.taps("Finish")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    summary = ann.last.text
    assert "2 sets · 1,000 kg lifted" in summary
    assert "🏆" not in summary, "there was nothing to beat"
    user, session, squat = await user_of(ann), await session_of(ann), await Exercise.get(key="squat")
    assert await ExerciseSet.filter(kind=SetKind.WARMUP).count() == 4
    row = await UserExercisePerformance.get(session_id=session.id)
    assert (row.sets_completed, row.reps_completed, row.weight_kg) == (2, 10, Decimal(100))
    report = await weeks.report(user, weeks.monday_of(user, clock.now()))
    assert (report.weeks.this.sets, report.weeks.this.volume_g) == (2, 1_000_000)
    assert report.muscles == {"quads": 2, "glutes": 2}
    tops = await top_sets.of_exercise(user, squat.id)
    assert [each.e1rm_g() for each in tops] == [116_667]
    assert not await TopSet.filter(weight_g=200_000).exists()
    lift = await progress.lift(user, squat, Span.YEAR)
    assert [(each.value, each.top.weight_g) for each in lift.points] == [(116_667, 100_000)]
    page = await history.page(user, 0, 5)
    assert [(sums.sets, sums.volume_g) for _, sums in page.sessions] == [(2, 1_000_000)]
    await ann.says("/workout")
    assert "Last time: 100 kg × 5, 5" in ann.last
    await ann.says("w200x8")
    await ann.says("101x5")
    await ann.says("100x5")
    await ann.taps("Finish")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    record = next(line for line in ann.last.text.splitlines() if line.startswith("🏆 Squat"))
    assert "101 kg × 5" in record
    assert "100 kg" in record, "a warm-up is no record to beat, and none itself"
    assert "200" not in ann.last.text


# -- seeing ---------------------------------------------------------------------------------------------


async def _weights(ann: Person) -> list[str]:
    return [each for row in ann.last.buttons for each in row]


async def _asked(exercise: str) -> list[PrescribedSet]:
    plan = (await SessionPlan.get()).plan
    item = next(each for each in plan["items"] if each["name"] == exercise)
    return [PrescribedSet.from_json(each) for each in item["sets"]]
