"""The numbers behind a picture are those of a plain count over all sets."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from models import clock, progress, weeks
from models.performances import ExerciseSet
from models.programs import Exercise
from models.progress import Span
from models.rules.sets import SetKind
from models.rules.strength import e1rm
from models.rules.trends import Verdict
from tests.conftest import World
from tests.models import rows
from tests.models.rows import warmup, work

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
async def test_lifts_and_muscles(world: World, zone: str) -> None:
    """The top e1RM of each session, the record, and the sets of each muscle in each week of the person's own clock."""
    chance = random.Random(zone)
    await world.jump(seconds=(NOON - clock.now()).total_seconds())
    ann = await rows.person(timezone=zone)
    squat = await rows.exercise("Squat", muscles=["quads", "glutes"])
    bench = await rows.exercise("Bench", muscles=["chest"])
    day = await rows.workout("Day", squat, bench)
    for number in range(40):
        begun = NOON - timedelta(days=130) + timedelta(hours=77 * number)
        done = [
            [
                *(warmup(5, 200) for _ in range(chance.randint(0, 1))),
                *(
                    work(chance.randint(1, 13), chance.choice([60, 80, 100, 102.5]))
                    for _ in range(chance.randint(0, 4))
                ),
            ]
            for _ in range(2)
        ]
        await rows.trained(ann, day, begun, done)
    bests: dict[date, int] = {}
    sets: dict[str, Counter[date]] = {}
    every = await ExerciseSet.filter(performance__session__user_id=ann.id).select_related("performance__session")
    names = dict(await Exercise.all().values_list("id", "name"))
    for each in every:
        if each.kind is SetKind.WARMUP:
            continue
        at: datetime | None = each.performance.session.started_at
        assert at is not None
        local = at.astimezone(ann.zone).date()
        instruction = await each.performance.instruction
        exercise = names[instruction.exercise_id]
        best = e1rm(each.weight_g or 0, each.reps or 0)
        if exercise == "Squat" and best is not None:
            bests[local] = max(best, bests.get(local, 0))
        for muscle in ("quads", "glutes") if exercise == "Squat" else ("chest",):
            sets.setdefault(muscle, Counter())[local - timedelta(days=local.weekday())] += 1
    for span in Span:
        first = span.first(ann.today()) or date.min
        found = await progress.lift(ann, squat, span)
        assert {point.day: point.value for point in found.points} == {on: g for on, g in bests.items() if on >= first}
        assert found.best is not None
        assert found.best.value == max(bests.values())
        shown = await progress.muscles(ann, span)
        assert shown.mondays[-1] == weeks.monday_of(ann, clock.now())
        for row in shown.muscles:
            assert row.sets == tuple(sets[row.muscle][monday] for monday in shown.mondays)
    assert {each.muscle for each in (await progress.muscles(ann, Span.ALL)).muscles} == set(sets)


async def test_what_is_measured(world: World) -> None:
    """In the order of days, of the span alone, without what was deleted."""
    await world.jump(seconds=(NOON - clock.now()).total_seconds())
    ann, today = await rows.person(), NOON.date()
    for ago, value in ((400, "90.0"), (60, "84.0"), (2, "82.25"), (9, "82.5")):
        last = await rows.measured(ann, value, today - timedelta(days=ago))
    await rows.measured(ann, "300", today, is_active=False)
    metric = await last.metric
    month = await progress.measured(ann, metric, Span.MONTH)
    assert month == [(today - timedelta(days=9), Decimal("82.5")), (today - timedelta(days=2), Decimal("82.25"))]
    assert [len(await progress.measured(ann, metric, span)) for span in Span] == [2, 3, 3, 4]


async def test_the_trend_of_a_week(world: World) -> None:
    """Three weeks at 100 kg, three at 105: up, and of the week before the first of them nothing is said."""
    await world.jump(seconds=(NOON - clock.now()).total_seconds())
    ann = await rows.person()
    day = await rows.workout("Day", await rows.exercise("Squat"))
    for ago in range(6):
        await rows.trained(ann, day, NOON - timedelta(days=7 * ago, hours=2), [[work(5, 105 if ago < 3 else 100)] * 3])
        for morning in (0, 1):
            await rows.measured(ann, f"{80 + ago}", NOON.date() - timedelta(days=7 * ago + morning))
    monday = weeks.monday_of(ann, NOON)
    found = (await weeks.report(ann, monday)).trend
    assert found is not None
    assert (found.verdict, [(each.name, each.percent) for each in found.lifts]) == (Verdict.UP, [("Squat", 5)])
    assert (found.weeks, found.weight) == (6, Decimal(-3))
    early = (await weeks.report(ann, monday - timedelta(days=28))).trend
    assert early is not None
    assert (early.verdict, early.weeks) == (Verdict.FEW, 2)
