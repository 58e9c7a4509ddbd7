"""What a workout costs: taps, words, buzzes, and what it leaves in the chat. Counted by the server."""

from __future__ import annotations

import pytest

from bot.demo import acts
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, trained, training
from tests.conftest import World
from tests.people import Person


def card_is_last(ann: Person) -> bool:
    """The one live card is the last message, and there is no other."""
    cards = [message for message in ann.bot_messages if message.text.startswith(("Set ", "Warm-up", "All sets done"))]
    assert len(cards) == 1, ann.transcript()
    assert ann.last.message_id == cards[0].message_id, ann.transcript()
    return True


async def test_a_set_as_prescribed_is_one_tap_and_the_card_stays_where_it_is(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    card = ann.last
    await ann.taps("✓ 100 kg × 5")
    assert (ann.taps_made, ann.typed, ann.buzzes) == (1, 0, 0)
    assert ann.last.message_id == card.message_id
    assert ann.last.text.splitlines()[0] == "Set 2 · 100 kg × 5 · 25 + 15 a side"
    assert ann.bot_messages_left == 1


async def test_a_set_done_otherwise_is_one_short_message_or_three_taps(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    for steps, done in ((("+ kg", "+ kg"), "105 kg × 5"), (("− kg", "− rep"), "102.5 kg × 4")):
        ann.starts_counting()
        for step in steps:
            await ann.taps(step, exact=True)
        await ann.taps(f"✓ {done}")
        assert (ann.taps_made, ann.typed) == (3, 0)
        ann.sees(done)
    for typed, done in (("5", "102.5 kg × 5"), ("85x5", "85 kg × 5")):
        ann.starts_counting()
        await ann.says(typed)
        assert (ann.taps_made, ann.typed, ann.buzzes) == (0, 1, 0)
        assert done in ann.sees("✓ 105 kg").text
        assert card_is_last(ann)


async def test_the_card_is_the_last_message_whatever_is_said_during_a_workout(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    for said in ("85x5", "NaN", "nonsense", "/help", "/cancel", "/undo", "/qqq", "/workout", "/plates 60"):
        await ann.says(said)
        assert card_is_last(ann), said
        assert ann.bot_messages_left <= 2, said
    await ann.sends_sticker()
    assert card_is_last(ann)
    await ann.sends(acts.photo(world.server.world, b"\xff\xd8", "85x5"))
    assert card_is_last(ann)
    await ann.forwards("100x5")
    assert card_is_last(ann)
    for said, answer in (("/programs", "/cancel"), ("/measure", "82,4"), ("/plates", "100"), ("/week", "85x5")):
        await ann.says(said)
        await ann.says(answer)
        assert card_is_last(ann), said
    assert ann.buzzes == 0
    await ann.says("NaN")
    before = ann.bot_messages_left
    await ann.taps("✓ ")
    assert ann.bot_messages_left == before - 1, "what was said aside goes with the next set"


@pytest.mark.parametrize("warmups", [False, True])
async def test_a_workout_of_three_exercises_costs_fifteen_taps_and_five(world: World, *, warmups: bool) -> None:
    """From the reminder to the summary, everything as prescribed and rested in full; warm-ups, where there are any, are
    passed over.
    """
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS, warmups=warmups)
    while not ann.sees_button("Start"):
        await world.passes(minutes=30)
    ann.starts_counting()
    await ann.taps("Start")
    for number in range(15):
        assert ann.sees_button("✓ Warm-up") == (warmups and number % 5 == 0)
        await ann.taps(f"✓ {(100, 80, 60)[number // 5]} kg × 5", exact=True)
        assert card_is_last(ann)
        await world.passes(minutes=4)
        assert ann.buzzes == min(number + 1, 14), "one for each rest between two sets"
    await ann.taps("Finish")
    while ann.sees_button("Skip"):
        await ann.taps("Skip")
    assert "15 sets" in ann.last
    assert ann.taps_made <= 15 + 5
    assert ann.typed == 0
    assert ann.buzzes == 14 + 1, "and one for the summary"
    assert ann.bot_messages_left == 2, ann.transcript()
    reminder, summary = ann.bot_messages
    assert len(reminder.text.splitlines()) == 1
    assert not reminder.buttons
    assert summary.text.startswith("🏁")
    assert not ann.unanswered
