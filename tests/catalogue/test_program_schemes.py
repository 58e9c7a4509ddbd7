"""The programs with a scheme of their own: open sets, stages, waves, RPE, ladders, supersets; where training leads."""

from __future__ import annotations

import pytest

from models.liftoscript.quantities import Weight
from models.liftoscript.session import Done, Entry, log
from tests.liftoscript.gym import Gym
from tests.programs import gym, program

Reps = list[float | str | None]


def rm1(gym: Gym, movement: str) -> float:
    return gym.state.rm1[movement].value


def weight(gym: Gym, name: str, week: int = 1, day: int = 1) -> list[float]:
    return [each.weight.value if each.weight else 0.0 for each in gym.entry(name, week, day).sets]


# -- open last sets -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "after"),
    [
        (["60kg x5", "60kg x5", "60kg x5"], 61.5),  # 61.25 kg, to the nearest half
        (["60kg x5", "60kg x5", "60kg x9"], 61.5),
        (["60kg x5", "60kg x5", "60kg x10"], 62.5),  # ten: twice as much
        (["60kg x5", "60kg x5", "60kg x4"], 54),  # one miss: a tenth less
        (["60kg x5", "60kg x4", None], 54),  # given up after a miss
        (["60kg x5", "60kg x5", None], 60),  # no time for the last one
        (["65kg x5", "60kg x5", "60kg x5"], 61.5),  # of several weights the least is meant
    ],
)
def test_an_open_set_of_ten_counts_twice(done: Reps, after: float) -> None:
    open_sets = gym("open-last-set-3")
    assert open_sets.sets("Bench Press", day=2) == ["5", "5", "5+"]
    open_sets.does({"Bench Press": done}, day=2)
    assert weight(open_sets, "Bench Press", day=2) == [after] * 3


def test_legs_and_back_grow_by_more() -> None:
    """2.5 kg for squat and deadlift, which has a single open set."""
    open_sets = gym("open-last-set-3")
    open_sets.does({"Squat": ["60kg x5"] * 3})
    open_sets.does({"Deadlift": ["80kg x10"]}, day=2)
    assert weight(open_sets, "Squat") == [62.5] * 3
    assert open_sets.sets("Deadlift", day=2) == ["5+ x85kg"]


# -- tiers and stages ---------------------------------------------------------------------------------


def test_the_heavy_tier_goes_from_fives_to_ones_and_back() -> None:
    """5×3, 6×2, 10×1 at the same weight, each after a miss; then 5×3 with 15 % less. Every success is 5 kg."""
    tiers = gym("tiers-3")
    squat = "T1: Squat"
    assert tiers.sets(squat) == ["3", "3", "3", "3", "3+"]
    tiers.does({squat: ["100kg x3"] * 5})
    assert weight(tiers, squat) == [105] * 5
    tiers.does({squat: [3, 3, 3, 3, 2]})
    assert tiers.sets(squat) == [*["2 x105kg"] * 5, "2+ x105kg"]
    tiers.does({squat: [2] * 6})
    tiers.does({squat: [2, 2, 2, 1, None, None]})
    assert tiers.sets(squat) == [*["1 x110kg"] * 9, "1+ x110kg"]
    tiers.does({squat: [1, 1, None, *[None] * 7]})
    assert tiers.sets(squat) == [*["1 x110kg"] * 9, "1+ x110kg"], "what was left out is no miss"
    tiers.does({squat: [*[1] * 9, 0]})
    assert tiers.sets(squat) == [*["3 x93.5kg"] * 4, "3+ x93.5kg"]


def test_the_middle_tier_comes_back_heavier() -> None:
    """3×10, 3×8, 3×6, each after a miss; then 3×10 with 5 kg more than at the last 3×10."""
    tiers = gym("tiers-3")
    bench = "T2: Bench Press"
    tiers.does({bench: ["60kg x10"] * 3})
    tiers.does({bench: [10, 10, 9]})
    assert tiers.sets(bench) == ["8 x62.5kg"] * 3
    tiers.does({bench: [8, 8, 8]})
    tiers.does({bench: [8, 8, 7]})
    assert tiers.sets(bench) == ["6 x65kg"] * 3
    tiers.does({bench: [6, 6, 6]})
    tiers.does({bench: [6, 5, None]})
    assert tiers.sets(bench) == ["10 x67.5kg"] * 3, "the last tens were 62.5 kg"


@pytest.mark.parametrize(("last", "after"), [(24, 40), (25, 42.5), (40, 42.5)])
def test_the_light_tier_waits_for_twenty_five(last: int, after: float) -> None:
    tiers = gym("tiers-3")
    tiers.does({"T3: Lat Pulldown": ["40kg x15", "40kg x15", f"40kg x{last}"]})
    assert weight(tiers, "T3: Lat Pulldown", day=3) == [after] * 3


def test_a_lift_of_two_tiers_has_two_weights() -> None:
    """The squat of threes and the squat of tens go their own ways, each on its day."""
    tiers = gym("tiers-3")
    tiers.does({"T1: Squat": ["100kg x3"] * 5})
    tiers.does({"T2: Squat": ["70kg x10"] * 3}, day=3)
    assert weight(tiers, "T1: Squat") == [105] * 5
    assert weight(tiers, "T2: Squat", day=3) == [75] * 3
    days = [[each.name.partition(":")[0] for each in day.trained] for day in program("tiers-3").days]
    assert days == [["T1", "T2", "T3"]] * 4


# -- waves --------------------------------------------------------------------------------------------

MAIN = {"Overhead Press": 2.5, "Deadlift": 5.0, "Bench Press": 2.5, "Squat": 5.0}


def test_waves_are_parts_of_a_training_max() -> None:
    """65, 75, 85 %, then 5 % more each week, then an easy one: of nine tenths of the 1RM, on all four lifts."""
    waves = gym("waves-4", squat="100kg", deadlift="100kg", bench_press="100kg", overhead_press="100kg")
    for day, lift in enumerate(MAIN, 1):
        for week, parts in enumerate([(65, 75, 85), (70, 80, 90), (75, 85, 95), (40, 50, 60)], 1):
            entry = waves.entry(lift, week, day)
            assert [each.percent for each in entry.sets] == [pytest.approx(part * 0.9) for part in parts]
        assert waves.sets(lift, 1, day)[2] == "5+ x76.5kg"
        assert waves.sets(lift, 2, day)[2] == "3+ x81kg"
        assert waves.sets(lift, 3, day) == ["5 x67.5kg", "3 x76.5kg", "1+ x85.5kg"]
        assert waves.sets(lift, 4, day) == ["5 x36kg", "5 x45kg", "5 x54kg"]
        assert waves.sets(f"Volume: {lift}", 3, day) == ["10 x45kg"] * 5
        assert [each.trained[0].name for each in program("waves-4").weeks[3].days][day - 1] == lift


@pytest.mark.parametrize(("lift", "more"), MAIN.items())
def test_the_training_max_grows_after_the_wave(lift: str, more: float) -> None:
    """2.5 kg above, 5 kg below, not before the easy week is over: then all of the lift is heavier, volume too."""
    waves, day = gym("waves-4", **{lift.lower().replace(" ", "_"): "100kg"}), [*MAIN].index(lift) + 1
    for week, reps in enumerate(([5, 5, 8], [3, 3, 5], [5, 3, 2]), 1):
        waves.does({lift: reps, f"Volume: {lift}": [10] * 5}, week, day)
        assert rm1(waves, lift.lower()) == 100
    waves.does({lift: [5, 5, 5]}, 4, day)
    assert rm1(waves, lift.lower()) * 0.9 == pytest.approx(90 + more, abs=0.05)
    assert waves.entry(f"Volume: {lift}", 1, day).rm1 == waves.entry(lift, 1, day).rm1


def test_a_wave_that_fell_short_takes_a_tenth_off() -> None:
    """Two reps where three were the least make the next wave lighter, once."""
    waves = gym("waves-4", squat="100kg")
    waves.does({"Squat": [5, 5, 5]}, 1, 4)
    waves.does({"Squat": [3, 3, 2]}, 2, 4)
    waves.does({"Squat": [5, 3, 1]}, 3, 4)
    waves.does({"Squat": [5, 5, 5]}, 4, 4)
    assert rm1(waves, "squat") == 90
    for week, reps in enumerate(([5, 5, 5], [3, 3, 3], [5, 3, None], [5, 5, 5]), 1):
        waves.does({"Squat": reps}, week, 4)
    assert rm1(waves, "squat") * 0.9 == pytest.approx(86, abs=0.05), "what was left out is no miss"


def test_a_wave_finds_the_max_by_itself() -> None:
    """Whoever does not know a 1RM is asked for weights once, and the open set says it."""
    waves = gym("waves-4")
    waves.does({"Squat": ["60kg x5", "70kg x5", "80kg x5"]}, 1, 4)
    assert rm1(waves, "squat") == pytest.approx(80 / 0.8652, abs=0.1)
    assert all(weight(waves, "Squat", 2, 4))


# -- volume, light, heavy -----------------------------------------------------------------------------


def test_the_heavy_day_decides_for_the_week() -> None:
    """75, 60 and 83 % of one 1RM, which grows by the heavy five alone; two misses in a row are a tenth less."""
    week = gym("volume-heavy-3", squat="100kg")
    assert week.sets("Squat") == ["5 x75kg"] * 5
    assert week.sets("Squat", day=2) == ["5 x60kg"] * 2
    assert week.sets("Squat", day=3) == ["5+ x83kg"]
    week.does({"Squat": [5] * 5})
    week.does({"Squat": [5, 5]}, day=2)
    assert rm1(week, "squat") == 100
    week.does({"Squat": [5]}, day=3)
    assert rm1(week, "squat") == 103
    assert week.sets("Squat", 2, 3) == ["5+ x85.5kg"], "2.5 kg more"
    week.does({"Squat": [4]}, 2, 3)
    assert rm1(week, "squat") == 103
    week.does({"Squat": [3]}, 1, 3)
    assert rm1(week, "squat") == pytest.approx(92.7)
    week.does({"Squat": [3]}, 2, 3)
    assert rm1(week, "squat") == pytest.approx(92.7), "counted anew"


@pytest.mark.parametrize(("day", "sets"), [(1, ["75kg x5"] * 5), (2, ["60kg x5"] * 2), (3, ["83kg x5"])])
def test_the_weight_chosen_says_the_max(day: int, sets: Reps) -> None:
    """Whatever day comes first: 75 kg for volume is a 1RM of 100 kg."""
    week = gym("volume-heavy-3")
    week.does({"Squat": sets}, day=day)
    assert rm1(week, "squat") == (100 if day < 3 else 103)


def test_bench_and_press_change_places() -> None:
    """What is heavy in one week is light in the next; the deadlift is heavy in both, by 5 kg."""
    weeks = [[[each.name for each in day.trained] for day in week.days] for week in program("volume-heavy-3").weeks]
    assert [[day[1] for day in week] for week in weeks] == [
        ["Bench Press", "Overhead Press", "Bench Press"],
        ["Overhead Press", "Bench Press", "Overhead Press"],
    ]
    week = gym("volume-heavy-3", deadlift="100kg")
    week.does({"Deadlift": [6]}, day=3)
    assert week.sets("Deadlift", 2, 3) == ["5+ x88kg"]
    assert [each.reps for each in week.entry("Deadlift", 1, 3).warmups or ()] == [5, 3, 1]
    assert week.entry("Squat", 1, 1).warmups is None


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
    planned = [weight(effort, "Deadlift", week, 3)[0] for week in (1, 2, 3, 5, 6, 7, 9, 10, 11, 12)]
    assert planned == sorted(planned)


def test_a_first_top_set_teaches_the_max() -> None:
    """Without a 1RM the first weight is asked, and the sets after it are known at once."""
    effort = gym("rpe-12-weeks")
    assert weight(effort, "Bench Press", day=2) == [0] * 4
    effort.does({"Bench Press": ["80kg x6 @7", 6, 6, 6]}, day=2)
    assert rm1(effort, "bench press") == pytest.approx(80 / 0.7596, abs=0.1)
    assert all(weight(effort, "Bench Press", 2, 2))


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
        assert weight(bells, "Turkish Get Up", day=2)[0] in {0, 12}
        bells.does({"Turkish Get Up": ["12kg x1"] * 5}, day=2)
    assert weight(bells, "Turkish Get Up", day=2) == [16] * 5


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
    assert weight(pairs, "Dumbbell Curl")[0] == after


def test_the_heavy_lift_has_warm_ups_of_its_own() -> None:
    """40, 60 and 80 % of the first working set, none for small things; fives grow, and fall after three misses."""
    whole = gym("full-body-3")
    whole.does({"Squat": ["97.5kg x5"] * 3})
    warmups = whole.entry("Squat").warmups or ()
    assert [(each.reps, str(each.weight)) for each in warmups] == [(8, "40kg"), (5, "60kg"), (3, "80kg")]
    assert whole.entry("Lateral Raise").warmups == ()
    for _ in range(3):
        whole.does({"Squat": [5, 5, 4]})
    assert weight(whole, "Squat") == [90] * 3


def test_each_set_counts_its_own_reps() -> None:
    """A rep more a set up to twelve; twelve everywhere are 2 kg more, and eight again."""
    whole = gym("full-body-3")
    whole.does({"Dumbbell Bench Press": ["20kg x10", "20kg x9", "20kg x8"]})
    assert whole.sets("Dumbbell Bench Press") == ["11 x20kg", "10 x20kg", "9 x20kg"]
    whole.does({"Dumbbell Bench Press": [12, 12, 12]})
    assert whole.sets("Dumbbell Bench Press") == ["8 x22kg"] * 3
