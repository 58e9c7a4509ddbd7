"""/history: what was done is found again, corrected, deleted, brought back, and done again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handlers.conversation import Step
from handlers.views import taps
from models import clock, deliveries, people
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance
from models.programs import Exercise, ExerciseInstruction, Workout
from models.rules.sets import DoneSet
from models.sessions import SessionStatus, UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, trained, training
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work
from tests.people import Person
from tests.training import user_of

LIFTS = ("squat", "bench-press")


async def finished(person: Person, *sets: str) -> None:
    """A workout from its card to its end, with these sets typed."""
    for text in sets:
        await person.says(text)
    await person.taps("Finish")
    if person.sees_button("Finish anyway"):
        await person.taps("Finish anyway")
    for _ in range(3):
        await person.taps("Skip", exact=True)


async def veteran(world: World, *done: list[DoneSet], days_ago: int = 7, name: str = "Ann") -> Person:
    """Somebody who trained squats (and bench presses) that many days ago, made by rows; nothing is planned."""
    person = world.person(name)
    person.chat.met = True
    user = await people.meet(person.id, name, "en")
    await deliveries.place(user, Step.HOME)
    await past(user, *done, days_ago=days_ago)
    return person


async def past(user: User, *done: list[DoneSet], days_ago: int = 7, name: str = "Day A") -> UserWorkoutSession:
    workout = await Workout.create(name=name, owner=user)
    for position, key in enumerate(LIFTS[: len(done)], start=1):
        exercise = await Exercise.get(key=key)
        await ExerciseInstruction.create(workout=workout, exercise=exercise, position=position)
    at = clock.now() - timedelta(days=days_ago)
    return await rows.trained(user, workout, at, done, minutes=45)


async def sums(person: Person, key: str = "squat") -> tuple[Any, ...]:
    """sets_completed, reps_completed and weight_kg of an exercise done once."""
    row = await UserExercisePerformance.get(session__user__telegram_id=person.id, instruction__exercise__key=key)
    return row.sets_completed, row.reps_completed, None if row.weight_kg is None else float(row.weight_kg)


async def sets(person: Person, key: str = "squat") -> list[str]:
    """The sets in order: "100×5"."""
    found = ExerciseSet.filter(performance__session__user__telegram_id=person.id)
    found = found.filter(performance__instruction__exercise__key=key, performance__is_active=True)
    return [f"{(row.weight_g or 0) / 1000:g}×{row.reps}" for row in await found.order_by("position")]


async def opens(person: Person, *buttons: str) -> None:
    await person.says("/history")
    for button in buttons:
        await person.taps(button)


# -- the list -----------------------------------------------------------------------------------------


async def test_workouts_stand_newest_first_a_page_at_a_time_in_one_message(world: World) -> None:
    ann = await veteran(world, [work(5, 100)] * 3, days_ago=0)
    user = await user_of(ann)
    for number in range(1, 14):
        await past(user, [work(5, 100)] * number, days_ago=30 * number, name=f"Workout {number}")
    await ann.says("/history")
    page = ann.sees("14 workouts")
    assert page.text.splitlines()[1].endswith("3 sets · 1,500 kg · 45 min")
    assert [row[0].partition(" · ")[2] for row in page.buttons[:6]] == ["Day A", *(f"Workout {n}" for n in range(1, 6))]
    assert page.buttons[6:] == [["Older ›"], ["Close"]]
    await ann.taps("Older")
    assert ann.last.buttons[6] == ["‹ Newer", "Older ›"]
    await ann.taps("Older")
    assert [row[0].partition(" · ")[2] for row in ann.last.buttons[:2]] == ["Workout 12", "Workout 13"]
    assert str(user.today().year - 1) in ann.last.text, "the year where it is not this one"
    assert ann.last.buttons[2:] == [["‹ Newer"], ["Close"]]
    assert ann.last.message_id == page.message_id
    await ann.taps("Workout 13")
    await ann.taps("Back")
    assert "Workout 13" in str(ann.last.buttons), "back is where one came from"
    await ann.forges(taps.HISTORY(999_999))
    assert "Workout 13" in str(ann.last.buttons), "a page there is not is the last one"
    await ann.taps("Close")
    assert ann.bot_messages_left == 0
    assert not ann.unanswered


async def test_two_workouts_of_a_day_are_told_apart_by_the_hour(world: World) -> None:
    ann = await veteran(world, [work(5, 100)])
    user = await user_of(ann)
    await world.passes(hours=2)
    await past(user, [work(5, 90)])
    await past(user, [work(5, 80)], days_ago=14)
    await ann.says("/history")
    hours = [row[0].partition("Day A")[2] for row in ann.last.buttons[:3]]
    assert all(hour.startswith(" · ") for hour in hours[:2])
    assert hours[0] != hours[1]
    assert hours[2] == ""


async def test_who_has_done_nothing_yet_can_begin(world: World) -> None:
    ann = await trained(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("/history")
    assert "Nothing here yet" in ann.last
    await ann.taps("Start Day 1")
    ann.sees("Set 1 · 100 kg × 5")
    await ann.says("/history")
    assert ann.sees("Nothing here yet"), "what is under way is not over"
    await ann.taps("Continue Day 1")
    bob = world.person("Bob")
    await bob.says("/history")
    bob.sees("/programs has something to begin with")


async def test_only_what_was_finished_and_not_deleted_is_listed(world: World) -> None:
    ann = await veteran(world, [work(5, 100)])
    user = await user_of(ann)
    for status in set(SessionStatus) - {SessionStatus.COMPLETED}:
        other = await past(user, [work(5, 100)], name=status.value)
        await UserWorkoutSession.filter(id=other.id).update(status=status)
    await ann.says("/history")
    ann.sees("1 workout\n")


# -- one workout --------------------------------------------------------------------------------------


async def test_a_workout_shows_all_that_was_said_about_it(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("w60x5")
    await ann.taps("Note")
    await ann.says("seat 4 & pins <7>")
    for text in ("100 5,5,4", "bench 80 8@8"):
        await ann.says(text)
    await ann.taps("Finish")
    await ann.taps("Finish anyway")
    for text in ("8", "3", "slept badly"):
        await ann.says(text)
    await opens(ann, "Day 1")
    told = ann.last.text
    assert "4 sets · 2,040 kg" in told, "warm-ups do not count"
    assert "Effort 8 · Soreness 3" in told
    assert "“slept badly”" in told
    assert "Squat w 60 kg × 5 · 100 kg × 5, 5, 4\n“seat 4 & pins <7>”" in told
    assert "Bench Press 80 kg × 8 @8" in told
    assert "Row" not in told, "what was not done is not there"


async def test_effort_soreness_and_notes_are_corrected(world: World) -> None:
    ann = await veteran(world, [work(5, 100)])
    await opens(ann, "Day A", "Effort, soreness", "7", "As it is")
    assert "Effort 7" in ann.last
    assert "Soreness" not in ann.last
    await ann.taps("Effort, soreness")
    await ann.says("very")
    assert "“\u2068very\u2069” is no whole number from 1 to 10" in ann.last
    await ann.says("9")
    await ann.says("2")
    assert "Effort 9 · Soreness 2" in ann.last
    await ann.taps("Effort, soreness")
    await ann.taps("Not said")
    await ann.taps("As it is")
    assert "Effort" not in ann.last
    await ann.taps("Note")
    await ann.says("x" * 2001)
    assert "2,000 characters at most; this has 2,001" in ann.last
    await ann.says("3x5 was plenty")
    assert "“3x5 was plenty”" in ann.last
    await ann.taps("Note")
    await ann.taps("Remove the note")
    assert "plenty" not in ann.last
    await ann.taps("Squat")
    await ann.taps("Note")
    await ann.says("x" * 1001)
    assert "1,000 characters at most" in ann.last
    await ann.says("belt")
    await ann.taps("Note")
    await ann.says("8")
    assert "8 of 10\n“belt”" in ann.last
    await ann.taps("Note")
    await ann.taps("Remove the note")
    row = await UserExercisePerformance.get(session__user__telegram_id=ann.id)
    assert (row.notes, row.difficulty_rating) == (None, 8)


async def test_odd_texts_are_notes_like_any_other(world: World) -> None:
    ann = await veteran(world, [work(5, 100)])
    await opens(ann, "Day A")
    for question in (["Note"], ["Squat", "Note"]):
        for odd in ("a\0b", "\ud800 c", "<b>&amp;", "\u05e9\u05dc\u05d5\u05dd", "\U0001f4aa" * 500):
            for button in question:
                await ann.taps(button)
            await ann.says(odd)
            assert "“" in ann.last
            if "Delete exercise" in str(ann.last.buttons):
                await ann.taps("Back")
    assert ann.sees_not("Sorry")


async def test_a_deleted_workout_counts_nowhere_until_it_is_brought_back(world: World) -> None:
    ann = await veteran(world, [work(5, 100)], days_ago=0)
    await ann.says("/week")
    ann.sees("Sets: 1")
    await opens(ann, "Day A")
    await ann.taps_twice("Delete workout")
    assert "Deleted: Day A" in ann.last
    assert "Nothing here yet" in ann.last
    await ann.says("/week")
    ann.sees("Nothing trained yet")
    await ann.taps_twice("Undo")
    ann.sees("1 workout\n")
    await ann.says("/week")
    ann.sees("Sets: 1")
    assert not ann.unanswered


# -- in the middle of another workout -----------------------------------------------------------------


async def test_do_this_again_asks_what_was_done(world: World) -> None:
    ann = await veteran(world, [warmup(5, 60), work(5, 100), work(4, 100)], [work(8, 70)])
    await opens(ann, "Day A")
    await ann.taps_twice("Do this again")
    assert await UserWorkoutSession.filter(status=SessionStatus.IN_PROGRESS).count() == 1
    assert "Warm-up 1/1 · 60 kg × 5" in ann.last
    assert ann.bot_messages_left == 1, "the question is closed"
    for tap, told in (
        ("✓ Warm-up 60 kg × 5", "Set 1 · 100 kg × 5"),
        ("✓ 100 kg × 5", "Set 2 · 100 kg × 4"),
        ("✓ 100 kg × 4", "Warm-up 1/2 · 20 kg × 8"),  # nothing was said of those
        ("✓ 70 kg × 8", "All sets done"),
    ):
        await ann.taps(tap, exact=True)
        assert told in ann.last
    await opens(ann, "Day A", "Do this again")
    assert "Day A is under way. Finish it first." in ann.last
    await ann.taps("Show it")
    assert "All sets done" in ann.last
    await finished(ann)
    await ann.says("/history")
    ann.sees("2 workouts")


async def test_in_a_workout_the_set_asked_about_is_the_one_that_is_typed(world: World) -> None:
    """… until the rest is over and the card asks for the next one: then what is typed is a set of today's."""
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await past(await user_of(ann), [work(5, 90)])
    await ann.says("100x5")
    await opens(ann, "Day A", "Squat", "1 ·")
    await ann.says("85x5")
    assert sorted(await sets(ann)) == ["100×5", "85×5"]
    await ann.taps("1 ·")
    await world.passes(minutes=4)
    assert "Set 2 · 100 kg × 5" in ann.last
    await ann.says("5")
    assert sorted(await sets(ann)) == ["100×5", "100×5", "85×5"]
    await opens(ann, "Day A", "Note")
    await ann.says("100x3")
    assert sorted(await sets(ann)) == ["100×3", "100×5", "100×5", "85×5"], "a set is no note"
    assert "Set 4 · 100 kg × 5" in ann.last
    await opens(ann, "Day A", "Effort, soreness")
    await ann.says("/cancel")
    await ann.says("4")
    assert len(await sets(ann)) == 5
    await ann.says("/history")
    await ann.says("2")
    assert len(await sets(ann)) == 6, "the list asks nothing"


async def test_whatever_is_open_commands_work_and_what_was_entered_is_kept(world: World) -> None:
    ann = await veteran(world, [work(5, 100)])
    for way in (["Effort, soreness"], ["Note"], ["Squat", "1 ·"], ["Squat", "+ Set"], ["Squat", "Note"]):
        await opens(ann, "Day A", *way)
        await ann.says("/week")
        ann.sees("Week ")
        await ann.sends_sticker()
        await ann.says("/cancel")
        ann.sees("Closed. What you entered before is kept.")
    await opens(ann, "Day A", "Squat", "1 ·")
    await world.restart()
    await ann.says("85x5")
    assert await sets(ann) == ["85×5"]


async def test_buttons_of_what_is_gone_show_what_there_is(world: World) -> None:
    ann = await veteran(world, [work(5, 100), work(5, 90)], [work(5, 60)])
    await opens(ann, "Day A", "Squat")
    squat = dict(ann.last.data)
    await ann.taps("2 ·")
    asked = dict(ann.last.data)
    await ann.taps("Delete set")
    for data in (squat["2 · 90 kg × 5"], *(asked[each] for each in ("It was a warm-up", "Delete set"))):
        await ann.forges(data)
        assert ann.toasts[-1] == "That is no longer there."
        assert "1 · 100 kg × 5" in str(ann.last.buttons)
        assert ann.sees_button("Undo")
    await ann.taps("1 ·")
    await ann.forges(squat["Delete exercise"])
    await ann.says("85x5")
    assert await sets(ann) == [], "the question went with the exercise"
    for label in ("1 · 100 kg × 5", "+ Set", "Note"):
        await ann.forges(squat[label])
        assert ann.toasts[-1] == "That is no longer there."
        ann.sees("1 workout\n")
    await ann.says("/cancel")
    await opens(ann, "Day A")
    workout = dict(ann.last.data)
    await ann.taps("Delete workout")
    for label in ("Bench Press", "Do this again", "Effort, soreness", "Note"):
        await ann.forges(workout[label])
        assert ann.toasts[-1] == "That is no longer there."
    session = await UserWorkoutSession.get(user__telegram_id=ann.id)
    await ann.forges(taps.PAST_RATED(session.id, "notes", 5))
    await ann.forges(taps.PAST_RATED(session.id, "effort", 11))
    assert not ann.unanswered


async def test_a_long_workout_is_shown_in_parts(world: World) -> None:
    ann = await veteran(world)
    user = await user_of(ann)
    workout = await Workout.create(name="Everything", owner=user)
    every = await Exercise.filter(kind="WEIGHT").order_by("name").limit(30)
    for position, exercise in enumerate(every, start=1):
        await ExerciseInstruction.create(workout=workout, exercise=exercise, position=position)
    await rows.trained(user, workout, clock.now(), [[work(5, 20)] * 5] * 30)
    await opens(ann, "Everything", "More", "More")
    assert every[-1].name in ann.last
    await ann.taps(every[-1].name)
    assert "5 · 20 kg × 5" in str(ann.last.buttons)
