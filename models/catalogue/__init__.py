"""The built-in catalogue: exercises, metrics and programs, read from the files beside this one."""

from models.catalogue.entries import (
    GOALS,
    LEVELS,
    MUSCLES,
    CatalogueDay,
    CatalogueExercise,
    CatalogueInstruction,
    CatalogueMetric,
    CatalogueProgram,
    CatalogueProgress,
)
from models.catalogue.finding import Matches
from models.catalogue.load import Catalogue, load
from models.catalogue.table import CatalogueError

__all__ = [
    "GOALS",
    "LEVELS",
    "MUSCLES",
    "Catalogue",
    "CatalogueDay",
    "CatalogueError",
    "CatalogueExercise",
    "CatalogueInstruction",
    "CatalogueMetric",
    "CatalogueProgram",
    "CatalogueProgress",
    "Matches",
    "load",
]
