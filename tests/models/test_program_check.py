"""Why a program that can be read cannot be trained: each reason has a sentence."""

from __future__ import annotations

import pytest

from handlers.views import program_text
from models import program_check
from models.liftoscript.program import Program
from models.program_drafts import ProgramDraft

WEEKS = "# w\n" + "## A\n" * 7
OBSTACLES = {
    "no-sets": "A / 60kg\n",
    "many-names": "".join(f"## {day}\n" + "".join(f"E{day}x{i} / 1x5\n" for i in range(40)) for day in range(4)),
    "long-name": f"{'E' * 129} / 1x5\n",
    "long-identity": f"{'l' * 400}: {'E' * 128} / 1x5\n",
    "full-day": "".join(f"E{i} / 1x5\n" for i in range(41)),
    "many-exercises": "# 1\n"
    + "".join(f"## {day}\n" + "".join(f"l{day}: E{i}[1-104] / 1x5\n" for i in range(8)) for day in range(7))
    + WEEKS * 103,
}


@pytest.mark.parametrize("code", OBSTACLES)
def test_what_cannot_be_trained_is_told_with_its_reason(code: str) -> None:
    """A program that would take too many rows, names or letters: one sentence, short enough to be sent."""
    text = Program.parse(OBSTACLES[code])
    found = program_check.obstacles(text)
    assert code in [each.code for each in found]
    view = program_text.obstacles(ProgramDraft(text=OBSTACLES[code]), found)
    assert 20 < len(view.text) < 1_000


def test_an_ordinary_program_has_no_obstacle() -> None:
    """Twelve weeks of one exercise can be trained."""
    assert program_check.obstacles(Program.parse("# 1\n## A\nSquat[1-12] / 3x5 60kg\n" + "# w\n## A\n" * 11)) == []
