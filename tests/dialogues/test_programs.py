"""/programs: what runs and what is offered. Pause, resume, other days, another hour, leave, a second program."""

from __future__ import annotations

from datetime import time

import pytest

from models.enrollments import EnrollmentStatus, TrainingSlot, UserProgramEnrollment
from models.people import User
from models.reminders import Reminder, ReminderKind
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import enrolled, page_to
from tests.conftest import World
from tests.people import Person


async def on_the_page(world: World) -> Person:
    """Ann, looking at the page of her enrollment."""
    ann = await enrolled(world)
    await ann.says("/programs")
    await ann.taps("Linear 5×5")
    return ann


async def planned() -> list[UserWorkoutSession]:
    return await UserWorkoutSession.filter(status=SessionStatus.PLANNED).order_by("scheduled_at")


async def test_programs_says_what_runs_and_when(world: World) -> None:
    ann = await enrolled(world)
    await ann.says("/programs")
    ann.sees("You train:")
    ann.sees("Linear 5×5 Barbell · Mon Wed Fri 18:00")
    await ann.taps("Linear 5×5")
    ann.sees("Next: Workout A")


async def test_somebody_new_may_choose_from_programs_and_is_asked_the_rest_from_there(ann: Person) -> None:
    await ann.says("/programs")
    ann.sees("You train no program now.")
    await ann.taps("Choose a program")
    await page_to(ann, "Run 30 Minutes")
    await ann.taps("Run 30 Minutes")
    ann.sees("For people who do not run yet")
    ann.sees("3 days a week, 8 weeks · about 40 min")
    await ann.taps("Enroll")
    ann.sees("What time is it for you now?")
    await ann.says("Berlin, Germany")
    for button in ("kg", "Mon Wed Fri", "07:00"):
        await ann.taps(button)
    ann.sees("You train Run 30 Minutes in 8 Weeks: Mon Wed Fri at 07:00.")


async def test_pausing_plans_and_reminds_of_nothing_until_it_is_resumed(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Pause")
    ann.sees("Linear 5×5 Barbell · paused")
    assert await planned() == []
    assert not await Reminder.filter(kind=ReminderKind.SESSION).exists()
    await ann.starts()
    ann.sees("Your program is paused.")
    await ann.taps("Resume Linear 5×5 Barbell")
    assert len(await planned()) >= 6
    ann.sees("Mon Wed Fri 18:00")


async def test_other_days_by_preset_one_by_one_and_typed_keep_the_hour(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Change days")
    await ann.taps("Tue Thu Sat")
    ann.sees("Tue Thu Sat 18:00")
    await ann.taps("Change days")
    await ann.taps("Other days")
    await ann.taps("Sun", exact=True)
    await ann.taps("Done · 1 day")
    ann.sees("· Sun 18:00")
    await ann.taps("Change days")
    await ann.says("mon and fri")
    ann.sees("Mon Fri 18:00")
    assert {each.scheduled_at.weekday() for each in await planned() if each.scheduled_at} == {0, 4}


async def test_another_hour_by_button_and_typed_keeps_the_days(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Change hour")
    await ann.taps("07:00")
    ann.sees("Mon Wed Fri 07:00")
    await ann.taps("Change hour")
    await ann.says("half past six")
    ann.sees("Type it like 18:30")
    await ann.says("6:30 pm")
    ann.sees("Mon Wed Fri 18:30")
    assert {each.at for each in await TrainingSlot.all()} == {time(18, 30)}


async def test_cancel_in_the_middle_of_a_change_leaves_everything_as_it_was(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Change days")
    await ann.taps("Other days")
    await ann.taps("Tue", exact=True)
    await ann.says("/cancel")
    await ann.says("/programs")
    ann.sees("Mon Wed Fri 18:00")


async def test_leaving_is_asked_once_and_keeps_history(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Leave", exact=True)
    ann.sees("Leave Linear 5×5 Barbell?")
    await ann.taps("Stay")
    ann.sees("Next: Workout A")
    await ann.taps("Leave", exact=True)
    await ann.taps_twice("Leave it")
    ann.sees("You left Linear 5×5 Barbell.")
    enrollment = await UserProgramEnrollment.get()
    assert enrollment.status is EnrollmentStatus.ABANDONED
    assert enrollment.completion_date == enrollment.start_date
    assert await planned() == []
    await ann.starts()
    ann.sees("Linear 5×5 Barbell")
    await ann.taps("Take it")
    for button in ("Mon Wed Fri", "18:00", "Later"):
        await ann.taps(button)
    assert await UserProgramEnrollment.all().count() == 2


@pytest.mark.parametrize(("word", "left"), [("yes", True), ("Leave it.", True), ("no", False), ("stay", False)])
async def test_leaving_can_be_answered_by_typing(world: World, word: str, left: bool) -> None:
    ann = await on_the_page(world)
    await ann.taps("Leave", exact=True)
    for nothing in ("perhaps", "💪", "x" * 4096):
        await ann.says(nothing)
        ann.sees("Leave Linear 5×5 Barbell?")
    await ann.sends_sticker()
    ann.sees("Leave Linear 5×5 Barbell?")
    await ann.says(word)
    assert await UserProgramEnrollment.filter(status=EnrollmentStatus.ABANDONED).exists() is left
    ann.sees("You left Linear" if left else "Next: Workout A")


async def test_a_note_on_a_program_may_begin_with_a_set_also_during_a_workout(world: World) -> None:
    ann = await enrolled(world)
    await ann.says("/workout")
    await ann.says("/programs")
    await ann.taps("Linear 5×5 Barbell")
    await ann.taps("Note", exact=True)
    await ann.says("5x5 until Christmas, then 3x5")
    assert (await UserProgramEnrollment.get()).notes == "5x5 until Christmas, then 3x5"


async def test_a_program_takes_a_note_that_is_shown_changed_and_removed(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Note", exact=True)
    await ann.sends_sticker()
    ann.sees("Only text can be a note.")
    await ann.says("x" * 2001)
    ann.sees("A note has 2,000 characters at most; this has 2,001.")
    await ann.says("Knee <b>& hip</b>: no jumps")
    ann.sees("📌 Knee <b>& hip</b>: no jumps")
    assert (await UserProgramEnrollment.get()).notes == "Knee <b>& hip</b>: no jumps"
    await world.restart()
    await ann.taps("Note", exact=True)
    ann.sees("📌 Knee")
    await ann.says("💪" * 2000)
    assert (await UserProgramEnrollment.get()).notes == "💪" * 2000
    assert len(ann.last.text) < 400
    await ann.taps("Note", exact=True)
    assert "💪" * 2000 in ann.last.text
    await ann.taps("Remove the note")
    assert ann.sees_not("📌")
    assert (await UserProgramEnrollment.get()).notes is None


async def test_a_second_program_may_run_beside_the_first(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Back")
    await ann.taps("Other programs")
    await page_to(ann, "Run 30 Minutes")
    await ann.taps("Run 30 Minutes")
    await ann.taps("Enroll")
    ann.sees("On which days?")
    await ann.taps("Tue Thu Sat")
    await ann.taps("07:00")
    ann.sees("You train Run 30 Minutes in 8 Weeks: Tue Thu Sat at 07:00.")
    assert await UserProgramEnrollment.filter(status=EnrollmentStatus.ACTIVE).count() == 2
    await ann.says("/schedule")
    ann.sees_button("Workout A · Linear")
    ann.sees_button("Week 1 · Run 1 · Run")


async def test_a_program_that_runs_cannot_be_enrolled_in_twice(world: World) -> None:
    ann = await on_the_page(world)
    await ann.taps("Back")
    await ann.taps("Other programs")
    await page_to(ann, "Linear 5×5")
    await ann.taps("Linear 5×5")
    assert not ann.sees_button("Enroll")
    await ann.taps("You train this")
    ann.sees("Next: Workout A")


@pytest.mark.parametrize("kind", ["en", "enp", "enc", "dya", "hra", "enn", "enx"])
async def test_another_persons_enrollment_is_out_of_reach(world: World, kind: str) -> None:
    ann = await on_the_page(world)
    data = ann.last.data["Pause"].partition(".")[2]
    bob = await enrolled(world, "Bob")
    await bob.forges(f"{kind}.{data}")
    assert not bob.unanswered
    bob.sees_not("Next:")
    for tail in (f"enl.{data}.1", f"dy.{data}.1", f"hr.{data}.60", f"dye.{data}.1"):
        await bob.forges(tail)
    theirs = await UserProgramEnrollment.get(user=await User.get(telegram_id=ann.id))
    assert theirs.status is EnrollmentStatus.ACTIVE
    assert [slot.weekday for slot in await TrainingSlot.filter(enrollment=theirs).order_by("weekday")] == [0, 2, 4]
