"""Many reminders at once, one person who writes without end, and messages nobody can handle."""

from __future__ import annotations

from tests.torture import failing, flood, storm
from tests.torture.house import House

SLOWLY = {"SPOTTER_SEND__PER_SECOND": "3", "SPOTTER_SEND__PER_CHAT": "3"}


async def test_each_reminder_of_a_storm_comes_once_and_whoever_trains_goes_before_them(house: House) -> None:
    """The answer to a tap does not wait for all those that are still to be sent."""
    house.environment = dict(SLOWLY)
    people, waiting, meanwhile = await storm.overtaken(house, 40)
    assert set(people.to.values()) == {1}
    assert waiting > 10
    assert meanwhile < waiting / 2


async def test_all_sets_of_a_flood_are_stored_and_its_answers_are_folded(house: House) -> None:
    """In their order; what nobody saw before the next is not shown."""
    house.environment = dict(SLOWLY)
    flooder = await flood.at_once(house, 60)
    assert await flooder.wrong() == []
    assert flooder.shown < 40


async def test_a_message_that_always_fails_is_set_aside(house: House) -> None:
    """Its person is told once, the log says why in one line, the chat goes on."""
    assert await failing.failing(house, people=2) == []
