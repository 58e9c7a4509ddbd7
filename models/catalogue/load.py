"""Reads the catalogue's files, once. Everything that reads them is here and in program_files.py."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar
from uuid import uuid5

from models.catalogue.entries import (
    DIMENSIONS,
    EQUIPMENT,
    MUSCLES,
    NAMESPACE,
    CatalogueExercise,
    CatalogueMetric,
    CatalogueProgram,
)
from models.catalogue.finding import Matches, NameIndex
from models.catalogue.program_files import SUFFIX, read_programs
from models.catalogue.table import CatalogueError, Table
from models.rules.sets import ExerciseKind, Unit
from models.rules.units import to_grams

Named = TypeVar("Named", bound=CatalogueExercise | CatalogueMetric)

_LOADED = {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED}
_HEAVIEST = 200  # of a light start, kg or lb


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is built in but programs, each by its key and in the order of its file."""

    exercises: Mapping[str, CatalogueExercise]
    metrics: Mapping[str, CatalogueMetric]
    exercise_names: NameIndex[CatalogueExercise]
    metric_names: NameIndex[CatalogueMetric]

    def find_exercise(self, text: str) -> Matches[CatalogueExercise]:
        """The exercise of that name or alias ("OHP", "bench-press", "pull ups"), else the nearest."""
        return self.exercise_names.find(text)

    def find_metric(self, text: str) -> Matches[CatalogueMetric]:
        """The metric of that name or alias, else the nearest."""
        return self.metric_names.find(text)


@cache
def load() -> Catalogue:
    """The built-in catalogue. Raises CatalogueError naming file and key of a mistake."""
    return read(resources.files("models.catalogue"))


def read(folder: Traversable) -> Catalogue:
    """The catalogue in a folder: exercises.toml and metrics.toml. Raises CatalogueError."""
    exercises = {key: _exercise(key, table) for key, table in _file(folder, "exercises.toml").tables().items()}
    _check_swaps(exercises)
    metrics = {key: _metric(key, table) for key, table in _file(folder, "metrics.toml").tables().items()}
    return Catalogue(
        exercises,
        metrics,
        _index("exercises.toml", exercises),
        _index("metrics.toml", metrics),
    )


@cache
def programs() -> Mapping[str, CatalogueProgram]:
    """The built-in programs by their keys; those with weights once for each unit. Raises CatalogueError.

    Reading them takes a second: it is done where the database is brought up to date, not at each start.
    """
    return read_folder(resources.files("models.catalogue").joinpath("programs"), load())


def read_folder(folder: Traversable, built_in: Catalogue) -> Mapping[str, CatalogueProgram]:
    """The programs of a folder: *.liftoscript. Raises CatalogueError."""
    files = sorted((file for file in folder.iterdir() if file.name.endswith(SUFFIX)), key=lambda file: file.name)
    return {
        program.key: program
        for file in files
        for program in read_programs(file.name.removesuffix(SUFFIX), file.read_text("utf-8"), built_in.exercise_names)
    }


def _file(folder: Traversable, name: str) -> Table:
    try:
        return Table(name, tomllib.loads(folder.joinpath(name).read_text("utf-8"), parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{name}: {error}") from error


def _exercise(key: str, table: Table) -> CatalogueExercise:
    kind = ExerciseKind(table.one_of("kind", list(ExerciseKind)))
    light_kg_g = light_lb_g = None
    if kind in _LOADED or "light_kg" in table:
        light_kg_g = to_grams(table.number("light_kg", -_HEAVIEST, _HEAVIEST), Unit.KG)
        light_lb_g = to_grams(table.number("light_lb", -_HEAVIEST, _HEAVIEST), Unit.LB)
    exercise = CatalogueExercise(
        id=uuid5(NAMESPACE, f"exercise/{key}"),
        key=key,
        name=table.text("name"),
        aliases=table.texts("aliases", least=0),
        kind=kind,
        equipment=table.one_of("equipment", EQUIPMENT),
        implements=table.whole("implements", 1, 2),
        muscles=table.texts("muscles", MUSCLES),
        secondary=table.texts("secondary", MUSCLES, least=0),
        swaps=table.texts("swaps", least=2),
        light_kg_g=light_kg_g,
        light_lb_g=light_lb_g,
    )
    if set(exercise.muscles) & set(exercise.secondary):
        raise table.error("secondary", "repeats one of muscles")
    table.done()
    return exercise


def _check_swaps(exercises: Mapping[str, CatalogueExercise]) -> None:
    for exercise in exercises.values():
        for swap in exercise.swaps:
            other = exercises.get(swap)
            if other is None or other is exercise or not set(exercise.muscles) & set(other.muscles):
                where = f"exercises.toml: {exercise.key}: swaps"
                raise CatalogueError(f"{where}: {swap!r} is no other exercise for the same muscles")


def _metric(key: str, table: Table) -> CatalogueMetric:
    dimension = table.one_of("dimension", DIMENSIONS)
    metric = CatalogueMetric(
        id=uuid5(NAMESPACE, f"metric/{key}"),
        key=key,
        name=table.text("name"),
        aliases=table.texts("aliases", least=0),
        dimension=dimension,
        unit=table.one_of("unit", [DIMENSIONS[dimension]]),
        minimum=table.number("minimum", 0, 1000),
        maximum=table.number("maximum", 0, 1000),
        unlikely_change_percent=table.whole("unlikely_change_percent", 1, 100),
    )
    if metric.minimum >= metric.maximum:
        raise table.error("minimum", "is not below maximum")
    table.done()
    return metric


def _index(file: str, entries: Mapping[str, Named]) -> NameIndex[Named]:
    try:
        return NameIndex((entry, (entry.name, *entry.aliases)) for entry in entries.values())
    except ValueError as error:
        raise CatalogueError(f"{file}: {error}") from error
