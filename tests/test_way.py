"""The way of one message, from the server to the database and back."""

from __future__ import annotations

from tests.conftest import World


async def test_somebody_new_is_greeted_by_name(world: World) -> None:
    ann = world.person("Ann <3")
    await ann.starts()
    assert ann.sees("Hi Ann <3!")
