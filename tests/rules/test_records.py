from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.records import Past, Record, RecordKind, records
from models.rules.sets import DoneSet, ExerciseKind, SetKind

MARCH, APRIL = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 6, tzinfo=UTC)


def of(weight: int, reps: int, kind: SetKind = SetKind.WORK) -> DoneSet:
    return DoneSet(kind, reps, weight * 1000)


def test_a_first_time_beats_nothing() -> None:
    """No history, no records."""
    assert records([], [of(100, 5)], ExerciseKind.WEIGHT) == ()


def test_heaviest_e1rm_and_volume_with_what_they_beat() -> None:
    """Each record names the best before it, and when that was."""
    history = [Past(MARCH, (of(100, 5), of(100, 5))), Past(APRIL, (of(95, 5),))]
    assert records(history, [of(105, 5), of(105, 5)], ExerciseKind.WEIGHT) == (
        Record(RecordKind.HEAVIEST, 105_000, 100_000, MARCH),
        Record(RecordKind.E1RM, 122_500, 116_667, MARCH),
        Record(RecordKind.VOLUME, 1_050_000, 1_000_000, MARCH),
    )


def test_reps_at_a_weight() -> None:
    """More reps than at this weight or a heavier one; what another new set outdoes is no record."""
    history = [Past(MARCH, (of(100, 5), of(90, 6))), Past(APRIL, (of(105, 4),))]
    found = records(history, [of(100, 7), of(95, 7), of(90, 8), of(60, 4)], ExerciseKind.WEIGHT)
    assert [record for record in found if record.kind is RecordKind.REPS] == [
        Record(RecordKind.REPS, 7, 5, MARCH, 100_000),
        Record(RecordKind.REPS, 8, 6, MARCH, 90_000),
    ]


def test_as_good_as_before_is_no_record() -> None:
    """Equal is not beaten."""
    history = [Past(MARCH, (of(100, 5),))]
    assert records(history, [of(100, 5)], ExerciseKind.WEIGHT) == ()


def test_warm_ups_are_no_records() -> None:
    """Neither beaten nor beating."""
    history = [Past(MARCH, (of(200, 5, SetKind.WARMUP), of(100, 5)))]
    found = records(history, [of(300, 5, SetKind.WARMUP), of(101, 5)], ExerciseKind.WEIGHT)
    assert found[0] == Record(RecordKind.HEAVIEST, 101_000, 100_000, MARCH)


def test_less_assistance_is_heavier() -> None:
    """From 20 kg of help to 10, and on to none."""
    history = [Past(MARCH, (of(-20, 8),))]
    assert records(history, [of(-10, 8)], ExerciseKind.ASSISTED) == (
        Record(RecordKind.HEAVIEST, -10_000, -20_000, MARCH),
    )
    assert records(history, [DoneSet(reps=9)], ExerciseKind.ASSISTED) == (
        Record(RecordKind.HEAVIEST, 0, -20_000, MARCH),
    )


def test_body_weight_reps() -> None:
    """Reps with nothing but the body are reps at no weight."""
    history = [Past(MARCH, (DoneSet(reps=8),))]
    assert records(history, [DoneSet(reps=10)], ExerciseKind.BODYWEIGHT) == (Record(RecordKind.REPS, 10, 8, MARCH, 0),)


def test_longest_hold_and_fastest_distance() -> None:
    """Longer is better for a hold, shorter over as many metres."""
    assert records([Past(MARCH, (DoneSet(seconds=60),))], [DoneSet(seconds=75)], ExerciseKind.TIMED) == (
        Record(RecordKind.LONGEST, 75, 60, MARCH),
    )
    history = [
        Past(MARCH, (DoneSet(seconds=1500, distance_m=5000), DoneSet(seconds=3100, distance_m=10_000))),
        Past(APRIL, (DoneSet(seconds=300, distance_m=1000),)),
    ]
    assert records(history, [DoneSet(seconds=1450, distance_m=5000)], ExerciseKind.DISTANCE) == (
        Record(RecordKind.FASTEST, 1450, 1500, MARCH, 5000),
    )
    assert records(history, [DoneSet(seconds=1550, distance_m=5000)], ExerciseKind.DISTANCE) == ()


def test_two_dumbbells_weigh_twice() -> None:
    """Volume counts both."""
    found = records([Past(MARCH, (of(20, 8),))], [of(20, 8), of(20, 8)], ExerciseKind.WEIGHT, implements=2)
    assert found == (Record(RecordKind.VOLUME, 640_000, 320_000, MARCH),)


# -- a second implementation, by the words of docs/records.md -----------------------------------------

Score = tuple[str, Fraction, int | None]  # of one set: in which kind, how good (more is better), and over what

sets = st.builds(
    DoneSet,
    kind=st.sampled_from([*SetKind, SetKind.WORK, SetKind.WORK]),
    reps=st.sampled_from([None, 0, 1, 2, 5, 5, 8, 12, 13, 20]),
    weight_g=st.sampled_from([None, 0, -20_000, -10_000, 60_000, 60_000, 62_500, 100_000]),
    seconds=st.sampled_from([None, 0, 30, 60, 300, 310]),
    distance_m=st.sampled_from([None, 0, 1000, 5000]),
    rpe_half=st.sampled_from([None, None, 14, 17, 20]),
)
rest_pause = st.lists(st.sampled_from([2, 5, 8]), min_size=2, max_size=3).map(
    lambda parts: DoneSet(reps=sum(parts), weight_g=60_000, parts=tuple(parts))
)
by_side = st.tuples(st.sampled_from([5, 8]), st.sampled_from([5, 8, 12])).map(
    lambda both: DoneSet(reps=min(both), weight_g=60_000, left=both[0], right=both[1])
)
sessions = st.lists(sets | rest_pause | by_side, max_size=4)


def once(weight: int, reps: int, rpe_half: int | None) -> int:
    """A one-rep maximum, to the gram."""
    if rpe_half is None:
        share = Fraction(30, 30 + reps)
    else:
        x = 10 - Fraction(rpe_half, 2) + reps - 1
        share = Fraction("0.970955") - Fraction("0.0264249") * x
        if x <= Fraction("2.92"):
            share = Fraction("0.00347619") * x**2 - Fraction("0.0460714") * x + Fraction("0.999667")
    if reps == 1 and rpe_half in (None, 20):
        share = Fraction(1)
    return floor(weight / share + Fraction(1, 2))


def scores(done: DoneSet, of: ExerciseKind) -> list[Score]:
    """All that the set is worth."""
    if done.kind == "WARMUP":
        return []
    found: list[Score] = []
    weighs = done.weight_g is not None or of in (ExerciseKind.BODYWEIGHT, ExerciseKind.ASSISTED)
    load, reps = done.weight_g or 0, (done.parts[0] if done.parts else done.reps) or 0
    if weighs and done.reps != 0:
        found.append(("HEAVIEST", Fraction(load), None))
    if weighs and reps:
        found.append(("REPS", Fraction(reps), load))
    if of is ExerciseKind.WEIGHT and load > 0 and 1 <= reps <= 12:
        found.append(("E1RM", Fraction(once(load, reps, done.rpe_half)), None))
    if of is ExerciseKind.TIMED and done.seconds:
        found.append(("LONGEST", Fraction(done.seconds), None))
    if of is ExerciseKind.DISTANCE and done.seconds and done.distance_m:
        found.append(("FASTEST", Fraction(-done.seconds), done.distance_m))
    return found


def as_hard(score: Score, what: str, over: int | None) -> bool:
    """Whether it is of that kind, and over as much weight or distance at least."""
    return score[0] == what and (over is None or (score[2] is not None and score[2] >= over))


def of_session(done: Sequence[DoneSet], of: ExerciseKind, implements: int) -> list[Score]:
    lifted = 0
    for each in done:
        if each.kind != "WARMUP" and each.weight_g and each.reps and each.weight_g > 0:
            reps = implements * each.reps
            if each.left is not None and each.right is not None:
                reps = each.left + each.right
            lifted += each.weight_g * reps
    return [score for each in done for score in scores(each, of)] + (
        [("VOLUME", Fraction(lifted), None)] if lifted else []
    )


def plain(
    history: Sequence[tuple[datetime, Sequence[DoneSet]]], new: Sequence[DoneSet], of: ExerciseKind, implements: int
) -> set[tuple[str, int, int, datetime, int | None]]:
    """Whatever of the new beats all there was that it can be compared with, and is outdone by nothing else new."""
    now = of_session(new, of, implements)
    old = [(at, score) for at, done in history for score in of_session(done, of, implements)]
    found = set()
    for what, good, over in now:
        rivals = [(score[1], at) for at, score in old if as_hard(score, what, over)]
        outdone = any(as_hard(each, what, over) and each[1] >= good and each != (what, good, over) for each in now)
        if rivals and not outdone and good > max(rivals)[0]:
            best = max(rivals)[0]
            first = min(at for value, at in rivals if value == best)
            sign = -1 if what == "FASTEST" else 1
            found.add((what, sign * int(good), sign * int(best), first, over))
    return found


@settings(max_examples=500, deadline=None)
@given(st.lists(sessions, max_size=4), sessions, st.sampled_from(ExerciseKind), st.sampled_from([1, 2]))
def test_records_are_those_of_a_plain_second_implementation(
    before: list[list[DoneSet]], new: list[DoneSet], of: ExerciseKind, implements: int
) -> None:
    """Each kind, each exercise, whatever was done."""
    days = [MARCH + timedelta(days=number) for number in range(len(before))]
    history = list(zip(days, before, strict=True))
    found = records([Past(at, tuple(done)) for at, done in history], new, of, implements)
    said = [(each.kind.value, each.value, each.previous, each.previous_at, each.of) for each in found]
    assert len(set(said)) == len(said)
    assert set(said) == plain(history, new, of, implements)
    order = list(RecordKind)
    assert [order.index(each.kind) for each in found] == sorted(order.index(each.kind) for each in found)
