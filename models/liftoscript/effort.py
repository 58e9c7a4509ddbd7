"""How reps, RPE and the one-repetition maximum hang together."""

from __future__ import annotations

from models.liftoscript.quantities import Percent, Weight, stepped

BEND = 2.92  # where the table's curve becomes a line
TRAINING = 0.9


def rpe_multiplier(reps: float, rpe: float) -> float:
    """The part of the 1RM that can be lifted so often at the RPE; the table of openpowerlifting.org's calculator."""
    if reps == 1 and rpe == 10:  # noqa: PLR2004 - a maximum
        return 1.0
    reps, rpe = max(min(reps, 24), 1), max(min(rpe, 10), 1)
    x = 10.0 - rpe + (reps - 1)
    if x >= 16:  # noqa: PLR2004 - the end of the table
        return 0.5
    if x <= BEND:
        return (0.347619 * x * x + -4.60714 * x + 99.9667) / 100
    return (-2.64249 * x + 97.0955) / 100


def rpe_percent(reps: float, rpe: float) -> Percent:
    """What a set of so many reps at the RPE asks, of the 1RM."""
    return Percent(stepped(rpe_multiplier(reps, rpe) * 100, 0.05))


def one_rep_max(weight: Weight, reps: float, rpe: float = 10) -> Weight:
    """What the set says of the 1RM, to the nearest 0.05; nothing lifted says 0."""
    if reps == 0:
        return Weight(0.0, weight.unit)
    if reps == 1:
        return weight
    return Weight(stepped(weight.value / rpe_multiplier(reps, rpe), 0.05), weight.unit)


def training_max(weight: Weight, reps: float) -> Weight:
    """Nine tenths of the 1RM the set says."""
    return Weight(stepped(one_rep_max(weight, reps).value * TRAINING, 0.05), weight.unit)
