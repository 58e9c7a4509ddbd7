"""/healthz and /metrics say how things stand, and nothing about anybody."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.config import Backup, Health
from tests.conftest import World
from tests.operations.gym import Gym, on_server
from tests.test_cli import ROOT, TOKEN, bot, free_port

Asked = tuple[int, dict[str, Any]]


class Page:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url

    async def healthz(self) -> Asked:
        async with self._session.get(f"{self._url}/healthz") as response:
            return response.status, await response.json()

    async def text(self) -> str:
        async with self._session.get(f"{self._url}/metrics") as response:
            assert response.status == 200
            return await response.text()

    async def metrics(self) -> dict[str, float]:
        """Samples by name, or name and labels."""
        families = text_string_to_metric_families(await self.text())
        return {
            " ".join([sample.name, *sample.labels.values()]): sample.value
            for family in families
            for sample in family.samples
        }


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(session, f"http://127.0.0.1:{free_port()}")


async def switch_on(world: World, page: Page) -> None:
    world.more["health"] = Health(port=int(page._url.rpartition(":")[2]))
    await world.restart()


async def test_a_well_bot_says_so_and_counts(world: World, page: Page) -> None:
    await switch_on(world, page)
    status, said = await page.healthz()
    assert status == 200
    assert said.pop("seconds_since_poll") < 60
    assert said == {
        "well": True,
        "database_answers": True,
        "oldest_undelivered_seconds": 0.0,
        "reminder_lag_seconds": 0.0,
    }
    ann = world.person("Zebrafinch")
    before = await page.metrics()
    await ann.starts()
    await ann.says("Zebrafinch sings")
    after = await page.metrics()
    assert after["spotter_updates_received_total"] == before["spotter_updates_received_total"] + 2
    assert after["spotter_handling_seconds_count"] == before["spotter_handling_seconds_count"] + 2
    assert after["spotter_calls_total sendMessage ok"] >= before.get("spotter_calls_total sendMessage ok", 0) + 1
    assert (after["spotter_inbox"], after["spotter_outbox"], after["spotter_database_up"]) == (0, 0, 1)
    assert after["process_resident_memory_bytes"] > 10_000_000


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobodys_data_is_in_it(world: World, page: Page) -> None:
    await switch_on(world, page)
    ann = world.person("Zebrafinch")
    await ann.starts()
    await ann.says("Zebrafinch sings")
    text = await page.text() + str(await page.healthz())
    for secret in ("Zebrafinch", str(ann.id), world.server.token, world.url):
        assert secret not in text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_waits_is_seen_and_too_long_is_unwell(world: World, page: Page) -> None:
    """A message that Telegram does not take: its age, a 429 counted, and 503 after five minutes."""
    await switch_on(world, page)
    ann = world.person("Ann")
    ann.settle = lambda: asyncio.sleep(0)
    flood = world.server.fault("flood", method="sendMessage", retry_after=3600, count=1000)
    await ann.starts()
    async with asyncio.timeout(20):
        while not flood.hits:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.01)
    metrics = await page.metrics()
    assert metrics["spotter_calls_total sendMessage limited"] >= 1
    assert metrics["spotter_outbox"] >= 1
    assert (await page.healthz())[0] == 200
    world.server.jump(301)
    status, said = await page.healthz()
    assert (status, said["well"]) == (503, False)
    assert said["oldest_undelivered_seconds"] >= 300


@pytest.mark.parametrize("empty_url", ["postgres"], indirect=True)
async def test_a_database_that_is_away_is_unwell_until_it_is_back(gym: Gym, page: Page, postgres: str) -> None:
    await switch_on(gym.world, page)
    name = gym.world.url.partition("?")[0].rpartition("/")[2]
    away = f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 - ours
    await on_server(postgres, away)
    await on_server(postgres, ended)
    status, said = await page.healthz()
    assert (status, said["database_answers"]) == (503, False)
    assert (await page.metrics())["spotter_database_up"] == 0
    await on_server(postgres, away.replace("false", "true"))
    async with asyncio.timeout(30):
        while (await page.healthz())[0] != 200:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_port_that_is_taken_is_named(tmp_path: Path, world: World) -> None:
    """The server stands on one, so that the bot cannot."""
    port = world.server.url.rpartition(":")[2]
    settings = {"TELEGRAM__TOKEN": world.server.token, "TELEGRAM__API_URL": world.server.url, "HEALTH__PORT": port}
    async with bot(tmp_path, "run", DATABASE__URL=f"sqlite://{tmp_path}/second.db", **settings) as process:
        code, _, said = await process.ends()
    assert (code, said) == (2, [f"health.port: 127.0.0.1:{port} cannot be listened on (Address already in use)"])


def test_what_is_switched_off_is_not_loaded() -> None:
    code = "import sys, bot.app; print([name for name in sys.modules if name in sys.argv])"
    names = ("prometheus_client", "bot.health", "bot.nightly", "bot.backup", "bot.restore", "bot.check")
    said = subprocess.run([sys.executable, "-c", code, *names], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("BACKUP__HOUR", "24", "should be less than or equal to 23"),
        ("BACKUP__KEEP", "0", "should be greater than or equal to 1"),
        ("HEALTH__PORT", "65536", "should be less than or equal to 65535"),
        ("HEALTH__PORT", "http", "should be a valid integer, unable to parse string as an integer"),
    ],
)
async def test_mistakes_in_the_configuration_are_named(tmp_path: Path, setting: str, value: str, words: str) -> None:
    async with bot(tmp_path, "run", TELEGRAM__TOKEN=TOKEN, **{setting: value}) as process:
        assert await process.ends() == (2, [], [f"SPOTTER_{setting} {words}"])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_privacy_says_how_many_nights_are_kept(world: World, tmp_path: Path) -> None:
    ann = world.person("Ann")
    await ann.says("/privacy")
    ann.sees("are to be deleted after 14 days")
    await world.stop()
    world.more["backup"] = Backup(directory=str(tmp_path / "nowhere"), keep=30)
    await world.start()
    await ann.says("/privacy")
    ann.sees("A backup is made every night, and deleted after 30 days, once there is a newer one.")
