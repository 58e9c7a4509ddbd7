"""Taps of which nothing can be read but their id."""

from __future__ import annotations

import pytest

from bot.demo.chats import Press
from models.people import User
from tests.conftest import World
from tests.people import Person
from tests.security.others import push


async def taps_unreadably(world: World, who: Person, query_id: object = None) -> Press:
    server = world.server.world
    press = Press(str(next(server.press_ids)), who.id, who.chat, 1, "close", server.clock.timestamp())
    server.presses[press.id] = press
    push(world, "callback_query", {
        "id": press.id if query_id is None else query_id,
        "from": {"id": who.id, "is_bot": False, "username": "no_first_name"},
        "chat_instance": "1",
        "data": press.data,
    })  # fmt: skip
    await world.settle()
    return press


async def test_a_tap_that_cannot_be_read_is_answered(world: World, ann: Person) -> None:
    """The button does not go on turning, and the person is told."""
    await ann.starts()
    press = await taps_unreadably(world, ann)
    assert press.answer is not None
    ann.sees("could not handle")
    await ann.says("Accra")
    ann.sees("kilograms or pounds")


async def test_a_tap_of_nobody_known_is_answered_too(world: World, ann: Person) -> None:
    """And leaves no trace of them."""
    press = await taps_unreadably(world, ann)
    assert press.answer is not None
    assert "could not handle" in press.answer["text"]
    assert not await User.all().count()


@pytest.mark.parametrize("query_id", [7, ["7"], {"id": "7"}])
async def test_a_tap_without_an_id_costs_nothing(world: World, ann: Person, query_id: object) -> None:
    """There is nothing to answer; whatever comes next is handled."""
    await ann.starts()
    await taps_unreadably(world, ann, query_id)
    await ann.says("Accra")
    ann.sees("kilograms or pounds")
