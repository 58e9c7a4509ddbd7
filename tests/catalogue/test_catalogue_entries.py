"""The built-in exercises and metrics: complete, consistent, found by what lifters type."""

from decimal import Decimal
from uuid import UUID

import pytest

from models.catalogue import GOALS, MUSCLES, CatalogueExercise, load, programs
from models.catalogue.finding import MOST_NEAR, key_of
from models.rules.sets import ExerciseKind, Unit
from models.rules.units import number, to_grams

EXERCISES = load().exercises.values()
# The lightest that can be loaded, and in what steps from there: the empty bar and the smallest plates.
LOADS_KG = {
    "barbell": (20, "2.5"),
    "smith": (20, "2.5"),
    "trap-bar": (25, "2.5"),
    "ez-bar": (10, "2.5"),
    "dumbbell": (1, "1"),
    "kettlebell": (4, "4"),
    "machine": (5, "5"),
    "cable": (5, "2.5"),
    "none": (0, "1.25"),
}
LOADS_LB = {
    "barbell": (45, "5"),
    "smith": (45, "5"),
    "trap-bar": (55, "5"),
    "ez-bar": (25, "5"),
    "dumbbell": (5, "5"),
    "machine": (10, "10"),
    "cable": (5, "5"),
    "none": (0, "2.5"),
}
KETTLEBELLS_LB = {9, 13, 18, 26, 35, 44, 53}


def test_there_is_an_exercise_for_every_muscle_and_kind() -> None:
    """Enough for any gym, for home and for the road."""
    assert len(EXERCISES) >= 125
    assert {muscle for exercise in EXERCISES for muscle in exercise.muscles} == MUSCLES
    assert {exercise.kind for exercise in EXERCISES} == set(ExerciseKind)
    assert {"running", "walking", "rowing-machine", "cycling", "plank"} <= set(load().exercises)


def test_names_and_aliases_name_one_exercise_each() -> None:
    """Typing "row" never means two; case, spaces and hyphens do not tell names apart."""
    keys = [key_of(name) for exercise in EXERCISES for name in (exercise.name, *exercise.aliases)]
    assert len(keys) == len(set(keys))
    for exercise in EXERCISES:
        assert len(exercise.aliases) >= 2, exercise.key
        assert exercise.key == exercise.key.lower()
        assert len(exercise.name) <= 40


def test_an_exercise_can_be_swapped_for_the_same_muscles() -> None:
    """Two others at least, and an abdominal exercise is never offered for the bench press."""
    exercises = load().exercises
    for exercise in EXERCISES:
        assert len(exercise.swaps) >= 2, exercise.key
        for swap in exercise.swaps:
            assert set(exercises[swap].muscles) & set(exercise.muscles), (exercise.key, swap)


def _is_loadable(exercise: CatalogueExercise, weight: Decimal, loads: dict[str, tuple[int, str]]) -> bool:
    least, step = loads[exercise.equipment]
    return weight >= least and (weight - least) % Decimal(step) == 0


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.key)
def test_a_light_start_can_be_loaded(exercise: CatalogueExercise) -> None:
    """In kg and in lb, with the plates and dumbbells gyms have; help is negative, the body alone has none."""
    if exercise.kind is ExerciseKind.WEIGHT:
        assert exercise.light_kg_g is not None
    if exercise.light_kg_g is None or exercise.light_lb_g is None:
        assert exercise.light_kg_g is exercise.light_lb_g is None
        return
    kg = Decimal(exercise.light_kg_g) / 1000
    lb = Decimal(number(exercise.light_lb_g, Unit.LB))
    assert to_grams(lb, Unit.LB) == exercise.light_g(Unit.LB)
    assert (kg < 0) == (lb < 0) == (exercise.kind is ExerciseKind.ASSISTED)
    assert _is_loadable(exercise, abs(kg), LOADS_KG)
    if exercise.equipment == "kettlebell":
        assert lb in KETTLEBELLS_LB
    else:
        assert _is_loadable(exercise, abs(lb), LOADS_LB)
    assert Decimal("1.5") <= lb / kg <= Decimal("2.6")


def test_two_dumbbells_are_two_implements() -> None:
    """Both count for volume, but not where one is held with both hands or one hand works."""
    exercises = load().exercises
    pairs = [
        "dumbbell-bench-press",
        "lateral-raise",
        "dumbbell-curl",
        "bulgarian-split-squat",
        "farmers-walk",
    ]
    assert {exercises[key].implements for key in pairs} == {2}
    singles = ["goblet-squat", "dumbbell-row", "dumbbell-pullover", "bench-press", "ez-bar-curl"]
    assert {exercises[key].implements for key in singles} == {1}
    assert {each.equipment for each in EXERCISES if each.implements == 2} <= {"dumbbell", "cable"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("bench", "bench-press"),
        ("bp", "bench-press"),
        ("BENCH PRESS", "bench-press"),
        ("bench-press", "bench-press"),
        ("Benchpress", "bench-press"),
        ("Bench Press, Dumbbell", "dumbbell-bench-press"),
        ("ohp", "overhead-press"),
        ("military press", "overhead-press"),
        ("rdl", "romanian-deadlift"),
        ("dl", "deadlift"),
        ("Squats", "squat"),
        ("pull-ups", "pull-up"),
        ("pullup", "pull-up"),
        ("Bent Over Row", "barbell-row"),
        ("farmer's walk", "farmers-walk"),
        ("run", "running"),
        ("t-bar row", "t-bar-row"),
        ("clean & jerk", "clean-and-jerk"),
    ],
)
def test_what_lifters_type_is_understood(typed: str, key: str) -> None:
    """Abbreviations, plurals, hyphens and the names programs are shared with."""
    found = load().find_exercise(typed)
    assert found.exact is load().exercises[key]
    assert found.near == ()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("sqat", "squat"),
        ("deadlif", "deadlift"),
        ("bench pess", "bench-press"),
        ("incline db", "incline-dumbbell-press"),
        ("tricep push down rope", "triceps-pushdown"),
        ("overhead", "overhead-press"),
        ("romanian dl", "romanian-deadlift"),
        ("pulups", "pull-up"),
    ],
)
def test_what_is_nearly_right_is_offered(typed: str, key: str) -> None:
    """Typing mistakes and halves of names: a few to choose from, each once."""
    found = load().find_exercise(typed)
    assert found.exact is None
    assert key in [exercise.key for exercise in found.near]
    assert len(found.near) == len({exercise.key for exercise in found.near}) <= MOST_NEAR


@pytest.mark.parametrize("typed", ["", "  ", "--", "zzz", "💪", "\x00", "\ud800", "x" * 4096])
def test_what_names_no_exercise_finds_none(typed: str) -> None:
    """Nothing is offered rather than anything."""
    found = load().find_exercise(typed)
    assert (found.exact, found.near) == (None, ())


def test_metrics_have_plausible_ranges() -> None:
    """What every person can have is taken, what none can is refused."""
    metrics = load().metrics
    body_weight = metrics["body-weight"]
    assert body_weight.unlikely_change_percent == 15
    assert body_weight.minimum <= 30
    assert 300 <= body_weight.maximum <= 650
    for key in (
        "body-fat",
        "waist",
        "chest",
        "hips",
        "thigh",
        "upper-arm",
        "neck",
        "resting-heart-rate",
        "sleep",
    ):
        assert metrics[key].minimum < metrics[key].maximum
    units = {(metric.dimension, metric.unit) for metric in metrics.values()}
    assert units == {("mass", "kg"), ("length", "cm"), ("percent", "%"), ("rate", "bpm"), ("hours", "h")}
    found = load().find_metric("RHR").exact
    assert found is metrics["resting-heart-rate"]


def test_ids_never_change() -> None:
    """Rows all over the world point at these."""
    assert load().exercises["bench-press"].id == UUID("d017c5c8-aa6b-5ad3-ba59-992211957395")
    assert load().exercises["squat"].id == UUID("0912ee4a-fdde-5cec-995d-da4aff07e001")
    assert load().metrics["body-weight"].id == UUID("8e05409d-0b54-55aa-90c3-a0a97b7986cb")
    ids = [entry.id for entries in (EXERCISES, load().metrics.values()) for entry in entries]
    assert len(ids) == len(set(ids))


def test_goals_are_those_of_the_programs() -> None:
    """Every goal a person can name has a program."""
    assert {goal for program in programs().values() for goal in program.goals} == GOALS
