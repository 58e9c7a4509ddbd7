"""The commonest slips of people who write programs by hand, and what to write instead. Each looks only at the few
characters around the place that could not be read.

A slip is told by facts beside the mistake's own: `hint` names its sentence, `text` is what stands there, `write` what
to write.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

Facts = dict[str, str | int]

BEFORE, BEHIND = 30, 30  # characters looked at
LONGEST_NAME = 40
_NUMBER = r"(\d{1,6}+(?:[.,]\d{1,3}+)?+)"
_UNITS = {"kilo": "kg", "pound": "lb", "kg": "kg", "lb": "lb", "#": "lb"}
_MINUTE, _HOUR, _RIR = 60, 3600, 10

Write = Callable[[re.Match[str]], str]


def _dotted(number: str) -> str:
    return number.replace(",", ".")


def _weight(found: re.Match[str]) -> str:
    word = found[2].lower()
    return _dotted(found[1]) + next(unit for begin, unit in _UNITS.items() if word.startswith(begin))


def _seconds(number: str, word: str) -> str:
    each = _MINUTE if word.startswith(("m", "'")) else _HOUR if word.startswith("h") else 1
    return f"{round(float(_dotted(number)) * each)}"


def _effort(found: re.Match[str]) -> str:
    return f"@{_dotted(found[1] or found[2])}"


def _in_reserve(found: re.Match[str]) -> str:
    return f"@{_RIR - float(_dotted(found[1] or found[2])):g}"


def _clock(found: re.Match[str]) -> str:
    return f"{int(found[1]) * _MINUTE + int(found[2])}s"


_TIME = r"(minutes?|mins?|m|'|seconds?|secs?|hours?|hrs?|h|s)"
_SLIPS: tuple[tuple[str, re.Pattern[str], Write], ...] = tuple(
    (hint, re.compile(pattern, re.IGNORECASE), write)
    for hint, pattern, write in (
        ("timed", rf"(?<![\w.])(\d{{1,4}}+)[ \t]*+[x×*х][ \t]*+{_NUMBER}[ \t]*+{_TIME}(?![\w|])",
         lambda found: f"{found[1]}x{_seconds(found[2], found[3].lower())}"),
        ("write", r"(?<![\w.])(\d{1,4}+)[ \t]*+sets?[ \t]*+(?:of|[x×*х])?+[ \t]*+(\d{1,5}+)(?:[ \t]*+reps?)?+(?!\w)",
         lambda found: f"{found[1]}x{found[2]}"),
        ("write", r"(?<![\w.])(\d{1,4}+)[ \t]*+[x×*х][ \t]*+(\d{1,5}+)[ \t]*+reps?(?!\w)",
         lambda found: f"{found[1]}x{found[2]}"),
        ("write", r"(?<![\w.])(\d{1,4}+)[ \t]*+x[ \t]*+(\d{1,5}+)[ \t]*+(?:–|—|−|to|\.\.)[ \t]*+(\d{1,5}+)",
         lambda found: f"{found[1]}x{found[2]}-{found[3]}"),
        ("write", r"(?<![\w.])(\d{1,4}+)[ \t]*+[X×*хХ][ \t]*+(\d{1,5}+)",
         lambda found: f"{found[1]}x{found[2]}"),
        ("write", rf"(?<![\w.]){_NUMBER}[ \t]*+(kg|kgs|kilos?|kilograms?|lb|lbs|pounds?|#)\.?+(?!\w)", _weight),
        ("write", rf"(?<![\w.]){_NUMBER}[ \t]*+(?:%|percent)", lambda found: f"{_dotted(found[1])}%"),
        ("write", r"(?<![\w.])(\d{1,3}+):([0-5]\d)(?:[ \t]*+(?:min|minutes?|m))?+(?!\w)", _clock),
        ("write", rf"(?<![\w.]){_NUMBER}[ \t]*+{_TIME}(?!\w)",
         lambda found: f"{_seconds(found[1], found[2].lower())}s"),
        ("write", rf"@?+[ \t]*+(?:{_NUMBER}[ \t]*+rir|rir[ \t]*+:?+[ \t]*+@?+{_NUMBER})(?!\w)", _in_reserve),
        ("write", rf"@?+[ \t]*+(?:{_NUMBER}[ \t]*+rpe|rpe[ \t]*+:?+[ \t]*+@?+[ \t]*+{_NUMBER})(?!\w)", _effort),
        ("write", rf"@[ \t]*+{_NUMBER}(?!\w)", lambda found: f"@{_dotted(found[1])}"),
        ("write", rf"(?<![\w.]){_NUMBER}[ \t]*+(?=[,/\s]|$)", lambda found: _dotted(found[1])),
    )
)  # fmt: skip
_BARE = re.compile(r"\d{1,6}+(?:\.\d{1,3}+)?+(?![\w.])")
_LABEL = re.compile(r"\(([^()\n]{0,40})\)?+")
_NOT_IN_LABELS = re.compile(r"[/{}\[\]#|!]")
_KEY = re.compile(r"[\s!]*+(progress|update|warmup|superset|id|used)\b[ \t]*+(?!:)", re.IGNORECASE)
_WARM = re.compile(r"[\s!]*+(warm[- ]ups?|warmups)\b", re.IGNORECASE)
_COLUMNS = {
    "progress": "progress: lp(…)",
    "update": "update: custom() …",
    "warmup": "warmup: …",
    "superset": "superset: …",
    "id": "id: tags(…)",
    "used": "used: none",
}


def in_section(text: str, at: int) -> Facts | None:
    """The slip in a section at a place that could not be read, or around it."""
    if found := _KEY.match(text):
        name = found[1].lower()
        stands = text[found.start(1) : found.start(1) + 20].partition("(")[0].strip()
        return {"hint": "write", "text": stands, "write": _COLUMNS[name]}
    if found := _WARM.match(text):
        return {"hint": "write", "text": found[1], "write": _COLUMNS["warmup"]}
    begin = max(0, at - BEFORE)
    around = text[begin : at + BEHIND]
    for hint, pattern, write in _SLIPS:
        for found in pattern.finditer(around):
            stands, better = found[0].strip(), write(found)
            if found.start() <= at - begin <= found.end() and stands != better:
                return {"hint": hint, "text": stands, "write": better}
    if text[at : at + 1] == "(" and (label := _LABEL.match(around, at - begin)):
        bad = _NOT_IN_LABELS.search(label[1])
        if bad or not label[0].endswith(")"):  # a slash ends the section, and the label with it
            return {"hint": "label", "text": bad[0] if bad else "/"}
    if (bare := _BARE.match(around, at - begin)) and not around[: at - begin].rstrip().endswith("x"):
        return {"hint": "bare", "text": bare[0]}
    return None


# -- scripts -------------------------------------------------------------------------------------------

_STEP = re.compile(r"([\w.]{1,40}(?:\[[\w.:*]{0,20}\])?)[ \t]*+(\+\+|--)")
_DECIMAL = re.compile(r"\d{1,6},\d{1,3}+(?:kg|lb|%)")
_ORDERS = {"=>": ">=", "=<": "<=", "<>": "!=", "===": "==", "!==": "!=", "and": "&&", "or": "||", "not": "!", "&": "&&",
           "|": "||", "elseif": "else if", "elif": "else if", "then": "{", ":=": "="}  # fmt: skip
_ORDER = re.compile(r"[=<>!]{2,3}|:=|[A-Za-z]+|[&|]")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MARK = re.compile(r"//[^\n]*+|[(){}\[\]]")


def in_script(text: str, at: int) -> tuple[int, Facts]:
    """The slip in a script that cannot be read on at a place, and where it is; or that something is missing."""
    return _miswritten(text, at) or _left_open(text, at)


def _miswritten(text: str, at: int) -> tuple[int, Facts] | None:
    begin = max(0, at - BEFORE)
    around = text[begin : at + BEHIND]
    for step in _STEP.finditer(around):
        if begin + step.start(2) <= at <= begin + step.end() + 2:
            write = f"{step[1]} {step[2][0]}= 1"
            return begin + step.start(), {"hint": "write", "text": step[0], "write": write}
    for number in _DECIMAL.finditer(around):
        if begin + number.start() <= at <= begin + number.end():
            return begin + number.start(), {"hint": "write", "text": number[0], "write": _dotted(number[0])}
    for order in _ORDER.finditer(around):
        if begin + order.start() <= at < begin + order.end() and order[0] in _ORDERS:
            return begin + order.start(), {"hint": "write", "text": order[0], "write": _ORDERS[order[0]]}
    return (at, {"hint": "no-words"}) if text[at : at + 1] in {'"', "'", "“", "”"} else None


def _left_open(text: str, at: int) -> tuple[int, Facts]:
    if word := _without_braces(text[:at]):
        return at, {"hint": "braces", "text": text[at : at + 12].strip().partition("\n")[0], "word": word}
    open_at = _unclosed(text)
    at_end = at >= len(text.rstrip())
    if open_at is not None and (at_end or text[open_at] in _PAIRS or (text[open_at] in "([" and open_at < at)):
        hint = "extra" if text[open_at] in _PAIRS else "unclosed"
        close = next((close for close, opens in _PAIRS.items() if opens == text[open_at]), "")
        return open_at, {"hint": hint, "text": text[open_at], "write": close}
    return at, {} if text[at:].strip() else {"hint": "script-ends"}


def _without_braces(before: str) -> str:
    """What stands right before a place and wants braces: "if", "for" or "else"; "" where nothing does."""
    before = before.rstrip()
    if re.search(r"\belse$", before[-5:]):
        return "else"
    if not before.endswith(")"):
        return ""
    depth, start = 0, max(0, len(before) - 400)
    for place in range(len(before) - 1, start - 1, -1):
        depth += {")": 1, "(": -1}.get(before[place], 0)
        if depth == 0:
            found = re.search(r"\b(if|for)\s{0,9}$", before[max(0, place - 12) : place])
            return found[1] if found else ""
    return ""


def _unclosed(text: str) -> int | None:
    """The last bracket that is never closed, or the first that closes nothing."""
    opened: list[int] = []
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark in "([{":
            opened.append(found.start())
        elif mark in _PAIRS:
            if not opened or text[opened[-1]] != _PAIRS[mark]:
                return opened[-1] if opened else found.start()
            opened.pop()
    return opened[-1] if opened else None


def near(name: str, known: Iterable[str]) -> str:
    """The known name that another one is meant to be: without case, or nearly; "" where none is near."""
    if len(name) > LONGEST_NAME:
        return ""
    by_key = {each.lower(): each for each in sorted(known)}
    found = difflib.get_close_matches(name.lower(), by_key, n=1, cutoff=0.78)
    return by_key[found[0]] if found else ""
