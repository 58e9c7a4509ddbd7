"""The machine: at each step somebody does something, time passes, or the bot is started again; then model, rows and
chat are compared.
"""

from __future__ import annotations

import asyncio
import logging
import time as real_time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import SearchStrategy

from bot.demo.server import BotServer
from handlers.views import taps
from models import clock
from models.sessions import UserWorkoutSession
from tests.conftest import World
from tests.machine import lifting
from tests.machine.comparing import chat_as_modelled, rows_as_modelled, same
from tests.machine.model import Athlete, Measured
from tests.machine.programs import LIGHT, PROGRAMS, offer
from tests.machine.trainee import LEAD, Trainee, first_id

BEGINNING = datetime(2026, 3, 16, 8, 7, tzinfo=UTC)  # a Monday; Berlin's clocks change two weeks later
CITIES = {"Ann": ("Accra", "Africa/Accra"), "Bob": ("Berlin", "Europe/Berlin")}
SERVER_SECONDS = timedelta(seconds=1.5)  # Telegram's dates have whole seconds

WEEKS = st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True).map(sorted)
HOURS = st.sampled_from([time(7, 30), time(12), time(18), time(19, 45)])
REPS = st.integers(1, 12)
GRAMS = st.integers(8, 40).map(lambda steps: steps * 2_500)
NUMBERS = st.integers(0, 9)
LOADED = st.sampled_from(sorted(LIGHT))
REMINDED = (taps.REMINDER_LATER, taps.REMINDER_TOMORROW, taps.REMINDER_SKIP)
ASKED = (taps.EFFORT, taps.SORENESS, taps.NO_NOTE)
RATINGS = st.none() | st.integers(1, 10)

ACTS: Counter[str] = Counter()
"""How often what was done, by rule, in all machines of this process; what was never done is not there: see rules()."""

Can = Callable[[Trainee], object]
Step = Callable[..., Awaitable[None]]


def act(can: Can, **drawn: SearchStrategy[Any]) -> Callable[[Step], Any]:
    """A rule that may be chosen while somebody can do it, and is done by one of those."""

    def decorate(step: Step) -> Any:
        def does(self: Machine, who: int, **values: Any) -> None:
            able = [each for each in self.trainees if can(each)]
            ACTS[step.__name__] += 1
            self.run(step(self, able[who % len(able)], **values))

        does.__name__ = step.__name__
        chosen: Any = rule(who=st.integers(0, 1), **drawn)  # type: ignore[call-overload] # any names of drawn values
        return precondition(lambda self: any(can(each) for each in self.trainees))(chosen(does))

    return decorate


def anybody(each: Trainee) -> bool:
    del each
    return True


def running(each: Trainee) -> object:
    return each.athlete.running


def planned(each: Trainee) -> object:
    return each.athlete.planned


def training(each: Trainee) -> object:
    return each.athlete.open


def trained(each: Trainee) -> object:
    return each.athlete.open is not None and each.athlete.open.training.sets


class Machine(RuleBasedStateMachine):
    """One world, in which Ann and Bob train: another one for each run, on a database that fresh() makes."""

    fresh: Callable[[], str]
    directory: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.errors = _Errors()
        logging.getLogger().addHandler(self.errors)
        self.trainees: list[Trainee] = []
        self.run(self._open(self.fresh(), self.directory))

    def run(self, work: Awaitable[object]) -> None:
        async def step() -> None:
            await work

        began = real_time.monotonic()
        self.runner.run(step())
        self.took = timedelta(seconds=real_time.monotonic() - began)

    async def _open(self, url: str, directory: Path) -> None:
        (directory / "clock").unlink(missing_ok=True)
        self.server = BotServer(clock_file=directory / "clock")
        self.server.updates.hold = self.server.updates.limit_hold = 0
        await self.server.start()
        clock.follow(directory / "clock")
        self.world = World(self.server, url)
        self.world._to(BEGINNING)
        await self.world.start()
        await offer()
        for name, (city, zone) in CITIES.items():
            trainee = Trainee(self.world, self.world.person(name), Athlete(zone))
            await trainee.arrives(city)
            self.trainees.append(trainee)

    def teardown(self) -> None:
        try:
            if hasattr(self, "world") and not self.errors.lines:
                self.run(self._all_deleted())
        finally:
            self.run(self._close())
            self.runner.close()
            logging.getLogger().removeHandler(self.errors)

    async def _all_deleted(self) -> None:
        """At the end everybody deletes everything, and nothing is left."""
        for each in self.trainees:
            await each.leave_for_good()
        same("sessions left", await UserWorkoutSession.all().count(), 0)

    async def _close(self) -> None:
        if hasattr(self, "world") and hasattr(self.world, "bot"):
            await self.world.stop()
        clock.follow(None)
        await self.server.stop()

    # -- after each step

    @invariant()
    def as_modelled(self) -> None:
        self.run(self._compare(self.took + SERVER_SECONDS))

    async def _compare(self, slack: timedelta) -> None:
        assert not self.errors.lines, self.errors.lines
        for each in self.trainees:
            each.athlete.passes(clock.now())
            try:
                await rows_as_modelled(each.person, each.athlete, clock.now(), slack)
                chat_as_modelled(each.person, each.athlete)
            except AssertionError as error:
                error.add_note(each.person.transcript())
                raise

    # -- programs and the plan

    @initialize(first=NUMBERS, second=NUMBERS, hour=HOURS)
    def both_enroll(self, first: int, second: int, hour: time) -> None:
        for each, which in zip(self.trainees, (first, second), strict=True):
            program = PROGRAMS[which % len(PROGRAMS)]
            self.run(each.enroll(program, program.presets[which % len(program.presets)], hour))

    @act(Trainee.can_enroll, which=NUMBERS, preset=NUMBERS, days=st.none() | WEEKS, hour=HOURS)
    async def enrolls(self, each: Trainee, which: int, preset: int, days: list[int] | None, hour: time) -> None:
        program = each.can_enroll()[which % len(each.can_enroll())]
        await each.enroll(program, days or program.presets[preset % len(program.presets)], hour)

    @act(running, which=NUMBERS, days=WEEKS)
    async def changes_days(self, each: Trainee, which: int, days: list[int]) -> None:
        await each.change_days(_one(each.athlete.running, which), days)

    @act(running, which=NUMBERS, hour=HOURS)
    async def changes_hour(self, each: Trainee, which: int, hour: time) -> None:
        await each.change_hour(_one(each.athlete.running, which), hour)

    @act(running, which=NUMBERS)
    async def pauses_or_resumes(self, each: Trainee, which: int) -> None:
        await each.pause_or_resume(_one(each.athlete.running, which))

    @act(running, which=NUMBERS, sure=st.booleans())
    async def leaves(self, each: Trainee, which: int, sure: bool) -> None:
        await each.leave(_one(each.athlete.running, which), sure=sure)

    @act(planned, which=NUMBERS, ahead=st.integers(0, 13), hour=HOURS)
    async def moves(self, each: Trainee, which: int, ahead: int, hour: time) -> None:
        day = each.athlete.today(clock.now()) + timedelta(days=ahead)
        await each.move(_one(each.athlete.planned, which), day, hour)

    @act(planned, which=NUMBERS)
    async def skips(self, each: Trainee, which: int) -> None:
        await each.skip(_one(each.athlete.planned, which))

    @act(lambda each: each.buttons(*REMINDED), which=NUMBERS)
    async def answers_reminder(self, each: Trainee, which: int) -> None:
        await each.answer_reminder(*_one(each.buttons(*REMINDED), which))

    @act(lambda each: each.buttons(taps.UNSKIP, taps.UNMOVE), which=NUMBERS)
    async def undoes_plan(self, each: Trainee, which: int) -> None:
        await each.undo_of_plan(*_one(each.buttons(taps.UNSKIP, taps.UNMOVE), which))

    @act(lambda each: each.buttons(taps.MISSED_TODAY, taps.MISSED_SHIFT), which=NUMBERS)
    async def answers_missed(self, each: Trainee, which: int) -> None:
        await each.answer_missed(*_one(each.buttons(taps.MISSED_TODAY, taps.MISSED_SHIFT), which))

    # -- workouts

    @act(planned, which=NUMBERS)
    async def starts(self, each: Trainee, which: int) -> None:
        await lifting.start(each, _one(each.athlete.planned, which))

    @act(lambda each: each.buttons(taps.START), which=NUMBERS)
    async def taps_start(self, each: Trainee, which: int) -> None:
        await lifting.start_by_reminder(each, *_one(each.buttons(taps.START), which))

    @act(planned, which=NUMBERS)
    async def asks_for_workout(self, each: Trainee, which: int) -> None:
        await lifting.start_by_command(each, which)

    @act(training, twice=st.booleans())
    async def logs(self, each: Trainee, twice: bool) -> None:
        await lifting.log(each, twice=twice)

    @act(training, twice=st.booleans(), weigh=st.none() | GRAMS)
    async def warms_up(self, each: Trainee, twice: bool, weigh: int | None) -> None:
        """Also for an exercise whose weight is chosen only now, or was not heavy."""
        if weigh is not None:
            await lifting.weigh(each, weigh)
        await lifting.warm_up(each, twice=twice)

    @act(training, times=st.integers(2, 6))
    async def logs_several(self, each: Trainee, times: int) -> None:
        for _ in range(times):
            await lifting.log(each)

    @act(training, form=NUMBERS, reps=REPS, grams=GRAMS)
    async def types(self, each: Trainee, form: int, reps: int, grams: int) -> None:
        await lifting.tell(each, form, reps, grams)

    @act(anybody, form=NUMBERS, reps=REPS, grams=GRAMS, exercise=LOADED)
    async def types_by_name(self, each: Trainee, form: int, reps: int, grams: int, exercise: str) -> None:
        await lifting.tell(each, form, reps, grams, by_name=exercise)

    @act(lambda each: each.messages, which=NUMBERS, form=NUMBERS, reps=REPS, grams=GRAMS)
    async def edits(self, each: Trainee, which: int, form: int, reps: int, grams: int) -> None:
        await lifting.edit(each, -1 - which, form, reps, grams)

    @act(trained, by_command=st.booleans())
    async def undoes(self, each: Trainee, by_command: bool) -> None:
        await lifting.undo(each, by_command=by_command)

    @act(lambda each: each.pressed, which=NUMBERS)
    async def taps_late(self, each: Trainee, which: int) -> None:
        await lifting.press_again(each, -1 - which)

    @act(training, label=st.sampled_from(["Skip", "Later", "+ Set", "+ rep", "− rep", "+ kg", "− kg"]))
    async def changes(self, each: Trainee, label: str) -> None:
        await lifting.change(each, label)

    @act(training, which=NUMBERS)
    async def swaps(self, each: Trainee, which: int) -> None:
        await lifting.swap(each, which)

    @act(training, exercise=LOADED)
    async def adds(self, each: Trainee, exercise: str) -> None:
        await lifting.add(each, exercise)

    @act(training, effort=RATINGS, soreness=RATINGS, note=st.sampled_from([None, "slept badly", "<b> & Co"]))
    async def finishes(self, each: Trainee, effort: int | None, soreness: int | None, note: str | None) -> None:
        await lifting.finish(each, [effort, soreness, note])

    @act(training, effort=RATINGS, soreness=RATINGS, upto=st.integers(0, 2))
    async def begins_to_finish(self, each: Trainee, effort: int | None, soreness: int | None, upto: int) -> None:
        await lifting.finish(each, [effort, soreness][:upto])

    @act(lambda each: each.buttons(*ASKED), effort=RATINGS, soreness=RATINGS)
    async def goes_on_finishing(self, each: Trainee, effort: int | None, soreness: int | None) -> None:
        left = {taps.EFFORT: 3, taps.SORENESS: 2, taps.NO_NOTE: 1}
        most = max(number for kind, number in left.items() if each.buttons(kind))
        await lifting.answer(each, [effort, soreness, None][-most:])

    # -- measurements, and whatever else

    @act(anybody, what=st.sampled_from(["Body weight", "Waist"]), value=st.integers(700, 1100), ago=st.integers(0, 2))
    async def measures(self, each: Trainee, what: str, value: int, ago: int) -> None:
        await each.measure(what, Decimal(value) / 10, ago)

    @act(lambda each: each.buttons(taps.ENTRY_UNDO, taps.ENTRY_RESTORE), which=NUMBERS)
    async def takes_back_measured(self, each: Trainee, which: int) -> None:
        await each.take_back_measured(*_one(each.buttons(taps.ENTRY_UNDO, taps.ENTRY_RESTORE), which))

    @act(
        lambda each: _there(each),  # noqa: PLW0108 - defined below
        which=NUMBERS,
        value=st.none() | st.integers(70, 110).map(Decimal),
    )
    async def corrects_measured(self, each: Trainee, which: int, value: Decimal | None) -> None:
        await each.correct_measured(_one(_there(each), which), value)

    @act(anybody, text=st.sampled_from(["hello", "/week", "/help", "/cancel", "/schedule", "/settings", "", "💪"]))
    async def says_something_else(self, each: Trainee, text: str) -> None:
        await (each.person.says(text) if text else each.person.sends_sticker())

    @act(anybody, which=st.integers(0, 99))
    async def taps_what_is_not_theirs(self, each: Trainee, which: int) -> None:
        """A forged tap, with the real data of a button of the other person's workouts and sessions."""
        (other,) = (another for another in self.trainees if another is not each)
        ids = {session.id for session in other.athlete.sessions}
        every = [data for seen in other.person.bot_messages for data in seen.data.values()]
        theirs = [data for data in every if first_id(data) in ids]
        if theirs:
            await each.person.forges(_one(theirs, which))

    @act(anybody, hours=st.sampled_from([0, 1, 24]))
    async def deletes_everything(self, each: Trainee, hours: int) -> None:
        """And comes back after a while, as somebody new."""
        await each.leave_for_good()
        await self.world.passes(hours=hours)
        await each.stays_unknown()
        await each.arrives(CITIES[each.person.first_name][0])

    # -- time

    @rule(hours=st.sampled_from([1, 1, 2, 5, 10, 24, 48]))
    def time_passes(self, hours: int) -> None:
        ACTS["time_passes"] += 1
        self.run(self.world.passes(hours=hours))

    @rule(hours=st.sampled_from([1, 5, 24, 72, 24 * 16]))
    def bot_sleeps(self, hours: int) -> None:
        ACTS["bot_sleeps"] += 1
        self.run(self.world.jump(hours=hours))
        for each in self.trainees:
            each.athlete.passes(clock.now(), asleep=True)

    @act(planned)
    async def waits_for_reminder(self, each: Trainee) -> None:
        at = each.athlete.planned[0].at
        assert at is not None
        if at - LEAD > clock.now():
            await self.world.until(at - LEAD)

    @rule()
    def is_started_again(self) -> None:
        ACTS["is_started_again"] += 1
        self.run(self.world.restart())


def rules() -> set[str]:
    """All that can be done in a machine."""
    return {each.function.__name__ for each in Machine.setup_state().rules}


def _one(of: Sequence[Any], which: int) -> Any:
    return of[which % len(of)]


def _there(each: Trainee) -> list[Measured]:
    return [measured for measured in each.athlete.measured if measured.there]


class _Errors(logging.Handler):
    """What the bot's log says went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
