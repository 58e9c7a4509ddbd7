"""Whatever a person sends, no reader takes longer than the text is long: 16, 32 and 64 KB of the worst."""

from __future__ import annotations

import ast
import html
import inspect
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, ModuleType

import pytest
from telegram import Chat, Message, MessageEntity

from bot.demo import params
from bot.demo import text as demo_text
from bot.demo.errors import BotApiError
from bot.dispatch import _read
from bot.intake import arrival
from handlers.program_text import _as_typed
from handlers.views import markdown, taps, texts
from models import places, program_pieces
from models.catalogue import finding, names
from models.liftoscript import lines, parts, quantities, reading, script_grammar, sections, slips
from tests.readers.cost import slow, undisturbed
from tests.readers.table import READERS
from tests.readers.worst import KB, every_place

MOST_SHAPES = 300
MODULES = (markdown, texts, taps, places, program_pieces, finding, names, lines, parts, quantities, reading,
           script_grammar, sections, slips, demo_text)  # fmt: skip
NOT_OF_PEOPLE = {
    "say": "its facts are escaped, its key is ours",
    "label": "likewise",
    "formatted": "a bot's message",
    "caption": "likewise",
    "check_words": "likewise",
    "bundle": "a language of ours",
    "guess_zone": "zones_at with another offset",
    "assigned": "of its operator",
}


@pytest.mark.parametrize("name", READERS)
def test_no_reader_takes_longer_than_its_text(name: str) -> None:
    """Runs of anything at any place of what the reader knows: twice the text takes at most 2.5 times as long."""
    entry = READERS[name]
    shapes = [shape for known in entry.known for shape in every_place(known)]
    step = len(shapes) // MOST_SHAPES + 1
    entry.read(entry.known[0])
    with undisturbed():
        wrong = {str(each): said for each in shapes[::step] if (said := slow(entry.read, each.text))}
    assert wrong == {}


def test_no_reader_is_without_a_measure() -> None:
    """Each public function that takes a text, in the modules that read texts, is called by one of READERS."""
    called: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add((frame.f_code.co_filename, frame.f_code.co_name))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for entry in READERS.values():
            for known in (*entry.known, "x", "Squat / 60 kg", "Squat / 1x1 / progress: custom() {~ reps++ ~}"):
                entry.read(known)
    finally:
        sys.setprofile(before)
    every = {(file, name) for module in MODULES for file, name in _readers(module)}
    assert (str(Path(inspect.getfile(places))), "find_place") in every, "a control: they are found"
    assert {each for each in every - called if each[1] not in NOT_OF_PEOPLE} == set(), "give it an entry in table.py"


def _readers(module: ModuleType) -> Iterator[tuple[str, str]]:
    file = Path(inspect.getfile(module))
    for each in ast.parse(file.read_text()).body:
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
            given = [arg.annotation for arg in each.args.args]
            if any(annotation is not None and ast.unparse(annotation) == "str" for annotation in given):
                yield str(file), each.name


def test_an_update_without_end_is_stored_and_set_aside_alone() -> None:
    """Nested deeper than can be written again, or with an id beyond any: a row all the same."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    stored = arrival({"update_id": 5, "message": {"from": {"id": 7}, "text": deep}})
    assert (stored.update_id, json.loads(stored.text)) == (5, {"update_id": 5})
    assert arrival({"update_id": 6, "message": {"from": {"id": 10**400}}}).telegram_id == 0
    assert _read(arrival({"update_id": 7, "message": {"from": {"id": 7}, "text": "\ud83d\0"}}).text)


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000, "1" * 100_000])
def test_a_request_without_end_is_refused(body: str) -> None:
    """Brackets or digits of a browser without end: an answer that says so."""
    with pytest.raises(BotApiError):
        params._read_json(body.encode())
    assert params.integer({"n": body}, "n") == 0


def test_addresses_in_a_text_are_found_where_they_were() -> None:
    """The pattern that never looks back finds the same ones."""
    text = "mail a.b+c@d-e.co, then .x@y.z; 💪 https://t.me/x). /log@bot #a1 @ann"
    found = {each["type"]: text.encode("utf-16-le")[2 * each["offset"] :][: 2 * each["length"]].decode("utf-16-le")
             for each in demo_text.found_entities(text)}  # fmt: skip
    assert found == {"email": ".x@y.z", "url": "https://t.me/x", "bot_command": "/log@bot", "hashtag": "#a1",
                     "mention": "@ann"}  # fmt: skip
    assert demo_text.found_entities("a" * 64 * KB) == []


@pytest.mark.parametrize("letter", ["a", "&", "<", "💪"])
def test_a_text_of_any_length_is_told_back_as_it_is(letter: str) -> None:
    """A note of 1,000 signs that are escaped, the description of a program: said, whatever Fluent holds of it."""
    for length in (1_000, 3_500, 64 * KB):
        said = texts.say("card-description", exercise="Squat", text=letter * length)
        assert html.unescape(said).endswith(letter * length)
        assert said.startswith("<b>Squat</b>")


def test_an_or_in_a_script_is_read_though_apps_make_it_a_spoiler() -> None:
    """What stands between || and || comes as a spoiler, without them: put back where they were, also behind emoji, and
    in a thousand of them as fast as in one.
    """

    def read(text: str, *spoilers: tuple[int, int]) -> str:
        marks = [MessageEntity(MessageEntity.SPOILER, offset, length) for offset, length in spoilers]
        return _as_typed(Message(1, datetime(2026, 12, 3, tzinfo=UTC), Chat(7, "private"), text=text, entities=marks))

    assert read("if (a  b  c) {}", (6, 3)) == "if (a || b || c) {}"
    assert read("💪ab", (2, 1)) == "💪||a||b"
    assert read("abc", (0, 1), (2, 1)) == "||a||b||c||"
    assert read("ab" * 1_000, *((2 * each, 1) for each in range(1_000))) == "||a||b" * 1_000
