"""Whatever people do, in whatever order, the rows and the chat are as a plain model in memory says."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import _execute
from tests.machine.machine import Machine

EXAMPLES = 2
STEPS = 50


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
    """50 things that Ann and Bob do, in any order, with time passing between them: after each of them programs,
    sessions, sets, measurements, reminders and cards are as the model says, on both databases.
    """
    run_state_machine_as_test(
        type("Here", (Machine,), {"fresh": staticmethod(fresh), "directory": tmp_path}),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # to shrink it takes minutes: the steps and the chat say enough
            suppress_health_check=list(HealthCheck),
        ),
    )
