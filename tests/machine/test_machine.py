"""Whatever people do, in whatever order, the rows and the chat are as a plain model in memory says."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from handlers import workout
from handlers.unit import Unit
from models import erasure, planning, workouts
from models.people import User
from models.workouts import Live
from tests.conftest import _execute
from tests.machine.comparing import DiffersError
from tests.machine.machine import Machine, rules

EXAMPLES = 2
STEPS = 50
REACHED = 30  # of 36 rules


@pytest.fixture(params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A migrated database without people, as often as one is wanted."""
    numbers = itertools.count(1)

    def sqlite() -> str:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite://{path}"

    def postgres() -> str:
        url, as_it_was = request.getfixturevalue("postgres_kept")
        asyncio.run(_execute(url, as_it_was))
        return str(url)

    return sqlite if request.param == "sqlite" else postgres


def test_the_product_is_as_a_plain_model_says(fresh: Callable[[], str], tmp_path: Path) -> None:
    """Twice 50 things that Ann and Bob do, with time passing between them: after each of them programs, sessions, sets,
    measurements, reminders and cards are as the model says, on both databases. Of all that can be done most is done:
    what was done least is next, whoever does it and however.
    """
    done: Counter[str] = Counter()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to shrink it takes minutes: the steps and the chat say enough
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def goes_on(data: st.DataObject) -> None:
        with opened(fresh(), tmp_path) as machine:
            every = machine.setup_state()
            _do(machine, every.initializers[0], data)
            for _ in range(STEPS):
                possible = [each for each in every.rules if all(may(machine) for may in each.preconditions)]
                least = min(done[each.function.__name__] for each in possible)
                next_ones = [each for each in possible if done[each.function.__name__] == least]
                done[_do(machine, data.draw(st.sampled_from(next_ones)), data)] += 1

    goes_on()
    assert done.keys() <= rules()
    assert len(done) >= REACHED, rules() - done.keys()


def _do(machine: Machine, one: Any, data: st.DataObject) -> str:
    """Do what this rule says, and compare; return its name."""
    values = {name: data.draw(each, name) for name, each in one.arguments_strategies.items()}
    name = str(one.function.__name__)
    note(f"{name} {values}")
    one.function(machine, **values)
    machine.as_modelled()
    return name


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Machine]:
    machine = type("Here", (Machine,), {"fresh": staticmethod(lambda: url), "directory": folder})()
    try:
        yield machine
    finally:
        machine.teardown()


# -- controls: each of these would be found ------------------------------------------------------------


def test_sums_that_an_undo_leaves_are_found(training: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    async def as_they_were(found: Live, *changed: object) -> None: ...

    training.logs(who=0, twice=False)
    training.as_modelled()
    monkeypatch.setattr(workouts, "_write_totals", as_they_were)
    training.undoes(who=0, by_command=True)
    with pytest.raises(DiffersError, match="sums"):
        training.as_modelled()


def test_a_plan_that_is_not_rewritten_after_a_move_is_found(training: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    async def as_it_was(user: User) -> None: ...

    monkeypatch.setattr(planning, "replan", as_it_was)
    training.moves(who=1, which=0, ahead=6, hour=time(12))
    with pytest.raises(DiffersError):
        training.as_modelled()


def test_a_set_that_a_late_tap_logs_again_is_found(training: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the button does not say how many sets there were."""
    log_as_asked = workout._log_as_asked

    async def whatever_there_is(unit: Unit, session_id: UUID, number: int, count: int, **facts: Any) -> None:
        found = await workouts.live(unit.user, session_id)
        assert found is not None
        await log_as_asked(unit, session_id, number, found.count, **facts)

    monkeypatch.setattr(workout, "_log_as_asked", whatever_there_is)
    training.logs(who=0, twice=True)
    with pytest.raises(DiffersError, match="sets"):
        training.as_modelled()


def test_a_person_whom_a_deletion_leaves_is_found(training: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    async def forgets_nothing(user: User) -> None: ...

    with monkeypatch.context() as patch:
        patch.setattr(erasure, "erase", forgets_nothing)
        with pytest.raises(AssertionError, match="of the person"):
            training.deletes_everything(who=0, hours=0)


@pytest.fixture
def training(sqlite_template: Path, tmp_path: Path) -> Iterator[Machine]:
    """A machine in which Ann has begun to train."""
    shutil.copyfile(sqlite_template, tmp_path / "spotter.db")
    with opened(f"sqlite://{tmp_path}/spotter.db", tmp_path) as machine:
        machine.both_enroll(first=0, second=0, hour=time(18))
        machine.as_modelled()
        machine.starts(who=0, which=0)
        machine.as_modelled()
        yield machine
