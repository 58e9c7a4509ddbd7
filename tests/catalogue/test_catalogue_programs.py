"""The built-in programs prescribe what their names promise."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from models.catalogue import CatalogueError, CatalogueProgram, CatalogueProgress, load
from models.catalogue.load import read
from models.rules.progression import LinearProgression, RepsProgression, SecondsProgression
from models.rules.sets import PrescribedSet, Unit

PROGRAMS = load().programs
FILES = Path(__file__).parents[2] / "models" / "catalogue"
every_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS.keys())


def reps(program: CatalogueProgram, day: int) -> dict[str, list[int | None]]:
    return {part.exercise: [each.reps for each in part.sets] for part in program.days[day].instructions}


def test_novices_do_three_sets_of_five() -> None:
    """Two days in turn, the squat on both, one heavy set of deadlifts."""
    program = PROGRAMS["novice-3x5"]
    assert program.repeats
    assert reps(program, 0) == {"squat": [5] * 3, "bench-press": [5] * 3, "deadlift": [5]}
    assert reps(program, 1) == {"squat": [5] * 3, "overhead-press": [5] * 3, "barbell-row": [5] * 3}


def test_five_by_five_is_five_sets_of_five() -> None:
    """Fifteen sets on the first day, 2.5 kg or 5 lb more each time, twice that for the deadlift."""
    program = PROGRAMS["linear-5x5"]
    assert reps(program, 0) == {"squat": [5] * 5, "bench-press": [5] * 5, "barbell-row": [5] * 5}
    assert reps(program, 1) == {"squat": [5] * 5, "overhead-press": [5] * 5, "deadlift": [5]}
    squat, deadlift = program.days[0].instructions[0].progress, program.days[1].instructions[2].progress
    assert squat is not None
    assert deadlift is not None
    assert squat.rule(Unit.KG) == LinearProgression(2500, 10, 3)
    assert squat.rule(Unit.LB) == LinearProgression(2268, 10, 3)
    assert deadlift.rule(Unit.KG) == LinearProgression(5000, 10, 3)


def test_splits_train_each_muscle_as_they_say() -> None:
    """Four days of upper and lower, six of push, pull and legs; main lifts end with an open set."""
    upper_lower = PROGRAMS["upper-lower-4"]
    assert [day.name for day in upper_lower.days] == ["Upper A", "Lower A", "Upper B", "Lower B"]
    for day in upper_lower.days:
        assert [each.amrap for each in day.instructions[0].sets][-2:] == [False, True]
    six = PROGRAMS["push-pull-legs-6"]
    assert [day.name for day in six.days] == ["Push A", "Pull A", "Legs A", "Push B", "Pull B", "Legs B"]


@pytest.mark.parametrize("key", ["upper-lower-4", "push-pull-legs-6", "five-day-split"])
def test_rpe_is_asked_where_it_is_prescribed(key: str) -> None:
    """RPE 8 on the lifts that matter, buttons for it there and nowhere else."""
    sets = [each for day in PROGRAMS[key].days for part in day.instructions for each in part.sets]
    assert {each.rpe_half for each in sets} == {16, None}
    assert all(each.ask_rpe == (each.rpe_half is not None) for each in sets)


def test_bodyweight_needs_no_equipment_and_no_weight() -> None:
    """Reps and seconds grow instead of kilograms."""
    program = PROGRAMS["bodyweight-3"]
    assert program.equipment == ()
    for day in program.days:
        for part in day.instructions:
            assert part.progress is not None
            rule = part.progress.rule(Unit.KG)
            assert isinstance(rule, RepsProgression | SecondsProgression)
            assert getattr(rule, "increase_g", 0) == 0


def test_the_run_program_leads_from_one_minute_to_thirty() -> None:
    """24 days, every interval with its seconds, warm-up and cool-down walks, and never a sudden leap."""
    program = PROGRAMS["run-8-weeks"]
    assert (program.weeks, program.repeats, len(program.days)) == (8, False, 24)
    running = []
    for day in program.days:
        (part,) = day.instructions
        assert [part.sets[0].label, part.sets[-1].label] == ["warm up", "cooldown"]
        labels = [each.label for each in part.sets[1:-1]]
        assert labels == ["run", "walk"] * (len(labels) // 2) + ["run"]
        assert all(each.seconds and each.reps is None for each in part.sets)
        assert sum(each.seconds or 0 for each in part.sets) <= 45 * 60
        running.append(sum(each.seconds or 0 for each in part.sets if each.label == "run"))
    assert program.days[0].instructions[0].sets[1] == PrescribedSet(seconds=60, label="run")
    assert [each.seconds for each in program.days[-1].instructions[0].sets] == [300, 1800, 300]
    weekly = [sum(running[week * 3 : week * 3 + 3]) for week in range(8)]
    assert weekly == sorted(weekly)
    assert all(after <= before * 1.35 for before, after in pairwise(weekly))


@every_program
def test_a_program_can_be_started_by_those_it_is_offered_to(program: CatalogueProgram) -> None:
    """Presets fit its days, texts fit a phone, an hour holds a day, everything known is used."""
    assert program.presets
    assert all(len(set(days)) == program.days_per_week for days in program.presets)
    assert max(len(program.why), len(program.credit)) <= 120
    assert program.why.endswith(".")
    for day in program.days:
        sets = [each for part in day.instructions for each in part.sets]
        assert all(each.weight_g is None for each in sets), "weights are the person's own"
        assert all(len(each.label) <= 8 for each in sets)
        assert sum((each.seconds or 40) + each.rest_seconds for each in sets) <= 80 * 60
        names = [part.exercise for part in day.instructions]
        assert len(names) == len(set(names))
        assert [part.position for part in day.instructions] == [*range(1, len(names) + 1)]
    needed = {load().exercises[part.exercise].equipment for day in program.days for part in day.instructions}
    assert needed - {"none", "bodyweight"} == set(program.equipment)


@every_program
def test_reps_progress_within_the_prescribed_range(program: CatalogueProgram) -> None:
    """The range shown is the range the reps grow in."""
    for day in program.days:
        for part in day.instructions:
            first, progress = part.sets[0], part.progress
            if progress is not None and progress.max_reps:
                assert (first.reps, first.reps_max) == (progress.min_reps, progress.max_reps), part.exercise
            if progress is not None and progress.max_seconds:
                assert first.seconds is not None
                assert first.seconds < progress.max_seconds


@every_program
def test_increases_are_given_in_kg_and_in_lb(program: CatalogueProgram) -> None:
    """Neither unit is a conversion of the other: 2.5 kg or 5 lb."""
    for day in program.days:
        for part in day.instructions:
            if part.progress is not None:
                assert bool(part.progress.increase_kg_g) == bool(part.progress.increase_lb_g)
                assert CatalogueProgress.from_json(part.progress.to_json()) == part.progress


def test_every_number_of_days_from_two_to_six_has_a_program() -> None:
    """Nobody who picks how often to train is left without an offer."""
    assert {program.days_per_week for program in PROGRAMS.values()} >= {2, 3, 4, 5, 6}


def test_program_ids_never_change_unless_the_program_does() -> None:
    """Whoever changes a program on purpose writes its new ids here: the old rows stay beside it."""
    squats = PROGRAMS["novice-3x5"].days[0]
    assert PROGRAMS["novice-3x5"].id == UUID("1373b65f-ca51-5e9b-bfee-f7fd55c2f4fe")
    assert squats.id == UUID("9047c1c4-445f-525a-b931-d62800e515dc")
    assert squats.instructions[0].id == UUID("1d9ecffb-9d13-58df-9e40-3a94f238ba09")


def test_ids_are_told_apart() -> None:
    """Equal days and equal instructions in different places have ids of their own."""
    days = [day for program in PROGRAMS.values() for day in program.days]
    ids = [program.id for program in PROGRAMS.values()] + [day.id for day in days]
    ids += [part.id for day in days for part in day.instructions]
    assert len(ids) == len(set(ids))


Copy = Callable[[str, str, str], CatalogueProgram]


@pytest.fixture
def edited(tmp_path: Path) -> Copy:
    """The novice program of a catalogue in which one text of a file is replaced by another."""

    def edit(file: str, old: str, new: str) -> CatalogueProgram:
        for name in ("exercises.toml", "metrics.toml", "programs/novice-3x5.toml"):
            text = (FILES / name).read_text("utf-8")
            if name == file:
                assert old in text
                text = text.replace(old, new, 1)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return read(tmp_path).programs["novice-3x5"]

    return edit


def test_an_edited_program_makes_new_rows(edited: Copy) -> None:
    """One rep more somewhere, and program, days and instructions are new ones; history keeps the old."""
    before = PROGRAMS["novice-3x5"]
    after = edited("programs/novice-3x5.toml", "sets = 1, reps = 5", "sets = 1, reps = 6")
    assert after.id != before.id
    assert {day.id for day in after.days}.isdisjoint(day.id for day in before.days)
    old = {part.id for day in before.days for part in day.instructions}
    assert old.isdisjoint(part.id for day in after.days for part in day.instructions)


def test_a_reworded_program_stays_the_same(edited: Copy) -> None:
    """A better sentence is not another program."""
    after = edited("programs/novice-3x5.toml", "For your first months", "For the first months")
    assert after.id == PROGRAMS["novice-3x5"].id
    assert after.days == PROGRAMS["novice-3x5"].days


PROGRAM = "programs/novice-3x5.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (PROGRAM, "level =", "lvel =", "level: is missing"),
        (PROGRAM, "repeats = true", "repeats = true\nauthor = 1", "unknown key 'author'"),
        (PROGRAM, "repeats = true", "weeks = 2", "2 days, but weeks × days_per_week is 6"),
        (
            PROGRAM,
            "repeats = true",
            "repeats = true\nweeks = 2",
            "either repeats = true, or the number of weeks",
        ),
        (PROGRAM, "repeats = true", "repeats = 1", "true or false is expected, not 1"),
        (PROGRAM, 'level = "novice"', 'level = "expert"', "level: 'expert' is none of"),
        (
            PROGRAM,
            "sets = 3, reps = 5",
            "sets = 0, reps = 5",
            "day 1 (Workout A): 1: sets: a whole number from 1 to 20",
        ),
        (PROGRAM, "sets = 3, reps = 5", "sets = 3, reps = 5.5", "reps: a whole number"),
        (PROGRAM, "sets = 3, reps = 5", "sets = 3, seconds = 5", "seconds for it, or reps?"),
        (PROGRAM, "sets = 3, reps = 5", "sets = 3, min_reps = 8, max_reps = 8", "min_reps: is not below"),
        (PROGRAM, "sets = 3, reps = 5", 'intervals = [["too long a label", 5]]', "intervals: "),
        (PROGRAM, 'exercise = "squat"', 'exercise = "plank"', "'plank' is TIMED"),
        (PROGRAM, 'exercise = "squat"', 'exercise = "leg-press"', "exercise: 'leg-press' is none of"),
        (PROGRAM, 'progress = "lift"', 'progress = "deadlift"', "'squat' progresses in two ways"),
        (PROGRAM, 'progress = "lift"', 'progress = "lots"', "progress: 'lots' is none of"),
        (PROGRAM, "increase_lb = 5, ", "", "progress: lift: increase_lb: is missing"),
        (PROGRAM, '"mon", "wed", "fri"', '"mon", "wed"', "presets: 3 weekdays"),
        (PROGRAM, '"mon", "wed", "fri"', '"wed", "mon", "fri"', "presets: each weekday once"),
        (PROGRAM, "[[day]]", "[[day", "programs/novice-3x5.toml: "),
        ("exercises.toml", 'kind = "WEIGHT"', 'kind = "HEAVY"', "exercises.toml: squat: kind: 'HEAVY'"),
        ("exercises.toml", "light_lb = 45\n", "", "squat: light_lb: is missing"),
        ("exercises.toml", "light_kg = 20", "light_kg = nan", "squat: light_kg: a number is expected"),
        ("exercises.toml", "light_kg = 20", "light_kg = true", "squat: light_kg: a number"),
        ("exercises.toml", '"sq", ', '"sq", "bench", ', "'bench' names two entries"),
        ("exercises.toml", '"sq", ', '"sq", 5, ', "squat: aliases: a text is expected, not 5"),
        ("exercises.toml", 'swaps = ["front-squat"', 'swaps = ["plank"', "squat: swaps: 'plank' is no other"),
        ("exercises.toml", 'swaps = ["front-squat"', 'swaps = ["squat"', "squat: swaps: 'squat' is no other"),
        (
            "exercises.toml",
            'muscles = ["quads"',
            'muscles = ["thighs"',
            "squat: muscles: 'thighs' is none of",
        ),
        ("exercises.toml", 'secondary = ["hamstrings"', 'secondary = ["quads"', "secondary: repeats"),
        ("metrics.toml", 'unit = "kg"', 'unit = "lb"', "metrics.toml: body-weight: unit: 'lb' is none of kg"),
        ("metrics.toml", "minimum = 20", "minimum = 400", "body-weight: minimum: is not below maximum"),
    ],
)
def test_a_mistake_in_a_file_is_named(edited: Copy, file: str, old: str, new: str, said: str) -> None:
    """File, table and key: whoever edits the catalogue sees at once where."""
    with pytest.raises(CatalogueError) as caught:
        edited(file, old, new)
    assert str(caught.value).startswith(file)
    assert said in str(caught.value)
