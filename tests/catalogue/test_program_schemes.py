"""The programs with a scheme of their own: open sets, stages, waves, heavy days; where training leads."""

from __future__ import annotations

import pytest

from tests.programs import Reps, gym, program, rm1, weights

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
    assert weights(open_sets, "Bench Press", day=2) == [after] * 3


def test_legs_and_back_grow_by_more() -> None:
    """2.5 kg for squat and deadlift, which has a single open set."""
    open_sets = gym("open-last-set-3")
    open_sets.does({"Squat": ["60kg x5"] * 3})
    open_sets.does({"Deadlift": ["80kg x10"]}, day=2)
    assert weights(open_sets, "Squat") == [62.5] * 3
    assert open_sets.sets("Deadlift", day=2) == ["5+ x85kg"]


# -- tiers and stages ---------------------------------------------------------------------------------


def test_the_heavy_tier_goes_from_fives_to_ones_and_back() -> None:
    """5×3, 6×2, 10×1 at the same weight, each after a miss; then 5×3 with 15 % less. Every success is 5 kg."""
    tiers = gym("tiers-3")
    squat = "T1: Squat"
    assert tiers.sets(squat) == ["3", "3", "3", "3", "3+"]
    tiers.does({squat: ["100kg x3"] * 5})
    assert weights(tiers, squat) == [105] * 5
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
    assert weights(tiers, "T3: Lat Pulldown", day=3) == [after] * 3


def test_a_lift_of_two_tiers_has_two_weights() -> None:
    """The squat of threes and the squat of tens go their own ways, each on its day."""
    tiers = gym("tiers-3")
    tiers.does({"T1: Squat": ["100kg x3"] * 5})
    tiers.does({"T2: Squat": ["70kg x10"] * 3}, day=3)
    assert weights(tiers, "T1: Squat") == [105] * 5
    assert weights(tiers, "T2: Squat", day=3) == [75] * 3
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
    wave: list[Reps] = [[5, 5, 5], [3, 3, 3], [5, 3, None], [5, 5, 5]]
    for week, reps in enumerate(wave, 1):
        waves.does({"Squat": reps}, week, 4)
    assert rm1(waves, "squat") * 0.9 == pytest.approx(86, abs=0.05), "what was left out is no miss"


def test_a_wave_finds_the_max_by_itself() -> None:
    """Whoever does not know a 1RM is asked for weights once, and the open set says it."""
    waves = gym("waves-4")
    waves.does({"Squat": ["60kg x5", "70kg x5", "80kg x5"]}, 1, 4)
    assert rm1(waves, "squat") == pytest.approx(80 / 0.8652, abs=0.1)
    assert all(weights(waves, "Squat", 2, 4))


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
