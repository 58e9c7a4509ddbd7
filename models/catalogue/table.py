"""A table of a TOML file, read key by key, so that every mistake is reported with its file and key."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any


class CatalogueError(ValueError):
    """The catalogue's files say something impossible; the message names file, table and key."""


class Table:
    """One TOML table. Each method takes its key out and checks it; done() refuses the keys nobody took.

    where is what errors begin with: "exercises.toml: squat". All methods raise CatalogueError.
    """

    def __init__(self, where: str, values: object) -> None:
        if not isinstance(values, dict):
            raise CatalogueError(f"{where}: a table is expected, not {values!r}")
        self.where = where
        self._left: dict[str, Any] = dict(values)

    def error(self, key: str, problem: str) -> CatalogueError:
        """The error to raise about a key, for checks of one's own."""
        return CatalogueError(f"{self.where}: {key}: {problem}")

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str) -> str:
        return self._text(key, self._take(key))

    def texts(self, key: str, among: Collection[str] | None = None, *, least: int = 1) -> tuple[str, ...]:
        """A list of different texts, at least so many, each one of those named in among."""
        texts = tuple(self._text(key, each) for each in self._items(key))
        if len(texts) < least:
            raise self.error(key, f"at least {least} expected")
        if len(set(texts)) != len(texts):
            raise self.error(key, "something stands there twice")
        for each in texts:
            if among is not None and each not in among:
                raise self.error(key, f"{each!r} is none of {', '.join(sorted(among))}")
        return texts

    def one_of(self, key: str, among: Collection[str]) -> str:
        value = self.text(key)
        if value not in among:
            raise self.error(key, f"{value!r} is none of {', '.join(sorted(among))}")
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        value = self._take(key)
        if type(value) is not int or not least <= value <= most:
            raise self.error(key, f"a whole number from {least} to {most} is expected, not {value!r}")
        return value

    def number(self, key: str, least: int, most: int) -> Decimal:
        value = self._take(key)
        if type(value) not in (int, Decimal) or not (number := Decimal(value)).is_finite():
            raise self.error(key, f"a number is expected, not {value!r}")
        if not least <= number <= most:
            raise self.error(key, f"a number from {least} to {most} is expected, not {number}")
        return number

    def truth(self, key: str) -> bool:
        """True or false; false when the key is missing."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"true or false is expected, not {value!r}")
        return value

    def items(self, key: str) -> list[Any]:
        """A list of at least one thing."""
        items = self._items(key)
        if not items:
            raise self.error(key, "at least one expected")
        return items

    def table(self, key: str) -> "Table":
        """The table of tables under a key; empty when missing."""
        return Table(f"{self.where}: {key}", self._left.pop(key, {}))

    def tables(self) -> dict[str, "Table"]:
        """All that is left, each a table."""
        tables = {key: Table(f"{self.where}: {key}", value) for key, value in self._left.items()}
        self._left.clear()
        return tables

    def done(self) -> None:
        """Refuses what nobody took: a typing mistake would otherwise go unnoticed."""
        if self._left:
            raise CatalogueError(f"{self.where}: unknown key {min(self._left)!r}")

    def _take(self, key: str) -> Any:
        try:
            return self._left.pop(key)
        except KeyError:
            raise self.error(key, "is missing") from None

    def _items(self, key: str) -> list[Any]:
        value = self._take(key)
        if not isinstance(value, list):
            raise self.error(key, f"a list is expected, not {value!r}")
        return value

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"a text is expected, not {value!r}")
        return value
