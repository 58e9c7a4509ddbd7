"""From /start to enrolled, as people go there: by buttons, by typing, astray, and back."""

from __future__ import annotations

from datetime import time

import pytest

from models.catalogue import programs
from models.enrollments import TrainingSlot, UserProgramEnrollment
from models.people import User
from models.reminders import Reminder, ReminderKind
from models.rules.sets import Unit
from models.sessions import UserWorkoutSession
from tests.athletes import enrolled
from tests.conftest import World
from tests.dialogues.test_session_reminders import the_next
from tests.people import Person
from tests.standing import stands

NOT_TIMES = ["qqqq", "25:00", "", "\u200f", "🏋️", "x" * 4096, "-3", "../../etc/passwd", "<b>"]


async def to_goal(ann: Person) -> None:
    await ann.starts()
    await ann.says("Berlin, Germany")
    await ann.taps("kg", exact=True)


async def to_weights(ann: Person) -> None:
    await to_goal(ann)
    for button in ("Strength", "3", "Take it", "Mon Wed Fri", "18:00"):
        await ann.taps(button)


async def test_from_start_to_a_planned_and_reminded_workout_in_eight_taps_and_nothing_typed(ann: Person) -> None:
    await ann.starts()
    ann.starts_counting()
    await ann.taps(":")
    await ann.taps("kg", exact=True)
    await ann.taps("Strength")
    await ann.taps("3", exact=True)
    await ann.taps("Take it")
    await ann.taps("Mon Wed Fri")
    await ann.taps("18:00")
    await ann.taps("Light weights")
    assert ann.taps_made <= 8
    assert ann.typed == 0
    assert ann.bot_messages_left == 1
    assert ann.buzzes == 0
    ann.sees("You train Linear 5×5 Barbell: Mon Wed Fri at 18:00.")
    ann.sees("I remind you 30 min before.")
    assert not ann.last.buttons
    sessions = await UserWorkoutSession.all().order_by("scheduled_at")
    assert len(sessions) in {6, 7}
    assert await Reminder.exists(kind=ReminderKind.SESSION, subject=str(sessions[0].id))


@pytest.mark.parametrize("program", sorted(programs()))
async def test_every_program_can_be_enrolled_in(world: World, program: str) -> None:
    ann = await enrolled(world, program=program)
    ann.sees("First:")


async def test_everything_can_be_typed(ann: Person) -> None:
    await ann.starts()
    for text in ("New York", "pounds", "muscle", "3 days", "novice", "3x5"):
        await ann.says(text)
    await ann.taps("Enroll")
    for text in ("tue, thu and saturday", "6:30 pm", "later"):
        await ann.says(text)
    ann.sees("You train Novice 3×5 Barbell: Tue Thu Sat at 18:30.")
    user = await User.get()
    assert (user.timezone, user.unit, user.goal, user.days_per_week) == ("America/New_York", Unit.LB, "muscle", 3)
    assert {each.weight_g for each in (await stands(await UserProgramEnrollment.get())).values()} == {None}
    assert [slot.weekday for slot in await TrainingSlot.all().order_by("weekday")] == [1, 3, 5]


async def test_the_time_may_be_typed_and_gives_a_zone_never_a_bare_offset(world: World) -> None:
    ann = world.person("Ann", language="de")
    await ann.starts()
    first = next(label for row in ann.last.buttons for label in row if ":" in label)
    await ann.says(first.split()[-1])
    zone = (await User.get()).timezone
    assert "/" in zone
    assert not zone.startswith("Etc")


async def test_a_zone_guessed_wrong_is_changed_without_losing_the_place(ann: Person) -> None:
    await ann.starts()
    await ann.says("Berlin, Germany")
    await ann.taps("Europe/Berlin · change")
    await ann.taps("Europe/Madrid")
    ann.sees("Do you lift in kilograms or pounds?")
    assert (await User.get()).timezone == "Europe/Madrid"


async def test_a_city_that_is_in_several_zones_is_asked_about(ann: Person) -> None:
    await ann.starts()
    await ann.says("London")
    ann.sees("There is more than one.")
    await ann.taps("London, CA")
    assert (await User.get()).timezone == "America/Toronto"


@pytest.mark.parametrize("text", [text for text in NOT_TIMES if text])
async def test_what_is_no_time_and_no_city_costs_nothing(ann: Person, text: str) -> None:
    await ann.starts()
    await ann.says(text)
    assert "Berlin" in ann.last.text
    assert ann.last.buttons
    await ann.says("Berlin, Germany")
    ann.sees("kilograms or pounds")


async def test_a_time_button_of_an_hour_ago_is_asked_again_rather_than_believed(world: World, ann: Person) -> None:
    await ann.starts()
    await world.passes(hours=1)
    await ann.taps(":")
    ann.sees("Time has moved on")
    assert (await User.get()).timezone == "UTC"
    await ann.taps(":")
    ann.sees("kilograms or pounds")


async def test_every_time_there_is_is_behind_other_times(ann: Person) -> None:
    await ann.starts()
    few = sum(len(row) for row in ann.last.buttons)
    await ann.taps("Other times")
    assert sum(len(row) for row in ann.last.buttons) > few
    await ann.taps("Fewer")
    assert sum(len(row) for row in ann.last.buttons) == few


@pytest.mark.parametrize("steps", range(8))
async def test_cancel_or_a_restart_at_any_question_loses_no_answer(world: World, ann: Person, steps: int) -> None:
    answers = ["Berlin, Germany", "kg", "strength", "3", "Take it", "Mon Wed Fri", "18:00"]
    await ann.starts()
    for answer in answers[:steps]:
        await (ann.taps("Take it") if answer == "Take it" else ann.says(answer))
    question = ann.last.text
    await ann.says("/cancel")
    await world.restart()
    await ann.starts()
    assert question.splitlines()[-1] in ann.last.text


async def test_start_again_in_the_middle_asks_the_same_question_once(ann: Person) -> None:
    await to_goal(ann)
    await ann.starts("from_a_friend")
    ann.sees("What do you train for?")
    assert ann.bot_messages_left == 1


async def test_back_leads_to_the_question_before(ann: Person) -> None:
    await to_weights(ann)
    for question in (
        "at what time?",
        "On which days?",
        "Linear 5×5",
        "How many days a week?",
        "What do you train for?",
    ):
        await ann.taps("‹ Back")
        ann.sees(question)
    await ann.taps("‹ Back")
    ann.sees("kilograms or pounds")
    await ann.taps("lb", exact=True)
    await ann.taps("Fitness")
    assert (await User.get()).unit is Unit.LB


async def test_another_program_is_found_by_paging(ann: Person) -> None:
    await to_goal(ann)
    await ann.taps("Strength")
    await ann.taps("3", exact=True)
    await ann.taps("Others")
    await ann.taps("More")
    await ann.taps("Before")
    await ann.taps("Novice 3×5")
    ann.sees("For your first months with a barbell")
    await ann.taps("‹ Back")
    await ann.taps("Novice 3×5")
    await ann.taps("Enroll")
    ann.sees("On which days?")


async def test_days_may_be_chosen_one_by_one(ann: Person) -> None:
    await to_goal(ann)
    for button in ("Strength", "3", "Take it", "Other days", "Sun", "Tue", "Sun", "Sat"):
        await ann.taps(button)
    await ann.taps("Done · 2 days")
    ann.sees("Tue Sat: at what time?")


async def test_weights_exercise_by_exercise_by_button_by_typing_and_from_five_reps(ann: Person) -> None:
    await to_weights(ann)
    await ann.taps("Exercise by exercise")
    ann.sees("Squat (1 of 5): start with how many kg?")
    await ann.taps("60", exact=True)
    ann.sees("Squat: 60 kg to start.")
    await ann.says("41")
    ann.sees("Bench Press: 40 kg to start.")
    await ann.taps("5 reps I can do")
    await ann.says("100 kg")
    ann.sees("Bent Over Row: 92.5 kg to start.")
    await ann.taps("Learn it later")
    ann.sees("Overhead Press: learned from your first set.")
    await ann.taps("Heavier")
    await ann.taps("Lighter")
    await ann.says("225 lb")
    ann.sees("You train Linear 5×5 Barbell")
    found = await stands(await UserProgramEnrollment.get())
    assert {name: each.weight_g for name, each in found.items()} == {
        "Squat": 60000,
        "Bench Press": 40000,
        "Bent Over Row": 92500,
        "Overhead Press": None,
        "Deadlift": 102500,
    }


async def test_after_some_weights_the_rest_may_start_light(ann: Person) -> None:
    await to_weights(ann)
    await ann.taps("Exercise by exercise")
    await ann.taps("60", exact=True)
    await ann.taps("Light for the rest")
    ann.sees("You train Linear 5×5 Barbell")
    found = await stands(await UserProgramEnrollment.get())
    assert (found["Squat"].weight_g, found["Deadlift"].weight_g) == (60000, 40000)


@pytest.mark.parametrize("text", ["NaN", "1e9", "²", "-20", "1_000", "5001", "heavy", "60x5", "🏋️"])
async def test_what_is_no_weight_is_said_with_an_example(ann: Person, text: str) -> None:
    await to_weights(ann)
    await ann.taps("Exercise by exercise")
    await ann.says(text)
    ann.sees("I did not find a weight in that. Type it like 20.")
    ann.sees("Squat (1 of 5)")
    await ann.says("20")
    ann.sees("Squat: 20 kg to start.")


@pytest.mark.parametrize(
    ("answers", "wrong", "said"),
    [
        (0, "stones", "type kg or lb"),
        (1, "ripped", "strength, muscle, fitness"),
        (2, "0", "Type 3"),
        (2, "ten", "Type 3"),
        (3, "crossfit", "A program's name works too"),
        (4, "someday", "Mon Wed Fri"),
        (5, "25:61", "18:30"),
        (6, "whatever", "Light weights"),
    ],
)
async def test_a_wrong_answer_names_the_problem_shows_an_example_and_stays(
    ann: Person, answers: int, wrong: str, said: str
) -> None:
    await ann.starts()
    await ann.says("Berlin, Germany")
    for button in ("kg", "Strength", "3", "Take it", "Mon Wed Fri", "18:00")[:answers]:
        await ann.taps(button)
    buttons = ann.last.buttons
    for send in (ann.says(wrong), ann.sends_sticker(), ann.sends_voice(), ann.sends_location()):
        await send
        assert said in ann.last.text
        assert ann.last.buttons == buttons
    assert ann.bot_messages_left == 1


async def test_a_double_tap_answers_once(ann: Person) -> None:
    await ann.starts()
    await ann.says("Berlin, Germany")
    for button in ("kg", "Strength", "3", "Take it", "Mon Wed Fri", "18:00", "Light weights"):
        await ann.taps_twice(button, exact=True)
    ann.sees("You train Linear 5×5 Barbell")
    assert await UserProgramEnrollment.all().count() == 1
    assert ann.bot_messages_left == 1
    assert not ann.unanswered


@pytest.mark.parametrize(
    "data",
    [
        *("unit.stone", "goal.world-peace", "often.0", "often.99", "back.nowhere", "back.goal", "clocks.7", "zones"),
        *(
            "zone.../../etc/passwd",
            "zone.UTC",
            "clock.99999.0",
            "pgs.-5",
            "pgs.999999",
            "pg.x",
            "enr.AAAAAAAAAAAAAAAAAAAAAA",
        ),
        *("dy.AAAAAAAAAAAAAAAAAAAAAA.127", "dye.AAAAAAAAAAAAAAAAAAAAAA.5", "hr.AAAAAAAAAAAAAAAAAAAAAA.1080"),
        *("wts.AAAAAAAAAAAAAAAAAAAAAA.light", "wt.AAAAAAAAAAAAAAAAAAAAAA.999999999", "wtl.AAAAAAAAAAAAAAAAAAAAAA"),
        *("wtp.AAAAAAAAAAAAAAAAAAAAAA.-1", "wt5.AAAAAAAAAAAAAAAAAAAAAA", "unit.kg", "goal.strength", "often.3"),
    ],
)
async def test_forged_buttons_change_nothing_for_somebody_enrolled(world: World, data: str) -> None:
    ann = await enrolled(world)
    before = await User.get().values("timezone", "unit", "goal", "days_per_week")
    await ann.forges(data)
    assert not ann.unanswered
    assert await User.get().values("timezone", "unit", "goal", "days_per_week") == before
    assert await UserProgramEnrollment.all().count() == 1
    await ann.says("/schedule")
    ann.sees("Planned for the next two weeks")


async def test_start_says_what_is_next_to_somebody_enrolled(world: World) -> None:
    ann = await enrolled(world)
    await ann.starts("payload <b>")
    ann.sees("Hi Ann!")
    ann.sees("Next: Workout A")
    assert ann.last.buttons == [["Start now"], ["Schedule", "Programs"]]


async def test_start_works_again_after_the_bot_was_blocked(world: World) -> None:
    ann = await enrolled(world)
    ann.blocks()
    await world.settle()
    assert not (await User.get()).reachable
    ann.unblocks()
    await ann.starts()
    ann.sees("Next: Workout A")
    assert (await User.get()).reachable


async def test_commands_work_at_every_question(ann: Person) -> None:
    await to_weights(ann)
    await ann.taps("Exercise by exercise")
    await ann.says("/help")
    ann.sees("/schedule")
    await ann.says("/programs")
    ann.sees("You train no program now.")
    await ann.starts()
    ann.sees("Squat (1 of 5)")


async def test_two_people_do_not_see_each_others_answers(world: World) -> None:
    ann, bob = world.person("Ann"), world.person("Bob & <i>Co</i>")
    await to_goal(ann)
    await bob.starts()
    bob.sees("Hi Bob & <i>Co</i>!")
    bob.sees("What time is it for you now?")
    await bob.forges("goal.strength")
    assert (await User.get(telegram_id=ann.id)).goal is None


async def test_telegrams_language_decides_which_times_come_first(world: World) -> None:
    bob = world.person("Bob", language="pt-br")
    await bob.starts()
    assert (await User.get()).language == "pt-br"
    await bob.taps(":", message=None)
    assert "/" in (await User.get()).timezone


async def test_an_american_sees_pounds_first(world: World) -> None:
    ann = world.person("Ann", language="en-US")
    await ann.starts()
    await ann.says("Chicago")
    assert ann.last.buttons[0] == ["lb", "kg"]


async def test_whoever_enrolls_gets_the_week_unasked(world: World) -> None:
    """The digest comes by itself on Sunday evening, from the week of the first session on."""
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await world.passes(days=1)
    assert not ann.sees_button("Turn off")
    await world.passes(days=7)
    assert ann.sees_button("Turn off")
