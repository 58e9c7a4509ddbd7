"""/plates: how to load the bar."""

from __future__ import annotations

import pytest

from models.people import User
from tests.conftest import World
from tests.people import Person


async def test_a_weight_is_answered_with_its_plates(ann: Person) -> None:
    await ann.says("/plates 102.5")
    ann.sees("102.5 kg · bar 20, a side: 25 + 15 + 1.25")


@pytest.mark.parametrize(
    "typed", ["102,5", "102.5kg", "102.5 kg", "102,5 KG", "１０２.５", "225.97 lb", " 102.50 ", "102.5 kilos"]
)
async def test_a_weight_is_read_in_every_sensible_form(ann: Person, typed: str) -> None:
    await ann.says("/plates")
    ann.sees("Which weight goes on the bar?")
    await ann.says(typed)
    ann.sees("102.5 kg") if "lb" not in typed else ann.sees("25 + 15")
    assert len(ann.bot_messages) == 1, "the question has gone"


@pytest.mark.parametrize(
    "typed", ["", "heavy", "-20", "NaN", "inf", "1e3", "²", "1_000", "100x5", "20 + 20", "1001", "💪", "x" * 4000]
)
async def test_what_is_no_weight_is_asked_again_with_an_example(ann: Person, typed: str) -> None:
    await ann.says(f"/plates {typed}")
    await ann.says(typed or "no idea")
    assert "100" in ann.last
    assert len(ann.bot_messages) == 1
    await ann.says("60")
    ann.sees("60 kg · bar 20, a side: 20")


async def test_a_weight_between_the_plates_gets_the_nearest_two(ann: Person) -> None:
    await ann.says("/plates 101")
    seen = ann.sees("Your plates do not make 101 kg")
    assert "100 kg · bar 20, a side: 25 + 15" in seen
    assert "102.5 kg · bar 20, a side: 25 + 15 + 1.25" in seen


async def test_the_next_weight_is_one_tap_away(ann: Person) -> None:
    await ann.says("/plates 100")
    await ann.taps("+ 102.5 kg")
    ann.sees("102.5 kg · bar 20")
    await ann.taps("− 100 kg")
    ann.sees("100 kg · bar 20")
    assert len(ann.bot_messages) == 1


async def test_nothing_is_lighter_than_the_bar(ann: Person) -> None:
    await ann.says("/plates 20")
    ann.sees("20 kg · the bar alone")
    await ann.says("/plates 12.5")
    ann.sees("12.5 kg is lighter than your bar of 20 kg")
    await ann.taps("+ 20 kg")
    ann.sees("the bar alone")


async def test_more_than_all_plates_gets_the_heaviest_there_is(ann: Person) -> None:
    await ann.says("/plates 1000")
    seen = ann.sees("Your plates do not make 1000 kg")
    assert len(seen.text.splitlines()) == 2


async def test_pounds_have_plates_of_their_own(ann: Person) -> None:
    await ann.says("/help")
    await User.filter(telegram_id=ann.id).update(unit="lb")
    await ann.says("/plates 225")
    ann.sees("225 lb · bar 45, a side: 2 × 45")


async def test_a_weight_asked_for_in_between_leaves_the_question_open(ann: Person) -> None:
    await ann.says("/plates")
    await ann.says("/plates 60")
    ann.sees("60 kg · bar 20")
    ann.sees("Which weight goes on the bar?")
    await ann.says("/cancel")
    ann.sees_not("Which weight")


async def test_a_forged_weight_is_kept_within_reason(world: World, ann: Person) -> None:
    await ann.says("/plates 60")
    for forged in ("pl.-5", "pl.999999999999", "pl.x", "pl.", "pl.1.2"):
        await ann.forges(forged)
    assert not ann.unanswered
    await ann.says("/plates 60")
    ann.sees("60 kg · bar 20, a side: 20")
