"""How hard an exercise was: one tap at its end, beside everything else, and never in the way."""

from __future__ import annotations

import pytest

from handlers.views import taps
from models.performances import UserExercisePerformance
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, straight, training
from tests.conftest import World
from tests.people import Person
from tests.training import session_of

TWO = {"squat": straight(2, 5), "bench-press": straight(2, 5)}
WEIGHTS = {"squat": 100, "bench-press": 80}


async def ratings(ann: Person) -> list[int | None]:
    rows = UserExercisePerformance.filter(session__user__telegram_id=ann.id).order_by("instruction__position")
    return [row.difficulty_rating async for row in rows]


async def test_one_tap_at_the_end_of_an_exercise(world: World) -> None:
    ann = await training(world, TWO, weights=WEIGHTS)
    await ann.taps("✓ 100 kg × 5")
    assert not ann.sees_button("💪"), "it is not done yet"
    await ann.taps("✓ 100 kg × 5")
    assert "How hard, of 10? Under 6: Note." in ann.last
    ann.starts_counting()
    await ann.taps("💪 8", exact=True)
    assert (ann.taps_made, ann.typed, ann.buzzes, ann.bot_messages_left) == (1, 0, 0, 1)
    assert ann.toasts[-1] == "Squat: 8 of 10."
    assert not ann.sees_button("💪"), "said once, asked no more"
    assert "How hard" not in ann.last
    assert await ratings(ann) == [8]


async def test_the_next_set_takes_it_away_unanswered(world: World) -> None:
    for warmups in (False, True):
        ann = await training(world, TWO, name=f"Ann {warmups}", weights=WEIGHTS, warmups=warmups)
        await ann.says("100 5,5")
        assert ann.sees_button("💪 10")
        await ann.taps("✓ ")
        assert ann.sees_button("✓ ")
        assert not ann.sees_button("💪")
        await ann.taps("Undo")
        assert ann.sees_button("💪 10"), "as it was before that set"


async def test_it_is_asked_of_the_last_exercise_too_and_of_none_left_out(world: World) -> None:
    ann = await training(world, TWO, weights=WEIGHTS)
    await ann.taps("Skip")
    assert not ann.sees_button("💪")
    await ann.says("80 5,5")
    assert "All sets done" in ann.last
    await ann.taps("💪 10")
    assert ann.toasts[-1] == "Bench Press: 10 of 10."
    assert ann.sees_button("🏁 Finish")
    assert not ann.sees_button("💪")


async def test_an_exercise_broken_off_can_be_rated_and_warm_ups_alone_cannot(world: World) -> None:
    ann = await training(world, TWO, weights=WEIGHTS)
    await ann.says("w60x5")
    await ann.taps("Skip")
    assert not ann.sees_button("💪")
    await ann.says("80x5")
    await ann.taps("Skip")
    await ann.taps("💪 9")
    assert ann.toasts[-1] == "Bench Press: 9 of 10."


async def test_a_note_says_1_to_10_and_is_not_asked_again(world: World) -> None:
    ann = await training(world, TWO, weights=WEIGHTS)
    await ann.says("100 5,5")
    await ann.taps("Note")
    await ann.taps("3", exact=True)
    assert await ratings(ann) == [3]
    assert not ann.sees_button("💪")


@pytest.mark.parametrize("rating", [0, 11, -1, 99])
async def test_a_forged_rating_is_none(world: World, rating: int) -> None:
    ann = await training(world, TWO, weights=WEIGHTS)
    await ann.says("100 5,5")
    session = await session_of(ann)
    await ann.forges(taps.DIFFICULTY(session.id, 1, rating))
    assert await ratings(ann) == [None]
    assert not ann.unanswered


async def test_somebody_elses_button_and_an_old_one(world: World) -> None:
    ann = await training(world, TWO, weights=WEIGHTS)
    bob = await training(world, FIVE_BY_FIVE, name="Bob", weights=FIVE_WEIGHTS)
    await ann.says("100 5,5")
    rated = ann.last.data["💪 8"]
    await bob.forges(rated)
    assert await ratings(ann) == [None]
    await ann.taps("💪 7")
    await ann.forges(rated)
    assert await ratings(ann) == [8], "the last word counts"
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    await ann.forges(taps.DIFFICULTY((await session_of(ann)).id, 1, 6))
    assert ann.toasts[-1] == "That workout is over."
    assert await ratings(ann) == [8]
