"""The four tables as they were given, and how each kind of column is written on the two databases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

GIVEN = """
    USER_PROGRAM_ENROLLMENT {
        UUID id PK
        UUID user_id FK "NOT NULL"
        UUID program_id FK "NOT NULL"
        ENUM status "NOT NULL DEFAULT 'ACTIVE'"
        DATE start_date "NOT NULL DEFAULT CURRENT_DATE"
        DATE completion_date "NULLABLE"
        SMALLINT current_day "NOT NULL DEFAULT 1"
        TEXT notes "NULLABLE LENGTH 2000"
        UUID created_by FK "NOT NULL"
        TIMESTAMP created_at "NOT NULL DEFAULT now()"
        BOOLEAN is_active "NOT NULL DEFAULT true"
    }
    USER_WORKOUT_SESSION {
        UUID id PK
        UUID user_id FK "NOT NULL"
        UUID workout_id FK "NOT NULL"
        UUID enrollment_id FK "NULLABLE"
        ENUM status "NOT NULL DEFAULT 'PLANNED'"
        TIMESTAMP scheduled_at "NULLABLE"
        TIMESTAMP started_at "NULLABLE"
        TIMESTAMP completed_at "NULLABLE"
        SMALLINT duration_seconds "NULLABLE"
        SMALLINT effort_rating "NULLABLE"
        SMALLINT soreness_rating "NULLABLE"
        TEXT notes "NULLABLE LENGTH 2000"
        UUID created_by FK "NOT NULL"
        TIMESTAMP created_at "NOT NULL DEFAULT now()"
        BOOLEAN is_active "NOT NULL DEFAULT true"
    }
    USER_EXERCISE_PERFORMANCE {
        UUID id PK
        UUID session_id FK "NOT NULL"
        UUID instruction_id FK "NOT NULL"
        SMALLINT sets_completed "NOT NULL DEFAULT 0"
        SMALLINT reps_completed "NULLABLE"
        DECIMAL weight_kg "NULLABLE"
        SMALLINT duration_seconds "NULLABLE"
        SMALLINT difficulty_rating "NULLABLE"
        TEXT notes "NULLABLE LENGTH 1000"
        UUID created_by FK "NOT NULL"
        TIMESTAMP created_at "NOT NULL DEFAULT now()"
        BOOLEAN is_active "NOT NULL DEFAULT true"
    }
    USER_MEASUREMENT {
        UUID id PK
        UUID user_id FK "NOT NULL"
        UUID metric_id FK "NOT NULL"
        DECIMAL value "NOT NULL"
        DATE measurement_date "NOT NULL"
        TEXT notes "NULLABLE LENGTH 1000"
        ENUM source "NOT NULL DEFAULT 'MANUAL'"
        UUID created_by FK "NOT NULL"
        TIMESTAMP created_at "NOT NULL DEFAULT now()"
        BOOLEAN is_active "NOT NULL DEFAULT true"
    }
"""
REFERENCES = {
    "user_id": "user",
    "created_by": "user",
    "program_id": "program",
    "workout_id": "workout",
    "enrollment_id": "user_program_enrollment",
    "session_id": "user_workout_session",
    "instruction_id": "exercise_instruction",
    "metric_id": "metric",
}
RELATIONS = {  # of the diagram: who has which
    ("User", "enrollments"): "UserProgramEnrollment",
    ("User", "sessions"): "UserWorkoutSession",
    ("User", "measurements"): "UserMeasurement",
    ("UserWorkoutSession", "performances"): "UserExercisePerformance",
    ("UserWorkoutSession", "enrollment"): "UserProgramEnrollment",
    ("UserMeasurement", "metric"): "Metric",
    ("UserProgramEnrollment", "program"): "Program",
    ("UserWorkoutSession", "workout"): "Workout",
    ("UserExercisePerformance", "instruction"): "ExerciseInstruction",
}
TYPES: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "UUID": "CHAR(36)",
        "ENUM": "VARCHAR(16)",
        "DATE": "DATE",
        "SMALLINT": "SMALLINT",
        "TIMESTAMP": "TIMESTAMP",
        "BOOLEAN": "INT",  # SQLite has no other
        "DECIMAL": "VARCHAR(40)",  # the ORM stores decimals as text
        "TEXT": "VARCHAR({})",
    },
    "postgres": {
        "UUID": "uuid",
        "ENUM": "character varying(16)",
        "DATE": "date",
        "SMALLINT": "smallint",
        "TIMESTAMP": "timestamp with time zone",
        "BOOLEAN": "boolean",
        "DECIMAL": "numeric(9,3)",
        "TEXT": "character varying({})",
    },
}
DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {"now()": "CURRENT_TIMESTAMP", "true": "1"},
    "postgres": {"now()": "CURRENT_TIMESTAMP"},
}


@dataclass(frozen=True)
class Column:
    """A column, whether read from the diagram or from a database."""

    name: str
    type: str
    null: bool
    default: str | None = None
    references: str | None = None
    on_delete: str | None = None


def given(dialect: str) -> dict[str, dict[str, Column]]:
    """What each column of each table must be on this database."""
    return {
        table.lower(): {column.name: column for column in _columns(body, dialect)}
        for table, body in re.findall(r"(\w+) \{\n(.*?)\n    \}", GIVEN, re.DOTALL)
    }


def _columns(body: str, dialect: str) -> Iterator[Column]:
    for line in body.splitlines():
        kind, name, rest = line.strip().split(" ", 2)
        length = re.search(r"LENGTH (\d+)", rest)
        default = re.search(r"DEFAULT ([^\"]+)", rest)
        yield Column(
            name=name,
            type=TYPES[dialect][kind].format(length[1] if length else ""),
            null="NULLABLE" in rest,
            default=DEFAULTS[dialect].get(default[1], default[1]) if default else None,
            references=REFERENCES[name] if rest.startswith("FK") else None,
            on_delete="RESTRICT" if rest.startswith("FK") else None,
        )
