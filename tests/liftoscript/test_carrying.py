"""A program edited by sending it again keeps what was reached on it."""

from __future__ import annotations

import pytest

from models.liftoscript.program import Program
from models.liftoscript.state import State
from tests.liftoscript.gym import Gym, same

OLD = """# 1
## A
Squat[1-2] / 2x5 60kg / 2x3 50kg / progress: custom(n: 0, up: 5kg) {~
  weights += state.up state.n += 1 setVariationIndex += 1
~}
Row / 3x8 40kg / progress: lp(2.5kg, 2)
# 2
## A
"""


def trained() -> Gym:
    gym = Gym(OLD, row="100kg")
    gym.does({"Squat": [5, 5], "Row": [8, 8, 8]})
    return gym


def test_the_same_text_keeps_all() -> None:
    gym = trained()
    assert Program.parse(OLD).carried(gym.state, gym.program) == gym.state


def test_its_own_export_needs_nothing() -> None:
    """What was reached stands in the text then, and is not counted twice."""
    gym = trained()
    new = Program.parse(gym.text())
    state = new.carried(gym.state, gym.program)
    assert same(new, state, new)
    assert state == State(rm1=gym.state.rm1)


@pytest.mark.parametrize(
    ("was", "now", "squat", "row"),
    [
        ("2x5 60kg", "3x5 60kg", ["3 x55kg", "3 x55kg"], ["8 x40kg"] * 3),
        ("2x3 50kg", "3x3 50kg", ["3 x55kg"] * 3, ["8 x40kg"] * 3),
        ("2x3 50kg", "2x4 50kg", ["4 x55kg", "4 x55kg"], ["8 x40kg"] * 3),
        ("2x3 50kg", "2x3 70kg", ["3 x70kg", "3 x70kg"], ["8 x40kg"] * 3),
        ("2x5 60kg / 2x3 50kg", "2x5 60kg", ["5 x65kg", "5 x65kg"], ["8 x40kg"] * 3),
        ("Row / 3x8 40kg", "Row / 3x8 42kg", ["3 x55kg", "3 x55kg"], ["8 x42kg"] * 3),
        ("Row / 3x8 40kg", "Row / 3x10 40kg", ["3 x55kg", "3 x55kg"], ["10 x40kg"] * 3),
    ],
)
def test_what_is_written_otherwise_is_meant(was: str, now: str, squat: list[str], row: list[str]) -> None:
    """And all else stays as it was reached; variables too."""
    gym = trained()
    new = Program.parse(OLD.replace(was, now))
    gym.state, gym.program = new.carried(gym.state, gym.program), new
    assert (gym.sets("Squat"), gym.sets("Squat", week=2), gym.sets("Row")) == (squat, squat, row)
    assert "custom(n: 1, up: 5kg)" in gym.text()
    assert "lp(2.5kg, 2, 1)" in gym.text()


def test_new_days_and_exercises_join_in() -> None:
    """A week more of the same goes on with what was reached; what is gone is gone."""
    gym = trained()
    new = Program.parse(OLD.replace("[1-2]", "[1-3]").replace("Row", "Curl") + "# 3\n## A\n")
    state = new.carried(gym.state, gym.program)
    gym.state, gym.program = state, new
    assert gym.sets("Squat", week=3) == ["3 x55kg", "3 x55kg"]
    assert gym.sets("Curl") == ["8 x40kg"] * 3
    assert set(state.standings) == {"squat"}
    assert str(state.rm1["row"]) == "100kg"
