"""Drafts: what a person has answered on the way to an enrollment. A row after every answer: a restart, /cancel or
another command in between loses nothing, and /start goes on with the first question that is still open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Any
from uuid import UUID

from models import people
from models.people import User

NO_ZONE = "UTC"
"""The time zone of somebody who has not been asked yet; no place that can be chosen has it."""


@dataclass(slots=True)
class Draft:
    """Answers to the questions of an enrollment; None where a question is still open.

    weights: grams by exercise, None = learned from the first set; all of them are given when `weighed` is true.
    """

    unit_known: bool = False
    program: UUID | None = None
    weekdays: list[int] | None = None
    at: time | None = None
    weights: dict[UUID, int | None] = field(default_factory=dict)
    one_by_one: bool = False
    weighed: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "unit_known": self.unit_known,
            "program": str(self.program) if self.program else None,
            "weekdays": self.weekdays,
            "at": f"{self.at:%H:%M}" if self.at else None,
            "weights": {str(exercise): grams for exercise, grams in self.weights.items()},
            "one_by_one": self.one_by_one,
            "weighed": self.weighed,
        }


def of(user: User) -> Draft:
    """The person's draft, an empty one where there is none."""
    data = user.draft or {}
    return Draft(
        unit_known=data.get("unit_known", False),
        program=UUID(data["program"]) if data.get("program") else None,
        weekdays=data.get("weekdays"),
        at=time.fromisoformat(data["at"]) if data.get("at") else None,
        weights={UUID(exercise): grams for exercise, grams in data.get("weights", {}).items()},
        one_by_one=data.get("one_by_one", False),
        weighed=data.get("weighed", False),
    )


async def save(user: User, draft: Draft | None) -> None:
    """Keep the draft; None: it is over."""
    await people.change(user, draft=draft.to_json() if draft else None)
