"""What is asked, in a few characters, as previews and reminders have it."""

from __future__ import annotations

import pytest

from handlers.views.prescription import sets
from models.rules.sets import PrescribedSet


def reps(*counts: int) -> list[PrescribedSet]:
    return [PrescribedSet(reps=each) for each in counts]


OPEN = PrescribedSet(reps=1, amrap=True)


@pytest.mark.parametrize(
    ("prescribed", "said"),
    [
        ([], ""),
        (reps(5, 5, 5), "3×5"),
        ([*reps(5, 5), PrescribedSet(reps=5, amrap=True)], "3×5+"),
        ([PrescribedSet(reps=8, reps_max=12)] * 3, "3×8–12"),
        ([*reps(5, 3), OPEN], "5/3/1+"),
        ([PrescribedSet(reps=5), *[PrescribedSet(reps=8, reps_max=10)] * 2], "5/8–10/8–10"),
        (reps(1, 2, 3, 1, 2, 3, 1, 2, 3), "9×1–3"),
        ([PrescribedSet(reps=8, reps_max=12)] * 5 + reps(6), "6×6–12"),
        ([PrescribedSet(seconds=30)] * 3, "3×30 s"),
        ([PrescribedSet(seconds=30), PrescribedSet(seconds=180)], "30 s/3 min"),
        ([PrescribedSet(seconds=60, label="run"), PrescribedSet(seconds=90, label="walk")] * 8, "20 min"),
        ([PrescribedSet(reps=5, label="top"), *[PrescribedSet(reps=8, label="back")] * 3], "5/8/8/8"),
        ([PrescribedSet(reps=6, label="top"), *reps(6, 6, 6)], "4×6"),
    ],
)
def test_sets_in_short(prescribed: list[PrescribedSet], said: str) -> None:
    assert sets(prescribed) == said
