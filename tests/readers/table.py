"""Everything that reads what a person sends, with texts it understands, to make the worst ones of.

What people type is read by tests/fuzz/readers.py's READERS (there, a test looks for any that is missing); here are the
others, down to the update itself. A reader that is left out of both fails test_no_reader_is_without_a_measure.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from bot.demo import params
from bot.demo import text as demo_text
from bot.demo.errors import BotApiError
from bot.dispatch import _read
from bot.intake import arrival
from handlers import basics, own_programs, program_text
from handlers.conversation import OnCommand, OnText
from handlers.views import markdown, taps, texts
from handlers.views.liftoscript import problem_words
from models import movements, places, program_pieces
from models.catalogue import names
from models.catalogue.finding import NameIndex, key_of
from models.liftoscript.names import READABLE
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import read_value, read_weight
from models.liftoscript.slips import near
from tests.fuzz.readers import READERS as TYPED
from tests.readers.cost import Reader
from tests.readers.programs import PROGRAMS, parse

SHORT = (
    "85x5",
    "bench 3x5 100kg @8",
    "100: 5,5,4",
    "1:30",
    "3 nov 2026",
    "28.2.",
    "Mon, Wed and Fri",
    "82,5 kg",
    "5'11\"",
)
NAMES = ("Bench Press, Dumbbell", "São Paulo, Brazil", "Europe/Berlin", "/start abc")


class Entry(NamedTuple):
    read: Reader
    known: tuple[str, ...] = SHORT


def _update(text: str) -> None:
    """A message as it comes from Telegram, stored, and read again."""
    message = {"message_id": 1, "from": {"id": 7}, "chat": {"id": 7}, "text": text, "caption": text}
    _read(arrival({"update_id": 1, "message": message}).text)
    _read(arrival({"update_id": 2, "callback_query": {"id": text, "from": {"id": 7}, "data": text}}).text)


def _command(text: str) -> None:
    message = SimpleNamespace(text=text, get_bot=lambda: SimpleNamespace(username="spotter_bot"))
    update = cast(Any, SimpleNamespace(message=message))
    for on in (OnCommand("start", cast(Any, None)), OnText(cast(Any, None)), program_text.OnPasted(cast(Any, None))):
        on.values(cast(Any, SimpleNamespace(message=SimpleNamespace(**vars(message), entities=()))))
    assert update.message.text == text
    program_text.COMMAND.match(text)
    program_text.A_WEEK.fullmatch(text)


def _tap(data: str) -> None:
    for tap in taps.known().values():
        tap.read(data)
    for kind in (taps.WEIGH, taps.OWN_IS_NEW, taps.ZONE):
        kind.read(f"{kind.code}.{data}")


def _piece(text: str) -> None:
    cleaned = program_pieces.cleaned(text)
    program_pieces.is_like_one(cleaned)
    program_pieces.length(cleaned)
    program_text._headed(cleaned)
    program_text._called(text)


def _shown(text: str) -> None:
    """Told back to the person."""
    basics.quote(text)
    texts.apart(texts.shortened(text, 200))
    texts.length(texts.escaped(text))
    texts.length(texts.lines(texts.say("own-name", name=texts.apart(text))))
    problem_words(Misread("twice-in-day", name=text))
    own_programs._file_name(text)


def _name(text: str) -> None:
    INDEX.find(text)
    key_of(text)
    movements.equipment_of(text)
    names.fold(text[:128])


def _request(body: str) -> None:
    """What a browser sends to the demo."""
    with contextlib.suppress(BotApiError):
        params._read_json(body.encode("utf-8", "replace"))
    for given in ({"n": body}, {"n": f"[{body}]"}):
        params.integer(given, "n")
        params.string(given, "n")
        with contextlib.suppress(BotApiError):
            params.decoded(given, "n", "any")


def _language(code: str) -> None:
    """As Telegram says it; a person never types one."""
    places.offsets_now(NOON, code)
    places.zones_at(60, NOON, code)


def _quantity(text: str) -> None:
    read_value(text)
    read_weight(text)
    near(text, READABLE)


NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
INDEX = NameIndex([(1, ["Bench Press", "Flat Bench"]), (2, ["Squat"])])
# handlers.notation.parse_sets and parse_log are "sets: …" and "an exercise and its sets" in TYPED: 200 characters at
# most, so what is longer is refused at once.
READERS: Mapping[str, Entry] = {
    **{name: Entry(read) for name, read in TYPED.items()},
    "city or zone": Entry(places.find_place, NAMES),
    "exercise search": Entry(TYPED["exercise search"], NAMES),
    "names": Entry(_name, NAMES),
    "description": Entry(markdown.plain, ("# Head\n- **bold** _it_ [a](b) https://x.y/z\n> `code` ~~x~~",)),
    "description with links": Entry(lambda text: markdown.plain(text, links=True), ("![a b](https://x.y) *c* __d__",)),
    "program text": Entry(parse, PROGRAMS[:3]),
    "pieces of a program": Entry(_piece, ("# My Program\n## A\nSquat / 3x5\n", "week 2 day 1", "my_program.txt")),
    "command": Entry(_command, ("/start abc", "/Help@spotter_bot x", "/log bench 3x5")),
    "callback data, of any length": Entry(_tap, ("kg.AAAAAAAAAAAAAAAAAAAAAA.1.100000", "own1.12.WEIGHT")),
    "told back": Entry(_shown, ("Ann & <b>Bob</b>", "\u05d0\u05d1 ok", "a/b:c*.txt")),
    "update": Entry(_update, ("85x5", 'a"b\\c')),
    "language": Entry(_language, ("pt-br", "de")),
    "entities found in the demo": Entry(demo_text.found_entities, ("/log a@b.co https://x.y/z. @ann #tag1",)),
    "request of the demo's page": Entry(_request, ('{"a": [1, {"b": "c"}], "d": 1.5e3}', "-12")),
    "a program's value": Entry(_quantity, ("-62.5 kg", "80 %", "5")),
}
