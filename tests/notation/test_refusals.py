"""What is refused, why, and where in the text."""

from __future__ import annotations

import pytest

from handlers.notation import Expected, NotationError, Reason, parse_sets
from tests.notation.lifts import BENCH, CURL, FREE, PLANK, PULLUP, RUN


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
        ("60x5000", Reason.TOO_MANY_REPS, 3),
        ("9999x5", Reason.TOO_HEAVY, 0),
        ("1e999x5", Reason.EXPONENT, 1),
        ("NaN x 5", Reason.NOT_A_NUMBER, 0),
        ("100x²", Reason.SUPERSCRIPT, 4),
        ("80x5 💪 ok", Reason.UNREADABLE, 7),
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
        (",".join("5" * 31), Reason.TOO_MANY_SETS, 60),
        ("20x5@80 20x5@80", Reason.TOO_MANY_SETS, 8),
        ("5" * 201, Reason.TOO_LONG, 200),
        (" " * 4096, Reason.TOO_LONG, 200),
        ("0", Reason.ZERO, 0),
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
        ("1.2.3", Reason.UNREADABLE, 0),
        ("1 000x5", Reason.UNREADABLE, 2),
        ("007", Reason.UNREADABLE, 0),
        ("kg", Reason.UNREADABLE, 0),
        ("x", Reason.UNREADABLE, 1),
        ("w", Reason.UNREADABLE, 1),
        ("5\0", Reason.UNREADABLE, 1),
        ("\ud800", Reason.UNREADABLE, 0),
        ("80x5 <b>", Reason.UNREADABLE, 5),
        ("五", Reason.SUPERSCRIPT, 0),
    ],
)
def test_unreadable_text_is_refused_with_its_place(text: str, reason: Reason, at: int) -> None:
    """Each refusal has its reason, the place, and the text from there on."""
    with pytest.raises(NotationError) as refused:
        parse_sets(text, BENCH)
    assert (refused.value.reason, refused.value.at) == (reason, at)
    assert refused.value.rest == text[at:]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("100kg", FREE, Reason.NO_COUNT),
        ("L8", CURL, Reason.ONE_SIDE),
        ("10: L8", CURL, Reason.ONE_SIDE),
        ("L8 L7", CURL, Reason.ONE_SIDE),
        ("L8 R0", CURL, Reason.ZERO),
        ("10x0 each", CURL, Reason.ZERO),
        ("3x0", BENCH, Reason.ZERO),
        ("0s", PLANK, Reason.ZERO),
        ("60x8-10", BENCH, Reason.UNREADABLE),
        ("60x1001+5", BENCH, Reason.TOO_MANY_REPS),
        ("5+" * 25, BENCH, Reason.UNREADABLE),
        ("+20x1001", PULLUP, Reason.TOO_MANY_REPS),
        ("1001 km", RUN, Reason.TOO_FAR),
    ],
)
def test_text_is_refused_for_its_exercise(text: str, expected: Expected, reason: Reason) -> None:
    """What an exercise cannot count is refused, and so is half of a set."""
    with pytest.raises(NotationError) as refused:
        parse_sets(text, expected)
    assert refused.value.reason is reason
