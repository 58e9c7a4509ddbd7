"""Every timezone over a year of training days, simulated: when reminders came, against when they had to.

What had to come is found out in another way than the product's: only instants are asked what a clock shows then, never
a clock for its instant.
"""

from __future__ import annotations

import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger
from tortoise.context import TortoiseContext

from bot import database
from bot.ticker import Ticker
from handlers.conversation import Step
from models import clock, deliveries, people, planning, reminders
from models.deliveries import Outbox
from models.people import User
from models.programs import Exercise, ExerciseInstruction, Program, Workout
from models.rules import schedule
from models.rules.schedule import Slot
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import straight

LEAD = timedelta(minutes=30)
DAY = timedelta(days=1)
ON_TIME = timedelta(minutes=1)
EVENING = time(18)
DIGEST = Slot(6, time(19))
SHIFTS = range(-26 * 4, 26 * 4 + 1)  # quarters of an hour that a clock may be away from UTC


@dataclass
class Account:
    """What was wrong, a sentence each; `came`: how many reminders there were in all."""

    missed: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    came: int = 0


# -- what had to come --------------------------------------------------------------------------------


class Clock:
    """What a zone's clocks show, hour by hour of UTC: on which dates, and how far from UTC."""

    def __init__(self, zone: ZoneInfo, first: date, last: date) -> None:
        self.zone = zone
        self._offsets: dict[date, set[timedelta]] = {}
        instant = datetime.combine(first - 3 * DAY, time(), UTC)
        while instant.date() < last + 3 * DAY:
            local = instant.astimezone(zone)
            self._offsets.setdefault(local.date(), set()).add(local.replace(tzinfo=UTC) - instant)
            instant += timedelta(hours=1)

    def has(self, day: date) -> bool:
        return day in self._offsets

    def shows(self, day: date, at: time) -> datetime:
        """The first instant at which it shows that. Where it never does: as it would be, were the clock not set yet,
        if that is still on the day, else as if it had been already.
        """
        naive = datetime.combine(day, at, UTC)
        near = {each for around in (-1, 0, 1) for each in self._offsets.get(day + around * DAY, ())}
        instants = sorted(naive - each for each in near)
        shown = [(each.astimezone(self.zone).replace(tzinfo=None), each) for each in instants]
        found = [each for local, each in shown if local == naive.replace(tzinfo=None)]
        on_the_day = [each for local, each in shown if local.date() == day]
        return found[0] if found else max(on_the_day)  # the offset before the gap is the smaller one

    def changes(self) -> list[date]:
        """The days on which it is set."""
        return [day for day, offsets in self._offsets.items() if len(offsets) > 1]


def wanted(shown: Clock, slots: Iterable[Slot], first: date, last: date) -> list[datetime]:
    """Every time a clock shows one of the slots, from first to last (both in)."""
    days = [first + number * DAY for number in range((last - first).days + 1)]
    there = [day for day in days if shown.has(day)]
    return sorted(shown.shows(day, slot.at) for slot in slots for day in there if day.weekday() == slot.weekday)


def compare(who: str, had_to: Sequence[datetime], came: Sequence[datetime], account: Account) -> None:
    """Each that had to come came once, within a minute after its time."""
    left = Counter(came)
    for instant in had_to:
        near = [each for each in left if timedelta() <= each - instant < ON_TIME]
        if not near:
            account.missed.append(f"{who}: {instant:%Y-%m-%d %H:%M} UTC")
            continue
        left[near[0]] -= 1
        if not left[near[0]]:
            del left[near[0]]
    account.doubled += [f"{who}: {instant:%Y-%m-%d %H:%M} UTC" for instant in left.elements()]
    account.came += len(came)


def nasty(shown: Clock) -> list[list[Slot]]:
    """Three days a week, among them those on which the clock is set, at the hours left out or coming twice: one list
    for each such hour.
    """
    weekdays = list(dict.fromkeys([*(day.weekday() for day in shown.changes()), 6, 2, 4]))[:3]
    hours = {hour for day in shown.changes() for hour in range(24) if _odd(shown, day, time(hour, 30))}
    return [[Slot(weekday, time(hour, 30)) for weekday in weekdays] for hour in sorted(hours or {2})]


def _odd(shown: Clock, day: date, at: time) -> bool:
    """Whether that time of the day comes not once."""
    naive = datetime.combine(day, at, UTC)
    times = [naive - timedelta(minutes=15 * each) for each in SHIFTS]
    seen = [each for each in times if each.astimezone(shown.zone).replace(tzinfo=UTC) == naive]
    return len(seen) != 1


def alike(first: date, last: date) -> dict[tuple[timedelta, ...], list[str]]:
    """The zones of this machine, those together whose clocks show the same all the time: by quarters of an hour around
    each change, by hours else.
    """
    together: dict[tuple[timedelta, ...], list[str]] = {}
    hours = [
        datetime.combine(first - DAY, time(), UTC) + timedelta(hours=number)
        for number in range(24 * ((last - first).days + 3))
    ]
    for name in sorted(zoneinfo.available_timezones()):
        zone = ZoneInfo(name)
        offsets = [zone.utcoffset(each.astimezone(zone)) or timedelta() for each in hours]
        for number in range(1, len(hours)):
            if offsets[number] != offsets[number - 1]:
                quarters = [hours[number] - timedelta(minutes=15 * each) for each in range(1, 4)]
                offsets += [zone.utcoffset(each.astimezone(zone)) or timedelta() for each in quarters]
        together.setdefault(tuple(offsets), []).append(name)
    return together


# -- what came: the rules alone ----------------------------------------------------------------------


def by_the_rules(zone: ZoneInfo, slots: Sequence[Slot], first: date, last: date) -> list[datetime]:
    """When the product's rules remind whoever trains as planned."""
    came: list[datetime] = []
    day, number = first, 1
    while day <= last:
        horizon = [day + ahead * DAY for ahead in range(schedule.HORIZON.days + 1)]
        gone = [each for each in horizon if not schedule.exists(each, zone)]
        plan = schedule.project(slots, day, day + schedule.HORIZON, number, 3, repeats=True, taken=gone)
        if plan[0].day <= last:
            came.append(schedule.occurrence(plan[0].day, plan[0].at, zone) - LEAD)
        day, number = plan[0].day + DAY, number % 3 + 1
    return came


def by_cron(zone: ZoneInfo, slots: Sequence[Slot], first: date, last: date) -> list[datetime]:
    """The positive control: when APScheduler's cron would have."""
    came: list[datetime] = []
    for slot in slots:
        trigger = CronTrigger(day_of_week=slot.weekday, hour=slot.at.hour, minute=slot.at.minute, timezone=zone)
        now = datetime.combine(first, time(), zone).astimezone(UTC)
        while (fires := trigger.get_next_fire_time(None, now)) is not None and fires.date() <= last:
            came.append(fires.astimezone(UTC) - LEAD)
            now = max(now, fires.astimezone(UTC)) + timedelta(seconds=1)
    return sorted(came)


Way = Callable[[ZoneInfo, Sequence[Slot], date, date], list[datetime]]


def over_all(way: Way, first: date, last: date, names: Iterable[str]) -> Account:
    """A way to remind, over all these zones: at six, and at the worst times there are."""
    account = Account()
    for name in names:
        zone = ZoneInfo(name)
        shown = Clock(zone, first, last)
        for slots in ([Slot(weekday, EVENING) for weekday in (0, 2, 4)], *nasty(shown)):
            had_to = [each - LEAD for each in wanted(shown, slots, first, last)]
            compare(name, had_to, way(zone, slots, first, last), account)
    return account


# -- what came: the whole way ------------------------------------------------------------------------


class Town:
    """Somebody in each zone, on a program without end, in one database; the ticker goes from due row to due row.

    Of two neighbours one never trains, and is asked about it; the other leaves out each workout when reminded of it.
    """

    def __init__(self, context: TortoiseContext, clock_file: Path) -> None:
        self._context, self._clock_file = context, clock_file
        self._ticker = Ticker(self._sent, self._nothing, lambda _: False)
        self._skips: list[Outbox] = []
        self.people: dict[int, tuple[User, list[Slot]]] = {}
        self.came: dict[int, list[datetime]] = {}
        self.digests: dict[int, list[datetime]] = {}
        self.asked = 0

    async def settle(self, zones: Sequence[tuple[str, list[Slot]]], start: datetime) -> None:
        """They all enroll at this instant."""
        clock.follow(self._clock_file)
        self._to(start)
        await self._context.db().execute_query("PRAGMA synchronous=OFF")
        exercise = await Exercise.filter(key="squat").get()
        program = await Program.create(name="Mine", days_per_week=3, offered=False)
        for day in range(1, 4):
            workout = await Workout.create(program=program, day=day, name=f"Day {day}")
            await ExerciseInstruction.create(
                workout=workout, exercise=exercise, position=1, sets=[each.to_json() for each in straight(5, 5)]
            )
        for number, (name, slots) in enumerate(zones, start=1001):
            user = await people.meet(number, name, "en")
            await people.change(user, timezone=name)
            await deliveries.place(user, Step.HOME)
            await planning.enroll(user, program, slots, {})
            self.people[number], self.came[number], self.digests[number] = (user, slots), [], []

    async def live(self, until: datetime) -> None:
        """Let all that falls due happen, at its time."""
        while (due := await reminders.next_due()) is not None and due <= until:
            self._to(due)
            await self._ticker.tick()
            await self._leave_out()
            await Outbox.all().delete()
        self._to(until)

    def check(self, first: date, last: date) -> Account:
        account = Account()
        for number, (user, slots) in self.people.items():
            shown = Clock(user.zone, first, last)
            had_to = [each - LEAD for each in wanted(shown, slots, first, last)]
            compare(user.timezone, had_to, _between(self.came[number], had_to), account)
            weekly = wanted(shown, [DIGEST], first + 7 * DAY, last)
            compare(f"{user.timezone}, week", weekly, _between(self.digests[number], weekly), account)
        return account

    def _to(self, instant: datetime) -> None:
        self._clock_file.write_text(str((instant - datetime.now(UTC)).total_seconds()))

    def _sent(self, rows: Sequence[Outbox]) -> None:
        for row in rows:
            if row.action != "send":
                continue
            kind = (row.slot or "").partition(":")[0]
            if kind == "session":
                self.came[row.chat_id].append(row.created_at)
                if row.chat_id % 2:
                    self._skips.append(row)
            elif kind == "digest":
                self.digests[row.chat_id].append(row.created_at)
            elif kind == "missed":
                self.asked += 1

    async def _leave_out(self) -> None:
        for row in self._skips:
            session = await UserWorkoutSession.get(id=(row.slot or "").partition(":")[2])
            if session.status is SessionStatus.PLANNED:
                await planning.skip(self.people[row.chat_id][0], session)
        self._skips.clear()

    @staticmethod
    async def _nothing() -> None:
        """There is nothing to be taken up."""


def _between(came: Sequence[datetime], had_to: Sequence[datetime]) -> list[datetime]:
    """Those of the days in question."""
    return [each for each in came if had_to and had_to[0] - ON_TIME <= each <= had_to[-1] + ON_TIME]


async def simulated(
    url: str, folder: Path, zones: Sequence[tuple[str, list[Slot]]], first: date, last: date
) -> Account:
    """The whole way, from the first to the last of these days, on a migrated SQLite database of its own."""
    context = await database.connect(url)
    try:
        with context:
            town = Town(context, folder / "clock")
            await town.settle(zones, datetime.combine(first, time(), UTC) - 2 * DAY)
            await town.live(datetime.combine(last, time(), UTC) + 2 * DAY)
            return town.check(first, last)
    finally:
        clock.follow(None)
        await context.close_connections()
