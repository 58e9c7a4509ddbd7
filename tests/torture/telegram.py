"""What Telegram and the line to it can do: floods, errors, broken connections, silence, half answers, refusals; away
for a second or for six hours. Nothing is lost, no pause is undercut, the bot is back within seconds.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.demo.faults import Fault, FaultKind
from bot.demo.server import BotServer
from bot.demo.updates import Update, UpdateQueue
from handlers.views import taps
from models import clock
from models.reminders import Reminder, ReminderKind
from models.workouts import CLOSES_AFTER
from tests.delivery.waiting import eventually_async
from tests.people import Person
from tests.torture.athlete import Athlete, enrolled
from tests.torture.checker import Findings, check
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.house import House
from tests.torture.kills import failing_with, to_the_reminders
from tests.torture.orders import Orders
from tests.torture.room import KINDS, Room

NAME = "telegram"
FAULTS = 150  # on each kind of database
ATHLETES = 4
PATIENCE = 300.0  # s: pauses grow, and it may be the same message again and again
MEANWHILE = 0.5  # s between faults, at most
AT_ONCE = 3  # faults that are still to be met with
HANGS = 0.05  # of the faults of one method; each takes as long as the bot has patience
UNCERTAIN = ("drop_after", "hang", "truncate")  # after which a message may come twice
METHODS = (None, "sendMessage", "sendMessage", "editMessageText", "deleteMessage", "answerCallbackQuery", "getUpdates")
OUTAGES = (1.0, 20.0, 100.0, 200.0, 3600.0, 6 * 3600.0)  # s on the clock
REAL = 3.0  # s of them on the machine's, at most
SILENCE = 60.0  # s, all of them
Away = Literal["refused", "502", "reset", "hang"]
WAYS: tuple[Away, ...] = ("refused", "502", "reset")
SILENT: tuple[Away, ...] = ("refused", "hang")


class Listening(UpdateQueue):
    """Knows what the bot has been told: what expired before is Telegram's own loss."""

    def __init__(self, server: BotServer) -> None:
        super().__init__(server.clock)
        self.hold = self.limit_hold = 0
        self.told: list[int] = []
        self._known: set[int] = set()

    def _batch(self, limit: int) -> list[Update]:
        batch = super()._batch(limit)
        for each in batch:
            if each.id not in self._known:
                self._known.add(each.id)
                self.told.append(each.id)
        return batch


def listening(house: House) -> Listening:
    queue = Listening(house.server)
    house.server.updates = house.server.world.updates = queue
    house.server.world.answer_within = 1e9
    return queue


# -- faults one by one --------------------------------------------------------------------------------


def any_fault(server: BotServer, chance: random.Random) -> Fault:
    """One fault, or a few alike."""
    method = chance.choice(METHODS)
    kind: FaultKind = chance.choice(("flood", "error", "error", "drop_before", "drop_after", "truncate"))
    count = chance.choice((1, 1, 2, 3, 5))
    if method not in {None, "getUpdates"} and chance.random() < HANGS:
        return server.fault("hang", method=method)
    if method == "getUpdates" and chance.random() < 0.3:
        return server.fault("error", method=method, code=409, description="Conflict: terminated by other getUpdates")
    if method is None and chance.random() < 0.2:
        return server.fault("error", code=401, description="Unauthorized", count=count)
    return server.fault(kind, method=method, count=count, code=chance.choice((500, 502, 503)))


async def faulty(
    house: House,
    chance: random.Random,
    *,
    faults: int,
    order: Callable[[BotServer, random.Random], Fault] = any_fault,
    weakened: Sequence[str] = (),
) -> tuple[Findings, int]:
    """Athletes train while one fault follows the other; then everything is checked. How many had effect."""
    queue = listening(house)
    people = await enrolled(house, ATHLETES, chance, told=lambda: queue.told)
    for athlete in people:
        athlete.lazy = False
    await to_the_reminders(house, people)
    await house.start(Orders(weakened=tuple(weakened)))
    training = [asyncio.create_task(athlete.trains()) for athlete in people]
    hangs: list[str] = []
    ordered: list[Fault] = []

    async def weather() -> None:
        for _ in range(faults):
            await house.until(lambda: sum(each.hits < each.count for each in ordered) < AT_ONCE)
            ordered.append(order(house.server, chance))
            await asyncio.sleep(chance.uniform(0, MEANWHILE))

    try:
        await failing_with(weather(), training)
        house.server.clear_faults()
        for athlete in people:
            athlete.over.set()
        await asyncio.gather(*training)
        await house.settled()
    except TimeoutError as error:
        hangs.append(str(error))
    finally:
        for task in training:
            task.cancel()
        await asyncio.gather(*training, return_exceptions=True)
        house.server.clear_faults()
    found = await check(people, [athlete.book for athlete in people], [])
    found.hangs += hangs
    lost_answers = sum(each.hits for each in ordered if each.kind in UNCERTAIN)
    if len(found.repeated) > lost_answers:
        found.doubled.append(f"{len(found.repeated)} messages came twice by {lost_answers} lost answers")
    return found, sum(each.hits for each in ordered)


# -- Telegram away --------------------------------------------------------------------------------------


@dataclass
class Outage:
    """What came of one: seconds after Telegram's return until all it had was asked for, and until it was answered."""

    heard: float
    answered: float
    wrong: list[str]


async def away(house: House, athlete: Athlete, way: Away, seconds: float, real: float = REAL) -> Outage:
    """Telegram is away for so many seconds of the clock, while somebody who trains taps and writes."""
    server, queue = house.server, house.server.updates
    workout = athlete.book.open
    assert workout is not None
    session = next(reversed(athlete.book.workouts))
    card = athlete.button(taps.LOG)
    assert card is not None
    sets, lost = len(workout.sets), seconds > 150
    port = int(server.url.rpartition(":")[2])
    if way == "refused":
        await server.stop()
    else:
        kind: Any = {"502": "error", "reset": "drop_before", "hang": "hang"}[way]
        server.fault(kind, count=10**9, code=502)
        queue.end_poll("a poll that stood")
    athlete.taps(*card)
    press = athlete.person.chat.presses[-1]
    if seconds > real:
        server.jump(seconds - real)
    writes = not lost or seconds > CLOSES_AFTER.total_seconds()  # whoever writes is shown a new card all the same
    if writes:
        athlete.says(f"{athlete.kg}x7")
    buzzes, cards = athlete.person.buzzes, _cards(athlete)
    await asyncio.sleep(min(seconds, real))
    if way == "refused":
        await server.start(port=port)
    else:
        server.clear_faults()
    back, returned = time.monotonic(), clock.now()
    await house.until(lambda: not queue.pending)
    heard = time.monotonic() - back
    wanted = sets + (not lost) + writes
    await house.until(lambda: athlete.shows(session) and len(athlete.book.workouts[session].sets) == wanted)
    answered = time.monotonic() - back
    await house.settled()
    wrong = []
    if lost:
        athlete.person.chat.presses.remove(press)
        renewed = Reminder.filter(kind=ReminderKind.CARD, fired=True, due_at__gte=returned)
        await eventually_async(renewed.exists, house.patience)
        await house.settled()
        if athlete.person.chat.visible[-1].id in cards:
            wrong.append(f"{way}, {seconds:g} s: the card is not new")
        if athlete.person.buzzes > buzzes + 1:  # one rest may be over
            wrong.append(f"{way}, {seconds:g} s: it buzzed")
    if not athlete.shows(session) or athlete.button(taps.LOG) is None:
        wrong.append(f"{way}, {seconds:g} s: no card below")
    return Outage(heard, answered, wrong)


def _cards(athlete: Athlete) -> set[int]:
    return {each.id for each in athlete.person.chat.visible if each.from_bot}


async def outages(house: House, way: Away, lengths: Sequence[float], real: float = REAL) -> list[Outage]:
    """One after the other, in one workout."""
    queue = listening(house)
    athlete = (await enrolled(house, 1, random.Random(1), told=lambda: queue.told))[0]
    athlete.lazy = False
    found = []
    await to_the_reminders(house, [athlete])
    await house.start()
    await athlete._taps_when_there(taps.START)
    await athlete._card(next(reversed(athlete.book.workouts)))
    for seconds in lengths:
        found.append(await away(house, athlete, way, seconds, real))  # noqa: PERF401 - a comprehension hides the loop
    wrong = await check([athlete], [athlete.book], [])
    found[-1].wrong += [f"{name}: {each}" for name, each in wrong.wrong.items()]
    return found


# -- pauses, refusals ------------------------------------------------------------------------------------


async def paused(house: House, seconds: int, weakened: Sequence[str] = ()) -> list[str]:
    """Telegram asks for a pause of a chat's messages, and of updates; the bot is killed in the middle of them. What
    came too soon, and what did not come.
    """
    orders = Orders(weakened=tuple(weakened))
    ann = house.person("Ann")
    await house.start(orders)
    await ann.starts()
    await house.settled()
    server = house.server
    for method in ("sendMessage", "getUpdates", "answerCallbackQuery"):
        before = _newest(ann)
        fault = server.fault("flood", method=method, retry_after=seconds)
        if method == "answerCallbackQuery":
            await ann.forges("nothing")
        elif method == "sendMessage":
            await ann.says("/measure")
        server.updates.end_poll("a poll that stood")
        await house.until(lambda fault=fault: fault.hits)  # type: ignore[misc] # mypy infers no default
        await asyncio.sleep(0.3)  # what is known to nobody cannot be kept
        await house.kill()
        await house.start(orders, polling=False)
        await house.until(lambda: not ann.unanswered)
        if method == "getUpdates":
            await ann.says("/help")
        if method != "answerCallbackQuery":
            await house.until(lambda before=before: _newest(ann) > before)  # type: ignore[misc] # likewise
        await house.settled()
    return server.pauses.undercut


def _newest(person: Person) -> int:
    """The message that came last."""
    return max((each.message_id for each in person.bot_messages), default=0)


async def blocked(house: House, days: int = 7) -> list[str]:
    """Somebody blocks the bot, of which only a 403 tells; days go by; they come back with /start."""
    athlete = (await enrolled(house, 1, random.Random(2)))[0]
    person, server = athlete.person, house.server
    await house.start()
    person.chat.blocked = True
    await to_the_reminders(house, [athlete])
    await house.until(lambda: server.calls.get("sendMessage"))
    await house.settled()
    tries = server.calls["sendMessage"]
    for _ in range(days):
        server.jump(86_400)
        await _nothing_due(house)
    await house.settled()
    wrong = [] if server.calls["sendMessage"] == tries else ["somebody who blocked the bot was tried again"]
    person.chat.blocked = False
    shown = len(person.bot_messages)
    await person.starts()
    await house.until(lambda: len(person.bot_messages) > shown)
    await house.settled()
    if len(person.bot_messages) > shown + 1:
        wrong.append(f"a burst of {len(person.bot_messages) - shown} messages")
    buzzes = person.buzzes
    await to_the_reminders(house, [athlete])
    await house.until(lambda: person.buzzes > buzzes)
    return wrong


async def _nothing_due(house: House) -> None:
    async def done() -> bool:
        return not await Reminder.filter(fired=False, due_at__lte=clock.now()).exists()

    await eventually_async(done, house.patience)


async def refused(house: House, times: int = 4) -> list[str]:
    """A second reader, and a token that is refused for a while: said once each, and retried until it is over."""
    await house.start()
    ann = house.person("Ann")
    await ann.starts()
    await house.settled()
    server = house.server
    wrong = []
    for code, description, words in (
        (409, "Conflict: terminated by other getUpdates request", "end it, or this one"),
        (401, "Unauthorized", "BotFather"),
    ):
        before = house.log()
        fault = server.fault(
            "error", method="getUpdates" if code == 409 else None, count=times, code=code, description=description
        )
        server.updates.end_poll(description)
        await ann.says("/help")
        await house.until(lambda fault=fault: fault.hits == times)  # type: ignore[misc] # mypy infers no default
        shown = _newest(ann)
        await ann.says("/plates 100")
        await house.until(lambda shown=shown: _newest(ann) > shown)  # type: ignore[misc] # likewise
        await house.settled()
        said = [line for line in house.log()[len(before) :].splitlines() if words in line]
        if len(said) != 1:
            wrong.append(f"{code} was said {len(said)} times")
    return wrong


async def torture(room: Room) -> list[Figure]:
    figures: list[Figure] = []
    for kind in KINDS:
        async with room.house(kind) as house:
            house.patience = PATIENCE
            found, hits = await faulty(house, random.Random(NAME), faults=FAULTS)
            if found.wrong:
                room.keep(house, f"{NAME}-{kind}")
            figures += [
                known(f"calls that failed on {kind}", hits),
                none("lost, doubled, out of order, replies lost …", [f"{k}: {v}" for k, v in found.wrong.items()]),
                known("pauses asked for", house.server.pauses.asked),
                none("pauses undercut", house.server.pauses.undercut),
            ]
    found_away: list[Outage] = []
    for way in WAYS:
        async with room.house() as house:
            found_away += await outages(house, way, OUTAGES)
    figures += [
        known("outages of 1 s to 6 h", len(found_away)),
        none("lost in them, cards not shown anew", [each for one in found_away for each in one.wrong]),
        at_most("updates asked for again after", 5, max(each.heard for each in found_away), "s"),
        at_most("all answered after", 5, max(each.answered for each in found_away), "s"),
    ]
    for way in SILENT:
        async with room.house() as house:
            silence = await outages(house, way, [SILENCE], real=SILENCE)
            figures += [
                none(f"lost in a minute of it ({way})", [each for one in silence for each in one.wrong]),
                at_most("updates asked for again after it", 5, max(each.heard for each in silence), "s"),
            ]
    async with room.house() as house:
        figures.append(none("pauses undercut by a kill -9 in them", await paused(house, 5)))
    async with room.house() as house:
        figures.append(none("reminders to whoever blocked the bot, bursts", await blocked(house)))
    async with room.house() as house:
        figures.append(none("409 and 401 not said once", await refused(house)))
    return figures
