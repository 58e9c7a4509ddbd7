"""What is wrong with a program's text, in words a lifter understands."""

from __future__ import annotations

from handlers.views.texts import label
from models.liftoscript.problems import Misread, Problem


def problem_words(problem: Problem | Misread) -> str:
    """The sentence for a mistake."""
    return label("liftoscript-problem", code=problem.code, **problem.facts)
