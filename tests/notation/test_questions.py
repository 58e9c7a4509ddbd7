"""What is asked about, because it can be meant in two ways; and in which order the answers are offered."""

from __future__ import annotations

import pytest

from handlers.notation import Ambiguous, Expected, parse_sets, show
from models.rules.sets import ExerciseKind
from tests.notation.lifts import (
    BENCH,
    CURL,
    DEADLIFT_DONE,
    FREE,
    LIGHT,
    PULLUP,
    RUN,
    SMALL_CURL,
    SQUAT,
    UNKNOWN,
    UNKNOWN_BAR,
    WEIGHTED,
)


@pytest.mark.parametrize(
    ("text", "expected", "readings"),
    [
        ("3x10", UNKNOWN, ["3 kg × 10", "× 10|× 10|× 10"]),
        ("3x8", UNKNOWN, ["3 kg × 8", "× 8|× 8|× 8"]),
        ("3x5", UNKNOWN_BAR, ["× 5|× 5|× 5", "3 kg × 5"]),
        ("3x12", FREE, ["3 kg × 12", "× 12|× 12|× 12"]),
        ("3x10", SMALL_CURL, ["3 kg × 10", "5 kg × 10|5 kg × 10|5 kg × 10"]),
        ("5x3", SQUAT, ["5 kg × 3", "105 kg × 3|105 kg × 3|105 kg × 3|105 kg × 3|105 kg × 3"]),
        ("3x5", DEADLIFT_DONE, ["3 kg × 5", "140 kg × 5|140 kg × 5|140 kg × 5"]),
        ("5x3", PULLUP, ["5 kg × 3", "× 3|× 3|× 3|× 3|× 3"]),
        ("100x60", BENCH, ["100 kg × 60"]),
        ("12x40", FREE, ["12 kg × 40", "40 kg × 12"]),
        ("25 x 5 lbs", UNKNOWN, ["25 lb × 5", "5 lb × 25"]),
        ("60", BENCH, ["60 kg × 5", "100 kg × 60"]),
        ("97,5", BENCH, ["97.5 kg × 5", "100 kg × 97|100 kg × 5"]),
        ("97.5", BENCH, ["97.5 kg × 5"]),
        ("60", UNKNOWN, ["60 kg × 10", "× 60"]),
        ("20", LIGHT, ["20 kg × 20", "20 kg × 5"]),
        ("45", Expected(ExerciseKind.BODYWEIGHT, reps=20), ["× 45", "45 kg × 20"]),
        ("40@8", LIGHT, ["40 kg × 5 @8", "20 kg × 40 @8"]),
        ("60@5", SQUAT, ["60 kg × 5 @5", "105 kg × 60 @5"]),
        ("97.5@9", BENCH, ["97.5 kg × 5 @9"]),
        ("7,5", CURL, ["10 kg × 7|10 kg × 5", "7.5 kg × 8"]),
        ("5,5", RUN, ["5 km|5 km", "5.5 km"]),
        ("20 5", SQUAT, ["105 kg × 20|105 kg × 5", "20 kg × 5"]),
        ("12 8", UNKNOWN, ["× 12|× 8", "12 kg × 8"]),
        ("60/5", BENCH, ["60 kg × 5", "100 kg × 60|100 kg × 5"]),
        ("60-5", BENCH, ["60 kg × 5", "100 kg × 60|100 kg × 5"]),
        ("8/8", CURL, ["10 kg × 8|10 kg × 8", "10 kg × 8 each"]),
        ("10x8/7", CURL, ["10 kg × 8|10 kg × 7", "10 kg × L8 R7"]),
        ("60x8 w 80x5", BENCH, ["60 kg × 8|w80 kg × 5", "w60 kg × 8|80 kg × 5"]),
        ("60x8 d 80x5", BENCH, ["60 kg × 8|d80 kg × 5", "d60 kg × 8|80 kg × 5"]),
        ("1,000x5", BENCH, ["1 kg × 5", "1000 kg × 5"]),
        ("1.000x5", BENCH, ["1 kg × 5", "1000 kg × 5"]),
        ("1.000x5", FREE, ["1 kg × 5", "1000 kg × 5"]),
        ("1.500x5", FREE, ["1.5 kg × 5"]),
        ("5x5", Expected(reps=5, weight_g=5000, sets=5), ["5 kg × 5", "5 kg × 5|5 kg × 5|5 kg × 5|5 kg × 5|5 kg × 5"]),
        ("60x5x3", FREE, ["60 kg × 5|60 kg × 5|60 kg × 5", "60 kg × 3|60 kg × 3|60 kg × 3|60 kg × 3|60 kg × 3"]),
        ("5x3", WEIGHTED, ["5 kg × 3", "20 kg × 3|20 kg × 3|20 kg × 3|20 kg × 3|20 kg × 3"]),
    ],
)
def test_text_with_two_meanings_is_asked_about(text: str, expected: Expected, readings: list[str]) -> None:
    """Each meaning is offered, the likeliest first."""
    with pytest.raises(Ambiguous) as asked:
        parse_sets(text, expected)
    assert ["|".join(map(show, sets)) for sets in asked.value.readings] == readings
