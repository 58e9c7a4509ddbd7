"""A program's text is read in time that grows as its length, whatever stands in it; what would grow beyond all measure
is refused with a sentence.
"""

from __future__ import annotations

import re

import pytest

from handlers.views.liftoscript import problem_words
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from tests.readers.cost import FLOOR, seconds, slow, undisturbed
from tests.readers.programs import PROGRAMS, parse
from tests.readers.worst import KB, RUNS, Shape, every_place, some

SCREENED = 4 * KB
MOST_SHAPES = 1_000
EVERY = 401
LONGEST = {
    "blanks in a note's brackets": Shape("// ...Squat[", " ", "x\nSquat / 3x5"),
    "blanks in a superset": Shape("Squat / superset:", " ", "|"),
    "blanks after a reused name": Shape("Squat / ...a", " ", "("),
    "blanks after a variable": Shape("Squat / 1x1 / progress: custom(a", " ", "1)"),
    "blanks in sets": Shape("Squat / 1x1, 1", " ", "1"),
    "digits after a range": Shape("Squat / 1x3-", "1", "kg"),
    "sections of blanks": Shape("Squat / 1x1", " / 1" + " " * 6_000 + "x", ""),
    "exercises": Shape("", "A / 3x5 60kg @8 90s / warmup: 1x5 50% / progress: lp(1kg)\n## \n", ""),
    "scripts": Shape("", "A / 1x1 / progress: custom() {~ " + "r=1 " * 3_900 + " ~}\n## \n", ""),
    "variations": Shape("A / ", "9x1 / ", "1x1"),
    "notes": Shape("", "// x\n", "A / 1x1"),
    "overall weights": Shape("A / 1x1", " / 1kg", ""),
}
REFUSED = {
    "too-many-planned": "# 1\n## A\n" + "".join(f"E{i}[1-104] / 100x5\n" for i in range(20)) + "# w\n## A\n" * 103,
    "too-many-places": "# 1\n## A\n" + "".join(f"E{i}[1-104] / 1x5\n" for i in range(70)) + "# w\n## A\n" * 103,
    "too-many-variations": "A" + " / 1x1" * 101,
    "too-many-movements": "A" + " | B" * 50 + " / 1x1",
    "too-many-warmups": "A / 1x1 / warmup: 60x5 / warmup: 60x5",
    "too-many-arguments": f"A / 1x1 / progress: custom({','.join(f'a{i}: 1' for i in range(201))}) {{~ ~}}",
    "too-many-sets": "A / 60x5, 60x5",
    "too-large": "A / 30x" + "5" * 5_000,
    "too-deep": "A / 1x1 / progress: custom() {~ reps = " + "1 ? 1 : " * 1_500 + "1 ~}",
    "expected-script": "A / 1x1 / progress: custom() {~ " + "if (1) {" * 1_500 + " ~}",
    "too-many-weeks": "#\n" * 105,
    "too-many-days": "##\n" * 15,
    "long-chain": "A0 / 1x1\n" + "".join(f"A{i} / ...A{i - 1}\n" for i in range(1, 2000)),
    "own-original": "A / ...B\nB / ...C\nC / ...A",
}
DEEP = (
    "(",
    "[",
    "{",
    "!",
    "!(",
    "-(",
    "r[",
    "if(1){",
    "if(",
    "for(var.i in reps){",
    "1?",
    "1?(",
    "floor(",
    "state[",
    "r=",
)


@pytest.mark.parametrize("known", PROGRAMS)
def test_a_known_program_is_read(known: str) -> None:
    """A control: what the worst texts are made of is right itself."""
    assert Program.parse(known).days


@pytest.mark.parametrize("known", PROGRAMS)
def test_no_place_of_a_program_takes_longer_than_its_length(known: str) -> None:
    """A run of anything at any place: what grows too fast from 4 KB to 8 is looked at again at 16, 32 and 64 KB."""
    with undisturbed():
        every = list(every_place(known))
        step = len(every) // MOST_SHAPES + 1  # no divisor of the number of runs: each place meets most of them
        suspects = [each for each in every[:: step + (len(RUNS) % step == 0)] if _suspect(each)]
        wrong = {str(each): said for each in suspects if (said := slow(parse, each.text))}
    assert wrong == {}


def _suspect(shape: Shape) -> bool:
    short = seconds(parse, shape.text(SCREENED))
    return short > FLOOR and seconds(parse, shape.text(2 * SCREENED)) > 3 * short


@pytest.mark.parametrize("known", PROGRAMS)
def test_a_program_of_64_kb_is_read_in_a_second(known: str) -> None:
    """Some of all the worst texts, at their full length, against half of it."""
    with undisturbed():
        wrong = {str(each): said for each in some(known, EVERY) if (said := slow(parse, each.text))}
    assert wrong == {}


@pytest.mark.parametrize("name", LONGEST)
def test_what_once_took_long_is_read_in_a_second(name: str) -> None:
    """Texts that patterns took minutes for, and the ones that are read to their end."""
    with undisturbed():
        assert slow(parse, LONGEST[name].text) == ""


@pytest.mark.parametrize("code", REFUSED)
def test_what_grows_beyond_all_measure_is_refused(code: str) -> None:
    """A short text that would come to millions of sets, or to endless depth: a sentence says what is too much."""
    with pytest.raises(ProgramError) as caught:
        Program.parse(REFUSED[code])
    assert code in {each.code for each in caught.value.problems}
    for each in caught.value.problems:
        assert 15 < len(problem_words(each)) < 250
        assert f"({each.code})" not in problem_words(each)


@pytest.mark.parametrize("piece", DEEP)
def test_depth_without_end_is_a_problem_with_a_place(piece: str) -> None:
    """Brackets within brackets, however many: a mistake with its line and column, not an error of ours."""
    for length in (500, 15_000):
        script = (piece * (length // len(piece) + 1))[:length]
        with pytest.raises(ProgramError) as caught:
            Program.parse(f"A / 1x1\nB / 1x1 / progress: custom() {{~ {script} ~}}")
        assert {each.line for each in caught.value.problems} == {2}


def test_a_long_name_is_cut_in_the_sentence_about_it() -> None:
    """A name of 30 KB does not make a message that cannot be sent."""
    with pytest.raises(ProgramError) as caught:
        Program.parse(f"{'A' * 30_000} / 1x1\n" * 2)
    assert len(problem_words(caught.value.problems[0])) < 300


def test_a_pattern_that_scans_twice_is_found() -> None:
    """A control: a pattern that looks at each blank again from each blank is told to grow too fast."""
    twice, once = re.compile(r"a[ \t]*\+?[ \t]*:"), re.compile(r"a[ \t]*+(\+[ \t]*+)?+:")
    with undisturbed():
        assert slow(lambda text: twice.match(text, 0, len(text) // 8), Shape("a", " ", "1").text) != ""
        assert slow(lambda text: once.match(text, 0, len(text) // 8), Shape("a", " ", "1").text) == ""
