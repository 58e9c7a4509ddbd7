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

    def full(self, now: float) -> bool:
        self._fill(now)
        return self._tokens >= self.burst

    def _fill(self, now: float) -> None:
        self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now


class Gate:
    """Lets messages through at the pace for all chats, those of a lower lane first."""

    def __init__(self, per_second: float) -> None:
        self._bucket = Bucket(per_second, max(1.0, per_second))
        self._closed_until = 0.0
        self._line: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    async def pass_through(self, lane: int) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        if not self._line and now >= self._closed_until and not self._bucket.wait(now):
            self._bucket.take(now)
            return
        turn: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._line, (lane, next(self._numbers), turn))
        self._open()
        await turn

    def close_for(self, seconds: float) -> None:
        """Telegram asked all of us to wait."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

    def _open(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None if self._timer is None or self._timer.when() <= loop.time() else self._timer
        while self._line:
            now = loop.time()
            wait = max(self._closed_until - now, self._bucket.wait(now))
            if wait > 0:
                if self._timer is None:
                    self._timer = loop.call_later(wait, self._open)
                return
            turn = heapq.heappop(self._line)[2]
            if not turn.done():
                self._bucket.take(now)
                turn.set_result(None)
