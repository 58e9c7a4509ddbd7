"""No statement is made of what somebody wrote: values go beside it, and what stands in it is ours."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import transfer
from bot.config import ConfigError

ROOT = Path(__file__).parent.parent.parent
FILES = [path for floor in ("bot", "handlers", "models") for path in sorted((ROOT / floor).rglob("*.py"))]
RAW = {
    *("execute", "executemany", "executescript", "execute_query", "execute_query_dict", "execute_insert"),
    *("execute_many", "execute_script", "_run_sql", "raw", "RawSQL", "Raw", "SqlDefault"),
    *("fetch", "fetchrow", "fetchval", "fetchmany", "cursor", "prepare"),
}
OURS: dict[tuple[str, str], str] = {
    ("bot/transfer.py", "table"): "a name that ours() let through",
    ("bot/transfer.py", "name"): "likewise",
    ("bot/transfer.py", "column"): "likewise",
    ("bot/transfer.py", "listed"): "columns that ours() let through",
    ("bot/transfer.py", "sequence"): "PostgreSQL's own name for a sequence of ours",
    ("bot/backup.py", "table"): "a name that ours() let through",
    ("bot/restore.py", "table"): "likewise",
    ("bot/restore.py", "kept"): "made of the clock's digits",
    ("models/columns.py", "table"): "a model's table, in a migration",
    ("models/columns.py", "column"): "a column that a migration names",
}
"""What may stand in a statement besides constants: the name it has in the file, and what it is."""

MADE: dict[tuple[str, str], str] = {
    ("bot/demo/control.py", "request"): "no statement, but a web page's request",
    ("bot/restore.py", "there"): "a constant",
    ("handlers/files.py", "file_id"): "no statement, but a file that Telegram has",
    ("bot/schema.py", "there"): "one of two constants",
    ("bot/sqlite.py", "query"): "handed on as it came",
    ("bot/transfer.py", "insert"): "names that ours() let through, and ?",
    ("models/older_programs.py", "there"): "one of two constants",
    ("models/statements.py", "sql"): "names of a model's table and columns, and ?; or handed on to be given $1 for ?",
}
"""Statements made elsewhere than where they are run."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in RAW and node.args:
                yield node, name


def constants(tree: ast.Module) -> set[str]:
    """Names that a module gives once, to a text or a number."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


class Judge:
    """What is wrong with the statements of a file."""

    def __init__(self, file: str, tree: ast.Module) -> None:
        self.file, self.tree, self.fixed = file, tree, constants(tree)

    def wrong(self) -> list[str]:
        return [
            f"{self.file}:{call.lineno}: {ast.unparse(call.args[0])}"
            for call, name in calls(self.tree)
            if not self._fine(call.args[0]) and not self._no_statement(call, name)
        ]

    def _no_statement(self, call: ast.Call, name: str) -> bool:
        """cursor.fetch(1000) and the like."""
        first = call.args[0]
        number = isinstance(first, ast.Constant) and isinstance(first.value, int)
        return name in {"fetch", "fetchmany"} and (number or getattr(first, "id", "") in self.fixed)

    def _fine(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant(value=str()):
                return True
            case ast.Name(id=name):
                return name in self.fixed or name.isupper() or (self.file, name) in {*OURS, *MADE}
            case ast.JoinedStr(values=parts):
                return all(isinstance(part, ast.Constant) or self._inside(part) for part in parts)
            case ast.Call(func=ast.Name(id="_placed"), args=[sql, *_]):  # ? becomes $1
                return self._fine(sql)
        return ast.unparse(node) in LIBRARIES.get(self.file, ())

    def _inside(self, part: ast.expr) -> bool:
        """In braces stands a constant of the module, a name of ours, or so many question marks."""
        assert isinstance(part, ast.FormattedValue)
        match part.value:
            case ast.Name(id=name):
                return name in self.fixed or name.isupper() or (self.file, name) in OURS
            case ast.Call(
                func=ast.Attribute(value=ast.Constant(), attr="join"),
                args=[ast.BinOp(left=ast.Constant(value="?"), op=ast.Mult())],
            ):
                return True
        return False


LIBRARIES = {
    "bot/schema.py": ("sql.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS', 1).rstrip(';')",),
    "models/columns.py": ("',\\n'.join([body, *checks]) + end + rest",),
}
"""What the ORM wrote of our models, in a migration."""


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_statement_is_ours(path: Path) -> None:
    """A statement is a constant, or holds only our own names and ?: what is to be compared or stored goes beside it."""
    assert Judge(named(path), ast.parse(path.read_text("utf-8"))).wrong() == []


def test_every_exception_is_needed() -> None:
    """What is let through is there."""
    for file, name in {*OURS, *MADE}:
        names = {
            node.id for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))) if isinstance(node, ast.Name)
        }
        assert name in names, f"{name} is nowhere in {file}"


@pytest.mark.parametrize(
    "statement",
    [
        "db.execute_query(f'SELECT * FROM user WHERE name = {name}')",
        "db.execute_query('SELECT * FROM user WHERE name = ' + name)",
        "db.execute_query('SELECT * FROM user WHERE name = %s' % name)",
        "db.execute_query('SELECT * FROM user WHERE name = {}'.format(name))",
        "db.execute_query(text)",
        "db.execute_query(made(text))",
        "User.raw(f'SELECT * FROM user WHERE name = {user.name!r}')",
        "query.annotate(x=RawSQL(f'{text}'))",
        "statements.execute(f'DELETE FROM user WHERE id IN ({\", \".join(ids)})')",
    ],
)
def test_a_statement_with_somebodys_words_is_found(statement: str) -> None:
    """A control."""
    assert Judge("handlers/new.py", ast.parse(statement)).wrong()


@pytest.mark.parametrize(
    "name", ['user" --', "user; DROP TABLE user", 'a"b', "", "Users", "user name", "usér", "user\n", "u'", "*"]
)
def test_a_file_with_other_names_in_it_is_no_backup(name: str) -> None:
    """A backup may be anybody's: its tables and columns must have names of ours before they stand in a statement."""
    with pytest.raises(ConfigError):
        transfer.ours(name)
    if name:
        connection = sqlite3.connect(":memory:")
        quoted = name.replace('"', '""')
        connection.execute(f'CREATE TABLE "{quoted}" (id INTEGER)')
        with pytest.raises(ConfigError):
            transfer.tables(connection)
        connection.close()
