"""Weights moved by hand: always to one that can be loaded."""

from models.rules.plates import USUAL, Loading, nearest_loadable
from models.rules.progression import lighter, moved
from models.rules.sets import Unit


def on_the_bar(weight_g: int) -> int:
    return nearest_loadable(weight_g, USUAL[Unit.KG])


def by_the_belt(weight_g: int) -> int:
    return nearest_loadable(weight_g, USUAL[Unit.KG], Loading.BODY)


def test_coarse_plates_never_stop_a_move() -> None:
    """Up is up and down is down, as far as there is anything to go to."""
    assert moved(60_000, 1000, on_the_bar) == 62_500
    assert moved(62_500, -1000, on_the_bar) == 60_000
    assert moved(20_000, -2500, on_the_bar) == 20_000


def test_lighter_is_a_share_less_and_more_help() -> None:
    assert lighter(100_000, 10, on_the_bar) == 90_000
    assert lighter(0, 10, on_the_bar) == 0
    assert lighter(-20_000, 10, by_the_belt) == -22_500
