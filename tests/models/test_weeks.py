"""The week in numbers: what counts, which week it belongs to, and on whose clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models import clock, weeks
from models.enrollments import UserProgramEnrollment
from models.people import User
from models.performances import ExerciseSet
from models.programs import ExerciseInstruction, Workout
from models.reminders import Reminder, ReminderKind
from models.rules.records import RecordKind
from models.rules.sets import DoneSet, ExerciseKind
from models.rules.streak import Streak
from models.rules.summary import Week
from models.sessions import SessionStatus, UserWorkoutSession
from models.weeks import Day
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work

MONDAY = date(2026, 11, 16)
NOTHING = Week()


def at(day: int, hour: int = 18, minute: int = 0, zone: str = "UTC", month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class Gym:
    """Somebody on a program of squats and bench presses with two dumbbells."""

    world: World
    user: User
    workout: Workout
    enrolled: UserProgramEnrollment

    async def opens(self, zone: str = "UTC") -> Gym:
        self.user = await rows.person(timezone=zone)
        squat = await rows.exercise("Squat", muscles=["quads", "glutes"])
        bench = await rows.exercise("Dumbbell Bench Press", muscles=["chest"], implements=2)
        program = await rows.program()
        self.workout = await rows.workout("Day A", squat, bench, program=program, day=1)
        self.enrolled = await rows.enrollment(self.user, program)
        return self

    async def trains(self, when: datetime, *done: list[DoneSet], **facts: Any) -> UserWorkoutSession:
        return await rows.trained(self.user, self.workout, when, done, **{"enrolled": self.enrolled} | facts)

    async def plans(self, when: datetime, **facts: Any) -> UserWorkoutSession:
        return await rows.session(self.user, self.workout, enrolled=self.enrolled, scheduled_at=when, **facts)

    async def week(self, monday: date = MONDAY) -> weeks.Report:
        return await weeks.report(self.user, monday)


@pytest.fixture
async def gym(world: World) -> Gym:
    """The clock stands at Wednesday noon of the week of MONDAY."""
    await world.jump(seconds=(at(18, 12) - clock.now()).total_seconds())
    found = await Gym().opens()
    found.world = world
    return found


async def test_a_week_in_sums(gym: Gym) -> None:
    """Warm-ups count for nothing, both dumbbells count, and the week before stands beside."""
    await gym.trains(at(9), [work(5, 90)], minutes=45)
    await gym.trains(at(16), [warmup(5, 60), work(5, 100), work(5, 100)], [work(10, 20)], minutes=60)
    await gym.trains(at(18, 7), [work(5, 100)], [], minutes=30)
    await gym.plans(at(20))
    found = await gym.week()
    assert found.weeks.this == Week(done=2, planned=3, sets=4, volume_g=1_900_000, seconds=5400)
    assert found.weeks.before == Week(done=1, planned=1, sets=1, volume_g=450_000, seconds=2700)
    assert found.muscles == {"glutes": 3, "quads": 3, "chest": 1}
    assert found.muscles_before == {"glutes": 1, "quads": 1}
    assert found.days == (Day(1, 1), Day(), Day(1, 1), Day(), Day(1, 0), Day(), Day())
    assert (found.extra, found.running, found.empty) == (0, True, False)


async def test_nothing_at_all(gym: Gym) -> None:
    """An empty week has no numbers, no records, no body weight and nothing next."""
    found = await gym.week()
    assert found.weeks.this == found.weeks.before == NOTHING
    assert (found.empty, found.records, found.body_weight, found.next, found.streak) == (True, (), None, None, Streak())


async def test_only_warm_ups(gym: Gym) -> None:
    """A workout of warm-ups was done, with nothing in it."""
    await gym.trains(at(16), [warmup(10, 200)], minutes=10)
    found = await gym.week()
    assert found.weeks.this == Week(done=1, planned=1, seconds=600)
    assert (found.muscles, found.records, found.empty) == ({}, (), False)


async def test_what_is_deleted_or_undone_does_not_count(gym: Gym) -> None:
    """Inactive sessions and performances, and sets that were undone, are gone from every number."""
    await gym.trains(at(10), [work(5, 500)], is_active=False)
    await gym.trains(at(16), [work(5, 300)], is_active=False)
    kept = await gym.trains(at(17), [work(5, 80), work(5, 100)])
    other = (await ExerciseInstruction.filter(workout_id=gym.workout.id).order_by("position"))[1]
    await rows.performed(kept, other, [work(5, 70)], at(17), is_active=False)
    await ExerciseSet.filter(performance__session_id=kept.id, weight_g=100_000).delete()
    found = await gym.week()
    assert found.weeks.this == Week(done=1, planned=1, sets=1, volume_g=400_000, seconds=3600)
    assert found.weeks.before == NOTHING
    assert found.records == ()


async def test_somebody_elses_week_is_not_mine(gym: Gym) -> None:
    other = await Gym().opens()
    await other.trains(at(16), [work(5, 100)])
    await other.plans(at(20))
    assert (await gym.week()).empty
    assert (await gym.week()).next is None


@pytest.mark.parametrize(
    ("status", "planned"),
    [
        (SessionStatus.PLANNED, 1),
        (SessionStatus.MISSED, 1),
        (SessionStatus.SKIPPED, 1),
        (SessionStatus.CANCELLED, 0),
    ],
)
async def test_sessions_not_done(gym: Gym, status: SessionStatus, planned: int) -> None:
    """Missed and skipped ones were planned; cancelled ones were taken out of the plan."""
    await gym.plans(at(16), status=status)
    found = await gym.week()
    assert found.weeks.this == Week(planned=planned)
    assert found.days[0] == Day(planned, 0)
    assert found.empty


async def test_a_free_workout_is_extra(gym: Gym) -> None:
    """It does not make up for a planned one that was missed."""
    await gym.plans(at(16), status=SessionStatus.MISSED)
    await gym.trains(at(17), [work(5, 100)], enrolled=None)
    found = await gym.week()
    assert (found.weeks.this.done, found.weeks.this.planned, found.extra) == (0, 1, 1)
    assert (found.weeks.this.sets, found.weeks.this.seconds) == (1, 3600)
    assert found.days[:2] == (Day(1, 0), Day(0, 1))


async def test_a_workout_under_way_counts_its_sets_only(gym: Gym) -> None:
    session = await gym.trains(at(18, 11), [work(5, 100)], status=SessionStatus.IN_PROGRESS)
    found = await gym.week()
    assert found.weeks.this == Week(done=0, planned=1, sets=1, volume_g=500_000)
    assert found.next is not None
    assert (found.next.session_id, found.next.under_way) == (session.id, True)


async def test_a_session_belongs_to_the_week_it_was_trained_in(gym: Gym) -> None:
    """Monday's session done on the Sunday before, and Sunday's begun after midnight."""
    await gym.trains(at(15, 20), [work(5, 100)], scheduled_at=at(16))
    await gym.trains(at(16, 0, 10), [work(5, 100)], scheduled_at=at(15, 23))
    before, this = await gym.week(MONDAY - weeks.WEEK), await gym.week()
    assert (before.weeks.this.done, before.weeks.this.planned, before.days[6]) == (1, 1, Day(0, 1))
    assert (this.weeks.this.done, this.weeks.this.planned, this.days[0]) == (1, 1, Day(0, 1))


ZONES = [
    # the zone, an instant, and the Monday of its week there
    ("UTC", datetime(2026, 11, 15, 23, 59, 59, 999999, tzinfo=UTC), date(2026, 11, 9)),
    ("UTC", datetime(2026, 11, 16, tzinfo=UTC), date(2026, 11, 16)),
    ("Pacific/Kiritimati", datetime(2026, 11, 15, 9, 59, 59, tzinfo=UTC), date(2026, 11, 9)),
    ("Pacific/Kiritimati", datetime(2026, 11, 15, 10, tzinfo=UTC), date(2026, 11, 16)),
    ("Pacific/Pago_Pago", datetime(2026, 11, 16, 10, 59, 59, tzinfo=UTC), date(2026, 11, 9)),
    ("Pacific/Pago_Pago", datetime(2026, 11, 16, 11, tzinfo=UTC), date(2026, 11, 16)),
    ("Asia/Kathmandu", datetime(2026, 11, 15, 18, 15, tzinfo=UTC), date(2026, 11, 16)),
    # clocks go back in Berlin on Sunday 25 October, forward in Beirut at midnight of Sunday 29 March
    ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 19)),
    ("Europe/Berlin", datetime(2026, 10, 25, 23, tzinfo=UTC), date(2026, 10, 26)),
    ("Europe/Berlin", datetime(2026, 10, 18, 22, tzinfo=UTC), date(2026, 10, 19)),
    ("Asia/Beirut", datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC), date(2026, 3, 23)),
    ("Asia/Beirut", datetime(2026, 3, 29, 21, tzinfo=UTC), date(2026, 3, 30)),
]


@pytest.mark.parametrize(("zone", "instant", "monday"), ZONES)
async def test_weeks_are_the_persons_own(world: World, zone: str, instant: datetime, monday: date) -> None:
    """To the second, on both sides of the date line and of a change of clocks."""
    gym = await Gym().opens(zone)
    await gym.trains(instant, [work(5, 100)])
    weeks_done = [(await gym.week(monday + number * weeks.WEEK)).weeks.this.done for number in (-1, 0, 1)]
    assert weeks_done == [0, 1, 0]
    assert weeks.monday_of(gym.user, instant) == monday


async def test_records_of_the_week(gym: Gym) -> None:
    """The last best of each exercise against what stood before the week; a first time beats nothing."""
    await gym.trains(at(2), [work(5, 90), work(5, 95)], [work(10, 20)])
    await gym.trains(at(9), [work(5, 97.5)])
    await gym.trains(at(16), [work(5, 100)], [work(12, 20)])
    await gym.trains(at(18, 7), [warmup(1, 200), work(5, 102.5)])
    squat, bench = (await gym.week()).records
    assert (squat.exercise, squat.record.kind, squat.record.value) == ("Squat", RecordKind.HEAVIEST, 102_500)
    assert (squat.record.previous, squat.record.previous_at.date()) == (97_500, date(2026, 11, 9))
    assert (bench.exercise, bench.record.kind, bench.record.of) == ("Dumbbell Bench Press", RecordKind.REPS, 20_000)
    assert (bench.record.value, bench.record.previous) == (12, 10)
    earlier = (await gym.week(MONDAY - weeks.WEEK)).records
    assert [(each.exercise, each.record.value, each.record.previous) for each in earlier] == [("Squat", 97_500, 95_000)]


@pytest.mark.parametrize(
    ("kind", "before", "now", "expected"),
    [
        (ExerciseKind.TIMED, DoneSet(seconds=60), DoneSet(seconds=75), (RecordKind.LONGEST, 75, 60)),
        (
            ExerciseKind.DISTANCE,
            DoneSet(seconds=1600, distance_m=5000),
            DoneSet(seconds=1500, distance_m=5000),
            (RecordKind.FASTEST, 1500, 1600),
        ),
        (
            ExerciseKind.ASSISTED,
            DoneSet(reps=8, weight_g=-20_000),
            DoneSet(reps=8, weight_g=-15_000),
            (RecordKind.HEAVIEST, -15_000, -20_000),
        ),
        (ExerciseKind.BODYWEIGHT, DoneSet(reps=8), DoneSet(reps=9), (RecordKind.REPS, 9, 8)),
        (ExerciseKind.WEIGHT, work(5, 100), work(5, 95), None),
        (ExerciseKind.WEIGHT, warmup(5, 100), work(5, 95), None),
    ],
)
async def test_records_of_every_kind(
    gym: Gym, kind: ExerciseKind, before: DoneSet, now: DoneSet, expected: tuple[RecordKind, int, int] | None
) -> None:
    workout = await rows.workout("Other", await rows.exercise("Thing", kind))
    await rows.trained(gym.user, workout, at(2), [[before]])
    await rows.trained(gym.user, workout, at(17), [[now]])
    found = [(each.record.kind, each.record.value, each.record.previous) for each in (await gym.week()).records]
    assert found == ([expected] if expected else [])


async def test_body_weight(gym: Gym) -> None:
    """The last of the week against the last before it; deleted ones and other metrics are not asked."""
    await rows.measured(gym.user, "84", date(2026, 11, 1))
    assert (await gym.week()).body_weight is None
    await rows.measured(gym.user, "83.1", date(2026, 11, 12))
    await rows.measured(gym.user, "70", date(2026, 11, 15), is_active=False)
    await rows.measured(gym.user, "20", date(2026, 11, 17), key="body-fat")
    await rows.measured(gym.user, "83", date(2026, 11, 16))
    await rows.measured(gym.user, "82.455", date(2026, 11, 17))
    assert (await gym.week()).body_weight == weeks.BodyWeight(82_455, -645, date(2026, 11, 12))
    assert (await gym.week(date(2026, 10, 26))).body_weight == weeks.BodyWeight(84_000)


async def test_next_is_the_soonest_still_to_come(gym: Gym) -> None:
    """Today's counts although its hour has passed; yesterday's does not."""
    await gym.plans(at(17))
    await gym.plans(at(23))
    await gym.plans(at(25), is_active=False)
    soonest = await gym.plans(at(18, 7))
    found = (await gym.week()).next
    assert found == weeks.Next(soonest.id, "Day A", at(18, 7), under_way=False)


async def test_a_streak_counts_weeks_with_all_done(gym: Gym) -> None:
    """The running week counts once all its sessions are done, and breaks nothing before."""
    for day in (2, 4, 9, 11, 16):
        await gym.trains(at(day), [work(5, 100)])
    assert (await gym.week()).streak.weeks == 3
    planned = await gym.plans(at(20))
    assert (await gym.week()).streak.weeks == 2
    planned.status = SessionStatus.COMPLETED
    await planned.save()
    assert (await gym.week()).streak.weeks == 3


@pytest.mark.parametrize(
    ("status", "streak"),
    [(SessionStatus.SKIPPED, 1), (SessionStatus.MISSED, 2), (SessionStatus.PLANNED, 2)],
)
async def test_a_session_left_out_ends_the_streak_a_missed_one_is_forgiven(
    gym: Gym, status: SessionStatus, streak: int
) -> None:
    """… since its day was shifted, and the week after is kept; its own week does not count."""
    for day in (2, 9, 16):
        await gym.trains(at(day), [work(5, 100)])
    await gym.plans(at(11), status=status)
    assert (await gym.week()).streak == Streak(streak, whole=streak != 1)


async def test_two_missed_weeks_end_the_streak(gym: Gym) -> None:
    await gym.trains(at(2), [work(5, 100)])
    await gym.plans(at(10), status=SessionStatus.MISSED)
    await gym.plans(at(20))
    assert (await gym.week()).streak == Streak(1, at_stake=True)
    await gym.plans(at(17), status=SessionStatus.MISSED)
    assert (await gym.week()).streak == Streak(1, at_stake=True), "while it runs it may still be caught up"
    assert (await gym.week(MONDAY - weeks.WEEK)).streak == Streak(1, at_stake=True)
    await gym.world.jump(seconds=7 * 86_400)
    assert (await gym.week(MONDAY + weeks.WEEK)).streak == Streak(whole=False)
    assert (await gym.week()).streak == Streak(whole=False)


async def test_trained_ahead_a_missed_session_is_caught_up(gym: Gym) -> None:
    """Monday was missed and shifted; on Saturday next Monday's is trained: three of three, not of four."""
    await gym.plans(at(9), status=SessionStatus.MISSED)
    await gym.trains(at(11), [work(5, 100)])
    await gym.trains(at(13), [work(5, 100)])
    await gym.trains(at(14, 10), [work(5, 100)], scheduled_at=at(16))
    found = await gym.week(MONDAY - weeks.WEEK)
    assert (found.weeks.this.done, found.weeks.this.planned) == (3, 3)
    assert found.streak.weeks == 1


async def test_a_moved_session_does_not_end_the_streak(gym: Gym) -> None:
    """A week whose only session was moved into the next is kept; the next answers for it."""
    await gym.trains(at(3), [work(5, 100)])
    moved = await gym.plans(at(17), moved_from=at(13))
    assert (await gym.week()).streak.weeks == 2
    moved.status, moved.started_at, moved.completed_at = SessionStatus.COMPLETED, at(17), at(17, 19)
    await moved.save()
    assert (await gym.week()).streak.weeks == 3
    moved.status = SessionStatus.MISSED
    await moved.save()
    assert (await gym.week(MONDAY)).streak.weeks == 2


async def test_a_long_streak_and_a_long_pause(gym: Gym) -> None:
    """A pause in which nothing was planned does not end a streak, however long; a free workout adds no week."""
    for number in range(4):
        await gym.trains(at(1, month=6) - number * timedelta(days=7), [])
    for number in range(30):
        await gym.trains(at(16) - timedelta(days=400) - number * timedelta(days=7), [])
    await gym.trains(at(16), [], enrolled=None)
    assert (await gym.week()).streak.weeks == 34
    ages_ago = await gym.trains(at(16) - timedelta(days=4000), [])
    assert (await gym.week()).streak.weeks == 35, "however long the pause"
    await UserWorkoutSession.filter(id=ages_ago.id).update(is_active=False)
    await gym.trains(at(17), [])
    assert (await gym.week()).streak.weeks == 35
    await gym.plans(at(16) - timedelta(days=400 + 10 * 7), status=SessionStatus.SKIPPED)
    assert (await gym.week()).streak.weeks == 1 + 4 + 10


DIGESTS = [
    # zone, weekday and hour chosen, now (UTC), due (UTC), the Monday of the week it is about
    ("UTC", 6, time(19), at(18, 12), at(22, 19), MONDAY),
    ("UTC", 6, time(19), at(22, 19), at(29, 19), date(2026, 11, 23)),
    ("UTC", 0, time(7), at(18, 12), at(23, 7), MONDAY),
    ("UTC", 4, time(0), at(18, 12), at(20, 0), MONDAY),
    ("Pacific/Kiritimati", 6, time(19), at(18, 12), at(22, 5), MONDAY),
    ("Pacific/Pago_Pago", 6, time(19), at(18, 12), at(23, 6), MONDAY),
    ("Europe/Berlin", 6, time(19), at(20, 12, month=10), at(25, 18, month=10), date(2026, 10, 19)),
    ("Europe/Berlin", 6, time(19), at(18, 17, 30, month=10), at(25, 18, month=10), date(2026, 10, 19)),
]


@pytest.mark.parametrize(("zone", "weekday", "hour", "now", "due", "monday"), DIGESTS)
async def test_the_digest_is_planned_on_the_persons_wall_clock(
    world: World, *, zone: str, weekday: int, hour: time, now: datetime, due: datetime, monday: date
) -> None:
    await world.jump(seconds=(now - clock.now()).total_seconds())
    user = await rows.person(timezone=zone, digest_weekday=weekday, digest_at=hour)
    await weeks.plan_digest(user)
    await weeks.plan_digest(user)
    (row,) = await Reminder.filter(user_id=user.id, kind=ReminderKind.DIGEST)
    assert (row.due_at, row.data) == (due, {"monday": monday.isoformat()})


async def test_no_day_chosen_no_digest(gym: Gym) -> None:
    await weeks.plan_digest(gym.user)
    await weeks.choose_digest(gym.user, None)
    assert not await Reminder.filter(kind=ReminderKind.DIGEST).exists()
    await weeks.choose_digest(gym.user, 5, time(20, 30))
    (row,) = await Reminder.filter(kind=ReminderKind.DIGEST)
    assert row.due_at == at(21, 20, 30)
    again = await User.get(id=gym.user.id)
    assert (again.digest_weekday, again.digest_at) == (5, time(20, 30))
