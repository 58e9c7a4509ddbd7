"""How long programs take to be read, written and run."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from models.liftoscript.lifter import Lifter
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
LOOPS = "".join(f"for (var.{name} in reps) {{" for name in "abcdef") + "state.x += sum(reps)" + "}" * 6


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
    endless = Program.parse(f"Squat / 100x5 60kg / progress: custom(x: 0) {{~ {LOOPS} ~}}")
    [entry] = endless.played(1, 1, {"squat": [Done(5)]}, State(), lifter)
    began = time.perf_counter()
    assert endless.finish([entry], State(), lifter).failures
    table.line("a script that would never end, stopped", 1000 * (time.perf_counter() - began), "ms", most=50)
