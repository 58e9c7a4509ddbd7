"""Whatever is typed, whoever reads it says what it is or refuses it: nothing else is ever raised."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from handlers.views.texts import say
from tests.fuzz.readers import LONGEST, READERS, ladders, texts

EXAMPLES = 150


@pytest.mark.parametrize("name", READERS)
@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
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
