from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.plates import (
    USUAL,
    Equipment,
    Loading,
    nearest_loadable,
    per_side,
    step_down,
    step_up,
)
from models.rules.sets import Unit
from models.rules.units import show, to_grams

KG, LB = USUAL[Unit.KG], USUAL[Unit.LB]

racks = st.builds(
    Equipment,
    unit=st.just(Unit.KG),
    bar_g=st.sampled_from([0, 10_000, 20_000]),
    plates=st.lists(
        st.tuples(st.sampled_from([500, 1250, 2500, 5000, 7000, 10_000]), st.integers(1, 2)), max_size=4
    ).map(tuple),
    step_g=st.just(2500),
)


def loadable(equipment: Equipment) -> list[int]:
    """Every total there is, by trying every choice of plates."""
    counts = [range(pairs + 1) for _, pairs in equipment.plates]
    return sorted(
        {
            equipment.bar_g + 2 * sum(n * plate[0] for n, plate in zip(chosen, equipment.plates, strict=True))
            for chosen in product(*counts)
        }
    )


@pytest.mark.parametrize(
    ("total", "unit", "plates"),
    [
        ("20", Unit.KG, []),
        ("100", Unit.KG, ["25", "15"]),
        ("82.5", Unit.KG, ["25", "5", "1.25"]),
        ("45", Unit.LB, []),
        ("135", Unit.LB, ["45"]),
        ("185", Unit.LB, ["45", "25"]),
        ("225", Unit.LB, ["45", "45"]),
        ("405", Unit.LB, ["45"] * 4),
    ],
)
def test_plates_per_side(total: str, unit: Unit, plates: list[str]) -> None:
    """Heaviest first, to the gram in pounds too."""
    assert per_side(to_grams(total, unit), USUAL[unit]) == tuple(to_grams(plate, unit) for plate in plates)


@pytest.mark.parametrize("total_g", [-20_000, 0, 15_000, 21_000, 101_000, 100_001, 999_000, 10**9])
def test_what_cannot_be_loaded(total_g: int) -> None:
    """Below the bar, between the plates and beyond them there is no answer."""
    assert per_side(total_g, KG) is None


@given(racks, st.integers(0, 150_000))
def test_loading_is_what_trying_everything_gives(equipment: Equipment, total_g: int) -> None:
    """per_side, the nearest and the steps agree with all totals there are, limited pairs included."""
    totals = loadable(equipment)
    side = per_side(total_g, equipment)
    assert (side is not None) == (total_g in totals)
    if side is not None:
        assert equipment.bar_g + 2 * sum(side) == total_g
        assert list(side) == sorted(side, reverse=True)
    assert nearest_loadable(total_g, equipment) == min(totals, key=lambda it: (abs(it - total_g), it))
    heavier, lighter = [it for it in totals if it > total_g], [it for it in totals if it < total_g]
    assert step_up(total_g, equipment, Loading.BAR) == min(heavier, default=total_g)
    assert step_down(total_g, equipment, Loading.BAR) == max(lighter, default=total_g)


def test_limited_pairs_are_looked_ahead() -> None:
    """The heaviest plate stays off where it leads nowhere."""
    rack = Equipment(Unit.KG, 20_000, ((25_000, 1), (15_000, 2)), 2500)
    assert per_side(80_000, rack) == (15_000, 15_000)


def test_a_hundred_steps_do_not_drift() -> None:
    """Pounds stay pounds, step after step."""
    weight = to_grams("45", Unit.LB)
    for _ in range(100):
        weight = step_up(weight, LB, Loading.STEP)
    assert show(weight, Unit.LB) == "545 lb"
    for _ in range(100):
        weight = step_down(weight, LB, Loading.STEP)
    assert weight == to_grams("45", Unit.LB)


@pytest.mark.parametrize(
    ("start", "loading", "up", "down"),
    [
        (20_000, Loading.BAR, 22_500, 20_000),
        (10_000, Loading.BAR, 20_000, 10_000),
        (22_500, Loading.STEP, 25_000, 20_000),
        (1000, Loading.STEP, 3500, 0),
        (0, Loading.BODY, 2500, -2500),
        (-20_000, Loading.BODY, -17_500, -22_500),
        (1_000_000, Loading.STEP, 1_000_000, 997_500),
    ],
)
def test_steps(start: int, loading: Loading, up: int, down: int) -> None:
    """A step is what the bar, the rack or the belt allows."""
    assert step_up(start, KG, loading) == up
    assert step_down(start, KG, loading) == down


@pytest.mark.parametrize(
    ("weight", "loading", "nearest"),
    [
        (81_000, Loading.BAR, 80_000),
        (81_250, Loading.BAR, 80_000),
        (81_300, Loading.BAR, 82_500),
        (5000, Loading.BAR, 20_000),
        (10**9, Loading.BAR, 543_500),
        (21_000, Loading.STEP, 20_000),
        (-4000, Loading.STEP, 0),
        (-4000, Loading.BODY, -5000),
    ],
)
def test_nearest(weight: int, loading: Loading, nearest: int) -> None:
    """Of two as near the lighter."""
    equipment = Equipment(Unit.KG, 20_000, (*KG.plates, (4250, 1)), 2500) if weight == 10**9 else KG
    assert nearest_loadable(weight, equipment, loading) == nearest


@pytest.mark.parametrize(
    ("bar_g", "plates", "step_g"),
    [
        (-1, (), 2500),
        (20_000, (), 0),
        (20_000, ((0, 1),), 2500),
        (20_000, ((5000, 0),), 2500),
        (20_000, ((5000, 21),), 2500),
        (20_000, ((5000, 1),) * 13, 2500),
    ],
)
def test_equipment_that_is_none(bar_g: int, plates: tuple[tuple[int, int], ...], step_g: int) -> None:
    """No negative bars, no plates of nothing, no thousand pairs."""
    with pytest.raises(ValueError, match="range"):
        Equipment(Unit.KG, bar_g, plates, step_g)


def test_odd_plates_are_loaded_in_no_time() -> None:
    """The most plates that can be, sharing no common step, are answered at once."""
    odd = tuple((20_011 + 37 * n, 20) for n in range(12))
    rack = Equipment(Unit.KG, 20_000, odd, 1)
    assert per_side(20_000 + 2 * (20_011 + 20_048), rack) == (20_048, 20_011)
