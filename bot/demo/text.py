"""Message texts: limits, cleaning, and the entities Telegram finds by itself."""

import re
from typing import Any

from . import html_text, params
from .errors import BotApiError, bad_request
from .html_text import Entity
from .params import Json

LONGEST_TEXT = 4096  # code points, after parsing
LONGEST_CAPTION = 1024
LONGEST_SOURCE = 1 << 15  # bytes, before parsing
MOST_ENTITIES = 100

_CLEANED: dict[int, str | None] = {code: " " for code in range(32) if code != ord("\n")}
_CLEANED |= {ord("\r"): None, 0x333: None, 0x33F: None, 0x30A: None} | dict.fromkeys(range(0x2028, 0x202F))
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>@.:])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++)"
    r"|(?P<url>\bhttps?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{2,31})"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_UNTOUCHED = {"code", "pre", "text_link", "text_mention", "custom_emoji"}


def utf16_length(text: str) -> int:
    """Length in the unit entities count in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_entities(text: str, given: list[Entity] | None = None) -> list[Entity]:
    """Commands, links, mentions, addresses and hashtags in a text, outside of what is given already."""
    if not any(sign in text for sign in "/@#"):
        return given or []
    entities = list(given or [])
    fixed = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _UNTOUCHED]
    start = at = 0
    for match in _FOUND.finditer(text):
        start, at = start + utf16_length(text[at : match.start()]), match.start()
        end = start + utf16_length(match.group())
        if all(end <= left or start >= right for left, right in fixed):
            entities.append({"type": match.lastgroup, "offset": start, "length": end - start})
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return entities


def formatted(given: Json, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The named parameter as plain text and entities, cleaned and trimmed as Telegram does."""
    source = params.string(given, name)
    if not source.isascii():
        try:
            size = len(source.encode())
        except UnicodeEncodeError:
            raise bad_request("text must be encoded in UTF-8") from None
    else:
        size = len(source)
    if size > LONGEST_SOURCE:
        raise bad_request("text is too long")
    match params.string(given, "parse_mode").lower():
        case "html":
            text, entities = html_text.parse(source)
        case "" | "none":
            text, entities = source, _given_entities(given, entities_name, source)
        case "markdown" | "markdownv2":
            raise BotApiError(501, "Not Implemented: this server reads HTML only")
        case _:
            raise bad_request("unsupported parse_mode")
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_CLEANED)
    text, entities = _trimmed(text, entities)
    return text, found_entities(text, entities[:MOST_ENTITIES])


def _given_entities(given: Json, name: str, text: str) -> list[Entity]:
    entities: Any = params.decoded(given, name, name)
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(isinstance(entity, dict) for entity in entities):
        raise bad_request("can't parse MessageEntity: expected an Object")
    length = utf16_length(text)
    kept = [
        dict(entity)
        for entity in entities
        if entity.get("offset", -1) >= 0 < entity.get("length", 0) and entity["offset"] + entity["length"] <= length
    ]
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return kept


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    short = text.rstrip()
    if len(short) != len(text):
        end = utf16_length(short)
        entities = [{**e, "length": min(e["length"], end - e["offset"])} for e in entities if e["offset"] < end]
    lead = len(short) - len(short.lstrip(" \n"))
    if lead:
        lead = min(lead, entities[0]["offset"]) if entities else lead
        short = short[lead:]
        entities = [{**e, "offset": e["offset"] - lead} for e in entities]
    return short, entities


def message_text(given: Json) -> tuple[str, list[Entity]]:
    """The text of a message to send or edit; check_words looks at it again."""
    if params.string(given, "text") == "":
        raise bad_request("message text is empty")
    return formatted(given, "text", "entities")


def caption(given: Json) -> tuple[str, list[Entity]]:
    """The caption of a picture or file, which may be empty."""
    if params.string(given, "caption") == "":
        return "", []
    return formatted(given, "caption", "caption_entities")


def check_words(content: Json, too_long: str) -> None:
    """What Telegram finds only after chat, message and keyboard are in order: emptiness and length."""
    if content.get("text") == "":
        raise bad_request("text must be non-empty")
    if len(content.get("text", "")) > LONGEST_TEXT:
        raise bad_request(too_long)
    if len(content.get("caption", "")) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
