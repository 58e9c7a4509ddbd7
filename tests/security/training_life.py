"""The workouts in the life of somebody who uses everything there is."""

from __future__ import annotations

from datetime import timedelta

from handlers.views import taps
from models import clock
from models.programs import Workout
from models.sessions import UserWorkoutSession
from tests.models import rows
from tests.security.owner import EXERCISE, FREE_TEXT, MARK, NOTE, PROGRAM, Owner
from tests.training import session_of, to_the_reminder, user_of


async def trains(ann: Owner) -> None:
    """A whole workout, with all that can be done in one."""
    await to_the_reminder(ann.world, ann.person)
    await ann.tap(taps.START)
    await ann.tap(taps.LOG)
    await ann.tap(taps.UNDO)
    await ann.tap(taps.LOG)
    await ann.tap(taps.REST)
    await ann.say("/undo", "42.5x5")
    await ann.person.edits("42.5x5", "45x5")
    await ann._after()
    await ann.tap(taps.ADJUST)
    await ann.tap(taps.ADD_SET)
    await ann.tap(taps.NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.NOTE)
    await ann.tap(taps.DIFFICULTY)
    await ann.tap(taps.LATER)
    await ann.tap(taps.SWAP)
    await ann.tap(taps.SWAP_FOR)
    await ann.tap(taps.SWAP)
    await ann.say("press on a bench")
    await ann.tap(taps.PICK)
    await ann.tap(taps.SWAP)
    await ann.say("front squat")
    await ann.tap(taps.ADD_EXERCISE)
    await ann.say(f"{MARK} curl")
    await ann.tap(taps.CREATE)
    await ann.tap(taps.CREATE, lambda kind: kind == "WEIGHT")
    await ann.tap(taps.WEIGH)
    await ann.tap(taps.LOG)
    await ann.tap(taps.SKIP_EXERCISE)
    await ann.send(taps.WARM_UP((await session_of(ann.person)).id, 0, 0))
    await ann.tap(taps.ADD_EXERCISE)
    await ann.tap(taps.PICK)
    await _means(ann)
    await _holds(ann)
    session = await session_of(ann.person)
    await ann.send(taps.RATED(session.id, 0, 0, 16))
    await ann.send(taps.LOG_REST(session.id, 0, 0))
    await ann.send(taps.LIGHTER(session.id, 0))
    await ann.tap(taps.FINISH)
    await ann.say("no")
    await ann.tap(taps.FINISH)
    await ann.tap(taps.SHORT)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.SHOW_CARD)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.FINISH_ANYWAY)
    await ann.say("7", "3", NOTE)


async def _means(ann: Owner) -> None:
    """What can be meant in several ways: a set, an edit, sets without a weight."""
    await ann.say("1.000x5", "1.000x5")
    await ann.tap(taps.READING)
    await ann.say("40x5")
    await ann.person.edits("40x5", "1.000x5")
    await ann._after()
    await ann.tap(taps.READING)
    await ann.person.edits("1.000x5", "1,000x5")
    await ann._after()
    await ann.say("40x6")
    for answer in (taps.TYPED_WEIGHT, taps.NO_WEIGHT):
        await ann.say("/log hammer curl 3x10")
        await ann.tap(taps.READING, lambda index: index == 1)
        await ann.tap(answer)
        await ann.tap(taps.UNDO)
    await ann.say("/log hammer curl 3x10")
    await ann.tap(taps.READING, lambda index: index == 1)
    await ann.say("12.5")


async def _holds(ann: Owner) -> None:
    await ann.say("/log bench 3x5 60", "/log plank")
    await ann.send(taps.HINT((await session_of(ann.person)).id, 0))
    await ann.tap(taps.START_SET)
    await ann.world.passes(seconds=5)
    await ann.tap(taps.STOP_SET)
    await ann.tap(taps.LOG_HELD)
    await ann.tap(taps.START_SET)


async def ends_it(ann: Owner) -> None:
    """Sets without a workout, one that is given up, and one that follows a long time off."""
    await ann.say("/week")
    await ann.tap(taps.WEEK_PICTURE)
    await ann.say("/progress")
    await ann.tap(taps.PROGRESS_LIFT)
    await ann.tap(taps.PROGRESS_LIFT)
    await ann.tap(taps.PROGRESS)
    await ann.tap(taps.PROGRESS_METRIC)
    await ann.tap(taps.PROGRESS)
    await ann.tap(taps.PROGRESS_MUSCLES)
    await ann.say("60x5")
    await ann.tap(taps.PICK)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.EFFORT)
    await ann.tap(taps.UNDO_RATED)
    await ann.tap(taps.EFFORT)
    await ann.tap(taps.SORENESS)
    await ann.tap(taps.UNDO_RATED)
    await ann.tap(taps.SORENESS)
    await ann.tap(taps.NO_NOTE)
    await ann.say("60x5", EXERCISE)
    await ann.tap(taps.FINISH)
    await ann.say("/cancel")
    await ann.tap(taps.FINISH)
    await ann.say("8")
    await ann.say("skip", "skip")
    await _is_asked_by_her_program(ann)
    await to_the_reminder(ann.world, ann.person)
    await ann.tap(taps.START)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.CANCEL_WORKOUT)


async def _is_asked_by_her_program(ann: Owner) -> None:
    planned = UserWorkoutSession.filter(enrollment__program__name=PROGRAM, status="PLANNED")
    following, *_ = await planned.order_by("scheduled_at")
    await ann.send(taps.START(following.id))
    await ann.tap(taps.LOG)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.FINISH_ANYWAY)
    await ann.say("4")
    await ann.tap(taps.UNDO_ASKED)
    await ann.tap(taps.KEEP_ASKED)
    await ann.say("7", "3", "skip")


async def looks_back(ann: Owner) -> None:
    """What she has done, put right, taken away and brought back, and done again."""
    await ann.say("/history")
    await ann.tap(taps.PAST)
    await ann.tap(taps.HISTORY)
    await ann.tap(taps.PAST)
    await ann.tap(taps.PAST_RATE)
    await ann.tap(taps.PAST_RATED, lambda _, which, rating: rating == -1)
    await ann.say("4")
    await ann.tap(taps.PAST_RATE)
    await ann.say("7")
    await ann.tap(taps.PAST_RATED, lambda _, which, rating: rating == 3)
    await ann.tap(taps.PAST_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.PAST_NOTE)
    await ann.tap(taps.PAST_NO_NOTE)
    await ann.tap(taps.PAST_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.PAST_WHEN)
    await ann.say("50 min")
    await ann.tap(taps.PAST_WHEN_WAS)
    await ann.tap(taps.DONE)
    await ann.tap(taps.DONE_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.DONE_NOTE)
    await ann.tap(taps.DONE_NO_NOTE)
    await ann.tap(taps.DONE_NOTE)
    await ann.tap(taps.DONE_DIFFICULTY)
    await ann.tap(taps.DONE_SET)
    await ann.say("62.5x5")
    await ann.tap(taps.DONE_UNDO)
    for question in (taps.DONE_SET, taps.DONE_ADD):
        await ann.tap(question)
        await ann.say("1.000x5")
        await ann.tap(taps.READING)
        await ann.tap(taps.DONE_UNDO)
    await ann.tap(taps.DONE_SET)
    await ann.tap(taps.DONE_SET_KIND)
    await ann.tap(taps.DONE_ADD)
    await ann.say("60x4")
    await ann.tap(taps.DONE_ADD)
    await ann.tap(taps.DONE_ADD_SAME)
    await ann.tap(taps.DONE_SET)
    await ann.tap(taps.DONE_SET_DELETE)
    await ann.tap(taps.DONE_DELETE)
    await ann.tap(taps.DONE_RESTORE)
    await ann.tap(taps.PAST_DELETE)
    await ann.tap(taps.PAST_RESTORE)
    await ann.tap(taps.PAST)
    await ann.tap(taps.PAST_AGAIN)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.CANCEL_WORKOUT)


async def is_asked(ann: Owner) -> None:
    """A lighter week is suggested after three hard ones, taken, and given back."""
    user = await user_of(ann.person)
    workout = await rows.workout(f"{MARK} hard day")
    await Workout.filter(id=workout.id).update(owner_id=user.id)
    for days in (0, 0, 0, 0, 0, 0, 0, 7, 7, 14, 14):
        await rows.trained(user, workout, clock.now() - timedelta(days=days, hours=1), effort_rating=10)
    await ann.say("60x5", EXERCISE)
    await ann.tap(taps.FINISH)
    await ann.say("9", "skip", NOTE)
    await ann.tap(taps.SUGGESTED, lambda _, answer: answer == 1)
    await ann.tap(taps.SUGGESTED, lambda _, answer: answer == 0)


async def trains_again(ann: Owner) -> None:
    """After a long time off, with sets typed before the workout was begun: then she is in the middle of it."""
    await ann.say("60x5")
    await ann.tap(taps.START)
    await ann.tap(taps.FINISH)
    await ann.tap(taps.FINISH_ANYWAY)
    await ann.say("skip", "skip", "skip")
    await ann.world.passes(days=15)
    await ann.say("60x5", "/workout")
    await ann.tap(taps.START)
    await ann.say("40x5", "/workout")
    await ann.tap(taps.FINISH)
    await ann.tap(taps.FINISH_ANYWAY)
    await ann.say("skip", "skip", "skip")
    await ann.world.passes(days=15)
    await to_the_reminder(ann.world, ann.person)
    await ann.tap(taps.START)
    await ann.say(FREE_TEXT)
    await ann.tap(taps.LIGHTER)
    await ann.say("40x5")
