"""The names a script may use: variables, functions, and what may be written."""

from __future__ import annotations

ALIASES = {
    "w": "weights",
    "cw": "completedWeights",
    "r": "reps",
    "mr": "minReps",
    "cr": "completedReps",
    "ns": "numberOfSets",
}

LISTS = frozenset(
    [
        "weights",
        "originalWeights",
        "completedWeights",
        "reps",
        "minReps",
        "completedReps",
        "completedRepsLeft",
        "RPE",
        "completedRPE",
        "timers",
        "setTime",
        "completedSetTime",
        "completedSetTimeLeft",
        "amraps",
        "logrpes",
        "askweights",
        "isCompleted",
    ]
)
SINGLE = frozenset(
    [
        "rm1",
        "bodyweight",
        "day",
        "week",
        "dayInWeek",
        "programNumberOfSets",
        "numberOfSets",
        "completedNumberOfSets",
        "setVariationIndex",
        "exerciseVariationIndex",
        "descriptionIndex",
        "setIndex",
    ]
)
READABLE = LISTS | SINGLE | frozenset(ALIASES)

FLAGS = frozenset({"amraps", "logrpes", "askweights"})
OF_SETS = frozenset({"weights", "reps", "minReps", "RPE", "timers", "setTime"}) | FLAGS
CURRENT = frozenset({"setVariationIndex", "exerciseVariationIndex", "descriptionIndex"})
PROGRESS_WRITES = OF_SETS | CURRENT | {"numberOfSets", "rm1"}
UPDATE_WRITES = OF_SETS | {"numberOfSets", "rm1"}

FUNCTIONS = {  # name -> how many arguments at least and at most
    "roundWeight": (1, 1),
    "roundConvertWeight": (1, 1),
    "calculateTrainingMax": (2, 2),
    "calculate1RM": (2, 2),
    "rpeMultiplier": (1, 2),
    "floor": (1, 1),
    "ceil": (1, 1),
    "round": (1, 1),
    "sum": (1, 100),
    "min": (1, 100),
    "max": (1, 100),
    "increment": (1, 1),
    "decrement": (1, 1),
    "zeroOrGte": (2, 2),
    "print": (1, 100),
    "sets": (9, 9),
}

OF_LISTS = frozenset({"sum", "min", "max", "zeroOrGte", "print"})  # functions that take whole lists
NUMBERS = {"calculateTrainingMax": (1,), "calculate1RM": (1,), "rpeMultiplier": (0, 1)}  # arguments without a unit


def indexes_of(name: str) -> int:
    """How many indexes a target of progress may have: week, day, variation, set, as far as they apply."""
    if name in CURRENT:
        return 2
    return 3 if name == "numberOfSets" else 4
