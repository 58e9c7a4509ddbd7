"""The HTML parse mode: tagged text in, plain text and entities out, or the real server's complaint.

Read as bytes, because the complaints count bytes. Tags, attributes and messages after
td/telegram/MessageEntity.cpp, parse_html.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from .errors import bad_request

Entity = dict[str, Any]

TYPES = {
    "a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_CHARACTER = re.compile(rb"&(?:(lt|gt|amp|quot)(?![A-Za-z])|#(\d+)|#[xX]([0-9a-fA-F]+));?")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_TEXT = re.compile(rb"[^<&]+")
_TAG_NAME = re.compile(rb"[^\s>]*")
_SPACE = re.compile(rb"\s*")
_ATTRIBUTE = re.compile(rb"[^\s=>/\"']*")
_NAME_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
_SURROGATES = range(0xD800, 0xE000)
_LAST_CODE_POINT = 0x10FFFF


def _refuse(message: str) -> Exception:
    return bad_request(f"can't parse entities: {message}")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    start: int
    part: int


@dataclass(slots=True)
class _Reader:
    source: bytes
    at: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0  # in UTF-16 units, as entities count
    entities: list[Entity] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2

    def next(self) -> bytes:
        return self.source[self.at : self.at + 1]

    def skip(self, pattern: re.Pattern[bytes]) -> bytes:
        match = pattern.match(self.source, self.at)
        if match is None:
            return b""
        self.at = match.end()
        return match.group()

    def character(self) -> str | None:
        """The character a reference such as &lt; or &#128512; stands for; None where it is only an &."""
        match = _CHARACTER.match(self.source, self.at)
        if match is None:
            return None
        name, decimal, hexadecimal = match.groups()
        if name:
            found = _NAMED[name]
        else:
            code = int(decimal) if decimal else int(hexadecimal, 16)
            if code == 0 or code >= _LAST_CODE_POINT:
                return None
            if code in _SURROGATES:
                raise _refuse("Text contains invalid Unicode characters after decoding HTML entities, "
                              "check for unmatched surrogate code units")  # fmt: skip
            found = chr(code)
        self.at = match.end()
        return found

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.skip(_TAG_NAME).decode().lower()
        if not self.next():
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        if tag not in TYPES:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while True:
            self.skip(_SPACE)
            if self.next() == b">":
                break
            argument = self.attribute(tag, begin) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, self.length, len(self.parts)))

    def attribute(self, tag: str, begin: int) -> str:
        """Read one attribute; what the tag needs of it, or nothing."""
        name = self.skip(_ATTRIBUTE).decode()
        if not name:
            raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self.skip(_SPACE)
        if self.next() == b"=":
            self.at += 1
            self.skip(_SPACE)
            value = self.attribute_value(tag, begin)
            if not self.next():
                raise _refuse(f"Unclosed start tag at byte offset {begin}")
        else:
            value = ""
            if not self.next():
                raise _refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
        return _argument(tag, name, value)

    def attribute_value(self, tag: str, begin: int) -> str:
        quote = self.next()
        if not quote:
            raise _refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if quote not in {b"'", b'"'}:
            token = self.at
            value = self.skip(_NAME_TOKEN).decode().lower()
            if self.next() and not self.next().isspace() and self.next() != b">":
                raise _refuse(f"Unexpected end of name token at byte offset {token}")
            return value
        self.at += 1
        inside = re.compile(b"[^&" + quote + b"]+")
        parts: list[str] = []
        while self.next() not in {quote, b""}:
            if self.next() == b"&":
                character = self.character()
                if character is None:
                    character = "&"
                    self.at += 1
                parts.append(character)
            else:
                parts.append(self.skip(inside).decode())
        self.at += len(self.next())
        return "".join(parts)

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        name = self.skip(_TAG_NAME).decode().lower()
        self.skip(_SPACE)
        if self.next() != b">":
            raise _refuse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise _refuse(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{name}>"')
        if self.length > opened.start:
            entity = _entity(opened, self.length - opened.start, "".join(self.parts[opened.part :]))
            if entity is not None:
                self.entities.append(entity)


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "1"
    return ""


def _entity(opened: _Open, length: int, inside: str) -> Entity | None:
    entity: Entity = {"type": TYPES[opened.tag], "offset": opened.start, "length": length}
    match opened.tag:
        case "a":
            url = web_address(opened.argument or inside)
            if url is None:
                return None
            entity["url"] = url
        case "tg-emoji":
            if not opened.argument.isdigit():
                raise _refuse("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        case "tg-time":
            if not opened.argument.isdigit():
                return None
            entity["unix_time"] = int(opened.argument)
        case "code" if opened.argument:
            entity["language"] = opened.argument
        case "blockquote" if opened.argument:
            entity["type"] = "expandable_blockquote"
    return entity


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(r"(?:https?://)?(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::\d+)?(.*)", re.IGNORECASE | re.DOTALL)


def web_address(url: str) -> str | None:
    """The address as Telegram keeps it, or None: http, https, tg and ton, and a host needs a dot."""
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in {"tg", "ton", "tonsite"}:
        return url
    if "://" in url and (scheme is None or scheme[1].lower() not in {"http", "https"}):
        return None
    match = _AUTHORITY.fullmatch(url)
    host = match[1] if match else ""
    if "." not in host.strip(".") or any(c.isspace() or c in "<>\"'" for c in host):
        return None
    full = url if "://" in url else f"http://{url}"
    return full if match and match[2] else f"{full}/"


def _merge_pre_and_code(entities: list[Entity]) -> list[Entity]:
    """<pre><code class="language-x"> is one block with a language; a lone code has none."""
    merged: list[Entity] = []
    for entity in entities:
        language = entity.pop("language", "") if entity["type"] == "code" else ""
        twin = next(
            (e for e in entities if e["type"] == "pre" and language
             and (e["offset"], e["length"]) == (entity["offset"], entity["length"])),
            None,
        )  # fmt: skip
        if twin is None:
            merged.append(entity)
        else:
            twin["language"] = language
    return merged


def parse(text: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities (offsets and lengths in UTF-16 units).

    Raises BotApiError with the real server's "can't parse entities: …".
    """
    if "<" not in text and "&" not in text:
        return text, []
    reader = _Reader(text.encode())
    while reader.at < len(reader.source):
        plain = reader.skip(_TEXT)
        if plain:
            reader.put(plain.decode())
        elif reader.next() == b"&":
            character = reader.character()
            if character is None:
                reader.at += 1
            reader.put(character or "&")
        elif reader.source[reader.at + 1 : reader.at + 2] == b"/":
            reader.end_tag()
        else:
            reader.start_tag()
    if reader.open:
        raise _refuse(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    entities = _merge_pre_and_code(reader.entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reader.parts), entities
