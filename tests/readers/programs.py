"""Programs to make the worst texts of: together they have everything that the language has."""

from __future__ import annotations

from contextlib import suppress

from models.liftoscript import script_grammar, sections
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program

SCRIPT = "{~ for (var.i in completedReps) { state.a = (w[var.i] >= 5lb && !1) ? floor(-1.5) : 10 } // c\n ~}"
PROGRAMS = (
    "// note [x](y)\n// more\n\n// ! other\nSquat / 1x5\n",
    "// ...Squat[2:1]\nA / 1x5\n",
    "# W1\n## A\nt1: Squat, Barbell | ! Front Squat[2,1-4] / 1x5\n# W2\n## A\n",
    "Squat / ! 1x5 60kg+ @8+ 90s (Top a), 3+x8-12 75% 60s+|30s auto / 60kg ?+\n",
    "Squat / 1x5 / warmup: 1x5 45lb, 1x3 80% / superset: A / id: tags(1, 100)\n",
    "Squat / 1x5 / progress: lp(5lb, 1, 0, 10%, 3)\n",
    "Squat / ...Bench[1:1] / used: none\nBench / 1x5\n",
    "Squat / 1x5 / update: custom() {~ if (setIndex == 1) { reps = 5 } else { weights[2] *= 2 } ~}\n",
    f"Squat / 3x5 / progress: custom(a: 1, b+: 2.5kg) {SCRIPT}\n",
    "Squat / 3x5 \\\n / progress: custom(a: 1) { ...B }\nB / 1x1 / progress: custom(a: 2) {~ ~} / warmup: none\n///x\n",
)


def parse(text: str) -> None:
    """Read it, with nothing kept of what was read before."""
    sections._kept.cache_clear()
    script_grammar._kept.cache_clear()
    with suppress(ProgramError):
        Program.parse(text)
