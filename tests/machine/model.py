"""The whole product in plain memory: what a person's training should be, after what they did and the time that went by.

Written from what the product promises, deliberately simple: lists and dictionaries, no ids, no rows, one person at a
time. It knows nothing of the code it is compared with. Where the product may choose (the weight after a swap), the
machine tells it what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.machine.training import Item, Training, items_of

AHEAD = 14  # days
OPEN_AT_MOST = timedelta(hours=4)
NIGHT = time(3)

ACTIVE, PAUSED, COMPLETED, ABANDONED = "ACTIVE", "PAUSED", "COMPLETED", "ABANDONED"
PLANNED, IN_PROGRESS, SKIPPED, MISSED, CANCELLED = "PLANNED", "IN_PROGRESS", "SKIPPED", "MISSED", "CANCELLED"


@dataclass(frozen=True)
class Program:
    """Days, each a list of exercises with what is asked of them; presets are weekdays, Monday 0."""

    name: str
    repeats: bool
    presets: tuple[tuple[int, ...], ...]
    days: tuple[tuple[Item, ...], ...]


@dataclass(eq=False)
class Enrollment:
    """turn: how many days of the program are behind the person; it goes on counting in the next round."""

    program: Program
    weekdays: tuple[int, ...]
    hour: time
    began: date
    status: str = ACTIVE
    turn: int = 0
    ended: date | None = None
    weights: dict[str, int] = field(default_factory=dict)  # grams
    unsure: set[str] = field(default_factory=set)  # exercises whose weight follows from finer rules than these

    @property
    def day(self) -> int:
        return self.turn % len(self.program.days) + 1

    @property
    def runs(self) -> bool:
        return self.status in {ACTIVE, PAUSED}


@dataclass(eq=False)
class Session:
    """turn: which day of the program it is, counted as in Enrollment. training: once it was started."""

    enrollment: Enrollment | None
    turn: int
    at: datetime | None
    status: str = PLANNED
    moved: bool = False
    first_at: datetime | None = None  # where it was before it was moved
    started: datetime | None = None
    completed: datetime | None = None
    effort: int | None = None
    soreness: int | None = None
    notes: str | None = None
    training: Training = field(default_factory=Training)
    skip_moved_on: bool = False
    id: UUID | None = None  # of its row, once it has been seen there

    @property
    def day(self) -> int:
        assert self.enrollment is not None
        return self.turn % len(self.enrollment.program.days) + 1


@dataclass(eq=False)
class Measured:
    metric: str
    value: Decimal
    on: date
    there: bool = True
    id: UUID | None = None


class Athlete:
    """One person. Every act is given the instant at which it happens."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.enrollments: list[Enrollment] = []
        self.sessions: list[Session] = []
        self.measured: list[Measured] = []

    # -- what there is

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)

    def over(self, at: datetime) -> datetime:
        """When a session of that instant is missed."""
        return self.instant(self.today(at) + timedelta(days=1), NIGHT)

    @property
    def open(self) -> Session | None:
        return next((each for each in self.sessions if each.status == IN_PROGRESS), None)

    @property
    def planned(self) -> list[Session]:
        return sorted((each for each in self.sessions if each.status == PLANNED), key=_at)

    @property
    def running(self) -> list[Enrollment]:
        return [each for each in self.enrollments if each.runs]

    def due_today(self, now: datetime) -> list[Session]:
        """What /workout would start: of each program what is due, else of each the next."""
        first: dict[int, Session] = {}
        for each in self.planned:
            first.setdefault(id(each.enrollment), each)
        due = [each for each in first.values() if self.today(_at(each)) <= self.today(now)]
        return due or list(first.values())

    # -- programs

    def enroll(self, program: Program, weekdays: tuple[int, ...], hour: time, now: datetime) -> Enrollment:
        made = Enrollment(program, weekdays, hour, self.today(now))
        self.enrollments.append(made)
        self.plan(now)
        return made

    def pause(self, enrollment: Enrollment, now: datetime) -> None:
        enrollment.status = PAUSED
        self.plan(now)

    def resume(self, enrollment: Enrollment, now: datetime) -> None:
        enrollment.status = ACTIVE
        self.plan(now)

    def leave(self, enrollment: Enrollment, now: datetime) -> None:
        enrollment.status, enrollment.ended = ABANDONED, self.today(now)
        self.plan(now)

    def train_on(self, enrollment: Enrollment, weekdays: tuple[int, ...], hour: time, now: datetime) -> None:
        enrollment.weekdays, enrollment.hour = weekdays, hour
        self.plan(now)

    def _go_on(self, enrollment: Enrollment, now: datetime) -> None:
        """The day is done, or left out."""
        enrollment.turn += 1
        if enrollment.turn == len(enrollment.program.days) and not enrollment.program.repeats:
            enrollment.turn -= 1  # it stays at its last day
            enrollment.status, enrollment.ended = COMPLETED, self.today(now)
        self.plan(now)

    # -- sessions

    def plan(self, now: datetime) -> None:
        """Two weeks ahead each program's days go, in their order, to its free training days. A session that was moved,
        is due, or is under way keeps its place, and what comes after it in the program comes after it in time.
        """
        for enrollment in self.enrollments:
            own = [each for each in self.sessions if each.enrollment is enrollment]
            planned = [each for each in own if each.status == PLANNED]
            stays = [each for each in planned if each.moved or _at(each) <= now] if enrollment.status == ACTIVE else []
            fixed = [*stays, *(each for each in own if each.status == IN_PROGRESS)]
            used = {self.today(_at(each)) for each in own if self._uses_its_day(each)}
            wanted = self._places(enrollment, fixed, used, now) if enrollment.status == ACTIVE else {}
            for each in planned:
                if each in stays or wanted.pop((each.turn, _at(each)), False):
                    continue
                # The same day of the program at the same time in another round is the same session to a person.
                twin = next((key for key in wanted if key[1] == each.at and _same_day(each, key[0])), None)
                if twin is None:
                    self.sessions.remove(each)
                else:
                    each.turn = twin[0]
                    del wanted[twin]
            self.sessions += [Session(enrollment, turn, at) for turn, at in wanted]

    def _uses_its_day(self, session: Session) -> bool:
        """Whoever trains three days before the day or sooner trains on it as well."""
        if session.at is None or session.status not in {COMPLETED, SKIPPED}:
            return False
        began = session.at if session.started is None else session.started
        return self.today(session.at) - self.today(began) < timedelta(days=3)

    def _places(
        self, enrollment: Enrollment, fixed: list[Session], used: set[date], now: datetime
    ) -> dict[tuple[int, datetime], bool]:
        """A fixed session is that of the round in which its day of the program would be nearest to where it was."""
        if not fixed:
            return self._row(enrollment, {}, used, now)
        days = len(enrollment.program.days)
        taken: dict[int, Session] = {}
        alone = self._row(enrollment, {}, used, now)
        for each in sorted(fixed, key=lambda each: self.today(each.first_at or _at(each))):
            was = self.today(each.first_at or _at(each))
            rounds = [
                (abs(self.today(at) - was), turn)
                for turn, at in alone
                if turn not in taken and turn % days == each.turn % days
            ]
            if rounds:
                each.turn = min(rounds)[1]
                taken[each.turn] = each
        return self._row(enrollment, taken, used | {self.today(_at(each)) for each in fixed}, now)

    def _row(
        self, enrollment: Enrollment, fixed: dict[int, Session], used: set[date], now: datetime
    ) -> dict[tuple[int, datetime], bool]:
        days = [self.today(now) + timedelta(days=ahead) for ahead in range(AHEAD + 1)]
        free = [
            day
            for day in days
            if day.weekday() in enrollment.weekdays and day not in used and self.instant(day, enrollment.hour) > now
        ]
        turn, after, wanted = enrollment.turn, date.min, {}
        while enrollment.program.repeats or turn < len(enrollment.program.days):
            if turn in fixed:
                after = max(after, self.today(_at(fixed[turn])))
            else:
                day = next((day for day in free if day >= after), None)
                if day is None:
                    break
                free.remove(day)
                wanted[turn, self.instant(day, enrollment.hour)] = True
            turn += 1
        return wanted

    def move(self, session: Session, to: datetime, now: datetime) -> None:
        if not session.moved:
            session.first_at = session.at
        session.at, session.moved = to, True
        self.plan(now)

    def move_back(self, session: Session, to: datetime, now: datetime) -> None:
        session.at, session.moved = to, to != session.first_at
        self.plan(now)

    def skip(self, session: Session, now: datetime) -> None:
        session.status = SKIPPED
        assert session.enrollment is not None
        session.skip_moved_on = session.enrollment.day == session.day
        if session.skip_moved_on:
            self._go_on(session.enrollment, now)
        else:
            self.plan(now)

    def unskip(self, session: Session, now: datetime) -> None:
        """Until the day is over, and while the program stands where the skip left it."""
        own = session.enrollment
        assert own is not None
        if session.status != SKIPPED or self.over(_at(session)) <= now:
            return
        if session.skip_moved_on:
            again = own.status == COMPLETED and own.turn == session.turn and not self._trains_again(own)
            if not again and (own.status != ACTIVE or own.turn != session.turn + 1):
                return
            own.turn, own.status, own.ended = session.turn, ACTIVE, None
        elif own.status != ACTIVE:
            return
        session.status = PLANNED
        self.plan(now)

    def _trains_again(self, over: Enrollment) -> bool:
        return any(each.program is over.program for each in self.running)

    def start(self, session: Session, now: datetime) -> None:
        assert session.enrollment is not None
        session.status, session.started = IN_PROGRESS, now
        day = session.enrollment.program.days[session.day - 1]
        session.training = Training(items_of(day, session.enrollment.weights))

    def start_free(self, now: datetime) -> Session:
        made = Session(None, 0, None, IN_PROGRESS, started=now)
        self.sessions.append(made)
        return made

    def finish(self, session: Session, ended: datetime, now: datetime) -> None:
        session.status, session.completed = COMPLETED, ended
        own = session.enrollment
        if own is None:
            return
        for item in session.training.items:
            earned = item.earned(session.training.of(item))
            if earned is not None:
                own.weights[item.exercise] = earned
            elif item.linear:
                own.unsure.add(item.exercise)
        if own.runs and own.day == session.day:
            self._go_on(own, now)
        else:
            self.plan(now)

    def give_up(self, session: Session, now: datetime) -> None:
        """Nothing was done in it: it is planned again, or missed where its day is over."""
        session.effort = session.soreness = session.notes = None
        if session.enrollment is None or not session.enrollment.runs:
            session.status = CANCELLED
        else:
            session.status = MISSED if self.over(_at(session)) <= now else PLANNED
            session.started = None
        session.training = Training()
        if session.enrollment is not None:
            self.plan(now)

    # -- time

    def passes(self, until: datetime, *, asleep: bool = False) -> None:
        """What happens by itself until then, one thing after the other; asleep: the bot wakes only then, and does it
        all at once.
        """
        while (due := self._next_due()) is not None and due[0] <= until:
            instant, session = due
            now = until if asleep else instant
            if session.status == PLANNED:
                session.status = MISSED
                self.plan(now)
            elif session.training.sets:
                self.finish(session, session.training.last_at, now)
            else:
                self.give_up(session, now)

    def _next_due(self) -> tuple[datetime, Session] | None:
        due = [(self.over(_at(each)), each) for each in self.planned]
        if self.open is not None and self.open.started is not None:
            due.append((max(self.open.started, self.open.training.last_at) + OPEN_AT_MOST, self.open))
        return min(due, key=lambda pair: pair[0], default=None)


def _at(session: Session) -> datetime:
    assert session.at is not None
    return session.at


def _same_day(session: Session, turn: int) -> bool:
    assert session.enrollment is not None
    return turn % len(session.enrollment.program.days) + 1 == session.day
