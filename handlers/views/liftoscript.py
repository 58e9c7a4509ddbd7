"""What is wrong with a program's text, in words a lifter understands."""

from __future__ import annotations

from handlers.views.texts import label, shortened
from models.liftoscript.problems import Misread, Problem

LONGEST_FACT = 60  # characters of a name or another piece of the text


def problem_words(problem: Problem | Misread) -> str:
    """The sentence for a mistake, or for the slip behind it; a long piece of the text is cut."""
    facts = {
        name: shortened(each, LONGEST_FACT) if isinstance(each, str) else each for name, each in problem.facts.items()
    }
    if "hint" in facts:
        return label("liftoscript-hint", **facts)
    return label("liftoscript-problem", code=problem.code, **facts)
