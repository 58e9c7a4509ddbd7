"""Whoever breaks a command off is told so, by a line and by the exit code, and nothing was done."""

from __future__ import annotations

import asyncio
import signal

import asyncpg
import pytest

from bot.backup import read
from tests.operations.gym import Gym, on_server
from tests.test_cli import bot

SIGNALS = [signal.SIGTERM, signal.SIGINT]
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_a_backup_told_to_end_says_what_is_so(gym: Gym, number: signal.Signals) -> None:
    """At whatever step that was: nothing saved, a line and code 2, or saved, and code 0. Nothing is left beside it."""
    async with bot(gym.folder, "backup", "backup.db", DATABASE__URL=gym.world.url) as process:
        async with asyncio.timeout(20):
            while not list(gym.folder.glob("backup.db*")):  # noqa: ASYNC110 - of another process there is no event
                await asyncio.sleep(0)
        process.process.send_signal(number)
        code, out, err = await process.ends()
    if code == 0:
        assert out[0].startswith("Saved backup.db")
        assert read(gym.file)
    else:
        assert (code, out, err) == (2, [], ["Interrupted: nothing was saved."])
        assert not gym.file.exists()
    assert not list(gym.folder.glob("*.part*"))


@pytest.mark.parametrize("command", ["backup", "restore"])
@pytest.mark.parametrize("empty_url", ["postgres"], indirect=True)
async def test_what_waits_for_the_database_ends_when_told_to(gym: Gym, command: str) -> None:
    """A table is held by somebody else."""
    await gym.save(gym.folder / "before.db")
    await gym.world.stop()
    file = {"backup": ["backup.db"], "restore": ["before.db", "--yes"]}[command]
    holder = await asyncpg.connect(gym.world.url)
    try:
        async with holder.transaction():
            await holder.execute('LOCK TABLE "exercise_set" IN ACCESS EXCLUSIVE MODE')
            async with bot(gym.folder, command, *file, DATABASE__URL=gym.world.url) as process, asyncio.timeout(30):
                while await on_server(gym.world.url, WAITING) == [(0,)]:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.05)
                process.process.send_signal(signal.SIGTERM)
                code, out, err = await process.ends()
    finally:
        await holder.close()
    done = {"backup": "saved", "restore": "changed"}[command]
    assert (code, out, err) == (2, [], [f"Interrupted: nothing was {done}."])
    assert sorted(each.name for each in gym.folder.glob("*.db*")) == ["before.db"]
    kept = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'spotter_replaced%'"
    assert await on_server(gym.world.url, kept) == [(0,)]
    await gym.world.start()


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_the_question_can_be_broken_off(gym: Gym, number: signal.Signals) -> None:
    """While nobody has answered yet: as a no."""
    await gym.save()
    await gym.world.stop()
    before = gym.database.read_bytes()
    async with bot(gym.folder, "restore", "backup.db", DATABASE__URL=gym.world.url) as process:
        assert process.process.stdout is not None
        async with asyncio.timeout(20):
            asked = await process.process.stdout.readuntil(b'Type "yes": ')
            process.process.send_signal(number)
            assert process.process.stderr is not None
            assert await process.process.stderr.read() == b"Nothing was changed.\n"
            assert await process.process.wait() == 2
    assert f"It takes the place of {gym.database}.".encode() in asked
    assert gym.database.read_bytes() == before
    assert not list(gym.folder.glob("*replaced*"))
    await gym.world.start()


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
async def test_the_answer_is_heard_and_that_there_is_nothing_to_replace_is_said(gym: Gym) -> None:
    """A wrong folder or a forgotten --config must not look like a success."""
    await gym.save()
    url = f"sqlite://{gym.folder}/other.db"
    for typed, code in (("no", 2), ("yes", 0)):
        async with bot(gym.folder, "restore", "backup.db", DATABASE__URL=url) as process:
            assert process.process.stdin is not None
            process.process.stdin.write(f"{typed}\n".encode())
            ended, out, err = await process.ends()
        assert (ended, err) == (code, [])
        assert f"There is no database {gym.folder}/other.db: it becomes one." in out[1]
        assert (gym.folder / "other.db").exists() == (code == 0)
    assert out[-1] == f"There was no database to replace: {gym.folder}/other.db is new."
