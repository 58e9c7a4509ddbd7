"""Descriptions as a chat shows them."""

from __future__ import annotations

import pytest

from handlers.views import markdown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Chest up**, _elbows_ in.", "Chest up, elbows in."),
        ("***All*** of `it`, ~~no~~ __yes__", "All of it, no yes"),
        ("# Squat\n## Deep", "Squat\nDeep"),
        ("- one\n* two\n+ three\n  - four", "· one\n· two\n· three\n  · four"),
        ("> said", "said"),
        ("See [this](https://x.test/a_b_c) now", "See this now"),
        ("https://x.test/a_b_c_", "https://x.test/a_b_c_"),
        ("5*5 and snake_case * 2 - 1", "5*5 and snake_case * 2 - 1"),
        ("<b> & **<i>**", "<b> & <i>"),
        ("**", ""),
        ("[a](b", "[a](b"),
        ("", ""),
    ],
)
def test_the_words_stay_and_the_marks_go(text: str, shown: str) -> None:
    assert markdown.plain(text) == shown


def test_where_there_is_room_a_link_says_where_it_leads() -> None:
    assert markdown.plain("See [*this*](https://x.test/a_b_c)", links=True) == "See this (https://x.test/a_b_c)"
