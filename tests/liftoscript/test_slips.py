"""The commonest slips are told with what to write instead, and what is to be written can be read."""

from __future__ import annotations

import pytest

from handlers.views.liftoscript import problem_words
from models.liftoscript.problems import Problem, ProgramError
from models.liftoscript.program import Program
from tests.liftoscript.gym import Gym
from tests.readers.programs import PROGRAMS
from tests.readers.worst import TOKENS

NUMBERS = ("60", "62.5", "62,5", "7,25")
WEIGHTS = {
    **dict.fromkeys((" kg", "KG", "Kg", " KG", "kgs", " kgs", "kilos", " kilos", " kilograms"), "kg"),
    **dict.fromkeys((" lb", "LB", "lbs", " lbs", "Lbs", " pounds", "pounds", "#"), "lb"),
    **dict.fromkeys((" %", " percent"), "%"),
}
TIMES = {"2min": "120s", "2 min": "120s", "1,5 min": "90s", "1.5 minutes": "90s", "2:00": "120s", "1:30 min": "90s",
         "90 sec": "90s", "90secs": "90s", "45 seconds": "45s", "3m": "180s", "2'": "120s", "1h": "3600s"}  # fmt: skip
EFFORTS = {"RPE 8": "@8", "rpe8": "@8", "RPE 8.5": "@8.5", "RPE 8,5": "@8.5", "RPE: 9": "@9", "8 RPE": "@8",
           "@8,5": "@8.5", "rpe @7": "@7", "2 RIR": "@8", "RIR 3": "@7", "1 rir": "@9"}  # fmt: skip
SETS = {"3X5": "3x5", "3×5": "3x5", "3*5": "3x5", "3х5": "3x5", "3 sets of 5": "3x5", "3 sets x 5 reps": "3x5",
        "3x5 reps": "3x5", "4 x 12 reps": "4x12", "3x8–12": "3x8-12", "3x8 to 12": "3x8-12"}  # fmt: skip
HOLDS = {
    "3x60s": "3x60",
    "3x60 s": "3x60",
    "3x60sec": "3x60",
    "2x1min": "2x60",
    "3x1.5 min": "3x90",
    "3 x 45 s": "3x45",
}
LINES = {  # what stands behind "Squat / 3x5 / ": what is told
    "progress lp(5lb)": "Write progress: lp(…)",
    "Progress lp(5lb)": "Write progress: lp(…)",
    "update custom() {~ ~}": "Write update: custom() …",
    "warmup 1x5": "Write warmup: …",
    "warm-up: 1x5": "Write warmup: …",
    "superset A": "Write superset: …",
    "used none": "Write used: none",
    "progres: lp(5lb)": "There is no “progres”. Write progress",
    "Warmup: none": "Write warmup",
    "progress: LP(5lb)": "There is no “LP”. Write lp",
    "progress: lp(5 lbs)": "I can't read “5 lbs”. Write 5lb",
    "progress: lp(2,5kg)": "I can't read “2,5kg”. Write 2.5kg",
    "progress: dp(2.5 KG, 8, 12)": "Write 2.5kg",
    "warmup: 1x5 40 kg": "Write 40kg",
    "60": "“60” needs a unit: 60kg, 60lb or 60% for a weight, 60s for a rest, @60 for an RPE.",
    "1x5 (Top!)": "A label can't have “!” in it.",
    "1x5 (a|b)": "A label can't have “|” in it.",
    "1x5 (to/p)": "A label can't have “/” in it.",
    "1x5 (much too long)": "A label may have 8 characters at most",
    "1x5 100lb 120lb": "This set says both 100lb and 120lb.",
    "1x5 75% 60kg": "This set says both 75% and 60kg.",
    "1x5 @8 @9": "This set says both @8 and @9.",
    "1x5 60s 90s": "This set says both 60s and 90s.",
    "1x5 1x8": "This set says both 1x5 and 1x8.",
    "progress:": "After “progress:” write none, lp(2.5kg)",
    "warmup:": "After “warmup:” write none",
    "superset:": "After “superset:” write a name",
    "id:": "After “id:” write tags",
    "used:": "After “used:” write none",
    "update:": "After “update:” write custom()",
    "...": "After “...” I expected an exercise's name",
}
SCRIPTS = {
    "reps++": "I can't read “reps++”. Write reps += 1",
    "reps--": "Write reps -= 1",
    "state.a++": "Write state.a += 1",
    "weights[1]++": "Write weights[1] += 1",
    "if (completedReps >= reps) weights += 5lb": "What follows “if” goes between braces",
    "if (min(completedReps) >= 5) weights += 5lb": "What follows “if” goes between braces",
    "for (var.i in reps) reps = 1": "What follows “for” goes between braces",
    "if (1) { } else reps = 1": "What follows “else” goes between braces",
    "if (completedReps >= reps) { weights += 5lb": "This “{” is never closed. Close it with “}”.",
    "if (1) { if (1) { reps = 1 }": "This “{” is never closed",
    "if (1) { reps = 1 } }": "This “}” closes nothing.",
    "reps = (1 + 2": "This “(” is never closed. Close it with “)”.",
    "weights[1 = 5lb": "This “[” is never closed. Close it with “]”.",
    "reps = ": "The script ends in the middle of something.",
    "if (cr >= r and 1) { }": "I can't read “and”. Write &&",
    "if (cr => r) { }": "I can't read “=>”. Write >=",
    "weights += 62,5kg": "I can't read “62,5kg”. Write 62.5kg",
    "weights += 5lbs": "A weight is written in kg or lb: 5lb",
    'reps = "5"': "A script has no texts in quotes",
    "reps = CompletedReps[1]": "There is no “CompletedReps”. Write completedReps",
    "reps = completedreps[1]": "Write completedReps",
    "weight += 5lb": "There is no “weight”. Write weights",
    "rep = 5": "There is no “rep”. Write reps",
    "completedRep[1] = 5": "Write completedReps",
    "increase += 5lb": "There is no “increase”. Write state.increase",
    "state.increas += 5lb": "Write increase",
    "reps = Floor(3)": "There is no “Floor”. Write floor",
    "weights = roundweight(weights[1])": "Write roundWeight",
    "elseif (1) { }": "Write else if",
    "reps = rpeMultiplier(1, 2, 3)": "rpeMultiplier takes one or two values, and here are 3.",
    "reps = rpeMultiplier()": "rpeMultiplier takes one or two values, and here are 0.",
    "reps = floor(1, 2)": "floor takes one value, and here are 2.",
    "rm1 = calculate1RM(5kg)": "calculate1RM takes 2 values, and here are 1.",
    "reps = max()": "max takes one value or more, and here are 0.",
    "day = 2": "A script can only read day here, not change it.",
    "reps[1:1:1:1:1] = 5": "reps takes at most four numbers in its brackets, week, day, variation and set",
    "numberOfSets[1:1:1:1] = 5": "numberOfSets takes at most three numbers in its brackets",
    "setVariationIndex[1:1:1] = 5": "setVariationIndex takes at most two numbers in its brackets",
}  # fmt: skip


def problems(text: str) -> list[Problem]:
    try:
        Program.parse(text)
    except ProgramError as error:
        return list(error.problems)
    return []


def told(text: str) -> str:
    """The only mistake, in words."""
    (problem,) = problems(text)
    return problem_words(problem)


def _follows(line: str, slip: str, better: str) -> None:
    said = told(line)
    assert f"“{slip.strip()}”" in said, said
    assert f"Write {better}" in said, said
    assert problems(line.replace(slip.strip(), better)) == [], "what is said to be written can be read"


@pytest.mark.parametrize("unit", WEIGHTS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_weight_as_people_write_it_is_told_as_one_is_written(number: str, unit: str) -> None:
    """A blank before the unit, capitals, plurals, a comma: in a section of its own, with the sets, before a plus."""
    better = number.replace(",", ".") + WEIGHTS[unit]
    for line in ("Squat / 3x5 / {}", "Squat / 3x5 {}", "Squat / 3x5, 1x3 {} @8", "Squat / 3x5 / warmup: 1x5 {}"):
        _follows(line.format(number + unit), number + unit, better)


@pytest.mark.parametrize(("slip", "better"), [*TIMES.items(), *EFFORTS.items()])
def test_a_rest_or_an_effort_as_people_write_it_is_told(slip: str, better: str) -> None:
    """Minutes, clock times, RPE and RIR in words: told as seconds and as @, which can be read."""
    for line in ("Squat / 3x5 / {}", "Squat / 3x5 60kg {}"):
        _follows(line.format(slip), slip, better)


@pytest.mark.parametrize(("slip", "better"), [*SETS.items(), *HOLDS.items()])
def test_sets_as_people_write_them_are_told(slip: str, better: str) -> None:
    """Another sign, words between the numbers, a hold in seconds."""
    for line in ("Plank / {}", "Plank / 1x5, {} 60kg"):
        _follows(line.format(slip), slip, better)
    assert ("a hold counts seconds by itself" in told(f"Plank / {slip}")) == (slip in HOLDS)
    assert problems("Plank / 3x1 60s|?") == [], "the example for a countdown can be read"


@pytest.mark.parametrize(("slip", "said"), LINES.items())
def test_a_slip_in_a_line_is_told(slip: str, said: str) -> None:
    """A colon, a unit or a name that is missing or wrong: the sentence says which, and what to write."""
    assert said in told(f"Squat / 3x5 / {slip}"), told(f"Squat / 3x5 / {slip}")


@pytest.mark.parametrize(("slip", "said"), SCRIPTS.items())
def test_a_slip_in_a_script_is_told(slip: str, said: str) -> None:
    """What other languages have, and names nearly right: the sentence quotes it and says what to write."""
    line = f"Squat / 3x5 / progress: custom(increase: 5lb, a: 1) {{~ {slip} ~}}"
    assert said in told(line), told(line)


@pytest.mark.parametrize("indexes", ["1:1", "1:1:1", "*:*"])
def test_brackets_in_update_take_the_set_alone(indexes: str) -> None:
    """More numbers than the set's are told with the form that works."""
    said = told(f"Squat / 3x5 / update: custom() {{~ reps[{indexes}] = 5 ~}}")
    assert said == "In “update” reps takes one number in its brackets, that of the set: reps[1]"


def test_the_brace_that_is_missing_is_told_where_it_was_opened() -> None:
    """The place is that of the open brace, not the script's end."""
    text = "Squat / 3x5 / progress: custom() {~\n  if (completedReps >= reps) {\n    weights += 5lb\n~}"
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (2, 30)
    assert problem_words(problem) == "This “{” is never closed. Close it with “}”."


def test_a_line_without_a_slash_is_no_exercise() -> None:
    """A sentence, a heading without its sign, sets behind the name: told what is missing."""
    assert told("Squat 3x5 100kg") == "A slash goes between the name and the sets. Write: Squat / 3x5 100kg"
    assert told("Front Squat 100kg 3x5") == "A slash goes between the name and the sets. Write: Front Squat / 100kg 3x5"
    assert told("Squat / 3x5\nRest well").startswith("“Rest well” has no slash, so it's no exercise.")
    assert problems("# 1\n## A\nSquat / 3x5\n# 2\n## A\nSquat") == [], "an exercise that another line describes"


def test_a_countdown_may_have_its_rest_beside_it() -> None:
    """`60s|?` leaves the rest open, so that a rest beside it is no second one."""
    entry = Gym("Plank / 3x1 60s|? 90s").entry("Plank")
    assert [(each.plan.timer, each.plan.rest) for each in entry.sets] == [(60.0, 90.0)] * 3


def test_a_comment_behind_a_line_is_told_to_go_above_it() -> None:
    """Two slashes on an exercise's line are told with the comment as it is written above."""
    for line in ("Squat / 3x5 // easy today", "Squat / 3x5 / // easy today", "Squat / 3x5 / 60kg //easy today"):
        assert "Put it on a line of its own above: // easy today" in told(line)


@pytest.mark.parametrize("fence", ["```", "```liftoscript", "  ```", "~~~"])
def test_fences_around_a_program_are_passed_over(fence: str) -> None:
    """Fences say nothing, and the text keeps them when it is written again."""
    text = f"{fence}\n# Week 1\n## Day 1\n// easy\n{fence}\nSquat / 3x5 / 100lb\n{fence}\n"
    gym = Gym(text)
    assert [each.name for each in gym.program.days[0].exercises] == ["Squat"]
    assert gym.entry("Squat").note == "easy", "a comment is not parted from its exercise"
    assert gym.text() == text


def test_a_script_may_ask_for_an_rpe_where_none_is_aimed_for() -> None:
    """`logrpes = 1` is `@+` in the text, which reads back so."""
    gym = Gym("Squat / 3x5 / 100lb / progress: custom() {~ logrpes = 1 ~}")
    gym.does({"Squat": [5, 5, 5]})
    assert [each.plan.ask_rpe for each in gym.entry("Squat").sets] == [True] * 3
    assert gym.line("Squat") == "Squat / 3x5 / 100lb @+ / progress: custom() {~ logrpes = 1 ~}"


@pytest.mark.parametrize("known", PROGRAMS)
def test_no_mistake_is_told_with_nothing_in_its_quotes(known: str) -> None:
    """A token more, or one less, at any place: each sentence says something, at a place in the text."""
    for token in TOKENS.finditer(known):
        for instead in ("", "x", "(", "}", "~}", "/", ":", " 5 kg ", "++", "!"):
            text = known[: token.start()] + instead + known[token.end() :]
            for problem in problems(text):
                words = problem_words(problem)
                assert "“”" not in words, (text, words)
                assert "()" not in words or "custom()" in words, (text, words)
                assert 15 < len(words) < 300, (text, words)
                assert 1 <= problem.line <= text.count("\n") + 1, text
