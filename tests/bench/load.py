"""The server with athletes inside: a process of its own, told what to do in lines of JSON."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bot.demo import acts
from bot.demo.chats import Chat
from bot.demo.server import BotServer

PEOPLE = 50
NEXT_SET = "✓ "


class Athlete:
    """Somebody who does the next thing as soon as the last one was answered."""

    def __init__(self, server: BotServer, number: int) -> None:
        self.server, self.number = server, number
        self.chat: Chat = acts.join(server.world, number, f"Athlete {number}")
        self.chat.met = True
        self.chat.listeners.append(self._heard)
        self.shown_at = 0.0  # when the bot last showed something
        self._showings = 0
        self._happened = asyncio.Event()

    def _heard(self, event: dict[str, Any]) -> None:
        message = event.get("put")
        if message is not None and message.from_bot:
            self._showings += 1
            self.shown_at = time.time()
        self._happened.set()

    async def until(self, true: Callable[[], bool]) -> None:
        while not true():
            self._happened.clear()
            await self._happened.wait()

    async def says(self, text: str) -> None:
        """Write, and wait for something new to see."""
        before = self._showings
        acts.say(self.server.world, self.number, text)
        await self.until(lambda: self._showings > before)

    async def logs_a_set(self) -> None:
        """Tap the big button, and wait for the answer and the card with the set in it."""
        card = next(message for message in reversed(self.chat.visible) if message.from_bot and message.inline_rows)
        button = next(each for row in card.inline_rows for each in row if NEXT_SET in each["text"])
        before = self._showings
        press = acts.press(self.server.world, self.number, card, button["callback_data"], button["text"])
        await self.until(lambda: press.answer is not None and self._showings > before)
        self.chat.presses.clear()

    async def waits(self) -> float:
        """When the bot first shows something unasked."""
        await self.until(lambda: self._showings > 0)
        return self.shown_at


class Load:
    """What the bench can ask for; each answer is JSON."""

    def __init__(self, server: BotServer) -> None:
        self.server = server
        self.people: list[Athlete] = []

    async def join(self, first: int, count: int) -> int:
        self.people = [Athlete(self.server, first + place) for place in range(count)]
        return len(self.people)

    async def polled(self) -> float:
        """The instant (monotonic) of the next first getUpdates."""
        self.server.calls.clear()
        while not self.server.calls.get("getUpdates"):  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0.001)
        return time.monotonic()

    async def say(self, text: str, each: int) -> float:
        """Seconds for everybody at once to say it `each` times and be answered."""
        return await self._at_once(lambda athlete: athlete.says(text), each)

    async def log(self, each: int) -> float:
        """The same with sets."""
        return await self._at_once(Athlete.logs_a_set, each)

    async def log_paced(self, rate: float, seconds: float, without: int = 0) -> list[float]:
        """Milliseconds from each update to its last reply, at so many updates a second by one after the other, but for
        the last ones.
        """
        return await self._paced(self.people[: len(self.people) - without], rate, seconds)

    async def log_while_one_says(self, text: str, rate: float, seconds: float) -> list[list[float]]:
        """The same without the last one, who says this as fast as it is answered; and how long those answers took."""
        *others, one = self.people
        logged = asyncio.create_task(self._paced(others, rate, seconds))
        answered: list[float] = []
        while not logged.done():
            began = time.perf_counter()
            await one.says(text)
            answered.append(1000 * (time.perf_counter() - began))
        return [await logged, answered]

    async def _paced(self, people: list[Athlete], rate: float, seconds: float) -> list[float]:
        took: list[float] = []

        async def one(athlete: Athlete) -> None:
            began = time.perf_counter()
            await athlete.logs_a_set()
            took.append(1000 * (time.perf_counter() - began))

        loop = asyncio.get_running_loop()
        start, tasks = loop.time(), []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(start + number / rate - loop.time())
            tasks.append(asyncio.create_task(one(people[number % len(people)])))
        await asyncio.gather(*tasks)
        return took

    async def wait_for_reminders(self, due: list[float]) -> list[float]:
        """Milliseconds by which each person's reminder came too late."""
        came = await asyncio.gather(*(athlete.waits() for athlete in self.people))
        return [1000 * (at - wanted) for at, wanted in zip(came, due, strict=True)]

    async def _at_once(self, act: Callable[[Athlete], Awaitable[None]], each: int) -> float:
        async def chain(athlete: Athlete) -> None:
            for _ in range(each):
                await act(athlete)

        began = time.perf_counter()
        await asyncio.gather(*(chain(athlete) for athlete in self.people))
        return time.perf_counter() - began


async def main() -> None:
    server = BotServer()
    await server.start()
    load = Load(server)
    loop = asyncio.get_running_loop()
    _answer([server.url, server.token])
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        name, *facts = json.loads(line)
        _answer(await getattr(load, name)(*facts))
    await server.stop()


def _answer(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
