"""A database is brought up to date alone, all or nothing, and without losing a row."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException

from bot import database, schema
from bot.config import ConfigError
from models import clock, people, reminders
from models.enrollments import UserProgramEnrollment
from models.programs import Program
from models.reminders import ReminderKind

ROOT = Path(__file__).parent.parent.parent
OURS = sorted((ROOT / "models" / "migrations").glob("0*.py"))
LATER = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops

class Migration(migrations.Migration):
    dependencies = [("models", "LAST")]
    operations = [
        ops.AlterField(model_name="User", name="name", field=fields.CharField(max_length=200)),
        ANOTHER
    ]
"""
Next = Callable[..., dict[str, Any]]


@pytest.fixture
def following(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Next:
    """A version of Spotter to come: its migrations are ours and one more, which rebuilds the table of people."""

    def make(another: str = "") -> dict[str, Any]:
        package = f"migrations_{tmp_path.name}_{len(list(tmp_path.glob('migrations_*')))}".replace("[", "_")
        package = "".join(letter if letter.isalnum() else "_" for letter in package)
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").touch()
        for each in OURS:
            (folder / each.name).write_text(each.read_text())
        (folder / "0999_longer_names.py").write_text(LATER.replace("ANOTHER", another).replace("LAST", OURS[-1].stem))
        monkeypatch.syspath_prepend(tmp_path)
        apps: dict[str, Any] = database.config(database_url)["apps"]
        return {"models": {**apps["models"], "migrations": package}}

    return make


async def opened(url: str) -> TortoiseContext:
    return await database.open_migrated(url)


async def enroll() -> None:
    ann = await people.meet(1001, "Ann", "en")
    program = await Program.first()
    assert program is not None
    await UserProgramEnrollment.create(user=ann, program=program, created_by=ann)


async def up_to_date(context: TortoiseContext, apps: dict[str, Any], url: str) -> None:
    await schema.bring_up_to_date(context.db(), apps, database.sqlite_file(url))


async def test_a_current_database_is_left_alone(database_url: str, tmp_path: Path) -> None:
    """Nothing is written at a start: no lock, no copy, not a byte."""
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    context = await opened(database_url)
    with context:
        assert await schema.missing(context.db(), database.config(database_url)["apps"]) == []
    await context.close_connections()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


async def test_processes_may_migrate_at_once(empty_url: str, tmp_path: Path) -> None:
    """Each finds the work done, or does it; none trips over another."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SPOTTER_DATABASE__URL": empty_url}
    command = (sys.executable, "-m", "bot", "migrate")
    pipe = asyncio.subprocess.PIPE
    processes = [
        await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=environment, stdout=pipe, stderr=pipe)
        for _ in range(4)
    ]
    for process in processes:
        assert await process.communicate() == (b"The database is up to date.\n", b"")
        assert process.returncode == 0
    context = await opened(empty_url)
    with context:
        rows = await context.db().execute_query_dict("SELECT name FROM tortoise_migrations WHERE app = 'models'")
        assert [row["name"] for row in rows] == [each.stem for each in OURS]
        assert len(await Program.all()) == len({each.id for each in await Program.all()}) > 0
    await context.close_connections()


async def test_a_rebuilt_table_keeps_its_rows_and_their_children(
    database_url: str, following: Next, tmp_path: Path
) -> None:
    """On SQLite an altered table is dropped and made anew: nothing that refers to it may go with it."""
    context = await opened(database_url)
    apps = following()
    with context:
        await enroll()
        await up_to_date(context, apps, database_url)
        assert await schema.missing(context.db(), apps) == []
        assert [each.name for each in await people.User.all()] == ["Ann"]
        assert await UserProgramEnrollment.all().count() == 1
        with pytest.raises(BaseORMException):  # foreign keys are on again
            await context.db().execute_query('DELETE FROM "user"')
    await context.close_connections()
    if database.sqlite_file(database_url):
        copy = tmp_path / "spotter.db.before-0999_longer_names"
        kept = await opened(f"sqlite://{copy}")
        with kept:
            assert await UserProgramEnrollment.all().count() == 1
        await kept.close_connections()
        assert not list(tmp_path.glob("*.copying"))


@pytest.mark.parametrize("step", ['ops.RunSQL("SELECT nothing FROM nowhere"),', "ops.RunSQL(\"DELETE FROM 'user'\"),"])
async def test_a_migration_that_fails_changes_nothing(database_url: str, following: Next, step: str) -> None:
    """The version before still runs on it, and the next try starts from the beginning."""
    context = await opened(database_url)
    with context:
        await enroll()
        with pytest.raises((BaseORMException, ConfigError)):
            await up_to_date(context, following(step.replace("'user'", '\\"user\\"')), database_url)
        assert await UserProgramEnrollment.all().count() == 1
        assert await schema.missing(context.db(), database.config(database_url)["apps"]) == []
        await up_to_date(context, following(), database_url)
        assert [each.name for each in await people.User.all()] == ["Ann"]
    await context.close_connections()


async def test_a_newer_database_is_named(database_url: str, following: Next) -> None:
    """An old version does not write into what it does not know."""
    context = await opened(database_url)
    with context:
        await up_to_date(context, following(), database_url)
    await context.close_connections()
    with pytest.raises(ConfigError, match=r"a newer Spotter has migrated this database \(0999_longer_names\)"):
        await opened(database_url)


async def test_a_catalogue_is_written_when_it_changed_and_only_then(database_url: str) -> None:
    context = await opened(database_url)
    with context:
        await Program.all().update(name="Mine")
        await up_to_date(context, database.config(database_url)["apps"], database_url)
        assert await Program.filter(name="Mine").count() == await Program.all().count()
        await context.db().execute_query("UPDATE tortoise_migrations SET name = 'older' WHERE app = 'catalogue'")
        await up_to_date(context, database.config(database_url)["apps"], database_url)
        assert await Program.filter(name="Mine").count() == 0
        rows = await context.db().execute_query_dict("SELECT name FROM tortoise_migrations WHERE app = 'catalogue'")
        assert len(rows) == 1
    await context.close_connections()


async def test_the_demo_may_ask_what_is_due_next(database_url: str, empty_url: str) -> None:
    """None where nothing is planned, or where no bot has been yet."""
    assert await database.next_due(empty_url) is None
    assert await database.next_due(database_url) is None
    due = clock.now().replace(microsecond=0) + timedelta(hours=1)
    context = await opened(database_url)
    with context:
        ann = await people.meet(1001, "Ann", "en")
        await reminders.remind(ann.id, ReminderKind.DIGEST, due)
    await context.close_connections()
    assert await database.next_due(database_url) == due
