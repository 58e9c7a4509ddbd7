"""The built-in catalogue: exercises, metrics and programs, read from the files beside this one."""

from models.catalogue.entries import (
    GOALS,
    LEVELS,
    MUSCLES,
    CatalogueExercise,
    CatalogueMetric,
    CatalogueProgram,
)
from models.catalogue.finding import Matches
from models.catalogue.load import Catalogue, load, programs
from models.catalogue.table import CatalogueError

__all__ = [
    "GOALS",
    "LEVELS",
    "MUSCLES",
    "Catalogue",
    "CatalogueError",
    "CatalogueExercise",
    "CatalogueMetric",
    "CatalogueProgram",
    "Matches",
    "load",
    "programs",
]
