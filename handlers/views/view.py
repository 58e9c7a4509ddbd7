"""What a message looks like: its text and its buttons, and the picture above them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from handlers.views import taps
from handlers.views.texts import Html, label


class Button(NamedTuple):
    """A label as plain text, and the callback data it sends (taps.py) or the URL it opens."""

    label: str
    data: str = ""
    url: str = ""


MOST_CAPTION = 1024  # characters as they are read

Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    """drawing: what charts.py is to draw when the message is sent; the text stands below it then, and must fit there:
    MOST_CAPTION characters.
    """

    text: Html
    keyboard: Keyboard = ()
    drawing: dict[str, Any] | None = None

    def payload(self) -> dict[str, Any]:
        rows = [
            [
                {"text": button.label, "url": button.url}
                if button.url
                else {"text": button.label, "callback_data": button.data}
                for button in row
            ]
            for row in self.keyboard
            if row
        ]
        drawn = {"drawing": self.drawing} if self.drawing else {}
        return {"text": str(self.text), "keyboard": rows, **drawn}


def grid(buttons: Iterable[Button], columns: int) -> Keyboard:
    """The buttons in rows of at most `columns`."""
    every = tuple(buttons)
    return tuple(every[start : start + columns] for start in range(0, len(every), columns))


def close() -> Button:
    """Ends the open question, whatever it is."""
    return Button(label("question-close"), taps.CLOSE())
