"""How fast we may speak: token buckets, and a gate where somebody waiting goes before what is sent unasked."""

from __future__ import annotations

import asyncio
import heapq
import itertools

BURST_PER_CHAT = 3


class Bucket:
    """A token bucket: `rate` a second, at most `burst` saved up; rate 0 is no limit."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._tokens = burst
        self._at = 0.0

    def wait(self, now: float) -> float:
        """Seconds until a token is there."""
        if not self.rate:
            return 0.0
        self._fill(now)
        return max(0.0, (1 - self._tokens) / self.rate)

    def take(self, now: float) -> None:
        if self.rate:
            self._fill(now)
            self._tokens -= 1

    def rested(self, now: float) -> bool:
        """True when so little was taken lately that it cannot have been too much."""
        self._fill(now)
        return not self.rate or self._tokens >= 1

    def full(self, now: float) -> bool:
        self._fill(now)
        return self._tokens >= self.burst

    def _fill(self, now: float) -> None:
        self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now


class Turn:
    """Somebody's place in the line before the gate."""

    __slots__ = ("lane", "opened")

    def __init__(self, lane: int) -> None:
        self.lane = lane
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Gate:
    """Lets messages through at the pace for all chats, those of a lower lane first."""

    def __init__(self, per_second: float) -> None:
        self._bucket = Bucket(per_second, max(1.0, per_second))
        self._closed_until = 0.0
        self._line: list[tuple[int, int, Turn]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def enter(self, lane: int) -> Turn | None:
        """A place in the line; None where there is no need to wait."""
        now = asyncio.get_running_loop().time()
        if not self._line and now >= self._closed_until and not self._bucket.wait(now):
            self._bucket.take(now)
            return None
        turn = Turn(lane)
        self._push(turn)
        self._open()
        return turn

    def hurry(self, turn: Turn, lane: int) -> None:
        """Somebody of a lower lane has come to wait behind this one."""
        if lane < turn.lane and not turn.opened.done():
            turn.lane = lane
            self._push(turn)  # its place before is passed over when it comes

    def rested(self, now: float) -> bool:
        return self._bucket.rested(now)

    def close_for(self, seconds: float) -> None:
        """Telegram asked all of us to wait."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

    def _push(self, turn: Turn) -> None:
        heapq.heappush(self._line, (turn.lane, next(self._numbers), turn))

    def _on_time(self) -> None:
        self._timer = None
        self._open()

    def _open(self) -> None:
        loop = asyncio.get_running_loop()
        while self._line:
            turn = self._line[0][2]
            if turn.opened.done():
                heapq.heappop(self._line)
                continue
            now = loop.time()
            wait = max(self._closed_until - now, self._bucket.wait(now))
            if wait > 0:
                if self._timer is None:
                    self._timer = loop.call_later(wait, self._on_time)
                return
            heapq.heappop(self._line)
            self._bucket.take(now)
            turn.opened.set_result(None)
