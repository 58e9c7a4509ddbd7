"""/week, and the week unasked on the chosen day, as the person meets them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from handlers import week
from handlers.unit import Unit as WorkUnit
from handlers.views import taps
from handlers.views import weeks as view
from models import clock, deliveries, weeks
from models.people import User
from models.programs import Workout
from models.reminders import Reminder, ReminderKind
from models.rules.sets import DoneSet, ExerciseKind, Unit
from models.sessions import SessionStatus, UserWorkoutSession
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work
from tests.people import Person

MONDAY = date(2026, 11, 16)


def at(day: int, hour: int = 18) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


class Athlete:
    """Ann, who has talked to the bot, on Wednesday noon of the week of MONDAY."""

    def __init__(self, world: World, person: Person) -> None:
        self.world, self.person = world, person
        self.user: User
        self.workout: Workout

    async def arrives(self) -> Athlete:
        await self.goes_to(at(18, 12))
        await self.person.says("/help")
        self.user = await User.get(telegram_id=self.person.id)
        self.program = await rows.program()
        squat = await rows.exercise("Squat", muscles=["quads", "glutes"])
        bench = await rows.exercise("Bench Press", muscles=["chest", "rear-delts"])
        self.workout = await rows.workout("Day A", squat, bench, program=self.program, day=1)
        self.enrolled = await rows.enrollment(self.user, self.program)
        return self

    async def goes_to(self, instant: datetime) -> None:
        await self.world.jump(seconds=(instant - clock.now()).total_seconds())

    async def trained(self, when: datetime, *done: list[DoneSet]) -> UserWorkoutSession:
        return await rows.trained(self.user, self.workout, when, done, enrolled=self.enrolled)

    async def plans(self, when: datetime) -> UserWorkoutSession:
        return await rows.session(self.user, self.workout, enrolled=self.enrolled, scheduled_at=when)

    async def trains_a_good_week(self) -> None:
        await self.trained(at(9), [work(5, 95)] * 3, [work(5, 60)] * 3)
        await self.trained(at(16), [warmup(5, 60), *[work(5, 100)] * 3], [work(5, 60)] * 3)
        await self.trained(at(18, 7), [work(5, 102.5)] * 3, [work(6, 60)] * 3)
        await rows.measured(self.user, "83.1", date(2026, 11, 12))
        await rows.measured(self.user, "82.5", date(2026, 11, 17))


@pytest.fixture
async def ann(world: World) -> Athlete:
    return await Athlete(world, world.person("Ann")).arrives()


async def test_a_week_fits_a_phone(ann: Athlete) -> None:
    """Done of planned, sets, volume and time against the week before, records, body weight, what is next; above it the
    picture with the days and the sets per muscle.
    """
    await ann.trains_a_good_week()
    await ann.plans(at(20))
    await ann.person.says("/week")
    shown = ann.person.sees("Week 16 – 22 Nov")
    assert Image.open(io.BytesIO(shown.photo or b"")).width == 800
    text = shown.text
    for line in (
        "Workouts: 2 of 3\n",
        "Sets: 12 · 5,018 kg · 2 h\n",
        "Week before: 6 · 2,325 kg · 1 h\n",
        "2 records",
        "Squat: 102.5 kg, was 95 kg",
        "Bench Press: 6 reps with 60 kg, was 5",
        "Body weight: 82.5 kg, −0.6 since 12 Nov",
        "Next: Day A, Fri 20 Nov 18:00",
    ):
        assert line in text
    assert len(text.splitlines()) <= 14
    assert max(map(len, text.splitlines())) <= 65


async def test_in_pounds(ann: Athlete) -> None:
    ann.user.unit = Unit.LB
    await ann.user.save()
    await ann.trains_a_good_week()
    await ann.person.says("/week")
    assert ann.person.sees("Sets: 12 · 11,062 lb · 2 h\nWeek before: 6 · 5,126 lb · 1 h")
    assert ann.person.sees("Body weight: 181.9 lb, −1.3 since 12 Nov")


async def test_an_empty_week_has_a_kind_line_and_the_next_sessions_button(ann: Athlete) -> None:
    session = await ann.plans(at(20))
    await ann.person.says("/week")
    shown = ann.person.sees("Nothing trained yet this week.")
    assert ann.person.sees("Next: Day A, Fri 20 Nov 18:00")
    assert shown.buttons[0] == ["Start Day A"]
    assert shown.data["Start Day A"] == taps.START(session.id)
    assert shown.photo is None
    assert ann.person.sees_not("Sets:")


async def test_an_empty_week_without_a_program_says_where_to_begin(world: World) -> None:
    """For somebody who has never trained, too."""
    ben = world.person("Ben")
    await ben.says("/week")
    assert ben.sees("Nothing is planned. /programs has something to begin with.")


async def test_what_a_person_named_is_shown_as_typed(ann: Athlete) -> None:
    odd = await rows.workout("<b>A & B", await rows.exercise("Press <i>"))
    await rows.trained(ann.user, odd, at(9), [[work(5, 40)]])
    await rows.trained(ann.user, odd, at(16), [[work(5, 50)]])
    await rows.session(ann.user, odd, scheduled_at=at(20))
    await ann.person.says("/week")
    assert ann.person.sees("Press <i>: 50 kg, was 40 kg")
    assert ann.person.sees("Next: <b>A & B")
    assert ann.person.sees("Workouts: 1\n")


@pytest.mark.parametrize(
    ("kind", "before", "now", "line"),
    [
        (ExerciseKind.TIMED, DoneSet(seconds=45), DoneSet(seconds=75), "Thing: 1:15, was 45 s"),
        (
            ExerciseKind.DISTANCE,
            DoneSet(seconds=1600, distance_m=5000),
            DoneSet(seconds=1500, distance_m=5000),
            "Thing: 5 km in 25:00, was 26:40",
        ),
        (
            ExerciseKind.ASSISTED,
            DoneSet(reps=8, weight_g=-20_000),
            DoneSet(reps=8, weight_g=-15_000),
            "Thing: -15 kg, was -20 kg",
        ),
        (ExerciseKind.BODYWEIGHT, DoneSet(reps=8), DoneSet(reps=9), "Thing: 9 reps, was 8"),
        (ExerciseKind.BODYWEIGHT, DoneSet(reps=8), work(5, 10), "Thing: 10 kg, was no added weight"),
    ],
)
async def test_records_in_words(ann: Athlete, *, kind: ExerciseKind, before: DoneSet, now: DoneSet, line: str) -> None:
    workout = await rows.workout("Other", await rows.exercise("Thing", kind))
    await rows.trained(ann.user, workout, at(2), [[before]])
    await rows.trained(ann.user, workout, at(17), [[now]])
    await ann.person.says("/week")
    assert ann.person.sees(line)


async def test_many_records_are_cut_short(ann: Athlete) -> None:
    exercises = [await rows.exercise(f"Exercise {number}", muscles=[f"m{number}"]) for number in range(9)]
    workout = await rows.workout("Long", *exercises)
    await rows.trained(ann.user, workout, at(10), [[work(5, 40)]] * 9)
    await rows.trained(ann.user, workout, at(17), [[work(5, 41)]] * 9)
    await ann.person.says("/week")
    text = ann.person.sees("9 records, among them\nExercise 0: 41 kg, was 40 kg\n").text
    assert text.count(", was ") == 3
    assert len(text.splitlines()) <= 14


async def test_the_week_before_stands_below_in_the_same_order(ann: Athlete) -> None:
    """Without praise or blame, and not at all where nothing was done in it."""
    await ann.trained(at(9), [work(5, 100)] * 5)
    await ann.trained(at(16), [work(5, 100)] * 2)
    await ann.person.says("/week")
    assert ann.person.sees("Sets: 2 · 1,000 kg · 1 h\nWeek before: 5 · 2,500 kg · 1 h\n")
    await ann.person.taps("Week before")
    assert ann.person.sees("Sets: 5 · 2,500 kg · 1 h\n\n")


async def test_the_weeks_beside_it(ann: Athlete) -> None:
    """Back and forth in the same message, never past the running week."""
    await ann.trains_a_good_week()
    await ann.person.says("/week")
    await ann.person.taps("Week before")
    assert ann.person.sees("Week 9 – 15 Nov").edited
    assert ann.person.sees_not("Week 16")
    await ann.person.taps("Week before")
    assert ann.person.sees("Nothing trained this week.")
    await ann.person.taps("Week after")
    await ann.person.taps("Week after")
    assert ann.person.sees("Week 16 – 22 Nov")
    assert not ann.person.sees_button("Week after")


async def test_words_become_a_picture_and_a_picture_stays_one(ann: Athlete) -> None:
    """From an empty week to one with something in it and on to an empty one: the same message, whose buttons stay where
    the thumb is.
    """
    await ann.trained(at(9), [work(5, 100)])
    await ann.person.says("/week")
    first = ann.person.sees("Nothing trained yet this week.")
    assert first.photo is None
    await ann.person.taps("Week before")
    full = ann.person.sees("Week 9 – 15 Nov")
    await ann.person.taps("Week before")
    empty = ann.person.sees("Nothing trained this week.")
    assert full.photo
    assert empty.photo
    assert full.photo != empty.photo
    assert first.message_id == full.message_id == empty.message_id
    assert empty.buttons == [["‹ Week before", "Week after ›"]]


async def test_one_week_at_a_time(ann: Athlete) -> None:
    """Asked again, the picture before it goes; tapped twice, there is one."""
    await ann.trains_a_good_week()
    await ann.person.says("/week")
    await ann.person.says("/week")
    await ann.person.taps_twice("Week before")
    assert len([each for each in ann.person.bot_messages if each.photo]) == 1
    assert not ann.person.unanswered


async def test_the_button_under_an_old_week_draws_it_there(ann: Athlete) -> None:
    """Weeks were words once, with a button for their picture."""
    await ann.trains_a_good_week()
    old = ann.person.last
    await ann.person.forges(taps.WEEK_PICTURE(MONDAY.toordinal()))
    shown = ann.person.sees("Week 16 – 22 Nov")
    assert shown.photo
    assert shown.message_id == old.message_id


async def test_the_picture_shows_the_days_the_muscles_and_the_body_weight(ann: Athlete) -> None:
    await ann.trains_a_good_week()
    await ann.plans(at(20))
    await rows.session(ann.user, ann.workout, enrolled=ann.enrolled, scheduled_at=at(17), status=SessionStatus.MISSED)
    await rows.measured(ann.user, "82", date(2026, 11, 18))
    drawing = view.asked(ann.user, await weeks.report(ann.user, MONDAY)).drawing
    assert drawing is not None
    told = [(day["planned"], day["done"], day["over"], day["today"]) for day in drawing["days"]]
    assert told[:5] == [
        (1, 1, True, False),
        (1, 0, True, False),
        (1, 1, False, True),
        (0, 0, False, False),
        (1, 0, False, False),
    ]
    assert drawing["muscles"][0] == {"name": "chest", "sets": 6, "before": 3}
    assert drawing["muscles"][3] == {"name": "rear delts", "sets": 6, "before": 3}
    assert drawing["weight"]["last"] == "82 kg"
    assert drawing["weight"]["points"] == [["2026-11-12", "83.1"], ["2026-11-17", "82.8"], ["2026-11-18", "82.53"]]


async def test_a_body_weight_of_the_weeks_before_is_drawn_too(ann: Athlete) -> None:
    for value, day in (("83", 10), ("82.6", 12)):
        await rows.measured(ann.user, value, date(2026, 11, day))
    await ann.trained(at(16), [work(5, 60)])
    drawing = view.asked(ann.user, await weeks.report(ann.user, MONDAY)).drawing
    assert drawing is not None
    assert drawing["weight"]["last"] == "82.6 kg"


async def test_an_open_question_stays_open(ann: Athlete) -> None:
    """/week answers beside what is open; nothing that was entered is lost."""
    before = await deliveries.position_of(ann.person.id)
    await ann.person.says("/WEEK please")
    after = await deliveries.position_of(ann.person.id)
    assert before is not None
    assert after is not None
    assert (after.step, after.data) == (before.step, before.data)


@pytest.mark.parametrize("code", ["week", "weekp", "dgoff"])
@pytest.mark.parametrize("day", ["0", "-1", "999999999999", "1", "x", ""])
async def test_forged_weeks(ann: Athlete, code: str, day: str) -> None:
    """A week there is not is answered, and nothing changes."""
    await ann.trains_a_good_week()
    await ann.person.says("/week")
    before = ann.person.last.text
    await ann.person.forges(f"{code}.{day}")
    assert ann.person.unanswered == []
    assert ann.person.sees(before[:20])
    assert (await User.get(id=ann.user.id)).digest_weekday == 6


async def test_a_forged_weekday_turns_nothing_on(ann: Athlete) -> None:
    for weekday in (-1, 7, 40_000):
        await ann.person.forges(f"dgon.{MONDAY.toordinal()}.{weekday}")
    assert (await User.get(id=ann.user.id)).digest_weekday == 6
    assert ann.person.unanswered == []


# -- unasked -----------------------------------------------------------------------------------------


async def test_the_week_comes_unasked_on_its_day(ann: Athlete) -> None:
    """On Sunday at 19:00, buzzing once; and again a week later."""
    await ann.trains_a_good_week()
    await weeks.plan_digest(ann.user)
    await ann.world.until(at(22, 18))
    assert ann.person.sees_not("Week 16")
    ann.person.starts_counting()
    await ann.world.until(at(22, 19))
    assert "Sets: 12" in ann.person.sees("Week 16 – 22 Nov")
    assert ann.person.buzzes == 1
    await ann.world.until(at(29, 20))
    assert "Nothing trained yet this week." in ann.person.sees("Week 23 – 29 Nov")


async def test_turned_off_and_on_again(ann: Athlete) -> None:
    """Off is confirmed in place, with Undo beside it; both are answered however often they are tapped."""
    await weeks.plan_digest(ann.user)
    await ann.trains_a_good_week()
    await ann.world.until(at(22, 20))
    picture = ann.person.sees("Sets: 12").photo
    assert picture
    await ann.person.taps_twice("Turn off")
    off = ann.person.sees("I will not send this by myself any more.")
    assert "Sets: 12" in off
    assert off.photo == picture
    assert not ann.person.sees_button("Turn off")
    assert not await Reminder.filter(kind=ReminderKind.DIGEST).exists()
    await ann.person.taps_twice("Undo")
    assert "On again. Next one: Sun 29 Nov 19:00" in ann.person.toasts
    assert ann.person.sees_not("I will not send")
    assert ann.person.sees("Sets: 12").photo == picture
    assert ann.person.sees_button("Turn off")
    assert (await User.get(id=ann.user.id)).digest_weekday == 6
    await ann.world.until(at(29, 20))
    assert ann.person.sees("Week 23 – 29 Nov")
    assert ann.person.unanswered == []


async def test_off_stays_off(ann: Athlete) -> None:
    await weeks.plan_digest(ann.user)
    await ann.world.until(at(22, 20))
    await ann.person.taps("Turn off")
    await ann.world.until(datetime(2026, 12, 7, tzinfo=UTC))
    assert ann.person.sees_not("Week 23")


async def test_a_late_digest_comes_once_and_says_its_week(ann: Athlete) -> None:
    """The bot was off over three Sundays: one message, about the first; the next comes in time."""
    await ann.trains_a_good_week()
    await weeks.plan_digest(ann.user)
    await ann.goes_to(datetime(2026, 12, 9, 12, tzinfo=UTC))
    text = ann.person.sees("Your week 16 – 22 Nov").text
    assert "This comes late" in text
    assert "Sets: 12" in text
    assert ann.person.sees_not("Week 23")
    await ann.world.until(datetime(2026, 12, 13, 19, 1, tzinfo=UTC))
    assert ann.person.sees("Week 7 – 13 Dec")


async def test_somebody_who_blocked_the_bot_gets_none(ann: Athlete) -> None:
    """Nor a pile of them on coming back: the next one, in time."""
    await weeks.plan_digest(ann.user)
    await User.filter(id=ann.user.id).update(reachable=False)
    await ann.world.until(at(22, 20))
    assert ann.person.sees_not("Week 16")
    await User.filter(id=ann.user.id).update(reachable=True)
    await ann.world.until(at(29, 20))
    assert ann.person.sees("Week 23 – 29 Nov")


async def test_a_session_after_the_digest_is_added_to_it(ann: Athlete) -> None:
    """The message is edited in place, its picture redrawn, without a buzz."""
    await weeks.plan_digest(ann.user)
    await ann.trains_a_good_week()
    await ann.world.until(at(22, 19))
    before = ann.person.sees("Week 16 – 22 Nov")
    ann.person.starts_counting()
    await ann.trained(at(22, 20), [work(5, 110)])
    await refresh(ann, date(2026, 11, 22))
    changed = ann.person.sees("Week 16 – 22 Nov")
    assert "Sets: 13" in changed
    assert "Squat: 110 kg, was 95 kg" in changed
    assert changed.edited
    assert changed.message_id == before.message_id
    assert changed.photo != before.photo
    assert ann.person.buzzes == 0
    assert ann.person.sees_button("Turn off")


async def test_an_empty_digest_becomes_a_picture_when_something_lands_in_it(ann: Athlete) -> None:
    await weeks.plan_digest(ann.user)
    await ann.world.until(at(22, 19))
    before = ann.person.sees("Nothing trained yet this week.")
    assert before.photo is None
    await ann.trained(at(22, 20), [work(5, 110)])
    await refresh(ann, date(2026, 11, 22))
    changed = ann.person.sees("Sets: 1")
    assert changed.photo
    assert changed.message_id == before.message_id
    assert len([each for each in ann.person.bot_messages if "Week 16" in each]) == 1


async def test_an_empty_digest_stays_words_when_the_week_before_it_changes(ann: Athlete) -> None:
    await weeks.plan_digest(ann.user)
    await ann.trained(at(9), [work(5, 110)])
    await ann.world.until(at(22, 19))
    await refresh(ann, date(2026, 11, 9))
    assert ann.person.sees("Nothing trained yet this week.").photo is None


async def test_a_digest_that_was_deleted_is_not_sent_again(ann: Athlete) -> None:
    await weeks.plan_digest(ann.user)
    await ann.trains_a_good_week()
    await ann.world.until(at(22, 19))
    ann.person.sees("Week 16 – 22 Nov").message.deleted = True
    await refresh(ann, date(2026, 11, 22))
    assert ann.person.sees_not("Week 16")


async def test_without_a_digest_a_session_changes_nothing(ann: Athlete) -> None:
    await ann.trains_a_good_week()
    left = ann.person.bot_messages_left
    await refresh(ann, date(2026, 11, 18))
    assert ann.person.bot_messages_left == left
    assert ann.person.sees_not("Week")


async def test_a_workout_under_way_is_offered(ann: Athlete) -> None:
    session = await rows.trained(
        ann.user, ann.workout, at(18, 11), [[work(5, 100)]], enrolled=ann.enrolled, status=SessionStatus.IN_PROGRESS
    )
    await ann.person.says("/week")
    assert ann.person.sees("Under way: Day A")
    assert ann.person.sees_button("Continue Day A")
    assert session.status is SessionStatus.IN_PROGRESS


async def refresh(ann: Athlete, day: date) -> None:
    """What a finished workout does to the digest, in a unit of its own."""
    position = await deliveries.position_of(ann.person.id)
    assert position is not None
    unit = WorkUnit(position.user, position)
    await week.refresh_digest(unit, day)
    await deliveries.queue(unit.finish())
    ann.world.bot.sender.submit(unit.replies)
    await ann.world.settle()
