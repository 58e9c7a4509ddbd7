"""The built-in programs as the catalogue has them: once for each unit, with ids that stay."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from models.catalogue import CatalogueError, CatalogueProgram, load, programs
from models.catalogue.load import read, read_folder
from models.catalogue.pounds import in_pounds
from models.liftoscript.program import Program
from models.rules.sets import Unit

PROGRAMS = programs()
FILES = Path(__file__).parents[2] / "models" / "catalogue"
NOVICE = "programs/novice-3x5.liftoscript"


def test_who_lifts_in_pounds_gets_steps_of_pounds() -> None:
    """Neither unit is a conversion of the other: 2.5 kg or 5 lb. A program without weights is there once."""
    kilograms, pounds = PROGRAMS["linear-5x5"], PROGRAMS["linear-5x5-lb"]
    assert (kilograms.unit, pounds.unit) == (Unit.KG, Unit.LB)
    assert kilograms.name == pounds.name
    assert "lp(2.5kg, 1, 0, 10%, 3)" in kilograms.text
    assert "lp(5lb, 1, 0, 10%, 3)" in pounds.text
    assert "kg" not in pounds.text
    assert PROGRAMS["run-8-weeks"].unit is None
    assert "run-8-weeks-lb" not in PROGRAMS


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("lp(2.5kg, 1, 0, 10%)", "lp(5lb, 1, 0, 10%)"),
        ("20kg", "45lb"),
        ("3x5 60kg+ 90s", "3x5 130lb+ 90s"),
        ("1kg 1.25kg 5kg 0.5kg 4kg", "2.5lb 2.5lb 10lb 1lb 10lb"),
        ("weights += 2.5kg * 2", "weights += 5lb * 2"),
        ("0.1kg", "5lb"),
        ("135lb and package", "135lb and package"),
    ],
)
def test_kilograms_become_pounds_that_can_be_loaded(text: str, wanted: str) -> None:
    assert in_pounds(text) == wanted


def test_every_program_for_pounds_is_the_same_but_for_its_weights() -> None:
    for key, program in PROGRAMS.items():
        if program.unit is Unit.LB:
            other, mine = Program.parse(PROGRAMS[key.removesuffix("-lb")].text), Program.parse(program.text)
            assert [day.name for day in mine.days] == [day.name for day in other.days]
            assert mine.places.keys() == other.places.keys()


def test_programs_can_be_started_by_those_they_are_offered_to() -> None:
    for program in PROGRAMS.values():
        assert program.presets
        assert all(len(set(days)) == program.days_per_week for days in program.presets)
        assert (program.weeks is None) == program.repeats
        assert all(load().exercises[key] for key in program.movements.values())


def test_every_number_of_days_from_two_to_six_has_a_program() -> None:
    """Nobody who picks how often to train is left without an offer."""
    assert {program.days_per_week for program in PROGRAMS.values()} >= {2, 3, 4, 5, 6}


def test_program_ids_never_change_unless_the_program_does() -> None:
    """Whoever changes a program on purpose writes its new id here: the old rows stay beside it."""
    assert PROGRAMS["novice-3x5"].id == UUID("8bd705a6-fc9a-5400-ae2d-d284e4e1030b")
    assert len({program.id for program in PROGRAMS.values()}) == len(PROGRAMS)


Copy = Callable[[str, str, str], CatalogueProgram]


@pytest.fixture
def edited(tmp_path: Path) -> Copy:
    """The novice program of a catalogue in which one text of a file is replaced by another."""

    def edit(file: str, old: str, new: str) -> CatalogueProgram:
        for name in ("exercises.toml", "metrics.toml", NOVICE):
            text = (FILES / name).read_text("utf-8")
            if name == file:
                assert old in text
                text = text.replace(old, new, 1)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return read_folder(tmp_path / "programs", read(tmp_path))["novice-3x5"]

    return edit


def test_an_edited_program_makes_new_rows(edited: Copy) -> None:
    """One rep more somewhere, and the program is a new one; history keeps the old."""
    assert edited(NOVICE, "Deadlift / 1x5", "Deadlift / 1x6").id != PROGRAMS["novice-3x5"].id


def test_a_reworded_program_stays_the_same(edited: Copy) -> None:
    """A better sentence is not another program."""
    after = edited(NOVICE, "For your first months", "For the first months")
    assert after.id == PROGRAMS["novice-3x5"].id
    assert after.why.startswith("For the first months")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (NOVICE, "/// level:", "/// lvel:", "level: is missing"),
        (NOVICE, "/// repeats: yes", "/// repeats: yes\n/// author: me", "unknown key 'author'"),
        (NOVICE, "/// repeats: yes", "/// repeats: often", "true or false is expected, not 'often'"),
        (NOVICE, "/// level: novice", "/// level: expert", "level: 'expert' is none of"),
        (NOVICE, "/// minutes: 45", "/// minutes: some", "minutes: a whole number from 5 to 180"),
        (NOVICE, "/// days per week: 3", "/// days per week: 8", "days per week: a whole number from 1 to 7"),
        (NOVICE, "Deadlift / 1x5", "Deadlift / 1y5", "line 6, column 12: "),
        (NOVICE, "Deadlift / 1x5", "Dedlift / 1x5", "text: 'Dedlift' is no exercise"),
        (NOVICE, "Deadlift / 1x5", "Leg Press / 1x5", "text: 'Leg Press' is no exercise, or of other equipment"),
        (NOVICE, "mon wed fri;", "mon wed;", "presets: 3 weekdays"),
        (NOVICE, "mon wed fri;", "wed mon fri;", "presets: each weekday once"),
        ("exercises.toml", 'kind = "WEIGHT"', 'kind = "HEAVY"', "exercises.toml: squat: kind: 'HEAVY'"),
        ("exercises.toml", "light_lb = 45\n", "", "squat: light_lb: is missing"),
        ("exercises.toml", "light_kg = 20", "light_kg = nan", "squat: light_kg: a number is expected"),
        ("exercises.toml", "light_kg = 20", "light_kg = true", "squat: light_kg: a number"),
        ("exercises.toml", '"sq", ', '"sq", "bench", ', "'bench' names two entries"),
        ("exercises.toml", '"sq", ', '"sq", 5, ', "squat: aliases: a text is expected, not 5"),
        ("exercises.toml", 'swaps = ["front-squat"', 'swaps = ["plank"', "squat: swaps: 'plank' is no other"),
        ("exercises.toml", 'swaps = ["front-squat"', 'swaps = ["squat"', "squat: swaps: 'squat' is no other"),
        ("exercises.toml", 'muscles = ["quads"', 'muscles = ["thighs"', "squat: muscles: 'thighs' is none of"),
        ("exercises.toml", 'secondary = ["hamstrings"', 'secondary = ["quads"', "secondary: repeats"),
        ("metrics.toml", 'unit = "kg"', 'unit = "lb"', "metrics.toml: body-weight: unit: 'lb' is none of kg"),
        ("metrics.toml", "minimum = 20", "minimum = 400", "body-weight: minimum: is not below maximum"),
    ],
)
def test_a_mistake_in_a_file_is_named(edited: Copy, file: str, old: str, new: str, said: str) -> None:
    """File, and place or key: whoever edits the catalogue sees at once where."""
    with pytest.raises(CatalogueError) as caught:
        edited(file, old, new)
    assert str(caught.value).startswith(file.removesuffix(".liftoscript"))
    assert said in str(caught.value)
