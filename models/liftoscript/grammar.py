"""The grammar of an exercise's sections, and the reader made of it."""

from __future__ import annotations

from lark import Lark, Token, Transformer, v_args

from models.liftoscript.parts import (
    MOST_ARGUMENTS,
    MOST_REPS,
    MOST_SECONDS,
    MOST_SETS,
    Argument,
    Function,
    Scheme,
    Sets,
    SetSpec,
    WarmUp,
    WarmUps,
)
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import LARGEST, Weight, read_value

# A plus after a number asks for what was done, but "+5lb" is a weight of its own. Repetitions are possessive: what a
# person wrote is never scanned twice, however long it is.
GRAMMAR = r"""
sets: [CURRENT] part ("," part)*
part: (SCHEME | SET_TIMER | REST | WEIGHT | PERCENT | ASK | RPE | AUTO | LABEL)+

warmups: warmup ("," warmup)*
warmup: (WARMUP | WEIGHT | PERCENT)+

function: NAME ["(" [argument] ("," argument)* ")"] [SCRIPT | LIKE]
argument: VALUE | KEY VALUE

CURRENT: "!"
SCHEME.4: /\d++[ \t]*+(\+[ \t]*+)?+x[ \t]*+\d++([ \t]*+-[ \t]*+\d++(?![\d.]*+(kg|lb|%)))?+([ \t]*+\+(?!\d))?+/
SET_TIMER.3: /\d++s\+?+\|(\?|\d++s)/
WEIGHT.3: /[+-]?+(\d++(\.\d++)?+|\.\d++)(kg|lb)([ \t]*+\+(?!\d))?+/
PERCENT.3: /[+-]?+(\d++(\.\d++)?+|\.\d++)%([ \t]*+\+(?!\d))?+/
REST.2: /\d++[ \t]*+s/
ASK: "?+"
RPE: /@[ \t]*+((\d++(\.\d++)?+|\.\d++)([ \t]*+\+(?!\d))?+|\+)/
AUTO: "auto"
LABEL: /\([ \t]*+[^\s\/{}()\[\]#|!]++([ \t]++[^\s\/{}()\[\]#|!]++)*+[ \t]*+\)/
WARMUP.1: /\d++([ \t]*+x[ \t]*+\d++)?+/
NAME: /[A-Za-z_]\w*+/
KEY.2: /[A-Za-z_]\w*+[ \t]*+(\+[ \t]*+)?+:/
VALUE: /[+-]?+[ \t]*+(\d++(\.\d++)?+|\.\d++)(kg|lb|%)?+/
SCRIPT: /\{~[^~]*+(~(?!\})[^~]*+)*+~\}/
LIKE: /\{[ \t]*+\.\.\.[^\/{}()\[\]#\\\n]++\}/
%ignore /[ \t\n\v\f\\]++/
"""


class _Reader(Transformer[Token, object]):
    @v_args(inline=True)
    def sets(self, current: Token | None, *parts: SetSpec) -> Sets:
        if sum(part.scheme.sets for part in parts if part.scheme) > MOST_SETS:
            raise Misread("too-many-sets", 0, most=MOST_SETS)
        return Sets(parts, current is not None)

    def part(self, tokens: list[Token]) -> SetSpec:
        said: dict[str, object] = {}
        _once(tokens)
        for token in tokens:
            _SAYS[token.type](token, said)
        return SetSpec(**said)  # type: ignore[arg-type]  # each entry is written by its function below

    def warmups(self, sets: list[WarmUp]) -> WarmUps:
        return WarmUps(tuple(sets))

    def warmup(self, tokens: list[Token]) -> WarmUp:
        said: dict[str, object] = {}
        sets, reps = 1, 1
        _once(tokens)
        for token in tokens:
            if token.type == "WARMUP":
                before, _, after = token.partition("x")
                sets, reps = (_whole(token, before, MOST_SETS), _whole(token, after)) if after else (1, _whole(token))
            else:
                _SAYS[token.type](token, said)
        percent = said.get("percent") or None
        weight = None if percent else said.get("weight")
        return WarmUp(sets, reps, weight, percent)  # type: ignore[arg-type]  # as above

    @v_args(inline=True)
    def argument(self, *tokens: Token) -> Argument:
        value = read_value(tokens[-1].replace(" ", "").replace("\t", ""))
        if value is None:
            raise Misread("too-large", _at(tokens[-1]), text=str(tokens[-1]))
        if len(tokens) == 1:
            return Argument(value)
        key = tokens[0].removesuffix(":").rstrip()
        return Argument(value, key.removesuffix("+").rstrip(), asked=key.endswith("+"))

    @v_args(inline=True)
    def function(self, name: Token, *rest: Argument | Token | None) -> Function:
        script = like = None
        script_at = 0
        for token in rest:
            if isinstance(token, Token) and token.type == "SCRIPT":
                script, script_at = token[2:-2], _at(token) + 2
            elif isinstance(token, Token):
                like = " ".join(token[1:-1].strip().removeprefix("...").split())
        arguments = tuple(each for each in rest if isinstance(each, Argument))
        if len(arguments) > MOST_ARGUMENTS:
            raise Misread("too-many-arguments", _at(name), name=str(name), most=MOST_ARGUMENTS)
        return Function(str(name), arguments, script, script_at, like)


def _once(tokens: list[Token]) -> None:
    """A set has one weight, one rest: of two different ones nobody knows which is meant."""
    first: dict[str, Token] = {}
    for token in tokens:
        before = first.setdefault(_SAID_BY.get(token.type, token.type), token)
        if before != token:
            raise Misread("said-twice", _at(token), first=str(before), text=str(token))


_SAID_BY = {"PERCENT": "WEIGHT"}


def _at(token: Token) -> int:
    return token.start_pos or 0


def _whole(token: Token, text: str | None = None, most: int = MOST_REPS) -> int:
    digits = (token if text is None else text).strip(" \t+@s")
    if len(digits) > 6 or int(digits) > most:  # noqa: PLR2004 - int() of a million digits takes its time
        raise Misread("too-large", _at(token), text=digits[:12])
    return int(digits)


def _amount(token: Token, text: str) -> float:
    if len(text) > 16 or abs(float(text)) > LARGEST:  # noqa: PLR2004 - likewise
        raise Misread("too-large", _at(token), text=text[:12])
    return float(text)


def _scheme(token: Token, said: dict[str, object]) -> None:
    before, _, after = token.partition("x")
    least, dash, most = after.partition("-")
    said["scheme"] = Scheme(
        _whole(token, before, MOST_SETS),
        _whole(token, most if dash else least),
        _whole(token, least) if dash else None,
        amrap=after.endswith("+"),
        quick="+" in before,
    )


def _set_timer(token: Token, said: dict[str, object]) -> None:
    timer, _, rest = token.partition("|")
    said["timer"], said["count_up"] = _whole(token, timer, MOST_SECONDS), timer.endswith("+") or None
    said["rest"] = None if rest == "?" else _whole(token, rest, MOST_SECONDS)


def _weight(token: Token, said: dict[str, object]) -> None:
    text = token.rstrip("+ \t")
    said["weight"] = Weight(_amount(token, text[:-2]), "kg" if text.endswith("kg") else "lb")
    said["ask_weight"] = token.endswith("+") or said.get("ask_weight", False)


def _percent(token: Token, said: dict[str, object]) -> None:
    said["percent"] = _amount(token, token.rstrip("+ \t")[:-1])
    said["ask_weight"] = token.endswith("+") or said.get("ask_weight", False)


def _rpe(token: Token, said: dict[str, object]) -> None:
    text = token.strip("@+ \t")
    said["rpe"], said["ask_rpe"] = _amount(token, text) if text else None, token.endswith("+")


def _label(token: Token, said: dict[str, object]) -> None:
    label = " ".join(token[1:-1].split())
    if len(label) > 8:  # noqa: PLR2004 - of the language
        raise Misread("long-label", _at(token), text=label, most=8)
    said["label"] = label


_SAYS = {
    "SCHEME": _scheme,
    "SET_TIMER": _set_timer,
    "REST": lambda token, said: said.update(rest=_whole(token, None, MOST_SECONDS)),
    "WEIGHT": _weight,
    "PERCENT": _percent,
    "ASK": lambda _, said: said.update(ask_weight=True),
    "RPE": _rpe,
    "AUTO": lambda _, said: said.update(auto=True),
    "LABEL": _label,
}

PARSER = Lark(
    GRAMMAR,
    start=["sets", "warmups", "function"],
    parser="lalr",
    lexer="contextual",
    transformer=_Reader(),
    maybe_placeholders=True,
)
