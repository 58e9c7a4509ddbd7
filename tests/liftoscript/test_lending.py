"""Variables that one exercise has from another."""

from __future__ import annotations

import pytest

from models.liftoscript.program import Program
from tests.liftoscript.gym import Gym

COUNTING = """# Week 1
## Heavy
Squat / 2x5 / 80kg / progress: custom(tries: 0, add: 5kg) {~
  if (completedReps >= reps) { weights += state.add state.tries = 0 } else { state.tries += 1 }
~}
## Light
"""


def variables(gym: Gym, name: str, day: int = 2) -> dict[str, str]:
    return {each: str(value) for each, value in gym.state.variables_of(gym.entry(name, day=day).exercise).items()}


def test_who_follows_has_what_the_lender_has() -> None:
    """Where it says nothing itself: a miss counted in the squat is one in the press."""
    gym = Gym(COUNTING + "Press / 2x5 / 40kg / progress: custom(add: 1kg) { ...Squat }\n")
    gym.does({"Squat": [5, 4]})
    assert variables(gym, "Press") == {"tries": "1.0", "add": "1kg"}
    assert "Press / 2x5 / 40kg / progress: custom(add: 1kg) { ...Squat }" in gym.text()
    gym.does({"Press": [5, 3]}, day=2)
    assert variables(gym, "Press") == {"tries": "2.0", "add": "1kg"}
    assert variables(gym, "Squat", day=1) == {"tries": "1.0", "add": "5kg"}
    assert "progress: custom(add: 1kg, tries: 2) { ...Squat }" in gym.text()


def test_who_follows_sees_what_was_changed_in_the_same_session() -> None:
    """The exercises are finished one after the other."""
    gym = Gym(
        "Squat / 1x5 80kg / progress: custom(n: 1) {~ state.n += 1 ~}\n"
        "Press / 1x5 40kg / progress: custom() { ...Squat }\nRow / ...Squat / 50kg\n"
    )
    gym.does({"Squat": [5], "Press": [5], "Row": [5]})
    assert [variables(gym, name, day=1) for name in ("Squat", "Press", "Row")] == [
        {"n": "2.0"}, {"n": "3.0"}, {"n": "2.0"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("progress", "written"),
    [
        ("custom(n: 0, up: 1kg) {~ state.n += 1 ~}", "custom(n: 0) { ...Squat }"),
        ("lp(2.5kg, 3)", "lp(2.5kg, 3, 0)"),
    ],
)
def test_a_copy_stays_when_the_lender_changes(progress: str, written: str) -> None:
    """What came along with the sets is written out as soon as it is not the lender's any more."""
    gym = Gym(f"# 1\n## A\nSquat / 1x5 80kg / progress: {progress}\n## B\nRow / ...Squat\n")
    before = variables(gym, "Row")
    gym.does({"Squat": [5]})
    assert variables(gym, "Row") == before != variables(gym, "Squat", day=1)
    assert f"Row / ...Squat / progress: {written}" in gym.text()


def test_what_has_become_equal_is_the_lenders_again() -> None:
    """From then on it follows."""
    gym = Gym(COUNTING + "Press / 2x5 / 40kg / progress: custom(tries: 1) { ...Squat }\n")
    gym.does({"Squat": [5, 4]})
    assert "Press / 2x5 / 40kg / progress: custom() { ...Squat }" in gym.text()
    gym.does({"Squat": [4, 4]})
    assert variables(gym, "Press")["tries"] == "2.0"


def test_what_is_followed_is_carried_to_an_edited_text() -> None:
    """Own variables stay own, the others stay the lender's; a first week off changes nothing of it."""
    text = COUNTING + "Press / 2x5 / 40kg / progress: custom(add: 1kg) { ...Squat }\n"
    gym = Gym(text)
    gym.does({"Squat": [5, 4]})
    gym.does({"Press": [5, 4]}, day=2)
    edited = Program.parse(text.replace("## Light", "Row / 1x5\n## Light"))
    gym.state, gym.program = edited.carried(gym.state, gym.program), edited
    assert variables(gym, "Press") == {"tries": "2.0", "add": "1kg"}
    assert variables(gym, "Squat", day=1) == {"tries": "1.0", "add": "5kg"}
    off = "# 1\n## A\nSquat / 1x5 80kg / progress: none\n# 2\n## A\nSquat / 1x5 80kg / progress: lp(5kg, 3)\n"
    gym = Gym(off)
    gym.does({"Squat": [5]}, week=2)
    edited = Program.parse(off + "Row / 1x5\n")
    gym.state, gym.program = edited.carried(gym.state, gym.program), edited
    assert gym.state.variables_of(gym.entry("Squat", week=2).exercise)["successCounter"] == 1


def test_an_exercise_of_several_movements_lends_by_its_whole_name() -> None:
    """Whichever movement is marked as the current one, and also when it is written anew."""
    gym = Gym(
        "## One\npull: Row | ! Pull-up / 2x6 40kg / update: custom() {~ if (setIndex == 1) { reps = 4 } ~} "
        "/ progress: custom(n: 0) {~ state.n += 1 weights += 2kg ~}\n"
        "## Two\nCurl / ...pull: Row | Pull-up / 15kg\n"
        "Press / 2x5 30kg / progress: custom(n: 5) { ...pull: Row | ! Pull-up }\n"
    )
    assert gym.sets("Curl", day=2) == ["6 x15kg", "6 x15kg"]
    gym.does({"Curl": [6, 6], "Press": [5, 5]}, day=2)
    assert gym.sets("Curl", day=2) == ["6 x17kg", "6 x17kg"]
    assert gym.line("Press") == "Press / 2x5 / 32kg / progress: custom(n: 6) { ...pull: Row | ! Pull-up }"
    assert gym.line("Curl").startswith("Curl / ...pull: Row | Pull-up / 17kg")
