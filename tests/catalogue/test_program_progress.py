"""The programs that raise weights, reps and seconds: the sets they ask, and where training leads."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from models.liftoscript.session import Done
from tests.liftoscript.gym import Gym
from tests.programs import gym, program


def seconds(gym: Gym, name: str, day: int = 1) -> list[float | None]:
    return [each.plan.timer for each in gym.entry(name, day=day).sets]


def reps(key: str, day: int) -> Mapping[str, list[float]]:
    return {each.name: [one.reps for one in each.standing.sets] for each in program(key).days[day].trained}


def test_novices_do_three_sets_of_five() -> None:
    """Two days in turn, the squat on both, one heavy set of deadlifts; more each time, less after three misses."""
    fives = [5.0] * 3
    assert reps("novice-3x5", 0) == {"Squat": fives, "Bench Press": fives, "Deadlift": [5.0]}
    assert reps("novice-3x5", 1) == {"Squat": fives, "Overhead Press": fives, "Bent Over Row": fives}
    novice = gym("novice-3x5")
    novice.does({"Squat": ["60kg x5"] * 3, "Deadlift": ["80kg x5"]})
    assert novice.sets("Squat", day=2) == ["5 x62.5kg"] * 3
    assert novice.sets("Deadlift") == ["5 x85kg"]
    novice.does({"Squat": [5, 5, 4]}, day=2)
    novice.does({"Squat": [5, 5, 4]})
    assert novice.sets("Squat") == ["5 x62.5kg"] * 3
    novice.does({"Squat": [4, 4, 4]}, day=2)
    assert novice.sets("Squat") == ["5 x56.5kg"] * 3, "56.25 kg, to the nearest half"


def test_five_by_five_is_five_sets_of_five() -> None:
    """2.5 kg more each time, twice that for the one set of deadlifts."""
    fives = [5.0] * 5
    assert reps("linear-5x5", 0) == {"Squat": fives, "Bench Press": fives, "Bent Over Row": fives}
    assert reps("linear-5x5", 1) == {"Squat": fives, "Overhead Press": fives, "Deadlift": [5.0]}
    linear = gym("linear-5x5")
    linear.does({"Squat": ["60kg x5"] * 5, "Overhead Press": ["30kg x5"] * 5, "Deadlift": ["80kg x5"]}, day=2)
    assert linear.sets("Squat") == ["5 x62.5kg"] * 5
    assert linear.sets("Overhead Press", day=2) == ["5 x32.5kg"] * 5
    assert linear.sets("Deadlift", day=2) == ["5 x85kg"]


DOUBLE = [
    (["40kg x8"] * 3, ["9-12 x40kg"] * 3),  # all done: one rep more
    (["40kg x10", "40kg x10", "40kg x9"], ["10-12 x40kg"] * 3),  # one more than the worst set
    (["40kg x12", "40kg x12", "40kg x11"], ["12 x40kg"] * 3),  # the range is a single number
    (["40kg x12"] * 3, ["8-12 x42kg"] * 3),  # at the top: more weight, the bottom again
    (["40kg x8", "40kg x8", "40kg x7"], ["8-12 x40kg"] * 3),  # short: the same again
    (["40kg x8", "40kg x8", None], ["8-12 x40kg"] * 3),  # a set left out is short
    (["42kg x8", "42kg x8", "40kg x8"], ["9-12 x40kg"] * 3),  # of several weights the least is meant
    (["36kg x7", "36kg x8", "36kg x8"], ["8-12 x36kg"] * 3),  # another weight holds also where it is short
]


@pytest.mark.parametrize(("done", "after"), DOUBLE)
@pytest.mark.parametrize(
    "key", ["dumbbell-full-body-3", "full-body-2", "five-day-split", "upper-lower-4", "push-pull-legs-6"]
)
def test_reps_grow_first_and_then_the_weight(key: str, done: list[str | float | None], after: list[str]) -> None:
    """Double progression, the same wherever it stands, and from whatever weight is lifted."""
    day = 2 if key in {"dumbbell-full-body-3", "full-body-2"} else 1
    double = gym(key)
    asked = {"upper-lower-4": " @8", "push-pull-legs-6": " @8"}.get(key, "")
    double.does({"Dumbbell Shoulder Press": done}, day=day)
    assert double.sets("Dumbbell Shoulder Press", day=day) == [each + asked for each in after]


def test_harder_than_asked_is_the_same_again() -> None:
    """RPE 9 where 8 was asked raises nothing; RPE 9 where none was asked does."""
    split = gym("upper-lower-4")
    split.does({"Lat Pulldown": ["40kg x12 @9"] * 3, "Triceps Pushdown": ["20kg x15 @9"] * 3})
    assert split.sets("Lat Pulldown") == ["8-12 x40kg @8"] * 3
    assert split.sets("Triceps Pushdown") == ["10-15 x22.5kg"] * 3
    split.does({"Lat Pulldown": ["40kg x12 @8"] * 3})
    assert split.sets("Lat Pulldown") == ["8-12 x45kg @8"] * 3


def test_reps_of_the_body_stay_at_the_top() -> None:
    """Where there is no weight to add, the top of the range is the end."""
    body = gym("bodyweight-3")
    body.does({"Pull Up": [6, 5, 4], "Push Up": [15, 15, 30]})
    assert body.sets("Pull Up") == ["5-8"] * 3
    assert body.sets("Push Up") == ["15", "15", "15+"]
    body.does({"Pull Up": [8, 8, 8], "Push Up": [15, 15, 14]})
    assert body.sets("Pull Up") == ["8"] * 3
    assert body.sets("Push Up") == ["15", "15", "15+"]


def test_pull_ups_are_loaded_after_ten() -> None:
    """5 to 10 with the body alone, then 2.5 kg hang from it."""
    split = gym("upper-lower-4")
    split.does({"Pull Up": [10, 10, 10]}, day=3)
    assert split.sets("Pull Up", day=3) == ["5-10 x2.5kg @8"] * 3


@pytest.mark.parametrize(("held", "after"), [(20, 25), (31, 36), (19, 20), (58, 60), (60, 60)])
def test_holds_grow_to_a_minute(held: int, after: int) -> None:
    """5 s more than what was held, a minute at most; let go too early, it stays."""
    body = gym("bodyweight-3")
    assert seconds(body, "Plank") == [20] * 3
    entries = body.program.played(1, 1, {"plank": [Done(1, seconds=held)] * 3}, body.state, body.lifter)
    body.state = body.program.finish(entries, body.state, body.lifter).state
    assert seconds(body, "Plank") == [after] * 3
    assert seconds(body, "Hollow Hold", day=3) == [15] * 3


def test_splits_train_each_muscle_as_they_say() -> None:
    """Four days of upper and lower, six of push, pull and legs; main lifts of the four end with an open set."""
    assert [day.name for day in program("upper-lower-4").days] == ["Upper A", "Lower A", "Upper B", "Lower B"]
    for day in program("upper-lower-4").days:
        assert [each.amrap for each in day.trained[0].standing.sets][-2:] == [False, True]
    six = [day.name for day in program("push-pull-legs-6").days]
    assert six == ["Push A", "Pull A", "Legs A", "Push B", "Pull B", "Legs B"]
    assert [day.name for day in program("five-day-split").days] == ["Upper", "Lower", "Push", "Pull", "Legs"]


def test_the_run_program_leads_from_one_minute_to_thirty() -> None:
    """24 days, every interval with its seconds, walks before and after, never a sudden leap."""
    running = []
    for day in program("run-8-weeks").days:
        (run,) = day.trained
        sets = run.standing.sets
        assert [each.label for each in sets] == [
            "warm up",
            *["run", "walk"] * (len(sets) // 2 - 1),
            *["run"],
            "cooldown",
        ]
        assert all(each.auto and each.rest == 0 for each in sets)
        assert sum(each.timer or 0 for each in sets) <= 45 * 60
        running.append(sum(each.timer or 0 for each in sets if each.label == "run"))
    assert len(running) == 24
    assert [each.timer for each in program("run-8-weeks").days[-1].trained[0].standing.sets] == [300, 1800, 300]
    weekly = [sum(running[week * 3 : week * 3 + 3]) for week in range(8)]
    assert weekly == sorted(weekly)
    assert all(after <= before * 1.35 for before, after in pairwise(weekly))
