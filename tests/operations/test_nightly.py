"""A backup every night: exactly one a day, whatever happens in between, and never a file that is not ours deleted."""

from __future__ import annotations

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
async def test_one_a_day_and_the_newest_are_kept(gym: Gym) -> None:
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
    names = [f"spotter-{first + timedelta(days=number)}.db" for number in range(2)]
    await eventually((folder / names[0]).exists)
    assert read(folder / names[0]).rows["exercise_set"] == 1
    await gym.world.restart()
    assert made(folder) == ["spotter-2020-01-01.db", names[0]]
    await gym.world.jump(days=1)
    await eventually(lambda: made(folder) == names)
    assert sorted(each.name for each in folder.iterdir() if each.name not in names) == [
        "2020-01-01.db",
        "spotter-2020-01-01.db.gz",
        "spotter-notes.db",
    ]


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
