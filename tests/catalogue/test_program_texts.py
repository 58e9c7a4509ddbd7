"""The texts of the built-in programs, each of them: what stands above it, what it needs, that it can be trained."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from models.catalogue import load
from models.catalogue.entries import EQUIPMENT, GOALS, LEVELS
from models.liftoscript.lifter import Lifter
from models.liftoscript.plan import Exercise
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight
from models.liftoscript.session import Done, Entry, Prescribed
from models.liftoscript.state import State
from models.rules.sets import ExerciseKind
from tests.liftoscript.gym import same
from tests.programs import KEYS, program, text

ROOT = Path(__file__).parents[2]
ABOUT = [
    *("name", "credit", "why", "level", "goals", "equipment"),
    *("days per week", "minutes", "repeats", "presets"),
]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
INCREMENTS = {"1kg", "1.25kg", "2kg", "2.5kg", "4kg", "5kg", "10kg", "20kg"}
SECONDS_A_SET, MINUTES_TO_WARM_UP = 40, 15
How = Callable[[Prescribed, Weight | None], Done | None]
every_program = pytest.mark.parametrize("key", KEYS)


def about(key: str) -> dict[str, str]:
    """What stands above the text."""
    lines = [line.removeprefix("/// ") for line in text(key).splitlines()[: len(ABOUT)]]
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def kind_of(name: str) -> ExerciseKind:
    exercise = load().find_exercise(name).exact
    assert exercise is not None, name
    return exercise.kind


@every_program
def test_what_stands_above_a_program_is_whole(key: str) -> None:
    """Ten lines in their order, each a word or number the bot knows."""
    said = about(key)
    assert list(said) == ABOUT
    assert said["level"] in LEVELS
    assert set(said["goals"].split(", ")) <= GOALS
    assert set(filter(None, said["equipment"].split(", "))) <= EQUIPMENT - {"bodyweight", "none"}
    assert said["repeats"] in {"yes", "no"}
    assert max(len(said["why"]), len(said["credit"])) <= 120
    assert said["why"].endswith(".")
    assert said["credit"].startswith("Written for this bot")
    for preset in said["presets"].split("; "):
        days = [WEEKDAYS.index(day) for day in preset.split()]
        assert days == sorted(set(days))
        assert len(days) == int(said["days per week"])


@every_program
def test_a_program_fits_its_week(key: str) -> None:
    """Every week has as many days as are trained; days in turn stand in one week that comes again."""
    said, weeks = about(key), program(key).weeks
    if len(weeks) == 1:
        assert said["repeats"] == "yes"
        return
    assert {len(week.days) for week in weeks} == {int(said["days per week"])}


def minutes_of(exercise: Exercise) -> float:
    """Sets and rests, at the longest of its stages."""
    stages = exercise.standing.variations
    return max(sum((each.timer or SECONDS_A_SET) + (each.rest or 0) for each in sets) for sets in stages) / 60


@every_program
def test_the_minutes_are_honest(key: str) -> None:
    """The longest workout, sets and rests, takes no longer than is said, and warm-ups fit in beside it."""
    longest = max(sum(minutes_of(each) for each in day.trained) for day in program(key).days)
    minutes = int(about(key)["minutes"])
    assert longest <= minutes <= longest + MINUTES_TO_WARM_UP


@every_program
def test_a_program_needs_what_it_says(key: str) -> None:
    """Each movement is one of the catalogue, and the equipment is named: no more and no less."""
    needed = set()
    for day in program(key).days:
        assert day.trained
        for exercise in day.trained:
            for movement in exercise.movements:
                found = load().find_exercise(movement).exact
                assert found is not None, movement
                needed.add(found.equipment)
                timed = found.kind in {ExerciseKind.TIMED, ExerciseKind.DISTANCE}
                assert all(timed == (each.timer is not None) for each in exercise.standing.sets), movement
    assert needed - {"bodyweight", "none"} == set(filter(None, about(key)["equipment"].split(", ")))


@every_program
def test_weights_are_the_person_s_own(key: str) -> None:
    """A text has steps that can be put on in kg and in lb, and no weight to begin with."""
    assert set(re.findall(r"[\d.]+kg", text(key))) <= INCREMENTS
    assert not re.findall(r"[\d.]+lb", text(key))
    for day in program(key).days:
        for exercise in day.trained:
            assert not any(isinstance(each.weight, Weight) for each in exercise.standing.sets), exercise.name


@every_program
def test_a_text_can_be_read_as_an_example(key: str) -> None:
    """A screen or two, no line too long, and written as the bot would write it."""
    lines = text(key).splitlines()
    assert len(lines) <= 150
    assert max(len(line) for line in lines) <= 120
    assert program(key).text(State()) == text(key)


def as_prescribed(each: Prescribed, start: Weight | None) -> Done:
    """The set as asked; of a range its lower end."""
    return Done(each.plan.least or each.plan.reps, start if each.weight is None else None)


def somehow(chance: Random) -> How:
    """A set in any of the ways people do it: more, less, with another weight, harder, not at all."""

    def done(each: Prescribed, start: Weight | None) -> Done | None:
        reps = max(0, (each.plan.least or each.plan.reps) + chance.choice([-3, -1, 0, 0, 0, 1, 5]))
        before, other = each.weight or start, start
        if before and chance.random() < 0.1:
            other = Weight(max(2.5, before.value + chance.choice([-2.5, 5])), before.unit)
        held = each.plan.timer and max(1, each.plan.timer + chance.choice([-10, 0, 0, 15]))
        return None if chance.random() < 0.1 else Done(reps, other, chance.choice([None, 6, 8, 9.5]), held)

    return done


def rounds(key: str, lifter: Lifter, how: How, count: int) -> State:
    """The state after so many times through the program, in which no script stopped at a mistake."""
    state = State()
    for day in program(key).days * count:
        done = {
            each.exercise.identity: [how(one, start_of(each, lifter)) for one in each.sets]
            for each in program(key).session(day.week, day.day, state, lifter)
        }
        played = program(key).played(day.week, day.day, done, state, lifter)
        assert [each.failure for each in played] == [None] * len(played)
        finished = program(key).finish(played, state, lifter)
        assert finished.failures == ()
        state = finished.state
    assert State.from_json(state.to_json()) == state
    assert same(program(key), state, Program.parse(program(key).text(state)))
    return state


def start_of(entry: Entry, lifter: Lifter) -> Weight | None:
    """What somebody begins with whose weight nobody knows."""
    loaded = kind_of(entry.movement) is ExerciseKind.WEIGHT and not any(each.weight for each in entry.sets)
    return Weight(40, lifter.counting) if loaded else None


KILOGRAMS, POUNDS = Lifter("kg", Weight(2.5, "kg")), Lifter("lb", Weight(5, "lb"))
every_lifter = pytest.mark.parametrize("lifter", [KILOGRAMS, POUNDS], ids=["kg", "lb"])


@every_program
@every_lifter
def test_two_rounds_as_prescribed_teach_all_weights(key: str, lifter: Lifter) -> None:
    """No weight is asked for a third time, and the text written then reads back as it stands."""
    state = rounds(key, lifter, as_prescribed, 2)
    for day in program(key).days:
        for entry in program(key).session(day.week, day.day, state, lifter):
            if kind_of(entry.movement) is ExerciseKind.WEIGHT:
                assert all(each.weight is not None and each.weight.value > 0 for each in entry.sets), entry.movement


@every_program
@every_lifter
def test_whatever_is_done_leads_somewhere_sensible(key: str, lifter: Lifter) -> None:
    """Misses, good days, other weights and sets left out: asked are reps, seconds and weights that can be done."""
    state = rounds(key, lifter, somehow(Random(key)), 12 if len(program(key).weeks) == 1 else 3)
    for day in program(key).days:
        for entry in program(key).session(day.week, day.day, state, lifter):
            for each, written in zip(entry.sets, entry.exercise.standing.sets, strict=False):
                assert 1 <= each.plan.reps <= 25
                assert 1 <= (each.plan.least or 1) <= each.plan.reps
                assert each.plan.rest == written.rest
                assert (each.plan.timer or 0) <= max(90, written.timer or 0)
                assert each.weight is None or 0 <= each.weight.value <= 400, entry.movement


def test_the_documentation_lists_the_programs() -> None:
    """docs/programs.md says of each what stands above its text, and of no other."""
    rows = [line.strip("| ").split(" | ") for line in (ROOT / "docs" / "programs.md").read_text("utf-8").splitlines()]
    told = {row[0]: (row[2], row[3], row[4], row[5], row[6]) for row in rows if len(row) == 8 and row[0] != "Program"}
    assert told == {
        said["name"]: (
            said["level"],
            said["days per week"],
            said["minutes"],
            "goes on" if said["repeats"] == "yes" else str(len(program(key).weeks)),
            said["equipment"] or "none",
        )
        for key, said in ((key, about(key)) for key in KEYS)
    }
