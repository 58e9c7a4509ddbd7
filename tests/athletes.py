"""Athletes who have been through the onboarding: where other tests begin."""

from __future__ import annotations

from models.catalogue import load
from tests.conftest import World
from tests.people import Person

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


async def enrolled(
    world: World,
    name: str = "Ann",
    program: str = "linear-5x5",
    *,
    unit: str = "kg",
    preset: int = 0,
    hour: str = "18:00",
    weights: str = "Light weights",
) -> Person:
    """Somebody new, on the shortest way from /start to this program (its key). The clock of the person is UTC's.

    preset: which of the program's sets of days; hour: the label of a button, or a time to be typed; weights:
    "Light weights" or "Later".
    """
    wanted = load().programs[program]
    person = world.person(name)
    await person.starts()
    await person.says("Accra")  # UTC all year
    await person.taps(unit, exact=True)
    await person.taps(wanted.goals[0].capitalize())
    await person.taps(str(wanted.days_per_week), exact=True)
    if wanted.name not in person.last:
        await person.taps("Others")
        await page_to(person, wanted.name)
        await person.taps(wanted.name)
        await person.taps("Enroll")
    else:
        await person.taps("Take it")
    await person.taps(" ".join(WEEKDAYS[day] for day in wanted.presets[preset]), exact=True)
    if person.sees_button(hour):
        await person.taps(hour)
    else:
        await person.says(hour)
    if person.sees_button(weights):
        await person.taps(weights)
    person.sees(f"You train {wanted.name}")
    person.starts_counting()
    return person


async def page_to(person: Person, label: str) -> None:
    """Turn the pages of a list until the button is there."""
    while not person.sees_button(label):
        await person.taps("More")
