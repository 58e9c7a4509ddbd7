"""What a bot process under torture is told to do to itself before it becomes the bot."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Orders:
    """`kill_at`: the step of points.STEPS whose `nth` passing is kill -9; `weakened`: names in weakened.WEAKENINGS."""

    kill_at: str = ""
    nth: int = 1
    weakened: tuple[str, ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Orders:
        given = json.loads(text)
        return cls(**{**given, "weakened": tuple(given["weakened"])})
