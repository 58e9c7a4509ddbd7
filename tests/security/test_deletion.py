"""/delete_me: nothing is left of whoever asked for it, in no column, file or message on its way."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot import logs
from models import clock, erasure, measurements
from models.measurements import Metric, UserMeasurement
from models.people import User
from tests.conftest import World
from tests.delivery.waiting import eventually
from tests.people import Person, at_once
from tests.security.sentinels import NOBODYS, NUMBER, plant
from tests.security.traces import everything, models
from tests.training import user_of

ACCOUNT = NUMBER + 7


async def deletes_everything(person: Person) -> None:
    await person.says("/delete_me")
    await person.taps("Delete everything")


def files(world: World) -> dict[str, bytes]:
    """All files in the folder of the database."""
    folder = Path(world.url.removeprefix("sqlite://")).parent
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def left(world: World, needles: dict[str, bytes]) -> list[str]:
    """What is to be found, and where."""
    found = []
    for file, content in files(world).items():
        for name, needle in needles.items():
            wide = needle.decode("latin-1").encode("utf-16-le")
            found += [f"{name} in {file}" for each in (needle, wide, wide[1:-1]) if each in content]
    return found


async def left_in_rows(needles: dict[str, bytes]) -> list[str]:
    """The same, of what a database tells in rows."""
    rows = {model: "\n".join(map(repr, rows)) for model, rows in (await everything()).items()}
    texts = {name: each.decode("latin-1") for name, each in needles.items()}
    return [
        f"{name} in {model.__name__}" for model, text in rows.items() for name, each in texts.items() if each in text
    ]


async def test_every_table_is_somebodys_or_nobodys(world: World) -> None:
    """A new table is of people, and goes with them, or says here why it is not."""
    of_people = {User, *(model for model, _ in (*erasure.OWNED, *erasure.BY_TELEGRAM))}
    assert set(models()) - of_people - NOBODYS.keys() == set()
    assert world.url


async def test_nothing_is_left_in_any_column(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Something in every column of every table that can hold anything of a person: afterwards it is in no row, and on
    SQLite in no byte of any file: not the database with its free pages, nor its log. Nor is it in what the bot has
    written out, at DEBUG.
    """
    for name in logs.OURS:
        caplog.set_level(logging.DEBUG, name)
    ann, bob = world.person("Ann Qx0name", number=ACCOUNT), world.person("Bob")
    await ann.starts()
    await bob.starts()
    user = await user_of(ann)
    await _measure_in_turn(user, await user_of(bob))
    sentinels = await plant(user)
    needles = sentinels.planted | {
        "the account": ACCOUNT.to_bytes(6, "big"),
        "her id": str(user.id).encode(),
        "her notes": b"Qx0note",
    }
    if world.url.startswith("sqlite"):
        before = " ".join(left(world, needles))
        assert [name for name in needles if f"{name} in" not in before] == [], "a control: all is there to be found"
    needles |= {"the account in JSON": str(ACCOUNT).encode(), "her first name": b"Qx0name"}
    await deletes_everything(ann)
    ann.sees("everything about you is deleted")
    await world.settle()
    if world.url.startswith("sqlite"):
        assert left(world, needles) == []
    assert await left_in_rows(needles) == []
    for model, column in erasure.BY_TELEGRAM:
        assert not await model.filter(**{column: ACCOUNT}).exists(), model
    assert await UserMeasurement.filter(user_id=(await user_of(bob)).id).count() == MANY
    assert written(caplog, needles) == []
    logging.getLogger("handlers").debug("%s", "Qx0name")
    assert written(caplog, needles) == ["her first name"], "a control: it is written down"


def written(caplog: pytest.LogCaptureFixture, needles: dict[str, bytes]) -> list[str]:
    """What stands in the log."""
    told = caplog.text.encode("utf-8", "replace")
    return [name for name, needle in needles.items() if needle in told]


MANY = 400


async def _measure_in_turn(user: User, other: User) -> None:
    """So many rows that pages are split and filled again, with those of somebody else between them."""
    metric = await Metric.get(key="body-weight")
    for number in range(MANY):
        for who, word in ((user, "Qx0note"), (other, "of mine")):
            row = await measurements.record(who, metric, Decimal(80), who.today())
            await UserMeasurement.filter(id=row.id).update(notes=f"{word} " * (number % 23 + 1))


async def test_what_is_on_its_way_leaves_no_trace_either(world: World, ann: Person) -> None:
    """Answers that Telegram does not take at once, and what was written before the last tap was handled."""
    await ann.starts()
    await ann.says("/delete_me")
    world.server.fault("error", method="sendMessage", code=500, count=2)
    settle, ann.settle = ann.settle, at_once
    await ann.says("what is Qx0word?")
    await ann.taps("Delete everything")
    await settle()
    assert await User.all().count() == 0
    for model, column in erasure.BY_TELEGRAM:
        assert not await model.filter(**{column: ann.id}).exists(), model
    if world.url.startswith("sqlite"):
        assert left(world, {"her words": b"Qx0word"}) == []
    assert await left_in_rows({"her words": b"Qx0word"}) == []


async def test_who_reads_the_file_keeps_nothing_in_it_for_long(world: World, ann: Person) -> None:
    """A backup that is being made keeps SQLite from emptying its log at once; the next sweep does. The copy from before
    an update goes when it is as old as a backup may become.
    """
    if not world.url.startswith("sqlite"):
        return  # no file, no log of its own
    file = Path(world.url.removeprefix("sqlite://"))
    await ann.starts()
    await User.filter(telegram_id=ann.id).update(goal="Qx0goal")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM user").fetchall()
        await deletes_everything(ann)
        assert left(world, {"her goal": b"Qx0goal"}) != [], "a control: the reader is in the way"
    copies = [file.with_name(f"{file.name}.before-0002"), file.with_name(f"{file.name}.before-0003")]
    for days, copy in zip((15, 1), copies, strict=True):
        copy.touch()
        at = (clock.now() - timedelta(days=days)).timestamp()
        os.utime(copy, (at, at))
    await world.jump(hours=2)
    await eventually(lambda: left(world, {"her goal": b"Qx0goal"}) == [])  # the bot's own clock may be at it
    assert [copy.exists() for copy in copies] == [False, True]
