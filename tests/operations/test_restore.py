"""A backup takes the place of the database: all of it or nothing, the old one kept, and the deleted stay deleted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.backup import backup, read
from bot.config import ConfigError
from models import clock
from models.erasure import Erased
from models.people import User
from models.performances import ExerciseSet
from tests.conftest import _execute, _migrate, _named
from tests.operations.gym import Gym, holds, in_file, on_server, rows
from tests.people import Person
from tests.test_cli import bot

RUNS = "database.url: a Spotter is running on this database already; end it first"
SENTINEL = "Zebrafinch"


async def delete(person: Person) -> None:
    await person.says("/delete_me")
    await person.taps("Delete everything")
    person.sees("Done: everything about you is deleted.")


async def lose(gym: Gym) -> None:
    """The database, with all that is in it."""
    if gym.on_sqlite:
        for file in gym.folder.glob(f"{gym.database.name}*"):
            file.unlink()
    else:
        await on_server(gym.world.url, "DROP SCHEMA public CASCADE")
        await on_server(gym.world.url, "CREATE SCHEMA public")


async def test_what_was_saved_comes_back_and_training_goes_on(gym: Gym) -> None:
    """The drill of docs/operations.md. What came after the backup is in the database that is kept."""
    ann = await gym.trains("Ann", sets=2)
    await gym.save()
    saved = await rows(f"sqlite://{gym.file}")
    await ann.taps("✓ ")
    await ann.taps("✓ ")
    assert await gym.command("restore", gym.file, "--yes") == (2, [], [RUNS])
    said = await gym.bring_back()

    assert said[0].startswith(f"Restored {gym.file} of ")
    assert said[0].endswith(", people: 1, sets: 2.")
    kept = said[1].partition(" is kept as ")[2].partition(";")[0]
    count = "SELECT count(*) FROM {}exercise_set"
    if gym.on_sqlite:
        assert in_file(Path(kept), count.format("")) == [(4,)]
    else:
        assert await on_server(gym.world.url, count.format(kept.removeprefix("schema ") + ".")) == [(4,)]
    assert len(said) == 2
    assert {name: each for name, each in (await rows(gym.world.url)).items() if name != "Pause"} == {
        name: each for name, each in saved.items() if name != "Pause"
    }
    await ann.says("100x5")
    assert await ExerciseSet.all().count() == 3
    assert not ann.unanswered


async def test_a_backup_of_one_kind_restores_into_the_other(gym: Gym, postgres: str) -> None:
    """From SQLite to PostgreSQL when it grows, and back: not a row differs."""
    await gym.trains("Ann", sets=3)
    await gym.save()
    saved = await rows(f"sqlite://{gym.file}")
    if gym.on_sqlite:
        await _execute(postgres, "CREATE DATABASE moved")
        other = _named(postgres, "moved")
    else:
        other = f"sqlite://{gym.folder}/moved.db"
    code, out, err = await gym.command("restore", gym.file, "--yes", url=other)
    assert (code, err, len(out)) == (0, [], 3), out
    assert out[1].startswith("Not known: who was deleted from ")
    assert out[2].startswith("There was no database to replace: ")
    assert await rows(other) == saved
    if gym.on_sqlite:
        await _execute(postgres, "DROP DATABASE moved WITH (FORCE)")


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_what_is_no_backup_of_ours_is_refused_in_one_line(gym: Gym) -> None:
    """Not a database, somebody else's, cut short, damaged, or from a version to come, or where nobody says yes: and
    nothing is changed.
    """
    await gym.save()
    whole = gym.file.read_bytes()
    for name, content in {
        "text.db": b"SQLite is nice",
        "empty.db": b"",
        "short.db": whole[: len(whole) // 2],
        "bytes.db": whole[:8192] + b"\xff" * 4096 + whole[12288:],
        "newer.db": whole,
    }.items():
        (gym.folder / name).write_bytes(content)
    with closing(sqlite3.connect(gym.folder / "newer.db")) as newer, newer:
        newer.execute("UPDATE tortoise_migrations SET name = '9999_wings' WHERE name = '0001_initial'")
    with closing(sqlite3.connect(gym.folder / "other.db")) as other, other:
        other.execute("CREATE TABLE user (id)")
    refused = {
        "missing.db": "No such file or directory",
        "text.db": "is no backup of Spotter",
        "empty.db": "is no backup of Spotter",
        "other.db": "is no backup of Spotter",
        "short.db": "is damaged (",
        "bytes.db": "is damaged (",
        "newer.db": "is from a newer Spotter (9999_wings): update this one",
    }
    for name, words in refused.items():
        with pytest.raises(ConfigError) as error:
            read(gym.folder / name)
        assert str(error.value).startswith(f"{gym.folder / name}: {words}")
        assert "\n" not in str(error.value)
    await gym.world.stop()
    before = gym.database.read_bytes()
    assert await gym.command("restore", "newer.db", "--yes") == (2, [], [f"newer.db: {refused['newer.db']}"])
    assert gym.database.read_bytes() == before
    code, out, err = await gym.command("restore", gym.file)  # asked, with nobody there to say yes
    assert (code, err) == (2, [])
    assert "people: 0, sets: 0, made at 20" in out[0]
    assert out[1].endswith('Type "yes": Nothing was changed.')
    assert gym.database.read_bytes() == before
    assert not list(gym.folder.glob("*replaced*"))
    await gym.world.start()


async def test_whoever_was_deleted_since_is_deleted_again(gym: Gym) -> None:
    """Also from the file itself; others keep all of theirs, and whoever comes back begins anew."""
    ann, bob = await gym.trains("Ann", sets=1), await gym.trains(SENTINEL, sets=2)
    await gym.save()
    assert holds(gym.folder, SENTINEL, lambda file: file == gym.file)
    was = await User.get(telegram_id=bob.id)
    await delete(bob)
    said = await gym.bring_back()

    assert "Deleted again, who had been deleted since: 1." in said
    assert [user.telegram_id for user in await User.all()] == [ann.id]
    assert await ExerciseSet.all().count() == 1
    assert await Erased.all().count() == 1, "it is known for the next time"
    if gym.on_sqlite:
        assert not holds(gym.folder, SENTINEL, lambda file: file.name.startswith(gym.database.name))
    await bob.starts()
    assert (await User.get(telegram_id=bob.id)).id != was.id


async def test_where_the_database_is_gone_later_backups_say_who_was_deleted(gym: Gym) -> None:
    """And what nobody can know is said in a line."""
    ann, bob = await gym.trains("Ann", sets=1), await gym.trains("Bob", sets=1)
    await gym.save(gym.folder / "old.db")
    await delete(bob)
    (gym.folder / "nightly").mkdir()
    await gym.world.jump(hours=5)
    at = clock.now()
    (gym.folder / "clock").rename(gym.folder / "moved")
    await gym.save(gym.folder / "nightly" / "spotter-2026-01-02.db")
    await gym.world.stop()
    if gym.on_sqlite:
        for file in gym.folder.glob(f"{gym.database.name}*"):
            file.write_bytes(b"not a database any more, and not a log") if file == gym.database else file.unlink()
    else:
        await on_server(gym.world.url, "DROP SCHEMA public CASCADE")
        await on_server(gym.world.url, "CREATE SCHEMA public")
    nightly = str(gym.folder / "nightly")
    code, out, err = await gym.command("restore", "old.db", "--yes", BACKUP__DIRECTORY=nightly)
    assert (code, err) == (0, []), err
    assert out[1] == "Deleted again, who had been deleted since: 1."
    assert out[2].startswith("Not known: who was deleted from 20")
    assert out[2].endswith(" UTC; the database replaced cannot say.")
    (gym.folder / "moved").rename(gym.folder / "clock")
    assert clock.now() >= at
    await gym.world.start()
    assert [user.telegram_id for user in await User.all()] == [ann.id]


async def test_what_could_not_be_known_is_said_again_by_the_next_restore(gym: Gym) -> None:
    """A restored database has not heard of the deletions lost before it either: it must not seem to have. What was
    saved after that restore has nothing unknown behind it.
    """
    await gym.trains("Ann", sets=1)
    await gym.save()
    await gym.world.stop()
    await lose(gym)
    for number in range(2):
        code, out, err = await gym.command("restore", gym.file, "--yes")
        assert (code, err) == (0, []), err
        assert [line for line in out if line.startswith("Not known: who was deleted from ")], f"restore {number + 1}"
    await gym.save(gym.folder / "later.db")
    code, out, err = await gym.command("restore", "later.db", "--yes")
    assert (code, err, len(out)) == (0, [], 2), out
    code, out, err = await gym.command("restore", gym.file, "--yes")
    assert [line for line in out if line.startswith("Not known: ")], "the old one knows no more than before"
    await gym.world.start()


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_a_database_made_after_the_loss_knows_nothing_of_the_time_before(gym: Gym) -> None:
    """Started anew on an empty database, and then restored: the line is said all the same."""
    await gym.trains("Ann", sets=1)
    await gym.save()
    await gym.world.stop()
    await lose(gym)
    await _migrate(gym.world.url)
    code, out, err = await gym.command("restore", gym.file, "--yes")
    assert (code, err) == (0, []), err
    assert out[1].startswith("Not known: who was deleted from ")
    await gym.world.start()


async def test_a_log_left_by_a_bot_that_died_is_part_of_what_is_kept(tmp_path: Path, sqlite_template: Path) -> None:
    """SQLite: what a killed process had committed to its log is in the old database, not beside a stranger."""
    shutil.copyfile(sqlite_template, tmp_path / "spotter.db")
    await backup(f"sqlite://{tmp_path}/spotter.db", tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "spotter.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE program SET name = 'In the log'")
        connection.commit()
        for name in ("spotter.db", "spotter.db-wal"):
            (tmp_path / f"died-{name}").write_bytes((tmp_path / name).read_bytes())
    for name in ("spotter.db", "spotter.db-wal"):
        (tmp_path / f"died-{name}").replace(tmp_path / name)
    async with bot(tmp_path, "restore", "backup.db", "--yes") as process:
        code, out, _ = await process.ends()
    assert code == 0
    (kept,) = tmp_path.glob("spotter.db.replaced-*")
    assert kept.name in out[-1]
    assert set(in_file(kept, "SELECT name FROM program")) == {("In the log",)}
    assert ("In the log",) not in in_file(tmp_path / "spotter.db", "SELECT name FROM program")
