"""Athletes who train as fast as they are answered, and faster: taps, double taps, typed sets, edits, undo."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from uuid import UUID

from bot.demo import acts
from bot.demo.chats import Message
from handlers.views import taps
from handlers.views.taps import Tap
from models.programs import Exercise
from tests.athletes import straight, trained
from tests.people import Person
from tests.torture.history import PRESCRIBED, REPS, Act, Book
from tests.torture.house import House

Told = Callable[[], Sequence[int]]
REST = 20  # s
DAYS = 40
ENOUGH = 40  # sets: more are taken back
MOST_AHEAD = 4  # messages written before the answer to the first is waited for
KG = (101, 103, 104, 106, 107, 108)  # a weight of each one's own, also beside the nearest that plates make
SUMMARY = "🏁"


class Athlete:
    """`over` ends a workout at the next occasion; `lazy`: never finishes one, the bot has to. `told`: the ids of the
    updates in the order in which the bot heard of them, where that is another than that in which they were made.
    """

    def __init__(self, house: House, person: Person, kg: int, chance: random.Random, told: Told | None = None) -> None:
        self.house, self.person, self.kg, self.chance, self.told = house, person, kg, chance, told
        self.lazy = False
        self.acts: list[Act] = []
        self._book, self._book_of = Book(kg), (0, 0)
        self.over = asyncio.Event()
        self._texts: list[Message] = []
        self._measured = 0

    # -- what is done

    def taps(self, message: Message, data: str) -> Callable[[], bool]:
        """Tap a button; the result tells whether it was answered."""
        press = acts.press(self.house.server.world, self.person.id, message, data)
        self._did(Act(self._update_id(), "tap", data, message.id))
        return lambda: press.answer is not None

    def says(self, text: str) -> Callable[[], bool]:
        """Write; the result tells whether a card or a question stands below it."""
        message = acts.say(self.house.server.world, self.person.id, text)
        self._texts.append(message)
        self._did(Act(self._update_id(), "text", text, message.id))
        return lambda: self._below(message.id)

    def edits(self, message: Message, text: str) -> None:
        acts.edit(self.house.server.world, self.person.id, message, text)
        self._did(Act(self._update_id(), "edit", text, message.id))

    def closed(self) -> None:
        """The workout was left open until the bot closed it."""
        self._did(Act(self._update_id(), "closed", ""))

    def _did(self, act: Act) -> None:
        self.acts.append(act)

    @property
    def book(self) -> Book:
        """What was done, as far as the bot was told of it."""
        version = (len(self.acts), len(self.told()) if self.told else 0)
        if version != self._book_of:
            if self.told is None:
                for act in self.acts[self._book_of[0] :]:
                    self._book.add(act)
            else:
                acts = {act.update_id: act for act in self.acts}
                self._book = Book.of(self.kg, [acts[each] for each in self.told() if each in acts])
            self._book_of = version
        return self._book

    @property
    def all_told(self) -> bool:
        return self.told is None or {act.update_id for act in self.acts} <= set(self.told())

    def _update_id(self) -> int:
        return self.house.server.updates._next_id - 1

    # -- what is seen

    def button(self, tap: Tap) -> tuple[Message, str] | None:
        """The newest button of a kind."""
        for message in reversed(self.person.chat.visible):
            for row in message.inline_rows:
                for each in row:
                    if tap.read(each.get("callback_data", "")) is not None:
                        return message, each["callback_data"]
        return None

    def _below(self, message_id: int) -> bool:
        return any(each.from_bot and each.id > message_id and each.inline_rows for each in self.person.chat.visible)

    async def _taps_when_there(self, tap: Tap, true: Callable[[str], bool] = lambda _: True) -> None:
        """Wait for a button of the kind, tap it, wait for the answer."""
        found: list[tuple[Message, str]] = []

        def there() -> bool:
            newest = self.button(tap)
            found[:] = [newest] if newest is not None and true(newest[1]) else []
            return bool(found)

        await self.house.until(there)
        await self.house.until(self.taps(*found[0]))

    # -- a workout

    async def trains(self) -> None:
        """From the reminder's Start to the summary; the bot may die meanwhile, as often as it likes."""
        known = set(self.book.workouts)
        await self.house.until(lambda: self._summaries() >= len(known))  # also of what was left open, before the next
        await self._taps_when_there(taps.START, lambda data: _session(data) not in known)
        session = next(reversed(self.book.workouts))
        await self._card(session)
        while not self.over.is_set() or not self._sets():
            answered = self._acts_once()
            ahead = 0
            while self.chance.random() < 0.3 and ahead < MOST_AHEAD:
                answered = self._acts_once()
                ahead += 1
            await self.house.until(answered)
        await self.house.until(lambda: self.all_told)
        await self._card(session)
        if not self.lazy:
            await self._finishes(session)

    def _summaries(self) -> int:
        return len({each.text for each in self.person.chat.visible if each.from_bot and each.text.startswith(SUMMARY)})

    async def _card(self, session: UUID) -> None:
        """Wait for the card that knows all."""
        await self.house.until(lambda: self.shows(session))

    def shows(self, session: UUID) -> bool:
        found = self.button(taps.LOG)
        return found is not None and found[1] == taps.LOG(session, 1, len(self._sets()))

    def _sets(self) -> list[object]:
        workout = self.book.open
        return list(workout.sets) if workout is not None else []

    def _acts_once(self) -> Callable[[], bool]:
        """One thing or another; the result tells whether it was answered."""
        if len(self._sets()) > ENOUGH:
            return self._undoes()
        acts = (self._taps, self._taps_twice, self._set, self._three, self._burst, self._undoes, self._corrects)
        others = (self._measures, self._draws, self._asks, self._chats)
        return self.chance.choices((*acts, *others), (6, 2, 5, 2, 1, 1, 2, 2, 2, 1, 1))[0]()

    def _taps(self) -> Callable[[], bool]:
        card = self.button(taps.LOG)
        return self.taps(*card) if card else self._set()

    def _taps_twice(self) -> Callable[[], bool]:
        """Before the first tap can be answered."""
        card = self.button(taps.LOG)
        if card is None:
            return self._set()
        self.taps(*card)
        return self.taps(*card)

    def _set(self) -> Callable[[], bool]:
        return self.says(f"{self.kg}x{self._reps()}")

    def _three(self) -> Callable[[], bool]:
        return self.says(f"3x{self._reps()} {self.kg}")

    def _burst(self) -> Callable[[], bool]:
        self._set()
        self._set()
        return self._set()

    def _undoes(self) -> Callable[[], bool]:
        undo = self.button(taps.UNDO)
        return self.taps(*undo) if undo else self._set()

    def _corrects(self) -> Callable[[], bool]:
        """Edits something written lately, sets or not; nothing need be seen of it."""
        if self._texts:
            self.edits(self.chance.choice(self._texts[-4:]), f"{self.kg}x{self._reps()}")
        return lambda: True

    def _measures(self) -> Callable[[], bool]:
        self._measured += 1
        return self.says(f"/measure waist {70 + self._measured // 9}.{self._measured % 9 + 1}")

    def _draws(self) -> Callable[[], bool]:
        """A picture of what was measured, once there is something."""
        chart = self.button(taps.CHART)
        return self.taps(*chart) if chart else self._measures()

    def _asks(self) -> Callable[[], bool]:
        return self.says(f"/plates {self.kg}")

    def _chats(self) -> Callable[[], bool]:
        return self.says("what a day")

    def _reps(self) -> int:
        """Never those of the card: a set typed is told from one tapped."""
        return self.chance.choice([each for each in range(1, 13) if each != REPS])

    async def _finishes(self, session: UUID) -> None:
        for each in (taps.FINISH, taps.FINISH_ANYWAY, taps.EFFORT, taps.SORENESS, taps.NO_NOTE):
            await self._taps_when_there(each, lambda data: _session(data) == session)


def _session(data: str) -> UUID:
    code, value, *_ = data.split(".")
    read = taps.known()[code].read(data)
    assert read is not None, value
    found: UUID = read[0]
    return found


async def enrolled(house: House, count: int, chance: random.Random, told: Told | None = None) -> list[Athlete]:
    """Athletes with a workout of one long exercise on each day, written into the database before the bot starts."""
    assert await Exercise.exists(key="squat")
    day = {"squat": straight(PRESCRIBED, REPS, rest=REST)}
    found = []
    for kg in KG[:count]:
        person = await trained(house, day, f"Athlete {kg}", weights={"squat": kg}, days=DAYS)
        found.append(Athlete(house, person, kg, random.Random(chance.random()), told))
    found[0].lazy = True
    return found
