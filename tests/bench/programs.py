"""How long programs take to be read, written and run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from models.liftoscript.lifter import Lifter
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight
from models.liftoscript.session import Done
from models.liftoscript.state import State

if TYPE_CHECKING:
    from tests.bench.__main__ import Table

TIMES = 9
MAIN = ["Squat", "Bench Press", "Deadlift", "Overhead Press"]
REST = ["Row", "Pull-up", "Dip", "Curl", "Leg Curl"]
SCRIPT = """custom(add: 2.5kg, bad: 0, new{0}: {0}) {{~
  // written out in each program of its own: {0}
  if (completedReps >= reps) {{ state.bad = 0 weights += state.add }}
  else if (state.bad < 2) {{ state.bad += 1 }} else {{ state.bad = 0 weights -= 10% setVariationIndex += 1 }}
  if (week == 12) {{ for (var.i in completedReps) {{ rm1 = calculate1RM(completedWeights[var.i], cr[var.i]) }} }}
~}}"""
ENDLESS = {
    "loops within loops": "".join(f"for (var.{name} in reps) {{" for name in "abcdef")
    + "state.x += sum(reps)"
    + "}" * 6,
    "every set, for every set": "for (var.a in reps) { for (var.b in reps) { weights[var.a] += 1kg } }",
    "all sets, again and again": "for (var.a in reps) { weights += 1kg RPE += 1 reps += 1 timers += 1 }",
    "sets taken away and given": "for (var.a in reps) { numberOfSets = 1 numberOfSets = 100 weights = sum(reps) }",
    "a long one": "rm1 += 1kg state.x = calculate1RM(rm1, 5) * rpeMultiplier(3, 8) " * 240,
}
SIZE = 64 * 1024 - 16
MANY = range(2_000)
LONGEST = {  # each of 64 KB, or of as many lines as are read
    "exercises written out": "".join(f"E{i} / 3x{i % 9 + 1}-12 {i % 99}.5kg @8 90s / warmup: 1x5 {i}%\n" for i in MANY),
    "scripts": "".join(
        f"E{i} / 1x1 / progress: custom(a: {i}) {{~ if (cr >= r) {{ state.a += {i} }} ~}}\n" for i in MANY
    ),
    "scripts of 16 KB": "".join(f"E{i} / 1x1 / progress: custom() {{~ {'reps=1 ' * 2300} ~}}\n" for i in range(4)),
    "each like the one before": "E0 / 1x1\n" + "".join(f"E{i} / ...E{i - 1}\n" for i in MANY[1:]),
    "each like nobody": "".join(f"E{i} / ...X{i} / 1x5\n" for i in MANY),
    "each like one without its equipment": "".join(f"E{i}, Barbell / 1x1\nF{i} / ...E{i}\n" for i in MANY[:1000]),
    "one line of sets": "A / " + "1x1," * (SIZE // 4),
    "one line of slashes": "A / 1x1 / " * (SIZE // 10),
    "one script of brackets": "A / progress: custom() {~ " + "{" * 16_000 + "~}",
    "weeks and weeks": "# 1\n## A\n" + "".join(f"E{i}[1-104] / 3x5\n" for i in MANY[:55]) + "# w\n## A\n" * 103,
    "notes": "// x\n" * (SIZE // 5),
    "labels": "A / 1x1 (" + "a " * (SIZE // 2 - 8),
}
COLD = """
import time
from models.liftoscript.program import Program
from tests.bench.programs import twelve_weeks
text, began = twelve_weeks(1), time.perf_counter()
Program.parse(text)
print(1000 * (time.perf_counter() - began))
"""


def twelve_weeks(salt: int) -> str:
    """Every set of twelve weeks written out, four days of six exercises, like nothing read before."""
    rows = []
    for week in range(1, 13):
        rows.append(f"# Week {week}")
        for day, main in enumerate(MAIN):
            rows.append(f"## Day {day + 1}")
            shares = f"1x5 {60 + week}%, 1x5 {65 + week}.{salt % 90 + 10}%, 1x5+ {70 + week}%"
            rows.append(f"{main} / {shares} / 180s" + (f" / progress: {SCRIPT.format(salt)}" if week == 1 else ""))
            for other in REST:
                progress = f" / progress: dp(2.5kg, 8, {10 + salt % 9})" if (week, day) == (1, 0) else ""
                rows.append(f"{other} / 3x8-12 / {20 + day + week}kg 90s{progress}")
    return "\n".join(rows)


async def programs(_: Path, table: Table) -> None:
    Program.parse("Squat / 3x5")  # the grammars are built
    reading, writing, ending = [], [], []
    lifter, state = Lifter("kg"), State({"squat": Weight(140.0, "kg")})
    for salt in range(TIMES):
        text = twelve_weeks(salt)
        began = time.perf_counter()
        program = Program.parse(text)
        reading.append(time.perf_counter() - began)
        done = {each.identity: [Done(12)] * 3 for each in program.days[0].trained}
        began = time.perf_counter()
        finished = program.finish(program.played(1, 1, done, state, lifter), state, lifter)
        ending.append(time.perf_counter() - began)
        began = time.perf_counter()
        program.text(finished.state)
        writing.append(time.perf_counter() - began)
    table.line("a program of 12 weeks read, 288 exercises", 1000 * statistics.median(reading), "ms", most=100)
    table.line("a session of it played and finished", 1000 * statistics.median(ending), "ms")
    table.line("its text written with the progress", 1000 * statistics.median(writing), "ms")
    table.line("the first one a new process reads", min(_cold() for _ in range(3)), "ms", most=100)
    slowest = max((_read(text[:SIZE]), name) for name, text in LONGEST.items())
    table.line(f"64 KB of anything read, at worst ({slowest[1]})", slowest[0], "ms", most=1000)
    worst = max((min(_run(script) for _ in range(3)), name) for name, script in ENDLESS.items())
    table.line(f"a script's processor time, at worst ({worst[1]})", worst[0], "ms", most=50)


def _read(text: str) -> float:
    began = time.perf_counter()
    with suppress(ProgramError):
        Program.parse(text)
    return 1000 * (time.perf_counter() - began)


def _run(script: str) -> float:
    """The longer of a session begun with it as its update, and one finished with it as its progress.

    What others take of the machine meanwhile is not counted.
    """
    state, lifter = State({"squat": Weight(140.0, "kg")}), Lifter("kg", Weight(2.5, "kg"))
    took = []
    live = Program.parse(f"Squat / 100x5 60kg / progress: custom(x: 0) {{~ ~}} / update: custom() {{~ {script} ~}}")
    began = time.process_time()
    live.session(1, 1, state, lifter)
    took.append(time.process_time() - began)
    after = Program.parse(f"Squat / 100x5 60kg / progress: custom(x: 0) {{~ {script} ~}}")
    entries = after.played(1, 1, {"squat": [Done(5)] * 100}, state, lifter)
    began = time.process_time()
    after.finish(entries, state, lifter)
    took.append(time.process_time() - began)
    return 1000 * max(took)


def _cold() -> float:
    done = subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True, text=True)
    return float(done.stdout)
