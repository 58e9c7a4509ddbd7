"""Whoever trained before volumes were kept has them all the same."""

from __future__ import annotations

import importlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import database
from models import clock, top_sets
from models.performances import UserExercisePerformance
from models.rules.sets import DoneSet, ExerciseKind, SetKind
from models.sessions import SessionStatus
from models.volumes import ExerciseVolume
from tests.models import rows
from tests.models.rows import warmup, work

MIGRATIONS = Path(__file__).parent.parent.parent / "models" / "migrations"


async def _volumes() -> list[tuple[Any, ...]]:
    found = ExerciseVolume.all().order_by("at_us", "volume_g")
    return [tuple(row) async for row in found.values_list("user_id", "exercise_id", "session_id", "at_us", "volume_g")]


async def test_the_migration_finds_the_volumes_that_are_kept_from_then_on(database_url: str) -> None:
    """Of every exercise in every finished workout: both dumbbells, no warm-ups, no help, nothing deleted."""
    context = await database.open_migrated(database_url)
    with context:
        ann = await rows.person()
        squat, curl = await rows.exercise("Squat"), await rows.exercise("Curl", implements=2)
        pull_up = await rows.exercise("Pull-up", ExerciseKind.ASSISTED)
        day = await rows.workout("Day", squat, curl, pull_up, squat)
        done = [
            [warmup(5, 60), work(5, 100), work(3, 90, SetKind.DROP)],
            [work(8, 20), DoneSet(reps=0, weight_g=30_000), DoneSet(seconds=60, weight_g=9000)],
            [work(8, -20), work(2, 5)],
            [work(10, 50)],
        ]
        for days_ago in (9, 7):
            await rows.trained(ann, day, clock.now() - timedelta(days=days_ago), done)
        partly = await rows.trained(ann, day, clock.now() - timedelta(days=5), done)
        await UserExercisePerformance.filter(session_id=partly.id, instruction__exercise=curl).update(is_active=False)
        await top_sets.refresh(partly.id)
        await rows.trained(ann, day, clock.now() - timedelta(days=3), done, is_active=False)
        await rows.trained(ann, day, clock.now(), done, status=SessionStatus.IN_PROGRESS)
        kept = await _volumes()
        assert [volume for *_, volume in kept] == [*[10_000, 320_000, 1_270_000] * 2, 10_000, 1_270_000]
        name = next(MIGRATIONS.glob("*_volumes.py")).stem
        fill = importlib.import_module(f"models.migrations.{name}").Migration.operations[1]
        await ExerciseVolume.all().delete()
        await context.db().execute_query(fill.sql)
        assert await _volumes() == kept
    await context.close_connections()
