"""The clock is set forward and back, the process stopped and continued, the bot away for weeks; and a year goes by in
every timezone. Each reminder comes once, in its time; a late one says so; what is long past is asked about once.
"""

from __future__ import annotations

import asyncio
import random
import signal
import time
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.demo import acts
from handlers.conversation import Step
from models import clock, deliveries, people, planning, reminders
from models.people import User
from models.programs import Exercise, ExerciseInstruction, Program, Workout
from models.rules.schedule import Slot
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import straight
from tests.delivery.waiting import eventually_async
from tests.people import Person, Seen
from tests.torture import zones
from tests.torture.figures import Figure, at_most, known, none
from tests.torture.house import WHILE, House, sqlite_copy
from tests.torture.orders import Orders
from tests.torture.room import KINDS, Room
from tests.torture.zones import Account, Clock

NAME = "clock"
ROUNDS = 4
OVERDUE_WITHIN = 5.0  # s
SUSPENDED = 3.0  # s
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHIFTS = (HOUR, -HOUR, DAY, -DAY)
AWAY = (timedelta(days=10), timedelta(weeks=3))
IN_2011 = (date(2011, 1, 3), date(2011, 12, 31))  # Samoa leaves a day out, Russia, Belarus and Ukraine change rules
OF_2011 = ("Pacific/Apia", "Pacific/Fakaofo", "Europe/Moscow", "Europe/Istanbul", "America/Nuuk", "Asia/Gaza")
LATE = "was due at"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Outcome:
    """What was wrong, a sentence each; `after`: seconds from a start to the reminder that was overdue."""

    wrong: list[str] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    reminded: int = 0
    asked: int = 0


async def athlete(house: House, name: str = "Ann") -> tuple[Person, User]:
    """Somebody in Berlin who trains on three evenings a week, from today on."""
    person = house.person(name)
    person.chat.met = True
    user = await people.meet(person.id, name, "en")
    await people.change(user, timezone="Europe/Berlin")
    await deliveries.place(user, Step.HOME)
    exercise = await Exercise.filter(key="squat").get()
    program = await Program.create(owner=user, name="Mine", days_per_week=3, offered=False)
    for number in (1, 2, 3):
        workout = await Workout.create(program=program, day=number, name=f"Day {number}")
        await ExerciseInstruction.create(
            workout=workout, exercise=exercise, position=1, sets=[each.to_json() for each in straight(5, 5)]
        )
    await planning.enroll(user, program, [Slot(weekday, zones.EVENING) for weekday in (0, 2, 4)], {})
    return person, user


async def _to(house: House, instant: datetime) -> None:
    house.server.jump((instant - clock.now()).total_seconds())


async def _next(user: User) -> UserWorkoutSession:
    coming = [each for each in await planning.upcoming(user) if each.scheduled_at and each.scheduled_at > clock.now()]
    return coming[0]


async def _quiet(house: House) -> None:
    """Return when nothing is due any more, and everything is said."""
    await house.settled()

    async def nothing_due() -> bool:
        due = await reminders.next_due()
        return due is None or due > clock.now()

    await eventually_async(nothing_due, WHILE)
    await house.settled()


def reminded(person: Person) -> list[Seen]:
    """The reminders of workouts that have come, those that were deleted since among them."""
    return [each for each in _all(person) if "Start" in each.data]


def _all(person: Person) -> list[Seen]:
    return [Seen(each, None, None, None) for each in person.chat.messages.values() if each.from_bot]


def asked(person: Person) -> list[Seen]:
    return [each for each in _all(person) if "shift" in str(each.buttons).lower()]


async def shifted(house: House, outcome: Outcome, chance: random.Random, rounds: int = ROUNDS) -> None:
    """The clock jumps to and fro around a reminder, with kills of the process in between: it comes once."""
    person, user = await athlete(house)
    for number in range(rounds):
        session = await _next(user)
        assert session.scheduled_at is not None
        await _to(house, session.scheduled_at - zones.LEAD + timedelta(seconds=1))
        before = len(reminded(person))
        began = time.monotonic()
        await house.start()
        await house.until(partial(_more, person, before))
        outcome.after.append(time.monotonic() - began)
        await _quiet(house)  # killed between sending and recording, it may say it once more
        for shift in chance.sample(SHIFTS, len(SHIFTS)):
            house.server.jump(shift.total_seconds())
            await _quiet(house)
            if chance.random() < 0.5:
                await house.kill()
                await house.start()
            await _quiet(house)
            house.server.jump(-shift.total_seconds())
            await _quiet(house)
        came = len(reminded(person)) - before
        passed = await UserWorkoutSession.filter(user_id=user.id, scheduled_at__lte=clock.now() + DAY).count()
        outcome.reminded += came
        texts = [each.text.partition("\n")[0] for each in reminded(person)]
        if len(set(_sessions(person))) != len(_sessions(person)):
            outcome.wrong.append(f"round {number}: {came} reminders of {passed} sessions: {texts[before:]}")
        await house.kill()
        await _to(house, session.scheduled_at + DAY)


def _do_today(person: Person, question: Seen) -> None:
    """Tap the first button."""
    label, data = next(iter(question.data.items()))
    assert "today" in label
    acts.press(person.server.world, person.id, question.message, data, label)


def _more(person: Person, before: int) -> bool:
    return len(reminded(person)) > before


def _sessions(person: Person) -> list[str]:
    """What each reminder is about: the data of its Start button."""
    return [each.data["Start"] for each in reminded(person)]


async def suspended(house: House, outcome: Outcome, weakened: Sequence[str] = ()) -> None:
    """SIGSTOP before a reminder, SIGCONT after it: it comes at once, and says that it is late."""
    person, user = await athlete(house)
    session = await _next(user)
    assert session.scheduled_at is not None
    await _to(house, session.scheduled_at - HOUR)
    bot = await house.start(Orders(weakened=tuple(weakened)))
    bot.signal(signal.SIGSTOP)
    await asyncio.sleep(SUSPENDED)
    await _to(house, session.scheduled_at + HOUR)
    bot.signal(signal.SIGCONT)
    began = time.monotonic()
    await house.until(lambda: reminded(person))
    outcome.after.append(time.monotonic() - began)
    if LATE not in reminded(person)[0]:
        outcome.wrong.append(f"late, and not said: {reminded(person)[0].text}")
    await _quiet(house)
    if len(reminded(person)) != 1:
        outcome.wrong.append(f"{len(reminded(person))} reminders after a stop")
    await house.kill()


async def away(house: House, outcome: Outcome, how_long: timedelta) -> None:
    """The bot does not run for so long: afterwards there is one question, and the program goes on where it was."""
    person, user = await athlete(house)
    day = (await _next(user)).workout.name
    house.server.jump(how_long.total_seconds())
    await house.start()
    await house.until(lambda: asked(person))
    await _quiet(house)
    outcome.asked += len(asked(person))
    if len(asked(person)) != 1:
        outcome.wrong.append(f"{len(asked(person))} questions after {how_long.days} days")
    if reminded(person):
        outcome.wrong.append(f"{len(reminded(person))} reminders of what is long past")
    buzzes = [each for each in _all(person) if not each.silent]
    if len(buzzes) > 1:
        outcome.wrong.append(f"{len(buzzes)} buzzes after {how_long.days} days: {[each.text for each in buzzes]}")
    if f"Next: {day}" not in next(each.text for each in _all(person) if "Your week" in each.text):
        outcome.wrong.append("the week tells of another workout than the next one")
    following = await _next(user)
    _do_today(person, asked(person)[0])
    await _quiet(house)
    today = user.today()
    if not [each for each in await planning.upcoming(user) if user.local(each.scheduled_at or NEVER).date() == today]:
        outcome.wrong.append(f"after {how_long.days} days it cannot be done today")
    if following.workout.name != day or following.scheduled_at is None or following.scheduled_at <= clock.now():
        outcome.wrong.append(f"after {how_long.days} days {following.workout.name} is next, not {day}")
    open_ones = await UserWorkoutSession.filter(
        user_id=user.id, status=SessionStatus.PLANNED, scheduled_at__lte=clock.now() - DAY
    ).count()
    if open_ones:
        outcome.wrong.append(f"{open_ones} sessions of the past are still planned")
    await house.kill()


# -- a year in every zone ----------------------------------------------------------------------------


def coming_year() -> tuple[date, date]:
    monday = datetime.now(UTC).date() + timedelta(days=7 - datetime.now(UTC).weekday())
    return monday, monday + timedelta(days=364)


def one_of_each(first: date, last: date) -> list[str]:
    """A zone for each way in which clocks go in these days."""
    return [names[0] for names in zones.alike(first, last).values()]


async def year(room: Room, first: date, last: date, names: Sequence[str]) -> Account:
    """The whole way, database and ticker, for somebody in each of the zones at each of its worst hours."""
    folder = room.folder / f"year-{first.year}"
    url = await sqlite_copy(room.folder / "template.db", folder)
    squad = [(name, slots) for name in names for slots in zones.nasty(Clock(ZoneInfo(name), first, last))]
    return await zones.simulated(url, folder, squad, first, last)


async def torture(room: Room) -> list[Figure]:
    outcome = Outcome()
    chance = random.Random("clock")
    for kind in KINDS:
        async with room.house(kind) as house:
            await shifted(house, outcome, chance)
        async with room.house(kind) as house:
            await suspended(house, outcome)
        for how_long in AWAY:
            async with room.house(kind) as house:
                await away(house, outcome, how_long)
    names = sorted(zoneinfo.available_timezones())
    found = [
        none("wrong of reminders around jumps of the clock, stops, and weeks away", outcome.wrong),
        known("reminders around them, questions", f"{outcome.reminded}, {outcome.asked}"),
        at_most("overdue after a start or a stop", OVERDUE_WITHIN, max(outcome.after), "s"),
    ]
    for first, last in (coming_year(), IN_2011):
        kinds = one_of_each(first, last)
        room.say(f"{first} to {last}")
        rules = await asyncio.to_thread(zones.over_all, zones.by_the_rules, first, last, names)
        cron = await asyncio.to_thread(zones.over_all, zones.by_cron, first, last, kinds)
        whole = await year(room, first, last, OF_2011 if (first, last) == IN_2011 else kinds)
        found += [
            known(
                f"{first.year}: zones; reminders by the rules, and the whole way",
                f"{len(names)}; {rules.came}, {whole.came}",
            ),
            none(f"{first.year}: missed", [*rules.missed, *whole.missed]),
            none(f"{first.year}: doubled", [*rules.doubled, *whole.doubled]),
            known(
                f"{first.year}: cron's, missed and doubled", f"{len(cron.missed)}, {len(cron.doubled)} of {cron.came}"
            ),
        ]
    return found
