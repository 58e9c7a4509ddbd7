"""Files both ways."""

import hashlib

import pytest

from tests.demo.conftest import Api
from tests.demo.test_refusals import picture
from tests.people import Person

MB = 1 << 20


async def test_a_document_comes_back_as_it_was_sent(api: Api, ann: Person) -> None:
    data = bytes(range(256)) * 10
    sent = await api.result("sendDocument", chat_id=ann.id, document=data, caption="<b>a</b>", parse_mode="HTML")
    assert (ann.last.document, ann.last.document_name) == (data, "document.bin")
    assert (ann.last.text, ann.last.entities) == ("a", [{"type": "bold", "offset": 0, "length": 1}])
    again = await api.result("sendDocument", chat_id=ann.id, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]


async def test_a_photo_has_sizes_and_its_largest_can_be_sent_again(api: Api, ann: Person) -> None:
    sent = await api.result("sendPhoto", chat_id=ann.id, photo=picture(2000, 1000))
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    largest = sent["photo"][-1]["file_id"]
    again = await api.result("sendPhoto", chat_id=ann.id, photo=largest)
    assert again["photo"][-1]["file_id"] == largest
    assert ann.last.photo == picture(2000, 1000)
    refusal = await api.refusal("sendDocument", chat_id=ann.id, document=largest)
    assert refusal == (400, "Bad Request: can't use file of type Photo as Document")


async def test_a_file_a_person_sends_can_be_downloaded(api: Api, ann: Person) -> None:
    await ann.sends_document(b"date,weight\n", "sets.csv", caption="here")
    message = (await api.result("getUpdates", offset=-1))[0]["message"]
    assert (message["document"]["file_name"], message["caption"]) == ("sets.csv", "here")
    file = await api.result("getFile", file_id=message["document"]["file_id"])
    url = f"{api.server.url}/file/bot{api.server.token}/{file['file_path']}"
    async with api.session.get(url) as response:
        assert await response.read() == b"date,weight\n"


@pytest.mark.parametrize(("size", "description"), [(20 * MB, None), (20 * MB + 1, "Bad Request: file is too big")])
async def test_downloads_end_at_20_megabytes(api: Api, ann: Person, size: int, description: str | None) -> None:
    data = b"x" * size
    await ann.sends_document(data)
    file_id = (await api.result("getUpdates", offset=-1))[0]["message"]["document"]["file_id"]
    answer = await api("getFile", file_id=file_id)
    assert answer.get("description") == description
    if answer["ok"]:
        url = f"{api.server.url}/file/bot{api.server.token}/{answer['result']['file_path']}"
        async with api.session.get(url) as response:
            assert hashlib.sha1(await response.read()).digest() == hashlib.sha1(data).digest()  # noqa: S324  equality


async def test_uploads_end_at_50_megabytes(api: Api, ann: Person) -> None:
    answer = await api("sendDocument", chat_id=ann.id, document=b"x" * (50 * MB + 1))
    assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")


async def test_what_is_no_text_arrives_as_what_it_is(api: Api, ann: Person) -> None:
    await ann.sends_sticker()
    await ann.sends_voice()
    await ann.sends_location()
    await ann.sends_photo(picture(), caption="look")
    await ann.forwards("85x5")
    messages = [update["message"] for update in (await api.result("getUpdates"))[1:]]
    for kind, message in zip(("sticker", "voice", "location", "photo", "forward_origin"), messages, strict=True):
        assert kind in message
