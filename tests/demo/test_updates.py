"""getUpdates: what is confirmed, what is kept and how long, who may read."""

import asyncio
import json
from typing import Any

import pytest

from bot.demo.server import BotServer
from tests.demo.conftest import BUTTON, Api
from tests.people import Person

CONFLICT = (
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
DAY = 86_400


@pytest.fixture
def calm(server: BotServer) -> BotServer:
    """A server that does not hold back repeated polls."""
    server.updates.hold = server.updates.limit_hold = 0
    return server


@pytest.fixture
async def five(calm: BotServer) -> Person:
    """Ann wrote "0" to "4"."""
    ann = Person(calm)
    for number in range(5):
        await ann.says(str(number))
    return ann


async def texts(api: Api, **params: Any) -> list[str]:
    return [update["message"]["text"] for update in await api.result("getUpdates", **params)]


async def first_id(api: Api) -> int:
    return int((await api.result("getUpdates", limit=1))[0]["update_id"])


async def polling(api: Api, server: BotServer, **params: Any) -> "asyncio.Task[Any]":
    """A getUpdates that has reached the server and waits there."""
    before = server.calls.get("getUpdates", 0)
    poll = asyncio.create_task(api("getUpdates", timeout=20, **params))
    while server.calls.get("getUpdates", 0) == before:  # noqa: ASYNC110  only a request knows when it arrives
        await asyncio.sleep(0)
    await api.result("getMe")  # one round trip later it waits
    return poll


@pytest.mark.parametrize(
    ("offset", "limit", "now", "later"),
    [
        (None, 100, "01234", "01234"),
        (0, 2, "01", "01234"),
        (2, 100, "234", "234"),
        (2, 2, "23", "234"),
        (5, 100, "", ""),
        (15, 100, "", ""),
        (16, 100, "01234", "01234"),
        (-2, 100, "34", "34"),
        (-9, 100, "01234", "01234"),
        (0, 0, "0", "01234"),
        (0, 1000, "01234", "01234"),
        (-9_999_999_999, 100, "01234", "01234"),
    ],
)
async def test_an_offset_confirms_what_is_below_it(
    api: Api, five: Person, *, offset: int | None, limit: int, now: str, later: str
) -> None:
    start = await first_id(api)
    given = {} if offset is None else {"offset": offset if offset <= 0 else start + offset}
    assert "".join(await texts(api, limit=limit, **given)) == now
    assert "".join(await texts(api)) == later


async def test_updates_are_numbered_in_order(api: Api, five: Person) -> None:
    ids = [update["update_id"] for update in await api.result("getUpdates")]
    assert ids == list(range(ids[0], ids[0] + 5))


async def test_after_an_idle_week_the_numbers_start_anew(api: Api, five: Person) -> None:
    last = (await api.result("getUpdates"))[-1]["update_id"]
    await api.result("getUpdates", offset=last + 1)
    five.server.jump(8 * DAY)
    await five.says("back")
    (update,) = await api.result("getUpdates", offset=last + 1)
    assert update["update_id"] != last + 1


async def test_a_waiting_poll_answers_when_something_comes(api: Api, calm: BotServer) -> None:
    poll = await polling(api, calm)
    await Person(calm).says("hi")
    assert [update["message"]["text"] for update in (await poll)["result"]] == ["hi"]


async def test_a_poll_that_went_away_takes_nothing_with_it(api: Api, calm: BotServer) -> None:
    poll = await polling(api, calm)
    poll.cancel()
    await Person(calm).says("hi")
    assert await texts(api) == ["hi"]


async def test_the_older_of_two_polls_is_told_to_go(api: Api, calm: BotServer) -> None:
    old = await polling(api, calm)
    new = await polling(api, calm)
    answer = await old
    assert (answer["error_code"], answer["description"]) == CONFLICT
    await Person(calm).says("hi")
    assert len((await new)["result"]) == 1


async def test_a_poll_that_need_not_wait_disturbs_nobody(api: Api, calm: BotServer) -> None:
    old = await polling(api, calm)
    assert await texts(api) == []
    await Person(calm).says("hi")
    assert len((await old)["result"]) == 1


async def test_repeated_conflicts_are_held_back(api: Api, calm: BotServer) -> None:
    calm.updates.hold = 0.3
    loop = asyncio.get_running_loop()
    polls = [await polling(api, calm) for _ in range(3)]
    began = loop.time()
    answers = await asyncio.gather(*polls[:2])
    assert [answer["error_code"] for answer in answers] == [409, 409]
    assert loop.time() - began > 0.25
    polls[2].cancel()


async def test_the_same_offset_again_waits_and_gets_one(api: Api, server: BotServer) -> None:
    server.updates.hold = 0.3
    loop = asyncio.get_running_loop()
    assert await texts(api) == []
    began = loop.time()
    assert await texts(api) == []
    assert loop.time() - began > 0.25
    ann = Person(server)
    await ann.says("0")
    await ann.says("1")
    assert await texts(api) == ["0"]


async def test_messages_are_kept_for_a_day_and_taps_for_150_seconds(api: Api, calm: BotServer, ann: Person) -> None:
    await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": [[BUTTON]]})
    await ann.taps("Go")
    kinds = []
    for seconds in (140, 20, DAY - 200, 100):
        calm.jump(seconds)
        kinds.append(["message" in update for update in await api.result("getUpdates")])
    assert kinds == [[True, False], [True], [True], []]
    assert calm.updates.expired == 2


async def test_only_kinds_asked_for_are_queued_from_then_on(api: Api, calm: BotServer, ann: Person) -> None:
    await api.result("getUpdates", allowed_updates=["edited_message"])
    await ann.says("unheard")
    await ann.edits("unheard", "heard")
    await api.result("getUpdates")  # no word of kinds: as before
    await ann.says("unheard, too")
    updates = await api.result("getUpdates", allowed_updates=[])  # all kinds but three
    assert [list(update)[1] for update in updates] == ["message", "edited_message"]
    await ann.says("heard again")
    assert (await texts(api, offset=-1)) == ["heard again"]


@pytest.mark.parametrize("drop", [True, False])
async def test_deleting_the_webhook_can_drop_what_is_pending(api: Api, five: Person, drop: bool) -> None:
    assert (await api.result("getWebhookInfo"))["pending_update_count"] == 5
    await api.result("deleteWebhook", drop_pending_updates=drop)
    assert (await api.result("getWebhookInfo"))["pending_update_count"] == (0 if drop else 5)


async def test_a_batch_holds_four_mebibytes_at_most(api: Api, calm: BotServer) -> None:
    for number in range(5):
        calm.updates.push("message", {"text": "x" * (1 << 20), "message_id": number})
    assert len(await texts(api)) == 3


async def test_an_update_can_be_queued_as_written(api: Api, calm: BotServer) -> None:
    raw = {"update_id": 7, "message": {"text": "twice"}}
    calm.updates.push_raw(json.dumps(raw).encode())
    calm.updates.push_raw(json.dumps(raw).encode())
    assert await api.result("getUpdates") == [raw, raw]


async def test_stopping_the_server_ends_waiting_polls(api: Api, calm: BotServer) -> None:
    poll = await polling(api, calm)
    await calm.stop()
    with pytest.raises(Exception, match=r"(?i)disconnect|closed|reset"):
        await poll
