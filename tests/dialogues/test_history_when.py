"""When a workout was, and how long it took, corrected."""

from __future__ import annotations

import pytest

from handlers.history_when import length
from handlers.views import taps
from models import clock
from models.top_sets import TopSet
from tests.conftest import World
from tests.dialogues.test_history import opens, veteran
from tests.models.rows import work
from tests.people import Person
from tests.training import session_of, until_monday, user_of


async def asked(world: World, days_ago: int = 7) -> Person:
    """Ann, who is asked when a workout of 45 minutes, a week ago, was."""
    await until_monday(world)
    ann = await veteran(world, [work(5, 100)], days_ago=days_ago)
    await opens(ann, "Day A", "Day, length")
    return ann


async def begun(ann: Person) -> tuple[int, int]:
    """How many days ago the workout began, and its seconds."""
    session = await session_of(ann)
    user = await user_of(ann)
    assert session.started_at is not None
    assert session.completed_at is not None
    assert (session.completed_at - session.started_at).total_seconds() == session.duration_seconds
    return (user.today() - user.local(session.started_at).date()).days, session.duration_seconds or 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", (1, 2700)),
        ("3 days ago", (3, 2700)),
        ("sunday", (1, 2700)),
        ("TODAY", (0, 2700)),
        ("50 min", (7, 3000)),
        ("1 h", (7, 3600)),
        ("1h10", (7, 4200)),
        ("1 h 10 min", (7, 4200)),
        ("90m", (7, 5400)),
    ],
)
async def test_the_day_and_the_length(world: World, text: str, expected: tuple[int, int]) -> None:
    """At the same time of another day, or from the same time on for so long; Undo beside what was understood."""
    ann = await asked(world)
    assert "Now: " in ann.last
    was = await session_of(ann)
    await ann.says(text)
    assert "Corrected: " in ann.last
    assert await begun(ann) == expected
    await ann.taps_twice("Undo")
    assert "Taken back." in ann.last
    now = await session_of(ann)
    assert now.started_at is not None
    assert was.started_at is not None
    assert abs((now.started_at - was.started_at).total_seconds()) < 1
    assert now.duration_seconds == was.duration_seconds


async def test_what_would_not_be_over_yet_began_earlier(world: World) -> None:
    """It is Monday morning, and last Monday's was in the evening."""
    await until_monday(world)
    ann = await veteran(world, [work(5, 100)], days_ago=6)
    await opens(ann, "Day A", "Day, length")
    await ann.says("9 h")
    session = await session_of(ann)
    assert session.completed_at is not None
    assert session.completed_at <= clock.now()
    await ann.taps("Day, length")
    await ann.says("today")
    session = await session_of(ann)
    assert session.completed_at is not None
    assert session.completed_at <= clock.now()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tomorrow", "is no day and no length"),
        ("soon", "is no day and no length"),
        ("50", "is no day and no length"),
        ("<b>", "is no day and no length"),
        ("0 min", "from 1 minute to 9 hours"),
        ("10 h", "from 1 minute to 9 hours"),
        ("999 min", "from 1 minute to 9 hours"),
        ("2999-01-01", "is still to come"),
        ("1999-12-31", "is too long ago"),
        ("1066-10-14", "is too long ago"),
    ],
)
async def test_what_is_neither(world: World, text: str, said: str) -> None:
    """It costs nothing: the question stays, with an example that works."""
    ann = await asked(world)
    await ann.says(text)
    assert said in ann.last
    assert await begun(ann) == (7, 2700)
    await ann.says("yesterday")
    assert await begun(ann) == (1, 2700)


async def test_weeks_records_and_the_list_follow(world: World) -> None:
    """It is told in the week it was really in, and remembered for the day it was really on."""
    ann = await asked(world)
    await ann.says("today")
    top = await TopSet.get(user=await user_of(ann))
    session = await session_of(ann)
    assert session.started_at is not None
    assert abs(top.at_us / 1e6 - session.started_at.timestamp()) < 1
    await ann.says("/week")
    ann.sees("Sets: 1 ")
    await ann.taps("Week before")
    ann.sees("Nothing trained this week.")


async def test_forged_undo(world: World) -> None:
    """Neither the future, nor before anybody trained, nor a length there cannot be; nor somebody else's."""
    ann = await asked(world)
    session = await session_of(ann)
    for when, seconds in ((2**40, 60), (-(2**40), 60), (0, 60), (1_600_000_000, 40_000), (1_600_000_000, -1)):
        await ann.forges(taps.PAST_WHEN_WAS(session.id, when, seconds))
    bob = world.person("Bob")
    await bob.says("/help")
    await bob.forges(taps.PAST_WHEN_WAS(session.id, 1_600_000_000, 60))
    await bob.forges(taps.PAST_WHEN(session.id))
    assert await begun(ann) == (7, 2700)
    assert ann.unanswered == bob.unanswered == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", None),
        (" ", None),
        ("5", None),
        ("5:30", None),
        ("h", None),
        ("１h", None),
        ("2 hours", 7200),
        ("5mins", 300),
    ],
)
def test_lengths(text: str, seconds: int | None) -> None:
    assert length(text) == seconds
