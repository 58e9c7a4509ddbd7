"""Scripts calculate as the language does, see nothing but their variables, and end soon."""

from __future__ import annotations

import pytest

from handlers.views.liftoscript import problem_words
from models.liftoscript.lifter import Lifter
from models.liftoscript.machine import STEPS
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Weight, written
from models.liftoscript.session import Done
from tests.liftoscript.gym import Gym


def result(script: str, rm1: str = "200kg", lifter: Lifter | None = None) -> str:
    """What a script leaves in state.x, after 5, 4 and 3 reps of three sets of 5, 60 kg each."""
    gym = Gym(f"Squat / 3x5 60kg 90s @8 / progress: custom(x: 0, w: 10kg, p: 20%) {{~ {script} ~}}", lifter, squat=rm1)
    finished = gym.does({"Squat": ["5 @7", "4 @8", "3 @9"]})
    if finished.failures:
        raise finished.failures[0].error
    value = gym.state.variables_of(gym.program.days[0].exercises[0])["x"]
    return written(value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 % 4", "3"),
        ("-7 % 4", "-3"),
        ("1 / 0", "0"),
        ("10 - 2 - 3", "5"),
        ("1kg + 1lb", "1.5kg"),
        ("1lb + 1kg", "3lb"),
        ("60kg * 2", "120kg"),
        ("2 * 60kg", "120kg"),
        ("60kg + 10%", "80kg"),  # of the 1RM
        ("10% + 10%", "20%"),
        ("80% * 2", "160%"),
        ("state.w + state.p", "50kg"),
        ("1 > 0 ? 2 : 3", "2"),
        ("0 ? 2 : 3", "3"),
        ("!(1 > 0) ? 2 : 3", "3"),
        ("1 > 0 && 2 > 3 ? 1 : 2", "2"),
        ("1 > 0 || 2 > 3 ? 1 : 2", "1"),
        ("completedReps >= reps ? 1 : 2", "2"),  # every set
        ("completedReps >= 3 ? 1 : 2", "1"),
        ("5 >= completedReps ? 1 : 2", "1"),
        ("completedWeights == weights ? 1 : 2", "1"),
        ("60kg == 132.5lb ? 1 : 2", "1"),
        ("weights[1] > 59 ? 1 : 2", "1"),
        ("completedReps[3]", "3"),
        ("cr[ns] + r[1] + mr[2]", "13"),
        ("w[1] + cw[2]", "120kg"),
        ("completedReps[0]", "0"),
        ("completedReps[1.5]", "0"),
        ("completedRPE[3] + RPE[1]", "17"),
        ("timers[2]", "90"),
        ("rm1", "200kg"),
        ("day * 100 + week * 10 + dayInWeek", "111"),
        ("numberOfSets + programNumberOfSets + completedNumberOfSets", "9"),
        ("setVariationIndex + exerciseVariationIndex + descriptionIndex", "3"),
        ("floor(2.5) + ceil(2.5) + round(2.5)", "8"),
        ("round(-2.5)", "-2"),
        ("floor(62.7kg)", "62kg"),
        ("sum(completedReps)", "12"),
        ("sum(completedReps, 3)", "15"),
        ("min(completedReps)", "3"),
        ("max(completedReps, 9)", "9"),
        ("max(60kg, 100lb)", "60kg"),
        ("roundWeight(61.3kg)", "61.3kg"),
        ("increment(60kg)", "62.5kg"),
        ("decrement(60kg)", "57.5kg"),
        ("increment(60lb)", "65lb"),
        ("calculate1RM(100kg, 5)", "115.55kg"),
        ("rpeMultiplier(1, 10)", "1"),
        ("zeroOrGte(completedReps, reps) ? 1 : 2", "2"),
        ("print(3, 4)", "3"),
        ("if (1 > 2) { 1 } else if (2 > 1) { 2 } else { 3 }", "2"),
        ("{ 1 2 3 }", "3"),
        ("completedReps", "1"),  # a list is yes
        ("isCompleted[2]", "1"),
        ("1 // 2", "1"),
    ],
)
def test_an_expression_has_the_languages_value(expression: str, value: str) -> None:
    assert result(f"state.x = {expression}\n") == value


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("state.x += 5; state.x *= 3", "15"),
        ("state.x = 10kg state.x -= 5lb", "7.5kg"),
        ("var.a = 2 var.a += 3 state.x = var.a", "5"),
        ("for (var.i in completedReps) { state.x += completedReps[var.i] * var.i }", "22"),
        ("var.i = 7 for (var.i in reps) {} state.x = var.i", "3"),
        ("if (completedReps[1] >= 5) { state.x = 1 } else { state.x = 2 }", "1"),
        ("state.x = state.x = 4", "4"),
        ("rm1 += 10kg state.x = rm1", "210kg"),
        ("rm1 *= 1.013 state.x = rm1", "202.6kg"),
        ("setVariationIndex = 3 state.x = setVariationIndex", "3"),
        ("weights = 90kg state.x = weights[1]", "60kg"),  # what was trained stays as it was
    ],
)
def test_a_script_leaves_what_the_language_says(script: str, value: str) -> None:
    assert result(script) == value


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("state.x = completedReps[4]", "no-such-index"),
        ("state.x = completedReps[*]", "star-read"),
        ("state.x = completedReps[1:2]", "many-indexes-read"),
        ("state.x = state[1].y", "tagged-read"),
        ("state.x = (1 > 2) + 1", "no-operator"),
        ("state.x = 1 && 2", "no-operator"),
        ("state.x = weights + 1kg", "operator-on-list"),
        ("for (var.i in 3) { }", "for-no-list"),
        ("state.x = floor(1 > 0 ? weights : 1)", "list-argument"),
        ("state.x = zeroOrGte(1, reps)", "two-lists"),
        ("state.x = 99999 for (var.i in reps) { state.x *= state.x }", "outgrown"),
        ("".join(f"var.a{i} = 1 " for i in range(101)), "too-many-variables"),
        ("if (1 > 2) { var.a = 1 } state.x = var.a", "no-local"),
    ],
)
def test_a_mistake_while_it_runs_is_told(script: str, code: str) -> None:
    """The mistake has a sentence of its own, and the exercise stays as it was."""
    with pytest.raises(Misread) as caught:
        result(script)
    assert caught.value.code == code
    assert f"({code})" not in problem_words(caught.value)


@pytest.mark.parametrize(
    "inner",
    [
        "state.x += 1",
        "state.x = sum(completedReps)",
        "var.a = completedReps >= reps",
        "weights[var.a] += 1kg",
        "numberOfSets = 9",
        "{ }",
        "1",
        "state[1].y = 1",
    ],
)
def test_a_script_ends_after_a_number_of_steps(inner: str) -> None:
    """However its loops are put into one another; what counts as a step bounds what is done."""
    loops = "".join(f"for (var.{name} in reps) {{" for name in "abcdefghijklmnopqrst")
    with pytest.raises(Misread) as caught:
        result(f"{loops} {inner} {'}' * 20}")
    assert caught.value.code == "too-long"
    assert STEPS <= 10_000


def test_a_session_can_be_given_no_more_sets_than_a_program() -> None:
    """Neither by an update nor by a progress."""
    gym = Gym("Squat / 1x5 60kg / update: custom() {~ numberOfSets = 5000 ~}")
    assert gym.entry("Squat").failure is not None
    assert len(gym.sets("Squat")) == 1
    gym = Gym("Squat / 1x5 60kg / progress: custom() {~ numberOfSets = 5000 ~}")
    gym.does({"Squat": [5]})
    assert len(gym.sets("Squat")) == 100


def test_an_update_changes_the_sets_to_come() -> None:
    """After each set it may set weights, reps and the number of sets not done yet; before the first, of all."""
    gym = Gym(
        "Squat / 3x5 100kg / update: custom() {~\n"
        "  if (setIndex == 0) { weights[2] = 95kg }\n"
        "  if (setIndex == 1 && completedReps[1] < 5) { weights = 80kg  numberOfSets = 4 }\n"
        "  if (setIndex > 1) { reps = 8 }\n~}"
    )
    assert gym.sets("Squat") == ["5 x100kg", "5 x95kg", "5 x100kg"]
    gym.does({"Squat": [3]})
    [entry] = gym.program.played(1, 1, {"squat": [Done(3)]}, gym.state, gym.lifter)
    assert [str(each.weight) for each in entry.sets] == ["100kg", "80kg", "80kg", "80kg"]
    [entry] = gym.program.played(1, 1, {"squat": [Done(5), Done(5)]}, gym.state, gym.lifter)
    assert [(each.plan.reps, str(each.weight)) for each in entry.sets] == [(5, "100kg"), (5, "95kg"), (8, "100kg")]
    assert gym.text() == gym.program.source.text


@pytest.mark.parametrize(
    ("change", "left"), [("= 2.5", 3), ("-= 1", 4), ("*= 0.5", 3), ("-= 6", 4), ("-= 9", 1), ("-= 20", 0), ("= 0", 0)]
)
def test_a_number_of_sets_need_not_be_whole(change: str, left: int) -> None:
    """A part of a set is one more; a number below zero takes away so many, as in the language."""
    gym = Gym(f"Squat / 5x5 60kg / progress: custom() {{~ numberOfSets {change} ~}}")
    gym.does({"Squat": [5]})
    assert len(gym.sets("Squat")) == left
    gym = Gym("Squat / 5x5 60kg / update: custom() {~ numberOfSets = numberOfSets * 0.5 ~}")
    assert len(gym.sets("Squat")) == 3


def test_a_step_is_a_number_in_both_units() -> None:
    """A program in lb is rounded to 2.5 lb in a script where the person's step is 2.5 kg, and to 2.5 kg when it is
    told.
    """
    gym = Gym("Squat / 1x5 137lb / progress: custom() {~ weights = roundWeight(originalWeights[1]) ~}",
              Lifter("kg", Weight(2.5, "kg")))  # fmt: skip
    assert gym.sets("Squat") == ["5 x62.5kg"]
    gym.does({"Squat": [5]})
    assert gym.line("Squat").startswith("Squat / 1x5 / 137.5lb")
    assert Lifter(None, Weight(5, "kg")).rounded(Weight(100, "lb")).value == pytest.approx(99.225)


def test_scripts_round_to_what_the_person_can_load() -> None:
    lifter = Lifter("kg", Weight(2.5, "kg"))
    assert result("state.x = roundWeight(61.3kg)", lifter=lifter) == "62.5kg"
    assert result("state.x = roundConvertWeight(135lb)", lifter=lifter) == "60kg"
    assert result("state.x = increment(61kg)", lifter=lifter) == "62.5kg"
