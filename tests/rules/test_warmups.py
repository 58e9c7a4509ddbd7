"""Warm-up sets: the table of docs/warmups.md, and what holds whatever is lifted with whatever there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import catalogue
from models.rules import warmups
from models.rules.plan import Item
from models.rules.plates import USUAL, Equipment, Loading, loading_of, nearest_loadable
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind, Unit
from models.rules.units import number, to_grams

KG, LB = Unit.KG, Unit.LB
SQUAT = "squat"
EXERCISES = {each.key: each for each in catalogue.load().exercises.values()}
DOCUMENT = (Path(__file__).parent.parent.parent / "docs" / "warmups.md").read_text("utf-8")


def item_of(key: str, weight: str | None, unit: Unit = KG, *, reps: int | None = 5, number_of: int = 1) -> Item:
    """Three sets of an exercise of the catalogue."""
    found = EXERCISES[key]
    light = found.light_kg_g if unit is KG else found.light_lb_g
    grams = None if weight is None else to_grams(weight, unit)
    return Item(
        number=number_of,
        instruction_id=UUID(int=number_of),
        exercise_id=found.id,
        name=found.name,
        kind=found.kind,
        equipment=found.equipment,
        implements=found.implements,
        sets=[PrescribedSet(reps=reps, weight_g=grams, rest_seconds=180)] * 3,
        region=warmups.region_of(found.kind, found.equipment, found.muscles, found.secondary),
        light_g=light,
    )


def written(sets: Sequence[PrescribedSet], unit: Unit = KG) -> str:
    return ", ".join(f"{number(each.weight_g or 0, unit)} × {each.reps}" for each in sets) or "none"


def worked_out(key: str, weight: str | None, unit: Unit = KG, *, reps: int | None = 5, begun: int = 0) -> str:
    return written(warmups.worked_out(item_of(key, weight, unit, reps=reps), begun, USUAL[unit]), unit)


EXAMPLES = re.findall(r"^\| ([a-z ]+) ([0-9.]+) (kg|lb) × ([0-9]+) \| (.+) \| (.+) \|$", DOCUMENT, re.MULTILINE)
KEYS = {"bench press": "bench-press", "two dumbbells of": "dumbbell-bench-press"}


@pytest.mark.parametrize(("name", "weight", "unit", "reps", "first", "second"), EXAMPLES)
def test_the_document_says_what_is_worked_out(
    name: str, weight: str, unit: str, reps: str, first: str, second: str
) -> None:
    assert len(EXAMPLES) == 7
    key = KEYS.get(name, name)
    assert worked_out(key, weight, Unit(unit), reps=int(reps)) == first
    assert worked_out(key, weight, Unit(unit), reps=int(reps), begun=1) == second
    assert worked_out(key, weight, Unit(unit), reps=int(reps), begun=2) == "none"


def test_the_document_has_the_table() -> None:
    for percent, reps in ((40, 5), (60, 3), (80, 2), (90, 1), (50, 5), (75, 3)):
        assert re.search(rf"\| {reps} \| {percent} %", DOCUMENT)
        assert any(percent == step.percent and reps == step.reps for rows in warmups.TABLE for step in rows)
    assert [len(rows) for rows in warmups.TABLE] == [5, 2]


@pytest.mark.parametrize(
    ("key", "region"),
    [
        ("squat", "legs"),
        ("leg-press", "legs"),
        ("deadlift", "legs"),
        ("hip-thrust", "legs"),
        ("dumbbell-lunge", "legs"),
        ("bench-press", "push"),
        ("overhead-press", "push"),
        ("dumbbell-bench-press", "push"),
        ("barbell-row", "pull"),
        ("lat-pulldown", "pull"),
        *((key, "") for key in ("pull-up", "push-up", "plank", "kettlebell-swing", "leg-extension", "dumbbell-fly")),
        *((key, "") for key in ("barbell-curl", "skullcrusher", "lateral-raise", "seated-calf-raise", "cable-crunch")),
    ],
)
def test_what_is_heavy(key: str, region: str) -> None:
    assert item_of(key, None).region == region


@pytest.mark.parametrize("kind", [each for each in ExerciseKind if each is not ExerciseKind.WEIGHT])
def test_only_what_counts_reps_with_a_weight_is_heavy(kind: ExerciseKind) -> None:
    assert warmups.region_of(kind, "barbell", ["quads", "glutes"], ["calves"]) == ""


@pytest.mark.parametrize(
    ("muscles", "secondary"), [((), ()), ((), ("quads", "calves", "abs")), (("wings",), ("a", "b"))]
)
def test_what_is_not_known_is_not_guessed(muscles: Sequence[str], secondary: Sequence[str]) -> None:
    assert warmups.region_of(ExerciseKind.WEIGHT, "barbell", muscles, secondary) == ""


@pytest.mark.parametrize("weight", [None, "0"])
def test_no_weight_no_warm_ups(weight: str | None) -> None:
    assert worked_out(SQUAT, weight) == "none"


@pytest.mark.parametrize("key", sorted(EXERCISES))
@pytest.mark.parametrize("unit", [KG, LB])
def test_whoever_starts_with_light_weights_is_not_bothered(key: str, unit: Unit) -> None:
    light = item_of(key, None, unit).light_g
    weight = number(light or 0, unit)
    if not weight.startswith("-"):
        assert worked_out(key, weight, unit) == "none"


def test_sets_of_many_reps_warm_up_by_themselves() -> None:
    assert worked_out(SQUAT, "100", reps=15).count("×") == 4
    assert worked_out(SQUAT, "100", reps=16) == "none"
    held = item_of(SQUAT, "100", reps=None)
    held.sets = [replace(held.sets[0], seconds=30)]
    assert warmups.worked_out(held, 0, USUAL[KG]) == []
    held.sets = []
    assert warmups.worked_out(held, 0, USUAL[KG]) == []


def test_they_follow_the_bar_and_the_plates_there_are() -> None:
    few = Equipment(KG, 15_000, ((20_000, 2), (10_000, 1)), 2_000)
    assert written(warmups.worked_out(item_of(SQUAT, "95"), 0, few)) == "15 × 8, 35 × 5, 55 × 3, 75 × 2"
    assert written(warmups.worked_out(item_of("leg-press", "95"), 0, few)) == "38 × 5, 56 × 3, 76 × 2"
    alone = Equipment(KG, 20_000, (), 2_500)
    assert written(warmups.worked_out(item_of(SQUAT, "100"), 0, alone)) == "20 × 8"


def test_first_and_second_are_counted_by_what_was_trained() -> None:
    squat, press = item_of(SQUAT, "100"), item_of("leg-press", "150", number_of=2)
    bench = item_of("bench-press", "80", number_of=3)
    every = [squat, press, bench]
    assert warmups.begun(press, every, set()) == 0
    assert warmups.begun(press, every, {1}) == 1
    assert warmups.begun(bench, every, {1, 2}) == 0
    assert warmups.begun(press, every, {2}) == 0, "itself does not count"


@pytest.mark.parametrize(
    ("done", "following"),
    [([], 0), (["w"], 1), (["w", "w"], None), (["w", "w", "w"], None), (["x"], None), (["w", "x"], None)],
)
def test_a_working_set_passes_over_what_is_left(done: list[str], following: int | None) -> None:
    sets = [DoneSet(SetKind.WARMUP if each == "w" else SetKind.WORK, 5, 40_000) for each in done]
    assert warmups.next_up([PrescribedSet(SetKind.WARMUP, 5)] * 2, sets) == following
    assert warmups.next_up([], sets) is None


WARM = PrescribedSet(SetKind.WARMUP, 5, weight_g=40_000)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (DoneSet(reps=6, weight_g=40_000), SetKind.WARMUP),
        (DoneSet(reps=5, weight_g=45_000), SetKind.WORK),
        (DoneSet(reps=5, weight_g=100_000), SetKind.WORK),
        (DoneSet(reps=5), SetKind.WORK),
        (DoneSet(SetKind.DROP, 5, 40_000), SetKind.DROP),
        (DoneSet(SetKind.FAILURE, 5, 40_000), SetKind.FAILURE),
    ],
)
def test_a_typed_set_of_its_very_weight_is_the_warm_up(typed: DoneSet, kind: SetKind) -> None:
    assert [each.kind for each in warmups.as_meant([typed], (0, WARM))] == [kind]
    assert warmups.as_meant([typed], None) == [typed]
    assert warmups.as_meant([typed], (0, replace(WARM, weight_g=None))) == [typed]
    assert warmups.as_meant([typed] * 3, (0, WARM)) == [typed] * 3, "three sets are work"


KEYS_HEAVY = sorted(key for key in EXERCISES if item_of(key, None).region)
STAMPED = st.sampled_from([500, 1_000, 1_250, 2_000, 2_500, 5_000, 10_000, 15_000, 20_000, 25_000])


@given(
    key=st.sampled_from(KEYS_HEAVY),
    grams=st.integers(0, 1_000_000),
    reps=st.integers(1, 20),
    begun=st.integers(0, 4),
    bar=st.sampled_from([0, 7_500, 15_000, 20_000, 25_000]),
    own=st.dictionaries(STAMPED, st.integers(1, 6), max_size=6),
    step=st.sampled_from([500, 1_000, 2_000, 2_500, 5_000]),
)
def test_warm_ups_rise_can_be_loaded_and_stay_apart(
    key: str, grams: int, reps: int, begun: int, bar: int, own: dict[int, int], step: int
) -> None:
    """Held against the plain wording of the document."""
    item, gym = item_of(key, None, reps=reps), Equipment(KG, bar, tuple(own.items()), step)
    item.sets = [replace(each, weight_g=grams) for each in item.sets]
    made = warmups.worked_out(item, begun, gym)
    how = loading_of(item.kind, item.equipment)
    weights = [each.weight_g or 0 for each in made]
    assert len(made) <= 5
    assert weights == [nearest_loadable(each, gym, how) for each in weights]
    ladder = [*([0] if how is Loading.STEP else []), *weights, grams]
    apart = [(above - below) * item.implements for below, above in pairwise(ladder)]
    assert not made or min(apart) >= 15_000
    assert all(each.kind is SetKind.WARMUP and each.rest_seconds == 0 for each in made)
    assert [each.reps for each in made] == sorted((each.reps or 0 for each in made), reverse=True)
    if how is Loading.BAR:
        assert all(each >= bar for each in weights)
    if begun >= 2 or reps > 15:
        assert made == []
