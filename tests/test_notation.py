import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.notation import Ambiguous, Expected, NotationError, Reason, parse_log, parse_sets, show
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit

BENCH = Expected(reps=5, weight_g=80_000, sets=3, last_reps=5, last_weight_g=77_500)
POUNDS = Expected(unit=Unit.LB, reps=5, weight_g=79_379)
NEW = Expected()
PULLUP = Expected(ExerciseKind.BODYWEIGHT, reps=8)
WEIGHTED = Expected(ExerciseKind.BODYWEIGHT, reps=5, last_weight_g=20_000)
ASSISTED = Expected(ExerciseKind.ASSISTED, reps=8, weight_g=-20_000)
PLANK = Expected(ExerciseKind.TIMED, seconds=60)
RUN = Expected(ExerciseKind.DISTANCE, distance_m=5000)


def reps(count: int, kg: float | None = 80, rpe: float | None = None, kind: SetKind = SetKind.WORK) -> DoneSet:
    return DoneSet(
        kind,
        count,
        None if kg is None else round(kg * 1000),
        rpe_half=None if rpe is None else round(rpe * 2),
    )


def hold(seconds: int, kg: int | None = None) -> DoneSet:
    return DoneSet(seconds=seconds, weight_g=None if kg is None else kg * 1000)


def run(metres: int | None, seconds: int | None = None) -> DoneSet:
    return DoneSet(distance_m=metres, seconds=seconds)


W, D, F = SetKind.WARMUP, SetKind.DROP, SetKind.FAILURE


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("5", [reps(5)]),
        (" 5 ", [reps(5)]),
        ("5 reps", [reps(5)]),
        ("x5", [reps(5)]),
        ("85x5", [reps(5, 85)]),
        ("85 x 5", [reps(5, 85)]),
        ("85×5", [reps(5, 85)]),
        ("85*5", [reps(5, 85)]),
        ("85х5", [reps(5, 85)]),
        ("85 Х 5", [reps(5, 85)]),
        ("85X5", [reps(5, 85)]),
        ("85kg x 5", [reps(5, 85)]),
        ("85kgx5", [reps(5, 85)]),
        ("85 кг х 5", [reps(5, 85)]),
        ("85 kg × 5 reps", [reps(5, 85)]),
        ("185lb x 5", [DoneSet(reps=5, weight_g=83_915, unit=Unit.LB)]),
        ("82,5x5", [reps(5, 82.5)]),
        ("82.5x5", [reps(5, 82.5)]),
        ("82,5 x 5", [reps(5, 82.5)]),
        ("82,5kg x 5", [reps(5, 82.5)]),
        ("3x5", [reps(5)] * 3),
        ("3 x 5", [reps(5)] * 3),
        ("3x5 100", [reps(5, 100)] * 3),
        ("3x5 100, 2x3 110", [reps(5, 100)] * 3 + [reps(3, 110)] * 2),
        ("100x5 5, 80x8", [reps(5, 100), reps(5, 100), reps(8, 80)]),
        ("3x5 82,5", [reps(5, 82.5)] * 3),
        ("3x5@100", [reps(5, 100)] * 3),
        ("3x5 @ 100kg", [reps(5, 100)] * 3),
        ("3x5@82,5", [reps(5, 82.5)] * 3),
        ("3x5 100kg", [reps(5, 100)] * 3),
        ("100 3x5", [reps(5, 100)] * 3),
        ("100kg 3x5", [reps(5, 100)] * 3),
        ("82,5 3x5", [reps(5, 82.5)] * 3),
        ("3x5x100", [reps(5, 100)] * 3),
        ("100x5x3", [reps(5, 100)] * 3),
        ("100 3x5 110 2x3", [reps(5, 100)] * 3 + [reps(3, 110)] * 2),
        ("5,5,4", [reps(5), reps(5), reps(4)]),
        ("5 5 4", [reps(5), reps(5), reps(4)]),
        ("5,5 reps", [reps(5), reps(5)]),
        ("5,5 f", [reps(5), reps(5, kind=F)]),
        ("5, 5, 4", [reps(5), reps(5), reps(4)]),
        ("5;5\n4", [reps(5), reps(5), reps(4)]),
        ("5,5", [reps(5), reps(5)]),
        ("12,5", [reps(12), reps(5)]),
        ("100 5,5,4", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("100 5,5", [reps(5, 100), reps(5, 100)]),
        ("100: 5 5 4", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("100:5 5 4", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("60:10 10 8", [reps(10, 60), reps(10, 60), reps(8, 60)]),
        ("100 5 5 4", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("100 5", [reps(5, 100)]),
        ("82,5 5,5,4", [reps(5, 82.5), reps(5, 82.5), reps(4, 82.5)]),
        ("82,5: 5 5", [reps(5, 82.5), reps(5, 82.5)]),
        ("5,5,4 100", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("5,5,4 100kg", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("5,5,4@100", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("5@100", [reps(5, 100)]),
        ("100x5,5,4", [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("100x5, 100x5, 95x6", [reps(5, 100), reps(5, 100), reps(6, 95)]),
        ("100x5,95x6", [reps(5, 100), reps(6, 95)]),
        ("100x5,82,5x5", [reps(5, 100), reps(5, 82.5)]),
        ("100x5\n95x6", [reps(5, 100), reps(6, 95)]),
        ("5x100", [reps(5, 100)]),
        ("5 x 100kg", [reps(5, 100)]),
        ("5x82,5", [reps(5, 82.5)]),
        ("20x5", [reps(5, 20)]),
        ("w40x8", [reps(8, 40, kind=W)]),
        ("w 40 x 8", [reps(8, 40, kind=W)]),
        ("w40x8 w60x5 100x5", [reps(8, 40, kind=W), reps(5, 60, kind=W), reps(5, 100)]),
        ("w40x8, 100: 5 5", [reps(8, 40, kind=W), reps(5, 100), reps(5, 100)]),
        ("d60x8", [reps(8, 60, kind=D)]),
        ("100x3 f", [reps(3, 100, kind=F)]),
        ("100x3f", [reps(3, 100, kind=F)]),
        ("5,5,4 f", [reps(5), reps(5), reps(4, kind=F)]),
        ("5 @8", [reps(5, rpe=8)]),
        ("5@8", [reps(5, rpe=8)]),
        ("85x5@8.5", [reps(5, 85, 8.5)]),
        ("85x5 @8,5", [reps(5, 85, 8.5)]),
        ("3x5@8", [reps(5, rpe=8)] * 3),
        ("3x5 100 @8", [reps(5, 100, 8)] * 3),
        ("3x5@100@8", [reps(5, 100, 8)] * 3),
        ("100 5,5,4 @9", [reps(5, 100, 9), reps(5, 100, 9), reps(4, 100, 9)]),
        ("5@8,5@8.5,4@9", [reps(5, rpe=8), reps(5, rpe=8.5), reps(4, rpe=9)]),
        ("5,5,4@9", [reps(5), reps(5), reps(4, rpe=9)]),
        ("85x5 rpe 8", [reps(5, 85, 8)]),
        ("85x5 RPE8", [reps(5, 85, 8)]),
        ("85x5 8 rpe", [reps(5, 85, 8)]),
        ("85x5 2rir", [reps(5, 85, 8)]),
        ("85x5 2 RIR", [reps(5, 85, 8)]),
        ("5 rir 1,5", [reps(5, rpe=8.5)]),
        ("5 2rir", [reps(5, rpe=8)]),
        ("100x3 f @10", [reps(3, 100, 10, F)]),
        ("１００ｋｇ", [reps(5, 100)]),
        ("１００ｋｇ×５", [reps(5, 100)]),
        ("100kg", [reps(5, 100)]),
        ("٨٥x٥", [reps(5, 85)]),
        ("\u200f85x5\u200e", [reps(5, 85)]),
        ("1000x1", [reps(1, 1000)]),
        ("1000", [reps(1000)]),
        ("60s", [DoneSet(seconds=60, weight_g=80_000)]),
    ],
)
def test_bench_press_at_80_kg_for_5(text: str, sets: list[DoneSet]) -> None:
    """Every notation, on a barbell exercise with a prescription."""
    assert list(parse_sets(text, BENCH).sets) == sets


@pytest.mark.parametrize(
    ("text", "expected", "sets"),
    [
        ("85x5", NEW, [reps(5, 85)]),
        ("3x5", NEW, [reps(5, None)] * 3),
        ("3x5 100", NEW, [reps(5, 100)] * 3),
        ("3x5 20", NEW, [reps(5, 20)] * 3),
        ("100 3x5", NEW, [reps(5, 100)] * 3),
        ("100 5,5,4", NEW, [reps(5, 100), reps(5, 100), reps(4, 100)]),
        ("5x100", NEW, [reps(5, 100)]),
        ("12x20", NEW, [reps(20, 12)]),
        ("12 10 8", NEW, [reps(12, None), reps(10, None), reps(8, None)]),
        ("185x5", POUNDS, [DoneSet(reps=5, weight_g=83_915, unit=Unit.LB)]),
        ("5", POUNDS, [DoneSet(reps=5, weight_g=79_379, unit=Unit.LB)]),
        ("80kg x 5", POUNDS, [reps(5, 80)]),
        ("+20x5", PULLUP, [reps(5, 20)]),
        ("+20 x 5", WEIGHTED, [reps(5, 20)]),
        ("+22,5x5", WEIGHTED, [reps(5, 22.5)]),
        ("20x5", WEIGHTED, [reps(5, 20)]),
        ("+20 5,5,4", PULLUP, [reps(5, 20), reps(5, 20), reps(4, 20)]),
        ("-20x8", PULLUP, [reps(8, -20)]),
        ("−20x8", ASSISTED, [reps(8, -20)]),
        ("20x8", ASSISTED, [reps(8, -20)]),
        ("8", ASSISTED, [reps(8, -20)]),
        ("5x3", PULLUP, [reps(3, None)] * 5),
        ("8x8", PULLUP, [reps(8, None)] * 8),
        ("3x8", PULLUP, [reps(8, None)] * 3),
        ("8,8,7", PULLUP, [reps(8, None), reps(8, None), reps(7, None)]),
        ("bw x 12", PULLUP, [reps(12, None)]),
        ("bwx12", WEIGHTED, [reps(12, None)]),
        ("12 bw", WEIGHTED, [reps(12, None)]),
        ("3x12 bw", WEIGHTED, [reps(12, None)] * 3),
        ("bw: 12 10", WEIGHTED, [reps(12, None), reps(10, None)]),
        ("bw+20x5", PULLUP, [reps(5, 20)]),
        ("bw x 12 @8", PULLUP, [reps(12, None, 8)]),
        ("60", PLANK, [hold(60)]),
        ("60s", PLANK, [hold(60)]),
        ("60 sec", PLANK, [hold(60)]),
        ("1:30", PLANK, [hold(90)]),
        ("1m30s", PLANK, [hold(90)]),
        ("1 min 30 s", PLANK, [hold(90)]),
        ("2min", PLANK, [hold(120)]),
        ("2m", PLANK, [hold(120)]),
        ("60,45s", PLANK, [hold(60), hold(45)]),
        ("1,5 min", PLANK, [hold(90)]),
        ("60,60,45", PLANK, [hold(60), hold(60), hold(45)]),
        ("3x60", PLANK, [hold(60)] * 3),
        ("3x60s", PLANK, [hold(60)] * 3),
        ("3x1:30", PLANK, [hold(90)] * 3),
        ("20kg x 60s", PLANK, [hold(60, 20)]),
        ("20kg 60s", PLANK, [hold(60, 20)]),
        ("20x60", PLANK, [hold(60, 20)]),
        ("5km 25:00", RUN, [run(5000, 1500)]),
        ("25:00 5km", RUN, [run(5000, 1500)]),
        ("5 25:00", RUN, [run(5000, 1500)]),
        ("5,2km 25:00", RUN, [run(5200, 1500)]),
        ("5", RUN, [run(5000)]),
        ("5.5", RUN, [run(5500)]),
        ("5km", RUN, [run(5000)]),
        ("400m", RUN, [run(400)]),
        ("4x400m 1:30", RUN, [run(400, 90)] * 4),
        ("21.1 1:45:00", RUN, [run(21_100, 6300)]),
        ("25:00", RUN, [run(None, 1500)]),
        ("3x5", Expected(reps=10, weight_g=2500, last_weight_g=2500), [reps(5, 2.5)] * 3),
        ("10x10", Expected(reps=10, weight_g=10_000), [reps(10, 10)]),
        ("10x10", Expected(reps=10, weight_g=60_000, sets=10), [reps(10, 60)] * 10),
    ],
)
def test_what_the_exercise_counts_decides(text: str, expected: Expected, sets: list[DoneSet]) -> None:
    """The same text means what is nearest on this exercise."""
    assert list(parse_sets(text, expected).sets) == sets


@pytest.mark.parametrize(
    ("text", "reason", "at"),
    [
        ("", Reason.EMPTY, 0),
        (" \n ", Reason.EMPTY, 0),
        ("NaN", Reason.NOT_A_NUMBER, 0),
        ("nanx5", Reason.NOT_A_NUMBER, 0),
        ("80xNaN", Reason.NOT_A_NUMBER, 3),
        ("inf", Reason.INFINITE, 0),
        ("infinity x 5", Reason.INFINITE, 0),
        ("∞", Reason.INFINITE, 0),
        ("1e999", Reason.EXPONENT, 1),
        ("1e5x5", Reason.EXPONENT, 1),
        ("5²", Reason.SUPERSCRIPT, 1),
        ("²", Reason.SUPERSCRIPT, 0),
        ("½", Reason.SUPERSCRIPT, 0),
        ("①", Reason.SUPERSCRIPT, 0),
        ("80x⁵", Reason.SUPERSCRIPT, 3),
        ("1_000", Reason.UNDERSCORE, 1),
        ("1_000x5", Reason.UNDERSCORE, 1),
        ("-5", Reason.NEGATIVE_REPS, 0),
        ("−5", Reason.NEGATIVE_REPS, 0),
        ("80x-5", Reason.NEGATIVE_REPS, 3),
        ("5,-5", Reason.NEGATIVE_REPS, 2),
        ("-20x8", Reason.SIGNED_WEIGHT, 0),
        ("+20x8", Reason.SIGNED_WEIGHT, 0),
        ("1001", Reason.TOO_MANY_REPS, 0),
        ("80x1001", Reason.TOO_MANY_REPS, 3),
        ("9" * 150, Reason.TOO_MANY_REPS, 0),
        ("1001x5", Reason.TOO_HEAVY, 0),
        ("1000.5x5", Reason.TOO_HEAVY, 0),
        ("2205lb x 5", Reason.TOO_HEAVY, 0),
        ("5@1001", Reason.TOO_HEAVY, 2),
        ("9" * 150 + "kg x 5", Reason.TOO_HEAVY, 0),
        ("31x5 100", Reason.TOO_MANY_SETS, 0),
        ("100 31x5", Reason.TOO_MANY_SETS, 4),
        (",".join("5" * 31), Reason.TOO_MANY_SETS, 60),
        ("20x5@80 20x5@80", Reason.TOO_MANY_SETS, 8),
        ("5" * 201, Reason.TOO_LONG, 200),
        (" " * 4096, Reason.TOO_LONG, 200),
        ("0", Reason.ZERO, 0),
        ("100x0", Reason.ZERO, 4),
        ("80.5", Reason.FRACTION, 0),
        ("5@10.2rir", Reason.UNREADABLE, 6),
        ("5@7.3", Reason.BAD_RPE, 2),
        ("5@0", Reason.BAD_RPE, 2),
        ("5 rpe 11", Reason.BAD_RPE, 6),
        ("5 12rir", Reason.BAD_RPE, 2),
        ("99:59:59", Reason.TOO_MUCH_TIME, 0),
        ("1001km", Reason.TOO_FAR, 0),
        ("bench", Reason.UNREADABLE, 0),
        ("85x", Reason.UNREADABLE, 3),
        ("85xx5", Reason.UNREADABLE, 3),
        ("85x5x3x2", Reason.UNREADABLE, 6),
        ("85x5 ok", Reason.UNREADABLE, 5),
        ("5,,5", Reason.UNREADABLE, 2),
        (",5", Reason.UNREADABLE, 0),
        ("5/5", Reason.UNREADABLE, 1),
        ("80x5 💪", Reason.UNREADABLE, 5),
        ("1.2.3", Reason.UNREADABLE, 0),
        ("1 000x5", Reason.UNREADABLE, 2),
        ("0x1F", Reason.ZERO, 0),
        ("007", Reason.UNREADABLE, 0),
        ("@8", Reason.UNREADABLE, 0),
        ("rpe 8", Reason.UNREADABLE, 0),
        ("kg", Reason.UNREADABLE, 0),
        ("x", Reason.UNREADABLE, 1),
        ("w", Reason.UNREADABLE, 1),
        ("5\0", Reason.UNREADABLE, 1),
        ("\ud800", Reason.UNREADABLE, 0),
        ("80x5 <b>", Reason.UNREADABLE, 5),
        ("五", Reason.SUPERSCRIPT, 0),
    ],
)
def test_what_cannot_be_read(text: str, reason: Reason, at: int) -> None:
    """Each refusal has its reason, the place, and the text from there on."""
    with pytest.raises(NotationError) as refused:
        parse_sets(text, BENCH)
    assert (refused.value.reason, refused.value.at) == (reason, at)
    assert refused.value.rest == text[at:]


def test_a_weight_and_nobody_knows_how_often() -> None:
    """Without a prescription and a last time a weight alone is no set."""
    with pytest.raises(NotationError) as refused:
        parse_sets("100kg", NEW)
    assert refused.value.reason is Reason.NO_COUNT


@pytest.mark.parametrize(
    ("text", "expected", "readings"),
    [
        ("1,000x5", BENCH, {(reps(5, 1),), (reps(5, 1000),)}),
        ("1,500x5", BENCH, {(reps(5, 1.5),)}),
        ("82,5", BENCH, {(reps(5, 82.5),), (reps(82), reps(5))}),
        ("5x5", Expected(reps=5, weight_g=5000), {(reps(5, 5),), (reps(5, 5),) * 5}),
    ],
)
def test_what_is_asked_about(text: str, expected: Expected, readings: set[tuple[DoneSet, ...]]) -> None:
    """Texts with two meanings, and no way to tell."""
    with pytest.raises(Ambiguous) as asked:
        parse_sets(text, expected)
    assert set(asked.value.readings) == readings


@pytest.mark.parametrize(("text", "given"), [("5", False), ("3x5", False), ("85x5", True), ("bw x 5", True)])
def test_whether_a_weight_was_given(text: str, *, given: bool) -> None:
    """The prescribed weight is used where none is typed, and the caller is told."""
    assert parse_sets(text, BENCH).weight_given is given


@pytest.mark.parametrize(
    ("text", "name", "sets"),
    [
        ("bench 3x5 100", "bench", "3x5 100"),
        ("Bench Press 100 x 5 @8", "Bench Press", "100 x 5 @8"),
        ("T2 row 3x10", "T2 row", "3x10"),
        ("90/90 stretch 60s", "90/90 stretch", "60s"),
        ("21s curl 3x7", "21s curl", "3x7"),
        ("pull-up bw x 12", "pull-up", "bw x 12"),
        ("bw squat 3x10", "bw squat", "3x10"),
        ("Squat: 100: 5 5 4", "Squat", "100: 5 5 4"),
        ("bench - 3x5", "bench", "3x5"),
        ("row w40x8 60x8", "row", "w40x8 60x8"),
        ("bench w 40 x 8", "bench", "w 40 x 8"),
        ("dips +20x5", "dips", "+20x5"),
        ("run 5km 25:00", "run", "5km 25:00"),
        ("farmer's walk 40 m", "farmer's walk", "40 m"),
        ("жим лёжа 3х5 100", "жим лёжа", "3х5 100"),
        ("bench", "bench", ""),
        ("incline bench press", "incline bench press", ""),
        ("bench NaN", "bench", "NaN"),
        ("bench 1e999", "bench", "1e999"),
        ("bench -5", "bench", "-5"),
    ],
)
def test_log(text: str, name: str, sets: str) -> None:
    """A name, then sets; digits in a name are its own."""
    log = parse_log(text)
    assert (log.name, log.sets) == (name, sets)


@pytest.mark.parametrize("text", ["", "3x5 100", "5", "-", "💪 3x5"])
def test_log_without_a_name(text: str) -> None:
    """Sets of nothing are refused."""
    with pytest.raises(NotationError) as refused:
        parse_log(text)
    assert refused.value.reason is Reason.NO_NAME


@pytest.mark.parametrize(
    ("done", "shown"),
    [
        (reps(5, 85), "85 kg × 5"),
        (reps(5, 82.5, 8), "82.5 kg × 5 @8"),
        (reps(5, 85, 8.5), "85 kg × 5 @8.5"),
        (reps(5, 85, 10), "85 kg × 5 @10"),
        (DoneSet(reps=5, weight_g=83_915, unit=Unit.LB), "185 lb × 5"),
        (reps(8, -20), "-20 kg × 8"),
        (reps(12, None), "× 12"),
        (reps(8, 40, kind=W), "w40 kg × 8"),
        (reps(8, 60, kind=D), "d60 kg × 8"),
        (reps(3, 100, kind=F), "100 kg × 3 f"),
        (hold(45), "45 s"),
        (hold(90, 20), "20 kg × 1:30"),
        (run(5000, 1500), "5 km 25:00"),
        (run(400), "400 m"),
        (run(21_100, 6300), "21.1 km 1:45:00"),
    ],
)
def test_show(done: DoneSet, shown: str) -> None:
    """A set as it would be typed."""
    assert show(done) == shown


@given(
    st.builds(
        DoneSet,
        kind=st.sampled_from(SetKind),
        reps=st.integers(1, 1000),
        weight_g=st.none() | st.integers(0, 100_000).map(lambda n: n * 10),
        rpe_half=st.none() | st.integers(2, 20),
    )
)
def test_what_is_shown_can_be_typed(done: DoneSet) -> None:
    """parse_sets() reads back what show() wrote."""
    assert parse_sets(show(done), Expected()).sets == (done,)


notation = st.text("0123456789x×х*@,.:;+- \nwdfkgblsmrpeibwnaeu_²１０", max_size=220)
expectations = st.builds(
    Expected,
    kind=st.sampled_from(ExerciseKind),
    unit=st.sampled_from(Unit),
    reps=st.none() | st.integers(1, 20),
    weight_g=st.none() | st.integers(-100_000, 300_000),
    last_weight_g=st.none() | st.integers(-100_000, 300_000),
    seconds=st.none() | st.integers(1, 300),
)


def readings(text: str, expected: Expected) -> list[tuple[DoneSet, ...]]:
    try:
        return [parse_sets(text, expected).sets]
    except NotationError:
        return []
    except Ambiguous as asked:
        return list(asked.readings)


@given(st.text(st.characters(), max_size=300) | notation, expectations)
def test_any_text_is_read_refused_or_asked_about(text: str, expected: Expected) -> None:
    """Nothing else comes out, and what is read is within bounds."""
    for sets in readings(text, expected):
        assert 1 <= len(sets) <= 30
        for done in sets:
            assert done.reps is None or 1 <= done.reps <= 1000
            assert done.weight_g is None or -1_000_000 <= done.weight_g <= 1_000_000
            assert done.seconds is None or 1 <= done.seconds <= 32_767
            assert done.rpe_half is None or 2 <= done.rpe_half <= 20
            assert (done.reps, done.seconds, done.distance_m) != (None, None, None)


@given(st.text(st.characters(), max_size=300) | notation)
def test_any_log_is_read_or_refused(text: str) -> None:
    """A name with a letter in it, or an error."""
    try:
        log = parse_log(text)
    except NotationError:
        return
    assert any(character.isalpha() for character in log.name)


@pytest.mark.parametrize(
    "text",
    ["5," * 100, "5x" * 100, "1," * 99 + "5x5", "ﷺ" * 200, "x" * 200, "9" * 4096, "5 " * 100, "w" * 200],
)
def test_long_texts_take_no_time(text: str) -> None:
    """Two hundred characters of anything are read or refused at once."""
    start = time.perf_counter()
    with pytest.raises((NotationError, Ambiguous)):
        parse_sets(text, BENCH)
    assert time.perf_counter() - start < 0.5
