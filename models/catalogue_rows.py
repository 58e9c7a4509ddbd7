"""The built-in catalogue as rows. Ids come from content, so that a changed program makes new rows beside those that
history refers to; texts about a thing are brought up to date in place.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tortoise.models import Model
from tortoise.transactions import in_transaction

from models import catalogue, older_programs, programs
from models.catalogue import CatalogueProgram
from models.liftoscript.program import Program as Text
from models.measurements import Metric
from models.programs import Exercise, Program


async def sync() -> None:
    """Write what the catalogue has and the database lacks; a program that is no longer in it is offered no more."""
    built_in = catalogue.load()
    async with in_transaction():
        await _upsert(Exercise, [Exercise(**_columns(Exercise, each)) for each in built_in.exercises.values()])
        await _upsert(
            Metric,
            [
                Metric(**_columns(Metric, each), least=each.minimum, most=each.maximum)
                for each in built_in.metrics.values()
            ],
        )
        await _sync_programs(list(catalogue.programs().values()))


def version() -> str:
    """Changes whenever the files do that sync() writes from, or the way it writes them."""
    folder = Path(catalogue.__file__).parent
    files = [Path(__file__), *folder.glob("*.py"), *folder.glob("*.toml"), *folder.glob("programs/*")]
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


async def _sync_programs(every: Sequence[CatalogueProgram]) -> None:
    known = set(await Program.filter(owner_id=None).values_list("id", flat=True))
    exercises = {each.key: str(each.id) for each in catalogue.load().exercises.values()}
    rows = [
        Program(
            **_columns(Program, each)
            | {"movements": {name: exercises[key] for name, key in each.movements.items()}, "offered": True}
        )
        for each in every
    ]
    await _upsert(Program, rows)
    for row in rows:
        if row.id not in known:
            await programs.write_days(row, Text.parse(row.text))
    offered = [each.id for each in every]
    await Program.filter(owner_id=None, offered=True).exclude(id__in=offered).update(offered=False)
    await older_programs.take_along()


async def _upsert(model: type[Model], rows: Sequence[Any]) -> None:
    columns = [name for name in model._meta.db_fields if name not in {"id", "owner_id"}]  # noqa: SLF001 - its public use
    await model.bulk_create(rows, on_conflict=["id"], update_fields=columns)


def _columns(model: type[Model], entry: Any) -> dict[str, Any]:
    """The fields that the entry and the table have in common."""
    fields = model._meta.db_fields  # noqa: SLF001 - its public use
    given = {each.name: getattr(entry, each.name) for each in dataclasses.fields(entry)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if name in fields}
