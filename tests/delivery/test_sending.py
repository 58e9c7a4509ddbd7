"""Sending: whatever Telegram or the line does, what was said arrives, as rarely twice as can be, and at a pace."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.config import Send
from bot.demo.chats import Message
from bot.http import Api
from bot.pace import Bucket
from bot.records import Batch, Records
from handlers.unit import Unit
from handlers.views.texts import Html
from handlers.views.view import View
from models import deliveries
from models.deliveries import Lane, Outbox, Shown
from models.people import User
from tests.athletes import straight, training
from tests.conftest import World
from tests.delivery.waiting import eventually, eventually_async
from tests.people import Person, at_once


async def queue(world: World, person: Person, *says: str, lane: Lane = Lane.REPLY) -> None:
    """Committed and submitted, as by a handler."""
    position = await deliveries.position_of(person.id)
    assert position is not None
    unit = Unit(position.user, position, lane=lane)
    for text in says:
        unit.keep(View(Html(text)))
    await deliveries.queue(unit.finish())
    world.bot.sender.submit(unit.replies)


def texts(person: Person) -> list[str]:
    return [each.text for each in person.bot_messages]


def arrivals(person: Person) -> list[float]:
    """When each message of the bot comes from now on."""
    came: list[float] = []

    def heard(event: dict[str, Any]) -> None:
        message = event.get("put")
        if isinstance(message, Message) and message.from_bot:
            came.append(time.monotonic())

    person.chat.listeners.append(heard)
    return came


# -- pace -------------------------------------------------------------------------------------------


async def test_an_answer_to_a_tap_does_not_wait_behind_paced_messages(world: World, ann: Person) -> None:
    """Messages of one chat come about one a second after a burst of three; a tap is answered at once."""
    await ann.starts()
    await ann.says("/help")
    await world.stop()
    world.pace = Send(per_second=30, per_chat=1)
    await world.start()
    came = arrivals(ann)
    await queue(world, ann, *(str(number) for number in range(8)))
    ann.settle = at_once
    await ann.forges("nonsense")
    await eventually(lambda: not ann.unanswered)
    assert "7" not in texts(ann)
    await eventually(lambda: "7" in texts(ann))
    assert came[2] - came[0] < came[7] - came[5], "a burst of three"
    assert came[7] - came[2] > 4.8, "then one a second"


async def test_whoever_waits_goes_before_what_is_sent_unasked(world: World, ann: Person) -> None:
    """Also where the person's own reminder waits in the storm: it takes the place of the reply behind it."""
    people = [world.person(f"P{number}") for number in range(12)]
    for person in (ann, *people):
        await person.starts()
    await world.stop()
    world.pace = Send(per_second=4, per_chat=0)
    await world.start()
    for person in people:
        await queue(world, person, "digest", lane=Lane.UNASKED)
    await queue(world, ann, "digest", lane=Lane.UNASKED)
    await queue(world, ann, "reply")
    await eventually(lambda: "reply" in texts(ann))
    assert texts(ann)[-2:] == ["digest", "reply"]
    assert sum("digest" in texts(person) for person in people) < 8


async def test_a_pause_that_telegram_asks_for_is_kept(world: World, ann: Person) -> None:
    """To the second, once for the message; a chat that was given little is not the reason, so all wait."""
    bob = world.person("Bob")
    await ann.starts()
    await bob.starts()
    world.server.fault("flood", method="sendMessage", chat_id=ann.id, retry_after=1)
    came, others = arrivals(ann), arrivals(bob)
    began = time.monotonic()
    await queue(world, ann, "late")
    await eventually(lambda: world.server.faults[0].hits)
    await queue(world, bob, "later")
    await eventually(lambda: came and others)
    assert came[0] - began >= 1
    assert others[0] - began >= 1
    assert texts(ann).count("late") == 1


async def test_a_chat_that_has_had_its_fill_waits_alone(world: World, ann: Person) -> None:
    """One person cannot slow the others."""
    bob = world.person("Bob")
    await ann.starts()
    await bob.starts()
    await world.stop()
    world.pace = Send(per_second=30, per_chat=20)
    await world.start()
    await queue(world, ann, "one", "two", "three")
    await eventually(lambda: "two" in texts(ann))
    world.server.fault("flood", method="sendMessage", chat_id=ann.id, retry_after=4)
    began = time.monotonic()
    await queue(world, ann, *"abcdef")
    await eventually(lambda: world.server.faults[0].hits)
    await queue(world, bob, "at once")
    await eventually(lambda: "at once" in texts(bob))
    assert "f" not in texts(ann)
    await eventually(lambda: "f" in texts(ann))
    assert time.monotonic() - began >= 4


# -- the line ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "count", "copies"),
    [
        ("drop_before", 2, {1}),
        ("drop_before", 3, {1}),
        ("drop_before", 5, {1}),
        ("hang", 1, {1}),
        ("drop_after", 1, {2}),
        ("drop_after", 20, {5}),
        ("truncate", 1, {1}),
        ("error", 3, {1}),
    ],
)
async def test_a_message_arrives_however_the_call_ends(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch, fault: Any, count: int, copies: set[int]
) -> None:
    """Nothing is lost. Where an answer is lost it may come again, but not for ever; what follows comes in order."""
    monkeypatch.setattr("bot.sender.SHORTEST_PAUSE", 0.01)
    monkeypatch.setattr("bot.sender.GIVEN_UP_AFTER", 0.1 if copies == {5} else 900.0)  # s
    monkeypatch.setattr(Api.__call__, "__kwdefaults__", {"files": None, "seconds": 3.0})
    await ann.starts()
    world.server.fault(fault, method="sendMessage", chat_id=ann.id, count=count, code=502)
    await queue(world, ann, "first")
    await eventually_async(nothing_waits)
    world.server.clear_faults()
    await queue(world, ann, "second")
    await world.settle()
    assert texts(ann).count("first") in copies
    assert texts(ann)[-2:] == ["first", "second"]
    assert not await Outbox.all().exists()


async def nothing_waits() -> bool:
    return not await Outbox.all().exists()


async def test_a_card_whose_answer_was_cut_short_is_known(world: World) -> None:
    """Half an answer says which message it was: the next state of the card is an edit of it."""
    ann = await training(world, {"squat": straight(5, 5)}, weights={"squat": 100})
    world.server.fault("truncate", method="sendMessage")
    await ann.says("5")
    await ann.taps("✓ ")
    cards = [each for each in ann.bot_messages if "Squat · exercise" in each]
    assert len(cards) == 1
    assert "Set 3 " in cards[0]


@pytest.mark.parametrize("fault", ["flood", "drop_before", "drop_after", "error"])
async def test_the_old_card_goes_though_its_deletion_fails_at_first(world: World, fault: Any) -> None:
    """And the new one is sent once."""
    ann = await training(world, {"squat": straight(5, 5)}, weights={"squat": 100})
    world.server.fault(fault, method="deleteMessage", count=2)
    sent = world.server.calls.get("sendMessage", 0)
    await ann.says("5")
    assert len([each for each in ann.bot_messages if "Squat · exercise" in each]) == 1
    assert world.server.calls["sendMessage"] == sent + 1


async def test_the_old_card_goes_though_the_process_ends_in_between(world: World) -> None:
    """What is left to be deleted is a row."""
    ann = await training(world, {"squat": straight(5, 5)}, weights={"squat": 100})
    ann.settle = at_once
    world.server.fault("hang", method="deleteMessage")
    await ann.says("5")
    await eventually(lambda: world.server.faults[0].hits)
    assert len([each for each in ann.bot_messages if "Squat · exercise" in each]) == 2
    await world.restart()
    await world.settle()
    assert len([each for each in ann.bot_messages if "Squat · exercise" in each]) == 1


async def test_a_question_goes_though_its_deletion_fails_at_first(world: World, ann: Person) -> None:
    """A slot is empty only when its message is gone."""
    await ann.starts()
    before = len(ann.bot_messages)
    world.server.fault("drop_before", method="deleteMessage", count=2)
    await ann.says("/measure")
    await ann.says("/cancel")
    await ann.says("/measure")
    assert len([each for each in ann.bot_messages if each.buttons]) <= before + 1


async def test_a_message_on_its_way_when_the_bot_is_ended_is_not_sent_again(world: World, ann: Person) -> None:
    """An orderly end is no crash."""
    await ann.starts()
    for number in range(5):
        await queue(world, ann, f"once {number}")
        for _ in range(number * 3):
            await asyncio.sleep(0)
        await world.restart()
        await world.settle()
        assert texts(ann).count(f"once {number}") == 1


# -- refusals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [400, 413, 418])
async def test_what_telegram_refuses_for_good_blocks_nothing(world: World, ann: Person, code: int) -> None:
    """It is logged, without what it quotes, and the next message comes."""
    await ann.starts()
    world.server.fault("error", method="sendMessage", code=code, description='Bad Request: no "secret" here', count=1)
    await queue(world, ann, "refused", "fine")
    await world.settle()
    assert "refused" not in texts(ann)
    assert texts(ann)[-1] == "fine"


async def test_a_refusal_in_the_log_quotes_nothing(world: World, ann: Person, caplog: pytest.LogCaptureFixture) -> None:
    """What a person wrote stays out of it."""
    await ann.starts()
    world.server.fault("error", method="sendMessage", code=400, description='Bad Request: tag "secret" is bad')
    await queue(world, ann, "refused")
    await world.settle()
    assert "Telegram refused send" in caplog.text
    assert "secret" not in caplog.text


async def test_who_blocked_the_bot_is_asked_once_and_comes_back_with_a_word(world: World, ann: Person) -> None:
    """What waited goes; nothing more is tried until they write or tap."""
    await ann.starts()
    await world.stop()
    ann.chat.blocked = True  # its update is not there yet
    await world.start()
    sent = world.server.calls.get("sendMessage", 0)
    await queue(world, ann, "one", "two", "three")
    await world.settle()
    assert world.server.calls["sendMessage"] == sent + 1
    assert not (await User.get(telegram_id=ann.id)).reachable
    assert not await Outbox.all().exists()
    ann.chat.blocked = False
    await ann.says("/help")
    assert (await User.get(telegram_id=ann.id)).reachable
    assert "/workout" in ann.last


async def test_a_chat_that_is_not_found_is_nobody_to_be_reached(world: World, ann: Person) -> None:
    """As where a database is used with another bot's token."""
    await ann.starts()
    ann.chat.met = False
    await queue(world, ann, "one", "two")
    await world.settle()
    assert not (await User.get(telegram_id=ann.id)).reachable


async def test_a_card_that_was_deleted_is_sent_anew(world: World) -> None:
    """The person may have deleted it."""
    ann = await training(world, {"squat": straight(5, 5)}, weights={"squat": 100})
    ann.last.message.deleted = True
    message = ann.chat.messages[next(reversed(ann.chat.messages))]
    await ann.forges(next(button["callback_data"] for button in message.inline_rows[0]))
    assert "Set 2 " in ann.last
    assert len([each for each in ann.bot_messages if "Squat · exercise" in each]) == 1


async def test_a_picture_that_cannot_be_drawn_is_told_in_words(world: World, ann: Person) -> None:
    """And what follows is sent."""
    await ann.starts()
    position = await deliveries.position_of(ann.id)
    assert position is not None
    unit = Unit(position.user, position)
    unit.keep(View(Html("Your week"), drawing={"kind": "no such picture"}))
    unit.keep(View(Html("more")))
    await deliveries.queue(unit.finish())
    world.bot.sender.submit(unit.replies)
    await world.settle()
    assert texts(ann)[-2:] == ["Your week", "more"]


async def test_words_below_a_picture_are_changed_without_drawing_it_anew(world: World, ann: Person) -> None:
    """Whatever stands in the slot, and also where the new picture cannot be drawn."""
    await ann.starts()
    position = await deliveries.position_of(ann.id)
    assert position is not None
    nothing = {"kind": "no such picture"}
    drawing = {"kind": "line", "title": "", "unit": "", "points": []}
    unit = Unit(position.user, position)
    for slot, shown in (("words", None), ("picture", drawing)):
        unit.keep(View(Html("first"), drawing=shown), slot=slot)
        unit.change(slot, View(Html(f"{slot} again")))
        unit.change(slot, View(Html(f"{slot} at last"), drawing=nothing))
    await deliveries.queue(unit.finish())
    world.bot.sender.submit(unit.replies)
    await world.settle()
    assert ann.sees("words at last").photo is None
    assert ann.sees("picture at last").photo
    assert ann.sees_not("first")


# -- what overtakes what ----------------------------------------------------------------------------


async def test_a_state_nobody_saw_is_left_out_and_its_buzz_is_not_even_by_a_crash(world: World, ann: Person) -> None:
    """The row overtaken stays in the outbox until the one that carries its buzz is sent."""
    await ann.starts()
    position = await deliveries.position_of(ann.id)
    assert position is not None
    world.server.fault("hang", method="sendMessage", chat_id=ann.id)
    await queue(world, ann, "stuck")
    await eventually(lambda: world.server.faults[0].hits)
    unit = Unit(position.user, position)
    unit.card(View(Html("state 1")), buzz=True)
    unit.card(View(Html("state 2")))
    await deliveries.queue(unit.finish())
    world.bot.sender.submit(unit.replies)
    await world.restart()
    buzzes = ann.buzzes
    await world.settle()
    assert "state 1" not in texts(ann)
    assert texts(ann)[-1] == "state 2"
    assert ann.buzzes == buzzes + 1 or not ann.last.silent
    assert not await Outbox.all().exists()


async def test_each_picture_that_was_asked_for_is_sent(world: World, ann: Person) -> None:
    """Also where the next one, which takes its place, waits behind it already."""
    await ann.starts()
    position = await deliveries.position_of(ann.id)
    assert position is not None
    unit = Unit(position.user, position)
    for number in range(3):
        unit.drop("chart")
        drawing = {"kind": "line", "title": "", "unit": "", "points": []}
        unit.keep(View(Html(f"chart {number}"), drawing=drawing), slot="chart")
    await deliveries.queue(unit.finish())
    world.bot.sender.submit(unit.replies)
    await world.settle()
    assert [message.deleted for message in ann.chat.messages.values() if "photo" in message.body] == [True, True, False]


async def test_what_was_overtaken_leaves_the_outbox_though_nothing_can_be_sent(world: World, ann: Person) -> None:
    """Of somebody who writes faster than may be answered; only who buzzed waits for the one that buzzes instead."""
    await ann.starts()
    position = await deliveries.position_of(ann.id)
    assert position is not None
    world.bot.sender._buckets[ann.id] = Bucket(0.001, 0)
    unit = Unit(position.user, position)
    for number in range(50):
        unit.card(View(Html(f"state {number}")), buzz=number == 7)
    await deliveries.queue(unit.finish())
    world.bot.sender.submit(unit.replies)

    async def few() -> bool:
        return await Outbox.all().count() == 2

    await eventually_async(few)
    assert [row.payload["buzz"] async for row in Outbox.all().order_by("id")] == [True, False]


async def test_asides_that_nobody_saw_do_not_pile_up(world: World, ann: Person) -> None:
    """Whoever writes nonsense ten times at a pace of one a second is told of the last one soon."""
    await ann.starts()
    await world.stop()
    world.pace = Send(per_second=30, per_chat=1)
    await world.start()
    ann.settle = at_once
    for number in range(12):
        await ann.says(f"nonsense {number}")
    await eventually(lambda: not world.server.updates.pending)
    await world.bot.dispatch.idle()
    began = time.monotonic()
    await world.bot.idle()
    assert time.monotonic() - began < 6, "one by one they would take nine seconds"
    assert not await Outbox.all().exists()


async def test_what_stands_in_a_slot_is_known_after_a_restart(world: World) -> None:
    """The rows and the chat agree."""
    ann = await training(world, {"squat": straight(5, 5)}, weights={"squat": 100})
    await ann.says("5")
    await world.restart()
    await ann.taps("✓ ")
    card = [each for each in ann.bot_messages if "Squat · exercise" in each]
    row = await Shown.get(chat_id=ann.id, slot="card")
    assert [row.message_id] == [each.message_id for each in card]


# -- one at a time ----------------------------------------------------------------------------------


async def test_a_message_sets_out_when_the_one_before_it_is_recorded(
    world: World, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash then repeats one of them at most, however many chats are written to."""
    monkeypatch.setattr("bot.messages.PATIENCE", 60.0)
    people = [ann, *(world.person(f"P{number}") for number in range(4))]
    for person in people:
        await person.starts()
    persist, sent_unrecorded = Records._persist, []

    async def counted(records: Records, batch: Batch) -> None:
        waiting = await Outbox.filter(action="send").values_list("id", "chat_id")
        arrived = {person.id for person in people if "news" in texts(person)}
        sent_unrecorded.append(sum(chat in arrived for _, chat in waiting))
        await persist(records, batch)

    monkeypatch.setattr(Records, "_persist", counted)
    for person in people:
        await queue(world, person, "news")
    await world.settle()
    assert all("news" in texts(person) for person in people)
    assert len(sent_unrecorded) == len(people)
    assert max(sent_unrecorded) == 1


async def test_a_message_that_hangs_holds_up_no_other_chat(world: World, ann: Person) -> None:
    """For longer than a moment."""
    bob = world.person("Bob")
    for person in (ann, bob):
        await person.starts()
    hanging = world.server.fault("hang", method="sendMessage", chat_id=ann.id, count=1)
    await queue(world, ann, "news")
    await eventually(lambda: hanging.hits)
    await queue(world, bob, "news")
    await eventually(lambda: "news" in texts(bob))
    assert "news" not in texts(ann)
