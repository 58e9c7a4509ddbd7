"""The programs whose sets change: by effort, rung by rung, one more, in pairs; where training leads."""

from __future__ import annotations

import pytest

from models.liftoscript.quantities import Weight
from models.liftoscript.session import Done, Entry, log
from tests.liftoscript.gym import Gym
from tests.programs import Reps, gym, program, rm1, weights

# -- by effort ----------------------------------------------------------------------------------------


def trained(gym: Gym, name: str, *done: Done) -> Entry:
    entry = gym.entry(name)
    for index, each in enumerate(done):
        entry = log(entry, index, each, gym.state, gym.lifter)
    return entry


def test_lighter_sets_follow_the_top_set() -> None:
    """Before it they are planned from the 1RM; afterwards they are nine tenths of what it was done with."""
    effort = gym("rpe-12-weeks", squat="140kg")
    entry = effort.entry("Squat")
    assert [each.plan.ask_rpe for each in entry.sets] == [True, False, False, False]
    assert [str(each.weight) for each in entry.sets] == ["106.5kg", *["95kg"] * 3]
    entry = trained(effort, "Squat", Done(6, Weight(100, "kg"), 8))
    assert [str(each.weight) for each in entry.sets[1:]] == ["90kg"] * 3


@pytest.mark.parametrize(
    ("done", "after"),
    [
        ("106.5kg x6 @7", 140.1),  # as asked
        ("106.5kg x6 @9", 135.6),  # 131.2 kg say this day: half of the way there
        ("106.5kg x8 @7", 145.35),
        ("100kg x6 @7", 135.8),
    ],
)
def test_the_top_set_says_what_can_be_lifted(done: str, after: float) -> None:
    effort = gym("rpe-12-weeks", squat="140kg")
    effort.does({"Squat": [done, 6, 6, 6]})
    assert rm1(effort, "squat") == pytest.approx(after, abs=0.1)


def test_effort_rises_and_falls_through_twelve_weeks() -> None:
    """Three blocks of rising RPE with an easy week after the first two, then a single: and it is over."""
    tops = [week.days[0].trained[0].standing.sets[0] for week in program("rpe-12-weeks").weeks]
    assert [(each.reps, each.rpe) for each in tops] == [
        *((6, 7), (6, 8), (6, 9), (6, 6)),
        *((4, 7), (4, 8), (4, 9), (4, 6)),
        *((2, 7), (2, 8), (2, 9), (1, 9.5)),
    ]
    effort = gym("rpe-12-weeks", deadlift="180kg")
    planned = [weights(effort, "Deadlift", week, 3)[0] for week in (1, 2, 3, 5, 6, 7, 9, 10, 11, 12)]
    assert planned == sorted(planned)


def test_a_first_top_set_teaches_the_max() -> None:
    """Without a 1RM the first weight is asked, and the sets after it are known at once."""
    effort = gym("rpe-12-weeks")
    assert weights(effort, "Bench Press", day=2) == [0] * 4
    effort.does({"Bench Press": ["80kg x6 @7", 6, 6, 6]}, day=2)
    assert rm1(effort, "bench press") == pytest.approx(80 / 0.7596, abs=0.1)
    assert all(weights(effort, "Bench Press", 2, 2))


# -- ladders ------------------------------------------------------------------------------------------


def test_ladders_grow_and_then_become_harder() -> None:
    """Three times up to three, to four, to five; then chin-ups from three, then pull-ups, and there it stays."""
    pull = "Inverted Row | Chin Up | Pull Up"
    ladders = gym("ladders-3")
    seen = []
    for _ in range(30):
        entry = ladders.entry(pull)
        seen.append((entry.movement, max(each.plan.reps for each in entry.sets), len(entry.sets)))
        ladders.does({pull: [each.plan.reps for each in entry.sets]})
    stages = [(name, most, most * 3) for name in ("Inverted Row", "Chin Up", "Pull Up") for most in (3, 4, 5)]
    assert seen[:27] == [stage for stage in stages for _ in range(3)]
    assert seen[27:] == [("Pull Up", 5, 15)] * 3


def test_a_ladder_not_climbed_comes_again() -> None:
    """A rung short counts for nothing, and takes nothing away."""
    push = "Knee Push Up | Push Up | Diamond Push Up"
    ladders = gym("ladders-3")
    assert ladders.sets(push, day=2) == ["2", "4", "6"] * 3
    for reps in ([2, 4, 6] * 3, [2, 4, 6, 2, 4, 6, 2, 4, 5], [2, 4, 6] * 3, [2, 4, 6, 2, 4, 6]):
        ladders.does({push: reps}, day=2)
        assert ladders.sets(push, day=3) == ["2", "4", "6"] * 3
    ladders.does({push: [2, 4, 6] * 3}, day=3)
    assert ladders.sets(push, day=2) == ["2", "4", "6", "8"] * 3


# -- kettlebells, supersets, a whole gym --------------------------------------------------------------


def test_swings_become_more_before_they_become_heavier() -> None:
    """Five sets of ten, one more each time up to ten; then the next bell, and five again."""
    bells = gym("kettlebell-3")
    bells.does({"Kettlebell Swing": ["16kg x10"] * 5})
    for count in (6, 7, 8, 9, 10):
        assert bells.sets("Kettlebell Swing") == ["10 x16kg"] * count
        bells.does({"Kettlebell Swing": [10] * (count - 1)})
        assert bells.sets("Kettlebell Swing") == ["10 x16kg"] * count, "a set left out: the same again"
        bells.does({"Kettlebell Swing": [10] * count})
    assert bells.sets("Kettlebell Swing") == ["10 x20kg"] * 5


def test_a_get_up_takes_six_times() -> None:
    bells = gym("kettlebell-3")
    for _ in range(6):
        assert weights(bells, "Turkish Get Up", day=2)[0] in {0, 12}
        bells.does({"Turkish Get Up": ["12kg x1"] * 5}, day=2)
    assert weights(bells, "Turkish Get Up", day=2) == [16] * 5


def test_supersets_are_pairs_side_by_side() -> None:
    """Three pairs a day; the second of a pair has the longer rest."""
    for day in program("superset-3").days:
        assert [each.superset for each in day.trained] == ["A", "A", "B", "B", "C", "C"]
        rests = [each.standing.sets[0].rest or 0 for each in day.trained]
        assert all(first < second for first, second in zip(rests[::2], rests[1::2], strict=True))


@pytest.mark.parametrize(("reps", "after"), [([13, 13], 12), ([15, 11], 12), ([13, 12], 10), ([15, None], 10)])
def test_arms_count_all_reps_together(reps: Reps, after: float) -> None:
    """26 reps in two sets are 2 kg more, wherever they were done."""
    pairs = gym("superset-3")
    pairs.does({"Dumbbell Curl": [each if each is None else f"10kg x{each}" for each in reps]})
    assert weights(pairs, "Dumbbell Curl")[0] == after


def test_the_heavy_lift_has_warm_ups_of_its_own() -> None:
    """40, 60 and 80 % of the first working set, none for small things; fives grow, and fall after three misses."""
    whole = gym("full-body-3")
    whole.does({"Squat": ["97.5kg x5"] * 3})
    warmups = whole.entry("Squat").warmups or ()
    assert [(each.reps, str(each.weight)) for each in warmups] == [(8, "40kg"), (5, "60kg"), (3, "80kg")]
    assert whole.entry("Lateral Raise").warmups == ()
    for _ in range(3):
        whole.does({"Squat": [5, 5, 4]})
    assert weights(whole, "Squat") == [90] * 3


def test_each_set_counts_its_own_reps() -> None:
    """A rep more a set up to twelve; twelve everywhere are 2 kg more, and eight again."""
    whole = gym("full-body-3")
    whole.does({"Dumbbell Bench Press": ["20kg x10", "20kg x9", "20kg x8"]})
    assert whole.sets("Dumbbell Bench Press") == ["11 x20kg", "10 x20kg", "9 x20kg"]
    whole.does({"Dumbbell Bench Press": [12, 12, 12]})
    assert whole.sets("Dumbbell Bench Press") == ["8 x22kg"] * 3
