"""Somebody who taps and types as people do, while the model is told the same: what concerns programs and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from handlers.conversation import Step
from handlers.views import taps
from handlers.views.taps import Tap
from models import clock, deliveries, erasure
from models.people import User
from models.sessions import UserWorkoutSession
from tests.athletes import WEEKDAYS
from tests.conftest import World
from tests.machine.model import MISSED, PLANNED, Athlete, Enrollment, Measured, Program, Session
from tests.machine.programs import LIGHT, PROGRAMS
from tests.people import Person, Seen

LEAD = timedelta(minutes=30)


@dataclass(eq=False)
class Trainee:
    """messages: own messages that logged sets, with the session they went to. pressed: taps that may come again."""

    world: World
    person: Person
    athlete: Athlete
    messages: list[tuple[Seen, Session]] = field(default_factory=list)
    pressed: list[tuple[str, Seen]] = field(default_factory=list)

    # -- finding buttons

    def buttons(self, *kinds: Tap) -> list[tuple[str, Seen]]:
        """Callback data of these kinds that stands in the chat, with its message, the newest first."""
        return [
            (data, message)
            for message in reversed(self.person.bot_messages)
            for data in message.data.values()
            if any(kind.read(data) is not None for kind in kinds)
        ]

    async def press(self, data: str, message: Seen) -> None:
        label = next(label for label, each in message.data.items() if each == data)
        await self.person.taps(label, exact=True, message=message)

    async def press_newest(self, kind: Tap, *values: object) -> None:
        """Tap the button with these values, on whichever page of the list it is."""
        data = kind(*values)
        while True:
            found = [each for each in self.buttons(kind) if each[0] == data]
            if found:
                await self.press(*found[0])
                return
            await self.person.taps("More ›")

    # -- programs

    async def closes_questions(self) -> None:
        """Whatever is asked is left."""
        position = await deliveries.position_of(self.person.id)
        if position is not None and position.step != Step.HOME:
            await self.person.says("/cancel")

    async def arrives(self, city: str) -> None:
        """Up to the first proposal, which is left."""
        await self.person.starts()
        await self.person.says(city)
        for label in ("kg", "Strength", "3"):
            await self.person.taps(label, exact=True)
        await self.closes_questions()

    async def leave_for_good(self) -> None:
        """Everything is deleted: not a row is left, and the model knows nobody."""
        await self.person.says("/delete_me")
        await self.person.taps("Delete everything")
        self.athlete = Athlete(self.athlete.zone.key)
        self.messages.clear()
        self.pressed.clear()
        for model, column in erasure.BY_TELEGRAM:
            assert not await model.filter(**{column: self.person.id}).exists(), f"of the person a {model.__name__}"
        await self.stays_unknown()

    async def stays_unknown(self) -> None:
        """Also where old buttons are tapped: none of them does anything."""
        for data, message in self.buttons(*taps.known().values())[:1]:
            await self.press(data, message)
            assert not self.person.unanswered
        assert not await User.filter(telegram_id=self.person.id).exists(), "a person is left"

    def can_enroll(self) -> list[Program]:
        trained = [each.program for each in self.athlete.running]
        return [each for each in PROGRAMS if each not in trained]

    async def enroll(self, program: Program, days: Sequence[int], hour: time) -> None:
        person = self.person
        await person.says("/programs")
        await person.taps("Other programs" if self.athlete.running else "Choose a program")
        await person.taps(f"{program.name} · ")
        await person.taps("Enroll", exact=True)
        await self._days_and_hour(days)
        await self._hour(hour)
        now = clock.now()
        if person.sees_button("Light weights"):
            await person.taps("Light weights")
        person.sees(f"You train {program.name}")
        made = self.athlete.enroll(program, tuple(days), hour, now)
        trained = {item.exercise for day in program.days for item in day}
        made.weights = {each: grams for each, grams in LIGHT.items() if each in trained}

    async def _days_and_hour(self, days: Sequence[int]) -> None:
        label = " ".join(WEEKDAYS[day] for day in days)
        if any(label in row for row in self.person.last.buttons):
            await self.person.taps(label, exact=True)
        else:
            await self.person.says(label.lower())

    async def _hour(self, hour: time) -> None:
        if hour.minute == 0 and any(f"{hour:%H:%M}" in row for row in self.person.last.buttons):
            await self.person.taps(f"{hour:%H:%M}", exact=True)
        else:
            await self.person.says(f"{hour:%H:%M}")

    async def _page_of(self, enrollment: Enrollment) -> None:
        await self.person.says("/programs")
        await self.person.taps(enrollment.program.name, exact=True)

    async def change_days(self, enrollment: Enrollment, days: Sequence[int]) -> None:
        await self._page_of(enrollment)
        await self.person.taps("Change days", exact=True)
        now = clock.now()
        await self._days_and_hour(days)
        self.athlete.train_on(enrollment, tuple(days), enrollment.hour, now)

    async def change_hour(self, enrollment: Enrollment, hour: time) -> None:
        await self._page_of(enrollment)
        await self.person.taps("Change hour", exact=True)
        now = clock.now()
        await self._hour(hour)
        self.athlete.train_on(enrollment, enrollment.weekdays, hour, now)

    async def pause_or_resume(self, enrollment: Enrollment) -> None:
        await self._page_of(enrollment)
        now, paused = clock.now(), enrollment.status == "PAUSED"
        await self.person.taps("Resume" if paused else "Pause", exact=True)
        (self.athlete.resume if paused else self.athlete.pause)(enrollment, now)

    async def leave(self, enrollment: Enrollment, *, sure: bool) -> None:
        await self._page_of(enrollment)
        await self.person.taps("Leave", exact=True)
        now = clock.now()
        await self.person.taps("Leave it" if sure else "Stay", exact=True)
        if sure:
            self.athlete.leave(enrollment, now)

    # -- planned sessions

    async def open_session(self, session: Session) -> None:
        await self.person.says("/schedule")
        await self.press_newest(taps.SESSION, session.id)

    async def move(self, session: Session, day: date, hour: time) -> None:
        await self.open_session(session)
        await self.person.taps("Move", exact=True)
        await self.press_newest(taps.MOVE_DAY, session.id, day.toordinal())
        now = clock.now()
        await self._hour(hour)
        to = self.athlete.instant(day, hour)
        if to > now:
            self.athlete.move(session, to, now)
        else:
            self.person.sees("is over. Which later time?")

    async def skip(self, session: Session) -> None:
        await self.open_session(session)
        now = clock.now()
        await self.press_newest(taps.SKIP, session.id)
        self.athlete.skip(session, now)

    def of(self, session_id: UUID | None) -> Session | None:
        return next((each for each in self.athlete.sessions if each.id == session_id), None)

    async def answer_reminder(self, data: str, message: Seen) -> None:
        """+30 min, Tomorrow, Skip."""
        session = self.of(first_id(data))
        now = clock.now()
        await self.press(data, message)
        if session is None or session.status != PLANNED or session.at is None:
            return
        athlete, at = self.athlete, session.at
        if taps.REMINDER_SKIP.read(data) is not None:
            athlete.skip(session, now)
            return
        _, knew = taps.REMINDER_LATER.read(data) or taps.REMINDER_TOMORROW.read(data) or (None, None)
        if knew != int(at.timestamp()) // 60:
            return  # it has been moved since
        if taps.REMINDER_LATER.read(data) is not None:
            athlete.move(session, max(now, at) + LEAD, now)
        else:
            local = at.astimezone(athlete.zone)
            day = max(athlete.today(now), local.date()) + timedelta(days=1)
            athlete.move(session, athlete.instant(day, local.time()), now)

    async def undo_of_plan(self, data: str, message: Seen) -> None:
        """Undo beside what was moved or skipped."""
        session = self.of(first_id(data))
        now = clock.now()
        await self.press(data, message)
        if session is None or session.at is None:
            return
        moved = taps.UNMOVE.read(data)
        if moved is None:
            self.athlete.unskip(session, now)
            return
        _, was, knew = moved
        to = datetime.fromtimestamp(was * 60, UTC)
        if session.status == PLANNED and knew == int(session.at.timestamp()) // 60 and self.athlete.over(to) > now:
            self.athlete.move_back(session, to, now)

    async def answer_missed(self, data: str, message: Seen) -> None:
        """Do it today, or shift the week."""
        session = self.of(first_id(data))
        now = clock.now()
        await self.press(data, message)
        if taps.MISSED_TODAY.read(data) is None or session is None or session.status != MISSED:
            return
        following = next((each for each in self.athlete.planned if each.enrollment is session.enrollment), None)
        if following is None or following.day != session.day or following.at is None or session.at is None:
            return
        if self.athlete.today(following.at) == self.athlete.today(now):
            return
        row = await UserWorkoutSession.get(id=session.id)
        at = row.scheduled_at
        usual = self.athlete.instant(self.athlete.today(now), session.at.astimezone(self.athlete.zone).time())
        assert at is not None
        assert self.athlete.today(at) == self.athlete.today(now), "it is made up today"
        assert at == usual or (usual <= clock.now() and now <= at <= now + LEAD + timedelta(minutes=6)), at
        session.status, session.turn = PLANNED, following.turn
        self.athlete.move(session, at, now)

    # -- measurements

    async def measure(self, metric: str, value: Decimal, ago: int) -> None:
        """A line like "waist 81 cm yesterday"."""
        unit = "kg" if metric == "Body weight" else "cm"
        on = ("", " yesterday", " 2 days ago")[ago]
        await self.person.says(f"/measure {metric.lower()} {value} {unit}{on}")
        if self.person.sees_button("Yes, "):
            await self.person.taps("Yes, ")
        day = self.athlete.today(clock.now()) - timedelta(days=ago)
        self.athlete.measured.append(Measured(metric, value, day))

    async def take_back_measured(self, data: str, message: Seen) -> None:
        """Undo, Put it back."""
        undone = taps.ENTRY_UNDO.read(data)
        entry = (undone or taps.ENTRY_RESTORE.read(data) or (None,))[0]
        await self.press(data, message)
        for each in self.athlete.measured:
            if each.id == entry:
                each.there = undone is None

    async def correct_measured(self, measured: Measured, value: Decimal | None) -> None:
        """Another value; None: deleted."""
        await self.person.says(f"/measure {measured.metric.lower()}")
        await self.person.taps("Entries")
        await self._to_entry(measured)
        if value is None:
            await self.person.taps("Delete", exact=True)
            measured.there = False
        else:
            await self.person.taps("Correct", exact=True)
            await self.person.says(str(value))
            measured.value = value
        await self.person.taps("Close", exact=True)

    async def _to_entry(self, measured: Measured) -> None:
        data = taps.ENTRY(measured.id)
        while not any(data in each.data.values() for each in self.person.bot_messages):
            await self.person.taps("Older ›")
        await self.press_newest(taps.ENTRY, measured.id)


def first_id(data: str) -> UUID | None:
    """Whose session, enrollment or entry a button is about."""
    found = taps.START.read(taps.START.code + "." + data.split(".")[1]) if "." in data else None
    return None if found is None else found[0]
