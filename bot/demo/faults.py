"""Faults a test can order: floods, server errors, broken connections, silence, half an answer."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["flood", "error", "drop_before", "drop_after", "hang", "truncate"]


@dataclass(slots=True)
class Fault:
    """What goes wrong, with which calls, and how many times more.

    flood: 429 with retry_after. error: code with an HTML body (or description as the Bot API's JSON).
    drop_before / drop_after: the connection is cut before or after the method took effect.
    hang: no answer until the caller gives up. truncate: the method took effect, its JSON is cut in half.
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    count: int = 1
    retry_after: int = 1
    code: int = 500
    description: str | None = None
    hits: int = 0

    def takes(self, method: str, chat_id: int) -> bool:
        """Whether this call goes wrong; each yes uses up one of `count`."""
        if self.hits >= self.count or self.method not in {None, method}:
            return False
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        self.hits += 1
        return True


class RateLimit:
    """Token buckets: a burst, then so many a second; in each chat and over all of them."""

    def __init__(self, per_chat: float = 1.0, burst: int = 5, overall: float = 30.0) -> None:
        self.per_chat, self.burst, self.overall = per_chat, burst, overall
        self._buckets: dict[int, tuple[float, float]] = {}

    def wait(self, chat_id: int, now: float) -> int:
        """Whole seconds to wait before this chat takes another message; 0 takes it now."""
        limits = ((chat_id, self.per_chat, float(self.burst)), (0, self.overall, self.overall))
        filled: list[tuple[int, float]] = []
        for key, rate, size in limits:
            level, since = self._buckets.get(key, (size, now))
            level = min(size, level + (now - since) * rate)
            if level < 1:
                return int((1 - level) / rate) + 1
            filled.append((key, level - 1))
        self._buckets.update({key: (level, now) for key, level in filled})
        return 0


class Pauses:
    """The pauses asked for with 429, and the calls that came all the same."""

    IN_FLIGHT = 0.1  # s: what was sent before the 429 was heard

    def __init__(self) -> None:
        self.asked = 0
        self.undercut: list[str] = []
        self._asked: dict[tuple[str, int], tuple[float, float]] = {}

    def ask(self, method: str, chat_id: int, seconds: float, now: float) -> None:
        """From now on: in this chat, or with this method where there is no chat."""
        self.asked += 1
        self._asked["" if chat_id else method, chat_id] = (now, now + seconds)

    def hear(self, method: str, chat_id: int, now: float) -> None:
        """A call has come."""
        since, until = self._asked.get(("" if chat_id else method, chat_id), (now, now))
        if since + self.IN_FLIGHT < now < until:
            self.undercut.append(f"{method} in {chat_id} {until - now:.2f} s too soon")
