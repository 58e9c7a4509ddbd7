"""How strong: the estimated one-repetition maximum (e1RM)."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MAX_REPS = 12
"""Beyond so many reps an e1RM says more about endurance than strength."""


def rpe_multiplier(reps: int, rpe_half: int) -> Decimal:
    """The share of the 1RM that can be lifted for reps at an RPE (rpe_half = RPE × 2).

    Source: Liftoscript's rpeMultiplier(), a fit to the RPE chart of Tuchscherer's Reactive Training Manual.
    """
    x = Decimal(20 - rpe_half) / 2 + reps - 1
    if x >= 16:  # noqa: PLR2004 - a formula's constants stand in the formula
        return Decimal("0.5")
    if x <= Decimal("2.92"):
        return (Decimal("0.347619") * x * x - Decimal("4.60714") * x + Decimal("99.9667")) / 100
    return (Decimal("97.0955") - Decimal("2.64249") * x) / 100


@lru_cache(maxsize=16_384)  # years of history are made of few different sets
def e1rm(load_g: int, reps: int, rpe_half: int | None = None) -> int | None:
    """The estimated 1RM in grams, None for more than 12 reps, for none, and where nothing was lifted.

    Without RPE: Epley (1985), load × (1 + reps / 30); a single is its load. With RPE: load / rpe_multiplier.
    """
    if load_g <= 0 or not 0 < reps <= MAX_REPS:
        return None
    part, whole = _share(reps, rpe_half)
    return _whole(load_g * whole / part)


def weight_for(e1rm_g: int, reps: int, rpe_half: int | None = None) -> int:
    """The load in grams that reps (at least 1) at an RPE should allow: the inverse of e1rm(), of any reps.

    Raises ValueError for less than one rep.
    """
    if reps < 1:
        raise ValueError("less than one rep")
    part, whole = _share(reps, rpe_half)
    return _whole(e1rm_g * part / whole)


def _share(reps: int, rpe_half: int | None) -> tuple[Decimal, Decimal]:
    """So many parts of so many: a third has no end as a decimal, and half a gram is to be rounded up."""
    if reps == 1 and rpe_half in {None, 20}:
        return Decimal(1), Decimal(1)
    if rpe_half is None:
        return Decimal(30), Decimal(30 + reps)
    return rpe_multiplier(reps, rpe_half), Decimal(1)


def _whole(grams: Decimal) -> int:
    return int(grams.quantize(Decimal(1), rounding=ROUND_HALF_UP))
