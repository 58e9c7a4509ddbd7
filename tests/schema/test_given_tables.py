"""The migrated schema, read back, is the given one to the letter: no column more, none less."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from tortoise.context import get_current_context
from tortoise.indexes import Index
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.operations import AlterField, AlterModelOptions

from bot import database
from tests.schema.conftest import Raw
from tests.schema.given import REFERENCES, RELATIONS, Column, given

TABLES = tuple(given("sqlite"))
CHECKED = {
    "user_program_enrollment": {"status", "current_day", "notes"},
    "user_workout_session": {"status", "duration_seconds", "effort_rating", "soreness_rating", "notes"},
    "user_exercise_performance": {
        "sets_completed",
        "reps_completed",
        "weight_kg",
        "duration_seconds",
        "difficulty_rating",
        "notes",
    },
    "user_measurement": {"value", "source", "notes"},
}


async def columns(raw: Raw, table: str) -> dict[str, Column]:
    """What the database says of a table."""
    return await (_of_sqlite if raw.dialect == "sqlite" else _of_postgres)(raw, table)


async def _of_sqlite(raw: Raw, table: str) -> dict[str, Column]:
    keys = {row["from"]: row for row in await raw(f"PRAGMA foreign_key_list({table})")}
    assert all(key["to"] == "id" for key in keys.values())
    return {
        row["name"]: Column(
            name=row["name"],
            type=row["type"],
            null=not row["notnull"],
            default=row["dflt_value"],
            references=keys[row["name"]]["table"] if row["name"] in keys else None,
            on_delete=keys[row["name"]]["on_delete"] if row["name"] in keys else None,
        )
        for row in await raw(f"PRAGMA table_info({table})")
    }


async def _of_postgres(raw: Raw, table: str) -> dict[str, Column]:
    rows = await raw(
        f"""SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS filled,
                   pg_get_expr(d.adbin, d.adrelid) AS default_sql,
                   replace(f.confrelid::regclass::text, '"', '') AS target, f.confdeltype AS deleting
            FROM pg_attribute a
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_constraint f ON f.conrelid = a.attrelid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
            WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped"""
    )
    assert len(rows) == len({row["name"] for row in rows}), "a column refers twice"
    return {
        row["name"]: Column(
            name=row["name"],
            type=row["type"],
            null=not row["filled"],
            default=row["default_sql"] and re.sub(r"::[a-z ]+$", "", row["default_sql"]),
            references=row["target"],
            on_delete={b"r": "RESTRICT", None: None}.get(row["deleting"], "another"),
        )
        for row in rows
    }


@pytest.mark.parametrize("table", TABLES)
async def test_every_column_is_as_given(raw: Raw, table: str) -> None:
    """Name, type, length, nullability, default, foreign key and what deleting its target does."""
    assert await columns(raw, table) == given(raw.dialect)[table]


@pytest.mark.parametrize("table", TABLES)
async def test_the_primary_key_is_id(raw: Raw, table: str) -> None:
    if raw.dialect == "sqlite":
        keys = [row["name"] for row in await raw(f"PRAGMA table_info({table})") if row["pk"]]
    else:
        keys = [
            row["name"]
            for row in await raw(
                f"""SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a
                    ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
                    WHERE i.indrelid = '{table}'::regclass AND i.indisprimary"""
            )
        ]
    assert keys == ["id"]


@pytest.mark.parametrize("table", TABLES)
async def test_every_range_length_and_enum_has_its_check(raw: Raw, table: str) -> None:
    """The CHECKs that stand in the table; what each refuses is tried in test_checks.py."""
    if raw.dialect == "sqlite":
        sql = await raw.one(f"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'")
        names = re.findall(r'CONSTRAINT "(\w+)" CHECK', sql)
    else:
        rows = await raw(f"SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'c'")
        names = [row["conname"] for row in rows]
    assert sorted(names) == sorted(f"ck_{table}_{column}" for column in CHECKED[table])


async def test_table_names_are_in_lower_case(raw: Raw) -> None:
    if raw.dialect == "sqlite":
        rows = await raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    else:
        rows = await raw("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    names = {row["name"] for row in rows}
    assert all(name == name.lower() for name in names)
    assert names.issuperset({*TABLES, *REFERENCES.values(), "exercise", "exercise_set", "reminder", "inbox", "outbox"})


async def test_the_relations_have_the_diagrams_names(raw: Raw) -> None:
    context = get_current_context()
    assert context is not None
    assert context.apps is not None
    models = context.apps["models"]
    for (owner, name), target in RELATIONS.items():
        field = models[owner]._meta.fields_map[name]
        assert getattr(field, "related_model").__name__ == target, (owner, name)  # noqa: B009 - of relations only


async def test_models_and_migrations_agree(raw: Raw) -> None:
    """The autodetector finds no column, index or constraint to write; docstrings of tables are not in migrations."""
    context = get_current_context()
    assert context is not None
    assert context.apps is not None
    apps = database.config("sqlite://spotter.db")["apps"]
    detector = MigrationAutodetector(context.apps, apps)
    operations = [each for writer in await detector.changes() for each in writer.operations]
    migrated = {name: state.options for (_, name), state in (await detector._project_state()).models.items()}
    for each in operations:
        match each:
            case AlterModelOptions():
                assert options(each.options) == options(migrated[each.name]), each.name
            case AlterField(name="created_by"):
                pass  # Tortoise forgets source_field of a model in use; the column itself is compared above
            case _:
                raise AssertionError(each.__dict__)


def options(found: Mapping[str, Any]) -> dict[str, list[str] | str]:
    return {name: _plain(value) for name, value in found.items() if name not in {"table_description", "pk_attr"}}


def _plain(value: Any) -> list[str] | str:
    if not isinstance(value, (list, tuple)):
        return str(value)
    return [str(tuple(each.fields) if isinstance(each, Index) else each) for each in value]
