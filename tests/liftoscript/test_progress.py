"""What a finished session changes for the next time."""

from __future__ import annotations

import pytest

from models.liftoscript.lifter import Lifter
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight
from models.liftoscript.session import Done, enter, log
from models.liftoscript.state import State
from tests.liftoscript.gym import Gym, Reps


@pytest.mark.parametrize(
    ("line", "sessions", "sets"),
    [
        ("2x5 / 60kg / progress: lp(2.5kg)", [[5, 5]], ["5 x62.5kg", "5 x62.5kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg)", [[5, 4]], ["5 x60kg", "5 x60kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg)", [[5, None]], ["5 x60kg", "5 x60kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg, 2)", [[5, 5]], ["5 x60kg", "5 x60kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg, 2)", [[5, 5], [5, 5]], ["5 x62.5kg", "5 x62.5kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg, 2, 1)", [[9, 5]], ["5 x62.5kg", "5 x62.5kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg, 1, 0, 5kg)", [[5, 4]], ["5 x55kg", "5 x55kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg, 1, 0, 10%, 2)", [[5, 4]], ["5 x60kg", "5 x60kg"]),
        ("2x5 / 60kg / progress: lp(2.5kg, 1, 0, 10%, 2)", [[5, 4], [4, 5]], ["5 x50kg", "5 x50kg"]),  # of the 1RM
        ("2x5 / 60kg / progress: lp(5%)", [[5, 5]], ["5 x65kg", "5 x65kg"]),
        ("2x5 / 60kg @8 / progress: lp(2.5kg)", [["60kg x5 @8", "60kg x5 @8.5"]], ["5 x60kg @8", "5 x60kg @8"]),
        ("2x5 / 60kg / progress: lp(2.5kg)", [["60kg x5 @9", "60kg x5 @9"]], ["5 x62.5kg", "5 x62.5kg"]),  # not asked
        ("2x4-6 / 60kg / progress: lp(2.5kg, 1, 0, 5kg, 1)", [[5, 4]], ["4-6 x60kg", "4-6 x60kg"]),
        ("2x4-6 / 60kg / progress: lp(2.5kg, 1, 0, 5kg, 1)", [[6, 3]], ["4-6 x55kg", "4-6 x55kg"]),
        ("1x5 60kg, 1x5 50kg / progress: lp(2.5kg)", [["65kg x5", "50kg x5"]], ["5 x67.5kg", "5 x52.5kg"]),
        ("2x5 / progress: lp(2.5kg)", [["40kg x4", "45kg x5"]], ["5 x40kg", "5 x45kg"]),
        ("2x5 / progress: lp(2.5kg)", [["40kg x5", "45kg x5"]], ["5 x42.5kg", "5 x47.5kg"]),
        ("1x5 60kg / progress: lp(5lb)", [[5]], ["5 x62.5kg"]),  # 5 lb are 2.5 kg
        ("1x5 75% / progress: lp(2.5kg)", [[5]], ["5 x77.5kg"]),
        ("2x5 / 60kg / progress: none", [[5, 5]], ["5 x60kg", "5 x60kg"]),
        ("2x8 / 60kg / progress: dp(2.5kg, 8, 10)", [[8, 8]], ["9 x60kg", "9 x60kg"]),
        ("2x8 / 60kg / progress: dp(2.5kg, 8, 10)", [[9, 8]], ["10 x60kg", "9 x60kg"]),
        ("2x8 / 60kg / progress: dp(2.5kg, 8, 10)", [[8, 7]], ["8 x60kg", "8 x60kg"]),
        ("2x10 / 60kg / progress: dp(2.5kg, 8, 10)", [[10, 10]], ["8 x62.5kg", "8 x62.5kg"]),
        ("2x8-10 / 60kg / progress: dp(2.5kg, 8, 10)", [[9, 8]], ["10 x60kg", "9-10 x60kg"]),
        ("2x8-10 / 60kg / progress: dp(2.5kg, 8, 10)", [[10, 10]], ["8-10 x62.5kg", "8-10 x62.5kg"]),
        ("3x8 / 60kg / progress: sum(20, 2.5kg)", [[8, 7, 5]], ["8 x62.5kg", "8 x62.5kg", "8 x62.5kg"]),
        ("3x8 / 60kg / progress: sum(20, 2.5kg)", [[8, 7, 4]], ["8 x60kg", "8 x60kg", "8 x60kg"]),
    ],
)  # fmt: skip
def test_progressions(line: str, sessions: list[Reps], sets: list[str]) -> None:
    """lp, dp and sum count from what was done; the text written afterwards says the same."""
    gym = Gym(f"Squat / {line}", squat="100kg")
    for reps in sessions:
        gym.does({"Squat": reps})
    assert gym.sets("Squat") == sets
    assert Gym(gym.text(), squat="100kg").sets("Squat") == sets


def test_a_percentage_of_an_unknown_1rm_is_of_the_weight() -> None:
    """10 % less of 60 kg is 54 kg, where nobody knows the 1RM."""
    gym = Gym("Squat / 1x5 60kg / progress: lp(2.5kg, 1, 0, 10%)")
    gym.does({"Squat": [4]})
    assert gym.sets("Squat") == ["5 x54kg"]


@pytest.mark.parametrize(
    ("progress", "done", "sets"),
    [
        ("lp(10%)", [5], ["5 x110kg"]),
        ("lp(10%)", ["110kg x5"], ["5 x121kg"]),
        ("dp(10%, 3, 5)", [5], ["3 x110kg"]),
        ("sum(5, 10%)", [5], ["5 x110kg"]),
    ],
)
def test_a_percentage_more_is_of_the_weight_done(progress: str, done: Reps, sets: list[str]) -> None:
    """Where nobody knows the 1RM, each percentage that is added is one of what was lifted, again and again."""
    gym = Gym(f"Squat / 1x5 100kg / progress: {progress}")
    gym.does({"Squat": done})
    assert gym.sets("Squat") == sets
    before = gym.line("Squat")
    gym.does({"Squat": [5]})
    assert gym.line("Squat") != before


@pytest.mark.parametrize("change", ["weights += 5kg", "weights[1] -= 5kg"])
def test_more_than_an_unknown_weight_is_not_known(change: str) -> None:
    """A part of a 1RM nobody knows does not become the five kilograms added to it."""
    text = f"Squat / 1x5 80% / progress: custom() {{~ {change} ~}}"
    gym = Gym(text)
    gym.does({"Squat": [5]})
    assert gym.text() == text


@pytest.mark.parametrize(
    ("progress", "done", "later", "sets"),
    [
        ("lp(2.5kg)", [5, 5], "3x3", ["3 x62.5kg", "3 x62.5kg", "3"]),
        ("lp(2.5kg)", ["65kg x5", 5], "2x3", ["3 x67.5kg", "3 x62.5kg"]),
        ("lp(5%)", [5, 5], "1x3", ["3 x63kg"]),
        ("lp(2.5kg, 2)", [5, 5], "2x3", ["3", "3"]),
        ("lp(2.5kg, 1, 0, 5kg)", [5, 4], "2x3", ["3", "3"]),
        ("lp(2.5kg, 1, 0, 10%)", [5, 4], "2x3", ["3", "3"]),
        ("lp(2.5kg)", [5, 5], "2x3 @8", ["3 @8", "3 @8"]),
        ("lp(2.5kg)", [5, 5], "2x3 70%", ["3", "3"]),
        ("lp(2.5kg)", [5, 5], "2x3 80kg", ["3 x82.5kg", "3 x82.5kg"]),
        ("dp(2.5kg, 3, 5)", [5, 5], "2x3", ["3 x62.5kg", "3 x62.5kg"]),
        ("dp(2.5kg, 3, 6)", [5, 5], "2x3", ["6", "6"]),
        ("sum(10, 2.5kg)", [5, 5], "2x3", ["3 x62.5kg", "3 x62.5kg"]),
        ("sum(5, 2.5kg)", [5, None], "2x3", ["3 x62.5kg", "3"]),
    ],
)  # fmt: skip
def test_a_later_week_without_a_weight_is_no_increase_alone(
    progress: str, done: Reps, later: str, sets: list[str]
) -> None:
    """Next week's set has what was done and the increase, or is not known; never the few kilograms of the increase."""
    gym = Gym(f"# Week 1\n## A\nSquat / 2x5 / 60kg / progress: {progress}\n# Week 2\n## A\nSquat / {later}\n")
    gym.does({"Squat": done})
    assert gym.sets("Squat", week=2) == sets
    assert Gym(gym.text()).sets("Squat", week=2) == sets


def test_a_set_left_out_is_not_the_increase_alone() -> None:
    gym = Gym("Squat / 2x5 / 60kg / progress: sum(5, 2.5kg)")
    gym.does({"Squat": [5, None]})
    assert gym.sets("Squat") == ["5 x62.5kg", "5 x60kg"]


def test_a_set_done_without_a_weight_gains_the_first_one() -> None:
    """Pull-ups that need more than the body's weight."""
    gym = Gym("Pull Up / 2x5 / progress: lp(2.5kg)")
    gym.does({"Pull Up": [5, 5]})
    assert gym.sets("Pull Up") == ["5 x2.5kg", "5 x2.5kg"]


@pytest.mark.parametrize("change", ["weights += 5kg", "weights *= 0.9"])
@pytest.mark.parametrize("asked", ["80%", "@8"])
def test_more_than_an_unknown_weight_is_not_known_in_the_session(asked: str, change: str) -> None:
    gym = Gym(f"Squat / 1x5 {asked} / update: custom() {{~ {change} ~}}")
    assert gym.entry("Squat").sets[0].weight is None
    known = Gym(f"Squat / 1x5 {asked} / update: custom() {{~ {change} ~}}", squat="100kg")
    assert known.entry("Squat").sets[0].weight is not None


def test_the_chosen_rounding_does_not_creep_into_the_program() -> None:
    """62.5 kg lifted as 65 stays 62.5 in the program, and 65 next time."""
    gym = Gym("Squat / 1x5 62.5kg / progress: lp(2.5kg)", Lifter("kg", Weight(5, "kg")))
    assert gym.sets("Squat") == ["5 x65kg"]
    gym.does({"Squat": [5]})
    assert gym.line("Squat") == "Squat / 1x5 / 65kg / progress: lp(2.5kg)"


@pytest.mark.parametrize("unit", ["kg", "lb"])
def test_units_do_not_drift(unit: str) -> None:
    """A year of sessions in the other unit leaves the program's weights multiples of its own step."""
    gym = Gym("Squat / 1x5 135lb / progress: lp(5lb)", Lifter("kg" if unit == "kg" else "lb", Weight(2.5, "kg")))
    for _ in range(50):
        gym.does({"Squat": [5]})
    assert gym.line("Squat") == f"Squat / 1x5 / {135 + 50 * 5}lb / progress: lp(5lb)"


PROGRAM = """# Week 1
## A
Squat / 5x5 / 60kg 180s / progress: lp(2.5kg, 1, 0, 10%, 3)
Bench Press / ...Squat / 40kg
t1 / used: none / 2x5 / 1x3, 1x1+ / 75% / progress: custom(up: 5kg, n: 0) {~
  state.n += 1
  if (completedReps >= reps) { weights = completedWeights[ns] + state.up } else { setVariationIndex += 1 }
~}
Row / ...t1
Curl / ...t1 / progress: custom(up: 1kg) { ...t1 }
"""


def test_each_exercise_progresses_by_itself() -> None:
    """What is taken over from another is counted apart, and written only where it has become different."""
    gym = Gym(PROGRAM, row="100kg", curl="40kg")
    gym.does({"Squat": [5] * 5, "Bench Press": [5, 5, 5, 5, 4], "Row": [5, 5], "Curl": [5, 4]})
    assert gym.text() == PROGRAM.replace("60kg 180s", "62.5kg 180s").replace(
        "Bench Press / ...Squat / 40kg", "Bench Press / ...Squat / 40kg / progress: lp(2.5kg, 1, 0, 10%, 3, 1)"
    ).replace("Row / ...t1", "Row / ...t1 / 80kg / progress: custom(n: 1) { ...t1 }").replace(
        "Curl / ...t1 / progress: custom(up: 1kg) { ...t1 }",
        "Curl / ...t1 / 2x5 / ! 1x3, 1x1+ / 75% / progress: custom(up: 1kg, n: 1) { ...t1 }",
    )


def test_changes_are_told_with_their_reason() -> None:
    """What, from what to what, why, and where it comes next."""
    gym = Gym("# 1\n## A\nSquat[1-2] / 2x5 / 60kg / progress: lp(2.5kg, 1, 0, 5kg, 2)\n# 2\n## A")
    [change] = gym.does({"Squat": [5, 5]}).changes
    assert (change.name, change.kind, change.why, change.week, change.day) == ("Squat", "weight", "done", 2, 1)
    assert (change.before, change.after) == ((Weight(60, "kg"),) * 2, (Weight(62.5, "kg"),) * 2)
    [change] = gym.does({"Squat": [5, 3]}, week=2).changes
    assert (change.kind, change.variable, change.after, change.why) == ("variable", "failureCounter", (1.0,), "short")
    assert (change.week, change.day) == (1, 1)


def test_weeks_keep_their_differences_and_what_is_written_to_one_of_them() -> None:
    """`+=` moves every week, `weights[2:1:1:2]` one set of one, which then gets a line of its own."""
    script = "custom() {~ weights += 5kg  weights[2:1:1:2] = 90kg  numberOfSets[3:*:*] = 1 ~}"
    gym = Gym(
        f"# 1\n## A\nSquat[1-4] / 2x5 / 60kg / progress: {script}\nRow[1-4] / 1x5\n"
        "# 2\n## A\n# 3\n## A\n# 4\n## A\nSquat / 2x5 / 70kg\n"
    )
    gym.does({"Squat": [5, 5]})
    assert [gym.sets("Squat", week) for week in (1, 2, 3, 4)] == [
        ["5 x65kg", "5 x65kg"], ["5 x65kg", "5 x90kg"], ["5 x65kg"], ["5 x75kg", "5 x75kg"],
    ]  # fmt: skip
    assert "Squat / 1x5 65kg, 1x5 90kg" in gym.text()


def test_movements_and_notes_take_turns() -> None:
    """The next movement and note are current from then on, and marked in the text."""
    script = "custom() {~ exerciseVariationIndex += 1 descriptionIndex += 1 ~}"
    text = f"// one\n\n// two\nPush-up | Dip | Press[2] / 1x5 / progress: {script}\n"
    gym = Gym(text)
    gym.does({"Push-up | Dip | Press": [5]})
    entry = gym.entry("Push-up | Dip | Press")
    assert (entry.movement, entry.note) == ("Dip", "two")
    assert gym.text() == text.replace("// two", "// ! two").replace("| Dip", "| ! Dip")
    gym.does({"Push-up | Dip | Press": [5]})
    gym.does({"Push-up | Dip | Press": [5]})
    assert gym.entry("Push-up | Dip | Press").movement == "Push-up"


def test_tagged_exercises_variables_can_be_written() -> None:
    """By number, where they have the variable; they cannot be read."""
    gym = Gym(
        "A / 1x1 / progress: custom() {~ state[7].up = 4kg state[7].none = 1 state[9].up = 1 ~}\n"
        "B / 1x1 / id: tags(7) / progress: custom(up: 1kg) {~ weights = state.up ~}"
    )
    gym.does({"A": [1]})
    assert gym.text().splitlines()[1].startswith("B / 1x1 / id: tags(7) / progress: custom(up: 4kg)")


def test_a_script_that_stops_changes_nothing() -> None:
    """The other exercises progress; the mistake is told."""
    gym = Gym(
        "A / 1x1 5kg / progress: custom(a: 0) {~ state.a = 1 weights = 9kg reps = reps[5] ~}\n"
        "B / 1x1 5kg / progress: lp(1kg)"
    )
    finished = gym.does({"A": [1], "B": [1]})
    assert [(each.identity, each.error.code) for each in finished.failures] == [("a", "no-such-index")]
    assert (gym.sets("A"), gym.sets("B")) == (["1 x5kg"], ["1 x6kg"])
    assert gym.state.variables_of(gym.entry("A").exercise) == {"a": 0.0}


def test_the_1rm_is_the_persons() -> None:
    """A script's new 1RM is kept with the person, by movement, for every exercise of it."""
    gym = Gym("a: Squat / 1x5 50% / progress: custom() {~ rm1 += 5kg ~}\nSquat / 1x1 100%", squat="100kg")
    gym.does({"a: Squat": [5]})
    assert (gym.sets("a: Squat"), gym.sets("Squat")) == (["5 x52.5kg"], ["1 x105kg"])
    assert gym.text() == gym.program.source.text


def test_what_was_asked_comes_in() -> None:
    """The person's answer is the variable's value in the script, and stays."""
    program = Program.parse("A / 1x1 / progress: custom(felt+: 3) {~ reps = state.felt ~}")
    state, lifter = State(), Lifter()
    assert program.days[0].trained[0].progress is not None
    assert program.days[0].trained[0].progress.asked == {"felt"}
    entries = program.played(1, 1, {"a": [Done(1)]}, state, lifter)
    finished = program.finish(entries, state, lifter, {"a": {"felt": 7.0}})
    assert program.text(finished.state) == "A / 1x7 / progress: custom(felt+: 7) {~ reps = state.felt ~}"


UPDATE = """Squat / 3x5 / 100kg / update: custom() {~
  if (setIndex == 0) { reps[3] = 8 }
  if (setIndex == 1) { weights = completedWeights[1] * 0.9 }
  if (setIndex == 3 && completedReps[3] >= 8) { numberOfSets += 1 sets(4, 4, 1, 3, 1, 50kg, 60, 8, 1) }
~}"""


def test_an_update_changes_the_sets_to_come() -> None:
    """Before the first set and after each one; sets already done stay."""
    program = Program.parse(UPDATE)
    state, lifter = State(), Lifter()
    entry = enter(program.days[0].trained[0], 1, state, lifter)
    assert [each.plan.reps for each in entry.sets] == [5, 5, 8]
    entry = log(entry, 0, Done(5, Weight(110, "kg")), state, lifter)
    assert [str(each.weight) for each in entry.sets] == ["100kg", "99kg", "99kg"]
    entry = log(entry, 1, entry.sets[1].as_planned(), state, lifter)
    entry = log(entry, 2, entry.sets[2].as_planned(), state, lifter)
    added = entry.sets[3]
    assert (added.plan.least, added.plan.reps, added.plan.amrap, str(added.weight)) == (1, 3, True, "50kg")
    assert (added.plan.rest, added.plan.rpe, added.plan.ask_rpe) == (60, 8, True)
    assert program.text(program.finish([entry], state, lifter).state) == UPDATE


def test_state_is_kept_as_json() -> None:
    """What a column holds reads back equal."""
    gym = Gym(PROGRAM, row="100kg", curl="40kg")
    gym.does({"Squat": [5] * 5, "Row": [5, 5], "Curl": [5, 4]})
    assert State.from_json(gym.state.to_json()) == gym.state
    for wrong in ({}, {"rm1": {"a": "x"}, "variables": {}, "standings": {}}):
        with pytest.raises((KeyError, ValueError)):
            State.from_json(wrong)


def test_a_day_off_lends_no_progress() -> None:
    """Taken over with the sets is the first progress met where the exercise says nothing of its own."""
    templates = "a / used: none / 1x5 50kg / progress: lp(1kg)\nb / used: none / 1x5 50kg / progress: lp(2kg)\n"
    gym = Gym(
        f"# 1\n## A\n{templates}Squat / ...a / progress: none\n"
        f"# 2\n## A\n{templates}Squat / ...b\n# 3\n## A\nSquat / 1x5 50kg"
    )
    gym.does({"Squat": [5]}, week=1)
    assert gym.sets("Squat", 2) == ["5 x50kg"]
    gym.does({"Squat": [5]}, week=3)
    assert gym.sets("Squat", 2) == ["5 x52kg"]


def test_a_template_that_begins_with_a_week_off_lends_none() -> None:
    """Later weeks of the template progress; who takes over its first week does not."""
    text = (
        "# 1\n## A\nt / used: none / 1x5 50kg / progress: none\nSquat[1-2] / ...t\n"
        "# 2\n## A\nt / 1x5 60kg / progress: lp(1kg)\nRow / ...t\n"
    )
    gym = Gym(text)
    gym.does({"Squat": [5], "Row": [5]}, week=2)
    assert (gym.sets("Squat", 2), gym.sets("Row", 2)) == (["5 x60kg"], ["5 x61kg"])
    assert gym.text() == text.replace("Row / ...t", "Row / ...t / 61kg")


def test_a_time_that_is_not_there_cannot_grow_where_the_weight_follows_from_the_rpe() -> None:
    """As in the language: the sum would begin with that weight. A rest that is there grows."""
    script = "progress: custom() {~ timers += 30 ~}"
    gym = Gym(f"Squat / 1x5 @8 / {script}\nRow / 1x5 @8 60s / {script}\nCurl / 1x5 10kg / {script}", squat="100kg")
    gym.does({"Squat": [5], "Row": [5], "Curl": [5]})
    assert [gym.entry(name).sets[0].plan.rest for name in ("Squat", "Row", "Curl")] == [None, 90, 30]


def test_an_exercise_of_two_templates_progresses_like_the_first() -> None:
    """On both days: progress is one for the whole program."""
    templates = "a / used: none / 1x5 / progress: lp(1kg)\nb / used: none / 1x5 / progress: lp(2kg)\n"
    gym = Gym(f"# 1\n## A\n{templates}Squat / ...a / 50kg\n## B\nSquat / ...b / 60kg")
    gym.does({"Squat": [5]}, day=2)
    assert (gym.sets("Squat"), gym.sets("Squat", day=2)) == (["5 x51kg"], ["5 x61kg"])


def test_a_repeated_line_stays_one_line() -> None:
    """Weeks that still say the same get no line of their own."""
    text = (
        "# 1\n## A\nSquat[1-3] / 2x5 / 60kg / progress: lp(2.5kg)\nRow[1-3] / ...Squat / 40kg\n# 2\n## A\n# 3\n## A\n"
    )
    gym = Gym(text, row="80kg")
    gym.does({"Squat": [5, 5], "Row": [5, 5]})
    gym.does({"Squat": [5, 5], "Row": [5, 5]}, week=2)
    assert gym.text() == text.replace("60kg", "65kg").replace("40kg", "45kg")
