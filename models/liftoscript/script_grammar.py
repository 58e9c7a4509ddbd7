"""The grammar of scripts, and the reader that makes a tree of nodes of one."""

from __future__ import annotations

from functools import lru_cache

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args

from models.liftoscript import nodes
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import LARGEST, Percent, fixed
from models.liftoscript.slips import in_script

DEEPEST = 60  # brackets within brackets
LONGEST = 16 * 1024  # characters
LONGEST_KEPT = 1024

# Statements need no separator: where a line could go on, it does ("a" and "-1" below it is a difference).
GRAMMAR = r"""
start: expression*
?expression: assignment | ternary
assignment: target (SET | "=") expression -> assign
?ternary: operation | operation "?" expression ":" expression -> choice
?operation: unary | unary ((LOGIC | COMPARE | SIGN | TIMES) unary)+ -> operated
?unary: primary | "!" unary -> negation
?primary: number | PERCENT -> percent | "(" expression ")" | block | branch | loop | call | target
number: SIGN? NUMBER UNIT?
target: NAME ["[" index (":" index)* "]"] -> variable
      | STATE -> state
      | "state" "[" expression "]" "." NAME -> tagged
      | LOCAL -> local
index: expression | STAR -> any
block: "{" expression* "}"
branch: "if" "(" expression ")" block ("else" "if" "(" expression ")" block)* ["else" block]
loop: "for" "(" LOCAL "in" expression ")" block
call: NAME "(" [expression ("," expression)*] ")"

NAME: /[A-Za-z]\w*+/
STATE.2: /state\.[A-Za-z]\w*+/
LOCAL.2: /var\.[A-Za-z]\w*+/
UNIT.3: /(kg|lb)\b/
PERCENT.3: /(\d++(\.\d++)*+\.?+|\.\d++)%/
NUMBER.2: /\d++(\.\d++)*+\.?+|\.\d++/
SET.2: /[-+*\/]=/
COMPARE.2: /[<>]=?|==|!=/
LOGIC: "&&" | "||"
SIGN: /[-+]/
TIMES: /[*\/%]/
STAR.2: "*"
COMMENT.5: /\/\/[^\n]*+/
%ignore /[\s;]++/
%ignore COMMENT
"""


def read_script(text: str) -> nodes.Block:
    """The tree of a script (what stands between `{~` and `~}`); raises Misread. Short ones are kept: weeks repeat
    them.
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else _script(text)


def _script(text: str) -> nodes.Block:
    if len(text) > LONGEST:
        raise Misread("too-long")
    try:
        tree = PARSER.parse(text)
    except UnexpectedInput as error:
        at = len(text.rstrip()) if _ended(error) else (error.pos_in_stream or 0)
        stands = text[at : at + 12].strip().partition("\n")[0]
        where, facts = in_script(text, at)
        raise Misread("expected-script", where, **{"text": stands} | facts) from None
    return tree  # type: ignore[return-value]  # the transformer's start returns it


_kept = lru_cache(maxsize=512)(_script)


def _ended(error: UnexpectedInput) -> bool:
    return isinstance(error, UnexpectedToken) and error.token.type == "$END"


@v_args(inline=True)
class _Maker(Transformer[Token, nodes.Node]):
    def start(self, *statements: nodes.Node) -> nodes.Block:
        return _deep(nodes.Block(0, statements))

    block = start

    def assign(self, target: nodes.Node, *rest: Token | nodes.Node) -> nodes.Node:
        operator = str(rest[0]) if isinstance(rest[0], Token) else "="
        value = rest[-1]
        assert isinstance(value, nodes.Node)  # noqa: S101 - by the grammar
        return _deep(nodes.Assignment(target.at, target, operator, value))

    def choice(self, test: nodes.Node, yes: nodes.Node, no: nodes.Node) -> nodes.Node:
        return _deep(nodes.Choice(test.at, test, yes, no))

    def operated(self, first: nodes.Node, *rest: Token | nodes.Node) -> nodes.Node:
        """Values and operators by turns, as a tree: what binds closer first, else from left to right."""
        values, waiting = [first], list[Token]()
        for each in rest:
            if isinstance(each, Token):
                while waiting and _BINDS[waiting[-1].type] >= _BINDS[each.type]:
                    _join(values, waiting.pop())
                waiting.append(each)
            else:
                values.append(each)
        while waiting:
            _join(values, waiting.pop())
        return values[0]

    def negation(self, value: nodes.Node) -> nodes.Node:
        return _deep(nodes.Negation(value.at, value))

    def number(self, *tokens: Token) -> nodes.Node:
        sign = -1 if tokens[0] == "-" else 1
        digits = next(token for token in tokens if token.type == "NUMBER")
        unit = tokens[-1] if tokens[-1].type == "UNIT" else None
        return nodes.Literal(_at(tokens[0]), nodes.quantity(sign * _number(digits), unit))

    def percent(self, token: Token) -> nodes.Node:
        return nodes.Literal(_at(token), Percent(fixed(_number(token), 2)))

    def variable(self, name: Token, *indexes: nodes.Node | None) -> nodes.Node:
        return _deep(nodes.Variable(_at(name), str(name), tuple(each for each in indexes if each is not None)))

    def state(self, token: Token) -> nodes.Node:
        return nodes.State(_at(token), token.partition(".")[2])

    def tagged(self, tag: nodes.Node, name: Token) -> nodes.Node:
        return _deep(nodes.Tagged(_at(name), str(name), tag))

    def local(self, token: Token) -> nodes.Node:
        return nodes.Local(_at(token), token.partition(".")[2])

    def index(self, value: nodes.Node) -> nodes.Node:
        return value

    def any(self, token: Token) -> nodes.Node:
        return nodes.Anything(_at(token))

    def branch(self, *parts: nodes.Node | None) -> nodes.Node:
        given, last = parts[:-1], parts[-1]
        pairs = tuple((given[i], given[i + 1]) for i in range(0, len(given), 2))
        return _deep(nodes.Branch(0, pairs, last))  # type: ignore[arg-type]  # tests and blocks by turns: the grammar

    def loop(self, local: Token, over: nodes.Node, body: nodes.Node) -> nodes.Node:
        return _deep(nodes.Loop(_at(local), local.partition(".")[2], over, body))

    def call(self, name: Token, *arguments: nodes.Node | None) -> nodes.Node:
        return _deep(nodes.Call(_at(name), str(name), tuple(each for each in arguments if each is not None)))


# A rule for each kind of operator would be reduced for every value of a script: this is a third of the time.
_BINDS = {"LOGIC": 0, "COMPARE": 1, "SIGN": 2, "TIMES": 3}


def _join(values: list[nodes.Node], operator: Token) -> None:
    right = values.pop()
    values.append(_deep(nodes.Binary(_at(operator), str(operator), values.pop(), right)))


def _at(token: Token) -> int:
    return token.start_pos or 0


def _number(token: Token) -> float:
    digits = ".".join(token.removesuffix("%").split(".")[:2])
    if len(digits) > 20 or float(digits or 0) > LARGEST:  # noqa: PLR2004 - float() of a million digits takes its time
        raise Misread("too-large", _at(token), text=digits[:12])
    return float(digits)


def _deep(node: nodes.N) -> nodes.N:
    if node.depth > DEEPEST:
        raise Misread("too-deep", node.at, most=DEEPEST)
    return node


PARSER = Lark(GRAMMAR, parser="lalr", lexer="contextual", transformer=_Maker(), maybe_placeholders=True)
