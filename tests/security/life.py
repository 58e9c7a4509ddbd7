"""The life of somebody who uses everything there is: each handler of the bot gets something of theirs to do."""

from __future__ import annotations

from handlers.views import taps
from models.deliveries import Position
from models.enrollments import UserProgramEnrollment
from models.measurements import Metric
from models.programs import Exercise
from models.rules.sets import PrescribedSet
from tests.conftest import World
from tests.security.own_programs_life import brings
from tests.security.owner import EXERCISE, FREE_TEXT, MARK, METRIC, NOTE, PROGRAM, Owner
from tests.security.recording import Recording
from tests.security.training_life import ends_it, is_asked, looks_back, trains, trains_again
from tests.texts import program_of, week_of
from tests.training import to_the_reminder, until_monday, user_of


async def lives(world: World, recording: Recording) -> Owner:
    """Ann, with something in every table, in the middle of a workout. Her life begins on a Monday morning."""
    await until_monday(world)
    ann = Owner(world, recording)
    for chapter in (arrives, enrolls, looks_around, sets_up, measures, plans, brings, trains, ends_it):
        await chapter(ann)
    for chapter in (looks_back, is_asked, trains_again, is_odd):
        await chapter(ann)
    return ann


async def arrives(ann: Owner) -> None:
    await ann.person.starts()
    await ann._after()
    await ann.tap(taps.CLOCKS, lambda every: every == 1)
    await ann.tap(taps.CLOCKS)
    await ann.tap(taps.CLOCK)
    await ann.tap(taps.ZONES)
    await ann.tap(taps.ZONE)
    await ann.tap(taps.ZONES)
    await ann.say("Accra")  # UTC all year
    await ann.say("kg")
    await ann.say("strength")
    await ann.tap(taps.BACK)
    await ann.tap(taps.GOAL)
    await ann.say("3")
    await ann.tap(taps.BACK)
    await ann.tap(taps.OFTEN, lambda count: count == 3)
    await ann.tap(taps.BACK)
    await ann.send(taps.UNIT("kg"))
    await ann.tap(taps.OFTEN, lambda count: count == 3)
    await ann.say("linear 5x5")


async def enrolls(ann: Owner) -> None:
    await ann.tap(taps.ENROLL)
    await ann.tap(taps.BACK)
    await ann.tap(taps.PROGRAM_LIST)
    await ann.tap(taps.PROGRAM)
    await ann.tap(taps.ENROLL)
    await ann.tap(taps.DAYS_EDIT)
    await ann.tap(taps.DAYS_EDIT)
    await ann.say("mon wed fri")
    await ann.tap(taps.BACK)
    await ann.tap(taps.DAYS)
    await ann.say("18:00")
    await ann.tap(taps.BACK)
    await ann.tap(taps.HOUR)
    await ann.say("each")
    await ann.say("30")
    await ann.tap(taps.WEIGHT)
    await ann.tap(taps.WEIGHT_PAGE)
    await ann.tap(taps.WEIGHT_REPS)
    await ann.say("40")
    await ann.tap(taps.WEIGHT_LATER)
    await ann.send(next(data for data in reversed(ann.said) if data.startswith("wts.")))


async def looks_around(ann: Owner) -> None:
    await ann.say("/help", "/privacy", "/plates", "102.5", "/plates 100")
    await ann.tap(taps.PLATES)
    await ann.say(FREE_TEXT, "/nonsense", "/cancel")
    await ann.send("nonsense")
    await ann.say("/week")
    await ann.tap(taps.WEEK)
    await ann.world.passes(days=7)  # the digest comes, and what was missed is asked about
    await ann.tap(taps.DIGEST_OFF)
    await ann.tap(taps.DIGEST_ON)
    await ann.tap(taps.MISSED_SHIFT)
    await ann.say("/week")


async def sets_up(ann: Owner) -> None:
    await ann.say("/settings")
    await ann.tap(taps.SET_ZONE)
    await ann.say("Accra")
    for question, by_button, typed in (
        (taps.SET_UNIT, taps.SET_UNIT_TO("kg"), "kg"),
        (taps.SET_BAR, taps.SET_BAR_TO(20_000), "20"),
        (taps.SET_STEP, taps.SET_STEP_TO(2_500), "2.5"),
        (taps.SET_LEAD, taps.SET_LEAD_TO(30), "30 min"),
        (taps.SET_DIGEST, taps.SET_DIGEST_DAY(6), "sunday"),
        (taps.SET_PLATES, taps.SET_PAIRS(20_000, 3), "20x3 10 5 2.5 1.25"),
    ):
        await ann.tap(question)
        await ann.send(by_button)
        await ann.say("/settings")
        await ann.tap(question)
        await ann.say(typed, "/settings")
    await ann.tap(taps.SET_DIGEST)
    await ann.tap(taps.SET_DIGEST_DAY)
    await ann.say("19:00")
    await ann.send(taps.SET_DIGEST_HOUR(19))
    await ann.tap(taps.SET_PLATES)
    await ann.tap(taps.SET_PLATES_USUAL)
    await ann.tap(taps.SETTINGS)
    await ann.tap(taps.SET_WARMUPS, lambda on: on == 0)
    await ann.tap(taps.SET_WARMUPS, lambda on: on == 1)
    await ann.tap(taps.SET_LANGUAGE)
    await ann.tap(taps.SETTINGS)
    await ann.tap(taps.CLOSE)


async def measures(ann: Owner) -> None:
    await ann.say("/measure")
    await ann.tap(taps.METRICS)
    await ann.tap(taps.METRIC)
    await ann.tap(taps.MEASURE)
    await ann.say("weight")
    await ann.say("82.4")
    await ann.tap(taps.ENTRY_UNDO)
    await ann.tap(taps.ENTRY_RESTORE)
    await ann.tap(taps.ENTRY_DATE)
    await ann.say("yesterday")
    await ann.tap(taps.ENTRY_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.ENTRY_DATE)
    await ann.tap(taps.ENTRY_ON)
    await ann.tap(taps.CHART)
    await ann.say("/measure", "weight 82.6", "/measure weight 140", "no", "82.5", "/measure weight 140")
    await ann.tap(taps.LIKELY, lambda right: right == 0)
    await ann.say("82.5", "/measure")
    await ann.tap(taps.NEW_METRIC)
    await ann.say(METRIC)
    await ann.tap(taps.METRIC_UNIT)
    await ann.say("50", f"/measure {METRIC} 51", "/measure")
    await ann.tap(taps.NEW_METRIC)
    await ann.say(f"{MARK} count", "none", "7", "/measure")
    count = await Metric.get(name=f"{MARK} count")
    await ann.send(taps.METRIC(count.id))
    await ann.tap(taps.ENTRIES)
    await ann.tap(taps.METRIC_DELETE)
    await ann.tap(taps.METRIC_DELETE, lambda _, sure: sure == 1)
    await ann.say("/measure")
    await ann.tap(taps.METRIC, lambda metric: metric != count.id)
    await ann.tap(taps.ENTRIES)
    await ann.tap(taps.ENTRY)
    await ann.tap(taps.ENTRY_VALUE)
    await ann.say("82.7")
    await ann.tap(taps.ENTRY_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.ENTRY_NOTE)
    await ann.tap(taps.ENTRY_NO_NOTE)
    await ann.tap(taps.ENTRY_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.ENTRY_DELETE)
    await ann.tap(taps.ENTRY_RESTORE)
    await ann.say("/cancel")


async def plans(ann: Owner) -> None:
    """A program of her own, changed in every way there is, and sessions moved and skipped."""
    user = await user_of(ann.person)
    await Exercise.create(owner=user, name=EXERCISE, kind="WEIGHT", equipment="barbell", swaps=["bench-press"])
    sets = [PrescribedSet(reps=5, rest_seconds=90, weight_g=40_000, rpe_half=16)] * 3
    day = {EXERCISE: sets, "Squat": sets, "Deadlift": sets}
    asks = dict.fromkeys(day, "custom(rating+: 3) {~ ~}")
    text = week_of({f"{MARK} day {number}": day for number in (1, 2)}, asks)
    program = await program_of(PROGRAM, text, owner=user, presets=[[0, 2, 4]], offered=True)
    await ann.send(taps.PROGRAM(program.id))
    await ann.tap(taps.ENROLL)
    await ann.tap(taps.DAYS)
    await ann.say("20:00")
    if (await Position.get(user__telegram_id=ann.person.id)).step == "enrolling.weights":
        await ann.tap(taps.WEIGHTS)
    await _changes(ann, await UserProgramEnrollment.get(program_id=program.id))
    await _moves(ann)


async def _changes(ann: Owner, mine: UserProgramEnrollment) -> None:
    await ann.say("/programs")
    await ann.tap(taps.ENROLLMENT)
    await ann.tap(taps.PROGRAMS)
    await ann.send(taps.ENROLLMENT(mine.id))
    await ann.tap(taps.PAUSE)
    await ann.tap(taps.RESUME)
    await ann.tap(taps.DAYS_ASK)
    await ann.say("mon wed fri")
    await ann.tap(taps.DAYS_ASK)
    await ann.tap(taps.DAYS)
    await ann.tap(taps.HOUR_ASK)
    await ann.say("20:00")
    await ann.tap(taps.HOUR_ASK)
    await ann.tap(taps.HOUR)
    await ann.tap(taps.ENROLLMENT_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.ENROLLMENT_NOTE)
    await ann.tap(taps.ENROLLMENT_NO_NOTE)
    await ann.tap(taps.ENROLLMENT_NOTE)
    await ann.say(NOTE)
    await ann.tap(taps.LEAVE)
    await ann.say("stay")


async def _moves(ann: Owner) -> None:
    await ann.say("/schedule")
    await ann.tap(taps.SCHEDULE)
    await ann.tap(taps.SESSION)
    await ann.tap(taps.MOVE)
    await ann.say("tomorrow")
    await ann.say("21:00")
    await ann.tap(taps.UNMOVE)
    await ann.say("/schedule")
    await ann.tap(taps.SESSION)
    await ann.tap(taps.MOVE)
    await ann.tap(taps.MOVE_DAY)
    await ann.tap(taps.MOVE_TO)
    await ann.say("/schedule")
    await ann.tap(taps.SESSION)
    await ann.tap(taps.SKIP)
    await ann.tap(taps.UNSKIP)
    await to_the_reminder(ann.world, ann.person)
    await ann.tap(taps.REMINDER_LATER)
    await to_the_reminder(ann.world, ann.person)
    await ann.tap(taps.REMINDER_TOMORROW)
    await to_the_reminder(ann.world, ann.person)
    await ann.tap(taps.REMINDER_SKIP)
    await ann.tap(taps.UNSKIP)
    await ann.world.passes(days=1)
    await ann.tap(taps.MISSED_TODAY)


async def is_odd(ann: Owner) -> None:
    """What needs no conversation, and a question of a version before this one."""
    await ann.person.sends_voice()
    await ann.person.forwards(f"{MARK} 100x5")
    ann.person.blocks()
    ann.person.unblocks()
    await ann.person.settle()
    group = await ann.person.adds_bot_to(f"{MARK} gym")
    await ann.person.says("/start", in_chat=group)
    await Position.filter(user_id=(await user_of(ann.person)).id).update(step="renamed.place")
    await ann.say(FREE_TEXT, "/cancel", "/delete_me", FREE_TEXT)
    await ann.tap(taps.DELETE_ME, lambda sure: sure == 0)
    await ann.say("/delete_me", "no", "/measure")
    await ann.world.passes(minutes=20)  # the rest is over: nothing more falls due for a while
