"""/measure: entered, dated, noted, corrected, taken back, drawn."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from handlers.views import taps
from models.measurements import MeasurementSource, Metric, UserMeasurement
from models.people import User
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, training
from tests.conftest import World
from tests.people import Person


async def rows() -> list[UserMeasurement]:
    return await UserMeasurement.filter(is_active=True).order_by("created_at").select_related("metric")


async def values() -> list[Decimal]:
    return [row.value for row in await rows()]


async def test_a_value_takes_a_command_a_tap_and_a_number(ann: Person) -> None:
    await ann.says("/measure")
    await ann.taps("Body weight")
    ann.sees("Body weight, today: how much?")
    await ann.says("82,4")
    ann.sees("Body weight 82.4 kg · today")
    [row] = await rows()
    ann_row = await User.get(telegram_id=ann.id)
    assert (row.value, row.source, row.notes) == (Decimal("82.400"), MeasurementSource.MANUAL, None)
    assert row.user_id == row.created_by_id == ann_row.id
    assert row.measurement_date == ann_row.today()
    assert len(ann.bot_messages) == 1, "the question has gone"


@pytest.mark.parametrize(
    ("typed", "metric", "value"),
    [
        ("82.4", "body-weight", "82.4"),
        ("82,4 kg", "body-weight", "82.4"),
        ("181 lb", "body-weight", "82.1"),
        ("８２.４", "body-weight", "82.4"),
        ("waist 81 cm", "waist", "81"),
        ("WAIST 81", "waist", "81"),
        ("81 cm waist", "waist", "81"),
        ("upper arm 38,5", "upper-arm", "38.5"),
        ("biceps 38,5", "upper-arm", "38.5"),
        ("height 6'1\"", "height", "185.42"),
        ("height 1.82 m", "height", "182"),
        ("sleep 7:30", "sleep", "7.5"),
        ("rhr 58", "resting-heart-rate", "58"),
    ],
)
async def test_one_line_says_it_all(ann: Person, typed: str, metric: str, value: str) -> None:
    await ann.says(f"/measure {typed}")
    [row] = await rows()
    assert (row.metric.key, row.value) == (metric, Decimal(value))
    assert ann.sees_button("Undo")


async def test_a_line_may_end_with_its_day(ann: Person) -> None:
    await ann.says("/measure waist 81 cm yesterday")
    await ann.says("/measure 82.4 3 nov")
    today = (await User.get(telegram_id=ann.id)).today()
    first, second = await rows()
    assert first.measurement_date == today - timedelta(days=1)
    assert (second.measurement_date.month, second.measurement_date.day) == (11, 3)
    assert second.value == Decimal("82.4")


async def test_a_number_that_is_no_body_weight_is_asked_about(ann: Person) -> None:
    await ann.says("/measure 15 %")
    ann.sees("what is that?")
    await ann.taps("Body fat")
    ann.sees("Body fat 15 % · today")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("NaN", "cannot read"),
        ("inf", "cannot read"),
        ("1e999", "cannot read"),
        ("8²", "cannot read"),
        ("1_000", "cannot read"),
        ("82½", "cannot read"),
        ("💪", "cannot read"),
        ("8" * 4096, "cannot read"),
        ("85x5", "cannot read"),
        ("824", "from 20 kg to 400 kg"),
        ("-82", "from 20 kg to 400 kg"),
        ("0", "from 20 kg to 400 kg"),
        ("82 cm", "not measured in that unit"),
        ("82.4 tomorrow", "cannot read"),
        ("82.4 2099-01-01", "cannot read"),
    ],
    ids=lambda text: ascii(text[:16]),
)
async def test_a_wrong_value_costs_nothing(ann: Person, typed: str, named: str) -> None:
    await ann.says("/measure weight")
    await ann.says(typed)
    assert named in ann.last
    assert "82.4" in ann.last, "an example that works"
    assert not await rows()
    await ann.says("82.4")
    assert await values() == [Decimal("82.4")]


@pytest.mark.parametrize(
    "typed", ["elbow", "elbow 30", "kg", "85x5", "/", "²", "x" * 4096, "a b c d e f g h i j k l m n o"]
)
async def test_an_unknown_metric_is_asked_again(ann: Person, typed: str) -> None:
    await ann.says("/measure")
    await ann.says(typed)
    assert await values() == []
    await ann.says("waist 81")
    ann.sees("Waist 81 cm")


async def test_the_unlikely_is_asked_about(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.says("/measure 70")
    ann.sees("15 % from the last one (82.4 kg, today): is 70 kg right?")
    assert await values() == [Decimal("82.4")]
    await ann.taps("No, again")
    await ann.says("70.0")
    await ann.says("81.9")
    ann.sees("Body weight 81.9 kg · today")
    await ann.says("/measure 70")
    await ann.says("yes")
    ann.sees("70 kg")
    assert await values() == [Decimal("82.4"), Decimal("81.9"), Decimal(70)]


async def test_the_likely_is_not_asked_about(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.says("/measure 72")
    assert await values() == [Decimal("82.4"), Decimal(72)]
    ann.sees("−10.4 kg since today")


async def test_undo_takes_it_back_and_back_again(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.taps_twice("Undo")
    ann.sees("Taken back: Body weight 82.4 kg")
    assert await values() == []
    assert (await UserMeasurement.all().count()) == 1, "deleted, not forgotten"
    await ann.taps("Put it back")
    assert await values() == [Decimal("82.4")]


@pytest.mark.parametrize(("typed", "month", "day"), [("3 nov", 11, 3), ("2025-02-28", 2, 28), ("1. Januar", 1, 1)])
async def test_the_day_can_be_another(ann: Person, typed: str, month: int, day: int) -> None:
    await ann.says("/measure 82.4")
    await ann.taps("Date")
    await ann.says(typed)
    [row] = await rows()
    assert (row.measurement_date.month, row.measurement_date.day) == (month, day)
    assert ann.last.text == typed
    assert len(ann.bot_messages) == 1


async def test_yesterday_is_a_tap_away(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.taps("Date")
    await ann.taps("Yesterday")
    ann.sees("Body weight 82.4 kg · yesterday")
    [row] = await rows()
    assert row.measurement_date == (await User.get(telegram_id=ann.id)).today() - timedelta(days=1)


@pytest.mark.parametrize("typed", ["tomorrow", "2099-01-01", "1 jan 1890", "31 feb", "soon", "²", "82.4", "x" * 4096])
async def test_a_wrong_day_costs_nothing(ann: Person, typed: str) -> None:
    await ann.says("/measure 82.4")
    await ann.taps("Date")
    await ann.says(typed)
    today = (await User.get(telegram_id=ann.id)).today()
    assert [row.measurement_date for row in await rows()] == [today]
    await ann.says("yesterday")
    assert [row.measurement_date for row in await rows()] == [today - timedelta(days=1)]


async def test_a_note_takes_a_thousand_characters_and_not_one_more(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.taps("Note")
    await ann.says("😀" * 1001)
    ann.sees("That is 1,001 characters, and a note takes 1,000")
    await ann.says("😀" * 1000)
    assert [row.notes for row in await rows()] == ["😀" * 1000]
    await ann.taps("Note")
    await ann.taps("Remove the note")
    assert [row.notes for row in await rows()] == [None]


async def test_a_set_typed_at_the_note_is_logged_and_the_note_is_still_asked(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("/measure 82.4")
    await ann.taps("Note", exact=True, message=ann.sees("Body weight"))
    await ann.says("100x5")
    ann.sees("✓ 100 kg × 5")
    assert (await rows())[0].notes is None


async def test_a_note_is_shown_as_it_was_written(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.taps("Note")
    await ann.says("<b>before</b> & after\nbreakfast")
    ann.sees("“<b>before</b> & after\nbreakfast”")


async def test_entries_are_corrected_and_deleted_as_easily_as_entered(ann: Person) -> None:
    for typed in ("82.4 yesterday", "82.0"):
        await ann.says(f"/measure {typed}")
    await ann.says("/measure weight")
    await ann.taps("Entries")
    ann.sees("Body weight: 2 entries")
    await ann.taps("yesterday · 82.4 kg")
    await ann.taps("Correct")
    await ann.says("much less")
    await ann.says("83,1")
    ann.sees("Body weight 83.1 kg · yesterday")
    assert await values() == [Decimal("83.1"), Decimal(82)]
    await ann.taps("Note", message=ann.last)
    await ann.says("new scale")
    ann.sees("“new scale”")
    await ann.taps("Delete")
    ann.sees("Deleted: 83.1 kg, yesterday")
    assert await values() == [Decimal(82)]
    await ann.taps("Put it back")
    assert await values() == [Decimal("83.1"), Decimal(82)]


async def test_many_entries_are_paged(ann: Person) -> None:
    await ann.says("/measure 80")
    user = await User.get(telegram_id=ann.id)
    [row] = await rows()
    for number in range(1, 20):
        await UserMeasurement.create(
            user=user,
            metric=row.metric,
            value=80 + number,
            measurement_date=row.measurement_date - timedelta(days=number),
            created_by=user,
        )
    await ann.says("/measure weight")
    await ann.taps("Entries")
    await ann.taps("Older")
    await ann.taps("Older")
    assert ann.sees_button("99 kg")
    assert not ann.sees_button("Older")
    await ann.taps("Newer")
    assert len(ann.last.buttons) <= 10


async def test_a_chart_comes_on_request(ann: Person) -> None:
    await ann.says("/measure 82.4 yesterday")
    await ann.taps("Chart")
    assert ann.toasts == ["A chart takes two entries. So far there is one."]
    await ann.says("/measure 82")
    await ann.taps("Chart")
    assert ann.last.photo
    assert "Body weight: 82.4 kg (yesterday) → 82 kg (today)" in ann.last
    await ann.taps("Chart")
    assert len([message for message in ann.bot_messages if message.photo]) == 1, "the older one has gone"


async def test_pound_people_see_pounds_and_inches(ann: Person) -> None:
    await ann.says("/help")
    await User.filter(telegram_id=ann.id).update(unit="lb")
    await ann.says("/measure 181")
    ann.sees("Body weight 181 lb")
    await ann.says("/measure waist 32")
    ann.sees("Waist 32 in")
    await ann.says("/measure 82.4 kg")
    ann.sees("Body weight 181.66 lb")
    await ann.says("/measure 18")
    assert not await UserMeasurement.filter(value=18).exists()
    assert await values() == [Decimal("82.1"), Decimal("81.28"), Decimal("82.4")]


async def test_the_metrics_used_last_come_first(ann: Person) -> None:
    for typed in ("waist 81", "sleep 8", "82.4"):
        await ann.says(f"/measure {typed}")
    await ann.says("/measure")
    assert [label for row in ann.last.buttons for label in row][:3] == [
        "Body weight · 82.4 kg",
        "Sleep · 8 h",
        "Waist · 81 cm",
    ]
    await ann.taps("More")
    await ann.taps("Older")
    await ann.taps("Wrist")
    await ann.says("17")
    ann.sees("Wrist 17 cm")


async def test_something_of_ones_own_can_be_measured(world: World, ann: Person) -> None:
    await ann.says("/measure")
    await ann.taps("My own")
    for wrong in ("12", "x" * 65, "💪", ""):
        if wrong:
            await ann.says(wrong)
            ann.sees("A name has up to 64 characters")
    await ann.says("Steps <per> day")
    await ann.says("steps per fortnight")
    ann.sees("A unit has up to 16 characters")
    await ann.says("steps")
    await ann.says("12,345")
    ann.sees("with a decimal point or in thousands?")
    await ann.says("12345")
    ann.sees("Steps <per> day 12345 steps · today")
    await ann.says("/measure steps <per> day 11000 steps")
    ann.sees("11000 steps")
    metric = await Metric.get(name="Steps <per> day")
    bob = world.person("Bob")
    await bob.says("/measure steps <per> day 100")
    bob.sees("I do not know")
    await bob.forges(f"mem.{_short(metric)}")
    assert await UserMeasurement.filter(metric=metric).count() == 2


async def test_a_metric_of_ones_own_can_go(ann: Person) -> None:
    await ann.says("/measure")
    await ann.taps("My own")
    await ann.says("Mood")
    await ann.taps("No unit")
    await ann.says("7")
    ann.sees("Mood 7 · today")
    await ann.says("/measure mood")
    await ann.taps("Entries")
    await ann.taps("Delete all")
    await ann.taps("Yes, delete")
    assert "Mood is gone from your list." in ann.toasts
    assert not ann.sees_button("Mood ·")
    await ann.says("/measure mood 7")
    ann.sees("I do not know")


async def test_a_name_that_is_known_leads_to_it(ann: Person) -> None:
    await ann.says("/measure")
    await ann.taps("My own")
    await ann.says("WAIST")
    await ann.says("81")
    ann.sees("Waist 81 cm")


async def test_nobody_touches_anothers_entries(world: World, ann: Person) -> None:
    await ann.says("/measure 82.4")
    bob = world.person("Bob")
    await bob.says("/help")
    for data in ann.last.data.values():
        await bob.forges(data)
    [row] = await rows()
    for code in ("mes", "mev", "mex", "mez"):
        await bob.forges(f"{code}.{_short(row)}")
    for code in ("meda", "meno", "menn", "mer"):
        await bob.forges(f"{code}.{_short(row)}.1")
    await bob.forges(f"medo.{_short(row)}.1.738000")
    [after] = await rows()
    assert (after.value, after.measurement_date, after.notes) == (row.value, row.measurement_date, None)
    assert not bob.unanswered
    bob.sees_not("82.4")


@pytest.mark.parametrize("data", ["mel.-5", "mel.999999", "mey.1", "meu.kg", "med.x.1", "medo.x.1.1"])
async def test_forged_buttons_do_no_harm(ann: Person, data: str) -> None:
    await ann.says("/measure 82.4")
    await ann.forges(data)
    assert not ann.unanswered
    assert await values() == [Decimal("82.4")]


async def test_a_forged_day_is_no_day(ann: Person) -> None:
    await ann.says("/measure 82.4")
    [row] = await rows()
    for ordinal in (0, -1, 99999999, date(2099, 1, 1).toordinal()):
        await ann.forges(f"medo.{_short(row)}.0.{ordinal}")
    assert [each.measurement_date for each in await rows()] == [row.measurement_date]
    assert not ann.unanswered


async def test_cancel_keeps_what_was_entered(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.taps("Note")
    await ann.says("/cancel")
    ann.sees("Closed. What you entered before is kept.")
    assert await values() == [Decimal("82.4")]
    await ann.says("not a note")
    assert [row.notes for row in await rows()] == [None]


async def test_an_entry_deleted_meanwhile_is_said_to_be_gone(ann: Person) -> None:
    await ann.says("/measure 82.4")
    echo = ann.last
    await ann.taps("Note")
    await ann.taps("Undo", message=echo)
    await ann.says("a note")
    assert [row.notes for row in await UserMeasurement.all()] == [None]
    assert not ann.unanswered


def _short(row: UserMeasurement | Metric) -> str:

    return taps.METRIC(row.id).partition(".")[2]
