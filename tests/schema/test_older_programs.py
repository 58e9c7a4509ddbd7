"""Whoever trained a program of before programs were texts goes on where they were."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from tortoise.context import TortoiseContext
from tortoise.migrations.executor import MigrationExecutor
from tortoise.transactions import in_transaction

from bot import database, schema
from models import clock, courses, planning, statements
from models.catalogue import load
from models.enrollments import EnrollmentStatus, UserProgramEnrollment
from models.people import User
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession
from tests.standing import stands

FIRST = Path(schema.__file__).parents[1] / "models" / "migrations" / "0001_initial.py"
PROGRESS = {"increase_kg_g": 2500, "increase_lb_g": 2268, "deload_percent": 10, "misses": 3}


@pytest.fixture
async def old(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TortoiseContext]:
    """A database as 0.1.0 made it, with nobody in it."""
    package = f"first_{tmp_path.name}".replace("[", "_").replace("]", "_").replace("-", "_")
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").touch()
    (tmp_path / package / FIRST.name).write_text(FIRST.read_text())
    monkeypatch.syspath_prepend(tmp_path)
    apps: dict[str, Any] = database.config(empty_url)["apps"]
    context = await database.connect(empty_url)
    with context:
        async with in_transaction() as transaction:
            executor = MigrationExecutor(transaction, {"models": {**apps["models"], "migrations": package}})
            executor.recorder = schema._Recorder(transaction)
            await executor.recorder.ensure_schema(executor._schema_editor(atomic=False))
            await executor.migrate()
        yield context
    await context.close_connections()
    sys.modules.pop(package, None)


async def insert(table: str, **columns: Any) -> UUID:
    columns = {"id": uuid4(), **columns}
    listed, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    values = [json.dumps(each) if isinstance(each, dict | list) else each for each in columns.values()]
    await statements.execute(f'INSERT INTO "{table}" ({listed}) VALUES ({places})', *values)
    return UUID(str(columns["id"]))


async def test_enrollments_go_on_in_the_program_of_the_same_name(old: TortoiseContext, empty_url: str) -> None:
    """The day, the weights, the planned sessions and the one under way; what was done stays with the old rows."""
    assert old
    exercises = load().exercises
    ids = {}
    for key in ("squat", "bench-press", "barbell-row", "overhead-press", "deadlift"):
        each = exercises[key]
        ids[key] = await insert(
            "exercise", id=each.id, key=key, name=each.name, kind=each.kind.value, equipment=each.equipment,
            implements=1, aliases=[], muscles=[], secondary=[], swaps=[],
        )  # fmt: skip
    ann = await insert(
        "user", telegram_id=1001, name="Ann", language="en", timezone="UTC", unit="kg", reminder_lead=30,
        digest_weekday=6, digest_at="19:00", reachable=True,
    )  # fmt: skip
    program = await insert(
        "program", key="linear-5x5", name="Linear 5×5 Barbell", credit="", why="", level="novice", goals=[],
        days_per_week=3, repeats=True, presets=[[0, 2, 4]], offered=True,
    )  # fmt: skip
    days = []
    for number, keys in enumerate((["squat", "bench-press"], ["squat", "deadlift"]), start=1):
        day = await insert("workout", program_id=program, day=number, name=f"Workout {number}")
        days.append(day)
        for position, key in enumerate(keys, start=1):
            await insert(
                "exercise_instruction", workout_id=day, exercise_id=ids[key], position=position,
                sets=[{"reps": 5}] * 5, progress=PROGRESS,
            )  # fmt: skip
    mine = await insert(
        "user_program_enrollment", user_id=ann, program_id=program, status="ACTIVE", current_day=2, created_by=ann
    )
    for key, grams in (("squat", 100_000), ("deadlift", 140_000)):
        await insert("exercise_state", enrollment_id=mine, exercise_id=ids[key], weight_g=grams, misses=0, variables={})
    at = (clock.now() + timedelta(days=1)).replace(microsecond=0, tzinfo=UTC)
    moved = await insert(
        "user_workout_session", user_id=ann, workout_id=days[1], enrollment_id=mine, status="PLANNED",
        scheduled_at=_stored(at), created_by=ann,
    )  # fmt: skip
    open_now = await insert(
        "user_workout_session", user_id=ann, workout_id=days[0], enrollment_id=mine, status="IN_PROGRESS",
        started_at=_stored(clock.now()), created_by=ann,
    )  # fmt: skip
    item = {"number": 1, "instruction": str(uuid4()), "exercise": str(ids["squat"]), "name": "Squat", "kind": "WEIGHT"}
    plan = {"items": [{**item, "equipment": "barbell", "sets": [{"reps": 5}], "progress": PROGRESS}]}
    await statements.execute("INSERT INTO session_plan (session_id, plan) VALUES (?, ?)", open_now, json.dumps(plan))
    await schema.bring_up_to_date(old.db(), database.config(empty_url)["apps"], database.sqlite_file(empty_url))

    user = await User.get(id=ann)
    enrollment = await UserProgramEnrollment.get(id=mine).select_related("program")
    assert (enrollment.status, enrollment.current_day) == (EnrollmentStatus.ACTIVE, 2)
    assert enrollment.program.id != program
    assert enrollment.program.key == "linear-5x5"
    found = await stands(enrollment)
    assert (found["Squat"].weight_g, found["Deadlift"].weight_g, found["Bench Press"].weight_g) == (
        100_000,
        140_000,
        None,
    )
    session = await UserWorkoutSession.get(id=moved).select_related("workout")
    assert (session.workout.program_id, session.workout.day) == (enrollment.program.id, 2)
    asked = {each.exercise.name: each.sets[0].weight_g for each in await courses.prescriptions(user, session)}
    assert asked == {"Squat": 100_000, "Overhead Press": None, "Deadlift": 140_000}
    under_way = await UserWorkoutSession.get(id=open_now)
    assert (under_way.status, under_way.workout_id) == (SessionStatus.IN_PROGRESS, days[0])
    assert (await SessionPlan.get(session_id=open_now)).plan["items"][0]["identity"] == "squat"
    await planning.replan(user)
    with pytest.raises(Exception, match="exercise_state_before"):
        await statements.fetch("SELECT * FROM exercise_state_before")


def _stored(instant: datetime) -> Any:
    """As the database of this kind takes it."""
    return instant if statements.connection().capabilities.dialect == "postgres" else instant.isoformat(" ")
