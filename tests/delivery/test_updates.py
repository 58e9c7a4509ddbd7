"""Updates: however Telegram delivers them, each is handled once, a person's in order, and none holds up another."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from bot import waiting
from models import deliveries
from models.deliveries import Arrival, Inbox, InboxState
from models.people import User
from models.performances import ExerciseSet
from tests.athletes import straight, training
from tests.conftest import World
from tests.delivery.waiting import eventually, eventually_async
from tests.people import Person

SETS = {"squat": straight(40, 5)}


async def lifting(world: World) -> Person:
    return await training(world, SETS, weights={"squat": 100})


def written(ann: Person, update_id: int, text: str, number: int) -> bytes:
    """A message of hers as an update of any id."""
    now = int(time.time())
    sender = {"id": ann.id, "is_bot": False, "first_name": ann.first_name}
    message = {"message_id": number, "date": now, "chat": ann.chat.info, "from": sender, "text": text}
    return json.dumps({"update_id": update_id, "message": message}).encode()


async def reps() -> list[int | None]:
    return [row.reps for row in await ExerciseSet.all().order_by("logged_at", "position")]


async def test_the_same_update_again_and_again_is_one_set(world: World) -> None:
    """Next to each other, apart, and after a restart."""
    ann = await lifting(world)
    first = written(ann, 500, "100x3", 9001)
    for _ in range(3):
        world.server.updates.push_raw(first)
    await world.settle()
    world.server.updates.push_raw(first)
    await world.settle()
    await world.restart()
    world.server.updates.push_raw(first)
    await world.settle()
    assert await reps() == [3]


async def test_updates_out_of_order_are_handled_in_order(world: World) -> None:
    """As far as they come together."""
    ann = await lifting(world)
    for number in (3, 1, 2, 1):
        world.server.updates.push_raw(written(ann, 500 + number, f"100kg x {number}", 9000 + number))
    await world.settle()
    assert await reps() == [1, 2, 3]


async def test_update_ids_that_start_again_lower(world: World) -> None:
    """As after an idle week."""
    ann = await lifting(world)
    world.server.updates.push_raw(written(ann, 90_000_000, "100x3", 9001))
    await world.settle()
    for number in (1, 2):
        world.server.updates.push_raw(written(ann, 1000 + number, f"100kg x {number}", 9001 + number))
    await world.settle()
    assert await reps() == [3, 1, 2]


async def test_an_id_used_again_for_something_else_is_something_else(world: World) -> None:
    """Ids are random after an idle week; what is in them tells."""
    ann = await lifting(world)
    world.server.updates.push_raw(written(ann, 500, "100x3", 9001))
    await world.settle()
    world.server.updates.push_raw(written(ann, 500, "100x4", 9002))
    await world.settle()
    assert await reps() == [3, 4]


@pytest.mark.parametrize(
    "strange",
    [
        {"message": {"from": 5, "chat": "?"}},
        {"message": {"from": {"id": "x"}, "text": 7}},
        {"message": "text"},
        {"callback_query": 7},
        {"callback_query": {"message": [1]}},
        {"something_new": {"from": {"id": 5}}},
        {},
    ],
)
async def test_an_update_nobody_can_read_holds_up_nothing(world: World, strange: dict[str, Any]) -> None:
    """It is set aside, and what comes after it is handled."""
    ann = await lifting(world)
    world.server.updates.push_raw(json.dumps({"update_id": 500, **strange}).encode())
    world.server.updates.push_raw(written(ann, 501, "100x3", 9001))
    await world.settle()
    assert await reps() == [3]
    assert not await Inbox.filter(state=InboxState.NEW).exists()


async def test_whoever_sent_what_cannot_be_read_is_told(
    world: World, ann: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """With one line in the log that says where, and nothing of what they wrote."""
    await ann.starts()
    body = json.loads(written(ann, 500, "secret words", 9001))
    del body["message"]["date"], body["message"]["chat"]
    world.server.updates.push_raw(json.dumps(body).encode())
    await world.settle()
    assert "went wrong" in ann.last or "could not" in ann.last, ann.transcript()
    lines = [each for each in caplog.records if each.name == "bot.dispatch" and each.levelname == "ERROR"]
    assert len(lines) == 1
    assert "set aside" in lines[0].getMessage()
    assert "secret" not in caplog.text
    await ann.says("/help")
    assert "/workout" in ann.last


async def test_a_flooding_person_slows_nobody(world: World) -> None:
    """A person's updates wait for each other, not for other people's."""
    ann, bob = await lifting(world), world.person("Bob")
    for number in range(300):
        world.server.updates.push_raw(written(ann, 1000 + number, "/help", 9000 + number))
    world.server.updates.push_raw(written(bob, 2000, "/start", 9500))
    bob.chat.met = True

    async def bob_is_met() -> bool:
        return await User.filter(telegram_id=bob.id).exists() and bool(bob.bot_messages)

    await eventually_async(bob_is_met)
    assert await Inbox.filter(state=InboxState.NEW, telegram_id=ann.id).count() > 100
    await world.settle()


async def test_what_is_not_held_in_memory_is_handled_in_its_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of somebody who writes faster than it can be handled; also after a restart in the middle."""
    monkeypatch.setattr(waiting, "MOST_HELD", 5)
    ann = await lifting(world)
    for number in range(1, 91):
        world.server.updates.push_raw(written(ann, 500 + number, f"100kg x {number}", 9000 + number))
        if number % 30 == 0:
            await eventually(lambda: not world.server.updates.pending)
    await world.restart()
    await world.settle()
    assert await reps() == list(range(1, 91))


async def test_what_comes_while_the_table_is_read_keeps_its_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is not handed out twice, though it was seen there too."""
    monkeypatch.setattr(waiting, "MOST_HELD", 2)
    arrivals = [Arrival(number, 77, "{}", str(number)) for number in range(1, 8)]
    queue = waiting.Waiting(77)
    for row in (first := await deliveries.receive(arrivals[:3], 0)):
        queue.add(row)
    seen = [await queue.next(), await queue.next()]
    later = await deliveries.receive(arrivals[3:], first[-1].id)
    reading = asyncio.create_task(queue.next())
    await asyncio.sleep(0)
    for row in later:
        queue.add(row)
    seen.append(await reading)
    while (one := await queue.next()) is not None:
        seen.append(one)
    assert [each.update_id for each in seen if each] == list(range(1, 8))


async def test_a_row_handed_over_twice_is_handled_once(world: World) -> None:
    """As when a commit went through and nobody heard of it, or two processes overlap: the row says that it is done."""
    ann = await lifting(world)
    rows: list[Inbox] = []
    accept = world.bot.intake._accept
    world.bot.intake._accept = lambda given: (rows.extend(given), accept(given))[1]  # type: ignore[func-returns-value]
    await ann.says("100x3")
    assert rows
    accept(rows)
    await world.settle()
    assert await reps() == [3]
