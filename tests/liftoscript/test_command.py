"""`python -m bot program`: what it prints, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.program import main

PROGRAM = """# Week 1
## A
t1: Squat, Barbell / 1x5, 1x3-5+ / 60kg+ @8+ 180s / warmup: 2x5 50% / progress: lp(2.5kg, 1, 0, 10%, 3)
Plank / 2x1 (hold) / 45s+|60s auto / superset: A
Bench / 3+x5 / 75%
# Week 2
## A
t1: Squat, Barbell / ! 1x4 50kg / 1x1 40kg
Moon lunge / 1x8 135lb / progress: custom(n: 0, w+: 5lb) {~ weights += state.w state.n += 1 ~}
"""


class Told:
    """What the command says for a program."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, text: str, *options: str, log: Any = None) -> str:
        file = self.folder / "program.txt"
        file.write_text(text, "utf-8")
        if log is not None:
            (self.folder / "done.json").write_text(json.dumps(log), "utf-8")
            options = (*options, "--log", str(self.folder / "done.json"))
        self.code = main([str(file), *options])
        said = self.capsys.readouterr()
        self.aside = said.err
        return said.out

    def json(self, text: str, *options: str, log: Any = None) -> Any:
        return json.loads(self(text, *options, "--json", log=log))


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(tmp_path, capsys)


def test_a_file_from_windows_is_read(told: Told) -> None:
    """With its mark at the beginning and its ends of lines."""
    assert told("\ufeff# Week 1\r\n## A\r\nPlank / 1x1\r\n").splitlines()[:2] == ["Week 1: Week 1", "  Day 1: A"]


def test_every_set_is_printed(told: Told) -> None:
    """Weeks, days, exercises and sets, each with all it says."""
    assert told(PROGRAM, "--rm1", "Bench=100kg").splitlines() == [
        "Week 1: Week 1",
        "  Day 1: A",
        "    t1: Squat, Barbell",
        "      warm-up 5 × 30kg (50%)",
        "      warm-up 5 × 30kg (50%)",
        "      set 1: 5 × 60kg, asks the weight, RPE 8, asks the RPE, rest 180 s",
        "      set 2: 3-5+ × 60kg, asks the weight, RPE 8, asks the RPE, rest 180 s",
        "    Plank, superset A",
        "      set 1: 1 × ?, timer 45 s or longer, rest 60 s, goes on by itself, (hold)",
        "      set 2: 1 × ?, timer 45 s or longer, rest 60 s, goes on by itself, (hold)",
        "    Bench",
        "      set 1: 5 × 75kg, 75%, more sets if wanted",
        "      set 2: 5 × 75kg, 75%, more sets if wanted",
        "      set 3: 5 × 75kg, 75%, more sets if wanted",
        "Week 2: Week 2",
        "  Day 1: A",
        "    t1: Squat, Barbell, variation 1 of 2",
        "      warm-up 5 × 25kg (50%)",
        "      warm-up 5 × 25kg (50%)",
        "      set 1: 4 × 50kg",
        "    Moon lunge",
        "      set 1: 8 × 135lb",
    ]
    assert (told.code, told.aside) == (0, "")


def test_the_json_has_every_fact_of_a_set(told: Told) -> None:
    answer = told.json(PROGRAM, "--rm1", "Bench=100kg")
    [week, _] = answer["weeks"]
    squat, plank, bench = week["days"][0]["exercises"]
    assert squat["sets"][1] == {
        "reps": 5, "minReps": 3, "amrap": True, "more": False, "weight": "60kg", "percentage": None, "askWeight": True,
        "rpe": 8, "askRpe": True, "rest": 180, "timer": None, "countUp": False, "auto": False, "label": None,
    }  # fmt: skip
    assert (squat["name"], squat["label"], squat["progress"]) == ("Squat, Barbell", "t1", "lp")
    assert squat["warmups"] == [{"reps": 5, "weight": "30kg", "percentage": 50}] * 2
    hold = plank["sets"][0]
    assert (hold["timer"], hold["countUp"], hold["auto"], hold["rest"], hold["label"]) == (45, True, True, 60, "hold")
    assert (plank["superset"], plank["warmups"], plank["sets"][0]["weight"]) == ("A", None, None)
    assert (bench["sets"][0]["weight"], bench["sets"][0]["percentage"], bench["sets"][0]["more"]) == ("75kg", 75, True)


def test_weights_are_told_in_a_unit_and_rounded_on_request(told: Told) -> None:
    def lunge(*options: str) -> str:
        return str(told.json(PROGRAM, *options)["weeks"][1]["days"][0]["exercises"][1]["sets"][0]["weight"])

    assert lunge() == lunge("--unit", "lb") == "135lb"
    assert lunge("--unit", "kg") == "61kg"
    assert lunge("--unit", "kg", "--round", "2.5kg") == lunge("--round", "2.5kg") == "60kg"


def test_workouts_are_played_and_the_text_told(told: Told) -> None:
    """One after the other; weights and RPE not given were as prescribed; the rest of the text stays as it was."""
    log = [
        {"week": 1, "day": 1, "exercises": [{"name": "T1: squat,  Barbell", "reps": [5, 5], "weights": ["62.5kg"]}]},
        {"week": 2, "day": 1, "exercises": [{"name": "Moon Lunge", "reps": [8]}, {"name": "Squat", "reps": [None]}]},
    ]  # fmt: skip
    assert told(PROGRAM, log=log) == (
        PROGRAM.replace("1x5, 1x3-5+ / 60kg+ @8+ 180s", "1x5 65kg+, 1x3-5+ 62.5kg+ / @8+ 180s")
        .replace("! 1x4 50kg / 1x1 40kg", "1x4 55kg / 1x1 45kg")
        .replace("1x8 135lb", "1x8 / 140lb")
        .replace("n: 0", "n: 1")
    )
    answer = told.json(PROGRAM, log=log)
    assert set(answer) == {"program", "rm1", "changes", "failures", "weeks"}
    assert answer["changes"] == [
        {"exercise": "t1: Squat, Barbell", "what": "weight", "variable": None, "before": ["50kg"], "after": ["55kg"],
         "why": "done", "week": 2, "day": 1},
        {"exercise": "Moon lunge", "what": "weight", "variable": None, "before": ["135lb"], "after": ["140lb"],
         "why": "script", "week": 2, "day": 1},
        {"exercise": "Moon lunge", "what": "variable", "variable": "n", "before": [0], "after": [1],
         "why": "script", "week": 2, "day": 1},
    ]  # fmt: skip
    assert answer["weeks"][0]["days"][0]["exercises"][0]["sets"][0]["weight"] == "65kg"


def test_a_script_that_stops_is_told_beside_the_text(told: Told) -> None:
    text = "Squat / 1x5 60kg / progress: custom() {~ weights = reps[7] ~}\n"
    assert told(text, log=[{"week": 1, "day": 1, "exercises": [{"name": "Squat", "reps": [5]}]}]) == text
    assert (
        told.aside == "workout 1: squat stays as it is, its script stops: There is no reps[7]: there are fewer sets.\n"
    )
    assert told.code == 0


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ({}, "a list of workouts is wanted"),
        ([{"week": 9, "day": 1, "exercises": []}], "workout 1: there is no week 9, day 1"),
        ([{"week": 1, "day": 1}], "workout 1: 'exercises'"),
        ([3], "workout 1: "),
        ([{"week": 1, "day": 1, "exercises": [{"name": "Curl", "reps": [1]}]}], "week 1, day 1 has no “Curl”"),
        ([{"week": 1, "day": 1, "exercises": [{"name": "Bench", "reps": [1], "weights": ["x"]}]}], "“x” is no weight"),
        ([{"week": 1, "day": 1, "exercises": [{"name": "Bench", "reps": ["many"]}]}], "workout 1: "),
    ],
)
def test_workouts_that_cannot_be_played_are_refused(told: Told, log: Any, words: str) -> None:
    assert told(PROGRAM, log=log) == ""
    assert words in told.aside
    assert told.code == 1


def test_mistakes_are_told_with_line_and_column(told: Told) -> None:
    text = "# Week 1\n## A\nSquat / 3x5 / sixty\nBench / 3x5 / 60 kgs\n"
    first, second = told(text).splitlines()
    assert first.endswith(
        "program.txt:3:15: I expected sets like 3x8, a weight like 60kg or 75%, an RPE like @8 or a rest like 90s, "
        "and found “sixty”."
    )
    assert ":4:" in second
    assert told.code == 1
    [error, _] = told.json(text)["errors"]
    assert (error["line"], error["column"], error["code"]) == (3, 15, "expected-sets")
    assert "sixty" in error["message"]
    assert told.code == 1


def test_a_file_that_cannot_be_read_is_told(told: Told, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.txt")]) == 1
    assert "none.txt: No such file" in capsys.readouterr().err
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00")
    assert main([str(tmp_path / "picture")]) == 1
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--rm1", "Squat"], ["--rm1", "=5kg"], ["--round", "0kg"], ["--unit", "st"]])
def test_options_that_say_nothing_are_refused(told: Told, options: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        told(PROGRAM, *options)
    assert end.value.code == 2


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Squat / 1x5 60kg"))
    assert main(["-"]) == 0
    assert "set 1: 5 × 60kg" in capsys.readouterr().out


def test_the_bot_knows_the_command(tmp_path: Path) -> None:
    """As a process, with no configuration."""
    (tmp_path / "p.txt").write_text("Squat / 1x", "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "program", str(tmp_path / "p.txt")], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "p.txt:1:9: " in ended.stdout
    assert ended.stderr == ""
