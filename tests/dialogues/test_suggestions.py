"""A lighter week after hard ones: asked at most once, with its reason, and the person's to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from handlers.views import taps
from handlers.views.texts import label
from models import clock, suggestions
from models.enrollments import UserProgramEnrollment
from models.programs import Program
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from models.suggestions import Answer, Suggestion
from tests.athletes import trained
from tests.conftest import World
from tests.models import rows
from tests.people import Person
from tests.standing import stands
from tests.training import until_monday, user_of

TEXT = "Squat / 3x5 / 100kg 180s / progress: lp(2.5kg, 1, 0, 10%, 2)\nPlank / 1x1 60s|60s / progress: none"
ASKS = "💡 Third hard week in a row (effort 9, 9, 8): a lighter one? 10 % less weight and a set less for 7 days."
MONDAY_TO_MONDAY = timedelta(days=7)


async def worked_hard(person: Person, *weeks: Sequence[int], **facts: Any) -> None:
    """Workouts of the weeks before, the latest week last, and of this one this morning: the effort of each."""
    user, workout = await user_of(person), await rows.workout("Before")
    for ago, efforts in enumerate(reversed(weeks)):
        for number, effort in enumerate(efforts):
            at = clock.now() - ago * MONDAY_TO_MONDAY - timedelta(hours=2 + number)
            await rows.trained(user, workout, at, minutes=30, effort_rating=effort, **facts)


async def hard(world: World, name: str = "Ann", text: str = TEXT, **facts: Any) -> Person:
    """Ann on a Monday, in the third hard week, with the last workout of it before her."""
    await until_monday(world)
    ann = await trained(world, text, name, **facts)
    await worked_hard(ann, (9, 9), (9, 9), (8,))
    return ann


async def works_out(ann: Person, effort: str = "8") -> None:
    """The next workout, as asked."""
    if not ann.sees_button("Finish"):
        await ann.says("/workout")
    while ann.sees_button("✓ "):
        await ann.taps("✓ ")
    await ann.taps("Finish")
    await ann.taps(effort, exact=True)
    await ann.taps("Skip", exact=True)
    await ann.taps("Skip", exact=True)


async def asked(ann: Person) -> list[str]:
    """The weights and reps of the workout that is next, or under way, for the squat."""
    plan = (
        await SessionPlan.filter(session__status=SessionStatus.IN_PROGRESS, session__user=await user_of(ann)).get()
    ).plan
    return [f"{each['weight_g'] // 1000}×{each['reps']}" for each in plan["items"][0]["sets"]]


async def squats(ann: Person) -> int | None:
    """Where the squat stands in the program, in grams."""
    enrollment = await UserProgramEnrollment.get(user=await user_of(ann))
    return (await stands(enrollment))["Squat"].weight_g


async def test_the_third_hard_week_is_told_with_its_reason_in_the_summary(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    assert ann.last.text.startswith("🏁")
    assert ann.last.text.endswith(ASKS)
    assert ann.last.buttons == [["Lighter week", "No, go on"]]
    assert ann.bot_messages_left == 1, "it is part of the summary"


async def test_a_lighter_week_is_lighter_and_no_failure(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps("Lighter week")
    last = (clock.now() + timedelta(days=7)).strftime("%a ") + str((clock.now() + timedelta(days=7)).day)
    assert f"💡 Lighter week until {last}" in ann.last
    assert ann.last.text.startswith("🏁"), "the summary stays"
    assert ann.last.buttons == [["Back to normal"]]
    assert await squats(ann) == 102_500
    summary = ann.last.message_id
    await world.passes(days=1)
    await ann.says("/workout")
    assert "Set 1 · 92.5 kg × 5" in ann.last, "102.5 less 10 %"
    assert await asked(ann) == ["92×5", "92×5"]
    ann.sees(f"Lighter week until {last}")
    await ann.says("50x1")
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    await ann.taps("9", exact=True)
    await ann.taps("Skip", exact=True)
    await ann.taps("Skip", exact=True)
    assert "🪶 A lighter workout: next time goes on from where you stood." in ann.last
    assert "Next time\n" not in ann.last.text
    assert not ann.last.buttons
    assert ann.last.message_id != summary
    assert await squats(ann) == 102_500, "neither a failure nor a success"
    await world.passes(days=8)
    await ann.says("/workout")
    assert await asked(ann) == ["102×5"] * 3


async def test_no_is_no_for_three_weeks(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps("No, go on")
    assert "💡" not in ann.last
    assert ann.last.text.startswith("🏁")
    assert not ann.last.buttons
    assert ann.toasts[-1] == "As planned. I will not ask again for three weeks."
    await world.passes(days=1)
    await ann.says("/workout")
    assert await asked(ann) == ["102×5"] * 3
    await works_out(ann)
    for week in range(1, 4):
        await world.passes(days=6)
        await worked_hard(ann, (9, 9))
        await works_out(ann)
        if week < 3:
            assert "💡" not in ann.last, week
            await world.passes(days=1)
    assert "💡 Six hard weeks in a row, or more (effort 9, 9, 9)" in ann.last


async def test_whoever_does_not_answer_is_asked_once_a_week(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    old = ann.last.data
    for days in (1, 2, 3):
        await world.passes(days=1)
        await works_out(ann)
        assert "💡" not in ann.last, days
    await world.passes(days=5)
    await worked_hard(ann, (8,))
    await works_out(ann)
    assert "💡 Fourth hard week in a row (effort 9, 8, 8)" in ann.last
    await ann.forges(old["Lighter week"])
    assert ann.toasts[-1] == "That was a while ago. I ask again when it is time."
    assert not await Suggestion.filter(answer=Answer.YES).exists()


@pytest.mark.parametrize(
    "weeks", [((9, 9), (9, 9), (7,)), ((9, 9), (7, 7), (9,)), ((9, 9), (9,), (9,)), ((9, 9), (), (9,)), ()]
)
async def test_weeks_that_are_not_all_hard_are_let_be(world: World, weeks: Sequence[Sequence[int]]) -> None:
    await until_monday(world)
    ann = await trained(world, TEXT)
    await worked_hard(ann, *weeks)
    await works_out(ann, "8")
    assert "💡" not in ann.last
    assert not await Suggestion.exists()


async def test_deleted_workouts_and_other_peoples_tell_nothing(world: World) -> None:
    ann = await hard(world)
    bob = await trained(world, TEXT, "Bob")
    await works_out(bob)
    assert "💡" not in bob.last
    trained_by_her = UserWorkoutSession.filter(user_id=(await user_of(ann)).id, status=SessionStatus.COMPLETED)
    oldest = await trained_by_her.order_by("started_at").first()
    assert oldest is not None
    await UserWorkoutSession.filter(id=oldest.id).update(is_active=False)
    await works_out(ann)
    assert "💡" not in ann.last


# -- back to normal ------------------------------------------------------------------------------------


async def test_back_to_normal_from_the_summary(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps_twice("Lighter week")
    assert "💡 Lighter week until" in ann.last
    await ann.taps("Back to normal")
    assert ann.toasts[-1] == "As planned again."
    assert "💡" not in ann.last
    assert not ann.last.buttons
    await world.passes(days=1)
    await ann.says("/workout")
    assert await asked(ann) == ["102×5"] * 3


async def test_back_to_normal_when_a_lighter_workout_has_begun(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps("Lighter week")
    summary = ann.last
    await world.passes(days=1)
    await ann.says("/workout")
    await ann.taps("Back to normal", message=ann.sees("10 % less weight, and a set less"))
    assert ann.toasts[-1] == "As planned again."
    assert await asked(ann) == ["102×5"] * 3
    assert ann.last.text.startswith("Set 1 · 102.5 kg × 5")
    assert len(ann.bot_messages) == 2, "the line beside the card has gone"
    assert not summary.buttons
    assert "💡" not in summary, "and what stood below the summary, too"
    await works_out(ann)
    assert "🪶" not in ann.last
    assert await squats(ann) == 105_000, "as planned, it counts"


@pytest.mark.parametrize("first", ["92.5x5", "w40x5"])
async def test_what_has_begun_lighter_stays_so(world: World, first: str) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps("Lighter week")
    summary = ann.last
    await world.passes(days=1)
    await ann.says("/workout")
    await ann.says(first)
    assert len(ann.bot_messages) == 2, "the line beside the card has gone"
    await ann.taps("Back to normal", message=summary)
    assert await asked(ann) == ["92×5", "92×5"]
    await works_out(ann)
    assert "🪶" in ann.last
    assert await squats(ann) == 102_500


async def test_the_button_below_a_lighter_summary_leaves_it_as_it_is(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps("Lighter week")
    await world.passes(days=1)
    await works_out(ann)
    await ann.taps_twice("Back to normal")
    assert "🪶" in ann.last
    assert not ann.last.buttons
    await world.passes(days=1)
    await ann.says("/workout")
    assert await asked(ann) == ["102×5"] * 3


# -- never two offers at once --------------------------------------------------------------------------


async def test_after_time_off_a_lighter_week_is_enough(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await world.passes(days=6, hours=23)
    await ann.taps("Lighter week")
    await world.passes(days=7, hours=2)
    await ann.says("/workout")
    assert await asked(ann) == ["92×5", "92×5"]
    assert not ann.sees_button("10 % lighter"), "14 days away, and lighter already"


async def test_a_summary_that_offers_something_suggests_nothing(world: World) -> None:
    ann = await hard(world, days=1)
    await Program.filter(owner=await user_of(ann)).update(repeats=False)
    await works_out(ann)
    assert "is done" in ann.last
    assert "💡" not in ann.last
    assert not await Suggestion.exists()


async def test_a_workout_that_ends_by_itself_asks_nothing(world: World) -> None:
    ann = await hard(world)
    await ann.says("/workout")
    await ann.taps("✓ ")
    await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).update(effort_rating=9)
    await world.passes(hours=5)
    ann.sees("I closed it by itself")
    assert "💡" not in ann.transcript()
    assert not await Suggestion.exists()


# -- bad taps ------------------------------------------------------------------------------------------


async def test_taps_that_are_old_forged_or_somebody_elses(world: World) -> None:
    ann = await hard(world)
    bob = await trained(world, TEXT, "Bob")
    await works_out(ann)
    (made,) = await Suggestion.all()
    for person, data in (
        (bob, taps.SUGGESTED(made.id, 1)),
        (bob, taps.SUGGESTED(made.id, 0)),
        (ann, taps.SUGGESTED(uuid4(), 1)),
        (ann, taps.SUGGESTED(made.id, 2)),
        (ann, taps.SUGGESTED(made.id, -1)),
    ):
        if person is bob:
            await bob.says("/help")
        await person.forges(data)
        assert person.toasts[-1] == label("old-button")
        assert not person.unanswered
        assert (await Suggestion.get()).answer is None, data
    assert ann.last.text.endswith(ASKS)
    card = await _begins(ann)
    await ann.forges(taps.SUGGESTED(made.id, 1))
    assert ann.last.text == card, "what has begun goes on as it was"
    assert await suggestions.lighter_week_of(await user_of(ann)) is not None
    assert await suggestions.lighter_week_of(await user_of(bob)) is None


async def _begins(ann: Person) -> str:
    await ann.says("/workout")
    return ann.last.text


async def test_whoever_says_no_may_think_better_of_it_and_yes_is_yes_once(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    yes, no = ann.last.data["Lighter week"], ann.last.data["No, go on"]
    await ann.forges(no)
    await ann.forges(yes)
    first = (await Suggestion.get()).until
    assert first is not None
    await world.passes(days=3)
    await ann.forges(yes)
    assert (await Suggestion.get()).until == first, "it gets no longer"
    await world.passes(days=6)
    await ann.forges(yes)
    assert await suggestions.lighter_week_of(await user_of(ann)) is None, "nor begins again"


async def test_she_can_delete_it_all(world: World) -> None:
    ann = await hard(world)
    await works_out(ann)
    await ann.taps("Lighter week")
    await ann.says("/delete_me")
    await ann.taps("Delete everything")
    assert not await Suggestion.exists()
