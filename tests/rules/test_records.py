from datetime import UTC, datetime

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
