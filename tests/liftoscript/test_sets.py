"""What a program's lines say, set by set."""

from __future__ import annotations

import pytest

from models.liftoscript.lifter import Lifter
from models.liftoscript.quantities import Weight
from tests.liftoscript.gym import Gym


@pytest.mark.parametrize(
    ("sections", "sets"),
    [
        ("3x8", ["8", "8", "8"]),
        ("2x8-12 / 60kg", ["8-12 x60kg", "8-12 x60kg"]),
        ("1x5 60kg, 1x3 65kg, 1x1+ 70kg", ["5 x60kg", "3 x65kg", "1+ x70kg"]),
        ("1x5 60kg, 1x3 / 70kg", ["5 x70kg", "3 x70kg"]),  # what is said for all sets goes first
        ("2x5 @8 / 90s", ["5 @8", "5 @8"]),
        ("1x5 75%", ["5 x75kg"]),
        ("75% / 1x5 @7.5", ["5 x75kg @7.5"]),
        ("3x5 / 2x3 / ! 1x1 / 50kg", ["1 x50kg"]),
        ("3x5 / 2x3", ["5", "5", "5"]),
        ("1x5 -10kg", ["5 x-10kg"]),
        ("1x5 @8", ["5 @8"]),
        ("1x8-8", ["8"]),
        ("0x1 0lb", []),
        ("1x5 .5kg", ["5 x0.5kg"]),
        ("  1x5\t60kg  ,1x3 50kg ", ["5 x60kg", "3 x50kg"]),
        ("1x5 60kg \\\n / @9", ["5 x60kg @9"]),
    ],
)
def test_sets_are_read(sections: str, sets: list[str]) -> None:
    """Each way to write sets says what the language says of it."""
    rm1 = {"squat": "100kg"} if "%" in sections else {}
    assert Gym(f"Squat / {sections}", None, **rm1).sets("Squat") == sets


def test_a_set_has_its_times_marks_and_label() -> None:
    """Rest, set timer, counting up, going on by itself, asking and label are read and stand by their set."""
    gym = Gym("Plank / 2+x1 60s+|30s auto (Left), 1x1 20s|? ?+, 1x5+ 40kg+ @8+ 90s")
    first, _, second, third = (each.plan for each in gym.entry("Plank").sets)
    assert (first.timer, first.count_up, first.rest, first.auto, first.label, first.quick) == (
        60, True, 30, True, "Left", True,
    )  # fmt: skip
    assert (second.timer, second.count_up, second.rest, second.ask_weight) == (20, False, None, True)
    assert (third.timer, third.rest, third.ask_weight, third.ask_rpe, third.amrap) == (None, 90, True, True, True)


def test_the_reps_and_rpe_ask_a_weight_of_the_1rm() -> None:
    """Without a weight, it follows from the 1RM, where that is known."""
    assert Gym("Squat / 1x5 @8", squat="100kg").sets("Squat") == ["5 x81.25kg @8"]
    assert Gym("Squat / 1x5 @8").sets("Squat") == ["5 @8"]


def test_weights_are_told_in_the_persons_unit_and_rounded() -> None:
    """A kg weight becomes lb to the half pound, then what can be loaded; the program keeps its own."""
    text = "Squat / 1x5 60kg, 1x5 75%, 1x5 135lb"
    assert Gym(text, Lifter("lb"), squat="100kg").sets("Squat") == ["5 x132.5lb", "5 x165.38lb", "5 x135lb"]
    assert Gym(text, Lifter("kg", Weight(2.5, "kg")), squat="101kg").sets("Squat") == ["5 x60kg", "5 x75kg", "5 x60kg"]
    plates = Lifter("kg", plates=lambda weight: Weight(weight.value // 20 * 20, weight.unit))
    assert Gym(text, plates, squat="101kg").sets("Squat") == ["5 x60kg", "5 x60kg", "5 x60kg"]


def test_a_1rm_is_found_by_label_movement_or_without_equipment() -> None:
    """The nearest name wins."""
    text = "a: Squat, Barbell / 1x1 100%\nSquat, Barbell / 1x1 100%\nFront Squat / 1x1 100%"
    gym = Gym(text, squat="90kg")
    assert gym.sets("a: Squat, Barbell") == gym.sets("Squat, Barbell") == ["1 x90kg"]
    assert gym.sets("Front Squat") == ["1"]
    gym.state = gym.state.with_rm1("A: Squat, Barbell", Weight(80, "kg"))
    assert (gym.sets("a: Squat, Barbell"), gym.sets("Squat, Barbell")) == (["1 x80kg"], ["1 x90kg"])


def test_warm_ups_are_of_the_first_working_set() -> None:
    """Given once they hold on every day; none means none; not given they are the bot's business."""
    gym = Gym(
        "# A\n## A\nSquat / 1x5 100kg / warmup: 1x5 20kg, 2x3 50%, 1x1\n"
        "## B\nSquat / 1x5 60kg\nRow / 1x5 / warmup: none\nCurl / 1x5"
    )
    told = [(each.reps, str(each.weight)) for each in gym.entry("Squat").warmups or ()]
    assert told == [(5, "20kg"), (3, "50kg"), (3, "50kg"), (1, "81kg")]
    assert [str(each.weight) for each in gym.entry("Squat", day=2).warmups or ()] == ["20kg", "30kg", "30kg", "48.6kg"]
    assert gym.entry("Row", day=2).warmups == ()
    assert gym.entry("Curl", day=2).warmups is None
    assert Gym("Dip / 1x5 0kg / warmup: 1x5 50%").entry("Dip").warmups == ()  # nothing to warm up for


REUSE = """
# Week 1
## A
base / used: none / 3x8 60%, 1x6+ / 90s / warmup: 1x5 40%
Squat / ...base
Press / ...base / 20kg @8
Row / 2x5 / ...base
Curl / ...Row / 60s
Dip / ...later
## B
later / used: none / 1x9 10kg
Squat / ...base[1] / 50%
# Week 2
## A
Press / ...Squat[1:2]
Squat / 1x1 100%
## B
"""


def test_an_exercise_takes_over_what_it_does_not_say() -> None:
    """Sets, weights, times and warm-ups of another, also through a third, also of one that comes later."""
    gym = Gym(REUSE, squat="100kg", row="50kg")
    assert gym.sets("Squat") == ["8 x60kg"] * 3 + ["6+"]
    assert gym.sets("Press") == ["8 x20kg @8"] * 3 + ["6+ x20kg @8"]
    assert gym.sets("Row") == ["5", "5"]
    assert [each.plan.rest for each in gym.entry("Row").sets] == [90, 90]
    assert gym.sets("Curl") == ["5", "5"]
    assert [each.plan.rest for each in gym.entry("Curl").sets] == [60, 60]
    assert gym.sets("Dip") == ["9 x10kg"]
    assert gym.sets("Squat", day=2) == ["8 x50kg"] * 3 + ["6+ x50kg"]
    assert gym.sets("Press", week=2)[0] == "8"
    assert gym.entry("Press").warmups is not None
    assert [each.name for each in gym.program.day(1, 1).trained] == ["Squat", "Press", "Row", "Curl", "Dip"]


def test_weeks_repeat_what_is_not_written_there() -> None:
    """`[1-3]` stands for the weeks, in its order of the day, unless a week says otherwise."""
    gym = Gym(
        "# 1\n## A\nA[1-3] / 1x1\nB[2,1-3] / 1x2\nC[1,1-9] / 1x3\n"
        "# 2\n## A\nB / 1x9\nD / 1x4\n# 3\n## A\n# 4\n## A\nE / 1x1"
    )
    names = [[each.name for each in day.trained] for day in gym.program.days]
    assert names == [["A", "C", "B"], ["A", "B", "D", "C"], ["A", "C", "B"], ["E", "C"]]
    assert gym.sets("B", week=2) == ["9"]
    assert gym.sets("B", week=3) == ["2"]


def test_notes_go_on_until_they_are_replaced() -> None:
    """`//` above a line, alternatives parted by an empty line, the current one marked, an empty one ends it."""
    gym = Gym(
        "// the week\n# 1\n// the day\n## A\n/// nobody sees it\n"
        "// first\n//  indented\n\n// ! second\nA[1-2] / 1x1\n// ...A\nB / 1x1\n"
        "# 2\n## A\nB / 1x1\n# 3\n## A\n//\nA / 1x1\n// new\nB / 1x1"
    )
    assert (gym.program.weeks[0].description, gym.program.days[0].description) == ("the week", "the day")
    assert gym.entry("A").exercise.notes.texts == ("first\n indented", "second")
    assert [gym.entry("A", week).note for week in (1, 2, 3)] == ["second", "second", ""]
    assert [gym.entry("B", week).note for week in (1, 2, 3)] == ["second", "second", "new"]
