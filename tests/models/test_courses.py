"""Programs as texts, trained: percentages, scripts, labels, units, and a text that is changed in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from models import clock, finishing, last_time, own_programs, planning, workouts
from models.enrollments import UserProgramEnrollment
from models.finishing import Outcome
from models.liftoscript.program import Program as Text
from models.liftoscript.state import State
from models.programs import Exercise
from models.rules.plan import as_done
from models.rules.progression import Reason
from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit
from models.workouts import Live
from tests.conftest import World
from tests.models import rows
from tests.models.gym import EVENING, MONDAY, Gym, changes
from tests.models.rows import work
from tests.standing import stands
from tests.texts import program_of


async def gym_of(world: World, text: str, *, unit: Unit = Unit.KG, weights: Mapping[str, int] | None = None) -> Gym:
    """Ann on a program of her own; weights: grams by the exercise's name."""
    await world.jump(seconds=(MONDAY - clock.now()).total_seconds())
    user = await rows.person(unit=unit)
    program = await program_of("Mine", text, owner=user)
    grams = {(await Exercise.get(name=name, owner_id=None)).id: each for name, each in (weights or {}).items()}
    return Gym(world, user, program, await planning.enroll(user, program, EVENING, grams))


def asked(found: Live, name: str) -> list[PrescribedSet]:
    return next(each for each in found.plan.items if each.name == name).sets


async def finish(found: Live) -> Outcome:
    return await finishing.finish(found, clock.now())


WAVE = """# Week 1
## A
Squat / 1x5 75%, 1x5+ 85% / 180s / progress: custom() {~ if (week == 2) { rm1 += 5kg } ~}
# Week 2
## A
Squat / 1x3 80%, 1x3+ 90% / 180s
"""


async def test_the_first_weight_says_the_max_that_a_program_goes_by(world: World) -> None:
    """75 kg for the first set, which is 75 %: of 100 kg; at the end of the wave of 105."""
    gym = await gym_of(world, WAVE, weights={"Squat": 75_000})
    found = await gym.starts()
    assert [(each.weight_g, each.reps, each.amrap) for each in asked(found, "Squat")] == [
        (75_000, 5, False),
        (85_000, 5, True),
    ]
    await gym.does(found)
    outcome = await finish(found)
    assert changes(outcome)["Squat"] == (Reason.ALL_SETS_DONE, 90_000, 90_000)
    await gym.trains()
    again = await gym.starts()
    assert [each.weight_g for each in asked(again, "Squat")] == [77_500, 90_000], "of 105 kg, as it can be loaded"


async def test_a_max_nobody_knows_is_learned_from_the_sets_done(world: World) -> None:
    gym = await gym_of(world, WAVE)
    found = await gym.starts()
    assert [each.weight_g for each in asked(found, "Squat")] == [None, None]
    await workouts.log_sets(found, found.plan.items[0], [work(5, 80), work(5, 90)], logged_at=clock.now())
    assert changes(await finish(found))["Squat"] == (Reason.LEARNED, None, 95_000)  # 90 % of 105 kg: Epley of 90 × 5


async def test_a_later_week_without_a_weight_goes_on_from_what_was_lifted(world: World) -> None:
    """The second week asks 62.5 kg, not the 2.5 kg of the increase as the empty bar; what is not known is asked."""
    text = """# Week 1
## A
Squat / 2x5 / 60kg / progress: lp(2.5kg)
Deadlift / 1x5 / 80kg / progress: lp(5kg, 2)
# Week 2
## A
Squat / 2x3
Deadlift / 1x3
"""
    gym = await gym_of(world, text)
    told = changes(await gym.trains())
    assert told["Squat"] == (Reason.LEARNED, None, 62_500)
    assert told["Deadlift"] == (Reason.ALL_SETS_DONE, None, None)
    found = await gym.starts()
    assert [(each.weight_g, each.reps) for each in asked(found, "Squat")] == [(62_500, 3), (62_500, 3)]
    assert [(each.weight_g, each.reps) for each in asked(found, "Deadlift")] == [(None, 3)]


async def test_the_bodys_own_weight_is_known(world: World) -> None:
    """Pull-ups all done ask 2.5 kg more because they were all done; those missed ask 5 kg of help because of that."""
    text = "## A\nPull Up / 2x5 / progress: lp(2.5kg, 1, 0, 5kg)\nChin Up / 2x5 0kg / progress: lp(2.5kg, 1, 0, 5kg)\n"
    gym = await gym_of(world, text)
    assert changes(await gym.trains(misses="Chin Up")) == {
        "Pull Up": (Reason.ALL_SETS_DONE, 0, 2_500),
        "Chin Up": (Reason.DELOAD, 0, -5_000),
    }


async def test_a_script_changes_the_sets_to_come_and_undo_takes_that_back(world: World) -> None:
    """Two back-off sets, as heavy as the first set allows; what the person changed of them stays."""
    text = """## A
Squat / 1x5 100kg, 2x8 60kg / update: custom() {~
  if (setIndex == 1 && completedReps[1] >= 8) { weights[2] = 80kg; weights[3] = 80kg }
~}
"""
    gym = await gym_of(world, text)
    found = await gym.starts()
    squat = found.plan.items[0]
    await workouts.log_sets(found, squat, [work(8, 100)], logged_at=clock.now())
    assert [each.weight_g for each in squat.sets] == [100_000, 80_000, 80_000]
    await workouts.undo(found)
    assert [each.weight_g for each in squat.sets] == [100_000, 60_000, 60_000]
    squat.change([*squat.sets[:2], replace(squat.sets[2], weight_g=50_000)])
    await workouts.log_sets(found, squat, [work(5, 100)], logged_at=clock.now())
    read = await workouts.live(gym.user, found.session.id)
    assert read is not None
    assert [each.weight_g for each in read.plan.items[0].sets] == [100_000, 60_000, 60_000]
    assert [each.weight_g for each in squat.sets] == [100_000, 60_000, 50_000]


async def test_a_program_in_pounds_never_drifts_for_somebody_in_kilograms(world: World) -> None:
    """Twenty times 5 lb are 100 lb, whatever the plates made of each step."""
    gym = await gym_of(world, "## A\nSquat / 3x5 135lb / progress: lp(5lb)\n")
    for _ in range(20):
        found = await gym.starts()
        assert {(each.weight_g or 1) % 2_500 for each in asked(found, "Squat")} == {0}
        await gym.does(found)
        await finish(found)
    assert "235lb" in await own_programs.written(gym.user, await _with_program(gym))


async def test_what_was_lifted_instead_is_the_base(world: World) -> None:
    gym = await gym_of(world, "## A\nSquat / 3x5 60kg / progress: lp(2.5kg)\n")
    found = await gym.starts()
    await workouts.log_sets(found, found.plan.items[0], [work(5, 80)] * 3, logged_at=clock.now())
    assert changes(await finish(found))["Squat"] == (Reason.OVERRIDDEN, 60_000, 82_500)


async def test_reps_within_their_range_are_neither_done_nor_missed(world: World) -> None:
    gym = await gym_of(world, "## A\nSquat / 3x8-12 60kg / progress: dp(2.5kg, 8, 12)\n")
    for reps, reason in ((10, Reason.PARTLY), (6, Reason.MISSED), (12, Reason.ALL_SETS_DONE)):
        found = await gym.starts()
        await workouts.log_sets(found, found.plan.items[0], [work(reps, 60)] * 3, logged_at=clock.now())
        outcome = await finish(found)
        assert changes(outcome)["Squat"][0] is reason
    assert (await gym.state("Squat")).weight_g == 62_500


async def test_harder_than_asked_is_told(world: World) -> None:
    gym = await gym_of(world, "## A\nSquat / 3x5 60kg @8 / progress: lp(2.5kg)\n")
    found = await gym.starts()
    assert asked(found, "Squat")[0].rpe_half == 16
    hard = [DoneSet(reps=5, weight_g=60_000, rpe_half=19)] * 3
    await workouts.log_sets(found, found.plan.items[0], hard, logged_at=clock.now())
    assert changes(await finish(found))["Squat"] == (Reason.TOO_HARD, 60_000, 60_000)


async def test_a_script_that_stops_changes_nothing_and_says_so(world: World) -> None:
    text = "## A\nSquat / 1x5 60kg / progress: custom() {~ for (var.i in 5) { weights += 5kg } ~}\n"
    gym = await gym_of(world, text)
    outcome = await gym.trains()
    assert changes(outcome)["Squat"] == (Reason.STOPPED, 60_000, 60_000)


async def test_holds_grow_in_seconds(world: World) -> None:
    text = "## A\nPlank / 2x1 30s|60s / progress: custom() {~ if (completedSetTime >= setTime) { setTime += 5 } ~}\n"
    gym = await gym_of(world, text)
    found = await gym.starts()
    assert [as_done(each) for each in asked(found, "Plank")] == [DoneSet(seconds=30)] * 2
    await gym.does(found)
    [plank] = (await finish(found)).changes
    assert (plank.change.reason, plank.change.before.count, plank.change.after.count) == (Reason.ALL_SETS_DONE, 30, 35)


async def test_another_movement_is_counted_to_itself(world: World) -> None:
    """The ladder's next rung: its sets belong to the new exercise, not to the one the day was written with."""
    text = """## A
Push Up | Bench Dip / 1x5 / progress: custom() {~ exerciseVariationIndex = 2 ~}
"""
    gym = await gym_of(world, text)
    await gym.trains()
    found = await gym.starts()
    [item] = found.plan.items
    assert item.name == "Bench Dip"
    await gym.does(found)
    await finish(found)
    last = await last_time.sets(gym.user, item.exercise_id)
    assert [each.reps for each in last] == [5]
    push_up = await Exercise.get(name="Push Up", owner_id=None)
    assert len(await last_time.sets(gym.user, push_up.id)) == 1


async def test_labels_warmups_and_supersets_come_with_the_plan(world: World) -> None:
    text = """## A
t1: Squat / 1x5 100kg / warmup: 1x5 40kg, 1x3 80% / superset: one
Bench Press / 1x5 60kg / warmup: none / superset: one
"""
    gym = await gym_of(world, text)
    squat, bench = (await gym.starts()).plan.items
    assert (squat.name, squat.superset, bench.superset) == ("t1: Squat", "one", "one")
    warm = squat.warmups
    assert warm is not None
    assert [(each.kind, each.reps, each.weight_g) for each in warm] == [
        (SetKind.WARMUP, 5, 40_000),
        (SetKind.WARMUP, 3, 80_000),
    ]
    assert bench.warmups == []


async def test_more_reps_begin_lighter(world: World) -> None:
    """One weight is asked of each exercise: where it comes again with more reps, Epley says how much lighter."""
    text = "## A\nt1: Squat / 3x5 / progress: lp(5kg)\nt2: Squat / 3x10 / progress: lp(2.5kg)\n"
    gym = await gym_of(world, text, weights={"Squat": 100_000})
    assert [each.sets[0].weight_g for each in (await gym.starts()).plan.items] == [100_000, 87_500]


@pytest.mark.parametrize("under_way", [False, True])
async def test_a_text_sent_again_keeps_day_and_weights(world: World, under_way: bool) -> None:
    """History stays with the rows before; a workout under way keeps its plan, and then the new text goes on."""
    text = "## A\nSquat / 3x5 60kg / progress: lp(2.5kg)\n## B\nBench Press / 3x5 40kg / progress: lp(2.5kg)\n"
    gym = await gym_of(world, text)
    await gym.trains()  # A: the squat is at 62.5
    found = await gym.starts() if under_way else None
    enrollment = await _with_program(gym)
    current = await own_programs.written(gym.user, enrollment)
    assert "62.5kg" in current
    new = current.replace("Bench Press / 3x5", "Bench Press / 4x5").replace("## B\n", "## B\nDeadlift / 1x5 100kg\n")
    names = {"squat": "Squat", "bench press": "Bench Press", "deadlift": "Deadlift"}
    movements = {each: (await Exercise.get(name=name, owner_id=None)).id for each, name in names.items()}
    made = await own_programs.compare(gym.user, enrollment, new, current)
    assert (made.came, made.gone, made.same) == (("Deadlift",), (), False)
    program = await own_programs.edit(gym.user, enrollment, "Mine", new, movements, made)
    enrollment = await _with_program(gym)
    assert (enrollment.program_id, enrollment.current_day) == (program.id, 2)
    if found is not None:
        assert [each.name for each in found.plan.items] == ["Bench Press"]
        await gym.does(found)
        assert changes(await finish(found))["Bench Press"] == (Reason.ALL_SETS_DONE, 40_000, 42_500)  # the three asked
        await gym.trains()
        after = await gym.starts()
        bench = next(each for each in after.plan.items if each.name == "Bench Press")
        assert [(each.weight_g, each.reps) for each in bench.sets] == [(42_500, 5)] * 4
        return
    planned = await planning.upcoming(gym.user, limit=4)
    assert {each.workout.program_id for each in planned} == {program.id}
    after = await gym.starts()
    assert [(each.name, len(each.sets)) for each in after.plan.items] == [("Deadlift", 1), ("Bench Press", 4)]
    assert (await stands(enrollment))["Squat"].weight_g == 62_500


async def test_what_is_exported_reads_back_equal(world: World) -> None:
    gym = await gym_of(world, WAVE, weights={"Squat": 75_000})
    await gym.trains()
    text = await own_programs.written(gym.user, await _with_program(gym))
    read = Text.parse(text)
    assert read.places.keys() == Text.parse(WAVE).places.keys()
    assert read.text(State()) == text


async def _with_program(gym: Gym) -> UserProgramEnrollment:
    return await UserProgramEnrollment.get(id=gym.enrollment.id).select_related("program")
