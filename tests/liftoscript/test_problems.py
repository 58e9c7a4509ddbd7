"""What is wrong with a text is told with its line, its column and the mistake."""

from __future__ import annotations

import pytest

from handlers.views.liftoscript import problem_words
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from tests.liftoscript.gym import problems

TAKEN = "progress: custom(x: 1) {~ ~} / update: custom() {~ reps = state.x ~}"
CUSTOM = "Squat / 1x5 / progress: custom({}) {{~ {} ~}}"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", [(1, 1, "empty")]),
        ("x" * 70_000, [(1, 1, "too-much-text")]),
        ("Squat / 3x8 foo", [(1, 13, "expected-sets")]),
        ("Squat / 3x", [(1, 9, "expected-sets")]),
        ("Squat / 3x5, / 60kg", [(1, 14, "expected-sets")]),
        ("Squat / 60kgs", [(1, 13, "expected-sets")]),
        ("Squat / @", [(1, 9, "expected-sets")]),
        ("Squat / ok\n\nBench / 3x5\nRow / no", [(1, 9, "expected-sets"), (4, 7, "expected-sets")]),
        ("Squat / 101x5", [(1, 9, "too-large")]),
        ("Squat / 60x5, 60x5", [(1, 9, "too-many-sets")]),
        ("Squat / " + "1x1," * 3000, [(1, 9, "too-many-sets")]),
        ("Squat / 1x99999999999999", [(1, 9, "too-large")]),
        ("Squat / 1x5 (much too long)", [(1, 13, "long-label")]),
        ("Squat (x) / 1x5", [(1, 7, "name")]),
        (" / 1x5", [(1, 1, "no-name")]),
        ("A | / 1x5", [(1, 1, "no-name")]),
        ("Squat[3-1] / 1x5", [(1, 7, "repeat")]),
        ("Squat[x] / 1x5", [(1, 7, "repeat")]),
        ("Squat / tempo: 3", [(1, 9, "property")]),
        ("Squat / warmup: 5kg x", [(1, 21, "expected-warmup")]),
        ("Squat / used: yes", [(1, 15, "expected-used")]),
        ("Squat / id: 3", [(1, 13, "expected-id")]),
        ("Squat / superset:", [(1, 18, "expected-superset")]),
        ("Squat / ...", [(1, 9, "expected-reuse")]),
        ("Squat / progress: lp(", [(1, 22, "expected-progress")]),
        ("Squat / update: 3", [(1, 17, "expected-update")]),
        ("Squat / progress: custom() {~ reps = 1", [(1, 28, "script-open")]),
        ("Squat / 1x5\nSquat / 1x5", [(2, 1, "twice-in-day")]),
        ("Squat / ...Bench", [(1, 9, "no-original")]),
        ("# A\n## A\nB / 1x1\nS / ...B[3:1]\n## B", [(4, 5, "no-original")]),
        ("# A\n## A\nB / 1x1\n## B\nB / 1x1\nS / ...B", [(6, 5, "many-originals")]),
        ("A / ...A", [(1, 5, "own-original")]),
        ("A / ...B\nB / ...A", [(2, 5, "own-original")]),
        ("A / 1x1 / progress: custom() { ...A }", [(1, 11, "own-like")]),
        ("A / 1x1 / progress: custom() { ...B }", [(1, 11, "no-exercise")]),
        ("A / 1x1 / progress: custom() { ...B }\nB / 1x1 / progress: lp(1kg)", [(1, 11, "no-custom-progress")]),
        ("A / 1x1 / update: custom() { ...B }\nB / 1x1", [(1, 11, "no-update")]),
        ("A / 1x1 / update: custom(a: 1) {~ ~}", [(1, 11, "update-custom")]),
        ("A / 1x1 / update: custom() { ...B }\nB / 1x1 / " + TAKEN,
         [(1, 11, "no-state-for-update")]),
        ("A / 1x1 / progress: custom()", [(1, 11, "no-script")]),
        ("A / 1x1 / progress: custom(1) {~ ~}", [(1, 11, "nameless-variable")]),
        ("A / 1x1 / progress: up(1kg)", [(1, 11, "no-progression")]),
        ("A / 1x1 / progress: lp(1kg, 1, 0, 1kg, 1, 0, 1)", [(1, 11, "arguments-lp")]),
        ("A / 1x1 / progress: lp(5)", [(1, 11, "argument-weight")]),
        ("A / 1x1 / progress: lp(5kg, 5kg)", [(1, 11, "argument-number")]),
        ("A / 1x1 / progress: dp(5kg, 8)", [(1, 11, "arguments-dp")]),
        ("A / 1x1 / progress: sum(5kg, 8)", [(1, 11, "argument-number")]),
        ("A / 1x1 / progress: sum(8)", [(1, 11, "arguments-sum")]),
        ("# 1\n## A\nA / 1x1 / progress: lp(1kg)\n# 2\n## A\nA / 1x1 / progress: lp(2kg)", [(6, 11, "given-twice")]),
        ("# 1\n## A\nA / 1x1 / progress: lp(1kg)\n# 2\n## A\nA / 1x1 / progress: lp(1kg, 1, 0)", []),
        ("# 1\n## A\n" + CUSTOM.format("a: 1, b: 2", "") + "\n# 2\n## A\n" + CUSTOM.format("b: 2, a: 1", ""), []),
        ("# 1\n## A\n" + CUSTOM.format("a: 1", "") + "\n# 2\n## A\n" + CUSTOM.format("a+: 1", ""),
         [(6, 15, "given-twice")]),
        (CUSTOM.format("", "x = 1"), [(1, 37, "no-variable")]),
        (CUSTOM.format("", "\n weights =\n"), [(2, 11, "expected-script")]),
        (CUSTOM.format("a: 1", "state.b += 1"), [(1, 41, "no-state")]),
        (CUSTOM.format("", "var.a += 1"), [(1, 37, "no-local")]),
        (CUSTOM.format("", "reps = var.a"), [(1, 44, "no-local")]),
        (CUSTOM.format("", "lift(1)"), [(1, 37, "no-function")]),
        (CUSTOM.format("", "floor(1, 2)"), [(1, 37, "arguments")]),
        (CUSTOM.format("", "weights = increment(weights)"), [(1, 57, "list-argument")]),
        (CUSTOM.format("", "reps = floor(cr)"), [(1, 50, "list-argument")]),
        (CUSTOM.format("", "reps = sum(cr) + floor(max(cr))"), []),
        (CUSTOM.format("", "rm1 = calculate1RM(5kg, 5lb)"), [(1, 61, "number-argument")]),
        (CUSTOM.format("", "rm1 *= rpeMultiplier(5%)"), [(1, 58, "number-argument")]),
        ("// ...A\nA / 1x1", [(2, 1, "own-note")]),
        ("// ...B\nA / 1x1\n\n// ...A\nB / 1x1", [(2, 1, "borrowed-note"), (5, 1, "borrowed-note")]),
        ("// ...B\nA / 1x1\n\n// yes\nB / 1x1\n// ...C\nC[2] / 1x1", [(7, 1, "own-note")]),
        (CUSTOM.format("", "rm1[1] = 5kg"), [(1, 37, "no-list")]),
        (CUSTOM.format("", "week = 1"), [(1, 37, "unassignable")]),
        (CUSTOM.format("", "(" * 70 + "1" + ")" * 70), []),
        (CUSTOM.format("", "!" * 70 + "1"), [(1, 107, "too-deep")]),
        ("A / 1x1 / update: custom() {~ reps[1:2] = 1 ~}", [(1, 31, "many-indexes")]),
        ("A / 1x1 / update: custom() {~ setVariationIndex = 1 ~}", [(1, 31, "unassignable")]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_is(text: str, wrong: list[tuple[int, int, str]]) -> None:
    """Lines and columns count from 1; every mistake has a sentence, and good lines beside it cost nothing."""
    assert problems(text) == wrong
    if wrong:
        with pytest.raises(ProgramError) as caught:
            Program.parse(text)
        for problem in caught.value.problems:
            words = problem_words(problem)
            assert len(words) > 15
            assert f"({problem.code})" not in words
