"""Warm-ups as docs/warmups.md has them, for somebody in a usual gym in kilograms: a second way to work them out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.machine.training import BAR, STEP, WARMUP, WEIGHT, WORK, Item, Training

APART = 15_000  # grams
FIRST, SECOND = ((0, 8), (40, 5), (60, 3), (80, 2), (90, 1)), ((50, 5), (75, 3))


@dataclass(frozen=True)
class Heavy:
    """What is heavy: which muscles it is for, the weight of a novice in grams, of how many implements, with a bar?"""

    region: str
    light: int
    implements: int = 1
    bar: bool = True


REGIONS = {
    **dict.fromkeys(("quads", "glutes", "hamstrings", "adductors", "abductors", "calves", "lower-back"), "legs"),
    **dict.fromkeys(("chest", "shoulders", "triceps"), "push"),
    **dict.fromkeys(("lats", "upper-back", "rear-delts", "traps"), "pull"),
}
BARS, OTHERS = {"barbell", "ez-bar", "smith", "trap-bar"}, {"dumbbell", "machine", "cable"}


def _heavy(entry: dict[str, Any]) -> Heavy | None:
    bar, muscles = entry["equipment"] in BARS, entry["muscles"]
    joints = len(muscles) + len(entry.get("secondary", ()))
    if entry["kind"] != WEIGHT or joints < (2 if bar else 3) or not (bar or entry["equipment"] in OTHERS):
        return None
    region = REGIONS.get(muscles[0])
    return Heavy(region, int(entry["light_kg"] * 1000), entry["implements"], bar) if region else None


FILE = Path(__file__).parent.parent.parent / "models" / "catalogue" / "exercises.toml"
HEAVY = {each["name"]: heavy for each in tomllib.loads(FILE.read_text()).values() if (heavy := _heavy(each))}


def next_warm_up(training: Training, item: Item, before: int | None = None) -> tuple[int, int] | None:
    """Grams and reps of the one that is next; before: as it was before that message's sets."""
    done = [each for each in training.of(item) if before is None or each.message != before]
    every = warm_ups(training, item)
    if any(each.kind == WORK for each in done) or len(done) >= len(every):
        return None
    return every[len(done)]


def warm_ups(training: Training, item: Item) -> list[tuple[int, int]]:
    heavy = HEAVY.get(item.exercise)
    if not training.warms_up or heavy is None or item.kind != WEIGHT or not item.asked:
        return []
    grams, reps = item.asked[0].grams, item.asked[0].reps or 0
    others = [each for each in training.items if each is not item and each.exercise in HEAVY and training.work(each)]
    trained = sum(HEAVY[each.exercise].region == heavy.region for each in others)
    if grams is None or reps > 15 or trained > 1 or (grams - heavy.light) * heavy.implements < APART:
        return []
    found: list[tuple[int, int]] = []
    for percent, times in SECOND if trained else FIRST:
        if percent == 90 and reps > 3:
            continue
        weight = _loaded(grams * percent // 100)
        if heavy.bar:
            weight = max(weight, BAR, _loaded(heavy.light))
        lower = found[-1][0] if found else (None if heavy.bar else 0)
        fits = lower is None or (weight - lower) * heavy.implements >= APART
        if weight and fits and (grams - weight) * heavy.implements >= APART:
            found.append((weight, times))
    return found


def _loaded(grams: int) -> int:
    """The nearest multiple of the step, of two the lighter."""
    below = grams // STEP * STEP
    return below if grams - below <= below + STEP - grams else below + STEP


def kind_of(kind: str, grams: int | None, sets: int, following: tuple[int, int] | None) -> str:
    """What a typed set is: one of the very weight of the warm-up that is next is that."""
    return WARMUP if sets == 1 and kind == WORK and following is not None and following[0] == grams else kind
