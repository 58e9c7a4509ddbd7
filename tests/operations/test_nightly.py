"""A backup every night: exactly one a day, whatever happens in between, deleted by its age, and never one not ours."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.backup import read
from bot.config import Backup
from bot.nightly import Nightly, unusable
from models import clock
from tests.conftest import World
from tests.delivery.waiting import eventually
from tests.operations.gym import Gym
from tests.test_cli import answer


def made(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("spotter-2*.db"))


def local() -> datetime:
    return clock.now().astimezone()


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_one_a_day_is_made_and_deleted_when_it_is_too_old(gym: Gym) -> None:
    """Missed ones are made up at the start; a restart makes no second; others' files stay."""
    folder = gym.folder / "nightly"
    folder.mkdir()
    for name in ("spotter-notes.db", "spotter-2020-01-01.db.gz", "2020-01-01.db"):
        (folder / name).write_text("not ours")
    (folder / "spotter-2020-01-01.db").write_text("ours, and old")
    settings = Backup(directory=str(folder), hour=3, keep=2)
    gym.world.more["backup"] = settings
    await gym.trains("Ann", sets=1)
    await gym.world.restart()
    first = (local() - timedelta(hours=3)).date()
    names = [f"spotter-{first + timedelta(days=number)}.db" for number in range(3)]
    await eventually((folder / names[0]).exists)
    assert read(folder / names[0]).rows["exercise_set"] == 1
    await gym.world.restart()
    await eventually(lambda: made(folder) == names[:1])
    await gym.world.jump(days=1)
    await eventually(lambda: made(folder) == names[:2])
    await gym.world.jump(days=1)
    await eventually(lambda: made(folder) == names[1:])
    assert sorted(each.name for each in folder.iterdir() if each.name not in names) == [
        "2020-01-01.db",
        "spotter-2020-01-01.db.gz",
        "spotter-notes.db",
    ]


async def test_old_ones_go_also_where_none_can_be_made_but_never_the_newest(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """/privacy promises when they go. A backup that was not made is no reason to keep the others, nor one that says it
    was and is not there.
    """
    for age in (0, 1, 2, 3, 400):
        (tmp_path / f"spotter-{local().date() - timedelta(days=10 + age)}.db").write_text("ours")
    nightly = Nightly(Backup(directory=str(tmp_path), hour=0, keep=12), "sqlite:///nowhere/spotter.db")
    running = asyncio.create_task(nightly.run())
    try:
        await eventually(lambda: "No backup" in caplog.text)
    finally:
        running.cancel()
    first = local().date() - timedelta(days=10)
    assert made(tmp_path) == [f"spotter-{first - timedelta(days=1)}.db", f"spotter-{first}.db"]
    nightly = Nightly(Backup(directory=str(tmp_path), hour=0, keep=1), "sqlite:///nowhere/spotter.db")
    running = asyncio.create_task(nightly.run())
    try:
        await eventually(lambda: made(tmp_path) == [f"spotter-{first}.db"])
    finally:
        running.cancel()


async def test_it_is_due_at_its_hour_by_the_machines_clock(tmp_path: Path) -> None:
    """Before the hour yesterday's is the last that should be there, from the hour on today's."""
    today = local().date()
    for hour, day in ((local().hour, today), ((local().hour + 1) % 24, today - timedelta(days=1))):
        if hour:  # after 23 comes 0, which is always past
            nightly = Nightly(Backup(directory=str(tmp_path), hour=hour), "sqlite://spotter.db")
            assert nightly.due() == day


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_folder_that_is_not_there_stops_nothing_and_is_said_once(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world.more["backup"] = Backup(directory=str(tmp_path / "nowhere"))
    await world.restart()
    await eventually(lambda: "No backup" in caplog.text)
    assert f"backup.directory: there is no folder {tmp_path}/nowhere" in caplog.text
    assert caplog.text.count("No backup") == 1
    ann = world.person("Ann")
    await ann.says("/help")
    assert ann.bot_messages


async def test_check_says_whether_there_will_be_backups(tmp_path: Path) -> None:
    _, out, _ = await answer(tmp_path, "check", BACKUP__DIRECTORY="nowhere")
    assert out[-1] == "backup: backup.directory: there is no folder nowhere"
    assert unusable(str(tmp_path)) == ""
