"""One process to a database, whatever becomes of its hold on it."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import asyncpg
import pytest

from bot.alone import POSTGRES_LOCK, REPLACED, RUNS
from tests.delivery.waiting import eventually, eventually_async
from tests.torture.house import House
from tests.torture.outages import END_OTHERS, file_of, holder

TAKE = "SELECT pg_try_advisory_lock($1)"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_same_file_by_another_name_is_the_same(house: House, tmp_path: Path) -> None:
    """A link leads to it."""
    bot = await house.start()
    (tmp_path / "link.db").symlink_to(file_of(house))
    other = await house.second(f"sqlite://{tmp_path}/link.db")
    assert (other.code, bot.code) == (2, None)
    assert RUNS in house.log()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_lock_that_somebody_cleared_away_is_made_again(house: House) -> None:
    """`rm spotter.db.*` lets no second process in."""
    bot = await house.start()
    lock = Path(f"{file_of(house)}.running")
    lock.unlink()
    await eventually(lock.exists)
    other = await house.second()
    assert (other.code, bot.code) == (2, None)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_is_replaced_ends_the_process(house: House, tmp_path: Path) -> None:
    """What it would write then, and confirm, nobody would ever see again."""
    bot = await house.start()
    shutil.copyfile(file_of(house), tmp_path / "other.db")
    (tmp_path / "other.db").replace(file_of(house))
    await house.until(bot.ended.is_set)
    assert bot.code == 2
    assert REPLACED in house.log()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_cut_connection_is_made_anew_and_keeps_others_away(house: House) -> None:
    """PostgreSQL gives the lock free with the connection; it is taken again as soon as the server answers."""
    bot = await house.start()
    former = await holder(house)
    await house.database.db().execute_query(END_OTHERS)

    async def held() -> bool:
        return await holder(house) not in {0, former}

    await eventually_async(held)
    other = await house.second()
    assert (other.code, bot.code) == (2, None)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_whoever_finds_the_lock_taken_after_an_outage_says_so_and_leaves(house: House) -> None:
    """The other process was quicker."""
    bot = await house.start()
    bot.signal(signal.SIGSTOP)
    quicker = await asyncpg.connect(house.url)
    try:
        await quicker.execute(END_OTHERS)
        while not await quicker.fetchval(TAKE, POSTGRES_LOCK):
            pass  # the server is about to end what held it
        bot.signal(signal.SIGCONT)
        await house.until(bot.ended.is_set)
    finally:
        await quicker.close()
    assert bot.code == 2
    assert RUNS in house.log()
