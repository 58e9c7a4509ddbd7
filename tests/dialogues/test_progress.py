"""/progress: a picture of what somebody wants to see, drawn anew in its place."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PIL import Image

from handlers.views import taps
from handlers.views.progress import measured_drawing
from models import clock
from models.measurements import Metric
from models.people import User
from models.programs import Exercise
from models.progress import Span
from models.rules.sets import DoneSet, ExerciseKind
from tests.conftest import World
from tests.models import rows
from tests.models.rows import work
from tests.people import Person

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


class Athlete:
    """Ann, who has squatted every fourth day, a little more each time, and weighed herself on most mornings."""

    user: User
    squat: Exercise

    def __init__(self, world: World) -> None:
        self.world, self.person = world, world.person("Ann")

    async def arrives(self, workouts: int = 12, mornings: int = 0) -> Person:
        await self.world.jump(seconds=(NOON - clock.now()).total_seconds())
        await self.person.says("/help")
        self.user = await User.get(telegram_id=self.person.id)
        self.squat = await rows.exercise("Squat <b>", muscles=["quads", "glutes"])
        day = await rows.workout("Day A", self.squat)
        for number in range(workouts):
            at = NOON - timedelta(days=4 * (workouts - number))
            await rows.trained(self.user, day, at, [[work(5, 100 + 2.5 * number)] * 3])
        for number in range(mornings):
            await rows.measured(self.user, f"{82 - number / 10:.1f}", NOON.date() - timedelta(days=mornings - number))
        return self.person


def pictures(person: Person) -> list[bytes]:
    return [each.photo for each in person.bot_messages if each.photo]


async def test_a_lift_is_drawn_and_told(world: World) -> None:
    """The last value, when it was, and the record, in words under the picture too."""
    ann = await Athlete(world).arrives()
    await ann.says("/progress")
    await ann.taps("Squat <b>")
    shown = ann.sees("Squat <b>: 148.8 kg on 14 Nov, which is the record")
    assert shown.photo is not None
    assert Image.open(io.BytesIO(shown.photo)).size == (800, 500)
    assert shown.buttons == [["1M", "· 3M ·", "1Y", "All"], ["Something else"]]
    assert ann.sees_not("What do you want to see?")


async def test_another_span_takes_the_place_of_the_first(world: World) -> None:
    """The same message, with another picture; however often and fast it is tapped there is one, and no tap is left
    unanswered.
    """
    ann = await Athlete(world).arrives(mornings=20)
    await ann.says("/progress")
    await ann.taps("Squat <b>")
    before = ann.sees("Squat <b>")
    first = pictures(ann)
    await ann.taps("1M")
    after = ann.sees("Squat <b>")
    assert (after.message_id, after.edited) == (before.message_id, True)
    assert len(pictures(ann)) == 1
    assert pictures(ann) != first
    assert after.buttons[0] == ["· 1M ·", "3M", "1Y", "All"]
    await ann.taps_twice("All")
    assert len(pictures(ann)) == 1
    assert ann.unanswered == []


async def test_a_picture_that_was_deleted_comes_anew(world: World) -> None:
    """A tap under a message that is gone by then is answered with a new one."""
    ann = await Athlete(world).arrives()
    await ann.says("/progress")
    await ann.taps("Squat <b>")
    world.server.fault(
        "error", method="editMessageMedia", code=400, description="Bad Request: message to edit not found"
    )
    await ann.taps("1Y")
    assert len(pictures(ann)) == 2
    assert ann.sees("Squat <b>: 148.8 kg").buttons[0][2] == "· 1Y ·"
    await ann.taps("All")
    assert ann.sees_button("· All ·")


async def test_what_is_measured(world: World) -> None:
    ann = await Athlete(world).arrives(workouts=0, mornings=20)
    await ann.says("/progress")
    assert not ann.sees_button("Sets per muscle")
    await ann.taps("Body weight")
    assert ann.sees("Body weight: 80.1 kg on 17 Nov").photo


async def test_a_mean_is_said_where_a_mean_is_drawn(world: World) -> None:
    """Large beside the line, so that what it has changed fits; below it the last value."""
    athlete = Athlete(world)
    await athlete.arrives(workouts=0)
    metric = await Metric.get(key="body-weight")
    days = [(NOON.date() - timedelta(days=20 - number), Decimal(82) - Decimal(number) / 10) for number in range(20)]
    drawing = measured_drawing(athlete.user, metric, days, Span.QUARTER)
    assert (drawing["last"], drawing["points"][-1]) == ("80.4 kg", [days[-1][0].isoformat(), "80.40"])
    drawing = measured_drawing(athlete.user, metric, days[:5], Span.QUARTER)
    assert drawing["last"] == "81.6 kg"


async def test_the_sets_of_every_muscle(world: World) -> None:
    ann = await Athlete(world).arrives()
    await ann.says("/progress")
    await ann.taps("Sets per muscle")
    assert ann.sees("Sets per muscle, 8 weeks").photo
    await ann.taps("1M")
    assert ann.sees("Sets per muscle, 5 weeks").edited


async def test_something_else(world: World) -> None:
    """The list comes below the picture, and what is picked in it takes the picture's place at the bottom."""
    ann = await Athlete(world).arrives(mornings=3)
    await ann.says("/progress squat")
    await ann.taps("Something else")
    assert len(pictures(ann)) == 1
    await ann.taps("Body weight")
    assert ann.sees("Body weight: 81.8 kg").photo
    assert len(pictures(ann)) == 1


@pytest.mark.parametrize("workouts", [0, 1])
async def test_not_enough_yet(world: World, workouts: int) -> None:
    """With nothing at all it says what is missing; one workout is drawn as one."""
    ann = await Athlete(world).arrives(workouts=workouts)
    await ann.says("/progress")
    if not workouts:
        assert ann.sees("Not enough yet: finish a workout")
        return
    await ann.taps("Squat <b>")
    assert ann.sees("Squat <b>: 116.7 kg on 14 Nov").photo


async def test_nothing_in_this_time(world: World) -> None:
    """A span with nothing in it says when the last one was."""
    ann = await Athlete(world).arrives()
    await world.jump(days=60)
    await ann.says("/progress squat")
    await ann.taps("1M")
    assert ann.sees("not enough yet, nothing in this time. The last one was on 14 Nov 2026.").photo


@pytest.mark.parametrize(
    ("kind", "done", "said"),
    [
        (ExerciseKind.BODYWEIGHT, DoneSet(reps=12), "Thing: 12 reps on"),
        (ExerciseKind.TIMED, DoneSet(seconds=75), "Thing: 1:15 on"),
        (ExerciseKind.DISTANCE, DoneSet(seconds=1500, distance_m=5000), "Thing: 5 km on"),
        (ExerciseKind.ASSISTED, DoneSet(reps=8, weight_g=-15_000), "Thing: -15 kg on"),
        (ExerciseKind.WEIGHT, work(30, 40), "Thing: 40 kg on"),
    ],
)
async def test_every_kind_of_exercise(world: World, *, kind: ExerciseKind, done: DoneSet, said: str) -> None:
    """Each is told by what it counts; a lift of many reps by its weight, since it has no e1RM."""
    athlete = Athlete(world)
    ann = await athlete.arrives(workouts=0)
    day = await rows.workout("Other", await rows.exercise("Thing", kind))
    for days in (9, 2):
        await rows.trained(athlete.user, day, NOON - timedelta(days=days), [[done]])
    await ann.says("/progress thing")
    assert ann.sees(said).photo


async def test_forged_buttons(world: World) -> None:
    """Somebody else's exercise, a span there is not, a page there is not: an answer, and nothing of theirs."""
    athlete = Athlete(world)
    ann = await athlete.arrives()
    bob = world.person("Bob")
    await bob.says("/help")
    await bob.forges(taps.PROGRESS_LIFT(athlete.squat.id, "quarter"))
    assert bob.sees_not("Squat")
    await bob.forges(taps.PROGRESS(0))
    await bob.forges(taps.PROGRESS_MUSCLES("quarter"))
    assert bob.sees("not enough yet")
    await ann.forges(taps.PROGRESS_LIFT(athlete.squat.id, "9z"))
    assert ann.sees_button("· 3M ·")
    await ann.forges(taps.PROGRESS(99))
    await ann.forges(taps.PROGRESS(-5))
    assert ann.unanswered == bob.unanswered == []


async def test_in_pounds(world: World) -> None:
    athlete = Athlete(world)
    ann = await athlete.arrives()
    await User.filter(id=athlete.user.id).update(unit="lb")
    await ann.says("/progress squat")
    assert ann.sees("327.9 lb on 14 Nov")
    assert date(2026, 11, 14) == (NOON - timedelta(days=4)).date()
