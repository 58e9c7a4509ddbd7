"""Texts: the HTML parse mode, what Telegram cleans and cuts, and what the keyboards keep."""

from typing import Any

import pytest

from tests.demo.conftest import Api
from tests.people import Person

UNSUPPORTED = 'Unsupported start tag "{}" at byte offset {}'
HTML: dict[str, str | tuple[str, list[tuple[str, int, int]]]] = {
    "<b>a</b>": ("a", [("bold", 0, 1)]),
    "<strong>a</strong><em>b</em>": ("ab", [("bold", 0, 1), ("italic", 1, 1)]),
    "<u>a</u><ins>b</ins>": ("ab", [("underline", 0, 1), ("underline", 1, 1)]),
    "<s>a</s><strike>b</strike><del>c</del>": ("abc", [("strikethrough", i, 1) for i in range(3)]),
    "<b>a<i>b</i></b>": ("ab", [("bold", 0, 2), ("italic", 1, 1)]),
    "<B>a</b >": ("a", [("bold", 0, 1)]),
    "<b>a</>": ("a", [("bold", 0, 1)]),
    "😀<b>é</b>": ("😀é", [("bold", 2, 1)]),
    "<b></b>a": ("a", []),
    "&lt;b&gt; &amp;amp; &quot;&#65;&#x42;": ('<b> &amp; "AB', []),
    "AT&T &nbsp; &apos;": ("AT&T &nbsp; &apos;", []),
    "<code>&lt;3</code>": ("<3", [("code", 0, 2)]),
    "<pre>a\nb</pre>": ("a\nb", [("pre", 0, 3)]),
    "<tg-spoiler>a</tg-spoiler>": ("a", [("spoiler", 0, 1)]),
    '<span class="tg-spoiler">a</span>': ("a", [("spoiler", 0, 1)]),
    "<blockquote>a</blockquote>": ("a", [("blockquote", 0, 1)]),
    "<blockquote expandable>a</blockquote>": ("a", [("expandable_blockquote", 0, 1)]),
    "<a href='https://a.org/?q=1&amp;r'>a</a>": ("a", [("text_link", 0, 1)]),
    "<a href='http://localhost'>a</a>": ("a", []),
    "<a>https://a.org</a>": ("https://a.org", [("text_link", 0, 13)]),
    "  <b> a </b> \n": (" a", [("bold", 0, 2)]),
    "/start@spotter_demo_bot x": ("/start@spotter_demo_bot x", [("bot_command", 0, 23)]),
    "<code>/start</code>": ("/start", [("code", 0, 6)]),
    "3/4 a/b </x": "Unexpected end tag at byte offset 8",
    "a < b": UNSUPPORTED.format("", 2),
    "<x>a</x>": UNSUPPORTED.format("x", 0),
    "é<br>": UNSUPPORTED.format("br", 2),
    "<3 kg>": UNSUPPORTED.format("3", 0),
    "<b": "Unclosed start tag at byte offset 0",
    "a<b>b": 'Can\'t find end tag corresponding to start tag "b"',
    "<b><i>a</b></i>": 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    "a</b>": "Unexpected end tag at byte offset 1",
    "<b>a</b": "Unclosed end tag at byte offset 4",
    "<span>a</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "<a href=é>a</a>": "Unexpected end of name token at byte offset 8",
    "<a href='x>a</a>": "Unclosed start tag at byte offset 0",
    "<a ='x'>a</a>": 'Empty attribute name in the tag "a" at byte offset 0',
}


@pytest.mark.parametrize("source", HTML)
async def test_html_becomes_text_and_entities_or_a_complaint(api: Api, ann: Person, source: str) -> None:
    expected = HTML[source]
    if isinstance(expected, str):
        refusal = await api.refusal("sendMessage", chat_id=ann.id, text=source, parse_mode="HTML")
        assert refusal == (400, f"Bad Request: can't parse entities: {expected}")
    else:
        sent = await api.result("sendMessage", chat_id=ann.id, text=source, parse_mode="html")
        found = [(e["type"], e["offset"], e["length"]) for e in sent.get("entities", ())]
        assert (sent["text"], found) == expected


async def test_code_inside_pre_is_one_block_with_a_language(api: Api, ann: Person) -> None:
    text = '<pre><code class="language-csv">a,b</code></pre>'
    sent = await api.result("sendMessage", chat_id=ann.id, text=text, parse_mode="HTML")
    assert sent["entities"] == [{"type": "pre", "offset": 0, "length": 3, "language": "csv"}]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("a\r\nb\tc\0d", "a\nb c d"),
        ("  \n a  \n", "a"),
        ("\u202ereversed", "reversed"),
        ("<b> & so", "<b> & so"),
        ("x" * 4096, "x" * 4096),
        ("😀" * 4096, "😀" * 4096),
    ],
    ids=[
        "control characters",
        "spaces around",
        "right-to-left override",
        "no parse mode",
        "4096",
        "4096 emoji",
    ],
)
async def test_a_text_is_kept_as_telegram_cleans_it(api: Api, ann: Person, source: str, kept: str) -> None:
    assert (await api.result("sendMessage", chat_id=ann.id, text=source))["text"] == kept


async def test_the_length_counts_after_parsing(api: Api, ann: Person) -> None:
    text = "<b>" + "&lt;" * 4096 + "</b>"
    assert len((await api.result("sendMessage", chat_id=ann.id, text=text, parse_mode="HTML"))["text"]) == 4096


async def test_a_hundred_entities_are_kept(api: Api, ann: Person) -> None:
    sent = await api.result("sendMessage", chat_id=ann.id, text="<b>a</b> " * 120, parse_mode="HTML")
    assert len(sent["entities"]) == 100


def rows(*lengths: int) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * length for length in lengths]}


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (rows(13), [["x"] * 12]),
        (rows(0, 1), [["x"]]),
        (
            {"inline_keyboard": [[{"text": "", "callback_data": "x"}, {"text": "a", "callback_data": "a"}]]},
            [["a"]],
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "я" * 32}]]}, [["a"]]),
        ({"inline_keyboard": []}, []),
    ],
    ids=["13 in a row", "an empty row", "an empty label", "64 bytes", "no rows"],
)
async def test_a_keyboard_is_cut_silently_where_telegram_cuts_it(
    api: Api, ann: Person, markup: dict[str, Any], kept: list[list[str]]
) -> None:
    await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert ann.last.buttons == kept


async def test_of_two_actions_in_a_button_the_first_counts(api: Api, ann: Person) -> None:
    button = {"text": "a", "callback_data": "a", "url": "https://a.org"}
    sent = await api.result("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "a", "url": "https://a.org/"}]]
