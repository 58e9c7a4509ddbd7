"""The streak as somebody meets it who trains on Mondays, Wednesdays and Fridays, and once misses a week."""

from __future__ import annotations

from tests.athletes import enrolled
from tests.conftest import World
from tests.people import Person
from tests.training import to_the_reminder, until_monday


async def trains_a_week(world: World, ann: Person, sessions: int = 3) -> None:
    """Each at its hour, a set of it, and all questions passed over."""
    for _ in range(sessions):
        await to_the_reminder(world, ann)
        await ann.taps("Start", exact=True)
        for tap in ("✓ ", "Finish", "Finish anyway", "Skip", "Skip", "Skip"):
            await ann.taps(tap)


async def streak(ann: Person) -> str:
    await ann.says("/week")
    return "\n".join(line for line in ann.sees("Week ").text.splitlines() if line.startswith(("Workouts", "Streak")))


async def test_a_missed_week_is_forgiven_when_the_shifted_plan_is_kept(world: World) -> None:
    """The plan goes on where it stopped; what it takes to save the streak is said while it can be saved."""
    await until_monday(world)
    ann = await enrolled(world)
    await trains_a_week(world, ann)
    await until_monday(world)
    await trains_a_week(world, ann)
    assert await streak(ann) == "Workouts: 3 of 3\nStreak: 2 weeks on plan"
    await until_monday(world)
    await world.passes(days=3)
    await ann.taps("Shift")
    await until_monday(world)
    await trains_a_week(world, ann, 1)
    at_stake = "Streak: 2 weeks; last week is forgiven if this one goes as planned"
    assert await streak(ann) == f"Workouts: 1 of 3\n{at_stake}"
    await trains_a_week(world, ann, 2)
    assert await streak(ann) == "Workouts: 3 of 3\nStreak: 3 weeks on plan"


async def test_two_missed_weeks_end_it(world: World) -> None:
    await until_monday(world)
    ann = await enrolled(world)
    for _ in range(2):
        await trains_a_week(world, ann)
        await until_monday(world)
    await until_monday(world)
    await until_monday(world)
    await trains_a_week(world, ann)
    assert await streak(ann) == "Workouts: 3 of 3"
    await until_monday(world)
    await trains_a_week(world, ann)
    assert await streak(ann) == "Workouts: 3 of 3\nStreak: 2 weeks on plan"


async def test_what_was_missed_on_monday_may_be_done_on_saturday(world: World) -> None:
    """Monday's is missed; Wednesday's and Friday's are done, and on Saturday next Monday's, ahead of its time."""
    await until_monday(world)
    ann = await enrolled(world)
    await world.passes(days=1)
    await trains_a_week(world, ann, 2)
    await world.passes(days=1)
    await ann.says("/workout")
    for tap in ("✓ ", "Finish", "Finish anyway", "Skip", "Skip", "Skip"):
        await ann.taps(tap)
    assert await streak(ann) == "Workouts: 3 of 3"
    await until_monday(world)
    await trains_a_week(world, ann, 2)
    assert await streak(ann) == "Workouts: 2 of 2\nStreak: 2 weeks on plan"
