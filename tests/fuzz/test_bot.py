"""Fuzzing through the real bot: buttons nobody wrote, odd names, deep links, and any text while anything is asked."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.demo import acts
from handlers.views import taps
from handlers.views.taps import MOST_BYTES, Tap
from models.people import User
from models.performances import ExerciseSet
from models.sessions import UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, training
from tests.conftest import World
from tests.fuzz.readers import LONGEST, PIECES
from tests.people import Person

NUMBERS = (0, 1, -1, 2, 7, 60, 1000, 32_767, 32_768, 2**31, 10**9, 739_000, 99_999_999_999, -99_999_999_999)
WORDS = ("", "w+", "kg", "light", "strength", "Europe/Berlin", "../../etc/passwd", "WEIGHT", "\u202e", "<b>", "unit")


@pytest.fixture
def errors() -> Iterator[list[str]]:
    """What the bot's log says went wrong."""
    found: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign] # a list is all we need
    logging.getLogger().addHandler(handler)
    yield found
    logging.getLogger().removeHandler(handler)


async def test_a_button_nobody_wrote_is_answered_and_changes_nothing(world: World, errors: list[str]) -> None:
    """Random bytes, and real kinds of buttons with ids of nobody's."""
    chance = random.Random(1)
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("100x5")
    before = await _training()
    data = [_noise(chance) for _ in range(100)]
    data += [_forged(tap, [uuid4()], chance) for tap in taps.known().values() if UUID in tap.types for _ in range(2)]
    await _presses(ann, data)
    assert not errors
    assert await _training() == before


async def test_a_button_with_own_ids_and_odd_numbers_is_answered(world: World, errors: list[str]) -> None:
    """Whatever of one's own it changes, it is answered, and nothing breaks."""
    chance = random.Random(2)
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("100x5")
    await ann.says("/measure 82.4")
    ids = await _ids(ann)
    kinds = [tap for tap in taps.known().values() if tap.types and tap is not taps.DELETE_ME]
    for _ in range(2):
        chance.shuffle(kinds)
        await _presses(ann, [_forged(tap, ids, chance) for tap in kinds])
    assert not errors, errors
    await ann.says("/cancel")
    await ann.says("/help")
    ann.sees("In a workout just type the set")


async def test_whatever_stands_behind_start_is_greeted(world: World, errors: list[str]) -> None:
    chance = random.Random(3)
    ann = world.person("Ann")
    for _ in range(15):
        await ann.starts(_text(chance))
    assert not errors, errors
    ann.sees("What time is it for you now?")


@pytest.mark.parametrize("name", ["", " ", "<b>Ann</b> & Bob", "\u202eAnn", "💪" * 64, "\x00", "A" * 4096, "{ $name }"])
async def test_any_name_is_greeted(world: World, errors: list[str], name: str) -> None:
    ann = world.person(name)
    await ann.starts()
    assert not errors, errors
    assert "Hi " in ann.last or "What time is it" in ann.last


def _noise(chance: random.Random) -> str:
    codes = [tap.code for tap in taps.known().values()]
    made = "".join(chance.choice([".", "-", *codes, *PIECES, chr(chance.randrange(1, 0xD7FF))]) for _ in range(6))
    return _short(made) or "."


def _forged(tap: Tap, ids: list[UUID], chance: random.Random) -> str:
    values = [chance.choice(ids if kind is UUID else NUMBERS if kind is int else WORDS) for kind in tap.types]
    return _short(".".join([tap.code, *(taps._write(value) for value in values)]))


def _short(data: str) -> str:
    return data.encode()[:MOST_BYTES].decode(errors="ignore")


def _text(chance: random.Random) -> str:
    text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60)))
    return text.replace("\x00", "")[:LONGEST] or "x"


async def _presses(person: Person, data: list[str]) -> None:
    """All of them before the bot can answer the first."""
    message = next(each.message for each in reversed(person.bot_messages) if each.photo is None)
    for each in data:
        acts.press(person.server.world, person.id, message, each)
    await person.settle()
    assert not person.unanswered


async def _training() -> list[Any]:
    rows = await UserWorkoutSession.all().order_by("id").values()
    return [*rows, *await ExerciseSet.all().order_by("id").values()]


async def _ids(person: Person) -> list[UUID]:
    """Of everything of theirs that a button can be about."""
    user = await User.get(telegram_id=person.id)
    session = await UserWorkoutSession.filter(user_id=user.id, started_at__isnull=False).get()
    found = [session.id, session.workout_id, session.enrollment_id]
    found += [value for seen in person.bot_messages for data in seen.data.values() for value in _read_ids(data)]
    return [each for each in found if each is not None]


def _read_ids(data: str) -> list[UUID]:
    for tap in taps.known().values():
        values = tap.read(data)
        if values is not None:
            return [value for value in values if isinstance(value, UUID)]
    return []
