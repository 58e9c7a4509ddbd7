"""Somebody on a program, from session to session, without a chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from models import clock, finishing, planning, programs, workouts
from models.enrollments import UserProgramEnrollment
from models.finishing import Outcome
from models.people import User
from models.programs import Program
from models.rules.plan import as_done
from models.rules.progression import Reason
from models.rules.schedule import Slot
from models.rules.sets import DoneSet, Unit
from models.workouts import Live
from tests.conftest import World
from tests.models import rows
from tests.standing import Stand, stands

MONDAY = datetime(2031, 3, 3, 12, tzinfo=UTC)  # a Monday at noon
EVENING = [Slot(weekday, time(18)) for weekday in (0, 2, 4)]


@dataclass
class Gym:
    """Somebody on a program, whose time goes by from session to session."""

    world: World
    user: User
    program: Program
    enrollment: UserProgramEnrollment

    async def starts(self) -> Live:
        """Begin the next planned session at its time."""
        session = (await planning.upcoming(self.user, limit=1))[0]
        assert session.scheduled_at is not None
        if session.scheduled_at > clock.now():
            await self.to(session.scheduled_at)
        return await workouts.start(self.user, session)

    async def to(self, instant: datetime) -> None:
        await self.world.jump(seconds=(instant - clock.now()).total_seconds())

    async def does(self, found: Live, *, misses: str = "", leaves_out: str = "", weight_g: int | None = None) -> None:
        """Every set as asked but: one rep less in the last set of `misses`, nothing of `leaves_out`."""
        for item in found.plan.items:
            sets = [
                DoneSet(each.kind, each.reps, weight_g or each.weight_g, Unit.KG, each.seconds)
                for each in map(as_done, item.sets)
            ]
            if item.name == misses:
                sets[-1] = DoneSet(reps=(sets[-1].reps or 0) - 1, weight_g=sets[-1].weight_g)
            if item.name != leaves_out:
                await workouts.log_sets(found, item, sets, logged_at=clock.now())

    async def trains(self, minutes: int = 60, **how: str) -> Outcome:
        """The next session, from its start to its end."""
        found = await self.starts()
        await self.does(found, **how)  # type: ignore[arg-type] # misses and leaves_out
        await self.world.jump(minutes=minutes)
        return await finishing.finish(found, clock.now())

    async def state(self, name: str) -> Stand:
        return (await stands(self.enrollment))[name]


async def joins(world: World, key: str, weight_g: int | None = 40_000, unit: Unit = Unit.KG) -> Gym:
    user = await rows.person(unit=unit)
    program = await Program.get(key=key if unit is Unit.KG else f"{key}-lb")
    weights = {each.id: weight_g for each in await programs.exercises(program)} if weight_g else {}
    return Gym(world, user, program, await planning.enroll(user, program, EVENING, weights))


def changes(outcome: Outcome) -> dict[str, tuple[Reason, int | None, int | None]]:
    told = [(each.exercise, each.change) for each in outcome.changes]
    return {name: (change.reason, change.before.weight_g, change.after.weight_g) for name, change in told}


async def at_the_gym(world: World) -> Gym:
    """Ann on the 5×5, every weight 40 kg, from a Monday noon on."""
    await world.jump(seconds=(MONDAY - clock.now()).total_seconds())
    return await joins(world, "linear-5x5")
