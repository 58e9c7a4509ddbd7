"""Each rule over thousands of texts, against a second plain implementation of it (tests/notation/plain.py)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.notation import Ambiguous, Expected, NotationError, parse_log, parse_sets
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit
from tests.notation import plain
from tests.notation.lifts import EVERY
from tests.notation.plain import Asks
from tests.notation.test_rules import TABLE

MANY = settings(max_examples=1500, deadline=None)

quarters = st.integers(2, 1200).map(lambda n: Decimal(n) / 4)
weights = st.one_of(st.integers(1, 300).map(Decimal), quarters)
units = st.sampled_from(Unit)
reps = st.integers(1, 30)


@st.composite
def lifts(draw: st.DrawFn) -> Expected:
    """A lift in the middle of a workout, its weight known."""
    unit, least = draw(units), draw(st.integers(1, 20))
    weight = plain.grams(draw(weights), unit)
    bar = draw(st.sampled_from([None, 20_000 if unit is Unit.KG else 20_412]))
    return Expected(
        unit=unit,
        reps=least,
        reps_max=draw(st.none() | st.integers(least, least + 6)),
        weight_g=max(weight, bar or 0),
        sets=draw(st.integers(0, 8)),
        bar_g=bar,
    )


@st.composite
def unknown_lifts(draw: st.DrawFn) -> Expected:
    """A lift whose weight is not known, perhaps of which nothing is."""
    asked = draw(st.booleans())
    return Expected(
        kind=draw(st.sampled_from([ExerciseKind.WEIGHT, ExerciseKind.BODYWEIGHT])),
        unit=draw(units),
        reps=draw(st.integers(1, 20)) if asked else None,
        sets=draw(st.integers(1, 8)) if asked else None,
    )


def written(number: Decimal, *, comma: bool = False) -> str:
    """As people write it: 82.5, 82,5."""
    text = f"{number.normalize():f}"
    return text.replace(".", ",") if comma else text


def meant(text: str, lift: Expected) -> list[DoneSet] | Asks:
    try:
        return list(parse_sets(text, lift).sets)
    except Ambiguous:
        return Asks()


# -- rule 1 -------------------------------------------------------------------------------------------


@MANY
@given(st.integers(1, 10), reps, weights, lifts() | unknown_lifts(), st.data())
def test_sets_reps_and_weight_are_never_anything_else(
    sets: int, count: int, weight: Decimal, lift: Expected, data: st.DataObject
) -> None:
    """Sets x reps and a weight, in every order and spelling, are that, whatever the exercise asks."""
    x = data.draw(st.sampled_from(["x", " x ", "×", "*", "х", " X "]))
    number = written(weight, comma=data.draw(st.booleans()))
    unit = data.draw(st.sampled_from(["", lift.unit.value, f" {lift.unit.value}"]))
    forms = [f"{sets}{x}{count} {number}{unit}", f"{number}{unit} {sets}{x}{count}"]
    if weight > 10 or unit:
        forms += [f"{sets}{x}{count}@{number}{unit}", f"{sets}{x}{count} @ {number}{unit}"]
    for text in forms:
        assert meant(text, lift) == plain.sets_of(sets, count, weight, lift), text


@MANY
@given(st.lists(st.tuples(st.integers(1, 5), reps, weights), min_size=2, max_size=5), lifts())
def test_several_sets_reps_and_weights_are_read_one_by_one(
    groups: list[tuple[int, int, Decimal]], lift: Expected
) -> None:
    """A line for each weight is read like each alone."""
    text = "\n".join(f"{sets}x{count} {written(weight)}" for sets, count, weight in groups)
    wanted = [done for group in groups for done in plain.sets_of(*group, lift)]
    if len(wanted) <= 30:
        assert meant(text, lift) == wanted


# -- rule 2 -------------------------------------------------------------------------------------------


@MANY
@given(weights, reps, st.integers(2, 20), lifts(), st.data())
def test_unit_and_effort_are_what_they_say(
    weight: Decimal, count: int, half: int, lift: Expected, data: st.DataObject
) -> None:
    """A weight with its unit is a weight on either side of the x, and @ to 10 is an effort."""
    rpe = written(Decimal(half) / 2)
    unit = lift.unit.value
    effort = data.draw(st.sampled_from([f"@{rpe}", f" @{rpe}", f" rpe {rpe}", f" {rpe} rpe"]))
    text = f"{written(weight)}{unit} x {count}{effort}"
    assert meant(text, lift) == plain.sets_of(1, count, weight, lift, rpe_half=half), text


# -- rule 3 -------------------------------------------------------------------------------------------


@settings(MANY, max_examples=4000)
@given(st.integers(1, 160).map(Decimal) | quarters, st.integers(1, 160), lifts())
def test_product_alone_is_read_as_the_plain_rule_says(first: Decimal, second: int, lift: Expected) -> None:
    """Weight x reps, sets x reps, reps x weight or a question, by the numbers alone."""
    text = f"{written(first)}x{second}"
    assert meant(text, lift) == plain.product(first, Decimal(second), lift), text


@MANY
@given(st.integers(11, 300), st.integers(1, 20), unknown_lifts())
def test_weight_stands_first_where_none_is_known(weight: int, count: int, lift: Expected) -> None:
    """With no weight known, AxB with A above any number of sets is weight x reps."""
    assert meant(f"{weight}x{count}", lift) == plain.sets_of(1, count, Decimal(weight), lift)


# -- rule 4 -------------------------------------------------------------------------------------------


@MANY
@given(number=st.integers(1, 400).map(Decimal) | quarters, lift=lifts(), rated=st.booleans())
def test_bare_number_is_reps_or_asked_about(number: Decimal, lift: Expected, *, rated: bool) -> None:
    """A bare number is reps where it can be; else it is asked about, also before an effort."""
    wanted = plain.bare(number, lift)
    if rated and not isinstance(wanted, Asks):
        wanted = [DoneSet(reps=done.reps, weight_g=done.weight_g, unit=done.unit, rpe_half=16) for done in wanted]
    text = written(number) + ("@8" if rated else "")
    assert meant(text, lift) == wanted, text


# -- rule 5 -------------------------------------------------------------------------------------------


@MANY
@given(st.lists(st.integers(1, 30), min_size=3, max_size=12), lifts() | unknown_lifts())
def test_numbers_between_commas_are_a_set_each(counts: list[int], lift: Expected) -> None:
    """5,5,4 are three sets of what is asked."""
    text = ",".join(map(str, counts))
    assert meant(text, lift) == [plain.sets_of(1, count, None, lift)[0] for count in counts], text


@MANY
@given(st.lists(st.tuples(weights, reps), min_size=2, max_size=5), lifts(), st.data())
def test_marks_between_sets_are_the_following_ones(
    groups: list[tuple[Decimal, int]], lift: Expected, data: st.DataObject
) -> None:
    """Between two sets w and d belong to the one that follows, f to the one before, however they are spaced."""
    text, wanted = "", []
    for weight, count in sorted(groups, reverse=True):
        mark = data.draw(st.sampled_from(["", "", "d", "f"]))
        kind = {"d": SetKind.DROP, "f": SetKind.FAILURE}.get(mark, SetKind.WORK)
        one = f"{written(weight)}{lift.unit.value}x{count}"
        if mark == "d":
            one = data.draw(st.sampled_from(["d", "d ", "drop "])) + one
        elif mark == "f":
            one += data.draw(st.sampled_from(["f", " f", " failed"]))
        text += (data.draw(st.sampled_from([" ", ", ", "\n"])) if text else "") + one
        done = plain.sets_of(1, count, weight, lift)[0]
        wanted.append(DoneSet(kind, count, done.weight_g, lift.unit))
    assert meant(text, lift) == wanted, text


# -- rule 6 -------------------------------------------------------------------------------------------


def in_digits(zero: int) -> Callable[[str], str]:
    return lambda text: "".join(chr(zero + int(one)) if one.isascii() and one.isdigit() else one for one in text)


DRESSINGS: dict[str, Callable[[str], str]] = {
    "full stop": lambda text: f"{text}.",
    "exclamation mark": lambda text: f"{text}!!",
    "picture before": lambda text: f"✅ {text}",
    "picture behind": lambda text: f"{text} 💪🏽",
    "blanks": lambda text: f"  {text}  ",
    "capitals": str.upper,
    "fullwidth": in_digits(0xFF10),
    "arabic-indic": in_digits(0x0660),
    "persian": in_digits(0x06F0),
    "devanagari": in_digits(0x0966),
    "bengali": in_digits(0x09E6),
    "thai": in_digits(0x0E50),
    "multiplication sign": lambda text: text.replace("x", "×"),
    "cyrillic": lambda text: text.replace("x", "х"),
    "asterisk": lambda text: text.replace("x", "*"),
    "right-to-left": lambda text: f"\u200f{text}\u200e",
}


@pytest.mark.parametrize("dressing", DRESSINGS)
def test_dressing_changes_nothing(dressing: str) -> None:
    """Punctuation, pictures, blanks, capitals and the digits of other scripts leave every text what it was."""
    for text, lift, sets in TABLE:
        dressed = DRESSINGS[dressing](text)
        if len(dressed) <= 200 and "½" not in text and "rest-pause" not in text:
            assert meant(dressed, lift) == sets, dressed


# -- rule 7 -------------------------------------------------------------------------------------------


@MANY
@given(weights, st.lists(st.integers(1, 15), min_size=2, max_size=8), lifts())
def test_rest_pause_is_one_set_with_its_parts(weight: Decimal, parts: list[int], lift: Expected) -> None:
    """60x15+4+4 is one set of 23 reps, and its parts are known."""
    text = f"{written(weight)}{lift.unit.value}x{'+'.join(map(str, parts))}"
    [done] = parse_sets(text, lift).sets
    assert (done.reps, list(done.parts), done.weight_g) == (sum(parts), parts, plain.grams(weight, lift.unit))


@MANY
@given(weights, reps, reps, lifts(), st.data())
def test_sides_are_kept_and_the_weaker_one_counts(
    weight: Decimal, left: int, right: int, lift: Expected, data: st.DataObject
) -> None:
    """Left and right are both kept; what is asked goes by the weaker side."""
    sides = data.draw(st.sampled_from([f"L{left} R{right}", f"{left}L {right}R", f"R{right}/L{left}"]))
    [done] = parse_sets(f"{written(weight)}{lift.unit.value} x {sides}", lift).sets
    assert (done.left, done.right, done.reps) == (left, right, min(left, right))


@given(weights, lifts())
def test_failed_attempt_is_a_set_without_reps(weight: Decimal, lift: Expected) -> None:
    """100x0 is kept as an attempt that failed."""
    [done] = parse_sets(f"{written(weight)}{lift.unit.value}x0", lift).sets
    assert done.has_failed
    assert done.weight_g == plain.grams(weight, lift.unit)


# -- any text -----------------------------------------------------------------------------------------


notation = st.text("0123456789x×х*@,.:;/+- \nwdfklrgbmspeinuaech_²½１０💪!", max_size=220)


@MANY
@given(st.text(st.characters(), max_size=300) | notation, st.sampled_from(EVERY))
def test_any_text_is_read_refused_or_asked_about(text: str, lift: Expected) -> None:
    """Nothing else comes out, and what is read is within bounds."""
    try:
        parsed = parse_sets(text, lift)
    except NotationError:
        return
    except Ambiguous as asked:
        readings = asked.readings
    else:
        readings = (parsed.sets,) if parsed.rating is None else ()
    for sets in readings:
        assert 1 <= len(sets) <= 30
        for done in sets:
            assert done.reps is None or 0 <= done.reps <= 1000
            assert done.reps != 0 or done.kind is not SetKind.WORK
            assert done.weight_g is None or -1_000_000 <= done.weight_g <= 1_000_000
            assert done.seconds is None or 1 <= done.seconds <= 32_767
            assert done.rpe_half is None or 2 <= done.rpe_half <= 20
            assert (done.reps, done.seconds, done.distance_m) != (None, None, None)
            assert (done.left is None) == (done.right is None)
            assert not done.parts or done.reps == sum(done.parts)


@given(st.text(st.characters(), max_size=300) | notation)
def test_any_log_is_read_or_refused(text: str) -> None:
    """A name with a letter in it, or an error."""
    try:
        log = parse_log(text)
    except NotationError:
        return
    assert any(character.isalpha() for character in log.name)
