"""What the database itself refuses, whatever code writes to it, and what it takes at the edges."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import uuid4

import pytest
from tortoise.exceptions import BaseORMException

from models import people
from tests.schema.conftest import Raw
from tests.schema.given import given

NOBODY = "00000000-0000-4000-8000-000000000000"
SMALL = (["0", "1", "32767", "NULL"], ["-1", "32768", "'many'"])
RATING = (["1", "10", "NULL"], ["0", "11", "-1", "'hard'"])


def text(characters: int) -> tuple[list[str], list[str]]:
    """Lengths are counted in characters, however many bytes they take."""
    good = ["NULL", "''", f"'{'a' * characters}'", f"'{'🏋' * characters}'", f"'{'ж' * characters}'"]
    return good, [f"'{'a' * (characters + 1)}'", f"'{'🏋' * (characters + 1)}'"]


def one_of(*names: str) -> tuple[list[str], list[str]]:
    return [f"'{name}'" for name in names], [f"'{names[0].lower()}'", "''", "'DONE'", f"' {names[0]}'", "1"]


EDGES: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    ("user_program_enrollment", "status"): one_of("ACTIVE", "PAUSED", "COMPLETED", "ABANDONED"),
    ("user_program_enrollment", "current_day"): (["1", "40", "32767"], ["0", "-1", "32768", "'first'"]),
    ("user_program_enrollment", "notes"): text(2000),
    ("user_workout_session", "status"): one_of("PLANNED", "IN_PROGRESS", "COMPLETED", "SKIPPED", "MISSED", "CANCELLED"),
    ("user_workout_session", "duration_seconds"): SMALL,
    ("user_workout_session", "effort_rating"): RATING,
    ("user_workout_session", "soreness_rating"): RATING,
    ("user_workout_session", "notes"): text(2000),
    ("user_exercise_performance", "sets_completed"): (["0", "5", "32767"], ["-1", "32768", "'all'"]),
    ("user_exercise_performance", "reps_completed"): SMALL,
    ("user_exercise_performance", "weight_kg"): (
        ["'-1000'", "'1000'", "'0'", "'82.5'", "'-82.5'", "'0.001'", "'9.75'", "'100'", "'999.999'", "NULL"],
        ["'1000.001'", "'-1000.001'", "'1001'", "'9999'", "'-1e9'"],
    ),
    ("user_exercise_performance", "duration_seconds"): SMALL,
    ("user_exercise_performance", "difficulty_rating"): RATING,
    ("user_exercise_performance", "notes"): text(1000),
    ("user_measurement", "value"): (
        ["'82.5'", "'0.001'", "'999999.999'", "'-999999.999'", "'9.75'", "'100'"],
        ["'1000000'", "'-1000000'", "'1e300'"],
    ),
    ("user_measurement", "source"): one_of("MANUAL", "IMPORT", "COACH", "DEVICE"),
    ("user_measurement", "notes"): text(1000),
}


@dataclass
class Rows:
    """One row of each given table, and what writes to them."""

    raw: Raw
    ids: dict[str, str]

    async def set(self, table: str, column: str, value: str) -> None:
        await self.raw(f"UPDATE {table} SET {column} = {value} WHERE id = '{self.ids[table]}'")

    async def refuses(self, sql: str) -> None:
        with pytest.raises(BaseORMException):
            await self.raw(sql)

    async def add(self, table: str, **values: str) -> str:
        new = str(uuid4())
        columns = ["id", *values]
        filled = ", ".join([f"'{new}'", *(value for value in values.values())])
        await self.raw(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({filled})")
        return new

    def required(self, table: str) -> dict[str, str]:
        """What a row must name: everything that has neither a default nor may be missing."""
        person, known = f"'{self.ids['user']}'", self.ids
        return {
            "user_program_enrollment": {
                "user_id": person,
                "program_id": f"'{known['program']}'",
                "created_by": person,
            },
            "user_workout_session": {
                "user_id": person,
                "workout_id": f"'{known['workout']}'",
                "created_by": person,
            },
            "user_exercise_performance": {
                "session_id": f"'{known.get('user_workout_session')}'",
                "instruction_id": f"'{known['exercise_instruction']}'",
                "created_by": person,
            },
            "user_measurement": {
                "user_id": person,
                "metric_id": f"'{known['metric']}'",
                "value": "'82.5'",
                "measurement_date": "'2026-03-01'",
                "created_by": person,
            },
        }[table]


@pytest.fixture
async def rows(raw: Raw) -> Rows:
    user = await people.meet(1001, "Ann", "en")
    ids = {"user": str(user.id)}
    for table in ("program", "workout", "exercise_instruction", "metric"):
        ids[table] = str(await raw.one(f"SELECT id FROM {table} LIMIT 1"))
    made = Rows(raw, ids)
    for table in given(raw.dialect):
        made.ids[table] = await made.add(table, **made.required(table))
    return made


@pytest.mark.parametrize(("table", "column"), EDGES)
async def test_values_at_the_edges_are_taken_and_those_beyond_refused(rows: Rows, table: str, column: str) -> None:
    good, bad = EDGES[table, column]
    for value in good:
        await rows.set(table, column, value)
    for value in bad:
        await rows.refuses(f"UPDATE {table} SET {column} = {value} WHERE id = '{rows.ids[table]}'")


async def test_a_decimal_comes_back_as_it_went_in(rows: Rows) -> None:
    for value in ("82.5", "-1000", "1000", "0.125"):
        await rows.set("user_exercise_performance", "weight_kg", f"'{value}'")
        stored = await rows.raw.one("SELECT weight_kg FROM user_exercise_performance")
        assert float(stored) == float(value)


@pytest.mark.parametrize("table", given("sqlite"))
async def test_what_is_not_given_gets_its_default(rows: Rows, table: str) -> None:
    """A row that names only what it must is whole."""
    (row,) = await rows.raw(f"SELECT * FROM {table} WHERE id = '{rows.ids[table]}'")
    expected: dict[str, object] = {
        "status": {"user_program_enrollment": "ACTIVE", "user_workout_session": "PLANNED"}.get(table)
    }
    expected |= {"current_day": 1, "sets_completed": 0, "source": "MANUAL", "is_active": 1}
    for column in given(rows.raw.dialect)[table].values():
        if column.default is None and column.null:
            assert row[column.name] is None
        elif column.name in expected:
            assert row[column.name] == expected[column.name]
        else:
            assert row[column.name] is not None


@pytest.mark.parametrize("table", given("sqlite"))
async def test_what_must_be_there_cannot_be_null(rows: Rows, table: str) -> None:
    for column in given(rows.raw.dialect)[table].values():
        sql = f"UPDATE {table} SET {column.name} = NULL WHERE id = '{rows.ids[table]}'"
        if column.null:
            await rows.raw(sql)
        else:
            await rows.refuses(sql)


@pytest.mark.parametrize("table", given("sqlite"))
async def test_a_row_refers_only_to_what_exists(rows: Rows, table: str) -> None:
    for column in given(rows.raw.dialect)[table].values():
        if column.references:
            await rows.refuses(f"UPDATE {table} SET {column.name} = '{NOBODY}' WHERE id = '{rows.ids[table]}'")


async def test_what_history_refers_to_cannot_be_deleted(rows: Rows) -> None:
    """Deleting a coach must not delete an athlete's rows, nor a program its enrollments."""
    await rows.set("user_workout_session", "enrollment_id", f"'{rows.ids['user_program_enrollment']}'")
    for table in given(rows.raw.dialect).keys() - {"user_exercise_performance", "user_measurement"}:
        await rows.refuses(f"DELETE FROM {table} WHERE id = '{rows.ids[table]}'")
    for table in ("user", "program", "workout", "exercise_instruction", "metric"):
        await rows.refuses(f"DELETE FROM \"{table}\" WHERE id = '{rows.ids[table]}'")
    for table in given(rows.raw.dialect):
        assert await rows.raw.one(f"SELECT count(*) FROM {table}") == 1


async def test_at_most_one_active_enrollment_per_person_and_program(rows: Rows) -> None:
    """Others of the same program are over, deleted, or somebody else's."""
    table = "user_program_enrollment"
    required = rows.required(table)
    filled = ", ".join(required.values())
    await rows.refuses(f"INSERT INTO {table} (id, {', '.join(required)}) VALUES ('{uuid4()}', {filled})")
    for status in ("'PAUSED'", "'COMPLETED'", "'ABANDONED'", "'ABANDONED'"):
        await rows.add(table, **required, status=status)
    paused = await rows.raw.one(f"SELECT id FROM {table} WHERE status = 'PAUSED'")
    await rows.refuses(f"UPDATE {table} SET status = 'ACTIVE' WHERE id = '{paused}'")
    await rows.add(table, **required, is_active="false")
    bob = f"'{(await people.meet(1002, 'Bob', 'en')).id}'"
    await rows.add(table, **{**required, "user_id": bob})
    other = await rows.raw.one(f"SELECT id FROM program WHERE id <> '{rows.ids['program']}' LIMIT 1")
    await rows.add(table, **{**required, "program_id": f"'{other}'"})


async def test_at_most_one_session_in_progress_per_person(rows: Rows) -> None:
    table = "user_workout_session"
    required = rows.required(table)
    await rows.set(table, "status", "'IN_PROGRESS'")
    columns = f"(id, status, {', '.join(required)})"
    filled = ", ".join(required.values())
    await rows.refuses(f"INSERT INTO {table} {columns} VALUES ('{uuid4()}', 'IN_PROGRESS', {filled})")
    planned = await rows.add(table, **required)
    await rows.add(table, **required, status="'COMPLETED'")
    await rows.refuses(f"UPDATE {table} SET status = 'IN_PROGRESS' WHERE id = '{planned}'")
    bob = f"'{(await people.meet(1002, 'Bob', 'en')).id}'"
    await rows.add(table, **{**required, "user_id": bob}, status="'IN_PROGRESS'")


async def test_one_performance_per_session_and_instruction(rows: Rows) -> None:
    table = "user_exercise_performance"
    required = rows.required(table)
    filled = ", ".join(required.values())
    await rows.refuses(f"INSERT INTO {table} (id, {', '.join(required)}) VALUES ('{uuid4()}', {filled})")


async def test_two_at_once_cannot_both_enroll(rows: Rows) -> None:
    """The database decides, not who looked first."""
    table = "user_program_enrollment"
    await rows.set(table, "status", "'COMPLETED'")
    tries = [rows.add(table, **rows.required(table)) for _ in range(5)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(isinstance(each, BaseORMException) for each in outcomes) == [False, True, True, True, True]
