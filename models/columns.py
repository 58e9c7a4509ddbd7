"""What the tables' columns have in common: checks, lengths, and how a migration creates them."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.migrations import operations
from tortoise.migrations.constraints import CheckConstraint
from tortoise.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator

SMALLINT_MAX = 32_767
RATING = (MinValueValidator(1), MaxValueValidator(10))
COUNT = (MinValueValidator(0), MaxValueValidator(SMALLINT_MAX))


def check(table: str, column: str, expression: str) -> CheckConstraint:
    """A CHECK named after its table and column; a null passes, as SQL has it."""
    return CheckConstraint(name=f"ck_{table}_{column}", check=expression)


def between(table: str, column: str, low: Decimal | int, high: Decimal | int) -> CheckConstraint:
    return check(table, column, f'"{column}" BETWEEN {low} AND {high}')


def decimal_between(table: str, column: str, low: Decimal | int, high: Decimal | int) -> CheckConstraint:
    """The ORM stores decimals as text on SQLite, where a plain comparison would refuse 82.5: hence the cast."""
    return check(table, column, f'CAST("{column}" AS DOUBLE PRECISION) BETWEEN {low} AND {high}')


def one_of(table: str, column: str, values: type[StrEnum]) -> CheckConstraint:
    names = ", ".join(f"'{value.value}'" for value in values)
    return check(table, column, f'"{column}" IN ({names})')


def at_most(table: str, column: str, characters: int) -> CheckConstraint:
    return check(table, column, f'length("{column}") <= {characters}')


def notes(characters: int) -> Any:
    """Free text of the person; longer text is refused before it comes here, with the limit named."""
    return fields.CharField(max_length=characters, null=True, validators=[MaxLengthValidator(characters)])


class LocalTimeField(fields.CharField):  # type: ignore[type-arg] # generic for the type checker only
    """A time on somebody's wall clock, to the minute, as "HH:MM" (a TIME would carry a zone on PostgreSQL)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": 5})

    def to_db_value(self, value: Any, instance: Any) -> Any:
        del instance
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python_value(self, value: Any) -> Any:
        return time.fromisoformat(value) if isinstance(value, str) else value


class CreateModel(operations.CreateModel):
    """CreateModel that also creates the model's CHECK constraints, in the table itself.

    Tortoise's own ignores Meta.constraints, and its AddConstraint rebuilds the table on SQLite, losing indexes and
    composite uniques on the way.
    """

    async def database_forward(self, app_label: str, old_state: Any, new_state: Any, state_editor: Any = None) -> None:
        del old_state
        if not state_editor:
            return
        model = new_state.apps.get_model(f"{app_label}.{self.name}")
        sql = state_editor._get_model_sql_data(model).table_sql  # noqa: SLF001 - the editor has no public way
        checks = [
            f'    CONSTRAINT "{constraint.name}" CHECK ({constraint.check})'
            for constraint in model._meta.constraints or ()  # noqa: SLF001 - its public use
            if isinstance(constraint, CheckConstraint)
        ]
        body, end, rest = sql.partition("\n);")
        await state_editor._run_sql(",\n".join([body, *checks]) + end + rest)  # noqa: SLF001 - likewise


class AddColumn(operations.AddField):
    """AddField for a column that may be null, with its CHECK, as one statement; see CreateModel."""

    def __init__(self, model_name: str, name: str, field: Any, check: CheckConstraint) -> None:
        super().__init__(model_name, name, field)
        self.check = check

    def state_forward(self, app_label: str, state: Any) -> None:
        super().state_forward(app_label, state)
        options = self.get_model_state(state, app_label, self.model_name).options
        options["constraints"] = [*options.get("constraints", ()), self.check]

    async def database_forward(self, app_label: str, old_state: Any, new_state: Any, state_editor: Any = None) -> None:
        del old_state
        if not state_editor:
            return
        meta = new_state.apps.get_model(f"{app_label}.{self.model_name}")._meta  # noqa: SLF001 - its public use
        table, sort = meta.db_table, meta.fields_map[self.name].get_for_dialect(state_editor.DIALECT, "SQL_TYPE")
        column = f'"{self.name}" {sort} CONSTRAINT "{self.check.name}" CHECK ({self.check.check})'
        await state_editor._run_sql(f'ALTER TABLE "{table}" ADD COLUMN {column}')  # noqa: SLF001 - the editor has no public way


class DropColumn(operations.RemoveField):
    """RemoveField as one statement, which SQLite has known since 3.35: Tortoise's own makes the table anew there."""

    async def database_forward(self, app_label: str, old_state: Any, new_state: Any, state_editor: Any = None) -> None:
        del new_state
        if not state_editor:
            return
        table = old_state.apps.get_model(f"{app_label}.{self.model_name}")._meta.db_table  # noqa: SLF001 - its public use
        column = self.name
        await state_editor._run_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')  # noqa: SLF001 - as above
