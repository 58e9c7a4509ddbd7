"""Reminders come once and in time, whatever the clock does, wherever people live."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.torture import clocks, zones
from tests.torture.clocks import Outcome
from tests.torture.house import House
from tests.torture.zones import Clock

YEAR = date(2027, 1, 4), date(2027, 12, 31)
ODD = ("America/Nuuk", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Beirut", "America/New_York", "Africa/Casablanca")


async def test_a_clock_set_to_and_fro_reminds_once(house: House) -> None:
    """By an hour, by a day, with kills between."""
    outcome = Outcome()
    await clocks.shifted(house, outcome, random.Random(1), rounds=1)
    assert outcome.wrong == []
    assert outcome.reminded


@pytest.mark.parametrize("how_long", clocks.AWAY, ids=lambda each: f"{each.days}-days")
async def test_after_weeks_away_there_is_one_gentle_question(house: House, how_long: object) -> None:
    """No pile; the program goes on with the day it was at."""
    outcome = Outcome()
    await clocks.away(house, outcome, how_long)  # type: ignore[arg-type] # of a parameter
    assert outcome.wrong == []


async def test_a_process_that_was_stopped_says_that_it_is_late(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "SUSPENDED", 0.2)
    outcome = Outcome()
    await clocks.suspended(house, outcome)
    assert outcome.wrong == []


def test_a_year_in_odd_zones_by_the_rules() -> None:
    """At six, and at the hours that are left out or come twice."""
    account = zones.over_all(zones.by_the_rules, *YEAR, ODD)
    assert (account.missed, account.doubled) == ([], [])
    assert account.came > 156 * len(ODD)


def test_a_year_in_which_a_day_is_left_out() -> None:
    account = zones.over_all(zones.by_the_rules, *clocks.IN_2011, ["Pacific/Apia", "Europe/Moscow"])
    assert (account.missed, account.doubled) == ([], [])


def test_cron_is_found_out() -> None:
    """The positive control: APScheduler's cron leaves reminders out, and sends others twice."""
    account = zones.over_all(zones.by_cron, *YEAR, [*ODD, "America/Havana"])
    assert account.missed
    assert account.doubled


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("America/Nuuk", date(2027, 3, 25), date(2027, 3, 31)),
        ("Europe/Berlin", date(2027, 10, 29), date(2027, 11, 3)),
        ("Pacific/Apia", date(2011, 12, 28), date(2012, 1, 4)),
    ],
)
async def test_the_whole_way_around_a_change(
    sqlite_template: Path, tmp_path: Path, zone: str, first: date, last: date
) -> None:
    """Planned, missed or left out, planned anew, reminded: by the database and the ticker."""
    (tmp_path / "spotter.db").write_bytes(sqlite_template.read_bytes())
    squad = [(zone, slots) for slots in zones.nasty(Clock(ZoneInfo(zone), first, last))] * 2
    account = await zones.simulated(f"sqlite://{tmp_path}/spotter.db", tmp_path, squad, first, last)
    assert (account.missed, account.doubled) == ([], [])
    assert account.came
