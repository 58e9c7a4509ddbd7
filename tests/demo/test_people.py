"""The people driver: what it sees, does and counts, in private and in groups."""

from pathlib import Path

import pytest

from bot.demo.clock import Clock
from bot.demo.server import BotServer
from tests.demo.conftest import BUTTON, Api
from tests.people import Person


async def test_a_person_sees_and_counts(api: Api, ann: Person) -> None:
    await api.result(
        "sendMessage", chat_id=ann.id, text="Set 3 · 85 kg × 5", reply_markup={"inline_keyboard": [[BUTTON]]}
    )
    await api.result("sendMessage", chat_id=ann.id, text="quiet", disable_notification=True)
    await ann.says("85x5")
    await ann.taps("Go")
    assert "85 kg" in ann.sees("Set 3")
    assert ann.sees_not("85x5"), "one's own messages are not the bot's"
    assert ann.sees_button("Go")
    assert (ann.taps_made, ann.typed, ann.buzzes, ann.bot_messages_left) == (1, 2, 1, 2)
    ann.starts_counting()
    assert (ann.taps_made, ann.typed, ann.buzzes, ann.bot_messages_left) == (0, 0, 0, 2)


async def test_what_is_missing_is_shown_with_the_chat(api: Api, ann: Person) -> None:
    await api.result("sendMessage", chat_id=ann.id, text="Hello", reply_markup={"inline_keyboard": [[BUTTON]]})
    for act in (lambda: ann.sees("Bye"), lambda: ann.sees_not("Hello")):
        with pytest.raises(AssertionError, match=r"(?s)Ann.*Hello.*\[Go\]"):
            act()
    with pytest.raises(AssertionError, match=r"(?s)no button 'Stop'.*\[Go\]"):
        await ann.taps("Stop")
    with pytest.raises(AssertionError, match="no button 'G'"):
        await ann.taps("G", exact=True)


async def test_the_newest_button_is_tapped_and_an_exact_label_wins(api: Api, ann: Person) -> None:
    for number in (1, 2):
        buttons = [{"text": label, "callback_data": f"{label}{number}"} for label in ("Undo all", "Undo")]
        await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": [buttons]})
    await ann.taps("Undo")
    await ann.taps("all")
    assert ann.unanswered == ["Undo2", "Undo all2"]


async def test_a_reply_keyboard_is_tapped_too(api: Api, ann: Person) -> None:
    keyboard = {"keyboard": [["Yes", "No"]], "one_time_keyboard": True}
    await api.result("sendMessage", chat_id=ann.id, text="Sure?", reply_markup=keyboard)
    await ann.taps("Yes")
    assert (ann.last.text, ann.taps_made, ann.typed) == ("Yes", 1, 1)
    with pytest.raises(AssertionError):
        await ann.taps("Yes")


async def test_every_act_waits_for_the_bot(server: BotServer) -> None:
    settled = 0

    async def settle() -> None:
        nonlocal settled
        settled += 1

    ann = Person(server, settle=settle)
    await ann.starts("gym")
    await ann.says("x")
    await ann.edits("x", "y")
    await ann.forwards("z")
    assert [seen.text for seen in ann.messages] == ["/start gym", "y", "z"]
    assert settled == 4


async def test_any_text_at_all_reaches_the_bot(api: Api, ann: Person) -> None:
    """NUL and a lone surrogate, which no JSON decoder of the bot may lose."""
    await ann.says("a\0b\ud800c")
    assert (await api.result("getUpdates", offset=-1))[0]["message"]["text"] == "a\0b\ud800c"


async def test_blocking_is_told_once_and_ends_with_a_message(api: Api, ann: Person) -> None:
    ann.blocks()
    ann.blocks()
    assert (await api.refusal("sendMessage", chat_id=ann.id, text="x"))[0] == 403
    await ann.starts()
    await api.result("sendMessage", chat_id=ann.id, text="x")
    changes = [update["my_chat_member"] for update in await api.result("getUpdates") if "my_chat_member" in update]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(server: BotServer, api: Api, ann: Person) -> None:
    group = await ann.adds_bot_to("Gym")
    for text in (
        "hello all",
        "/week",
        "/week@other_bot",
        "/week@spotter_demo_bot",
        "@spotter_demo_bot hi",
        "3/4",
    ):
        await ann.says(text, in_chat=group)
    await api.result("sendMessage", chat_id=group.id, text="Write to me alone")
    await ann.says("why?", in_chat=group, reply_to=ann.messages_in(group)[-1])
    updates = await api.result("getUpdates")
    heard = [update["message"]["text"] for update in updates[1:] if "message" in update]
    assert heard == ["/week", "/week@spotter_demo_bot", "@spotter_demo_bot hi", "why?"]
    assert updates[1]["my_chat_member"]["new_chat_member"]["status"] == "member"
    await api.result("leaveChat", chat_id=group.id)
    assert (await api.refusal("sendMessage", chat_id=group.id, text="x"))[0] == 403


def test_the_clock_is_one_number_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    server = BotServer(clock_file=file)
    assert float(file.read_text()) == 0
    server.jump(90)
    server.jump(0.5)
    assert float(file.read_text()) == 90.5
    reader = Clock(file)
    assert abs((reader.now() - server.clock.now()).total_seconds()) < 1
    assert list(tmp_path.iterdir()) == [file], "nothing half-written is left"
