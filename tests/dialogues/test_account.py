"""/privacy and /delete_me: asked once, then truly gone."""

from __future__ import annotations

import graphlib
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tortoise import Tortoise, fields
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from models import clock, deliveries, erasure
from models.columns import LocalTimeField
from models.deliveries import Inbox, InboxState, Position
from models.erasure import Erased
from models.measurements import Metric, UserMeasurement
from models.people import User
from tests.conftest import World
from tests.people import Person

SENTINEL = "Zebrafinch"
ACCOUNT_NUMBERS = {"telegram_id", "chat_id"}
VALID = 2  # within the range of every small column: ratings, weekdays, positions, half steps of RPE


def tables() -> list[type[Model]]:
    """Every table with rows of people, what is referred to before what refers."""
    assert Tortoise.apps
    every = [model for model in Tortoise.apps["models"].values() if model is not Erased]
    graph = {
        model: {model._meta.fields_map[name].related_model for name in model._meta.fk_fields | model._meta.o2o_fields}
        for model in every
    }
    return list(graphlib.TopologicalSorter(graph).static_order())


async def fill(user: User, mark: str) -> None:
    """A row in every table that leads to the person, with the mark wherever text goes."""
    made: dict[type[Model], Model] = {User: user}
    for model in tables():
        if model not in {User, Position}:
            made[model] = await model.create(**_facts(model, made, user, mark))
    await User.filter(id=user.id).update(name=mark, goal=mark, draft={"note": mark}, plates=[[20000, 2]])


def _facts(model: type[Model], made: dict[type[Model], Model], user: User, mark: str) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, field in model._meta.fields_map.items():
        if isinstance(field, fields.relational.ForeignKeyFieldInstance):
            facts[name] = made[field.related_model]
        elif name in model._meta.fk_fields or isinstance(field, fields.relational.RelationalField):
            continue
        elif not field.source_field and not any(name == f"{relation}_id" for relation in model._meta.fk_fields):
            value = _value(name, field, user, mark)
            if value is not None:
                facts[name] = value
    return facts | ({"state": InboxState.DONE} if model.__name__ == "Inbox" else {})


def _value(name: str, field: Any, user: User, mark: str) -> Any:
    if name in ACCOUNT_NUMBERS:
        return user.telegram_id
    if isinstance(field, CharEnumFieldInstance):
        return next(iter(field.enum_type))
    values: dict[type, Any] = {
        LocalTimeField: time(12),
        fields.UUIDField: None,
        fields.BooleanField: None if field.default is not None else True,
        fields.JSONField: {"note": mark},
        fields.DatetimeField: clock.now() + timedelta(days=3),
        fields.DateField: date(2026, 1, 1),
        fields.DecimalField: Decimal(VALID),
        fields.BigIntField: user.telegram_id + 10**12,
        fields.SmallIntField: VALID,
        fields.IntField: VALID,
        fields.TextField: mark,
        fields.CharField: f"{mark} {name}"[: getattr(field, "max_length", None) or 99],
    }
    kind = next(kind for kind in type(field).__mro__ if kind in values)
    return values[kind]


async def hits(*needles: str) -> list[str]:
    """Every column of every row in which one of these can be read."""
    return [
        f"{model.__name__}.{name}: {value!r}"
        for model in tables()
        for row in await model.all().values()
        for name, value in row.items()
        if any(needle == str(value) if isinstance(value, UUID) else needle in str(value) for needle in needles)
    ]


async def counts() -> dict[str, int]:
    return {model.__name__: await model.all().count() for model in tables()}


async def test_privacy_says_what_is_kept_why_and_how_to_delete_it(ann: Person) -> None:
    await ann.says("/privacy")
    for words in ("What I keep, and why", "machine of whoever runs this bot", "14 days", "/delete_me"):
        ann.sees(words)
    assert len(ann.last.text) < 1000


async def test_a_message_that_could_not_be_handled_goes_after_a_fortnight(world: World, ann: Person) -> None:
    await ann.says("/privacy")
    await Inbox.all().update(state=InboxState.ASIDE)
    await world.jump(days=13)
    await deliveries.forget_old()
    assert await Inbox.all().count() == 1
    await world.jump(days=2)
    await deliveries.forget_old()
    assert not await Inbox.exists()


async def test_deleting_is_asked_once_and_can_be_left(ann: Person) -> None:
    await ann.says("/measure 82.4")
    await ann.says("/delete_me")
    ann.sees("Delete everything about you: 0 workouts, 1 measurement")
    await ann.taps("Keep everything")
    ann.sees("Everything is kept.")
    assert await UserMeasurement.all().count() == 1


@pytest.mark.parametrize("typed", ["85x5", "maybe", "💪", "x" * 4096])
async def test_anything_else_deletes_nothing(ann: Person, typed: str) -> None:
    await ann.says("/delete_me")
    await ann.says(typed)
    ann.sees("Nothing is deleted so far")
    assert await User.filter(telegram_id=ann.id).exists()
    await ann.says("keep")
    ann.sees("Everything is kept.")


async def test_an_old_delete_button_deletes_nothing(ann: Person) -> None:
    await ann.says("/delete_me")
    await ann.says("/cancel")
    await ann.forges("dm.1")
    assert await User.filter(telegram_id=ann.id).exists()
    assert not ann.unanswered


@pytest.mark.parametrize("way", ["tap", "type", "taps twice"])
async def test_everything_is_truly_gone(world: World, way: str, tmp_path: Path) -> None:
    """A row in every table there is, and afterwards no trace of the person in any; others keep all of theirs."""
    ann = world.person("Ann", number=7_316_508_294)  # a number that no instant has in it
    bob = world.person("Bob")
    await bob.says("/help")
    await fill(await User.get(telegram_id=bob.id), "Sparrow")
    others = await counts()

    await ann.says("/measure 82.4")
    user = await User.get(telegram_id=ann.id)
    await fill(user, SENTINEL)
    assert all(count > others[name] for name, count in (await counts()).items()), "a row of hers in every table"
    await UserMeasurement.filter(user__telegram_id=bob.id).update(created_by_id=user.id)

    await ann.says("/delete_me")
    if way == "tap":
        await ann.taps("Delete everything")
    elif way == "type":
        await ann.says("delete")
    else:
        await ann.taps_twice("Delete everything")

    ann.sees("Done: everything about you is deleted.")
    assert not ann.unanswered
    assert await hits(SENTINEL, str(user.id), user.id.hex, str(ann.id)) == []
    after = await counts()
    assert after.pop("Inbox") >= others.pop("Inbox") - 1
    assert after == others
    bobs = await User.get(telegram_id=bob.id)
    assert [row.created_by_id for row in await UserMeasurement.all()] == [bobs.id]
    assert [row.person for row in await Erased.all()] == [erasure.digest(user.id)]
    for file in tmp_path.glob("spotter.db*"):
        assert SENTINEL.encode() not in file.read_bytes(), file.name


async def test_whoever_comes_back_starts_anew(ann: Person) -> None:
    await ann.says("/measure 82.4")
    before = await User.get(telegram_id=ann.id)
    await ann.says("/delete_me")
    await ann.taps("Delete everything")
    assert not await User.all().exists()
    await ann.starts()
    after = await User.get(telegram_id=ann.id)
    assert after.id != before.id
    ann.sees("Done: everything about you is deleted.")
    await ann.says("/measure weight")
    ann.sees_not("Last:")


async def test_buttons_from_before_are_answered_and_make_no_row(ann: Person) -> None:
    await ann.says("/measure 82.4")
    echo = ann.last
    await ann.says("/delete_me")
    await ann.taps("Delete everything")
    for label in ("Undo", "Date", "Note", "Chart"):
        await ann.taps(label, message=echo)
    assert not ann.unanswered
    assert not await User.all().exists()


async def test_the_last_word_is_sent_though_the_person_is_gone(world: World, ann: Person) -> None:
    await ann.says("/help")
    await ann.says("/delete_me")
    ann.blocks()
    await ann.forges("dm.1")
    assert await hits(str(ann.id)) == []


async def test_no_table_is_forgotten(world: World) -> None:
    """Every table is either emptied of a person's rows, or holds none."""
    emptied = {model for model, _ in (*erasure.OWNED, *erasure.BY_TELEGRAM)}
    assert emptied | {User} == set(tables())


async def test_a_metric_of_ones_own_goes_with_its_values(ann: Person) -> None:
    await ann.says("/measure")
    await ann.taps("My own")
    await ann.says(SENTINEL)
    await ann.taps("No unit")
    await ann.says("7")
    await ann.says("/delete_me")
    await ann.taps("Delete everything")
    assert not await Metric.filter(name=SENTINEL).exists()
