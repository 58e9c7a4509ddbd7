"""What was done in all: of an exercise, of a week."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from models.rules.sets import DoneSet, SetKind

SMALLINT_MAX = 32_767


class TotalTooLargeError(ValueError):
    """A sum that the database cannot hold (SMALLINT): which one, and what it would be."""

    def __init__(self, field: str, value: int) -> None:
        super().__init__(f"{field} would be {value}, more than {SMALLINT_MAX}")
        self.field = field
        self.value = value


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a USER_EXERCISE_PERFORMANCE; None where no set counts such a thing."""

    sets_completed: int
    reps_completed: int | None
    weight_g: int | None
    duration_seconds: int | None


def working(sets: Iterable[DoneSet]) -> list[DoneSet]:
    """The working sets: all but the warm-ups and the attempts that failed."""
    return [done for done in sets if done.kind is not SetKind.WARMUP and not done.has_failed]


def totals(sets: Iterable[DoneSet]) -> Totals:
    """What the working sets make together: their number, reps, heaviest weight (g) and seconds.

    The heaviest is the maximum of signed weights, so the least assistance; a set with nothing but the body
    counts as 0 there, and gives None. Raises TotalTooLargeError for a sum above 32,767.
    """
    counted = working(sets)
    reps = [done.reps for done in counted if done.reps is not None]
    seconds = [done.seconds for done in counted if done.seconds is not None]
    heaviest = max(counted, key=lambda done: (done.weight_g or 0, done.weight_g is not None), default=None)
    return Totals(
        sets_completed=_small("sets_completed", len(counted)),
        reps_completed=_small("reps_completed", sum(reps)) if reps else None,
        weight_g=heaviest.weight_g if heaviest else None,
        duration_seconds=_small("duration_seconds", sum(seconds)) if seconds else None,
    )


def volume_g(sets: Iterable[DoneSet], implements: int = 1, a_side: int = 1) -> int:
    """Σ weight × reps in grams of the working sets, the reps of both sides where each was done by itself.

    implements: 2 for a pair of dumbbells. a_side: how many of them one side lifts. Assistance lifts nothing and takes
    nothing away.
    """
    return sum(
        max(0, done.weight_g or 0) * done.all_reps * (implements if done.left is None else a_side)
        for done in working(sets)
    )


def sets_per_muscle(performed: Iterable[tuple[Collection[str], Sequence[DoneSet]]]) -> dict[str, int]:
    """Working sets per muscle group, most first: (muscle groups, sets) of each exercise in."""
    counts: Counter[str] = Counter()
    for muscles, sets in performed:
        number = len(working(sets))
        if number:
            counts.update(dict.fromkeys(muscles, number))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class Week:
    """A week in sums: workouts done of those planned, working sets, volume in grams, seconds trained."""

    done: int = 0
    planned: int = 0
    sets: int = 0
    volume_g: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A week beside the one before it."""

    this: Week
    before: Week

    @property
    def sets(self) -> int:
        """Working sets more (or, negative, fewer) than the week before."""
        return self.this.sets - self.before.sets

    @property
    def volume_g(self) -> int:
        """Grams more than the week before."""
        return self.this.volume_g - self.before.volume_g

    @property
    def seconds(self) -> int:
        """Seconds more than the week before."""
        return self.this.seconds - self.before.seconds

    @property
    def volume_percent(self) -> int | None:
        """Volume against the week before in whole percent; None when there was none."""
        if not self.before.volume_g:
            return None
        before = self.before.volume_g
        return (200 * self.volume_g + before) // (2 * before)


def _small(field: str, value: int) -> int:
    if value > SMALLINT_MAX:
        raise TotalTooLargeError(field, value)
    return value
