"""Whatever comes in gets an answer that helps, and leaves no trace."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bot.demo import acts
from handlers.basics import CONTENT
from models.deliveries import Inbox, InboxState
from models.people import User
from models.performances import ExerciseSet
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, training
from tests.conftest import World
from tests.people import Person

NONSENSE = [
    "asdf qwer",
    "💪💪💪",
    "مرحبا بالعالم",
    "NaN",
    "inf kg",
    "1e999x5",
    "²",
    "<b>bold</b> & <i>",
    "x" * 4096,
    "😀" * 4096,
    "a\0b",
    "\ud800 alone",
    "{ $text }",
    "\u202e backwards",
    "-",
    ".",
]


async def nothing_failed() -> bool:
    return not await Inbox.filter(state=InboxState.ASIDE).exists()


@pytest.mark.parametrize("text", NONSENSE, ids=[ascii(text[:12]) for text in NONSENSE])
async def test_text_nobody_understands_is_answered_with_an_example(ann: Person, text: str) -> None:
    await ann.says(text)
    assert ann.last.from_bot
    assert re.search("85x5|80x5|100|3x5", ann.last.text), ann.last.text
    assert len(ann.last.text) < 250
    assert await nothing_failed()


async def test_what_was_not_understood_is_repeated_as_it_was_typed(ann: Person) -> None:
    await ann.says("<b>3 by 5</b> & more")
    ann.sees("<b>3 by 5</b> & more")


@pytest.mark.parametrize("kind", CONTENT)
async def test_what_cannot_be_read_gets_one_helpful_sentence(world: World, ann: Person, kind: str) -> None:
    content = {
        "sticker": acts.sticker(world.server.world),
        "voice": acts.voice(world.server.world),
        "location": acts.location(52.5, 13.4),
        "photo": acts.photo(world.server.world, b"\xff\xd8", "85x5"),
        "document": acts.document(world.server.world, b"a,b", "sets.csv"),
        "contact": {"contact": {"phone_number": "+49123", "first_name": "Bob"}},
        "poll": {"poll": _POLL},
        "dice": {"dice": {"emoji": "🎲", "value": 3}},
        "venue": {"venue": {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "Gym", "address": "Road 1"}},
        "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
        "video": {"video": {**_FILE, "width": 9, "height": 9, "duration": 3}},
        "animation": {"animation": {**_FILE, "width": 9, "height": 9, "duration": 3}},
        "audio": {"audio": {**_FILE, "duration": 3}},
        "story": {"story": {"id": 4, "chat": {"id": 5, "type": "private"}}},
        "game": {"game": {"title": "Chess", "description": "Chess", "photo": []}},
        "paid_media": {"paid_media": {"star_count": 1, "paid_media": []}},
        "checklist": {"checklist": {"title": "List", "tasks": []}},
    }[kind]
    await ann.sends(content)
    assert "85x5" in ann.last
    assert len(ann.bot_messages) == 1
    await ann.sends(content)
    assert len(ann.bot_messages) == 1, "the older one has gone"
    assert await nothing_failed()


async def test_service_messages_are_passed_over_in_silence(ann: Person) -> None:
    await ann.sends({"write_access_allowed": {"from_request": True}})
    await ann.sends({"pinned_message": ann.last.message.body})
    assert not ann.bot_messages
    assert await nothing_failed()


async def test_an_unknown_command_names_the_nearest(ann: Person) -> None:
    await ann.says("/hlep")
    ann.sees("There is no /hlep. Did you mean /help?".replace("/hlep", "\u2068/hlep\u2069"))
    await ann.says("/qqqqqqq now")
    ann.sees("/help shows what there is")
    await ann.says("/")
    ann.sees("/help shows what there is")


async def test_help_fits_a_phone_and_names_only_what_works(ann: Person) -> None:
    await ann.says("/help")
    help_ = ann.sees("In a workout just type the set")
    assert len(help_.text.splitlines()) <= 12
    assert "/cancel" in help_
    await ann.says("/HELP@spotter_bot")
    assert len(ann.bot_messages) == 1, "there is one help at a time"


async def test_cancel_says_which_workout_goes_on(world: World) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says("/measure")
    await ann.says("/cancel")
    ann.sees("Your workout Day 1 is still open.")
    await ann.taps("Show it")
    assert ann.sees_button("✓")


@pytest.mark.parametrize("question", ["/measure", "/measure weight", "/plates", "/delete_me"])
async def test_a_set_typed_at_any_question_is_logged(world: World, question: str) -> None:
    ann = await training(world, FIVE_BY_FIVE, weights=FIVE_WEIGHTS)
    await ann.says(question)
    await ann.says("100x5")
    assert [(each.weight_g, each.reps) for each in await ExerciseSet.all()] == [(100_000, 5)]


async def test_cancel_with_nothing_open_says_so(ann: Person) -> None:
    await ann.says("/cancel")
    ann.sees("No question is open")


@pytest.mark.parametrize(
    "data",
    ["", "start", "start.x", "start.AAAA", "nothing.1.2", "\0", "start." + "A" * 58, "💪", "a" * 64, "..."],
)
async def test_a_forged_button_is_answered_and_does_nothing(ann: Person, data: str) -> None:
    await ann.says("/help")
    before = ann.transcript().partition("-- visible")[2]
    await ann.forges(data)
    assert ann.toasts == ["That button is from an older message. /help shows what works now."]
    assert not ann.unanswered
    assert ann.transcript().partition("-- visible")[2] == before
    assert await nothing_failed()


async def test_a_tap_of_somebody_unheard_of_makes_no_row(world: World, ann: Person) -> None:
    await ann.says("/help")
    bob = world.person("Bob")
    acts.press(world.server.world, bob.id, ann.last.message, "start")
    await world.settle()
    assert await User.filter(telegram_id=bob.id).count() == 0
    assert not ann.unanswered


async def test_forwarded_text_never_logs(ann: Person) -> None:
    for text in ("85x5", "/delete_me", "/start"):
        await ann.forwards(text)
        ann.sees("Forwarded text is never logged")
    assert len(ann.bot_messages) == 1


async def test_an_edit_of_what_logged_nothing_is_passed_over(ann: Person) -> None:
    await ann.says("hello")
    before = ann.transcript().partition("-- visible")[2]
    await ann.edits("hello", "hallo")
    assert ann.transcript().partition("-- visible")[2].replace("hallo", "hello") == before


async def test_a_group_is_told_once_where_the_bot_works(world: World, ann: Person) -> None:
    bob = world.person("Bob")
    group = await ann.adds_bot_to("Gym", bob)
    await ann.says("/start@spotter_bot", in_chat=group)
    await bob.says("/help", in_chat=group)
    await bob.says("/delete_me", in_chat=group)
    messages = [message for message in ann.messages_in(group) if message.from_bot]
    assert len(messages) == 1
    assert "in a private chat" in messages[0]
    [[button]] = messages[0].message.inline_rows
    assert button["url"].startswith("https://t.me/")
    assert await User.all().count() == 0, "nobody is written down by a group"
    assert not bob.bot_messages


async def test_a_tap_in_a_group_is_answered(world: World, ann: Person) -> None:
    group = await ann.adds_bot_to("Gym")
    [message] = [message for message in ann.messages_in(group) if message.from_bot]
    acts.press(world.server.world, ann.id, message.message, "start")
    await world.settle()
    assert not group.unanswered


async def test_whoever_blocks_the_bot_is_left_alone_until_they_come_back(ann: Person) -> None:
    await ann.says("/help")
    ann.blocks()
    await ann.settle()
    assert (await User.get(telegram_id=ann.id)).reachable is False
    ann.unblocks()
    await ann.settle()
    assert (await User.get(telegram_id=ann.id)).reachable is True


async def test_updates_of_every_other_kind_are_passed_over(world: World, ann: Person) -> None:
    await ann.says("/help")
    start = world.server.updates._next_id
    person = {"id": ann.id, "is_bot": False, "first_name": "Ann"}
    chat = {"id": ann.id, "type": "private"}
    updates: list[dict[str, Any]] = [
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -100, "type": "channel"}, "text": "5"}},
        {"inline_query": {"id": "1", "from": person, "query": "5", "offset": ""}},
        {"callback_query": {"id": "77", "from": person, "chat_instance": "1", "inline_message_id": "x"}},
        {"callback_query": {"id": "78", "from": person, "chat_instance": "1", "game_short_name": "x"}},
        {"message": {"message_id": 9, "date": 1, "chat": chat, "text": "no sender"}},
        {
            "message": {
                "message_id": 9,
                "date": 1,
                "chat": chat,
                "from": {**person, "is_bot": True},
                "text": "5",
            }
        },
        {"message": {"message_id": 9, "date": 1, "chat": chat, "from": person}},
        {"edited_message": {"message_id": 9, "date": 1, "chat": chat, "from": person, "edit_date": 2}},
        {"something_new": {"from": person}},
        {},
    ]
    for number, update in enumerate(updates):
        world.server.updates.push_raw(json.dumps({"update_id": start + number, **update}).encode())
    world.server.updates._next_id += len(updates)
    await world.settle()
    assert len(ann.bot_messages) == 1
    assert await nothing_failed()
    await ann.says("/help")
    assert "In a workout" in ann.last, "the bot goes on"


_FILE = {"file_id": "f", "file_unique_id": "u"}
_POLL = {
    "id": "1",
    "question": "Squat?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
