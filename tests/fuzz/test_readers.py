"""Whatever is typed, whoever reads it says what it is or refuses it: nothing else is ever raised."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings

import handlers
from handlers import reading
from handlers.views.texts import say
from tests.fuzz.readers import LONGEST, READERS, ladders, texts
from tests.torture import fuzz

EXAMPLES = 150
TRIED = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
HANDLERS = Path(handlers.__file__).parent
SORTS = ("", "3x5 100", "bench 3x5", "2.5", "1,000 kg", "1:30", "3 nov", "28.2.2026", "2 days ago", "mon wed", "yes")
READING = {"notation", "past_days", "quantities", "reading"}
ROOMS = (HANDLERS, HANDLERS / "notation")
NOT_TYPED = {
    ("ways", "_fits"): "what it takes has been read",
    ("words", "_words"): "a table, made at import",
    ("quantities", "_words"): "a table, made at import",
    ("own_programs", "_send"): "a program that was read, going out",
    ("corrections", "_ask_meaning"): "a text that was read, quoted",
    ("history_sets", "_ask_meaning"): "a text that was read, quoted",
}


@pytest.mark.parametrize("name", READERS)
@TRIED
@given(text=texts())
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    READERS[name](text)


@pytest.mark.parametrize("name", READERS)
def test_a_message_as_long_as_telegram_allows_is_read_or_refused(name: str) -> None:
    """Each way to be long, a few of them for each reader; how long that takes is for `make torture` to say."""
    every = list(ladders())
    for _, made in every[sum(map(ord, name)) % 7 :: 7]:
        text = made(LONGEST)
        assert len(text) == LONGEST
        READERS[name](text)


def test_what_is_not_text_for_html_is_escaped() -> None:
    assert say("not-understood", text="<b>&").count("&lt;b&gt;&amp;") == 1


def test_a_reader_that_is_careless_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A control: what takes a superscript for a digit fails as the readers would, here and in `make torture`."""

    def read_count(text: str, least: int, most: int) -> int | None:
        numbers = [int(each) for each in text if each.isdigit()]
        return next((each for each in numbers if least <= each <= most), None)

    @TRIED
    @given(text=texts())
    def any_text_is_read(text: str) -> None:
        READERS["count"](text)

    any_text_is_read()
    monkeypatch.setattr(reading, "read_count", read_count)
    with pytest.raises(ValueError, match="invalid literal"):
        any_text_is_read()
    monkeypatch.setattr(fuzz, "EXAMPLES", EXAMPLES)
    assert "ValueError" in fuzz._error(READERS["count"], 1)


def test_a_reader_that_goes_too_deep_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A control: what calls itself for each character reads short texts alone."""

    def read_time(text: str) -> int:
        return 1 + read_time(text[1:]) if text else 0

    monkeypatch.setitem(READERS, "time of day", read_time)
    with pytest.raises(RecursionError):
        test_a_message_as_long_as_telegram_allows_is_read_or_refused("time of day")


def test_no_reader_is_forgotten() -> None:
    """Whatever takes a text, of the modules that read, and of all the others by itself, is called by one of READERS."""
    called: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "call" and file.parent in ROOMS:
            called.add((file.stem, frame.f_code.co_name))

    for read in READERS.values():
        read("Berlin")  # what is loaded once is loaded now: to be watched makes it slow
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for read in READERS.values():
            for text in SORTS:
                read(text)
    finally:
        sys.setprofile(before)
    readers = set(_readers())
    assert ("reading", "read_time") in readers, "a control: they are found"
    assert readers - called - NOT_TYPED.keys() == set(), "let one of READERS in tests/fuzz/readers.py call it"


def _readers() -> Iterator[tuple[str, str]]:
    """Functions of a text alone, with their modules. What is told of a text (Html) reads nothing; what awaits is tried
    through the bot, by test_questions.
    """
    for file in (file for room in ROOMS for file in room.glob("*.py")):
        for each in ast.parse(file.read_text()).body:
            if isinstance(each, ast.FunctionDef) and not (each.returns and ast.unparse(each.returns) == "Html"):
                given_texts = [
                    arg.arg for arg in each.args.args if arg.annotation and ast.unparse(arg.annotation) == "str"
                ]
                if "text" in given_texts or (given_texts and READING.intersection({file.stem, file.parent.name})):
                    yield file.stem, each.name
