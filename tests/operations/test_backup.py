"""A backup is whole or not there, whatever is written meanwhile, and hinders nobody."""

from __future__ import annotations

import asyncio
import resource
import stat
from pathlib import Path

import pytest

from bot.backup import backup, read
from bot.config import ConfigError
from models.performances import ExerciseSet
from tests.operations.gym import Gym, in_file, rows
from tests.people import Person
from tests.test_cli import bot


async def test_a_backup_made_while_people_train_is_whole(gym: Gym) -> None:
    """Everything confirmed before it began is in it, and it agrees with itself; nobody's set is lost by it."""
    athletes = [await gym.trains(name, sets=1) for name in ("Ann", "Bob", "Cid")]
    before = await ExerciseSet.all().count()
    over = asyncio.Event()

    async def train(person: Person) -> int:
        done = 0
        while not over.is_set():
            await person.says("60x5")
            done += 1
        return done

    training = [asyncio.create_task(train(each)) for each in athletes]
    code, out, err = await gym.command("backup", "backup.db")
    over.set()
    after = before + sum(await asyncio.gather(*training))

    assert (code, err) == (0, [])
    saved = read(gym.file).rows
    assert before <= saved["exercise_set"] <= after
    assert saved["user"] == 3
    assert out[0].startswith("Saved backup.db: ")
    assert f", people: 3, sets: {saved['exercise_set']}, in " in out[0]
    assert stat.S_IMODE(gym.file.stat().st_mode) == 0o600
    assert in_file(gym.file, "PRAGMA integrity_check") == [("ok",)]
    assert in_file(gym.file, "PRAGMA journal_mode") == [("delete",)], "one file, to be copied as it is"
    assert not list(gym.folder.glob("backup.db?*")), "nothing left beside it"
    assert await ExerciseSet.all().count() == after


async def test_a_backup_holds_every_row_as_it_is(gym: Gym) -> None:
    """Read as a database of its own it says the same, to the last digit, from whichever kind it was made."""
    ann = await gym.trains("Ann", sets=3)
    await ann.says("/measure 82.4")
    await gym.save()
    assert await rows(f"sqlite://{gym.file}") == await rows(gym.world.url)


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_a_backup_that_does_not_fit_leaves_the_last_one_as_it_was(gym: Gym) -> None:
    """One line, exit code 2, no half file."""
    await gym.save()
    before = gym.file.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        async with bot(gym.folder, "backup", "backup.db", DATABASE__URL=gym.world.url) as process:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            code, out, err = await process.ends()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (code, out, len(err)) == (2, [], 1), err
    assert gym.file.read_bytes() == before
    assert not list(gym.folder.glob("*.part*"))


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_a_backup_killed_in_the_middle_is_no_backup(gym: Gym) -> None:
    """The file has its name only when it is whole."""
    for wait in (0.4, 0.7):
        async with bot(gym.folder, "backup", "backup.db", DATABASE__URL=gym.world.url) as process:
            await asyncio.sleep(wait)
            if process.process.returncode is None:
                process.process.kill()
            await process.process.wait()
        if gym.file.exists():
            assert read(gym.file).rows["user"] == 0
    await gym.save()


async def test_mistakes_are_named_and_nothing_is_overwritten_or_made(tmp_path: Path) -> None:
    (tmp_path / "spotter.db").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("mine")
    mistakes = {
        ("spotter.db", "nowhere/backup.db"): f"{tmp_path}/nowhere/backup.db: there is no folder {tmp_path}/nowhere",
        ("spotter.db", "notes.txt"): f"{tmp_path}/notes.txt: is there already, and is no backup; choose another name",
        ("spotter.db", "spotter.db"): f"{tmp_path}/spotter.db: is there already, and is no backup; choose another name",
        ("missing.db", "backup.db"): f"database.url: there is no database {tmp_path}/missing.db",
    }
    for (database, file), words in mistakes.items():
        with pytest.raises(ConfigError) as error:
            await backup(f"sqlite://{tmp_path}/{database}", tmp_path / file)
        assert str(error.value) == words
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["notes.txt", "spotter.db"]


def test_a_changed_byte_is_noticed(sqlite_template: Path, tmp_path: Path) -> None:
    """read() is what every backup has passed: it must be able to refuse."""
    good, bad = sqlite_template.read_bytes(), tmp_path / "bad.db"
    for page in range(4096, len(good), len(good) // 7 // 4096 * 4096):
        bad.write_bytes(good[:page] + b"\xff" * 64 + good[page + 64 :])
        with pytest.raises(ConfigError, match="damaged"):
            read(bad)
