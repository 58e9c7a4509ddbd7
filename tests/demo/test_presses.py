"""Taps on buttons: what the bot hears, and until when it may answer."""

import pytest

from bot.demo.server import BotServer
from tests.demo.conftest import BUTTON, Api
from tests.people import Person

STALE = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


@pytest.fixture
async def query(api: Api, ann: Person) -> str:
    await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": [[BUTTON]]})
    await ann.taps("Go")
    return str((await api.result("getUpdates"))[-1]["callback_query"]["id"])


async def test_an_answer_shows_its_text_and_is_given_once(api: Api, ann: Person, query: str) -> None:
    assert ann.unanswered == ["go"]
    await api.result("answerCallbackQuery", callback_query_id=query, text="Done", show_alert=True)
    assert (ann.toasts, ann.unanswered) == (["Done"], [])
    assert await api.refusal("answerCallbackQuery", callback_query_id=query) == STALE


async def test_an_answer_too_late_is_refused(server: BotServer, api: Api, query: str) -> None:
    server.jump(server.world.answer_within + 1)
    assert await api.refusal("answerCallbackQuery", callback_query_id=query) == STALE


@pytest.mark.parametrize(
    ("params", "description"),
    [({"text": "x" * 201}, "MESSAGE_TOO_LONG"), ({"cache_time": 30 * 86_400 + 1}, "cache time is too big")],
    ids=["201 characters", "31 days"],
)
async def test_an_answer_out_of_bounds_is_refused_and_may_be_repeated(
    api: Api, query: str, params: dict[str, object], description: str
) -> None:
    refusal = await api.refusal("answerCallbackQuery", callback_query_id=query, **params)
    assert refusal == (400, f"Bad Request: {description}")
    await api.result("answerCallbackQuery", callback_query_id=query, text="x" * 200)


async def test_a_tap_on_a_deleted_message_tells_little_of_it(api: Api, ann: Person, query: str) -> None:
    seen = ann.last
    await api.result("deleteMessage", chat_id=ann.id, message_id=seen.message_id)
    await ann.forges("go", seen)
    message = (await api.result("getUpdates", offset=-1))[0]["callback_query"]["message"]
    assert message == {"chat": ann.chat.info, "message_id": seen.message_id, "date": 0}


async def test_anybody_can_forge_a_tap(server: BotServer, api: Api, ann: Person, query: str) -> None:
    eve = Person(server, id=1666, first_name="Eve")
    await eve.forges("delete:everything", ann.last)
    press = (await api.result("getUpdates", offset=-1))[0]["callback_query"]
    assert (press["from"]["id"], press["data"], press["message"]["chat"]["id"]) == (
        1666,
        "delete:everything",
        ann.id,
    )


async def test_two_taps_are_two_queries(api: Api, ann: Person, query: str) -> None:
    await ann.taps_twice("Go")
    first, second = [u["callback_query"] for u in (await api.result("getUpdates", offset=-2))]
    assert first.pop("id") != second.pop("id")
    assert first == second
