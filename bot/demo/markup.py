"""Keyboards: what Telegram takes, cuts silently, and refuses."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from . import params
from .errors import bad_request
from .html_text import web_address
from .params import Json

WIDEST_ROW = 12
MOST_BUTTONS = 300
MOST_INLINE_BUTTONS = 100
LARGEST_MARKUP = 10_000
LONGEST_DATA = 64  # bytes

_QUERIES = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
_ACTIONS = ("url", "callback_data", "callback_game", "pay", *_QUERIES, "login_url", "web_app", "copy_text")
_INLINE_BUTTON = "can't parse inline keyboard button: "


@dataclass(frozen=True, slots=True)
class Markup:
    """A keyboard as accepted. `late` is what Telegram's servers refuse only after all local checks."""

    kind: Literal["inline", "keyboard", "remove", "force_reply"]
    body: Json
    late: str = ""

    def check(self, *, inline_only: bool = False) -> None:
        """Raise what the servers say to it, in the end."""
        if inline_only and self.kind != "inline":
            raise bad_request("inline keyboard expected")
        if self.late:
            raise bad_request(self.late)


def read(given: Json) -> Markup | None:
    """The reply_markup of a request; None where there is none or nothing is left of it."""
    raw = given.get("reply_markup")
    if raw is None or raw == "":
        return None
    value = params.decoded(given, "reply_markup", "reply keyboard markup")
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "keyboard" in value:
        rows, _ = _rows(value, "keyboard", "", _reply_button)
        return Markup("keyboard", {**value, "keyboard": rows}) if rows else None
    if "inline_keyboard" in value:
        rows, late = _rows(value, "inline_keyboard", " of the InlineKeyboardMarkup", _inline_button)
        if not late and (
            sum(map(len, rows)) > MOST_INLINE_BUTTONS
            or len(raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)) > LARGEST_MARKUP
        ):
            late = "reply markup is too long"
        return Markup("inline", {"inline_keyboard": rows}, late) if rows else None
    if value.get("remove_keyboard") is True:
        return Markup("remove", value)
    if value.get("force_reply") is True:
        return Markup("force_reply", value)
    return None


Reader = Callable[[Any], tuple[Json, str]]


def _rows(markup: Json, name: str, whose: str, button: Reader) -> tuple[list[list[Json]], str]:
    if not isinstance(markup[name], list):
        raise bad_request(f'field "{name}" must be of type Array')
    rows: list[list[Json]] = []
    late = ""
    left = MOST_BUTTONS
    for given_row in markup[name]:
        if not isinstance(given_row, list):
            raise bad_request(f'field "{name}"{whose} must be an Array of Arrays')
        row: list[Json] = []
        for given_button in given_row:
            kept, complaint = button(given_button)
            late = late or complaint
            if kept["text"] and len(row) < min(WIDEST_ROW, left):
                row.append(kept)
        left -= len(row)
        if row:
            rows.append(row)
    return rows, late


def _labelled(button: Json, where: str) -> Json:
    if "text" not in button:
        raise bad_request(f'{where}Can\'t find field "text"')
    label = button["text"]
    if isinstance(label, bool) or not isinstance(label, str | int | float):
        raise bad_request(f'{where}Field "text" must be of type String')
    return {**button, "text": str(label)}


def _reply_button(button: Any) -> tuple[Json, str]:
    where = "can't parse keyboard button: "
    if isinstance(button, str):
        return {"text": button}, ""
    if not isinstance(button, dict):
        raise bad_request(f"{where}KeyboardButton must be a String or an Object")
    return _labelled(button, where), ""


def _inline_button(button: Any) -> tuple[Json, str]:
    if not isinstance(button, dict):
        raise bad_request(f"{_INLINE_BUTTON}InlineKeyboardButton must be an Object")
    button = _labelled(button, _INLINE_BUTTON)
    action = next((name for name in _ACTIONS if button.get(name) not in (None, "")), "")
    if not action:  # an empty inline query is an action too
        action = next((name for name in _QUERIES if name in button), "")
    if not action:
        raise bad_request(f"{_INLINE_BUTTON}Text buttons are unallowed in the inline keyboard")
    value = button[action]
    late = ""
    if action in {"url", "callback_data"} and not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise bad_request(f'{_INLINE_BUTTON}Field "{action}" must be of type String')
        value = str(value)
    if action == "callback_data" and len(value.encode("utf-8", "surrogatepass")) > LONGEST_DATA:
        late = "BUTTON_DATA_INVALID"
    elif action == "url":
        address = web_address(value)
        if address is None:
            late = f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL"
        value = address or value
    return {"text": button["text"], action: value}, late
