"""What a message looks like: its text and its buttons."""

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


Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    text: Html
    keyboard: Keyboard = ()

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
        return {"text": str(self.text), "keyboard": rows}


def grid(buttons: Iterable[Button], columns: int) -> Keyboard:
    """The buttons in rows of at most `columns`."""
    every = tuple(buttons)
    return tuple(every[start : start + columns] for start in range(0, len(every), columns))


def close() -> Button:
    """Ends the open question, whatever it is."""
    return Button(label("question-close"), taps.CLOSE())
