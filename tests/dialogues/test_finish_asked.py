"""What a program asks when the workout ends: `custom(rating+: 3)`."""

from __future__ import annotations

import pytest

from handlers.views import taps
from models.enrollments import UserProgramEnrollment, state_of
from models.liftoscript.quantities import Percent, Value, Weight
from models.programs import days_of
from models.sessions import SessionPlan
from tests.athletes import trained
from tests.conftest import World
from tests.people import Person
from tests.standing import stands
from tests.training import EFFORT, session_of, under_way

RATED = """## A
Squat / 1x5 60kg / progress: custom(rating+: 3, spare: 1) {~ if (state.rating > 7) { weights += 5kg } ~}
Bench Press / 1x5 40kg / progress: custom(top+: 50kg, share+: 80%) {~ if (state.share < 80%) { weights = state.top } ~}
"""


async def asked(world: World, text: str = RATED) -> Person:
    """At the first question after all sets."""
    ann = await trained(world, text)
    await ann.says("/workout")
    while not ann.sees_button("🏁 Finish"):
        await ann.taps("✓")
    await ann.taps("🏁 Finish")
    return ann


async def variables() -> dict[str, Value]:
    enrollment = await UserProgramEnrollment.get().select_related("program")
    state, text = await state_of(enrollment.id), await enrollment.program.read()
    return {name: each for line in days_of(text)[0].trained for name, each in state.variables_of(line).items()}


async def ends(ann: Person) -> None:
    for _ in range(3):
        await ann.taps("Skip", exact=True)
    assert not await under_way(ann)


async def test_each_variable_is_asked_for_and_counts(world: World) -> None:
    """One after the other, typed; the script has what was said, and the summary what comes of it."""
    ann = await asked(world)
    assert ann.last.text == "Squat, rating: 3 so far. What is it now? Type it, or keep it."
    await ann.says("8")
    assert ann.last.text.splitlines() == [
        "Squat, rating: 8",
        "Bench Press, top: 50 kg so far. What is it now? Type it, or keep it.",
    ]
    await world.restart()
    await ann.says("60")
    await ann.says("75%")
    assert ann.last.text.splitlines()[0] == "Bench Press, share: 75 %"
    ann.sees(EFFORT)
    await ends(ann)
    assert await variables() == {
        "rating": 8.0,
        "spare": 1.0,
        "top": Weight(60.0, "kg"),
        "share": Percent(75.0),
    }
    weights = {name: each.weight_g for name, each in (await stands(await UserProgramEnrollment.get())).items()}
    assert weights == {"Squat": 65_000, "Bench Press": 60_000}
    assert "Squat 65 kg · +5 kg: by the program's rule" in ann.last
    assert "Bench Press 60 kg · +20 kg: by the program's rule" in ann.last, "what was answered, not the sets, says so"


async def test_one_tap_keeps_what_it_was(world: World) -> None:
    ann = await asked(world)
    await ann.taps_twice("Keep 3")
    ann.sees("Bench Press, top: 50 kg so far.")
    await ann.taps("Keep 50 kg")
    await ann.says("skip")
    await ends(ann)
    assert await variables() == {"rating": 3.0, "spare": 1.0, "top": Weight(50.0, "kg"), "share": Percent(80.0)}


async def test_undo_asks_again(world: World) -> None:
    """Back from the next question, from how hard it was, and as far as the first one."""
    ann = await asked(world)
    assert not ann.sees_button("Undo")
    for said in ("9", "55", "70"):
        await ann.says(said)
    ann.sees(EFFORT)
    await ann.taps("Undo")
    ann.sees("Bench Press, share: 80 % so far.")
    await ann.taps_twice("Undo")
    ann.sees("Bench Press, top: 50 kg so far.")
    await ann.taps("Undo")
    ann.sees("Squat, rating: 3 so far.")
    assert not ann.sees_button("Undo")


@pytest.mark.parametrize(
    ("so_far", "said", "kept"),
    [
        ("50kg", "62,5", Weight(62.5, "kg")),
        ("50kg", "135 lb", Weight(135.0, "lb")),
        ("110lb", "135", Weight(135.0, "lb")),
        ("110lb", "60kg", Weight(60.0, "kg")),
        ("50kg", "７０", Weight(70.0, "kg")),
    ],
)
async def test_a_weight_without_a_unit_is_in_the_one_shown(world: World, so_far: str, said: str, kept: Value) -> None:
    ann = await asked(world, f"## A\nSquat / 1x5 60kg / progress: custom(top+: {so_far}) {{~ ~}}\n")
    await ann.says(said)
    await ends(ann)
    assert (await variables())["top"] == kept


@pytest.mark.parametrize("said", ["hard", "60 kg", "50%", "1,000", "NaN", "1e9", "²", "💪", "9" * 40, "1/2"])
async def test_what_is_no_such_value_costs_one_sentence(world: World, said: str) -> None:
    ann = await asked(world)
    await ann.says(said)
    assert ann.last.text.splitlines()[0].endswith("I need something like 3.")
    ann.sees("Squat, rating: 3 so far.")
    await ann.sends_sticker()
    ann.sees("I need something like 3 here, or keep it.")
    assert not ann.unanswered


async def test_whoever_goes_back_is_asked_only_what_is_open(world: World) -> None:
    """A set typed at the question is a set."""
    ann = await asked(world)
    await ann.says("8")
    await ann.taps("Back to the workout")
    await ann.taps("🏁 Finish")
    ann.sees("Bench Press, top: 50 kg so far.")
    await ann.says("42.5x5")
    assert "Bench Press: 40 kg × 5 · 42.5 kg × 5" in ann.last
    assert await under_way(ann)


async def test_only_what_was_trained_is_asked(world: World) -> None:
    ann = await trained(world, RATED)
    await ann.says("/workout")
    await ann.taps("✓")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    await ann.says("4")
    ann.sees(EFFORT)
    await ends(ann)
    assert (await variables())["top"] == Weight(50.0, "kg")


async def test_a_lighter_workout_from_which_nothing_goes_on_asks_nothing(world: World) -> None:
    ann = await trained(world, RATED)
    await ann.says("/workout")
    plan = await SessionPlan.get()
    await SessionPlan.filter(session_id=plan.session_id).update(plan={**plan.plan, "lighter": True})
    await ann.taps("✓")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    ann.sees(EFFORT)


async def test_old_and_forged_buttons_answer_nothing(world: World) -> None:
    ann = await asked(world)
    session = await session_of(ann)
    for tap in (taps.KEEP_ASKED(session.id, 0, 2, 0), taps.KEEP_ASKED(session.id, 0, 9, 9)):
        await ann.forges(tap)
        ann.sees("Squat, rating: 3 so far.")
    await ann.forges(taps.UNDO_ASKED(session.id, 0, 1, 0))
    ann.sees("Squat, rating: 3 so far.")
    bob = world.person("Bob")
    await bob.starts()
    await bob.forges(taps.KEEP_ASKED(session.id, 0, 1, 0))
    ann.sees("Squat, rating: 3 so far.")
