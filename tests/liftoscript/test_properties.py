"""Promises about any program, any training of it and any text."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.liftoscript.lifter import Lifter
from models.liftoscript.machine import STEPS, Machine
from models.liftoscript.problems import Misread, ProgramError
from models.liftoscript.program import Program
from models.liftoscript.quantities import Unit, Weight
from models.liftoscript.script_grammar import read_script
from models.liftoscript.session import Done, enter, variables_for
from models.liftoscript.state import State
from tests.liftoscript.gym import problems, same

NAMES = ["Squat", "Bench Press, Barbell", "t1: Squat", "Row | Pull-up", "Подтягивание"]

scheme = st.builds(
    "{}x{}{}{}".format,
    st.integers(1, 4),
    st.integers(1, 12),
    st.sampled_from(["", "", "-15", "+"]),
    st.sampled_from(["", "", " 60kg", " 135lb", " 72.5%", " @8", " 60.5kg @8.5+ 90s", " 30s|60s", " 40kg+", " (top)"]),
)
schemes = st.lists(scheme, min_size=1, max_size=3).map(", ".join)
ALL_SETS = st.sampled_from(
    ["", " / 80kg", " / 70%", " / @7", " / 120s", " / 45lb 60s", " / warmup: 1x5 50%", " / superset: A"]
)
STATEMENTS = [
    "weights += 2.5kg",
    "weights[1:*:*:2] = completedWeights[1] * 1.05",
    "reps = completedReps[1] + 1",
    "minReps[*:1] = 3",
    "numberOfSets += 1",
    "numberOfSets[2:1:1] = 2",
    "setVariationIndex += 1",
    "exerciseVariationIndex += 1",
    "descriptionIndex = 2",
    "state.n += 1",
    "state.w = completedWeights[1] + 2.5lb",
    "rm1 = 101kg",
    "RPE = 8.5",
    "timers[2] = 75",
    "amraps = 1",
    "weights = 65%",
    "logrpes[1] = 1 askweights = 0",
    "if (completedReps >= reps) { weights += state.w }",
]
custom = st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4).map(
    lambda lines: "custom(n: 0, w: 2.5kg) {~\n  " + "\n  ".join(lines) + "\n~}"
)
progress = st.one_of(
    st.sampled_from(
        ["none", "lp(2.5kg)", "lp(5lb, 2, 0, 10%, 2)", "lp(5%, 1, 0, 5lb)", "dp(2.5kg, 5, 8)", "sum(20, 5lb)"]
    ),
    custom,
)


@st.composite
def lines(draw: st.DrawFn, name: str, week: int) -> str:
    notes = "// one\n//\n// two\n" if draw(st.booleans()) and week == 1 else ""
    bang = draw(st.integers(0, 2))
    variations = draw(st.lists(schemes, min_size=1, max_size=2))
    sets = " / ".join(f"{'! ' if i == bang else ''}{each}" for i, each in enumerate(variations))
    repeat = draw(st.sampled_from(["", "", "[1-2]"])) if week == 1 else ""
    return f"{notes}{name}{repeat} / {sets}{draw(ALL_SETS)}"


@st.composite
def programs(draw: st.DrawFn) -> str:
    rows = []
    progresses = {name: draw(progress) for name in NAMES}
    told, first = set(), draw(st.sampled_from(NAMES[:4]))
    for week in range(1, draw(st.integers(1, 3)) + 1):
        rows.append(f"# Week {week}")
        for day in range(1, 3):
            rows.append(f"## Day {day}")
            for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3)):
                line = draw(lines(name, week))
                if name not in told:
                    line += f" / progress: {progresses[name]}"
                    told.add(name)
                rows.append(line)
        if week == 1 and first in told and draw(st.booleans()):
            rows.append(f"Curl / ...{first} / 10kg")
        if week == 1 and first in told and progresses[first].startswith("custom") and draw(st.booleans()):
            given = draw(st.sampled_from(["", "n: 0", "n: 3", "w: 2.5kg", "w: 5lb, n: 1"]))
            rows.append(f"Plank / 2x5 30kg / progress: custom({given}) {{ ...{first} }}")
    return "\n".join(rows) + "\n"


sessions = st.lists(
    st.tuples(st.integers(0, 5), st.lists(st.one_of(st.none(), st.integers(0, 20)), min_size=1, max_size=6)), max_size=4
)
lifters = st.builds(
    Lifter,
    st.sampled_from([None, "kg", "lb"]),
    st.sampled_from([None, Weight(2.5, "kg"), Weight(5, "lb"), Weight(0.1, "kg")]),
)


def read(text: str) -> Program | None:
    try:
        return Program.parse(text)
    except ProgramError:
        return None


@given(programs(), sessions, lifters)
@settings(max_examples=60, deadline=None)
def test_a_trained_program_written_out_reads_back_as_it_stands(
    text: str, trained: list[tuple[int, list[int | None]]], lifter: Lifter
) -> None:
    """Untouched it is the text itself; trained, what is read back is what the state says, and it stays so."""
    program = read(text)
    if program is None:
        return  # e.g. nobody to reuse from
    assert program.text(State()) == text
    state = State().with_rm1("Squat", Weight(100, "kg"))
    for number, reps in trained:
        day = program.days[number % len(program.days)]
        done = {each.identity: [None if one is None else Done(one) for one in reps] for each in day.trained}
        finished = program.finish(program.played(day.week, day.day, done, state, lifter), state, lifter)
        assert finished.state != state or not finished.changes
        state = finished.state
    written = program.text(state)
    again = Program.parse(written)
    assert same(program, state, again)
    assert again.text(State()) == written
    assert State.from_json(state.to_json()) == state


@given(programs())
@settings(max_examples=20, deadline=None)
def test_most_generated_programs_are_good(text: str) -> None:
    """What the promise above is tried on: the only mistake they have is one of taking over."""
    assert {code for _, _, code in problems(text)} <= {"many-originals", "no-original"}


PIECES = [
    "#",
    "##",
    "Squat",
    "/",
    "3x8",
    "...",
    "Squat",
    "{~",
    "~}",
    "progress:",
    "custom(",
    "lp(",
    ")",
    "5kg",
    "75%",
    "@8",
]
PIECES += [
    "\n",
    " ",
    "//",
    "[1-3]",
    "|",
    "!",
    "60s",
    "update:",
    "warmup:",
    "none",
    ",",
    "+",
    "weights",
    "=",
    "if",
    "{",
    "}",
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
@settings(max_examples=120, deadline=None)
def test_any_text_is_a_program_or_told_what_is_wrong_with_it(text: str) -> None:
    """Nothing else is ever raised; each place is one of the text."""
    try:
        program = Program.parse(text)
    except ProgramError as error:
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for each in error.problems:
            assert 1 <= each.line <= len(rows)
            assert 1 <= each.column <= len(rows[each.line - 1]) + 1
    else:
        assert same(program, State(), Program.parse(program.text(State())))


WORDS = """
weights reps completedReps ns rm1 state.n state.w var.i var.a numberOfSets setVariationIndex 1 0 3 7 2.5kg
+ - * / % = += *= /= > >= == && || ! ? : ( ) [ ] { } ; , if else for in floor( sum( max( increment( sets( *
""".split()  # noqa: SIM905 - as a script is written
SCRIPTS = st.one_of(
    st.lists(st.sampled_from(STATEMENTS), max_size=8).map(" ".join),
    st.recursive(
        st.sampled_from(STATEMENTS),
        lambda inner: st.tuples(st.sampled_from("abcd"), inner, inner).map(
            lambda each: f"for (var.{each[0]} in completedReps) {{ {each[1]} {each[2]} }}"
        ),
    ),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
)


@given(SCRIPTS, st.booleans(), st.sampled_from(["kg", "lb"]))
@settings(max_examples=120, deadline=None)
def test_any_script_ends_and_touches_only_its_variables(text: str, live: bool, unit: Unit) -> None:
    """It is refused, stops at a mistake, or ends; never after more than its steps."""
    try:
        script = read_script(text)
    except Misread:
        return
    lifter, state = Lifter(unit), State()
    [exercise] = Program.parse("Squat / 30x5 60kg / progress: custom(n: 1, w: 5kg) {~ state.n = 1 ~}").days[0].exercises
    entry = enter(exercise, 1, state, lifter)
    variables: dict[str, Any] = dict(variables_for(entry, lifter))
    names, own = set(variables), state.variables_of(exercise)
    machine = Machine(lifter, variables, own, {}, rm1=None, live=live)
    with suppress(Misread, KeyError):  # a name unknown to the language is refused when a program is read
        script.value(machine)
    assert machine.steps <= STEPS + 200
    assert (set(variables), set(own)) == (names, {"n", "w"})
    assert len(machine.locals) <= 100
    assert len(machine.updates) <= STEPS
    assert all(len(each) <= 100 for each in variables.values() if isinstance(each, list))
