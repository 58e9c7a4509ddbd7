"""/settings: one screen, a button to each, typing always possible."""

from __future__ import annotations

from datetime import time

import pytest

from models.people import User
from models.reminders import Reminder, ReminderKind
from models.rules.sets import Unit
from tests.athletes import enrolled
from tests.conftest import World
from tests.dialogues.test_session_reminders import the_next
from tests.people import Person


async def row(ann: Person) -> User:
    return await User.get(telegram_id=ann.id)


async def test_everything_is_on_one_screen(ann: Person) -> None:
    await ann.says("/settings")
    for line in ("Weights: in kg", "Bar: 20 kg", "Smallest step: 2.5 kg", "Reminder: 30 min before", "Sun 19:00"):
        ann.sees(line)
    ann.sees("Language: English")
    assert len(ann.last.text.splitlines()) <= 12
    await ann.taps("Close")
    assert not ann.bot_messages


@pytest.mark.parametrize(("typed", "zone"), [("Tokyo", "Asia/Tokyo"), ("europe/paris", "Europe/Paris")])
async def test_the_time_zone_is_a_city_or_a_zone(ann: Person, typed: str, zone: str) -> None:
    await ann.says("/settings")
    await ann.taps("Time zone")
    await ann.says("nowhere at all")
    await ann.says(typed)
    ann.sees(f"Time zone: {zone}")
    assert (await row(ann)).timezone == zone


async def test_a_new_time_zone_moves_the_week_with_it(world: World) -> None:
    ann = await enrolled(world)
    first = await Reminder.get(kind=ReminderKind.DIGEST)
    await ann.says("/settings")
    await ann.taps("Time zone")
    await ann.says("Honolulu")
    second = await Reminder.get(kind=ReminderKind.DIGEST)
    assert second.due_at != first.due_at
    assert (await row(ann)).local(second.due_at).time() == time(19)


@pytest.mark.parametrize("city", ["Auckland", "Kathmandu", "Los Angeles"])
async def test_after_a_flight_everything_planned_keeps_its_hour_also_what_was_moved(world: World, city: str) -> None:
    await world.until(the_next(6, time(12)))
    ann = await enrolled(world)
    await ann.says("/schedule")
    await ann.taps("Workout B")
    await ann.taps("Move")
    await ann.says("thu 07:15")
    before = [label for label in flat(ann) if "·" in label][:5]
    await ann.says("/settings")
    await ann.taps("Time zone")
    await ann.says(city)
    await ann.says("/schedule")
    assert [label.partition(" ")[2] for label in flat(ann) if "·" in label][:5] == [
        label.partition(" ")[2] for label in before
    ]
    user = await row(ann)
    digest = await Reminder.get(kind=ReminderKind.DIGEST)
    assert (user.local(digest.due_at).weekday(), user.local(digest.due_at).time()) == (6, time(19))


def flat(ann: Person) -> list[str]:
    return [label for row in ann.last.buttons for label in row]


async def test_the_unit_can_be_typed(ann: Person) -> None:
    await ann.says("/settings")
    await ann.taps("kg or lb")
    await ann.says("stones")
    ann.sees("Tap one, or type kg or lb.")
    await ann.says("Pounds")
    ann.sees("Weights: in lb")


async def test_the_unit_brings_the_gym_with_it(ann: Person) -> None:
    await ann.says("/settings")
    await ann.taps("Bar", exact=True)
    await ann.taps("15 kg")
    ann.sees("Bar: 15 kg")
    await ann.taps("kg or lb")
    await ann.taps("lb", exact=True)
    ann.sees("Weights: in lb")
    ann.sees("Bar: 45 lb")
    ann.sees("Smallest step: 5 lb")
    user = await row(ann)
    assert (user.unit, user.bar_g, user.plates, user.step_g) == (Unit.LB, None, None, None)


@pytest.mark.parametrize(
    ("typed", "shown", "grams"), [("17,5", "17.5 kg", 17500), ("45 lb", "20.412 kg", 20412), ("0", "0 kg", 0)]
)
async def test_a_bar_can_be_typed(ann: Person, typed: str, shown: str, grams: int) -> None:
    await ann.says("/settings")
    await ann.taps("Bar", exact=True)
    await ann.says(typed)
    ann.sees(f"Bar: {shown}")
    assert (await row(ann)).bar_g == grams


@pytest.mark.parametrize("typed", ["heavy", "-20", "101", "NaN", "1e1", "²", "1,000", "20x2", "", "💪", "2" * 4096])
@pytest.mark.parametrize("button", ["Bar", "Smallest step"])
async def test_what_is_no_weight_costs_nothing(ann: Person, button: str, typed: str) -> None:
    await ann.says("/settings")
    await ann.taps(button, exact=True)
    before = await row(ann)
    if typed:
        await ann.says(typed)
        assert "Type it like" in ann.last
    after = await row(ann)
    assert (before.bar_g, before.step_g) == (after.bar_g, after.step_g)
    await ann.says("5")
    ann.sees(f"{button}: 5 kg")


async def test_plates_are_counted_by_tapping(ann: Person) -> None:
    await ann.says("/settings")
    await ann.taps("Plates")
    for _ in range(2):
        await ann.taps("−", exact=True)
    ann.sees("How many pairs")
    assert ann.sees_button("25 × 4")
    await ann.taps("As in most gyms")
    assert ann.sees_button("25 × 6")
    await ann.taps("Back")
    ann.sees("Pairs of plates: 25×6 20×2 15×2 10×2 5×2 2.5×2 1.25×2")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("20x2 15 10 5 2.5 1.25", "20×2 15 10 5 2.5 1.25"),
        ("20×2, 15, 10", "20×2 15 10"),
        ("2,5 1,25 20kg", "20 2.5 1.25"),
        ("20 20 20", "20×3"),
        ("２０x２", "20×2"),
        ("20 x 2 15 × 3", "20×2 15×3"),
        ("20х2", "20×2"),
    ],
)
async def test_plates_can_be_typed(ann: Person, typed: str, shown: str) -> None:
    await ann.says("/settings")
    await ann.taps("Plates")
    await ann.says(typed)
    ann.sees(f"Pairs of plates: {shown}\n")


@pytest.mark.parametrize(
    "typed",
    [
        "many",
        "20x0",
        "20x99",
        "20x-2",
        "0",
        "1000",
        "²",
        "NaN",
        "1e3",
        ", ".join(str(n) for n in range(1, 20)),
        "x" * 4096,
    ],
    ids=lambda text: ascii(text[:12]),
)
async def test_what_are_no_plates_costs_nothing(ann: Person, typed: str) -> None:
    await ann.says("/settings")
    await ann.taps("Plates")
    await ann.says(typed)
    ann.sees("cannot read")
    assert "20x2 15 10" in ann.last
    assert (await row(ann)).plates is None


async def test_what_the_gym_has_is_what_plates_are_counted_with(ann: Person) -> None:
    await ann.says("/settings")
    await ann.taps("Plates")
    await ann.says("20x2 10 5")
    await ann.says("/plates 100")
    ann.sees("100 kg · bar 20, a side: 2 × 20")
    await ann.says("/plates 102.5")
    ann.sees("Your plates do not make 102.5 kg")


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("0", 0),
        ("1 h", 60),
        ("1,5 h", 90),
        ("1:30", 90),
        ("1 h 15 min", 75),
        ("1440", 1440),
        ("４５", 45),
    ],
)
async def test_the_reminder_can_come_earlier(ann: Person, typed: str, minutes: int) -> None:
    await ann.says("/settings")
    await ann.taps("Reminder")
    await ann.says(typed)
    assert (await row(ann)).reminder_lead == minutes
    ann.sees("Reminder: ")


@pytest.mark.parametrize("typed", ["soon", "-5", "1441", "25 h", "NaN", "4²", "1e3", "45.5", "x" * 4096])
async def test_what_is_no_time_before_costs_nothing(ann: Person, typed: str) -> None:
    await ann.says("/settings")
    await ann.taps("Reminder")
    await ann.says(typed)
    ann.sees("Type minutes, up to a day")
    assert (await row(ann)).reminder_lead == 30
    await ann.taps("2 h")
    ann.sees("Reminder: 2 h before")
    assert (await row(ann)).reminder_lead == 120


async def test_the_week_comes_on_the_chosen_day_or_not_at_all(ann: Person) -> None:
    await ann.says("/settings")
    await ann.taps("The week")
    await ann.taps("Fri")
    await ann.says("whenever")
    await ann.says("20:30")
    ann.sees("The week: Fri 20:30")
    user = await row(ann)
    due = user.local((await Reminder.get(kind=ReminderKind.DIGEST)).due_at)
    assert (due.weekday(), due.time()) == (4, time(20, 30))
    await ann.taps("The week")
    await ann.says("payday")
    await ann.says("off")
    ann.sees("The week: only when asked")
    assert not await Reminder.filter(kind=ReminderKind.DIGEST).exists()
    await ann.taps("The week")
    await ann.says("monday")
    await ann.taps("7:00")
    ann.sees("The week: Mon 07:00")


async def test_the_language_is_shown(ann: Person) -> None:
    await ann.says("/settings")
    await ann.taps("Language")
    ann.sees("English is the only language so far")
    await ann.taps("Back")
    ann.sees("Settings")


@pytest.mark.parametrize(
    "data",
    ["setun.st", "setbg.-1", "setbg.999999999", "setsg.0", "setpp.20000.-5", "setpp.1.1", "setpp.999999999.1",
     "setlm.-1", "setlm.1441", "setdd.7", "setdd.-2", "setdh.24", "setdh.-1", "setpp.20000.99", "setpp.1.1000"],
)  # fmt: skip
async def test_a_forged_setting_is_not_kept(ann: Person, data: str) -> None:
    await ann.says("/settings")
    before = await row(ann)
    await ann.forges(data)
    assert not ann.unanswered
    after = await row(ann)
    unchanged = ("unit", "bar_g", "step_g", "reminder_lead", "digest_weekday", "digest_at")
    assert all(getattr(before, name) == getattr(after, name) for name in unchanged)
    await ann.says("/plates 100")
    ann.sees("100 kg · bar 20")


async def test_settings_are_each_persons_own(world: World, ann: Person) -> None:
    bob = world.person("Bob")
    await bob.says("/settings")
    await ann.says("/settings")
    await ann.taps("Bar", exact=True)
    await ann.says("15")
    await bob.says("/settings")
    bob.sees("Bar: 20 kg")
